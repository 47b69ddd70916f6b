"""Gives birth to imports that a test kills: for each line on standard input one that imports until it dies.

Everything is real, vault and anchor included, and loaded once; an import is a fork, so that a hundred of them cost
little. It tells the test how many items the office holds after each commit.
"""

from __future__ import annotations

import os
import sys
from itertools import count
from pathlib import Path

from cases.model.user import Actor, Role
from cases.services import evidence
from cases.services.evidence import EvidenceForm
from db.secrets import SecretStore
from desktop.wiring import open_office

ACTOR = Actor(name="admin", role=Role.ADMIN, full_name="Admin Uji")
_SIZES = (3_000, 40_000, 200_000, 700_000)
_GROUP = 3


def import_until_killed(home: Path, key: str, report_id: str) -> None:
    office = open_office(home, key, secrets=SecretStore(None))
    source = home.parent / f"bukti-{os.getpid()}.bin"
    for turn in count():
        ready = []
        for _ in range(turn % _GROUP + 1):
            source.write_bytes(os.urandom(_SIZES[turn % len(_SIZES)]))
            ready.append((office.stage(source, source.name), EvidenceForm(file_name=source.name)))
        office.write(evidence.add_several, ACTOR, report_id, ready)
        with office.database.read() as work:
            print(work.evidence.count(), flush=True)  # noqa: T201 - told to the test


def main() -> None:
    home, key, report_id = Path(sys.argv[1]), Path(sys.argv[2]).read_text(encoding="utf-8"), sys.argv[3]
    for _line in sys.stdin:
        child = os.fork()
        if child == 0:
            try:
                import_until_killed(home, key, report_id)
            finally:
                os._exit(1)  # an error of its own is no death
        print("born", child, flush=True)  # noqa: T201 - told to the test
        _, status = os.waitpid(child, 0)
        print("dead" if os.WIFSIGNALED(status) else "failed", flush=True)  # noqa: T201 - the same


if __name__ == "__main__":
    main()
