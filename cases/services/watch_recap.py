"""The recap of a round of the watch: a line for each unit, from the same figures as the page of the round."""

from __future__ import annotations

from cases.model.figures import FigureQuery
from cases.model.recap import RecapColumn, RecapData, RecapTotal, RecapValue
from cases.model.user import Actor, Right
from cases.model.watch import Finding, Round, UnitLine
from cases.ports import UnitOfWork
from cases.rules.dates import short_date
from cases.rules.plain import capital
from cases.rules.recap_form import table_form
from cases.rules.watch_standing import UnitStanding, standing
from cases.services.access import service
from cases.services.settling import the_office
from cases.services.table_recap import table_recap
from cases.services.watch_letters import letters_by_unit
from cases.services.watch_rounds import unit_lines


@service(Right.RECAP)
def round_recap(work: UnitOfWork, actor: Actor, round_id: str) -> RecapData:
    """Return the recap of a round as it stands now; raises NotFound."""
    watch, zone, form = work.rounds.get(round_id), the_office(work).time_zone.zone, table_form("watch")
    findings = work.findings.of_round(round_id)
    accounts, letters = _accounts(work, round_id), letters_by_unit(work, watch)
    rows: list[dict[str, RecapValue]] = []
    for number, unit in enumerate(unit_lines(work, watch), 1):
        came_on = unit.read_at.astimezone(zone).date() if unit.read_at else None
        rows.append(
            {
                "number": number,
                "unit": unit.unit,
                "employees": unit.employees,
                "accounts": accounts.get(unit.form_id or "", 0),
                "standing": capital(standing(unit, watch.due_on, came_on, work.clock.today())),
                "reminders": letters[unit.unit].reminded if unit.unit in letters else 0,
                "came_on": came_on,
                "answered": unit.answered,
                "missing": unit.lines - unit.answered,
                "found": unit.found,
                "reports": _reports(unit, findings),
            }
        )
    return table_recap(
        work,
        actor,
        form,
        rows,
        query=FigureQuery(first=watch.first_on, last=watch.last_on),
        told=_words(watch),
        totals=(_totals(rows),),
        sums=tuple(_sum(column, rows) for column in form.column),
    )


def _words(watch: Round) -> str:
    period = f"{short_date(watch.first_on)} s.d. {short_date(watch.last_on)}"
    return f"Ronde {watch.number} ({watch.title}), masa {period}, batas pengembalian {short_date(watch.due_on)}."


def _accounts(work: UnitOfWork, round_id: str) -> dict[str, int]:
    return {
        form.id: sum(1 for line in form.lines if not line.gone and line.account_id is not None)
        for form in work.forms.of_round(round_id)
    }


def _reports(unit: UnitLine, findings: tuple[Finding, ...]) -> int:
    own = (one for one in findings if one.form_id == unit.form_id and one.standing and one.report_id is not None)
    return len({one.report_id for one in own})


def _sum(column: RecapColumn, rows: list[dict[str, RecapValue]]) -> RecapValue:
    if column.kind != "number" or column.key == "number":
        return None
    return sum(value for value in (row[column.key] for row in rows) if isinstance(value, int))


def _totals(rows: list[dict[str, RecapValue]]) -> RecapTotal:
    words = [capital(one) for one in UnitStanding]
    told = [str(row["standing"]) for row in rows]
    return RecapTotal(
        title="Jawaban",
        definition="Keadaan formulir tiap unit kerja pada saat rekap dibuat.",
        counts=tuple((word, told.count(word)) for word in words if word in told),
        of_cases=True,
    )
