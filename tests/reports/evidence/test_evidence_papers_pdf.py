"""The papers of evidence, read back with pypdf, which did not write them."""

from __future__ import annotations

import hashlib
import io
import re
from dataclasses import replace

import pytest
from evidence_paper_samples import LONG, LONG_URL, PHONE, item, papers, pictures_of, samples, sheet
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from cases.errors import LetterError
from cases.model.evidence_paper import ItemPictures, PaperOrder
from cases.model.office import Paper
from reports.evidence import EvidencePdf
from reports.evidence.pictures import Room, of_pages, of_picture
from reports.evidence.words import size_words
from reports.letters.archival import check
from reports.letters.looks import MM, PAPER

EVERY = [(paper, count) for paper in Paper for count in (1, 2, 4)]


def read(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data), strict=True)


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def rendered(per_page: int, paper: Paper = Paper.F4, **order: object) -> PdfReader:
    items, pictures = samples(per_page)
    made = papers(items, paper, order=PaperOrder(per_page=per_page, **order))
    return read(EvidencePdf().render(made, pictures).pdf)


@pytest.mark.parametrize(("paper", "per_page"), EVERY)
def test_nothing_of_any_item_is_left_out(paper: Paper, per_page: int) -> None:
    items, pictures = samples(per_page)
    made = EvidencePdf().render(papers(items, paper, order=PaperOrder(per_page=per_page, listing=False)), pictures)
    reader = read(made.pdf)
    assert len(reader.pages) == made.pages
    assert {tuple(round(float(side)) for side in page.mediabox[2:]) for page in reader.pages} == {
        tuple(round(side) for side in PAPER[paper])
    }
    text = bare("".join(page.extract_text() for page in reader.pages))
    for one in items:
        for words in (one.label, one.title, one.sha256, one.account, one.url, one.posted, one.captured, one.concerns):
            assert bare(words) in text, (one.label, words)
        assert bare(one.description) in text
        assert bare(one.file_name) in text
        for line in one.custody:
            assert bare(line) in text
    assert bare(LONG_URL) in text
    assert text.count("SALINANTERSUNTING") == 1
    assert "TersuntingdariB-02(3kotakhitamdan1buram);aslinyatidakdiubah" in text
    assert hashlib.sha256(b"2").hexdigest() in text
    assert "PEMERIKSAANGAGAL:BuktiB-07tidaklagisama" in text
    assert "RekamanvideoMP4:tidakadayangdapatdigambar" in text
    assert check(made.pdf).problems == ()


@pytest.mark.parametrize(("paper", "per_page"), EVERY)
def test_pictures_are_whole_and_stay_on_their_page(paper: Paper, per_page: int) -> None:
    for page in rendered(per_page, paper).pages:
        wide, high = PAPER[paper]
        for found in re.finditer(
            rb"q ([\d.]+) 0 0 ([\d.]+) ([\d.]+) ([\d.]+) cm /(\S+) Do Q", page.get_contents().get_data()
        ):
            width, height, left, bottom = map(float, found.groups()[:4])
            assert left >= 30 * MM - 0.1
            assert left + width <= wide - 20 * MM + 0.1
            assert bottom >= 18 * MM
            assert bottom + height <= high - 20 * MM + 0.1
            image = page["/Resources"]["/XObject"]["/" + found[5].decode()]
            assert width / height == pytest.approx(image["/Width"] / image["/Height"], rel=0.01), "never stretched"


def test_four_two_and_one_a_page() -> None:
    items = [item(number) for number in range(1, 9)]
    for per_page, pages in ((1, 8), (2, 4), (4, 2)):
        pictures = {one.id: pictures_of((1920, 1080), Room(per_page)) for one in items}
        order = PaperOrder(per_page=per_page, listing=True)
        made = EvidencePdf().render(papers(items, order=order), pictures)
        listing = EvidencePdf().render(papers(items, order=replace(order, cards=False)), {})
        assert made.pages - listing.pages == pages


