"""Cases, their steps and due dates, and cases that were over before."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Protocol

from cases.model.case import Case
from cases.model.deadline import Deadline
from cases.model.figures import FigureQuery
from cases.model.listing import (
    AgendaCount,
    AgendaDays,
    CaseLine,
    DueLine,
    ListQuery,
    OldestOfStage,
    Page,
    RunningDue,
    WaitingLine,
)
from cases.model.old_case import OldCase, OldCaseLine
from cases.model.steps import CaseStep, StepKey
from cases.ports.base import Store


class CaseStore(Store[Case], Protocol):
    """Cases."""

    def last_ordinal(self, year: int) -> int:
        """The highest ordinal of a year, 0 when there is none."""

    def of_report(self, report_id: str) -> tuple[Case, ...]:
        """The cases a report has led to."""

    def of_nip(self, nip: str) -> tuple[Case, ...]:
        """Every case against this person, newest first."""

    def naming(self, nip: str, employee_id: str) -> tuple[Case, ...]:
        """Every case in which somebody of this NIP or identifier is accused, superior, examiner or official."""

    def of_election(self, name: str) -> tuple[Case, ...]:
        """The cases that name this election, in any case of letters, in the order of their numbers."""

    def open_ids(self) -> tuple[str, ...]:
        """Identifiers of cases that still run, have a next step or an open due date; for a recomputation of those."""

    def page(self, query: ListQuery) -> Page[CaseLine]:
        """One page.

        Sort and filter columns: number, name, nip, work_unit, track, stage, status, received_on, due_on, level.
        """

    def count(self, query: ListQuery) -> int:
        """How many cases a list holds; its order, place and length do not matter."""

    def years(self) -> tuple[int, int] | None:
        """The first and the last year that has a case, None without any."""

    def of_figure(self, query: FigureQuery, key: str, today: date) -> tuple[Case, ...]:
        """The cases behind a figure that counts cases, in the order of their numbers."""

    def oldest_by_stage(self) -> dict[str, OldestOfStage]:
        """Of each stage at which running cases stand: its title, the oldest opening, the earliest due date."""

    def counts(self) -> dict[str, int]:
        """Count of cases by status."""

    def restricted(self) -> tuple[Case, ...]:
        """The cases that only some may see, in the order of their numbers."""


class OldCaseStore(Store[OldCase], Protocol):
    """Cases that were over before the program came."""

    def all(self) -> tuple[OldCase, ...]:
        """Every one, by year and number."""

    def of_nip(self, nip: str) -> tuple[OldCase, ...]:
        """Those of a person, the newest first."""

    def alike(self, nip: str, name: str) -> tuple[OldCase, ...]:
        """Those of a NIP, when it is given, or of a name in any case of letters."""

    def of_figure(self, query: FigureQuery, key: str, today: date) -> tuple[OldCase, ...]:
        """Those behind a figure that counts old cases, by year and number."""

    def page(self, query: ListQuery) -> Page[OldCaseLine]:
        """One page.

        Sort and filter columns: number, year, name, nip, work_unit, outcome, level, sanction_title, decision_on.
        """


class StepStore(Store[CaseStep], Protocol):
    """Steps of cases."""

    def of_case(self, case_id: str) -> tuple[CaseStep, ...]:
        """The steps of a case in the order of recording."""

    def of_figure(self, query: FigureQuery, key: str, keys: Collection[StepKey], today: date) -> tuple[CaseStep, ...]:
        """The steps of these keys that count in the cases behind a figure, by case in the order of recording."""


class DeadlineStore(Protocol):
    """Due dates, always rewritten for a whole case."""

    def of_case(self, case_id: str) -> tuple[Deadline, ...]:
        """The due dates of a case, open ones first, by day."""

    def replace(self, case_id: str, deadlines: Iterable[Deadline]) -> None:
        """Put these in the place of the case's due dates; unchanged ones stay untouched."""

    def due_between(self, first: date, last: date) -> tuple[DueLine, ...]:
        """Open due dates from a day to a day, by day."""

    def agenda(self, query: ListQuery, days: AgendaDays) -> Page[DueLine]:
        """One page of what is due and of the cases that have no due date.

        Sort and filter columns: left (the most urgent first), group ("0" late, "1" today, "2" soon, "3" safe, "4" waits
        for its decision, "5" another party's, "6" without a date), case_number, name, unit, track, title, article,
        due_on.
        """

    def agenda_counts(self, days: AgendaDays) -> tuple[AgendaCount, ...]:
        """The groups of the agenda that have lines."""

    def agenda_units(self, days: AgendaDays) -> tuple[str, ...]:
        """The work units of the agenda, by name."""

    def last_due(self, until: date) -> date | None:
        """The latest open due date of the office's own up to a day."""

    def waiting(self) -> tuple[WaitingLine, ...]:
        """Cases that wait for their decision, the longest first."""

    def running(self) -> tuple[RunningDue, ...]:
        """Every open due date with what it is counted from, in the order of the cases' numbers."""
