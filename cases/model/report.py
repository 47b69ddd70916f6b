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
    """How the act was done (domain: three channels); of a report that a list led to nobody said it."""

    UNKNOWN = ""
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


class Way(StrEnum):
    """Where a report was sent: on to another body, or back to who made it."""

    FORWARDED = "diteruskan"
    ANSWERED = "dijawab"


class Progress(StrEnum):
    """How far something that leaves the office is: not asked for, still to do, a letter in the making, done."""

    NONE = ""
    DUE = "perlu"
    DRAFTED = "konsep"
    DONE = "sudah"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A report was forwarded or answered outside the letters of this program.

    ``number`` and ``on`` are those of the letter (or of the message in the other body's system), ``how`` says the way.
    """

    way: Way
    to: str
    number: str
    on: date
    how: str = ""
    recorded_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report in the register. The reporter's identity is confidential.

    ``number`` is "2026/L-012"; ``event_on`` may be unknown until a case opens; ``event_at`` is local clock text
    ("19.42") or empty; ``origin_number`` and ``origin_on`` are those of the letter that brought it, ``agency_number``
    the one that it has at the body that it came from (SBT, LAPOR!, Bawaslu). ``split_from`` is the report that it was
    split off, empty for one that came in by itself.
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
    agency_number: str = ""
    split_from: str = ""
    sent: tuple[Sent, ...] = ()
