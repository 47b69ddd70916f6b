"""Fields for a date and a time of day, typed as an office writes them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from cases.errors import InvalidInput
from cases.rules.dates import long_date, read_date, weekday_name
from desktop.widgets.fields import Field

_TIME = re.compile(r"(\d{1,2})(?:[.:]?(\d{2}))?")
_LAST_HOUR: Final = 23
_LAST_MINUTE: Final = 59


def read_time(text: str) -> time | None:
    """Read a typed time of day ("9", "0930", "09.30"); blank gives None. Raises InvalidInput for what is none."""
    typed = text.strip()
    if not typed:
        return None
    found = _TIME.fullmatch(typed)
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (_LAST_HOUR + 1, 0)
    if hour > _LAST_HOUR or minute > _LAST_MINUTE:
        raise InvalidInput(f"“{typed}” bukan jam; isi seperti 09.00 atau 13.30.")
    return time(hour, minute)


class _Typed(QLineEdit):
    """Says when the cursor leaves it."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell, then do what Qt does."""
        super().focusOutEvent(event)
        self.left.emit()


class DateField(Field):
    """A typed date ("4/10/26", "041026", "4 okt 2026"); beneath it stands how it was understood.

    ``today`` is asked each time; ``value`` is a date, or None for blank. A day that is over is taken, with ``over``
    beside it where that is given.
    """

    def __init__(
        self, today: Callable[[], date] = date.today, *, placeholder: str = "mis. 4/10/2026", over: str = ""
    ) -> None:
        super().__init__()
        self._today, self._over = today, over
        self.edit = _Typed()
        self.edit.setPlaceholderText(placeholder)
        self.edit.setMaxLength(40)
        self.edit.textChanged.connect(lambda _text: self._explain())
        self.edit.textEdited.connect(lambda _text: self.changed.emit())
        self.lines.addWidget(self.edit)
        self.setFocusProxy(self.edit)

    def _explain(self) -> None:
        try:
            day = self.value()
        except InvalidInput:
            day = None
        over = f": {self._over}" if self._over and day and day < self._today() else ""
        self.note_role = "amber" if over else "good"
        self.note_changed.emit(f"{weekday_name(day)}, {long_date(day)}{over}" if day else "")

    def value(self) -> date | None:
        """The date, or None; raises InvalidInput for what is no date."""
        return read_date(self.edit.text(), self._today())

    def set_date(self, day: date | None) -> None:
        """Show a date."""
        self.restore("" if day is None else f"{day.day}/{day.month}/{day.year}")

    def draft(self) -> str:
        """What was typed."""
        return self.edit.text()

    def restore(self, draft: Any) -> None:  # noqa: ANN401 - what JSON can hold
        """Put back what was typed."""
        self.edit.setText(str(draft or ""))
        self._explain()

    def focus_target(self) -> QWidget:
        """The line."""
        return self.edit


class TimeField(Field):
    """A time of day ("9", "0930", "09.30"); shown as "09.30" once the cursor leaves."""

    def __init__(self, *, placeholder: str = "mis. 09.00") -> None:
        super().__init__()
        self.edit = _Typed()
        self.edit.setPlaceholderText(placeholder)
        self.edit.setMaxLength(12)
        self.edit.textEdited.connect(lambda _text: self.changed.emit())
        self.edit.left.connect(self._tidy)
        self.lines.addWidget(self.edit)
        self.setFocusProxy(self.edit)

    def value(self) -> time | None:
        """The time, or None for blank; raises InvalidInput for what is no time."""
        return read_time(self.edit.text())

    def _tidy(self) -> None:
        try:
            moment = self.value()
        except InvalidInput:
            return
        if moment is not None:
            self.edit.setText(f"{moment:%H.%M}")

    def draft(self) -> str:
        """What was typed."""
        return self.edit.text()

    def restore(self, draft: Any) -> None:  # noqa: ANN401 - what JSON can hold
        """Put back what was typed."""
        self.edit.setText(str(draft or ""))

    def focus_target(self) -> QWidget:
        """The line."""
        return self.edit
