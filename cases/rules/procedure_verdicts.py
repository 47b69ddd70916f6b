"""Tests of guards about the procedure: turns, dates, examination and findings.

Each gives a verdict, or None where the guard does not bear on the case at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cases.model.steps import CaseStep, FindingsFacts, InForceFacts, StepKey, SummonsFacts
from cases.rules.dates import long_date
from cases.rules.deadlines import applies, due_of, met_on
from cases.rules.progress import dates_of, is_signed
from cases.rules.verdicts import Asked, Standing, Verdict
from cases.rules.working_days import unknown_years

_FIRST_DATES = {"event": "peristiwa", "received": "laporan diterima"}
_SIGNED_ON = "signed_on"


def in_turn(asked: Asked) -> Verdict:
    """The steps before are done, and the step itself is not, unless it may be recorded again.

    One that waits for its letter is held up by nothing recorded since, but for what makes it moot or ends the case.
    """
    rule, progress = asked.rule, asked.progress
    done = rule.key in rule.unless and rule.key in progress.done
    if rule.key in progress.recorded and rule.key not in progress.done:
        barred = rule.key in progress.over or any(progress.holds(word) for word in rule.moot_after)
    else:
        barred = progress.barred(rule, own=False)
    return Verdict(progress.reached(rule) and not barred and not done, {"tahap": rule.title})


def dates_in_order(asked: Asked) -> Verdict | None:
    """No date that must come before lies after the step's, and none that must come after lies before it.

    Where the facts name the day of what happened, that day is held to the same order. A guard with lines of words
    bears on a case only where one of them holds.
    """
    if asked.params.lines and not any(asked.progress.holds(line) for line in asked.params.lines):
        return None
    key = asked.rule.key
    first = min((asked.on, *_named_days(asked)))
    for name in asked.rule.not_before:
        earlier = asked.progress.dates.get(name)
        if earlier is not None and earlier > first:
            return _out_of_order(asked, first, "mendahului", name, earlier)
    own = dates_of(key, asked.on, asked.facts)
    for rule in asked.law.steps(asked.file.case.track):
        later = asked.progress.dates.get(f"{rule.key}.date")
        bound = max((own[name] for name in rule.not_before if name in own), default=None)
        if later is not None and bound is not None and bound > later:
            return _out_of_order(asked, asked.on, "melewati", f"{rule.key}.date", later)
    return Verdict(satisfied=True)


def has_happened(asked: Asked) -> Verdict:
    """Neither the step's day nor the named dates of its facts lie in the future."""
    latest = max((asked.on, *_named_days(asked)))
    return Verdict(latest <= asked.today, {"tanggal": long_date(latest)})


def named_days_follow(asked: Asked) -> Verdict | None:
    """No day that a letter names for a meeting lies before the letter's own."""
    named = [day for name in asked.params.facts if isinstance(day := getattr(asked.facts, name, None), date)]
    if not named:
        return None
    return Verdict(min(named) >= asked.on, {"tanggal": long_date(min(named)), "surat": long_date(asked.on)})


def examined_or_twice_absent(standing: Standing) -> Verdict:
    """There is a signed examination record, or two absences with their signed records."""
    done = standing.progress.done
    examination = done.get(StepKey.EXAMINATION)
    if examination is not None:
        signed = is_signed(standing.file, examination)
        words = f"Pemeriksaan {_day(examination)} dengan BAP yang ditandatangani"
        return Verdict(signed, {"dasar": words, "kurang": "BAP belum dicatat ditandatangani"})
    lacking = []
    for key, words in ((StepKey.ABSENCE_1, "ketidakhadiran I"), (StepKey.ABSENCE_2, "ketidakhadiran II")):
        if key not in done:
            lacking.append(f"{words} belum dicatat")
        elif not is_signed(standing.file, done[key]):
            lacking.append(f"berita acara {words} belum ditandatangani")
    days = " dan ".join(_day(done[key]) for key in (StepKey.ABSENCE_1, StepKey.ABSENCE_2) if key in done)
    return Verdict(not lacking, {"dasar": f"Dua kali tidak hadir, {days}", "kurang": ", ".join(lacking)})


def team_for_levels(standing: Standing) -> Verdict | None:
    """Levels that need a team have one whose order is signed."""
    if isinstance(standing.facts, FindingsFacts) and not standing.facts.proven:
        return None
    team = standing.progress.done.get(StepKey.TEAM)
    if team is not None:
        words = f"Tim Pemeriksa dibentuk {_day(team)}"
    elif standing.level:
        words = f"Tingkat {standing.level} tidak mensyaratkan Tim Pemeriksa"
    else:
        words = "Tingkat hukuman belum diketahui; Tim Pemeriksa belum disyaratkan"
    needed = standing.level in standing.params.levels
    return Verdict(team is not None or not needed, {"keterangan": words, "tingkat": standing.level})


