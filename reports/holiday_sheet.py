"""Reading a list of days off from Excel or CSV: bytes in, a sheet with headers out, or one sentence why not."""

from __future__ import annotations

from cases.holiday_import import TABLE
from reports.headed_sheet import HeadedSheet, read_headed_sheet


def read_holiday_sheet(data: bytes, name: str) -> HeadedSheet:
    """Return the sheet that heads days off, else the first with words for a person to map; raises BadFile."""
    return read_headed_sheet(data, name, TABLE, guess=True)
