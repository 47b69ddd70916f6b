"""Faults as a user meets them on the command line: one sentence that says what to do, and nothing is lost."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from acts import ADMIN, PERIOD, Place, at_work, report_form
from house import House
from shim import missing

from cases.errors import DatabaseBusy
from cases.services import reports
from db.engine import connect
from db.failures import BUSY
from db.files import storage_error
from db.secrets import SecretStore
from desktop.__main__ import main
from desktop.wiring import CLOCK_SLACK, open_office
from desktop.world import OfficeClock

pytestmark = pytest.mark.skipif(bool(missing()), reason=missing())
ROOT = Path(__file__).parents[2]


@pytest.fixture
def place(house: House) -> Iterator[Place]:
    made = Place(house.fresh("full"), house.inputs)
    yield made
    shutil.rmtree(made.folder, ignore_errors=True)


def said(capsys: pytest.CaptureFixture[str], place: Place, *arguments: str | Path) -> tuple[int, str]:
    """Run a command at the office; its status and what it said on stderr."""
    options = ["--home", place.home, "--recovery-key-file", place.key]
    status = main([str(one) for one in (*options, *arguments)])
    return status, capsys.readouterr().err


def test_a_clock_set_back_is_told_before_anything_is_dated(
    place: Place, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert said(capsys, place, "search", "Budi")[1] == ""
    true = datetime.now(UTC)
    monkeypatch.setattr(OfficeClock, "now", lambda _self: true - CLOCK_SLACK + timedelta(minutes=2))
    assert said(capsys, place, "search", "Budi")[1] == "", "the network may put it right a little"
    monkeypatch.setattr(OfficeClock, "now", lambda _self: true - timedelta(days=300))
    status, words = said(capsys, place, "recap", *PERIOD, "--out", place.out / "rekap.xlsx")
    assert status == 0
    assert words.startswith("Jam komputer ini mundur: perubahan terakhir tercatat ")
    assert "Betulkan tanggal dan jam komputer" in words
    with at_work(place) as office:
        office.write(reports.register_report, ADMIN, report_form("Ditulis dengan jam yang salah."))
        assert office.warning, "a row with the wrong moment does not silence it"


def test_a_synced_folder_is_warned_of(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    inside = Place(place.folder / "OneDrive - Kantor", place.inputs)
    inside.folder.mkdir()
    place.home.rename(inside.home)
    status, words = said(capsys, inside, "recap", *PERIOD, "--out", place.out / "rekap.xlsx")
    assert (status, words.count("\n")) == (0, 1)
    assert "program sinkronisasi awan" in words


def test_a_database_that_another_program_holds(
    place: Place, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with at_work(place) as office:
        key = office.keys.db_key
    monkeypatch.setattr("db.engine.BUSY_SECONDS", 0.05)
    other = connect(place.home / "office.db", key)
    try:
        other.execute("BEGIN EXCLUSIVE")
        status, words = said(capsys, place, "import-employees", place.inputs / "pegawai.xlsx")
    finally:
        other.close()
    assert (status, words) == (1, f"{BUSY}\n")
    assert said(capsys, place, "import-employees", place.inputs / "pegawai.xlsx") == (0, "")


def test_two_windows(place: Place) -> None:
    text = place.key.read_text(encoding="utf-8")
    first = open_office(place.home, text, secrets=SecretStore(None), window=True)
    try:
        with pytest.raises(DatabaseBusy, match="sudah terbuka di jendela Netralitas lain"):
            open_office(place.home, text, secrets=SecretStore(None), window=True)
    finally:
        first.close()


def test_evidence_that_is_gone_is_named_and_the_rest_goes_on(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    for file in (place.home / "vault").iterdir():
        file.unlink()
    assert main(["--home", str(place.home), "--recovery-key-file", str(place.key), "verify"]) == 1
    told = capsys.readouterr().out
    assert "Berkas ini tidak ada lagi di brankas bukti: pulihkan dari cadangan" in told
    assert "Bukti B-01 tidak lagi sama dengan saat dicatat" in told


def unprivileged() -> list[str]:
    """The beginning of a command line that runs as nobody, empty where this is no root, None-like where impossible."""
    if os.geteuid() != 0:
        return []
    program = shutil.which("setpriv")
    return [program, "--reuid=65534", "--regid=65534", "--clear-groups"] if program else ["?"]


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every account may enter, as those of pytest are not."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.mark.skipif(sys.platform == "win32" or unprivileged() == ["?"], reason="nobody to run as: no setpriv")
def test_a_folder_that_may_only_be_read(place: Place, open_folder: Path) -> None:
    """Asked as nobody: root may write anywhere."""
    home = Path(shutil.copytree(place.home, open_folder / "kantor"))
    key = Path(shutil.copy(place.key, open_folder))
    for one in (home, key, *home.rglob("*")):
        one.chmod(0o555 if one.is_dir() else 0o444)
    command = [sys.executable, "-m", "desktop", "--home", home, "--recovery-key-file", key, "search", "Budi"]
    done = subprocess.run(  # noqa: S603 - our own program
        [*unprivileged(), *command], cwd=ROOT, capture_output=True, text=True, check=False,
        env=os.environ | {"HOME": "/nonexistent", "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    home.chmod(0o755)
    assert (done.returncode, done.stderr) == (1, f"{storage_error(PermissionError(errno.EACCES, '')).sentence}\n")
