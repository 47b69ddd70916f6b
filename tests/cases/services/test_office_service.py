from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import samples
from office_desk import ADMIN, OfficeAtWork, office_at_work

from cases.errors import BadPicture, InvalidInput, LetterError
from cases.letter_page import LEAST_MARGINS, LEAST_ROOM, PAPER_MM
from cases.model.office import Margins, NumberCounter, Paper
from cases.regulations import Law
from cases.services import office as office_service
from cases.services.office import LONGEST_LINE, Pictures
from reports.letters import LetterPdf


@pytest.mark.parametrize(
    ("text", "words"),
    [(" ", "Isi nama perangkat"), ("\u200b\x07", "Isi nama perangkat"), ("N" * 2000, "Persingkat nama")],
)
def test_a_letter_head_fits_on_its_page(office: OfficeAtWork, text: str, words: str) -> None:
    current = office.ask(office_service.current_office)
    with pytest.raises(InvalidInput, match=words) as caught:
        office.do_as(ADMIN, office_service.change_office, replace(current, name=text))
    assert caught.value.field == "name"
    office.do_as(ADMIN, office_service.change_office, replace(current, name="N" * LONGEST_LINE))


def test_a_signatory_has_a_whole_nip_or_none(office: OfficeAtWork) -> None:
    person = samples.make_person(nip="198503122010010")
    with pytest.raises(InvalidInput, match="15 angka"):
        office.do_as(ADMIN, office_service.keep_signatory, person, "Kepala Badan")
    spaced = replace(person, nip="19850312 201001 1 005")
    kept = office.do_as(ADMIN, office_service.keep_signatory, spaced, "Kepala Badan")
    assert kept.person.nip == "198503122010011005"
    elected = office.do_as(ADMIN, office_service.keep_signatory, replace(person, nip=""), "Bupati")
    assert elected.person.nip == ""


def test_a_signatory_has_a_name_that_is_seen_and_fits(office: OfficeAtWork) -> None:
    person = samples.make_person(nip="")
    for name, words in (("\u200b\u202e", "Isi nama"), ("x" * 251, "Persingkat nama")):
        with pytest.raises(InvalidInput, match=words) as caught:
            office.do_as(ADMIN, office_service.keep_signatory, replace(person, name=name), "Bupati")
        assert caught.value.field == "name"
    with pytest.raises(InvalidInput, match="Isi nama dan jabatan"):
        office.do_as(ADMIN, office_service.keep_signatory, person, "\u200b\n\x07")
    kept = office.do_as(
        ADMIN, office_service.keep_signatory, replace(person, name="<Ani>\u202e  B"), "a.n. Bupati\n{nama}"
    )
    assert (kept.person.name, kept.post_line) == ("<Ani> B", "a.n. Bupati\n{nama}")


def test_a_pattern_of_numbers_is_short(office: OfficeAtWork) -> None:
    current = office.ask(office_service.current_office)
    with pytest.raises(InvalidInput, match="Persingkat pola") as caught:
        office.do_as(
            ADMIN, office_service.change_office, replace(current, number_pattern="{klasifikasi}/{urut}" + "x" * 300)
        )
    assert caught.value.field == "number_pattern"


@pytest.fixture
def printing(tmp_path: Path, law: Law, template: Path) -> Iterator[OfficeAtWork]:
    """An office with the renderer that prints its letters."""
    with office_at_work(tmp_path, law, template, LetterPdf()) as work:
        yield work


@pytest.mark.parametrize(
    ("margins", "field", "words"),
    [
        (Margins(top=14), "margin_top", "Isi batas atas dengan 15 sampai 60 mm"),
        (Margins(bottom=61), "margin_bottom", "Isi batas bawah dengan 20 sampai 60 mm"),
        (Margins(left=14), "margin_left", "Isi batas kiri"),
        (Margins(right=9), "margin_right", "Isi batas kanan"),
        (Margins(left=50, right=36), "margin_left", "menyisakan 129 mm di kertas F4"),
    ],
)
def test_margins_leave_room_for_a_letter(office: OfficeAtWork, margins: Margins, field: str, words: str) -> None:
    current = office.ask(office_service.current_office)
    with pytest.raises(InvalidInput, match=words) as caught:
        office.do_as(ADMIN, office_service.change_office, replace(current, margins=margins))
    assert caught.value.field == field
    assert office.ask(office_service.current_office) == current


