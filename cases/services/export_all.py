"""The export of everything: all tables, readable without the program."""

from __future__ import annotations

from cases.model.export import ExportFacts, ExportSink
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.rules.export import export_plan
from cases.services.access import service
from cases.services.settling import the_office


@service(Right.MANAGE_OFFICE)
def export_all(work: UnitOfWork, actor: Actor, sink: ExportSink) -> int:
    """Hand every table to a sink, row by row; return how many rows there were.

    Who reported is in none of them, nor passwords, old values of the log, or the bytes of evidence and letters.
    """
    office, plan = the_office(work), export_plan()
    tables = plan.tables
    counts = tuple(work.everything.count(table) for table in tables)
    facts = ExportFacts(
        intro=plan.intro,
        government=office.government,
        office=office.name,
        as_of=work.clock.now().astimezone(office.time_zone.zone),
        made_by=actor.full_name or actor.name,
        log_head=work.audit.head().code,
    )
    sink.open(facts, tables, counts)
    for table in tables:
        sink.begin(table)
        for row in work.everything.rows(table):
            sink.row(row)
    return sum(counts)


@service(Right.MANAGE_OFFICE)
def note_export_all(work: UnitOfWork, actor: Actor, rows: int) -> None:
    """Write into the log that all data left the program."""
    office = the_office(work)
    work.audit.note("export", "office", office.id, {"ekspor": "semua data", "baris": str(rows)})
