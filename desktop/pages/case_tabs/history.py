"""The timeline of a case: what was done, newest first, with the letters that it made."""

from __future__ import annotations

from collections.abc import Callable
from datetime import tzinfo
from typing import Any

from cases.model.case import CaseFile
from cases.model.letter import Letter, LetterStatus
from cases.model.person import TeamDuty
from cases.model.steps import (
    AbsenceFacts,
    CaseStep,
    DecisionFacts,
    ExaminationFacts,
    FindingsFacts,
    HandoverFacts,
    HandoverSummonsFacts,
    InForceFacts,
    OpenedFacts,
    StoppedFacts,
    SummonsFacts,
    TeamFacts,
)
from cases.rules.dates import day_and_month, long_date
from cases.services.lawbook import CaseLaw
from desktop.pages.case_tabs.words import SOURCES, full_day, letter_line
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


def _entry(step: CaseStep, letter: Letter | None, law: CaseLaw, zone: tzinfo) -> TimelineEntry:
    rule = law.steps.get(step.key)
    title = rule.title if rule else str(step.key)
    words = _told(step.facts, law)
    if letter is not None and (rule is None or rule.dated_by == "letter"):
        words = [letter_line(letter), *words]
    missed = isinstance(step.facts, AbsenceFacts)
    waiting = step.on is None
    day = day_and_month(step.on) if step.on else day_and_month(step.recorded_at.astimezone(zone).date())
    if letter is not None and letter.status is LetterStatus.VOID:
        title = f"{title} (batal)"
    return TimelineEntry(
        day=day,
        title=f"{title} disiapkan" if waiting else title,
        subtitle="; ".join(part for part in words if part),
        state="open" if waiting else "missed" if missed else "done",
        link=letter.title if letter else "",
        target=("letter", letter.id) if letter else None,
    )


def _told(facts: object, law: CaseLaw) -> list[str]:
    """What the facts of a step say in a line."""
    if isinstance(facts, FindingsFacts):
        return _findings(facts, law)
    if isinstance(facts, DecisionFacts):
        return _decision(facts, law)
    teller = _TELLERS.get(type(facts))
    return teller(facts) if teller else []


def _team(facts: TeamFacts) -> list[str]:
    chair = next((one.person.name for one in facts.members if one.duty is TeamDuty.CHAIR), "")
    return [f"ketua {chair}" if chair else "", f"{len(facts.members)} orang"]


def _findings(facts: FindingsFacts, law: CaseLaw) -> list[str]:
    if not facts.proven:
        return ["tidak terbukti"]
    sanction = law.sanction(facts.sanction_key)
    return ["terbukti", f"tingkat {facts.level}", f"disarankan {sanction.title}" if sanction else ""]


def _decision(facts: DecisionFacts, law: CaseLaw) -> list[str]:
    sanction = law.sanction(facts.sanction_key)
    return [sanction.title if sanction else "", f"oleh {facts.official_post or facts.official.position}"]


def _handover(facts: HandoverFacts) -> list[str]:
    refused = "menolak menandatangani tanda terima" if facts.refused else ""
    return [f"{facts.manner} kepada {facts.receiver}", refused]


def _in_force(facts: InForceFacts) -> list[str]:
    by_hand = f"hasil hitungan {long_date(facts.computed_on)}; {facts.manual_reason}" if facts.manual_reason else ""
    return [f"berlaku {full_day(facts.effective_on)}", by_hand]


def _examination(facts: ExaminationFacts) -> list[str]:
    refused = "terlapor menolak menandatangani BAP" if facts.refused_to_sign else ""
    return [f"{len(facts.questions)} pertanyaan, {facts.mode}, {facts.place}", refused]


_TELLERS: dict[type, Callable[[Any], list[str]]] = {
    OpenedFacts: lambda facts: [facts.verification],
    TeamFacts: _team,
    SummonsFacts: lambda facts: [f"pemeriksaan {full_day(facts.examine_on)} pukul {facts.examine_at}"],
    AbsenceFacts: lambda facts: [facts.reason, f"{len(facts.witnesses)} saksi" if facts.witnesses else ""],
    ExaminationFacts: _examination,
    StoppedFacts: lambda facts: [facts.reason],
    HandoverSummonsFacts: lambda facts: [f"menghadap {full_day(facts.meet_on)} pukul {facts.meet_at}"],
    HandoverFacts: _handover,
    InForceFacts: _in_force,
}
