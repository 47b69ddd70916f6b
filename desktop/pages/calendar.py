"""The calendar of a month: due dates on their days, days off by name, and the list of the day that is chosen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cases.changes import ChangeSet
from cases.model.watch import Round
from cases.rules.agenda import AgendaLine, Group
from cases.rules.dates import add_months, long_date, month_name, weekday_name
from cases.services import calendar
from cases.services.calendar import CalendarDay, CalendarMonth
from desktop import theme
from desktop.desk import Desk
from desktop.models.table import Column
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.ics_strip import IcsStrip
from desktop.pages.listing import DayWatch
from desktop.pages.today import MissingYears, capital
from desktop.preferences import Preferences
from desktop.widgets.basic import Card, button, icon_button, label
from desktop.widgets.empty import EmptyState
from desktop.widgets.header import PageHeader
from desktop.widgets.month_grid import GridDay, MonthGrid
from desktop.widgets.parting import clear
from desktop.widgets.pill import status_pill
from desktop.widgets.table import RecordTable

_PANEL = 330
_NARROW = 960
_HUES: Final = {
    Group.LATE: "red",
    Group.TODAY: "amber",
    Group.SOON: "amber",
    Group.SAFE: "green",
    Group.PPK: "grey",
    Group.OTHERS: "grey",
    Group.UNDATED: "grey",
}
_KINDS: Final = {"libur nasional": "red", "cuti bersama": "amber", "daerah": "green"}


def _columns(narrow: Callable[[], bool]) -> tuple[Column[AgendaLine], ...]:
    """The columns of a day's list; where there is little room, what is left stands in the place of the name."""

    def second(item: AgendaLine) -> str:
        return f"{item.line.case_number} · {item.words if narrow() else item.line.name}"

    return (
        Column(
            key="title",
            title="Tenggat",
            width=120,
            text=lambda item: item.line.title,
            second=second,
            stretch=True,
            sortable=False,
            filtered=False,
        ),
        Column(
            key="left",
            title="Sisa",
            width=132,
            text=lambda item: capital(item.words),
            pill=lambda item: status_pill(str(item.urgency), capital(item.words.replace(" hari kerja", " hari"))),
            tip=lambda item: f"{capital(item.words)}\n{item.line.article} {item.line.regulation}".strip(),
            sortable=False,
            filtered=False,
        ),
    )


