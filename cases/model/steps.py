"""The steps of a case: what was done, when, with which facts and on whose word a warning was passed over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias

from cases.model.person import Examiner, Person


class StepKey(StrEnum):
    """The steps of the disciplinary track; their order, guards and articles are data (``[[step]]`` of a pack)."""

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


class ExaminationMode(StrEnum):
    """How an examination is held."""

    IN_PERSON = "tatap muka"
    VIRTUAL = "virtual"


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
    """The examination and its record (BAP)."""

    examined_on: date
    examined_at: str
    place: str
    mode: ExaminationMode
    examiners: tuple[Examiner, ...]
    questions: tuple[Question, ...]
    refused_to_sign: bool = False
    refusal_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingsFacts:
    """The findings report (LHP): proven or not, the six columns of its table, the recommended sanction."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class StoppedFacts:
    """Why a case ends without a sanction."""

    reason: str


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
    ``regulations`` are the pack versions that the step was judged by ("pp-94-2021@1").
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
