"""What the command line refuses: exit status, one Indonesian sentence, nothing half-written."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from command_desk import PROFILE, ROOT, found, is_one_sentence, opened, run, start, with_key

from desktop.command_line.commands import COMMANDS
from desktop.sample.office import employees_workbook


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return found(tmp_path_factory.mktemp("perintah"))


def test_without_keyring_and_key_the_key_is_asked_for(made: Path) -> None:
    assert "kunci pemulihan" in is_one_sentence(run("--home", made / "rumah", "verify"))


def test_a_folder_without_an_office(tmp_path: Path) -> None:
    sentence = is_one_sentence(run("--home", tmp_path / "kosong", "verify"))
    assert "Belum ada kantor" in sentence
    assert not (tmp_path / "kosong").exists()


def test_a_wrong_recovery_key_names_the_line(made: Path, tmp_path: Path) -> None:
    lines = (made / "kunci.txt").read_text(encoding="utf-8").splitlines()
    lines[4] = ("B" if lines[4][0] == "A" else "A") + lines[4][1:]
    wrong = tmp_path / "kunci.txt"
    wrong.write_text("\n".join(lines), encoding="utf-8")
    answer = run("--home", made / "rumah", "--recovery-key-file", wrong, "verify")
    assert "Baris 5" in is_one_sentence(answer)
    wrong.write_text("", encoding="utf-8")
    assert "7 baris" in is_one_sentence(run("--home", made / "rumah", "--recovery-key-file", wrong, "verify"))
    absent = run("--home", made / "rumah", "--recovery-key-file", tmp_path / "tak-ada", "verify")
    assert "tak-ada tidak ada; periksa nama dan foldernya" in is_one_sentence(absent)


@pytest.mark.parametrize("spoil", ["flipped", "cut", "empty", "plain"])
def test_a_damaged_database_is_said_and_not_touched(made: Path, tmp_path: Path, spoil: str) -> None:
    shutil.copytree(made / "rumah", tmp_path / "rumah")
    shutil.copy(made / "kunci.txt", tmp_path)
    database = tmp_path / "rumah" / "office.db"
    data = bytearray(database.read_bytes())
    spoilt = {
        "flipped": bytes(data[:50]) + bytes(byte ^ 0xFF for byte in data[50:3000]) + bytes(data[3000:]),
        "cut": bytes(data[: len(data) // 2 + 100]),
        "empty": b"",
        "plain": b"SQLite format 3\0" + bytes(data[16:]),
    }[spoil]
    database.write_bytes(spoilt)
    is_one_sentence(with_key(tmp_path, "import-employees", made / "pegawai.xlsx"))
    assert database.read_bytes() == spoilt


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("bukan.xlsx", b"ini bukan Excel", "Excel"),
        ("kosong.xlsx", b"", "kosong"),
        ("tak-ada.xlsx", None, "tak-ada.xlsx tidak ada; periksa nama dan foldernya"),
    ],
)
def test_a_file_that_is_no_sheet(made: Path, tmp_path: Path, name: str, data: bytes | None, words: str) -> None:
    file = tmp_path / name
    if data is not None:
        file.write_bytes(data)
    assert words in is_one_sentence(with_key(made, "import-employees", file))


def test_a_sheet_with_a_ruined_nip_names_the_cell(made: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(made / "pegawai.xlsx")
    sheet = book.active
    assert sheet is not None
    sheet.cell(3, 1).value = 198503122010010
    book.save(tmp_path / "rusak.xlsx")
    answer = with_key(made, "import-employees", tmp_path / "rusak.xlsx", "--dry-run", "--json")
    assert answer.returncode == 1
    faulty = json.loads(answer.stdout)["faulty"]
    assert [row["row"] for row in faulty] == [3]
    assert faulty[0]["cell"] == "A3"


def test_a_profile_that_is_none(made: Path, tmp_path: Path) -> None:
    for text in ("bukan = [toml", "[kantor]\nnama = 1\n", "[kantor]\n"):
        (tmp_path / "kantor.toml").write_text(text, encoding="utf-8")
        answer = run("--home", tmp_path / "rumah", "--password-file", made / "sandi",
                     "init", tmp_path / "kantor.toml", "--sheet", tmp_path / "lembar.pdf")  # fmt: skip
        assert "profil" in is_one_sentence(answer)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["kantor.toml"]


def test_a_short_password_founds_nothing(made: Path, tmp_path: Path) -> None:
    (tmp_path / "sandi").write_text("pendek")
    answer = run("--home", tmp_path / "rumah", "--password-file", tmp_path / "sandi",
                 "init", made / "kantor.toml", "--sheet", tmp_path / "lembar.pdf")  # fmt: skip
    assert "10 huruf" in is_one_sentence(answer)
    assert not (tmp_path / "lembar.pdf").exists()
    assert not list((tmp_path / "rumah").glob("*"))


def test_a_folder_that_cannot_be_made(made: Path, tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("bukan folder")
    answer = run("--home", tmp_path / "berkas" / "rumah", "--password-file", made / "sandi",
                 "init", made / "kantor.toml", "--sheet", tmp_path / "lembar.pdf")  # fmt: skip
    is_one_sentence(answer)
    assert not (tmp_path / "lembar.pdf").exists()
    recap = with_key(
        made, "recap", "--from", "2026-01-01", "--to", "2026-12-31", "--out", tmp_path / "berkas" / "x.xlsx"
    )
    assert "pilih folder lain" in is_one_sentence(recap)


@pytest.mark.skipif(os.geteuid() == 0 and not shutil.which("setpriv"), reason="root writes into read-only folders")
def test_a_read_only_folder(made: Path, tmp_path: Path) -> None:
    shutil.copytree(made / "rumah", tmp_path / "rumah")
    (tmp_path / "rumah").chmod(0o500)
    (tmp_path / "terkunci").mkdir(mode=0o500)
    answer = start("--home", tmp_path / "terkunci" / "rumah", "--password-file", made / "sandi",
                   "init", made / "kantor.toml", "--sheet", tmp_path / "lembar.pdf", humble=True)  # fmt: skip
    assert "tidak boleh ditulis" in is_one_sentence(answer)
    assert not (tmp_path / "lembar.pdf").exists()
    key = made / "kunci.txt"
    opening = start("--home", tmp_path / "rumah", "--recovery-key-file", key, "verify", humble=True)
    assert "tidak boleh ditulis" in is_one_sentence(opening)
    recap = start(*opened(made), "recap", "--from", "2026-01-01", "--to", "2026-12-31",
                  "--out", tmp_path / "terkunci" / "x.xlsx", humble=True)  # fmt: skip
    assert "pilih folder lain" in is_one_sentence(recap)
    (tmp_path / "rumah").chmod(0o700)


@pytest.mark.parametrize("limit", [0, 20_000, 200_000])
def test_a_full_disk_founds_nothing(made: Path, tmp_path: Path, limit: int) -> None:
    answer = start("--home", tmp_path / "rumah", "--password-file", made / "sandi",
                   "init", made / "kantor.toml", "--sheet", tmp_path / "lembar.pdf", limit=limit)  # fmt: skip
    is_one_sentence(answer)
    assert not (tmp_path / "rumah" / "office.db").exists()
    assert not (tmp_path / "lembar.pdf").exists()


def test_a_full_disk_keeps_what_was_there(made: Path, tmp_path: Path) -> None:
    shutil.copytree(made / "rumah", tmp_path / "rumah")
    shutil.copy(made / "kunci.txt", tmp_path)
    (tmp_path / "banyak.xlsx").write_bytes(employees_workbook(3000))
    limit = (tmp_path / "rumah" / "office.db").stat().st_size + 4096
    is_one_sentence(start(*opened(tmp_path), "import-employees", tmp_path / "banyak.xlsx", limit=limit))
    before = json.loads(with_key(tmp_path, "import-employees", tmp_path / "banyak.xlsx", "--dry-run", "--json").stdout)
    assert before["new"] >= 2980, "all or nothing"
    assert with_key(tmp_path, "verify").returncode == 0


def test_nothing_is_written_into_an_office(made: Path) -> None:
    period = ("--from", "2026-01-01", "--to", "2026-12-31", "--out")
    logged = {"office.db", "office.db-wal", "office.db-shm", "anchor.json"}  # that the recovery key was used

    def there() -> dict[Path, bytes]:
        files = (path for path in (made / "rumah").rglob("*") if path.is_file())
        return {path: b"" if path.name in logged else path.read_bytes() for path in files}

    before = there()
    for out in (made / "rumah" / "rekap.xlsx", made / "rumah" / "vault" / "rekap.xlsx"):
        assert "milik basis data kantor" in is_one_sentence(with_key(made, "recap", *period, out))
    for out in (made / "rumah" / "office.db", made / "rekap.pdf", made, ""):
        assert ".xlsx" in is_one_sentence(with_key(made, "recap", *period, out))
    sheet = run("--home", made / "lain", "--password-file", made / "sandi",
                "init", made / "kantor.toml", "--sheet", made / "lain" / "lembar.pdf")  # fmt: skip
    assert "folder kantor" in is_one_sentence(sheet)
    assert not (made / "lain").exists()
    assert there() == before
    assert with_key(made, "verify").returncode == 0


def test_a_folder_or_a_link_in_the_place_of_the_recap(made: Path, tmp_path: Path) -> None:
    period = ("--from", "2026-01-01", "--to", "2026-12-31", "--out")
    (tmp_path / "folder.xlsx").mkdir()
    assert "bukan nama berkas biasa" in is_one_sentence(with_key(made, "recap", *period, tmp_path / "folder.xlsx"))
    (tmp_path / "tujuan.xlsx").write_bytes(b"lama")
    (tmp_path / "tautan.xlsx").symlink_to(tmp_path / "tujuan.xlsx")
    assert with_key(made, "recap", *period, tmp_path / "tautan.xlsx").returncode == 0
    assert (tmp_path / "tautan.xlsx").is_symlink()
    assert (tmp_path / "tujuan.xlsx").read_bytes().startswith(b"PK")


def test_where_nobody_can_type_a_password(made: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "desktop", *map(str, opened(made)), "--user", "admin", "verify"]
    answer = subprocess.run(  # noqa: S603 - this very program
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, cwd=ROOT, start_new_session=True
    )
    assert "--password-file" in is_one_sentence(answer)
    founding = [sys.executable, "-m", "desktop", "--home", str(tmp_path / "rumah"), "init", str(made / "kantor.toml")]
    answer = subprocess.run(  # noqa: S603 - this very program
        [*founding, "--sheet", str(tmp_path / "lembar.pdf")], stdin=subprocess.DEVNULL, capture_output=True, text=True,
        check=False, cwd=ROOT, start_new_session=True,
    )  # fmt: skip
    assert "--password-file" in is_one_sentence(answer)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_key_file_as_windows_writes_it(made: Path, tmp_path: Path, encoding: str) -> None:
    lines = (made / "kunci.txt").read_text(encoding="utf-8").splitlines()
    (tmp_path / "kunci.txt").write_bytes("\r\n".join(lines).encode(encoding))
    assert run("--home", made / "rumah", "--recovery-key-file", tmp_path / "kunci.txt", "verify").returncode == 0


def test_a_key_file_that_is_no_text(made: Path, tmp_path: Path) -> None:
    for data in (bytes(range(256)), b"A" * 2_000_000):
        (tmp_path / "kunci").write_bytes(data)
        answer = run("--home", made / "rumah", "--recovery-key-file", tmp_path / "kunci", "verify")
        assert "bukan berkas teks" in is_one_sentence(answer)


def test_an_answer_that_nobody_keeps(made: Path) -> None:
    command = [sys.executable, "-m", "desktop", *map(str, opened(made)), "verify"]
    full = Path("/dev/full")
    if full.is_char_device():
        with full.open("wb") as nowhere:
            answer = subprocess.run(  # noqa: S603 - this very program
                command, stdout=nowhere, stderr=subprocess.PIPE, text=True, check=False, cwd=ROOT
            )
        assert "kosongkan ruang disk" in is_one_sentence(answer)
    reader, writer = os.pipe()
    os.close(reader)
    answer = subprocess.run(  # noqa: S603 - this very program
        command, stdout=writer, stderr=subprocess.PIPE, text=True, check=False, cwd=ROOT
    )
    os.close(writer)
    assert (answer.returncode, answer.stderr) == (1, "")


def test_a_mistake_of_the_program_is_told_without_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_options: object) -> int:
        raise KeyError("198503122010011005")

    monkeypatch.setitem(COMMANDS, "verify", fail)
    sentence = is_one_sentence(run("verify"))
    assert "KeyError, test_cli_refusals.py:" in sentence
    assert "198503122010011005" not in sentence


def test_a_signatory_with_a_ruined_nip_founds_nothing(made: Path, tmp_path: Path) -> None:
    (tmp_path / "kantor.toml").write_text(PROFILE + 'nip = "198503122010010"\n', encoding="utf-8")
    answer = run("--home", tmp_path / "rumah", "--password-file", made / "sandi",
                 "init", tmp_path / "kantor.toml", "--sheet", tmp_path / "lembar.pdf")  # fmt: skip
    assert "hanya 15 angka" in is_one_sentence(answer)
    assert not (tmp_path / "lembar.pdf").exists()
