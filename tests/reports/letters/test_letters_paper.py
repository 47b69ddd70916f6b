"""Every letter on every paper: page size, margins, sizes of type, embedding, overlaps; read by who did not write it."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pypdf
import pytest
from letter_extremes import extreme_request
from letter_ink import Ink, overlaps, read, unembedded
from letter_renders import LAW, PDF, rendered, request_for
from letter_samples import KINDS, letter_content, letter_profile, letter_request

from cases.errors import LetterError
from cases.letters.templates import SHIPPED, shipped
from cases.model.letter import LetterRequest, RenderedLetter
from cases.model.office import Margins, Paper, Typeface

MM = 72 / 25.4
SIZES = {Paper.F4: (215, 330), Paper.A4: (210, 297)}
FACES = {
    Typeface.ARIAL: r"/[A-Z]{6}\+LiberationSans(-Bold)?",
    Typeface.BOOKMAN: r"/[A-Z]{6}\+(NetralitasBonum|LiberationSans)(-Regular|-Bold)?",
    Typeface.BY_FAMILY: r"/[A-Z]{6}\+(NetralitasBonum|LiberationSans)(-Regular|-Bold)?",
}


def check_page(ink: Ink, letter: RenderedLetter, request: LetterRequest) -> None:
    """What holds for each page of each letter."""
    profile = request.profile
    width, height = (millimetres * MM for millimetres in SIZES[profile.paper])
    assert len(ink.sizes) == letter.pages
    for size in ink.sizes:
        assert size == pytest.approx((width, height), abs=0.01)
    margins = profile.margins
    left, right = margins.left * MM - 0.1, width - margins.right * MM + 0.1
    foot = margins.bottom * MM
    for piece in ink.pieces:
        assert piece.size >= 11 or (piece.size == 8 and piece.baseline < 24 * MM), piece
        assert piece.size == 8 or piece.baseline >= foot, piece
        assert left <= piece.left, piece
        assert piece.right <= right, piece
        assert piece.baseline >= 10 * MM, piece
        numbered = piece.baseline > height - margins.top * MM
        assert not numbered or (piece.page > 1 and piece.baseline <= height - 12 * MM), piece
        assert re.fullmatch(FACES[profile.typeface], piece.face), piece
    for frame in (*ink.frames, *ink.lines):
        assert left - 1.2 <= frame.left, frame
        assert frame.right <= right + 1.2, frame
        assert frame.bottom >= 5 * MM, frame
        assert frame.top <= height - margins.top * MM + 0.1, frame
    assert overlaps(ink) == []


def other_face(kind: str) -> Typeface:
    """The typeface that a letter of this kind does not have by itself."""
    return Typeface.ARIAL if SHIPPED.of(kind, None).family == "keputusan" else Typeface.BOOKMAN


@pytest.mark.parametrize("kind", KINDS)
def test_every_letter_keeps_the_measures_of_its_paper(kind: str) -> None:
    own, other = Typeface.BY_FAMILY, other_face(kind)
    ordinary = [(False, Paper.F4, own), (False, Paper.A4, other)]
    extremes = [(True, paper, face) for paper in Paper for face in (own, other)]
    for extreme, paper, face in ordinary + extremes:
        letter = rendered(kind, extreme=extreme, paper=paper, face=face)
        request = request_for(kind, extreme=extreme, paper=paper, face=face)
        check_page(read(letter.pdf), letter, request)
        assert unembedded(letter.pdf) == []


def test_no_kind_of_letter_is_left_out() -> None:
    assert {info.kind for info in shipped()} == set(KINDS)


@pytest.mark.parametrize("kind", ["summons-1", "decision"])
def test_the_typeface_of_its_family_is_one_of_the_two(kind: str) -> None:
    own = Typeface.BOOKMAN if kind == "decision" else Typeface.ARIAL
    request = letter_request(kind, letter_content(kind, LAW))
    named = replace(request, profile=letter_profile(typeface=own))
    assert PDF.render(named).pdf == PDF.render(request).pdf


@pytest.mark.parametrize("margins", [Margins(top=30, bottom=35, left=40, right=30), Margins(top=10, left=15, right=10)])
@pytest.mark.parametrize("kind", ["summons-1", "examination-record", "decision", "team-order"])
def test_the_margins_are_the_offices_own(kind: str, margins: Margins) -> None:
    for paper in Paper:
        request = replace(extreme_request(kind, LAW), profile=letter_profile(paper=paper, margins=margins))
        letter = PDF.render(request)
        ink = read(letter.pdf)
        check_page(ink, letter, request)
        body = [piece for piece in ink.pieces if piece.size > 8]
        assert min(piece.left for piece in body) == pytest.approx(margins.left * MM, abs=0.5)
        assert max(piece.right for piece in body) > ink.sizes[0][0] - (margins.right + 8) * MM


def test_a_small_margin_at_the_foot_leaves_room_for_the_footer() -> None:
    profile = letter_profile(margins=Margins(bottom=10))
    letter = PDF.render(replace(extreme_request("findings-report", LAW), profile=profile))
    body = [piece for piece in read(letter.pdf).pieces if piece.size > 8]
    assert min(piece.baseline for piece in body) >= 18 * MM


@pytest.mark.parametrize("margins", [Margins(left=80, right=60), Margins(top=120, bottom=80)])
def test_margins_that_leave_no_room_are_told_in_one_sentence(margins: Margins) -> None:
    with pytest.raises(LetterError, match=r"^Margin surat terlalu lebar untuk kertas F4; .*Pengaturan.*[.]$"):
        PDF.render(
            letter_request("summons-1", letter_content("summons-1", LAW), profile=letter_profile(margins=margins))
        )


# Head -----------------------------------------------------------------------------------------------------------

LOGO = letter_profile().logo
LINES = ("Laman bkppd.tirtakencana.example, pos-el sekretariat.kepegawaian@tirtakencana.example", "Kode Pos 98765")


@pytest.mark.parametrize("face", list(Typeface))
@pytest.mark.parametrize(("logo", "second"), [(LOGO, LOGO), (None, LOGO), (LOGO, None), (None, None)])
def test_the_head_has_its_lines_between_its_emblems(logo: bytes | None, second: bytes | None, face: Typeface) -> None:
    agency = "Badan Kepegawaian, Pendidikan, Pelatihan, dan Pengembangan Sumber Daya Manusia Aparatur Daerah"
    profile = letter_profile(
        paper=Paper.A4, typeface=face, agency=agency, logo=logo, second_logo=second, head_lines=LINES
    )
    request = letter_request("summons-1", letter_content("summons-1", LAW), profile=profile)
    letter = PDF.render(request)
    ink = read(letter.pdf)
    check_page(ink, letter, request)
    text = " ".join(pypdf.PdfReader(io.BytesIO(letter.pdf)).pages[0].extract_text().split())
    assert text.index(agency.upper()) < text.index("Jalan Melati") < text.index("Laman") < text.index("Kode Pos 98765")
    middle = ink.sizes[0][0] / 2
    assert [frame.left < middle for frame in ink.frames] == [True] * (logo is not None) + [False] * (second is not None)


def test_the_lines_of_the_office_are_not_on_the_head_of_another_agency() -> None:
    content = letter_content("summons-1", LAW)
    content = replace(content, values={**content.values, "kop.instansi": "Dinas Kesehatan"})
    letter = PDF.render(letter_request("summons-1", content, profile=letter_profile(head_lines=LINES)))
    text = pypdf.PdfReader(io.BytesIO(letter.pdf)).pages[0].extract_text()
    assert "DINAS KESEHATAN" in text
    assert "Laman" not in text


# Wordings of an office ------------------------------------------------------------------------------------------


def reworded(kind: str, block: str) -> LetterRequest:
    """A letter whose template has one more part before its signature."""
    request = letter_request(kind, letter_content(kind, LAW))
    before, sign, after = request.text.rpartition('[[block]]\nkind = "signature"')
    return replace(request, text=f"{before}{block}\n{sign}{after}")


def test_a_table_wider_than_the_paper_is_brought_into_its_column() -> None:
    columns = ", ".join(f'{{ title = "Judul {i}", width = 34, text = "{{no}}" }}' for i in range(5))
    request = reworded("archive-list", f'[[block]]\nkind = "table"\nrows = "isi"\ncolumns = [{columns}]\n')
    content = replace(request.content, rows={**request.content.rows, "isi": [{}]})
    letter = PDF.render(replace(request, content=content))
    ink = read(letter.pdf)
    check_page(ink, letter, replace(request, content=content))
    assert any("Judul 4" in page.extract_text() for page in pypdf.PdfReader(io.BytesIO(letter.pdf)).pages)


def test_a_place_for_a_signer_whom_the_letter_does_not_have_is_told_in_one_sentence() -> None:
    request = reworded("summons-1", '[[block]]\nkind = "signature"\nsigner = 4\n')
    with pytest.raises(
        LetterError, match=r"^Naskah surat summons-1@1 memberi tempat kepada penandatangan ke-5, .*[.]$"
    ):
        PDF.render(request)


def test_a_narrow_column_gives_way_to_a_word_before_it_is_cut() -> None:
    titles = ("No.", "Memberatkan", "Keterangan yang panjang")
    columns = ", ".join(
        f'{{ title = "{title}", width = {width}, text = "{{no}}" }}'
        for title, width in zip(titles, (8, 15, 140), strict=True)
    )
    request = reworded("summons-1", f'[[block]]\nkind = "table"\nrows = "isi"\ncolumns = [{columns}]\n')
    letter = PDF.render(replace(request, content=replace(request.content, rows={"isi": [{}]})))
    assert "Memberatkan" in " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(letter.pdf)).pages)


def test_a_line_that_begins_bold_stays_with_what_follows_it() -> None:
    filling = '[[block]]\nkind = "paragraph"\ntext = "Baris."\n'
    title = '[[block]]\nkind = "paragraph"\nalign = "left"\ntext = "**C. Uraian** (siapa, apa)"\n'
    following = '[[block]]\nkind = "paragraph"\ntext = "Lanjutan."\n'
    for count in range(8, 24):
        request = reworded("stop-notice", filling * count + title + following)
        pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(PDF.render(request).pdf)).pages]
        (page,) = [page for page in pages if "C. Uraian" in page]
        assert "Lanjutan." in page
