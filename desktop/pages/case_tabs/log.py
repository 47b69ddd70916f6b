"""The tab "Riwayat": who did what in this case, from the chained log."""

from __future__ import annotations

from datetime import datetime, tzinfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cases.model.listing import LogEntry
from cases.model.user import Right
from cases.services import case_files
from cases.services.lawbook import CaseLaw
from cases.services.steps import CaseView
from desktop import theme
from desktop.desk import Desk
from desktop.models.table import Column, TableQuery
from desktop.pages.case_tabs.words import moment
from desktop.pages.log_words import Values, action_words, fields_words, noun_words, operation_words
from desktop.widgets.basic import Card, label
from desktop.widgets.empty import EmptyState
from desktop.widgets.form import scrolled
from desktop.widgets.table import RecordTable


class LogTab(QWidget):
    """Rows of the log, and beneath them the values old and new for those who may see them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._zone: tzinfo = desk.office.clock.time_zone.zone
        self._say = Values.of(desk.office)
        self._entries: tuple[LogEntry, ...] = ()
        self._names: dict[str, str] = {}
        self._columns: tuple[Column[LogEntry], ...] = (
            Column(key="sequence", title="Baris", width=76, text=lambda row: str(row.sequence), right=True),
            Column(key="at", title="Waktu", width=150, text=self._at),
            Column(key="actor", title="Oleh", width=110, text=lambda row: row.actor),
            Column(key="operation", title="Tindakan", width=180, text=operation_words, face="tableStrong"),
            Column(key="noun", title="Catatan", width=190, text=self._what),
            Column(key="fields", title="Isian", width=180, text=fields_words, stretch=True),
        )
        self.table: RecordTable[LogEntry] = RecordTable(
            self._columns, sort="sequence", descending=True, empty=EmptyState("Belum ada riwayat", "")
        )
        self.table.query_changed.connect(self._show)
        self.table.selected.connect(self._show_values)
        self._values = label("", "body", wrap=True, selectable=True)
        self._values.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._detail = Card("Perubahan")
        self._detail.setFixedHeight(150)
        self._detail.add(scrolled(self._values), 1)
        self._detail.setVisible(desk.may(Right.READ_LOG_VALUES))
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("gapCards"))
        lines.addWidget(self.table, 1)
        lines.addWidget(self._detail)

    def show_case(self, view: CaseView, _law: CaseLaw) -> None:
        """Read the log of a case, with values where the user may see them."""
        file = view.file
        self._names = {
            file.case.id: f"Perkara {file.case.number}",
            file.report.id: f"Laporan {file.report.number}",
            **{letter.id: letter.title for letter in file.letters},
            **{item.id: f"Bukti {item.label}" for item in file.evidence},
        }
        service = case_files.case_log_with_values if self._desk.may(Right.READ_LOG_VALUES) else case_files.case_log
        self._desk.ask(service, file.case.id).then(self, self._take)

    def _take(self, entries: tuple[LogEntry, ...]) -> None:
        self._entries = entries
        self._show(self.table.query())

    def _show(self, query: TableQuery) -> None:
        texts = {column.key: column.text for column in self._columns}
        rows = [
            entry
            for entry in self._entries
            if all(str(wanted).casefold() in texts[key](entry).casefold() for key, wanted in query.filters.items())
        ]
        if query.sort in {"sequence", "at"}:
            rows.sort(key=lambda entry: entry.sequence, reverse=query.descending)
        else:
            rows.sort(key=texts[query.sort], reverse=query.descending)
        self.table.set_rows(rows)

    def _at(self, entry: LogEntry) -> str:
        return moment(datetime.fromisoformat(entry.at), self._zone)

    def _what(self, entry: LogEntry) -> str:
        return f"{self._names.get(entry.record_id, noun_words(entry))} {action_words(entry)}"

    def _show_values(self, entry: LogEntry | None) -> None:
        self._values.setText("" if entry is None else self._say.words(entry))
