"""Bars from nought, with their figures written on them, so that they read in grey and without an axis."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib.colors import HexColor

from cases.model.leader import ChartData
from reports.letters.fonts import SANS, missing, register, text_width

_STEPS: Final = (1, 2, 5)
_LINES: Final = 4
"""About so many lines of the grid."""
_OVER: Final = 4.0
"""Points by which a figure may be wider than its bar."""
_WIDEST: Final = 90.0
"""Points of a word under a bar beyond which it is cut rather than bars left without theirs."""


@dataclass(frozen=True, slots=True)
class ChartLook:
    """Colours (hexadecimal) and the size of words in points.

    ``fills`` are of the series, as many as a chart can have; the last is the strongest and is always there.
    """

    text: str
    muted: str
    grid: str
    edge: str
    fills: tuple[str, str, str]
    size: float


PAPER: Final = ChartLook("#15211F", "#3F4E4C", "#D5DDDB", "#0E6660", ("#F1F6F5", "#BCDCD7", "#0E6660"), 8.0)
LIGHT: Final = ChartLook("#15211F", "#5A6967", "#E3E9E8", "#0E6660", ("#F1F6F5", "#BCDCD7", "#0E6660"), 9.5)
DARK: Final = ChartLook("#E7EEEC", "#9AA9A6", "#2F3B39", "#45B3A8", ("#16211F", "#24514D", "#45B3A8"), 9.5)


@dataclass(frozen=True, slots=True)
class Region:
    """Where a bar and its words lie, in points from the upper left edge, and which bar it is."""

    left: float
    top: float
    width: float
    height: float
    bar: int


def drawing(chart: ChartData, width: float, height: float, look: ChartLook) -> tuple[Drawing, tuple[Region, ...]]:
    """Return the chart in this room, without its title, and where its bars lie."""
    register()
    sheet = _Sheet(width, height, look)
    if not chart.bars:
        sheet.words(width / 2, height / 2, chart.note, look.muted, "middle")
        return sheet.drawing, ()
    regions = _lying(sheet, chart) if chart.lying else _standing(sheet, chart)
    return sheet.drawing, tuple(regions)


class _Sheet:
    """A drawing that is measured from the upper left edge."""

    def __init__(self, width: float, height: float, look: ChartLook) -> None:
        self.drawing = Drawing(width, height)
        self.width, self.height, self.look = width, height, look

    def words(
        self, x: float, baseline: float, text: str, color: str, anchor: str = "start", *, bold: bool = False
    ) -> None:
        face = SANS.bold if bold else SANS.regular
        self.drawing.add(
            String(
                x,
                self.height - baseline,
                text,
                fontName=face,
                fontSize=self.look.size,
                fillColor=HexColor(color),
                textAnchor=anchor,
            )
        )

    def bar(self, x: float, top: float, width: float, height: float, fill: str) -> None:
        box = Rect(x, self.height - top - height, width, height, strokeWidth=0.6)
        box.fillColor, box.strokeColor = HexColor(fill), HexColor(self.look.edge)
        self.drawing.add(box)

    def line(self, x: float, top: float, to_x: float, to_top: float, color: str) -> None:
        self.drawing.add(
            Line(x, self.height - top, to_x, self.height - to_top, strokeColor=HexColor(color), strokeWidth=0.6)
        )


def _fills(chart: ChartData, look: ChartLook) -> tuple[str, ...]:
    return look.fills[-len(chart.series) :]


def scale(most: int) -> tuple[int, int]:
    """Return the end of an axis that shows ``most`` and the step of its grid; both are whole numbers, at least 1."""
    step, power = 1, 1
    while True:
        for base in _STEPS:
            step = base * power
            if step * _LINES >= most:
                return max(step * -(-most // step), step), step
        power *= 10


def _standing(sheet: _Sheet, chart: ChartData) -> list[Region]:
    look = sheet.look
    end, step = scale(max(max(bar.figures) for bar in chart.bars))
    axis = text_width(str(end), SANS.regular, look.size) + 8
    top, bottom = look.size * (3.0 if len(chart.series) > 1 else 1.6), sheet.height - look.size * 1.9
    unit = (bottom - top) / end
    for value in range(0, end + 1, step):
        y = bottom - value * unit
        sheet.line(axis, y, sheet.width, y, look.grid if value else look.muted)
        sheet.words(axis - 5, y + look.size * 0.35, str(value), look.muted, "end")
    _legend(sheet, chart)
    room = (sheet.width - axis) / len(chart.bars)
    thick = min(room * 0.78 / len(chart.series), look.size * 3)
    each = _each(chart, room, look)
    regions = []
    for place, bar in enumerate(chart.bars):
        left = axis + place * room
        start = left + (room - thick * len(chart.series)) / 2
        for number, (figure, fill) in enumerate(zip(bar.figures, _fills(chart, look), strict=True)):
            x = start + number * thick
            if figure:
                sheet.bar(x, bottom - figure * unit, thick, figure * unit, fill)
                strong = number == len(chart.series) - 1
                if text_width(str(figure), SANS.bold, look.size) <= (room if strong else thick) + _OVER:
                    ink = look.text if strong else look.muted
                    sheet.words(x + thick / 2, bottom - figure * unit - 3, str(figure), ink, "middle", bold=strong)
        if place % each == 0:
            shown = _fitting(bar.word, room * each, look)
            wide = text_width(shown, SANS.regular, look.size)
            middle = left + (room if each == 1 else wide) / 2
            if middle + wide / 2 <= sheet.width + 1:
                sheet.words(middle, bottom + look.size * 1.4, shown, look.muted, "middle")
        regions.append(Region(left, top, room, sheet.height - top, place))
    return regions


def _each(chart: ChartData, room: float, look: ChartLook) -> int:
    """Of how many bars only one has its word beneath, where words are wider than their bars."""
    widest = max(text_width(_clean(bar.word), SANS.regular, look.size) for bar in chart.bars) + look.size
    return max(math.ceil(min(widest, _WIDEST) / room), 1)


def _legend(sheet: _Sheet, chart: ChartData) -> None:
    if len(chart.series) < 2:  # noqa: PLR2004 - one series needs no key
        return
    size, x = sheet.look.size, sheet.width
    for name, fill in reversed(list(zip(chart.series, _fills(chart, sheet.look), strict=True))):
        x -= text_width(name, SANS.regular, size)
        sheet.words(x, size * 0.9, name, sheet.look.muted)
        x -= size + 3
        sheet.bar(x, 0.5, size * 0.8, size * 0.8, fill)
        x -= size


def _lying(sheet: _Sheet, chart: ChartData) -> list[Region]:
    look = sheet.look
    most = max(max(bar.figures) for bar in chart.bars)
    words = min(
        max(text_width(_clean(bar.word), SANS.regular, look.size) for bar in chart.bars) + 10, sheet.width * 0.5
    )
    figures = text_width(str(most), SANS.bold, look.size) + 10
    unit = (sheet.width - words - figures) / max(most, 1)
    room = min(sheet.height / len(chart.bars), look.size * 3.4)
    thick = room * 0.55
    regions = []
    for place, bar in enumerate(chart.bars):
        top = place * room
        middle = top + room / 2
        sheet.words(0, middle + look.size * 0.35, _fitting(bar.word, words - 10, look), look.text)
        (figure,) = bar.figures
        sheet.bar(words, middle - thick / 2, max(figure * unit, 0.5), thick, _fills(chart, look)[-1])
        sheet.words(words + figure * unit + 6, middle + look.size * 0.35, str(figure), look.text, bold=True)
        regions.append(Region(0, top, sheet.width, room, place))
    sheet.line(words, 0, words, room * len(chart.bars), look.muted)
    return regions


def _clean(words: str) -> str:
    """Words without what the face cannot draw."""
    bad = missing(words, SANS.regular)
    return "".join("?" if letter in bad else letter for letter in words)


def _fitting(words: str, room: float, look: ChartLook) -> str:
    """Words cut to a room."""
    text = _clean(words)
    if text_width(text, SANS.regular, look.size) <= room:
        return text
    while text and text_width(f"{text}…", SANS.regular, look.size) > room:
        text = text[:-1].rstrip()
    return f"{text}…"
