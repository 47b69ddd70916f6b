"""What recaps of other things than cases share: who made them where and when, and the lines by their columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from cases.model.figures import FigureQuery
from cases.model.recap import RecapColumn, RecapData, RecapLine, RecapTotal, RecapValue
from cases.model.user import Actor
from cases.ports import UnitOfWork
from cases.rules.recap_form import TableForm
from cases.services.restrictions import hidden_words
from cases.services.settling import the_office


def table_recap(
    work: UnitOfWork,
    actor: Actor,
    form: TableForm,
    rows: Iterable[Mapping[str, RecapValue]],
    *,
    query: FigureQuery,
    told: str,
    totals: tuple[RecapTotal, ...],
    columns: Sequence[RecapColumn] = (),
    sums: tuple[RecapValue, ...] = (),
) -> RecapData:
    """Return the recap of a form as of now; ``rows`` have a value for each of ``columns``, all of the form's if none.

    ``told`` says in words what it is about. Somebody from whom cases are hidden is told how many.
    """
    office, shown = the_office(work), tuple(columns) or form.column
    return RecapData(
        name=form.name,
        base=form.name,
        short=form.short,
        title=form.title,
        government=office.government,
        source_office=office.name,
        query=query,
        filter_text=told,
        as_of=work.clock.now().astimezone(office.time_zone.zone),
        made_by=actor.full_name or actor.name,
        log_head=work.audit.head().code,
        paper=office.paper,
        counted=form.counted,
        columns=shown,
        lines=tuple(RecapLine(values=tuple(row[column.key] for column in shown)) for row in rows),
        sums=sums,
        totals=totals,
        notes=(*form.notes, *filter(None, (hidden_words(work.hidden_cases()),))),
    )
