"""The leader's page on paper: one page, whatever it holds."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Final

from reportlab.graphics import renderPDF
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from cases.model.leader import ChartData, LeaderPage, LeaderTile
from cases.rules.dates import long_date
from reports.charts import PAPER as CHART
from reports.charts import drawing
from reports.letters.fonts import SANS, missing, register, text_width
from reports.letters.looks import MM
from reports.letters.looks import PAPER as SIZES
from reports.letters.pdf import one_at_a_time

_EDGE: Final = 15 * MM
_INK, _MUTED, _RULE, _RED = (HexColor(one) for one in ("#15211F", "#3F4E4C", "#B9C4C1", "#A11D1D"))
_GAP: Final = 5 * MM
_LINE: Final = 12.5
_SMALL, _BODY, _HEAD = 8.0, 9.0, 10.5
_BAR, _TALLEST = 26.0, 230.0
"""The height of a lying bar, and of the chart over the months."""


def leader_pdf(page: LeaderPage) -> bytes:
    """Return the page as a PDF of one page on the office's paper; equal pages give equal bytes."""
    target = io.BytesIO()
    size = SIZES[page.profile.paper]
    with one_at_a_time:
        register()
        canvas = Canvas(target, pagesize=size, invariant=1, initialFontName=SANS.regular, lang="id")
        canvas.setTitle(_plain(f"Ringkasan pimpinan {page.year}"))
        canvas.setAuthor(_plain(page.profile.agency))
        canvas.setCreator("Netralitas")
        _Sheet(canvas, *size).draw(page)
        canvas.save()
    return target.getvalue()


