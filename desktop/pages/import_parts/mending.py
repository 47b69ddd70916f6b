"""What can be done with one row of a sheet before it is taken: a cell set right, the row left out."""

from __future__ import annotations

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout

from cases.rules.sheet_headers import column_letters
from desktop import theme
from desktop.pages.import_parts.kind import Mending, SheetFile
from desktop.widgets.basic import Card, button, label, row
from desktop.widgets.fields import ChoiceField, TextField

_LEAST, _WIDEST = 150, 400


class MendCard(Card):
    """Shown beneath the rows while one is chosen that can be mended."""

    fixed = Signal(int, str, str)
    """Row, field, and the text that shall stand in the place of its cell."""
    skipped = Signal(int)
    """A row that shall be left out."""
    wanted = Signal(int)
    """One that was left out and shall be taken after all."""

    def __init__(self, table: str) -> None:
        super().__init__(padding=theme.space("s"))
        self._table = table
        self._file: SheetFile | None = None
        self._one: Mending | None = None
        self.title = label("", "label", wrap=True)
        self.field = ChoiceField((), blank="")
        self.text = TextField(limit=400)
        self.use = button("Pakai isi ini", icon="check", on_click=self._fix, tip="Hanya untuk impor ini (Enter)")
        self.skip = button("Lewati baris", on_click=lambda: self._tell(self.skipped))
        self.again = button("Ikutkan lagi", on_click=lambda: self._tell(self.wanted))
        self.field.box.setMinimumWidth(170)
        self.text.edit.setMinimumWidth(_LEAST)
        self.add(self.title)
        self.text.setMaximumWidth(_WIDEST)
        across = row(self.field, self.text, self.use, self.skip, self.again, None)
        if isinstance(line := across.layout(), QHBoxLayout):
            line.setStretchFactor(self.text, _WIDEST)
        self.add(across)
        self.field.changed.connect(self._cell)
        self.text.edit.returnPressed.connect(self._fix)
        self.hide()

    @property
    def usable(self) -> bool:
        """Whether a row is in sight that can be set right."""
        return self._one is not None and not self._one.out

    def point(self) -> None:
        """Put the cursor where the row is set right."""
        self.text.edit.setFocus()
        self.text.edit.selectAll()

    def show_file(self, file: SheetFile) -> None:
        """Offer the fields of a file that have a column."""
        self._file = file
        self.field.set_choices(file.offered(self._table))

    def show_row(self, one: Mending | None) -> None:
        """Show a row; nothing for None, nor for a row that the sheet does not have."""
        self._one = one if one is not None and self._file is not None and self._file.has(one.row) else None
        self.setVisible(self._one is not None)
        if one is None or self._one is None:
            return
        self.title.setText(one.title)
        self.field.restore(self._key(one.cell))
        self._cell()
        for part in (self.field, self.text, self.use, self.skip):
            part.setVisible(not one.out)
        self.again.setVisible(one.out)

    def _key(self, cell: str) -> str:
        """The field of a cell, else the name, else the first that has a column."""
        file, one = self._file, self._one
        if file is None or one is None:
            return ""
        cells = {f"{column_letters(place)}{one.row}": key for key, place in file.columns.items()}
        offered = [key for key, _ in file.offered(self._table)]
        return cells.get(cell) or ("name" if "name" in offered else next(iter(offered), ""))

    def _cell(self) -> None:
        if self._file is not None and self._one is not None:
            self.text.edit.setText(self._file.text(self._one.row, str(self.field.value() or "")))

    def _fix(self) -> None:
        if self._one is not None and self.field.value():
            self.fixed.emit(self._one.row, str(self.field.value()), self.text.edit.text())

    def _tell(self, what: SignalInstance) -> None:
        if self._one is not None:
            what.emit(self._one.row)
