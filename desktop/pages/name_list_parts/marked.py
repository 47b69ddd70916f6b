"""A text of which some words are marked: bold and underlined, so that no colour alone tells it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cases.rules.list_compare import Words
from desktop import theme
from desktop.guard import privacy

_NONE = "–"
_NOTHING = Words(())


class MarkedWords(QWidget):
    """Wraps like a label; its whole text is its accessible name and its tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self._words = _NOTHING
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_words(self, words: Words) -> None:
        """Show these."""
        self._words = words
        self.setAccessibleName(words.text)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """As a wrapped label."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines."""
        placed = self._placed(width)
        return (placed[-1][0].bottom() + 1) if placed else self.fontMetrics().height()

    def sizeHint(self) -> QSize:
        """A column of a comparison."""
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    def minimumSizeHint(self) -> QSize:
        """A few letters."""
        return QSize(80, self.fontMetrics().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the words; in privacy mode what is covered has no marks."""
        painter = QPainter(self)
        painter.setFont(self.font())
        text = self._words.text
        covered = privacy.shown(text)
        if covered != text or not text:
            painter.setPen(theme.color("text2"))
            painter.drawText(self.rect(), covered or _NONE)
            return
        for place, word, marked in self._placed(self.width()):
            painter.setFont(self._face(marked=marked))
            painter.setPen(theme.color("amberFg" if marked else "text"))
            painter.drawText(place.x(), place.y() + self.fontMetrics().ascent(), word)

    def _face(self, *, marked: bool) -> QFont:
        face = QFont(self.font())
        face.setBold(marked)
        face.setUnderline(marked)
        return face

    def _placed(self, width: int) -> list[tuple[QRect, str, bool]]:
        """Each word with its place."""
        plain, bold = QFontMetrics(self._face(marked=False)), QFontMetrics(self._face(marked=True))
        space, height = plain.horizontalAdvance(" "), plain.height()
        x = y = 0
        placed = []
        for word, marked in self._words.parts:
            wide = (bold if marked else plain).horizontalAdvance(word)
            if x and x + wide > width:
                x, y = 0, y + height
            placed.append((QRect(x, y, wide, height), word, marked))
            x += wide + space
        return placed
