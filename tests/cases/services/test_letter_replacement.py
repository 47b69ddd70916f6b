"""Letters that are voided or replaced, letters of reports, and what nobody has verified."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from office_desk import START, OfficeAtWork

from cases.errors import ConfirmationNeeded, GuardRefused, InvalidInput
from cases.model.case import CaseFile
from cases.model.letter import Letter, LetterStatus
from cases.model.listing import ListQuery
from cases.model.report import VerificationOutcome
from cases.model.steps import AbsenceFacts, StepKey, SummonsFacts
from cases.services import case_files, corrections, letter_view, letters, reports, search, steps, verification
from cases.services.office import current_office
from cases.services.steps import StepForm
from cases.services.verification import VerificationForm

REASON = "Salah tempat."


def summoned(office: OfficeAtWork) -> CaseFile:
    """A case with its signed first summons."""
    file = office.case()
    superior = office.person(1)
    meet = office.ask(steps.propose_examination, file.case.id, StepKey.SUMMONS_1, START)
    facts = SummonsFacts(examine_on=meet, examine_at="09.00", place="Aula", report_to=superior, signer=superior)
    return office.signed(file.case.id, StepKey.SUMMONS_1, facts)


def absent(office: OfficeAtWork) -> CaseFile:
    file = summoned(office)
    facts = file.steps[-1].facts
    assert isinstance(facts, SummonsFacts)
    office.clock.set_today(facts.examine_on)
    return office.signed(file.case.id, StepKey.ABSENCE_1, AbsenceFacts(missed_on=facts.examine_on), facts.examine_on)


def read(office: OfficeAtWork, file: CaseFile) -> CaseFile:
    return office.ask(case_files.case_file, file.case.id)


def by_id(file: CaseFile, letter: Letter) -> Letter:
    return next(one for one in file.letters if one.id == letter.id)


def sign_new(office: OfficeAtWork, letter: Letter, on=None) -> Letter:
    day = on or office.clock.today()
    office.put_up(letter.id, day)
    return office.do(letters.sign, letter.id, day)


# -- void


def test_a_void_letter_keeps_its_number_and_its_paper(office: OfficeAtWork) -> None:
    file = summoned(office)
    old = file.letters[0]
    before = office.ask(letters.letter_bytes, old.id)
    office.do(letters.void_letter, old.id, "Salah terlapor.")
    file = read(office, file)
    assert (file.letters[0].status, file.letters[0].void_reason) == (LetterStatus.VOID, "Salah terlapor.")
    assert file.letters[0].number == old.number
    assert office.ask(letters.letter_bytes, old.id) == before
    assert [step.key for step in file.steps] == [StepKey.OPENED, StepKey.SUMMONS_1]
    assert file.case.summary.stage == StepKey.OPENED
    again = office.signed(file.case.id, StepKey.SUMMONS_1, file.steps[-1].facts)
    assert again.letters[-1].number_ordinal == (old.number_ordinal or 0) + 1


def test_a_letter_that_later_steps_rest_on_is_not_voided(office: OfficeAtWork) -> None:
    file = absent(office)
    with pytest.raises(GuardRefused, match="bergantung padanya"):
        office.do(letters.void_letter, file.letters[0].id, REASON)
    assert read(office, file) == file


def test_a_void_letter_is_not_voided_again_and_a_reason_is_needed(office: OfficeAtWork) -> None:
    file = summoned(office)
    with pytest.raises(InvalidInput, match="alasan"):
        office.do(letters.void_letter, file.letters[0].id, " ")
    office.do(letters.void_letter, file.letters[0].id, REASON)
    with pytest.raises(InvalidInput, match="sudah batal"):
        office.do(letters.void_letter, file.letters[0].id, REASON)


# -- replaced


def test_the_old_letter_stands_until_the_new_one_is_signed(office: OfficeAtWork) -> None:
    file = summoned(office)
    old = file.letters[0]
    step = file.steps[-1]
    form = StepForm(key=step.key, facts=replace(step.facts, place="Ruang Rapat"))
    office.do(corrections.correct_step, file.case.id, step.id, form, REASON)
    new = office.do(letters.replace_letter, old.id, REASON)
    assert (new.status, new.replaces, new.title) == (LetterStatus.DRAFT, old.id, old.title)
    assert new.content.values["periksa.tempat"] == "Ruang Rapat"
    assert by_id(read(office, file), old).status is LetterStatus.SIGNED
    assert office.ask(letter_view.letter_view, new.id).proposed_on is None
    coming = office.ask(steps.case_view, file.case.id).next_steps[0]
    assert (coming.kind, coming.letter_id) == ("letter", new.id)

    office.clock.set_today(START + timedelta(days=1))
    signed = sign_new(office, new)
    file = read(office, file)
    gone = by_id(file, old)
    assert gone.status is LetterStatus.VOID
    assert gone.void_reason.startswith(f"Diganti dengan nomor {signed.number}.")
    assert (file.steps[-1].letter_id, file.steps[-1].on) == (new.id, START + timedelta(days=1))
    assert by_id(file, new).outdated == ""
    view = office.ask(letter_view.letter_view, old.id)
    assert view.newer is not None
    assert view.newer.id == new.id


def test_the_day_stays_where_later_steps_rest_on_it(office: OfficeAtWork) -> None:
    file = absent(office)
    new = office.do(letters.replace_letter, file.letters[0].id, REASON)
    office.clock.set_today(office.clock.today() + timedelta(days=3))
    sign_new(office, new)
    after = read(office, file)
    assert after.steps[1].on == START
    assert after.steps[1].letter_id == new.id


def test_what_cites_the_old_number_is_marked(office: OfficeAtWork) -> None:
    file = absent(office)
    record = file.letters[1]
    new = sign_new(office, office.do(letters.replace_letter, file.letters[0].id, REASON))
    marked = by_id(read(office, file), record)
    assert new.number in marked.outdated


def test_a_letter_is_replaced_once_at_a_time(office: OfficeAtWork) -> None:
    file = summoned(office)
    new = office.do(letters.replace_letter, file.letters[0].id, REASON)
    for again in (letters.replace_letter, letters.void_letter):
        with pytest.raises(InvalidInput, match="sedang diganti"):
            office.do(again, file.letters[0].id, REASON)
    with pytest.raises(InvalidInput, match="masih konsep"):
        office.do(letters.replace_letter, new.id, REASON)
    office.do(letters.void_letter, new.id, "Tidak jadi diganti.")
    assert office.ask(steps.case_view, file.case.id).next_steps[0].letter_id is None
    assert by_id(read(office, file), file.letters[0]).status is LetterStatus.SIGNED
    office.do(letters.replace_letter, file.letters[0].id, REASON)


def test_a_letter_that_is_being_replaced_is_not_signed(office: OfficeAtWork) -> None:
    file = office.case()
    superior = office.person(1)
    facts = SummonsFacts(
        examine_on=START + timedelta(days=10), examine_at="09.00", place="Aula", report_to=superior, signer=superior
    )
    file = office.take(file.case.id, StepKey.SUMMONS_1, facts)
    office.put_up(file.letters[0].id, START)
    new = office.do(letters.replace_letter, file.letters[0].id, REASON)
    with pytest.raises(InvalidInput, match="sedang diganti"):
        office.do(letters.sign, file.letters[0].id, START)
    sign_new(office, new)
    assert [letter.status for letter in read(office, file).letters] == [LetterStatus.VOID, LetterStatus.SIGNED]


def test_a_void_record_of_an_event_is_made_anew(office: OfficeAtWork) -> None:
    file = absent(office)
    office.do(letters.void_letter, file.letters[1].id, "Kertasnya rusak.")
    new = sign_new(office, office.do(letters.replace_letter, file.letters[1].id, REASON))
    after = read(office, file)
    assert after.steps[-1].letter_id == new.id
    assert new.title == "Berita Acara Ketidakhadiran I"


# -- reports


def test_a_letter_that_the_verification_no_longer_asks_for_is_not_made_anew(office: OfficeAtWork) -> None:
    """Forwarded, signed, then found to be refused: no second letter of forwarding may follow, nor a void one revive."""
    report = office.report(violation_codes=("n.2",))
    one = report.respondents[0].id
    form = VerificationForm(
        verified_on=office.clock.today(),
        outcome=VerificationOutcome.FORWARDED,
        jurisdiction=False,
        identity=True,
        evidence=True,
        reason="Pegawai provinsi",
        forwarded_to="Sekretaris Daerah Provinsi",
    )
    office.do(verification.verify, report.id, one, form)
    ((_, letter),) = office.ask(verification.letters_of_report, report.id)
    office.put_up(letter.id, office.clock.today())
    office.do(letters.sign, letter.id, office.clock.today())
    assert office.ask(letter_view.letter_view, letter.id).replaceable
    refused = replace(form, outcome=VerificationOutcome.REFUSED, forwarded_to="")
    office.do(verification.verify, report.id, one, refused)
    before = office.ask(verification.letters_of_report, report.id)
    assert not office.ask(letter_view.letter_view, letter.id).replaceable
    with pytest.raises(InvalidInput, match=r"kini tidak memenuhi syarat; .* tidak dibuat lagi"):
        office.do(letters.replace_letter, letter.id, "Salah tujuan.")
    reply = next(each for _, each in before if each.kind == "refusal-reply")
    office.do(letters.void_letter, reply.id, "Salah ketik.")
    assert not office.ask(letter_view.letter_view, reply.id).replaceable
    with pytest.raises(InvalidInput, match="sudah batal; ulangi verifikasi"):
        office.do(letters.replace_letter, reply.id, "Salah ketik.")


def test_a_letter_of_a_report_lives_as_others_do(office: OfficeAtWork) -> None:
    report = office.report(violation_codes=("n.2",))
    form = VerificationForm(
        verified_on=START,
        outcome=VerificationOutcome.REFUSED,
        jurisdiction=True,
        identity=True,
        evidence=False,
        reason="Tidak ada bukti.",
    )
    report = office.do(verification.verify, report.id, report.respondents[0].id, form)
    found = report.respondents[0].verification
    assert found is not None
    assert found.letter_id is not None
    letter = sign_new(office, office.ask(letters.letter, found.letter_id))
    assert letter.number == "800.1.6.2/1/BKPSDM/V/2026"
    line = office.ask(letters.letter_page, ListQuery(sort="letter_on")).rows[0]
    assert (line.case_id, line.case_number, line.respondent) == (None, report.number, report.respondents[0].person.name)
    view = office.ask(letter_view.letter_view, letter.id)
    assert (view.case_number, view.report_number) == ("", report.number)
    (hit,) = office.ask(search.find, letter.number)
    assert (hit.noun, hit.id) == ("letter", letter.id)
    assert report.number in hit.subtitle
    new = sign_new(office, office.do(letters.replace_letter, letter.id, REASON))
    named = office.ask(reports.report, report.id).respondents[0].verification
    assert named is not None
    assert named.letter_id == new.id
    assert office.ask(letters.letter, letter.id).status is LetterStatus.VOID


# -- what nobody has verified


def test_unverified_articles_are_asked_about_once_for_each_kind(office: OfficeAtWork) -> None:
    file = summoned(office)
    office.do(letters.void_letter, file.letters[0].id, REASON)
    assert office.ask(current_office).unverified_letters == ("summons-1",)
    other = office.case(report=office.report(office.accused(4)))
    facts = file.steps[-1].facts
    draft = office.take(other.case.id, StepKey.SUMMONS_1, facts).letters[0]
    assert office.do(letters.put_up, draft.id, START).status is LetterStatus.PUT_UP


def test_the_question_names_the_articles_and_nothing_happens_before_the_answer(office: OfficeAtWork) -> None:
    file = office.case()
    superior = office.person(1)
    facts = SummonsFacts(
        examine_on=START + timedelta(days=10), examine_at="09.00", place="Aula", report_to=superior, signer=superior
    )
    draft = office.take(file.case.id, StepKey.SUMMONS_1, facts).letters[0]
    with pytest.raises(ConfirmationNeeded, match="belum diverifikasi") as asked:
        office.do(letters.put_up, draft.id, START)
    assert asked.value.topic == "summons-1"
    assert asked.value.items
    assert all(item in asked.value.sentence for item in asked.value.items)
    assert office.ask(letters.letter, draft.id) == draft
