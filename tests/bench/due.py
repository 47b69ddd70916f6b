"""Due dates among 100,000 cases of which some 5,900 are open: the morning page, the waiting list, the calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from cases.model.deadline import Holiday
from cases.model.office import WorkWeek
from cases.services import board, calendar, waiting
from cases.services import office as office_services
from tests.bench.bare import bare_connection
from tests.bench.filling import Offices, say
from tests.bench.lists import compare
from tests.bench.measure import Result

_LEAST_OPEN = 5_000


def due(offices: Offices) -> list[Result]:
    """What each page asks for, beside the very statements of it."""
    made = offices.full
    office = made.open()
    try:
        first = office.clock.today().replace(day=1)
        found = office.read(board.board, made.actor)
        if len(found.lines) < _LEAST_OPEN:
            raise RuntimeError(f"only {len(found.lines)} lines are open")
        say(f"{len(found.lines):,} lines on the morning page")
        current = office.read(office_services.current_office, made.actor)
        six = replace(current, work_week=WorkWeek.SIX)
        new = Holiday(on=date(first.year, 12, 31), name="Libur", kind="daerah", source="")
        year = tuple(day for day in office.read(calendar.holidays, made.actor) if day.on.year == first.year)
        asked = {
            "Hari ini": partial(office.read, board.board, made.actor),
            "Menunggu PPK": partial(office.read, waiting.waiting, made.actor),
            "calendar of a month": partial(office.read, calendar.month, made.actor, first),
            "preview of a day off": partial(
                office.read, calendar.preview_holidays, made.actor, first.year, (*year, new)
            ),
            "preview of a six-day week": partial(office.read, calendar.preview_office, made.actor, six),
        }
        with bare_connection(office) as bare:
            return [compare(office, bare, name, ask, area="due") for name, ask in asked.items()]
    finally:
        office.close()
