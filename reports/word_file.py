"""A .docx made of plain parts: a page, paragraphs on tab stops, tables, pictures; what python-docx leaves to XML."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, cast

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell, _Row
from docx.text.font import Font
from docx.text.paragraph import Paragraph

Align = Literal["left", "justify", "center", "right"]
Runs = Sequence[tuple[str, bool]]
"""Stretches of text and whether each is bold; a tab goes to the next stop, a line feed begins a new line."""
Place = Any
"""Where a paragraph goes: the document itself, a cell, a header or a footer."""

_ALIGN: Final = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
_SIDES: Final = ("top", "left", "bottom", "right", "insideH", "insideV")
_EIGHTHS: Final = 8
_TWENTIETHS: Final = 20
_LANGUAGE: Final = "id-ID"
_AFTER: Final[dict[str, tuple[str, ...]]] = {
    "w:tblInd": ("w:tblBorders", "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook"),
    "w:tblBorders": ("w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook"),
    "w:tblCellMar": ("w:tblLook",),
    "w:tcBorders": ("w:shd", "w:noWrap", "w:tcMar", "w:vAlign"),
    "w:tcMar": ("w:textDirection", "w:vAlign"),
    "w:shd": ("w:noWrap", "w:tcMar", "w:vAlign"),
    "w:outlineLvl": ("w:rPr", "w:sectPr"),
}
"""What must stand behind an element where it is there: Word refuses a file with parts in another order."""


@dataclass(frozen=True, slots=True)
class Type:
    """The type of a paragraph: font as Word calls it, size and leading in points."""

    font: str
    size: float
    leading: float


class WordFile:
    """A document of one section; ``add`` writes its paragraphs, ``save`` gives its bytes. Measures are points."""

    def __init__(self, page: tuple[float, float], margins: tuple[float, float, float, float], body: Type) -> None:
        """Begin with a page, its ``margins`` (top, right, bottom, left) and the type of text where none is named."""
        self._document = Document()
        self._body = body
        self._room = 0.0
        section = self._document.sections[0]
        section.orientation = WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (Pt(side) for side in page)
        section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = map(Pt, margins)
        self.width = page[0] - margins[1] - margins[3]
        self.header: Place = section.header
        self.footer: Place = section.footer
        section.header_distance, section.footer_distance = Pt(20), Pt(24)
        _set_normal(self._document, body)

    def add(
        self,
        runs: Runs,
        *,
        into: Place = None,
        left: float = 0.0,
        first: float = 0.0,
        right: float = 0.0,
        tabs: Sequence[float] = (),
        align: Align = "left",
        before: float = 0.0,
        kind: Type | None = None,
        keep_next: bool = False,
        new_page: bool = False,
        level: int = 0,
        colour: str = "",
    ) -> Paragraph:
        """Add a paragraph whose lines begin at ``left``, the first at ``first``; ``level`` puts it into the outline."""
        kind = kind or self._body
        paragraph = _empty(into) or (into or self._document).add_paragraph()
        form = paragraph.paragraph_format
        for name, room in (("left_indent", left), ("first_line_indent", first - left), ("right_indent", right)):
            if room:
                setattr(form, name, Pt(room))
        if before:
            form.space_before = Pt(before)
        if kind.leading != self._body.leading:
            form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(kind.leading)
        if keep_next:
            form.keep_with_next = form.keep_together = True
        if new_page:
            form.page_break_before = True
        if align != "left":
            paragraph.alignment = _ALIGN[align]
        for stop in tabs:
            form.tab_stops.add_tab_stop(Pt(stop))
        if level:
            _append(paragraph._p.get_or_add_pPr(), "w:outlineLvl", val=str(level - 1))  # noqa: SLF001 - not offered
        self._write(paragraph, runs, kind, colour)
        return paragraph

    def _write(self, paragraph: Paragraph, runs: Runs, kind: Type, colour: str) -> None:
        for text, bold in runs:
            run = paragraph.add_run(text)
            if bold:
                run.bold = True
            if (kind.font, kind.size) != (self._body.font, self._body.size):
                _set_font(run.font, kind)
            if colour:
                run.font.color.rgb = RGBColor.from_string(colour)

    def picture(self, data: bytes, place: Place, *, height: float, align: Align = "left") -> None:
        """Add a picture so high, on a line of its own."""
        paragraph = _empty(place) or (place or self._document).add_paragraph()
        paragraph.alignment = _ALIGN[align]
        paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
        inline = paragraph.add_run().add_picture(io.BytesIO(data), height=Pt(height))._inline  # noqa: SLF001 - not offered
        for side in ("distT", "distB", "distL", "distR"):
            inline.set(side, "0")  # LibreOffice takes an eighth of an inch where nothing is said

    def table(
        self, widths: Sequence[float], *, ruled: float = 0.0, pad: tuple[float, float] = (0.0, 0.0), before: float = 0.0
    ) -> Table:
        """Add an empty table; ``ruled`` is the weight of its lines, ``pad`` the room in its cells (sides, top)."""
        if before:
            self.add([], kind=Type(self._body.font, 1, before), keep_next=True)
        made = self._document.add_table(rows=0, cols=len(widths))
        made.alignment = WD_TABLE_ALIGNMENT.LEFT
        made.autofit = False
        for column, width in zip(made.columns, widths, strict=True):
            column.width = Pt(width)
        properties = made._tbl.tblPr  # noqa: SLF001 - borders and margins are not offered
        # Word counts from the text of the first cell: the line shall stand where the lines of text begin.
        _append(properties, "w:tblInd", w=str(round(pad[0] * _TWENTIETHS)), type="dxa")
        _append(properties, "w:tblBorders", {side: _line(ruled) for side in _SIDES})
        sides, top = (str(round(room * _TWENTIETHS)) for room in pad)
        margins = {side: {"w": sides if side in {"left", "right"} else top, "type": "dxa"} for side in _SIDES[:4]}
        _append(properties, "w:tblCellMar", margins)
        return cast("Table", made)

    @staticmethod
    def row(table: Table, *, header: bool = False) -> tuple[_Cell, ...]:
        """Add a row that does not part over pages; a header comes back on each page."""
        row = cast("_Row", table.add_row())  # type: ignore[no-untyped-call]
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - not offered
        _append(properties, "w:cantSplit")
        if header:
            _append(properties, "w:tblHeader")
        for cell, column in zip(row.cells, table.columns, strict=True):
            cell.width = column.width
        return tuple(row.cells)

    @staticmethod
    def shade(cell: _Cell, colour: str) -> None:
        """Fill a cell."""
        _append(cell._tc.get_or_add_tcPr(), "w:shd", val="clear", color="auto", fill=colour)  # noqa: SLF001 - not offered

    @staticmethod
    def underline(cell: _Cell, style: str, weight: float, room: float) -> None:
        """Rule a cell off at its foot, with room above the line."""
        line = {"val": style, "sz": str(round(weight * _EIGHTHS)), "space": "0", "color": "000000"}
        properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001 - not offered
        _append(properties, "w:tcBorders", {"bottom": line})
        _append(properties, "w:tcMar", {"bottom": {"w": str(round(room * _TWENTIETHS)), "type": "dxa"}})

    @staticmethod
    def field(paragraph: Paragraph, code: str, kind: Type) -> None:
        """Add what Word counts itself: PAGE, NUMPAGES."""
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), code)
        run = paragraph.add_run("1")
        _set_font(run.font, kind)
        field.append(run._r)  # noqa: SLF001 - a field is not offered
        paragraph._p.append(field)  # noqa: SLF001 - the same

    def save(self, *, title: str, author: str, mark: str) -> bytes:
        """The bytes; ``mark`` stands in the properties as what the document is."""
        if self._document.element.body[-2].tag == qn("w:tbl"):
            self.add([], kind=Type(self._body.font, 1, 1))  # Word wants a paragraph after the last table
        told = self._document.core_properties
        told.title, told.author, told.language = title, author, _LANGUAGE
        told.subject = told.comments = told.category = told.content_status = mark
        told.keywords, told.last_modified_by = "", author
        for when in ("dcterms:created", "dcterms:modified"):
            for element in told._element.findall(qn(when)):  # noqa: SLF001 - the days of python-docx's own template
                told._element.remove(element)  # noqa: SLF001 - the same
        target = io.BytesIO()
        self._document.save(target)
        return target.getvalue()


def _empty(place: Place) -> Paragraph | None:
    """The first paragraph of a cell, a header or a footer, which is there from the start, while it is unused."""
    if place is None:
        return None
    paragraphs = place.paragraphs
    if len(paragraphs) > 1 or paragraphs[0].runs:
        return None
    paragraphs[0].style = None  # an edge's own has tab stops
    return cast("Paragraph", paragraphs[0])


def _set_normal(document: DocumentType, body: Type) -> None:
    normal = cast("ParagraphStyle", document.styles["Normal"])
    _set_font(normal.font, body)
    form = normal.paragraph_format
    form.space_after, form.line_spacing_rule, form.line_spacing = Pt(0), WD_LINE_SPACING.EXACTLY, Pt(body.leading)
    _append(normal.element.get_or_add_rPr(), "w:lang", val=_LANGUAGE, eastAsia=_LANGUAGE)


def _set_font(font: Font, kind: Type) -> None:
    """Set font and size, for every script."""
    font.name, font.size = kind.font, Pt(kind.size)
    fonts = font.element.rPr.rFonts
    for script in ("w:cs", "w:eastAsia"):
        fonts.set(qn(script), kind.font)


def _line(weight: float) -> dict[str, str]:
    if not weight:
        return {"val": "nil"}
    return {"val": "single", "sz": str(round(weight * _EIGHTHS)), "space": "0", "color": "000000"}


def _append(
    parent: BaseOxmlElement, name: str, children: dict[str, dict[str, str]] | None = None, **attributes: str
) -> None:
    """Put an element with attributes and children into another at its place, instead of one of that name."""
    for old in parent.findall(qn(name)):
        parent.remove(old)
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    for child, told in (children or {}).items():
        element = OxmlElement(f"w:{child}")
        for key, value in told.items():
            element.set(qn(f"w:{key}"), value)
        made.append(element)
    parent.insert_element_before(made, *_AFTER.get(name, ()))
