"""Lists as workbooks and lists of days off from workbooks, each read and written by another library."""

from __future__ import annotations

import io
from datetime import date, datetime

import pytest
from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook

from cases.errors import BadFile
from cases.holiday_import import TABLE, plan_holidays
from cases.model.sheet_row import RowState
from cases.rules.sheet_headers import propose
from reports.holiday_sheet import read_holiday_sheet
from reports.table_sheet import SheetColumn, TableSheet, make_table_sheet

COLUMNS = (SheetColumn("NIP", 42), SheetColumn("Hari", 20, "number"), SheetColumn("Sejak", 24, "date"))


def table(*rows: tuple[str | int | date | None, ...]) -> bytes:
    return make_table_sheet(
        TableSheet(name="Menunggu", title="Daftar tunggu", sentence="Keadaan hari ini.", columns=COLUMNS, rows=rows)
    )


def test_a_list_keeps_its_texts_numbers_and_dates() -> None:
    data = table(("198503122010011005", 12, date(2026, 5, 4)), ('=HYPERLINK("x")', 0, None))
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name("Menunggu").to_python()
    assert rows[0][0] == "DAFTAR TUNGGU"
    assert rows[3:] == [
        ["NIP", "Hari", "Sejak"],
        ["198503122010011005", 12, date(2026, 5, 4)],
        ['=HYPERLINK("x")', 0, ""],
    ]
    sheet = load_workbook(io.BytesIO(data)).active
    assert (sheet["A5"].data_type, sheet["A6"].data_type) == ("s", "s")
    assert sheet.tables["Daftar"].ref == "A4:C6"
    assert sheet.print_title_rows == "$4:$4"


def test_a_list_without_rows_is_a_table_still() -> None:
    assert load_workbook(io.BytesIO(table())).active.tables["Daftar"].ref == "A4:C5"


def book(*sheets: tuple[str, list[list[object]]]) -> bytes:
    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets:
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def test_the_sheet_with_the_days_off_is_found_and_dates_come_as_iso() -> None:
    data = book(
        ("Sampul", [["Daftar libur"], ["Pemerintah Kabupaten Tirta Kencana"]]),
        (
            "2027",
            [
                ["Libur nasional 2027"],
                [],
                ["No", "Tanggal", "Keterangan"],
                [1, datetime(2027, 1, 1), "Tahun Baru"],  # noqa: DTZ001 - as Excel keeps it
                [2, "10-11 Maret 2027", "Idulfitri"],
            ],
        ),
    )
    found = read_holiday_sheet(data, "libur.xlsx")
    assert found.headers == ("No", "Tanggal", "Keterangan")
    assert found.above == ("Libur nasional 2027", "No", "Tanggal", "Keterangan")
    assert found.rows == (
        (4, ("1", "2027-01-01", "Tahun Baru")),
        (5, ("2", "10-11 Maret 2027", "Idulfitri")),
    )
    plan = plan_holidays(propose(TABLE, found.headers), found.rows, (), 2026)
    assert [day.on for day in plan.new] == [date(2027, 1, 1), date(2027, 3, 10), date(2027, 3, 11)]
    assert plan.count(RowState.NEW) == 3


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "kosong"),
        (b"PK\x03\x04rusak", "rusak"),
        (b"\x00Tanggal", "bukan berkas Excel"),
        (book(("A", [])), "data"),
    ],
)
def test_what_is_no_workbook_is_refused_in_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(BadFile, match=words):
        read_holiday_sheet(data, "libur.xlsx")
