"""Due dates among 100,000 cases of which some 5,900 are open: the morning page, the waiting list, the calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from cases.model.deadline import Holiday
from cases.model.listing import ListQuery
from cases.model.office import WorkWeek
from cases.rules.agenda import Group
from cases.services import board, calendar, waiting
from cases.services import office as office_services
from tests.bench.bare import bare_connection
from tests.bench.filling import Offices, say
from tests.bench.lists import compare
from tests.bench.measure import Bound, Result

_LEAST_OPEN = 5_000
_WHOLE = Bound(ratio=3, plus_ms=40)
"""What gives every line at once is not promised a ratio; it is kept from growing."""


def due(offices: Offices) -> list[Result]:
    """What each page asks for, beside the very statements of it."""
    made = offices.full
    office = made.open()
    try:
        first = office.clock.today().replace(day=1)
        lines = sum(office.read(board.board, made.actor).counts.values())
        if lines < _LEAST_OPEN:
            raise RuntimeError(f"only {lines} lines are open")
        say(f"{lines:,} lines on the morning page")
        deep = office.read(board.agenda_page, made.actor, ListQuery(sort="left", limit=4_000)).next_after
        current = office.read(office_services.current_office, made.actor)
        six = replace(current, work_week=WorkWeek.SIX)
        new = Holiday(on=date(first.year, 12, 31), name="Libur", kind="daerah", source="")
        year = tuple(day for day in office.read(calendar.holidays, made.actor) if day.on.year == first.year)
        asked = {
            "Hari ini, its figures": partial(office.read, board.board, made.actor),
            **{
                f"Hari ini, {name}": partial(office.read, board.agenda_page, made.actor, query, groups)
                for name, (query, groups) in {
                    "the first hundred": (ListQuery(sort="left"), tuple(Group)),
                    "the page after 4,000": (ListQuery(sort="left", after=deep), tuple(Group)),
                    "late ones by name": (ListQuery(sort="name"), (Group.LATE,)),
                    "one track, a word": (
                        ListQuery(sort="left", filters={"track": ("disiplin",), "title": "panggilan"}),
                        tuple(Group),
                    ),
                }.items()
            },
        }
        others = {
            "Menunggu PPK": partial(office.read, waiting.waiting, made.actor),
            "calendar of a month": partial(office.read, calendar.month, made.actor, first),
            "preview of a day off": partial(
                office.read, calendar.preview_holidays, made.actor, first.year, (*year, new)
            ),
            "preview of a six-day week": partial(office.read, calendar.preview_office, made.actor, six),
        }
        with bare_connection(office) as bare:
            return [
                *(compare(office, bare, name, ask, area="due") for name, ask in asked.items()),
                *(compare(office, bare, name, ask, area="due", bound=_WHOLE) for name, ask in others.items()),
            ]
    finally:
        office.close()
