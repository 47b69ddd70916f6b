"""The log as a file: texts stay texts, and a sheet that is full goes on in another."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest

from reports.log_file import LogBook, LogText

TITLES = ("Baris", "Nilai")


@pytest.mark.parametrize("text", ["=1+1", "+62 812", "-5", "@SUM(A1)", "\t=1"])
def test_what_looks_like_a_formula_stays_a_text(text: str) -> None:
    book, plain = io.BytesIO(), io.BytesIO()
    with LogBook(book, TITLES, (9, 20)) as file:
        file.row(("1", text))
    cell = openpyxl.load_workbook(book).active.cell(2, 2)
    assert (cell.data_type, cell.value) == ("s", text)
    with LogText(plain, TITLES) as lines:
        lines.row(("1", text))
    read = list(csv.reader(io.StringIO(plain.getvalue().decode("utf-8-sig"), newline=""), delimiter=";"))
    assert read == [list(TITLES), ["1", f"'{text}"]]


def test_lines_quotes_and_signs_that_xml_cannot_hold_pass() -> None:
    text = 'satu; "dua"\ntiga \x01'
    book, plain = io.BytesIO(), io.BytesIO()
    with LogBook(book, TITLES, (9, 20)) as file:
        file.row(("1", text))
    assert openpyxl.load_workbook(book).active.cell(2, 2).value == text[:-1]
    with LogText(plain, TITLES) as lines:
        lines.row(("1", text))
    read = list(csv.reader(io.StringIO(plain.getvalue().decode("utf-8-sig"), newline=""), delimiter=";"))
    assert read[1] == ["1", text]


def test_a_full_sheet_goes_on_in_another() -> None:
    book = io.BytesIO()
    with LogBook(book, TITLES, (9, 20), most=2) as file:
        for number in range(5):
            file.row((str(number), "x"))
    sheets = openpyxl.load_workbook(book).worksheets
    assert [[cell.value for cell in sheet["A"]] for sheet in sheets] == [
        ["Baris", "0", "1"], ["Baris", "2", "3"], ["Baris", "4"],
    ]  # fmt: skip
