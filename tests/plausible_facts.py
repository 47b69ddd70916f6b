"""Facts of any step as a clerk might type them on a day, drawn at random: for machines that walk cases at will."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

from office_desk import HEAD, HEAD_TITLE, OfficeAtWork
from samples import make_decision, make_findings

from cases.model.case import CaseFile
from cases.model.person import Examiner, Person, TeamDuty, TeamElement
from cases.model.steps import (
    AbsenceFacts,
    Addressee,
    ArchivedFacts,
    AuthorityReportFacts,
    ClosedFacts,
    CourtFacts,
    CriminalFacts,
    DeclarationFacts,
    DeclarationManner,
    DocumentedFacts,
    ExaminationFacts,
    ExaminationMode,
    FollowUpFacts,
    HandoverFacts,
    HandoverManner,
    HandoverSummonsFacts,
    InForceFacts,
    ProposalFacts,
    Question,
    RecommendationFacts,
    RecordSystem,
    RehabilitationFacts,
    RemedyDecisionFacts,
    RemedyFacts,
    ReopenedFacts,
    ResponseFacts,
    ServedFacts,
    StatementFacts,
    StepFacts,
    StepKey,
    StoppedFacts,
    SummonsFacts,
    SuspensionFacts,
    TeamFacts,
)
from cases.regulations import Law, Sanction
from cases.rules.dates import add_months
from cases.rules.progress import Progress

CALLED_IN = (0, 3, 8)
"""Days from a summons to what it calls to."""


class Facts:
    """Draws the facts of a step of one case as of today."""

    def __init__(self, office: OfficeAtWork, file: CaseFile, law: Law, chance: Random) -> None:
        self.office = office
        self.file = file
        self.law = law
        self.chance = chance
        self.today = office.clock.today()
        self.progress = Progress.of(file, law)

    def of(self, key: StepKey) -> StepFacts:
        """The facts of a step."""
        return _BUILDERS[key](self)

    def one(self, *choices: Any) -> Any:
        return self.chance.choice(choices)

    def sometimes(self) -> bool:
        return self.chance.random() < 1 / 2

    def person(self, ordinal: int, **parts: Any) -> Person:
        return self.office.person(ordinal, **parts)

    def superior(self) -> Person:
        return self.file.case.superior or self.person(1)

    def team(self) -> tuple[Examiner, ...]:
        return (
            Examiner(person=self.superior(), duty=TeamDuty.CHAIR, element=TeamElement.SUPERIOR),
            Examiner(person=self.person(2), duty=TeamDuty.SECRETARY, element=TeamElement.SUPERVISION),
            *(Examiner(person=self.person(n), element=TeamElement.PERSONNEL) for n in (3, 4, 5)),
        )

    def called_on(self, name: str) -> date:
        """The day of a meeting that an earlier step named; such a day must have come."""
        return max(self.progress.dates.get(name, self.today), self.progress.dates.get("received", self.today))

    def sanction(self) -> Sanction:
        """A type of a level that fits the case, for a person of the respondent's kind."""
        case = self.file.case
        every = [
            one
            for one in self.law.every_sanction()
            if one.track in {"", case.track}
            and one.set in {"", "pp53"}
            and (not one.statuses or case.respondent.status in one.statuses)
            and (one.level in {"moral", "pemberhentian"}) is (case.track != "disiplin")
        ]
        return self.one(*every)

    def period(self, sanction: Sanction) -> tuple[date | None, date | None]:
        begins = self.today if "begins_on" in sanction.needs else None
        ends = add_months(self.today, sanction.months) - timedelta(days=1) if "ends_on" in sanction.needs else None
        return begins, ends


def _team(at: Facts) -> StepFacts:
    return TeamFacts(members=at.team(), appointed_by=HEAD)


def _summons(at: Facts) -> StepFacts:
    meet = at.today + timedelta(days=at.one(*CALLED_IN))
    return SummonsFacts(
        examine_on=meet, examine_at="09.00", place="Aula", report_to=at.superior(), signer=at.superior()
    )


