"""Which column of the sheet holds what: found by itself, shown, and changed by a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from cases.name_list_import import TABLE
from cases.rules.sheet_headers import column_letters, header_fields
from desktop import theme
from desktop.widgets.basic import label
from desktop.widgets.fields import ChoiceField
from desktop.widgets.form import scrolled

_NONE: Final = "-"
_ACROSS: Final = 2


class ColumnsView(QWidget):
    """A choice for each field; ``changed`` comes with the columns by field as they are chosen now."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._quiet = False
        self.fields: dict[str, ChoiceField] = {}
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(0, 0, theme.space("s"), 0)
        grid.setHorizontalSpacing(theme.space("m"))
        grid.setVerticalSpacing(theme.space("s"))
        for place, one in enumerate(header_fields(TABLE)):
            made = ChoiceField(())
            made.focus_target().setAccessibleName(f"Kolom {one.title}")
            made.changed.connect(self._told)
            self.fields[one.key] = made
            down, across = divmod(place, _ACROSS)
            title = label(f"{one.title} (wajib)" if one.required else one.title, "label", wrap=True)
            grid.addWidget(title, 2 * down, across)
            grid.addWidget(made, 2 * down + 1, across)
            grid.setColumnStretch(across, 1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(
            label("Kolom yang Anda pilih diingat untuk daftar berikutnya dengan judul kolom yang sama.", "help")
        )
        lines.addWidget(scrolled(content), 1)

    def show_columns(self, headers: Sequence[str], columns: Mapping[str, int]) -> None:
        """Offer the columns of a sheet and mark those that are read."""
        offered = [(_NONE, "Tidak ada")]
        offered += [
            (str(place), f"{column_letters(place)}  {text}".strip()) for place, text in enumerate(headers) if text
        ]
        self._quiet = True
        for key, made in self.fields.items():
            made.set_choices(offered)
            made.restore(str(columns[key]) if key in columns else _NONE)
        self._quiet = False

    def columns(self) -> dict[str, int]:
        """What is chosen now."""
        return {key: int(made.value()) for key, made in self.fields.items() if made.value().isdigit()}

    def _told(self) -> None:
        if not self._quiet:
            self.changed.emit(self.columns())
