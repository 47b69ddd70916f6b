"""How the form of a unit stands in a round of the watch, by its day."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from cases.model.watch import UnitLine


class UnitStanding(StrEnum):
    """What a list says of a unit."""

    NO_FORM = "formulir belum dibuat"
    WAITING = "belum menjawab"
    OVERDUE = "belum menjawab, lewat batas"
    PARTLY = "menjawab sebagian"
    ANSWERED = "menjawab"
    ANSWERED_LATE = "menjawab terlambat"


def standing(line: UnitLine, due_on: date, came_on: date | None, today: date) -> UnitStanding:
    """Return how a unit stands; ``came_on`` is the day on which its form was read, None before."""
    if line.form_id is None:
        return UnitStanding.NO_FORM
    if line.filled_id is None or came_on is None:
        return UnitStanding.OVERDUE if today > due_on else UnitStanding.WAITING
    if line.answered < line.lines:
        return UnitStanding.PARTLY
    return UnitStanding.ANSWERED_LATE if came_on > due_on else UnitStanding.ANSWERED
