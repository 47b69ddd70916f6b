"""What there is to do and to wait for: each line with its group and how it stands today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from cases.model.deadline import Urgency
from cases.model.listing import DueLine
from cases.rules.deadlines import urgency, waited
from cases.rules.lifecycle import OURS
from cases.rules.working_days import Calendar

NO_DATE = "tanpa tenggat"


class Group(StrEnum):
    """Where a line belongs; their order is that of the page "Hari ini"."""

    LATE = "lewat"
    TODAY = "hari ini"
    SOON = "segera"
    SAFE = "aman"
    PPK = "menunggu PPK"
    OTHERS = "menunggu pihak lain"
    UNDATED = "tanpa tenggat"


class AgendaLine(NamedTuple):
    """One thing to do or to wait for, with how it stands today in words; a tuple as ``DueLine`` is."""

    line: DueLine
    group: Group
    words: str

    @property
    def id(self) -> str:
        """The identifier of its line."""
        return self.line.id

    @property
    def urgency(self) -> Urgency:
        """The colour and sign of its group."""
        return _URGENCY[self.group]


_URGENCY = {
    Group.LATE: Urgency.LATE,
    Group.TODAY: Urgency.SOON,
    Group.SOON: Urgency.SOON,
    Group.SAFE: Urgency.SAFE,
    Group.PPK: Urgency.WAITING,
    Group.OTHERS: Urgency.WAITING,
    Group.UNDATED: Urgency.NONE,
}
_GROUP = {Urgency.LATE: Group.LATE, Urgency.SOON: Group.SOON, Urgency.SAFE: Group.SAFE}


def agenda(lines: Iterable[DueLine], today: date, calendar: Calendar) -> tuple[AgendaLine, ...]:
    """Return each line with how it stands, in the order in which they come."""

    @cache  # many lines share a few days
    def stands(due_on: date | None, waiting_since: date | None, party: str) -> tuple[Group, str]:
        if due_on is None:
            words = urgency(None, waiting_since, today, calendar)[1]
            return (Group.PPK, words) if waiting_since else (Group.UNDATED, NO_DATE)
        if party != OURS:
            return Group.OTHERS, waited(due_on, today, calendar)
        found, words = urgency(due_on, None, today, calendar)
        return (Group.TODAY if due_on == today else _GROUP[found]), words

    return tuple(AgendaLine(line, *stands(line.due_on, line.waiting_since, line.party)) for line in lines)
