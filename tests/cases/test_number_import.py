"""A book of numbers from Excel: each row new, the same or faulty, with the cell that says why."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import make_office

from cases.errors import BadFile
from cases.model.letter import RegisterEntry
from cases.model.office import NumberCounter
from cases.model.sheet_row import RowState
from cases.number_import import MOST_ROWS, TABLE, NumberPlan, plan_numbers
from cases.rules.sheet_headers import propose

TODAY = date(2026, 11, 21)
CLASS = "800.1.6.2"
OFFICE = make_office(unit_code="BKPSDM")
HEAD = ("Nomor", "Tanggal", "Perihal", "Tujuan", "Klasifikasi")


def taken(ordinal: int, subject: str = "Nota", **parts: str) -> RegisterEntry:
    classification = parts.get("classification", CLASS)
    return RegisterEntry(
        id="",
        classification=classification,
        counter=classification,
        year=2026,
        ordinal=ordinal,
        text=f"{classification}/{ordinal}/BKPSDM/V/2026",
        letter_id="",
        taken_at=datetime(2026, 5, 1, tzinfo=UTC),
        subject=subject,
    )


def plan(*rows: tuple[str, ...], known: tuple[RegisterEntry, ...] = (), one: bool = False) -> NumberPlan:
    office = make_office(unit_code="BKPSDM", number_counter=NumberCounter.ONE) if one else OFFICE
    return plan_numbers(propose(TABLE, HEAD), enumerate(rows, start=2), known, office, TODAY, CLASS)


def test_a_bare_ordinal_is_written_as_the_office_writes():
    number = plan(("14", "4 Mei 2026", "Undangan", "Camat")).new[0]
    assert (number.text, number.used_on, number.addressee) == (
        f"{CLASS}/14/BKPSDM/V/2026",
        date(2026, 5, 4),
        "Camat",
    )
    assert plan(("14", "4/5/2026", "Undangan", "", "800.1.6.1")).new[0].classification == "800.1.6.1"


def test_a_whole_number_is_kept_as_it_stands_and_needs_no_day():
    number = plan(("800.1.6.3/2/SETDA/IV/2025", "", "Undangan")).new[0]
    assert (number.text, number.year, number.used_on) == ("800.1.6.3/2/SETDA/IV/2025", 2025, None)


@pytest.mark.parametrize(
    ("row", "cell", "told"),
    [
        (("", "4/5/2026", "Undangan"), "A2", "kosong"),
        (("empat", "4/5/2026", "Undangan"), "A2", "pola"),
        (("4", "", "Undangan"), "B2", "Tanggalnya kosong"),
        (("4", "besok", "Undangan"), "B2", "bukan tanggal"),
        (("4", "22/11/2026", "Undangan"), "B2", "belum tiba"),
        (("800.1.6.2/4/BKPSDM/V/2025", "4/5/2026", "Undangan"), "B2", "berbeda"),
        (("4", "4/5/2026", ""), "C2", "Perihalnya kosong"),
        (("4", "4/5/2026", "Undangan", "", "umum"), "E2", "kode klasifikasi"),
        (("3", "4/5/2026", "Undangan"), "A2", "sudah dipakai"),
        (("0", "4/5/2026", "Undangan"), "A2", "pola"),
        (("14-3", "4/5/2026", "Undangan"), "A2", "pola"),
        (("#REF!", "4/5/2026", "Undangan"), "A2", "pola"),
        (("4", "30/2/2026", "Undangan"), "B2", "bukan tanggal"),
        (("4", "1/1/0001", "Undangan"), "B2", "bukan tanggal"),
        (("x" * 301, "4/5/2026", "Undangan"), "A2", "terlalu panjang"),
        (("4", "4/5/2026", "\u200b\x07"), "C2", "Perihalnya kosong"),
    ],
)
def test_a_faulty_row_names_its_cell_and_why(row: tuple[str, ...], cell: str, told: str):
    known = (replace(taken(3), text="lain"),)
    found = plan(row, known=known).rows[0]
    assert (found.state, found.cell) == (RowState.FAULTY, cell)
    assert told in found.reason


def test_the_farthest_leap_is_told():
    day = "4/5/2026"
    found = plan(("9", day, "Nota"), ("4", day, "Nota"), ("900", day, "Nota"), known=(taken(3),))
    assert (found.leap, found.leap_to) == (890, "800.1.6.2/900/BKPSDM/V/2026")
    assert plan(("4", day, "Nota"), ("x", day, "Nota"), known=(taken(3),)).leap == 0
    assert plan(("3", day, "Nota"), known=(taken(3),)).leap == 0


def test_what_is_there_already_is_the_same():
    found = plan(("3", "4/5/2026", "Nota"), known=(taken(3),)).rows[0]
    assert (found.state, found.reason) == (RowState.SAME, "Sudah tercatat: Nota.")


def test_a_number_that_the_sheet_gives_twice_is_told():
    rows = plan(
        ("4", "4/5/2026", "Nota"),
        ("4", "4/5/2026", "Nota"),
        ("4", "5/5/2026", "Undangan"),
        ("4", "5/5/2026", "Undangan", "", "800.1.6.1"),
    ).rows
    assert [row.state for row in rows] == [RowState.NEW, RowState.SAME, RowState.FAULTY, RowState.NEW]
    assert rows[2].reason == "Nomor urut 4 sudah dipakai di baris 2: Nota."
    counted_together = plan(("4", "4/5/2026", "Nota"), ("4", "4/5/2026", "Nota", "", "800.1.6.1"), one=True)
    assert [row.state for row in counted_together.rows] == [RowState.NEW, RowState.FAULTY]


def test_the_column_of_row_counts_is_not_the_number():
    headers = propose(TABLE, ("No.", "No. Surat", "Tgl. Surat", "Perihal"))
    rows = [(4, ("1", "27", "4/5/2026", "Undangan"))]
    assert plan_numbers(headers, rows, (), OFFICE, TODAY, CLASS).new[0].ordinal == 27


def test_a_sheet_without_rows_or_with_too_many_is_refused():
    with pytest.raises(BadFile, match="tidak berisi nomor"):
        plan()
    with pytest.raises(BadFile, match="lebih dari"):
        plan(*[("1", "", "")] * (MOST_ROWS + 1))


CELLS = st.sampled_from(["", "1", "2", "03", "x", "800.1.6.2/3/BKPSDM/V/2026", "4/5/2026", "Undangan", "800.1.6.1"])


@given(st.lists(st.tuples(CELLS, st.sampled_from(["", "4/5/2026", "5/5/2026"]), CELLS, CELLS, CELLS), min_size=1))
def test_whatever_stands_in_a_sheet_no_number_comes_out_twice(rows: list[tuple[str, ...]]):
    rows = [row for row in rows if any(row)] or [("1", "4/5/2026", "Nota", "", "")]
    made = plan(*rows, known=(taken(1),))
    assert len(made.rows) == len(rows)
    assert len({(number.classification, number.year, number.ordinal) for number in made.new}) == len(made.new)
    assert len({(number.year, number.text) for number in made.new}) == len(made.new)
    assert all(row.reason and row.cell for row in made.rows if row.state is RowState.FAULTY)
