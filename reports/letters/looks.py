"""The measures of paper: what the looks of a letter are made of. Points, unless a name says otherwise."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from cases.errors import LetterError
from cases.letters.templates import Family
from cases.model.letter import LetterRequest
from cases.model.office import Paper, Typeface
from reports.letters import fonts
from reports.letters.fonts import BOOK, SANS
from reports.letters.text import Style

MM = 72 / 25.4

PAPER: dict[Paper, tuple[float, float]] = {Paper.F4: (215 * MM, 330 * MM), Paper.A4: (210 * MM, 297 * MM)}
# Widths in templates are given for this column (F4 with the usual margins); another column scales them.
COLUMN_MM = 165.0
# No letter can be set in less.
_LEAST_COLUMN, _LEAST_HEIGHT = 110 * MM, 150 * MM

FOOTER_RULE, FOOTER_BASELINE = 14 * MM, 10.6 * MM
FOOTER = Style(SANS, 8, 10)
FOOTER_GREY, FOOTER_WEIGHT = 0.35, 0.4
FOOTER_GAP = 7.0
# What the text leaves free at the foot for the footer line, and for the square code.
_FOOTER_ROOM, _QR_ROOM = 18 * MM, 25 * MM
QR_BOTTOM, QR_SIZE, QR_GAP, QR_CAPTION = 6.7 * MM, 16.8 * MM, 3 * MM, 16.2 * MM
RUNNING_NUMBER = 12 * MM
# The text below a running number.
_NUMBERED_TOP = 20 * MM
INITIALS_HEIGHT = 6 * MM
INITIALS_STEP = 7 * MM
INITIALS_START, INITIALS_GAP = 16 * MM, 3 * MM
INITIALS_LEAST, INITIALS_MOST = 11 * MM, 20 * MM
TABLE = Style(SANS, 11, 13.6)
TABLE_PAD_X, TABLE_LEAST_PAD, TABLE_PAD_Y = 2 * MM, 1 * MM, 3.1
PARAF_ROW = 10 * MM
TABLE_RULE, TABLE_HEADER_GREY = 0.6, 0xE9 / 0xFF

KOP_GOVERNMENT, KOP_AGENCY, KOP_ADDRESS = Style(SANS, 12.75, 16.4), Style(SANS, 17, 19.4), Style(SANS, 11, 14)
KOP_EMBLEM_WIDTH, KOP_EMBLEM_HEIGHT, KOP_BESIDE = 19 * MM, 23.5 * MM, 22 * MM
KOP_RULES = (2.25, 0.75, 2.6)
HEAD_NAME = Style(BOOK, 15, 18)
HEAD_EMBLEM = 24 * MM


@dataclass(frozen=True, slots=True)
class Look:
    """Measures of one look; ``x`` positions count from the left margin, ``next_top`` is added to the upper margin."""

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
    next_top=0.0,
    after_head=11,
    after_mark=6,
    between_groups=0,
    after_heading=14,
    paragraph=7,
    numbered=9,
    hang=8 * MM,
    colon=42 * MM,
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
    next_top=0.0,
    after_head=9,
    after_mark=4,
    between_groups=0,
    after_heading=10,
    paragraph=7,
    numbered=8,
    hang=8 * MM,
    colon=42 * MM,
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
    next_top=5 * MM,
    after_head=10,
    after_mark=6,
    between_groups=11,
    after_heading=14,
    paragraph=6,
    numbered=6,
    hang=37.7 * MM - 31.5 * MM,
    colon=44 * MM,
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

_LOOKS: dict[Family, Look] = {"surat": _LETTER, "laporan": _LETTER, "berita-acara": _RECORD, "keputusan": _DECISION}
_FAMILIES: dict[Typeface, fonts.Family] = {Typeface.ARIAL: SANS, Typeface.BOOKMAN: BOOK}

# From a colon to its value, from a label to its colon; a column of labels grows with them up to a limit.
AFTER_COLON, AFTER_LABEL, WIDEST_COLON = 4 * MM, 2 * MM, 62 * MM
# The colon of pairs with short labels: number, mark, enclosure, subject.
NARROW_COLON = 21 * MM

# The columns of a decision: label, colon, letter of an item, its text; dictums stand where the letters do.
CLAUSE_COLON, CLAUSE_MARK, CLAUSE_TEXT = 27.7 * MM, 31.5 * MM, 37.7 * MM
AFTER_MARK = 1 * MM
BEFORE_CLAUSES, BETWEEN_ITEMS, BETWEEN_DICTUMS = 13.0, 6.0, 8.0
AFTER_DECIDED, AFTER_SETTING = 9.0, 5.0
HEADING_WIDTH_MM = 125.0


# How far the gaps of a letter may be closed, in turn, and the room to sign (a gap above ``ROOM``) with them.
SQUEEZES, ROOM = ((0.8, 0.9), (0.6, 0.8)), 40.0


@cache
def look_of(family: Family, typeface: Typeface) -> Look:
    """The look of a family of letters in the office's typeface."""
    look = _LOOKS[family]
    if (faces := _FAMILIES.get(typeface)) is None:
        return look
    return replace(look, body=replace(look.body, family=faces), copies=replace(look.copies, family=faces))


@dataclass(frozen=True, slots=True)
class Sheet:
    """The paper of one letter and the column on it; tops and the foot count from the nearer edge."""

    width: float
    height: float
    left: float
    column: float
    first_top: float
    next_top: float
    foot: float

    @property
    def bottom(self) -> float:
        """Where the text ends, from the upper edge."""
        return self.height - self.foot


def sheet_of(request: LetterRequest, look: Look) -> Sheet:
    """The paper that the office's profile asks for; raises LetterError when its margins leave no room for text."""
    profile = request.profile
    margins, (width, height) = profile.margins, PAPER[profile.paper]
    foot = max(
        margins.bottom * MM, _FOOTER_ROOM if profile.footer_shown or request.draft else 0, _QR_ROOM if request.qr else 0
    )
    top = next_top = margins.top * MM
    if look.running_number or not profile.footer_shown:
        next_top = max(top + look.next_top, _NUMBERED_TOP)
    column = width - (margins.left + margins.right) * MM
    if column < _LEAST_COLUMN or height - next_top - foot < _LEAST_HEIGHT:
        raise LetterError(
            f"Margin surat terlalu lebar untuk kertas {profile.paper}; perkecil margin di Pengaturan, lalu coba lagi."
        )
    return Sheet(width, height, margins.left * MM, column, top, next_top, foot)
