"""What belongs to people has one place in the rail: the tabs that stand on each of its pages and lead to the others."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal

from desktop.navigation import Navigator
from desktop.widgets.bars import TabBar

LIST, UNITS, ACCOUNTS, ROUNDS = "list", "units", "accounts", "rounds"
_TABS: Final = (
    (LIST, "Daftar"),
    (UNITS, "Unit kerja"),
    (ACCOUNTS, "Akun media sosial"),
    (ROUNDS, "Pemantauan"),
)
_ELSEWHERE: Final = {LIST: ("employees", {"tab": LIST}), UNITS: ("employees", {"tab": UNITS})}
"""Tabs that are no page of their own: the page on which they stand, and how it is asked for them."""


class PeopleTabs(TabBar):
    """Shows the tabs of a page (``own``) by ``shown`` and opens the page of any other."""

    shown = Signal(str)

    def __init__(self, window: Navigator, *own: str) -> None:
        super().__init__(_TABS)
        self._window, self._own = window, own
        self._last = own[0]
        self.choose(own[0])
        self.chosen.connect(self._go)

    def _go(self, key: str) -> None:
        if key in self._own:
            self._last = key
            self.shown.emit(key)
            return
        page, args = _ELSEWHERE.get(key, (key, {}))
        self.choose(self._last)  # first: a page that is left must not take the keys back
        self._window.open_page(page, **args)
