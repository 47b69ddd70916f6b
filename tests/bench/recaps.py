"""Recaps: the leader's page beside its statements, a workbook and the export beside the bare libraries."""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import xlsxwriter
from openpyxl import Workbook

from cases.model.figures import FigureQuery
from cases.model.recap import RecapData
from cases.services import leader
from cases.services.recap import recap
from reports.recap import make_recap
from tests.bench.bare import bare_connection
from tests.bench.filling import Offices
from tests.bench.lists import compare
from tests.bench.measure import Bound, Check, Result, Timing, alternate, clocked, in_turns

_PAGE = Bound(ratio=1.5, plus_ms=20)
_BOOK = Bound(ratio=1.3)
_ROWS = 1000
_EXPORTED = 100_000
_MOST_MB = 150


def recaps(offices: Offices) -> list[Result]:
    """The leader's page among 100,000 cases, a recap of 1,000 cases, an export of 100,000 rows."""
    made = offices.full
    office = made.open()
    try:
        ask = partial(office.read, leader.leader_page, made.actor)
        with bare_connection(office) as bare:
            page = compare(office, bare, "leader's page", ask, area="recap", bound=_PAGE)
        whole = office.read(recap, made.actor, "ministry", FigureQuery(first=date(2020, 1, 1)))
    finally:
        office.close()
    return [page, _book(whole), *_export()]


def _book(whole: RecapData) -> Timing:
    """A recap of 1,000 cases as the ministry has it, beside the same cells in the same looks written bare."""
    data = replace(whole, lines=whole.lines[:_ROWS])
    ours, floor = in_turns(lambda: make_recap(data), lambda: _bare_book(data), runs=5)
    return Timing(area="recap", name=f"workbook of {_ROWS} cases", ours=ours, floor=floor, bound=_BOOK)


def _bare_book(data: RecapData) -> bytes:
    """The same cells by openpyxl alone: values, one look a kind, no measuring, no table, no print set-up."""
    from reports.recap.cells import Look, add_looks  # noqa: PLC0415 - the looks are the same

    workbook = Workbook()
    add_looks(workbook)
    sheet = workbook.active
    looks = [
        {"text": Look.TEXT, "number": Look.NUMBER, "date": Look.DATE}[column.kind].value for column in data.columns
    ]
    for place, column in enumerate(data.columns, start=1):
        sheet.cell(1, place, column.title)
    for down, line in enumerate(data.lines, start=2):
        for place, (value, look) in enumerate(zip(line.values, looks, strict=True), start=1):
            cell = sheet.cell(down, place)
            cell.style = look
            cell.value = value
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


# -- the export of everything ------------------------------------------------------------------------------------------

_HEADS = ("NIP", "Nama", "Unit", "Mulai", "Saat", "Aktif", "Ukuran")
_KINDS = ("text", "text", "text", "day", "moment", "yes", "number")


def _row(number: int) -> tuple[Any, ...]:
    moment = f"2026-05-04T09:{number % 60:02d}:00.000000+00:00"
    unit = f"Dinas {number % 40}"
    return (f"19850312{number:010d}", f"Orang {number}", unit, f"2026-05-{number % 28 + 1:02d}", moment, 1, number)


def _export() -> list[Result]:
    runs = alternate(lambda: _child("ours"), lambda: _child("bare"), runs=3)
    timing = Timing(area="recap", name=f"export of {_EXPORTED} rows", ours=runs[0], floor=runs[1], bound=_BOOK)
    memory = _memory()
    found = f"{memory} MB, at most {_MOST_MB}"
    return [timing, Check(area="recap", name="memory of the export", holds=memory <= _MOST_MB, found=found)]


def _child(which: str) -> float:
    with tempfile.TemporaryDirectory() as folder:
        return clocked(lambda: {"ours": ours_export, "bare": bare_export}[which](Path(folder)))


def _memory() -> int:
    """The most memory that a process of its own takes for the export, in MB."""
    done = subprocess.run([sys.executable, "-m", "tests.bench.recaps"], check=True, capture_output=True, text=True)
    return int(done.stdout)


def ours_export(folder: Path) -> None:
    """The export's own sink over made-up rows."""
    from datetime import UTC, datetime  # noqa: PLC0415 - a process of its own

    from cases.model.export import ExportColumn, ExportFacts, ExportTable  # noqa: PLC0415
    from reports.export import FolderSink  # noqa: PLC0415

    table = ExportTable(
        name="Pegawai",
        source="employee",
        order=("nip",),
        columns=tuple(
            ExportColumn(place=head, title=head, meaning=f"{head}.", kind=kind)  # type: ignore[arg-type] # kinds as written above
            for head, kind in zip(_HEADS, _KINDS, strict=True)
        ),
    )
    facts = ExportFacts(
        intro="Uji.", government="Uji", office="Uji", as_of=datetime.now(UTC), made_by="Uji", log_head="1"
    )
    with FolderSink(folder) as sink:
        sink.open(facts, (table,), (_EXPORTED,))
        sink.begin(table)
        for number in range(_EXPORTED):
            sink.row(_row(number))


def bare_export(folder: Path) -> None:
    """The same cells by XlsxWriter in constant memory, and the same rows as text."""
    import csv  # noqa: PLC0415
    from datetime import date, datetime  # noqa: PLC0415

    book = xlsxwriter.Workbook(str(folder / "bare.xlsx"), {"constant_memory": True, "tmpdir": str(folder)})
    looks = {
        "text": book.add_format({"num_format": "@"}),
        "day": book.add_format({"num_format": "dd-mm-yyyy"}),
        "moment": book.add_format({"num_format": "dd-mm-yyyy hh:mm:ss"}),
        "number": book.add_format({"num_format": "0"}),
        "yes": book.add_format({}),
    }
    sheet = book.add_worksheet("Pegawai")
    with (folder / "bare.csv").open("w", encoding="utf-8-sig", newline="") as file:
        text = csv.writer(file, delimiter=";")
        for number in range(_EXPORTED):
            nip, name, unit, day, moment, active, size = _row(number)
            told = (nip, name, unit, date.fromisoformat(day), datetime.fromisoformat(moment).replace(tzinfo=None),
                    "ya" if active else "tidak", size)  # fmt: skip
            text.writerow(told)
            line = number + 1
            for place in (0, 1, 2):
                sheet.write_string(line, place, told[place], looks["text"])
            sheet.write_datetime(line, 3, told[3], looks["day"])
            sheet.write_datetime(line, 4, told[4], looks["moment"])
            sheet.write_string(line, 5, told[5], looks["yes"])
            sheet.write_number(line, 6, size, looks["number"])
    book.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        ours_export(Path(folder))
    told = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    sys.stdout.write(f"{int(told['VmHWM'].split()[0]) // 1024}\n")  # getrusage would tell of the parent too
