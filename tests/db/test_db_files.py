from __future__ import annotations

import errno
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from cases.errors import StorageError
from db.files import storage_error, write_whole

ROOT = Path(__file__).parents[2]
KILLED = """
import os, signal, sys
from pathlib import Path
from db import files

calls = 0

def dying(real):
    def call(*arguments, **named):
        global calls
        calls += 1
        if calls == int(sys.argv[2]):
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*arguments, **named)
    return call

os.fsync = dying(os.fsync)
Path.replace = dying(Path.replace)
files.write_whole(Path(sys.argv[1]), b"new" * 5000)
"""


@pytest.mark.parametrize(("step", "found"), [(1, b"old"), (2, b"old"), (3, b"new" * 5000), (4, b"new" * 5000)])
def test_killed_at_any_step_the_old_or_the_new_file_is_there_whole(tmp_path, step, found):
    file = tmp_path / "keys.age"
    write_whole(file, b"old")
    ended = subprocess.run(  # noqa: S603  our own script
        [sys.executable, "-c", KILLED, str(file), str(step)], cwd=ROOT, check=False
    ).returncode
    assert ended == (-9 if step < 4 else 0)
    assert file.read_bytes() == found
    write_whole(file, b"after")
    assert file.read_bytes() == b"after"


@pytest.mark.parametrize("durable", [True, False])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path, durable):
    file = tmp_path / "keys.age"
    write_whole(file, b"old", durable=durable)
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limit[1]))
    try:
        with pytest.raises(StorageError, match="ulangi"):
            write_whole(file, b"n" * 5000, durable=durable)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert file.read_bytes() == b"old"
    assert [found.name for found in tmp_path.iterdir()] == ["keys.age"]


def test_the_file_is_for_the_account_alone_whatever_the_umask(tmp_path):
    before = os.umask(0)
    try:
        write_whole(tmp_path / "keys.age", b"x")
    finally:
        os.umask(before)
    assert (tmp_path / "keys.age").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "penuh"),
        (errno.EROFS, "dibaca"),
        (errno.EACCES, "admin"),
        (errno.ENODEV, "sambungkan"),
        (0, "periksa"),
    ],
)
def test_each_refusal_of_the_system_says_what_to_do(number, words):
    error = storage_error(OSError(number, os.strerror(number)))
    assert words in error.sentence
    assert error.sentence.endswith(".")
    assert os.strerror(number) in error.detail
