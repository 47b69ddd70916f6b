"""An office that worked with the first version of the database: nothing of it is lost or read otherwise in the newest.

``office_0001.json`` holds the rows of such an office, all made up: two cases, one with a signed summons, a due date
that was met and the record of its examination, and the beginning of its log.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from fakes import FakeClock, FakePictures, FakeRenderer, FakeVault, PlainHasher

from cases.model.letter import LetterStatus
from cases.model.listing import ListQuery
from cases.model.steps import ExaminationFacts, StepKey
from cases.model.user import Actor, Role
from cases.regulations import load_law
from cases.services import board, case_files, elections, letters, office, steps
from db import upgrade
from db.engine import connect, keyed_engine
from db.unit import OfficeDatabase
from db.upgrade import NEWEST, version_of
from desktop.world import LateSigner

KEY = bytes(range(32))
FIRST = "0001_first"
ROWS: dict[str, Any] = json.loads(Path(__file__).with_name("office_0001.json").read_text())
CLERK = Actor(name="petugas", role=Role.CLERK)
ADMIN = Actor(name="admin", role=Role.ADMIN)


def stored(path: Path) -> dict[str, list[list[Any]]]:
    """The rows of every table that the old office had, in its columns."""
    connection = connect(path, KEY)
    try:
        found = {}
        for table, old in ROWS.items():
            names = ", ".join(f'"{name}"' for name in old["columns"])
            rows = connection.execute(f'SELECT {names} FROM "{table}" ORDER BY 1, 2').fetchall()  # noqa: S608 - ours
            found[table] = [[value.hex() if isinstance(value, bytes) else value for value in row] for row in rows]
        return found
    finally:
        connection.close()


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The old office's database."""
    path = tmp_path / "office.db"
    engine = keyed_engine(path, KEY, "BEGIN IMMEDIATE", create=True)
    with engine.begin() as connection:
        command.upgrade(upgrade._config(connection), FIRST)
        for table, rows in ROWS.items():
            kinds = {row[1]: row[2] for row in connection.exec_driver_sql(f'PRAGMA table_info("{table}")')}
            names = ", ".join(f'"{name}"' for name in rows["columns"])
            marks = ", ".join("?" * len(rows["columns"]))
            for row in rows["rows"]:
                values = [
                    bytes.fromhex(value) if kinds[name] == "BLOB" else value
                    for name, value in zip(rows["columns"], row, strict=True)
                ]
                connection.exec_driver_sql(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', tuple(values))  # noqa: S608
    engine.dispose()
    return path


@pytest.fixture
def opened(old: Path) -> Iterator[OfficeDatabase]:
    clock = FakeClock()
    clock.set_today(date(2026, 5, 20))
    database = OfficeDatabase(
        old,
        KEY,
        vault=FakeVault(),
        renderer=FakeRenderer(),
        law=load_law(),
        clock=clock,
        passwords=PlainHasher(),
        pictures=FakePictures(),
        signer=LateSigner(),
    )
    yield database
    database.close()


def test_every_value_is_kept(old: Path) -> None:
    before = stored(old)
    assert sum(map(len, before.values())) == sum(len(table["rows"]) for table in ROWS.values()) > 20
    upgrade.bring_up_to_date(old, KEY)
    assert version_of(old, KEY) == NEWEST
    assert stored(old) == before
    assert stored(old.with_name(f"office.db.sebelum-{NEWEST}")) == before


def test_what_is_new_says_nothing_yet(opened: OfficeDatabase) -> None:
    with opened.read() as work:
        ids = work.cases.open_ids()
        for case_id in ids:
            assert {(one.corrects, one.correction_reason, one.withdrawn) for one in work.steps.of_case(case_id)} == {
                (None, "", False)
            }
            for letter in work.letters.of_case(case_id):
                assert (letter.case_id, letter.report_id, letter.replaces, letter.outdated) == (case_id, None, None, "")
            assert {due.party for due in work.deadlines.of_case(case_id)} <= {"kantor"}
            assert work.reports.get(work.cases.get(case_id).report_id).respondents[0].verification is None
        assert (work.elections.all(), work.packs.all(), work.marks.all()) == ((), (), ())
        profile = office.current_office(work, CLERK)
        assert (profile.targets, profile.unverified_letters) == ({}, ())
        assert {hit.noun for hit in work.search.find("Rekaan", 10)} == {"case", "report"}
        checked = work.audit.verify(None)
        assert checked.rows == len(ROWS["log"]["rows"])
        # neither papers, values nor the end of the log are in the sample
        told = ("tidak ada di brankas", "hilang tanpa pemusnahan yang dicatat", "Catatan perubahan terpotong")
        assert all(any(words in problem for words in told) for problem in checked.problems)


def test_its_work_goes_on(opened: OfficeDatabase) -> None:
    """Pages open and offer the next step, the list of letters is read, records are changed and the elections loaded."""
    with opened.read() as work:
        ids = work.cases.open_ids()
        views = {view.file.case.number: view for view in (steps.case_view(work, CLERK, each) for each in ids)}
        assert board.board(work, CLERK).counts
    first = views["2026/001"].file
    assert [step.key for step in first.steps] == [StepKey.OPENED, StepKey.SUMMONS_1, StepKey.EXAMINATION]
    heard = first.steps[-1].facts
    assert isinstance(heard, ExaminationFacts)
    assert (heard.recorded, heard.consent_on) == (False, None)
    assert StepKey.FINDINGS in {step.key for step in views["2026/001"].next_steps}
    with opened.write() as work:
        case_files.name_officials(
            work,
            CLERK,
            first.case.id,
            superior=first.case.superior,
            examiners=first.case.examiners,
            official=first.case.official,
            official_post="Bupati",
        )
        assert elections.load_shipped(work, ADMIN)
        number = next(letter.number for letter in first.letters if letter.number)
        found = letters.letter_page(work, CLERK, ListQuery(sort="number"))
        assert number in {line.number for line in found.rows}
        assert {line.status for line in found.rows} == {LetterStatus.SIGNED}
