"""An import of 50,000 employees beside reading the file and inserting its rows bare, and a second, identical one."""

from __future__ import annotations

import gc
import io
import shutil
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import xlsxwriter
from python_calamine import CalamineWorkbook

from cases.model.employee_plan import ImportOrder
from cases.services import employee_imports, employees
from desktop.collecting import collect_due
from desktop.wiring import OpenOffice
from reports.employee_sheet import read_employee_sheet
from tests.bench.bare import bare_connection
from tests.bench.filling import Made, Offices
from tests.bench.measure import Bound, Check, Result, Timing
from tests.bench.people import employees as made_up

_STAFF = 50_000
_RUNS = 2
_MOST_MB = 400
_HEADERS = (
    *("NIP BARU", "NAMA", "STATUS ASN", "GOL AKHIR NAMA", "JENIS JABATAN NAMA", "JABATAN NAMA", "TMT JABATAN"),
    *("UNOR 1", "UNOR 2", "UNOR 3"),
)
_INSERT = (
    "INSERT INTO employee (id, nip, name, status, grade, position_kind, position, position_since, unit_1, unit_2,"
    " unit_3, active) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)"
)
_SEARCH = (
    "INSERT INTO search_entry (noun, record_id, title, subtitle, codes, body)"
    " SELECT 'employee', value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM json_each(?)"
)
_TOGETHER = 10_000
"""As the program does it: a statement for each row makes the full-text index four times as dear."""


def staff_import(offices: Offices) -> list[Result]:
    """Reading, comparing and saving as the page does it, without the window.

    The interpreter's own collections are off, as while the program's workers run (``desktop.collecting``); what the
    window's thread collects meanwhile is counted in.
    """
    made = offices.empty
    data = _workbook()
    office = made.open()
    gc.disable()
    try:
        ours: list[float] = []
        again: list[float] = []
        floors: list[float] = []
        bare: list[float] = []
        grown: list[int] = []
        for _ in range(_RUNS):
            floors.append(_floor(office, data, search=True))
            bare.append(_floor(office, data))
            before = _peak(forget=True)
            ours.append(_clocked(lambda: _import(office, made, data)))
            grown.append(_peak() - before)
            again.append(_clocked(lambda: _import(office, made, data)))
            last = office.read(employee_imports.import_history, made.actor)[0]
            office.write(employee_imports.undo_import, made.actor, last.id)
    finally:
        gc.enable()
        office.close()
    bound = Bound(ratio=2)
    return [
        Timing(area="staff", name="50,000 employees from Excel", ours=tuple(ours), floor=tuple(floors), bound=bound),
        Timing(area="staff", name="the same file again", ours=tuple(again), floor=tuple(floors), bound=bound),
        Timing(area="staff", name="first, to the table alone", ours=tuple(ours), floor=tuple(bare), bound=bound),
        Timing(area="staff", name="again, to the table alone", ours=tuple(again), floor=tuple(bare), bound=bound),
        Check(
            area="staff",
            name="memory that the process takes more",
            holds=max(grown) < _MOST_MB,
            found=f"{max(grown)} MiB",
        ),
    ]


def _workbook() -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"constant_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, _HEADERS)
    for row, one in enumerate(made_up(_STAFF), start=1):
        since = f"{one.position_since:%d-%m-%Y}" if one.position_since else ""
        cells = (one.nip, one.name, "PNS", one.grade, one.position_kind, one.position, since, one.unit_1, one.unit_2)
        sheet.write_row(row, 0, (*cells, ""))
    book.close()
    return target.getvalue()


def _import(office: OpenOffice, made: Made, data: bytes) -> None:
    sheet = read_employee_sheet(data, "pegawai.xlsx")
    order = ImportOrder(file_name="pegawai.xlsx")
    office.write(employees.import_employees, made.actor, sheet, order, lambda _done: collect_due())


def _floor(office: OpenOffice, data: bytes, *, search: bool = False) -> float:
    """The reader and the driver alone, into a copy of the database: the table with its indexes, and search if asked."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.db"
        with bare_connection(office) as bare:
            bare.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        shutil.copyfile(office.home.database, copy)
        return _clocked(lambda: _bare_import(office, copy, data, search=search))


def _bare_import(office: OpenOffice, path: Path, data: bytes, *, search: bool) -> None:
    rows: list[Any] = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()[1:]
    seen: dict[str, list[Any]] = {row[0]: row for row in rows}
    with bare_connection(office, path) as bare:
        bare.execute("BEGIN IMMEDIATE")
        bare.executemany(
            _INSERT,
            ((f"{place:032d}", *cells[:6], _iso(cells[6]), *cells[7:10]) for place, cells in enumerate(seen.values())),
        )
        if search:
            words = [_words(place, cells) for place, cells in enumerate(seen.values())]
            some = (words[begin : begin + _TOGETHER] for begin in range(0, len(words), _TOGETHER))
            bare.executemany(_SEARCH, ((msgspec.json.encode(part).decode(),) for part in some))
        bare.execute("COMMIT")


def _words(place: int, cells: list[Any]) -> tuple[str, ...]:
    nip, name, _status, _grade, _kind, post, _since, *units = cells
    return f"{place:032d}", name, f"{post} · {units[0]}", nip, " ".join(filter(None, (post, *units)))


def _iso(text: str) -> str:
    day, month, year = text.split("-")
    return date(int(year), int(month), int(day)).isoformat()


def _clocked(work: Any) -> float:
    """Milliseconds of processor time: reading, comparing and encrypting wait for nothing but the last sync."""
    gc.collect()
    began = time.process_time()
    work()
    return (time.process_time() - began) * 1000


def _peak(*, forget: bool = False) -> int:
    """The most memory of this process in MiB, since it was last forgotten; 0 where Linux is not there to ask."""
    try:
        if forget:
            Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
        text = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return 0
    return int(next(line for line in text.splitlines() if line.startswith("VmHWM")).split()[1]) // 1024
