"""The evidence of a report: tiles, one item in detail, adding, looking, checking. Shown by the report and its cases."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import cast

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from cases.changes import ChangeSet
from cases.errors import BadPicture, InvalidInput, OfficeError
from cases.model.evidence import Evidence
from cases.model.office import Office
from cases.model.report import Report
from cases.model.user import Right
from cases.services import evidence, office, reports
from cases.services.evidence import Alike, CustodyLine
from desktop import theme
from desktop.desk import Desk
from desktop.files import write_file
from desktop.widgets.bars import SegmentBar
from desktop.widgets.basic import button
from desktop.widgets.empty import EmptyState
from desktop.widgets.evidence_confirm import Common, EvidenceConfirm
from desktop.widgets.evidence_detail import EvidenceDetail
from desktop.widgets.evidence_files import Candidate, look_at, pasted
from desktop.widgets.evidence_import import EvidenceImport
from desktop.widgets.evidence_originals import Originals
from desktop.widgets.evidence_thumbnails import Thumbnails
from desktop.widgets.evidence_tiles import DropTile, TileGrid
from desktop.widgets.evidence_viewer import LARGEST_VIEW, EvidenceViewer
from desktop.widgets.evidence_words import KINDS, kind_of, tile_look
from desktop.widgets.feedback import ProgressStrip
from desktop.widgets.form import scrolled
from desktop.widgets.notice import Notice
from desktop.widgets.picture_view import decode


class EvidencePanel(QWidget):
    """``EvidencePanel(desk, report_id)`` reads by itself; tell it ``on_changes``. ``counted`` gives how many there are.

    A page that has the keys may hand Ctrl+V on to ``paste`` and its button to ``add_files``.
    """

    counted = Signal(int)
    report_wanted = Signal(str)

    def __init__(self, desk: Desk, report_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self.report_id = desk, report_id
        self._may_add = desk.may(Right.MANAGE_EVIDENCE)
        self._office: Office | None = None
        self._report: Report | None = None
        self.items: tuple[Evidence, ...] = ()
        self.notice = Notice()
        self.originals = Originals(desk, self)
        self.originals.noted.connect(self._noted)
        self.originals.refused.connect(self.notice.add)
        self.importer = EvidenceImport(desk, report_id, self)
        self.importer.progressed.connect(self._show_progress)
        self.importer.finished.connect(self._imported)
        self._thumbnails = Thumbnails(desk, self, may_draw=self._may_add)
        self._thumbnails.drawn.connect(self._draw)
        self.confirm: EvidenceConfirm | None = None
        self.viewer: EvidenceViewer | None = None
        self.setAcceptDrops(self._may_add)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._stack = QStackedWidget()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self._build()
        desk.ask(office.current_office).then(self, self._know_office)
        desk.ask(reports.report, report_id).then(self, self._know_report)

    # -- building

    def _build(self) -> None:
        self._main = QWidget()
        across = QHBoxLayout(self._main)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.space("l"))
        left = QVBoxLayout()
        left.setSpacing(theme.space("s"))
        bar = QHBoxLayout()
        self.segments = SegmentBar(KINDS)
        self.segments.chosen.connect(lambda _key: self._show_tiles())
        self.check_all = button("Periksa semua", "link", icon="shield-check", on_click=self._check_all)
        self.check_all.setToolTip("Baca lagi semua bukti dari brankas dan bandingkan dengan SHA-256 saat dicatat")
        bar.addWidget(self.segments, 1)
        bar.addWidget(self.check_all)
        left.addLayout(bar)
        left.addWidget(self.notice)
        self.progress = ProgressStrip(on_cancel=self.importer.cancel)
        self.progress.hide()
        left.addWidget(self.progress)
        self.drop = DropTile()
        self.drop.setVisible(self._may_add)
        self.drop.files_dropped.connect(self.take_files)
        self.drop.clicked.connect(self.add_files)
        self.grid = TileGrid(self.drop if self._may_add else None)
        self.grid.chosen.connect(self._choose)
        self.grid.opened.connect(self._open)
        self.empty = EmptyState("Belum ada bukti", "Aslinya disidik dan dienkripsi saat ditambahkan.", icon="image")
        holder = QWidget()
        lines = QVBoxLayout(holder)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self.empty)
        lines.addWidget(self.grid)
        lines.addStretch(1)
        left.addWidget(scrolled(holder), 1)
        across.addLayout(left, 1)
        self.detail = EvidenceDetail()
        self.detail.open_wanted.connect(self._open)
        self.detail.check_wanted.connect(self._check)
        self.detail.copy_wanted.connect(self._save_copy)
        self.detail.answered.connect(self._answer)
        self.detail.report_wanted.connect(self.report_wanted)
        self.detail.hide()
        across.addWidget(self.detail)
        self._stack.addWidget(self._main)

    # -- reading

    def on_changes(self, changes: ChangeSet) -> None:
        """Read again when evidence changed; while files go in, once at the end."""
        if changes.concerns("evidence") and not self.importer.runs:
            self.read()

    def read(self) -> None:
        """Ask for the items."""
        self._desk.ask(evidence.evidence_of_report, self.report_id).then(self, self._show)

    def _noted(self, _evidence_id: str) -> None:
        """Show what a reading found; a failure also stays on the item."""
        self._show_tiles()
        self.read()

    def _know_office(self, found: Office) -> None:
        self._office = found
        self.read()

    def _know_report(self, found: Report) -> None:
        self._report = found

    def _show(self, items: tuple[Evidence, ...]) -> None:
        if items == self.items and self._office is not None and self.grid.tiles:
            return  # only a small picture was drawn: the tiles, and the focus on one, stay
        self.items = items
        self.counted.emit(len(items))
        for key, _ in KINDS:
            self.segments.set_count(key, len(items) if key == "all" else sum(kind_of(item) == key for item in items))
        self._show_tiles()
        for item in items:
            self._thumbnails.fetch(item)

    def _show_tiles(self) -> None:
        if self._office is None:
            return
        wanted = self.segments.current
        shown = [item for item in self.items if wanted in {"all", kind_of(item)}]
        zone = self._office.time_zone
        self.grid.show_tiles([tile_look(item, zone, self.originals.of(item.id)) for item in shown])
        for item in shown:
            if (image := self._thumbnails.of(item.id)) is not None:
                self.grid.set_image(item.id, image)
        self.empty.setVisible(not self.items)
        self.check_all.setVisible(bool(self.items))
        self.segments.setVisible(bool(self.items))
        chosen = self.grid.target or (shown[0].id if shown else None)
        if chosen is None:
            self.detail.hide()
        else:
            self.grid.choose(chosen)

    def item(self, evidence_id: object) -> Evidence | None:
        """An item by its id."""
        return next((item for item in self.items if item.id == evidence_id), None)

    def _choose(self, target: object) -> None:
        item = self.item(target)
        if item is not None and self._office is not None:
            self.detail.show_item(
                item,
                self._office.time_zone,
                self.originals.of(item.id),
                self._thumbnails.of(item.id),
                dict(self._accused()),
            )
            self.detail.show()
            self._read_custody(item.id)

    def _read_custody(self, evidence_id: str) -> None:
        """Show what was done with the item that is shown."""

        def show(lines: Sequence[CustodyLine]) -> None:
            if self.detail.item is not None and self.detail.item.id == evidence_id:
                self.detail.show_custody(lines)

        def show_alike(found: Sequence[Alike]) -> None:
            if self.detail.item is not None and self.detail.item.id == evidence_id:
                self.detail.show_alike(found)

        self._desk.ask(evidence.custody_of, evidence_id).then(self, show)
        self._desk.ask(evidence.alike, evidence_id).then(self, show_alike)

    def _draw(self, evidence_id: str, image: QImage) -> None:
        self.grid.set_image(evidence_id, image)
        if self.detail.item is not None and self.detail.item.id == evidence_id:
            self.detail.show_image(image)

    # -- adding

    def add_files(self) -> None:
        """Ask for files to add."""
        if not self._may_add or self._stack.currentWidget() is not self._main:
            return
        dialog = QFileDialog(self, "Tambah bukti")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda names: self.take_files([Path(name) for name in names]))
        dialog.open()

    def take_files(self, paths: Sequence[Path]) -> None:
        """Read files away from the UI thread, then show them to be confirmed."""
        if not self._may_add or self.importer.runs:
            return
        self.notice.say()
        task = self.progress.start("Membaca berkas…")
        self._desk.tasks.submit_free(
            lambda: look_at(paths, task.report, lambda: task.cancelled),
            owner=self,
            task=task,
            on_done=self._confirm,
            on_error=self._refused,
        )

    def paste(self) -> None:
        """Take a picture or files from the clipboard; nothing goes in before it was confirmed."""
        if not self._may_add or self._stack.currentWidget() is not self._main or self.importer.runs:
            return
        data = cast("QMimeData | None", QGuiApplication.clipboard().mimeData())  # None when nothing lies there
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()] if data is not None else []
        if paths:
            self.take_files(paths)
            return
        image = QGuiApplication.clipboard().image()
        if image.isNull():
            self.notice.say("Papan klip tidak berisi gambar; salin tangkapan layarnya lebih dahulu.", role="infoBox")
            return
        self.notice.say()
        local = self._desk.office.clock.now().astimezone(self._desk.office.clock.time_zone.zone)
        name = f"tempel-{local:%Y%m%d-%H%M%S}.png"
        task = self.progress.start("Membaca gambar…")
        self._desk.tasks.submit_free(
            lambda: [pasted(image, name)], owner=self, task=task, on_done=self._confirm, on_error=self._refused
        )

    def _refused(self, error: BaseException) -> None:
        self.progress.hide()
        if not isinstance(error, OfficeError):
            raise error
        self.notice.say(error.sentence, role="errorBox")

    def _confirm(self, candidates: list[Candidate]) -> None:
        self.progress.hide()
        if not candidates or self._office is None:
            return
        if all(candidate.problem for candidate in candidates):
            self.notice.say(*(candidate.problem for candidate in candidates), role="errorBox")
            return
        if self.confirm is None:
            clock = self._desk.office.clock
            self.confirm = EvidenceConfirm(clock.today, self._office.time_zone, clock.now)
            self.confirm.confirmed.connect(self._import)
            self.confirm.left.connect(self._leave_confirm)
            self._stack.addWidget(self.confirm)
        self._stack.setCurrentWidget(self.confirm)
        self.confirm.show_candidates(candidates, self._common(), self._accused())

    def _accused(self) -> list[tuple[str, str]]:
        """Those whom the report accuses, by NIP or else by name."""
        people = [one.person for one in self._report.respondents] if self._report is not None else []
        return [(person.nip or person.name, person.name) for person in people]

    def _common(self) -> Common:
        """What the last item says, else the report."""
        who = self._desk.actor.full_name or self._desk.actor.name
        if self.items:
            last = self.items[-1]
            return Common(
                platform=last.platform,
                account=last.account,
                url=last.url,
                posted_at=last.posted_at,
                captured_at=last.captured_at,
                captured_by=last.captured_by or who,
                profile_name=last.profile_name,
                posted_zone=last.posted_zone,
                captured_zone=last.captured_zone,
                capture=last.capture,
                concerns=last.concerns,
            )
        if self._report is None:
            return Common(captured_by=who)
        report = self._report
        return Common(platform=report.platform, account=report.account, url=report.url, captured_by=who)

    def _leave_confirm(self) -> None:
        self._stack.setCurrentWidget(self._main)
        self.setFocus()

    def _import(self) -> None:
        if self.confirm is None:
            return
        try:
            items = self.confirm.forms()
        except InvalidInput as error:
            self.confirm.form.show_failure(error)
            return
        problems = self.confirm.problems
        self._leave_confirm()
        self.progress.start("Menyimpan bukti…")
        self.importer.begin(items, problems)

    def _show_progress(self, done: int, total: int, name: str) -> None:
        self.progress.report(done / total, f"Menyimpan {done + 1} dari {total}: {name}")

    def _imported(self, added: list[Evidence], problems: list[str]) -> None:
        self.progress.hide()
        words = [f"{len(added)} bukti ditambahkan."] if added else []
        role = "goodBox" if not problems else "warnBox" if added else "errorBox"
        self.notice.say(*words, *problems, role=role)
        self._desk.ask(evidence.evidence_of_report, self.report_id).then(
            self, lambda items: self._show_added(items, added)
        )

    def _show_added(self, items: tuple[Evidence, ...], added: list[Evidence]) -> None:
        self._show(items)
        if added:
            self.segments.choose("all")
            self.grid.choose(added[0].id)

    # -- looking, checking, copying

    def _check(self, evidence_id: str) -> None:
        item = self.item(evidence_id)
        if item is not None:
            self.notice.say()
            self.originals.check(item)

    def _answer(self, evidence_id: str, words: str) -> None:
        """Record what was found and done about a failed check."""
        self._desk.do(evidence.answer_failure, evidence_id, words).then(self, lambda _item: self.read(), self._refused)

    def _check_all(self) -> None:
        self.notice.say()
        for item in self.items:
            self.originals.check(item)

    def _open(self, target: object) -> None:
        item = self.item(target)
        if item is not None:
            self.originals.read(item, lambda data: self._decode(item, data))

    def _decode(self, item: Evidence, data: bytes) -> None:
        """Make a picture of the bytes away from the UI thread; anything else is shown at once."""
        if not item.media_type.startswith("image/"):
            self._view(item, data, None)
            return

        def picture() -> QImage | None:
            try:
                return decode(data, LARGEST_VIEW)
            except BadPicture:  # whole, but of a format that Qt does not read: the viewer offers a copy
                return None

        self._desk.tasks.submit_free(picture, owner=self, on_done=lambda image: self._view(item, data, image))

    def _view(self, item: Evidence, data: bytes, image: QImage | None) -> None:
        if self.viewer is None:
            self.viewer = EvidenceViewer()
            self.viewer.left.connect(self._leave_viewer)
            self.viewer.copy_wanted.connect(self._save_copy)
            self.viewer.step_wanted.connect(self._step)
            self._stack.addWidget(self.viewer)
        self._stack.setCurrentWidget(self.viewer)
        self.viewer.show_item(item, data, image)

    def _step(self, step: int) -> None:
        shown = self.viewer.item if self.viewer is not None else None
        if shown is None:
            return
        place = next((n for n, item in enumerate(self.items) if item.id == shown.id), 0) + step
        if 0 <= place < len(self.items):
            self._open(self.items[place].id)

    def _leave_viewer(self) -> None:
        self._stack.setCurrentWidget(self._main)
        self._show_tiles()
        if self.viewer is not None and self.viewer.item is not None:
            target = self.viewer.item.id
            self.grid.choose(target)
            for tile in self.grid.tiles:
                if tile.look.target == target:
                    tile.setFocus()

    def _save_copy(self, evidence_id: str) -> None:
        item = self.item(evidence_id)
        if item is None:
            return
        dialog = QFileDialog(self, "Simpan salinan bukti")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.selectFile(item.file_name)
        dialog.fileSelected.connect(
            lambda name: self.originals.read(item, lambda data: self._write_copy(item, data, Path(name)))
        )
        dialog.open()

    def _write_copy(self, item: Evidence, data: bytes, path: Path) -> None:
        self._desk.tasks.submit_free(
            lambda: write_file(path, data),
            owner=self,
            on_done=lambda _path: self.notice.say(f"Salinan {item.label} disimpan sebagai {path.name}."),
            on_error=self._refused,
        )

    # -- keys and drops

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+V takes what lies on the clipboard, unless a text field wanted it."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, anywhere on the tiles."""
        if self._stack.currentWidget() is self._main and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what was dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.take_files(paths)
