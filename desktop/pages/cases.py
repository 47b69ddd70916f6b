"""The list of cases: a hundred at a time, sorted and narrowed by the database."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from cases.changes import ChangeSet
from cases.model.case import CaseStatus, Track
from cases.model.deadline import Urgency
from cases.model.listing import ListQuery
from cases.model.listing import Page as ListPage
from cases.model.user import Right
from cases.rules.dates import short_date
from cases.rules.nip import show_nip
from cases.services import case_list
from cases.services.case_list import CaseFigures, StandingCase
from desktop.counts import grouped
from desktop.desk import Desk, Request
from desktop.models.table import Column, TableQuery
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.case_tabs.words import TRACKS
from desktop.pages.listing import DayWatch, Pager
from desktop.preferences import Preferences
from desktop.widgets.basic import button
from desktop.widgets.choice_chip import ChoiceChip
from desktop.widgets.empty import EmptyState
from desktop.widgets.header import PageHeader
from desktop.widgets.pill import PillLook, status_pill
from desktop.widgets.table import RecordTable

_TABLE = "cases"
_RUNNING = "berjalan"
_STATUSES: dict[str, tuple[str, tuple[str, ...]]] = {
    _RUNNING: ("berjalan", (CaseStatus.RUNNING, CaseStatus.WAITING_PPK)),
    "ppk": ("menunggu PPK", (CaseStatus.WAITING_PPK,)),
    "dihukum": ("dihukum", (CaseStatus.SANCTIONED,)),
    "tidak-terbukti": ("tidak terbukti", (CaseStatus.NOT_PROVEN,)),
}
_LEFT = (
    (str(Urgency.LATE), "Lewat"),
    (str(Urgency.SOON), "Segera"),
    (str(Urgency.SAFE), "Aman"),
)


def _pill(row: StandingCase) -> PillLook | None:
    """How it stands, short: the column's title says which days, and the column before it the date."""
    words = row.words.replace(" hari kerja", " hari").partition(",")[0].partition(" sejak ")[0]
    return status_pill(str(row.urgency), f"{words[:1].upper()}{words[1:]}") if words else None


def _stage(row: StandingCase) -> str:
    """Its stage; the mark of a case that only some may see stands there too."""
    return f"{row.line.stage_title} (dibatasi)" if row.line.restricted else row.line.stage_title


def _lock(row: StandingCase) -> str:
    return "lock-simple" if row.line.restricted else ""


def columns(stages: tuple[tuple[str, str], ...]) -> tuple[Column[StandingCase], ...]:
    """The columns; ``stages`` are the (key, word) pairs that the column of stages can be narrowed to."""
    return (
        Column(key="number", title="Nomor", width=86, text=lambda row: row.line.number, face="tableStrong"),
        Column(
            key="name", title="Terlapor", width=176, text=lambda row: row.line.name, face="tableStrong", stretch=True
        ),
        Column(
            key="nip",
            title="NIP",
            width=178,
            text=lambda row: show_nip(row.line.nip),
            copy=lambda row: row.line.nip,
            face="nipInTable",
        ),
        Column(key="work_unit", title="Unit kerja", width=132, text=lambda row: row.line.work_unit),
        Column(
            key="track",
            title="Jalur",
            width=96,
            text=lambda row: TRACKS[Track(row.line.track)],
            choices=tuple((str(track), words) for track, words in TRACKS.items()),
        ),
        Column(
            key="stage",
            title="Tahap",
            width=150,
            text=_stage,
            pill=lambda row: PillLook(row.line.stage_title, icon=_lock(row), outlined=True),
            tip=_stage,
            choices=stages,
        ),
        Column(
            key="due_on",
            title="Tenggat",
            width=104,
            text=lambda row: short_date(row.line.due_on) if row.line.due_on else "–",
            right=True,
            filtered=False,
        ),
        Column(
            key="left",
            title="Sisa (hari kerja)",
            width=170,
            text=lambda row: row.words or "–",
            pill=_pill,
            tip=lambda row: "\n".join(part for part in (row.words, row.line.due_title or row.line.next_title) if part),
            choices=_LEFT,
        ),
    )


