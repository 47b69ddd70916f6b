"""What stands outside the text of a page: the footer line, the square code, page numbers, places for initials."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas

from cases.model.letter import LetterRequest
from reports.letters import looks
from reports.letters.lines import BASELINE, one_line
from reports.letters.looks import Look, Sheet
from reports.letters.pen import Pen
from reports.letters.square import CAPTION, square
from reports.letters.text import Style, TextLine, clean, set_text


class Furniture:
    """The furniture of one letter's pages; ``initialled`` are those who sign their initials at the foot of each."""

    def __init__(self, request: LetterRequest, look: Look, sheet: Sheet, initialled: Sequence[str]) -> None:
        self._request, self._look, self._sheet = request, look, sheet
        self._initials = _initial_lines(initialled, Style(look.body.family, 11, 13.6), sheet.column)

    @property
    def bottom(self) -> float:
        """Where the text of a page ends, from the upper edge."""
        rows = len(self._initials)
        return self._sheet.bottom - (looks.INITIALS_HEIGHT + looks.INITIALS_STEP * rows if rows else 0.0)

    def draw(self, canvas: Canvas, pen: Pen, number: int, count: int) -> None:
        """Draw the furniture of page ``number`` of ``count``."""
        sheet = self._sheet
        if number > 1 and (self._look.running_number or not self._request.profile.footer_shown):
            line = one_line(f"- {number} -", self._look.body)
            baseline = sheet.height - looks.RUNNING_NUMBER - self._look.body.size * BASELINE
            pen.write(sheet.left + (sheet.column - line.width) / 2, baseline, line)
        for i, row in enumerate(reversed(self._initials)):
            for x, line in row:
                pen.write(sheet.left + x, sheet.foot + looks.INITIALS_HEIGHT + i * looks.INITIALS_STEP, line)
        x = sheet.left
        if number == 1 and self._request.qr:
            x = self._draw_square(canvas, pen)
        self._draw_footer(canvas, pen, x, number, count)

    def _draw_square(self, canvas: Canvas, pen: Pen) -> float:
        """The square code and what it is and is not; returns where the footer line begins beside it."""
        left = self._sheet.left
        size, operators = square(self._request.qr)
        module = looks.QR_SIZE / size
        canvas.addLiteral(f"q {module:.4f} 0 0 {module:.4f} {left:.2f} {looks.QR_BOTTOM:.2f} cm {operators} Q")
        x = left + looks.QR_SIZE + looks.QR_GAP
        lines = set_text([(CAPTION, False)], looks.FOOTER, left + self._sheet.column - x)
        for i, line in enumerate(reversed(lines)):
            pen.write(x, looks.QR_CAPTION + i * looks.FOOTER.leading, line, looks.FOOTER_GREY)
        return x

    def _draw_footer(self, canvas: Canvas, pen: Pen, x: float, number: int, count: int) -> None:
        """The line that ties the paper to the log; a draft says that it is one, with or without the line."""
        request, right_edge = self._request, self._sheet.left + self._sheet.column
        parts = ["KONSEP"] if request.draft else []
        if request.short_code and (request.profile.footer_shown or request.qr):
            parts.append(f"Kode surat {request.short_code}")
        if request.profile.footer_shown and request.log_head:
            parts.append(f"Kepala rantai log {request.log_head}")
        at = x
        for i, part in enumerate(parts):
            for text in ["|", part] if i else [part]:
                line = one_line(clean(text), looks.FOOTER)
                pen.write(at, looks.FOOTER_BASELINE, line, looks.FOOTER_GREY)
                at += line.width + looks.FOOTER_GAP
        if request.profile.footer_shown:
            right = one_line(f"Halaman {number} dari {count}", looks.FOOTER)
            pen.write(right_edge - right.width, looks.FOOTER_BASELINE, right, looks.FOOTER_GREY)
            canvas.setLineWidth(looks.FOOTER_WEIGHT)
            canvas.setStrokeGray(looks.FOOTER_GREY)
            canvas.line(x, looks.FOOTER_RULE, right_edge, looks.FOOTER_RULE)
            canvas.setStrokeGray(0)


def _initial_lines(names: Sequence[str], style: Style, width: float) -> list[list[tuple[float, TextLine]]]:
    """Where each signs his initials at the foot of a page, in as many lines as they need."""
    if not names:
        return []
    words = [one_line(clean(name), style) for name in names]
    rows: list[list[TextLine]] = [[]]
    for word in words:
        if rows[-1] and _dots([*rows[-1], word], width) < looks.INITIALS_LEAST:
            rows.append([])
        rows[-1].append(word)
    room = min(_dots(row, width) for row in rows)
    dots = one_line("." * int(min(room, looks.INITIALS_MOST) / one_line(".", style).width), style)
    placed: list[list[tuple[float, TextLine]]] = []
    for row in rows:
        x = looks.INITIALS_START
        placed.append([(0.0, one_line("Paraf", style))] if not placed else [])
        for word in row:
            placed[-1] += [(x, word), (x + word.width + looks.INITIALS_GAP / 2, dots)]
            x += word.width + dots.width + looks.INITIALS_GAP * 1.5
    return placed


def _dots(row: Sequence[TextLine], width: float) -> float:
    """How long the dotted lines of a row of initials can be."""
    words = sum(word.width + looks.INITIALS_GAP * 1.5 for word in row)
    return (width - looks.INITIALS_START - words) / len(row)
