"""Where a report is typed and saved: its form, the draft of it, and what may be the same beside it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cases.errors import InvalidInput, OfficeError
from cases.model.report import Report
from cases.model.user import Right
from cases.services import reports
from desktop import messages
from desktop.desk import Desk
from desktop.drafting import FormDraft
from desktop.pages.report_parts.alike import AlikeList, AlikeSide, AlikeWatch
from desktop.pages.report_parts.form import ReportEntry
from desktop.widgets.parting import part_with

Other: TypeAlias = tuple[str, str]
"""Another report, by identifier and title."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A report that was typed and saved: whether it is a new one, and which other it is to be merged with if any."""

    report: Report
    new: bool
    merge: Other | None

    @property
    def words(self) -> str:
        """What is said of it."""
        return f"Laporan {self.report.number} {'dicatat' if self.new else 'diubah'}."


def _beside(desk: Desk, entry: ReportEntry, over: QWidget, merge_verb: str) -> tuple[AlikeSide, AlikeList]:
    """Follow what is typed in a form: its line says what may be the same, F4 shows it on a sheet ``over`` the form."""
    found = AlikeList(desk, merge_verb)
    side = AlikeSide(found, over)
    watch = AlikeWatch(desk, entry.typed, entry)
    watch.found.connect(entry.show_alike)
    watch.found.connect(found.show_found)
    watch.found.connect(lambda now: side.hide() if not now else None)
    entry.changed.connect(watch.look)
    entry.alike.wanted.connect(side.toggle)
    watch.look()
    return side, found


class EntryPlace(QWidget):
    """One form at a time, or none; with ``stays`` that of a new report always stays for the next one."""

    saved = Signal(object)
    """A ``Saved``; its form is gone."""
    begun = Signal(object)
    """A ``Saved`` that leaves a form: its own, emptied for the next one, or another that was opened meanwhile."""
    opened = Signal(str)
    """Another report, by its identifier."""

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, stays: bool = False) -> None:
        super().__init__(parent)
        self._desk, self._stays = desk, stays
        self.entry: ReportEntry | None = None
        self.draft: FormDraft | None = None
        self.side: AlikeSide | None = None
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape puts away the sheet with what may be the same."""
        if event.key() == Qt.Key.Key_Escape and self.side is not None and self.side.isVisible():
            self.side.hide()
        else:
            super().keyPressEvent(event)

    def put(self, entry: ReportEntry, key: str) -> None:
        """Show a form in the place of what was there; ``key`` is of its draft."""
        self.drop()
        self.entry = entry
        self.draft = FormDraft(self._desk, key, entry)
        entry.submitted.connect(self.save)
        entry.again.clicked.connect(lambda *_: self._save_and_go_on())
        self._lines.addWidget(entry)
        self._watch(entry)

    def drop(self) -> None:
        """Take the form away; the draft stays until it is thrown away."""
        if self.draft is not None:
            self.draft.flush()
        if self.entry is not None:
            part_with(self.entry)
        if self.side is not None:
            part_with(self.side)
        self.entry = self.draft = self.side = None

    def _watch(self, entry: ReportEntry) -> None:
        """Show beside the form what may be the same as what is typed."""
        verb = (
            "" if not self._desk.may(Right.DISCARD) else "Gabungkan…" if entry.report_id else "Simpan lalu gabungkan…"
        )
        self.side, found = _beside(self._desk, entry, self, verb)
        found.opened.connect(self.opened)
        found.merge_wanted.connect(lambda other_id, title: self._save_and_merge((other_id, title)))

    # -- saving

    def _save_and_go_on(self) -> None:
        if self.entry is not None and self.entry.check():
            self.save(go_on=True)

    def _save_and_merge(self, other: Other) -> None:
        if self.entry is not None and self.entry.check():
            self.save(merge=other)

    def save(self, *, go_on: bool = False, merge: Other | None = None) -> None:
        """Save what is typed: then ``begun`` is told when it goes on, else ``saved``."""
        entry, draft = self.entry, self.draft
        if entry is None or draft is None:
            return
        try:
            form = entry.report_form()
        except InvalidInput as error:
            self._refuse(entry, error)
            return
        entry.set_busy(busy=True)
        new = not entry.report_id
        if new:
            asked = self._desk.do(reports.register_report, form)
        else:
            asked = self._desk.do(reports.change_report, entry.report_id, form)

        def saved(report: Report) -> None:
            self._saved(entry, draft, Saved(report, new=new, merge=merge), go_on=new and (go_on or self._stays))

        asked.then(self, saved, partial(self._refuse, entry))

    def _saved(self, entry: ReportEntry, draft: FormDraft, saved: Saved, *, go_on: bool) -> None:
        if entry is not self.entry:  # another form is there by now, which is none of this one's
            draft.drop()
            self.begun.emit(saved)
            return
        entry.set_busy(busy=False)
        if go_on:
            entry.begin_next()
            draft.drop()
            self.begun.emit(saved)
            return
        draft.drop()
        self.drop()
        self.saved.emit(saved)

    def _refuse(self, entry: ReportEntry, error: OfficeError) -> None:
        if entry is not self.entry:
            messages.show_error(self, error)
            return
        entry.set_busy(busy=False)
        if isinstance(error, InvalidInput) and error.field == "nip":
            entry.show_error("respondents", error.sentence)
        else:
            entry.show_failure(error)
