"""How long the file of a closed case is kept: by the archive schedule, or as it was filed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cases.model.steps import ArchivedFacts, CaseStep, StepKey
from cases.regulations import ArchiveCode, Law


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """The day of the closing, the entry of the schedule (None where it has none), and the last day of keeping."""

    closed_on: date
    code: ArchiveCode | None
    until: date | None


def retention(steps: Sequence[CaseStep], track: str, law: Law) -> Retention | None:
    """Return how long a case is kept by its standing steps, None while it is not closed, or was opened again.

    What was filed with the case goes before the schedule of its track: the office may have kept it longer.
    """
    closed: CaseStep | None = None
    filed: ArchivedFacts | None = None
    for step in steps:
        if step.key is StepKey.CLOSED:
            closed = step
        elif step.key is StepKey.REOPENED:
            closed = filed = None
        elif step.key is StepKey.ARCHIVED and isinstance(step.facts, ArchivedFacts):
            filed = step.facts
    if closed is None or closed.on is None:
        return None
    codes = law.archive_codes()
    code = next((one for one in codes if (one.code == filed.code if filed else track in one.tracks)), None)
    kept = code.kept_until(closed.on) if code is not None else None
    until = filed.inactive_until if filed is not None else kept[1] if kept else None
    return Retention(closed_on=closed.on, code=code, until=until)
