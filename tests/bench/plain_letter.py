"""The floor of a letter: the same words, faces, emblems, square code and archival marks, set with reportlab's own
flowables, as one would at first.

No total-fit lines, no balanced titles, no care for what must not part: what those cost is what the bench shows.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from xml.sax.saxutils import escape

import segno
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from cases.letters import blocks
from cases.model.letter import LetterRequest, Signature
from reports.letters import looks
from reports.letters.compose import ORDINALS
from reports.letters.emblems import emblem
from reports.letters.fonts import register
from reports.letters.looks import MM
from reports.letters.marks import About, mark
from reports.letters.pdf import letter_values
from reports.letters.signatures import nip_line
from reports.letters.square import CAPTION
from reports.letters.template import Template, capitals
from reports.letters.text import Run

_DOTS = "." * 32
_TOP = TableStyle(
    [("VALIGN", (0, 0), (-1, -1), "TOP")]
    + [(f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]
)
_GRID = TableStyle([("GRID", (0, 0), (-1, -1), 0.6, (0, 0, 0)), ("VALIGN", (0, 0), (-1, -1), "TOP")])
_SIGN_AT = 80 * MM


@dataclass(frozen=True, slots=True)
class Part:
    """Something of a letter, its words ready: ``kind`` says how it is set, ``cells`` are marked-up texts in rows."""

    kind: str
    cells: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()


class PlainLetter:
    """A letter whose words are read once from a template and its content; ``render`` sets them anew each time."""

    def __init__(self, source: Template, request: LetterRequest) -> None:
        register()
        self._source, self._request, self._info = source, request, source.info
        self._values = letter_values(request)
        self._decision = self._info.family == "keputusan"
        self._margin = request.profile.margins
        look = looks.look_of(self._info.family, request.profile.typeface)
        self._regular, self._bold = look.body.family.regular, look.body.family.bold
        pdfmetrics.registerFontFamily(self._regular, normal=self._regular, bold=self._bold)
        base = ParagraphStyle("base", fontName=self._regular, fontSize=12, leading=look.body.leading)
        self._styles = {
            "left": base,
            "justified": ParagraphStyle("justified", base, alignment=TA_JUSTIFY, spaceBefore=7),
            "centred": ParagraphStyle("centred", base, alignment=TA_CENTER),
            "right": ParagraphStyle("right", base, alignment=TA_RIGHT),
            "signed": ParagraphStyle("signed", base, leftIndent=_SIGN_AT),
        }
        self._parts = [part for block in source.blocks if self._shown(block) for part in self._parts_of(block)]

    # Words, once --------------------------------------------------------------------------------------------------

    def _shown(self, part: Any) -> bool:
        return self._source.shown(part.when, part.unless, self._values)

    def _text(self, text: str, *, caps: bool = False) -> str:
        return _markup(self._source.runs(text, self._values, caps=caps))

    def _parts_of(self, block: Any) -> list[Part]:
        makers: dict[type, Callable[[Any], list[Part]]] = {
            blocks.Mark: lambda _: [Part("right", ((self._info.access,),))],
            blocks.Heading: lambda b: [
                Part("centred", tuple((self._text(text, caps=True),) for group in b.groups for text in group))
            ],
            blocks.Paragraph: self._paragraph,
            blocks.Pairs: lambda b: [self._pairs(b.rows)],
            blocks.Table: self._table,
            blocks.Clauses: self._clauses,
            blocks.Dictums: self._dictums,
            blocks.Sign: lambda b: self._sign(b.opening, [self._request.content.signatures[b.signer]]),
            blocks.SignGrid: lambda b: self._sign(b.opening, list(self._request.content.signatures)),
            blocks.Received: lambda b: [
                Part("left", tuple((text,) for text in (f"{self._text(b.text)} {_DOTS}", *map(self._text, b.lines))))
            ],
            blocks.Copies: self._copies,
            blocks.Annex: lambda b: [
                Part("page", ()),
                Part("signed", tuple((self._text(t, caps=True),) for t in b.lines)),
            ],
        }
        return makers[type(block)](block)

    def _paragraph(self, block: blocks.Paragraph) -> list[Part]:
        text = self._text(block.text, caps=block.caps)
        if block.number or block.indented:
            return [Part("rows", ((block.number, text),), (8 * MM, 157 * MM))]
        kind = {"center": "centred", "right": "right", "left": "left"}.get(block.align, "justified")
        return [Part(kind, ((text,),))]

    def _pairs(self, rows: tuple[tuple[str, str], ...]) -> Part:
        filled = [
            (self._text(label), ":", self._text(text)) for label, text in rows if self._source.plain(text, self._values)
        ]
        return Part("rows", tuple(filled), (42 * MM, 4 * MM, 111 * MM))

    def _table(self, block: blocks.Table) -> list[Part]:
        rows = [tuple(column.title for column in block.columns)]
        for number, row in enumerate(self._request.content.rows.get(block.rows, []), 1):
            fields = {**self._values, **row, "no": str(number)}
            rows.append(tuple(_markup(self._source.runs(column.text, fields)) for column in block.columns))
        if len(rows) == 1:
            return []
        return [Part("grid", tuple(rows), tuple(column.width * MM for column in block.columns))]

    def _clauses(self, block: blocks.Clauses) -> list[Part]:
        entries = (
            [escape(row["teks"]) for row in self._request.content.rows.get(block.rows, [])]
            if block.rows
            else [self._text(item.text) for item in block.items if self._shown(item)]
        )
        marks = [f"{chr(97 + i)}." if block.numbering == "letters" else f"{i + 1}." for i in range(len(entries))]
        rows = [
            (block.label if not i else "", ":" if not i else "", mark, text)
            for i, (mark, text) in enumerate(zip(marks, entries, strict=True))
        ]
        return [Part("rows", tuple(rows), (28 * MM, 4 * MM, 6 * MM, 127 * MM))]

    def _dictums(self, block: blocks.Dictums) -> list[Part]:
        form = self._values.get("sanksi.bentuk", "")
        shown = [one for one in block.items if (not one.forms or form in one.forms) and self._shown(one)]
        parts = [Part("centred", (("MEMUTUSKAN:",),)), Part("left", (("Menetapkan :",),))]
        for ordinal, one in zip(ORDINALS, shown, strict=False):
            parts.append(Part("rows", ((ordinal, ":", self._text(one.text)),), (28 * MM, 4 * MM, 133 * MM)))
            parts += [self._pairs(one.pairs)] if one.pairs else []
            items = [(f"{chr(97 + i)}.", self._text(text)) for i, text in enumerate(one.items)]
            parts += [Part("rows", tuple(items), (38 * MM, 127 * MM))] if items else []
            parts += [Part("justified", ((self._text(one.then),),))] if one.then else []
        return parts

    def _sign(self, opening: tuple[str, ...], signatures: list[Signature]) -> list[Part]:
        lines = [(self._text(text),) for text in opening]
        parts = [Part("signed", tuple(lines))] if lines else []
        blocks = ["<br/>".join(self._signature(one)) for one in signatures]
        if len(blocks) == 1:
            return [*parts, Part("signed", ((blocks[0],),))]
        pairs = [tuple([*blocks[i : i + 2], ""][:2]) for i in range(0, len(blocks), 2)]
        return [*parts, Part("rows", tuple(pairs), (82 * MM, 82 * MM))]

    def _signature(self, signature: Signature) -> list[str]:
        person, post = signature.person, signature.post_line.rstrip(",") + ","
        name = person.name.upper() if self._decision and not person.nip else person.name
        lines = [capitals(post) if self._decision else post, "", "", "", name, person.rank]
        return [escape(line) for line in (*lines, nip_line(person.nip, person.status))]

    def _copies(self, block: blocks.Copies) -> list[Part]:
        rows = [(f"{number}.", escape(text)) for number, text in enumerate(self._request.content.copies, 1)]
        if not rows:
            return []
        return [Part("left", ((self._text(block.title),),)), Part("rows", tuple(rows), (6 * MM, 159 * MM))]

    # Paper, each time ---------------------------------------------------------------------------------------------

    def render(self, qr: str) -> bytes:
        """Return the PDF with a square code that says ``qr``."""
        target = io.BytesIO()
        document = SimpleDocTemplate(
            target,
            pagesize=looks.PAPER[self._request.profile.paper],
            leftMargin=self._margin.left * MM,
            rightMargin=self._margin.right * MM,
            topMargin=self._margin.top * MM,
            bottomMargin=self._margin.bottom * MM,
            invariant=1,
            pageCompression=1,
            initialFontName=self._regular,
        )
        flowables: list[Any] = [Spacer(1, 32 * MM)]
        for part in self._parts:
            flowables += self._flow(part)
        document.build(flowables, onFirstPage=partial(self._first_page, qr), onLaterPages=self._page)
        return target.getvalue()

    def _flow(self, part: Part) -> list[Any]:
        if part.kind == "page":
            return [PageBreak()]
        if part.kind in self._styles:
            return [Paragraph(text, self._styles[part.kind]) for (text,) in part.cells]
        rows = [[Paragraph(text, self._styles["left"]) for text in row] for row in part.cells]
        ruled = part.kind == "grid"
        return [
            Table(rows, colWidths=part.widths, style=_GRID if ruled else _TOP, repeatRows=int(ruled), spaceBefore=5)
        ]

    def _first_page(self, qr: str, canvas: Canvas, document: Any) -> None:
        profile, left = self._request.profile, self._margin.left * MM
        width, height = document.pagesize
        about = About(self._info.title, profile.agency, self._info.title, self._request.short_code)
        mark(canvas, about)
        picture = profile.head_emblem if self._decision else profile.logo
        if picture is not None:
            where = (width - 24 * MM) / 2 if self._decision else left
            canvas.drawImage(emblem(picture, "lambang"), where, height - 45 * MM, 22 * MM, 24 * MM)
        lines = [profile.head_title] if self._decision else [profile.government, profile.agency, profile.address]
        for row, text in enumerate(lines):
            canvas.setFont(self._bold if row == 1 else self._regular, 13)
            shown = text if text == profile.address else text.upper()
            canvas.drawCentredString(width / 2 + 10 * MM, height - (26 + row * 6) * MM, shown)
        if not self._decision:
            canvas.setLineWidth(2)
            canvas.line(left, height - 46 * MM, width - self._margin.right * MM, height - 46 * MM)
        image = io.BytesIO()
        segno.make(qr, error="l", micro=False).save(image, kind="png", scale=4)
        canvas.drawImage(ImageReader(image), left, looks.QR_BOTTOM, looks.QR_SIZE, looks.QR_SIZE)
        canvas.setFont(looks.FOOTER.family.regular, 8)
        canvas.drawString(left + looks.QR_SIZE + looks.QR_GAP, looks.QR_CAPTION, CAPTION)
        self._page(canvas, document)

    def _page(self, canvas: Canvas, document: Any) -> None:
        """The footer, and where each signs his initials."""
        request, number = self._request, canvas.getPageNumber()
        width, _height = document.pagesize
        canvas.setFont(looks.FOOTER.family.regular, 8)
        left, right = self._margin.left * MM, width - self._margin.right * MM
        canvas.drawString(
            left, looks.FOOTER_BASELINE, f"Kode surat {request.short_code} | Kepala rantai log {request.log_head}"
        )
        canvas.drawRightString(right, looks.FOOTER_BASELINE, f"Halaman {number} dari ")
        names = [row["nama"] for row in request.content.rows.get(self._info.initials, [])]
        if names:
            canvas.setFont(self._regular, 11)
            canvas.drawString(left, 31 * MM, "Paraf  " + " ....... ".join(names))


def _markup(runs: list[Run]) -> str:
    return "".join(f"<b>{escape(text)}</b>" if bold else escape(text) for text, bold in runs)
