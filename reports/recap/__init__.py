"""Recaps as Excel workbooks and on paper: dataclasses in, bytes out."""

from reports.recap.workbook import make_recap

__all__ = ["make_recap"]
