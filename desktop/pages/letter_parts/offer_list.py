"""The kinds of letters that may be asked for, in groups: each with its title and the line on when it is written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cases.services.letter_requests import Offer, Offered
from desktop import icons, theme
from desktop.guard import privacy
from desktop.widgets.fields import is_enter

_ROW: Final = 50
_HEADING: Final = 34
_OFFER: Final = Qt.ItemDataRole.UserRole


class OfferList(QListWidget):
    """``marked`` gives the offer that the mark stands on, ``taken`` follows Enter: on to its form."""

    marked = Signal(object)
    taken = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "bare")
        self.setFrameShape(self.Shape.NoFrame)
        self.setItemDelegate(_OfferDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.setAccessibleName("Jenis surat")
        self.currentItemChanged.connect(self._moved)

    def show_offers(self, offered: Offered, kind: str = "") -> None:
        """Show them, the mark on a kind or on the first."""
        self.blockSignals(True)
        self.clear()
        found = list(groups(offered))
        for title, offers in found:
            if len(found) > 1:
                heading = QListWidgetItem(title)
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
                self.addItem(heading)
            for offer in offers:
                item = QListWidgetItem(offer.title)
                item.setData(_OFFER, offer)
                item.setToolTip(offer.obstacle or offer.why)
                self.addItem(item)
        self.blockSignals(False)
        self.choose(kind)

    def choose(self, kind: str) -> None:
        """Put the mark on a kind, else on the first."""
        items = [item for item in map(self.item, range(self.count())) if item.data(_OFFER) is not None]
        wanted = next((item for item in items if item.data(_OFFER).kind == kind), next(iter(items), None))
        if wanted is not None:
            self.setCurrentItem(wanted)

    def offer(self) -> Offer | None:
        """The offer that the mark stands on."""
        row = self.currentRow()
        return cast("Offer | None", self.item(row).data(_OFFER)) if row >= 0 else None

    def _moved(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if item is not None and item.data(_OFFER) is not None:
            self.marked.emit(item.data(_OFFER))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the form."""
        if is_enter(event) and self.offer() is not None:
            self.taken.emit()
        else:
            super().keyPressEvent(event)


def groups(offered: Offered) -> Iterator[tuple[str, list[Offer]]]:
    """Return the offers under their headings, without those that have none."""
    ready = [one for one in offered.offers if not one.obstacle]
    fitting = [one for one in ready if one.fits]
    found = (
        ("Untuk tahap ini", fitting),
        ("Surat lain" if fitting else "Surat", [one for one in ready if not one.fits]),
        ("Belum waktunya", [one for one in offered.offers if one.obstacle]),
    )
    return ((title, offers) for title, offers in found if offers)


class _OfferDelegate(QStyledItemDelegate):
    """Two lines; a heading is one."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint an offer or a heading."""
        offer = cast("Offer | None", index.data(_OFFER))
        box = QRectF(cast("Any", option).rect)
        painter.save()
        if offer is None:
            line = box.adjusted(8, 8, -8, 0)
            _write(painter, line, str(index.data()), "label", "text2")
            painter.restore()
            return
        state = cast("Any", option).state
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("selected" if state & QStyle.StateFlag.State_Selected else "hover"))
            painter.drawRoundedRect(box.adjusted(0, 1, 0, -1), 6, 6)
        left, edge = box.left() + 8, theme.size("icon")
        if offer.draft_id:
            place = QRectF(box.right() - edge - 12, box.top() + 7, edge, edge)
            icons.paint(painter, place, "pencil-simple", theme.color("muted"))
        width = box.right() - left - 14 - (edge + 4 if offer.draft_id else 0)
        ink = "muted" if offer.obstacle else "text"
        _write(painter, QRectF(left, box.top() + 7, width, 18), offer.title, "tableStrong", ink)
        under = QRectF(left, box.top() + 26, box.right() - left - 14, 18)
        _write(painter, under, offer.obstacle or offer.why, "small", "muted")
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One row."""
        return QSize(200, _ROW if index.data(_OFFER) is not None else _HEADING)


def _write(painter: QPainter, line: QRectF, words: str, face: str, ink: str) -> None:
    font = theme.font(face)
    painter.setFont(font)
    painter.setPen(theme.color(ink))
    shown = QFontMetricsF(font).elidedText(privacy.shown(words), Qt.TextElideMode.ElideRight, line.width())
    painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)