def test_a_card_that_needs_more_room_has_pages_to_itself_and_keeps_every_word() -> None:
    story = " ".join(f"kata-{number}" for number in range(1400))
    items = [item(1), item(2, description=story), item(3)]
    pictures = {one.id: pictures_of(PHONE, Room(4)) for one in items}
    reader = read(EvidencePdf().render(papers(items, order=PaperOrder(per_page=4, listing=False)), pictures).pdf)
    text = "".join(page.extract_text() for page in reader.pages)
    assert re.findall(r"kata-(\d+)", bare(text)) == [str(number) for number in range(1400)]
    assert "B-02" not in reader.pages[0].extract_text()
    assert "(lanjutan)" in reader.pages[2].extract_text()


def test_a_long_picture_is_shown_whole_and_once_more_in_strips_that_overlap() -> None:
    room = Room(1)
    shown = of_picture(sheet(*LONG), room)
    assert len(shown.strips) == 3
    width = shown.strips[0].width
    assert sum(strip.height for strip in shown.strips) > LONG[1] * width / LONG[0], "what is cut is on both strips"
    made = EvidencePdf().render(papers([item(1)], order=PaperOrder(per_page=1, listing=False)), {"e-1": shown})
    texts = [page.extract_text() for page in read(made.pdf).pages]
    assert len(texts) == 3
    assert "diperbesar dalam 3 potongan" in " ".join(texts[0].split())
    assert "(potongan 1 dan 2 dari 3)" in texts[1]
    assert "(potongan 3 dari 3)" in texts[2]


def test_a_long_picture_has_pages_to_itself_however_many_cards_a_page_holds() -> None:
    items = [item(1), item(2), item(3)]
    pictures = {one.id: pictures_of(PHONE, Room(4)) for one in items} | {"e-2": pictures_of(LONG, Room(4))}
    reader = read(EvidencePdf().render(papers(items, order=PaperOrder(per_page=4, listing=False)), pictures).pdf)
    texts = [page.extract_text() for page in reader.pages]
    assert ["B-02" in text for text in texts] == [False, True, True, True, False]


@pytest.mark.parametrize("per_page", [2, 4])
def test_no_card_shows_less_of_its_picture_than_can_be_known_again(per_page: int) -> None:
    story = "Akun itu memasang tujuh foto kegiatan jalan sehat. " * 30
    pictures = {"e-1": pictures_of(PHONE, Room(per_page))}
    order = PaperOrder(per_page=per_page, listing=False)
    reader = read(EvidencePdf().render(papers([item(1, description=story)], order=order), pictures).pdf)
    data = reader.pages[0].get_contents().get_data()
    width = max(float(one) for one in re.findall(rb"q ([\d.]+) 0 0 [\d.]+ [\d.]+ [\d.]+ cm /\S+ Do Q", data))
    assert width > 35 * MM


def test_a_picture_of_any_length_is_cut_into_few_strips() -> None:
    shown = of_picture(sheet(200, 24_000), Room(1))
    assert 1 < len(shown.strips) <= 16
    assert of_picture(sheet(*PHONE), Room(1)).strips == ()


def test_pages_of_a_document_follow_its_card() -> None:
    pages = [Image.new("RGB", (1240, 1754), colour) for colour in ("white", "grey", "silver")]
    shown = of_pages(iter(pages), 5, Room(1, every_page=True))
    one = item(1, media_type="application/pdf", kind="Dokumen PDF")
    made = EvidencePdf().render(papers([one], order=PaperOrder(per_page=1, listing=False)), {"e-1": shown})
    texts = [" ".join(page.extract_text().split()) for page in read(made.pdf).pages]
    assert "halaman 1 dari 5; halaman 2 sampai dengan 3 pada lembar berikutnya; selengkapnya pada berkas" in texts[0]
    assert [f"(halaman {number} dari 5)" in text for number, text in enumerate(texts, 1)] == [False, True, True]


