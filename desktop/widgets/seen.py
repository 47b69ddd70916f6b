"""Parts that are filled when they are seen: what nobody looks at is not built, and the same is not built twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVarTuple

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

Ts = TypeVarTuple("Ts")


class WhenSeen(QObject, Generic[*Ts]):
    """Calls ``fill`` with what was shown last, once ``part`` is visible and unless it holds the same already.

    What is shown is compared by value. A part that ``reads`` more by itself is filled after each ``show``, whether that
    brought something new or not, since what it reads may be new.
    """

    def __init__(self, part: QWidget, fill: Callable[[*Ts], object], *, reads: bool = False) -> None:
        super().__init__(part)
        self._part, self._fill, self._reads = part, fill, reads
        self._held: tuple[*Ts] | None = None
        self._due: tuple[*Ts] | None = None
        part.installEventFilter(self)

    def show(self, *what: *Ts) -> None:
        """Show this: at once where somebody sees it, else when somebody does."""
        self._due = what if self._reads or what != self._held else None
        if self._part.isVisible():
            self.catch_up()

    def catch_up(self) -> None:
        """Fill the part now, if it holds something else than what is to be shown."""
        if self._due is not None:
            self._held, self._due = self._due, None
            self._fill(*self._held)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Catch up as it comes into sight, before it is painted."""
        if event.type() is QEvent.Type.Show:
            self.catch_up()
        return super().eventFilter(watched, event)
