"""Killed at any moment: the database is sound, its chain whole, no number double, nothing lost that was committed."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from open_db import KEY, open_office

from db.engine import connect

ROUNDS = 50
HERE = Path(__file__).parent
ROOT = HERE.parents[1]


def sound(path: Path, committed: int) -> int:
    """Open the database as the program does and look at everything; return the length of its log."""
    database = open_office(path)
    with database.read() as work:
        found = work.audit.verify()
        entries = work.register.of_year("800.1.6.2", 2026)
        employees = len(work.employees.all_by_nip())
        imports = work.audit.of_record(["*"])
    database.close()
    assert found.problems == ()
    assert found.rows >= committed
    ordinals = [entry.ordinal for entry in entries]
    assert ordinals == list(range(1, len(ordinals) + 1))
    assert employees == sum(int(entry.changes["new"][1]) for entry in imports)
    connection = connect(path, KEY)
    numbers = connection.execute("SELECT number, id FROM letter ORDER BY number_ordinal").fetchall()
    reports = connection.execute("SELECT count(*) FROM report").fetchone()[0]
    connection.close()
    assert numbers == [(entry.text, entry.letter_id) for entry in entries]
    assert reports == len(entries)
    return found.rows


@pytest.mark.skipif(sys.platform == "win32", reason="writers are forks; killing is the same everywhere")
def test_killed_at_fifty_moments(office_path: Path) -> None:
    dice = random.Random()  # noqa: S311 - other moments in each run
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, (ROOT, HERE.parent, HERE)))}
    committed = 0
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, HERE / "kill_nursery.py"],
        env=environment,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as nursery:
        assert nursery.stdin is not None
        assert nursery.stdout is not None
        for _ in range(ROUNDS):
            print(office_path, file=nursery.stdin, flush=True)
            lines = iter(nursery.stdout.readline, "")
            writer, commits = 0, dice.randrange(6)
            while not writer or commits > 0:
                word, *rest = next(lines).split()
                if word == "born":
                    writer = int(rest[0])
                else:
                    committed, commits = int(word), commits - 1
            time.sleep(dice.uniform(0.0, 0.03))  # the moment itself, not a wait for something
            os.kill(writer, signal.SIGKILL)
            for line in lines:
                if line == "dead\n":
                    break
                committed = int(line)
            committed = sound(office_path, committed)
        nursery.stdin.close()
    assert committed > ROUNDS
