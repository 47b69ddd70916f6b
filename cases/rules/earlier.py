"""What was before: cases of the register and old cases of one person in one shape."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from cases.model.case import Case, CaseFile, CaseStatus
from cases.model.earlier import Earlier
from cases.model.old_case import OldCase


def earlier_of(file: CaseFile) -> tuple[Earlier, ...]:
    """Return what was before a case, the newest first."""
    return earlier_matters((one for one in file.earlier_cases if one.id != file.case.id), file.old_cases)


def earlier_matters(cases: Iterable[Case], olds: Iterable[OldCase]) -> tuple[Earlier, ...]:
    """Return cases and old cases as earlier matters: those of the register, then the archive's, each as they come."""
    return (*map(_of_case, cases), *map(_of_old, olds))


def _of_case(case: Case) -> Earlier:
    summary = case.summary
    return Earlier(
        id=case.id,
        archive=False,
        number=case.number,
        report_id=case.report_id,
        track=case.track,
        election=case.election,
        violation_codes=case.violation_codes,
        event_on=case.event_on,
        on=summary.decision_on or case.received_on,
        sanctioned=summary.status is CaseStatus.SANCTIONED,
        said=summary.sanction_title or summary.stage_title or str(summary.status),
        level=summary.level,
        sanction_key=summary.sanction_key,
        sanction_title=summary.sanction_title,
        decision_on=summary.decision_on,
        ends_on=summary.ends_on,
    )


def _of_old(old: OldCase) -> Earlier:
    known = old.decision_on or old.closed_on or old.received_on or old.event_on
    return Earlier(
        id=old.id,
        archive=True,
        number=f"arsip {old.named}" + (f" tahun {old.year}" if old.year and not old.number else ""),
        report_id="",
        track=old.track,
        election=old.election,
        violation_codes=old.violation_codes,
        event_on=old.event_on,
        on=known or (date(old.year, 1, 1) if old.year else date.min),
        sanctioned=old.sanctioned,
        said=old.sanction_title or str(old.outcome),
        level=old.level,
        sanction_key=old.sanction_key,
        sanction_title=old.sanction_title,
        decision_on=old.decision_on,
        ends_on=old.ends_on,
    )
