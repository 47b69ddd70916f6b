"""Ruled tables: a header that comes back on every page, rows that stay whole where a page can hold them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import accumulate

from reports.letters import looks
from reports.letters.lines import BASELINE
from reports.letters.pages import Box, Fill, Goal, Ink, Rule
from reports.letters.text import Run, Style, TextLine, set_text, widest_word

# A row is parted only where at least this many of its lines stay behind.
_LEAST_LINES = 2
# A column under this width is widened for its longest word, up to a share of the table; beyond it the word is cut.
_NARROW, _MOST_FOR_A_WORD, _ROUNDING = 45 * looks.MM, 0.3, 0.1
# A table of more rows is named in the outline, by so many of them.
_ROWS_AN_ENTRY = 10

# Rows that are kept: of a long record beside its words, all but one stand as they were.
_KEPT_HEADS, _KEPT_ROWS = 64, 2048

_Cells = Sequence[Sequence[TextLine]]


@dataclass(frozen=True, slots=True)
class _Grid:
    """Columns of a table: their widths, which ones are centred, the type, and the room beside it in a cell."""

    widths: tuple[float, ...]
    centred: tuple[bool, ...]
    style: Style
    pad: float

    def row(self, cells: _Cells, header: Box | None = None, fill: float | None = None, least: float = 0.0) -> Box:
        """One row as a box, at least ``least`` points high."""
        style = self.style
        edges = [0.0, *accumulate(self.widths)]
        depth = max(len(lines) for lines in cells)
        height = max(depth * style.leading + 2 * looks.TABLE_PAD_Y, least)
        inks = []
        for left, width, lines, centred in zip(edges, self.widths, cells, self.centred, strict=False):
            for i, line in enumerate(lines):
                x = left + (width - line.width) / 2 if centred or fill is not None else left + self.pad
                inks.append(Ink(x, looks.TABLE_PAD_Y + i * style.leading + style.size * BASELINE, line))
        weight = looks.TABLE_RULE
        rules = [Rule(edges[0], y, edges[-1], y, weight) for y in (0.0, height)]
        rules += [Rule(x, 0.0, x, height, weight) for x in edges]
        fills = (Fill(0.0, 0.0, edges[-1], height, fill),) if fill is not None else ()
        box = Box(height, tuple(inks), tuple(rules), fills, header=header)
        if fill is not None or depth <= _LEAST_LINES:
            return box
        first = _LEAST_LINES * style.leading + 2 * looks.TABLE_PAD_Y
        return replace(box, split=partial(self._parts, cells, header), least=first)

    def _parts(self, cells: _Cells, header: Box | None, room: float, page: float) -> list[Box]:
        """The row in parts: the first in ``room``, the others of a page each; none when too few lines would stay."""
        depth = max(len(lines) for lines in cells)
        here, fully = (int((height - 2 * looks.TABLE_PAD_Y) // self.style.leading) for height in (room, page))
        if not _LEAST_LINES <= here < depth:
            return []
        starts = [0, *range(here, depth, fully)]
        return [
            self.row([lines[start:end] for lines in cells], header)
            for start, end in zip(starts, [*starts[1:], depth], strict=True)
        ]


def table_boxes(
    titles: Sequence[str],
    widths: Sequence[float],
    rows: Sequence[Sequence[Sequence[Run]]],
    centred: Sequence[bool],
    style: Style,
    before: float,
    least: float = 0.0,
) -> list[Box]:
    """A table as boxes: the header, bound to the first row, then the rows, each at least ``least`` points high."""
    fitted, pad = _fitted(widths, titles, rows, style)
    grid = _Grid(tuple(fitted), tuple(centred), style, pad)
    named = tuple(titles)
    boxes = [replace(_head(grid, named), before=before, keep_next=True)]
    boxes += [_row(grid, named, tuple(map(tuple, cells)), least) for cells in rows]
    if len(rows) > _ROWS_AN_ENTRY:
        for first in range(0, len(rows), _ROWS_AN_ENTRY):
            last = min(first + _ROWS_AN_ENTRY, len(rows))
            entry = Goal(f"{titles[min(1, len(titles) - 1)]} {first + 1}–{last}")
            boxes[first + 1] = replace(boxes[first + 1], goals=(entry,))
    return boxes


@lru_cache(maxsize=_KEPT_HEADS)
def _head(grid: _Grid, titles: tuple[str, ...]) -> Box:
    return grid.row(_set([[(title, True)] for title in titles], grid), fill=looks.TABLE_HEADER_GREY)


@lru_cache(maxsize=_KEPT_ROWS)
def _row(grid: _Grid, titles: tuple[str, ...], cells: tuple[tuple[Run, ...], ...], least: float) -> Box:
    return grid.row(_set(cells, grid), header=_head(grid, titles), least=least)


def _fitted(
    widths: Sequence[float], titles: Sequence[str], rows: Sequence[Sequence[Sequence[Run]]], style: Style
) -> tuple[list[float], float]:
    """The widths and the room in a cell, so that no word is cut that need not be.

    A narrow column grows at the cost of the roomier ones; if that is not enough, cells come closer to their rules.
    """
    total = sum(widths)
    words = []
    for i, (title, own) in enumerate(zip(titles, widths, strict=True)):
        cells = [row[i] for row in rows] if own < _NARROW else []
        word = max(widest_word(runs, style) for runs in ([(title, True)], *cells))
        words.append(min(word + _ROUNDING, max(total * _MOST_FOR_A_WORD, own - 2 * looks.TABLE_PAD_X)))
    pad = min(looks.TABLE_PAD_X, max(looks.TABLE_LEAST_PAD, (total - sum(words)) / len(words) / 2))
    needs = [word + 2 * pad for word in words]
    lacking = sum(max(need - own, 0.0) for need, own in zip(needs, widths, strict=True))
    spare = sum(max(own - need, 0.0) for need, own in zip(needs, widths, strict=True))
    if not lacking or not spare:
        return list(widths), pad
    given, taken = min(spare / lacking, 1.0), min(lacking / spare, 1.0)
    return [own + (need - own) * (given if need > own else taken) for need, own in zip(needs, widths, strict=True)], pad


def _set(cells: Sequence[Sequence[Run]], grid: _Grid) -> list[list[TextLine]]:
    inner = [width - 2 * grid.pad for width in grid.widths]
    return [set_text(runs, grid.style, width) for runs, width in zip(cells, inner, strict=True)]
