"""The settings of the calendar: the days off of each year, on which due dates hang."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QStackedWidget

from cases.errors import OfficeError
from cases.model.deadline import Holiday
from cases.model.office import Office, WorkWeek
from cases.model.user import Right
from cases.rules.dates import long_date, short_date, weekday_name
from cases.rules.working_days import Calendar, missing_years
from cases.services import calendar, office
from cases.services.recount import Moved
from desktop import messages
from desktop.desk import Desk
from desktop.models.table import Column
from desktop.navigation import Navigator
from desktop.pages.settings_moves import MovesView
from desktop.pages.settings_people import ListAndForm
from desktop.pages.settings_section import Section
from desktop.widgets.basic import button, label, row
from desktop.widgets.date_fields import DateField
from desktop.widgets.empty import EmptyState
from desktop.widgets.fields import ChoiceField, TextField
from desktop.widgets.form import Form
from desktop.widgets.office_form import WEEKS
from desktop.widgets.table import RecordTable

_KINDS: Final = (
    ("libur nasional", "Libur nasional"),
    ("cuti bersama", "Cuti bersama"),
    ("daerah", "Libur daerah"),
)
_COLUMNS: Final = (
    Column[Holiday](
        key="on",
        title="Tanggal",
        width=190,
        text=lambda day: f"{weekday_name(day.on)}, {short_date(day.on)}",
        copy=lambda day: day.on.isoformat(),
        sortable=False,
        filtered=False,
    ),
    Column[Holiday](
        key="name", title="Nama", width=260, text=lambda day: day.name, stretch=True, sortable=False, filtered=False
    ),
    Column[Holiday](
        key="kind",
        title="Jenis",
        width=130,
        text=lambda day: day.kind.capitalize(),
        sortable=False,
        filtered=False,
    ),
    Column[Holiday](
        key="source", title="Dasar", width=200, text=lambda day: day.source, sortable=False, filtered=False
    ),
)


class HolidaysSection(Section):
    """Days off by year; each change recomputes the due dates of the cases that run."""

    title = "Hari libur"
    sentence = "Hari yang tidak dihitung sebagai hari kerja. Perubahan menghitung ulang semua tenggat yang berjalan."
    nouns = ("holiday", "office")
    fills = True
    right = Right.MANAGE_RULES

    def __init__(self, desk: Desk, window: Navigator) -> None:
        super().__init__(desk, window)
        self._days: tuple[Holiday, ...] = ()
        self._office: Office | None = None
        self.year = ChoiceField((), blank="")
        self.week = ChoiceField(WEEKS, blank="")
        self.warning = label("", "warnBox", wrap=True)
        self.warning.hide()
        self.table: RecordTable[Holiday] = RecordTable(
            _COLUMNS,
            empty=EmptyState("Belum ada daftar tahun ini", "Tambahkan hari libur menurut SKB.", icon="calendar-x"),
            hints=False,
        )
        self.pages = ListAndForm(self.table)
        self.moves = MovesView()
        self.faces = QStackedWidget()
        for face in (self.pages, self.moves):
            self.faces.addWidget(face)
        for choice, least, most in ((self.year, 84, 110), (self.week, 84, 190)):
            choice.setMinimumWidth(least)
            choice.setMaximumWidth(most)
        self.lines.addWidget(row(label("Tahun", "label"), self.year, label("Hari kerja", "label"), self.week, None))
        self.lines.addWidget(self.warning)
        self.lines.addWidget(self.faces, 1)
        self.pages.currentChanged.connect(lambda _place: self._show_buttons())
        self.faces.currentChanged.connect(lambda _place: self._show_buttons())
        self.year.changed.connect(self._show_year)
        self.week.changed.connect(self._keep_week)
        self.week.setEnabled(self.may_change)
        if self.may_change:
            self.buttons.addWidget(button("Hapus", on_click=self._remove))
            self.buttons.addWidget(button("Impor daftar", icon="upload-simple", on_click=self._import))
            self.buttons.addWidget(button("Tambah hari", "primary", icon="plus", on_click=self._add))

    def read(self) -> None:
        """Ask for the days and the working week."""
        self.desk.ask(calendar.holidays).then(self, self._show)
        self.desk.ask(office.current_office).then(self, self._show_office)

    def _show_office(self, current: Office) -> None:
        self._office = current
        self.week.restore(current.work_week.value)

    def _show(self, days: tuple[Holiday, ...]) -> None:
        self._days = days
        today = self.desk.office.clock.today()
        years = sorted({day.on.year for day in days} | {today.year, today.year + 1}, reverse=True)
        first = self.year.box.count() == 0
        self.year.set_choices([(str(year), str(year)) for year in years])
        if first:
            self.year.restore(str(today.year))
        missing = missing_years(today, Calendar.of(days, WorkWeek.FIVE))
        self.warning.setText(
            f"Belum ada SKB hari libur tahun {' dan '.join(map(str, missing))}: tenggat yang jatuh di tahun itu dapat "
            "bergeser. Masukkan daftarnya begitu SKB terbit, mulai dari 1 Januari."
        )
        self.warning.setVisible(bool(missing))
        self._show_year()

    @property
    def shown_year(self) -> int:
        """The year that is shown."""
        return int(self.year.value())

    def _of_year(self) -> tuple[Holiday, ...]:
        return tuple(day for day in self._days if day.on.year == self.shown_year)

    def _show_year(self) -> None:
        self.table.set_rows(self._of_year())

    def _add(self) -> None:
        form = Form()
        on = form.add("on", "Tanggal", DateField(self.desk.office.clock.today), required=True)
        name = form.add("name", "Nama", TextField(placeholder="mis. Hari Raya Idulfitri"), required=True)
        kind = form.add("kind", "Jenis", ChoiceField(_KINDS, blank=""), required=True)
        source = form.add("source", "Dasar", TextField(placeholder="mis. SKB 3 Menteri Nomor ... Tahun ..."))
        form.buttons("Tambah hari libur", cancel=self.pages.close_form)

        def save() -> None:
            day = on.value()
            if day is not None:
                new = Holiday(on=day, name=name.value(), kind=kind.value(), source=source.value())
                others = tuple(other for other in self._days if other.on.year == day.year)
                self.year.restore(str(day.year))
                self._keep(day.year, (*others, new), f"{long_date(day)} dicatat sebagai hari libur", form)

        form.submitted.connect(save)
        self.pages.open_form("Hari libur baru", form)

    def _remove(self) -> None:
        chosen = self.table.chosen()
        if not chosen:
            return
        left = tuple(day for day in self._of_year() if day not in chosen)
        before, year = self._of_year(), self.shown_year
        names = chosen[0].name if len(chosen) == 1 else f"{len(chosen)} hari"

        def undo() -> None:
            self._put(year, before, "Hari libur dikembalikan")

        def done(_none: object) -> None:
            self._close_faces()
            self.window_.toast(f"{names} dihapus dari kalender", action="Batalkan", on_action=undo)

        def put() -> None:
            self.desk.do(calendar.replace_holidays, year, left).then(self, done, self._failed)

        self.desk.ask(calendar.preview_holidays, year, left).then(
            self, lambda moves: self._look_first(f"Tanpa {names}", moves, put)
        )

    def _keep(self, year: int, days: tuple[Holiday, ...], words: str, form: Form) -> None:
        """Save a year's days off, after a look at the due dates that move by it."""
        ordered = tuple(sorted(days, key=lambda day: day.on))

        def failed(error: OfficeError) -> None:
            if not form.show_failure(error):
                messages.show_error(self, error)

        def put() -> None:
            self._put(year, ordered, words)

        self.desk.ask(calendar.preview_holidays, year, ordered).then(
            self, lambda moves: self._look_first("Dengan hari libur itu", moves, put), failed
        )

    def _put(self, year: int, days: tuple[Holiday, ...], words: str) -> None:
        def done(_none: object) -> None:
            self.pages.close_form()
            self._close_faces()
            self.saved(words)

        self.desk.do(calendar.replace_holidays, year, days).then(self, done, self._failed)

    def _failed(self, error: OfficeError) -> None:
        self._close_faces()
        messages.show_error(self, error)

    def _look_first(
        self,
        what: str,
        moves: tuple[Moved, ...],
        save: Callable[[], object],
        leave: Callable[[], object] | None = None,
    ) -> None:
        """Save at once where nothing moves, else show what does and wait."""
        if not moves:
            save()
            return

        def left() -> None:
            self._close_faces()
            if leave is not None:
                leave()

        self.moves.ask(what, moves, save, left)
        self.faces.setCurrentWidget(self.moves)

    def _close_faces(self) -> None:
        self.faces.setCurrentWidget(self.pages)

    def _show_buttons(self) -> None:
        self.show_buttons(shown=self.faces.currentWidget() is self.pages and self.pages.currentIndex() == 0)

    def _import(self) -> None:
        self.window_.open_page("holiday-import", year=self.shown_year)

    def _keep_week(self) -> None:
        current = self._office
        if current is None or self.week.value() == current.work_week.value:
            return
        wanted = replace(current, work_week=WorkWeek(self.week.value()))

        def done(_office: Office) -> None:
            self._close_faces()
            self.saved("Hari kerja disimpan; tenggat dihitung ulang")

        def put() -> None:
            self.desk.do(office.change_office, wanted).then(self, done, self._failed)

        def leave() -> None:
            self.week.restore(current.work_week.value)

        what = f"{wanted.work_week} hari kerja seminggu"
        self.desk.ask(calendar.preview_office, wanted).then(
            self, lambda moves: self._look_first(what, moves, put, leave)
        )