class _Sheet:
    """The one page, drawn from the top; ``y`` is how far down it has come."""

    def __init__(self, canvas: Canvas, width: float, height: float) -> None:
        self._canvas, self._height = canvas, height
        self._left, self._width = _EDGE, width - 2 * _EDGE
        self._y = _EDGE
        self._foot = height - 24 * MM

    def draw(self, page: LeaderPage) -> None:
        self._head(page)
        self._tiles(page.tiles)
        self._owed(page)
        notes = self._notes(page)
        room = self._foot - notes - self._y - self._tables_height(page) - 2 * _GAP
        first, *others = page.charts
        lying = min(max((len(chart.bars) for chart in others), default=0) * _BAR + 24, room * 0.5)
        tall = min(room - lying, _TALLEST)
        self._chart(first, self._left, self._width, tall)
        self._y += tall + _GAP
        half = (self._width - _GAP) / 2
        for place, chart in enumerate(others):
            self._chart(chart, self._left + place * (half + _GAP), half, lying)
        self._y += lying + _GAP
        self._tables(page, half)
        self._definitions(page, self._foot - notes)
        self._footer(page)

    # -- parts

    def _head(self, page: LeaderPage) -> None:
        self._words(self._left, "RAHASIA", _SMALL, _RED, bold=True)
        self._y += 13
        for text, size in ((page.profile.government, _BODY), (page.profile.agency, _BODY)):
            self._words(self._left, text.upper(), size, _MUTED)
            self._y += 12
        self._y += 7
        self._words(self._left, "Ringkasan Pimpinan", 16, _INK, bold=True)
        self._y += 14
        moment = f"{long_date(page.as_of.date())} pukul {page.as_of:%H.%M} {page.as_of.tzname()}"
        self._words(self._left, f"Keadaan {moment}. {page.period}.", _BODY, _MUTED)
        self._y += 10

    def _tiles(self, tiles: Sequence[LeaderTile]) -> None:
        gap, height = 2.5 * MM, 56.0
        width = (self._width - gap * (len(tiles) - 1)) / len(tiles)
        for place, tile in enumerate(tiles):
            x = self._left + place * (width + gap)
            self._box(x, self._y, width, height)
            self._words(x + 6, tile.title, _SMALL, _MUTED, down=13)
            self._words(
                x + 6, tile_figure(tile), 17, _RED if tile.hue == "red" and tile.figure else _INK, down=33, bold=True
            )
            for number, line in enumerate(_wrapped(tile.under, 6.6, width - 12)[:2]):
                self._words(x + 6, line, 6.6, _MUTED, down=43 + number * 8)
        self._y += height + _GAP

    def _owed(self, page: LeaderPage) -> None:
        told = ". ".join(f"{line.title}: {line.cases} perkara" for line in page.owed)
        for line in _wrapped(f"{told}.", _SMALL, self._width) if told else ():
            self._words(self._left, line, _SMALL, _MUTED)
            self._y += 10
        self._y += 4

    def _chart(self, chart: ChartData, x: float, width: float, height: float) -> None:
        self._words(x, chart.title, _HEAD, _INK, down=9, bold=True)
        self._words(x + width, chart.note, _SMALL, _MUTED, down=9, right=True)
        drawn, _ = drawing(chart, width, height - 18, CHART)
        renderPDF.draw(drawn, self._canvas, x, self._height - self._y - height)

    def _tables_height(self, page: LeaderPage) -> float:
        left, right = len(page.stages) + 2, len(page.waits) + len(page.waiting) + 3
        return max(left, right) * _LINE + 6

    def _tables(self, page: LeaderPage, half: float) -> None:
        rows = [(line.title, str(line.cases), str(line.late or "–"), line.oldest) for line in page.stages]
        cases, late = (str(sum(values)) for values in _sums(page))
        rows.append(("Jumlah", cases, late, ""))
        heads = ("Tunggakan menurut tahap", "Perkara", "Lewat", "Terlama")
        self._table(self._left, half, heads, rows, (0.0, 0.62, 0.75, 1.0))
        right = self._left + half + _GAP
        waits = [(group.title, str(group.cases)) for group in page.waits]
        longest = [(f"{one.number}  {one.name}", f"{one.days} hari kerja") for one in page.waiting]
        self._table(right, half, ("Menunggu keputusan PPK", "Perkara"), waits, (0.0, 1.0))
        if longest:
            down = (len(waits) + 1.6) * _LINE
            self._table(right, half, ("Paling lama menunggu", ""), longest, (0.0, 1.0), down=down)

    def _table(
        self,
        x: float,
        width: float,
        heads: Sequence[str],
        rows: Sequence[Sequence[str]],
        ends: Sequence[float],
        *,
        down: float = 0.0,
    ) -> None:
        for number, cells in enumerate((heads, *rows)):
            base = down + 9 + number * _LINE
            bold = number == 0 or cells[0] == "Jumlah"
            for place, (cell, end) in enumerate(zip(cells, ends, strict=True)):
                if place == 0:
                    limit = width * (ends[1] - 0.14 if len(ends) > 2 else 0.74)  # noqa: PLR2004 - a table of two columns
                    self._words(x, _cut(cell, _BODY, limit), _BODY, _INK, down=base, bold=bold)
                else:
                    self._words(x + width * end, cell, _BODY, _INK, down=base, bold=bold, right=True)
            self._rule(x, base + 3.4, width)

    def _notes(self, page: LeaderPage) -> float:
        return 9.0 * len(self._definition_lines(page)) + 4

    def _definition_lines(self, page: LeaderPage) -> list[str]:
        told = " ".join(f"{title}: {words}" for title, words in page.definitions)
        return _wrapped(told, 6.8, self._width)

    def _definitions(self, page: LeaderPage, top: float) -> None:
        self._y = top
        for line in self._definition_lines(page):
            self._y += 9
            self._words(self._left, line, 6.8, _MUTED)

    def _footer(self, page: LeaderPage) -> None:
        self._y = self._height - 12 * MM
        self._rule(self._left, -9, self._width)
        self._words(self._left, f"Kepala rantai log {page.log_head}   |   dibuat oleh {page.made_by}", _SMALL, _MUTED)
        self._words(self._left + self._width, "Halaman 1 dari 1", _SMALL, _MUTED, right=True)

    # -- strokes

    def _words(
        self,
        x: float,
        text: str,
        size: float,
        color: HexColor,
        *,
        down: float = 0.0,
        bold: bool = False,
        right: bool = False,
    ) -> None:
        face, shown = SANS.bold if bold else SANS.regular, _plain(text)
        self._canvas.setFont(face, size)
        self._canvas.setFillColor(color)
        base = self._height - self._y - down
        self._canvas.drawString(x - text_width(shown, face, size) if right else x, base, shown)

    def _box(self, x: float, top: float, width: float, height: float) -> None:
        self._canvas.setStrokeColor(_RULE)
        self._canvas.setLineWidth(0.6)
        self._canvas.roundRect(x, self._height - top - height, width, height, 4)

    def _rule(self, x: float, down: float, width: float) -> None:
        y = self._height - self._y - down
        self._canvas.setStrokeColor(_RULE)
        self._canvas.setLineWidth(0.4)
        self._canvas.line(x, y, x + width, y)


def tile_figure(tile: LeaderTile) -> str:
    """Return what a tile shows large: a share in per cent where there is one, else the figure."""
    return f"{tile.share * 100:.0f} %" if tile.share is not None else f"{tile.figure:,}".replace(",", ".")


def _sums(page: LeaderPage) -> tuple[list[int], list[int]]:
    return [line.cases for line in page.stages], [line.late for line in page.stages]


def _plain(text: str) -> str:
    """A text without what the face cannot print."""
    bad = missing(text, SANS.regular)
    return "".join("?" if letter in bad else letter for letter in text)


def _cut(text: str, size: float, room: float) -> str:
    shown = _plain(text)
    if text_width(shown, SANS.bold, size) <= room:
        return shown
    while shown and text_width(f"{shown}…", SANS.bold, size) > room:
        shown = shown[:-1].rstrip()
    return f"{shown}…"


def _wrapped(text: str, size: float, room: float) -> list[str]:
    lines, line = [], ""
    for word in _plain(text).split():
        longer = f"{line} {word}".strip()
        if line and text_width(longer, SANS.regular, size) > room:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line] if line else lines
