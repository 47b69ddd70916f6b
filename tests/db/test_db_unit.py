"""One transaction per unit of work: it commits once or not at all, and its log comes with it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
import samples
import sqlalchemy as sa
from open_db import KEY, open_office
from samples import ADMIN

from cases.errors import DatabaseBusy, InvalidInput
from cases.model.listing import LogHead
from cases.model.staff import Staff
from cases.ports import UnitOfWork
from db.engine import connect
from db.unit import OfficeDatabase


class _Fault(Exception):
    pass


def fail_after(database: OfficeDatabase, write: Callable[[UnitOfWork], None]) -> None:
    with database.write() as work:
        work.log_as(ADMIN, "test.add")
        write(work)
        raise _Fault


def test_an_error_rolls_everything_back(office_db: OfficeDatabase) -> None:
    report = samples.make_report()
    with pytest.raises(_Fault):
        fail_after(office_db, lambda work: work.reports.add(report))
    with office_db.read() as work:
        assert work.reports.find(report.id) is None
        assert work.audit.head().count == 0


def test_nobody_named_nothing_written(office_db: OfficeDatabase) -> None:
    report = samples.make_report()
    with office_db.write() as work:
        writes: tuple[Callable[[], None], ...] = (
            lambda: work.reports.add(report),
            lambda: work.reports.save(report),
            lambda: work.employees.import_all(Staff.of([samples.make_employee()]), Staff(), "d"),
            lambda: work.deadlines.replace("c", []),
            lambda: work.holidays.replace_year(2026, []),
            lambda: work.drafts.put("k", "u", "{}"),
            lambda: work.drafts.drop("k", "u"),
            lambda: work.evidence.set_thumbnail("e", b""),
            lambda: work.register.take(samples.make_entry(samples.make_letter(samples.make_case(report)))),
        )
        for write in writes:
            with pytest.raises(RuntimeError, match="log_as"):
                write()
        assert not work.changes().touched


def test_a_reading_unit_cannot_write(office_db: OfficeDatabase) -> None:
    with office_db.read() as work:
        work.log_as(ADMIN, "test.add")
        with pytest.raises(RuntimeError, match="writes nothing"):
            work.reports.add(samples.make_report())


def test_the_database_itself_refuses_a_reader_that_writes(office_db: OfficeDatabase) -> None:
    with (
        office_db._engines.readers.connect() as connection,
        pytest.raises(sa.exc.OperationalError, match="readonly"),
    ):
        connection.exec_driver_sql("DELETE FROM draft")


def test_a_reading_unit_stands_on_its_snapshot(office_db: OfficeDatabase) -> None:
    with office_db.read() as before:
        assert before.cases.counts() == {}
        with office_db.write() as work:
            work.log_as(ADMIN, "test.add")
            report = samples.make_report()
            work.reports.add(report)
            work.cases.add(samples.make_case(report))
        assert before.cases.counts() == {}
    with office_db.read() as after:
        assert after.cases.counts() == {"diproses": 1}


def test_changes_name_what_was_touched(office_db: OfficeDatabase) -> None:
    report, employee = samples.make_report(), samples.make_employee()
    with office_db.write() as work:
        work.log_as(ADMIN, "test.add")
        work.reports.add(report)
        work.employees.import_all(Staff.of([employee]), Staff(), "d")
        changes = work.changes()
    assert changes.touched == {("report", report.id), ("employee", "*")}
    assert changes.concerns("employee")
    assert not changes.concerns("case")


def test_the_head_is_told_after_the_commit_only(office_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    heads: list[LogHead] = []
    database = open_office(office_path, on_head=heads.append)
    with database.write() as work:
        work.log_as(ADMIN, "test.add")
        work.users.add(samples.make_user())
        assert heads == []
        head = work.audit.head()
    with database.write() as work:
        work.log_as(ADMIN, "test.nothing")
    with pytest.raises(_Fault):
        fail_after(database, lambda work: work.users.add(samples.make_user(username="lain")))
    assert heads == [head]
    database.close()


def test_half_a_character_is_told_and_nothing_is_written(office_db: OfficeDatabase) -> None:
    def write() -> None:
        with office_db.write() as work:
            work.log_as(ADMIN, "test.add")
            work.users.add(samples.make_user())
            work.reports.add(samples.make_report(narrative="Uraian \ud800 rusak"))

    with pytest.raises(InvalidInput, match="tanda rusak"):
        write()
    with pytest.raises(InvalidInput, match="tanda rusak"), office_db.read() as work:
        work.users.by_username("adm\udcffin")
    with office_db.read() as work:
        assert work.users.by_username("petugas") is None


def test_a_head_that_cannot_be_kept_loses_no_commit(office_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    def refuse(_head: LogHead) -> None:
        raise _Fault

    user = samples.make_user()
    database = open_office(office_path, on_head=refuse)
    with caplog.at_level(logging.ERROR), database.write() as work:
        work.log_as(ADMIN, "test.add")
        work.users.add(user)
    assert "could not be kept" in caplog.text
    with database.read() as work:
        assert work.users.get(user.id) == user
    database.close()


def test_one_writer_and_two_readers_on_threads(office_db: OfficeDatabase) -> None:
    """Readers see whole units only: every report comes with its case."""
    failures: list[BaseException] = []
    done = threading.Event()

    def write() -> None:
        try:
            for ordinal in range(1, 31):
                report = samples.make_report(ordinal)
                with office_db.write() as work:
                    work.log_as(ADMIN, "test.add")
                    work.reports.add(report)
                    work.cases.add(samples.make_case(report, ordinal))
        except BaseException as error:  # noqa: BLE001 - told to the test below
            failures.append(error)
        finally:
            done.set()

    def read() -> None:
        try:
            while not done.is_set():
                with office_db.read() as work:
                    assert (
                        work.reports.last_ordinal(2026)
                        == work.cases.last_ordinal(2026)
                        == work.cases.counts().get("diproses", 0)
                    )
        except BaseException as error:  # noqa: BLE001 - told to the test below
            failures.append(error)

    threads = [threading.Thread(target=target) for target in (write, read, read)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with office_db.read() as work:
        assert work.cases.last_ordinal(2026) == 30


def test_who_waits_too_long_is_told_so(
    office_db: OfficeDatabase, office_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.engine.BUSY_SECONDS", 0.05)
    other = connect(office_path, KEY)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseBusy, match="coba lagi"), office_db.write():
        pass
    other.execute("ROLLBACK")
    other.close()
    with office_db.write() as work:
        assert work.audit.head().count == 0
