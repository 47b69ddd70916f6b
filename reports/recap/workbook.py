"""The ministry's recap: one sheet with a row for each case, one with the totals and what the figures mean."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from cases.errors import Stopped
from cases.model.office import Paper
from cases.model.recap import RecapColumn, RecapData, RecapLine, RecapValue
from cases.rules.dates import long_date
from reports.book_saving import saved
from reports.recap.cells import FONT, Look, add_looks, plain, put, set_height, set_widths
from reports.recap.charts import add_chart

ROWS_SHEET = "Rekap"
TOTALS_SHEET = "Jumlah dan definisi"
CHART_SHEET = "Bagan"
TABLE_NAME = "RekapPerkara"

_HEAD_ROW = 5
_TELL_EACH = 100
_LOOK_OF = {"text": Look.TEXT, "number": Look.NUMBER, "date": Look.DATE, "share": Look.SHARE}
_SUM_LOOK_OF = {"number": Look.SUM_COUNT, "share": Look.SUM_SHARE}
_PAPER_SIZE = {Paper.F4: "14", Paper.A4: "9"}  # Excel's codes; Folio is its name for F4
_INCH = 25.4
_MARGINS = {"left": 12, "right": 10, "top": 20, "bottom": 18, "header": 10, "footer": 8}  # millimetres
_ONE_PAGE = 340  # millimetres of columns that still read well on one page
_BUTTON = 5  # millimetres that the filter's button takes of a header
_LONGEST_BAND = 250  # Excel refuses a page header or footer beyond 255 characters
_PAGE = "Halaman &P dari &N"
_INDENT = 3.0  # millimetres of an indented cell
_TOTAL_WIDTHS = (75.0, 25.0, 190.0)


def make_recap(
    recap: RecapData,
    tick: Callable[[float], object] = lambda _done: None,
    stop: Callable[[], bool] = lambda: False,
) -> bytes:
    """Return the recap as an .xlsx workbook; equal data give equal bytes. ``tick`` hears how far it is (0 to 1).

    Raises Stopped when ``stop`` says so.
    Totals are values, NIPs are text, dates are dates, and a text that begins like a formula stays a text.
    """
    moment = recap.as_of.astimezone(UTC)
    workbook = Workbook()
    add_looks(workbook)
    workbook.properties.creator = plain(recap.source_office)
    workbook.properties.title = plain(recap.title)
    workbook.properties.created = moment.replace(tzinfo=None)
    rows = workbook.active
    _fill_rows(rows, recap, tick, stop)
    _fill_totals(workbook.create_sheet(TOTALS_SHEET), recap)
    if recap.chart is not None and recap.lines:
        drawn = workbook.create_sheet(CHART_SHEET)
        add_chart(drawn, rows, recap, recap.chart, _HEAD_ROW)
        _set_page(drawn, recap, pages_wide=1)
    return saved(workbook, moment)


# -- the sheet of rows -------------------------------------------------------------------------------------------------


def _fill_rows(sheet: Worksheet, recap: RecapData, tick: Callable[[float], object], stop: Callable[[], bool]) -> None:
    sheet.title = ROWS_SHEET
    columns = recap.columns
    set_widths(sheet, [column.width for column in columns])
    _put_titles(sheet, recap)
    put(sheet.cell(3, 1), recap.filter_text, Look.LINE)
    put(sheet.cell(4, 1), f"RAHASIA. Dibuat oleh {recap.made_by}, keadaan {_moment(recap)}.", Look.LINE)
    for place, column in enumerate(columns, start=1):
        put(sheet.cell(_HEAD_ROW, place), column.title, Look.HEAD)
    set_height(sheet, _HEAD_ROW, [(column.title, column.width - _BUTTON) for column in columns], bold=True)
    lines = recap.lines or (RecapLine(values=(None,) * len(columns)),)  # a table of Excel has at least one row
    for down, line in enumerate(lines, start=_HEAD_ROW + 1):
        _put_line_of(sheet, down, columns, line)
        if down % _TELL_EACH == 0:
            if stop():
                raise Stopped("Rekap dibatalkan; tidak ada yang disimpan.")
            tick((down - _HEAD_ROW) / len(lines))
    last = _HEAD_ROW + len(lines)
    sheet.add_table(Table(displayName=TABLE_NAME, ref=f"A{_HEAD_ROW}:{get_column_letter(len(columns))}{last}"))
    kept = max(sum(1 for column in columns if column.repeated), 1)
    _put_sum(sheet, recap, last + 1, kept)
    sheet.freeze_panes = sheet.cell(_HEAD_ROW + 1, kept + 1)
    sheet.print_area = f"A{_HEAD_ROW}:{get_column_letter(len(columns))}{last + 1}"
    sheet.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"
    sheet.print_title_cols = f"A:{get_column_letter(kept)}"
    # Two pages wide with the names on both: on one page the words would be half as large as they must be.
    _set_page(sheet, recap, pages_wide=2 if sum(column.width for column in columns) > _ONE_PAGE else 1)


def _put_titles(sheet: Worksheet, recap: RecapData) -> None:
    for row, text in enumerate((recap.title, recap.government), start=1):
        put(sheet.cell(row, 1), text.upper(), Look.TITLE)


def _put_line_of(sheet: Worksheet, down: int, columns: tuple[RecapColumn, ...], line: RecapLine) -> None:
    texts = []
    for place, (column, value) in enumerate(zip(columns, line.values, strict=True), start=1):
        put(sheet.cell(down, place), value, _LOOK_OF[column.kind])
        if isinstance(value, str):
            texts.append((value, column.width))
    set_height(sheet, down, texts)


def _put_sum(sheet: Worksheet, recap: RecapData, row: int, kept: int) -> None:
    count = len(recap.lines)
    words = f"Jumlah: {count} {recap.counted}" if count else f"Tidak ada {recap.counted} dalam periode ini"
    sums = recap.sums or (None,) * len(recap.columns)
    put(sheet.cell(row, 1), words, Look.SUM)
    for place, (column, value) in enumerate(zip(recap.columns[1:], sums[1:], strict=True), start=2):
        put(sheet.cell(row, place), value, _SUM_LOOK_OF.get(column.kind, Look.SUM))
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=kept)
    sheet.row_dimensions[row].height = 22


# -- the sheet of totals -----------------------------------------------------------------------------------------------


def _fill_totals(sheet: Worksheet, recap: RecapData) -> None:
    set_widths(sheet, _TOTAL_WIDTHS)
    _put_titles(sheet, recap)
    row = 4
    for fact in _facts(recap):
        row = _put_line(sheet, row, fact)
    for total in recap.totals:
        row = _put_block(sheet, row + 1, (total.title, "Jumlah", total.definition))
        for word, count in total.counts:
            row = _put_line(sheet, row, (word, count, ""))
        if total.of_cases:
            summed = sum(count for _, count in total.counts)
            row = _put_line(sheet, row, (f"Jumlah {recap.counted}", summed, ""), (Look.SUM, Look.SUM_COUNT, Look.SUM))
    row = _put_block(sheet, row + 1, ("Kolom lembar Rekap", "", "Arti"))
    for column in recap.columns:
        row = _put_line(sheet, row, (column.title, "", column.definition))
    row = _put_block(sheet, row + 1, ("Catatan", "", ""))
    for number, note in enumerate(recap.notes, start=1):
        row = _put_line(sheet, row, (f"Catatan {number}", "", note))
    sheet.freeze_panes = "A3"
    sheet.print_area = f"A1:C{row - 1}"
    sheet.print_title_rows = "1:2"
    _set_page(sheet, recap, pages_wide=1)


def _facts(recap: RecapData) -> list[tuple[str, RecapValue, str]]:
    """Return what the recap is of and when it was true."""
    return [
        ("Penyaring", "", recap.filter_text),
        ("Keadaan data", "", _moment(recap)),
        ("Kantor sumber", "", recap.source_office),
        ("Kepala catatan perubahan", "", recap.log_head),
        (f"Jumlah {recap.counted}", len(recap.lines), "Sama dengan jumlah baris pada lembar Rekap."),
        ("Dibuat oleh", "", recap.made_by),
    ]


def _moment(recap: RecapData) -> str:
    return f"{long_date(recap.as_of.date())} pukul {recap.as_of:%H.%M} {recap.as_of.tzname()}"


def _put_block(sheet: Worksheet, row: int, head: tuple[str, str, str]) -> int:
    """Write the head of a block; return the next row."""
    return _put_line(sheet, row, head, (Look.HEAD_WORDS, Look.HEAD, Look.HEAD_WORDS))


def _put_line(
    sheet: Worksheet,
    row: int,
    values: tuple[str, RecapValue, str],
    looks: tuple[Look, Look, Look] = (Look.ENTRY, Look.COUNT, Look.ENTRY),
) -> int:
    """Write one line; return the next row."""
    texts = []
    for place, (value, look, width) in enumerate(zip(values, looks, _TOTAL_WIDTHS, strict=True), start=1):
        put(sheet.cell(row, place), value, look)
        texts.append((str(value), width - _INDENT))
    set_height(sheet, row, texts, bold=looks[0] is not Look.ENTRY)
    return row + 1


# -- page and package --------------------------------------------------------------------------------------------------


def _set_page(sheet: Worksheet, recap: RecapData, pages_wide: int) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _PAPER_SIZE[recap.paper]
    sheet.page_setup.fitToWidth = pages_wide
    sheet.page_setup.fitToHeight = 0
    sheet.page_setup.pageOrder = "overThenDown"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = PageMargins(**{side: width / _INCH for side, width in _MARGINS.items()})
    sheet.sheet_view.showGridLines = False
    if pages_wide > 1:  # the titles on the sheet stand on its first page only
        _put_band(sheet.oddHeader, f'&"{FONT},Bold"&10', recap.title.upper(), "", recap.government.upper())
    head = f"RAHASIA  Kepala catatan perubahan {recap.log_head}"
    _put_band(sheet.oddFooter, f'&"{FONT},Regular"&8', head, recap.filter_text, _PAGE)


def _put_band(band: HeaderFooterItem, look: str, left: str, center: str, right: str) -> None:
    """Fill a page header or footer; parts that Excel would refuse as too long are left out, the middle first."""
    room = _LONGEST_BAND
    for part, text in ((band.left, left), (band.right, right), (band.center, center)):
        whole = f"{look}{text if text == _PAGE else _spelled(text)}"
        if text and len(whole) <= room:
            part.text = whole
            room -= len(whole) + 2  # "&L" and its like


def _spelled(text: str) -> str:
    """Return a text for a page header, where a lone ampersand begins a command."""
    return plain(text).replace("&", "&&")
