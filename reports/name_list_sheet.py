"""Reading a handed-in list of names: ``reports.headed_sheet`` with the headers of such lists."""

from __future__ import annotations

from cases.name_list_import import TABLE
from reports.headed_sheet import HeadedSheet, read_headed_sheet


def read_name_list_sheet(data: bytes, name: str) -> HeadedSheet:
    """Read a list from ``.xlsx``, ``.xls`` or a text file; its headers may all be unknown. Raises BadFile."""
    return read_headed_sheet(data, name, TABLE, guess=True)
