"""What the sample office has taken in shows every page of lists, accounts and rounds with something to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from off_thread import in_worker

from cases.model.account import AccountState
from cases.model.listing import ListQuery
from cases.model.name_review import Decision
from cases.model.office import WorkWeek
from cases.model.user import Actor
from cases.rules.working_days import Calendar
from cases.services import (
    accounts,
    employees,
    name_lists,
    name_review,
    old_cases,
    watch_doubts,
    watch_rounds,
)
from desktop.sample.intake import take_in
from desktop.sample.office import employees_workbook
from desktop.sample.walk import Walk, everyone
from desktop.wiring import OpenOffice
from reports.employee_sheet import read_employee_sheet

Ask = Callable[..., Any]


@pytest.fixture
def taken(office: OpenOffice, admin: Actor, do: Callable[..., Any], ask: Ask) -> Ask:
    """The office with a sample's employees and its intake; what asks it."""
    do(employees.import_employees, read_employee_sheet(employees_workbook(200), "pegawai.xlsx"))
    walk = Walk(office, admin, Calendar.of((), WorkWeek.FIVE), office.clock.today(), lambda *_letter: None)

    def run() -> None:
        walk.people = everyone(walk)
        take_in(walk)

    in_worker(run)
    return ask


def test_each_page_has_something_done_and_something_to_do(taken: Ask) -> None:
    (watch,) = taken(watch_rounds.rounds)
    assert (watch.forms, watch.answered, watch.found, watch.open_findings) == (4, 2, 1, 1)
    assert taken(watch_doubts.contradictions, watch.round.id) == ()
    (line,) = taken(name_lists.name_lists)
    rows = taken(name_review.queue, line.list.id)
    said = [taken(name_review.row_review, line.list.id, row.row).candidates[0].hit.decision for row in rows]
    assert {Decision.SAME, Decision.OTHER, Decision.OPEN} <= set(said)
    assert len(rows) < line.list.rows, "most of a list are nobody's employees"
    states = [one.state for one in taken(accounts.account_page, ListQuery(sort="name")).rows]
    assert set(states) == {AccountState.CONFIRMED, AccountState.UNCONFIRMED}
    outcomes = [one.sanction_title for one in taken(old_cases.old_case_page, ListQuery(sort="year")).rows]
    assert sorted(map(bool, outcomes)) == [False, True]
