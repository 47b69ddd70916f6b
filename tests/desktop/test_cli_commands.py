"""The command line as another program sees it: exit status, one Indonesian sentence, nothing half-written."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import keyring
import openpyxl
import pytest
from keyring.backends import null
from pypdf import PdfReader

from cases.model.user import Right
from cases.rules.rights import may
from desktop import __version__
from desktop.__main__ import main
from desktop.command_line.cli import make_parser
from desktop.command_line.commands import COMMANDS
from desktop.sample.office import employees_workbook
from desktop.wiring import SCHEDULED

resource = pytest.importorskip("resource", reason="a full disk is played by a limit that Windows does not know")
ROOT = Path(__file__).resolve().parents[2]
PROFILE = """
[kantor]
nama = "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia"
singkatan = "BKPSDM Tirta Kencana"
pemerintah = "Pemerintah Kabupaten Tirta Kencana"
daerah = "Kabupaten Tirta Kencana"
jabatan_kepala_daerah = "Bupati Tirta Kencana"
kepala_daerah = "H. Contoh Nama, S.E."
alamat = "Jalan Melati Nomor 12, Tirta Kencana"
tempat = "Tirta Kencana"
kertas = "A4"

[admin]
pengguna = "admin"
nama = "Admin Satu"

[[penanda_tangan]]
nama = "Dra. Contoh Kepala, M.Si."
jabatan = "Kepala BKPSDM"
"""
ENGLISH = (
    "usage:", "optional arguments", "positional", "show this", "error:", "Traceback", "required", "invalid",
    "ambiguous", "ignored",
)  # fmt: skip
RIGHTS = "-dac_override,-dac_read_search"
HUMBLE = ("setpriv", f"--bounding-set={RIGHTS}", f"--inh-caps={RIGHTS}") if os.geteuid() == 0 else ()
Answer = subprocess.CompletedProcess[str]


def start(*arguments: str | Path, limit: int | None = None, home: Path | None = None, humble: bool = False) -> Answer:
    """Start the real program as a shell does.

    ``limit`` caps the size of every file it writes, as a full disk does; ``humble`` takes root's right to write into
    read-only folders away.
    """
    environment = {name: value for name, value in os.environ.items() if name != "NETRALITAS_HOME"}
    environment |= {"PYTHONPATH": str(ROOT), "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
    if home is not None:
        environment["NETRALITAS_HOME"] = str(home)

    def cap() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.run(  # noqa: S603 - this very program
        [*(HUMBLE if humble else ()), sys.executable, "-m", "desktop", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        cwd=ROOT,
        timeout=120,
        preexec_fn=cap,
    )


def run(*arguments: str | Path) -> Answer:
    """Call the program's entry as ``start`` does, without a process of its own, off the thread that draws."""
    keyring.set_keyring(null.Keyring())
    out, err = io.StringIO(), io.StringIO()

    def call() -> int:
        with redirect_stdout(out), redirect_stderr(err):
            try:
                return main([str(argument) for argument in arguments])
            except SystemExit as left:
                return int(left.code or 0)

    with ThreadPoolExecutor(1) as pool:
        status = pool.submit(call).result()
    return subprocess.CompletedProcess(arguments, status, out.getvalue(), err.getvalue())


def is_one_sentence(answer: Answer, status: int = 1) -> str:
    """Check how a problem is told: this status, nothing but one line, no English, no traceback."""
    assert answer.returncode == status, answer
    assert not any(word in answer.stderr for word in ENGLISH), answer.stderr
    lines = answer.stderr.strip().splitlines()
    assert len(lines) == 1, answer.stderr
    return lines[0]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office founded from the command line, with its sheet and key beside it."""
    folder = tmp_path_factory.mktemp("perintah")
    (folder / "kantor.toml").write_text(PROFILE, encoding="utf-8")
    (folder / "sandi").write_text("sandi-panjang-2026\n", encoding="utf-8")
    answer = run(
        "--home", folder / "rumah", "--password-file", folder / "sandi",
        "init", folder / "kantor.toml", "--sheet", folder / "lembar.pdf",
    )  # fmt: skip
    assert answer.returncode == 0, answer.stderr
    assert "lembar.pdf" in answer.stdout
    assert "dibuka dengan kunci pemulihan" in answer.stdout, "this account has no keyring"
    (folder / "kunci.txt").write_text(key_of(folder / "lembar.pdf"), encoding="utf-8")
    (folder / "pegawai.xlsx").write_bytes(employees_workbook(20))
    return folder


def key_of(sheet: Path) -> str:
    """The key as somebody types it off the printed sheet: the boxed characters of its seven lines."""
    text = PdfReader(sheet).pages[0].extract_text()
    compact = [line.replace(" ", "") for line in text.splitlines()]
    lines: list[str] = []
    for number in range(1, 8):
        start = compact.index(f"{number}.", 0)
        lines.append("".join(compact[start + 1 : start + 10])[:9])
    return "\n".join(lines)


def with_key(folder: Path, *arguments: str | Path) -> Answer:
    return run(*opened(folder), *arguments)


def opened(folder: Path) -> tuple[str | Path, ...]:
    return ("--home", folder / "rumah", "--recovery-key-file", folder / "kunci.txt")


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


def test_without_keyring_and_key_the_key_is_asked_for(made: Path) -> None:
    assert "kunci pemulihan" in is_one_sentence(run("--home", made / "rumah", "verify"))


def test_the_folder_may_come_from_the_environment(made: Path) -> None:
    answer = start("--recovery-key-file", made / "kunci.txt", "verify", home=made / "rumah")
    assert answer.returncode == 0, answer.stderr


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
    assert "tidak dapat dibaca" in is_one_sentence(absent)


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


def test_the_sheet_is_for_its_owner_alone(made: Path) -> None:
    assert (made / "lembar.pdf").stat().st_mode & 0o077 == 0


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
    assert "KeyError, test_cli_commands.py:" in sentence
    assert "198503122010011005" not in sentence


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


def test_a_signatory_with_a_ruined_nip_founds_nothing(made: Path, tmp_path: Path) -> None:
    (tmp_path / "kantor.toml").write_text(PROFILE + 'nip = "198503122010010"\n', encoding="utf-8")
    answer = run("--home", tmp_path / "rumah", "--password-file", made / "sandi",
                 "init", tmp_path / "kantor.toml", "--sheet", tmp_path / "lembar.pdf")  # fmt: skip
    assert "hanya 15 angka" in is_one_sentence(answer)
    assert not (tmp_path / "lembar.pdf").exists()


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
