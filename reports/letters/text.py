"""Text set into lines: cleaned, kept together where the eye expects it, broken over the whole paragraph at once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, TypeAlias

from cases.errors import LetterError
from reports.letters.fonts import SANS, Family, missing, text_width

Run: TypeAlias = tuple[str, bool]
"""A stretch of text and whether it is bold."""

Setting = Literal["justified", "ragged", "balanced"]
"""Both edges straight; the right one ragged; or lines of about one length, for centred headings."""

# A gap between words may grow to this many spaces before a line counts as loose.
_WIDEST_GAP = 2.7
# A third of a line's slack goes between its letters, but never more than this (points a letter).
_LETTER_SHARE, _LETTER_MOST = 1 / 3, 0.25
# A last line shorter than this (18 mm) looks lost.
_SHORT_LAST = 51.0
# A tied group wider than this share of the line may break after all.
_TIE_SHARE = 0.6
# A ragged last line below this share of the width is worth another break.
_LONELY_SHARE = 0.25
_RAGGED, _LONELY, _LOOSE = 3.0, 3.0, 1e6
# Paragraphs whose lines are kept: a preview sets all but one of them again as they were, a batch most of them.
_KEPT = 4096
# What floating point may add up to beyond a line's width.
_ROUNDING = 0.01

_MONTHS = "Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember"
# What must not part at the end of a line; each space inside a match is tied.
_TIES = re.compile(
    r"(?:\b(?:NIP|NI PPPK) )?\b\d{8} \d{6} \d \d{3}\b"
    r"|\b(?:Pasal|ayat|huruf|angka|pukul|Sdr\.) \(?\w[\w./-]*\)?"
    r"|\bNomor \d{1,4}(?![\w./-])"
    r"|\bTingkat I\b"
    rf"|\b\d{{1,2}} (?:{_MONTHS}) \d{{4}}"
    r"|\b\d[\d.]* \([a-z ]+\)"
    r"|\b\d{1,2}[.:]\d{2} WI(?:B|TA|T)\b"
)
# A word too long for its line parts after one of these, or anywhere.
_SOFT = "/-_.?&=@,:"


@dataclass(frozen=True, slots=True)
class Style:
    """Type of a paragraph: family, size and leading in points."""

    family: Family
    size: float
    leading: float

    def font(self, *, bold: bool) -> str:
        """The face for a run."""
        return self.family.bold if bold else self.family.regular


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line ready to draw: segments of (text, face), its drawn width, and the space added to words and letters."""

    segments: tuple[tuple[str, str], ...]
    size: float
    width: float
    word_space: float = 0.0
    letter_space: float = 0.0


_Piece: TypeAlias = tuple[str, str]
"""A stretch of text and its face."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A word in pieces, its width, whether the line may break after it, and the width of the space that follows."""

    pieces: tuple[_Piece, ...]
    width: float
    space: float
    breaks: bool = True


def clean(text: str) -> str:
    """The text composed (NFC) with control and format characters taken out; a line feed stays, a tab is a space."""
    composed = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\t", " ").replace("\u00a0", " ")
    if composed.isprintable():
        return composed
    return "".join(c for c in composed if c == "\n" or unicodedata.category(c)[0] != "C")


def _faced(runs: Sequence[Run], style: Style) -> list[_Piece]:
    """The runs by face: a sign that the family lacks comes from the sans; LetterError for one that no face has."""
    pieces: list[_Piece] = []
    for text, bold in runs:
        font = style.font(bold=bold)
        absent = missing(text, font).replace("\n", "")
        if not absent:
            pieces.append((text, font))
            continue
        other = SANS.bold if bold else SANS.regular
        if unknown := missing(absent, other):
            raise LetterError(
                f"Tanda “{unknown[0]}” tidak dapat dicetak pada surat. Hapus atau ganti tanda itu, "
                "lalu buat suratnya lagi.",
                detail=f"U+{ord(unknown[0]):04X} in {font}",
            )
        strange = re.compile(f"([{re.escape(absent)}]+)")
        pieces += [(part, other if i % 2 else font) for i, part in enumerate(strange.split(text)) if part]
    return pieces


def set_text(runs: Sequence[Run], style: Style, width: float, setting: Setting = "ragged") -> list[TextLine]:
    """Set runs into lines of at most ``width`` points; a line feed forces a line; always at least one line."""
    return list(_set(tuple(runs), style, width, setting))


@lru_cache(maxsize=_KEPT)
def _set(runs: tuple[Run, ...], style: Style, width: float, setting: Setting) -> tuple[TextLine, ...]:
    lines: list[TextLine] = []
    for paragraph in _paragraphs(_faced(runs, style)):
        words = _words(paragraph, style.size, width)
        if not words:
            lines.append(TextLine((), style.size, 0.0))
            continue
        space = text_width(" ", style.font(bold=False), style.size)
        for first, last in _break(words, width, space, setting):
            stretched = setting == "justified" and last < len(words)
            lines.append(_line(words[first:last], style.size, width if stretched else None))
    return tuple(lines)


def widest_word(runs: Sequence[Run], style: Style) -> float:
    """How wide the longest word is that a line would have to hold whole."""
    return max(
        (text_width(word, font, style.size) for text, font in _faced(runs, style) for word in text.split()), default=0.0
    )


def _paragraphs(pieces: Sequence[_Piece]) -> list[list[_Piece]]:
    paragraphs: list[list[_Piece]] = [[]]
    for text, font in pieces:
        head, *rest = text.split("\n")
        paragraphs[-1].append((head, font))
        paragraphs.extend([(part, font)] for part in rest)
    return paragraphs


