"""Something to be done with evidence, as the pane and the bar over the tiles offer it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cases.model.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Act:
    """An act on the item that is chosen, or on all of them: its words, its icon, and who does it.

    ``do`` is given the item's id, "" for an act on all; ``shown`` says which items it is offered for,
    ``called`` what it is called for an item where that is not ``words``.
    """

    key: str
    words: str
    icon: str
    do: Callable[[str], object]
    tip: str = ""
    shown: Callable[[Evidence], bool] = lambda _item: True
    called: Callable[[Evidence], str] | None = None
