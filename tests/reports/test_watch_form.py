"""A form of the watch as a workbook: protected, printable, and read back whatever became of its sheet."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from samples import nip_of

from cases.errors import BadFile
from cases.filled_sheet import filled_sheet
from cases.model.watch import FormLine, FormSheet, Round, WatchForm
from cases.rules.nip import show_nip
from cases.watch_codes import form_code, line_code, read_form_code, read_line_code
from cases.watch_understanding import Understood, understand
from cases.watch_words import watch_words
from reports.sheet_file import cell_text
from reports.watch_form import make_watch_form
from reports.watch_reader import read_watch_form

TODAY = date(2026, 5, 4)
CODE = "7Q3MKX"
HEAD = 9
OWNED, SEEN, URLS, DAY, NOTE = 6, 7, 8, 9, 10
"""Columns of the answers, from 0."""


def line(ordinal: int, *, account: bool) -> FormLine:
    one = FormLine(
        ordinal=ordinal,
        employee_id=f"p-{ordinal}",
        name=f"Pegawai Rekaan {ordinal}, S.E.",
        nip=nip_of(800 + ordinal),
        position="Analis",
    )
    handle = f"akun.rekaan{ordinal}"
    url = f"https://www.instagram.com/{handle}"
    return replace(one, account_id=f"a-{ordinal}", platform="Instagram", handle=handle, url=url) if account else one


LINES = tuple(line(ordinal, account=ordinal % 2 == 1) for ordinal in range(1, 7))
SHEET = FormSheet(
    form_id="f-1",
    unit="Dinas Pendidikan, Pemuda & Olahraga",
    office="BKPSDM Tirta Kencana",
    code=form_code("4F2A", CODE, 2),
    form_code=CODE,
    number="2026/P-003",
    title="Pemantauan masa tenang",
    first_on=date(2026, 4, 20),
    last_on=date(2026, 5, 3),
    due_on=date(2026, 5, 10),
    looks=("=Mengunggah dukungan", "Foto bersama calon"),
    lines=LINES,
    paper="F4",
    file_name="x.xlsx",
    made_at=datetime(2026, 5, 1, tzinfo=UTC),
)
FORM = WatchForm(
    id="f-1", round_id="r-1", unit=SHEET.unit, code=CODE, edition=2, print_of="", lines=LINES,
    made_at=SHEET.made_at, made_by="petugas",
)  # fmt: skip
ROUND = Round(
    id="r-1", number="2026/P-003", year=2026, ordinal=3, title=SHEET.title, first_on=SHEET.first_on,
    last_on=SHEET.last_on, due_on=SHEET.due_on, units=(SHEET.unit,), looks=SHEET.looks, made_at=SHEET.made_at,
    made_by="petugas",
)  # fmt: skip
EMPTY = make_watch_form(SHEET)
BLANK = [
    [cell.value for cell in row]
    for row in load_workbook(io.BytesIO(EMPTY))["Formulir"].iter_rows(max_row=HEAD + len(LINES), max_col=11)
]
LOCKED = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600) + "EncryptedPackage".encode("utf-16-le")


def answered() -> list[list[Any]]:
    """The rows of a form whose lines are all answered, the third with a finding."""
    rows = [list(row) for row in BLANK]
    rows[6][2], rows[6][4], rows[6][10] = "Kepala Rekaan", nip_of(1), "4/5/2026"
    for place, one in enumerate(LINES):
        row = rows[HEAD + place]
        if one.account_id is None:
            row[OWNED] = "Tidak punya akun"
        else:
            row[OWNED], row[SEEN] = "Ya", "Tidak ada temuan"
    found = rows[HEAD + 2]
    found[SEEN], found[URLS], found[DAY] = "ada temuan", "https://contoh.invalid/1 https://contoh.invalid/2", "1/5/2026"
    return rows


def texts(rows: list[list[Any]]) -> list[list[str]]:
    return [["" if value is None else cell_text(value) for value in row] for row in rows]


def told(rows: list[list[Any]]) -> Understood:
    sheet = filled_sheet([texts(rows)])
    edition = max((code.edition for _, code in sheet.codes), default=0)
    return understand(sheet, FORM, ROUND, edition, TODAY)


def content(read: Understood) -> tuple[Any, ...]:
    answers = sorted((one.ordinal, one.owned, one.seen) for one in read.answers)
    return answers, sorted((one.ordinal, one.urls, one.seen_on) for one in read.found)


WHOLE = content(told(answered()))


def test_a_form_is_protected_and_only_its_answers_are_open() -> None:
    book = load_workbook(io.BytesIO(EMPTY))
    sheet = book["Formulir"]
    assert all(one.protection.sheet for one in book.worksheets)
    assert book.security.lockStructure
    opened = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    answers = {f"{column}{row}" for column in "GHIJK" for row in range(HEAD + 1, HEAD + 1 + len(LINES))}
    assert opened == answers | {"C7", "E7", "F7", "H7", "I7", "K7"}
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "14")
    assert sheet.print_title_rows == "$9:$9"
    assert book["_daftar"].sheet_state == "hidden"
    assert sheet["J1"].value == "RAHASIA"
    assert make_watch_form(SHEET) == EMPTY


def test_the_lists_offer_what_the_line_asks() -> None:
    book = load_workbook(io.BytesIO(EMPTY))
    rules = {str(one.sqref): one.formula1 for one in book["Formulir"].data_validations.dataValidation}
    offered = {}
    for place, formula in rules.items():
        if formula.startswith("'"):
            sheet, area = formula.split("!")
            offered[place] = [row[0].value for row in book[sheet.strip("'")][area.replace("$", "")]]
    assert offered["G10 G12 G14"] == ["Ya", "Bukan", "Tidak tahu"]
    assert offered["G11 G13 G15"] == ["Tidak punya akun", "Ada, ditulis di Akun baru", "Tidak tahu"]
    assert offered["H10:H15"] == ["Tidak ada temuan", "Ada temuan", "Tidak dapat dilihat"]


def test_texts_that_look_like_formulas_stay_text() -> None:
    strange = replace(SHEET, unit="=1+1", title="@SUM(1)", lines=(replace(LINES[0], name="+Rekaan", position="-x"),))
    book = load_workbook(io.BytesIO(make_watch_form(strange)))
    assert book["Formulir"]["C3"].value == "=1+1"
    assert {book["Formulir"][cell].data_type for cell in ("C3", "C10", "E10")} == {"s"}


@given(st.text(alphabet="0123456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=1, max_size=1), st.integers(0, 12))
def test_a_code_with_a_wrong_sign_is_no_code(sign: str, place: int) -> None:
    good = line_code(CODE, 12)
    bad = good[:place] + sign + good[place + 1 :]
    assert bad == good or read_line_code(bad) is None
    assert read_line_code(f" {good.lower()} ") == read_line_code(good)
    assert read_form_code(f"Kode: {SHEET.code}.") == read_form_code(SHEET.code)


def test_an_answered_form_is_understood() -> None:
    read = told(answered())
    assert (read.problems, read.remarks) == ([], [])
    assert (read.filled_by, read.filled_on, read.answered, len(read.found)) == ("Kepala Rekaan", TODAY, 6, 1)
    assert read.found[0].urls == ("https://contoh.invalid/1", "https://contoh.invalid/2")
    assert read.found[0].cell == "H12"


def test_a_row_without_an_answer_is_named_and_an_answer_has_the_cell_it_stands_in() -> None:
    table = answered()
    table[HEAD][OWNED] = table[HEAD][SEEN] = None
    read = told(table)
    assert [(one.cell, one.said) for one in read.remarks] == [("H10", f"1 baris belum terjawab: {LINES[0].name}")]
    without = next(one for one in read.answers if not one.seen)
    assert without.cell.startswith("G"), "who has no account is answered in the column that asks for it"


@given(st.permutations(range(len(LINES))), st.permutations(range(11)), st.integers(0, 4))
def test_whatever_order_rows_and_columns_are_in_the_answers_are_the_same(
    rows: list[int], columns: list[int], blank: int
) -> None:
    table = answered()
    head, lines = table[:HEAD], table[HEAD:]
    moved = [[row[column] for column in columns] for row in (table[HEAD - 1], *(lines[place] for place in rows))]
    read = told([*head[:-1], *([[None]] * blank), moved[0], *moved[1:]])
    assert read.problems == []
    assert content(read) == WHOLE


@given(st.sets(st.integers(0, len(LINES) - 1), max_size=5))
def test_rows_that_were_deleted_are_counted_and_the_others_stand(gone: set[int]) -> None:
    table = answered()
    rows = [row for place, row in enumerate(table[HEAD:]) if place not in gone]
    read = told([*table[:HEAD], *rows])
    assert read.missing == len(gone)
    assert read.problems == []
    kept = {one.ordinal for one in (*read.answers, *read.found)}
    assert kept == {line.ordinal for place, line in enumerate(LINES) if place not in gone}


DAMAGES: list[tuple[int, int, Any, str, str]] = [
    (HEAD, 1, "7Q3MKX-0001-9", "B10", "berubah"),
    (HEAD, 1, line_code("ABCDEF", 1), "B10", "formulir lain"),
    (HEAD, 1, line_code(CODE, 77), "B10", "tidak ada dalam formulir"),
    (HEAD, 1, None, "B10", "tanpa kode"),
    (HEAD, 3, show_nip(nip_of(1)), "D10", "tergeser"),
    (HEAD, 5, "Facebook @orang.lain", "F10", "diubah"),
    (HEAD, OWNED, "Iya dong", "G10", "bukan jawaban"),
    (HEAD + 1, OWNED, "Bukan", "G11", "bukan jawaban"),
    (HEAD, SEEN, "nihil", "H10", "bukan jawaban"),
    (HEAD, URLS, "https://contoh.invalid/3", "I10", "ada tautan"),
    (HEAD, DAY, "kemarin", "J10", "bukan tanggal"),
    (HEAD, DAY, "5/5/2026", "J10", "belum terjadi"),
]


@pytest.mark.parametrize(("row", "column", "value", "cell", "why"), DAMAGES)
def test_what_was_changed_by_hand_is_said_with_its_cell(row: int, column: int, value: Any, cell: str, why: str) -> None:
    table = answered()
    table[row][column] = value
    read = told(table)
    assert [one.cell for one in read.problems] == [cell]
    assert why in read.problems[0].said


def test_a_row_that_was_copied_is_said_and_one_that_answers_otherwise_refused() -> None:
    table = answered()
    same = told([*table, list(table[HEAD])])
    assert same.problems == []
    assert [one.cell for one in same.remarks] == ["B16"]
    other = list(table[HEAD])
    other[SEEN] = "Tidak dapat dilihat"
    assert [one.cell for one in told([*table, other]).problems] == ["B16"]


def test_an_added_row_a_lost_heading_and_an_empty_form_are_refused() -> None:
    table = answered()
    added = told([*table, [7, None, "Orang Baru", None, None, None, "Ya", "Ada temuan", None, None, None]])
    assert [one.cell for one in added.problems] == ["B16"]
    table[HEAD - 1][SEEN] = None
    assert "judul kolom" in told(table).problems[0].said
    assert "belum ada satu pun" in understand(read_watch_form(EMPTY, "a.xlsx"), FORM, ROUND, 2, TODAY).problems[-1].said


@given(st.data())
@settings(max_examples=200)
def test_whatever_becomes_of_a_form_every_answer_is_the_line_s_own_or_a_problem_is_said(data: st.DataObject) -> None:
    table = answered()
    for _ in range(data.draw(st.integers(1, 6))):
        row = data.draw(st.integers(0, len(table) - 1))
        kind = data.draw(st.sampled_from(("cell", "swap", "delete", "copy", "shift")))
        if kind == "cell":
            table[row] = list(table[row])
            table[row][data.draw(st.integers(0, len(table[row]) - 1))] = data.draw(
                st.none() | st.sampled_from(["Ya", "Bukan", "Ada temuan", "", "x"]) | st.text(max_size=5)
            )
        elif kind == "swap":
            other = data.draw(st.integers(0, len(table) - 1))
            table[row], table[other] = table[other], table[row]
        elif kind == "delete" and len(table) > 1:
            del table[row]
        elif kind == "copy":
            table.insert(row, list(table[row]))
        else:  # answers slide down one row, as when cells were inserted
            for place in range(len(table) - 1, row, -1):
                table[place] = [*table[place][:OWNED], *table[place - 1][OWNED:]]
    read = told(table)
    ordinals = [one.ordinal for one in (*read.answers, *(one for one in read.found if one.ordinal))]
    assert len(ordinals) == len(set(ordinals))
    if not read.problems:
        nips = {one.ordinal: one.nip for one in LINES}
        assert all(one.nip == nips[one.ordinal] for one in read.found)
        assert read.answered + read.missing <= len(LINES)


def test_a_form_saved_as_text_is_read() -> None:
    for separator in ";,":
        target = io.StringIO()
        csv.writer(target, delimiter=separator).writerows(texts(answered()))
        sheet = read_watch_form(target.getvalue().encode("cp1252"), "a.csv")
        assert content(understand(sheet, FORM, ROUND, 2, TODAY)) == WHOLE


@pytest.mark.parametrize(
    ("data", "name", "why"),
    [
        (b"", "a.xlsx", "kosong"),
        (EMPTY[: len(EMPTY) // 2], "a.xlsx", "rusak"),
        (b"PK bukan", "a.xlsx", "rusak"),
        (b"halo", "a.xlsx", "bukan berkas Excel"),
        (EMPTY, "a.csv", "bukan berkas teks"),
        (
            bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
            "a.xlsx",
            "kata sandi",
        ),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(data: bytes, name: str, why: str) -> None:
    with pytest.raises(BadFile, match=why):
        read_watch_form(data, name)


def test_a_formula_without_a_result_is_refused_with_its_cell() -> None:
    book = load_workbook(io.BytesIO(EMPTY))
    book.worksheets[0].cell(HEAD + 1, SEEN + 1).value = '=IF(1,"Ada temuan","")'
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(BadFile, match="Sel H10 di lembar Formulir berisi rumus yang belum dihitung"):
        read_watch_form(out.getvalue(), "a.xlsx")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["xlsx", "xls"])
def test_a_form_that_libreoffice_saved_is_read(tmp_path: Path, kind: str) -> None:
    book = load_workbook(io.BytesIO(EMPTY))
    for down, row in enumerate(answered(), start=1):
        for across, value in enumerate(row, start=1):
            if value is not None and not book["Formulir"].cell(down, across).protection.locked:
                book["Formulir"].cell(down, across).value = value
    (tmp_path / "in").mkdir()
    book.save(tmp_path / "in" / "formulir.xlsx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(  # noqa: S603 - our own file
        [shutil.which("soffice") or "", profile, "--headless", "--convert-to", kind, "--outdir", str(tmp_path),
         str(tmp_path / "in" / "formulir.xlsx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    name = f"formulir.{kind}"
    read = understand(read_watch_form((tmp_path / name).read_bytes(), name), FORM, ROUND, 2, TODAY)
    assert read.problems == []
    assert content(read) == WHOLE
    if kind == "xlsx":  # still protected, with its lists
        again = load_workbook(tmp_path / name)
        assert again["Formulir"].protection.sheet
        assert len(again["Formulir"].data_validations.dataValidation) >= 3


def test_the_words_of_the_form_are_whole() -> None:
    words = watch_words()
    assert list(words.headings) == [
        *("number", "code", "name", "nip", "position", "account", "owned", "seen", "urls", "seen_on", "note")
    ]
    assert words.added == "Akun baru"
