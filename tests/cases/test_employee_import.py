"""An import says what each row would do, and takes no row it cannot vouch for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.employee_import import plan_import
from cases.errors import BadFile
from cases.model.employee import Employee
from cases.model.employee_import import RowState
from cases.model.employee_plan import ImportOrder, ImportPlan
from cases.model.person import EmploymentStatus
from cases.rules.sheet_headers import header_fields
from reports.headed_sheet import HeadedSheet

TODAY = date(2026, 5, 4)
SIASN = (
    "NIP BARU", "NAMA", "STATUS ASN", "GOL AKHIR NAMA", "JENIS JABATAN NAMA", "JABATAN NAMA", "TMT JABATAN", "UNOR 1",
    "UNOR 2", "UNOR 3",
)  # fmt: skip
_KEYS = (
    "nip", "name", "status", "grade", "position_kind", "position", "position_since", "unit_1", "unit_2", "unit_3",
)  # fmt: skip
ROW = (
    "198503122010011905", "Rahmat Wijaya, S.E.", "PNS", "III/d", "Pelaksana", "Analis Kepegawaian", "2021-03-01",
    "Dinas Perhubungan", "Bidang Angkutan", "",
)  # fmt: skip


def sheet_of(*rows: tuple[str, ...], headers: tuple[str, ...] = SIASN) -> HeadedSheet:
    return HeadedSheet(headers, tuple(enumerate(rows, start=2)))


def with_cell(header: str, text: str) -> tuple[str, ...]:
    cells = list(ROW)
    cells[SIASN.index(header)] = text
    return tuple(cells)


def only(sheet: HeadedSheet) -> Employee:
    plan = plan_import(sheet, {}, TODAY)
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
    known = {employee.nip: employee for employee in plan_import(sheet_of(ROW), {}, TODAY).new}
    again = plan_import(sheet_of(ROW), known, TODAY)
    assert (again.new, again.changed, again.same, again.faulty) == ((), (), 1, ())
    moved = plan_import(sheet_of(with_cell("JABATAN NAMA", "Kepala Subbagian Umum")), known, TODAY)
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
    plan = plan_import(sheet_of(with_cell(header, text)), {}, TODAY)
    assert plan.new == ()
    (fault,) = plan.faulty
    assert (fault.row, fault.cell) == (2, cell)
    assert words in fault.problem


def test_a_row_needs_one_unit_whichever() -> None:
    without = (*ROW[:7], "", "", "")
    assert plan_import(sheet_of(without), {}, TODAY).faulty[0].cell == "H2"
    inner = (*ROW[:7], "", "UPTD Terminal", "")
    assert only(sheet_of(inner)).unit_1 == "UPTD Terminal"


def test_the_second_row_of_one_nip_is_faulty_and_names_the_first() -> None:
    plan = plan_import(sheet_of(ROW, with_cell("NAMA", "Orang Lain")), {}, TODAY)
    assert len(plan.new) == 1
    assert (plan.faulty[0].cell, "baris 2" in plan.faulty[0].problem) == ("A3", True)


@pytest.mark.parametrize("header", [field.names[0] for field in header_fields("employee") if field.required])
def test_a_missing_column_is_named(header: str) -> None:
    at = SIASN.index(header)
    with pytest.raises(BadFile, match=header):
        plan_import(sheet_of(ROW[:at] + ROW[at + 1 :], headers=SIASN[:at] + SIASN[at + 1 :]), {}, TODAY)


def test_a_doubled_column_is_refused_until_somebody_chooses() -> None:
    sheet = sheet_of((*ROW, "Orang Lain"), headers=(*SIASN, "Nama"))
    with pytest.raises(BadFile, match="kolom B dan K"):
        plan_import(sheet, {}, TODAY)
    columns = {field: place for place, field in enumerate(_KEYS)} | {"name": len(SIASN)}
    assert plan_import(sheet, {}, TODAY, ImportOrder(columns=columns)).new[0].name == "Orang Lain"


def test_a_sheet_without_rows_is_refused() -> None:
    with pytest.raises(BadFile, match="tidak berisi baris"):
        plan_import(sheet_of(("", "")), {}, TODAY)


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
    plan = plan_import(sheet_of(with_cell("GOL AKHIR NAMA", text)), {}, TODAY)
    assert plan.new[0].grade == grade
    assert [warning.cell for warning in plan.warnings] == (["D2"] if text == "iv/E" else [])


def test_what_is_odd_is_taken_with_a_warning_at_its_cell() -> None:
    plan = plan_import(sheet_of(with_cell("TMT JABATAN", "kapan-kapan"), with_cell("STATUS ASN", "Honorer")), {}, TODAY)
    assert plan.new[0].position_since is None
    assert plan.warnings[0].cell == "G2"
    other = plan_import(sheet_of(with_cell("STATUS ASN", "Honorer")), {}, TODAY)
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
    plan = plan_import(sheet_of(row, headers=headers), {}, TODAY)
    expected = plan_import(sheet_of(ROW), {}, TODAY).new[0]
    assert plan.faulty == ()
    assert replace(plan.new[0], id="") == replace(expected, id="")


@given(st.lists(st.tuples(*[st.text(max_size=20)] * len(SIASN)), min_size=1, max_size=5))
def test_every_row_with_text_is_counted_once(rows: list[tuple[str, ...]]) -> None:
    filled = [row for row in rows if any(row)]
    if not filled:
        return
    plan = plan_import(sheet_of(*rows), {}, TODAY)
    assert len(plan.new) + len(plan.changed) + plan.same + len(plan.faulty) == len(filled)


# -- what a person says to it, and what a file does not say


def test_a_row_is_set_right_in_place_or_left_out() -> None:
    sheet = sheet_of(with_cell("NIP BARU", "19850312"), with_cell("NAMA", ""))
    plan = plan_import(sheet, {}, TODAY)
    assert [(row.state, row.cell, row.key) for row in plan.rows] == [
        (RowState.FAULTY, "A2", "nip"),
        (RowState.FAULTY, "B3", "name"),
    ]
    order = ImportOrder(fixes={(2, "nip"): ROW[0]}, skips=frozenset({3}))
    again = plan_import(sheet, {}, TODAY, order)
    assert [row.state for row in again.rows] == [RowState.NEW, RowState.SKIPPED]
    assert again.new[0].nip == ROW[0]


def known_people(*rows: tuple[str, ...]) -> dict[str, Employee]:
    return {employee.nip: employee for employee in plan_import(sheet_of(*rows), {}, TODAY).new}


OTHER = ("199001012015032901", "Ani Lestari", *ROW[2:])


def test_who_is_missing_is_gone_only_from_a_full_export_and_comes_back() -> None:
    known = known_people(ROW, OTHER)
    assert plan_import(sheet_of(ROW), known, TODAY).count(RowState.GONE) == 0
    plan = plan_import(sheet_of(ROW), known, TODAY, ImportOrder(whole=True))
    (gone,) = plan.of(RowState.GONE)
    assert (gone.nip, gone.employee.gone_on if gone.employee else None) == (OTHER[0], TODAY)
    later = known | {OTHER[0]: replace(known[OTHER[0]], gone_on=TODAY)}
    assert plan_import(sheet_of(ROW), later, TODAY, ImportOrder(whole=True)).count(RowState.GONE) == 0
    (back,) = plan_import(sheet_of(ROW, OTHER), later, TODAY).of(RowState.BACK)
    assert back.employee == known[OTHER[0]]


def test_who_stands_in_a_row_that_cannot_be_read_is_not_taken_for_gone() -> None:
    known = known_people(ROW, OTHER)
    ruined = ("1.99001012015033E+17", *OTHER[1:])
    plan = plan_import(sheet_of(ROW, ruined), known, TODAY, ImportOrder(whole=True))
    assert plan.count(RowState.GONE) == 0
    skipped = plan_import(sheet_of(ROW, OTHER), known, TODAY, ImportOrder(whole=True, skips=frozenset({3})))
    assert skipped.count(RowState.GONE) == 0


def test_what_the_file_has_no_column_for_stays_as_it_was() -> None:
    known = known_people(ROW)
    full = replace(known[ROW[0]], nik="3403010101850001", address="Jalan Rekaan 1", born_on=date(1985, 3, 12))
    (row,) = plan_import(sheet_of(ROW), {full.nip: full}, TODAY).rows
    assert row.state is RowState.SAME


def test_degrees_and_lower_units_stay_where_the_file_has_no_column_for_them() -> None:
    known = known_people(ROW)
    short = ("NIP", "NAMA", "GOL", "JABATAN", "UNIT KERJA")
    row = (ROW[0], "Rahmat Wijaya", ROW[3], ROW[5], ROW[7])
    (same,) = plan_import(sheet_of(row, headers=short), known, TODAY).rows
    assert (same.state, same.employee) == (RowState.SAME, known[ROW[0]])
    renamed = (ROW[0], "RAHMAT WIJAYA KUSUMA", *row[2:4], "Dinas Rekaan")
    (moved,) = plan_import(sheet_of(renamed, headers=short), known, TODAY).rows
    assert moved.employee is not None
    assert moved.employee.name == "RAHMAT WIJAYA KUSUMA, S.E."
    assert (moved.employee.unit_1, moved.employee.unit_2) == ("Dinas Rekaan", ""), "another office has other parts"
    (told,) = (
        one.employee
        for one in plan_import(sheet_of((ROW[0], "Rahmat Wijaya, M.M.", *row[2:]), headers=short), known, TODAY).rows
    )
    assert told is not None
    assert told.name == "Rahmat Wijaya, M.M."


def test_who_stands_without_degrees_in_a_row_that_cannot_be_read_is_not_taken_for_gone() -> None:
    known = known_people(ROW, OTHER)
    short = ("NIP", "NAMA", "GOL", "JABATAN", "UNIT KERJA")
    ruined = ("1,98503E+17", "Rahmat Wijaya", ROW[3], ROW[5], ROW[7])
    other = (OTHER[0], OTHER[1], OTHER[3], OTHER[5], OTHER[7])
    plan = plan_import(sheet_of(ruined, other, headers=short), known, TODAY, ImportOrder(whole=True))
    assert plan.count(RowState.GONE) == 0


def test_nik_and_birth_are_read_and_compared_with_the_nip() -> None:
    headers = (*SIASN, "NIK", "TANGGAL LAHIR", "ALAMAT")
    row = (*ROW, "'3403010101850001", "12 Mar 1985", "=Jalan Rekaan 1")
    plan = plan_import(sheet_of(row, headers=headers), {}, TODAY)
    assert plan.warnings == ()
    person = plan.new[0]
    assert (person.nik, person.born_on, person.address) == ("3403010101850001", date(1985, 3, 12), "=Jalan Rekaan 1")
    odd = plan_import(sheet_of((*ROW, "3.40301010185E+15", "13-03-85", ""), headers=headers), {}, TODAY)
    assert [warning.cell for warning in odd.warnings] == ["L2", "K2"]
    assert (odd.new[0].nik, odd.new[0].born_on) == ("", date(1985, 3, 13))


def test_kinds_of_bad_nips_are_told_apart() -> None:
    told = {
        "198513122010011905": "Tanggal lahir",
        "198503122010131905": "Bulan pengangkatan",
        "198503122010013905": "jenis kelamin",
    }
    for nip, words in told.items():
        plan = plan_import(sheet_of((nip, *ROW[1:])), {}, TODAY)
        assert words in plan.warnings[0].problem
        assert plan.count(RowState.NEW) == 1
    pppk = plan_import(sheet_of(("198503122021211005", ROW[1], "PPPK", "IX", *ROW[4:])), {}, TODAY)
    assert (pppk.warnings, pppk.new[0].status) == ((), EmploymentStatus.PPPK)
    wrong = plan_import(sheet_of(("198503122021211005", *ROW[1:])), {}, TODAY)
    assert "seperti PPPK" in wrong.warnings[0].problem


def test_nips_with_apostrophe_and_spaces_are_repaired_and_counted() -> None:
    plan = plan_import(sheet_of(("'19850312 201001 1 905", *ROW[1:])), {}, TODAY)
    assert (plan.new[0].nip, plan.tidied, plan.warnings) == (ROW[0], 1, ())


def test_an_error_of_a_formula_is_refused_at_its_cell() -> None:
    (fault,) = plan_import(sheet_of(with_cell("UNOR 1", "#REF!")), {}, TODAY).faulty
    assert (fault.cell, "#REF!" in fault.problem) == ("H2", True)


def test_the_walk_tells_how_far_it_is_and_can_be_stopped() -> None:
    class Stopped(Exception):
        pass

    def stop(_fraction: float) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        plan_import(sheet_of(ROW), {}, TODAY, None, stop)


# -- rows are compared by columns, odd ones one by one: both say the same

_CELLS = {
    "NIP BARU": [ROW[0], OTHER[0], "'" + ROW[0], "19900101 201503 2 901", "198503122021211005", "198503122010013905",
                 "198503122010011000", "19850312", ""],
    "NAMA": ["Rahmat Wijaya, S.E.", " Ani  Lestari", "-", "", "#REF!"],
    "GELAR DEPAN": ["", "Dr.", "-"],
    "GELAR BELAKANG": ["", "S.E.", ", M.M."],
    "STATUS ASN": ["PNS", "cpns", "PPPK", "Honorer", ""],
    "GOL AKHIR NAMA": ["III/d", "Penata (III/D)", "IX", "-", "iv/E"],
    "JENIS JABATAN NAMA": ["Pelaksana", "-", ""],
    "JABATAN NAMA": ["Camat", "Analis  Kepegawaian", "", "#N/A"],
    "TMT JABATAN": ["2021-03-01", "1/3/21", "", "kapan-kapan"],
    "UNOR 1": ["Dinas Perhubungan", "", "-"],
    "UNOR 2": ["Bidang Angkutan", "", "-"],
    "UNOR 3": ["", "Seksi Terminal"],
    "NIK": ["", "3403010101850001", "3.4E+15"],
    "TANGGAL LAHIR": ["", "12-03-1985", "13 Mar 1985", "1 Jan 1990", "lahir"],
    "ALAMAT": ["", "Jalan Rekaan 1", "=1+1"],
}  # fmt: skip
_ALWAYS = ("NIP BARU", "NAMA", "GOL AKHIR NAMA", "JABATAN NAMA", "UNOR 1")


@st.composite
def sheets(draw: st.DrawFn) -> tuple[HeadedSheet, HeadedSheet]:
    """Two sheets under the same headers, of sound and odd cells, some rows shorter than others."""
    more = draw(st.sets(st.sampled_from(sorted(_CELLS.keys() - {*_ALWAYS}))))
    headers = tuple(draw(st.permutations([*_ALWAYS, *sorted(more)])))

    def sheet() -> HeadedSheet:
        rows = draw(st.lists(st.tuples(*(st.sampled_from(_CELLS[name]) for name in headers)), min_size=1, max_size=4))
        cut = draw(st.integers(min_value=0, max_value=3))
        return sheet_of(*(row[: len(row) - cut] or row for row in rows), headers=headers)

    return sheet(), sheet()


@given(sheets(), st.sampled_from([ImportOrder(), ImportOrder(whole=True)]))
def test_rows_that_need_no_care_are_planned_as_careful_reading_plans_them(
    drawn: tuple[HeadedSheet, HeadedSheet], order: ImportOrder
) -> None:
    first, second = drawn
    if not any(any(cells) for _, cells in first.rows) or not any(any(cells) for _, cells in second.rows):
        return
    known = {one.nip: one for one in plan_import(first, {}, TODAY).new}
    known |= {nip: replace(one, gone_on=TODAY) for nip, one in list(known.items())[1:2]}
    at = second.headers.index("NAMA")
    typed = {(row, "name"): cells[at] if at < len(cells) else "" for row, cells in second.rows}
    by_columns = plan_import(second, known, TODAY, order)
    by_care = plan_import(second, known, TODAY, replace(order, fixes=typed))

    def told(plan: ImportPlan) -> list[object]:
        return [row._replace(person=()) if row.state is RowState.SAME else row for row in plan.rows]

    assert told(by_columns) == told(by_care)
    assert (by_columns.tidied, by_columns.counts) == (by_care.tidied, by_care.counts)
