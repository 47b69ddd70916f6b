"""Copies of one form of the watch: which of them counts, line by line. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from cases.model.watch import Answer, FilledForm, Finding, Seen
from cases.rules.watch_answers import Said


@dataclass(frozen=True, slots=True)
class KeptCopy:
    """A copy with its findings."""

    filled: FilledForm
    findings: tuple[Finding, ...]


def counts(filled: FilledForm, answer: Answer) -> bool:
    """Whether an answer of a copy counts."""
    return filled.standing if answer.counts is None else answer.counts


def counted(copies: Iterable[FilledForm], findings: Iterable[Finding]) -> dict[int, Said]:
    """What counts of each line of one form, over all of its copies."""
    told = {
        one.ordinal: Said(one.owned, one.seen, one.cell, filled_id=filled.id)
        for filled in copies
        for one in filled.answers
        if counts(filled, one)
    }
    return told | {
        one.ordinal: Said(one.owned, Seen.FOUND, one.cell, " ".join(one.urls), one.filled_id)
        for one in findings
        if one.ordinal and one.standing
    }


def settled(
    before: Sequence[KeptCopy], new: Sequence[KeptCopy], main: str, picks: Mapping[int, str]
) -> tuple[KeptCopy, ...]:
    """Return all copies of a form as they stand once ``main`` counts, but for lines of which ``picks`` names a copy.

    ``picks`` has an empty text where none of a line counts. A finding about an account that a form adds stays whichever
    copy counts, the latest where several tell the same. What became of a finding goes on with the one that replaces it.
    """
    latest = {_told(one): one.id for copy in (*before, *new) for one in copy.findings if not one.ordinal}
    fates = {
        (one.employee_id, one.urls): one
        for copy in before
        for one in copy.findings
        if one.standing and (one.report_id is not None or one.set_aside)
    }

    def answer(one: Answer, copy_id: str) -> Answer:
        wins = picks.get(one.ordinal, main) == copy_id
        return replace(one, counts=None if wins == (copy_id == main) else wins)

    def finding(one: Finding, *, is_new: bool) -> Finding:
        if one.ordinal:
            wins = picks.get(one.ordinal, main) == one.filled_id
        else:
            wins = (is_new or one.standing) and latest[_told(one)] == one.id
        fate = fates.get((one.employee_id, one.urls)) if is_new and wins else None
        if fate is not None:
            one = replace(one, report_id=fate.report_id, set_aside=fate.set_aside)
        return replace(one, standing=wins)

    def placed(copy: KeptCopy, *, is_new: bool) -> KeptCopy:
        answers = tuple(answer(one, copy.filled.id) for one in copy.filled.answers)
        return KeptCopy(
            replace(copy.filled, standing=copy.filled.id == main, answers=answers),
            tuple(finding(one, is_new=is_new) for one in copy.findings),
        )

    return (*(placed(copy, is_new=False) for copy in before), *(placed(copy, is_new=True) for copy in new))


def _told(one: Finding) -> tuple[object, ...]:
    return one.employee_id, one.platform, one.handle, one.account_url, one.urls
