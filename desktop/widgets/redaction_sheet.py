"""The marks of a redacted copy while they are made, each change with its name, back and forth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from cases.model.marks import Mark


@dataclass(frozen=True, slots=True)
class _State:
    """The marks after a change; ``words`` name it, ``chosen`` is the place of the mark that has the handles, or -1."""

    words: str
    marks: tuple[Mark, ...]
    chosen: int
    join: str = ""


class MarkSheet(QObject):
    """``changed`` when the marks or the chosen one are others."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._states = [_State("", (), -1)]
        self._at = 0
        self._start: tuple[Mark, ...] = ()
        self._chosen = -1

    def start(self, marks: Sequence[Mark]) -> None:
        """Begin anew with these marks; nothing can be undone."""
        self._start = tuple(marks)
        self._states, self._at, self._chosen = [_State("", self._start, -1)], 0, -1
        self.changed.emit()

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The marks of all pages."""
        return self._states[self._at].marks

    @property
    def chosen(self) -> int:
        """The place of the chosen mark among them, -1 for none."""
        return self._chosen if self._chosen < len(self.marks) else -1

    @property
    def mark(self) -> Mark | None:
        """The chosen mark."""
        return self.marks[self.chosen] if self.chosen >= 0 else None

    @property
    def dirty(self) -> bool:
        """Whether the marks are others than those it began with."""
        return self.marks != self._start

    @property
    def undo_words(self) -> str:
        """What would be undone ("tambah kotak hitam"), "" for nothing."""
        return self._states[self._at].words

    @property
    def redo_words(self) -> str:
        """What would be done again, "" for nothing."""
        return self._states[self._at + 1].words if self._at + 1 < len(self._states) else ""

    def choose(self, place: int) -> None:
        """Give the handles to a mark, -1 to none."""
        if place != self.chosen:
            self._chosen = place
            self.changed.emit()

    def add(self, words: str, *marks: Mark) -> None:
        """Add marks; the last has the handles."""
        if marks:
            self._do(_State(words, (*self.marks, *marks), len(self.marks) + len(marks) - 1))

    def restore(self, words: str, marks: Sequence[Mark]) -> None:
        """Put other marks in the place of all; that too is undone."""
        if tuple(marks) != self.marks:
            self._do(_State(words, tuple(marks), -1))

    def put(self, words: str, mark: Mark, join: str = "") -> None:
        """Put a mark in the place of the chosen one; changes of the same ``join`` in a row are undone as one."""
        if self.mark is None or self.mark == mark:
            return
        place = self.chosen
        marks = (*self.marks[:place], mark, *self.marks[place + 1 :])
        self._do(_State(words, marks, place, f"{join} {place}" if join else ""))

    def remove(self, words: str) -> None:
        """Take the chosen mark away."""
        if self.mark is not None:
            place = self.chosen
            self._do(_State(words, (*self.marks[:place], *self.marks[place + 1 :]), -1))

    def undo(self) -> None:
        """Go back by one change."""
        if self.undo_words:
            self._go(self._at - 1)

    def redo(self) -> None:
        """Do again what was undone last."""
        if self.redo_words:
            self._go(self._at + 1)

    def _do(self, state: _State) -> None:
        """Keep a state; what was undone before it is gone."""
        joined = bool(state.join) and self._states[self._at].join == state.join
        self._states = [*self._states[: self._at + (not joined)], state]
        self._go(len(self._states) - 1)

    def _go(self, place: int) -> None:
        self._at = place
        self._chosen = self._states[place].chosen
        self.changed.emit()
