"""The file that a letter is: what it says of itself, its outline, its square code, and its archival marks."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pikepdf
import pypdf
import pytest
import segno
from letter_facts import ACCUSED, FACTS
from letter_ink import Frame, overlaps, read
from letter_renders import LAW, PDF, QR, rendered
from letter_samples import KINDS, letter_case, letter_content, letter_file, letter_profile, letter_request
from PySide6.QtCore import QBuffer
from PySide6.QtPdf import QPdfDocument

from cases.letters.templates import SHIPPED
from cases.model.letter import Initial, RenderedLetter
from cases.model.steps import ExaminationFacts, Question
from reports.letters import LetterPdf
from reports.letters.archival import NOT_CHECKED, check

MM = 72 / 25.4


def render(kind: str, **parts: object) -> RenderedLetter:
    return PDF.render(letter_request(kind, letter_content(kind, LAW), **parts)) if parts else rendered(kind)


def opened(letter: RenderedLetter) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(letter.pdf))


def texts(letter: RenderedLetter) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(letter.pdf)).pages]


def outline(letter: RenderedLetter) -> list[tuple[int, str]]:
    """Level and title of each entry, in order."""

    def below(items: list[pikepdf.OutlineItem], level: int) -> list[tuple[int, str]]:
        return [entry for item in items for entry in ((level, item.title), *below(item.children, level + 1))]

    with opened(letter) as document, document.open_outline() as tree:
        return below(tree.root, 0)


# Archive ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_every_letter_stands_our_check_of_archival_files(kind: str) -> None:
    for extreme in (False, True):
        assert check(rendered(kind, extreme=extreme).pdf).problems == ()


def _without(name: str) -> Callable[[pikepdf.Pdf], None]:
    return lambda document: document.Root.__delitem__(name)


def _encrypted(pdf: bytes) -> bytes:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(target, encryption=pikepdf.Encryption(owner="a", user=""))
    return target.getvalue()


def _script(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def _link(document: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://contoh.invalid")
    document.pages[0].Annots = pikepdf.Array([pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=action)])


def _font(document: pikepdf.Pdf) -> None:
    fonts = document.pages[0].resources["/Font"]
    fonts["/Helv"] = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )


def _mask(document: pikepdf.Pdf) -> None:
    (image,) = document.pages[0].resources["/XObject"].values()
    image.SMask = pikepdf.Stream(document, b"")


def _title(document: pikepdf.Pdf) -> None:
    document.docinfo["/Title"] = "Judul lain"


def _level(document: pikepdf.Pdf) -> None:
    document.Root.Metadata.write(document.Root.Metadata.read_bytes().replace(b"part>2<", b"part>1<"))


@pytest.mark.parametrize(
    ("damage", "word"),
    [
        (_without("/Metadata"), "XMP\\) tidak ada"),
        (_without("/OutputIntents"), "OutputIntent"),
        (_level, "bagian 2 tingkat B"),
        (_title, "Title berbeda"),
        (_font, "Huruf Helvetica tidak tersemat"),
        (_mask, "tembus pandang"),
        (_script, "skrip"),
        (_link, "merujuk ke luar"),
    ],
    ids=["no XMP", "no intent", "other part", "other title", "font", "mask", "script", "link"],
)
def test_what_speaks_against_the_archive_is_found(damage: Callable[[pikepdf.Pdf], None], word: str) -> None:
    target = io.BytesIO()
    with opened(render("summons-1")) as document:
        damage(document)
        document.save(target)
    (problem,) = check(target.getvalue()).problems
    assert re.search(word, problem)
    assert problem.endswith(".")


def test_an_encrypted_or_broken_file_is_a_finding() -> None:
    assert "terenkripsi" in check(_encrypted(render("summons-1").pdf)).problems[0]
    assert "tidak dapat dibaca" in check(b"bukan PDF").problems[0]
    assert not check(b"").ok


def test_the_check_says_what_it_does_not_check() -> None:
    findings = check(render("summons-1").pdf)
    assert findings.ok
    assert findings.unchecked == NOT_CHECKED
    assert "tidak diperiksa" in NOT_CHECKED


@pytest.mark.parametrize("kind", ["summons-1", "decision"])
def test_colours_are_grey_or_those_of_the_emblem_and_nothing_is_seen_through(kind: str) -> None:
    with opened(render(kind, qr=QR)) as document:
        for page in document.pages:
            operators = {str(operator) for _, operator in pikepdf.parse_content_stream(page)}
            assert not operators & {"gs", "sh", "cs", "CS", "scn", "SCN", "k", "K"}
            assert "/ExtGState" not in page.resources
            assert "/Group" not in page


# Itself -----------------------------------------------------------------------------------------------------------


def test_the_file_says_what_it_is_and_in_which_language() -> None:
    with opened(render("summons-1", qr=QR)) as document:
        said = document.docinfo
        assert str(said["/Title"]) == "Surat Panggilan I 800.1.6.2/211/BKPPD/X/2024"
        assert str(said["/Author"]) == "Badan Kepegawaian, Pendidikan dan Pelatihan Daerah"
        assert str(said["/Subject"]) == "Perkara Nomor 2024/035, kode surat TK-2024-035-P1-7F3A"
        assert str(document.Root["/Lang"]) == "id"
        assert document.Root["/OutputIntents"][0]["/S"] == "/GTS_PDFA1"
    with opened(render("summons-1", draft=True)) as document:
        assert str(document.docinfo["/Title"]).endswith("(konsep)")


def test_marks_and_signs_in_a_name_leave_the_metadata_whole() -> None:
    profile = letter_profile(agency="Badan <A> & “B”", government="Pemerintah Ä")
    letter = render("summons-1", profile=profile)
    assert check(letter.pdf).problems == ()
    with opened(letter) as document:
        assert document.open_metadata()["dc:creator"] == ["Badan <A> & “B”"]


def test_two_letters_do_not_share_an_identifier() -> None:
    identifiers = set()
    for day in (15, 16):
        with opened(render("summons-1", letter_on=date(2024, 10, day))) as document:
            identifiers.add(bytes(document.trailer["/ID"][0]))
    assert len(identifiers) == 2


def test_letters_rendered_at_once_are_those_rendered_one_by_one() -> None:
    requests = [letter_request(kind, letter_content(kind, LAW)) for kind in KINDS[:6]] * 2
    with ThreadPoolExecutor(4) as pool:
        together = [letter.pdf for letter in pool.map(lambda request: LetterPdf().render(request), requests)]
    assert together == [PDF.render(request).pdf for request in requests]


# Outline ----------------------------------------------------------------------------------------------------------


def test_the_outline_of_a_decision_leads_to_its_parts() -> None:
    letter = render("decision")
    assert outline(letter) == [
        (0, "Keputusan Hukuman Disiplin"),
        (0, "Menimbang"),
        (0, "Mengingat"),
        (0, "Memutuskan"),
        (1, "KESATU"),
        (1, "KEDUA"),
        (1, "KETIGA"),
        (1, "KEEMPAT"),
        (0, "Tanda tangan"),
        (0, "Tembusan"),
    ]


def test_an_annex_is_in_the_outline() -> None:
    titles = [title for _, title in outline(render("team-order"))]
    assert any(title.startswith("Lampiran Keputusan Bupati") for title in titles)


def test_the_questions_of_a_long_record_are_named_by_tens_on_their_pages() -> None:
    facts = FACTS["examination-record"]
    assert isinstance(facts, ExaminationFacts)
    asked = tuple(Question(question=f"Tanya{i:03d}", answer="bahwa " * 60) for i in range(1, 96))
    content = letter_content("examination-record", LAW, facts=replace(facts, questions=asked))
    letter = PDF.render(letter_request("examination-record", content))
    assert letter.pages > 10
    entries = [title for _, title in outline(letter) if title.startswith("Pertanyaan")]
    assert entries[:2] == ["Pertanyaan 1–10", "Pertanyaan 11–20"]
    assert entries[-1] == "Pertanyaan 91–95"
    with opened(letter) as document, document.open_outline() as tree:
        pages = {page.objgen: number for number, page in enumerate(document.pages)}
        item = next(item for item in tree.root if item.title == "Pertanyaan 51–60")
        assert item.destination is not None
        number = pages[item.destination[0].objgen]  # type: ignore[index]  # an explicit destination
        assert str(document.Root["/PageMode"]) == "/UseOutlines"
    assert "Tanya051" in texts(letter)[number]


# Square code ------------------------------------------------------------------------------------------------------


def code_of(letter: RenderedLetter) -> list[Frame]:
    return [frame for frame in read(letter.pdf).frames if frame.code]


def test_the_square_code_stands_small_at_the_foot_of_the_first_page() -> None:
    letter = render("examination-record", qr=QR)
    (code,) = code_of(letter)
    assert code.page == 1
    assert code.top <= 24 * MM
    assert code.right - code.left == pytest.approx(16.8 * MM, abs=0.1)
    first, *others = texts(letter)
    assert "bukan tanda tangan elektronik" in first
    assert not any("bukan tanda tangan elektronik" in page for page in others)
    assert code_of(render("examination-record")) == []


def test_the_square_code_says_its_words() -> None:
    letter = render("summons-1", qr=QR)
    with opened(letter) as document:
        stream = document.pages[0].Contents.read_bytes().decode("latin-1")
    drawn = re.search(r"cm ((?:\d+ \d+ \d+ \d+ re ?)+)f Q", stream)
    assert drawn is not None
    dark = set()
    matrix = [list(row) for row in segno.make(QR, error="l", micro=False).matrix]
    size = len(matrix)
    for x, y, width, height in re.findall(r"(\d+) (\d+) (\d+) (\d+) re", drawn[1]):
        cells = {
            (i, size - 1 - j) for i in range(int(x), int(x) + int(width)) for j in range(int(y), int(y) + int(height))
        }
        assert not dark & cells
        dark |= cells
    assert dark == {(x, y) for y in range(size) for x in range(size) if matrix[y][x]}


def test_nothing_on_a_letter_with_a_code_claims_a_signature() -> None:
    text = " ".join(texts(render("decision", qr=QR)))
    assert "ditandatangani secara elektronik" not in text
    assert "BSrE" not in text


def test_the_code_is_there_without_the_footer_line() -> None:
    letter = render("summons-1", qr=QR, profile=letter_profile(footer_shown=False))
    text = " ".join(texts(letter))
    assert "Kode surat TK-2024-035-P1-7F3A" in text
    assert "Kepala rantai log" not in text
    assert len(code_of(letter)) == 1


# Paraf ------------------------------------------------------------------------------------------------------------

WANTED = (
    Initial(name="Sri Rahayu Wulandari, S.H.", post="Sekretaris BKPPD", given_on=date(2024, 10, 14)),
    Initial(name="Drs. Bambang Sulistyo, M.M.", post="Kepala Bidang Penilaian Kinerja Aparatur dan Penghargaan"),
)


@pytest.mark.parametrize("kind", ["summons-1", "decision", "examination-record"])
def test_a_draft_collects_parafs_and_the_letter_shows_none(kind: str) -> None:
    draft, letter = render(kind, draft=True, initials=WANTED), render(kind, initials=WANTED)
    shown = " ".join(texts(draft))
    for part in ("Paraf", "Sekretaris BKPPD", "Kepala Bidang Penilaian Kinerja", "14-10-2024"):
        assert part in shown
    assert overlaps(read(draft.pdf)) == []
    assert letter.pdf == render(kind).pdf


def test_parafs_stand_beside_a_signature_with_room_and_else_at_the_end() -> None:
    few, many = render("summons-1", draft=True, initials=WANTED), render("summons-1", draft=True, initials=WANTED * 4)
    assert few.pages == render("summons-1").pages
    assert "Paraf sebelum ditandatangani" not in " ".join(texts(few))
    assert "Paraf sebelum ditandatangani" in texts(many)[-1]
    assert texts(many)[-1].count("Drs. Bambang Sulistyo, M.M.") == 4
    assert overlaps(read(few.pdf)) == overlaps(read(many.pdf)) == []


def test_a_draft_breaks_where_its_letter_breaks() -> None:
    draft, letter = texts(render("decision", draft=True, initials=WANTED)), texts(render("decision"))
    words, *_ = letter[0].split("Kode surat")
    assert draft[0].startswith(words)


# Text -------------------------------------------------------------------------------------------------------------


def test_a_sign_that_the_typeface_lacks_comes_from_the_other() -> None:
    case = letter_case(respondent=replace(ACCUSED, name="Rudi □ Ω Hartawan"))
    letter = PDF.render(letter_request("decision", letter_content("decision", LAW, file=letter_file(case))))
    assert "Rudi □ Ω Hartawan" in " ".join(texts(letter))
    assert SHIPPED.of("decision", None).family == "keputusan"
    assert any("LiberationSans" in piece.face and piece.size == 12 for piece in read(letter.pdf).pieces)


@pytest.mark.parametrize("kind", ["summons-1", "examination-record", "findings-report", "decision", "team-order"])
def test_three_readers_find_the_same_words(kind: str) -> None:
    letter = render(kind, qr=QR)
    buffer = QBuffer()
    buffer.setData(letter.pdf)
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    seen = " ".join(document.getAllText(page).text() for page in range(document.pageCount()))
    document.close()
    words = Counter(re.findall(r"\w+", " ".join(texts(letter))))
    assert words == Counter(re.findall(r"\w+", seen))
    assert words == Counter(re.findall(r"\w+", " ".join(drawn_words(letter))))


def drawn_words(letter: RenderedLetter) -> list[str]:
    """The words as pikepdf finds them in the page's own strings, a line feed wherever a line begins."""
    words: list[str] = []
    with opened(letter) as document:
        for page in document.pages:
            for operands, operator in pikepdf.parse_content_stream(page):  # type: ignore[misc]  # an instruction is a pair
                if str(operator) == "Tm":
                    words.append("")
                elif str(operator) == "Tj":
                    words[-1] += bytes(operands[0]).decode("cp1252")
    return words
