"""Pages of the list of cases and search, among 100,000 cases."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from cases.model.case import CaseStatus
from cases.model.deadline import Urgency
from cases.model.listing import ListQuery, SearchHit
from cases.rules.nip import show_nip
from cases.services import case_list, search
from desktop.wiring import OpenOffice
from tests.bench.bare import bare_connection, readers, replay, statements_of
from tests.bench.filling import Made, Offices
from tests.bench.measure import Bound, Result, Timing, alternate, spent

_BOUND = Bound(ratio=1.5, plus_ms=5)
_RUNS = 21
_RUNNING = (str(CaseStatus.RUNNING), str(CaseStatus.WAITING_PPK))


def lists(offices: Offices) -> list[Result]:
    """Sorted and filtered pages of a hundred, and the counts above them."""
    made = offices.full
    office = made.open()
    try:
        year = office.clock.today().year - 2
        deep = _deep(office, made)
        asked: dict[str, tuple[ListQuery, Urgency | None]] = {
            "by number": (ListQuery(sort="number"), None),
            "by number, newest first": (ListQuery(sort="number", descending=True), None),
            "by name": (ListQuery(sort="name"), None),
            "by name, page 400": (ListQuery(sort="name", after=deep), None),
            "by due date": (ListQuery(sort="due_on"), None),
            "by due date, late ones": (ListQuery(sort="due_on"), Urgency.LATE),
            "by work unit": (ListQuery(sort="work_unit"), None),
            "by work unit, running": (ListQuery(sort="work_unit", filters={"status": _RUNNING}), None),
            "by number, one year": (ListQuery(sort="number", between={"number": (f"{year}/", f"{year}/~")}), None),
            "by due date, name holds 'sari'": (ListQuery(sort="due_on", filters={"name": "sari"}), None),
            "by name, name and unit hold": (
                ListQuery(sort="name", filters={"name": "wij", "work_unit": "dinas"}),
                None,
            ),
            "by number, NIP holds": (ListQuery(sort="number", filters={"nip": "1978 03"}), None),
            "by name, stage and level": (
                ListQuery(sort="name", filters={"stage": ("in-force",), "level": "sedang"}),
                None,
            ),
        }
        with bare_connection(office) as bare:
            results = [
                compare(office, bare, f"page {name}", partial(office.read, case_list.standing_cases, made.actor, *args))
                for name, args in asked.items()
            ]
            counts = partial(office.read, case_list.case_figures, made.actor)
            return [*results, compare(office, bare, "counts above the list", counts)]
    finally:
        office.close()


def searches(offices: Offices) -> list[Result]:
    """What is typed after Ctrl+K."""
    made = offices.full
    office = made.open()
    try:
        someone = office.read(case_list.standing_cases, made.actor, ListQuery(sort="name")).rows[0].line
        typed = {
            "beginning of a name": "rah",
            "name of two words": "Ratna Wij",
            "NIP": someone.nip,
            "NIP with spaces": show_nip(someone.nip),
            "beginning of an NIP": someone.nip[:8],
            "number of a case": someone.number,
            "word in reports": "kampanye",
            "two words in reports": "seragam dinas",
            "word that is nowhere": "zzyzx",
        }
        with bare_connection(office) as bare:
            return [
                compare(office, bare, f"search: {name}", partial(_find, office, made, text), area="search")
                for name, text in typed.items()
            ]
    finally:
        office.close()


def _find(office: OpenOffice, made: Made, text: str) -> tuple[SearchHit, ...]:
    return office.read(search.find, made.actor, text)


def compare(
    office: OpenOffice, bare: Any, name: str, ask: Callable[[], object], *, area: str = "list", bound: Bound = _BOUND
) -> Timing:
    """What a page asks for through the services, beside the very statements of it through the driver."""
    statements = statements_of(readers(office), ask)
    ours, floor = alternate(lambda: spent(ask), lambda: spent(lambda: replay(bare, statements)), runs=_RUNS, warm=2)
    return Timing(area=area, name=name, ours=ours, floor=floor, bound=bound)


def _deep(office: OpenOffice, made: Made) -> tuple[str | int | None, str]:
    """Where the page begins that follows 40,000 rows."""
    after = office.read(case_list.standing_cases, made.actor, ListQuery(sort="name", limit=40_000)).next_after
    if after is None:
        raise RuntimeError("the office has too few cases for a deep page")
    return after
