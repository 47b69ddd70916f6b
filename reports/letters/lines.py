"""Text as boxes, one for each line, and short texts beside the first of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reports.letters.pages import Box, Ink
from reports.letters.text import Run, Setting, Style, TextLine, set_text

BASELINE = 0.78
"""Where type stands below the top of its line, in sizes."""


def text_boxes(
    runs: Sequence[Run],
    style: Style,
    x: float,
    width: float,
    *,
    setting: Setting = "ragged",
    place: float = 0.0,
    before: float = 0.0,
) -> list[Box]:
    """Text as one box a line; ``place`` is 0 for lines at the left, 0.5 centred, 1 at the right."""
    boxes = []
    for line in set_text(runs, style, width, setting):
        left = x + (width - line.width) * place
        boxes.append(Box(style.leading, (Ink(left, style.size * BASELINE, line),)))
    boxes[0] = replace(boxes[0], before=before)
    return _no_lost_lines(boxes)


def beside(boxes: Sequence[Box], x: float, runs: Sequence[Run], style: Style) -> list[Box]:
    """Add a short text (number, label, colon) beside the first of ``boxes``."""
    line = set_text(runs, style, float("inf"))[0]
    first = replace(boxes[0], inks=(Ink(x, style.size * BASELINE, line), *boxes[0].inks))
    return [first, *boxes[1:]]


def side_by_side(left: Sequence[Box], right: Sequence[Box]) -> list[Box]:
    """Two columns whose lines are of one height, as boxes that hold a line of each."""
    longer = left if len(left) > len(right) else right
    both = [replace(whole, inks=one.inks + other.inks) for one, other, whole in zip(left, right, longer, strict=False)]
    return [*both, *longer[len(both) :]]


def one_line(text: str, style: Style, *, bold: bool = False) -> TextLine:
    """One line of text, never broken."""
    return set_text([(text, bold)], style, float("inf"))[0]


def _no_lost_lines(boxes: list[Box]) -> list[Box]:
    """Bind the first two and the last two lines of a paragraph."""
    last = len(boxes) - 1
    return [replace(box, keep_next=i < last and i in (0, last - 1)) for i, box in enumerate(boxes)]
