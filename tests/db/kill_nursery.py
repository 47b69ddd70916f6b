"""Gives birth to writers that a test kills: for each line on standard input one that writes until it dies.

Everything is imported once, here; a writer is a fork, so that fifty of them cost little. It tells the test the count
of the log after each commit.
"""

from __future__ import annotations

import os
import sys
from itertools import count
from pathlib import Path

import samples
import sqlalchemy as sa
from open_db import open_office
from samples import ADMIN

from cases.model.identity import new_id
from cases.model.staff import Staff
from cases.ports import UnitOfWork
from db.unit import OfficeDatabase


def report_and_letter(work: UnitOfWork) -> None:
    """A report, its case, and a letter that takes the next number of the register."""
    ordinal = work.reports.last_ordinal(2026) + 1
    report = samples.make_report(ordinal)
    case = samples.make_case(report, ordinal)
    letter = samples.make_letter(case)
    number = work.register.last_ordinal(letter.classification, 2026) + 1
    entry = samples.make_entry(letter, number)
    work.reports.add(report)
    work.cases.add(case)
    work.register.take(entry)
    work.letters.add(samples.make_letter(case, id=letter.id, number=entry.text, number_ordinal=number))
    work.deadlines.replace(case.id, [samples.make_deadline(case)])


def employees(work: UnitOfWork) -> None:
    """An import of forty."""
    first = len(work.employees.all_by_nip())
    new = [samples.make_employee(id=new_id(), nip=samples.nip_of(first + step)) for step in range(40)]
    work.employees.import_all(Staff.of(new), Staff(), "d" * 64)


def write_until_killed(path: Path) -> None:
    database: OfficeDatabase = open_office(path, on_head=lambda head: print(head.count, flush=True))  # noqa: T201 - told

    @sa.event.listens_for(database._engines.writer, "connect")
    def often(connection: object, _record: object) -> None:
        connection.execute("PRAGMA wal_autocheckpoint = 5")  # type: ignore[attr-defined]  # the driver has no types

    for turn in count():
        with database.write() as work:
            work.log_as(ADMIN, "test.write")
            (employees if turn % 5 == 4 else report_and_letter)(work)


def main() -> None:
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            write_until_killed(Path(line.strip()))
        print("born", child, flush=True)  # noqa: T201 - told to the test
        os.waitpid(child, 0)
        print("dead", flush=True)  # noqa: T201 - the same


if __name__ == "__main__":
    main()
