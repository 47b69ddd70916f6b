"""What both sheets share: fonts, borders, safe text, and heights and widths measured from the font itself."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Sequence
from copy import copy
from enum import StrEnum
from functools import cache, lru_cache
from weakref import WeakKeyDictionary

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.worksheet.worksheet import Worksheet
from PIL import ImageFont

import resources
from cases.model.recap import RecapValue

FONT = "Arial"
SIZE = 9.0

_line = Side(style="thin", color="FF5F6B68")
_border = Border(left=_line, right=_line, top=_line, bottom=_line)
_plain = Font(name=FONT, size=SIZE)
_bold = Font(name=FONT, size=SIZE, bold=True)
_head_fill = PatternFill("solid", fgColor="FFDAE4E1")
_sum_fill = PatternFill("solid", fgColor="FFEEF3F1")


class Look(StrEnum):
    """The named styles of a recap, as Excel lists them."""

    TITLE = "Rekap judul"
    LINE = "Rekap keterangan"
    HEAD = "Rekap kepala"
    HEAD_WORDS = "Rekap kepala blok"
    TEXT = "Rekap teks"
    NUMBER = "Rekap angka"
    COUNT = "Rekap jumlah"
    DATE = "Rekap tanggal"
    SHARE = "Rekap bagian"
    ENTRY = "Rekap butir"
    SUM = "Rekap total"
    SUM_COUNT = "Rekap total angka"
    SUM_SHARE = "Rekap total bagian"


_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_HEIGHT = 12.0  # points of a 9 pt line in Excel
_PADDING = 6.0
_TALLEST = 409.0  # Excel's own limit
_MILLIMETRE = 72 / 25.4
_SIDE = 2 * 1.3 * _MILLIMETRE  # what Excel keeps free left and right in a cell
_CAUTION = 0.95  # Excel rounds letters to pixels; lines come out a little longer than the font says
_DIGIT = 7  # pixels of a digit of the Normal style (Arial 10), in which column widths count
_LONGEST = 32_767  # characters that a cell of Excel can hold


def add_looks(workbook: Workbook) -> None:
    """Give a workbook the named styles; its columns then count their width in digits of Arial 10."""
    for style in workbook._named_styles:  # noqa: SLF001 -- the Normal style has no other way in
        if style.name == "Normal":
            style.font = Font(name=FONT, size=10)
    for look, style in _looks().items():
        style.name = look.value
        workbook.add_named_style(style)


def _looks() -> dict[Look, NamedStyle]:
    def cell(
        font: Font, across: str, fill: PatternFill | None = None, shape: str = "General", indent: int = 0
    ) -> NamedStyle:
        place = Alignment(horizontal=across, vertical="center", wrap_text=True, indent=indent)
        return NamedStyle(font=font, border=_border, fill=fill, alignment=place, number_format=shape)

    return {
        Look.TITLE: NamedStyle(font=Font(name=FONT, size=12, bold=True)),
        Look.LINE: NamedStyle(font=_plain),
        Look.HEAD: cell(_bold, "center", _head_fill),
        Look.HEAD_WORDS: cell(_bold, "left", _head_fill, indent=1),
        Look.TEXT: cell(_plain, "left", shape="@"),  # what is filled in by hand stays text too
        Look.NUMBER: cell(_plain, "center", shape="#,##0"),
        Look.COUNT: cell(_plain, "right", indent=1),
        Look.ENTRY: cell(_plain, "left", shape="@", indent=1),
        Look.SHARE: cell(_plain, "right", shape="0.0%", indent=1),
        Look.DATE: cell(_plain, "center", shape="dd-mm-yyyy"),
        Look.SUM: cell(_bold, "left", _sum_fill, indent=1),
        Look.SUM_SHARE: cell(_bold, "right", _sum_fill, shape="0.0%", indent=1),
        Look.SUM_COUNT: cell(_bold, "right", _sum_fill, indent=1),
    }


def put(cell: Cell, value: RecapValue, look: Look) -> None:
    """Write a value in a look; a text stays a text, whatever sign it begins with."""
    cell._style = copy(_styles_of(cell.parent.parent)[look])  # noqa: SLF001 - openpyxl searches its list for each cell
    put_plain(cell, value)


_known: WeakKeyDictionary[Workbook, dict[Look, StyleArray]] = WeakKeyDictionary()


def _styles_of(workbook: Workbook) -> dict[Look, StyleArray]:
    """The looks of a workbook as its cells hold them."""
    found = _known.get(workbook)
    if found is None:
        named = {style.name: style for style in workbook._named_styles}  # noqa: SLF001 - openpyxl lists them nowhere else
        found = _known[workbook] = {look: named[look.value].as_tuple() for look in Look}
    return found


def put_plain(cell: Cell, value: RecapValue) -> None:
    """Write a value and leave the look as it is; see ``put``."""
    cell.value = None
    if not isinstance(value, str):
        cell.value = value
    elif clean := plain(value)[:_LONGEST]:
        cell.value = clean
        cell.data_type = "s"
        if clean[0] in "=+-@":
            cell.quotePrefix = True


def plain(text: str) -> str:
    """Return the text without the control characters that XML cannot hold."""
    return _NO_XML.sub("", text)


def set_widths(sheet: Worksheet, millimetres: Sequence[float]) -> None:
    """Set column widths from millimetres."""
    for column, width in enumerate(millimetres, start=1):
        pixels = width / 25.4 * 96
        letter = sheet.cell(1, column).column_letter
        sheet.column_dimensions[letter].width = round((pixels - 5) / _DIGIT, 2)


def set_height(sheet: Worksheet, row: int, texts: Sequence[tuple[str, float]], *, bold: bool = False) -> None:
    """Set a row's height so that every text, wrapped into its width in millimetres, shows whole."""
    lines = max((line_count(text, width, bold=bold) for text, width in texts), default=1)
    sheet.row_dimensions[row].height = min(_TALLEST, lines * _LINE_HEIGHT + _PADDING)


def line_count(text: str, width: float, *, bold: bool = False) -> int:
    """Return how many lines a text takes in a cell ``width`` millimetres wide; a long word breaks between letters."""
    room = (width * _MILLIMETRE - _SIDE) * _CAUTION
    space = _length(" ", bold=bold)
    lines = 0
    for paragraph in text.split("\n"):
        lines += 1
        used = 0.0
        for word in paragraph.split():
            length = _length(word, bold=bold)
            if used and used + space + length > room:
                lines += 1
                used = 0.0
            if length > room:
                lines += math.ceil(length / room) - 1
                length %= room
            used += length + (space if used else 0)
    return lines


@lru_cache(maxsize=20_000)
def _length(word: str, *, bold: bool) -> float:
    font = _metrics(bold=bold)
    return font.getlength(word) * SIZE / font.size


@cache
def _metrics(*, bold: bool) -> ImageFont.FreeTypeFont:
    face = "Bold" if bold else "Regular"  # Liberation Sans has Arial's widths
    return ImageFont.truetype(io.BytesIO(resources.read_bytes(f"fonts/LiberationSans-{face}.ttf")), 100)
