"""The head of a letter: the agency's, with its rules, or the emblem and name of the head of region."""

from __future__ import annotations

from collections.abc import Mapping

from cases.letters.templates import Family
from cases.model.letter import LetterProfile
from reports.letters import looks
from reports.letters.pages import Box, Emblem, Ink, Rule
from reports.letters.text import Style, clean, set_text

_BASELINE = 0.78


def head_boxes(family: Family, profile: LetterProfile, values: Mapping[str, str], width: float) -> list[Box]:
    """The head as one box: the head of region's for what he decides or writes himself, else that of an agency."""
    agency = values.get("kop.instansi", "")
    if values.get("kop.kepala") or (family == "keputusan" and not agency):
        return [_region_head(profile, width)]
    return [_agency_head(profile, agency or profile.agency, width)]


def _agency_head(profile: LetterProfile, agency: str, width: float) -> Box:
    left = looks.KOP_TEXT if profile.logo is not None else 0.0
    lines: list[tuple[str, Style, bool]] = [(profile.government.upper(), looks.KOP_GOVERNMENT, False)]
    lines.append((agency.upper(), looks.KOP_AGENCY, True))
    if agency == profile.agency:
        lines.append((profile.address, looks.KOP_ADDRESS, False))
    inks, y = _centred(lines, left, width - left)
    emblems: tuple[Emblem, ...] = ()
    if profile.logo is not None:
        # Whichever is lower stands in the middle of the other.
        shift = (y - looks.KOP_EMBLEM_HEIGHT) / 2
        emblems = (Emblem("logo", 0.0, max(shift, 0.0), looks.KOP_EMBLEM_WIDTH, looks.KOP_EMBLEM_HEIGHT),)
        inks = [Ink(ink.x, ink.baseline - min(shift, 0.0), ink.line) for ink in inks]
        y = max(y, looks.KOP_EMBLEM_HEIGHT)
    thick, thin, apart = looks.KOP_RULES
    y += 5
    rules = (Rule(0, y, width, y, thick), Rule(0, y + apart, width, y + apart, thin))
    return Box(y + apart + thin, tuple(inks), rules, emblems=emblems, keep_next=True)


def _region_head(profile: LetterProfile, width: float) -> Box:
    top = 0.0
    emblems: tuple[Emblem, ...] = ()
    if profile.head_emblem is not None:
        # The square lets a wide and a tall emblem both stand 24 mm high on the axis of the text.
        wide = looks.HEAD_EMBLEM * 1.3
        emblems = (Emblem("head_emblem", (width - wide) / 2, 0.0, wide, looks.HEAD_EMBLEM),)
        top = looks.HEAD_EMBLEM + 7
    inks, height = _centred([(profile.head_title.upper(), looks.HEAD_NAME, False)], 0.0, width, top)
    return Box(height, tuple(inks), emblems=emblems, keep_next=True)


def _centred(
    lines: list[tuple[str, Style, bool]], left: float, width: float, top: float = 0.0
) -> tuple[list[Ink], float]:
    """Texts centred in a column, one below the other; returns the inks and where they end."""
    inks: list[Ink] = []
    y = top
    for text, style, bold in lines:
        for line in set_text([(clean(text), bold)], style, width, "balanced"):
            inks.append(Ink(left + (width - line.width) / 2, y + style.size * _BASELINE, line))
            y += style.leading
    return inks, y
