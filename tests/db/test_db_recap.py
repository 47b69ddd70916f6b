"""From the encrypted database to the workbook: totals are the rows, and the rows are the database."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from figure_offices import Counting, fill, offices, queries, scratch
from hypothesis import given, settings
from hypothesis import strategies as st
from open_db import open_office
from python_calamine import CalamineWorkbook
from samples import make_case, make_office, make_report

from cases.errors import InvalidInput
from cases.model.figures import FigureQuery, PeriodBy
from cases.model.report import Source
from cases.model.user import Actor, Role
from cases.regulations import load_law
from cases.rules.figures import breakdowns
from cases.rules.recap_form import RecapForm, recap_forms
from cases.services.recap import FILTERS, recap
from db.unit import OfficeDatabase
from reports.recap import make_recap

CLERK = Actor(name="petugas", role=Role.CLERK)


@pytest.fixture
def database(office_path: Path) -> Iterator[OfficeDatabase]:
    """An encrypted database that knows the real law."""
    opened = open_office(office_path, law=load_law())
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


def test_reports_that_have_no_day_of_decision_stand_in_a_line_of_their_own(database: OfficeDatabase) -> None:
    with database.write() as work:
        work.log_as(CLERK, "test.fill")
        work.office.add(make_office())
        work.reports.add(make_report(1, received_on=date(2026, 1, 15)))
    with database.read() as work:
        data = recap(work, CLERK, "month", FigureQuery(by=PeriodBy.DECIDED))
    assert [line.values[:2] for line in data.lines] == [("(tanpa tanggal)", 1)]
    assert data.sums[1] == 1


@pytest.fixture(scope="module")
def lasting(new_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OfficeDatabase]:
    """An empty office with the real law, for many random ones in turn."""
    path = Path(shutil.copy(new_database, tmp_path_factory.mktemp("recaps") / "office.db"))
    opened = open_office(path, law=load_law())
    with opened.write() as work:
        work.log_as(CLERK, "test.fill")
        work.office.add(make_office())
    yield opened
    opened.close()


@settings(max_examples=25, deadline=None)
@given(made=offices(), query=queries(), form=st.sampled_from(recap_forms()), data=st.data())
def test_rows_are_totals_are_the_database_are_what_the_file_says(
    lasting: OfficeDatabase, made: Counting, query: FigureQuery, form: RecapForm, data: st.DataObject
) -> None:
    if form.letters:
        query = FigureQuery(first=query.first, last=query.last)
    else:
        chosen = data.draw(st.dictionaries(st.sampled_from(FILTERS), st.none(), max_size=2))
        query = replace(query, filters={key: data.draw(words_of(key)) for key in chosen})
    with scratch(lasting) as work:
        fill(work, made)
        today = work.clock.today()
        found = recap(work, CLERK, form.name, query)
        query = found.query  # with what belongs to the recap itself
        if form.lines:
            assert len(found.lines) == work.figures.counts(query, (form.lines,), today)[form.lines]
            for total in found.totals:
                assert not total.of_cases or sum(count for _, count in total.counts) == len(found.lines)
        elif not form.letters:
            counted = work.figures.counts(query, form.measures, today)
            assert found.sums[1 : 1 + len(form.measures)] == tuple(counted.values())
            by_line = [
                sum(int(line.values[place] or 0) for line in found.lines) for place in range(1, 1 + len(counted))
            ]
            several = breakdowns()[form.breakdown].several
            assert all(
                mine == sum_ or (several and mine >= sum_) for mine, sum_ in zip(by_line, counted.values(), strict=True)
            )
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(make_recap(found)))
    cells = workbook.get_sheet_by_name("Rekap").to_python()
    assert cells[4][: len(found.columns)] == [column.title for column in found.columns]
    for line, read in zip(found.lines, cells[5:], strict=False):
        for column, value, cell in zip(found.columns, line.values, read, strict=False):
            if column.kind == "share" and value is not None:
                assert cell == pytest.approx(value)
            else:
                assert cell == ("" if value is None else value), column.key
    if found.lines:
        assert len(cells) >= 5 + len(found.lines)


def words_of(key: str) -> st.SearchStrategy[tuple[str, ...]]:
    """Words of a filter, of which some occur."""
    known = {
        "track": ("disiplin", "etik", ""),
        "status": ("dihukum", "diproses", "menunggu PPK", ""),
        "work_unit": ("Dinas Kebudayaan", ""),
        "source": ("bawaslu", "masyarakat"),
        "election": ("Pilkada 2026", ""),
        "violation": ("D1", "D6", ""),
        "category": ("7", ""),
    }
    return st.lists(st.sampled_from(known[key]), min_size=1, max_size=2, unique=True).map(tuple)


def test_a_recap_of_one_source_holds_no_other(database: OfficeDatabase) -> None:
    with database.write() as work:
        work.log_as(CLERK, "test.fill")
        work.office.add(make_office())
        for ordinal, source in enumerate((Source.SBT, Source.BAWASLU, Source.SBT), start=1):
            report = make_report(ordinal, source=source)
            work.reports.add(report)
            work.cases.add(make_case(report, ordinal, source=source))
    with database.read() as work:
        found = recap(work, CLERK, "sbt", FigureQuery(filters={"source": (Source.BAWASLU,)}))
    assert len(found.lines) == 2, "what belongs to the recap cannot be filtered away"
    assert "sumber laporan SBT BKN" in found.filter_text
