"""Figures, computed in the database and here alone; what each means stands in ``resources/recaps/measures.toml``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, TypeAlias

import sqlalchemy as sa

from cases.model.case import CaseStatus
from cases.model.figures import Counted, FigureLine, FigureQuery, PeriodBy
from cases.model.idis_pack import PackTarget
from cases.model.old_case import OldOutcome
from cases.model.report import VerificationOutcome
from cases.model.steps import StepKey
from cases.rules.figures import measures
from cases.rules.idis_pack import upload_rules
from db.tables import CaseRest, CaseRow, ElectionRow, OldCaseRow, ReportRow, StepRow, table_of

Column: TypeAlias = sa.ColumnElement[Any]

_case, _rest, _step, _report, _election = (
    table_of(row) for row in (CaseRow, CaseRest, StepRow, ReportRow, ElectionRow)
)
_old = table_of(OldCaseRow)
_accused = sa.func.json_each(_report.c.respondents).table_valued("value", name="accused")


def _text(column: Column) -> Column:
    return sa.type_coerce(column, sa.Text())


def _of_accused(path: str) -> Column:
    return sa.func.json_extract(_accused.c.value, path)


def _words_of(column: Column, name: str) -> sa.TableValuedAlias:
    """Each word of a list in a column, as rows of their own."""
    return sa.func.json_each(column).table_valued("value", name=name)


@dataclass(frozen=True, slots=True)
class _Listed:
    """A breakdown by the words of a list in a column."""

    column: Column


@dataclass(frozen=True, slots=True)
class _Source:
    """What is counted: its rows, the days that periods go by, and its breakdowns, which also filter."""

    rows: sa.FromClause
    identity: Column
    days: Mapping[PeriodBy, Column]
    by: Mapping[str, Column | _Listed] = field(default_factory=dict)


def _stages_on(election: Column, event_on: Column) -> Column:
    """The names of the stages of an election that a day falls into, as a list."""
    stage = sa.func.json_each(_election.c.stages).table_valued("value", name="stage")
    begins, ends = (sa.func.json_extract(stage.c.value, path) for path in ("$.begins_on", "$.ends_on"))
    names = sa.func.json_group_array(sa.func.json_extract(stage.c.value, "$.name"))
    return (
        sa.select(names)
        .select_from(_election.join(stage, sa.true()))
        .where(_election.c.name == election, _text(event_on).between(begins, sa.func.coalesce(ends, begins)))
        .correlate(_case, _report)
        .scalar_subquery()
    )


_REPORT_BY: Final[dict[str, Column | _Listed]] = {
    "source": _text(_report.c.source),
    "election": _report.c.election,
    "violation": _Listed(_report.c.violation_codes),
    "category": _Listed(_report.c.circular_points),
    "election_stage": _Listed(_stages_on(_report.c.election, _report.c.event_on)),
}
_REPORT_DAYS: Final = {PeriodBy.RECEIVED: _report.c.received_on, PeriodBy.EVENT: _report.c.event_on}
_SOURCES: Final = {
    Counted.REPORT: _Source(_report, _report.c.id, _REPORT_DAYS, {"status": _text(_report.c.status)} | _REPORT_BY),
    Counted.ACCUSED: _Source(
        _report.join(_accused, sa.true()).outerjoin(_case, _case.c.id == _of_accused("$.case_id")),
        _case.c.id,
        {**_REPORT_DAYS, PeriodBy.DECIDED: _case.c.decision_on, PeriodBy.WAITING: _case.c.waiting_since},
        _REPORT_BY
        | {
            "work_unit": _of_accused("$.person.work_unit"),
            "post": _of_accused("$.person.position_kind"),
            **{name: _text(_case.c[name]) for name in ("status", "track", "level")},
            "stage": _case.c.stage,
            "sanction": _case.c.sanction_title,
        },
    ),
    Counted.CASE: _Source(
        _case.join(_rest, _rest.c.id == _case.c.id).join(_report, _report.c.id == _case.c.report_id),
        _case.c.id,
        {
            PeriodBy.RECEIVED: _case.c.received_on,
            PeriodBy.EVENT: _case.c.event_on,
            PeriodBy.DECIDED: _case.c.decision_on,
            PeriodBy.WAITING: _case.c.waiting_since,
        },
        {
            **{name: _text(_case.c[name]) for name in ("status", "track", "level", "source")},
            **{name: _case.c[name] for name in ("stage", "work_unit", "election")},
            "sanction": _case.c.sanction_title,
            "post": sa.func.json_extract(_text(_rest.c.respondent), "$.position_kind"),
            "violation": _Listed(_rest.c.violation_codes),
            "category": _Listed(_report.c.circular_points),
            "election_stage": _Listed(_stages_on(_case.c.election, _case.c.event_on)),
        },
    ),
    Counted.OLD: _Source(
        _old,
        _old.c.id,
        {
            PeriodBy.RECEIVED: _old.c.received_on,
            PeriodBy.EVENT: _old.c.event_on,
            PeriodBy.DECIDED: _old.c.decision_on,
        },
        {
            **{name: _old.c[name] for name in ("track", "level", "source", "work_unit", "election", "post")},
            "status": _text(_old.c.outcome),
            "sanction": _old.c.sanction_title,
            "violation": _Listed(_old.c.violation_codes),
        },
    ),
}

_EVERY: Final = sa.true()
_OPEN: Final = (CaseStatus.RUNNING, CaseStatus.WAITING_PPK)
_APPEALS: Final = (StepKey.OBJECTION, StepKey.APPEAL, StepKey.COURT)


def _is(*statuses: CaseStatus) -> Column:
    return _case.c.status.in_(statuses)


def _has(*keys: StepKey, facts: Column = _EVERY) -> Column:
    """A step of these keys with these facts counts in the case: not withdrawn, not corrected by another."""
    later = sa.alias(_step)
    replaced = sa.exists().where(later.c.case_id == _step.c.case_id, later.c.corrects == _step.c.id)
    return sa.exists().where(
        _step.c.case_id == _case.c.id, _step.c.key.in_(keys), facts, _step.c.withdrawn.is_(False), ~replaced
    )


def _entered(target: PackTarget) -> Column:
    """An entry into one of the systems of a pack is recorded."""
    system = sa.func.json_extract(_step.c.facts, "$.system")
    return _has(StepKey.DOCUMENTED, facts=system.in_(upload_rules(target).pack.systems))


def _answerable() -> Column:
    """A reply to SBT can be made; ``cases.rules.idis_pack.is_ready`` says the same of one case."""
    head = upload_rules(PackTarget.SBT).pack
    return sa.and_(_case.c.source.in_(head.sources), sa.or_(_case.c.decision_on.is_not(None), _is(*head.outcomes)))


def _verified(outcome: VerificationOutcome) -> Column:
    return _of_accused("$.verification.outcome") == outcome.value


_Condition: TypeAlias = Callable[[date], Column]
_CONDITIONS: Final[dict[str, _Condition]] = {
    "reports": lambda _today: _EVERY,
    "reported": lambda _today: _EVERY,
    "unverified": lambda _today: _of_accused("$.verification.outcome").is_(None),
    "verified": lambda _today: _verified(VerificationOutcome.ACCEPTED),
    "refused": lambda _today: _verified(VerificationOutcome.REFUSED),
    "forwarded": lambda _today: _verified(VerificationOutcome.FORWARDED),
    "cases": lambda _today: _EVERY,
    "running": lambda _today: _is(CaseStatus.RUNNING),
    "waiting": lambda _today: _is(CaseStatus.WAITING_PPK),
    "open": lambda _today: _is(*_OPEN),
    "late": lambda today: sa.and_(_is(*_OPEN), _case.c.due_on < today),
    "proven": lambda _today: _is(CaseStatus.WAITING_PPK, CaseStatus.SANCTIONED, CaseStatus.ANNULLED),
    "not-proven": lambda _today: _is(CaseStatus.NOT_PROVEN),
    "stopped": lambda _today: _is(CaseStatus.STOPPED),
    "decided": lambda _today: _case.c.decision_on.is_not(None),
    "sanctioned": lambda _today: _is(CaseStatus.SANCTIONED),
    "annulled": lambda _today: _is(CaseStatus.ANNULLED),
    "appealed": lambda _today: _has(*_APPEALS),
    "serving": lambda today: sa.and_(
        _is(CaseStatus.SANCTIONED),
        _case.c.effective_on <= today,
        _case.c.ends_on >= today,
    ),
    "documented": lambda _today: _entered(PackTarget.IDIS),
    "undocumented": lambda today: sa.and_(
        _case.c.effective_on <= today, ~_is(CaseStatus.ANNULLED), ~_entered(PackTarget.IDIS)
    ),
    "archive": lambda _today: _EVERY,
    "archive-sanctioned": lambda _today: _text(_old.c.outcome) == OldOutcome.SANCTIONED.value,
    "sbt-unanswered": lambda _today: sa.and_(_answerable(), ~_entered(PackTarget.SBT)),
}


class Figures:
    """Fulfils ``cases.ports.Figures`` within one unit of work."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def counts(self, query: FigureQuery, keys: Sequence[str], today: date) -> dict[str, int]:
        """Return the measures by their keys, each source read once."""
        found: dict[str, int] = {}
        for of, asked in _by_source(keys).items():
            source = _SOURCES[of]
            sums = [_sum(key, today) for key in asked]
            chosen = sa.select(*sums).select_from(source.rows).where(*_conditions(source, query))
            found |= dict(zip(asked, self._connection.execute(chosen).one(), strict=True))
        return {key: found[key] for key in keys}

    def table(self, query: FigureQuery, breakdown: str, keys: Sequence[str], today: date) -> tuple[FigureLine, ...]:
        """Return the measures for each word that occurs, in the order of the words; a measure elsewhere counts 0.

        Raises ValueError when none of the measures can be told apart so, which is a bug of the caller.
        """
        found: dict[str, dict[str, int]] = {}
        possible = 0
        for of, asked in _by_source(keys).items():
            source = _SOURCES[of]
            rows, word = _broken_down(source, query, breakdown)
            if word is None:
                continue
            possible += 1
            sums = [_sum(key, today) for key in asked]
            shown = sa.func.coalesce(word, "").label("word")
            chosen = sa.select(shown, *sums).select_from(rows).where(*_conditions(source, query)).group_by(shown)
            for line, *counts in self._connection.execute(chosen):
                found.setdefault(line, {}).update(zip(asked, counts, strict=True))
        if not possible:
            raise ValueError(f"{keys!r} cannot be told apart by {breakdown!r}")
        return tuple(
            FigureLine(word=word, counts=tuple(found[word].get(key, 0) for key in keys)) for word in sorted(found)
        )


