"""The commands of the watch: forms into a folder, filled ones read back from it, nothing half taken."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_run import Run
from openpyxl import load_workbook
from samples import make_employee, nip_of
from watch_sheets import CLEAN, COLUMNS, FIRST, FOUND, NONE, UNITS, round_form

from cases.model.watch import Round
from cases.services import accounts, watch_copies, watch_rounds
from cases.services.accounts import AccountForm


def hire(work, actor) -> None:
    """Four employees in two units."""
    work.log_as(actor, "tests.hire")
    for number in range(4):
        work.employees.add(make_employee(id=f"p-{number}", nip=nip_of(700 + number), unit_1=UNITS[number % 2]))


@pytest.fixture
def watch(do) -> Round:
    """A round over two units, in one of which somebody has an account."""
    do(hire)
    do(accounts.add_account, "p-0", AccountForm(platform="Instagram", handle="akun.rekaan"))
    made: Round = do(watch_rounds.start_round, round_form())
    return made


def fill(path: Path, *, found: bool = False) -> None:
    book = load_workbook(path)
    sheet = book["Formulir"]
    sheet["C7"] = "Kepala Rekaan"
    for row in range(FIRST, sheet.max_row + 1):
        known = "belum ada akun" not in str(sheet.cell(row, COLUMNS["account"]).value)
        for key, value in ((FOUND if found else CLEAN) if known else NONE).items():
            sheet.cell(row, COLUMNS[key]).value = value
    book.save(path)


def test_a_round_goes_out_and_comes_back(run: Run, watch: Round, do, tmp_path: Path) -> None:
    status, out, err = run("watch-forms", watch.number, "--out", tmp_path)
    assert (status, err) == (0, "")
    folder = tmp_path / f"Formulir pemantauan {watch.number.replace('/', '-')}"
    files = sorted(folder.glob("*.xlsx"))
    assert len(files) == len(watch.units) == len(out.splitlines()) - 1
    assert "belum ada satu pun jawaban" in run("watch-read", folder)[1]
    for file in files:
        fill(file)
    broken = folder / "rusak.xlsx"
    broken.write_bytes(b"PK")
    status, out, _ = run("watch-read", folder)
    assert status == 1
    assert "Tidak ada yang disimpan." in out
    assert do(watch_copies.filled_forms, watch.id) == ()
    broken.unlink()
    status, out, _ = run("watch-read", folder, "--json")
    assert status == 0
    assert json.loads(out)["taken"]
    assert len(do(watch_copies.filled_forms, watch.id)) == len(files)
    status, out, _ = run("watch-read", folder)
    assert status == 0
    assert f"Tidak ada yang disimpan. {len(files)} berkas yang sudah diterima dilewati." in out
    holder = next(file for file in files if "akun.rekaan" in str([c.value for c in load_workbook(file).active["F"]]))
    fill(holder, found=True)
    status, out, _ = run("watch-read", holder)
    assert status == 1
    assert "Ya · Tidak ada temuan  ->  Ya · Ada temuan" in out
    assert run("watch-read", holder, "--newest")[0] == 0
    assert sum(one.found for one in do(watch_copies.filled_forms, watch.id) if one.standing) == 1


def test_a_round_that_is_not_there_and_a_folder_without_forms_are_one_sentence(run: Run, tmp_path: Path) -> None:
    status, out, err = run("watch-forms", "2020/P-001", "--out", tmp_path)
    assert (status, out) == (1, "")
    assert "Tidak ada ronde 2020/P-001" in err
    assert list(tmp_path.glob("Formulir*")) == []
    empty = tmp_path / "kosong"
    empty.mkdir()
    status, _, err = run("watch-read", empty)
    assert status == 1
    assert "Tidak ada berkas Excel" in err
