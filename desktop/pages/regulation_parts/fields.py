"""Fields for what only packs hold: whole numbers, lists of words, small tables."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from cases.errors import InvalidInput
from desktop.widgets.fields import LongTextField, TextField

_LARGEST: Final = 9
"""Digits; no number of a pack comes near."""


class NumberField(TextField):
    """A whole number; None for blank."""

    def __init__(self) -> None:
        super().__init__(limit=_LARGEST + 1)
        self.edit.setMaximumWidth(140)

    def value(self) -> Any:  # noqa: ANN401 - each field says its own type
        """The number, or None; raises InvalidInput for what is none."""
        text = self.edit.text().strip()
        if not text:
            return None
        if not re.fullmatch(r"-?\d+", text):
            raise InvalidInput("Tulis bilangan bulat, misalnya 14.")
        return int(text)

    def blank(self) -> bool:
        """Whether nothing was typed."""
        return not self.edit.text().strip()

    def restore(self, draft: Any) -> None:  # noqa: ANN401 - what JSON can hold
        """Show a number; nothing for None."""
        self.edit.setText("" if draft is None else str(draft))


class ListField(LongTextField):
    """Words or lines of words, one a line; ``value`` is a tuple. ``explain`` says beneath what they mean."""

    def __init__(self, explain: Callable[[tuple[str, ...]], str]) -> None:
        super().__init__(rows=2)
        self.edit.setPlaceholderText("Satu baris satu isian")
        self.edit.textChanged.connect(lambda: self.note_changed.emit(explain(self._lines())))

    def _lines(self) -> tuple[str, ...]:
        return tuple(line.strip() for line in self.edit.toPlainText().split("\n") if line.strip())

    def value(self) -> Any:  # noqa: ANN401 - each field says its own type
        """The lines that say something."""
        return self._lines()

    def restore(self, draft: Any) -> None:  # noqa: ANN401 - what JSON can hold
        """Show a list, or a text."""
        super().restore(draft if isinstance(draft, str) else "\n".join(draft or ()))


class AnswerField(ListField):
    """One answer or several; ``value`` is a text for one, unless it was shown as a list."""

    _many = False

    def restore(self, draft: Any) -> None:  # noqa: ANN401 - what JSON can hold
        """Show an answer, or answers."""
        self._many = self._many or isinstance(draft, tuple)
        super().restore(draft)

    def value(self) -> Any:  # noqa: ANN401 - each field says its own type
        """The answer, or the answers."""
        answers = self._lines()
        return answers[0] if len(answers) == 1 and not self._many else answers or ""


class TableField(LongTextField):
    """Lines "kunci = nilai"; the values are numbers, or with ``lists`` words between commas."""

    def __init__(self, *, lists: bool) -> None:
        super().__init__(rows=2)
        self._lists = lists
        self.edit.setPlaceholderText("kunci = satu, dua" if lists else "kunci = 8")

    def value(self) -> Any:  # noqa: ANN401 - each field says its own type
        """The table; raises InvalidInput for a line that is none."""
        found: dict[str, Any] = {}
        for line in filter(str.strip, self.edit.toPlainText().split("\n")):
            key, sign, said = (part.strip() for part in line.partition("="))
            number = re.fullmatch(r"-?\d{1,9}", said)
            if not sign or not key or (not self._lists and number is None):
                raise InvalidInput(f"Tulis tiap baris seperti: {self.edit.placeholderText()}")
            found[key] = tuple(part.strip() for part in said.split(",") if part.strip()) if self._lists else int(said)
        return found

    def restore(self, draft: Any) -> None:  # noqa: ANN401 - what JSON can hold
        """Show a table, or a text."""
        if isinstance(draft, dict):
            draft = "\n".join(f"{key} = {_said(value)}" for key, value in draft.items())
        super().restore(draft)


def _said(value: Any) -> str:  # noqa: ANN401 - a number or words
    return ", ".join(value) if isinstance(value, (tuple, list)) else str(value)
