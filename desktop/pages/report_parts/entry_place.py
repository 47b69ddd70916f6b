"""Where a report is typed: its form, the draft of it, and what may be the same beside it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cases.model.user import Right
from desktop.desk import Desk
from desktop.drafting import FormDraft
from desktop.pages.report_parts.alike import AlikeList, AlikeSide, AlikeWatch
from desktop.pages.report_parts.form import ReportEntry
from desktop.widgets.parting import part_with


class EntryPlace(QWidget):
    """One form at a time, or none; whoever listens saves it."""

    submitted = Signal()
    go_on_wanted = Signal()
    """Save, and begin the next one."""
    opened = Signal(str)
    """Another report, by its identifier."""
    merge_wanted = Signal(str, str)
    """Save, then merge with this report, by identifier and title."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.entry: ReportEntry | None = None
        self.draft: FormDraft | None = None
        self.side: AlikeSide | None = None
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)

    def put(self, entry: ReportEntry, key: str) -> None:
        """Show a form in the place of what was there; ``key`` is of its draft."""
        self.drop()
        self.entry = entry
        self.draft = FormDraft(self._desk, key, entry)
        entry.submitted.connect(self.submitted)
        entry.again.clicked.connect(lambda *_: self.go_on_wanted.emit())
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
        found = AlikeList(self._desk, verb)
        side = self.side = AlikeSide(found, self)
        watch = AlikeWatch(self._desk, entry.typed, entry)
        watch.found.connect(entry.show_alike)
        watch.found.connect(found.show_found)
        watch.found.connect(lambda now: side.hide() if not now else None)
        entry.changed.connect(watch.look)
        entry.alike.wanted.connect(side.toggle)
        found.opened.connect(self.opened)
        found.merge_wanted.connect(self.merge_wanted)
        watch.look()