class CalendarPage(Page):
    """``open_page("calendar", on=date)``; without a day the one chosen last, at first today."""

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
        self._month: CalendarMonth | None = None
        self._current = desk.office.clock.today()
        self.grid = MonthGrid()
        self.strip = IcsStrip(desk, window, preferences or Preferences())
        self.title = label("", "section")
        self.header = PageHeader("Kalender", "Tenggat yang masih terbuka dan hari libur.")
        self.missing = MissingYears(desk, window)
        self.day_title = label("", "subsection", wrap=True)
        self.day_off = label("", "caption", wrap=True)
        self.rounds = QVBoxLayout()
        self.list: RecordTable[AgendaLine] = RecordTable(
            _columns(lambda: self.width() < _NARROW),
            sort="-",  # they come in their own order
            hints=False,
            count_words=lambda loaded, _total: f"{loaded} tenggat" if loaded else "",
            empty=EmptyState("Tidak ada tenggat", "", icon="calendar-blank"),
        )
        self._lay()
        self.grid.chosen.connect(self.go_to)
        self.grid.opened.connect(lambda _day: self.list.setFocus())
        self.list.opened.connect(lambda item: window.open_page("case", case_id=item.line.case_id))
        self._day = DayWatch(desk.office.clock, self)
        self._day.new_day.connect(self.read)

    def _lay(self) -> None:
        self.header.add_action(icon_button("caret-left", "Bulan sebelumnya (PgUp)", on_click=lambda: self._turn(-1)))
        self.header.add_action(self.title)
        self.header.add_action(icon_button("caret-right", "Bulan berikutnya (PgDn)", on_click=lambda: self._turn(1)))
        self.header.add_action(button("Hari ini", on_click=lambda: self.go_to(self._desk.office.clock.today())))
        self.header.add_action(
            icon_button("calculator", "Hitung tenggat", on_click=lambda: self._window.open_page("what-if"))
        )
        self.header.add_action(button("Ekspor .ics", icon="export", on_click=self.strip.open))
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.title.setMinimumWidth(140)
        month = Card(padding=0)
        month.body.setContentsMargins(1, 1, 1, 1)
        month.add(self.grid, 1)
        side = QWidget()
        side.setMaximumWidth(_PANEL)
        lines = QVBoxLayout(side)
        lines.setContentsMargins(0, 4, 0, 0)
        lines.setSpacing(theme.space("xs"))
        lines.addWidget(self.day_title)
        lines.addWidget(self.day_off)
        lines.addLayout(self.rounds)
        lines.addWidget(self.list, 1)
        across = QHBoxLayout()
        across.setSpacing(theme.space("gapCards"))
        across.addWidget(month, 7)
        across.addWidget(side, 3)
        self.lines.addWidget(self.header)
        self.lines.addWidget(self.missing)
        self.lines.addWidget(self.strip)
        self.lines.addLayout(across, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the words of what is left stand without their pill."""
        super().resizeEvent(event)
        self.list.view.setColumnHidden(1, self.width() < _NARROW)

    def on_shown(self, *, on: date | None = None, **_other: Any) -> None:  # noqa: ANN401 - as the base has it
        """Read each time; ``on`` chooses a day."""
        self._current = on or self._current
        self.strip.hide()
        self.read()
        self.grid.setFocus()

    def on_changes(self, changes: ChangeSet) -> None:
        """Read again when a due date or the calendar changed."""
        if self._month is not None and changes.concerns("case", "deadline", "step", "holiday", "office", "round"):
            self.read()

    def read(self) -> None:
        """Ask for the month of the chosen day."""
        first = self._current.replace(day=1)
        self._desk.ask(calendar.month, first).then(self, self._show)

    def go_to(self, day: date) -> None:
        """Choose a day; another month is read."""
        known = self._month is not None and self._month.first == day.replace(day=1)
        self._current = day
        if known:
            self._show_grid()
        else:
            self.read()

    def _turn(self, months: int) -> None:
        self.go_to(add_months(self._current, months))
        self.grid.setFocus()

    def _show(self, found: CalendarMonth) -> None:
        if found.first != self._current.replace(day=1):
            return  # the answer to an older question
        self._month = found
        self.missing.show_years(found.missing_years)
        self.title.setText(f"{month_name(found.first.month)} {found.first.year}")
        self._show_grid()

    def _show_grid(self) -> None:
        found = self._month
        if found is None:
            return
        self.grid.show_days(found.first, found.today, self._current, [_grid_day(day) for day in found.days])
        chosen = next(day for day in found.days if day.on == self._current)
        self.day_title.setText(f"{weekday_name(chosen.on)}, {long_date(chosen.on)}")
        self.day_off.setText(_off_words(chosen))
        self._show_rounds(chosen)
        self.list.set_rows(chosen.lines)
        open_ = sum(len(day.lines) for day in found.days if day.on.month == found.first.month)
        self.header.set_sentence(f"{open_} tenggat terbuka bulan ini, {found.week} hari kerja seminggu.")

    def _show_rounds(self, day: CalendarDay) -> None:
        """The rounds of the watch whose forms are due on a day, each with the way to it."""
        clear(self.rounds)
        for watch in day.rounds:
            go = partial(self._window.open_page, "round", round_id=watch.id)
            words = f"Formulir pemantauan {watch.number} dikembalikan"
            self.rounds.addWidget(button(words, "link", icon="binoculars", on_click=go, tip=watch.title))


def _round_words(watch: Round) -> str:
    return f"Ronde {watch.number[-5:]} dikembalikan"


def _grid_day(day: CalendarDay) -> GridDay:
    first = day.holidays[0] if day.holidays else None
    return GridDay(
        on=day.on,
        works=day.works,
        holiday=" · ".join(one.name for one in day.holidays),
        holiday_hue=_KINDS.get(first.kind, "red") if first else "red",
        items=(
            *((_round_words(watch), "amber") for watch in day.rounds),
            *((f"{item.line.case_number[-3:]} {item.line.title}", _HUES[item.group]) for item in day.lines),
        ),
    )


def _off_words(day: CalendarDay) -> str:
    if day.holidays:
        return "; ".join(f"{one.name} ({one.kind})" for one in day.holidays)
    return "Hari kerja" if day.works else "Bukan hari kerja"
