"""What a recap is asked for: which one, of which period, narrowed by chips."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cases.errors import InvalidInput
from cases.model.figures import FigureQuery, PeriodBy
from cases.ports import Clock
from cases.rules.dates import add_months
from cases.rules.figures import breakdowns
from cases.rules.recap_form import recap_forms
from cases.services.recap import FILTERS
from desktop import theme
from desktop.widgets.bars import SegmentBar
from desktop.widgets.basic import Card, button, label, row
from desktop.widgets.choice_chip import ChoiceChip
from desktop.widgets.date_fields import DateField
from desktop.widgets.fields import ChoiceField

TYPED = "lain"
_PRESETS: Final = (
    ("bulan-ini", "Bulan ini"),
    ("bulan-lalu", "Bulan lalu"),
    ("triwulan-ini", "Triwulan ini"),
    ("triwulan-lalu", "Triwulan lalu"),
    ("tahun-ini", "Tahun ini"),
    ("tahun-lalu", "Tahun lalu"),
    (TYPED, "Lainnya"),
)
_QUARTER: Final = 3
_DATE_WIDTH, _RECAP_WIDTH = 150, 250
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
        self.recaps = ChoiceField([(form.name, form.short) for form in recap_forms()], blank="")
        self.recaps.box.setAccessibleName("Rekap")
        self.recaps.setFixedWidth(_RECAP_WIDTH)
        self.presets = SegmentBar(_PRESETS)
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
        self.add(row(self.recaps, self.presets, None))
        self.add(row(label("Dari", "label"), self.first, label("sampai", "label"), self.last, self.by, None))
        chips = QHBoxLayout()
        chips.setSpacing(theme.space("xs"))
        for chip in self.chips.values():
            chips.addWidget(chip)
        chips.addWidget(self.clear_button)
        chips.addStretch(1)
        self._chips = QWidget()
        self._chips.setLayout(chips)
        chips.setContentsMargins(0, 0, 0, 0)
        self.add(self._chips)
        self.trouble.hide()
        self.add(self.trouble)

    def _wire(self) -> None:
        self.recaps.changed.connect(self._another)
        self.presets.chosen.connect(self._choose)
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
        """The period and the filters; raises InvalidInput."""
        first, last = self.first.value(), self.last.value()
        if first is None or last is None:
            raise InvalidInput("Isi tanggal pertama dan terakhir periode rekap.")
        chosen = {key: chip.value for key, chip in self.chips.items() if chip.value and self._chips.isEnabled()}
        filters = {key: ("" if value == _BLANK else value,) for key, value in chosen.items()}
        return FigureQuery(by=PeriodBy(self.by.value or PeriodBy.RECEIVED), first=first, last=last, filters=filters)

    def set_choices(self, choices: Mapping[str, Sequence[tuple[str, str]]]) -> None:
        """Offer these words in the chips."""
        for key, words in choices.items():
            self.chips[key].set_choices([(word or _BLANK, shown) for word, shown in words])

    def open_list(self, name: str, breakdown: str, word: str) -> bool:
        """Ask for the list behind a line of a breakdown; say whether there is one."""
        if breakdown not in self.chips:
            return False
        self.recaps.restore(name)
        self.chips[breakdown].restore(word or _BLANK)
        self._narrowed()
        return True

    def clear(self) -> None:
        """Narrow nothing."""
        for chip in self.chips.values():
            chip.restore("")
        self._narrowed()

    def _narrowed(self) -> None:
        self._show_clear()
        self.changed.emit()

    def _another(self) -> None:
        form = next(form for form in recap_forms() if form.name == self.name)
        self._chips.setEnabled(not form.letters)
        self.by.setEnabled(not form.letters)
        self.changed.emit()

    def _show_clear(self) -> None:
        self.clear_button.setVisible(any(chip.value for chip in self.chips.values()))

    # -- the period

    def fill_dates(self, preset: str) -> None:
        """Take a preset period, without a word."""
        first, last = period(preset, self._clock.today())
        blocked = self.presets.blockSignals(True)
        self.presets.choose(preset)
        self.presets.blockSignals(blocked)
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
        blocked = self.presets.blockSignals(True)
        self.presets.choose(TYPED)
        self.presets.blockSignals(blocked)
