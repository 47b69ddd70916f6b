"""What may be the same while a report is typed, among 100,000 cases, to its bare statements."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from cases.model.listing import ListQuery
from cases.services import reports, reports_alike
from cases.services.reports_alike import typed_of
from tests.bench.bare import bare_connection
from tests.bench.filling import Offices
from tests.bench.lists import compare
from tests.bench.measure import Bound, Result

_BOUND = Bound(plus_ms=5)
_ADDRESS = "https://www.kabar.example/berita/77?utm_source=wa"


def similar(offices: Offices) -> list[Result]:
    """By person and day, by person alone, and with an address and a number that nobody gave before."""
    made = offices.full
    office = made.open()
    try:
        last = office.read(reports.report_page, made.actor, ListQuery(sort="number", descending=True, limit=1)).rows[0]
        typed = replace(typed_of(office.read(reports.report, made.actor, last.id)), report_id="")
        ask = (reports_alike.alike, made.actor)
        asked = {
            "person and day": typed,
            "person, no day yet": replace(typed, event_on=None),
            "person, address and number": replace(typed, narrative=f"Lihat {_ADDRESS}.", agency_number="LP-77"),
        }
        if not office.read(*ask, typed):
            raise RuntimeError("the report itself was not found")
        with bare_connection(office) as bare:
            return [
                compare(office, bare, name, partial(office.read, *ask, one), area="similar", bound=_BOUND)
                for name, one in asked.items()
            ]
    finally:
        office.close()
