"""Recaps: what was asked for, its lines, totals and definitions, all counted by the same figures."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

from cases.errors import InvalidInput
from cases.model.case import Case
from cases.model.figures import Counted, FigureQuery, PeriodBy
from cases.model.listing import ListQuery
from cases.model.recap import RecapChart, RecapColumn, RecapData, RecapLine, RecapTotal, RecapValue
from cases.model.steps import CaseStep
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.rules import recap as rules
from cases.rules.figures import breakdowns, measures
from cases.rules.recap_form import (
    RecapForm,
    columns,
    letter_columns,
    recap_form,
    recap_forms,
    recap_words,
    several_note,
    unverified_note,
)
from cases.services.access import service
from cases.services.reporter_shown import cover_of_office
from cases.services.restrictions import hidden_words
from cases.services.settling import the_office

_EVERY_LETTER = 1_000_000
FILTERS = ("track", "status", "work_unit", "source", "election", "violation", "category")
"""By what a recap can be narrowed, in the order in which it is offered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """What tells one kind of recap from another."""

    counted: str
    columns: tuple[RecapColumn, ...]
    lines: tuple[RecapLine, ...]
    sums: tuple[RecapValue, ...] = ()
    totals: tuple[RecapTotal, ...] = ()
    chart: RecapChart | None = None
    notes: tuple[str, ...] = ()


@service(Right.RECAP)
def recap(work: UnitOfWork, actor: Actor, name: str, query: FigureQuery, chosen: tuple[str, ...] = ()) -> RecapData:
    """Return a recap by its name, or the office's own of that name.

    With ``chosen`` a recap of cases has these columns, in this order.
    Raises InvalidInput for a name that is none, a column that is none, a period that ends before it begins.
    """
    if query.first and query.last and query.last < query.first:
        raise InvalidInput("Akhir periode mendahului awalnya; perbaiki tanggal periode rekap.", field="last")
    saved = None if name in {form.name for form in recap_forms()} else work.recaps.by_name(name)
    form, office, today = recap_form(saved.recap if saved else name), the_office(work), work.clock.today()
    chosen = chosen or (saved.columns if saved else ())
    query = replace(query, filters={**query.filters, **form.only})
    if form.lines and measures()[form.lines].of is Counted.OLD:
        part = _of_old_cases(work, form, query, chosen, today)
    elif form.lines:
        part = _of_cases(work, form, query, chosen, today)
    elif form.letters:
        part = _of_letters(work, query)
    else:
        part = _of_breakdown(work, form, query, today)
    return RecapData(
        name=saved.name if saved else form.name,
        base=form.name,
        short=saved.name if saved else form.short,
        title=form.title,
        government=office.government,
        source_office=office.name,
        query=query,
        filter_text=rules.filter_words(query, recap_words(), work.law),
        as_of=work.clock.now().astimezone(office.time_zone.zone),
        made_by=actor.full_name or actor.name,
        log_head=work.audit.head().code,
        paper=office.paper,
        counted=part.counted,
        columns=part.columns,
        lines=part.lines,
        sums=part.sums,
        totals=part.totals,
        chart=part.chart,
        notes=(*form.notes, *part.notes, *filter(None, (hidden_words(work.hidden_cases()),))),
    )


def _of_cases(work: UnitOfWork, form: RecapForm, query: FigureQuery, chosen: tuple[str, ...], today: date) -> _Part:
    shown = _columns(chosen or form.columns)
    cases = _discreet(work, work.cases.of_figure(query, form.lines, today))
    reports = {report_id: work.reports.get(report_id) for report_id in {case.report_id for case in cases}}
    steps: dict[str, list[CaseStep]] = defaultdict(list)
    for step in work.steps.of_figure(query, form.lines, rules.TOLD_STEPS, today):
        steps[step.case_id].append(step)
    rows = rules.rows_of(cases, reports, steps, work.law, recap_words())
    return _Part(
        counted="perkara",
        columns=shown,
        lines=rules.lines_of(rows, shown),
        totals=tuple(_total(work, by, query, form.lines, today) for by in form.totals),
        notes=_unverified(work, cases),
    )


