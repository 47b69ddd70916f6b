"""The register of reports as a list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from cases.changes import ChangeSet
from cases.model.listing import ListQuery, ReportLine
from cases.model.report import Progress, ReportStatus, Source, Way
from cases.model.user import Right
from cases.rules.dates import short_date
from cases.rules.report_words import SOURCES
from cases.services import reports
from desktop.desk import Desk
from desktop.models.table import Column
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.listing import Pager
from desktop.pages.report_parts.words import (
    LACKS,
    STATUSES,
    choices,
    lacks_words,
    missing_words,
    progress_choices,
    progress_words,
    short_progress,
    status_look,
)
from desktop.widgets.basic import button
from desktop.widgets.empty import EmptyState
from desktop.widgets.header import PageHeader
from desktop.widgets.table import RecordTable


def _progress(key: str, title: str, width: int, way: Way, of: Callable[[ReportLine], str]) -> Column[ReportLine]:
    """How far a report is that leaves the office in a way; amber until it has."""
    return Column(
        key=key,
        title=title,
        width=width,
        text=lambda line: short_progress(of(line)),
        tip=lambda line: progress_words(way, of(line)),
        hue=lambda line: "" if of(line) == Progress.DONE else "amber",
        choices=progress_choices(way),
        sortable=False,
    )


_COLUMNS: tuple[Column[ReportLine], ...] = (
    Column(key="number", title="Nomor", width=96, text=lambda line: line.number, face="tableStrong"),
    Column(
        key="received_on",
        title="Diterima",
        width=102,
        text=lambda line: short_date(line.received_on),
        filtered=False,
    ),
    Column(
        key="source",
        title="Sumber",
        width=104,
        text=lambda line: SOURCES[Source(line.source)],
        choices=choices(SOURCES),
    ),
    Column(
        key="respondents",
        title="Terlapor",
        width=168,
        text=lambda line: line.respondents or "Belum ada terlapor",
        hue=lambda line: "" if line.respondents else "amber",
        tip=lambda line: line.respondents,
        sortable=False,
    ),
    Column(
        key="narrative",
        title="Uraian",
        width=84,
        text=lambda line: " ".join(line.narrative.split()),
        tip=lambda line: " ".join(line.narrative.split()),
        stretch=True,
        sortable=False,
    ),
    Column(
        key="agency_number",
        title="Nomor asal",
        width=92,
        text=lambda line: line.agency_number,
        tip=lambda line: line.agency_number,
        sortable=False,
    ),
    Column(
        key="status",
        title="Status",
        width=178,
        text=lambda line: STATUSES[ReportStatus(line.status)],
        pill=lambda line: status_look(line.status),
        choices=choices(STATUSES),
    ),
    Column(
        key="lacks",
        title="Isi",
        width=74,
        text=lambda line: lacks_words(line.status, line.missing),
        hue=lambda line: "amber" if line.missing else "",
        tip=lambda line: missing_words(line.missing) if lacks_words(line.status, line.missing) else "",
        choices=LACKS,
        sortable=False,
    ),
    _progress("forwarding", "Penerusan", 88, Way.FORWARDED, lambda line: line.forwarding),
    _progress("answering", "Jawaban", 80, Way.ANSWERED, lambda line: line.answering),
)


class ReportsPage(Page):
    """Every report, newest first; Enter opens one, Ctrl+N records another."""

    def __init__(self, desk: Desk, window: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._window = window
        self.header = PageHeader("Laporan")
        empty = EmptyState(
            "Belum ada laporan",
            "Laporan atau temuan dicatat di sini sebelum menjadi perkara.",
        )
        self.header.add_action(
            button(
                "Formulir kosong",
                icon="printer",
                on_click=lambda: window.open_page("blank-form"),
                tip="Formulir laporan untuk diisi dengan tangan",
            )
        )
        self.header.add_action(
            button(
                "Pencocokan daftar",
                icon="list-magnifying-glass",
                on_click=lambda: window.open_page("name-lists"),
                tip="Daftar anggota partai atau calon dicocokkan dengan data pegawai",
            )
        )
        if desk.may(Right.REGISTER_REPORT):
            self.header.add_action(
                button(
                    "Ketik formulir",
                    icon="keyboard",
                    on_click=lambda: window.open_page("quick-entry"),
                    tip="Ketik setumpuk formulir kertas",
                )
            )
            self.header.add_action(
                button("Catat laporan", "primary", icon="plus", on_click=self._record, shortcut="Ctrl+N")
            )
            empty.add(button("Catat laporan pertama", icon="plus", on_click=self._record))
        told = desk.may(Right.SEE_REPORTER)
        columns = tuple(replace(one, filtered=told) if one.key == "narrative" else one for one in _COLUMNS)
        self.table: RecordTable[ReportLine] = RecordTable(columns, sort="number", descending=True, empty=empty)
        self._pager = Pager(self, self.table, lambda query: desk.ask(reports.report_page, query))
        self.table.opened.connect(lambda line: window.open_page("report", report_id=line.id))
        self.lines.addWidget(self.header)
        self.lines.addWidget(self.table, 1)

    def on_shown(self, **_args: Any) -> None:  # noqa: ANN401 - as the base has it
        """Read when it comes to the front."""
        self._read()
        self.table.setFocus()

    def on_changes(self, changes: ChangeSet) -> None:
        """Read again when a report changed."""
        if changes.concerns("report", "letter", "evidence"):
            self._read()

    def _read(self) -> None:
        """Ask for the rows, and for the count of those of which it is not known yet what becomes of them."""
        self._pager.read_again()
        waiting = ListQuery(sort="number", filters={"status": (str(ReportStatus.NEW),)}, limit=1)
        self._desk.ask(reports.report_page, waiting).then(self, lambda page: self._count(page.total))

    def _count(self, waiting: int) -> None:
        self.header.set_sentence(
            f"{waiting} laporan menunggu verifikasi atau pembukaan perkara"
            if waiting
            else "Tidak ada laporan yang menunggu"
        )

    def _record(self) -> None:
        self._window.open_page("report")
