"""The export of everything: one workbook, a plain text file for each table, and what the columns mean."""

from reports.export.folder import BOOK, GUIDE, FolderSink

__all__ = ["BOOK", "GUIDE", "FolderSink"]
