"""Words, buttons and surfaces: the smallest parts, made in one line each."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop import icons, theme
from desktop.guard import privacy
from desktop.guard.privacy import SelectableWords


def label(text: str, role: str = "", *, wrap: bool = False, selectable: bool = False) -> QLabel:
    """Words as plain text; ``role`` is one of the style sheet's ("title", "section", "caption", "help", "strong")."""
    made = SelectableWords(text) if selectable else QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        made.setProperty("role", role)
    if wrap:
        made.setWordWrap(True)
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    if selectable:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def snug(text: str, role: str = "", *, selectable: bool = False) -> QLabel:
    """Wrapped words that ask for no more height than their width needs; for what scrolls or has room to grow."""
    made = label(text, role, wrap=True, selectable=selectable)
    made.setMinimumHeight(16)  # Qt guesses the least height of wrapped words from a narrow width, far too much
    return made


class Elided(QLabel):
    """One line of plain text that ends in an ellipsis where there is too little room; the tooltip has it whole."""

    def __init__(self, text: str, role: str = "") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if role:
            self.setProperty("role", role)

    def minimumSizeHint(self) -> QSize:
        """A few letters."""
        return QSize(48, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what fits."""
        words = privacy.shown(self.text())
        shown = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(self.text() if shown != words else "")
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        painter.drawText(self.rect(), int(self.alignment()), shown)


def button(
    text: str,
    role: str = "secondary",
    *,
    icon: str = "",
    on_click: Callable[[], object] | None = None,
    shortcut: str = "",
    tip: str = "",
) -> QPushButton:
    """A button whose word is a verb; ``role``: "primary", "secondary", "danger", "link", "redLink", "chip".

    The shortcut is shown in the tooltip.
    """
    made = QPushButton(text)
    made.setProperty("role", role)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    made.setAutoDefault(True)  # Enter presses the button that has the cursor, as the space bar does
    if icon:
        inks = {"primary": "onAccent", "link": "accentText", "danger": "redFg"}
        made.setIcon(icons.icon(icon, inks.get(role, "text")))
        made.setIconSize(QSize(theme.size("icon"), theme.size("icon")))
        made.setText(f"\u2009{text}" if role == "link" else f" {text}")
    if shortcut:
        made.setShortcut(QKeySequence(shortcut))
        tip = f"{tip or text} ({shortcut})"
    if tip:
        made.setToolTip(tip)
    if on_click is not None:
        made.clicked.connect(lambda *_: on_click())
    return made


def fitted(made: QPushButton, room: int) -> QPushButton:
    """Shorten a button's words to the room there is; they stay whole in its tooltip and for a screen reader."""
    over = made.sizeHint().width() - room
    if over > 0:
        words, metrics = made.text(), made.fontMetrics()
        made.setText(metrics.elidedText(words, Qt.TextElideMode.ElideRight, metrics.horizontalAdvance(words) - over))
        made.setAccessibleName(words.strip())
        made.setToolTip("\n".join(part for part in (words.strip(), made.toolTip()) if part))
    return made


def icon_button(
    icon: str,
    tip: str,
    *,
    on_click: Callable[[], object] | None = None,
    role: str = "text2",
    checkable: bool = False,
) -> QPushButton:
    """A button without words; ``tip`` says what it does, to the eye and to a screen reader."""
    made = QPushButton()
    made.setProperty("role", "icon")
    made.setIcon(icons.icon(icon, role, "accentText" if checkable else ""))
    made.setIconSize(QSize(theme.size("icon"), theme.size("icon")))
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setToolTip(tip)
    made.setAccessibleName(tip)
    made.setAutoDefault(True)
    made.setCheckable(checkable)
    if on_click is not None:
        made.clicked.connect(lambda *_: on_click())
    return made


def has_cursor(part: QWidget | None) -> bool:
    """Whether the cursor is in a part, which must hand it on before it goes: Qt gives it to whatever comes next."""
    here = QApplication.focusWidget()
    return part is not None and here is not None and (part is here or part.isAncestorOf(here))


def hairline(role: str = "hairline") -> QFrame:
    """A line of one pixel between parts."""
    made = QFrame()
    made.setProperty("role", role)
    made.setFixedHeight(1)
    return made


def column(*parts: QWidget | None, gap: int = 0, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QWidget:
    """Parts one under the other; None is a stretch."""
    made = QWidget()
    lines = QVBoxLayout(made)
    lines.setContentsMargins(*margins)
    lines.setSpacing(gap)
    for part in parts:
        if part is None:
            lines.addStretch(1)
        else:
            lines.addWidget(part)
    return made


def row(*parts: QWidget | None, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QWidget:
    """Parts side by side; None is a stretch."""
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(*margins)
    line.setSpacing(gap)
    for part in parts:
        if part is None:
            line.addStretch(1)
        else:
            line.addWidget(part)
    return made


def with_button(part: QWidget, verb: str, act: Callable[[], object]) -> QWidget:
    """A part with what may be done about it at its right."""
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(theme.space("s"))
    line.addWidget(part, 1)
    line.addWidget(button(verb, on_click=act))
    return made


class Card(QFrame):
    """A surface with a hairline around it; ``body`` takes the content, ``head`` stands right of the heading."""

    def __init__(self, title: str = "", *, padding: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        edge = theme.space("cardPadding") if padding is None else padding
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(edge, max(edge - 4, 0), edge, edge)
        self.body.setSpacing(theme.space("s"))
        self.head = QHBoxLayout()
        self.head.setSpacing(theme.space("s"))
        self.title = label(title, "section")
        if title:
            self.head.addWidget(self.title)
            self.head.addStretch(1)
            self.body.addLayout(self.head)

    def add(self, part: QWidget, stretch: int = 0) -> None:
        """Put a part under the others."""
        self.body.addWidget(part, stretch)


class Icon(QWidget):
    """An icon that is no button; ``role`` names its colour."""

    def __init__(self, name: str, role: str = "text2", edge: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._role = name, role
        edge = theme.size("icon") if edge is None else edge
        self.setFixedSize(edge, edge)

    def show_icon(self, name: str, role: str) -> None:
        """Change what it shows."""
        self._name, self._role = name, role
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw in the theme's colour of now."""
        painter = QPainter(self)
        icons.paint(painter, self.rect().toRectF(), self._name, theme.color(self._role))
