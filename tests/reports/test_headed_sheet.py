"""Sheets with headers in the shapes that offices hand in: CSV of every kind, two rows of headers, merged, formulas."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook

from cases.errors import BadFile
from reports.employee_sheet import read_employee_sheet
from reports.headed_sheet import HeadedSheet

HEADERS = ("NIP", "NAMA", "JABATAN", "GOL", "OPD")
ROW = ("198503122010011905", "Añi Lestari", "Camat; Plt.", "III/d", "Kecamatan, Karangjati")


def saved(workbook: Workbook) -> bytes:
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


def csv_of(separator: str) -> str:
    return "".join(separator.join(f'"{cell}"' for cell in row) + "\r\n" for row in (HEADERS, ROW))


def sheet_of(data: bytes, name: str = "pegawai.csv") -> HeadedSheet:
    return read_employee_sheet(data, name)


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_separator_and_encoding_of_a_csv_are_found(separator: str, encoding: str) -> None:
    sheet = sheet_of(csv_of(separator).encode(encoding))
    assert (sheet.headers, sheet.rows) == (HEADERS, ((2, ROW),))


def test_the_separator_that_a_csv_names_itself_is_used() -> None:
    sheet = sheet_of(("sep=;\r\n" + csv_of(";")).encode())
    assert sheet.headers == HEADERS


def test_a_csv_with_signs_of_formulas_stays_text() -> None:
    cells = ("'198503122010011905", "=1+1", "+62", "-", "@OPD")
    sheet = sheet_of((";".join(HEADERS) + "\n" + ";".join(cells) + "\n").encode())
    assert sheet.rows == ((2, cells),)


@pytest.mark.parametrize("data", [b"<html><table></table></html>", bytes(range(256)) * 4, b"halo;dunia\n1;2\n"])
def test_what_is_no_csv_of_employees_gets_one_sentence(data: bytes) -> None:
    with pytest.raises(BadFile) as caught:
        sheet_of(data)
    assert "Traceback" not in caught.value.sentence


def two_rows_of_headers() -> Workbook:
    workbook = Workbook()
    sheet = workbook.active
    sheet["B1"] = "DAFTAR PEGAWAI"
    for address, text in {"A3": "NIP", "B3": "NAMA", "C3": "JABATAN", "E3": "UNIT KERJA", "G3": "GOL"}.items():
        sheet[address] = text
    for address, text in {"C4": "NAMA JABATAN", "D4": "TMT", "E4": "UNOR 1", "F4": "UNOR 2"}.items():
        sheet[address] = text
    for area in ("A3:A4", "B3:B4", "C3:D3", "E3:F3", "G3:G4"):
        sheet.merge_cells(area)
    sheet.append([1, 2, 3, 4, 5, 6, 7])
    sheet.append([ROW[0], "Ani", "Camat", "1/2/2020", "Dinas Rekaan", "Bidang", "III/d"])
    return workbook


def test_two_rows_of_headers_are_put_together_and_numbered_columns_are_no_row() -> None:
    sheet = sheet_of(saved(two_rows_of_headers()), "pegawai.xlsx")
    assert sheet.headers == ("NIP", "NAMA", "NAMA JABATAN", "TMT", "UNOR 1", "UNOR 2", "GOL")
    assert [number for number, _ in sheet.rows] == [6]
    assert "dua baris (3 dan 4)" in sheet.notes[0]
    assert len(sheet.notes) == 1, "merged headers need no word"


def test_merged_cells_are_named() -> None:
    workbook = two_rows_of_headers()
    workbook.active.merge_cells("E6:E8")
    assert "E6:E8" in sheet_of(saved(workbook), "pegawai.xlsx").notes[1]


def test_a_formula_without_a_result_is_refused_at_its_cell_and_text_that_looks_like_one_is_not() -> None:
    workbook = two_rows_of_headers()
    workbook.active["B6"].value = "=1+1"
    workbook.active["B6"].data_type = "s"
    assert sheet_of(saved(workbook), "pegawai.xlsx").rows[0][1][1] == "=1+1"
    workbook.active["D6"] = "=TODAY()"
    with pytest.raises(BadFile, match="Sel D6 berisi rumus yang belum dihitung"):
        sheet_of(saved(workbook), "pegawai.xlsx")


def test_a_million_empty_rows_cost_nothing() -> None:
    workbook = two_rows_of_headers()
    workbook.active["A1000000"].number_format = "0.00"
    assert len(sheet_of(saved(workbook), "pegawai.xlsx").rows) == 1
