"""An import killed at any moment: no row without its file, every file without a row is found and collected."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest
from off_thread import in_worker
from samples import make_person

from cases.model.report import Channel, Report, Source
from cases.model.user import Actor
from cases.services import evidence, reports
from cases.services.reports import ReportForm
from db.files import TEMPORARY
from db.secrets import SecretStore
from desktop.wiring import open_office

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


def look(home: Path, key: str, admin: Actor, report_id: str) -> tuple[int, int, int]:
    """Open the office as the program does and look at everything; return how many items, orphans, unfinished files."""
    office = open_office(home, key, secrets=SecretStore(None))
    try:
        found = office.verify(admin)
        assert found.problems == ()
        items = office.read(evidence.evidence_of_report, admin, report_id)
        assert found.evidence_checked == len(items)
        assert [item.ordinal for item in items] == list(range(1, len(items) + 1))
        for item in items:
            acts = [line.action for line in office.read(evidence.custody_of, admin, item.id)]
            assert acts[:2] == ["take", "add"], "no item without the record of its custody"
        files = [file.name for file in (home / "vault").iterdir()]
        unfinished = [name for name in files if name.startswith(TEMPORARY)]
        orphans = {name.removesuffix(".age") for name in files} - {item.blob for item in items} - set(unfinished)
        assert not {item.blob for item in items} - set(office.vault.names()), "no row without its file"
        reported: list[str] = []
        office.database.tidy(lambda known: reported.extend(office.vault.collect_orphans(known, timedelta(0))))
        assert set(reported) == orphans, "no file without a row that is not reported"
        assert set(office.vault.names()) == {item.blob for item in items}
        assert len(list((home / "vault").iterdir())) == len(items), "and it is collected, with what was unfinished"
        return len(items), len(orphans), len(unfinished)
    finally:
        office.close()


def a_report(home: Path, key: str, admin: Actor) -> Report:
    office = open_office(home, key, secrets=SecretStore(None))
    form = ReportForm(
        received_on=date(2026, 5, 4),
        source=Source.BAWASLU,
        channel=Channel.SOCIAL_MEDIA,
        narrative="Unggahan dukungan.",
        respondents=(make_person(),),
    )
    try:
        return office.write(reports.register_report, admin, form)[0]
    finally:
        office.close()


@pytest.mark.skipif(sys.platform == "win32", reason="imports are forks; killing is the same everywhere")
def test_killed_at_random_moments(
    home: Path, recovery_key: str, admin: Actor, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    rounds = pytestconfig.getoption("kills")
    dice = random.Random()  # noqa: S311 - other moments in each run
    report = in_worker(lambda: a_report(home, recovery_key, admin))
    (tmp_path / "kunci.txt").write_text(recovery_key, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, (ROOT, HERE.parent)))}
    seen: Counter[str] = Counter()
    committed = 0
    with (
        ThreadPoolExecutor(1) as pool,
        subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, HERE / "killed_import.py", home, tmp_path / "kunci.txt", report.id],
            env=environment,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        ) as nursery,
    ):
        assert nursery.stdin is not None
        assert nursery.stdout is not None
        for _ in range(rounds):
            print("next", file=nursery.stdin, flush=True)
            lines = iter(nursery.stdout.readline, "")
            importer, commits = 0, dice.randrange(3)
            while not importer or commits > 0:
                word, *rest = next(lines).split()
                if word == "born":
                    importer = int(rest[0])
                else:
                    committed, commits = int(word), commits - 1
            time.sleep(dice.uniform(0.0, 0.08))  # the moment itself, not a wait for something
            os.kill(importer, signal.SIGKILL)
            for line in lines:
                assert line != "failed\n"
                if line == "dead\n":
                    break
                committed = int(line)
            items, orphans, unfinished = pool.submit(look, home, recovery_key, admin, report.id).result()
            assert items >= committed, "what was said to be in is in"
            seen.update(kills=1, orphans=orphans, unfinished=unfinished)
            committed = items
        nursery.stdin.close()
    print(f"{dict(seen)}, {committed} items in the end")  # noqa: T201 - shown with -s
    assert seen["kills"] == rounds
