"""An audited change: one unit of work that alters a record, writes its log row and commits, among 100,000 cases."""

from __future__ import annotations

from dataclasses import fields
from itertools import count
from typing import Any

from cases.model.listing import ListQuery
from cases.model.report import Report
from cases.model.user import Actor
from cases.services import reports
from cases.services.reports import ReportForm
from desktop.wiring import OpenOffice
from tests.bench.bare import bare_connection
from tests.bench.filling import Offices
from tests.bench.measure import Bound, Result, Timing, in_turns

_BOUND = Bound(most_ms=5)
_RUNS = 101


def changes(offices: Offices) -> list[Result]:
    """Saving a report of which one field differs, beside a bare driver that updates that one field and commits."""
    made = offices.full
    office = made.open()
    try:
        line = office.read(reports.report_page, made.actor, ListQuery(sort="number", descending=True, limit=1)).rows[0]
        report = office.read(reports.report, made.actor, line.id)
        number = count(1)
        with bare_connection(office) as bare:
            bare.execute("PRAGMA synchronous = FULL").fetchall()

            def one(name: str, field: str, column: str) -> Timing:
                def ours() -> None:
                    _save(office, made.actor, report, {field: f"{getattr(report, field)} ({next(number)})"})

                def floor() -> None:
                    bare.execute("BEGIN IMMEDIATE")
                    bare.execute(f"UPDATE report SET {column} = ? WHERE id = ?", (f"x {next(number)}", report.id))  # noqa: S608
                    bare.execute("COMMIT")

                taken = in_turns(ours, floor, runs=_RUNS, warm=5)
                return Timing(area="change", name=name, ours=taken[0], floor=taken[1], bound=_BOUND)

            return [
                one("report saved, its origin's number changed", "origin_number", "origin_number"),
                one("report saved, its narrative changed", "narrative", "narrative"),
            ]
    finally:
        office.close()


def _save(office: OpenOffice, actor: Actor, report: Report, changed: dict[str, Any]) -> None:
    names = {field.name for field in fields(ReportForm)} - {"respondents"}
    form = ReportForm(**({name: getattr(report, name) for name in names} | changed))
    office.write(reports.change_report, actor, report.id, form)
