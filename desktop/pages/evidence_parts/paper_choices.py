"""What is chosen before evidence goes on paper: list or cards, how many a page, the paper, which items."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from cases.model.evidence import Evidence
from cases.model.evidence_paper import PaperOrder
from cases.model.office import Paper
from cases.rules.evidence_shown import with_cards
from cases.services.evidence_papers import PER_PAGE
from desktop import theme
from desktop.widgets.bars import SegmentBar
from desktop.widgets.basic import button, label, row
from desktop.widgets.fields import CheckField

_WIDTH: Final = 292
_ID: Final = Qt.ItemDataRole.UserRole


class PaperChoices(QWidget):
    """``changed`` follows every choice; ``order`` is what was chosen, None while nothing is left to print."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(_WIDTH)
        self._items: tuple[Evidence, ...] = ()
        self.listing = CheckField("Daftar bukti")
        self.cards = CheckField("Kartu bukti")
        self.per_page = SegmentBar([(str(count), f"{count}") for count in PER_PAGE])
        self.per_page.setAccessibleName("Kartu tiap halaman")
        self.paper = SegmentBar([(str(paper), str(paper)) for paper in Paper])
        self.paper.setAccessibleName("Kertas")
        self.every_page = CheckField("Semua halaman PDF")
        self.every_page.setToolTip("Halaman PDF berikutnya dicetak di belakang kartunya, paling banyak 20 halaman")
        self.items = QListWidget()
        self.items.setAccessibleName("Bukti yang dicetak")
        self.items.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.items.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._count = label("", "caption", wrap=True)
        self._build()
        self.listing.changed.connect(self._tell)
        self.cards.changed.connect(self._tell)
        self.every_page.changed.connect(self._tell)
        self.per_page.chosen.connect(lambda _key: self._tell())
        self.paper.chosen.connect(lambda _key: self._tell())
        self.items.itemChanged.connect(lambda _item: self._tell())
        self.items.itemActivated.connect(self._turn)

    def _build(self) -> None:
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("xs"))
        everything = button("Semua", "link", on_click=lambda: self._check_all(checked=True))
        nothing = button("Tidak satu pun", "link", on_click=lambda: self._check_all(checked=False))
        parts: tuple[QWidget, ...] = (
            self.listing,
            self.cards,
            label("Kartu tiap halaman", "caption"),
            self.per_page,
            self.every_page,
            label("Kertas", "caption"),
            self.paper,
            row(label("Bukti", "caption"), None, everything, nothing),
        )
        for part in parts:
            lines.addWidget(part)
        lines.addWidget(self.items, 1)
        lines.addWidget(self._count)

    def offer(self, items: Sequence[Evidence], chosen: Collection[str], order: PaperOrder, paper: Paper) -> None:
        """Offer items, of which some are chosen, and begin with an order on a paper."""
        self._items = tuple(items)
        labels = {item.id: item.label for item in items}
        self.blockSignals(True)
        self.listing.restore(order.listing)
        self.cards.restore(order.cards)
        self.every_page.restore(order.every_page)
        self.per_page.choose(str(order.per_page))
        self.paper.choose(str(order.paper or paper))
        self.items.clear()
        for item in items:
            made_from = labels.get(item.derived_from or "", "")
            words = f"{item.label}  {item.title}" + (f" (tersunting dari {made_from})" if made_from else "")
            entry = QListWidgetItem(words)
            entry.setData(_ID, item.id)
            entry.setToolTip(words)
            entry.setFlags(entry.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            entry.setCheckState(Qt.CheckState.Checked if item.id in chosen else Qt.CheckState.Unchecked)
            self.items.addItem(entry)
        self.blockSignals(False)
        self._tell()

    @property
    def chosen(self) -> tuple[Evidence, ...]:
        """The items that are chosen."""
        entries = (self.items.item(place) for place in range(self.items.count()))
        wanted = {entry.data(_ID) for entry in entries if entry.checkState() is Qt.CheckState.Checked}
        return tuple(item for item in self._items if item.id in wanted)

    @property
    def carded(self) -> tuple[Evidence, ...]:
        """Those of them that have a card: a redacted copy in the place of its original."""
        return with_cards(self.chosen) if self.cards.value() else ()

    @property
    def order(self) -> PaperOrder | None:
        """What was chosen."""
        chosen = self.chosen
        if not chosen or not (self.listing.value() or self.cards.value()):
            return None
        return PaperOrder(
            ids=tuple(item.id for item in chosen),
            carded=tuple(item.id for item in self.carded),
            listing=self.listing.value(),
            cards=self.cards.value(),
            per_page=int(self.per_page.current),
            paper=Paper(self.paper.current),
            every_page=self.every_page.value(),
        )

    def _tell(self) -> None:
        """Say what the choice comes to, show only what can be chosen, and let others know."""
        cards = self.cards.value()
        self.per_page.setEnabled(cards)
        documents = any(item.media_type == "application/pdf" for item in self.carded)
        self.every_page.setVisible(cards and documents and self.per_page.current == "1")
        self._count.setText(self._words())
        self.changed.emit()

    def _words(self) -> str:
        chosen, carded = self.chosen, self.carded
        if not (self.listing.value() or self.cards.value()):
            return "Pilih daftar bukti, kartu bukti, atau keduanya."
        if not chosen:
            return "Pilih paling sedikit satu bukti."
        told = f"{len(chosen)} dari {len(self._items)} bukti"
        covered = [item.label for item in chosen if self.cards.value() and item not in carded]
        if covered:
            told += f"; {', '.join(covered)} tanpa kartu karena salinan tersuntingnya yang ditampilkan"
        return f"{told}."

    def _check_all(self, *, checked: bool) -> None:
        state = Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked
        self.items.blockSignals(True)
        for place in range(self.items.count()):
            self.items.item(place).setCheckState(state)
        self.items.blockSignals(False)
        self._tell()

    @staticmethod
    def _turn(entry: QListWidgetItem) -> None:
        """Enter checks an item or not, as the space bar does."""
        checked = entry.checkState() is Qt.CheckState.Checked
        entry.setCheckState(Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked)
