"""Handing evidence over: a folder of originals with what proves them, on a stick or wherever the user wants it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject

from cases.changes import ChangeSet
from cases.errors import ConfirmationNeeded
from cases.services import evidence_handover
from desktop import messages
from desktop.evidence.export import WITHOUT, Exported, ExportOrder, export
from desktop.pages.evidence_parts.host import EvidenceHost
from desktop.preferences import Preferences
from desktop.saving import ask_folder
from desktop.tasks import Task
from desktop.widgets.evidence_export_page import EvidenceExportPage


class Handing(QObject):
    """Asks what goes where, and writes it away from the UI thread; ``page`` is None until it is first needed."""

    def __init__(self, host: EvidenceHost, preferences: Preferences | None = None) -> None:
        super().__init__(host.widget)
        self._host, self._desk = host, host.desk
        self._preferences = preferences or Preferences()
        self.page: EvidenceExportPage | None = None
        self._task: Task | None = None

    @property
    def running(self) -> bool:
        """Whether a folder is being written, or one that was stopped is being cleared away."""
        return self._task is not None and not self._task.finished

    def ask(self, _all: str = "") -> None:
        """Show what can be exported."""
        if not self._host.at_home or self.running:
            return
        asked = self._desk.ask(evidence_handover.proposed, self._host.report_id, self._host.case_id)
        asked.then(self, self._offer, self._host.refused)

    def _offer(self, proposed: tuple[str, ...]) -> None:
        if not self._host.at_home:
            return
        if self.page is None:
            self.page = EvidenceExportPage()
            self.page.left.connect(self._host.back)
            self.page.wanted.connect(self._ask_where)
        self._host.bring(self.page)
        self.page.show_items(self._host.items, proposed)

    def _ask_where(self, evidence_ids: tuple[str, ...]) -> None:
        order = ExportOrder(report_id=self._host.report_id, evidence_ids=evidence_ids, case_id=self._host.case_id)
        ask_folder(
            self._host.widget,
            "Folder tujuan ekspor bukti",
            self._preferences,
            lambda parent: self.begin(order, parent),
        )

    def begin(self, order: ExportOrder, parent: Path) -> None:
        """Write the folder; a damaged original stops it, and the user says whether the others go alone."""
        if self.running:
            return
        self._host.back()
        self._host.notice.say()
        task = self._task = self._host.progress.start("Mengekspor bukti…", on_cancel=self._cancelled)
        self._desk.tasks.submit_free(
            lambda: export(self._desk.office, self._desk.actor, order, parent, task.report, lambda: task.cancelled),
            owner=self,
            task=task,
            on_done=self._done,
            on_error=lambda error: self._failed(order, parent, error),
        )

    def _cancelled(self) -> None:
        self._host.notice.say("Ekspor dibatalkan; yang sudah disalin dihapus lagi.", role="infoBox")

    def _end(self) -> None:
        self._host.progress.hide()
        self._desk.changed.emit(ChangeSet(frozenset({("evidence", "*")})))  # each item's record has another row

    def _done(self, made: Exported) -> None:
        self._end()
        words = [f"{made.count} bukti diekspor ke folder “{made.folder.name}”."]
        if made.missing:
            words.append(f"Tidak disertakan karena rusak: {', '.join(made.missing)}.")
        words.append(f"Tulis sidik folder ini di berita acara serah terima: {made.fingerprint}")
        self._host.notice.say(*words, role="warnBox" if made.missing else "goodBox")

    def _failed(self, order: ExportOrder, parent: Path, error: BaseException) -> None:
        self._end()
        if isinstance(error, ConfirmationNeeded) and error.topic == WITHOUT:
            rest = replace(order, without=(*order.without, *error.items))
            messages.ask(
                self._host.widget, error.sentence, "Ekspor yang lain", lambda: self.begin(rest, parent), danger=True
            )
            return
        self._host.refused(error)
