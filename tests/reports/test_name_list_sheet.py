"""Lists of names as parties hand them in: Excel and text files, headers in one row or two, and files that are none."""

import io
from datetime import date

import pytest
from openpyxl import Workbook

from cases.errors import BadFile
from cases.name_list_import import TABLE, plan_list
from cases.rules.sheet_headers import propose
from reports.name_list_sheet import read_name_list_sheet

TODAY = date(2026, 5, 4)


def book(*rows, sheets=()) -> bytes:
    made = Workbook()
    for number, content in enumerate((*sheets, rows)):
        sheet = made.active if number == 0 else made.create_sheet()
        for row in content:
            sheet.append(row)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def planned(data: bytes, name: str = "daftar.xlsx"):
    sheet = read_name_list_sheet(data, name)
    return plan_list(propose(TABLE, sheet.headers), sheet.rows, TODAY)


PARTY_FORM = (
    ("LAMPIRAN 2 MODEL F-PARPOL",),
    ("DAFTAR NAMA ANGGOTA PARTAI MELATI KABUPATEN TIRTA KENCANA",),
    (),
    ("NO", "NAMA", "NIK", "NO. KTA", "TEMPAT/TGL LAHIR", "ALAMAT", "PEKERJAAN", "JABATAN"),
    (1, 2, 3, 4, 5, 6, 7, 8),
    (1, "Sri Wahyuni, S.Pd", "3403015203850001", "KTA-1", "Melati, 12-03-1985", "Jl. Merpati 1", "PNS", "Bendahara"),
    (2, "Budi Santoso", "3403011201790002", "", "Kenanga/ 12 Jan 1979", "", "", ""),
    (3, "", "", "", "", "", "", ""),
    (),
    ("", "", "", "", "", "Tirta Kencana, 1 Mei 2026", "", ""),
)


def test_a_form_of_a_party_is_read_as_it_is():
    plan = planned(book(*PARTY_FORM))
    first, second = plan.rows
    assert (first.number, first.name, first.nik) == (6, "Sri Wahyuni, S.Pd", "3403015203850001")
    assert (first.birth_place, first.born_on) == ("Melati", date(1985, 3, 12))
    assert first.role == "Bendahara; KTA KTA-1; pekerjaan PNS"
    assert (second.birth_place, second.born_on) == ("Kenanga", date(1979, 1, 12))
    assert [(fault.row, fault.cell) for fault in plan.faulty] == [(10, "B10")]
    assert "Nama kosong" in plan.faulty[0].problem


def test_a_cell_that_begins_with_a_sign_of_a_formula_stays_text():
    data = b"NAMA;NIK\n=1+1 Budi;3403015203850001\n+62 Sari;\n@Rini;\n-Dewi;\n"
    assert [row.name for row in planned(data, "d.csv").rows] == ["=1+1 Budi", "+62 Sari", "@Rini", "-Dewi"]


def test_a_formula_that_was_never_worked_out_is_told_by_its_cell():
    with pytest.raises(BadFile, match="Sel A2 berisi rumus yang belum dihitung"):
        planned(book(("NAMA", "NIK"), ("=A9", "3403015203850001")))


def test_cells_that_are_merged_are_told():
    made = Workbook()
    for row in (("NAMA", "PARTAI"), ("Sri", "Melati"), ("Budi", None)):
        made.active.append(row)
    made.active.merge_cells("B2:B3")
    target = io.BytesIO()
    made.save(target)
    (note,) = read_name_list_sheet(target.getvalue(), "d.xlsx").notes
    assert "B2:B3" in note


def test_a_text_file_is_read_by_what_it_holds_and_not_by_its_name():
    assert [row.name for row in planned(b"NAMA;NIK\nSri;\n", "d.xlsx").rows] == ["Sri"]


def test_two_rows_of_headers_are_one():
    rows = (
        ("NO", "NAMA", "TEMPAT/TANGGAL LAHIR", None, "ALAMAT"),
        (None, None, "TEMPAT", "TANGGAL", None),
        (1, "Sri Wahyuni", "Melati", date(1985, 3, 12), "Jl. Merpati 1"),
    )
    (row,) = planned(book(*rows)).rows
    assert (row.number, row.birth_place, row.born_on, row.address) == (3, "Melati", date(1985, 3, 12), "Jl. Merpati 1")


def test_the_sheet_that_is_a_list_is_found_among_others():
    cover = (("Surat pengantar",), ("Kepada Bupati",))
    assert len(planned(book(*PARTY_FORM, sheets=[cover])).rows) == 2


def test_unknown_headers_are_given_for_a_person_to_map():
    sheet = read_name_list_sheet(book(("Siapa", "Lahir kapan"), ("Sri Wahyuni", "1985-03-12")), "d.xlsx")
    assert sheet.headers == ("Siapa", "Lahir kapan")
    assert sheet.rows == ((2, ("Sri Wahyuni", "1985-03-12")),)


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("line", ["\n", "\r\n"])
def test_a_text_file_is_read_whatever_wrote_it(separator: str, encoding: str, line: str):
    cells = [
        ["NO", "NAMA LENGKAP", "TGL LAHIR"],
        ["1", '"Sri Wahyuni' + separator + ' S.Pd"', "12/3/85"],
        ["2", "René", ""],
    ]
    data = line.join(separator.join(row) for row in cells).encode(encoding)
    first, second = planned(data, "DAFTAR.CSV").rows
    assert first.name == f"Sri Wahyuni{separator if separator != chr(9) else ''} S.Pd"
    assert (first.number, first.born_on) == (2, date(1985, 3, 12))
    assert second.name == "René"


def test_excels_mark_of_the_separator_is_no_row():
    (row,) = planned(b"sep=;\nNAMA;NIK\nSri Wahyuni;3403015203850001\n", "d.csv").rows
    assert row.number == 2


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        (b"", "d.csv", "kosong"),
        (b" \n ", "d.csv", "kosong"),
        (b"NAMA\n\0\0\0", "d.csv", "bukan berkas Excel"),
        (b'NAMA;NIK\n"Sri;1\n', "d.csv", "rusak pada baris 2"),
        (b"\x89PNG\r\n\0\0", "d.xlsx", "bukan berkas Excel"),
        (b"\n;;\n", "d.csv", "tidak berisi data"),
        (book(()), "d.xlsx", "tidak berisi data"),
    ],
)
def test_a_file_that_is_none_is_told_in_one_sentence(data: bytes, name: str, told: str):
    with pytest.raises(BadFile, match=told):
        planned(data, name)
