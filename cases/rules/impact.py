"""What a correction moves: due dates, verdicts of guards, the stage; told before anything is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from cases.model.case import CaseFile
from cases.model.letter import Letter
from cases.model.office import Office
from cases.model.steps import CaseStep, StepKey
from cases.regulations import Law
from cases.rules import deadlines, guards, lifecycle
from cases.rules.guards import Finding
from cases.rules.letter_chain import before_step, counts
from cases.rules.working_days import Calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class DueMove:
    """A due date that moves; without ``before`` it begins to run, without ``after`` it runs no more."""

    title: str
    before: date | None
    after: date | None
    article: str
    regulation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictChange:
    """A guard of a recorded step that finds otherwise than before; None where it did not or does not bear on it."""

    step_id: str
    step_title: str
    before: Finding | None
    after: Finding | None

    @property
    def breaks(self) -> bool:
        """Whether the step would now stand against a hard guard."""
        return self.after is not None and self.after.strength == "hard" and not self.after.satisfied

    @property
    def told(self) -> Finding:
        """What is told of the guard: what it would find, else what it found."""
        found = self.after or self.before
        assert found is not None  # noqa: S101 - a change has one of them
        return found

    @property
    def guard(self) -> str:
        """The key of the guard."""
        return self.told.guard


@dataclass(frozen=True, slots=True, kw_only=True)
class TextMove:
    """Something else that follows from the steps, as it was and as it would be."""

    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterMove:
    """A letter that a correction touches, and what becomes of it ("perlu diganti")."""

    letter_id: str
    title: str
    number: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """What a correction would change; ``findings`` are what the guards say of the corrected step itself.

    ``refusal`` is why it cannot be done, empty when it can.
    """

    dues: tuple[DueMove, ...] = ()
    verdicts: tuple[VerdictChange, ...] = ()
    texts: tuple[TextMove, ...] = ()
    letters: tuple[LetterMove, ...] = ()
    findings: tuple[Finding, ...] = ()
    refusal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What a file is judged with."""

    law: Law
    calendar: Calendar
    office: Office
    today: date

    def dues(self, file: CaseFile) -> CaseFile:
        """Return the file with its due dates as they follow from its steps."""
        return replace(file, deadlines=deadlines.compute(file, self.law, self.calendar, self.office))

    def findings(self, file: CaseFile, step: CaseStep) -> tuple[Finding, ...]:
        """Return what the guards find of a recorded step as at its place in the file."""
        earlier = before_step(file, step)
        return guards.check(earlier, step.key, step.facts, step.on, self.law, self.calendar, self.office, self.today)


def with_record(file: CaseFile, record: CaseStep) -> CaseFile:
    """Return the file as it stands once a record is added: in the place of what it corrects, or at the end."""
    if record.corrects is None:
        return replace(file, steps=(*file.steps, record))
    standing = () if record.withdrawn else (record,)
    steps = tuple(one for step in file.steps for one in (standing if step.id == record.corrects else (step,)))
    old = tuple(step for step in file.steps if step.id == record.corrects)
    past = (*file.past_steps, *old, *((record,) if record.withdrawn else ()))
    return replace(file, steps=steps, past_steps=past)


def with_letters(file: CaseFile, changed: Iterable[Letter]) -> CaseFile:
    """Return the file with these letters in the place of what they were."""
    new = {letter.id: letter for letter in changed}
    return replace(file, letters=tuple(new.get(letter.id, letter) for letter in file.letters))


def impact(before: CaseFile, after: CaseFile, bench: Bench) -> Impact:
    """Return what lies between two states of a case; letters are left to who knows what they print."""
    before, after = bench.dues(before), bench.dues(after)
    return Impact(
        dues=_dues(before, after),
        verdicts=verdict_changes(before, after, bench),
        texts=_texts(before, after, bench.law),
    )


def verdict_changes(before: CaseFile, after: CaseFile, bench: Bench) -> tuple[VerdictChange, ...]:
    """Return every guard of a recorded step that finds otherwise, in the order of the steps."""
    known = {step.id for step in before.steps}
    now = {step.corrects if step.corrects in known else step.id: step for step in after.steps}
    changes: list[VerdictChange] = []
    for old in before.steps:
        new = now.get(old.id)
        if new is None or not _judged(before, old, bench.law) or not _judged(after, new, bench.law):
            continue
        was = {finding.guard: finding for finding in bench.findings(before, old)}
        will = {finding.guard: finding for finding in bench.findings(after, new)}
        changes += (
            VerdictChange(
                step_id=new.id,
                step_title=bench.law.step(after.case.track, new.key).title,
                before=was.get(guard),
                after=will.get(guard),
            )
            for guard in dict.fromkeys((*was, *will))
            if _state(was.get(guard)) != _state(will.get(guard))
        )
    return tuple(changes)


def broken(changes: Iterable[VerdictChange], own: str = "") -> tuple[VerdictChange, ...]:
    """Return the changes by which another step than the corrected one would stand against a hard guard."""
    return tuple(change for change in changes if change.breaks and change.step_id != own)


def moved_regulations(before: CaseFile, after: CaseFile, law: Law, today: date) -> tuple[str, ...]:
    """Return the versions that judge the case after a correction of its dates.

    A family changes only where the old dates and the new ones ask for different versions of it; every other keeps the
    version that the case has stood under so far.
    """
    old, new = (set(_versions(file, law, today)) for file in (before, after))
    families = {law.pack(key).head.family for key in old ^ new}
    kept = {key for key in before.case.regulations if law.pack(key).head.family not in families}
    return tuple(sorted(kept | {key for key in new if law.pack(key).head.family in families}))


def _versions(file: CaseFile, law: Law, today: date) -> tuple[str, ...]:
    days = {step.key: step.on for step in file.steps}
    return law.versions_for(
        event_on=file.case.event_on,
        on=today,
        examined_on=days.get(StepKey.EXAMINATION) or days.get(StepKey.ABSENCE_2),
        decided_on=days.get(StepKey.DECISION),
    )


def _judged(file: CaseFile, step: CaseStep, law: Law) -> bool:
    """Whether the guards have a say: the step is one of the track's, and it counts."""
    law = law.as_judged(file.case.regulations)
    return any(rule.key == step.key for rule in law.steps(file.case.track)) and counts(file, step, law)


def _state(finding: Finding | None) -> tuple[bool, bool]:
    return (True, True) if finding is None else (finding.satisfied, finding.known)


def _dues(before: CaseFile, after: CaseFile) -> tuple[DueMove, ...]:
    old, new = ({row.key: row for row in file.deadlines} for file in (before, after))
    moves = []
    for key in dict.fromkeys((*old, *new)):
        was, will = old.get(key), new.get(key)
        row = will or was
        days = (was.due_on if was else None, will.due_on if will else None)
        if row is not None and days[0] != days[1]:
            moves.append(
                DueMove(title=row.title, before=days[0], after=days[1], article=row.article, regulation=row.regulation)
            )
    return tuple(moves)


def _texts(before: CaseFile, after: CaseFile, law: Law) -> tuple[TextMove, ...]:
    old, new = (lifecycle.summarise(file, law) for file in (before, after))
    packs = tuple(", ".join(law.pack(key).head.short for key in file.case.regulations) for file in (before, after))
    pairs = (
        ("Tahap", old.stage_title, new.stage_title),
        ("Status", str(old.status), str(new.status)),
        ("Berikutnya", old.next_title, new.next_title),
        ("Aturan yang dipakai", *packs),
    )
    return tuple(TextMove(title=title, before=was, after=will) for title, was, will in pairs if was != will)
