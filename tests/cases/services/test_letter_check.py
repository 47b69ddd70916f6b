"""Whether a letter is this office's, unchanged and in force: each answer by file and by code."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from letter_stages import draft, put_up
from office_desk import SCHEDULE, START, OfficeAtWork, make_template, office_at_work
from signed_paper import saved_again, sign, signed_elsewhere, with_other_words

from cases.errors import BadFile, InvalidInput, NotAllowed
from cases.model.letter import Letter
from cases.regulations import Law
from cases.services import letters
from cases.services.letter_check import Verdict, check_code, check_file, letter_facts
from reports.letters import LetterPdf


@pytest.fixture
def office(tmp_path: Path, law: Law, template: Path) -> Iterator[OfficeAtWork]:
    with office_at_work(tmp_path, law, template, LetterPdf()) as work:
        yield work


def paper(office: OfficeAtWork, letter: Letter) -> bytes:
    return office.ask(letters.letter_bytes, letter.id)


def signed(office: OfficeAtWork) -> Letter:
    letter = put_up(office)
    return office.do(letters.sign, letter.id, START)


def verdict(office: OfficeAtWork, data: bytes) -> Verdict:
    return office.ask(check_file, data).verdict


def test_a_letter_of_this_office_is_known_by_file_and_code(office: OfficeAtWork) -> None:
    letter = signed(office)
    answer = office.ask(check_file, paper(office, letter))
    assert (answer.verdict, answer.letter) == (Verdict.GOOD, letter)
    assert "tidak berubah sedikit pun" in answer.sentences[0]
    by_code = office.ask(check_code, letter.short_code.lower())
    assert (by_code.verdict, by_code.letter) == (Verdict.KNOWN, letter)
    assert "bandingkan" in by_code.sentences[1]
    facts = dict(letter_facts(by_code))
    assert facts["Nomor"] == letter.number
    assert facts["Penanda tangan"] == "Pejabat Rekaan 1"
    assert facts["Berkas"].endswith("Terlapor Rekaan 1")


def test_the_signed_form_is_known_and_what_lies_between(office: OfficeAtWork) -> None:
    letter = put_up(office)
    first = paper(office, letter)
    sign(office, letter)
    final = office.ask(letters.final_bytes, letter.id)
    answer = office.ask(check_file, final)
    assert answer.verdict is Verdict.GOOD
    assert [one.intact for one in answer.signatures] == [True]
    before = office.ask(check_file, first)
    assert before.verdict is Verdict.GOOD
    assert "belum bertanda tangan elektronik" in before.sentences[1]
    more = office.ask(check_file, signed_elsewhere(final, office.clock.now()))
    assert more.verdict is Verdict.ADDED
    assert len(more.signatures) == 2


def test_a_letter_signed_behind_the_offices_back_is_told_apart(office: OfficeAtWork) -> None:
    letter = signed(office)
    answer = office.ask(check_file, signed_elsewhere(paper(office, letter), office.clock.now()))
    assert answer.verdict is Verdict.ADDED
    assert "tidak tercatat" in answer.sentences[0]


def test_a_scan_that_shows_two_letters_is_known(office: OfficeAtWork) -> None:
    scan = b"%PDF-1.4 /Page /Page %%EOF"
    for ordinal in (1, 2):
        letter = office.put_up(draft(office, ordinal).id, START)
        office.do(letters.sign, letter.id, START, scan=scan)
    answer = office.ask(check_file, scan)
    assert answer.verdict is Verdict.GOOD
    assert "pindaian" in answer.sentences[0]


def test_every_kind_of_change_is_seen(office: OfficeAtWork) -> None:
    letter = signed(office)
    pdf = paper(office, letter)
    flipped = bytearray(pdf)
    flipped[pdf.index(b"stream") + 60] ^= 1
    now = office.clock.now()
    for changed in (
        bytes(flipped),
        saved_again(pdf),
        with_other_words(pdf),
        signed_elsewhere(with_other_words(pdf), now),
        with_other_words(signed_elsewhere(pdf, now)),
    ):
        answer = office.ask(check_file, changed)
        assert answer.verdict is Verdict.CHANGED
        assert answer.letter == letter
        assert "SUDAH DIUBAH" in answer.sentences[0]


def test_a_void_letter_says_since_when_why_and_what_replaced_it(office: OfficeAtWork) -> None:
    old = signed(office)
    office.clock.advance(days=1)
    newer = office.do(letters.replace_letter, old.id, "Tempat pemeriksaan berubah.")
    today = START + timedelta(days=1)
    assert office.ask(check_code, old.short_code).verdict is Verdict.OUTDATED
    newer = office.put_up(newer.id, today)
    assert verdict(office, paper(office, newer)) is Verdict.UNSIGNED
    newer = office.do(letters.sign, newer.id, today)
    for answer in (office.ask(check_code, old.short_code), office.ask(check_file, paper(office, old))):
        assert answer.verdict is Verdict.VOID
        said = " ".join(answer.sentences)
        assert "BATAL sejak 5 Mei 2026" in said
        assert "Tempat pemeriksaan berubah" in said
        assert f"Penggantinya: nomor {newer.number}, 5 Mei 2026." in said
    assert verdict(office, paper(office, newer)) is Verdict.GOOD


def test_a_changed_copy_of_a_void_letter_is_changed_and_void(office: OfficeAtWork) -> None:
    letter = signed(office)
    office.do(letters.void_letter, letter.id, "Salah alamat.")
    answer = office.ask(check_file, saved_again(paper(office, letter)))
    assert answer.verdict is Verdict.CHANGED
    assert "BATAL" in " ".join(answer.sentences)


def test_a_draft_is_no_letter(office: OfficeAtWork) -> None:
    answer = office.ask(check_file, paper(office, draft(office)))
    assert (answer.verdict, answer.letter) == (Verdict.DRAFT, None)


def test_what_is_not_ours_is_not_known(office: OfficeAtWork, tmp_path: Path, law: Law) -> None:
    other = tmp_path / "lain"
    other.mkdir()
    with office_at_work(other, law, make_template(tmp_path, law), LetterPdf()) as neighbour:
        letter = signed(neighbour)
        foreign = paper(neighbour, letter)
    assert verdict(office, foreign) is Verdict.UNKNOWN
    assert office.ask(check_code, letter.short_code).verdict is Verdict.UNKNOWN


def test_what_cannot_be_checked_is_one_sentence(office: OfficeAtWork) -> None:
    for data in (b"", b"\x89PNG foto surat", b"PK\x03\x04 salinan Word", b"%PDF-1.7 terpotong"):
        with pytest.raises(BadFile, match="ketik kode di kaki surat"):
            office.ask(check_file, data)
    with pytest.raises(InvalidInput, match="12 huruf dan angka"):
        office.ask(check_code, "surat itu")


def test_the_scheduled_account_may_not_ask(office: OfficeAtWork) -> None:
    with pytest.raises(NotAllowed):
        office.do_as(SCHEDULE, check_code, "2222-2222-2222")
