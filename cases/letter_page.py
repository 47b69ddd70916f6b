"""What a page of letters must leave: margins that a printer keeps, and room for the words."""

from __future__ import annotations

from typing import Final

from cases.errors import InvalidInput
from cases.model.office import Margins, Paper

PAPER_MM: Final = {Paper.F4: (215, 330), Paper.A4: (210, 297)}
"""Width and height of papers in millimetres."""
LEAST_MARGINS: Final = Margins(top=15, bottom=20, left=15, right=10)
"""The page's number stands above the words and the footer below, and no printer reaches the edge."""
MOST_MARGIN: Final = 60
LEAST_ROOM: Final = (130, 200)
"""Width and height of the words: a narrower column breaks tables, a lower one parts every signature from its text."""
MOST_HEAD_LINES: Final = 4
_SIDES: Final = {"top": "atas", "bottom": "bawah", "left": "kiri", "right": "kanan"}


def check_margins(margins: Margins, paper: Paper) -> None:
    """Raise InvalidInput, naming the field ("margin_left"), for margins that no letter can be set in."""
    for side, word in _SIDES.items():
        value, least = getattr(margins, side), getattr(LEAST_MARGINS, side)
        if not least <= value <= MOST_MARGIN:
            raise InvalidInput(f"Isi batas {word} dengan {least} sampai {MOST_MARGIN} mm.", field=f"margin_{side}")
    wide, high = PAPER_MM[paper]
    room = (wide - margins.left - margins.right, high - margins.top - margins.bottom)
    if room[0] < LEAST_ROOM[0]:
        raise InvalidInput(
            f"Batas kiri dan kanan hanya menyisakan {room[0]} mm di kertas {paper}; sisakan paling sedikit "
            f"{LEAST_ROOM[0]} mm.",
            field="margin_left",
        )
    if room[1] < LEAST_ROOM[1]:
        raise InvalidInput(
            f"Batas atas dan bawah hanya menyisakan {room[1]} mm di kertas {paper}; sisakan paling sedikit "
            f"{LEAST_ROOM[1]} mm.",
            field="margin_top",
        )
