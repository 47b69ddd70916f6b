"""What is handed to a national system of a case: the papers in their order, the values to type, what was entered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from cases.model.steps import RecordSystem


class PackTarget(StrEnum):
    """For what a pack is made: the upload of a decision, or the reply to a report that came from SBT."""

    IDIS = "idis"
    SBT = "sbt"


class ValueState(StrEnum):
    """How far a value may be trusted."""

    READY = "siap"
    CHECK = "periksa"
    UNKNOWN = "belum diketahui"
    NONE = "tidak berlaku"


@dataclass(frozen=True, slots=True, kw_only=True)
class PackValue:
    """One value of the form: ``value`` is what is typed, ``words`` by what it is chosen from a list.

    ``name`` is the field's own name there, "" where nobody knows it.
    """

    name: str
    title: str
    value: str
    words: str
    state: ValueState
    note: str

    @property
    def copied(self) -> str:
        """What is pasted into the form."""
        return self.value or self.words


@dataclass(frozen=True, slots=True, kw_only=True)
class PackDocument:
    """One file of the pack: a letter as it is handed on, or with ``receipt`` the proof that it was delivered.

    ``group`` says what it is to those who read it there; ``sure`` is False where it is open whether they want it.
    """

    letter_id: str
    receipt: bool
    name: str
    group: str
    title: str
    number: str
    letter_on: date | None
    remark: str
    sure: bool
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """An entry into a national system, as the case's step has it."""

    system: RecordSystem
    uploaded_on: date
    reference: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdisPack:
    """The pack of a case. ``absent`` are papers that the office lacks, ``kept_back`` what names the reporter.

    ``form`` names whose form the values are of, ``systems`` are those into which it is entered. ``largest_mb`` is the
    size of a file that is taken where nobody set another; ``waiting`` counts the cases of the whole
    office that wait for one; ``may_record`` when an entry can be recorded now.
    """

    target: PackTarget
    title: str
    form: str
    systems: tuple[RecordSystem, ...]
    case_id: str
    case_number: str
    respondent: str
    nip: str
    folder: str
    sheet: str
    office: str
    made_at: datetime
    made_by: str
    log_head: str
    note: str
    largest_mb: float
    documents: tuple[PackDocument, ...]
    values: tuple[PackValue, ...]
    absent: tuple[str, ...]
    kept_back: tuple[str, ...]
    uploads: tuple[Upload, ...]
    waiting: int
    may_record: bool
