"""Letters on request that speak of what was taken back, or of what had not happened yet on their day."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from case_steps import decided
from office_desk import ADMIN, OfficeAtWork

from cases.errors import InvalidInput
from cases.model.case import CaseFile
from cases.model.letter import Letter, LetterStatus
from cases.model.office import NumberPolicy
from cases.model.steps import StepKey
from cases.services import corrections, letter_requests, letters, register
from cases.services.letter_view import letter_view
from cases.services.office import change_office, current_office

DISPATCH = "decision-dispatch"


def dispatch(office: OfficeAtWork, file: CaseFile) -> Letter:
    entries = {"kirim.alamat": "Jalan Rekaan 1", "kirim.sarana": "pos tercatat"}
    offers = office.ask(letter_requests.offered, case_id=file.case.id).offers
    asks = next(one.asks for one in offers if one.kind == DISPATCH)
    known = {ask.key: ask.value for ask in asks if ask.value} | {
        key: value for key, value in entries.items() if key in {ask.key for ask in asks}
    }
    return office.do(letter_requests.request, DISPATCH, case_id=file.case.id, entries=known)


def obstacle(office: OfficeAtWork, file: CaseFile) -> str:
    offers = office.ask(letter_requests.offered, case_id=file.case.id).offers
    return next(one.obstacle for one in offers if one.kind == DISPATCH)


def test_a_void_decision_is_not_dispatched(office: OfficeAtWork) -> None:
    file = decided(office)
    letter, again = dispatch(office, file), dispatch(office, file)
    issued = office.put_up(again.id, office.clock.today())
    office.do(letters.void_letter, file.steps[-1].letter_id or "", "Salah nama.")
    assert "batal; ganti surat itu dahulu" in obstacle(office, file)
    before = office.ask(register.next_ordinals)
    with pytest.raises(InvalidInput, match=r"belum dapat diajukan\. Surat dari tahap .* batal"):
        office.put_up(letter.id, office.clock.today())
    assert office.ask(letters.letter, letter.id).status is LetterStatus.DRAFT
    assert office.ask(register.next_ordinals) == before
    assert any("batal; ganti" in one for one in office.ask(letter_view, letter.id).lacks)
    with pytest.raises(InvalidInput, match="belum dapat dibuat"):
        dispatch(office, file)
    assert not office.ask(letter_view, issued.id).replaceable
    with pytest.raises(InvalidInput, match="belum dapat dibuat"):
        office.do(letters.replace_letter, issued.id, "Alamat keliru.")


def test_a_decision_that_is_issued_again_is_dispatched(office: OfficeAtWork) -> None:
    file = decided(office)
    draft = dispatch(office, file)
    made = office.do(letters.replace_letter, file.steps[-1].letter_id or "", "Salah nama.")
    office.put_up(made.id, office.clock.today())
    office.do(letters.sign, made.id, office.clock.today())
    assert obstacle(office, file) == ""
    put_up = office.put_up(draft.id, office.clock.today())
    assert put_up.content.values["keputusan.nomor"] == office.ask(letters.letter, made.id).number


def test_a_withdrawn_decision_is_not_dispatched(office: OfficeAtWork) -> None:
    file = decided(office)
    letter = dispatch(office, file)
    office.do(corrections.withdraw_step, file.case.id, file.steps[-1].id, "Salah catat.")
    with pytest.raises(InvalidInput, match=r"belum dapat diajukan\. Sesudah tahap"):
        office.put_up(letter.id, office.clock.today())


def test_a_letter_is_not_dated_before_what_it_speaks_of(office: OfficeAtWork) -> None:
    file = decided(office)
    letter = dispatch(office, file)
    day = next(step.on for step in file.steps if step.key is StepKey.DECISION)
    assert day is not None
    with pytest.raises(InvalidInput, match="tidak mungkin bertanggal sebelum") as refusal:
        office.put_up(letter.id, day - timedelta(days=1))
    assert refusal.value.field == "letter_on"
    assert office.put_up(letter.id, day).letter_on == day


def test_the_day_on_which_a_case_was_opened_binds_no_letter(office: OfficeAtWork) -> None:
    file = office.case()
    letter = office.do(letter_requests.request, "reporter-notice", case_id=file.case.id, entries={})
    day = file.case.opened_on - timedelta(days=1)
    assert office.put_up(letter.id, day).letter_on == day


def test_a_letter_left_to_the_pen_is_not_signed_before_what_it_speaks_of(office: OfficeAtWork) -> None:
    file = decided(office)
    office.do_as(ADMIN, change_office, replace(office.ask(current_office), number_policy=NumberPolicy.BLANK))
    letter = office.put_up(dispatch(office, file).id, office.clock.today())
    day = next(step.on for step in file.steps if step.key is StepKey.DECISION)
    assert day is not None
    with pytest.raises(InvalidInput, match="tidak mungkin bertanggal sebelum") as refusal:
        office.do(letters.sign, letter.id, day - timedelta(days=1), 90)
    assert refusal.value.field == "signed_on"
    assert office.do(letters.sign, letter.id, day, 90).number_ordinal == 90
