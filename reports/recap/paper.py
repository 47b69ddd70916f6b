"""A recap on paper: the columns of its workbook as a table over as many pages as it needs, lying, as a PDF."""

from __future__ import annotations

import io
from datetime import date
from functools import partial
from typing import Final
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, KeepTogether, LongTable, Paragraph, SimpleDocTemplate, Spacer

from cases.model.recap import RecapColumn, RecapData, RecapValue
from cases.rules.dates import long_date
from reports.letters.fonts import SANS, missing, register
from reports.letters.looks import MM, PAPER
from reports.letters.pdf import one_at_a_time

_EDGE, _FOOT = 12 * MM, 18 * MM
_INK, _MUTED, _RULE, _HEAD, _RED = (HexColor(one) for one in ("#15211F", "#3F4E4C", "#8A9794", "#E9E9E9", "#A11D1D"))
_SMALL: Final = 8
_CELL = ParagraphStyle("cell", fontName=SANS.regular, fontSize=9.5, leading=12, textColor=_INK)
_CENTER = ParagraphStyle("center", _CELL, alignment=TA_CENTER)
_RIGHT = ParagraphStyle("right", _CELL, alignment=TA_RIGHT)
_BOLD = ParagraphStyle("bold", _CELL, fontName=SANS.bold)
_STYLES = {"text": _CELL, "number": _CENTER, "date": _CENTER, "share": _RIGHT}
_TITLE = ParagraphStyle("title", _BOLD, fontSize=13, leading=16)
_NOTE = ParagraphStyle("note", _CELL, fontSize=_SMALL, leading=10, textColor=_MUTED)
_MARK = ParagraphStyle("mark", _BOLD, fontSize=_SMALL, leading=12, textColor=_RED)


def recap_pdf(recap: RecapData) -> bytes:
    """Return the recap as a PDF on the office's paper; equal data give equal bytes."""
    with one_at_a_time:
        register()
        _, pages = _built(recap, 0)  # the foot of each page says how many there are
        return _built(recap, pages)[0]


def _built(recap: RecapData, pages: int) -> tuple[bytes, int]:
    """The PDF with feet that count so many pages, and how many there are."""
    target = io.BytesIO()
    height, width = PAPER[recap.paper]
    document = SimpleDocTemplate(
        target,
        pagesize=(width, height),
        leftMargin=_EDGE,
        rightMargin=_EDGE,
        topMargin=_EDGE,
        bottomMargin=_FOOT,
        invariant=1,
        title=_plain(recap.title),
        author=_plain(recap.source_office),
        creator="Netralitas",
        lang="id",
    )
    foot = partial(_foot, recap, pages)
    parts = [*_top(recap), _table(recap, width - 2 * _EDGE), *_below(recap)]
    document.build(parts, onFirstPage=foot, onLaterPages=foot)
    return target.getvalue(), document.page


def _top(recap: RecapData) -> list[Flowable]:
    moment = f"{long_date(recap.as_of.date())} pukul {recap.as_of:%H.%M} {recap.as_of.tzname()}"
    return [
        _text("RAHASIA", _MARK),
        _text(recap.title.upper(), _TITLE),
        _text(recap.government.upper(), _BOLD),
        _text(recap.filter_text, _CELL),
        _text(f"Keadaan {moment}. Dibuat oleh {recap.made_by}, {recap.source_office}.", _NOTE),
        Spacer(0, 3 * MM),
    ]


def _table(recap: RecapData, room: float) -> LongTable:
    wanted = sum(column.width for column in recap.columns)
    rows = [[_text(column.title, ParagraphStyle("head", _BOLD, alignment=TA_CENTER)) for column in recap.columns]]
    rows += [
        [_cell(column, value) for column, value in zip(recap.columns, line.values, strict=True)] for line in recap.lines
    ]
    looks = [
        ("GRID", (0, 0), (-1, -1), 0.4, _RULE),
        ("BACKGROUND", (0, 0), (-1, 0), _HEAD),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), 1.5 * MM),
        ("RIGHTPADDING", (0, 0), (-1, -1), 1.5 * MM),
        ("TOPPADDING", (0, 0), (-1, -1), 2.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
    ]
    if recap.sums:
        rows.append([_cell(column, value, bold=True) for column, value in zip(recap.columns, recap.sums, strict=True)])
        kept = next((place for place, value in enumerate(recap.sums) if value is not None), len(recap.columns))
        rows[-1][0] = _text("Jumlah", _BOLD)
        looks += [("BACKGROUND", (0, -1), (-1, -1), _HEAD), ("SPAN", (0, -1), (max(kept - 1, 0), -1))]
    widths = [column.width / wanted * room for column in recap.columns]
    return LongTable(rows, colWidths=widths, repeatRows=1, style=looks)


def _below(recap: RecapData) -> list[Flowable]:
    """The totals and what the columns mean; a block is not parted from its head."""
    parts: list[Flowable] = []
    for total in recap.totals:
        told = "; ".join(f"{word}: {count}" for word, count in total.counts)
        parts.append(KeepTogether([Spacer(0, 3 * MM), _text(total.title, _BOLD), _text(f"{told}.", _CELL)]))
    meanings = [_text(f"{column.title}: {column.definition}", _NOTE) for column in recap.columns]
    notes = [_text(note, _NOTE) for note in recap.notes]
    return [*parts, KeepTogether([Spacer(0, 3 * MM), _text("Keterangan", _BOLD), *notes, *meanings])]


def _cell(column: RecapColumn, value: RecapValue, *, bold: bool = False) -> Paragraph:
    style = _STYLES[column.kind]
    return _text(_words(column, value), ParagraphStyle("sum", style, fontName=SANS.bold) if bold else style)


def _words(column: RecapColumn, value: RecapValue) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    if column.kind == "share" and not isinstance(value, str):
        return f"{value * 100:.1f}%".replace(".", ",")
    return f"{value:,}".replace(",", ".") if isinstance(value, int) else str(value)


def _text(text: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(escape(_plain(text)).replace("\n", "<br/>"), style)


def _plain(text: str) -> str:
    """A text without what the face cannot print."""
    bad = missing(text.replace("\n", ""), SANS.regular)
    return "".join("?" if letter in bad else letter for letter in text)


def _foot(recap: RecapData, pages: int, canvas: Canvas, document: SimpleDocTemplate) -> None:
    width, base = canvas._pagesize[0], 10 * MM  # noqa: SLF001 - reportlab has no other way to ask
    canvas.setStrokeColor(_RULE)
    canvas.setLineWidth(0.4)
    canvas.line(_EDGE, base + 11, width - _EDGE, base + 11)
    canvas.setFont(SANS.regular, _SMALL)
    canvas.setFillColor(_MUTED)
    canvas.drawString(_EDGE, base, _plain(f"RAHASIA   |   Kepala catatan perubahan {recap.log_head}"))
    canvas.drawRightString(width - _EDGE, base, f"Halaman {document.page} dari {pages}")
