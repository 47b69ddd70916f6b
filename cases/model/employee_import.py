"""One run of the import of employees: what each row of the sheet is to the master, and what an import did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class RowState(StrEnum):
    """What a row of the sheet is to the master; ``GONE`` is somebody whom a full export lacks, ``BACK`` one again."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    FAULTY = "faulty"
    SKIPPED = "skipped"
    GONE = "gone"
    BACK = "back"


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedColumn:
    """A column of the sheet that was read: the field's key, its letters in Excel and the header there."""

    key: str
    letters: str
    header: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EmployeeImport:
    """An import that was saved. ``whole``: the sheet was a full export, so who was missing is gone.

    ``left_out`` counts faulty and skipped rows; ``log_row`` is the last row of the log before it, from which on later
    changes of its employees are looked for. Who came by it has an identifier from ``first_new`` to ``last_new`` (empty
    when nobody did): they were drawn at once, so that nobody else has one between.
    """

    id: str
    file_name: str
    sha256: str
    columns: tuple[UsedColumn, ...]
    whole: bool
    new: int
    changed: int
    same: int
    left_out: int
    gone: int
    back: int
    at: datetime
    by: str
    log_row: int
    undone_at: datetime | None = None
    undone_by: str = ""
    first_new: str = ""
    last_new: str = ""


class EmployeeBefore(NamedTuple):
    """What an import did to one who was there: ``before`` holds the fields that differed, as text, as they were."""

    import_id: str
    employee_id: str
    row: int
    state: RowState
    before: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetMapping:
    """Which column (from 0) holds which field in sheets of a kind ("employee") whose headers fold to ``headers``."""

    id: str
    kind: str
    headers: str
    columns: dict[str, int]
    saved_at: datetime
    saved_by: str
