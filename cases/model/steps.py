"""The steps of a case: what was done, when, with which facts and on whose word a warning was passed over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias

from cases.model.person import Examiner, Person


class StepKey(StrEnum):
    """The steps of every track; which track has which, their order, guards and articles are data (``[[step]]``).

    A key means the same in every track: ``TEAM`` is the examination team or the ethics council, ``EXAMINATION`` its
    examination or hearing, ``FINDINGS`` its report or ruling, ``DECISION`` the sanction.
    """

    OPENED = "opened"
    TEAM = "team"
    SUMMONS_1 = "summons-1"
    ABSENCE_1 = "absence-1"
    SUMMONS_2 = "summons-2"
    ABSENCE_2 = "absence-2"
    EXAMINATION = "examination"
    FINDINGS = "findings"
    STOPPED = "stopped"
    DECISION = "decision"
    HANDOVER_SUMMONS = "handover-summons"
    HANDOVER = "handover"
    IN_FORCE = "in-force"
    RECOMMENDATION = "recommendation"
    FOLLOW_UP = "follow-up"
    CRIMINAL = "criminal"
    SUSPENSION = "suspension"
    STATEMENT = "statement"
    EXTRA_EXAMINATION = "extra-examination"
    AUTHORITY_REPORT = "authority-report"
    PROPOSAL = "proposal"
    DECLARATION = "declaration"
    OBJECTION = "objection"
    OBJECTION_RESPONSE = "objection-response"
    OBJECTION_DECISION = "objection-decision"
    APPEAL = "appeal"
    APPEAL_RESPONSE = "appeal-response"
    APPEAL_DECISION = "appeal-decision"
    COURT = "court"
    REHABILITATION = "rehabilitation"
    SERVED = "served"
    DOCUMENTED = "documented"
    CLOSED = "closed"
    REOPENED = "reopened"
    ARCHIVED = "archived"
    CORRECTED = "corrected"


class ExaminationMode(StrEnum):
    """How an examination is held."""

    IN_PERSON = "tatap muka"
    VIRTUAL = "virtual"


class DeclarationManner(StrEnum):
    """How a moral sanction is declared (PP 42/2004, closed or open)."""

    CLOSED = "tertutup"
    OPEN = "terbuka"


class Addressee(StrEnum):
    """To whom a remedy against a decision goes."""

    PPK = "PPK"
    HIGHER_OFFICIAL = "atasan pejabat"
    BPASN = "BPASN"


class RecordSystem(StrEnum):
    """A national system into which a decision is entered, or SBT, to which the outcome of its report is told."""

    IDIS = "I'DIS"
    SIASN = "SIASN"
    SBT = "SBT"


class HandoverManner(StrEnum):
    """How a decision reaches the person."""

    IN_PERSON = "diserahkan langsung"
    SENT = "dikirim"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedFacts:
    """Verification: this office's ASN, evidence present, no duplicate; the clerk's words."""

    verification: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamFacts:
    """The examination team as its decision names it."""

    members: tuple[Examiner, ...]
    appointed_by: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class SummonsFacts:
    """A summons: when, where and before whom to appear; ``examine_at`` is clock text ("09.00")."""

    examine_on: date
    examine_at: str
    place: str
    report_to: Person
    signer: Person
    first_number: str = ""
    first_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceFacts:
    """Absence on the day of a summons, with the witnesses of its record."""

    missed_on: date
    reason: str = ""
    witnesses: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of an examination and its answer."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExaminationFacts:
    """The examination or hearing and its record (BAP).

    ``recorded`` when a virtual examination was taped, ``consent_on`` the day on which the examinee agreed to it.
    """

    examined_on: date
    examined_at: str
    place: str
    mode: ExaminationMode
    examiners: tuple[Examiner, ...]
    questions: tuple[Question, ...]
    refused_to_sign: bool = False
    refusal_note: str = ""
    recorded: bool = False
    consent_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingsFacts:
    """The findings report (LHP) or the council's ruling: proven or not, the six columns, the recommended sanction.

    ``administrative`` is the administrative action that an ethics council recommends besides.
    """

    proven: bool
    violation_codes: tuple[str, ...]
    form: str
    time: str
    place: str
    aggravating: str
    mitigating: str
    impact: str
    level: str
    sanction_key: str
    authority: Person | None
    signer: Person
    administrative: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoppedFacts:
    """Why a case ends without a sanction; ``reason_key`` is a ``[[stop_reason]]`` of a pack, ``reason`` the words."""

    reason: str
    reason_key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionFacts:
    """The decision: one sanction for the violations named.

    ``begins_on``/``ends_on`` bound a sanction of some months, ``new_position`` is for a lowered post, the allowance
    texts are for a cut of the performance allowance.
    """

    sanction_key: str
    level: str
    violation_codes: tuple[str, ...]
    act: str
    official: Person
    official_post: str
    begins_on: date | None = None
    ends_on: date | None = None
    new_position: str = ""
    allowance_from: str = ""
    allowance_to: str = ""
    dismissal_wording: str = ""
    administrative: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverSummonsFacts:
    """The call to receive the decision."""

    meet_on: date
    meet_at: str
    place: str
    report_to: Person
    signer: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverFacts:
    """The decision was received, by hand or by post; ``refused`` when the receipt was not signed."""

    received_on: date
    manner: HandoverManner
    receiver: str
    handed_by: Person
    refused: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InForceFacts:
    """The decision is in force; ``manual_reason`` when the date differs from the computed one."""

    effective_on: date
    computed_on: date
    manual_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationFacts:
    """A recommendation of Bawaslu, BKN or another body; ``body`` is a ``[[recommender]]`` of a pack."""

    body: str
    number: str
    letter_on: date
    received_on: date
    content: str
    level: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpFacts:
    """What the office tells the recommending body that it has done."""

    body: str
    done: str
    signer: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class CriminalFacts:
    """Criminal proceedings of the same act, as far as the office knows; specific personal data."""

    known_on: date
    authority: str
    number: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspensionFacts:
    """Temporary release from the duties of the post; ``substitute`` is the Plh. appointed meanwhile."""

    begins_on: date
    substitute: Person
    signer: Person
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementFacts:
    """The statement of a witness or another party."""

    given_on: date
    given_at: str
    place: str
    witness: Person
    examiners: tuple[Examiner, ...]
    questions: tuple[Question, ...]
    refused_to_sign: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityReportFacts:
    """The direct superior reports upward that the sanction is beyond his authority."""

    addressed_to: Person
    addressed_post: str
    signer: Person
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalFacts:
    """The proposal to dismiss, as received by the official who decides."""

    proposed_by: Person
    addressed_post: str
    received_on: date
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclarationFacts:
    """A moral sanction carried out: stated openly or in a closed room, before witnesses."""

    held_on: date
    manner: DeclarationManner
    medium: str
    place: str
    stated_by: Person
    witnesses: tuple[Person, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemedyFacts:
    """An objection (keberatan) or appeal (banding administratif): filed by the person, received by the addressee.

    ``copy_on`` is the day on which the official whose decision is contested received the copy.
    """

    filed_on: date
    received_on: date
    addressee: Addressee
    number: str
    grounds: str
    copy_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseFacts:
    """The answer (tanggapan) of the official whose decision is contested."""

    responded_on: date
    official: Person
    content: str
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemedyDecisionFacts:
    """The decision on an objection or appeal; ``outcome`` is an ``[[outcome]]`` of a pack.

    The sanction fields are filled where the outcome changes the sanction, as in a decision.
    """

    decided_on: date
    outcome: str
    number: str
    decided_by: str
    effective_on: date | None = None
    level: str = ""
    sanction_key: str = ""
    begins_on: date | None = None
    ends_on: date | None = None
    new_position: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CourtFacts:
    """A law suit over the decision, as far as the office knows."""

    court: str
    filed_on: date
    number: str = ""
    decided_on: date | None = None
    outcome: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RehabilitationFacts:
    """Name and rights restored after a sanction was revoked or annulled."""

    restored_on: date
    restored: str
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedFacts:
    """The sanction has been served, or another one ended it."""

    ended_on: date
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentedFacts:
    """The decision was entered into a national system."""

    system: RecordSystem
    uploaded_on: date
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedFacts:
    """The closing note."""

    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenedFacts:
    """Why a case that was over goes on."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedFacts:
    """Filed under a code of the archive classification, with the ends of its active and inactive years.

    ``moved_on`` is the day on which it went to the records centre, ``disposed_on`` the day on which the archive office
    took over the proposal to dispose of it; the records here stay.
    """

    code: str
    shelf: str
    active_until: date
    inactive_until: date
    moved_on: date | None = None
    disposed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedField:
    """One fact of the case itself, as it was and as it is; texts as shown."""

    field: str
    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedFacts:
    """Facts of the case itself (event, violations, respondent) that were set right."""

    changes: tuple[CorrectedField, ...]
    reason: str


