"""Letters at the stages of their life, for tests of what may then be done with them."""

from __future__ import annotations

from datetime import timedelta

from office_desk import START, OfficeAtWork
from track_facts import summons as summons_facts

from cases.model.letter import Letter
from cases.model.steps import StepKey


def draft(office: OfficeAtWork, ordinal: int = 1) -> Letter:
    """A first summons, not yet put up."""
    file = office.case(report=office.report(office.accused(ordinal)))
    file = office.take(file.case.id, StepKey.SUMMONS_1, summons_facts(office, START + timedelta(days=14)))
    return file.letters[0]


def put_up(office: OfficeAtWork) -> Letter:
    """A summons with its number, waiting for its one signature."""
    return office.put_up(draft(office).id, START)
