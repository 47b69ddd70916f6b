"""Workbooks saved in memory: openpyxl itself writes each sheet into a plain file of the system's temporary folder."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter


def saved(workbook: Workbook, moment: datetime | None = None) -> bytes:
    """Return a workbook as an .xlsx; nothing of it touches the disk.

    With ``moment`` (aware) it tells that time, not the clock's, so that equal workbooks give equal bytes.
    """
    target = io.BytesIO()
    told = (moment or datetime.now(tz=UTC)).astimezone(UTC).replace(tzinfo=None, microsecond=0)
    workbook.properties.modified = told
    with _Archive(target, told) as archive:
        _InMemory(workbook, archive).save()
    return target.getvalue()


class _Archive(zipfile.ZipFile):
    """An archive whose parts all have one time."""

    def __init__(self, target: io.BytesIO, moment: datetime) -> None:
        super().__init__(target, "w")
        self._moment = moment.timetuple()[:6]

    def pack(self, name: str, data: bytes | str) -> None:
        """Put in a part."""
        super().writestr(zipfile.ZipInfo(name, self._moment), data, zipfile.ZIP_DEFLATED)

    writestr = pack  # type: ignore[assignment] # as openpyxl calls it


class _InMemory(ExcelWriter):  # type: ignore[misc] # openpyxl tells no types
    """openpyxl's writer, but for where a sheet stays until it is packed."""

    def write_worksheet(self, ws: Worksheet) -> None:
        """Write one sheet into the archive."""
        ws._drawing = SpreadsheetDrawing()  # noqa: SLF001 - as openpyxl's own writer does, here and below
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images  # noqa: SLF001
        part = io.BytesIO()
        writer = WorksheetWriter(ws, part)
        writer.write()
        ws._rels = writer._rels  # noqa: SLF001
        self._archive.writestr(ws.path[1:], part.getvalue())
        self.manifest.append(ws)