StepFacts: TypeAlias = (
    OpenedFacts
    | TeamFacts
    | SummonsFacts
    | AbsenceFacts
    | ExaminationFacts
    | FindingsFacts
    | StoppedFacts
    | DecisionFacts
    | HandoverSummonsFacts
    | HandoverFacts
    | InForceFacts
    | RecommendationFacts
    | FollowUpFacts
    | CriminalFacts
    | SuspensionFacts
    | StatementFacts
    | AuthorityReportFacts
    | ProposalFacts
    | DeclarationFacts
    | RemedyFacts
    | ResponseFacts
    | RemedyDecisionFacts
    | CourtFacts
    | RehabilitationFacts
    | ServedFacts
    | DocumentedFacts
    | ClosedFacts
    | ReopenedFacts
    | ArchivedFacts
    | CorrectedFacts
)

FACTS_OF: dict[StepKey, type[StepFacts]] = {
    StepKey.OPENED: OpenedFacts,
    StepKey.TEAM: TeamFacts,
    StepKey.SUMMONS_1: SummonsFacts,
    StepKey.ABSENCE_1: AbsenceFacts,
    StepKey.SUMMONS_2: SummonsFacts,
    StepKey.ABSENCE_2: AbsenceFacts,
    StepKey.EXAMINATION: ExaminationFacts,
    StepKey.FINDINGS: FindingsFacts,
    StepKey.STOPPED: StoppedFacts,
    StepKey.DECISION: DecisionFacts,
    StepKey.HANDOVER_SUMMONS: HandoverSummonsFacts,
    StepKey.HANDOVER: HandoverFacts,
    StepKey.IN_FORCE: InForceFacts,
    StepKey.RECOMMENDATION: RecommendationFacts,
    StepKey.FOLLOW_UP: FollowUpFacts,
    StepKey.CRIMINAL: CriminalFacts,
    StepKey.SUSPENSION: SuspensionFacts,
    StepKey.STATEMENT: StatementFacts,
    StepKey.EXTRA_EXAMINATION: ExaminationFacts,
    StepKey.AUTHORITY_REPORT: AuthorityReportFacts,
    StepKey.PROPOSAL: ProposalFacts,
    StepKey.DECLARATION: DeclarationFacts,
    StepKey.OBJECTION: RemedyFacts,
    StepKey.OBJECTION_RESPONSE: ResponseFacts,
    StepKey.OBJECTION_DECISION: RemedyDecisionFacts,
    StepKey.APPEAL: RemedyFacts,
    StepKey.APPEAL_RESPONSE: ResponseFacts,
    StepKey.APPEAL_DECISION: RemedyDecisionFacts,
    StepKey.COURT: CourtFacts,
    StepKey.REHABILITATION: RehabilitationFacts,
    StepKey.SERVED: ServedFacts,
    StepKey.DOCUMENTED: DocumentedFacts,
    StepKey.CLOSED: ClosedFacts,
    StepKey.REOPENED: ReopenedFacts,
    StepKey.ARCHIVED: ArchivedFacts,
    StepKey.CORRECTED: CorrectedFacts,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """A soft guard passed over, with the reason in the clerk's words."""

    guard: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStep:
    """One step of a case.

    ``on`` is the legal date: of the event, or of the letter once it is signed; None while the letter is not.
    ``regulations`` are the pack versions that the step was judged by ("pp-94-2021@1"). A step that ``corrects``
    another stands in its place, with the reason; ``withdrawn`` says that the step itself has not happened. Both stay.
    """

    id: str
    case_id: str
    key: StepKey
    on: date | None
    letter_id: str | None
    facts: StepFacts
    overrides: tuple[Override, ...] = ()
    regulations: tuple[str, ...] = ()
    recorded_at: datetime
    recorded_by: str
    corrects: str | None = None
    correction_reason: str = ""
    withdrawn: bool = False