def test_the_list_names_the_case_every_item_and_who_made_it() -> None:
    items, pictures = samples(2)
    reader = read(EvidencePdf().render(papers(items, total=12, order=PaperOrder(cards=False)), pictures).pdf)
    texts = [" ".join(page.extract_text().split()) for page in reader.pages]
    for words in ("DAFTAR BUKTI", "2024/035", "2024/L-041", "9 bukti dari 12 bukti laporan ini", "RAHASIA"):
        assert words in texts[0]
    assert "Pemeriksaan keutuhan B-07 gagal dan belum ditindaklanjuti" in texts[0]
    assert "Tirta Kencana, 25 Oktober 2024 Yang membuat daftar, Dewi Kartikasari, S.Sos." in texts[-1]
    text = bare("".join(texts))
    for one in items:
        assert one.sha256 in text
    assert "TersuntingdariB-02" in text
    assert all("Kepala rantai log e2039c7d 118b64fa" in words for words in texts)
    assert f"Halaman 1 dari {len(texts)}" in texts[0]


def test_bookmarks_lead_to_the_list_and_to_every_card() -> None:
    reader = rendered(4)
    top = [one for one in reader.outline if not isinstance(one, list)]
    assert [one.title for one in top][::1][0] == "Daftar Bukti"
    assert [one.title for one in top][-1] == "Kartu Bukti"
    cards = next(one for one in reversed(reader.outline) if isinstance(one, list))
    assert [one.title[:4] for one in cards] == [f"B-{number:02d}" for number in range(1, 10)]


def test_equal_papers_are_equal_bytes_and_others_are_not() -> None:
    items, pictures = samples(2)
    first = EvidencePdf().render(papers(items), pictures).pdf
    assert EvidencePdf().render(papers(items), dict(pictures)).pdf == first
    assert EvidencePdf().render(papers(items, log_head="00000000 00000000"), pictures).pdf != first


def test_signs_that_no_face_has_are_a_square_and_it_says_so() -> None:
    one = item(1, profile_name="Warga 🔥🔥 Tirta", description="نص")
    made = EvidencePdf().render(papers([one], order=PaperOrder(listing=False)), {"e-1": ItemPictures(problem="Tidak.")})
    text = " ".join(read(made.pdf).pages[0].extract_text().split())
    assert "Warga □ Tirta" in text
    assert "menggantikan tanda yang tidak dapat dicetak" in text


def test_rendering_stops_when_it_is_told_to() -> None:
    items, pictures = samples(4)
    assert EvidencePdf().render(papers(items), pictures, lambda: True).pages == 0


def test_what_is_no_picture_is_told_on_its_card() -> None:
    shown = of_picture(b"bukan gambar", Room(2))
    assert shown.pages == ()
    assert "tidak dapat dibuka" in shown.problem


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16"])
def test_pictures_of_every_mode_become_plain_jpegs(mode: str) -> None:
    target = io.BytesIO()
    Image.new(mode, (400, 300)).save(target, "TIFF" if mode in {"CMYK", "I;16"} else "PNG")
    (page,) = of_picture(target.getvalue(), Room(4)).pages
    with Image.open(io.BytesIO(page.data)) as jpeg:
        assert (jpeg.format, jpeg.size) == ("JPEG", (400, 300))
        assert jpeg.mode in {"L", "RGB"}


def test_pictures_are_no_larger_than_paper_shows() -> None:
    for per_page in (1, 2, 4):
        (page,) = of_picture(sheet(2400, 3600), Room(per_page)).pages
        wide, high = Room(per_page).box
        assert (page.width, page.height) <= (wide, high)
        assert page.width == wide or page.height == high


def test_margins_that_leave_no_room_are_refused() -> None:
    made = papers([item(1)])
    margins = replace(made.profile.margins, left=120)
    with pytest.raises(LetterError):
        EvidencePdf().render(replace(made, profile=replace(made.profile, margins=margins)), {})


@pytest.mark.parametrize(
    ("size", "words"), [(12, "12 byte"), (2_048, "2 KB (2.048 byte)"), (1_204_233, "1,2 MB (1.204.233 byte)")]
)
def test_a_size_is_told_near_and_exactly(size: int, words: str) -> None:
    assert size_words(size) == words


@given(st.integers(min_value=0, max_value=10**12))
def test_the_exact_size_is_always_there(size: int) -> None:
    assert f"{size:,} byte".replace(",", ".") in size_words(size)
