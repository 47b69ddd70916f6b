"""One window per office; the lock goes with the program that held it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from cases.errors import DatabaseBusy, StorageError
from db import lock
from db.lock import FileLock, WindowLock

_HOLD = """
import sys
from pathlib import Path
from db.lock import WindowLock
lock = WindowLock(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def test_a_second_window_is_refused_until_the_first_is_closed(tmp_path: Path) -> None:
    with WindowLock(tmp_path), pytest.raises(DatabaseBusy, match="jendela Netralitas lain"):
        WindowLock(tmp_path)
    WindowLock(tmp_path).release()


def test_a_file_is_held_by_one_at_a_time(tmp_path: Path) -> None:
    held = FileLock(tmp_path / "satu.lock")
    with pytest.raises(BlockingIOError):
        FileLock(tmp_path / "satu.lock")
    held.release()
    FileLock(tmp_path / "satu.lock").release()
    with pytest.raises(FileNotFoundError):
        FileLock(tmp_path / "tiada" / "satu.lock")


def test_another_office_is_free(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    with WindowLock(tmp_path), WindowLock(other):
        pass


def test_a_killed_window_holds_nothing(tmp_path: Path) -> None:
    root = Path(lock.__file__).parents[1]
    with subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-c", _HOLD, str(tmp_path)], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as window:
        assert window.stdout is not None
        assert window.stdout.readline() == b"held\n"
        with pytest.raises(DatabaseBusy):
            WindowLock(tmp_path)
        window.kill()
        window.wait()
    WindowLock(tmp_path).release()


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        WindowLock(tmp_path / "missing")
