"""The list of old cases."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from cases.changes import ChangeSet
from cases.model.old_case import OldCaseLine
from cases.model.user import Right
from cases.rules.dates import short_date
from cases.rules.nip import show_nip
from cases.services import old_cases
from desktop.desk import Desk
from desktop.models.table import Column
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.listing import Pager
from desktop.pages.old_case_parts.words import ARCHIVE, LEVELS, OUTCOMES, outcome_look
from desktop.pages.report_parts.words import choices
from desktop.widgets.basic import button
from desktop.widgets.empty import EmptyState
from desktop.widgets.header import PageHeader
from desktop.widgets.table import RecordTable

_COLUMNS: tuple[Column[OldCaseLine], ...] = (
    Column(key="year", title="Tahun", width=86, text=lambda line: str(line.year) if line.year else "–"),
    Column(key="number", title="Nomor di berkas", width=136, text=lambda line: line.number or "–", face="tableStrong"),
    Column(key="name", title="Terlapor", width=150, text=lambda line: line.name, face="tableStrong", stretch=True),
    Column(
        key="nip",
        title="NIP",
        width=178,
        text=lambda line: show_nip(line.nip) if line.nip else "–",
        copy=lambda line: line.nip,
        face="nipInTable",
    ),
    Column(key="work_unit", title="Unit kerja", width=126, text=lambda line: line.work_unit or "–"),
    Column(
        key="outcome",
        title="Hasil",
        width=134,
        text=lambda line: line.outcome,
        pill=lambda line: outcome_look(line.outcome),
        choices=choices(OUTCOMES),
    ),
    Column(
        key="sanction_title",
        title="Hukuman",
        width=156,
        text=lambda line: line.sanction_title or LEVELS.get(line.level, "–"),
        tip=lambda line: line.sanction_title,
    ),
    Column(
        key="decision_on",
        title="Keputusan",
        width=108,
        text=lambda line: short_date(line.decision_on) if line.decision_on else line.decision_number or "–",
        tip=lambda line: line.decision_number,
        filtered=False,
    ),
)


class OldCasesPage(Page):
    """Every old case, newest first; Enter opens one, Ctrl+N writes another down."""

    def __init__(self, desk: Desk, window: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self.header = PageHeader(
            "Perkara arsip", "Selesai sebelum program ini dipakai; tanpa nomor register dan tenggat"
        )
        self.header.set_pills(ARCHIVE)
        self.header.add_action(button("Kembali", on_click=lambda: window.open_page("cases"), tip="Ke daftar perkara"))
        empty = EmptyState(
            "Belum ada perkara arsip",
            "Ketik berkas lama satu per satu, atau isi buku kerja Excel kami; yang tidak diketahui kosongkan.",
            icon="archive",
        )
        if desk.may(Right.REGISTER_REPORT):
            self.header.add_action(
                button("Impor dari Excel", icon="microsoft-excel-logo", on_click=self._import, tip="Banyak sekaligus")
            )
            self.header.add_action(
                button("Catat perkara arsip", "primary", icon="plus", on_click=self._record, shortcut="Ctrl+N")
            )
            empty.add(button("Impor dari Excel", icon="microsoft-excel-logo", on_click=self._import))
        self.table: RecordTable[OldCaseLine] = RecordTable(_COLUMNS, sort="year", descending=True, empty=empty)
        self.pager = Pager(self, self.table, lambda query: desk.ask(old_cases.old_case_page, query))
        self.table.opened.connect(lambda line: window.open_page("old-case", old_case_id=line.id))
        self.lines.addWidget(self.header)
        self.lines.addWidget(self.table, 1)

    def on_shown(self, **_args: Any) -> None:  # noqa: ANN401 - as the base has it
        """Read when it comes to the front."""
        self.pager.read_again()
        self.table.setFocus()

    def on_changes(self, changes: ChangeSet) -> None:
        """Read again when one changed."""
        if changes.concerns("old_case"):
            self.pager.read_again()

    def _record(self) -> None:
        self._window.open_page("old-case")

    def _import(self) -> None:
        self._window.open_page("old-case-import")
