"""The working copy says what the letter says, looks like it where Word can, and is marked as no letter on each page."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from letter_extremes import extreme_request
from letter_samples import KINDS, letter_content, letter_request
from pypdf import PdfReader

from cases.errors import LetterError
from cases.letters.blocks import KINDS as BLOCKS
from cases.letters.templates import SHIPPED
from cases.model.letter import LetterRequest
from cases.model.office import Margins, Paper, Typeface
from cases.regulations import Law, load_law
from reports import working_copy
from reports.letters import LetterPdf
from reports.working_copy import MARK, to_docx


@cache
def law() -> Law:
    return load_law()


def plain(kind: str, **parts: Any) -> LetterRequest:
    """A letter without the line that ties its paper to the log, which a working copy must not carry."""
    request = letter_request(kind, letter_content(kind, law()), short_code="", log_head="", **parts)
    return replace(request, profile=replace(request.profile, footer_shown=False))


def opened(request: LetterRequest) -> Any:
    return Document(io.BytesIO(to_docx(request)))


def text_of(body: Any) -> str:
    """Every character that is no room, in the order of reading."""
    found = []
    for child in body.iterchildren():
        if child.tag == qn("w:p"):
            found += [part.text or "" for part in child.iter(qn("w:t"))]
        elif child.tag == qn("w:tbl"):
            found += [text_of(cell) for cell in child.iter(qn("w:tc"))]
    return re.sub(r"\s", "", "".join(found))


def heads_of(body: Any) -> list[str]:
    """The heads of tables, which come back on each page that a table goes on to."""
    rows = [row for row in body.iter(qn("w:tr")) if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None]
    return ["".join(text_of(cell) for cell in row.iter(qn("w:tc"))) for row in rows]


def paper_text(request: LetterRequest, heads: list[str]) -> str:
    """The same of the PDF, without what comes back on each page: its number, heads of tables, who gives initials."""
    names = [row["nama"] for row in request.content.rows.get(SHIPPED.of(request.kind, None).initials, [])]
    edge = "|".join(re.escape(re.sub(r"\s", "", name)) for name in names)
    pages = []
    for number, page in enumerate(PdfReader(io.BytesIO(LetterPdf().render(request).pdf)).pages, 1):
        text = re.sub(r"\s", "", page.extract_text())
        if edge:
            text, found = re.subn(rf"(?:Paraf|(?:{edge})\.{{5,}})+$", "", text)
            assert found
        text = text.removesuffix(f"-{number}-")
        again = next((head for head in heads if head in "".join(pages) and text.startswith(head)), "")
        pages.append(text.removeprefix(again))
    return "".join(pages)


@pytest.mark.parametrize("kind", KINDS)
def test_it_says_every_word_of_the_letter_in_its_order(kind: str) -> None:
    request = plain(kind)
    body = opened(request).element.body
    assert text_of(body) == paper_text(request, heads_of(body))


@pytest.mark.parametrize("kind", ["absence-record", "team-order", "findings-report"])
def test_long_names_and_a_dozen_witnesses_are_all_there(kind: str) -> None:
    request = extreme_request(kind, law())
    said = text_of(opened(request).element.body)
    for block in request.content.signatures:
        assert re.sub(r"\s", "", block.person.name) in said
    assert re.sub(r"\s", "", "".join(request.content.copies[:1])).rstrip(".;") in said


def test_every_part_that_a_template_may_have_is_known() -> None:
    assert set(working_copy._MAKERS) == set(BLOCKS.values())


@pytest.mark.parametrize(("paper", "width", "height"), [(Paper.F4, 215, 330), (Paper.A4, 210, 297)])
def test_page_and_margins_are_the_letters(paper: Paper, width: int, height: int) -> None:
    request = plain("summons-1")
    margins = Margins(top=25, bottom=22, left=35, right=18)
    section = opened(replace(request, profile=replace(request.profile, paper=paper, margins=margins))).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (width, height)
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [abs(side - Mm(wanted)) < Mm(0.1) for side, wanted in zip(sides, (25, 22, 35, 18), strict=True)] == [
        True
    ] * 4


def fonts(request: LetterRequest) -> set[str]:
    body = opened(request).element.body
    return {part.get(qn("w:ascii")) for part in body.iter(qn("w:rFonts"))}


def test_fonts_have_the_names_that_an_office_has() -> None:
    assert fonts(plain("summons-1")) == {"Arial"}
    assert "Bookman Old Style" in fonts(plain("decision"))
    bookman = plain("summons-1")
    bookman = replace(bookman, profile=replace(bookman.profile, typeface=Typeface.BOOKMAN))
    assert "Bookman Old Style" in fonts(bookman)


def test_each_page_and_the_properties_say_that_it_is_no_letter() -> None:
    document = opened(plain("decision"))
    assert [one.text for one in document.sections[0].header.paragraphs] == [MARK]
    told = document.core_properties
    assert {told.subject, told.comments, told.category, told.content_status} == {MARK}
    assert told.title == "Keputusan Hukuman Disiplin 800.1.6.2/231/BKPPD/2024"


def test_neither_code_nor_head_of_the_log_leaves_with_a_copy() -> None:
    request = letter_request("summons-1", letter_content("summons-1", law()))
    document = opened(request)
    whole = "".join(part.text or "" for part in document.element.iter(qn("w:t")))
    edges = [*document.sections[0].header.paragraphs, *document.sections[0].footer.paragraphs]
    whole += "".join(one.text for one in edges)
    assert request.short_code not in whole
    assert request.log_head not in whole


def test_emblems_and_the_lines_of_the_head_are_there() -> None:
    request = plain("summons-1")
    logo = request.profile.logo
    profile = replace(request.profile, second_logo=logo, head_lines=("Laman: bkppd.contoh.go.id",))
    document = opened(replace(request, profile=profile))
    assert len(document.inline_shapes) == 2
    assert "Laman:bkppd.contoh.go.id" in text_of(document.element.body)
    bare = opened(replace(request, profile=replace(request.profile, logo=None)))
    assert len(bare.inline_shapes) == 0


def test_a_logo_that_is_no_picture_is_refused_in_a_sentence() -> None:
    request = plain("summons-1")
    with pytest.raises(LetterError, match="tidak dapat dibuka"):
        to_docx(replace(request, profile=replace(request.profile, logo=b"bukan gambar")))


def test_values_are_never_read_as_marks() -> None:
    request = plain("summons-1")
    values = request.content.values | {"terlapor.nama": "<Ani> & **Budi** {nama}\x07"}
    document = opened(replace(request, content=replace(request.content, values=values)))
    assert "<Ani>&**Budi**{nama}" in text_of(document.element.body)


def test_the_head_of_a_table_comes_back_and_rows_stay_whole() -> None:
    table = opened(plain("examination-record")).tables[-2]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


_ORDER = {
    "tblPr": ("tblStyle", "tblW", "jc", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook"),
    "tcPr": ("tcW", "tcBorders", "shd", "tcMar"),
    "pPr": (
        "pStyle", "keepNext", "keepLines", "pageBreakBefore", "tabs", "spacing", "ind", "jc", "outlineLvl",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", ["summons-1", "decision", "examination-record"])
def test_parts_stand_in_the_order_that_word_demands(kind: str) -> None:
    """Word refuses a file that LibreOffice still opens."""
    body = opened(plain(kind)).element.body
    for name, order in _ORDER.items():
        for element in body.iter(qn(f"w:{name}")):
            found = [child.tag.rpartition("}")[2] for child in element]
            assert found == [one for one in order if one in found], name
