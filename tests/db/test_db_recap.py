"""From the encrypted database to the workbook: totals are the rows, and the rows are the database."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from fakes import FakeClock, FakePictures, FakeRenderer, FakeVault, PlainHasher
from python_calamine import CalamineWorkbook
from samples import make_case, make_office, make_report

from cases.errors import InvalidInput
from cases.model.figures import FigureQuery
from cases.model.user import Actor, Role
from cases.regulations import load_law
from cases.services.recap import recap
from db.unit import OfficeDatabase
from desktop.wiring import LateSigner
from reports.recap import make_recap

CLERK = Actor(name="petugas", role=Role.CLERK)


@pytest.fixture
def database(office_path: Path) -> Iterator[OfficeDatabase]:
    """An encrypted database that knows the real law."""
    opened = OfficeDatabase(
        office_path,
        bytes(range(32)),
        vault=FakeVault(),
        renderer=FakeRenderer(),
        law=load_law(),
        clock=FakeClock(),
        passwords=PlainHasher(),
        pictures=FakePictures(),
        signer=LateSigner(),
    )
    yield opened
    opened.close()


def test_the_workbook_holds_what_the_database_holds(database: OfficeDatabase) -> None:
    with database.write() as work:
        work.log_as(CLERK, "test.fill")
        work.office.add(make_office())
        for ordinal in range(1, 13):
            received = date(2026, 1, 15) + timedelta(days=30 * ordinal)
            report = make_report(ordinal, received_on=received, event_on=received - timedelta(days=3))
            work.reports.add(report)
            work.cases.add(make_case(report, ordinal, received_on=received))
    first, last = date(2026, 3, 16), date(2026, 9, 12)
    with database.read() as work:
        data = recap(work, CLERK, "ministry", FigureQuery(first=first, last=last))
        stored = work.cases.of_figure(FigureQuery(first=first, last=last), "cases", last)
        assert data.log_head == work.audit.head().code
    assert 0 < len(stored) < 12
    assert [line.target for line in data.lines] == [case.id for case in stored]
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(make_recap(data)))
    cells = workbook.get_sheet_by_name("Rekap").to_python()
    place = {str(title): index for index, title in enumerate(cells[4])}
    body = cells[5 : 5 + len(stored)]
    assert [line[place["NIP"]] for line in body] == [case.respondent.nip for case in stored]
    assert [line[place["Tanggal laporan"]] for line in body] == [case.received_on for case in stored]
    sums = [line[1] for line in workbook.get_sheet_by_name("Jumlah dan definisi").to_python() if line]
    assert sums.count(len(stored)) >= 5


def test_a_period_that_ends_before_it_begins_is_refused(database: OfficeDatabase) -> None:
    with database.read() as work, pytest.raises(InvalidInput, match="mendahului"):
        recap(work, CLERK, "ministry", FigureQuery(first=date(2026, 2, 1), last=date(2026, 1, 1)))
