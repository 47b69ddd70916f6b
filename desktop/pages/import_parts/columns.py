"""Which column of the sheet holds what: proposed by its headers, changed by a person."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from cases.ports import HandedSheet
from cases.rules.sheet_headers import column_letters, faults, header_fields
from desktop import theme
from desktop.widgets.basic import Card, button, column, label, row
from desktop.widgets.fields import ChoiceField
from desktop.widgets.form import scrolled

_SAMPLE = 48


class ColumnsPanel(QWidget):
    """One choice for each field of a table of headers, with what stands in the first row of the chosen column."""

    used = Signal(object)
    """The chosen columns (from 0) by field."""
    left = Signal()

    def __init__(self, table: str) -> None:
        super().__init__()
        self._table = table
        self._sheet: HandedSheet | None = None
        self.choices: dict[str, ChoiceField] = {}
        self._samples = {field.key: label("", "caption") for field in header_fields(table)}
        self.trouble = label("", "errorBox", wrap=True)
        self.use = button("Pakai pilihan ini", "primary", icon="check", on_click=self._use)
        self.back = button("Batal", on_click=self.left.emit, tip="Kolom tetap seperti semula", shortcut="Esc")
        card = Card("Kolom mana berisi apa")
        card.add(label("Pilihan Anda diingat untuk berkas lain dengan judul kolom yang sama.", "help", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.space("l"))
        grid.setVerticalSpacing(theme.space("s"))
        for place, field in enumerate(header_fields(table)):
            choice = ChoiceField((), blank="(tidak ada dalam berkas)")
            choice.box.setMinimumWidth(300)
            choice.box.setAccessibleName(field.title)
            choice.changed.connect(self._look)
            self.choices[field.key] = choice
            grid.addWidget(label(field.title + ("" if field.required else "  (boleh tidak ada)"), "label"), place, 0)
            grid.addWidget(choice, place, 1)
            grid.addWidget(self._samples[field.key], place, 2)
        grid.setColumnStretch(2, 1)
        inside = QWidget()
        inside.setLayout(grid)
        card.add(inside)
        lines = QGridLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(scrolled(column(card, None)), 0, 0)
        lines.addWidget(self.trouble, 1, 0)
        lines.addWidget(row(None, self.back, self.use), 2, 0, Qt.AlignmentFlag.AlignBottom)
        lines.setRowStretch(0, 1)
        self.setFocusProxy(next(iter(self.choices.values())))

    def show_sheet(self, sheet: HandedSheet, columns: Mapping[str, int]) -> None:
        """Offer the columns of a sheet, some of them chosen."""
        self._sheet = sheet
        offered = [
            (str(place), f"{column_letters(place)}  {header or '(tanpa judul)'}")
            for place, header in enumerate(sheet.headers)
        ]
        for key, choice in self.choices.items():
            choice.set_choices(offered)
            choice.restore(str(columns[key]) if key in columns else "")
        self._look()

    def columns(self) -> dict[str, int]:
        """What is chosen."""
        return {key: int(str(choice.value())) for key, choice in self.choices.items() if choice.value()}

    def _look(self) -> None:
        if self._sheet is None:
            return
        chosen = self.columns()
        first = self._sheet.rows[0][1] if self._sheet.rows else ()
        for key, sample in self._samples.items():
            place = chosen.get(key, len(first))
            text = first[place] if place < len(first) else ""
            sample.setText(f"mis. {text[:_SAMPLE]}" if text else "")
        wrong = faults(self._table, self._sheet.headers, chosen)
        self.trouble.setText(" ".join(wrong))
        self.trouble.setVisible(bool(wrong))
        self.use.setEnabled(not wrong)

    def _use(self) -> None:
        self.used.emit(self.columns())
