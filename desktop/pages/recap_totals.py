"""What a recap adds up to, in cards: its words with their counts and what they mean, then its notes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from cases.model.recap import RecapTotal
from desktop import theme
from desktop.counts import grouped
from desktop.widgets.basic import Card, hairline, label, row

_CARD_LINES = 4
"""Lines of a card beside its counts: heading, sum, definition."""


class RecapTotals(QScrollArea):
    """Cards in two columns, each put into the shorter one."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_totals(self, totals: tuple[RecapTotal, ...], notes: tuple[str, ...]) -> None:
        """Show others."""
        whole = QWidget()
        whole.setProperty("role", "scrolled")
        across = QHBoxLayout(whole)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.space("gapCards"))
        sides = [QVBoxLayout(), QVBoxLayout()]
        heights = [0, 0]
        cards = [(_total_card(total), len(total.counts) + _CARD_LINES) for total in totals]
        if notes:
            cards.append((_notes_card(notes), _CARD_LINES))
        for card, height in cards:
            place = heights.index(min(heights))
            sides[place].addWidget(card)
            heights[place] += height
        for side in sides:
            side.setSpacing(theme.space("gapCards"))
            side.addStretch(1)
            across.addLayout(side, 1)
        self.setWidget(whole)


def _total_card(total: RecapTotal) -> Card:
    """A breakdown: its words with their counts, the sum where every case counts once, and what it means."""
    card = Card(total.title)
    for word, count in total.counts:
        card.add(row(label(word, "body", wrap=True), None, label(grouped(count), "strong" if count else "caption")))
    if total.of_cases:
        card.add(hairline())
        card.add(row(label("Jumlah", "strong"), None, label(grouped(sum(n for _, n in total.counts)), "strong")))
    card.add(label(total.definition, "help", wrap=True))
    return card


def _notes_card(notes: tuple[str, ...]) -> Card:
    card = Card("Keterangan")
    for note in notes:
        card.add(label(note, "body", wrap=True))
    return card
