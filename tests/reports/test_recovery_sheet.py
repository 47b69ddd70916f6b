from __future__ import annotations

import io
from datetime import date

import pikepdf
import pypdf
import pytest
import segno

from cases.errors import LetterError
from cases.model.office import Paper
from reports.recovery_sheet import TITLE, recovery_sheet

LINES = ("000G 40R4 M", "0M30 E209 Q", "185G R38E 9", "1W81 24GK 8", "2GAH C5RR C", "34D1 P70X K", "3RFP 63ED 8")
NAME = "BKPSDM Kabupaten Tirta Kencana"
MADE_ON = date(2026, 10, 4)
POINTS = {Paper.A4: (595.28, 841.89), Paper.F4: (609.45, 935.43)}


def made(paper=Paper.A4, name=NAME):
    return recovery_sheet(name, LINES, "7KQ2M0XD", MADE_ON, paper)


def words_of(data):
    """Every piece of text with its place and size, in points."""
    found = []

    def visit(text, _matrix, text_matrix, _font, size):
        if text.strip():
            found.append((text.strip(), text_matrix[4], text_matrix[5], size))

    pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text(visitor_text=visit)
    return found


@pytest.mark.parametrize("paper", Paper)
def test_one_page_of_the_chosen_paper(paper):
    reader = pypdf.PdfReader(io.BytesIO(made(paper)))
    (page,) = reader.pages
    assert [float(page.mediabox.width), float(page.mediabox.height)] == pytest.approx(POINTS[paper], abs=0.02)
    assert reader.metadata.title == f"{TITLE} \u2013 {NAME}"
    assert reader.metadata.author == NAME


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("name", [NAME, "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia " * 3])
def test_no_text_is_small_or_outside_the_margins(paper, name):
    width = POINTS[paper][0]
    pieces = words_of(made(paper, name))
    assert len(pieces) > 60
    for _text, x, y, size in pieces:
        assert size >= 11
        assert 56 <= x <= width - 56
        assert y >= 36


def test_the_key_stands_on_it_line_by_line():
    rows = {}
    for text, x, y, size in words_of(made()):
        if size == 17:
            rows.setdefault(round(y), []).append((x, text))
    printed = ["".join(text for _x, text in sorted(rows[y])) for y in sorted(rows, reverse=True)]
    assert printed == [line.replace(" ", "") for line in LINES]


def test_office_and_date_stand_on_it():
    text = pypdf.PdfReader(io.BytesIO(made())).pages[0].extract_text()
    for words in (NAME, "Kunci dibuat 4 Oktober 2026", "RAHASIA", "Cara menyimpan", "Tanda tangan"):
        assert words in text


def test_every_declared_font_is_embedded():
    with pikepdf.open(io.BytesIO(made())) as pdf:
        fonts = [
            entry for entry in pdf.objects if isinstance(entry, pikepdf.Dictionary) and entry.get("/Type") == "/Font"
        ]
        names = sorted(str(font.BaseFont) for font in fonts)
        assert [name.partition("+")[2] for name in names] == ["LiberationSans", "LiberationSans-Bold"]
        assert all("/FontFile2" in font.FontDescriptor for font in fonts)


def test_the_same_key_gives_the_same_bytes():
    assert made() == made()


def test_the_qr_code_is_drawn_module_by_module():
    code = segno.make(" ".join(line.replace(" ", "-") for line in LINES), error="q", boost_error=False, micro=False)
    assert code.mode == "alphanumeric"
    expected = {(across, down) for down, row in enumerate(code.matrix) for across, dark in enumerate(row) if dark}
    with pikepdf.open(io.BytesIO(made())) as pdf:
        drawn = [
            [float(number) for number in operands]
            for operands, operator in pikepdf.parse_content_stream(pdf.pages[0])
            if str(operator) == "re"
        ]
    modules = [(x, y, width) for x, y, width, height in drawn if width == height and width < 4]
    left, top, step = min(x for x, _, _ in modules), max(y for _, y, _ in modules), modules[0][2]
    assert {(round((x - left) / step), round((top - y) / step)) for x, y, _ in modules} == expected
    assert step > 2.3  # points: 0.8 mm, what a simple reader resolves


@pytest.mark.parametrize("name", ["BKPSDM \u6c34", "Badan " * 200, "B" * 200])
def test_a_name_that_cannot_be_printed_is_said(name):
    with pytest.raises(LetterError, match="ama kantor"):
        made(name=name)