def proposed_day_in_time(asked: Asked) -> Verdict | None:
    """The day named by a summons lies within the time that the law gives after its date."""
    rules = {rule.proposes: rule for rule in asked.law.deadlines(asked.file.case.track) if rule.proposes}
    rule = rules.get(asked.rule.key)
    if rule is None or rule.key not in asked.params.deadlines or not isinstance(asked.facts, SummonsFacts):
        return None
    due = due_of(rule, asked.on, asked.calendar, asked.office)
    return _within(asked.facts.examine_on, due) if due else None


def in_time(asked: Asked) -> Verdict | None:
    """The day that meets a due date, of the step or among its facts, lies within it.

    Of several due dates it is the one that is still open; one that something else has met meanwhile, as an objection's
    time is over once the decision is in force, only where none is.
    """
    own = dates_of(asked.rule.key, asked.on, asked.facts)
    rules = [
        rule
        for rule in asked.law.deadlines(asked.file.case.track)
        if rule.key in asked.params.deadlines and applies(rule, asked.progress)
    ]
    rules.sort(key=lambda rule: met_on(rule, asked.progress) is not None)
    for rule in rules:
        day = min((own[name] for name in rule.to if name in own), default=asked.on)
        due = due_of(rule, asked.progress.dates[rule.from_], asked.calendar, asked.office)
        return _within(day, due) if due else None
    return None


def violation_named(asked: Asked) -> Verdict | None:
    """Proven findings and decisions name a violation that the catalogue knows."""
    if isinstance(asked.facts, FindingsFacts) and not asked.facts.proven:
        return None
    named = [asked.law.violation(code) for code in asked.codes]
    return Verdict(bool(named), {"pelanggaran": ", ".join(f"{entry.code} {entry.short}".strip() for entry in named)})


def article_known(asked: Asked) -> Verdict | None:
    """The article of each violation named is known."""
    if isinstance(asked.facts, FindingsFacts) and not asked.facts.proven:
        return None
    unsure = [code for code in asked.codes if asked.law.violation(code).article_unsure]
    return Verdict(not unsure, {"pelanggaran": ", ".join(unsure)})


def days_off_known(asked: Asked) -> Verdict | None:
    """The years through which the step's days and what runs from them are counted have their list of days off."""
    own = dates_of(asked.rule.key, asked.on, asked.facts)
    ends = [
        due_of(rule, own[rule.from_], asked.calendar, asked.office)
        for rule in asked.law.deadlines(asked.file.case.track)
        if rule.from_ in own
    ]
    days = [asked.on, *_named_days(asked), *(end for end in ends if end)]
    years = unknown_years(min(days), max(days), asked.calendar)
    return Verdict(None, {"tahun": " dan ".join(map(str, years))}) if years else None


def effective_day(asked: Asked) -> Verdict | None:
    """The day in force is the computed one, or another with a reason."""
    if not isinstance(asked.facts, InForceFacts):
        return None
    for rule in asked.law.deadlines(asked.file.case.track):
        if rule.key in asked.params.deadlines and applies(rule, asked.progress):
            due = due_of(rule, asked.progress.dates[rule.from_], asked.calendar, asked.office)
            if due is None:
                continue
            reason = asked.facts.manual_reason.strip()
            agrees = asked.facts.effective_on == due
            words = "Sesuai hasil hitungan" if agrees else f"Ditetapkan sendiri: {reason}"
            values = {"tanggal": long_date(asked.facts.effective_on), "batas": long_date(due), "keterangan": words}
            return Verdict(agrees or bool(reason), values)
    return None


def _within(day: date, due: date) -> Verdict:
    return Verdict(day <= due, {"tanggal": long_date(day), "batas": long_date(due)})


def _named_days(asked: Asked) -> Iterator[date]:
    """The days that the guard's params name among the facts."""
    days = (getattr(asked.facts, name, None) for name in asked.params.facts)
    return (day for day in days if isinstance(day, date))


def _out_of_order(asked: Asked, day: date, relation: str, name: str, other: date) -> Verdict:
    titles = {rule.key: rule.title for rule in asked.law.steps(asked.file.case.track)}
    step, _, part = name.partition(".")
    words = _FIRST_DATES.get(name) or titles[step]
    if part == _SIGNED_ON:
        words = f"tanda tangan berita acara {words}"
    values = {"tanggal": long_date(day), "hubungan": relation, "lain": words, "tanggal_lain": long_date(other)}
    return Verdict(satisfied=False, values=values)


def _day(step: CaseStep) -> str:
    return long_date(step.on) if step.on else ""
