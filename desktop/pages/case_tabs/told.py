"""What the facts of a step say in a line: one teller for each class of facts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from cases.model.person import TeamDuty
from cases.model.steps import (
    AbsenceFacts,
    ArchivedFacts,
    AuthorityReportFacts,
    ClosedFacts,
    CorrectedFacts,
    CourtFacts,
    CriminalFacts,
    DecisionFacts,
    DeclarationFacts,
    DocumentedFacts,
    ExaminationFacts,
    FindingsFacts,
    FollowUpFacts,
    HandoverFacts,
    HandoverSummonsFacts,
    InForceFacts,
    OpenedFacts,
    ProposalFacts,
    RecommendationFacts,
    RehabilitationFacts,
    RemedyDecisionFacts,
    RemedyFacts,
    ReopenedFacts,
    ResponseFacts,
    ServedFacts,
    StatementFacts,
    StepFacts,
    StoppedFacts,
    SummonsFacts,
    SuspensionFacts,
    TeamFacts,
)
from cases.rules.dates import long_date
from cases.services.lawbook import CaseLaw
from desktop.pages.case_tabs.words import full_day


def told(facts: StepFacts, law: CaseLaw) -> list[str]:
    """Return what facts say, in parts of a sentence; an empty part says nothing."""
    return TELLERS[type(facts)](facts, law)


def sanction_title(key: str, law: CaseLaw) -> str:
    """What a type of sanction is called, "" for none."""
    found = law.sanction(key)
    return found.title if found else ""


def body_name(key: str, law: CaseLaw) -> str:
    """What a recommending body is called in short."""
    found = next((one for one in law.recommenders if one.key == key), None)
    return (found.short or found.title) if found else key


def outcome_title(key: str, law: CaseLaw) -> str:
    """How a remedy ended."""
    found = law.outcome(key)
    return found.title if found else key


def _team(facts: TeamFacts, _law: CaseLaw) -> list[str]:
    chair = next((one.person.name for one in facts.members if one.duty is TeamDuty.CHAIR), "")
    return [f"ketua {chair}" if chair else "", f"{len(facts.members)} orang"]


def _findings(facts: FindingsFacts, law: CaseLaw) -> list[str]:
    if not facts.proven:
        return ["tidak terbukti"]
    advised = sanction_title(facts.sanction_key, law)
    return ["terbukti", f"tingkat {facts.level}", f"disarankan {advised}" if advised else "", facts.administrative]


def _decision(facts: DecisionFacts, law: CaseLaw) -> list[str]:
    by = f"oleh {facts.official_post or facts.official.position}"
    return [sanction_title(facts.sanction_key, law), by, facts.administrative]


def _handover(facts: HandoverFacts, _law: CaseLaw) -> list[str]:
    refused = "menolak menandatangani tanda terima" if facts.refused else ""
    return [f"{facts.manner} kepada {facts.receiver}", refused]


def _in_force(facts: InForceFacts, _law: CaseLaw) -> list[str]:
    by_hand = f"hasil hitungan {long_date(facts.computed_on)}; {facts.manual_reason}" if facts.manual_reason else ""
    return [f"berlaku {full_day(facts.effective_on)}", by_hand]


def _examination(facts: ExaminationFacts, _law: CaseLaw) -> list[str]:
    refused = "terlapor menolak menandatangani BAP" if facts.refused_to_sign else ""
    taped = f"direkam dengan persetujuan {long_date(facts.consent_on)}" if facts.recorded and facts.consent_on else ""
    return [f"{len(facts.questions)} pertanyaan, {facts.mode}, {facts.place}", taped, refused]


def _stopped(facts: StoppedFacts, law: CaseLaw) -> list[str]:
    reason = next((one.title for one in law.stop_reasons if one.key == facts.reason_key), "")
    return [reason if reason != facts.reason else "", facts.reason]


def _recommendation(facts: RecommendationFacts, law: CaseLaw) -> list[str]:
    letter = f"{body_name(facts.body, law)} Nomor {facts.number} tanggal {long_date(facts.letter_on)}"
    return [letter, f"tingkat {facts.level}" if facts.level else "", facts.content]


def _remedy_decision(facts: RemedyDecisionFacts, law: CaseLaw) -> list[str]:
    number = f"Nomor {facts.number}" if facts.number else ""
    return [outcome_title(facts.outcome, law), sanction_title(facts.sanction_key, law), number, facts.note]


def _court(facts: CourtFacts, law: CaseLaw) -> list[str]:
    decided = f"diputus {long_date(facts.decided_on)}" if facts.decided_on else ""
    return [facts.court, facts.number, decided, outcome_title(facts.outcome, law) if facts.outcome else ""]


def _archived(facts: ArchivedFacts, _law: CaseLaw) -> list[str]:
    return [
        f"{facts.code}, {facts.shelf}",
        f"aktif sampai {long_date(facts.active_until)}, inaktif sampai {long_date(facts.inactive_until)}",
        _on("dipindahkan", facts.moved_on),
        _on("usul penyusutan diterima", facts.disposed_on),
    ]


def _on(word: str, day: date | None) -> str:
    return f"{word} {long_date(day)}" if day else ""


TELLERS: dict[type[StepFacts], Callable[[Any, CaseLaw], list[str]]] = {
    OpenedFacts: lambda facts, _law: [facts.verification],
    TeamFacts: _team,
    SummonsFacts: lambda facts, _law: [f"pemeriksaan {full_day(facts.examine_on)} pukul {facts.examine_at}"],
    AbsenceFacts: lambda facts, _law: [facts.reason, f"{len(facts.witnesses)} saksi" if facts.witnesses else ""],
    ExaminationFacts: _examination,
    FindingsFacts: _findings,
    StoppedFacts: _stopped,
    DecisionFacts: _decision,
    HandoverSummonsFacts: lambda facts, _law: [f"menghadap {full_day(facts.meet_on)} pukul {facts.meet_at}"],
    HandoverFacts: _handover,
    InForceFacts: _in_force,
    RecommendationFacts: _recommendation,
    FollowUpFacts: lambda facts, law: [f"kepada {body_name(facts.body, law)}", facts.done],
    CriminalFacts: lambda facts, _law: [facts.authority, facts.number, facts.note],
    SuspensionFacts: lambda facts, _law: [
        f"mulai {long_date(facts.begins_on)}",
        f"Plh. {facts.substitute.name}",
        facts.reason,
    ],
    StatementFacts: lambda facts, _law: [f"{facts.witness.name}, {len(facts.questions)} pertanyaan", facts.place],
    AuthorityReportFacts: lambda facts, _law: [f"kepada {facts.addressed_post}", facts.reason],
    ProposalFacts: lambda facts, _law: [f"oleh {facts.proposed_by.name} kepada {facts.addressed_post}", facts.reason],
    DeclarationFacts: lambda facts, _law: [f"{facts.manner}, {facts.medium}", f"oleh {facts.stated_by.name}"],
    RemedyFacts: lambda facts, _law: [
        f"kepada {facts.addressee}",
        f"diterima {long_date(facts.received_on)}",
        facts.grounds,
    ],
    ResponseFacts: lambda facts, _law: [facts.official.name, facts.content],
    RemedyDecisionFacts: _remedy_decision,
    CourtFacts: _court,
    RehabilitationFacts: lambda facts, _law: [facts.restored, f"Nomor {facts.number}" if facts.number else ""],
    ServedFacts: lambda facts, _law: [facts.note],
    DocumentedFacts: lambda facts, _law: [str(facts.system), facts.reference],
    ClosedFacts: lambda facts, _law: [facts.note],
    ReopenedFacts: lambda facts, _law: [facts.reason],
    ArchivedFacts: _archived,
    CorrectedFacts: lambda facts, _law: [
        *(f"{one.title}: {one.before or '–'} menjadi {one.after or '–'}" for one in facts.changes),
        facts.reason,
    ],
}
"""How each class of facts is told."""
