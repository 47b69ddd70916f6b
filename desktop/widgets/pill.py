"""Pills: one word of status with its icon, painted the same way in a table and as a widget."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop import icons, theme
from desktop.guard import privacy

_PAD = 8
# Looked up once: Qt's flags are slow to find and to put together, and a table paints dozens of pills.
_SMOOTH, _NO_PEN = QPainter.RenderHint.Antialiasing, Qt.PenStyle.NoPen
_LEFT = Qt.AlignmentFlag.AlignVCenter.value | Qt.AlignmentFlag.AlignLeft.value
_ELIDED = Qt.TextElideMode.ElideRight
_GAP = 5


@dataclass(frozen=True, slots=True)
class PillLook:
    """What a pill shows: its words, hue ("red", "amber", "green", "grey"), icon and whether it is only outlined."""

    text: str
    hue: str = "grey"
    icon: str = ""
    outlined: bool = False


def status_pill(status: str, words: str) -> PillLook:
    """The look of a status of the tokens ("lewat", "segera", "aman", "menunggu", "selesai", "netral")."""
    mark = theme.TOKENS.status[status]
    return PillLook(words, mark.get("hue") or "grey", mark.get("icon") or "")


def stage_pill(words: str) -> PillLook:
    """A stage, outlined only, so that a deadline beside it stands out."""
    return PillLook(words, outlined=True)


def pill_width(look: PillLook) -> int:
    """The width in px that the whole pill needs."""
    words = theme.metrics("pill").horizontalAdvance(look.text)
    icon = theme.size("iconSmall") + _GAP - 2 if look.icon else 0
    return int(words + icon + 2 * _PAD + 2)


def paint_pill(painter: QPainter, box: QRectF, look: PillLook) -> None:
    """Paint at the left of ``box``, in the middle of its height; words that do not fit end in an ellipsis."""
    height = theme.size("pill")
    width = min(float(pill_width(look)), box.width())
    shape = QRectF(box.left(), round(box.center().y() - height / 2), width, height)
    ink = theme.color(f"{look.hue}Fg")
    painter.save()
    painter.setRenderHint(_SMOOTH)
    painter.setPen(_NO_PEN)
    # The line is what the inner shape leaves of the outer one: a tenth of the cost of drawing it with a pen.
    for inset, role in (
        (0, "borderStrong" if look.outlined else f"{look.hue}Line"),
        (1, "surface" if look.outlined else f"{look.hue}Bg"),
    ):
        painter.setBrush(theme.color(role))
        painter.drawRoundedRect(shape.adjusted(inset, inset, -inset, -inset), height / 2 - inset, height / 2 - inset)
    left = shape.left() + 0.5 + _PAD
    if look.icon:
        edge = theme.size("iconSmall")
        icons.paint(painter, QRectF(left - 2, shape.center().y() - edge / 2, edge, edge), look.icon, ink)
        left += edge + _GAP - 2
    painter.setFont(theme.font("pill"))
    painter.setPen(ink)
    words = QRectF(left, shape.top(), shape.right() - _PAD - left + 1, shape.height())
    shown = theme.metrics("pill").elidedText(privacy.shown(look.text), _ELIDED, words.width() + 1)
    painter.drawText(words, _LEFT, shown)
    painter.restore()


class Pill(QWidget):
    """A pill on its own."""

    def __init__(self, look: PillLook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_look(look)

    def show_look(self, look: PillLook) -> None:
        """Change what it says."""
        self.look = look
        self.setAccessibleName(look.text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The pill as a whole."""
        return QSize(pill_width(self.look), theme.size("pill"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        paint_pill(QPainter(self), self.rect().toRectF(), self.look)
