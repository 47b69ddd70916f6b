"""What an import does with a row of a sheet."""

from __future__ import annotations

from enum import StrEnum


class RowState(StrEnum):
    """New, the same as something that is on record, or faulty: then it is not taken."""

    NEW = "baru"
    SAME = "sama"
    FAULTY = "bermasalah"
