"""Adding evidence: files and pictures are looked at, shown to be confirmed, and put in one after another."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import cast

from PySide6.QtCore import QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from cases.errors import InvalidInput
from cases.model.evidence import Evidence
from desktop.pages.evidence_parts.host import EvidenceHost
from desktop.widgets.evidence_confirm import Common, EvidenceConfirm
from desktop.widgets.evidence_files import Candidate, look_at, pasted
from desktop.widgets.evidence_import import EvidenceImport


class Adding(QObject):
    """``added`` gives the items that went in, when the last of them has."""

    added = Signal(list)

    def __init__(self, host: EvidenceHost) -> None:
        super().__init__(host.widget)
        self._host, self._desk = host, host.desk
        self.confirm: EvidenceConfirm | None = None
        self.importer = EvidenceImport(host.desk, host.report_id, self)
        self.importer.progressed.connect(host.progress.report)
        self.importer.finished.connect(self._imported)

    @property
    def _ready(self) -> bool:
        return self._host.may_add and self._host.at_home and not self.importer.runs

    def add_files(self) -> None:
        """Ask for files to add."""
        if not self._host.may_add or not self._host.at_home:
            return
        dialog = QFileDialog(self._host.widget, "Tambah bukti")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda names: self.take_files([Path(name) for name in names]))
        dialog.open()

    def take_files(self, paths: Sequence[Path]) -> None:
        """Read files away from the UI thread, then show them to be confirmed."""
        if not self._host.may_add or self.importer.runs:
            return
        self._host.notice.say()
        task = self._host.progress.start("Membaca berkas…")
        self._desk.tasks.submit_free(
            lambda: look_at(paths, task.report, lambda: task.cancelled),
            owner=self,
            task=task,
            on_done=self._confirm,
            on_error=self._refused,
        )

    def paste(self) -> None:
        """Take a picture or files from the clipboard; nothing goes in before it was confirmed."""
        if not self._ready:
            return
        data = cast("QMimeData | None", QGuiApplication.clipboard().mimeData())  # None when nothing lies there
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()] if data is not None else []
        if paths:
            self.take_files(paths)
            return
        image = QGuiApplication.clipboard().image()
        if image.isNull():
            words = "Papan klip tidak berisi gambar; salin tangkapan layarnya lebih dahulu."
            self._host.notice.say(words, role="infoBox")
            return
        self._host.notice.say()
        local = self._desk.office.clock.now().astimezone(self._desk.office.clock.time_zone.zone)
        name = f"tempel-{local:%Y%m%d-%H%M%S}.png"
        task = self._host.progress.start("Membaca gambar…")
        self._desk.tasks.submit_free(
            lambda: [pasted(image, name)], owner=self, task=task, on_done=self._confirm, on_error=self._refused
        )

    def _refused(self, error: BaseException) -> None:
        self._host.progress.hide()
        self._host.refused(error)

    def _confirm(self, candidates: list[Candidate]) -> None:
        self._host.progress.hide()
        if not candidates or self._host.office is None:
            return
        if all(candidate.problem for candidate in candidates):
            self._host.notice.say(*(candidate.problem for candidate in candidates), role="errorBox")
            return
        if self.confirm is None:
            clock = self._desk.office.clock
            self.confirm = EvidenceConfirm(clock.today, self._host.office.time_zone, clock.now)
            self.confirm.confirmed.connect(self._import)
            self.confirm.left.connect(self._host.back)
        self._host.bring(self.confirm)
        self.confirm.show_candidates(candidates, self._common(), self._host.accused())

    def _common(self) -> Common:
        """What the last item says, else the report."""
        who = self._desk.actor.full_name or self._desk.actor.name
        if self._host.items:
            last = self._host.items[-1]
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
        if self._host.report is None:
            return Common(captured_by=who)
        report = self._host.report
        return Common(platform=report.platform, account=report.account, url=report.url, captured_by=who)

    def _import(self) -> None:
        if self.confirm is None:
            return
        try:
            items = self.confirm.forms()
        except InvalidInput as error:
            self.confirm.form.show_failure(error)
            return
        problems = self.confirm.problems
        self._host.back()
        self._host.progress.start("Menyimpan bukti…", on_cancel=self.importer.cancel)
        self.importer.begin(items, problems)

    def _imported(self, added: list[Evidence], problems: list[str]) -> None:
        self._host.progress.hide()
        words = [f"{len(added)} bukti ditambahkan."] if added else []
        role = "goodBox" if not problems else "warnBox" if added else "errorBox"
        self._host.notice.say(*words, *problems, role=role)
        self.added.emit(added)
