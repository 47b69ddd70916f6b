"""A form that is not ours: a workbook of the ministry or the office, marked with placeholders and filled with a recap.

``{{kantor}}`` and its like stand for one value, in cells and in page headers and footers. A row with ``{{baris.nip}}``
and its like is repeated for each line of the recap; what lies below moves down with it: merged cells, formulas,
heights, rules and print areas.
"""

from __future__ import annotations

import contextlib
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.reader.excel import ExcelReader
from openpyxl.worksheet.formula import DataTableFormula
from openpyxl.worksheet.worksheet import Worksheet

from cases.errors import BadFile, Stopped
from cases.model.recap import RecapColumn, RecapData, RecapValue
from cases.rules.dates import long_date
from reports.book_saving import saved
from reports.recap.cells import put_plain
from reports.recap.page_bands import bands, fill_bands, keep_bands
from reports.recap.row_growth import open_rows

LINE: Final = "baris."
_EXAMPLE_HEAD: Final = 5
_TELL_EACH: Final = 100
_MARK: Final = re.compile(r"\{\{\s*([a-z_.]+)\s*\}\}", re.IGNORECASE)
_OLD: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UNREADABLE: Final = "Berkas ini bukan buku kerja .xlsx yang dapat dibaca; simpan ulang dari Excel, lalu pilih lagi."
_MOST_BYTES: Final = 20_000_000
_MOST_UNPACKED: Final = 400_000_000

_KEPT: Final = re.compile(
    r"docProps/|calcChain|sharedStrings|printerSettings|\.rels$|theme/|\[Content_Types\]|styles\.xml"
    r"|worksheets/sheet\d+\.xml$|workbook\.xml$|tables/"
)
"""Parts whose loss nobody sees: they are made anew, or were only a cache."""
_CHART: Final = "bagan"
_NAMES: Final = (
    ("vbaProject", "makro"),
    ("charts/", _CHART),
    ("chartsheets/", "lembar bagan"),
    ("drawings/", "gambar atau kotak teks"),
    ("media/", "gambar"),
    ("pivot", "tabel pivot"),
    ("slicer", "pemilah"),
    ("externalLink", "tautan ke buku kerja lain"),
    ("comments", "komentar"),
    ("threadedComments", "komentar"),
    ("embeddings/", "berkas yang disisipkan"),
    ("ctrlProps/", "tombol atau kotak isian"),
    ("activeX/", "tombol atau kotak isian"),
    ("customXml/", "data XML"),
    ("queryTables/", "kueri data"),
    ("connections", "sambungan data"),
)


_EXTENDED: Final = (
    (b":dataValidation ", "daftar pilihan dari lembar lain"),
    (b":cfRule ", "format bersyarat dengan batang, ikon, atau lembar lain"),
    (b":sparkline>", "grafik mini"),
)
"""Parts of a sheet with a prefix, which only newer Excel writes; a sheet's own have none."""


@dataclass(frozen=True, slots=True)
class FormFacts:
    """What a form asks for: the names of its single values and of its row's columns, as they are written in it."""

    sheet: str
    values: tuple[str, ...]
    columns: tuple[str, ...]
    row: int


def placeholders(columns: Mapping[str, RecapColumn]) -> dict[str, str]:
    """Return every placeholder with what it stands for, for a list that the user can copy from."""
    singles = {name: words for name, (words, _) in _SINGLES.items()}
    return singles | {f"{LINE}{key}": f"{column.title}: {column.definition}" for key, column in columns.items()}


def read_form(data: bytes, columns: Mapping[str, RecapColumn]) -> FormFacts:
    """Look a form over; raises BadFile with what to do for one that cannot be filled without losing something of it."""
    workbook = _opened(data)
    _refuse_lost(data)
    return _facts(workbook, columns)


