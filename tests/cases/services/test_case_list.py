from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from office_desk import CLERK, OfficeAtWork
from samples import make_case, make_report, make_summary

from cases.model.case import CaseStatus
from cases.model.deadline import Urgency
from cases.model.listing import ListQuery
from cases.services.case_list import case_figures, standing_cases

FRIDAY = date(2026, 5, 8)
DUE = ListQuery(sort="due_on", limit=200)


@pytest.fixture
def filled(office: OfficeAtWork) -> OfficeAtWork:
    """A case due on each day from a week ago to three weeks ahead, one that waits and one that is over."""
    report = make_report()
    with office.database.write() as work:
        work.log_as(CLERK, "tests.fill")
        work.reports.add(report)
        for place in range(29):
            due = FRIDAY + timedelta(days=place - 7)
            work.cases.add(make_case(report, place + 1, summary=make_summary(due_on=due)))
        waits = make_summary(due_on=None, waiting_since=date(2026, 5, 4), status=CaseStatus.WAITING_PPK)
        work.cases.add(make_case(report, 40, summary=waits))
        over = make_summary(due_on=None, status=CaseStatus.NOT_PROVEN)
        work.cases.add(make_case(report, 7, number="2024/007", year=2024, summary=over))
    return office


def move_to(office: OfficeAtWork, day: date) -> None:
    office.clock.set_today(day)


@pytest.mark.parametrize("day", [FRIDAY, FRIDAY + timedelta(days=1), FRIDAY + timedelta(days=3), date(2026, 5, 14)])
def test_asking_for_an_urgency_gives_just_the_cases_that_stand_so(filled: OfficeAtWork, day: date) -> None:
    move_to(filled, day)
    everything = filled.ask(standing_cases, DUE).rows
    for urgency in (Urgency.LATE, Urgency.SOON, Urgency.SAFE):
        asked = filled.ask(standing_cases, DUE, urgency).rows
        assert asked == tuple(row for row in everything if row.urgency is urgency)
        assert asked, "each kind occurs on every day that is tried"


def test_the_figures_are_those_of_the_rows(filled: OfficeAtWork) -> None:
    move_to(filled, FRIDAY)
    rows = filled.ask(standing_cases, DUE).rows
    figures = filled.ask(case_figures)
    assert figures.total == len(rows) == 31
    assert figures.running == 30
    assert figures.waiting == 1
    assert figures.late == sum(row.urgency is Urgency.LATE for row in rows) == 7
    assert figures.soon == sum(row.urgency is Urgency.SOON for row in rows)
    assert figures.years == (2026, 2025, 2024)


def test_an_empty_office_has_no_years(office: OfficeAtWork) -> None:
    assert office.ask(case_figures).years == ()
    assert office.ask(standing_cases, DUE).rows == ()


def test_a_wait_is_said_in_working_days_and_years_are_a_span_of_numbers(filled: OfficeAtWork) -> None:
    move_to(filled, FRIDAY)
    waiting = filled.ask(standing_cases, replace(DUE, filters={"status": (CaseStatus.WAITING_PPK,)})).rows
    assert [(row.urgency, row.words) for row in waiting] == [(Urgency.WAITING, "menunggu 4 hari kerja")]
    old = filled.ask(standing_cases, replace(DUE, between={"number": ("2024/", "2024/~")}))
    assert [row.line.number for row in old.rows] == ["2024/007"]


def test_a_span_of_a_column_that_no_list_has_is_a_mistake(filled: OfficeAtWork) -> None:
    with pytest.raises(ValueError, match="no column"):
        filled.ask(standing_cases, replace(DUE, between={"shoe": (None, None)}))
