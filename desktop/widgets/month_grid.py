"""A month as a grid of days: numbers, days off with their names, what is due; the arrows move, a click chooses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from cases.rules.dates import add_months, long_date, weekday_name
from cases.rules.reference import date_words
from desktop import theme
from desktop.guard import privacy

_WEEK = 7
_HEAD = 28
_LINE = 17
_PAD = 6
_ROOM_FOR_WORDS = 84
"""Pixels from which a cell shows words; a narrower one shows a count."""
_ROOM_FOR_TWO = 50
"""Pixels of height from which a count stands under the number of its day."""
_LEFT = Qt.AlignmentFlag.AlignVCenter.value | Qt.AlignmentFlag.AlignLeft.value
_CENTRE = Qt.AlignmentFlag.AlignCenter.value


@dataclass(frozen=True, slots=True)
class GridDay:
    """A day: whether it is worked, the name of its day off with its hue, and (words, hue) of what is due."""

    on: date
    works: bool
    holiday: str = ""
    holiday_hue: str = "red"
    items: tuple[tuple[str, str], ...] = ()


class MonthGrid(QWidget):
    """Whole weeks from Monday. ``chosen`` gives the day that is chosen, ``opened`` follows Enter and a double click.

    A day of another month may be chosen: whoever shows the grid shows that month.
    """

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days: tuple[GridDay, ...] = ()
        self._month = self._today = self._current = date.min
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(280, 200)

    @property
    def current(self) -> date:
        """The day that is chosen."""
        return self._current

    def show_days(self, month: date, today: date, current: date, days: Sequence[GridDay]) -> None:
        """Show a month; ``days`` are whole weeks."""
        self._days, self._month, self._today, self._current = tuple(days), month, today, current
        self._name()
        self.update()

    def choose(self, day: date) -> None:
        """Choose a day and say so when it is another one."""
        if day != self._current:
            self._current = day
            self._name()
            self.update()
            self.chosen.emit(day)

    def day(self, on: date) -> GridDay | None:
        """What is shown of a day, None when it is not in the grid."""
        return next((one for one in self._days if one.on == on), None)

    def box(self, on: date) -> QRectF:
        """Where a day stands."""
        place = [day.on for day in self._days].index(on)
        return self._box(place)

    def _name(self) -> None:
        """Say the chosen day to a screen reader."""
        shown = self.day(self._current)
        words = [f"{weekday_name(self._current)}, {long_date(self._current)}"]
        if shown is not None:
            words += [part for part in (shown.holiday,) if part]
            words.append(f"{len(shown.items)} tenggat" if shown.items else "tidak ada tenggat")
        self.setAccessibleName(", ".join(words))

    # -- place

    def _box(self, place: int) -> QRectF:
        row, column = divmod(place, _WEEK)
        wide, high = self.width() / _WEEK, (self.height() - _HEAD) / max(len(self._days) // _WEEK, 1)
        return QRectF(column * wide, _HEAD + row * high, wide, high)

    def _at(self, event: QMouseEvent | QHelpEvent) -> GridDay | None:
        where = event.position() if isinstance(event, QMouseEvent) else event.pos().toPointF()
        return next((day for place, day in enumerate(self._days) if self._box(place).contains(where)), None)

    def sizeHint(self) -> QSize:
        """Room for a line or two in each day."""
        return QSize(760, 520)

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """The names of the weekdays, then each day."""
        painter = QPainter(self)
        painter.setFont(theme.font("header"))
        painter.setPen(theme.color("text2"))
        for column, name in enumerate(date_words().weekdays):
            head = QRectF(column * self.width() / _WEEK, 0, self.width() / _WEEK, _HEAD)
            shown = name if head.width() > _ROOM_FOR_WORDS else name[:3]
            painter.drawText(head.adjusted(_PAD, 0, 0, 0), _LEFT, shown)
        for place, day in enumerate(self._days):
            self._paint_day(painter, self._box(place), day)
        painter.setPen(QPen(theme.color("border"), 1))
        for row in range(len(self._days) // _WEEK):
            top = self._box(row * _WEEK).top()
            painter.drawLine(0, int(top), self.width(), int(top))
        for column in range(1, _WEEK):
            left = int(column * self.width() / _WEEK)
            painter.drawLine(left, _HEAD, left, self.height())
        if self._days and self.day(self._current) is not None:
            self._paint_choice(painter)

    def _paint_choice(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("focus" if self.hasFocus() else "accent"), 2))
        painter.drawRoundedRect(self.box(self._current).adjusted(1.5, 1.5, -1.5, -1.5), 4, 4)

    def _paint_day(self, painter: QPainter, box: QRectF, day: GridDay) -> None:
        inside = (day.on.year, day.on.month) == (self._month.year, self._month.month)
        if not day.works:
            painter.fillRect(box, theme.color("subtle"))
        self._paint_number(painter, box, day, inside=inside)
        if box.width() < _ROOM_FOR_WORDS:
            self._paint_count(painter, box, day)
            return
        lines = [(day.holiday, day.holiday_hue, False)] if day.holiday else []
        lines += [(words, hue, True) for words, hue in day.items]
        top = box.top() + _PAD + 20
        room = max(int((box.bottom() - 3 - top) // _LINE), 0)
        shown = lines if len(lines) <= room else lines[: max(room - 1, 0)]
        for words, hue, filled in shown:
            line = QRectF(box.left() + 4, top, box.width() - 8, _LINE - 2)
            _paint_line(painter, line, words, hue, filled=filled)
            top += _LINE
        if len(shown) < len(lines) and room:
            painter.setPen(theme.color("muted"))
            painter.setFont(theme.font("small"))
            painter.drawText(
                QRectF(box.left() + 8, top, box.width() - 12, _LINE - 2), _LEFT, f"+{len(lines) - len(shown)} lagi"
            )

    def _paint_number(self, painter: QPainter, box: QRectF, day: GridDay, *, inside: bool) -> None:
        ring = QRectF(box.left() + _PAD - 2, box.top() + _PAD - 2, 22, 22)
        painter.setFont(theme.font("tableStrong"))
        if day.on == self._today:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent"))
            painter.drawEllipse(ring)
            painter.restore()
            painter.setPen(theme.color("onAccent"))
        elif not inside:
            painter.setPen(theme.color("muted"))
        else:
            painter.setPen(theme.color("redFg" if day.holiday and day.holiday_hue == "red" else "text"))
        painter.drawText(ring, _CENTRE, str(day.on.day))

    @staticmethod
    def _paint_count(painter: QPainter, box: QRectF, day: GridDay) -> None:
        if day.items:
            hue = day.items[0][1]
            line = QRectF(box.left() + 4, box.bottom() - _LINE - 2, box.width() - 8, _LINE)
            if box.height() < _ROOM_FOR_TWO:  # beside the number
                line = QRectF(box.center().x(), box.top() + _PAD, box.width() / 2 - 4, _LINE)
            _paint_line(painter, line, str(len(day.items)), hue, filled=True)

    # -- reacting

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose by the mouse."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        day = self._at(event)
        if day is not None:
            self.choose(day.on)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go to the day's list."""
        day = self._at(event)
        if day is not None:
            self.opened.emit(day.on)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go by days and weeks, PgUp and PgDn by months, Home and End to the ends of the month."""
        wanted = self._by_key(Qt.Key(event.key()))
        if wanted is not None:
            self.choose(wanted)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self._current)
        else:
            super().keyPressEvent(event)

    def _by_key(self, key: Qt.Key) -> date | None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -_WEEK, Qt.Key.Key_Down: _WEEK}
        months = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        if key in steps:
            return self._current + timedelta(days=steps[key])
        if key in months:
            return add_months(self._current, months[key])
        if key == Qt.Key.Key_Home:
            return self._current.replace(day=1)
        if key == Qt.Key.Key_End:
            return add_months(self._current.replace(day=1), 1) - timedelta(days=1)
        return None

    def event(self, event: QEvent) -> bool:
        """The tooltip has everything of a day."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            day = self._at(event)
            words = [] if day is None else [day.holiday, *(words for words, _ in day.items)]
            QToolTip.showText(event.globalPos(), privacy.shown("\n".join(filter(None, words))), self)
            return True
        return super().event(event)


def _paint_line(painter: QPainter, box: QRectF, words: str, hue: str, *, filled: bool) -> None:
    """One line of a day: filled what is due, plain the name of a day off."""
    if filled:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color(f"{hue}Line"), 1))
        painter.setBrush(theme.color(f"{hue}Bg"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.restore()
    painter.setFont(theme.font("small"))
    painter.setPen(theme.color(f"{hue}Fg"))
    room = box.adjusted(5 if filled else 4, 0, -4, 0)
    shown = theme.metrics("small").elidedText(privacy.shown(words), Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, _LEFT, shown)
