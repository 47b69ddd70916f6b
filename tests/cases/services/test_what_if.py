"""The calculator, and what the command line asks: counts from any day, next steps by the number of a case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from calendar_desk import due, summoned
from office_desk import ADMIN, SCHEDULE, OfficeAtWork

from cases.errors import InvalidInput, NotAllowed, NotFound
from cases.model.case import Track
from cases.model.office import WorkWeek
from cases.rules.lifecycle import next_steps
from cases.services import next_steps as next_services
from cases.services import office as office_services
from cases.services import what_if
from cases.services.case_files import case_file
from cases.services.what_if import Question


def test_the_example_of_the_law_counts_as_published(office: OfficeAtWork) -> None:
    """Letter of 5 October 2022: examination on the 17th, seven clear working days between."""
    answer = office.ask(what_if.what_if, Question(track=Track.DISCIPLINE, key="examination-1", start=date(2022, 10, 5)))
    assert (answer.due_on, answer.count, answer.works) == (date(2022, 10, 17), 8, True)
    assert [day.on.day for day in answer.days if not day.number] == [8, 9, 15, 16]
    assert answer.others == (("hari_ke_7", date(2022, 10, 14)),)
    assert answer.rule.article


def test_a_decision_received_in_july_comes_into_force_in_august(office: OfficeAtWork) -> None:
    question = Question(track=Track.DISCIPLINE, key="in-force", start=date(2026, 7, 14))
    assert office.ask(what_if.what_if, question).due_on == date(2026, 8, 4)
    six = replace(question, week=WorkWeek.SIX)
    assert office.ask(what_if.what_if, six).due_on < date(2026, 8, 4)


def test_a_case_brings_the_days_that_it_knows(office: OfficeAtWork) -> None:
    file = summoned(office)
    found = office.ask(what_if.counting, file.case.id)
    chosen = next(one for one in found.choices if one.rule.key == "examination-1")
    assert (found.case_number, chosen.starts_on, chosen.open) == (file.case.number, office.clock.today(), True)
    question = Question(track=chosen.track, key=chosen.rule.key, start=office.clock.today(), case_id=file.case.id)
    assert office.ask(what_if.what_if, question).due_on == due(office, file.case.id).due_on


@pytest.mark.parametrize("start", [date.min, date(9999, 1, 1), date.max])
def test_any_day_gives_an_answer_or_a_sentence(office: OfficeAtWork, start: date) -> None:
    """A slip of the key gives a year without days off, or one in which no due date lies any more."""
    for one in office.ask(what_if.counting).choices:
        question = Question(track=one.track, key=one.rule.key, start=start, target=30)
        try:
            assert office.ask(what_if.what_if, question).due_on > start
        except InvalidInput:
            assert start.year == date.max.year


def test_without_a_case_every_track_can_be_counted(office: OfficeAtWork) -> None:
    found = office.ask(what_if.counting)
    assert {one.track for one in found.choices} == {track for track in Track if office.law.deadlines(track)}
    assert not any(one.starts_on or one.open for one in found.choices)


def test_a_count_that_the_law_leaves_open_needs_a_target(office: OfficeAtWork) -> None:
    open_ended = next(one for one in office.ask(what_if.counting).choices if one.rule.open_ended)
    question = Question(track=open_ended.track, key=open_ended.rule.key, start=date(2026, 5, 4), target=5)
    assert office.ask(what_if.what_if, question).count == 5
    current = office.ask(office_services.current_office)
    office.do_as(ADMIN, office_services.change_office, replace(current, targets={open_ended.rule.key: 9}))
    assert office.ask(what_if.what_if, replace(question, target=0)).count == 9


def test_a_year_without_its_list_is_told(office: OfficeAtWork) -> None:
    question = Question(track=Track.DISCIPLINE, key="in-force", start=date(2031, 12, 20))
    assert office.ask(what_if.what_if, question).unknown_years == (2031, 2032)


def test_an_unknown_due_date_is_refused(office: OfficeAtWork) -> None:
    with pytest.raises(NotFound):
        office.ask(what_if.what_if, Question(track=Track.DISCIPLINE, key="tidak-ada", start=date(2026, 5, 4)))


def test_the_next_steps_of_a_number_are_those_of_the_case(office: OfficeAtWork) -> None:
    file = summoned(office)
    found = office.ask(next_services.next_of, f" {file.case.number} ")
    read = office.ask(case_file, file.case.id)
    assert found.case.id == file.case.id
    assert found.steps == next_steps(read, office.law.as_judged(read.case.regulations))
    with pytest.raises(NotFound, match="2020/001"):
        office.ask(next_services.next_of, "2020/001")
    with pytest.raises(NotAllowed):
        office.do_as(SCHEDULE, next_services.next_of, file.case.number)
