"""What a recap is asked for: which one, of which period, narrowed by chips."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from cases.model.figures import FigureQuery, PeriodBy
from cases.model.recap import SavedRecap
from cases.ports import Clock
from cases.rules.dates import add_months
from cases.rules.figures import breakdowns
from cases.rules.recap_form import recap_form, recap_forms
from cases.services.recap import FILTERS
from desktop import theme
from desktop.widgets.bars import SegmentBar
from desktop.widgets.basic import Card, button, label, row
from desktop.widgets.choice_chip import ChoiceChip
from desktop.widgets.date_fields import DateField
from desktop.widgets.fields import ChoiceField

TYPED, EVER = "lain", "seluruh"
_PRESETS: Final = (
    ("bulan-ini", "Bulan ini"),
    ("bulan-lalu", "Bulan lalu"),
    ("triwulan-ini", "Triwulan ini"),
    ("triwulan-lalu", "Triwulan lalu"),
    ("tahun-ini", "Tahun ini"),
    ("tahun-lalu", "Tahun lalu"),
    (EVER, "Seluruh masa"),
    (TYPED, "Lainnya"),
)
_QUARTER, _YEAR = 3, 12
"""Months."""
_DATE_WIDTH, _RECAP_WIDTH = 138, 250
_NARROW, _NARROW_CHIPS = 900, 3
"""Pixels below which presets and filters find no room beside each other, and how many filters stand in a row then."""
_SHORT: Final = {"source": "Sumber", "election": "Pemilu", "violation": "Pelanggaran"}
"""Filters whose own words are too long for a chip."""
_BLANK: Final = "\x00"
"""Stands for "no word" in a chip, whose empty value means all."""


def period(preset: str, today: date) -> tuple[date, date]:
    """The first and last day of a preset period."""
    month = today.replace(day=1)
    quarter = month.replace(month=month.month - (month.month - 1) % _QUARTER)
    year = month.replace(month=1)
    first, months = {
        "bulan-ini": (month, 1),
        "bulan-lalu": (add_months(month, -1), 1),
        "triwulan-ini": (quarter, _QUARTER),
        "triwulan-lalu": (add_months(quarter, -_QUARTER), _QUARTER),
        "tahun-ini": (year, 12),
        "tahun-lalu": (add_months(year, -12), 12),
    }[preset]
    return first, add_months(first, months) - timedelta(days=1)


class RecapChooser(Card):
    """``changed`` when another recap is asked for; ``name`` and ``query`` say which."""

    changed = Signal()

    def __init__(self, clock: Clock) -> None:
        super().__init__(padding=0)
        self._clock = clock
        self._given: dict[str, tuple[str, ...]] = {}
        self.saved: dict[str, SavedRecap] = {}
        self.recaps = ChoiceField([(form.name, form.short) for form in recap_forms()], blank="")
        self.recaps.box.setAccessibleName("Rekap")
        self.recaps.setFixedWidth(_RECAP_WIDTH)
        self.presets = SegmentBar(_PRESETS)
        self.period = ChoiceChip(
            "Periode", [one for one in _PRESETS if one[0] != EVER], all_words=dict(_PRESETS)[EVER].lower()
        )
        self.unfold = button("Penyaring", "chip", icon="funnel-simple", on_click=self._fold)
        self._unfolded = False
        self.first, self.last = DateField(clock.today), DateField(clock.today)
        self.by = ChoiceChip("Menurut", [(str(one), str(one)) for one in PeriodBy], all_words=str(PeriodBy.RECEIVED))
        self.chips = {key: ChoiceChip(_SHORT.get(key, breakdowns()[key].word)) for key in FILTERS}
        self.clear_button = button("Hapus penyaring", "link", on_click=self.clear)
        self.trouble = label("", "error", wrap=True)
        self._lay()
        self._wire()
        self.fill_dates("tahun-ini")
        self._show_clear()

    def _lay(self) -> None:
        for field in (self.first, self.last):
            field.setFixedWidth(_DATE_WIDTH)
        self.first.edit.setAccessibleName("Dari tanggal")
        self.last.edit.setAccessibleName("Sampai tanggal")
        self.body.setContentsMargins(10, 8, 14, 8)
        self.add(row(self.recaps, self.presets, self.period, self.unfold, None))
        self.add(row(label("Dari", "label"), self.first, label("sampai", "label"), self.last, self.by, None))
        self._chips = QWidget()
        self._grid = QGridLayout(self._chips)
        self._grid.setSpacing(theme.space("xs"))
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(len(self.chips) + 1, 1)
        self._arrange(narrow=False)
        self.add(self._chips)
        self.trouble.hide()
        self.add(self.trouble)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow the period is chosen from a list, and the filters are folded."""
        narrow = self.width() < _NARROW
        if narrow is self.presets.isVisibleTo(self):
            self._arrange(narrow=narrow)
        super().resizeEvent(event)

    def _arrange(self, *, narrow: bool) -> None:
        across = _NARROW_CHIPS if narrow else len(self.chips) + 1
        for place, part in enumerate((*self.chips.values(), self.clear_button)):
            self._grid.addWidget(part, place // across, place % across, Qt.AlignmentFlag.AlignLeft)
        self.presets.setVisible(not narrow)
        self.period.setVisible(narrow)
        self.unfold.setVisible(narrow)
        self._chips.setVisible(not narrow or self._unfolded)

    def _fold(self) -> None:
        self._unfolded = not self._unfolded
        self._chips.setVisible(self._unfolded)

    def _wire(self) -> None:
        self.recaps.changed.connect(self._another)
        self.presets.chosen.connect(self._choose)
        self.period.chosen.connect(lambda preset: self._choose(preset or EVER))
        for field in (self.first, self.last):
            field.edit.editingFinished.connect(self.changed)
            field.changed.connect(self._is_typed)
        for chip in (self.by, *self.chips.values()):
            chip.chosen.connect(lambda _value: self._narrowed())

    # -- what is asked for

    @property
    def name(self) -> str:
        """The recap's key."""
        return self.recaps.value()

    def query(self) -> FigureQuery:
        """The period, open where no day is typed, and the filters; raises InvalidInput."""
        filters: dict[str, tuple[str, ...]] = {}
        if self._chips.isEnabled():
            chosen = {key: chip.value for key, chip in self.chips.items() if chip.value}
            filters = self._given | {key: ("" if value == _BLANK else value,) for key, value in chosen.items()}
        by = PeriodBy(self.by.value or PeriodBy.RECEIVED)
        return FigureQuery(by=by, first=self.first.value(), last=self.last.value(), filters=filters)

    def ask_for(self, name: str, query: FigureQuery) -> None:
        """Ask for a list; what no chip can say is kept until the filters are cleared."""
        self.recaps.restore(name)
        self._fit()
        self.by.restore(str(query.by))
        self._given = {}
        for chip in self.chips.values():
            chip.restore("")
        for key, words in query.filters.items():
            if key in self.chips and len(words) == 1:
                self.chips[key].restore(words[0] or _BLANK)
            else:
                self._given[key] = tuple(words)
        self.first.set_date(query.first)
        self.last.set_date(query.last)
        self._press(TYPED if query.first or query.last else EVER)
        self._show_clear()

    def set_saved(self, found: Sequence[SavedRecap]) -> None:
        """Offer the office's own recaps after the program's."""
        self.saved = {one.name: one for one in found}
        own = [(name, name) for name in self.saved]
        self.recaps.set_choices([*((form.name, form.short) for form in recap_forms()), *own])

    def set_choices(self, choices: Mapping[str, Sequence[tuple[str, str]]]) -> None:
        """Offer these words in the chips."""
        for key, words in choices.items():
            self.chips[key].set_choices([(word or _BLANK, shown) for word, shown in words])

    def open_list(self, name: str, query: FigureQuery) -> None:
        """Go on to the list behind a number."""
        self.ask_for(name, query)
        self.changed.emit()

    def clear(self) -> None:
        """Narrow nothing."""
        self._given = {}
        for chip in self.chips.values():
            chip.restore("")
        self._narrowed()

    def _narrowed(self) -> None:
        self._show_clear()
        self.changed.emit()

    def _another(self) -> None:
        self._fit()
        self.changed.emit()

    def _fit(self) -> None:
        """Letters know a period only."""
        saved = self.saved.get(self.name)
        form = recap_form(saved.recap if saved else self.name)
        self._chips.setEnabled(not form.letters)
        self.by.setEnabled(not form.letters)

    def _show_clear(self) -> None:
        count = len(self._given) + sum(bool(chip.value) for chip in self.chips.values())
        self.clear_button.setVisible(bool(count))
        self.unfold.setText(f" Penyaring ({count})" if count else " Penyaring")

    # -- the period

    def fill_dates(self, preset: str) -> None:
        """Take a preset period, without a word."""
        first, last = period(preset, self._clock.today()) if preset != EVER else (None, None)
        self._press(preset)
        self.first.set_date(first)
        self.last.set_date(last)

    def new_day(self) -> None:
        """Take the preset period anew."""
        if self.presets.current != TYPED:
            self._choose(self.presets.current)

    def _choose(self, preset: str) -> None:
        if preset == TYPED:
            self.first.edit.setFocus()
            self.first.edit.selectAll()
            return
        self.fill_dates(preset)
        self.changed.emit()

    def _is_typed(self) -> None:
        self._press(TYPED)

    def _press(self, preset: str) -> None:
        blocked = self.presets.blockSignals(True)
        self.presets.choose(preset)
        self.presets.blockSignals(blocked)
        self.period.restore("" if preset == EVER else preset)
