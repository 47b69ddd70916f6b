"""A whole office killed at any moment of its work: sound, nothing half-written, no number double, nothing lost."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from cases.model.letter import LetterStatus
from cases.model.listing import ListQuery
from cases.model.user import Actor
from cases.services import letters
from db.secrets import SecretStore
from desktop.wiring import open_office

ROUNDS = 50
HERE = Path(__file__).parent
ROOT = HERE.parents[1]


def sound(home: Path, key: str, admin: Actor, committed: int) -> int:
    """Look from a worker: another test may have made this thread the one that draws."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(look, home, key, admin, committed).result()


def look(home: Path, key: str, admin: Actor, committed: int) -> int:
    """Open the office as the program does and look at everything; return the length of its log."""
    office = open_office(home, key, secrets=SecretStore(None))
    found = office.verify(admin)
    lines = office.read(letters.letter_page, admin, ListQuery(sort="number", limit=100_000)).rows
    kept = [office.read(letters.letter, admin, line.id) for line in lines]
    with office.database.read() as work:
        year = work.clock.today().year
        taken = [entry for letter in kept[:1] for entry in work.register.of_year(letter.classification, year)]
    office.close()
    assert found.problems == ()
    assert found.rows >= committed
    numbered = {letter.number: letter.id for letter in kept if letter.number}
    assert len(numbered) == sum(bool(letter.number) for letter in kept), "no number is double"
    assert [entry.ordinal for entry in taken] == list(range(1, len(taken) + 1))
    assert {entry.text: entry.letter_id for entry in taken} == numbered
    for letter in kept:
        drafted = letter.status is LetterStatus.DRAFT
        assert (not letter.number, not letter.blob, not letter.sha256) == (drafted,) * 3
    assert found.letters_checked == sum(letter.status is not LetterStatus.DRAFT for letter in kept)
    return found.rows


@pytest.mark.skipif(sys.platform == "win32", reason="workers are forks; killing is the same everywhere")
def test_killed_at_fifty_moments(home: Path, recovery_key: str, admin: Actor, tmp_path: Path) -> None:
    dice = random.Random()  # noqa: S311 - other moments in each run
    (tmp_path / "kunci.txt").write_text(recovery_key, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, (ROOT, HERE.parent)))}
    committed = 0
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, HERE / "killed_office.py", home, tmp_path / "kunci.txt"],
        env=environment,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as nursery:
        assert nursery.stdin is not None
        assert nursery.stdout is not None
        for _ in range(ROUNDS):
            print("next", file=nursery.stdin, flush=True)
            lines = iter(nursery.stdout.readline, "")
            worker, commits = 0, dice.randrange(8)
            while not worker or commits > 0:
                word, *rest = next(lines).split()
                if word == "born":
                    worker = int(rest[0])
                else:
                    committed, commits = int(word), commits - 1
            time.sleep(dice.uniform(0.0, 0.06))  # the moment itself, not a wait for something
            os.kill(worker, signal.SIGKILL)
            for line in lines:
                if line == "dead\n":
                    break
                committed = int(line)
            committed = sound(home, recovery_key, admin, committed)
        nursery.stdin.close()
    assert committed > ROUNDS
