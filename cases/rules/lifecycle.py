"""The life of a case: what comes next, where it stands on its line, and what lists show of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cases.model.case import CaseFile, CaseStatus, CaseSummary
from cases.model.deadline import Deadline
from cases.model.letter import Letter, LetterStatus
from cases.model.steps import CaseStep, StepKey
from cases.regulations import Law, StepRule
from cases.rules.dates import long_date, short_day
from cases.rules.guards import Finding, fill, standing
from cases.rules.letter_chain import in_hand
from cases.rules.progress import Progress

OURS = "kantor"
"""The party whose due dates are the office's own; what others have to do is waited for."""

_LETTER_ACTIONS = {
    LetterStatus.DRAFT: (
        "Ajukan {surat} untuk ditandatangani",
        "{surat} masih konsep; tahap ini selesai bila ditandatangani.",
    ),
    LetterStatus.PUT_UP: ("Catat tanda tangan {surat}", "{surat} sudah diajukan; catat tanggal tanda tangannya."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """Something to do now. ``kind`` is "step" to record a step, "letter" to bring a step's letter to its signature.

    ``findings`` are the guards not satisfied yet, as far as they can be told beforehand. ``optional`` is True for an
    alternative beside the main action, ``side`` for what may be recorded beside the road at any time.
    """

    key: StepKey
    title: str
    action: str
    why: str
    article: str
    regulation: str
    verified: bool
    note: str = ""
    due_on: date | None = None
    due_title: str = ""
    letter_id: str | None = None
    findings: tuple[Finding, ...] = ()
    kind: str = "step"
    optional: bool = False
    side: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StageMark:
    """One mark of the stage line; ``state`` is "done", "missed", "now" or "todo"."""

    key: StepKey
    title: str
    subtitle: str
    state: str


def next_steps(file: CaseFile, law: Law) -> tuple[NextStep, ...]:
    """Return what can be done now, the main action first; only side steps when the case is over.

    A letter that waits for its signature comes before new steps, the earliest step's first.
    """
    law = law.as_judged(file.case.regulations)
    progress = Progress.of(file, law)
    rules = law.steps(file.case.track)
    waiting = [_letter_step(rule, letter) for rule in rules for letter in _unsigned(rule, file, progress)]
    possible = [rule for rule in rules if progress.open_for(rule)]
    possible.sort(key=lambda rule: (_beside(rule, progress), not _needed(rule, progress), rule.optional))
    return (*waiting, *(_step(rule, file, law, progress) for rule in possible))


def stage_line(file: CaseFile, law: Law) -> tuple[StageMark, ...]:
    """Return the marks of the steps that apply to this case, in their order."""
    law = law.as_judged(file.case.regulations)
    progress = Progress.of(file, law)
    rules = [rule for rule in law.steps(file.case.track) if rule.mark and _shown(rule, progress)]
    coming = [step.key for step in next_steps(file, law) if not step.side]
    marks = {rule.key for rule in rules if rule.key not in progress.done}
    current = next((key for key in coming if key in marks), None)
    made: list[StageMark] = []
    shown = file.case.opened_on
    for rule in rules:
        day = _day_of(rule, file, progress, current)
        made.append(_mark(rule, file, progress, current, short_day(day, beside=shown) if day else ""))
        shown = day or shown
    return tuple(made)


def summarise(file: CaseFile, law: Law) -> CaseSummary:
    """Return what follows from the steps and due dates of a case; kept on its row."""
    law = law.as_judged(file.case.regulations)
    progress = Progress.of(file, law)
    track = file.case.track
    reached = [rule for rule in law.steps(track) if rule.key in progress.done and _is_stage(rule)]
    stage = reached[-1] if reached else None
    status = next((rule for rule in law.statuses(track) if progress.holds(rule.when)), None)
    steps = tuple(step for step in next_steps(file, law) if not step.side)
    open_rows = (row for row in file.deadlines if row.done_on is None and row.party == OURS)
    due = min(open_rows, key=_due_first, default=None)
    decision = progress.done.get(StepKey.DECISION)
    sanction = progress.sanction
    return CaseSummary(
        stage=stage.key if stage else StepKey.OPENED,
        stage_title=stage.short if stage else "",
        status=CaseStatus(status.status) if status else CaseStatus.RUNNING,
        next_title=steps[0].action if steps else "",
        due_on=due.due_on if due else None,
        due_title=due.title if due else "",
        waiting_since=progress.dates.get(status.waits_from) if status else None,
        level=progress.level,
        sanction_key=sanction.key if sanction else "",
        sanction_title=sanction.title if sanction else "",
        decision_number=_number(decision, file),
        decision_on=progress.dates.get("decision.date"),
        received_decision_on=progress.dates.get("handover.received_on"),
        effective_on=progress.dates.get("in-force.effective_on"),
        ends_on=progress.dates.get("sanction.ends_on"),
    )


def _unsigned(rule: StepRule, file: CaseFile, progress: Progress) -> tuple[Letter, ...]:
    """The letter of a step that waits for its signature, or what is to replace it, unless the case is beyond it."""
    step = progress.recorded.get(rule.key)
    if step is None or rule.key in progress.over or any(progress.holds(word) for word in rule.moot_after):
        return ()
    letter = in_hand(file.letters, step.letter_id)
    return (letter,) if letter is not None and letter.status in _LETTER_ACTIONS else ()


def _letter_step(rule: StepRule, letter: Letter) -> NextStep:
    action, why = _LETTER_ACTIONS[letter.status]
    return NextStep(
        key=StepKey(rule.key),
        title=letter.title,
        action=fill(action, {"surat": letter.title}),
        why=fill(why, {"surat": letter.title}),
        article=rule.article,
        regulation=rule.regulation,
        verified=rule.verified,
        note=rule.note,
        letter_id=letter.id,
        kind="letter",
    )


def _step(rule: StepRule, file: CaseFile, law: Law, progress: Progress) -> NextStep:
    key = StepKey(rule.key)
    due = _open_deadline(rule, file)
    dates = {name: long_date(day) for name, day in progress.dates.items()}
    return NextStep(
        key=key,
        title=rule.title,
        action=rule.action,
        why=fill(rule.why, dates),
        article=rule.article,
        regulation=rule.regulation,
        verified=rule.verified,
        note=rule.note,
        due_on=due.due_on if due else None,
        due_title=due.title if due else "",
        findings=tuple(finding for finding in standing(file, key, law) if not finding.satisfied),
        optional=rule.optional and not _needed(rule, progress),
        side=_beside(rule, progress),
    )


def _day_of(rule: StepRule, file: CaseFile, progress: Progress, current: StepKey | None) -> date | None:
    """The day that a mark shows: when its step was done or missed, or by when the one in hand is due."""
    if rule.key in progress.done:
        return (progress.done.get(rule.missed_by) or progress.done[rule.key]).on
    due = _open_deadline(rule, file)
    return due.due_on if due and rule.key == current and not _unsigned(rule, file, progress) else None


def _mark(rule: StepRule, file: CaseFile, progress: Progress, current: StepKey | None, day: str) -> StageMark:
    """The mark of a step; ``day`` are the words of its day."""
    key = StepKey(rule.key)
    if rule.key in progress.done:
        missed = rule.missed_by in progress.done
        subtitle = ", ".join(filter(None, (day, rule.missed_word if missed else "")))
        return StageMark(key=key, title=rule.title, subtitle=subtitle, state="missed" if missed else "done")
    waiting = _unsigned(rule, file, progress)
    subtitle = waiting[0].status.value if waiting else day and f"s.d. {day}"
    return StageMark(key=key, title=rule.title, subtitle=subtitle, state="now" if key == current else "todo")


def _open_deadline(rule: StepRule, file: CaseFile) -> Deadline | None:
    rows = (row for row in file.deadlines if row.key in rule.deadline and row.done_on is None)
    return min(rows, key=_due_first, default=None)


def _due_first(row: Deadline) -> tuple[date, str]:
    """Of due dates on one day always the same one comes first."""
    return row.due_on, row.key


def _needed(rule: StepRule, progress: Progress) -> bool:
    return any(progress.holds(word) for word in rule.needed)


def _is_stage(rule: StepRule) -> bool:
    """Whether a case stands at a step once it is done: one of the road, or its end, that has a word for it."""
    return bool(rule.short) and (rule.ends or not rule.side)


def _beside(rule: StepRule, progress: Progress) -> bool:
    """Whether a step is one beside the main road, as things stand."""
    return rule.side and not _needed(rule, progress)


def _shown(rule: StepRule, progress: Progress) -> bool:
    """Whether a step applies to this case; what the end of the case came before does not any more."""
    if rule.key in progress.over and rule.key not in progress.recorded:
        return False
    return not rule.shown or any(progress.shows(line) for line in rule.shown)


def _number(decision: CaseStep | None, file: CaseFile) -> str:
    letters = {letter.id: letter.number for letter in file.letters}
    return letters.get(decision.letter_id or "", "") if decision else ""
