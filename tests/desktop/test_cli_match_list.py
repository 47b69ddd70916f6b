"""The command that matches a list: taken, matched and written, or told by the cell and nothing taken."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_run import Run
from openpyxl import load_workbook
from samples import make_employee

LIST = "NO;NAMA;NIK;TEMPAT/TGL LAHIR\n1;RATNA KUSUMAWARDANI;3403015203850001;Melati, 12-03-1985\n2;Orang Lain;;\n"


@pytest.fixture
def run(run: Run, do) -> Run:
    """The command line on an office that has one employee."""
    do(hire)
    return run


def hire(work, actor) -> None:
    """One employee, whom the list spells another way."""
    work.log_as(actor, "tests.hire")
    work.employees.add(make_employee(name="Ratna Kusumawardhani", nip="198503122010012005"))


def test_a_list_is_taken_matched_and_written(run: Run, tmp_path: Path) -> None:
    listed, out, pdf = tmp_path / "anggota.csv", tmp_path / "hasil.xlsx", tmp_path / "hasil.pdf"
    listed.write_text(LIST, encoding="utf-8")
    status, told, err = run("match-list", listed, "--out", out, "--pdf", pdf, "--party", "Partai Rekaan")
    assert (status, err) == (0, "")
    assert "1 baris mempunyai calon" in told
    assert "Belum ada yang diputuskan" in told
    cells = {cell.value for row in load_workbook(out).worksheets[0].iter_rows() for cell in row}
    assert {"RATNA KUSUMAWARDANI", "Ratna Kusumawardhani", "198503122010012005", "3403015203850001"} <= cells
    assert pdf.read_bytes().startswith(b"%PDF")
    status, told, err = run("match-list", listed, "--out", tmp_path / "lagi.xlsx")
    assert (status, told) == (1, "")
    assert "sudah diimpor" in err
    assert "tambahkan --again" in err
    status, _, err = run("match-list", listed, "--out", out)
    assert status == 1
    assert "sudah diimpor" in err


def test_a_row_that_cannot_be_read_is_told_and_nothing_is_taken(run: Run, tmp_path: Path) -> None:
    listed, out = tmp_path / "anggota.csv", tmp_path / "hasil.xlsx"
    listed.write_text(LIST + "3;;3403015203850009;\n", encoding="utf-8")
    status, told, _ = run("match-list", listed, "--out", out)
    assert status == 1
    assert "MASALAH B4: Nama kosong" in told
    assert not out.exists()
    status, told, _ = run("match-list", listed, "--out", out, "--skip-faulty", "--json")
    assert status == 0
    assert json.loads(told) | {"faulty": 0} == {
        "taken": True, "rows": 2, "rows_with_hits": 1, "hits": 1, "cut": 0, "faulty": 0, "warnings": [],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "arguments", "told"),
    [
        (LIST, ("--out", "hasil.txt"), "berakhiran .xlsx"),
        (LIST, (), "--out"),
        ("A;B\n1;2\n", ("--dry-run",), "tidak ditemukan"),
        ("", ("--dry-run",), "kosong"),
    ],
)
def test_what_is_wrong_is_told_in_a_sentence(run: Run, tmp_path: Path, text, arguments, told) -> None:
    listed = tmp_path / "anggota.csv"
    listed.write_text(text, encoding="utf-8")
    status, _, err = run("match-list", listed, *arguments)
    assert status == 1
    assert told in err
    assert "Traceback" not in err