def _words(pieces: Sequence[_Piece], size: float, width: float) -> list[_Word]:
    """Split pieces at spaces; tie what belongs together; cut what no line can hold."""
    plain = "".join(text for text, _ in pieces)
    tied = {i for match in _TIES.finditer(plain) for i in range(*match.span()) if plain[i] == " "}
    words: list[_Word] = []
    place = 0
    for word in _split(pieces):
        if word:
            place += sum(len(text) for text, _ in word)
            words += _fitting(word, size, width, breaks=place not in tied)
        place += 1
    if words:
        words[-1] = replace(words[-1], breaks=True)
    return _untie_wide(words, width) if tied else words


def _split(pieces: Sequence[_Piece]) -> list[tuple[_Piece, ...]]:
    """The pieces of each word; an empty one where two spaces follow each other."""
    if len(pieces) == 1:
        (text, font), *_ = pieces
        return [((word, font),) if word else () for word in text.split(" ")]
    words: list[list[_Piece]] = [[]]
    for text, font in pieces:
        head, *rest = text.split(" ")
        words[-1] += [(head, font)] if head else []
        words.extend([(word, font)] if word else [] for word in rest)
    return [tuple(word) for word in words]


def _fitting(pieces: tuple[_Piece, ...], size: float, width: float, *, breaks: bool) -> list[_Word]:
    """The word, or its parts when it is wider than the line."""
    whole = sum(text_width(text, font, size) for text, font in pieces)
    space = text_width(" ", pieces[-1][1], size)
    if whole <= width:
        return [_Word(pieces, whole, space, breaks)]
    parts: list[_Word] = []
    for text, font in pieces:
        rest = text
        while len(rest) > 1 and text_width(rest, font, size) > width:
            count = _fits(rest, font, size, width)
            soft = max((rest.rfind(mark, count // 2, count) for mark in _SOFT), default=-1)
            cut = soft + 1 if soft >= 0 else count
            parts.append(_Word(((rest[:cut], font),), text_width(rest[:cut], font, size), 0.0))
            rest = rest[cut:]
        parts.append(_Word(((rest, font),), text_width(rest, font, size), 0.0))
    parts[-1] = replace(parts[-1], breaks=breaks, space=space)
    return parts


def _fits(text: str, font: str, size: float, width: float) -> int:
    """How many characters of ``text`` a line holds, at least one."""
    total = 0.0
    for count, character in enumerate(text):
        total += text_width(character, font, size)
        if total > width:
            return max(count, 1)
    return len(text)


def _untie_wide(words: list[_Word], width: float) -> list[_Word]:
    """Let groups break again that would leave a line half empty."""
    start = 0
    for i, word in enumerate(words):
        if word.breaks:
            group = words[start : i + 1]
            if sum(one.width for one in group) > width * _TIE_SHARE:
                words[start:i] = [replace(one, breaks=True) for one in words[start:i]]
            start = i + 1
    return words


def _break(words: Sequence[_Word], width: float, space: float, setting: Setting) -> list[tuple[int, int]]:
    """Total-fit: the breaks whose lines cost least together; returns (first, end) of each line."""
    count = len(words)
    whole = sum(word.width + word.space for word in words) - words[-1].space
    if whole <= width:
        return [(0, count)]
    best: list[tuple[float, int]] = [(0.0, 0)] + [(float("inf"), 0)] * count
    for end in range(1, count + 1):
        if not words[end - 1].breaks:
            continue
        natural, gaps, start = words[end - 1].width, 0, end - 1
        while True:
            if start == 0 or words[start - 1].breaks:
                cost = best[start][0] + _cost(width - natural, natural, gaps, space, setting, last=end == count)
                if cost < best[end][0]:
                    best[end] = (cost, start)
            if start == 0:
                break
            start -= 1
            word = words[start]
            gaps += word.space > 0
            natural += word.width + word.space
            if natural > width + _ROUNDING:
                break
    lines, end = [], count
    while end > 0:
        start = best[end][1]
        lines.append((start, end))
        end = start
    return lines[::-1]


def _cost(slack: float, natural: float, gaps: int, space: float, setting: Setting, *, last: bool) -> float:
    """What a line costs: loose lines dearly, a short last line a little, each line something."""
    if setting == "justified":
        if last:
            return _LONELY if natural < _SHORT_LAST else 0.0
        if not gaps:
            return _LOOSE if slack > space else 1.0
        stretch = max(slack, 0.0) * (1 - _LETTER_SHARE) / gaps / space
        over = stretch + 1 - _WIDEST_GAP
        return 0.05 + stretch * stretch * stretch + (over * 100 if over > 0 else 0.0)
    if last and setting == "ragged":
        return _LONELY if natural < (natural + slack) * _LONELY_SHARE else 0.0
    share = _RAGGED * slack / (natural + slack)
    return (1000.0 if setting == "balanced" else 0.05) + share * share


def _line(words: Sequence[_Word], size: float, width: float | None) -> TextLine:
    """Join words into a line, stretched to ``width`` when one is given."""
    segments: list[_Piece] = []
    gaps = 0
    for i, word in enumerate(words):
        for text, font in word.pieces:
            if segments and segments[-1][1] == font:
                segments[-1] = (segments[-1][0] + text, font)
            else:
                segments.append((text, font))
        if i < len(words) - 1 and word.space:
            gaps += 1
            segments[-1] = (segments[-1][0] + " ", segments[-1][1])
    natural = sum(text_width(text, font, size) for text, font in segments)
    slack = 0.0 if width is None else width - natural
    if slack <= 0 or not gaps or width is None:
        return TextLine(tuple(segments), size, natural)
    letters = sum(len(text) for text, _ in segments) - 1
    letter_space = min(slack * _LETTER_SHARE / letters, _LETTER_MOST)
    word_space = (slack - letter_space * letters) / gaps
    return TextLine(tuple(segments), size, width, round(word_space, 4), round(letter_space, 4))
