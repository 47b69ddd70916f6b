"""Walking a sample office through a story: who acts, which day it is, and each step with its letters signed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Concatenate, ParamSpec, TypeVar

from cases.errors import ConfirmationNeeded
from cases.model.case import CaseFile
from cases.model.letter import Letter, LetterStatus
from cases.model.listing import ListQuery
from cases.model.person import EmploymentStatus, Person
from cases.model.steps import Override, StepFacts, StepKey
from cases.model.user import Actor
from cases.ports import UnitOfWork
from cases.rules.working_days import Calendar, add_working_days
from cases.services import employees, letters, steps
from desktop.wiring import OpenOffice

P = ParamSpec("P")
R = TypeVar("R")
Service = Callable[Concatenate[UnitOfWork, Actor, P], R]
Keep = Callable[[CaseFile, Letter, bytes], object]

REASON = "Data contoh: sudah diperiksa petugas dan dicatat di sini."


@dataclass(slots=True)
class Walk:
    """The office under way: who acts and which day it is in the story; ``keep`` gets each signed letter."""

    office: OpenOffice
    actor: Actor
    calendar: Calendar
    day: date
    keep: Keep
    people: list[Person] = field(default_factory=list)

    def do(self, service: Service[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a service in one transaction."""
        return self.office.write(service, self.actor, *args, **kwargs)[0]

    def ask(self, service: Service[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a service on a snapshot."""
        return self.office.read(service, self.actor, *args, **kwargs)

    def wait(self, working_days: int) -> date:
        """Let working days go by; return the new day."""
        self.day = add_working_days(self.day, working_days, self.calendar)
        return self.day

    def take(self, case_id: str, key: StepKey, facts: StepFacts, on: date | None = None) -> None:
        """Take a step and sign its letters on the story's day; a warning is passed over with a reason."""
        form = steps.StepForm(key=key, facts=facts, on=on or self.day)
        warned = [
            finding.guard
            for finding in self.ask(steps.check_step, case_id, form)
            if finding.strength == "soft" and not finding.satisfied
        ]
        reasons = tuple(Override(guard=guard, reason=REASON) for guard in warned)
        file = self.do(steps.take_step, case_id, replace(form, overrides=reasons))
        for letter in file.letters:
            if letter.status is LetterStatus.DRAFT:
                self.put_up(letter)
                signed = self.do(letters.sign, letter.id, self.day)
                self.keep(file, signed, self.ask(letters.letter_bytes, letter.id))

    def put_up(self, letter: Letter) -> None:
        """Put a letter up on the story's day; that it prints articles nobody has verified yet is allowed."""
        try:
            self.do(letters.put_up, letter.id, self.day)
        except ConfirmationNeeded as asked:
            self.do(letters.allow_unverified, asked.topic)
            self.do(letters.put_up, letter.id, self.day)


MOST = 1_000
"""More employees than a sample office has."""


def everyone(walk: Walk) -> list[Person]:
    """Everyone of the imported master as snapshots, by NIP: the story picks its officials among them by post."""
    rows = walk.ask(employees.employee_page, ListQuery(sort="nip", limit=MOST)).rows
    found = (walk.ask(employees.person_by_nip, row.nip) for row in rows)
    return [person for person in found if person is not None and person.status is EmploymentStatus.PNS]


def picked(walk: Walk, *words: str, among: str = "") -> Person:
    """The first whose post starts with one of the words, in the named work unit."""
    for person in walk.people:
        if person.position.startswith(words) and among in person.work_unit:
            return person
    message = f"the sample employees lack a post that starts with {words} in {among or 'any unit'}"
    raise LookupError(message)
