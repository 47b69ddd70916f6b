"""Rows and totals of a recap out of cases: pure, so that totals, rows and database cannot drift apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from cases.model.case import Case
from cases.model.person import Person
from cases.model.recap import RecapColumn, RecapLine, RecapRow, RecapTotal
from cases.model.report import Report
from cases.regulations import Law, Violation
from cases.rules.recap_form import RecapForm, TotalRule


def rows_of(cases: Iterable[Case], reports: Mapping[str, Report], law: Law, form: RecapForm) -> tuple[RecapRow, ...]:
    """Return one row for each case in the order given; ``reports`` holds the report of each case by its identifier."""
    return tuple(_row(number, case, reports[case.report_id], law, form) for number, case in enumerate(cases, start=1))


def lines_of(rows: Sequence[RecapRow], columns: Sequence[RecapColumn]) -> tuple[RecapLine, ...]:
    """Return the rows as the lines of a recap."""
    return tuple(
        RecapLine(values=tuple(row.value(column) for column in columns), noun="case", target=row.case_id)
        for row in rows
    )


def totals_of(rows: Sequence[RecapRow], form: RecapForm) -> tuple[RecapTotal, ...]:
    """Return the form's breakdowns of the rows."""
    return tuple(_total(rows, rule, form) for rule in form.totals)


def unverified_codes(cases: Iterable[Case], law: Law) -> tuple[str, ...]:
    """Return the codes of violations in these cases whose basis nobody has verified yet, each once."""
    found = (entry for case in cases for entry in _violations(case, law))
    return tuple(dict.fromkeys(entry.code for entry in found if not entry.verified))


def _row(number: int, case: Case, report: Report, law: Law, form: RecapForm) -> RecapRow:
    person, summary = case.respondent, case.summary
    violations = _violations(case, law)
    forms = tuple(f"{entry.code}: {entry.short or entry.text}" for entry in violations)
    decided = bool(summary.sanction_title)
    return RecapRow(
        case_id=case.id,
        number=number,
        case_number=case.number,
        name=person.name,
        nip=person.nip,
        rank=_joined(person.rank, person.grade),
        position=person.position,
        work_unit=_unit(person),
        election=case.election,
        received_on=case.received_on,
        source=form.word("source", case.source),
        report_number=_joined(case.report_number, report.origin_number),
        violation_forms=forms,
        violations="; ".join(forms),
        basis="; ".join(dict.fromkeys(_basis(entry, form) for entry in violations)),
        track=form.word("track", case.track),
        status=form.word("status", summary.status),
        sanction=summary.sanction_title[:1].upper() + summary.sanction_title[1:],
        level=form.word("level", summary.level) if decided else "",
        decision_number=summary.decision_number,
        decision_on=summary.decision_on,
        effective_on=summary.effective_on,
        ends_on=summary.ends_on,
        note=case.note,
    )


def _violations(case: Case, law: Law) -> tuple[Violation, ...]:
    judged = law.as_judged(case.regulations)
    return tuple(judged.violation(code) for code in case.violation_codes)


def _basis(violation: Violation, form: RecapForm) -> str:
    """Return where the level stands, or what is breached when the law gives the violation no level of its own."""
    article = violation.sanction_article or violation.article
    return f"{article} {form.word('instrument', violation.instrument)}".strip()


def _unit(person: Person) -> str:
    inner = person.unit if person.unit != person.work_unit else ""
    return _joined(inner, person.work_unit)


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _total(rows: Sequence[RecapRow], rule: TotalRule, form: RecapForm) -> RecapTotal:
    values = [getattr(row, rule.field) for row in rows]
    several = any(isinstance(value, tuple) for value in values)
    found = Counter(word for value in values for word in (value if isinstance(value, tuple) else (value,)))
    order = [*form.words.get(rule.words, {}).values()]
    order += sorted(word for word in found if word and word not in order)
    counts = [(word, found[word]) for word in order]
    if rule.blank or found[""]:
        counts.append((rule.blank or "(kosong)", found[""]))
    return RecapTotal(title=rule.title, definition=rule.definition, counts=tuple(counts), of_cases=not several)