def behind(query: FigureQuery, key: str, today: date) -> sa.Select[Any]:
    """Return the statement that chooses the identifiers of the cases behind a figure, of the reports for reports."""
    source = _SOURCES[measures()[key].of]
    chosen = sa.select(source.identity).select_from(source.rows)
    return chosen.where(*_conditions(source, query), _CONDITIONS[key](today))


def _by_source(keys: Sequence[str]) -> dict[Counted, list[str]]:
    """The measures by what they count."""
    found: dict[Counted, list[str]] = {}
    for key in keys:
        found.setdefault(measures()[key].of, []).append(key)
    return found


def _sum(key: str, today: date) -> Column:
    return sa.func.count(sa.case((_CONDITIONS[key](today), 1))).label(key)


def _day(source: _Source, by: PeriodBy) -> Column | None:
    return source.days.get(by)


def _conditions(source: _Source, query: FigureQuery) -> list[Column]:
    found: list[Column] = []
    if query.first is not None or query.last is not None:
        day = _day(source, query.by)
        if day is None:  # a report has no decision
            return [sa.false()]
        found += [day >= query.first] if query.first is not None else []
        found += [day <= query.last] if query.last is not None else [day.is_not(None)]
    for key, words in query.filters.items():
        if words:
            found.append(_among(source, key, words))
    return found


def _among(source: _Source, key: str, words: Sequence[str]) -> Column:
    place = source.by.get(key)
    if place is None:
        return sa.false()
    if not isinstance(place, _Listed):
        return sa.func.coalesce(place, "").in_(words)
    each = _words_of(place.column, f"filter_{key}")
    there = sa.exists(sa.select(sa.literal(1)).select_from(each).where(each.c.value.in_(words)))
    return sa.or_(there, sa.func.json_array_length(place.column) == 0) if "" in words else there


def _broken_down(source: _Source, query: FigureQuery, breakdown: str) -> tuple[sa.FromClause, Column | None]:
    """The rows, and the column of the words; None when what is counted cannot be told apart so."""
    if breakdown in {"month", "year"}:
        day = _day(source, query.by)
        length = 7 if breakdown == "month" else 4  # "2026-05" and "2026" of an ISO day
        return source.rows, sa.literal("") if day is None else sa.func.substr(_text(day), 1, length)
    place = source.by.get(breakdown)
    if isinstance(place, _Listed):
        each = _words_of(place.column, f"each_{breakdown}")
        return source.rows.outerjoin(each, sa.true()), each.c.value
    return source.rows, place
