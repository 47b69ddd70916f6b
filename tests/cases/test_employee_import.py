"""An import says what each row would do, and takes no row it cannot vouch for."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.employee_import import plan_import
from cases.errors import BadFile
from cases.model.employee import Employee
from cases.model.person import EmploymentStatus
from cases.rules.employee_headers import column_letters, header_fields, map_headers, recognised

SIASN = (
    "NIP BARU", "NAMA", "STATUS ASN", "GOL AKHIR NAMA", "JENIS JABATAN NAMA", "JABATAN NAMA", "TMT JABATAN", "UNOR 1",
    "UNOR 2", "UNOR 3",
)  # fmt: skip
ROW = (
    "198503122010011905", "Rahmat Wijaya, S.E.", "PNS", "III/d", "Pelaksana", "Analis Kepegawaian", "2021-03-01",
    "Dinas Perhubungan", "Bidang Angkutan", "",
)  # fmt: skip


@dataclass(frozen=True)
class Sheet:
    headers: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def sheet_of(*rows: tuple[str, ...], headers: tuple[str, ...] = SIASN) -> Sheet:
    return Sheet(headers, tuple(enumerate(rows, start=2)))


def with_cell(header: str, text: str) -> tuple[str, ...]:
    cells = list(ROW)
    cells[SIASN.index(header)] = text
    return tuple(cells)


def only(sheet: Sheet) -> Employee:
    plan = plan_import(sheet, {})
    assert plan.faulty == ()
    return plan.new[0]


def test_a_row_of_the_siasn_export_becomes_an_employee() -> None:
    employee = only(sheet_of(ROW))
    assert employee.nip == "198503122010011905"
    assert employee.name == "Rahmat Wijaya, S.E."
    assert employee.status is EmploymentStatus.PNS
    assert (employee.grade, employee.position_kind, employee.position) == ("III/d", "Pelaksana", "Analis Kepegawaian")
    assert employee.position_since == date(2021, 3, 1)
    assert (employee.unit_1, employee.unit_2, employee.unit_3) == ("Dinas Perhubungan", "Bidang Angkutan", "")


def test_the_same_sheet_again_changes_nothing_and_keeps_identifiers() -> None:
    known = {employee.nip: employee for employee in plan_import(sheet_of(ROW), {}).new}
    again = plan_import(sheet_of(ROW), known)
    assert (again.new, again.changed, again.same, again.faulty) == ((), (), 1, ())
    moved = plan_import(sheet_of(with_cell("JABATAN NAMA", "Kepala Subbagian Umum")), known)
    assert moved.changed == (replace(known[ROW[0]], position="Kepala Subbagian Umum"),)


@pytest.mark.parametrize(
    ("header", "text", "cell", "words"),
    [
        ("NIP BARU", "", "A2", "kosong"),
        ("NIP BARU", "198503122010011", "A2", "15 angka"),
        ("NIP BARU", "1.98503122010011E+17", "A2", "dirusak Excel"),
        ("NIP BARU", "198503122010011000", "A2", "000"),
        ("NIP BARU", "19850312201001190X", "A2", "selain angka"),
        ("NAMA", " ", "B2", "Nama kosong"),
        ("JABATAN NAMA", "", "F2", "Jabatan kosong"),
    ],
)
def test_a_faulty_row_is_named_by_its_cell(header: str, text: str, cell: str, words: str) -> None:
    plan = plan_import(sheet_of(with_cell(header, text)), {})
    assert plan.new == ()
    (fault,) = plan.faulty
    assert (fault.row, fault.cell) == (2, cell)
    assert words in fault.problem


def test_a_row_needs_one_unit_whichever() -> None:
    without = (*ROW[:7], "", "", "")
    assert plan_import(sheet_of(without), {}).faulty[0].cell == "H2"
    inner = (*ROW[:7], "", "UPTD Terminal", "")
    assert only(sheet_of(inner)).unit_1 == "UPTD Terminal"


def test_the_second_row_of_one_nip_is_faulty_and_names_the_first() -> None:
    plan = plan_import(sheet_of(ROW, with_cell("NAMA", "Orang Lain")), {})
    assert len(plan.new) == 1
    assert (plan.faulty[0].cell, "baris 2" in plan.faulty[0].problem) == ("A3", True)


@pytest.mark.parametrize("header", [field.names[0] for field in header_fields() if field.required])
def test_a_missing_column_is_named(header: str) -> None:
    at = SIASN.index(header)
    with pytest.raises(BadFile, match=header):
        plan_import(sheet_of(ROW[:at] + ROW[at + 1 :], headers=SIASN[:at] + SIASN[at + 1 :]), {})


def test_a_doubled_column_is_refused() -> None:
    with pytest.raises(BadFile, match="kolom B dan C"):
        map_headers(("NIP", "Nama", "NAMA", "GOL", "JABATAN", "OPD"))


def test_a_sheet_without_rows_is_refused() -> None:
    with pytest.raises(BadFile, match="tidak berisi baris"):
        plan_import(sheet_of(("", "")), {})


def test_a_simpeg_export_brings_titles_rank_and_unit_in_its_own_words() -> None:
    headers = ("No", "NIP", "Gelar Depan", "Nama Lengkap", "Gelar Belakang", "Pangkat, Gol. Ruang", "Jabatan",
               "Unit Kerja")  # fmt: skip
    row = ("1", "19790614 200501 1 901", "Dr.", "Bagus Adiwangsa", "S.Sos., M.A.P.", "Penata Tingkat I (III/D)",
           "Camat", "Kecamatan Karangjati")  # fmt: skip
    employee = only(sheet_of(row, headers=headers))
    assert employee.name == "Dr. Bagus Adiwangsa, S.Sos., M.A.P."
    assert (employee.nip, employee.grade, employee.status) == ("197906142005011901", "III/d", EmploymentStatus.PNS)


@pytest.mark.parametrize(
    ("text", "grade"), [("III/d", "III/d"), ("iv/E", ""), ("IV/E", "IV/e"), ("IX", "IX"), ("XVII", "XVII"), ("-", "")]
)
def test_grades_of_both_kinds_are_read(text: str, grade: str) -> None:
    plan = plan_import(sheet_of(with_cell("GOL AKHIR NAMA", text)), {})
    assert plan.new[0].grade == grade
    assert [warning.cell for warning in plan.warnings] == (["D2"] if text == "iv/E" else [])


def test_what_is_odd_is_taken_with_a_warning_at_its_cell() -> None:
    plan = plan_import(sheet_of(with_cell("TMT JABATAN", "kapan-kapan"), with_cell("STATUS ASN", "Honorer")), {})
    assert plan.new[0].position_since is None
    assert plan.warnings[0].cell == "G2"
    other = plan_import(sheet_of(with_cell("STATUS ASN", "Honorer")), {})
    assert (other.new[0].status, other.warnings[0].cell) == (EmploymentStatus.UNKNOWN, "C2")


@pytest.mark.parametrize(("text", "day"), [("01-03-2021", date(2021, 3, 1)), ("5/4/2020", date(2020, 4, 5))])
def test_dates_typed_as_text_are_day_first(text: str, day: date) -> None:
    assert only(sheet_of(with_cell("TMT JABATAN", text))).position_since == day


def spelled(name: str, draw: st.DrawFn) -> str:
    gap = draw(st.sampled_from([" ", "  ", "_", "-", "\u00a0", ""]))
    case = draw(st.sampled_from([str.upper, str.lower, str.title]))
    return draw(st.sampled_from(["", " "])) + case(name).replace(" ", gap) + draw(st.sampled_from(["", " ", ":"]))


@st.composite
def shuffled_headers(draw: st.DrawFn) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """SIASN's headers and a row under them in any order, spelling and company."""
    extra = draw(st.lists(st.sampled_from(["No", "Email", "Agama", "", "NIP LAMA"]), max_size=4))
    pairs = [*zip(SIASN, ROW, strict=True), *((name, "x") for name in extra)]
    pairs = draw(st.permutations(pairs))
    return tuple(spelled(name, draw) for name, _ in pairs), tuple(cell for _, cell in pairs)


@given(shuffled_headers())
def test_headers_are_found_in_any_case_spacing_and_order(drawn: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
    headers, row = drawn
    plan = plan_import(sheet_of(row, headers=headers), {})
    expected = plan_import(sheet_of(ROW), {}).new[0]
    assert plan.faulty == ()
    assert replace(plan.new[0], id="") == replace(expected, id="")


@given(st.lists(st.text(max_size=12), max_size=12))
def test_any_header_row_is_mapped_or_refused_in_words(headers: list[str]) -> None:
    needed = {field.key for field in header_fields() if field.required}
    with suppress(BadFile):
        assert needed <= set(map_headers(headers).columns) <= recognised(headers)


@given(st.lists(st.tuples(*[st.text(max_size=20)] * len(SIASN)), min_size=1, max_size=5))
def test_every_row_with_text_is_counted_once(rows: list[tuple[str, ...]]) -> None:
    filled = [row for row in rows if any(row)]
    if not filled:
        return
    plan = plan_import(sheet_of(*rows), {})
    assert len(plan.new) + len(plan.changed) + plan.same + len(plan.faulty) == len(filled)


@pytest.mark.parametrize(("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_lettered_as_excel_does(column: int, letters: str) -> None:
    assert column_letters(column) == letters
