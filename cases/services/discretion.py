"""What is known of criminal proceedings, specific personal data, is told to those alone who handle cases."""

from __future__ import annotations

from dataclasses import replace

from cases.model.case import CaseFile
from cases.model.listing import LogEntry
from cases.model.steps import CaseStep, CriminalFacts, StepKey
from cases.model.user import Actor, Right
from cases.rules.rights import may

_TELLING = ("facts", "correction_reason", "overrides")
"""Fields of such a step in which something may be told."""


def discreet(file: CaseFile, actor: Actor) -> CaseFile:
    """Return a case's file as the actor may see it: that there are such proceedings, and no more of them."""
    if may(actor, Right.HANDLE_CASE):
        return file
    return replace(file, steps=_covered(file.steps), past_steps=_covered(file.past_steps))


def discreet_log(entries: tuple[LogEntry, ...], file: CaseFile, actor: Actor) -> tuple[LogEntry, ...]:
    """Return the log of a case in the same way: which fields changed, without what they say."""
    if may(actor, Right.HANDLE_CASE):
        return entries
    hidden = {step.id for step in (*file.steps, *file.past_steps) if step.key is StepKey.CRIMINAL}
    return tuple(_without_words(entry) if entry.record_id in hidden else entry for entry in entries)


def discreet_entry(entry: LogEntry, step: CaseStep | None) -> LogEntry:
    """Return a row about a step in the same way; of one that is gone nobody knows what it told."""
    return _without_words(entry) if step is None or step.key is StepKey.CRIMINAL else entry


def _covered(records: tuple[CaseStep, ...]) -> tuple[CaseStep, ...]:
    return tuple(
        replace(
            record, facts=replace(record.facts, authority="", number="", note=""), correction_reason="", overrides=()
        )
        if isinstance(record.facts, CriminalFacts)
        else record
        for record in records
    )


def _without_words(entry: LogEntry) -> LogEntry:
    return replace(entry, changes={name: values for name, values in entry.changes.items() if name not in _TELLING})