def _absence(name: str) -> Callable[[Facts], StepFacts]:
    return lambda at: AbsenceFacts(missed_on=at.called_on(f"{name}.examine_on"))


def _examination(at: Facts) -> StepFacts:
    return ExaminationFacts(
        examined_on=at.today,
        examined_at="09.00",
        place="Aula",
        mode=at.one(*ExaminationMode),
        examiners=at.team(),
        questions=(Question(question="Apakah Saudara sehat?", answer="Ya."),),
        refused_to_sign=at.sometimes(),
        recorded=at.sometimes(),
    )


def _findings(at: Facts) -> StepFacts:
    proven = at.one(*"yyyn") == "y"
    sanction = at.sanction() if proven else None
    return make_findings(
        at.superior(),
        proven=proven,
        violation_codes=at.file.case.violation_codes,
        level=sanction.level if sanction else "",
        sanction_key=sanction.key if sanction else "",
        authority=HEAD,
    )


def _decision(at: Facts) -> StepFacts:
    sanction = at.sanction()
    begins, ends = at.period(sanction)
    return make_decision(
        HEAD,
        sanction_key=sanction.key,
        level=sanction.level,
        violation_codes=at.file.case.violation_codes,
        begins_on=begins,
        ends_on=ends,
        new_position="Pelaksana",
        dismissal_wording="dengan hormat",
    )


def _stopped(at: Facts) -> StepFacts:
    return StoppedFacts(
        reason="Alasan.", reason_key=at.one(*(one.key for one in at.law.stop_reasons(at.file.case.track)))
    )


def _handover_summons(at: Facts) -> StepFacts:
    meet = at.today + timedelta(days=at.one(*CALLED_IN))
    return HandoverSummonsFacts(meet_on=meet, meet_at="10.00", place="Aula", report_to=HEAD, signer=at.superior())


def _handover(at: Facts) -> StepFacts:
    return HandoverFacts(
        received_on=at.today, manner=at.one(*HandoverManner), receiver="Terlapor", handed_by=at.superior()
    )


def _in_force(at: Facts) -> StepFacts:
    day = at.progress.dates.get("objection-decision.effective_on") or at.today
    return InForceFacts(effective_on=min(day, at.today), computed_on=day, manual_reason="Menurut petikannya.")


def _recommendation(at: Facts) -> StepFacts:
    return RecommendationFacts(
        body=at.one("bkn", "bawaslu", "kasn"),
        number="R-1",
        letter_on=at.today,
        received_on=at.today,
        content="Agar diperiksa.",
    )


def _follow_up(at: Facts) -> StepFacts:
    return FollowUpFacts(body="bkn", done="Sudah dipanggil.", signer=at.superior())


def _criminal(at: Facts) -> StepFacts:
    return CriminalFacts(known_on=at.today, authority="Kepolisian Resor Tirta Kencana")


def _suspension(at: Facts) -> StepFacts:
    return SuspensionFacts(begins_on=at.today, substitute=at.person(6), signer=at.superior(), reason="Kelancaran.")


def _statement(at: Facts) -> StepFacts:
    return StatementFacts(
        given_on=at.today,
        given_at="09.00",
        place="Aula",
        witness=at.person(7),
        examiners=at.team(),
        questions=(Question(question="Apa yang Saudara lihat?", answer="Kampanye."),),
    )


def _authority_report(at: Facts) -> StepFacts:
    return AuthorityReportFacts(addressed_to=HEAD, addressed_post=HEAD_TITLE, signer=at.superior())


def _proposal(at: Facts) -> StepFacts:
    return ProposalFacts(proposed_by=at.superior(), addressed_post=HEAD_TITLE, received_on=at.today)


def _declaration(at: Facts) -> StepFacts:
    return DeclarationFacts(
        held_on=at.today,
        manner=at.one(*DeclarationManner),
        medium="upacara bendera",
        place="Halaman kantor",
        stated_by=HEAD,
        witnesses=(at.person(8),),
    )


