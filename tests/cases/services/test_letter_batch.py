"""What is asked before many letters are put up together."""

from __future__ import annotations

from datetime import timedelta

from case_steps import decided
from office_desk import START, OfficeAtWork
from track_facts import summons as summons_facts

from cases.model.letter import LetterStatus
from cases.model.office import Paper
from cases.model.steps import AbsenceFacts, StepKey
from cases.services import letters
from cases.services.letter_batch import check_batch

DAY = START + timedelta(days=1)


def test_drafts_are_told_from_what_is_on_paper_and_each_kind_is_asked_once(office: OfficeAtWork) -> None:
    ids = []
    for ordinal in (1, 2):
        file = office.case(report=office.report(office.accused(ordinal)))
        file = office.take(file.case.id, StepKey.SUMMONS_1, summons_facts(office, START + timedelta(days=14)))
        ids.append(file.letters[0].id)
    check = office.ask(check_batch, tuple(ids), DAY)
    assert list(check.standing) == ids
    assert check.days == dict.fromkeys(ids, DAY)
    assert [(kind.kind, kind.letters) for kind in check.unverified] == [("summons-1", 2)]
    assert check.unverified[0].articles
    assert (check.papers, check.blank) == ((Paper.F4,), False)
    office.put_up(ids[0], START)
    check = office.ask(check_batch, tuple(ids), DAY)
    assert check.unverified == (), "it was allowed with the first"
    assert list(check.days) == ids[1:]
    assert check.standing[ids[0]] == (LetterStatus.PUT_UP, office.ask(letters.letter, ids[0]).number)


def test_a_letter_that_records_an_event_has_the_day_of_the_event(office: OfficeAtWork) -> None:
    file = office.case()
    file = office.signed(file.case.id, StepKey.SUMMONS_1, summons_facts(office, START + timedelta(days=14)), START)
    office.clock.set_today(START + timedelta(days=20))
    missed = AbsenceFacts(missed_on=START + timedelta(days=14), witnesses=(office.person(2), office.person(3)))
    file = office.take(file.case.id, StepKey.ABSENCE_1, missed, missed.missed_on)
    record = file.letters[-1]
    check = office.ask(check_batch, (record.id,), office.clock.today())
    assert check.days == {record.id: missed.missed_on}


def test_nothing_is_asked_of_letters_that_are_signed(office: OfficeAtWork) -> None:
    file = decided(office)
    check = office.ask(check_batch, tuple(letter.id for letter in file.letters), office.clock.today())
    assert (check.days, check.unverified) == ({}, ())
