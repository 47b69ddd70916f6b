"""The head of a letter: the agency's, with its rules, or the emblem and name of the head of region."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from cases.letters.templates import Family
from cases.model.letter import LetterProfile
from reports.letters import fonts, looks
from reports.letters.lines import BASELINE
from reports.letters.looks import Look
from reports.letters.pages import Box, Emblem, Ink, Rule
from reports.letters.text import Style, clean, set_text


def head_boxes(
    family: Family, look: Look, profile: LetterProfile, values: Mapping[str, str], width: float
) -> list[Box]:
    """The head as one box: the head of region's for what he decides or writes himself, else that of an agency."""
    agency = values.get("kop.instansi", "")
    if values.get("kop.kepala") or (family == "keputusan" and not agency):
        return [_region_head(profile, look.body.family, width)]
    return [_agency_head(profile, agency or profile.agency, look.body.family, width)]


def _agency_head(profile: LetterProfile, agency: str, faces: fonts.Family, width: float) -> Box:
    left = looks.KOP_BESIDE if profile.logo is not None else 0.0
    right = looks.KOP_BESIDE if profile.second_logo is not None else 0.0
    lines: list[tuple[str, Style, bool]] = [(profile.government.upper(), looks.KOP_GOVERNMENT, False)]
    lines.append((agency.upper(), looks.KOP_AGENCY, True))
    if agency == profile.agency:
        lines += [(line, looks.KOP_ADDRESS, False) for line in (profile.address, *profile.head_lines) if line.strip()]
    inks, y = _centred(lines, faces, left, width - left - right)
    emblems: tuple[Emblem, ...] = ()
    if left or right:
        # Whichever is lower stands in the middle of the other.
        shift = (y - looks.KOP_EMBLEM_HEIGHT) / 2
        places = [("logo", 0.0)] if left else []
        places += [("second_logo", width - looks.KOP_EMBLEM_WIDTH)] if right else []
        emblems = tuple(
            Emblem(part, x, max(shift, 0.0), looks.KOP_EMBLEM_WIDTH, looks.KOP_EMBLEM_HEIGHT) for part, x in places
        )
        inks = [Ink(ink.x, ink.baseline - min(shift, 0.0), ink.line) for ink in inks]
        y = max(y, looks.KOP_EMBLEM_HEIGHT)
    thick, thin, apart = looks.KOP_RULES
    y += 5
    rules = (Rule(0, y, width, y, thick), Rule(0, y + apart, width, y + apart, thin))
    return Box(y + apart + thin, tuple(inks), rules, emblems=emblems, keep_next=True)


def _region_head(profile: LetterProfile, faces: fonts.Family, width: float) -> Box:
    top = 0.0
    emblems: tuple[Emblem, ...] = ()
    if profile.head_emblem is not None:
        # The square lets a wide and a tall emblem both stand 24 mm high on the axis of the text.
        wide = looks.HEAD_EMBLEM * 1.3
        emblems = (Emblem("head_emblem", (width - wide) / 2, 0.0, wide, looks.HEAD_EMBLEM),)
        top = looks.HEAD_EMBLEM + 7
    inks, height = _centred([(profile.head_title.upper(), looks.HEAD_NAME, False)], faces, 0.0, width, top)
    return Box(height, tuple(inks), emblems=emblems, keep_next=True)


def _centred(
    lines: list[tuple[str, Style, bool]], faces: fonts.Family, left: float, width: float, top: float = 0.0
) -> tuple[list[Ink], float]:
    """Texts centred in a column, one below the other; returns the inks and where they end."""
    inks: list[Ink] = []
    y = top
    for text, measure, bold in lines:
        style = replace(measure, family=faces)
        for line in set_text([(clean(text), bold)], style, width, "balanced"):
            inks.append(Ink(left + (width - line.width) / 2, y + style.size * BASELINE, line))
            y += style.leading
    return inks, y