def fill_form(
    data: bytes,
    recap: RecapData,
    tick: Callable[[float], object] = lambda _done: None,
    stop: Callable[[], bool] = lambda: False,
) -> bytes:
    """Return the form filled with a recap, whose columns are those that the form asks for.

    ``tick`` hears how far it is (0 to 1). Raises BadFile, and Stopped when ``stop`` says so.
    """
    keys = {column.key: place for place, column in enumerate(recap.columns)}
    workbook = _opened(data)
    _refuse_lost(data)
    facts = _facts(workbook, {column.key: column for column in recap.columns})
    for sheet in workbook.worksheets:
        _fill_singles(sheet, recap)
        fill_bands(sheet, _MARK, lambda name: _words(_value(name, recap, None, {})))
    sheet = workbook[facts.sheet]
    marks = _line_marks(sheet, facts.row)
    count = len(recap.lines)
    open_rows(workbook, sheet, facts.row, max(count, 1) - 1)
    for number in range(max(count, 1)):
        if number % _TELL_EACH == 0:
            if stop():
                raise Stopped("Formulir dibatalkan; tidak ada yang disimpan.")
            tick(number / max(count, 1))
        values = recap.lines[number].values if number < count else None
        for column, text in marks.items():
            cell = sheet.cell(facts.row + number, column)
            _fill_cell(cell, text, lambda name: _value(name, recap, values, keys))  # noqa: B023 - used at once
    workbook.calculation.fullCalcOnLoad = True
    return saved(workbook)


# -- reading -----------------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def _readable() -> Iterator[None]:
    """Say so of a workbook that is damaged: zlib, zipfile and openpyxl each have errors of their own for that."""
    try:
        yield
    except Exception as error:
        raise BadFile(_UNREADABLE, detail=repr(error)) from error


def _opened(data: bytes) -> Workbook:
    if data.startswith(_OLD):
        raise BadFile("Formulir ini .xls lama atau dikunci kata sandi; simpan sebagai .xlsx tanpa kata sandi.")
    with _readable():
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            unpacked = sum(part.file_size for part in parts.infolist())
        too_large = len(data) > _MOST_BYTES or unpacked > _MOST_UNPACKED
        workbook = None if too_large else _loaded(data)
    if workbook is None:
        raise BadFile("Formulir ini terlalu besar; hapus isinya yang tidak perlu, lalu pilih lagi.")
    if not workbook.worksheets:
        raise BadFile("Formulir ini tidak memuat lembar kerja; pilih berkas lain.")
    locked = [sheet.title for sheet in workbook.worksheets if sheet.protection.sheet]
    if locked:
        raise BadFile(f"Lembar {', '.join(locked)} diproteksi; buka proteksinya di Excel, lalu pilih lagi.")
    return workbook


def _loaded(data: bytes) -> Workbook:
    """A workbook with its page headers and footers as they are written."""
    reader = ExcelReader(io.BytesIO(data), rich_text=True)
    reader.read()
    sheets = {sheet.title for sheet in reader.wb.worksheets}
    places = {sheet.name: rel.target for sheet, rel in reader.parser.find_sheets() if sheet.name in sheets}
    keep_bands(data, reader.wb, places)
    return reader.wb


def _refuse_lost(data: bytes) -> None:
    """Raise BadFile with the names of what would be lost: parts that are there before and gone after."""
    with _readable():
        copied = saved(load_workbook(io.BytesIO(data), rich_text=True))
        with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(io.BytesIO(copied)) as after:
            kept = _held(after)
            lost = (
                {words for words, count in _held(before).items() if kept.get(words, 0) < count}
                | _shapes(before)
                | _extended(before)
            )
            lost |= {_CHART} & set(_held(before))  # a chart comes back without its looks, and its rows do not follow
    if lost:
        raise BadFile(
            f"Formulir ini memuat {', '.join(sorted(lost))} yang akan hilang; hapus dari formulirnya, lalu pilih lagi."
        )


def _held(archive: zipfile.ZipFile) -> dict[str, int]:
    """What a workbook holds beside its sheets, in words, and how many of each."""
    found: dict[str, int] = {}
    for name in archive.namelist():
        if not _KEPT.search(name):
            words = next((words for part, words in _NAMES if part in name), name)
            found[words] = found.get(words, 0) + 1
    return found


