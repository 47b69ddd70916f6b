"""A report (laporan/temuan): not yet a case, may accuse several people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from cases.model.person import Person


class Source(StrEnum):
    """Where a report comes from."""

    PUBLIC = "masyarakat"
    BAWASLU = "bawaslu"
    SBT = "sbt-bkn"
    LAPOR = "sp4n-lapor"
    SUPERIOR = "atasan"
    INSPECTORATE = "apip"
    MEDIA = "media"
    MONITORING = "pemantauan"


class Channel(StrEnum):
    """How the act was done (domain: three channels)."""

    SOCIAL_MEDIA = "media sosial"
    ACTIVITY = "kegiatan fisik"
    OFFICIAL_ACT = "keputusan/tindakan jabatan"


class ReportStatus(StrEnum):
    """Where a report stands: some respondent still waits, or of all of them it is known what becomes of them."""

    NEW = "baru"
    OPENED = "menjadi perkara"
    REFUSED = "tidak memenuhi syarat"
    FORWARDED = "diteruskan"


class VerificationOutcome(StrEnum):
    """What the verification of an accused ends with."""

    ACCEPTED = "memenuhi syarat"
    REFUSED = "tidak memenuhi syarat"
    FORWARDED = "diteruskan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """Verification of one accused of a report.

    Is he this office's ASN (``jurisdiction``), is it certain who he is (``identity``), is there evidence, is it no
    duplicate (``duplicate_of`` names the report or case otherwise). ``reason`` is the outcome's, ``letter_id`` the
    letter that says so.
    """

    verified_on: date
    outcome: VerificationOutcome
    jurisdiction: bool
    identity: bool
    evidence: bool
    duplicate_of: str = ""
    reason: str = ""
    forwarded_to: str = ""
    letter_id: str | None = None
    verified_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Respondent:
    """One accused of a report; ``case_id`` is set once his case is open, ``verification`` once he was verified."""

    id: str
    person: Person
    case_id: str | None = None
    verification: Verification | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report in the register. The reporter's identity is confidential.

    ``number`` is "2026/L-012"; ``event_on`` may be unknown until a case opens; ``event_at`` is local clock text
    ("19.42") or empty; ``origin_number`` and ``origin_on`` are those of the letter that brought it.
    """

    id: str
    number: str
    year: int
    ordinal: int
    received_on: date
    source: Source
    narrative: str
    channel: Channel
    event_on: date | None = None
    event_at: str = ""
    event_place: str = ""
    platform: str = ""
    account: str = ""
    url: str = ""
    election: str = ""
    origin_number: str = ""
    origin_on: date | None = None
    reporter_name: str = ""
    reporter_contact: str = ""
    violation_codes: tuple[str, ...] = ()
    circular_points: tuple[str, ...] = ()
    respondents: tuple[Respondent, ...] = ()
    status: ReportStatus = ReportStatus.NEW
    recorded_at: datetime
    recorded_by: str
