"""A workbook from outside is read cell by cell, or refused with one sentence and without harm."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from cases.employee_import import plan_import
from cases.errors import BadFile
from reports.employee_sheet import read_employee_sheet

HEADERS = ["NIP BARU", "NAMA", "STATUS ASN", "GOL AKHIR NAMA", "JABATAN NAMA", "TMT JABATAN", "UNOR 1"]
ROW = ["198503122010011905", "Rahmat Wijaya", "PNS", "III/d", "Camat", date(2021, 3, 1), "Kecamatan Karangjati"]


def saved(workbook: Workbook) -> bytes:
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


def workbook_of(*rows: list[object], at: str = "A1") -> Workbook:
    workbook = Workbook()
    sheet = workbook.active
    origin = sheet[at]
    for down, cells in enumerate(rows):
        for right, value in enumerate(cells):
            sheet.cell(origin.row + down, origin.column + right, value)
    return workbook


def test_cells_come_as_text_with_the_rows_of_the_sheet() -> None:
    sheet = read_employee_sheet(saved(workbook_of(HEADERS, ROW)), "pegawai.xlsx")
    assert sheet.headers == tuple(HEADERS)
    texts = ("198503122010011905", "Rahmat Wijaya", "PNS", "III/d", "Camat", "2021-03-01", "Kecamatan Karangjati")
    assert sheet.rows == ((2, texts),)


def test_headers_may_stand_lower_and_further_right() -> None:
    workbook = workbook_of(["DAFTAR PEGAWAI"], [], HEADERS, ROW, [], ROW, at="C2")
    sheet = read_employee_sheet(saved(workbook), "pegawai.xlsx")
    assert sheet.headers == ("", "", *HEADERS)
    assert [number for number, _ in sheet.rows] == [5, 7]
    fault = plan_import(sheet, {}, date(2026, 5, 4)).faulty[0]
    assert (fault.row, fault.cell) == (7, "C7")


def test_the_sheet_with_the_headers_is_taken_wherever_it_lies() -> None:
    workbook = workbook_of(["Petunjuk"], ["Nama kantor"])
    data = workbook.create_sheet("Data")
    data.append(HEADERS)
    data.append(ROW)
    sheet = read_employee_sheet(saved(workbook), "pegawai.xlsx")
    assert len(sheet.rows) == 1
    assert sheet.headers == tuple(HEADERS)


def test_a_number_too_long_for_excel_shows_as_ruined_and_is_refused() -> None:
    for ruined in (198503122010011905, 1.98503122010011e17):
        sheet = read_employee_sheet(saved(workbook_of(HEADERS, [ruined, *ROW[1:]])), "pegawai.xlsx")
        assert sheet.rows[0][1][0].startswith("1.985031220100")
        fault = plan_import(sheet, {}, date(2026, 5, 4)).faulty[0]
        assert (fault.cell, "Excel" in fault.problem) == ("A2", True)
    short = read_employee_sheet(saved(workbook_of(HEADERS, [198503122010011, *ROW[1:]])), "pegawai.xlsx")
    assert short.rows[0][1][0] == "198503122010011"


def test_whole_numbers_times_and_truths_have_a_text() -> None:
    row = [
        ROW[0],
        12,
        1.5,
        True,
        datetime(2021, 3, 1, 7, 30),  # noqa: DTZ001 -- Excel knows no zones
        None,
        "Dinas",
    ]
    cells = read_employee_sheet(saved(workbook_of(HEADERS, row)), "pegawai.xlsx").rows[0][1]
    assert cells[1:5] == ("12", "1.5", "True", "2021-03-01 07:30:00")


def encrypted_container() -> bytes:
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(512)


def a_bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(401):
                part.write(bytes(1024 * 1024))
    return target.getvalue()


def a_document() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("word/document.xml", b"<document/>")
    return target.getvalue()


def damaged() -> bytes:
    data = bytearray(saved(workbook_of(HEADERS, *[ROW] * 50)))
    middle = data.index(b"xl/worksheets/sheet1.xml") + 200
    data[middle : middle + 40] = bytes(40)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "kosong"),
        (b"<html><table></table></html>", "bukan berkas Excel"),
        (a_document(), "bukan berkas Excel"),
        (encrypted_container(), "kata sandi"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000), "rusak"),
        (saved(workbook_of(HEADERS, ROW))[:-300], "rusak"),
        (damaged(), "rusak"),
        (a_bomb(), "terlalu besar"),
        (saved(Workbook()), "tidak berisi data"),
        (saved(workbook_of(["halo"], ["dunia"])), "tidak memuat judul kolom"),
    ],
    ids=[
        "no bytes", "html", "docx", "password", "broken xls", "cut off", "flipped", "bomb", "empty", "other",
    ],
)  # fmt: skip
def test_what_is_no_employee_sheet_gets_one_sentence(data: bytes, words: str) -> None:
    with pytest.raises(BadFile, match=words) as caught:
        read_employee_sheet(data, "pegawai.xlsx")
    assert "pegawai.xlsx" in caught.value.sentence
    assert caught.value.sentence.endswith(".")


def test_a_cell_far_right_of_the_table_is_no_harm() -> None:
    workbook = workbook_of(HEADERS, ROW, [None] * 16383 + ["x"])
    assert len(read_employee_sheet(saved(workbook), "pegawai.xlsx").rows) == 2


def test_a_stray_cell_in_the_last_corner_does_not_end_the_program() -> None:
    workbook = workbook_of(HEADERS, ROW)
    workbook.active["XFD1048576"] = "x"
    with pytest.raises(BadFile, match="XFD1048576"):
        read_employee_sheet(saved(workbook), "pegawai.xlsx")


SOUND = saved(workbook_of(HEADERS, ROW))


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.data())
def test_a_workbook_with_any_byte_changed_is_read_or_refused_in_words(data: st.DataObject) -> None:
    intact = bytearray(SOUND)
    place = data.draw(st.integers(0, len(intact) - 1))
    intact[place] ^= data.draw(st.integers(1, 255))
    with suppress(BadFile):
        assert read_employee_sheet(bytes(intact), "pegawai.xlsx").headers
