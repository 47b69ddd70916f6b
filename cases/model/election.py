"""Elections with their stages: the day on which candidates were determined decides which breaches an act can be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ElectionKind(StrEnum):
    """What is elected."""

    GENERAL = "Pemilu"
    REGIONAL = "Pemilihan"
    REPEATED = "Pemungutan Suara Ulang"


@dataclass(frozen=True, slots=True, kw_only=True)
class ElectionStage:
    """A stage of an election, both days included; ``ends_on`` is None for a single day."""

    name: str
    begins_on: date
    ends_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Election:
    """An election as the office keeps it.

    ``candidates_on`` is the day of *penetapan calon* by the KPU, None while it is unknown. Who compared the dates with
    the KPU's decision, and when, stays empty until somebody has.
    """

    id: str
    name: str
    kind: ElectionKind
    candidates_on: date | None = None
    voting_on: date | None = None
    stages: tuple[ElectionStage, ...] = ()
    source: str = ""
    note: str = ""
    verified_by: str = ""
    verified_on: date | None = None
