"""Killed at any moment of making, checking and thinning: no half set, none without its files, no good one lost."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from kept_office import KeptOffice, kept_office

from cases.model.backup import BackupState
from db.backups.checking import check_set
from db.backups.layout import is_temporary, list_sets, read_manifest
from db.backups.making import make_set

ROUNDS = 10
HERE = Path(__file__).parent
ROOT = HERE.parents[1]


def sound(office: KeptOffice, told: str) -> None:
    """Every listed set reads, has every file, and the newest that was told good still is."""
    sets = list_sets(office.place, office.identities)
    assert all(one.state is not BackupState.BAD for one in sets)
    for one in sets:
        for name, size in read_manifest(office.place, one.id, office.identities).blobs.items():
            assert office.place.blob(name).stat().st_size == size
    assert not told or told in {one.id for one in sets if one.state is BackupState.GOOD}


@pytest.mark.skipif(sys.platform == "win32", reason="keepers are forks; killing is the same everywhere")
def test_backups_killed_at_random_moments(tmp_path: Path, new_database: Path) -> None:
    office = kept_office(tmp_path, new_database)
    office.database.close()
    dice = random.Random()  # noqa: S311 - other moments in each run
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, (ROOT, HERE.parent, HERE)))}
    told = ""
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, HERE / "kill_backups.py", tmp_path, office.recovery],
        env=environment,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as nursery:
        assert nursery.stdin is not None
        assert nursery.stdout is not None
        for _ in range(ROUNDS):
            print("one", file=nursery.stdin, flush=True)
            born = nursery.stdout.readline()
            while not born.startswith("born"):
                told, born = born.split()[1], nursery.stdout.readline()
            time.sleep(dice.uniform(0.02, 0.6))  # when it is killed is the very point
            os.kill(int(born.split()[1]), signal.SIGKILL)
            while not (line := nursery.stdout.readline()).startswith("dead"):
                told = line.split()[1]
            sound(office, told)
        nursery.stdin.close()
    assert told
    again = make_set(office.place, office.home, office.keys, office.order())
    check = check_set(office.place, again.id, office.identities, office.clock.now(), every=True)
    assert check.problems == ()
    assert check.missing == 0
    left = [file for folder in (office.place.sets, office.place.pool) for file in folder.iterdir()]
    assert not any(is_temporary(file) for file in left)
