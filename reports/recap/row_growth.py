"""A row of a foreign sheet repeated: all that lies below moves down, and what spans the row grows with it."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token
from openpyxl.utils import range_boundaries
from openpyxl.utils.cell import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

_ADDRESS: Final = re.compile(
    r"^(?P<sheet>(?:'(?:[^']|'')+'|[^'!]+)!)?"
    r"(?:(?P<first>\$?[A-Z]{1,3}\$?\d+)(?::(?P<last>\$?[A-Z]{1,3}\$?\d+))?|(?P<top>\$?\d+):(?P<bottom>\$?\d+))$",
    re.IGNORECASE,
)
_PLACE: Final = re.compile(r"^(\$?[A-Z]{0,3})(\$?)(\d+)$", re.IGNORECASE)


def open_rows(workbook: Workbook, sheet: Worksheet, row: int, by: int) -> None:
    """Repeat a row ``by`` times: what lies below moves down, formulas and ranges over the row grow with it."""
    sheet.row_dimensions[row].hidden = False
    if by:
        _move_cells(sheet, row, by)
        _repeat(sheet, row, by)
    _move_references(workbook, sheet, row, by)


def _move_cells(sheet: Worksheet, row: int, by: int) -> None:
    merged = [CellRange(one.coord) for one in sheet.merged_cells.ranges]
    for one in merged:
        sheet.unmerge_cells(one.coord)
    heights = {number: copy.copy(one) for number, one in sheet.row_dimensions.items() if number > row}
    last = sheet.max_row
    if last > row:
        sheet.move_range(f"A{row + 1}:{get_column_letter(sheet.max_column)}{last}", rows=by, translate=False)
    for number in [number for number in sheet.row_dimensions if number > row]:
        del sheet.row_dimensions[number]
    for number, one in heights.items():
        one.index = number + by
        sheet.row_dimensions[number + by] = one
    for picture in sheet._images:  # noqa: SLF001 - openpyxl lists them nowhere else
        for corner in (picture.anchor._from, getattr(picture.anchor, "to", None)):  # noqa: SLF001 - as above
            if corner is not None and corner.row >= row:  # counted from 0
                corner.row += by
    for one in merged:
        if one.min_row > row:
            one.shift(row_shift=by)
        elif one.max_row > row:
            one.expand(down=by)
        sheet.merge_cells(one.coord)


def _repeat(sheet: Worksheet, row: int, by: int) -> None:
    across = [CellRange(one.coord) for one in sheet.merged_cells.ranges if one.min_row == one.max_row == row]
    height = sheet.row_dimensions[row].height
    for number in range(1, by + 1):
        for source in sheet[row]:
            target = sheet.cell(row + number, source.column)
            if source.has_style:
                target._style = copy.copy(source._style)  # noqa: SLF001 - openpyxl copies a style no other way
            if not isinstance(source, MergedCell):
                target.value = copy.copy(source.value)
        sheet.row_dimensions[row + number].height = height
        for one in across:
            line = row + number
            sheet.merge_cells(start_row=line, end_row=line, start_column=one.min_col, end_column=one.max_col)


def _move_references(workbook: Workbook, sheet: Worksheet, row: int, by: int) -> None:
    """Let formulas, names, print areas, page breaks, links, rules and tables follow the rows."""
    for cell, title in _formulas(workbook):
        in_line = title == sheet.title and row <= cell.row <= row + by
        text = str(cell.value.text if isinstance(cell.value, ArrayFormula) else cell.value)
        own = _own(text, cell, row) if in_line else None
        moved = _moved_formula(text, title, sheet.title, row, by, own)
        if isinstance(cell.value, ArrayFormula):
            cell.value.text = moved
            if title == sheet.title:
                cell.value.ref = _moved_array(cell.value.ref, cell)
        else:
            cell.value = moved
    for name in _names(workbook):
        name.attr_text = _moved_formula(f"={name.attr_text}", "", sheet.title, row, by)[1:]
    if sheet.print_area:
        sheet.print_area = [_moved_range(part.rpartition("!")[2], row, by) for part in _areas(sheet.print_area)]
    filters = [sheet.auto_filter, *(table.autoFilter for table in sheet.tables.values())]
    for one in filters:
        if one is not None and one.ref:
            one.ref = _moved_range(one.ref, row, by)
    for table in sheet.tables.values():
        table.ref = _moved_range(table.ref, row, by)
    for page_break in sheet.row_breaks.brk:  # stands under its row
        page_break.id = _moved(page_break.id, row, by, last=True)
    for link in (cell for cells in sheet.iter_rows() for cell in cells if cell.hyperlink):
        link.hyperlink.ref = link.coordinate
    for one in workbook.worksheets:
        _move_rules(one, sheet, row, by)


def _move_rules(on: Worksheet, sheet: Worksheet, row: int, by: int) -> None:
    """Let the rules on a sheet follow the rows of ``sheet``: what they ask, and on it where they lie."""

    def moved(formula: str | None) -> str | None:
        return _moved_formula(f"={formula}", on.title, sheet.title, row, by)[1:] if formula else formula

    for rule in on.data_validations.dataValidation:
        rule.formula1, rule.formula2 = moved(rule.formula1), moved(rule.formula2)
        if on is sheet:
            rule.sqref = type(rule.sqref)(_moved_ranges(rule.sqref, row, by))
    rules = ConditionalFormattingList()
    for one in on.conditional_formatting:
        for rule in one.rules:
            rule.formula = [moved(str(formula)) for formula in rule.formula]
            rules.add(_moved_ranges(one.sqref, row, by) if on is sheet else str(one.sqref), rule)
    on.conditional_formatting = rules


def _formulas(workbook: Workbook) -> Iterator[tuple[Cell, str]]:
    for sheet in workbook.worksheets:
        for cells in sheet.iter_rows():
            for cell in cells:
                if not isinstance(cell, MergedCell) and cell.data_type == "f":
                    yield cell, sheet.title


def _names(workbook: Workbook) -> Iterator[Any]:
    yield from workbook.defined_names.values()
    for sheet in workbook.worksheets:
        yield from sheet.defined_names.values()


def _moved_ranges(several: Any, row: int, by: int) -> str:  # noqa: ANN401 - openpyxl's own list of ranges
    return " ".join(_moved_range(str(part), row, by) for part in several.ranges)


def _areas(areas: Any) -> list[str]:  # noqa: ANN401 - a text or a list, as openpyxl has it
    return [part for text in ([areas] if isinstance(areas, str) else areas) for part in str(text).split(",")]


def _moved_range(ref: str, row: int, by: int) -> str:
    left, top, right, bottom = range_boundaries(ref.replace("$", ""))
    top, bottom = _moved(top, row, by, last=False), _moved(bottom, row, by, last=True)
    return f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}"


def _moved(number: int, row: int, by: int, *, last: bool) -> int:
    """Where a row lies after ``by`` were put in under ``row``; the end of a range that ends there goes down with it."""
    return number + by if number > row or (last and number == row) else number


def _moved_array(ref: str, cell: Cell) -> str:
    """The range of an array formula whose first cell has gone to where it is."""
    left, top, right, bottom = range_boundaries(ref)
    return f"{cell.coordinate}:{get_column_letter(cell.column + right - left)}{cell.row + bottom - top}"


@dataclass(frozen=True, slots=True)
class _Own:
    """The formula of a line, ``down`` rows under the first: references to the rows of ``along`` go down with it."""

    down: int
    along: tuple[int, ...]


def _own(formula: str, cell: Cell, row: int) -> _Own:
    """What goes along: a line's own row, and the row above where a formula goes on from the cell above its own."""
    above = re.compile(rf"^\$?{cell.column_letter}{row - 1}$", re.IGNORECASE)
    asked = (part for token in _ranges(Tokenizer(formula)) for part in token.value.split(":"))
    goes_on = any(above.match(part) for part in asked)
    return _Own(cell.row - row, (row - 1, row) if goes_on else (row,))


