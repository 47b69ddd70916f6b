"""Letters bound into one file: read back with pypdf, which did not write it."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pikepdf
import pytest
from letter_entries import NUMBERS
from letter_facts import ACCUSED, LETTER_ON
from letter_samples import letter_content, letter_profile, letter_request
from PIL import Image
from pypdf import PdfReader

from cases.errors import BadFile
from cases.letters.templates import SHIPPED
from cases.model.office import Paper
from cases.model.packet import Packet, PacketPart, PartForm
from cases.regulations import Law, load_law
from reports.letters import LetterPdf
from reports.packet import bind

_POINTS = 72 / 25.4


@cache
def law() -> Law:
    return load_law()


@cache
def letter_pdf(kind: str, paper: Paper = Paper.F4) -> bytes:
    request = letter_request(kind, letter_content(kind, law()), profile=letter_profile(paper=paper))
    return LetterPdf().render(request).pdf


def part(kind: str, **parts: Any) -> PacketPart:
    data = parts.get("data") or letter_pdf(kind, parts.get("paper", Paper.F4))
    values: dict[str, Any] = {
        "letter_id": kind,
        "title": SHIPPED.of(kind, None).title,
        "number": NUMBERS.get(kind, ""),
        "letter_on": LETTER_ON,
        "whose": "2024/035",
        "form": PartForm.PUT_UP,
        "remark": "",
        "confidential": True,
        "paper": Paper.F4,
        "data": data,
        "sha256": hashlib.sha256(data).hexdigest(),
    }
    return PacketPart(**(values | parts))


def packet(*parts: PacketPart, **values: Any) -> Packet:
    given: dict[str, Any] = {
        "case_number": "2024/035",
        "respondent": ACCUSED.name,
        "nip": ACCUSED.nip,
        "as_of": date(2024, 12, 2),
        "profile": letter_profile(),
        "parts": parts,
    }
    return Packet(**(given | values))


def read(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data), strict=True)


def bookmarks(reader: PdfReader, items: Any = None) -> list[Any]:
    """Titles with their page from 1, those under one in a list behind it."""
    found: list[Any] = []
    for item in reader.outline if items is None else items:
        if isinstance(item, list):
            found.append(bookmarks(reader, item))
        else:
            found.append((item.title, (reader.get_destination_page_number(item) or 0) + 1))
    return found


def picture(size: tuple[int, int], kind: str = "JPEG") -> bytes:
    target = io.BytesIO()
    Image.new("RGB", size, "#c8d0d8").save(target, kind)
    return target.getvalue()


def pages_of(kind: str) -> int:
    return len(read(letter_pdf(kind)).pages)


def test_every_page_is_there_in_its_order_behind_a_list() -> None:
    kinds = ("team-order", "summons-1", "decision")
    reader = read(bind(packet(*map(part, kinds))))
    letters = [page for kind in kinds for page in read(letter_pdf(kind)).pages]
    assert len(reader.pages) == 1 + len(letters)
    for bound, own in zip(list(reader.pages)[1:], letters, strict=True):
        assert bound.extract_text() == own.extract_text()
        assert bound.get_contents().get_data() == own.get_contents().get_data()


def test_a_bookmark_leads_to_the_first_page_of_each_letter() -> None:
    reader = read(bind(packet(part("team-order"), part("summons-1", remark="BATAL"), part("decision"))))
    first = 2
    second = first + pages_of("team-order")
    found = [mark for mark in bookmarks(reader) if not isinstance(mark, list)]
    assert found == [
        ("Daftar isi", 1),
        (f"Keputusan Pembentukan Tim Pemeriksa {NUMBERS['team-order']}", first),
        (f"Surat Panggilan I {NUMBERS['summons-1']} - BATAL", second),
        (f"Keputusan Hukuman Disiplin {NUMBERS['decision']}", second + pages_of("summons-1")),
    ]


def with_bookmarks(kind: str) -> bytes:
    with pikepdf.open(io.BytesIO(letter_pdf(kind))) as letter:
        with letter.open_outline() as outline:
            del outline.root[1:]  # the first repeats the title
            top = pikepdf.OutlineItem("Menimbang", 0)
            top.children.append(pikepdf.OutlineItem("Memutuskan", 1))
            outline.root.extend([top, pikepdf.OutlineItem("Ke mana-mana")])
        target = io.BytesIO()
        letter.save(target)
    return target.getvalue()


def test_a_letters_own_bookmarks_lie_below_its_own() -> None:
    data = with_bookmarks("decision")
    reader = read(bind(packet(part("summons-1"), part("decision", data=data))))
    first = 2 + pages_of("summons-1")
    decision = bookmarks(reader)[-2:]
    assert decision[0][1] == first
    assert decision[1] == [("Menimbang", first), [("Memutuskan", first + 1)]]


def test_the_list_says_number_date_pages_and_fingerprint() -> None:
    decision = part("decision")
    reader = read(bind(packet(part("team-order"), decision, part("summons-1", number="", letter_on=None))))
    text = reader.pages[0].extract_text()
    first = 2 + pages_of("team-order")
    assert NUMBERS["decision"] in text
    assert "15 Oktober 2024" in text
    assert f"{first}–{first + 1}" in text
    assert decision.sha256[:8] in text
    assert decision.sha256[8:16] in text
    assert "RAHASIA" in text
    assert "19780317 200503 1 903" in text
    assert "3 surat" in text
    assert "elektronik" not in text


def test_a_long_list_counts_its_own_pages() -> None:
    parts = [part("summons-1", letter_id=str(n)) for n in range(40)]
    reader = read(bind(packet(*parts, case_number="", respondent="", nip="")))
    own = len(reader.pages) - 40
    assert own > 1
    found = [mark[1] for mark in bookmarks(reader) if isinstance(mark, tuple)]
    assert found == [1, *range(own + 1, own + 41)]
    said = "".join(page.extract_text() for page in list(reader.pages)[:own])
    assert said.count("SHA-256") >= own, "the head of the table comes back on each page"
    assert f"\n{own + 40}" in said
    assert "2024/035" in said, "whose letter it is, where they belong to several cases"


def test_pages_keep_their_size_and_a_picture_becomes_one() -> None:
    reader = read(
        bind(
            packet(
                part("decision"),
                part("stop-notice", paper=Paper.A4),
                part("team-order", form=PartForm.SCAN, data=picture((1000, 1500)), paper=Paper.A4),
                part("summons-2", form=PartForm.SCAN, data=picture((1500, 1000), "PNG")),
            )
        )
    )
    sizes = [tuple(round(float(side) / _POINTS) for side in page.mediabox[2:]) for page in reader.pages]
    assert sizes == [(215, 330), *[(215, 330)] * pages_of("decision"), (210, 297), (210, 297), (330, 215)]
    assert len(reader.pages[-1].images) == 1
    assert "pindaian bertanda tangan" in reader.pages[0].extract_text()


def test_equal_packets_give_equal_bytes_without_a_date_of_making() -> None:
    whole = packet(part("team-order"), part("summons-1"))
    data = bind(whole)
    assert bind(replace(whole, parts=whole.parts)) == data
    told = read(data).metadata
    assert told is not None
    assert (told.title, told.author) == (f"Paket surat perkara 2024/035 - {ACCUSED.name}", whole.profile.agency)
    assert told.creation_date is None
    assert bind(replace(whole, as_of=date(2024, 12, 3))) != data


def signed() -> bytes:
    """A letter with a field in which somebody signed, as far as a reader's window is concerned."""
    with pikepdf.open(io.BytesIO(letter_pdf("decision"))) as letter:
        look = letter.make_stream(b"0 0 100 40 re S", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
        look.BBox = [0, 0, 100, 40]
        field = letter.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Widget,
                FT=pikepdf.Name.Sig,
                T="Tanda tangan 1",
                F=4,
                Rect=[100, 100, 200, 140],
                AP=pikepdf.Dictionary(N=look),
                V=pikepdf.Dictionary(Type=pikepdf.Name.Sig, Contents=b"\0" * 64, ByteRange=[0, 1, 2, 3]),
            )
        )
        letter.pages[1].Annots = pikepdf.Array([field])
        letter.Root.AcroForm = pikepdf.Dictionary(Fields=[field], SigFlags=3)
        target = io.BytesIO()
        letter.save(target)
    return target.getvalue()


