"""Sheets that are handed in, and which of their columns holds what."""

from __future__ import annotations

from typing import Protocol

from cases.model.employee_import import SheetMapping
from cases.ports.base import Store


class HandedSheet(Protocol):
    """A sheet of an Excel file as read: header texts and rows of cell texts, with the sheet's own row numbers."""

    @property
    def headers(self) -> tuple[str, ...]:
        """The header row's texts."""

    @property
    def rows(self) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """The sheet's row number and the cell texts of each row under the header."""


class SheetMappingStore(Store[SheetMapping], Protocol):
    """Which column of a sheet holds what, as the office chose it."""

    def of_headers(self, kind: str, headers: str) -> SheetMapping | None:
        """What was chosen for sheets of a kind whose headers fold to this (``sheet_headers.fold_headers``)."""
