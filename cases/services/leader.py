"""The leader's page: each of its figures is one of ``db.figures``, and each opens the list that it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from math import inf

import msgspec

import resources
from cases.errors import InvalidInput, RegulationError
from cases.model.case import CaseStatus
from cases.model.figures import FigureLine, FigureQuery, PeriodBy
from cases.model.idis_pack import PackTarget
from cases.model.leader import (
    Bar,
    ChartData,
    LeaderPage,
    LeaderTile,
    OwedLine,
    StageLine,
    Target,
    WaitGroup,
    WaitingRow,
)
from cases.model.listing import WaitingLine
from cases.model.steps import StepKey
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.rules.dates import long_date, short_month
from cases.rules.deadlines import days_waited
from cases.rules.figures import measures
from cases.rules.idis_pack import upload_rules
from cases.rules.recap import ordered, shown_word
from cases.rules.recap_form import RecapForm, recap_form, recap_words
from cases.rules.working_days import Calendar
from cases.services.access import service
from cases.services.letter_print import letter_profile
from cases.services.restrictions import hidden_words
from cases.services.settling import calendar_of, the_office

_MONTHS = 12
_RUNNING = (CaseStatus.RUNNING.value, CaseStatus.WAITING_PPK.value)
_LIST, _LATE, _BACKLOG = "register", "late", "backlog"
_NOW = ("open", "late", "waiting")
_OF_YEAR = ("cases", "proven", "not-proven", "sanctioned")
_DEFINED = ("open", "late", "waiting", "cases", "proven", "sanctioned", "decided")


class _Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    waits: tuple[int, ...]
    bars: int
    waiting: int
    rest: str


@cache
def _settings() -> _Settings:
    try:
        return msgspec.toml.decode(resources.read_text("recaps/leader.toml"), type=_Settings)
    except (msgspec.MsgspecError, ValueError) as error:
        raise RegulationError("Susunan ringkasan tidak terbaca; pasang ulang program.", detail=str(error)) from error


@service(Right.RECAP)
def leader_page(work: UnitOfWork, actor: Actor, year: int | None = None) -> LeaderPage:
    """Return the page for a year, this one by default: what runs now, and the reports received in that year.

    Raises InvalidInput for a year that has not begun.
    """
    office, today, calendar = the_office(work), work.clock.today(), calendar_of(work)
    chosen = today.year if year is None else year
    if not date.min.year < chosen <= today.year:
        raise InvalidInput(
            f"Tahun {chosen} belum atau tidak pernah ada; pilih paling akhir {today.year}.", field="year"
        )
    query = _year(chosen)
    owed = tuple(recap_form(upload_rules(target).pack.waiting) for target in PackTarget)
    now = work.figures.counts(FigureQuery(), (*_NOW, *(form.lines for form in owed)), today)
    found = work.figures.counts(query, _OF_YEAR, today)
    lines = work.deadlines.waiting()
    waits = [days_waited(line.waiting_since, today, calendar)[0] for line in lines]
    stages, late_words = _stages(work, today, calendar)
    return LeaderPage(
        year=chosen,
        query=query,
        period=" · ".join(filter(None, (f"Laporan diterima {_from_to(query)}", hidden_words(work.hidden_cases())))),
        as_of=work.clock.now().astimezone(office.time_zone.zone),
        made_by=actor.full_name or actor.name,
        log_head=work.audit.head().code,
        profile=letter_profile(work, office.paper),
        tiles=_tiles(now, found, query, late_words, max(waits, default=0)),
        charts=(_by_month(work, chosen, today), *_broken_down(work, query, today)),
        stages=stages,
        waits=_grouped(lines, waits),
        waiting=_longest(lines, waits),
        owed=tuple(_owed(form, now) for form in owed),
        definitions=tuple((measures()[key].title, measures()[key].definition) for key in _DEFINED),
    )


def _year(year: int) -> FigureQuery:
    return FigureQuery(first=date(year, 1, 1), last=date(year, _MONTHS, 31))


def _from_to(query: FigureQuery) -> str:
    return f"{long_date(query.first)} sampai dengan {long_date(query.last)}" if query.first and query.last else ""


# -- tiles -------------------------------------------------------------------------------------------------------------


def _tiles(
    now: dict[str, int], found: dict[str, int], query: FigureQuery, late_words: str, longest: int
) -> tuple[LeaderTile, ...]:
    every = FigureQuery()
    judged = found["proven"] + found["not-proven"]
    running = replace(every, filters={"status": _RUNNING})
    return (
        LeaderTile(
            key="open",
            title=measures()["open"].title,
            figure=now["open"],
            under=f"{found['cases']} perkara dari laporan tahun {query.first:%Y}",
            hue="text",
            target=Target(recap=_LIST, query=running),
        ),
        LeaderTile(
            key="late",
            title=measures()["late"].title,
            figure=now["late"],
            under=late_words,
            hue="red",
            target=Target(recap=_LATE, query=every),
        ),
        LeaderTile(
            key="waiting",
            title=measures()["waiting"].title,
            figure=now["waiting"],
            under=f"paling lama {longest} hari kerja" if now["waiting"] else "tidak ada",
            hue="amber",
            target=Target(recap=_BACKLOG, query=every),
        ),
        LeaderTile(
            key="proven",
            title=measures()["proven"].title,
            figure=found["proven"],
            under=f"{found['proven']} dari {judged} perkara yang selesai diperiksa",
            hue="text",
            target=Target(recap="proven", query=query),
            share=found["proven"] / judged if judged else None,
        ),
        LeaderTile(
            key="sanctioned",
            title=measures()["sanctioned"].title,
            figure=found["sanctioned"],
            under=f"{found['sanctioned']} dari {found['proven']} perkara yang terbukti",
            hue="text",
            target=Target(recap=_LIST, query=replace(query, filters={"status": (CaseStatus.SANCTIONED.value,)})),
            share=found["sanctioned"] / found["proven"] if found["proven"] else None,
        ),
    )


# -- charts ------------------------------------------------------------------------------------------------------------


def _by_month(work: UnitOfWork, year: int, today: date) -> ChartData:
    counted = {
        one: {line.word: line.counts[0] for line in work.figures.table(_year(one), "month", ("cases",), today)}
        for one in (year - 1, year)
    }
    bars = tuple(
        Bar(
            word=short_month(month),
            figures=tuple(counted[one].get(f"{one}-{month:02d}", 0) for one in (year - 1, year)),
            target=Target(recap=_LIST, query=_month(year, month)),
        )
        for month in range(1, _MONTHS + 1)
    )
    sums = [sum(counted[one].values()) for one in (year - 1, year)]
    return ChartData(
        key="month",
        title="Perkara menurut bulan laporan",
        note=f"{year}: {sums[1]} perkara; {year - 1}: {sums[0]} perkara",
        series=(str(year - 1), str(year)),
        bars=bars,
    )


def _month(year: int, month: int) -> FigureQuery:
    after = date(year + month // _MONTHS, month % _MONTHS + 1, 1)
    return FigureQuery(first=date(year, month, 1), last=date.fromordinal(after.toordinal() - 1))


def _broken_down(work: UnitOfWork, query: FigureQuery, today: date) -> tuple[ChartData, ...]:
    found = []
    for breakdown, title in (("violation", "Bentuk pelanggaran"), ("work_unit", "Unit kerja")):
        table = [line for line in work.figures.table(query, breakdown, ("cases",), today) if line.counts[0]]
        known = len(table)
        found.append(
            ChartData(
                key=breakdown,
                title=title,
                note=f"{known} {title.lower()}" if known else "tidak ada perkara",
                series=("Perkara",),
                bars=_most(work, breakdown, table, query),
                lying=True,
            )
        )
    return tuple(found)


def _most(work: UnitOfWork, breakdown: str, table: Sequence[FigureLine], query: FigureQuery) -> tuple[Bar, ...]:
    """The words that count most, and the rest in one bar."""
    words, law, shown = recap_words(), work.law, _settings().bars
    lines = sorted(ordered(breakdown, table, words), key=lambda line: -line.counts[0])
    keep = shown if len(lines) <= shown else shown - 1
    bars = [
        Bar(
            word=shown_word(breakdown, line.word, words, law),
            figures=line.counts,
            target=Target(recap=_LIST, query=replace(query, filters={breakdown: (line.word,)})),
        )
        for line in lines[:keep]
    ]
    if rest := lines[keep:]:
        others = replace(query, filters={breakdown: tuple(line.word for line in rest)})
        total = sum(line.counts[0] for line in rest)
        words_of_rest = f"{_settings().rest} ({len(rest)})"
        bars.append(Bar(word=words_of_rest, figures=(total,), target=Target(recap=_LIST, query=others)))
    return tuple(bars)


# -- tables ------------------------------------------------------------------------------------------------------------


def _stages(work: UnitOfWork, today: date, calendar: Calendar) -> tuple[tuple[StageLine, ...], str]:
    """The stages of running cases in the order of the law, and how long the latest case is late, in words."""
    counts = {line.word: line.counts for line in work.figures.table(FigureQuery(), "stage", ("open", "late"), today)}
    oldest = work.cases.oldest_by_stage()
    order = {str(key): place for place, key in enumerate(StepKey)}
    lines = []
    for stage in sorted(oldest, key=lambda key: order.get(key, len(order))):
        running, late = counts[stage]
        days, _ = days_waited(oldest[stage].opened_on, today, calendar)
        lines.append(
            StageLine(
                title=oldest[stage].title,
                cases=running,
                late=late,
                oldest=f"{days} hari kerja",
                target=Target(recap=_LIST, query=FigureQuery(filters={"stage": (stage,), "status": _RUNNING})),
                late_target=Target(recap=_LATE, query=FigureQuery(filters={"stage": (stage,)})) if late else None,
            )
        )
    latest = min((one.due_on for one in oldest.values() if one.due_on is not None), default=today)
    words = f"paling lama {days_waited(latest, today, calendar)[0]} hari kerja" if latest < today else "tidak ada"
    return tuple(lines), words


def _grouped(lines: Sequence[WaitingLine], waits: Sequence[int]) -> tuple[WaitGroup, ...]:
    """How many cases wait for so many working days."""
    ends = _settings().waits
    spans: list[tuple[str, int, float]] = []
    first = 0
    for end in ends:
        spans.append((f"{first}–{end} hari kerja", first, end))
        first = end + 1
    spans.append((f"lebih dari {ends[-1]} hari kerja", first, inf))
    since = [(line.waiting_since, days) for line, days in zip(lines, waits, strict=True)]
    return tuple(_group(title, [day for day, days in since if least <= days <= most]) for title, least, most in spans)


def _group(title: str, since: Sequence[date]) -> WaitGroup:
    """Who waits since these days: as longer waits began earlier, those are all that began between them."""
    if not since:
        return WaitGroup(title=title, cases=0)
    query = FigureQuery(by=PeriodBy.WAITING, first=min(since), last=max(since))
    return WaitGroup(title=title, cases=len(since), target=Target(recap=_BACKLOG, query=query))


def _longest(lines: Sequence[WaitingLine], waits: Sequence[int]) -> tuple[WaitingRow, ...]:
    """The cases that wait the longest, which come first."""
    pairs = list(zip(lines, waits, strict=True))[: _settings().waiting]
    return tuple(
        WaitingRow(case_id=line.id, number=line.number, name=line.name, unit=line.work_unit, days=days)
        for line, days in pairs
    )


def _owed(form: RecapForm, now: dict[str, int]) -> OwedLine:
    target = Target(recap=form.name, query=FigureQuery())
    return OwedLine(title=measures()[form.lines].title, cases=now[form.lines], target=target)
