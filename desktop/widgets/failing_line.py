"""A quiet red line while the check of an item of evidence has failed and nobody has dealt with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cases.services.integrity import Failing
from desktop import theme
from desktop.widgets.basic import Elided, Icon, button

_MOST_NAMED: Final = 4


class FailingLine(QWidget):
    """Hidden while nothing fails; ``opened`` gives the report and the first failing item of it.

    With ``named`` the reports are named too, where items of several may fail.
    """

    opened = Signal(str, str)

    def __init__(self, *, named: bool = False) -> None:
        super().__init__()
        self._named = named
        self._first: Failing | None = None
        self._words = Elided("", "red")
        line = QHBoxLayout(self)
        line.setContentsMargins(2, 0, 2, 0)
        line.setSpacing(theme.space("s"))
        line.addWidget(Icon("shield-warning", "redFg", theme.size("iconSmall")))
        line.addWidget(self._words, 1)
        line.addWidget(button("Lihat bukti", "link", on_click=self._open))
        self.hide()

    @property
    def text(self) -> str:
        """What it says, "" while it is hidden."""
        return "" if self.isHidden() else self._words.text()

    def show_failing(self, found: Sequence[Failing]) -> None:
        """Name these, or go away."""
        self._first = found[0] if found else None
        named = [f"{one.item.label} laporan {one.report_number}" if self._named else one.item.label for one in found]
        more = len(named) - _MOST_NAMED
        words = ", ".join(named[:_MOST_NAMED]) + (f", dan {more} lagi" if more > 0 else "")
        self._words.setText(f"{len(found)} bukti gagal diperiksa: {words}.")
        self.setVisible(bool(found))

    def _open(self) -> None:
        if self._first is not None:
            self.opened.emit(self._first.item.report_id, self._first.item.id)
