"""The register of reports as a list."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from cases.changes import ChangeSet
from cases.model.listing import ListQuery, ReportLine
from cases.model.listing import Page as ListPage
from cases.model.report import ReportStatus, Source
from cases.model.user import Right
from cases.rules.dates import short_date
from cases.services import reports
from desktop.desk import Desk
from desktop.models.table import Column, TableQuery
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.report_parts.words import SOURCES, STATUSES, choices, status_look
from desktop.widgets.basic import button
from desktop.widgets.empty import EmptyState
from desktop.widgets.header import PageHeader
from desktop.widgets.table import RecordTable

_COLUMNS: tuple[Column[ReportLine], ...] = (
    Column(key="number", title="Nomor", width=104, text=lambda line: line.number, face="tableStrong"),
    Column(
        key="received_on",
        title="Diterima",
        width=112,
        text=lambda line: short_date(line.received_on),
        filtered=False,
    ),
    Column(
        key="source",
        title="Sumber",
        width=150,
        text=lambda line: SOURCES[Source(line.source)],
        choices=choices(SOURCES),
    ),
    Column(
        key="respondents",
        title="Terlapor",
        width=236,
        text=lambda line: line.respondents or "Belum ada terlapor",
        hue=lambda line: "" if line.respondents else "amber",
        tip=lambda line: line.respondents,
        sortable=False,
    ),
    Column(
        key="narrative",
        title="Uraian",
        width=280,
        text=lambda line: " ".join(line.narrative.split()),
        stretch=True,
        sortable=False,
    ),
    Column(
        key="status",
        title="Status",
        width=156,
        text=lambda line: STATUSES[ReportStatus(line.status)],
        pill=lambda line: status_look(line.status),
        choices=choices(STATUSES),
    ),
)


class ReportsPage(Page):
    """Every report, newest first; Enter opens one, Ctrl+N records another."""

    def __init__(self, desk: Desk, window: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._window = window
        self._next: tuple[str | int | None, str] | None = None
        self.header = PageHeader("Laporan")
        empty = EmptyState(
            "Belum ada laporan",
            "Laporan atau temuan dicatat di sini sebelum menjadi perkara.",
        )
        if desk.may(Right.REGISTER_REPORT):
            self.header.add_action(
                button("Catat laporan", "primary", icon="plus", on_click=self._record, shortcut="Ctrl+N")
            )
            empty.add(button("Catat laporan pertama", icon="plus", on_click=self._record))
        self.table: RecordTable[ReportLine] = RecordTable(_COLUMNS, sort="number", descending=True, empty=empty)
        self.table.query_changed.connect(lambda _query: self.read())
        self.table.more_wanted.connect(self._read_more)
        self.table.opened.connect(lambda line: window.open_page("report", report_id=line.id))
        self.lines.addWidget(self.header)
        self.lines.addWidget(self.table, 1)

    def on_shown(self, **_args: Any) -> None:  # noqa: ANN401 - as the base has it
        """Read when it comes to the front."""
        self.read()
        self.table.setFocus()

    def on_changes(self, changes: ChangeSet) -> None:
        """Read again when a report changed."""
        if changes.concerns("report"):
            self.read()

    def read(self) -> None:
        """Ask for the first page, as sorted and filtered now, and for the count of those without a case."""
        asked = self.table.query()
        self._desk.ask(reports.report_page, _query(asked)).then(self, lambda page: self._show(asked, page))
        waiting = ListQuery(sort="number", filters={"status": (str(ReportStatus.NEW),)}, limit=1)
        self._desk.ask(reports.report_page, waiting).then(self, lambda page: self._count(page.total))

    def _show(self, asked: TableQuery, page: ListPage[ReportLine]) -> None:
        if asked != self.table.query():
            return
        self._next = page.next_after
        self.table.set_rows(page.rows, total=page.total, more=page.next_after is not None)

    def _read_more(self) -> None:
        asked, after = self.table.query(), self._next
        if after is None:
            return

        def show(page: ListPage[ReportLine]) -> None:
            if asked == self.table.query() and after == self._next:
                self._next = page.next_after
                self.table.append_rows(page.rows, total=page.total, more=page.next_after is not None)

        self._desk.ask(reports.report_page, _query(asked, after)).then(self, show)

    def _count(self, waiting: int) -> None:
        self.header.set_sentence(
            f"{waiting} laporan belum menjadi perkara" if waiting else "Tidak ada laporan yang menunggu dibuka"
        )

    def _record(self) -> None:
        self._window.open_page("report")


def _query(asked: TableQuery, after: tuple[str | int | None, str] | None = None) -> ListQuery:
    return ListQuery(sort=asked.sort, descending=asked.descending, filters=asked.filters, after=after)
