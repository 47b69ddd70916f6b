"""The rail at the left: the office, the pages with their counts, the user with the lock."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop import icons, theme
from desktop.widgets.basic import hairline, icon_button, label

_MOST = 999
"""The highest count that a page's button shows in full."""
_NAME_ROOM = 140
"""Pixels beside the avatar."""
_ROLE_ROOM = 70
"""Pixels between the avatar and the two buttons."""


class Mark(QWidget):
    """The program's mark: scales on the accent."""

    def __init__(self, edge: int = 30) -> None:
        super().__init__()
        self.setFixedSize(edge, edge)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        painter.drawRoundedRect(self.rect(), 7, 7)
        inner = QRectF(self.rect()).adjusted(6, 6, -6, -6)
        icons.paint(painter, inner, "scales", theme.color("onAccent"))


class Avatar(QWidget):
    """The initials of a name in a disc."""

    def __init__(self, name: str = "", edge: int = 30) -> None:
        super().__init__()
        self._initials = ""
        self.setFixedSize(edge, edge)
        self.set_name(name)

    @property
    def initials(self) -> str:
        """What it shows: the first letters of the first and the last word, titles left out."""
        return self._initials

    def set_name(self, name: str) -> None:
        """Show another name's initials."""
        words = [word for word in name.split(",", 1)[0].split() if word[0].isalpha() and not word.endswith(".")]
        ends = words if len(words) < len(("first", "last")) else [words[0], words[-1]]
        self._initials = "".join(word[0].upper() for word in ends)
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accentSoft"))
        painter.drawEllipse(self.rect())
        painter.setPen(theme.color("accentText"))
        painter.setFont(theme.font("button"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._initials)


class NavButton(QPushButton):
    """A page of the rail, with a count at its right."""

    def __init__(self, title: str, icon: str) -> None:
        super().__init__(f"  {title}")
        self.setProperty("role", "nav")
        self.setIcon(icons.icon(icon, "text2", "accentText"))
        self.setIconSize(QSize(theme.size("icon"), theme.size("icon")))
        self.setCheckable(True)
        self.setAutoDefault(True)  # Enter opens the page, as the space bar does
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedHeight(theme.size("nav"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._count, self._hue = 0, "grey"

    @property
    def count(self) -> int:
        """The count that is shown, 0 for none."""
        return self._count

    def set_count(self, count: int, hue: str) -> None:
        """Show a count in a hue; 0 takes it away."""
        self._count, self._hue = count, hue
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's button, and the count."""
        super().paintEvent(event)
        if not self._count:
            return
        words = str(self._count) if self._count <= _MOST else f"{_MOST}+"
        face = theme.font("pill")
        face.setWeight(face.Weight.DemiBold)
        width = max(22.0, QFontMetricsF(face).horizontalAdvance(words) + 11)
        box = QRectF(self.width() - width - 6.5, self.height() / 2 - 8.5, width, 17)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color(f"{self._hue}Line"), 1))
        painter.setBrush(theme.color(f"{self._hue}Bg"))
        painter.drawRoundedRect(box, 8.5, 8.5)
        painter.setFont(face)
        painter.setPen(theme.color(f"{self._hue}Fg"))
        painter.drawText(box.translated(QPointF(0, -0.5)), Qt.AlignmentFlag.AlignCenter, words)


_PRIVACY = "Mode privasi: tutup nama dan NIP di layar (F8)"
_PRIVACY_ON = "Mode privasi menyala; buka lagi nama dan NIP (F8)"


class Rail(QFrame):
    """``chosen`` gives the key of a page, ``lock_wanted`` comes from the lock, ``privacy_wanted`` from the eye."""

    chosen = Signal(str)
    lock_wanted = Signal()
    privacy_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "rail")
        self.setFixedWidth(theme.size("rail"))
        self._buttons: dict[str, NavButton] = {}
        self._group = QButtonGroup(self)
        self._office = label("", "caption")
        self._user = label("", "userName")
        self._role = label("", "caption")
        self._avatar = Avatar()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 12, 12, 12)
        whole.setSpacing(0)
        whole.addLayout(self._head())
        whole.addSpacing(12)
        self._upper, self._lower = QVBoxLayout(), QVBoxLayout()
        for part in (self._upper, self._lower):
            part.setSpacing(2)
        whole.addLayout(self._upper)
        whole.addStretch(1)
        whole.addLayout(self._lower)
        whole.addSpacing(8)
        whole.addWidget(hairline("railLine"))
        whole.addSpacing(10)
        whole.addLayout(self._foot())

    def _head(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(2, 0, 0, 0)
        line.setSpacing(9)
        line.addWidget(Mark())
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label("Netralitas", "subsection"))
        words.addWidget(self._office)
        line.addLayout(words, 1)
        return line

    def _foot(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(3, 0, 0, 0)
        line.setSpacing(7)
        line.addWidget(self._avatar)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._user)
        under = QHBoxLayout()
        under.setSpacing(0)
        under.addWidget(self._role, 1)
        self.privacy = icon_button("eye", _PRIVACY, on_click=self.privacy_wanted.emit, checkable=True)
        under.addWidget(self.privacy)
        self.lock = icon_button("lock-simple", "Kunci layar (Ctrl+L)", on_click=self.lock_wanted.emit)
        under.addWidget(self.lock)
        words.addLayout(under)
        line.addLayout(words, 1)
        return line

    def show_privacy(self, *, on: bool) -> None:
        """Show whether names are covered."""
        self.privacy.setChecked(on)
        self.privacy.setIcon(icons.icon("eye-slash" if on else "eye", "text2", "accentText"))
        words = _PRIVACY_ON if on else _PRIVACY
        self.privacy.setToolTip(words)
        self.privacy.setAccessibleName(words)

    def show_office(self, name: str) -> None:
        """Show the office's short name."""
        self._fit(self._office, name, "label", 140)

    def show_user(self, name: str, role: str) -> None:
        """Show who works, and as what."""
        self._avatar.set_name(name)
        self._fit(self._user, name, "tableStrong", _NAME_ROOM)
        self._fit(self._role, role, "label", _ROLE_ROOM)

    @staticmethod
    def _fit(where: QWidget, text: str, face: str, room: int) -> None:
        words = QFontMetricsF(theme.font(face)).elidedText(text, Qt.TextElideMode.ElideRight, room)
        where.setProperty("text", words)
        where.setToolTip(text if words != text else "")

    def add(self, key: str, title: str, icon: str, *, lower: bool, tip: str) -> None:
        """Add a page."""
        made = NavButton(title, icon)
        made.setToolTip(tip)
        made.clicked.connect(lambda _down: self.chosen.emit(key))
        self._group.addButton(made)
        self._buttons[key] = made
        (self._lower if lower else self._upper).addWidget(made)

    def show_chosen(self, key: str) -> None:
        """Mark the page that is shown; a page that is not in the rail leaves the mark where it is."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)

    def button(self, key: str) -> NavButton:
        """A page's button."""
        return self._buttons[key]
