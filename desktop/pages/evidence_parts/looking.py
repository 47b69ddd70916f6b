"""Looking at evidence in full, alone or two side by side, and handing a copy of it on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from cases.errors import OfficeError
from cases.model.evidence import Evidence
from cases.model.marks import Place
from cases.services import evidence_alike, evidence_handover, evidence_opening, evidence_text
from cases.services.evidence_alike import Alike
from desktop.evidence.counted_copy import CountedCopy
from desktop.evidence.opened_copies import may_be_opened, refusal
from desktop.files import writing
from desktop.pages.evidence_parts.host import EvidenceHost
from desktop.tasks import Task
from desktop.widgets.basic import button
from desktop.widgets.empty import EmptyState
from desktop.widgets.evidence_content import Content, read_content, unread
from desktop.widgets.evidence_originals import Originals
from desktop.widgets.evidence_viewer import EvidenceViewer
from desktop.widgets.evidence_words import alike_words
from desktop.widgets.feedback import ProgressStrip
from desktop.widgets.full_screen import FullScreen
from desktop.widgets.palette import Find
from desktop.widgets.parting import part_with

_LONG_READ: Final = 20 * 1024 * 1024
"""Bytes from which the reading of an original is told."""
_NO_PROGRAM: Final = (
    "Komputer ini tidak punya program untuk membuka berkas itu; simpan salinannya dan buka di komputer lain."
)


class Looking(QObject):
    """Opens the viewer and steps through the items in it; ``viewer`` is None until it is first needed.

    ``start_program`` hands a file to the computer's own program and says whether there is one.
    """

    def __init__(self, host: EvidenceHost, originals: Originals) -> None:
        super().__init__(host.widget)
        self._host, self._desk, self._originals = host, host.desk, originals
        self.viewer: EvidenceViewer | None = None
        self.screen: FullScreen | None = None
        self._away: EmptyState | None = None
        self.start_program: Callable[[Path], bool] = _start_program
        self._asked = 0
        self._reads = False
        self._reading: ProgressStrip | None = None
        self._copying: Task | None = None
        self._others: dict[str, tuple[Evidence, str]] = {}
        originals.refused.connect(self._say_refused)
        host.widget.installEventFilter(self)

    # -- one item

    def open(self, evidence_id: str, words: str = "") -> None:
        """Show an item, with ``words`` outlined where they were read in it."""
        item = self._host.item(evidence_id)
        if item is not None:
            self._read(item, lambda content: self._show(item, content, words))

    def _read(self, item: Evidence, show: Callable[[Content], object]) -> None:
        """Read an original once, make of it what is shown, and show it unless something else is wanted by then."""
        self._asked += 1
        asked = self._asked
        refused = unread(item)
        if refused is not None:
            show(refused)
            return

        def ready(content: Content) -> None:
            if asked == self._asked:
                self._ended()
                show(content)

        def failed(error: BaseException) -> None:
            self._ended()
            self._refused(error)

        def whole(data: bytes) -> None:
            self._desk.tasks.submit_free(lambda: read_content(item, data), owner=self, on_done=ready, on_error=failed)

        self._reads = True
        if item.size >= _LONG_READ:
            self._reading = self._strip()
            self._reading.start(f"Membuka {item.label}…", on_cancel=self._forget)
        self._originals.read(item, whole)

    def _ended(self) -> None:
        """Nothing is being read any more."""
        self._reads = False
        if self._reading is not None:
            self._reading.hide()
            self._reading = None

    def _forget(self) -> None:
        """Show nothing of what is being read."""
        self._asked += 1
        self._ended()

    def _show(self, item: Evidence, content: Content, words: str) -> None:
        viewer = self._made()
        viewer.notice.say()
        if self.screen is None:
            self._host.bring(viewer)
        viewer.show_item(item, content)
        viewer.highlight(())
        if words:
            found = self._desk.ask(evidence_text.places_of, item.id, words)
            found.then(self, lambda places: self._mark(item.id, places))

    def _mark(self, evidence_id: str, places: Sequence[Place]) -> None:
        """Outline what was found, if the item is still the one that is shown."""
        if self.viewer is not None and self.viewer.item is not None and self.viewer.item.id == evidence_id:
            self.viewer.highlight(places)

    def _made(self) -> EvidenceViewer:
        if self.viewer is None:
            viewer = self.viewer = EvidenceViewer(self._desk.tasks)
            viewer.left.connect(self._leave)
            viewer.copy_wanted.connect(self.save_copy)
            viewer.play_wanted.connect(self.play)
            viewer.step_wanted.connect(self._step)
            viewer.compare_wanted.connect(self._offer)
            viewer.chooser.chosen.connect(lambda found: self.compare(str(found)))
            viewer.full_wanted.connect(self._fill_screen)
        return self.viewer

    def _step(self, step: int) -> None:
        shown = self.viewer.item if self.viewer is not None else None
        if shown is None or self._reads:  # each opening is on record: a key that is held down opens what can be seen
            return
        items = self._host.seen
        place = next((n for n, item in enumerate(items) if item.id == shown.id), 0) + step
        if 0 <= place < len(items):
            self.open(items[place].id)

    def _leave(self) -> None:
        self._forget()
        shown = self.viewer.item if self.viewer is not None else None
        if self.viewer is not None:
            self.viewer.close_second()
            self.viewer.first.clear()  # what was decrypted is not kept longer than it is looked at
        self._host.back(shown.id if shown is not None else "")

    # -- two side by side

    def _offer(self) -> None:
        """Drop the list of what may stand beside: the report's own items, then what looks alike elsewhere."""
        viewer = self.viewer
        shown = viewer.item if viewer is not None else None
        if viewer is None or shown is None:
            return
        own = [item for item in self._host.items if item.id != shown.id]
        self._others |= {item.id: (item, f"{item.label} {item.title}") for item in own}
        finds = [Find(f"{item.label}  {item.title}", item.file_name, "image", item.id) for item in own]
        viewer.chooser.show_finds(finds)
        viewer.offer()

        def add(found: Sequence[Alike]) -> None:
            for one in found:
                if self._host.item(one.item.id) is None:
                    name = f"{one.item.label} {one.item.title}, laporan {one.report_number}"
                    near = alike_words(one.bits, same_bytes=one.same_bytes)
                    self._others[one.item.id] = (one.item, name)
                    alike = f"Mirip ({near}), laporan {one.report_number}"
                    finds.append(Find(f"{one.item.label}  {one.item.title}", alike, "copy", one.item.id))
            viewer.chooser.show_finds(finds)

        self._desk.ask(evidence_alike.alike, shown.id).then(self, add)

    def open_beside(self, evidence_id: str, other: Evidence, name: str) -> None:
        """Show an item, and another beside it that may be of another report; ``name`` says which."""
        item = self._host.item(evidence_id)
        if item is None:
            return
        self._others[other.id] = (other, name)

        def show(content: Content) -> None:
            self._show(item, content, "")
            self.compare(other.id)

        self._read(item, show)

    def compare(self, evidence_id: str) -> None:
        """Show another item beside the one that is shown."""
        other = self._others.get(evidence_id)
        viewer = self.viewer
        if other is not None and viewer is not None:
            item, name = other
            self._read(item, lambda content: viewer.show_second(item, content, name))

    # -- the whole screen

    def _fill_screen(self, full: bool) -> None:  # noqa: FBT001 - a signal's
        viewer = self.viewer
        if viewer is None or full == (self.screen is not None):
            return
        if full:
            self.screen = FullScreen(self._host.widget)
            self.screen.closed.connect(lambda: self._fill_screen(False))
            self._host.bring(self._meanwhile())  # else whatever page was there before comes to the front
            self.screen.hold(viewer)
        elif self.screen is not None:
            screen, self.screen = self.screen, None
            self._host.bring(viewer)
            part_with(screen)
            self._host.widget.window().activateWindow()
        viewer.set_full(full=full)

    def _meanwhile(self) -> QWidget:
        """What stands in the office's own window, on another screen perhaps, while an item fills this one."""
        if self._away is None:
            self._away = EmptyState(
                "Bukti sedang tampil satu layar penuh", "Tekan Esc di sana untuk kembali.", icon="frame-corners"
            )
            self._away.add(button("Tampilkan di sini", on_click=lambda: self._fill_screen(False)))
        return self._away

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Nothing fills the screen once its report is put away or locked."""
        if event.type() == QEvent.Type.Hide and self.screen is not None and watched is self._host.widget:
            self._fill_screen(False)
        return False

    # -- copies

    def play(self, evidence_id: str) -> None:
        """Open a copy of the original with the computer's own program."""
        item = self._known(evidence_id)
        if item is None:
            return
        if not may_be_opened(item):
            self._say(refusal(item), role="warnBox")
            return
        desk, copies = self._desk, self._desk.copies

        def work(task: Task) -> Path:
            with copies.writing(item) as (path, file):
                target = CountedCopy(file, item.size, task)
                desk.office.read(evidence_opening.open_copy, desk.actor, item.id, target)
                return path

        def start(path: Path) -> None:
            if self.start_program(path):
                self._say(
                    f"Salinan {item.label} dibuka dengan program komputer Anda. Salinan itu ada di {path.parent} dan "
                    "dihapus saat Netralitas ditutup; aslinya tidak berubah."
                )
            else:
                copies.discard(path)
                self._say(_NO_PROGRAM, role="warnBox")

        self._copy(f"Menyiapkan salinan {item.label}…", work, start)

    def save_copy(self, evidence_id: str) -> None:
        """Ask where a copy of the original shall lie."""
        item = self._known(evidence_id)
        if item is None:
            return
        front = self.viewer if self.viewer is not None and self.viewer.isVisible() else self._host.widget
        dialog = QFileDialog(front, "Simpan salinan bukti")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.selectFile(item.file_name)
        dialog.fileSelected.connect(lambda name: self._save(item, Path(name)))
        dialog.open()

    def _save(self, item: Evidence, path: Path) -> None:
        desk = self._desk

        def work(task: Task) -> Path:
            with writing(path) as file:
                target = CountedCopy(file, item.size, task)
                desk.office.read(evidence_handover.copy_evidence, desk.actor, item.id, target)
            return path

        self._copy(
            f"Menyimpan salinan {item.label}…",
            work,
            lambda _path: self._say(f"Salinan {item.label} disimpan sebagai {path.name}."),
        )

    def _copy(self, words: str, work: Callable[[Task], Path], done: Callable[[Path], object]) -> None:
        """Write a copy in a reader, told how far it is, cancelled by "Batal"."""
        if self._copying is not None and not (self._copying.finished or self._copying.cancelled):
            self._say("Salinan lain masih disiapkan; tunggu sampai selesai atau batalkan.", role="warnBox")
            return
        strip = self._strip()
        task = self._copying = strip.start(words)

        def ended(path: Path) -> None:
            strip.hide()
            done(path)

        def refused(error: BaseException) -> None:
            strip.hide()
            self._refused(error)

        self._desk.tasks.submit_read(lambda: work(task), owner=self, task=task, on_done=ended, on_error=refused)

    # -- words

    def _known(self, evidence_id: str) -> Evidence | None:
        """An item of the report, or one of another that is shown beside it."""
        other = self._others.get(evidence_id)
        return self._host.item(evidence_id) or (other[0] if other is not None else None)

    @property
    def _in_front(self) -> EvidenceViewer | None:
        return self.viewer if self.viewer is not None and self.viewer.isVisible() else None

    def _strip(self) -> ProgressStrip:
        return self._in_front.progress if self._in_front is not None else self._host.progress

    def _say(self, sentence: str, role: str = "goodBox") -> None:
        (self._in_front.notice if self._in_front is not None else self._host.notice).say(sentence, role=role)

    def _say_refused(self, sentence: str) -> None:
        """An original could not be read; who looks at another one meanwhile hears of it too."""
        self._ended()
        if self._in_front is not None:
            self._in_front.notice.say(sentence, role="errorBox")

    def _refused(self, error: BaseException) -> None:
        if self._in_front is not None and isinstance(error, OfficeError):
            self._in_front.notice.say(error.sentence, role="errorBox")
        else:
            self._host.refused(error)


def _start_program(path: Path) -> bool:
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
