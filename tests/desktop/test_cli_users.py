"""``netralitas users``: what an admin does with accounts where no window is open."""

from __future__ import annotations

import io
import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from memory_keyring import MemoryKeyring

from cases.model.listing import LogEntry
from desktop.__main__ import main
from desktop.wiring import RECOVERED, SecretStore, open_office


@pytest.fixture
def run(home: Path, recovery_key: str, tmp_path: Path):
    """Call the program as its admin; give status, output and complaint."""
    (tmp_path / "kunci.txt").write_text(recovery_key, encoding="utf-8")
    (tmp_path / "sandi.txt").write_text("kopi-pagi-hujan\n", encoding="utf-8")
    (tmp_path / "lemah.txt").write_text("password123\n", encoding="utf-8")

    opening = ["--home", str(home), "--recovery-key-file", str(tmp_path / "kunci.txt")]

    def call(*arguments: str, user: str = "") -> tuple[int, str, str]:
        out, err = io.StringIO(), io.StringIO()
        who = ["--user", user, "--password-file", str(tmp_path / "sandi.txt")] if user else []

        def work() -> int:
            with redirect_stdout(out), redirect_stderr(err):
                try:
                    return main([*opening, *who, *arguments])
                except SystemExit as left:
                    return int(left.code or 0)

        with ThreadPoolExecutor(1) as pool:
            return pool.submit(work).result(), out.getvalue(), err.getvalue()

    call.folder = tmp_path  # type: ignore[attr-defined] # where the files with passwords lie
    return call


def listed(run) -> dict[str, dict[str, object]]:
    status, out, _ = run("users", "list", "--json")
    assert status == 0
    return {user["username"]: user for user in json.loads(out)}


def test_an_account_is_added_changed_and_switched_off(run) -> None:
    password = ("--new-password-file", str(run.folder / "sandi.txt"))
    status, out, _ = run("users", "add", "dewi", "Dewi K", "petugas", *password)
    assert status == 0
    assert "Dewi K ditambahkan" in out
    assert listed(run)["dewi"]["state"] == "sandi sementara"
    assert run("users", "role", "dewi", "pimpinan")[0] == 0
    assert run("users", "deactivate", "dewi")[0] == 0
    dewi = listed(run)["dewi"]
    assert (dewi["role"], dewi["state"], dewi["last_log_in"]) == ("pimpinan", "nonaktif", "")
    assert run("users", "activate", "dewi")[0] == 0
    assert run("users", "password", "dewi", *password)[0] == 0
    assert "dewi · Dewi K · pimpinan · sandi sementara · belum pernah masuk" in run("users", "list")[1]


def test_the_recovery_key_leaves_a_row_also_where_it_only_looks(run, home: Path, recovery_key: str) -> None:
    assert run("search", "tidak ada siapa-siapa")[0] == 1
    rows = rows_of_keys(home, recovery_key)
    assert [(row.actor, row.action) for row in rows] == [("kunci-pemulihan", "enter")]
    assert rows[0].changes["perintah"] == ("", "search")


def test_who_is_let_in_to_the_keys_is_logged(home: Path, recovery_key: str) -> None:
    with ThreadPoolExecutor(1) as pool:
        office = pool.submit(open_office, home, recovery_key, secrets=SecretStore(MemoryKeyring())).result()
        pool.submit(office.enrol_this_account, RECOVERED).result()
        account = office.account
        pool.submit(office.close).result()
    (row,) = rows_of_keys(home, recovery_key)
    assert (row.actor, row.operation) == ("kunci-pemulihan", "office_keys.note_enrolment")
    assert row.changes["akun didaftarkan"] == ("", account)


def rows_of_keys(home: Path, recovery_key: str) -> list[LogEntry]:
    def read() -> list[LogEntry]:
        office = open_office(home, recovery_key, secrets=SecretStore(None))
        try:
            with office.database.read() as work:
                return list(work.audit.of_record(["*"]))
        finally:
            office.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(read).result()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("deactivate", "admin"), "Admin terakhir"),
        (("role", "admin", "petugas"), "Admin terakhir"),
        (("role", "siapa", "petugas"), "Tidak ada pengguna siapa"),
        (("add", "dewi", "Dewi K", "petugas", "--new-password-file", "lemah.txt"), "Mudah ditebak"),
    ],
)
def test_what_will_not_do_is_one_sentence(run, arguments: tuple[str, ...], words: str) -> None:
    given = [str(run.folder / part) if part.endswith(".txt") else part for part in arguments]
    status, out, err = run("users", *given)
    assert (status, out) == (1, "")
    assert words in err
    assert len(err.splitlines()) == 1


def test_without_an_act_the_usage_is_told(run) -> None:
    status, _, err = run("users")
    assert status == 2
    assert err.startswith("Lengkapi dahulu: TINDAKAN")


def test_who_must_choose_a_password_first_does_it_in_the_window(run) -> None:
    run("users", "add", "dewi", "Dewi K", "petugas", "--new-password-file", str(run.folder / "sandi.txt"))
    status, _, err = run("search", "apa", user="dewi")
    assert status == 1
    assert "masuk lewat jendela program" in err
