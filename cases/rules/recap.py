"""Lines and totals of a recap out of records and figures: pure, so that they cannot drift apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from cases.model.case import Case
from cases.model.figures import FigureLine, FigureQuery, PeriodBy
from cases.model.idis_pack import PackTarget
from cases.model.old_case import OldCase
from cases.model.person import Person
from cases.model.recap import RecapChart, RecapColumn, RecapLine, RecapRow, RecapTotal, RecapValue
from cases.model.report import Report
from cases.model.steps import CaseStep, RecommendationFacts, StepKey
from cases.regulations import Law, Violation
from cases.rules.circular import categories
from cases.rules.dates import long_date, month_name
from cases.rules.figures import breakdowns, measures
from cases.rules.idis_pack import entered_on
from cases.rules.plain import capital
from cases.rules.recap_form import RecapForm, RecapWords, breakdown_widths

_APPEALS = {
    StepKey.OBJECTION: "Keberatan",
    StepKey.APPEAL: "Banding administratif",
    StepKey.COURT: "Gugatan",
}
TOLD_STEPS = (StepKey.RECOMMENDATION, StepKey.DOCUMENTED, *_APPEALS)
"""The steps that a row tells of."""


# -- a line for each case ----------------------------------------------------------------------------------------------


def rows_of(
    cases: Iterable[Case],
    reports: Mapping[str, Report],
    steps: Mapping[str, Sequence[CaseStep]],
    law: Law,
    words: RecapWords,
) -> tuple[RecapRow, ...]:
    """Return one row for each case in the order given.

    ``reports`` holds the report of each case by its identifier, ``steps`` those of ``TOLD_STEPS`` that count, by case.
    """
    return tuple(
        _row(number, case, reports[case.report_id], steps.get(case.id, ()), law, words)
        for number, case in enumerate(cases, start=1)
    )


def old_rows_of(olds: Iterable[OldCase], law: Law, words: RecapWords) -> tuple[RecapRow, ...]:
    """Return one row for each old case in the order given; what its paper does not say stays blank."""
    return tuple(_old_row(number, old, law, words) for number, old in enumerate(olds, start=1))


def lines_of(
    rows: Sequence[RecapRow], columns: Sequence[RecapColumn], noun: Literal["case", "old_case"] = "case"
) -> tuple[RecapLine, ...]:
    """Return the rows as the lines of a recap."""
    return tuple(
        RecapLine(values=tuple(row.value(column) for column in columns), noun=noun, target=row.case_id) for row in rows
    )


NUMBER = "number"
"""The column that numbers the lines."""


def numbered(columns: Sequence[RecapColumn], lines: Iterable[RecapLine]) -> tuple[RecapLine, ...]:
    """Return the lines numbered as they stand, where a column says so."""
    place = next((place for place, column in enumerate(columns) if column.key == NUMBER), None)
    if place is None:
        return tuple(lines)
    return tuple(
        replace(line, values=(*line.values[:place], number, *line.values[place + 1 :]))
        for number, line in enumerate(lines, start=1)
    )


def unverified_codes(cases: Iterable[Case], law: Law) -> tuple[str, ...]:
    """Return the codes of violations in these cases whose basis nobody has verified yet, each once."""
    found = (entry for case in cases for entry in _violations(case, law))
    return tuple(dict.fromkeys(entry.code for entry in found if not entry.verified))


def _row(number: int, case: Case, report: Report, steps: Sequence[CaseStep], law: Law, words: RecapWords) -> RecapRow:
    summary = case.summary
    recommended = [step.facts for step in steps if isinstance(step.facts, RecommendationFacts)]
    return replace(
        _told(number, case, _violations(case, law), words),
        report_number=_joined(case.report_number, report.origin_number),
        stage=summary.stage_title,
        status=words.word("status", summary.status),
        due_on=summary.due_on,
        due_title=summary.due_title,
        waiting_since=summary.waiting_since,
        sanction=capital(summary.sanction_title),
        level=words.word("level", summary.level) if summary.sanction_title else "",
        decision_number=summary.decision_number,
        decision_on=summary.decision_on,
        effective_on=summary.effective_on,
        ends_on=summary.ends_on,
        recommendation_number=recommended[-1].number if recommended else "",
        recommendation_on=recommended[-1].letter_on if recommended else None,
        uploaded_on=entered_on(steps, PackTarget.IDIS),
        answered_on=entered_on(steps, PackTarget.SBT),
        appeal=_appeal(steps),
    )


def _old_row(number: int, old: OldCase, law: Law, words: RecapWords) -> RecapRow:
    return replace(
        _told(number, old, tuple(law.violation(code) for code in old.violation_codes), words),
        status=capital(old.outcome),
        sanction=capital(old.sanction_title),
        level=words.word("level", old.level) if old.level else "",
        decision_number=old.decision_number,
        decision_on=old.decision_on,
        effective_on=old.effective_on,
        ends_on=old.ends_on,
    )


def _told(number: int, case: Case | OldCase, violations: Sequence[Violation], words: RecapWords) -> RecapRow:
    """What a case of the register and an old one tell alike; all else is blank."""
    person = case.respondent
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
        event_on=case.event_on,
        source=words.word("source", case.source) if case.source else "",
        violations="; ".join(_named(entry) for entry in violations),
        basis="; ".join(dict.fromkeys(_basis(entry, words) for entry in violations)),
        track=words.word("track", case.track) if case.track else "",
        note=case.note,
    )


def _appeal(steps: Sequence[CaseStep]) -> str:
    found = [step for step in steps if step.key in _APPEALS]
    if not found:
        return ""
    last = found[-1]
    return _joined(_APPEALS[last.key], long_date(last.on) if last.on else "")


def _violations(case: Case, law: Law) -> tuple[Violation, ...]:
    judged = law.as_judged(case.regulations)
    return tuple(judged.violation(code) for code in case.violation_codes)


def _named(violation: Violation) -> str:
    return f"{violation.code}: {violation.short or violation.text}"


def _basis(violation: Violation, words: RecapWords) -> str:
    """Return where the level stands, or what is breached when the law gives the violation no level of its own."""
    article = violation.sanction_article or violation.article
    return f"{article} {words.word('instrument', violation.instrument)}".strip()


def _unit(person: Person) -> str:
    inner = person.unit if person.unit != person.work_unit else ""
    return _joined(inner, person.work_unit)


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


# -- a line for each word of a breakdown -------------------------------------------------------------------------------


def breakdown_columns(form: RecapForm) -> tuple[RecapColumn, ...]:
    """Return the columns of a recap that is a breakdown: its words, its measures, its shares."""
    by, widths = breakdowns()[form.breakdown], breakdown_widths()
    told = [
        RecapColumn(key="word", title=by.word, width=widths.word, kind="text", definition=by.definition, repeated=True)
    ]
    for key in form.measures:
        one = measures()[key]
        told.append(
            RecapColumn(key=key, title=one.title, width=widths.figure, kind="number", definition=one.definition)
        )
    for part, whole in form.shares:
        title, definition = _share_words(part, whole)
        told.append(
            RecapColumn(key=f"{part}/{whole}", title=title, width=widths.share, kind="share", definition=definition)
        )
    return tuple(told)


def _share_words(part: str, whole: str) -> tuple[str, str]:
    counted = measures()[part].title
    if not whole:
        return f"Bagian {counted.lower()}", f"{counted} baris ini dibagi dengan {counted.lower()} seluruhnya."
    of = measures()[whole].title
    return f"{counted} dari {of.lower()}", f"{counted} dibagi dengan {of.lower()}; kosong bila tidak ada yang dibagi."


def chart_of(form: RecapForm, shown: Sequence[RecapColumn], words: RecapWords) -> RecapChart | None:
    """Return the chart of a recap that is a breakdown with these columns, None where it has none."""
    units = {words.word("counted", measures()[key].of) for key in form.chart}
    return (
        RecapChart(
            title=form.title,
            words=0,
            figures=tuple(place for place, column in enumerate(shown) if column.key in form.chart),
            lying=form.lying,
            unit="".join(units) if len(units) == 1 else "",
        )
        if form.chart
        else None
    )


def breakdown_lines(
    table: Sequence[FigureLine], sums: Mapping[str, int], form: RecapForm, words: RecapWords, law: Law
) -> tuple[RecapLine, ...]:
    """Return a line for each word that a reader knows; ``sums`` are the measures over all records."""
    found: dict[str, list[FigureLine]] = {}
    for line in ordered(form.breakdown, table, words):
        found.setdefault(shown_word(form.breakdown, line.word, words, law), []).append(line)
    lines = []
    for shown, same in found.items():
        figures = tuple(map(sum, zip(*(line.counts for line in same), strict=True)))
        counts = dict(zip(form.measures, figures, strict=True))
        values = (shown, *figures, *_shares(form, counts, sums))
        lines.append(RecapLine(values=values, words=tuple(line.word for line in same)))
    return tuple(lines)


def breakdown_sums(form: RecapForm, sums: Mapping[str, int]) -> tuple[RecapValue, ...]:
    """Return what stands under the columns of a breakdown: the measures over all records."""
    return (None, *(sums[key] for key in form.measures), *_shares(form, sums, sums))


def _shares(form: RecapForm, counts: Mapping[str, int], sums: Mapping[str, int]) -> tuple[float | None, ...]:
    found = []
    for part, whole in form.shares:
        base = counts[whole] if whole else sums[part]
        found.append(counts[part] / base if base else None)
    return tuple(found)


def total_of(
    breakdown: str, table: Sequence[FigureLine], words: RecapWords, law: Law, *, every: bool = True
) -> RecapTotal:
    """Return a breakdown of one measure as a recap of cases prints it; with ``every`` also words that count 0."""
    by = breakdowns()[breakdown]
    counts = tuple(
        (shown_word(breakdown, line.word, words, law), line.counts[0])
        for line in ordered(breakdown, table, words, every=every)
    )
    return RecapTotal(title=by.title, definition=by.definition, counts=counts, of_cases=not by.several)


def ordered(breakdown: str, table: Sequence[FigureLine], words: RecapWords, *, every: bool = False) -> list[FigureLine]:
    """Return the lines in the order of their words, what has no word last; with ``every`` also words that count 0."""
    known = words.order(breakdown)
    found = {line.word: line for line in table}
    size = len(table[0].counts) if table else 1
    rest = [line.word for line in table if line.word and line.word not in known]
    chosen = [word for word in known if every or word in found] + rest + ([""] if "" in found else [])
    return [found.get(word, FigureLine(word=word, counts=(0,) * size)) for word in chosen]


def shown_word(breakdown: str, word: str, words: RecapWords, law: Law) -> str:
    """Return a word of a breakdown as a reader knows it."""
    if not word:
        return words.blank(breakdown)
    if breakdown == "violation":
        return _named(law.violation(word)) if any(one.code == word for one in law.violations()) else word
    if breakdown == "category":
        return categories(law.circular_points()).get(word, word)
    if breakdown == "month":
        year, month = word.split("-")
        return f"{month_name(int(month))} {year}"
    return capital(words.word(breakdown, word))


# -- the filter in words -----------------------------------------------------------------------------------------------

_DAYS = {
    PeriodBy.RECEIVED: "Laporan diterima",
    PeriodBy.EVENT: "Kejadian",
    PeriodBy.DECIDED: "Keputusan ditetapkan",
    PeriodBy.WAITING: "Menunggu PPK",
}
_NAMED_FILTERS = ("track", "work_unit", "status")
"""What a recap says of also when it is not filtered."""


def filter_words(query: FigureQuery, words: RecapWords, law: Law) -> str:
    """Return what a recap was asked for, as a sentence."""
    parts = [_period_words(query)]
    keys = [*_NAMED_FILTERS, *(key for key in query.filters if key not in _NAMED_FILTERS)]
    for key in keys:
        name = breakdowns()[key].word.lower()
        chosen = query.filters.get(key, ())
        shown = " atau ".join(shown_word(key, word, words, law) for word in chosen)
        parts.append(f"{name} {shown}" if chosen else f"semua {name}")
    return "; ".join(parts) + "."


def _period_words(query: FigureQuery) -> str:
    day, first, last = _DAYS[query.by], query.first, query.last
    if first and last:
        return f"{day} {long_date(first)} sampai dengan {long_date(last)}"
    if first:
        return f"{day} sejak {long_date(first)}"
    return f"{day} sampai dengan {long_date(last)}" if last else "Seluruh masa"