def test_a_signed_letter_is_shown_but_claims_no_signature_and_the_list_says_so() -> None:
    data = bind(packet(part("summons-1"), part("decision", form=PartForm.ELECTRONIC, data=signed())))
    reader = read(data)
    assert "/AcroForm" not in reader.trailer["/Root"]
    last = reader.pages[-1]
    assert not last.get("/Annots")
    assert "/XObject" in last["/Resources"], "how the signature looks has become a part of the page"
    text = " ".join(reader.pages[0].extract_text().split())
    assert "Tanda tangan elektronik pada surat nomor 2 hanya berlaku" in text


def test_what_cannot_be_opened_is_named() -> None:
    for data in (b"%PDF-1.7 bukan apa-apa", b"bukan gambar"):
        with pytest.raises(BadFile, match=r"Surat Panggilan I nomor 800\.1\.6\.2/211"):
            bind(packet(part("decision"), part("summons-1", data=data)))


def test_evidence_stands_behind_the_record_of_the_examination() -> None:
    record = replace(part("examination-record"), kind="examination-record")
    papers = part("decision", letter_id="", title="Daftar dan Kartu Bukti", number="", form=PartForm.ATTACHED)
    made = packet(part("summons-1"), record, part("decision")).with_evidence(papers)
    assert [one.title for one in made.parts][2] == "Daftar dan Kartu Bukti"
    assert made.parts[2].remark == f"lampiran {record.title}"
    cover = " ".join(read(bind(made)).pages[0].extract_text().split())
    assert "3 surat dan lampiran bukti" in cover
    alone = packet(part("summons-1")).with_evidence(papers)
    assert [one.remark for one in alone.parts] == ["", ""], "no record: at the end, attached to nothing"
