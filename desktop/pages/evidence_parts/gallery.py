"""The items of a report to choose from: tiles by kind, with their small pictures as they come."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cases.model.evidence import Evidence
from desktop import theme
from desktop.pages.evidence_parts.host import EvidenceHost
from desktop.widgets.bars import SegmentBar
from desktop.widgets.empty import EmptyState
from desktop.widgets.evidence_originals import Originals
from desktop.widgets.evidence_thumbnails import Thumbnails
from desktop.widgets.evidence_tiles import DropTile, TileGrid
from desktop.widgets.evidence_words import KINDS, kind_of, tile_look
from desktop.widgets.form import scrolled


class Gallery(QWidget):
    """``chosen`` and ``opened`` give an item's id, ``drawn`` its small picture; ``bar`` is the row over the tiles.

    ``lines`` is the column: the bar, then what was put in by ``tell``, then the tiles.
    """

    chosen = Signal(str)
    opened = Signal(str)
    drawn = Signal(str, QImage)
    files_dropped = Signal(list)
    add_wanted = Signal()

    def __init__(self, host: EvidenceHost, originals: Originals) -> None:
        super().__init__()
        self._host, self._originals = host, originals
        self._thumbnails = Thumbnails(host.desk, self, may_draw=host.may_add)
        self._thumbnails.drawn.connect(self._draw)
        self.segments = SegmentBar(KINDS)
        self.segments.chosen.connect(lambda _key: self.show_again())
        self.drop = DropTile()
        self.drop.setVisible(host.may_add)
        self.drop.files_dropped.connect(self.files_dropped)
        self.drop.clicked.connect(self.add_wanted)
        self.grid = TileGrid(self.drop if host.may_add else None)
        self.grid.chosen.connect(lambda target: self.chosen.emit(str(target)))
        self.grid.opened.connect(lambda target: self.opened.emit(str(target)))
        self.empty = EmptyState("Belum ada bukti", "Aslinya disidik dan dienkripsi saat ditambahkan.", icon="image")
        self.lines = QVBoxLayout(self)
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.lines.setSpacing(theme.space("s"))
        self.bar = QHBoxLayout()
        self.bar.addWidget(self.segments, 1)
        self.lines.addLayout(self.bar)
        holder = QWidget()
        under = QVBoxLayout(holder)
        under.setContentsMargins(0, 0, 0, 0)
        under.addWidget(self.empty)
        under.addWidget(self.grid)
        under.addStretch(1)
        self.lines.addWidget(scrolled(holder), 1)

    def tell(self, part: QWidget) -> None:
        """Put a part between the bar and the tiles."""
        self.lines.insertWidget(self.lines.count() - 1, part)

    @property
    def shown(self) -> Sequence[Evidence]:
        """The items of the kind that is wanted."""
        wanted = self.segments.current
        return [item for item in self._host.items if wanted in {"all", kind_of(item)}]

    def image(self, evidence_id: str) -> QImage | None:
        """The small picture of an item, None while there is none."""
        return self._thumbnails.of(evidence_id)

    def show_items(self) -> None:
        """Show the host's items."""
        items = self._host.items
        for key, _ in KINDS:
            self.segments.set_count(key, len(items) if key == "all" else sum(kind_of(item) == key for item in items))
        self.show_again()
        for item in items:
            self._thumbnails.fetch(item)

    def show_again(self) -> None:
        """Show them anew: another kind, or another state of one; an item is chosen when there is any."""
        if self._host.office is None:
            return
        shown, zone = self.shown, self._host.office.time_zone
        self.grid.show_tiles([tile_look(item, zone, self._originals.of(item.id)) for item in shown])
        for item in shown:
            if (image := self._thumbnails.of(item.id)) is not None:
                self.grid.set_image(item.id, image)
        self.empty.setVisible(not self._host.items)
        self.segments.setVisible(bool(self._host.items))
        chosen = self.grid.target or (shown[0].id if shown else None)
        if chosen is not None:
            self.grid.choose(chosen)

    def choose(self, evidence_id: str, *, focus: bool = False) -> None:
        """Choose an item, of whatever kind is shown; with ``focus`` the keys go there too."""
        if all(item.id != evidence_id for item in self.shown):
            self.segments.choose("all")
        self.grid.choose(evidence_id)
        if focus:
            for tile in self.grid.tiles:
                if tile.look.target == evidence_id:
                    tile.setFocus()

    def _draw(self, evidence_id: str, image: QImage) -> None:
        self.grid.set_image(evidence_id, image)
        self.drawn.emit(evidence_id, image)
