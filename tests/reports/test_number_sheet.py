"""A book of numbers in Excel, read as another program wrote it and written as the house writes."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from cases.errors import BadFile
from cases.model.listing import RegisterLine
from cases.number_import import TABLE
from cases.rules.sheet_headers import propose
from reports.number_sheet import make_number_sheet, read_number_sheet


def workbook(*sheets: list[tuple[Any, ...]]) -> bytes:
    made = Workbook()
    made.remove(made.active)
    for place, rows in enumerate(sheets):
        sheet = made.create_sheet(f"Lembar{place}")
        for row in rows:
            sheet.append(row)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


HEADS = ("No.", "Nomor", "Tgl.", "Perihal")


def test_the_sheet_that_heads_numbers_is_read_with_its_row_numbers() -> None:
    data = workbook([("Rekap",)], [("BUKU AGENDA",), (), HEADS, (1, 14.0, date(2026, 5, 4), " Undangan ")])
    found = read_number_sheet(data, "agenda.xlsx")
    assert found.headers == HEADS
    assert found.rows == ((4, ("1", "14", "2026-05-04", "Undangan")),)
    assert propose(TABLE, found.headers).columns == {"number": 1, "on": 2, "subject": 3}


def test_a_sheet_under_other_headers_is_read_and_an_empty_one_refused() -> None:
    assert read_number_sheet(b"Berapa;Apa\n7;Nota\n", "x.csv").headers == ("Berapa", "Apa")
    with pytest.raises(BadFile, match="tidak berisi data"):
        read_number_sheet(workbook([]), "x.xlsx")
    with pytest.raises(BadFile, match="bukan berkas Excel"):
        read_number_sheet(b"\x00nomor", "x.xlsx")


def test_the_book_is_a_table_whose_texts_stay_texts() -> None:
    line = RegisterLine(
        id="1",
        order="",
        classification="800.1.6.2",
        counter="800.1.6.2",
        year=2026,
        ordinal=14,
        text="800.1.6.2/14/BKPSDM/V/2026",
        letter_id="",
        used_on=date(2026, 5, 4),
        subject="=HYPERLINK(1)",
        addressee="Camat",
        case_id=None,
        case_number="",
        status="batal",
        void_reason="Rusak",
    )
    sheet = load_workbook(io.BytesIO(make_number_sheet([line], "Tahun 2026: 1 nomor."))).active
    assert sheet["A1"].value == "BUKU AGENDA NOMOR SURAT"
    assert [cell.value for cell in sheet[4]][:4] == ["Nomor urut", "Nomor surat", "Tanggal", "Perihal"]
    assert sheet["A5"].value == 14
    assert (sheet["D5"].value, sheet["D5"].data_type) == ("=HYPERLINK(1)", "s")
    assert load_workbook(io.BytesIO(make_number_sheet([], "Kosong."))).active.tables
