"""Where a draft collects the parafs that are wanted: beside its signature if they fit there, else at its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cases.model.letter import Initial
from reports.letters import looks
from reports.letters.lines import text_boxes
from reports.letters.pages import Box, keep_with_next, stacked
from reports.letters.tables import table_boxes
from reports.letters.text import Run, Style, clean

_TITLE = "Paraf sebelum ditandatangani (hanya pada konsep)"
_TITLES, _SHARES, _CENTRED = (
    ("No.", "Jabatan", "Nama", "Paraf", "Tanggal"),
    (0.07, 0.33, 0.3, 0.14, 0.16),
    (True, False, False, False, True),
)
_SMALL_SHARES, _SMALL_ROW = (0.64, 0.36), 8 * looks.MM
_BEFORE, _AFTER_TITLE = 16, 4
# A signature that is set tighter is still so high, of what it would be.
_SURE = 0.88


def parafs_beside(signature: Sequence[Box], wanted: Sequence[Initial], style: Style, width: float) -> list[Box] | None:
    """The boxes of a signature with a small table at the left margin; None where it would be too high."""
    cells = [[_cell(one.post), _cell(_day(one))] for one in wanted]
    widths = [share * width for share in _SMALL_SHARES]
    table = stacked(table_boxes(("Jabatan", "Paraf"), widths, cells, (False, True), style, 0, _SMALL_ROW))
    height = sum(box.before + box.height for box in signature) - signature[0].before
    if table.height > height * _SURE:
        return None
    first = signature[0]
    both = replace(first, inks=first.inks + table.inks, rules=first.rules + table.rules, fills=table.fills)
    return [both, *signature[1:]]


def parafs_after(wanted: Sequence[Initial], style: Style, width: float) -> list[Box]:
    """A table of its own, with names."""
    title = text_boxes([(_TITLE, False)], style, 0.0, width, before=_BEFORE)
    cells = [
        [_cell(f"{i}."), _cell(one.post), _cell(one.name), _cell(""), _cell(_day(one))]
        for i, one in enumerate(wanted, 1)
    ]
    widths = [share * width for share in _SHARES]
    table = table_boxes(_TITLES, widths, cells, _CENTRED, style, _AFTER_TITLE, looks.PARAF_ROW)
    return keep_with_next(title) + table


def _cell(text: str) -> list[Run]:
    return [(clean(text), False)]


def _day(one: Initial) -> str:
    return f"{one.given_on:%d-%m-%Y}" if one.given_on else ""
