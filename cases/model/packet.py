"""Letters bound into one file: the parts with their bytes, and what the list before them says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from cases.model.letter import LetterProfile
from cases.model.office import Paper

EXAMINATIONS: Final = ("examination-record", "ethics-hearing-record")
"""The kinds of letters to which evidence is attached."""


class PartForm(StrEnum):
    """What the bytes of a part are."""

    DRAFT = "konsep"
    PUT_UP = "berkas yang diajukan"
    SCAN = "pindaian bertanda tangan"
    ELECTRONIC = "bertanda tangan elektronik"
    ATTACHED = "lampiran"


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketPart:
    """One letter, or what is attached to one (``letter_id`` is empty then).

    ``data`` is its PDF, or the picture of a scan; ``paper`` is what a picture is set on.

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
    kind: str = ""


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

    def with_evidence(self, part: PacketPart) -> Packet:
        """Return the packet with the papers of evidence behind the last record of an examination, else at its end."""
        places = [place for place, letter in enumerate(self.parts, 1) if letter.kind in EXAMINATIONS]
        if not places:
            return replace(self, parts=(*self.parts, part))
        at = places[-1]
        whose = replace(part, remark=f"lampiran {self.parts[at - 1].title}")
        return replace(self, parts=(*self.parts[:at], whose, *self.parts[at:]))
