"""The recap for a period."""

from __future__ import annotations

from datetime import date

from cases.errors import InvalidInput
from cases.model.figures import FigureQuery
from cases.model.recap import RecapData
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.rules.dates import long_date
from cases.rules.recap import lines_of, rows_of, totals_of, unverified_codes
from cases.rules.recap_form import ministry_form
from cases.services.access import service
from cases.services.settling import the_office


@service(Right.RECAP)
def recap(work: UnitOfWork, actor: Actor, first: date, last: date) -> RecapData:
    """Return the ministry's recap of cases whose report was received from ``first`` to ``last``, both included.

    Raises InvalidInput when the period ends before it begins.
    """
    if last < first:
        raise InvalidInput("Akhir periode mendahului awalnya; perbaiki tanggal periode rekap.", field="last")
    office, form = the_office(work), ministry_form()
    cases = work.cases.received_between(first, last)
    reports = {report_id: work.reports.get(report_id) for report_id in {case.report_id for case in cases}}
    rows = rows_of(cases, reports, work.law, form)
    unverified = unverified_codes(cases, work.law)
    notes = (*form.notes, form.unverified.format(codes=", ".join(unverified))) if unverified else form.notes
    return RecapData(
        name="ministry",
        title=form.title,
        government=office.government,
        source_office=office.name,
        query=FigureQuery(first=first, last=last),
        filter_text=form.filter.format(first=long_date(first), last=long_date(last)),
        as_of=work.clock.now().astimezone(office.time_zone.zone),
        made_by=actor.full_name or actor.name,
        log_head=work.audit.head().code,
        paper=office.paper,
        counted="perkara",
        columns=form.columns,
        lines=lines_of(rows, form.columns),
        totals=totals_of(rows, form),
        notes=notes,
    )