@pytest.mark.parametrize("paper", Paper)
def test_the_narrowest_and_the_widest_page_are_printed(printing: OfficeAtWork, paper: Paper) -> None:
    current = printing.ask(office_service.current_office)
    wide, high = (length - least for length, least in zip(PAPER_MM[paper], LEAST_ROOM, strict=True))
    narrow = Margins(top=min(high - 60, 60), bottom=60, left=wide - 30, right=30)
    for margins in (LEAST_MARGINS, narrow):
        wanted = replace(current, paper=paper, margins=margins, head_lines=(" Bidang  Disiplin ", "", "Terakreditasi"))
        saved = printing.do_as(ADMIN, office_service.change_office, wanted)
        assert saved.margins == margins
        assert saved.head_lines == ("Bidang Disiplin", "Terakreditasi")
        for kind in office_service.SAMPLES:
            assert printing.ask(office_service.sample_letter, wanted, kind=kind).startswith(b"%PDF")


def test_what_cannot_be_printed_is_not_saved(printing: OfficeAtWork) -> None:
    current = printing.ask(office_service.current_office)
    wanted = replace(current, government="Pemerintah 纪律")
    with pytest.raises(LetterError):
        printing.do_as(ADMIN, office_service.change_office, wanted)
    assert printing.ask(office_service.current_office) == current
    with pytest.raises(InvalidInput, match="paling banyak 4 baris") as caught:
        printing.do_as(ADMIN, office_service.change_office, replace(current, head_lines=tuple("abcde")))
    assert caught.value.field == "head_lines"
    broken = b"\x89PNG\r\n\x1a\n and no picture behind it"
    with pytest.raises(LetterError, match="dapat dibuka"):
        printing.do_as(ADMIN, office_service.change_office, current, Pictures(second_logo=broken))
    assert printing.ask(office_service.current_office) == current
    with pytest.raises(BadPicture):
        printing.do_as(ADMIN, office_service.change_office, current, Pictures(logo=b"GIF89a"))
    assert printing.ask(office_service.current_office) == current


def test_pictures_are_kept_left_and_taken_away(office: OfficeAtWork) -> None:
    current = office.ask(office_service.current_office)
    png = b"\x89PNG second"
    saved = office.do_as(ADMIN, office_service.change_office, current, Pictures(logo=b"\x89PNG", second_logo=png))
    assert office.ask(office_service.office_picture, saved.second_logo_blob) == png
    again = office.do_as(ADMIN, office_service.change_office, replace(saved, phone="1"), Pictures(logo=b""))
    assert (again.logo_blob, again.second_logo_blob) == ("", saved.second_logo_blob)


def test_each_classification_counts_only_where_numbers_name_it(office: OfficeAtWork) -> None:
    current = office.ask(office_service.current_office)
    wanted = replace(current, number_pattern="{urut}/{unit}/{tahun}")
    with pytest.raises(InvalidInput, match="klasifikasi") as caught:
        office.do_as(ADMIN, office_service.change_office, wanted)
    assert caught.value.field == "number_pattern"
    one = replace(wanted, number_counter=NumberCounter.ONE)
    assert office.do_as(ADMIN, office_service.change_office, one).number_pattern == "{urut}/{unit}/{tahun}"


def test_parafs_are_of_active_signatories_each_once(office: OfficeAtWork) -> None:
    current = office.ask(office_service.current_office)
    first, second = (
        office.do_as(ADMIN, office_service.keep_signatory, samples.make_person(name=name, nip=""), "Kepala Bidang")
        for name in ("Rara Rekaan", "Sari Rekaan")
    )
    wanted = replace(current, initials=(second.id, first.id))
    assert office.do_as(ADMIN, office_service.change_office, wanted).initials == (second.id, first.id)
    for wrong in ((first.id, first.id), ("nobody",)):
        with pytest.raises(InvalidInput, match="pemaraf"):
            office.do_as(ADMIN, office_service.change_office, replace(current, initials=wrong))
    office.do_as(ADMIN, office_service.retire_signatory, first.id)
    office.do_as(ADMIN, office_service.change_office, replace(wanted, phone="2"))
