"""Ruled tables: a header that comes back on every page, rows that stay whole where a page can hold them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from reports.letters import looks
from reports.letters.pages import Box, Fill, Ink, Rule
from reports.letters.text import Run, Style, TextLine, set_text

_BASELINE = 0.78
# A row is parted only where at least this many of its lines stay behind.
_LEAST_LINES = 2

_Cells = Sequence[Sequence[TextLine]]


@dataclass(frozen=True, slots=True)
class _Grid:
    """Columns of a table: their widths, which ones are centred, and the type."""

    widths: tuple[float, ...]
    centred: tuple[bool, ...]
    style: Style

    def row(self, cells: _Cells, header: Box | None = None, fill: float | None = None) -> Box:
        """One row as a box."""
        style = self.style
        edges = [0.0, *accumulate(self.widths)]
        depth = max(len(lines) for lines in cells)
        height = depth * style.leading + 2 * looks.TABLE_PAD_Y
        inks = []
        for left, width, lines, centred in zip(edges, self.widths, cells, self.centred, strict=False):
            for i, line in enumerate(lines):
                x = left + (width - line.width) / 2 if centred or fill is not None else left + looks.TABLE_PAD_X
                inks.append(Ink(x, looks.TABLE_PAD_Y + i * style.leading + style.size * _BASELINE, line))
        weight = looks.TABLE_RULE
        rules = [Rule(edges[0], y, edges[-1], y, weight) for y in (0.0, height)]
        rules += [Rule(x, 0.0, x, height, weight) for x in edges]
        fills = (Fill(0.0, 0.0, edges[-1], height, fill),) if fill is not None else ()

        def split(room: float) -> tuple[Box, Box] | None:
            count = int((room - 2 * looks.TABLE_PAD_Y) // style.leading)
            if count < _LEAST_LINES or count >= depth:
                return None
            first = self.row([lines[:count] for lines in cells], header)
            return first, self.row([lines[count:] for lines in cells], header)

        return Box(height, tuple(inks), tuple(rules), fills, header=header, split=split if fill is None else None)


def table_boxes(
    titles: Sequence[str],
    widths: Sequence[float],
    rows: Sequence[Sequence[Sequence[Run]]],
    centred: Sequence[bool],
    style: Style,
    before: float,
) -> list[Box]:
    """A table as boxes: the header, bound to the first row, then the rows."""
    grid = _Grid(tuple(widths), tuple(centred), style)
    head = grid.row(_set([[(title, True)] for title in titles], grid), fill=looks.TABLE_HEADER_GREY)
    boxes = [replace(head, before=before, keep_next=True)]
    boxes += [grid.row(_set(cells, grid), header=head) for cells in rows]
    return boxes


def _set(cells: Sequence[Sequence[Run]], grid: _Grid) -> list[list[TextLine]]:
    inner = [width - 2 * looks.TABLE_PAD_X for width in grid.widths]
    return [set_text(runs, grid.style, width) for runs, width in zip(cells, inner, strict=True)]
