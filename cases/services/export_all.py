"""The export of everything: all tables, readable without the program."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from cases.model.export import Cell, ExportColumn, ExportFacts, ExportSink, ExportTable
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.reporter_cover import cover
from cases.rules.export import export_plan
from cases.services.access import service
from cases.services.reporter_shown import cover_of_office
from cases.services.restrictions import hidden_words
from cases.services.settling import the_office

_Row: TypeAlias = tuple[Cell, ...]
_EVIDENCE: Final = "evidence"
_NAMING: Final = {
    "letter": ("delivered_to", "outdated", "void_reason"),
    "register": ("addressee", "subject", "void_reason"),
    "case": ("note",),
    "step": ("facts", "overrides", "correction_reason"),
}
"""What may name him elsewhere: to whom a letter went, and what somebody wrote freely."""
_REPORTERS: Final = ExportTable(
    name="",
    source="report",
    order=("year", "ordinal"),
    columns=tuple(
        ExportColumn(place=place, title="", meaning="", kind="text")
        for place in ("id", "reporter_name", "reporter_contact")
    ),
)


@service(Right.MANAGE_OFFICE, Right.EXPORT)
def export_all(work: UnitOfWork, actor: Actor, sink: ExportSink) -> int:
    """Hand every table to a sink, row by row; return how many rows there were.

    Who reported is in none of them, nor passwords, old values of the log, or the bytes of evidence and letters.
    """
    office, plan = the_office(work), export_plan()
    tables = plan.tables
    hidden = hidden_words(work.hidden_cases())
    counts = tuple(work.everything.count(table) for table in tables)
    facts = ExportFacts(
        intro=" ".join(filter(None, (plan.intro, hidden and f"{hidden}."))),
        government=office.government,
        office=office.name,
        as_of=work.clock.now().astimezone(office.time_zone.zone),
        made_by=actor.full_name or actor.name,
        log_head=work.audit.head().code,
    )
    sink.open(facts, tables, counts)
    covering = _Covering(work).of
    for table in tables:
        sink.begin(table)
        covered = covering(table)
        for row in work.everything.rows(table):
            sink.row(covered(row))
    return sum(counts)


class _Covering:
    """Covers whoever reported where somebody's words may name him."""

    def __init__(self, work: UnitOfWork) -> None:
        self._by_report = {
            report_id: (str(name or ""), str(contact or ""))
            for report_id, name, contact in work.everything.rows(_REPORTERS)
        }
        self._anybody = cover_of_office(work)

    def of(self, table: ExportTable) -> Callable[[_Row], _Row]:
        """What covers him in the rows of a table."""
        places = [column.place for column in table.columns]
        if table.source == _EVIDENCE:
            report_id = places.index("report_id")
            return lambda row: _each(row, cover(self._by_report.get(row[report_id], ())))
        named = {number for number, place in enumerate(places) if place in _NAMING.get(table.source, ())}
        if not named:
            return lambda row: row
        return lambda row: tuple(
            self._anybody(cell) if number in named and isinstance(cell, str) else cell
            for number, cell in enumerate(row)
        )


def _each(row: _Row, covered: Callable[[str], str]) -> _Row:
    return tuple(covered(cell) if isinstance(cell, str) else cell for cell in row)


@service(Right.MANAGE_OFFICE, Right.EXPORT)
def note_export_all(work: UnitOfWork, actor: Actor, rows: int) -> None:
    """Write into the log that all data left the program."""
    office = the_office(work)
    work.audit.note("export", "office", office.id, {"ekspor": "semua data", "baris": str(rows)})
