"""The timeline of a case: what was done, newest first, with the letters that it made."""

from __future__ import annotations

from datetime import tzinfo

from cases.model.case import CaseFile
from cases.model.letter import Letter, LetterStatus
from cases.model.steps import AbsenceFacts, CaseStep, StepKey
from cases.rules.dates import day_and_month
from cases.rules.report_words import SOURCES
from cases.services.lawbook import CaseLaw
from desktop.pages.case_tabs.told import told
from desktop.pages.case_tabs.words import letter_line
from desktop.widgets.timeline import TimelineEntry


def timeline(file: CaseFile, law: CaseLaw, zone: tzinfo) -> tuple[TimelineEntry, ...]:
    """The steps of a case as entries, newest first; the report that began it comes last."""
    letters = {letter.id: letter for letter in file.letters}
    entries = [_entry(step, letters.get(step.letter_id or ""), law, zone) for step in reversed(file.steps)]
    report = file.report
    evidence = f"{len(file.evidence)} bukti" if file.evidence else "belum ada bukti"
    entries.append(
        TimelineEntry(
            day=day_and_month(report.received_on),
            title=f"Laporan diterima: {SOURCES[report.source]}",
            subtitle=f"Nomor register {report.number}, {evidence}",
            link="Buka laporan",
            link_icon="tray",
            target=("report", report.id),
        )
    )
    return tuple(entries)


def step_title(step: CaseStep, law: CaseLaw) -> str:
    """What a recorded step is called; a correction of the case's own facts is no step of the law."""
    rule = law.steps.get(step.key)
    return rule.title if rule else "Koreksi data perkara" if step.key is StepKey.CORRECTED else str(step.key)


def _entry(step: CaseStep, letter: Letter | None, law: CaseLaw, zone: tzinfo) -> TimelineEntry:
    rule = law.steps.get(step.key)
    title = step_title(step, law)
    words = told(step.facts, law)
    if letter is not None and (rule is None or rule.dated_by == "letter"):
        words = [letter_line(letter), *words]
    missed = isinstance(step.facts, AbsenceFacts)
    waiting = step.on is None
    day = day_and_month(step.on) if step.on else day_and_month(step.recorded_at.astimezone(zone).date())
    if letter is not None and letter.status is LetterStatus.VOID:
        title = f"{title} (batal)"
    elif step.corrects is not None:
        title = f"{title} (dikoreksi)"
    return TimelineEntry(
        day=day,
        title=f"{title} disiapkan" if waiting else title,
        subtitle="; ".join(part for part in words if part),
        state="open" if waiting else "missed" if missed else "done",
        link=letter.title if letter else "",
        target=("letter", letter.id) if letter else None,
    )