def _shapes(archive: zipfile.ZipFile) -> set[str]:
    """Text boxes and shapes, which are parts of a drawing that stays, without them."""
    for name in archive.namelist():
        if name.startswith("xl/drawings/") and name.endswith(".xml"):
            drawing = archive.read(name)
            if b"<xdr:sp>" in drawing or b"<xdr:sp " in drawing or b":cxnSp" in drawing or b":grpSp" in drawing:
                return {"kotak teks atau bentuk"}
    return set()


def _extended(archive: zipfile.ZipFile) -> set[str]:
    """What newer Excel keeps at the end of a sheet, where it would be passed over in silence."""
    found = set()
    for name in archive.namelist():
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            sheet = archive.read(name)
            found |= {words for part, words in _EXTENDED if part in sheet}
    return found


def _facts(workbook: Workbook, columns: Mapping[str, RecapColumn]) -> FormFacts:
    singles: list[str] = []
    found: dict[tuple[str, int], list[str]] = {}
    for sheet in workbook.worksheets:
        for cell, name in _marks(sheet):
            if name.startswith(LINE):
                found.setdefault((sheet.title, cell.row), []).append(name)
            else:
                singles.append(name)
        of_page = [match[1].lower() for text in bands(sheet) for match in _MARK.finditer(text)]
        if of_line := [name for name in of_page if name.startswith(LINE)]:
            raise BadFile(
                f"{_listed(of_line)} tidak dapat diisi pada kepala atau kaki halaman lembar {sheet.title}; "
                "pindahkan ke baris isian."
            )
        singles += of_page
    unknown = [name for name in singles if name not in _SINGLES]
    unknown += [name for names in found.values() for name in names if name.removeprefix(LINE) not in columns]
    if unknown:
        raise BadFile(
            f"Formulir ini meminta {_listed(unknown)} yang tidak dikenal; perbaiki ejaannya, lalu pilih lagi."
        )
    if len(found) > 1:
        places = ", ".join(f"{sheet} baris {row}" for sheet, row in found)
        raise BadFile(f"Penanda {{{{baris. ...}}}} hanya boleh pada satu baris, tetapi ada di {places}; perbaiki.")
    if not found:
        raise BadFile("Formulir ini tanpa penanda {{baris. ...}}; tulis misalnya {{baris.nip}} pada baris isian.")
    ((title, row), names), *_ = found.items()
    _refuse_odd(workbook, workbook[title], row)
    return FormFacts(title, tuple(dict.fromkeys(singles)), tuple(dict.fromkeys(names)), row)


def _refuse_odd(workbook: Workbook, sheet: Worksheet, row: int) -> None:
    """Raise BadFile for what could not be filled or repeated as it is meant."""
    if down := [one.coord for one in sheet.merged_cells.ranges if one.min_row == row < one.max_row]:
        raise BadFile(
            f"Sel {', '.join(sorted(down))} digabung dari baris isian ke bawahnya; pisahkan, lalu pilih lagi."
        )
    for one in workbook.worksheets:
        if within := [cell.coordinate for cell, _ in _marks(one) if cell.data_type == "f"]:
            raise BadFile(
                f"Penanda di dalam rumus tidak dapat diisi (lembar {one.title}, sel {within[0]}); tulis tanpa rumus."
            )
        if tables := [cell.coordinate for cells in one.iter_rows() for cell in cells if _is_what_if(cell)]:
            raise BadFile(
                f"Formulir ini memuat tabel data pada sel {tables[0]}; hapus dari formulirnya, lalu pilih lagi."
            )


def _is_what_if(cell: Cell | MergedCell) -> bool:
    return isinstance(cell.value, DataTableFormula)


def _listed(names: list[str]) -> str:
    return ", ".join(f"{{{{{name}}}}}" for name in dict.fromkeys(names))


def _marks(sheet: Worksheet) -> Iterator[tuple[Cell, str]]:
    for cells in sheet.iter_rows():
        for cell in cells:
            if not isinstance(cell, MergedCell) and cell.value is not None and "{{" in str(cell.value):
                for match in _MARK.finditer(str(cell.value)):
                    yield cell, match[1].lower()


