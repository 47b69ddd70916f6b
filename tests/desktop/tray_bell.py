"""A tray that remembers what it was told to say."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Bell(QObject):
    """A tray that remembers what it was told to say."""

    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rung: list[str] = []
        self.removed = False

    def ring(self, words: str) -> None:
        self.rung.append(words)

    def remove(self) -> None:
        self.removed = True
