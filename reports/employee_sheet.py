"""Reading an employee export: ``reports.headed_sheet`` with the headers of employees."""

from __future__ import annotations

from cases.employee_import import HEADERS
from reports.headed_sheet import HeadedSheet, read_headed_sheet


def read_employee_sheet(data: bytes, name: str) -> HeadedSheet:
    """Read an export of employees from ``.xlsx``, ``.xls`` or ``.csv``; raises BadFile with one sentence."""
    return read_headed_sheet(data, name, HEADERS)