class CasesPage(Page):
    """Every case, the nearest due date first; chips for year and status, Ctrl+F for the columns, Enter opens."""

    def __init__(
        self,
        desk: Desk,
        window: Navigator,
        parent: QWidget | None = None,
        *,
        preferences: Preferences | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._window = window
        self._figures: CaseFigures | None = None
        self.year = ChoiceChip("Tahun")
        self.status = ChoiceChip("Status", tuple((key, words) for key, (words, _) in _STATUSES.items()))
        self.header = PageHeader("Perkara", "", self.year, self.status)
        self.header.add_action(
            button("Arsip", icon="archive", on_click=lambda: window.open_page("old-cases"), tip="Perkara lama")
        )
        empty = EmptyState(
            "Belum ada perkara",
            "Perkara dibuka dari laporan: catat laporannya, lalu buka perkara bagi setiap terlapor.",
            icon="folders",
        )
        if desk.may(Right.REGISTER_REPORT):
            self.header.add_action(
                button("Catat laporan", "primary", icon="plus", on_click=self._record, shortcut="Ctrl+N")
            )
            empty.add(button("Catat laporan pertama", icon="plus", on_click=self._record))
        kept = preferences or Preferences()
        stages = tuple((rule.key, rule.short or rule.title) for rule in desk.office.law.steps(Track.DISCIPLINE))
        self.table: RecordTable[StandingCase] = RecordTable(
            columns(stages),
            sort="left",
            empty=empty,
            widths=kept.widths(_TABLE),
            keep_widths=lambda widths: kept.keep_widths(_TABLE, widths),
        )
        self.pager: Pager[StandingCase] = Pager(self, self.table, self._ask, self._query)
        self.table.query_changed.connect(lambda _query: self._show_counts())
        self.table.opened.connect(lambda row: window.open_page("case", case_id=row.id))
        self.table.filters_cleared.connect(self._clear_chips)
        for chip in (self.year, self.status):
            chip.chosen.connect(lambda _value: self._narrow())
        self._day = DayWatch(desk.office.clock, self)
        self._day.new_day.connect(self._read_again)
        self.lines.addWidget(self.header)
        self.lines.addWidget(self.table, 1)

    def on_shown(self, **args: Any) -> None:  # noqa: ANN401 - as the base has it
        """Read; ``filters`` by column (from a link on another page) take the place of those that are set."""
        filters = args.get("filters")
        if filters is not None:
            self._clear_chips()
            self.table.set_filters(filters)
        else:
            self.pager.read_again()
        self._read_figures()
        self.table.setFocus()

    def on_changes(self, changes: ChangeSet) -> None:
        """Read again when a case or the calendar changed."""
        if changes.concerns("case", "deadline", "holiday", "office"):
            self._read_again()

    def _read_again(self) -> None:
        self.pager.read_again()
        self._read_figures()

    def _read_figures(self) -> None:
        self._desk.ask(case_list.case_figures).then(self, self._show_figures)

    def _show_figures(self, figures: CaseFigures) -> None:
        self._figures = figures
        self.year.set_choices(tuple((str(year), str(year)) for year in figures.years))
        self.header.set_sentence(
            f"{grouped(figures.running)} berjalan dari {grouped(figures.total)} perkara" if figures.total else ""
        )
        self._show_counts()

    def _show_counts(self) -> None:
        """Below the whole list only: beside a part of it they would be read as counts of that part."""
        figures = self._figures
        self.table.clear_counts()
        if figures is None or self.table.query().filters or self.year.value or self.status.value:
            return
        for count, words, hue in (
            (figures.late, "lewat", "red"),
            (figures.soon, "segera", "amber"),
            (figures.waiting, "menunggu PPK", ""),
        ):
            if count:
                self.table.add_count(f"{grouped(count)} {words}", hue)

    # -- what is asked

    def _ask(self, query: ListQuery) -> Request[ListPage[StandingCase]]:
        left = self.table.query().filters.get("left")
        return self._desk.ask(case_list.standing_cases, query, Urgency(left[0]) if left else None)

    def _query(self, asked: TableQuery) -> ListQuery:
        """The database's question: the column of what is left sorts by the due date, the chips are filters too."""
        filters = {key: value for key, value in asked.filters.items() if key != "left"}
        if self.status.value:
            filters["status"] = tuple(str(word) for word in _STATUSES[self.status.value][1])
        year = self.year.value
        return ListQuery(
            sort="due_on" if asked.sort == "left" else asked.sort,
            descending=asked.descending,
            filters=filters,
            between={"number": (f"{year}/", f"{year}/~")} if year else {},
        )

    def _narrow(self) -> None:
        self.table.set_narrowed(narrowed=bool(self.year.value or self.status.value))
        self._show_counts()
        self.pager.read()

    def _clear_chips(self) -> None:
        self.year.restore("")
        self.status.restore("")
        self.table.set_narrowed(narrowed=False)

    def _record(self) -> None:
        self._window.open_page("report")
