"""Privacy mode: names and numbers of people are covered on the screen while somebody looks on.

What is painted is covered, at the places where text becomes a picture: the style paints the words of labels, buttons,
choices, menus and tooltips (``_CoveringStyle``), own painters ask ``shown``, and fields, papers and pictures lie under
a plain sheet (``_Sheet``). No record and no widget holds other words than before, so nothing covered can be saved.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, cast

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QGraphicsEffect,
    QGraphicsView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProxyStyle,
    QTextEdit,
    QWidget,
)

from desktop import theme
from desktop.guard.private_words import Names

SHEET: Final = "covered"
"""The property of a widget that shows papers or pictures: it lies under a sheet as a whole."""
_FIELDS: Final = (QLineEdit, QPlainTextEdit, QTextEdit)
_MOST: Final = 20_000
"""Texts that are remembered covered."""


class _State(QObject):
    changed = Signal(bool)
    on = False
    names = Names(())

    def __init__(self) -> None:
        super().__init__()
        self.known: dict[str, str] = {}
        self.style: QProxyStyle | None = None


_state: Final = _State()


def changed_signal() -> _State:
    """Return the object whose ``changed`` says that privacy mode was switched."""
    return _state


def is_on() -> bool:
    """Whether names are covered now."""
    return _state.on


def shown(text: str) -> str:
    """Return a text as the screen may show it."""
    if not _state.on or not text:
        return text
    found = _state.known.get(text)
    if found is None:
        if len(_state.known) > _MOST:
            _state.known.clear()
        found = _state.known[text] = _state.names.cover(text)
    return found


def know(names: Iterable[str]) -> None:
    """Take these names for those of people, in the place of all before; what is shown is painted again."""
    _state.names = Names(names)
    _state.known.clear()
    if _state.on:
        for widget in QApplication.topLevelWidgets():
            _repaint(widget)


def prepare(app: QApplication) -> None:
    """Let the style ask what it may show; done before there are many widgets, all of which a new style looks at."""
    if _state.style is None:
        _state.style = _CoveringStyle("Fusion")
        app.setStyle(_state.style)
        theme.set_mode(theme.mode())  # a new style knows neither palette nor sheet


def switch(app: QApplication, *, on: bool) -> None:
    """Cover names everywhere, or show them again."""
    if on == _state.on:
        return
    prepare(app)
    _state.on = on
    if on:
        for widget in app.allWidgets():
            _lay_sheet(widget)
    else:
        for widget in app.allWidgets():
            if isinstance(widget.graphicsEffect(), _Sheet):
                widget.setGraphicsEffect(None)  # type: ignore[arg-type] # Qt takes none
    for widget in app.topLevelWidgets():
        _repaint(widget)
    _state.changed.emit(on)


class _CoveringStyle(QProxyStyle):
    """Paints words covered; whatever Qt draws with words in it, tooltips too, asks the style for it."""

    def polish(self, made: Any) -> Any:  # noqa: ANN401 - the application, its palette or a widget, as Qt has it
        """Lay the sheet over fields and pictures that are made while names are covered."""
        polished = super().polish(made)
        if _state.on and isinstance(made, QWidget):
            _lay_sheet(made)
        return polished

    def drawItemText(
        self,
        painter: QPainter,
        rect: QRect,
        flags: int,
        pal: QPalette | Qt.GlobalColor | QColor,
        enabled: bool,  # noqa: FBT001 - Qt's signature
        text: str,
        textRole: QPalette.ColorRole = QPalette.ColorRole.NoRole,  # noqa: N803 - the same
    ) -> None:
        """Paint a text without its names."""
        super().drawItemText(painter, rect, flags, pal, enabled, shown(text), textRole)


class _Sheet(QGraphicsEffect):
    """Lies over a widget whose own painting cannot be covered word by word."""

    def draw(self, painter: QPainter) -> None:
        """Paint the widget, or the sheet where it would tell somebody."""
        widget = cast("QWidget", self.parent())
        if _tells(widget):
            painter.fillRect(self.boundingRect(), theme.color("subtle"))
            painter.setPen(theme.color("muted"))
            painter.setFont(theme.font("small"))
            box = self.boundingRect().adjusted(8, 0, -8, 0)
            painter.drawText(box, int(_MIDDLE), "Ditutup mode privasi (F8)" if box.width() > _ROOM else "•••••")
        else:
            self.drawSource(painter)


_MIDDLE: Final = 0x84
"""Qt.AlignmentFlag.AlignCenter, as the painter takes it."""
_ROOM: Final = 170


def _tells(widget: QWidget) -> bool:
    if isinstance(widget, QLineEdit):
        text = widget.text()
    elif isinstance(widget, QPlainTextEdit | QTextEdit):
        text = widget.toPlainText()
    else:
        return True
    return shown(text) != text


def _lay_sheet(widget: QWidget) -> None:
    private = isinstance(widget, (*_FIELDS, QGraphicsView)) or widget.property(SHEET)
    if private and widget.graphicsEffect() is None:
        widget.setGraphicsEffect(_Sheet(widget))


def _repaint(widget: QWidget) -> None:
    for one in (widget, *widget.findChildren(QWidget)):
        one.update()


class SelectableWords(QLabel):
    """Words that can be marked with the mouse; Qt paints such by itself, so they are covered here."""

    def paintEvent(self, event: object) -> None:
        """Paint the words, covered by the style where somebody looks on."""
        if not is_on() or shown(self.text()) == self.text():
            super().paintEvent(event)  # type: ignore[arg-type]
            return
        painter = QPainter(self)
        flags = self.alignment().value | (0x1000 if self.wordWrap() else 0)
        self.style().drawItemText(
            painter, self.contentsRect(), flags, self.palette(), self.isEnabled(), self.text(), self.foregroundRole()
        )
