from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from case_steps import decided
from letter_stages import draft
from office_desk import ADMIN, START, OfficeAtWork
from track_facts import summons as summons_facts

from cases.errors import DatabaseDamaged, InvalidInput, LetterError
from cases.model.letter import LetterRequest, LetterStatus, RenderedLetter
from cases.model.office import NumberPolicy
from cases.model.steps import HandoverSummonsFacts, StepKey
from cases.services import case_files, letters, register
from cases.services.employees import find_people
from cases.services.office import change_office, current_office, keep_signatory


def test_a_letter_goes_from_draft_to_delivered(office: OfficeAtWork) -> None:
    letter = draft(office)
    letter = office.put_up(letter.id, START)
    assert (letter.status, letter.number) == (LetterStatus.PUT_UP, "800.1.6.2/1/BKPSDM/V/2026")
    letter = office.do(letters.sign, letter.id, START)
    assert (letter.status, letter.signed_on) == (LetterStatus.SIGNED, START)
    letter = office.do(letters.deliver, letter.id, START, "diserahkan langsung", "Terlapor")
    assert letter.status is LetterStatus.DELIVERED


def test_what_comes_next_follows_the_letter(office: OfficeAtWork) -> None:
    letter = draft(office)

    def comes_next() -> str:
        return office.ask(case_files.case_file, letter.of_case).case.summary.next_title

    assert comes_next() == "Ajukan Surat Panggilan I untuk ditandatangani"
    office.put_up(letter.id, START)
    assert comes_next() == "Catat tanda tangan Surat Panggilan I"
    office.do(letters.sign, letter.id, START)
    assert comes_next() == "Catat pemeriksaan"


def test_a_letter_on_anothers_behalf_is_signed_as_the_office_set_it(office: OfficeAtWork) -> None:
    file = decided(office)
    secretary = office.person(7, position="Sekretaris Daerah", work_unit="Sekretariat Daerah")
    line = "a.n. Bupati Tirta Kencana, Sekretaris Daerah,"
    kept = office.do_as(ADMIN, keep_signatory, secretary, line)
    facts = HandoverSummonsFacts(
        meet_on=office.clock.today(), meet_at="10.00", place="Aula", report_to=secretary, signer=secretary
    )
    file = office.take(file.case.id, StepKey.HANDOVER_SUMMONS, facts)
    letter = file.letters[-1]
    assert letter.content.signatures[0].post_line == line
    letter = office.put_up(letter.id, office.clock.today())
    assert letter.content.signatures[0].post_line == line
    superior = [one for one in file.letters if one.kind == "summons-1"]
    assert superior[0].content.signatures[0].post_line == "Atasan Langsung"
    assert kept.person in office.ask(find_people, secretary.name)
    assert office.ask(find_people, "tidak ada nama ini") == ()


def test_the_number_shown_is_the_number_taken(office: OfficeAtWork) -> None:
    first, second = draft(office, 1), draft(office, 2)
    shown = office.ask(register.number_offer, first.id, START)
    assert shown is not None
    assert office.put_up(first.id, START).number == shown.text
    assert office.put_up(second.id, START).number == "800.1.6.2/2/BKPSDM/V/2026"


def test_printing_again_gives_the_same_bytes_though_the_office_changed(office: OfficeAtWork) -> None:
    letter = office.put_up(draft(office).id, START)
    before = office.ask(letters.letter_bytes, letter.id)
    profile = office.ask(current_office)
    office.do_as(ADMIN, change_office, replace(profile, name="Badan Lain", footer_shown=False))
    assert office.ask(letters.letter_bytes, letter.id) == before


def test_the_head_on_a_letter_is_the_one_before_its_own_rows(office: OfficeAtWork) -> None:
    letter = draft(office)
    office.do(letters.allow_unverified, letter.kind)
    with office.database.read() as work:
        head = work.audit.head()
    assert office.put_up(letter.id, START).log_head == head.code


def test_a_letter_put_up_blank_takes_its_number_when_it_is_signed(office: OfficeAtWork) -> None:
    profile = office.ask(current_office)
    office.do_as(ADMIN, change_office, replace(profile, number_policy=NumberPolicy.BLANK))
    letter = office.put_up(draft(office).id, START)
    assert (letter.number, letter.letter_on) == ("", None)
    with pytest.raises(InvalidInput) as refused:
        office.do(letters.sign, letter.id, START)
    assert refused.value.field == "ordinal"
    letter = office.do(letters.sign, letter.id, START, 17)
    assert (letter.number, letter.letter_on) == ("800.1.6.2/17/BKPSDM/V/2026", START)


def test_a_number_is_never_given_twice(office: OfficeAtWork) -> None:
    profile = office.ask(current_office)
    office.do_as(ADMIN, change_office, replace(profile, number_policy=NumberPolicy.BLANK))
    first = office.put_up(draft(office, 1).id, START)
    second = office.put_up(draft(office, 2).id, START)
    office.do(letters.sign, first.id, START, 5)
    with pytest.raises(InvalidInput):
        office.do(letters.sign, second.id, START, 5)
    assert office.ask(letters.letter, second.id).status is LetterStatus.PUT_UP


def test_a_letter_that_cannot_be_made_takes_no_number(office: OfficeAtWork, monkeypatch: pytest.MonkeyPatch) -> None:
    letter = draft(office)

    def refuse(request: LetterRequest) -> RenderedLetter:
        raise LetterError("Lambang bukan gambar; pilih gambar lain.")

    with monkeypatch.context() as patch:
        patch.setattr(office.renderer, "render", refuse)
        with pytest.raises(LetterError):
            office.put_up(letter.id, START)
    assert office.put_up(letter.id, START).number_ordinal == 1


def test_a_damaged_stored_letter_is_not_shown(office: OfficeAtWork) -> None:
    letter = office.put_up(draft(office).id, START)
    office.vault.blobs[letter.blob] += b"x"
    with pytest.raises(DatabaseDamaged):
        office.ask(letters.letter_bytes, letter.id)


@pytest.mark.parametrize("days", [-1, 1])
def test_a_signature_is_neither_before_the_letter_nor_in_the_future(office: OfficeAtWork, days: int) -> None:
    letter = office.put_up(draft(office).id, START)
    with pytest.raises(InvalidInput) as refused:
        office.do(letters.sign, letter.id, START + timedelta(days=days))
    assert refused.value.field == "signed_on"


def test_a_letter_is_put_up_once(office: OfficeAtWork) -> None:
    letter = office.put_up(draft(office).id, START)
    with pytest.raises(InvalidInput, match="diajukan"):
        office.put_up(letter.id, START)


def test_a_slip_of_the_key_in_the_year_binds_nobody(office: OfficeAtWork) -> None:
    """No letter could be signed, and nobody be absent, before that day has come."""
    letter = draft(office)
    far = START.replace(year=START.year + 50)
    with pytest.raises(InvalidInput, match="terlalu jauh di depan") as caught:
        office.put_up(letter.id, far)
    assert caught.value.field == "letter_on"
    assert office.ask(letters.letter, letter.id).status is LetterStatus.DRAFT
    file = office.case(report=office.report(office.accused(2)))
    with pytest.raises(InvalidInput, match="terlalu jauh di depan") as caught:
        office.take(file.case.id, StepKey.SUMMONS_1, summons_facts(office, far))
    assert caught.value.field == "examine_on"
