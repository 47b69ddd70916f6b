"""How the counters stand: of each the number that comes next, and what was left out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout

from cases.services.register import Counting
from desktop import theme
from desktop.widgets.basic import Card, Elided, label
from desktop.widgets.parting import clear

_MOST_RUNS = 6
"""Runs of numbers left out that a line tells; the list of them has all."""


class CountersCard(Card):
    """A line for each counter."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.space("l"))
        self._grid.setVerticalSpacing(theme.space("xs"))
        self._grid.setColumnStretch(3, 1)
        self.body.addLayout(self._grid)

    def show_counters(self, counters: Sequence[Counting]) -> None:
        """Show these."""
        clear(self._grid)
        for place, title in enumerate(("Urutan", "Nomor berikut", "Terpakai", "Dilewati")):
            self._grid.addWidget(label(title, "caption"), 0, place)
        for line, one in enumerate(counters, start=1):
            name = f"{one.name} {one.title}".strip()
            self._grid.addWidget(label(name, "body"), line, 0)
            self._grid.addWidget(label(one.next_text, "strong", selectable=True), line, 1)
            self._grid.addWidget(label(str(one.count), "body"), line, 2)
            self._grid.addWidget(Elided(left_out_words(one), "amber" if one.holes else "body"), line, 3)


def left_out_words(one: Counting) -> str:
    """What a counter left out: "3 nomor: 3, 7-8"."""
    if not one.holes:
        return "tidak ada"
    runs = ", ".join(hole.words for hole in one.holes[:_MOST_RUNS])
    more = ", …" if len(one.holes) > _MOST_RUNS else ""
    return f"{one.left_out} nomor: {runs}{more}"