def _of_old_cases(work: UnitOfWork, form: RecapForm, query: FigureQuery, chosen: tuple[str, ...], today: date) -> _Part:
    shown = _columns(chosen or form.columns)
    olds = work.old_cases.of_figure(query, form.lines, today)
    covered = cover_of_office(work) if any(old.note for old in olds) else None
    told = tuple(replace(old, note=covered(old.note)) if covered else old for old in olds)
    return _Part(
        counted="perkara arsip",
        columns=shown,
        lines=rules.lines_of(rules.old_rows_of(told, work.law, recap_words()), shown, "old_case"),
        totals=tuple(_total(work, by, query, form.lines, today) for by in form.totals),
    )


def _discreet(work: UnitOfWork, cases: tuple[Case, ...]) -> tuple[Case, ...]:
    """Cases whose notes name nobody who reported: a recap leaves the office, whoever makes it."""
    if not any(case.note for case in cases):
        return cases
    covered = cover_of_office(work)
    return tuple(replace(case, note=covered(case.note)) if case.note else case for case in cases)


def _columns(keys: tuple[str, ...]) -> tuple[RecapColumn, ...]:
    known = columns()
    for key in keys:
        if key not in known:
            raise InvalidInput(f"Tidak ada kolom rekap “{key}”; pilih dari daftar kolom.", field="columns")
    return tuple(known[key] for key in keys)


def _total(work: UnitOfWork, breakdown: str, query: FigureQuery, measure: str, today: date) -> RecapTotal:
    table = work.figures.table(query, breakdown, (measure,), today)
    told = tuple(line for line in table if line.counts[0])
    every = measures()[measure].of is not Counted.OLD  # most words of a case that runs are none of an old one
    return rules.total_of(breakdown, told, recap_words(), work.law, every=every)


def _unverified(work: UnitOfWork, cases: tuple[Case, ...]) -> tuple[str, ...]:
    codes = rules.unverified_codes(cases, work.law)
    return (unverified_note(codes),) if codes else ()


def _of_breakdown(work: UnitOfWork, form: RecapForm, query: FigureQuery, today: date) -> _Part:
    sums = work.figures.counts(query, form.measures, today)
    table = work.figures.table(query, form.breakdown, form.measures, today)
    told = tuple(line for line in table if any(line.counts))
    shown = rules.breakdown_columns(form)
    return _Part(
        counted="baris",
        columns=shown,
        lines=rules.breakdown_lines(told, sums, form, recap_words(), work.law),
        sums=rules.breakdown_sums(form, sums),
        chart=rules.chart_of(form, shown, recap_words()),
        notes=(several_note(),) if breakdowns()[form.breakdown].several else (),
    )


def _of_letters(work: UnitOfWork, query: FigureQuery) -> _Part:
    if query.by is not PeriodBy.RECEIVED or query.filters:
        raise InvalidInput("Rekap surat hanya disaring menurut tanggal surat; hapus penyaring lain.", field="filters")
    asked = ListQuery(sort="letter_on", between={"letter_on": (query.first, query.last)}, limit=_EVERY_LETTER)
    shown, words = letter_columns(), recap_words()
    lines = tuple(
        RecapLine(
            values=(
                number,
                letter.number,
                letter.letter_on,
                letter.title,
                letter.case_number,
                letter.respondent,
                words.word("letter-status", letter.status),
            ),
            noun="letter",
            target=letter.id,
        )
        for number, letter in enumerate(work.letters.page(asked).rows, start=1)
    )
    return _Part(counted="surat", columns=shown, lines=lines)


@service(Right.RECAP)
def filter_choices(work: UnitOfWork, actor: Actor) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return the words that records have by the filters of recaps, each with what a reader knows it as."""
    found = {}
    for key in FILTERS:
        table = work.figures.table(FigureQuery(), key, ("reported", "cases", "archive"), work.clock.today())
        told = rules.ordered(key, tuple(line for line in table if any(line.counts)), recap_words())
        found[key] = tuple((line.word, rules.shown_word(key, line.word, recap_words(), work.law)) for line in told)
    return found


@service(Right.RECAP, Right.EXPORT)
def note_recap(work: UnitOfWork, actor: Actor, name: str, what: str, lines: int) -> None:
    """Write into the log that a recap left the program: ``what`` it was asked for in words, how many lines it has."""
    work.audit.note("export", "recap", name, {"penyaring": what, "baris": str(lines)})
