"""What there is to do and to wait for, put in order: each line with its group and how it stands today."""

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
    """Return the lines in the order of their groups, within a group as they come."""

    @cache  # thousands of lines share a few hundred days
    def ours(due_on: date) -> tuple[Group, str]:
        stands, words = urgency(due_on, None, today, calendar)
        return (Group.TODAY if due_on == today else _GROUP[stands]), words

    @cache
    def theirs(due_on: date) -> tuple[Group, str]:
        return Group.OTHERS, waited(due_on, today, calendar)

    @cache
    def decided_by_others(since: date) -> tuple[Group, str]:
        return Group.PPK, urgency(None, since, today, calendar)[1]

    groups: dict[Group, list[AgendaLine]] = {group: [] for group in Group}
    for line in lines:
        if line.due_on is not None:
            group, words = (ours if line.party == OURS else theirs)(line.due_on)
        elif line.waiting_since is not None:
            group, words = decided_by_others(line.waiting_since)
        else:
            group, words = Group.UNDATED, NO_DATE
        groups[group].append(AgendaLine(line, group, words))
    return tuple(line for group in groups.values() for line in group)
