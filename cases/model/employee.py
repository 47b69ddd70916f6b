"""The office's own employees, as the SIASN or SIMPEG export gives them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cases.model.person import EmploymentStatus, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Employee:
    """One row of the employee master; ``nip`` is unique and has 18 digits; ``unit_1`` is the OPD.

    ``nik``, birth and address are there only where an office's own file has them. ``gone_on`` is the day on which a
    full export lacked him; nobody is deleted for that.
    """

    id: str
    nip: str
    name: str
    status: EmploymentStatus
    grade: str
    position_kind: str
    position: str
    position_since: date | None
    unit_1: str
    unit_2: str = ""
    unit_3: str = ""
    nik: str = ""
    birth_place: str = ""
    born_on: date | None = None
    address: str = ""
    gone_on: date | None = None

    @property
    def active(self) -> bool:
        """Whether the office still has him."""
        return self.gone_on is None

    def snapshot(self, on: date, rank: str) -> Person:
        """Return the person as of ``on``; ``rank`` is the pangkat of the grade (empty for PPPK)."""
        inner = self.unit_3 or self.unit_2
        return Person(
            name=self.name,
            nip=self.nip,
            status=self.status,
            grade=self.grade,
            rank=rank,
            position=self.position,
            position_kind=self.position_kind,
            work_unit=self.unit_1,
            unit=inner,
            employee_id=self.id,
            taken_on=on,
        )
