"""Letters bound into one file: the parts with their bytes, and what the list before them says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cases.model.letter import LetterProfile
from cases.model.office import Paper


class PartForm(StrEnum):
    """What the bytes of a part are."""

    DRAFT = "konsep"
    PUT_UP = "berkas yang diajukan"
    SCAN = "pindaian bertanda tangan"
    ELECTRONIC = "bertanda tangan elektronik"


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketPart:
    """One letter: ``data`` is its PDF, or the picture of a scan; ``paper`` is what a picture is set on.

    ``remark`` is what a reader must know of it ("KONSEP", "BATAL"); ``whose`` names its case or report.
    """

    letter_id: str
    title: str
    number: str
    letter_on: date | None
    whose: str
    form: PartForm
    remark: str
    confidential: bool
    paper: Paper
    data: bytes
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Packet:
    """Everything that a packet depends on; equal packets give equal bytes.

    ``case_number``, ``respondent`` and ``nip`` are empty where the letters belong to several cases; ``left_out`` are
    the titles of letters that stay with the office because they name who reported.
    """

    case_number: str
    respondent: str
    nip: str
    as_of: date
    profile: LetterProfile
    parts: tuple[PacketPart, ...]
    left_out: tuple[str, ...] = ()
