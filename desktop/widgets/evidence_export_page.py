"""Which items go into a folder that is handed over, and what that folder will hold."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from cases.model.evidence import Evidence
from desktop import theme
from desktop.widgets.basic import Card, Elided, button, label, row
from desktop.widgets.evidence_files import size_words
from desktop.widgets.form import scrolled
from desktop.widgets.parting import clear

_SENTENCE: Final = (
    "Folder baru berisi aslinya byte demi byte, manifest.csv, SHA256SUMS.txt, dan PETUNJUK.html untuk memeriksanya "
    "di komputer Windows mana pun. Setiap ekspor dicatat pada riwayat buktinya."
)
_KINDS: Final[tuple[tuple[str, Callable[[Evidence], bool]], ...]] = (
    ("Semua", lambda _item: True),
    ("Asli saja", lambda item: item.derived_from is None),
    ("Salinan tersunting saja", lambda item: item.derived_from is not None),
)
_WIDEST: Final = 900
_LABEL: Final = 64


class EvidenceExportPage(QWidget):
    """``wanted`` gives the ids of the chosen items in their order, ``left`` when nothing is to be exported."""

    wanted = Signal(tuple)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[str, QCheckBox] = {}
        self._items: tuple[Evidence, ...] = ()
        self._count = label("", "caption")
        self.go = button("Pilih folder tujuan…", "primary", icon="folder-open", on_click=self._go)
        self._card = Card("Ekspor bukti")
        self._card.setMaximumWidth(_WIDEST)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self._build()

    def _build(self) -> None:
        self._card.add(label(_SENTENCE, "help", wrap=True))
        kinds = [button(words, "link", on_click=partial(self._tick, fits)) for words, fits in _KINDS]
        self._redacted = kinds[1:]
        self._card.add(row(*kinds, None, self._count))
        holder = QWidget()
        holder.setLayout(self._rows)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._card.add(scrolled(holder), 1)
        self._card.add(row(self.go, button("Batal", on_click=self.left.emit), None))
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self._card, 1)
        across.addStretch(0)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.left)

    def show_items(self, items: Sequence[Evidence], ticked: Collection[str]) -> None:
        """Offer these; what is not ticked at first concerns other accused alone."""
        clear(self._rows)
        self._items, self.boxes = tuple(items), {}
        labels = {item.id: item.label for item in items}
        for item in items:
            made_from = labels.get(item.derived_from or "", "")
            remarks = [f"tersunting dari {made_from}"] if made_from else []
            remarks += [] if item.id in ticked else ["menyangkut terlapor lain"]
            self._rows.addWidget(self._row(item, remarks))
        self._rows.addStretch(1)
        for made in self._redacted:
            made.setVisible(any(item.derived_from for item in items))
        self._tick(lambda item: item.id in ticked)
        self._tell()
        self.go.setFocus()

    def _row(self, item: Evidence, remarks: Sequence[str]) -> QWidget:
        box = QCheckBox(item.label)
        box.setMinimumWidth(_LABEL)
        box.setAccessibleName(f"{item.label} {item.title}")
        box.toggled.connect(self._tell)
        self.boxes[item.id] = box
        title = Elided(item.title, "body")
        parts: list[QWidget] = [box, title, *(label(words, "caption") for words in remarks)]
        if item.failure and not item.answer:
            parts.append(label("rusak", "red"))
        made = QWidget()
        line = QHBoxLayout(made)
        line.setContentsMargins(4, 3, 4, 3)
        line.setSpacing(theme.space("m"))
        for part in parts:
            line.addWidget(part, 1 if part is title else 0)
        line.addWidget(label(size_words(item.size), "caption"))
        return made

    @property
    def chosen(self) -> tuple[Evidence, ...]:
        """What is ticked."""
        return tuple(item for item in self._items if self.boxes[item.id].isChecked())

    def _tick(self, fits: Callable[[Evidence], bool]) -> None:
        for item in self._items:
            self.boxes[item.id].setChecked(fits(item))

    def _tell(self) -> None:
        chosen = self.chosen
        size = size_words(sum(item.size for item in chosen))
        self._count.setText(f"{len(chosen)} dari {len(self._items)} bukti, {size}")
        self.go.setEnabled(bool(chosen))

    def _go(self) -> None:
        self.wanted.emit(tuple(item.id for item in self.chosen))
