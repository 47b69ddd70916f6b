"""Adding evidence: files and pictures are looked at, shown to be confirmed, and put in one after another."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final, cast

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog

from cases.errors import InvalidInput, OfficeError
from cases.model.evidence import Evidence
from cases.services import evidence_facts
from cases.services.evidence_facts import SameBytes
from desktop.pages.evidence_parts.host import EvidenceHost
from desktop.pages.evidence_parts.waiting_files import WaitingDraft, WaitingFile, waiting_in
from desktop.widgets.evidence_confirm import EvidenceConfirm
from desktop.widgets.evidence_files import Candidate, look_at, pasted
from desktop.widgets.evidence_import import EvidenceImport
from desktop.widgets.evidence_rows import Offered, kept_out
from desktop.widgets.evidence_said import Days, Said, nothing_said, said_of
from desktop.widgets.evidence_viewer import EvidenceViewer
from desktop.widgets.feedback import ProgressStrip
from desktop.widgets.offer_line import OfferLine

_RUNS: Final = "Bukti masih disimpan; tambahkan yang lain setelah selesai."
_BUSY: Final = "Selesaikan atau batalkan dahulu yang sedang dibuka, lalu tambahkan berkasnya."
_NO_PICTURE: Final = "Papan klip tidak berisi gambar; salin tangkapan layarnya lebih dahulu."


class Adding(QObject):
    """``added`` gives the items that went in, when the last of them has.

    ``told`` is a sentence for whoever does not see the tiles; ``line`` goes over them. What was typed of files that are
    not in yet is kept (``WaitingDraft``) and offered again.
    """

    added = Signal(list)
    told = Signal(str)
    report_wanted = Signal(str)

    def __init__(self, host: EvidenceHost) -> None:
        super().__init__(host.widget)
        self._host, self._desk = host, host.desk
        self.confirm: EvidenceConfirm | None = None
        self.importer = EvidenceImport(host.desk, host.report_id, self)
        self.importer.progressed.connect(host.progress.report)
        self.importer.finished.connect(self._imported)
        self.line = OfferLine("clock-counter-clockwise", "Lanjutkan", "Buang", "Lupakan isian berkas-berkas ini")
        self.line.taken.connect(self._go_on)
        self.line.declined.connect(self._forget)
        self.draft = WaitingDraft(host.desk, host.report_id, self)
        self._waiting: list[WaitingFile] = []
        self._attempted: list[tuple[str, WaitingFile]] = []
        if host.may_add:
            self.draft.read(self._know_draft)

    # -- what may be added now

    @property
    def confirming(self) -> bool:
        """Whether the form is in front."""
        return self.confirm is not None and self._host.front is self.confirm

    @property
    def hindrance(self) -> str:
        """Why nothing can be added at the moment, "" when it can."""
        front = self._host.front
        if self.importer.runs:
            return _RUNS
        return "" if front is None or self.confirming or isinstance(front, EvidenceViewer) else _BUSY

    def say(self, words: str, role: str = "infoBox") -> None:
        """Say a sentence over the tiles, or to whoever does not see them."""
        if self._host.front is None and self._host.widget.isVisible():
            self._host.notice.say(words, role=role)
        else:
            self.told.emit(words)

    def _may_begin(self) -> bool:
        if self._host.may_add and self.hindrance:
            self.say(self.hindrance)
        return self._host.may_add and not self.hindrance

    # -- from outside

    def add_files(self) -> None:
        """Ask for files to add."""
        if not self._may_begin():
            return
        dialog = QFileDialog(self._host.widget, "Tambah bukti")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda names: self.take_files([Path(name) for name in names]))
        dialog.open()

    def take_files(self, paths: Sequence[Path]) -> None:
        """Read files away from the UI thread, then show them to be confirmed."""
        self.take_waiting([], paths)

    def take_waiting(self, waiting: Sequence[WaitingFile], paths: Sequence[Path] = ()) -> None:
        """Take files of which something was said, read again from where they lie, and others."""
        if not self._may_begin():
            return
        self._host.notice.say()
        held = [one.pasted for one in waiting if one.pasted is not None]
        wanted = [*(one.path for one in waiting if one.path is not None), *paths]
        strip = self._strip()
        task = strip.start("Membaca berkas…")
        self._desk.tasks.submit_free(
            lambda: [*(look_at(wanted, task.report, lambda: task.cancelled) if wanted else ()), *held],
            owner=self,
            task=task,
            on_done=lambda found: self._looked(strip, found, waiting),
            on_error=lambda error: self._refused(strip, error),
        )

    def miss_picture(self) -> None:
        """Say that the clipboard has nothing that could be evidence."""
        self.say(_NO_PICTURE)

    def take_picture(self, image: QImage) -> None:
        """Show a picture from the clipboard to be confirmed."""
        if not self._may_begin():
            return
        self._host.notice.say()
        local = self._desk.office.clock.now().astimezone(self._desk.office.clock.time_zone.zone)
        name = f"tempel-{local:%Y%m%d-%H%M%S}.png"
        strip = self._strip()
        task = strip.start("Membaca gambar…")
        self._desk.tasks.submit_free(
            lambda: [pasted(image, name)],
            owner=self,
            task=task,
            on_done=lambda found: self._looked(strip, found, ()),
            on_error=lambda error: self._refused(strip, error),
        )

    def _strip(self) -> ProgressStrip:
        return self.confirm.strip if self.confirm is not None and self.confirming else self._host.progress

    def _refused(self, strip: ProgressStrip, error: BaseException) -> None:
        strip.hide()
        if self.confirming and isinstance(error, OfficeError):
            self.told.emit(error.sentence)
        else:
            self._host.refused(error)

    # -- the form

    def _looked(self, strip: ProgressStrip, candidates: list[Candidate], waiting: Sequence[WaitingFile]) -> None:
        """Ask which of their bytes are kept already, then show them."""
        strip.hide()
        if not candidates:  # stopped before the first
            return
        asked = self._desk.ask(evidence_facts.same_bytes, {one.sha256 for one in candidates if one.sha256})
        asked.then(self, lambda found: self._offer(candidates, found, waiting))

    def _offer(
        self, candidates: Sequence[Candidate], found: Sequence[SameBytes], waiting: Sequence[WaitingFile]
    ) -> None:
        if self.hindrance:  # something else came to the front meanwhile
            self.say(self.hindrance)
            return
        said_before = {one.path or one.name: one for one in waiting}
        before: list[Candidate] = []
        common = self._common()
        if self.confirm is not None and self.confirming:
            before = [row.candidate for row in self.confirm.rows]
            common = dict(self.confirm.rows[-1].said) if self.confirm.rows else common
        offers = []
        for candidate in candidates:
            earlier = said_before.get(candidate.path or candidate.name)
            offers.append(
                Offered(
                    candidate=candidate,
                    said=dict(earlier.said) if earlier is not None else dict(common),
                    title=earlier.title if earlier is not None else "",
                    kept_out=kept_out(candidate, found, before, self._host.report_id),
                    elsewhere=tuple(
                        one
                        for one in found
                        if one.item.sha256 == candidate.sha256 and one.item.report_id != self._host.report_id
                    ),
                )
            )
            before.append(candidate)
        self._show(offers, typed=bool(waiting))

    def _show(self, offers: Sequence[Offered], *, typed: bool) -> None:
        """Show the form, or what keeps every single file out."""
        if self.confirm is not None and self.confirming:
            self.confirm.add_offers(offers)
            return
        if all(offer.kept_out for offer in offers):
            self._host.back()
            sentences = [offer.kept_out if offer.candidate.problem else _named(offer) for offer in offers]
            self._host.notice.say(*sentences, role="errorBox")
            return
        if self.confirm is None:
            self.confirm = self._make()
        self.line.offer("")
        self._host.bring(self.confirm)
        self.confirm.show_offers(offers, self._host.accused())
        self.confirm.typed = typed

    def _make(self) -> EvidenceConfirm:
        clock, office = self._desk.office.clock, self._host.office
        zone = office.time_zone if office is not None else clock.time_zone
        made = EvidenceConfirm(Days(today=clock.today, now=clock.now, zone=zone))
        made.confirmed.connect(self._import)
        made.left.connect(self._leave)
        made.edited.connect(lambda: self.draft.touch(lambda: waiting_in(made)))
        made.report_wanted.connect(self.report_wanted)
        made.installEventFilter(self)
        return made

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep what was typed when the form goes out of sight."""
        if event.type() == QEvent.Type.Hide:
            self.draft.flush()
        return super().eventFilter(watched, event)

    def _common(self) -> Said:
        """What the last item says, else the report."""
        office, report = self._host.office, self._host.report
        who = self._desk.actor.full_name or self._desk.actor.name
        zone = office.time_zone if office is not None else self._desk.office.clock.time_zone
        if self._host.items:
            last = said_of(self._host.items[-1], zone)
            return last | {"captured_by": last["captured_by"] or who}
        said = nothing_said(zone) | {"captured_by": who}
        if report is not None:
            said |= {"platform": report.platform, "account": report.account, "url": report.url}
        return said

    def _leave(self) -> None:
        """Away from the form; what was typed of files is offered again."""
        confirm = self.confirm
        if confirm is not None and confirm.typed and confirm.files.good:
            self._waiting = waiting_in(confirm)
            self.draft.keep(self._waiting)
            self._offer_again(f"{len(self._waiting)} berkas belum ditambahkan; isiannya disimpan sebagai konsep.")
        else:
            self.draft.drop()
        if confirm is not None:
            confirm.clear()
        self._host.back()

    # -- what waits

    def _know_draft(self, files: Sequence[WaitingFile], at: str) -> None:
        if not self.confirming and not self._waiting and files:
            self._waiting = list(files)
            self._offer_again(f"Isian {len(files)} berkas tanggal {at} belum ditambahkan sebagai bukti.")

    def _offer_again(self, words: str, verb: str = "Lanjutkan") -> None:
        self.line.offer(words, verb)

    def _go_on(self) -> None:
        waiting, lost = self._waiting, sum(one.path is None and one.pasted is None for one in self._waiting)
        if not self._may_begin():
            return
        self.line.offer("")
        self._waiting = []
        if lost:
            self.told.emit(f"{lost} gambar tempelan tidak ikut tersimpan; tempel sekali lagi.")
        if lost < len(waiting):
            self.take_waiting(waiting)
        else:
            self.draft.drop()

    def _forget(self) -> None:
        self._waiting = []
        self.line.offer("")
        self.draft.drop()

    # -- in

    def _import(self) -> None:
        if self.confirm is None:
            return
        try:
            items = self.confirm.forms()
        except InvalidInput as error:
            self.confirm.form.show_failure(error)
            return
        problems = self.confirm.problems
        waiting = waiting_in(self.confirm)
        self._attempted = [(candidate.sha256, one) for (candidate, _form), one in zip(items, waiting, strict=True)]
        self.confirm.clear()
        self._host.back()
        self._host.progress.start("Menyimpan bukti…", on_cancel=self.importer.cancel)
        self.importer.begin(items, problems)

    def _imported(self, added: list[Evidence], problems: list[str]) -> None:
        self._host.progress.hide()
        words = [f"{len(added)} bukti ditambahkan."] if added else []
        role = "goodBox" if not problems else "warnBox" if added else "errorBox"
        self._host.notice.say(*words, *problems, role=role)
        stored = {item.sha256 for item in added}
        self._waiting = [one for sha256, one in self._attempted if sha256 not in stored]
        self._attempted = []
        if self._waiting:
            self.draft.keep(self._waiting)
            count = len(self._waiting)
            self._offer_again(f"{count} berkas belum masuk; isiannya masih ada.", f"Coba lagi {count} berkas")
        else:
            self.draft.drop()
        self.added.emit(added)


def on_clipboard(*, beside_text: bool) -> tuple[list[Path], QImage]:
    """The files or the picture on the clipboard; a picture of text that lies there too only if asked for."""
    clipboard = QGuiApplication.clipboard()
    data = cast("QMimeData | None", clipboard.mimeData())  # None when nothing lies there
    if data is None:
        return [], QImage()
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    wanted = not paths and (beside_text or not data.hasFormat("text/plain"))
    return paths, clipboard.image() if wanted else QImage()


def _named(offer: Offered) -> str:
    return f"{offer.candidate.name}: {offer.kept_out[:1].lower()}{offer.kept_out[1:]}"
