"""A case (perkara): one respondent, one track, and what its steps have made of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cases.model.deadline import Deadline
from cases.model.election import Election
from cases.model.evidence import Evidence
from cases.model.letter import Letter
from cases.model.old_case import OldCase
from cases.model.person import Examiner, Person
from cases.model.report import Report
from cases.model.steps import CaseStep


class Track(StrEnum):
    """The legal track of a case."""

    ETHICS = "etik"
    DISCIPLINE = "disiplin"
    DISMISSAL = "pemberhentian"


class Level(StrEnum):
    """Level of a violation or sanction; UNSET where the law gives none of its own."""

    LIGHT = "ringan"
    MODERATE = "sedang"
    SEVERE = "berat"
    MORAL = "moral"
    DISMISSAL = "pemberhentian"
    UNSET = ""


class CaseStatus(StrEnum):
    """What the recaps count."""

    RUNNING = "diproses"
    WAITING_PPK = "menunggu PPK"
    SANCTIONED = "dihukum"
    NOT_PROVEN = "tidak terbukti"
    STOPPED = "dihentikan"
    ANNULLED = "dibatalkan"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSummary:
    """What follows from a case's steps; kept on its row so that lists and recaps need no steps.

    ``stage`` is the key of the step it stands at and ``stage_title`` its word; ``due_*`` is the nearest open deadline.
    """

    stage: str
    stage_title: str
    status: CaseStatus
    next_title: str = ""
    due_on: date | None = None
    due_title: str = ""
    waiting_since: date | None = None
    level: str = ""
    sanction_key: str = ""
    sanction_title: str = ""
    decision_number: str = ""
    decision_on: date | None = None
    received_decision_on: date | None = None
    effective_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case. ``number`` is "2026/037"; ``regulations`` are the pack versions it is judged by.

    ``restricted_to`` are the identifiers of the users who alone may see it, empty when all may who read cases.
    """

    id: str
    number: str
    year: int
    ordinal: int
    report_id: str
    report_number: str
    respondent: Person
    track: Track
    violation_codes: tuple[str, ...]
    suspected_level: Level
    source: str
    election: str
    received_on: date
    event_on: date
    opened_on: date
    superior: Person | None = None
    examiners: tuple[Examiner, ...] = ()
    official: Person | None = None
    official_post: str = ""
    regulations: tuple[str, ...] = ()
    summary: CaseSummary
    note: str = ""
    restricted_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """The whole file of a case (berkas perkara), as read in one snapshot; steps in the order of recording.

    ``steps`` are those that count, a correction in the place of what it corrects; ``past_steps`` are the records that
    were corrected or withdrawn, and the withdrawals.
    ``earlier_cases`` and ``old_cases`` are the other matters of the same person.
    ``named_election`` is the election of the case's ``election`` text where the office has it on its list.
    """

    case: Case
    report: Report
    steps: tuple[CaseStep, ...] = ()
    letters: tuple[Letter, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    earlier_cases: tuple[Case, ...] = ()
    old_cases: tuple[OldCase, ...] = ()
    past_steps: tuple[CaseStep, ...] = ()
    named_election: Election | None = None
