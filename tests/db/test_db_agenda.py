"""The agenda as the database gives it: every line once, in the order of urgency, by any filter and page."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
import samples
from hypothesis import example, given, settings
from hypothesis import strategies as st
from open_db import open_office
from samples import ADMIN

from cases.model.case import CaseStatus, Track
from cases.model.listing import AgendaDays, DueLine, ListQuery
from db.unit import OfficeDatabase

TODAY = date(2026, 10, 21)
DAYS = AgendaDays(today=TODAY, safe_from=date(2026, 10, 27), until=date(2027, 10, 21))
UNITS = ("Dinas Kesehatan", "dinas pendidikan", "")


@pytest.fixture(scope="module")
def busy(new_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OfficeDatabase]:
    """Eighty cases: with due dates of all parties, waiting, without a date, closed."""
    path = tmp_path_factory.mktemp("agenda") / "office.db"
    path.write_bytes(new_database.read_bytes())
    database = open_office(path)
    dice = random.Random(11)  # noqa: S311 - made-up records
    report = samples.make_report()
    with database.write() as work:
        work.log_as(ADMIN, "test.fill")
        work.reports.add(report)
        for ordinal in range(1, 81):
            due = dice.choice([None, None, TODAY, *(TODAY + timedelta(days=dice.randrange(-9, 30)) for _ in range(4))])
            waits = due is None and dice.random() < 0.5
            summary = samples.make_summary(
                due_on=due,
                waiting_since=TODAY - timedelta(days=dice.randrange(90)) if waits else None,
                status=CaseStatus.WAITING_PPK if waits else CaseStatus.RUNNING,
                next_title=dice.choice(["Lanjutkan", "Lanjutkan", ""]),
            )
            person = samples.make_person(nip=samples.nip_of(ordinal), work_unit=dice.choice(UNITS))
            case = samples.make_case(
                report, ordinal, respondent=person, summary=summary, track=dice.choice(list(Track))
            )
            work.cases.add(case)
            rows = [] if due is None else [samples.make_deadline(case, "ours", due_on=due)]
            if dice.random() < 0.3:
                theirs = TODAY + timedelta(days=dice.randrange(-9, 30))
                rows.append(samples.make_deadline(case, "theirs", due_on=theirs, party="terlapor"))
            rows.append(samples.make_deadline(case, "done", done_on=TODAY))
            rows.append(samples.make_deadline(case, "far", due_on=DAYS.until + timedelta(days=1)))
            work.deadlines.replace(case.id, rows)
    yield database
    database.close()


def everything(database: OfficeDatabase, query: ListQuery) -> list[DueLine]:
    lines: list[DueLine] = []
    with database.read() as work:
        while True:
            page = work.deadlines.agenda(query, DAYS)
            lines += page.rows
            if page.next_after is None:
                assert page.total == len(lines)
                return lines
            query = ListQuery(
                sort=query.sort,
                descending=query.descending,
                filters=query.filters,
                after=page.next_after,
                limit=query.limit,
            )


def group_of(line: DueLine) -> str:
    if line.due_on is None:
        return "4" if line.waiting_since else "6"
    if line.party != "kantor":
        return "5"
    if line.due_on <= TODAY:
        return "0" if line.due_on < TODAY else "1"
    return "2" if line.due_on < DAYS.safe_from else "3"


def test_every_open_due_date_and_every_case_to_go_on_with_stands_in_it_once(busy: OfficeDatabase) -> None:
    lines = everything(busy, ListQuery(sort="left", limit=200))
    assert len({line.id for line in lines}) == len(lines)
    with busy.read() as work:
        cases = [work.cases.get(line.id) for line in work.cases.page(ListQuery(sort="number", limit=200)).rows]
        due = {row.id for case in cases for row in work.deadlines.of_case(case.id) if row.done_on is None}
        dated = {line.id for line in lines if line.due_on is not None}
        assert dated == {key for key in due if not key.endswith("far")}
        undated = {
            case.id
            for case in cases
            if case.summary.next_title and (case.summary.due_on is None or case.summary.waiting_since)
        }
        assert {line.id for line in lines if line.due_on is None} == undated


def test_the_most_urgent_come_first(busy: OfficeDatabase) -> None:
    lines = everything(busy, ListQuery(sort="left", limit=200))
    places = [(group_of(line), line.due_on or line.waiting_since or date.max, line.case_number) for line in lines]
    assert places == sorted(places)
    assert {place for place, _, _ in places} == set("0123456")


def test_counts_units_and_the_last_day_agree_with_the_lines(busy: OfficeDatabase) -> None:
    lines = everything(busy, ListQuery(sort="left", limit=200))
    with busy.read() as work:
        counts = work.deadlines.agenda_counts(DAYS)
        assert {one.place: one.count for one in counts} == Counter(map(group_of, lines))
        for one in counts:
            days = [line.due_on or line.waiting_since for line in lines if group_of(line) == one.place]
            assert one.earliest == min((day for day in days if day), default=None)
        assert work.deadlines.agenda_units(DAYS) == ("Dinas Kesehatan", "dinas pendidikan")
        ours = [line.due_on for line in lines if line.due_on and line.party == "kantor"]
        assert work.deadlines.last_due(DAYS.until) == max(ours)


@pytest.fixture(scope="module")
def whole(busy: OfficeDatabase) -> tuple[DueLine, ...]:
    return tuple(everything(busy, ListQuery(sort="left", limit=200)))


@settings(max_examples=40, deadline=None)
@example(sort="left", descending=False, groups=set(), track="", unit="", limit=1)
@given(
    sort=st.sampled_from(["left", "case_number", "name", "title", "article", "due_on", "unit"]),
    descending=st.booleans(),
    groups=st.sets(st.sampled_from("0123456")),
    track=st.sampled_from(["", *map(str, Track)]),
    unit=st.sampled_from(["", "Dinas Kesehatan"]),
    limit=st.integers(5, 40),
)
def test_pages_put_together_are_the_whole(
    busy: OfficeDatabase,
    whole: tuple[DueLine, ...],
    sort: str,
    *,
    descending: bool,
    groups: set[str],
    track: str,
    unit: str,
    limit: int,
) -> None:
    wanted = {"group": tuple(sorted(groups)), "track": (track,), "unit": (unit,)}
    filters = {name: value for name, value in wanted.items() if any(value)}
    found = everything(busy, ListQuery(sort=sort, descending=descending, filters=filters, limit=limit))
    expected = {
        line.id
        for line in whole
        if (not groups or group_of(line) in groups)
        and (not track or line.track == track)
        and (not unit or line.work_unit == unit)
    }
    assert {line.id for line in found} == expected
    assert len(found) == len(expected)


def test_words_are_found_in_both_lines_of_a_cell(busy: OfficeDatabase) -> None:
    found = everything(busy, ListQuery(sort="name", filters={"name": "KESEHATAN"}, limit=200))
    assert found
    assert {line.work_unit for line in found} == {"Dinas Kesehatan"}