def _ranges(tokens: Tokenizer) -> Iterator[Token]:
    return (token for token in tokens.items if token.type == Token.OPERAND and token.subtype == Token.RANGE)


def _moved_formula(formula: str, here: str, sheet: str, row: int, by: int, own: _Own | None = None) -> str:
    """A formula of the sheet ``here``, of a line with ``own``, after ``by`` rows went in under ``row`` of ``sheet``."""
    tokens = Tokenizer(formula)
    for token in _ranges(tokens):
        token.value = _moved_address(token.value, here, sheet, row, by, own)
    return "=" + "".join(token.value for token in tokens.items)


def _moved_address(address: str, here: str, sheet: str, row: int, by: int, own: _Own | None) -> str:
    match = _ADDRESS.match(address)
    if match is None:
        return address
    named = match["sheet"][:-1] if match["sheet"] else here
    if match["sheet"] and named.startswith("'"):
        named = named[1:-1].replace("''", "'")
    if named.casefold() != sheet.casefold():
        return address
    first, last = match["first"] or match["top"], match["last"] or match["bottom"]
    place = _moved_place(first, row, by, own, last=False)
    if last is not None:
        place = f"{place}:{_moved_place(last, row, by, own, last=True)}"
    return (match["sheet"] or "") + place


def _moved_place(place: str, row: int, by: int, own: _Own | None, *, last: bool) -> str:
    match = _PLACE.match(place)
    if match is None:
        return place
    column, fixed, number = match[1], match[2], int(match[3])
    if not column.strip("$"):  # a whole row: its sign is taken for the column's
        column, fixed = "", column + fixed
    if own is not None and number in own.along and not fixed:
        return f"{column}{fixed}{number + own.down}"
    moved = _moved(number, row, by, last=last)
    return f"{column}{fixed}{moved}"
