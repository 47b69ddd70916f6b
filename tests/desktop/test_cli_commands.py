"""The command line as another program sees it: what it does, and what it says of how it is called."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from command_desk import ENGLISH, ROOT, found, is_one_sentence, opened, run, start, with_key

from cases.model.user import Right
from cases.rules.rights import may
from desktop import __version__
from desktop.command_line.cli import make_parser
from desktop.command_line.commands import COMMANDS
from desktop.wiring import SCHEDULED


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return found(tmp_path_factory.mktemp("perintah"))


def test_help_is_indonesian_throughout() -> None:
    for command in ([], ["init"], ["import-employees"], ["recap"], ["deadline"], ["verify"], ["search"], ["demo"]):
        answer = run(*command, "--help")
        assert answer.returncode == 0
        assert "pemakaian:" in answer.stdout
        assert not any(word in answer.stdout for word in ENGLISH), answer.stdout


def test_every_command_can_be_run() -> None:
    text = make_parser(__version__).format_help()
    for name in (*COMMANDS, "deadline"):
        assert f" {name} " in text


def test_the_version() -> None:
    answer = start("--version")
    assert (answer.returncode, answer.stdout.strip()) == (0, f"netralitas {__version__}")


@pytest.mark.parametrize(
    "arguments",
    [
        ["terbang"],
        ["recap"],
        ["recap", "--from", "kemarin dulu", "--to", "2026-01-01", "--out", "x.xlsx"],
        ["search"],
        ["search", "a", "--apa"],
        ["deadline", "--from", "2026-05-12", "--working-days", "tiga"],
        ["deadline", "--from", "2026-05-12", "--working-days", "3", "--week", "4"],
        ["verify", "--json=ya"],
        ["--ho", "."],
        ["--home"],
    ],
)
def test_a_wrong_call_is_told_with_status_2(arguments: list[str]) -> None:
    assert "--help" in is_one_sentence(run(*arguments), status=2)


def test_no_command_needs_qt() -> None:
    script = (
        "import sys, desktop.__main__, desktop.command_line.commands;"
        "assert not [name for name in sys.modules if name.startswith(('PySide6', 'shiboken6'))]"
    )
    answer = subprocess.run(  # noqa: S603 - this very program
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stderr


def test_the_sheet_cannot_be_written_over(made: Path) -> None:
    before = (made / "lembar.pdf").read_bytes()
    sentence = is_one_sentence(
        run("--home", made / "lain", "--password-file", made / "sandi",
            "init", made / "kantor.toml", "--sheet", made / "lembar.pdf")
    )  # fmt: skip
    assert "sudah ada" in sentence
    assert (made / "lembar.pdf").read_bytes() == before
    assert not (made / "lain").exists()


def test_a_second_office_in_the_same_folder_is_refused(made: Path) -> None:
    database = (made / "rumah" / "office.db").read_bytes()
    sentence = is_one_sentence(
        run("--home", made / "rumah", "--password-file", made / "sandi",
            "init", made / "kantor.toml", "--sheet", made / "lembar2.pdf")
    )  # fmt: skip
    assert "sudah ada" in sentence
    assert (made / "rumah" / "office.db").read_bytes() == database
    assert not (made / "lembar2.pdf").exists()


def who_is_gone(made: Path) -> None:
    """Nineteen of twenty come again: somebody is gone where the file is a full export, and back with the next."""
    book = openpyxl.load_workbook(made / "pegawai.xlsx")
    book.worksheets[0].delete_rows(21)
    book.save(made / "sembilan-belas.xlsx")
    lacking = with_key(made, "import-employees", made / "sembilan-belas.xlsx", "--dry-run")
    assert "keluar" not in lacking.stdout, "only a full export tells who is gone"
    whole = with_key(made, "import-employees", made / "sembilan-belas.xlsx", "--full")
    assert "Baru 0, berubah 0, ditandai keluar 1, sama 19, bermasalah 0." in whole.stdout
    back = with_key(made, "import-employees", made / "pegawai.xlsx", "--full")
    assert "kembali 1" in back.stdout


def test_from_import_to_recap(made: Path) -> None:
    looked = start(*opened(made), "import-employees", made / "pegawai.xlsx", "--dry-run", "--json")
    assert looked.returncode == 0, looked.stderr
    assert json.loads(looked.stdout) == {"new": 20, "changed": 0, "same": 0, "gone": 0, "back": 0, "faulty": []}
    again = with_key(made, "import-employees", made / "pegawai.xlsx", "--dry-run", "--json")
    assert json.loads(again.stdout)["new"] == 20, "a dry run keeps nothing"
    taken = with_key(made, "import-employees", made / "pegawai.xlsx", "--json")
    assert json.loads(taken.stdout)["new"] == 20
    same = with_key(made, "import-employees", made / "pegawai.xlsx", "--json")
    assert json.loads(same.stdout) == {"new": 0, "changed": 0, "same": 20, "gone": 0, "back": 0, "faulty": []}
    who_is_gone(made)

    sheet = openpyxl.load_workbook(made / "pegawai.xlsx").active
    assert sheet is not None
    nip, name = str(sheet.cell(2, 1).value), str(sheet.cell(2, 2).value)
    found = with_key(made, "search", nip)
    assert found.returncode == 0
    assert name in found.stdout
    missing = with_key(made, "search", "zzzzqqqq")
    assert (missing.returncode, missing.stdout.strip()) == (1, "Tidak ditemukan.")

    checked = with_key(made, "verify", "--json")
    assert checked.returncode == 0, checked.stdout
    result = json.loads(checked.stdout)
    assert result["problems"] == []
    assert result["anchored"] is None
    assert with_key(made, "verify", "--head", result["head"]).returncode == 0
    foreign = with_key(made, "verify", "--head", "2-00000000-00000000")
    assert foreign.returncode == 1
    assert "MASALAH" in foreign.stdout
    for code in ("bukan kode", ""):
        assert "Kode" in is_one_sentence(with_key(made, "verify", "--head", code))

    out = made / "rekap.xlsx"
    recap = with_key(made, "recap", "--from", "1/1/2026", "--to", "31/12/2026", "--out", out)
    assert recap.returncode == 0, recap.stderr
    named = with_key(made, "recap", "--name", "sandi", "--from", "1/1/2026", "--to", "31/12/2026", "--out", out)
    assert "Tidak ada rekap “sandi”; pilih ministry" in is_one_sentence(named)
    page = with_key(made, "leader-page", "--out", out.with_name("ringkasan.pdf"))
    assert page.returncode == 0, page.stderr
    assert out.with_name("ringkasan.pdf").read_bytes().startswith(b"%PDF-")
    assert "berakhiran .pdf" in is_one_sentence(with_key(made, "leader-page", "--out", out))
    everything = with_key(made, "export-all", "--out", out.parent)
    assert everything.returncode == 0, everything.stderr
    (folder,) = [one for one in out.parent.iterdir() if one.name.startswith("Ekspor data")]
    assert (folder / "Semua data.xlsx").exists()
    assert "sudah ada" in is_one_sentence(with_key(made, "export-all", "--out", out.parent))
    assert openpyxl.load_workbook(io.BytesIO(out.read_bytes())).sheetnames
    assert not list(made.glob(".*bagian*"))


def test_a_named_user_gives_his_password(made: Path) -> None:
    start: tuple[str | Path, ...] = ("--home", made / "rumah", "--recovery-key-file", made / "kunci.txt")
    assert run(*start, "--user", "admin", "--password-file", made / "sandi", "verify").returncode == 0
    (made / "salah").write_text("bukan-sandinya")
    refused = is_one_sentence(run(*start, "--user", "admin", "--password-file", made / "salah", "verify"))
    assert "salah" in refused


def test_the_folder_may_come_from_the_environment(made: Path) -> None:
    answer = start("--recovery-key-file", made / "kunci.txt", "verify", home=made / "rumah")
    assert answer.returncode == 0, answer.stderr


def test_dates_of_a_recap_in_the_wrong_order(made: Path, tmp_path: Path) -> None:
    answer = with_key(made, "recap", "--from", "2026-12-31", "--to", "2026-01-01", "--out", tmp_path / "x.xlsx")
    assert "tukar" in is_one_sentence(answer)
    assert not (tmp_path / "x.xlsx").exists()


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--from", "2026-08-14", "--working-days", "14"], "2026-09-07"),
        (["--from", "14/8/2026", "--working-days", "0"], "2026-08-14"),
        (["--from", "2026-05-04", "--working-days", "-1"], "2026-04-30"),
    ],
)
def test_working_days_need_no_office(arguments: list[str], expected: str) -> None:
    answer = run("deadline", *arguments)
    assert (answer.returncode, answer.stdout.strip(), answer.stderr) == (0, expected, "")


def test_a_year_without_a_list_is_said_and_still_counted() -> None:
    answer = run("deadline", "--from", "2031-01-06", "--working-days", "5")
    assert (answer.returncode, answer.stdout.strip()) == (0, "2031-01-13")
    assert "Belum ada SKB" in answer.stderr


def test_a_scheduled_task_may_do_no_more_than_its_rights() -> None:
    assert may(SCHEDULED, Right.VERIFY)
    assert not may(SCHEDULED, Right.IMPORT_EMPLOYEES)


def test_answers_go_through_a_pipe_that_knows_no_utf_8() -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    answer = subprocess.run(
        [sys.executable, "-m", "desktop", "--help"], capture_output=True, check=False, env=environment, cwd=ROOT
    )
    assert answer.returncode == 0
    assert b"pemakaian" in answer.stdout


def test_the_sheet_is_for_its_owner_alone(made: Path) -> None:
    assert (made / "lembar.pdf").stat().st_mode & 0o077 == 0


def test_a_window_without_a_screen_is_said() -> None:
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    answer = subprocess.run(
        [sys.executable, "-m", "desktop"], capture_output=True, text=True, check=False, env=environment, cwd=ROOT
    )
    assert "tidak ada layar" in is_one_sentence(answer)


def test_a_demo_takes_nothing_of_the_users_away(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "surat.txt").write_text("penting")
    assert "berkas lain" in is_one_sentence(run("demo", "--no-window", "--out", tmp_path))
    assert (tmp_path / "letters" / "surat.txt").read_text() == "penting"


def test_pictures_are_taken_of_a_sample_only(made: Path, tmp_path: Path) -> None:
    assert "kantor contoh" in is_one_sentence(run(*opened(made), "shots", tmp_path / "gambar"))
    assert "Belum ada kantor" in is_one_sentence(run("--home", tmp_path / "kosong", "shots", tmp_path / "gambar"))


def test_a_span_of_many_unknown_years_is_told_in_one_line() -> None:
    answer = run("deadline", "--from", "2027-12-01", "--working-days", "6000")
    assert answer.returncode == 0
    assert answer.stderr.count("\n") == 1
    assert "2028, 2029, 2030 dan seterusnya" in answer.stderr


def test_a_backup_is_made_checked_and_copied(made: Path) -> None:
    answer = with_key(made, "backup")
    assert answer.returncode == 0, answer.stderr
    assert re.search(r"Cadangan \d{8}-\d{6}-[0-9a-f]{4} di \S+: baik\. Basis data", answer.stdout)
    told = json.loads(with_key(made, "backup", "--json").stdout)
    assert (told["state"], told["copied"], told["problems"]) == ("baik", False, [])
    assert Path(told["place"]).parent == made / "rumah-cadangan"
    assert (Path(told["place"]) / "sets" / told["set"] / "office.db").exists()


def test_a_backup_that_cannot_be_written_says_so(made: Path) -> None:
    plan = made / "rumah" / "cadangan.json"
    plan.write_text(json.dumps({"first": str(made / "dicabut" / "stik")}), encoding="utf-8")
    answer = with_key(made, "backup")
    plan.unlink()
    assert "sambungkan drive" in is_one_sentence(answer)
    assert not (made / "dicabut").exists()
