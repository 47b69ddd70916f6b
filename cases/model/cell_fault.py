"""What an import says of a cell of a sheet."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CellFault:
    """What is wrong with a cell, or odd in it: the sheet's number of the row, the cell's address, a sentence."""

    row: int
    cell: str
    problem: str
