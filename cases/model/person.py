"""A person as he stood on the day he was written into a case: a snapshot that later promotions do not touch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class EmploymentStatus(StrEnum):
    """What kind of official a person is; an elected head of region has no NIP."""

    PNS = "PNS"
    CPNS = "CPNS"
    PPPK = "PPPK"
    ELECTED = "pejabat-negara"
    UNKNOWN = "belum-diketahui"


class ActingMark(StrEnum):
    """How a signatory holds the post he signs in (domain: tata naskah dinas)."""

    NONE = ""
    PLT = "Plt."
    PLH = "Plh."
    PJ = "Pj."


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Snapshot of an official.

    ``nip`` has 18 digits or is empty, ``grade`` is a golongan ("III/d", "IX") or empty, ``position_kind`` is the
    SIASN word ("Struktural", "Fungsional", "Pelaksana") or empty, ``work_unit`` is the OPD and ``unit`` the unit in it.
    """

    name: str
    nip: str = ""
    status: EmploymentStatus = EmploymentStatus.UNKNOWN
    grade: str = ""
    rank: str = ""
    position: str = ""
    position_kind: str = ""
    work_unit: str = ""
    unit: str = ""
    acting: ActingMark = ActingMark.NONE
    employee_id: str | None = None
    taken_on: date | None = None


class TeamElement(StrEnum):
    """The element that a member of the examination team stands for (PP 94/2021, examination team)."""

    SUPERIOR = "atasan langsung"
    SUPERVISION = "unsur pengawasan"
    PERSONNEL = "unsur kepegawaian"
    OTHER = "pejabat lain"


class TeamDuty(StrEnum):
    """What a member does in the team."""

    CHAIR = "Ketua"
    SECRETARY = "Sekretaris"
    MEMBER = "Anggota"


@dataclass(frozen=True, slots=True, kw_only=True)
class Examiner:
    """A member of the examination team, or the direct superior who examines alone."""

    person: Person
    duty: TeamDuty = TeamDuty.MEMBER
    element: TeamElement = TeamElement.OTHER