def _line_marks(sheet: Worksheet, row: int) -> dict[int, str]:
    """The texts with placeholders of the row, by column."""
    texts = {cell.column: str(cell.value) for cell in sheet[row] if not isinstance(cell, MergedCell) and cell.value}
    return {column: text for column, text in texts.items() if _MARK.search(text)}


# -- values ------------------------------------------------------------------------------------------------------------

_SINGLES: Final[Mapping[str, tuple[str, Callable[[RecapData], RecapValue]]]] = {
    "judul": ("Judul rekap", lambda recap: recap.title),
    "pemerintah": ("Nama pemerintah daerah", lambda recap: recap.government),
    "kantor": ("Nama kantor", lambda recap: recap.source_office),
    "penyaring": ("Periode dan penyaring dalam kata", lambda recap: recap.filter_text),
    "awal": ("Tanggal pertama periode", lambda recap: recap.query.first),
    "akhir": ("Tanggal terakhir periode", lambda recap: recap.query.last),
    "tanggal": ("Tanggal rekap dibuat", lambda recap: recap.as_of.date()),
    "tanggal_panjang": ("Tanggal rekap dibuat, dalam kata", lambda recap: long_date(recap.as_of.date())),
    "jumlah": ("Banyaknya baris", lambda recap: len(recap.lines)),
    "pembuat": ("Siapa yang membuat rekap", lambda recap: recap.made_by),
    "kepala_rantai": ("Kepala rantai log", lambda recap: recap.log_head),
}


def _fill_singles(sheet: Worksheet, recap: RecapData) -> None:
    """Fill all cells but those that also ask for a line's values."""
    found: dict[str, tuple[Cell, list[str]]] = {}
    for cell, name in _marks(sheet):
        found.setdefault(cell.coordinate, (cell, []))[1].append(name)
    for cell, names in found.values():
        if not any(name.startswith(LINE) for name in names):
            _fill_cell(cell, str(cell.value), lambda name: _value(name, recap, None, {}))


def _value(name: str, recap: RecapData, values: Sequence[RecapValue] | None, keys: Mapping[str, int]) -> RecapValue:
    """What a placeholder stands for, in a line with these values."""
    if not name.startswith(LINE):
        return _SINGLES[name][1](recap)
    return values[keys[name.removeprefix(LINE)]] if values is not None else None


def _fill_cell(cell: Cell, text: str, find: Callable[[str], RecapValue]) -> None:
    """Put a value in the place of a cell's placeholder; one that stands alone keeps its kind, a date stays a date."""
    whole = _MARK.fullmatch(text.strip())
    if whole:
        put_plain(cell, find(whole[1].lower()))
        return
    put_plain(cell, _MARK.sub(lambda match: _words(find(match[1].lower())), text))


def _words(value: RecapValue) -> str:
    if value is None:
        return ""
    return long_date(value) if not isinstance(value, str | int | float) else str(value)


def example_form(recap: RecapData) -> bytes:
    """Return a small form with every placeholder of a recap, to begin one's own from."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "Contoh"
    for row, name in enumerate(("judul", "pemerintah", "penyaring"), start=1):
        put_plain(sheet.cell(row, 1), f"{{{{{name}}}}}")
    for column, one in enumerate(recap.columns, start=1):
        put_plain(sheet.cell(_EXAMPLE_HEAD, column), one.title)
        put_plain(sheet.cell(_EXAMPLE_HEAD + 1, column), f"{{{{{LINE}{one.key}}}}}")
    put_plain(sheet.cell(_EXAMPLE_HEAD + 2, 1), "Jumlah")
    put_plain(sheet.cell(_EXAMPLE_HEAD + 2, 2), "{{jumlah}}")
    told = workbook.create_sheet("Penanda")
    for row, (name, words) in enumerate(placeholders({one.key: one for one in recap.columns}).items(), start=1):
        put_plain(told.cell(row, 1), name)
        put_plain(told.cell(row, 2), words)
    told.column_dimensions["A"].width, told.column_dimensions["B"].width = 30, 90
    return saved(workbook)
