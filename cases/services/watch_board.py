"""A round of the watch at a glance: how the form of each unit stands by its day, its letters, what contradicts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from cases.model.listing import LetterLine
from cases.model.user import Actor, Right
from cases.model.watch import Contradiction, Round, RoundCounts, RoundState, UnitLine
from cases.ports import UnitOfWork
from cases.rules.watch_standing import UnitStanding, standing
from cases.services.access import service
from cases.services.settling import the_office
from cases.services.watch_doubts import contradictions
from cases.services.watch_letters import letters_by_unit
from cases.services.watch_rounds import unit_lines


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardLine:
    """A unit of a round; ``came_on`` is the day on which its form was read, ``doubts`` counts what contradicts."""

    line: UnitLine
    standing: UnitStanding
    came_on: date | None
    request: LetterLine | None
    reminders: tuple[LetterLine, ...]
    doubts: int

    @property
    def id(self) -> str:
        """What tells it from the others."""
        return self.line.unit


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundBoard:
    """A round with its units by name, and the answers that cannot both be right."""

    round: Round
    units: tuple[BoardLine, ...]
    doubts: tuple[Contradiction, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundDue:
    """A round that runs, and how many of its units have not answered."""

    round: Round
    missing: int


@service(Right.READ)
def rounds_due(work: UnitOfWork, actor: Actor) -> tuple[RoundDue, ...]:
    """Return the rounds that run and wait for answers, by the day on which these are due."""
    counts = work.rounds.counts()
    running = [watch for watch in work.rounds.all() if watch.state is RoundState.RUNNING]
    due = (
        RoundDue(round=watch, missing=len(watch.units) - counts.get(watch.id, RoundCounts()).answered)
        for watch in running
    )
    return tuple(sorted((one for one in due if one.missing), key=lambda one: (one.round.due_on, one.round.number)))


@service(Right.READ)
def round_board(work: UnitOfWork, actor: Actor, round_id: str) -> RoundBoard:
    """Return how a round stands; raises NotFound."""
    watch, zone, today = work.rounds.get(round_id), the_office(work).time_zone.zone, work.clock.today()
    letters, doubts = letters_by_unit(work, watch), contradictions(work, actor, round_id)
    told = Counter(one.unit for one in doubts)
    lines = []
    for unit in unit_lines(work, watch):
        came_on = unit.read_at.astimezone(zone).date() if unit.read_at is not None else None
        own = letters.get(unit.unit)
        lines.append(
            BoardLine(
                line=unit,
                standing=standing(unit, watch.due_on, came_on, today),
                came_on=came_on,
                request=own.request if own is not None else None,
                reminders=own.reminders if own is not None else (),
                doubts=told[unit.unit],
            )
        )
    return RoundBoard(round=watch, units=tuple(lines), doubts=doubts)
