"""The sheet of an I'DIS pack or a reply to SBT: values to type, what is not known marked, the files in their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import PatternFill
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from cases.model.idis_pack import IdisPack, PackDocument, PackValue, ValueState
from cases.rules.dates import long_date, short_date
from reports.book_saving import saved
from reports.recap.cells import Look, add_looks, plain, put, set_height, set_widths

VALUES, FILES = "Isian", "Berkas"
_HEAD_ROW: Final = 6
_VALUE_COLUMNS: Final = (
    ("Isian", 44.0),
    ("Ketik", 62.0),
    ("Pilih menurut kata", 60.0),
    ("Keadaan", 28.0),
    ("Catatan", 62.0),
)
_NAME_COLUMN: Final = ("Nama isian", 46.0)
"""Comes first where the form's own names are known."""
_FILE_COLUMNS: Final = (
    ("Urut", 12.0),
    ("Berkas", 84.0),
    ("Sebagai", 52.0),
    ("Tanggal", 22.0),
    ("Bentuk", 44.0),
    ("KB", 16.0),
    ("Catatan", 72.0),
)
_MARKS: Final = {
    ValueState.CHECK: PatternFill("solid", fgColor="FFFFF4D6"),
    ValueState.UNKNOWN: PatternFill("solid", fgColor="FFFBE3E0"),
    ValueState.NONE: PatternFill("solid", fgColor="FFEDEFEE"),
}
_UNSURE: Final = "Belum pasti diminta."
_KILO: Final = 1000
_INDENT: Final = 3.0  # millimetres of an indented cell


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedFile:
    """A file of the pack as it was written."""

    document: PackDocument
    form: str
    size: int
    too_large: bool


def make_sheet(pack: IdisPack, files: Sequence[PackedFile], limit_mb: float) -> bytes:
    """Return the workbook; equal data give equal bytes, every value is text, and nothing in it is a formula."""
    workbook = Workbook()
    add_looks(workbook)
    moment = pack.made_at.astimezone(UTC)
    workbook.properties.creator = plain(pack.office)
    workbook.properties.title = plain(f"{pack.title} perkara {pack.case_number}")
    workbook.properties.created = moment.replace(tzinfo=None)
    values = workbook.active
    values.title = VALUES
    _fill_values(values, pack)
    _fill_files(workbook.create_sheet(FILES), pack, files, limit_mb)
    return saved(workbook, moment)


def _fill_values(sheet: Worksheet, pack: IdisPack) -> None:
    made = f"{long_date(pack.made_at.date())} pukul {pack.made_at:%H.%M}"
    lines = (
        f"Perkara {pack.case_number}: {pack.respondent.rstrip('.')}. RAHASIA: memuat data pribadi.",
        f"{pack.office}; dibuat {made} oleh {pack.made_by}; kepala catatan {pack.log_head}.",
        "Sel merah: tidak diketahui program, isi sendiri. Sel kuning: periksa dahulu. Sel kelabu: tidak berlaku.",
    )
    named = any(value.name for value in pack.values)
    columns = (_NAME_COLUMN, *_VALUE_COLUMNS) if named else _VALUE_COLUMNS
    _begin(sheet, f"ISIAN {pack.form.upper()}", lines, columns)
    for down, value in enumerate(pack.values, start=_HEAD_ROW + 1):
        cells = (value.title, value.value, value.words, str(value.state), value.note)
        _line(sheet, down, (value.name, *cells) if named else cells, [width for _, width in columns])
        _mark(sheet, down, len(columns), value)


def _mark(sheet: Worksheet, down: int, last: int, value: PackValue) -> None:
    """Fill the cell to type and that of its state in a line whose last cell is ``last``."""
    fill = _MARKS.get(value.state)
    if fill is not None:
        for across in (last - 3, last - 1):
            sheet.cell(down, across).fill = fill


def _fill_files(sheet: Worksheet, pack: IdisPack, files: Sequence[PackedFile], limit_mb: float) -> None:
    large = [one.document.name for one in files if one.too_large]
    lines = [
        pack.note,
        f"Batas satu berkas {_number(limit_mb)} MB; di atasnya: {'; '.join(large) or 'tidak ada'}.",
        f"Tidak ada di kantor: {'; '.join(pack.absent) or 'tidak ada yang kurang'}."
        + (f" Menyebut pelapor, tidak disertakan: {'; '.join(pack.kept_back)}." if pack.kept_back else ""),
    ]
    _begin(sheet, "BERKAS MENURUT URUTAN UNGGAH", lines, _FILE_COLUMNS)
    for down, one in enumerate(files, start=_HEAD_ROW + 1):
        document = one.document
        notes = [f"Lebih dari {_number(limit_mb)} MB: perkecil pindaiannya sendiri." if one.too_large else ""]
        notes += ["" if document.sure else _UNSURE, document.note]
        cells = (
            document.name[:2],
            document.name,
            document.group,
            short_date(document.letter_on) if document.letter_on else "",
            ", ".join(filter(None, (one.form, document.remark))),
            str(-(-one.size // _KILO)),
            " ".join(filter(None, notes)),
        )
        _line(sheet, down, cells, [width for _, width in _FILE_COLUMNS])
        if one.too_large:
            for across in (6, 7):
                sheet.cell(down, across).fill = _MARKS[ValueState.UNKNOWN]


def _begin(sheet: Worksheet, title: str, lines: Sequence[str], columns: Sequence[tuple[str, float]]) -> None:
    widths = [width for _, width in columns]
    set_widths(sheet, widths)
    put(sheet.cell(1, 1), title, Look.TITLE)
    for down, line in enumerate(lines, start=2):
        put(sheet.cell(down, 1), line, Look.LINE)
    for across, (words, _) in enumerate(columns, start=1):
        put(sheet.cell(_HEAD_ROW, across), words, Look.HEAD)
    set_height(sheet, _HEAD_ROW, columns, bold=True)
    sheet.freeze_panes = sheet.cell(_HEAD_ROW + 1, 1)
    sheet.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.sheet_view.showGridLines = False


def _line(sheet: Worksheet, down: int, cells: Sequence[str], widths: Sequence[float]) -> None:
    for across, text in enumerate(cells, start=1):
        put(sheet.cell(down, across), text, Look.ENTRY)
    set_height(sheet, down, [(text, width - _INDENT) for text, width in zip(cells, widths, strict=True)])


def _number(value: float) -> str:
    return f"{value:g}".replace(".", ",")
