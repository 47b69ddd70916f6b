"""The items of a report to choose from: by kind, in an order, as tiles or as a list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QImage, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from cases.model.evidence import Evidence
from desktop import theme
from desktop.pages.evidence_parts.host import EvidenceHost
from desktop.pages.evidence_parts.likeness import Likeness
from desktop.pages.evidence_parts.narrowing import Narrowing
from desktop.widgets.bars import SegmentBar
from desktop.widgets.basic import icon_button
from desktop.widgets.choice_chip import ChoiceChip
from desktop.widgets.empty import EmptyState
from desktop.widgets.evidence_act import Act
from desktop.widgets.evidence_originals import Originals
from desktop.widgets.evidence_thumbnails import Thumbnails
from desktop.widgets.evidence_tiles import TileGrid
from desktop.widgets.evidence_words import (
    KINDS,
    ORDERS,
    Checked,
    in_order,
    kind_of,
    state_look,
    summary_words,
    tile_look,
    tile_state,
)


class Gallery(QWidget):
    """``chosen`` and ``opened`` give an item's id, ``drawn`` that of one whose small picture came.

    ``told`` gives one sentence on all items; ``acts`` are what can be done with all of them, in a menu of the bar.
    """

    chosen = Signal(str)
    opened = Signal(str)
    drawn = Signal(str)
    told = Signal(str)
    add_wanted = Signal()

    def __init__(self, host: EvidenceHost, originals: Originals, likeness: Likeness, acts: Sequence[Act]) -> None:
        super().__init__()
        self._host, self._originals, self._likeness = host, originals, likeness
        self._sound: dict[str, datetime] = {}
        self._thumbnails = Thumbnails(host.desk, self)
        self._thumbnails.drawn.connect(self._draw)
        self.segments = SegmentBar(KINDS)
        self.segments.chosen.connect(self._show_kind)
        self.kind = ChoiceChip("Jenis", KINDS[1:], tip="Pilih jenis bukti yang ditampilkan")
        self.kind.chosen.connect(lambda key: self.segments.choose(key or KINDS[0][0]))
        self.kind.hide()
        by_time = "Urut menurut waktu masuk, unggah, atau tangkapan"
        self.order = ChoiceChip("Urut", ORDERS, all_words="masuk", tip=by_time)
        self.order.chosen.connect(lambda _key: self.show_again())
        self.as_tiles = icon_button("squares-four", "Tampilkan sebagai ubin", checkable=True)
        self.as_lines = icon_button("list", "Tampilkan sebagai daftar", checkable=True)
        self.as_tiles.clicked.connect(lambda: self._show_lines(lines=False))
        self.as_lines.clicked.connect(lambda: self._show_lines(lines=True))
        self.acts = {act.key: QAction(act.words, self, toolTip=act.tip or act.words) for act in acts}
        for act in acts:
            self.acts[act.key].triggered.connect(partial(self._do, act))
        self.narrowing = Narrowing(host)
        self.narrowing.narrowed.connect(self.show_again)
        shortcut = QShortcut(QKeySequence.StandardKey.Find, host.widget)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: self.narrowing.open_line() if host.at_home else None)
        self.more = icon_button("dots-three-vertical", "Untuk semua bukti", on_click=self._show_menu)
        self.grid = TileGrid(lambda target: self._thumbnails.of(str(target)), drop=host.may_add)
        self.grid.chosen.connect(lambda target: self.chosen.emit(str(target)))
        self.grid.opened.connect(lambda target: self.opened.emit(str(target)))
        self.grid.add_wanted.connect(self.add_wanted)
        self.narrowing.left.connect(self.grid.setFocus)
        self.empty = EmptyState("Belum ada bukti", "Aslinya disidik dan dienkripsi saat ditambahkan.", icon="image")
        self._build()
        self._show_lines(lines=False)

    def _build(self) -> None:
        self.lines = QVBoxLayout(self)
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.lines.setSpacing(theme.space("s"))
        self._bar = QWidget()
        across = QHBoxLayout(self._bar)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.space("xs"))
        across.addWidget(self.segments)
        across.addWidget(self.kind)
        across.addStretch(1)
        for part in (self.order, self.as_tiles, self.as_lines, self.more):
            across.addWidget(part)
        self.lines.addWidget(self._bar)
        self.lines.addWidget(self.narrowing)
        self.lines.addWidget(self.empty)
        self.lines.addWidget(self.grid, 1)

    def tell(self, part: QWidget) -> None:
        """Put a part between the bar and the tiles."""
        self.lines.insertWidget(self.lines.count() - 2, part)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the segments do not fit, a chip takes their place."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        tools = (self.order, self.as_tiles, self.as_lines, self.more)
        room = self.width() - sum(part.sizeHint().width() + theme.space("xs") for part in tools)
        narrow = self.segments.sizeHint().width() > room
        self.segments.setHidden(narrow)
        self.kind.setVisible(narrow)

    def _show_kind(self, key: str) -> None:
        self.kind.restore("" if key == KINDS[0][0] else key)
        self.show_again()

    # -- all of them

    def menu(self) -> QMenu:
        """What can be done with all items."""
        made = QMenu(self)
        made.setToolTipsVisible(True)
        for action in self.acts.values():
            made.addAction(action)
        return made

    def _show_menu(self) -> None:
        made = self.menu()
        made.aboutToHide.connect(made.deleteLater)
        made.popup(self.more.mapToGlobal(QPoint(self.more.width() - made.sizeHint().width(), self.more.height() + 2)))

    @staticmethod
    def _do(act: Act, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - a slot
        act.do("")

    def _show_lines(self, *, lines: bool) -> None:
        self.as_tiles.setChecked(not lines)
        self.as_lines.setChecked(lines)
        self.grid.show_lines(lines=lines)

    # -- reading and showing

    @property
    def shown(self) -> Sequence[Evidence]:
        """The items of the kind that is wanted and with the words that are looked for, in the order that is wanted."""
        wanted = self.segments.current
        kind = (item for item in self._host.items if wanted in {"all", kind_of(item)})
        items = (item for item in kind if self.narrowing.holds(item.id))
        return in_order(items, self.order.value)

    def image(self, evidence_id: str) -> QImage | None:
        """The small picture of an item, None while there is none."""
        return self._thumbnails.of(evidence_id)

    def checked(self, evidence_id: str) -> Checked | None:
        """When an original was last found sound or not, None when it was not read again since it was taken in."""
        since = self._sound.get(evidence_id)
        return self._originals.of(evidence_id) or (Checked(since) if since is not None else None)

    def look_again(self, evidence_ids: Sequence[str]) -> None:
        """Small pictures of these may have been made."""
        self._thumbnails.look_again(evidence_ids)
        self.grid.viewport().update()

    def show_items(self, sound: dict[str, datetime]) -> None:
        """Show the host's items; ``sound`` says since when their originals are known to be so."""
        self._sound = sound
        kinds = [kind_of(item) for item in self._host.items]
        for key, _ in KINDS:
            count = len(kinds) if key == "all" else kinds.count(key)
            self.segments.set_count(key, count)
            self.segments.set_shown(key, shown=count > 0 or key == "all")
        self._fit()
        self.show_again()
        self.narrowing.read()
        self._likeness.read()

    def show_again(self) -> None:
        """Show them anew: another kind or order, or another state of one; an item is chosen when there is any."""
        if self._host.office is None:
            return
        shown, zone = self.shown, self._host.office.time_zone
        before = self.grid.target
        labels = {item.id: item.label for item in self._host.items}
        self.grid.show_tiles(
            [
                tile_look(
                    item,
                    zone,
                    tile_state(
                        item,
                        self.checked(item.id),
                        like=labels.get(self._likeness.earlier.get(item.id, ""), ""),
                        source=labels.get(item.derived_from or "", ""),
                    ),
                )
                for item in shown
            ]
        )
        self.empty.setVisible(not self._host.items)
        self._bar.setVisible(bool(self._host.items))
        states = [state_look(item, self.checked(item.id)) for item in self._host.items]
        self.told.emit(summary_words(len(states), states))
        if shown and (before is None or self.grid.target is None):
            self.grid.choose(shown[0].id)
        elif before is not None:
            self.chosen.emit(str(before))

    def choose(self, evidence_id: str, *, focus: bool = False) -> None:
        """Choose an item, of whatever kind is shown; with ``focus`` the keys go there too."""
        if all(item.id != evidence_id for item in self.shown):
            self.segments.choose("all")
            if not self.narrowing.holds(evidence_id):
                self.narrowing.close_line()
        self.grid.choose(evidence_id)
        if focus:
            self.grid.setFocus()

    def _draw(self, evidence_id: str) -> None:
        self.grid.set_image(evidence_id)
        self.drawn.emit(evidence_id)
