"""Cases and letters in many states, put straight into a real office, for tests of the pages with lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from pytestqt.qtbot import QtBot
from samples import make_case, make_deadline, make_letter, make_person, make_report, make_summary, nip_of

from cases.model.case import Case, CaseStatus
from cases.model.letter import Letter
from cases.model.user import Actor
from cases.ports import UnitOfWork
from desktop.page import Page
from desktop.tasks import Tasks

TODAY = date(2026, 10, 21)
"""A Wednesday without a holiday near it."""


def put(work: UnitOfWork, actor: Actor, cases: Iterable[Case], letters: Iterable[Letter] = ()) -> None:
    """Write cases of one report, each with its open due date, and letters."""
    work.log_as(actor, "tests.put")
    cases = tuple(cases)
    if cases and work.reports.find(cases[0].report_id) is None:
        work.reports.add(replace(make_report(), id=cases[0].report_id))
    for case in cases:
        work.cases.add(case)
        if case.summary.due_on is not None:
            title, due_on = case.summary.due_title, case.summary.due_on
            work.deadlines.replace(case.id, [make_deadline(case, title=title, due_on=due_on, verified=True)])
    for letter in letters:
        work.letters.add(letter)


def case_at(ordinal: int, due: int | None = None, waiting: int | None = None, **parts: Any) -> Case:
    """A case due, or waiting since, so many days from ``TODAY``; all belong to one report."""
    summary: dict[str, Any] = {
        "due_on": None if due is None else TODAY + timedelta(days=due),
        "waiting_since": None if waiting is None else TODAY - timedelta(days=waiting),
        "status": CaseStatus.RUNNING if waiting is None else CaseStatus.WAITING_PPK,
        "next_title": "Terbitkan panggilan" if waiting is None else "Catat keputusan",
        "stage": "summons-1",
        "stage_title": "Dipanggil I",
    }
    summary |= parts.pop("summary", {})
    person = make_person(name=f"Terlapor Rekaan {ordinal:03d}", nip=nip_of(ordinal))
    report = make_report()
    case = make_case(report, ordinal, respondent=person, summary=make_summary(**summary), **parts)
    return replace(case, report_id="0" * 32)


def some_cases() -> tuple[Case, ...]:
    """One that is late, one soon, one safe, one waiting, one without a date, one at its end."""
    over = {"status": CaseStatus.SANCTIONED, "next_title": "", "stage": "in-force", "stage_title": "Berlaku"}
    return (
        case_at(1, due=-5),
        case_at(2, due=1),
        case_at(3, due=20),
        case_at(4, waiting=8),
        case_at(5),
        case_at(6, summary=over),
    )


def letter_of(case: Case, **parts: Any) -> Letter:
    """A letter of a case."""
    return make_letter(case, **parts)


def show(qtbot: QtBot, tasks: Tasks, page: Page, **args: Any) -> None:
    """Bring a page to the front as the window does and wait for what it reads."""
    qtbot.addWidget(page)
    page.resize(1158, 640)
    page.show()
    page.on_shown(**args)
    settle(qtbot, tasks)


def settle(qtbot: QtBot, tasks: Tasks) -> None:
    """Wait until nothing is asked any more."""
    qtbot.waitUntil(lambda: not tasks.busy)


def cells(page: Any, row: int) -> list[str]:
    """The words of a row."""
    model = page.table.model
    return [model.index(row, column).data() for column in range(model.columnCount())]


def names(table: Any, of: Callable[[Any], str]) -> list[str]:
    """A word of every row that is loaded."""
    return [of(row) for row in table.model.rows]
