"""The measures of paper: what the two looks of a letter are made of. Points, unless a name says otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from cases.letters.templates import Family
from cases.model.office import Paper
from reports.letters.fonts import BOOK, SANS
from reports.letters.text import Style

MM = 72 / 25.4

PAPER: dict[Paper, tuple[float, float]] = {Paper.F4: (215 * MM, 330 * MM), Paper.A4: (210 * MM, 297 * MM)}
TOP, BOTTOM, LEFT, RIGHT = 20 * MM, 25 * MM, 30 * MM, 20 * MM
# Widths in templates are given for this column (F4); a narrower paper scales them.
COLUMN_MM = 165.0

FOOTER_RULE, FOOTER_BASELINE = 14 * MM, 10.6 * MM
FOOTER = Style(SANS, 8, 10)
FOOTER_GREY, FOOTER_WEIGHT = 0.35, 0.4
RUNNING_NUMBER = 12 * MM
INITIALS_HEIGHT = 31 * MM
INITIALS_STEP = 7 * MM
INITIALS_START, INITIALS_GAP = 16 * MM, 3 * MM
INITIALS_LEAST, INITIALS_MOST = 11 * MM, 20 * MM
FOOTER_GAP = 7.0
TABLE = Style(SANS, 11, 13.6)
TABLE_PAD_X, TABLE_PAD_Y = 2 * MM, 3.1
TABLE_RULE, TABLE_HEADER_GREY = 0.6, 0xE9 / 0xFF

KOP_GOVERNMENT, KOP_AGENCY, KOP_ADDRESS = Style(SANS, 12.75, 16.4), Style(SANS, 17, 19.4), Style(SANS, 11, 14)
KOP_EMBLEM_WIDTH, KOP_EMBLEM_HEIGHT, KOP_TEXT = 19 * MM, 23.5 * MM, 22 * MM
KOP_RULES = (2.25, 0.75, 2.6)
HEAD_NAME = Style(BOOK, 15, 18)
HEAD_EMBLEM = 24 * MM


@dataclass(frozen=True, slots=True)
class Look:
    """Measures of one look; ``x`` positions count from the left margin."""

    body: Style
    copies: Style
    next_top: float
    after_head: float
    after_mark: float
    between_groups: float
    after_heading: float
    paragraph: float
    numbered: float
    hang: float
    colon: float
    value: float
    before_pairs: float
    after_pairs: float
    before_signature: float
    before_post: float
    signature_x: float
    signature_room: float
    before_copies: float
    bold_titles: bool
    running_number: bool


_LETTER = Look(
    body=Style(SANS, 12, 15.5),
    copies=Style(SANS, 11, 14),
    next_top=TOP,
    after_head=11,
    after_mark=6,
    between_groups=0,
    after_heading=14,
    paragraph=7,
    numbered=9,
    hang=8 * MM,
    colon=42 * MM,
    value=46 * MM,
    before_pairs=4,
    after_pairs=7,
    before_signature=20,
    before_post=0,
    signature_x=80 * MM,
    signature_room=22 * MM,
    before_copies=17,
    bold_titles=True,
    running_number=False,
)
_RECORD = Look(
    body=Style(SANS, 12, 15),
    copies=Style(SANS, 11, 14),
    next_top=TOP,
    after_head=9,
    after_mark=4,
    between_groups=0,
    after_heading=10,
    paragraph=7,
    numbered=8,
    hang=8 * MM,
    colon=42 * MM,
    value=46 * MM,
    before_pairs=4,
    after_pairs=6,
    before_signature=18,
    before_post=0,
    signature_x=85 * MM,
    signature_room=20 * MM,
    before_copies=17,
    bold_titles=True,
    running_number=False,
)
_DECISION = Look(
    body=Style(BOOK, 12, 14.8),
    copies=Style(BOOK, 11, 14),
    next_top=25 * MM,
    after_head=10,
    after_mark=6,
    between_groups=11,
    after_heading=14,
    paragraph=6,
    numbered=6,
    hang=37.7 * MM - 31.5 * MM,
    colon=44 * MM,
    value=48 * MM,
    before_pairs=4,
    after_pairs=4,
    before_signature=20,
    before_post=5,
    signature_x=85 * MM,
    signature_room=20 * MM,
    before_copies=13,
    bold_titles=False,
    running_number=True,
)

LOOKS: dict[Family, Look] = {"surat": _LETTER, "laporan": _LETTER, "berita-acara": _RECORD, "keputusan": _DECISION}

# Pairs with short labels: number, mark, enclosure, subject.
NARROW_COLON, NARROW_VALUE = 21 * MM, 24.5 * MM

# The columns of a decision: label, colon, letter of an item, its text; dictums stand where the letters do.
CLAUSE_COLON, CLAUSE_MARK, CLAUSE_TEXT = 27.7 * MM, 31.5 * MM, 37.7 * MM
BEFORE_CLAUSES, BETWEEN_ITEMS, BETWEEN_DICTUMS = 13.0, 6.0, 8.0
AFTER_DECIDED, AFTER_SETTING = 9.0, 5.0
HEADING_WIDTH_MM = 125.0

# A letter that misses its page by a few lines: what is left of gaps, and of the room to sign (gaps above ``ROOM``).
TIGHT_GAP, TIGHT_ROOM, ROOM = 0.6, 0.8, 40.0
