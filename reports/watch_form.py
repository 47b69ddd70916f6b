"""The form of the watch for one OPD: a protected workbook whose yellow cells alone can be filled in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from typing import Final
from weakref import WeakKeyDictionary

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from cases.model.watch import FormLine, FormSheet, Owned, Seen
from cases.rules.dates import long_date
from cases.rules.nip import show_nip
from cases.rules.watch_answers import has_account, line_words
from cases.watch_codes import line_code
from cases.watch_words import watch_words
from reports.book_saving import saved
from reports.recap.cells import FONT, SIZE, Look, add_looks, plain, put, put_plain, set_height, set_widths

_HEAD = 9
"""The row of the headings; the lines follow."""
_LAST = 11
_FILL, _FILL_DAY, _LABEL, _MARK = "Isian", "Isian tanggal", "Isian label", "Isian rahasia"
_PAPERS: Final = {"F4": "14", "A4": "9"}  # Excel's numbers; 14 is Folio, 216 x 330 mm
_MARGIN = 0.39  # inches
_ANSWERS: Final = frozenset({"owned", "seen", "urls", "seen_on", "note"})
_KNOWN: Final = (Owned.YES, Owned.NO, Owned.UNSURE)
_UNKNOWN: Final = (Owned.NONE, Owned.LISTED, Owned.UNSURE)
_TALL = 30.0  # points, so that an answer of two lines shows


def make_watch_form(form: FormSheet) -> bytes:
    """Return the workbook; equal forms give equal bytes."""
    words, workbook = watch_words(), Workbook()
    add_looks(workbook)
    _add_styles(workbook)
    workbook.properties.title = plain(f"{words.title} {form.unit}")
    workbook.properties.creator = plain(form.office)
    workbook.properties.created = form.made_at.replace(tzinfo=None, microsecond=0)
    sheet = workbook.active
    sheet.title = words.sheet
    _head(sheet, form)
    _lines(sheet, form)
    added = workbook.create_sheet(words.added)
    _added(added, form)
    guide = workbook.create_sheet(words.guide)
    _guide(guide, form)
    _lists(workbook.create_sheet(words.lists), form)
    for one in (sheet, added, guide):
        _print_set_up(one, form)
    for one in workbook.worksheets:
        one.protection.sheet = True
        one.protection.formatColumns = one.protection.formatRows = False  # wider columns harm nobody
    workbook.security = WorkbookProtection(lockStructure=True)
    return saved(workbook, form.made_at)


def _add_styles(workbook: Workbook) -> None:
    line = Side(style="thin", color="FF5F6B68")
    border, yellow = Border(left=line, right=line, top=line, bottom=line), PatternFill("solid", fgColor="FFFFF8D6")
    wrapped = Alignment(horizontal="left", vertical="center", wrap_text=True)
    own = Font(name=FONT, size=SIZE)
    for name, shape in ((_FILL, "@"), (_FILL_DAY, "dd/mm/yyyy")):
        style = NamedStyle(
            name=name, font=own, border=border, fill=yellow, alignment=wrapped, number_format=shape,
            protection=Protection(locked=False),
        )  # fmt: skip
        workbook.add_named_style(style)
    bold = Font(name=FONT, size=SIZE, bold=True)
    workbook.add_named_style(NamedStyle(name=_LABEL, font=bold, alignment=Alignment(vertical="center", wrap_text=True)))
    red = Side(style="medium", color="FFB3261E")
    workbook.add_named_style(
        NamedStyle(
            name=_MARK,
            font=Font(name=FONT, size=12, bold=True, color="FFB3261E"),
            border=Border(left=red, right=red, top=red, bottom=red),
            alignment=Alignment(horizontal="center", vertical="center"),
        )
    )


def _head(sheet: Worksheet, form: FormSheet) -> None:
    words = watch_words()
    widths = [heading.width for heading in words.headings.values()]
    set_widths(sheet, widths)
    put(sheet["A1"], words.title, Look.TITLE)
    _merged(sheet, "J1:K1", words.access, _MARK)
    put(sheet["A2"], f"{form.office}  ·  ronde {form.number}  ·  {form.title}", Look.LINE)
    _merged(sheet, "A3:B3", "Unit kerja", _LABEL)
    _merged(sheet, "C3:F3", form.unit)
    _merged(sheet, "G3:H3", "Kode formulir", _LABEL)
    _merged(sheet, "I3:K3", form.code)
    _merged(sheet, "A4:B4", "Masa yang dipantau", _LABEL)
    _merged(sheet, "C4:F4", f"{long_date(form.first_on)} s.d. {long_date(form.last_on)}")
    _merged(sheet, "G4:H4", "Kembalikan paling lambat", _LABEL)
    _merged(sheet, "I4:K4", long_date(form.due_on))
    looks = "\n".join(f"{place}. {look}" for place, look in enumerate(form.looks, start=1))
    _merged(sheet, "A5:B5", "Yang dipantau", _LABEL)
    _merged(sheet, "C5:K5", looks)
    set_height(sheet, 5, [(looks, sum(widths[2:]))])
    _merged(sheet, "A6:K6", words.short_guide)
    set_height(sheet, 6, [(words.short_guide, sum(widths))])
    filled = words.filled
    _merged(sheet, "A7:B7", filled["name"].title, _LABEL)
    _styled(sheet["C7"], _FILL)
    _styled(sheet["D7"], _LABEL, filled["nip"].title)
    _merged(sheet, "E7:F7", "", _FILL)
    _styled(sheet["G7"], _LABEL, filled["post"].title)
    _merged(sheet, "H7:I7", "", _FILL)
    _styled(sheet["J7"], _LABEL, filled["day"].title)
    _styled(sheet["K7"], _FILL_DAY)
    sheet.row_dimensions[7].height = _TALL
    for place, heading in enumerate(words.headings.values(), start=1):
        put(sheet.cell(_HEAD, place), heading.title, Look.HEAD)
    set_height(sheet, _HEAD, [(heading.title, heading.width) for heading in words.headings.values()], bold=True)
    sheet.freeze_panes = f"D{_HEAD + 1}"
    sheet.print_title_rows = f"{_HEAD}:{_HEAD}"
    _day(sheet, ("K7",))


def _lines(sheet: Worksheet, form: FormSheet) -> None:
    words, lines = watch_words(), form.lines
    keys = list(words.headings)
    for down, line in enumerate(lines, start=_HEAD + 1):
        values: dict[str, str | int] = {
            "number": down - _HEAD,
            "code": line_code(form.form_code, line.ordinal),
            "name": line.name,
            "nip": show_nip(line.nip),
            "position": line.position,
            "account": _account(line),
        }
        for place, key in enumerate(keys, start=1):
            cell = sheet.cell(down, place)
            if key in _ANSWERS:
                _styled(cell, _FILL_DAY if key == "seen_on" else _FILL)
            else:
                put(cell, values[key], Look.NUMBER if key == "number" else Look.TEXT)
        told = [(str(values[key]), words.headings[key].width) for key in keys if key not in _ANSWERS]
        set_height(sheet, down, told)
        height = sheet.row_dimensions[down].height
        sheet.row_dimensions[down].height = max(_TALL, height)
    at = {key: get_column_letter(column) for column, key in enumerate(keys, start=1)}
    rows = list(enumerate(lines, start=_HEAD + 1))
    known = [f"{at['owned']}{row}" for row, line in rows if has_account(line)]
    unknown = [f"{at['owned']}{row}" for row, line in rows if not has_account(line)]
    end = _HEAD + len(lines)
    _choice(sheet, "A", len(_KNOWN), known)
    _choice(sheet, "B", len(_UNKNOWN), unknown)
    _choice(sheet, "C", len(Seen), [f"{at['seen']}{_HEAD + 1}:{at['seen']}{end}"])
    _day(sheet, [f"{at['seen_on']}{_HEAD + 1}:{at['seen_on']}{end}"])
    sheet.print_area = f"A1:{get_column_letter(_LAST)}{end}"


def _account(line: FormLine) -> str:
    if not has_account(line):
        return watch_words().no_account
    return "\n".join(filter(None, (line_words(line), line.url if line.handle else "")))


def _added(sheet: Worksheet, form: FormSheet) -> None:
    """The sheet on which accounts are written that nobody has recorded."""
    words = watch_words()
    headings = words.new_headings
    set_widths(sheet, [heading.width for heading in headings.values()])
    put(sheet["A1"], "AKUN YANG BELUM TERCATAT", Look.TITLE)
    put(sheet["A2"], f"{form.unit}  ·  kode formulir {form.code}", Look.LINE)
    put(
        sheet["A3"], "Satu baris satu akun: pilih pegawainya, isi media sosial, lalu nama akun atau URL-nya.", Look.LINE
    )
    head, rows = 5, range(6, 6 + words.new_rows)
    for column, (key, heading) in enumerate(headings.items(), start=1):
        put(sheet.cell(head, column), heading.title, Look.HEAD)
        for row in rows:
            _styled(sheet.cell(row, column), _FILL_DAY if key == "seen_on" else _FILL)
    set_height(sheet, head, [(heading.title, heading.width) for heading in headings.values()], bold=True)
    sheet.freeze_panes = f"A{head + 1}"
    sheet.print_title_rows = f"{head}:{head}"
    place = {key: get_column_letter(column) for column, key in enumerate(headings, start=1)}

    def column_of(key: str) -> list[str]:
        return [f"{place[key]}{rows[0]}:{place[key]}{rows[-1]}"]

    _choice(sheet, "E", len(_people(form.lines)), column_of("person"))
    _choice(sheet, "D", len(words.platforms), column_of("platform"))
    _choice(sheet, "C", len(Seen), column_of("seen"))
    _day(sheet, column_of("seen_on"))


def _guide(sheet: Worksheet, form: FormSheet) -> None:
    width = 250.0
    set_widths(sheet, (10.0, width))
    put(sheet["A1"], "PETUNJUK PENGISIAN", Look.TITLE)
    looks = [f"Yang dipantau: {'; '.join(form.looks)}."]
    for row, step in enumerate((*watch_words().steps, *looks), start=3):
        put(sheet.cell(row, 1), row - 2, Look.NUMBER)
        put(sheet.cell(row, 2), step, Look.TEXT)
        set_height(sheet, row, [(step, width)])


def _lists(sheet: Worksheet, form: FormSheet) -> None:
    """What the drop-down lists offer; hidden."""
    columns: tuple[Iterable[str], ...] = (_KNOWN, _UNKNOWN, Seen, watch_words().platforms, _people(form.lines))
    for column, texts in enumerate(columns, start=1):
        for row, text in enumerate(texts, start=1):
            put_plain(sheet.cell(row, column), str(text))
    put_plain(sheet.cell(1, 7), form.code)
    sheet.sheet_state = "hidden"


def _people(lines: Iterable[FormLine]) -> list[str]:
    return list(dict.fromkeys(f"{line.name} · {show_nip(line.nip)}" for line in lines))


def _choice(sheet: Worksheet, column: str, count: int, places: Sequence[str]) -> None:
    if not places or not count:
        return
    rule = DataValidation(
        type="list",
        formula1=f"'{watch_words().lists}'!${column}$1:${column}${count}",
        allow_blank=True,
        showErrorMessage=True,
        errorTitle="Pilih dari daftar",
        error="Pilih salah satu jawaban dari daftar di sel ini.",
    )
    _placed(sheet, rule, places)


def _day(sheet: Worksheet, places: Sequence[str]) -> None:
    rule = DataValidation(
        type="date",
        operator="greaterThan",
        formula1="36526",  # the first day of 2000
        allow_blank=True,
        showErrorMessage=True,
        errorTitle="Tanggal",
        error="Isi tanggal, misalnya 17/10/2026.",
    )
    _placed(sheet, rule, places)


def _placed(sheet: Worksheet, rule: DataValidation, places: Sequence[str]) -> None:
    for place in places:
        rule.add(place)
    sheet.add_data_validation(rule)


def _print_set_up(sheet: Worksheet, form: FormSheet) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _PAPERS[form.paper]
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = _MARGIN
    margins.bottom = _MARGIN * 2
    margins.header = margins.footer = _MARGIN
    sheet.oddFooter.left.text = watch_words().access
    sheet.oddFooter.center.text = form.code
    sheet.oddFooter.right.text = "Halaman &P dari &N"


def _merged(sheet: Worksheet, area: str, value: str, style: str = "") -> None:
    first = sheet[area.partition(":")[0]]
    if style:
        for row in sheet[area]:
            for cell in row:
                _styled(cell, style)
        put_plain(first, value)
    else:
        put(first, value, Look.LINE)
        first.alignment = Alignment(vertical="center", wrap_text=True)
    sheet.merge_cells(area)


_styles: WeakKeyDictionary[Workbook, dict[str, StyleArray]] = WeakKeyDictionary()


def _styled(cell: Cell, style: str, value: str = "") -> None:
    book = cell.parent.parent
    if book not in _styles:
        _styles[book] = {one.name: one.as_tuple() for one in book._named_styles}  # noqa: SLF001 - listed nowhere else
    cell._style = copy(_styles[book][style])  # noqa: SLF001 - openpyxl would search its list for each cell
    put_plain(cell, value)