def _remedy(addressee: Addressee) -> Callable[[Facts], StepFacts]:
    def build(at: Facts) -> StepFacts:
        copy_on = at.one(None, at.today)
        return RemedyFacts(
            filed_on=at.today, received_on=at.today, addressee=addressee, number="K-1", grounds="-", copy_on=copy_on
        )

    return build


def _response(at: Facts) -> StepFacts:
    return ResponseFacts(responded_on=at.today, official=at.superior(), content="Keputusan sudah tepat.")


def _remedy_decision(key: StepKey) -> Callable[[Facts], StepFacts]:
    def build(at: Facts) -> StepFacts:
        outcome = at.one(*at.law.outcomes(key))
        sanction = at.sanction() if outcome.effect == "changed" else None
        begins, ends = at.period(sanction) if sanction else (None, None)
        return RemedyDecisionFacts(
            decided_on=at.today,
            outcome=outcome.key,
            number="P-1",
            decided_by=HEAD_TITLE,
            effective_on=at.one(None, at.today),
            level=sanction.level if sanction else "",
            sanction_key=sanction.key if sanction else "",
            begins_on=begins,
            ends_on=ends,
        )

    return build


def _court(at: Facts) -> StepFacts:
    outcome = at.one("", *(one.key for one in at.law.outcomes(StepKey.COURT)))
    return CourtFacts(court="PTUN", filed_on=at.today, decided_on=at.today if outcome else None, outcome=outcome)


def _archived(at: Facts) -> StepFacts:
    code = at.one(*at.law.archive_codes())
    active, inactive = code.kept_until(at.today) or (at.today, at.today)
    return ArchivedFacts(code=code.code, shelf="A-1", active_until=active, inactive_until=inactive)


_BUILDERS: dict[StepKey, Callable[[Facts], StepFacts]] = {
    StepKey.TEAM: _team,
    StepKey.SUMMONS_1: _summons,
    StepKey.ABSENCE_1: _absence("summons-1"),
    StepKey.SUMMONS_2: _summons,
    StepKey.ABSENCE_2: _absence("summons-2"),
    StepKey.EXAMINATION: _examination,
    StepKey.EXTRA_EXAMINATION: _examination,
    StepKey.FINDINGS: _findings,
    StepKey.STOPPED: _stopped,
    StepKey.DECISION: _decision,
    StepKey.HANDOVER_SUMMONS: _handover_summons,
    StepKey.HANDOVER: _handover,
    StepKey.IN_FORCE: _in_force,
    StepKey.RECOMMENDATION: _recommendation,
    StepKey.FOLLOW_UP: _follow_up,
    StepKey.CRIMINAL: _criminal,
    StepKey.SUSPENSION: _suspension,
    StepKey.STATEMENT: _statement,
    StepKey.AUTHORITY_REPORT: _authority_report,
    StepKey.PROPOSAL: _proposal,
    StepKey.DECLARATION: _declaration,
    StepKey.OBJECTION: _remedy(Addressee.PPK),
    StepKey.OBJECTION_RESPONSE: _response,
    StepKey.OBJECTION_DECISION: _remedy_decision(StepKey.OBJECTION_DECISION),
    StepKey.APPEAL: _remedy(Addressee.BPASN),
    StepKey.APPEAL_RESPONSE: _response,
    StepKey.APPEAL_DECISION: _remedy_decision(StepKey.APPEAL_DECISION),
    StepKey.COURT: _court,
    StepKey.REHABILITATION: lambda at: RehabilitationFacts(restored_on=at.today, restored="Nama baik dan hak-haknya."),
    StepKey.SERVED: lambda at: ServedFacts(ended_on=at.today),
    StepKey.DOCUMENTED: lambda at: DocumentedFacts(system=at.one(*RecordSystem), uploaded_on=at.today),
    StepKey.CLOSED: lambda _: ClosedFacts(note="Selesai."),
    StepKey.REOPENED: lambda _: ReopenedFacts(reason="Ada bukti baru."),
    StepKey.ARCHIVED: _archived,
}
