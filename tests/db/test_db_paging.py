"""Pages put together are the whole list, in order, for any sort, filter and size."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import samples
from hypothesis import given, settings
from hypothesis import strategies as st
from open_db import open_office
from samples import ADMIN

from cases.model.case import CaseStatus
from cases.model.listing import CaseLine, ListQuery
from db.unit import OfficeDatabase

NAMES = ["Ani", "budi", "Budi", "Cici 100%", "Dedi_", "budiman", "Éva"]
UNITS = ["Dinas Kesehatan", "Dinas Pendidikan"]


@pytest.fixture(scope="module")
def listed(new_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OfficeDatabase]:
    """Sixty cases with many equal and missing values."""
    path = tmp_path_factory.mktemp("paging") / "office.db"
    path.write_bytes(new_database.read_bytes())
    database = open_office(path)
    dice = random.Random(7)  # noqa: S311 - made-up records
    with database.write() as work:
        work.log_as(ADMIN, "test.fill")
        for ordinal in range(1, 61):
            received = date(2026, 1, 1) + timedelta(days=dice.randrange(20))
            report = samples.make_report(ordinal, received_on=received)
            person = samples.make_person(
                name=dice.choice(NAMES), nip=samples.nip_of(ordinal), work_unit=dice.choice(UNITS)
            )
            summary = samples.make_summary(
                due_on=dice.choice([None, received + timedelta(days=dice.randrange(5))]),
                status=dice.choice(list(CaseStatus)),
            )
            case = samples.make_case(report, ordinal, respondent=person, received_on=received, summary=summary)
            work.reports.add(report)
            work.cases.add(case)
            work.letters.add(samples.make_letter(case, letter_on=dice.choice([None, received])))
            work.employees.add(samples.make_employee(name=person.name, nip=person.nip, unit_1=person.work_unit))
    yield database
    database.close()


@pytest.fixture(scope="module")
def whole(listed: OfficeDatabase) -> list[CaseLine]:
    return everything(listed, ListQuery(sort="number", limit=100))


def everything(database: OfficeDatabase, query: ListQuery, store: str = "cases") -> list[Any]:
    rows: list[Any] = []
    with database.read() as work:
        while True:
            page = getattr(work, store).page(query)
            rows += page.rows
            assert len(page.rows) <= query.limit
            if page.next_after is None:
                assert page.total == len(rows)
                return rows
            query = replace(query, after=page.next_after)


def folded(value: str | date) -> str:
    """As NOCASE sees it: ASCII letters alike."""
    return "".join(letter.lower() if letter.isascii() else letter for letter in str(value))


SORTS = ("number", "name", "nip", "work_unit", "track", "stage", "status", "received_on", "due_on", "level")


@settings(deadline=None, max_examples=60)
@given(
    sort=st.sampled_from(SORTS),
    descending=st.booleans(),
    limit=st.integers(min_value=3, max_value=70),
    status=st.sampled_from([(), ("diproses",), ("diproses", "dihukum")]),
    name=st.sampled_from(["", "bud", "BUDI", "%", "_", "tidak ada"]),
    first=st.sampled_from([None, date(2026, 1, 5)]),
    last=st.sampled_from([None, date(2026, 1, 15)]),
)
def test_pages_are_the_whole_list_in_order(
    listed: OfficeDatabase,
    whole: list[CaseLine],
    sort: str,
    descending: bool,  # noqa: FBT001 - drawn by name
    limit: int,
    status: tuple[str, ...],
    name: str,
    first: date | None,
    last: date | None,
) -> None:
    query = ListQuery(
        sort=sort,
        descending=descending,
        limit=limit,
        filters={"status": status, "name": name},
        received_from=first,
        received_to=last,
    )
    rows: list[CaseLine] = everything(listed, query)
    expected = [
        line
        for line in whole
        if (not status or line.status in status)
        and name.lower() in line.name.lower()
        and (first is None or line.received_on >= first)
        and (last is None or line.received_on <= last)
    ]
    with_value = [line for line in expected if getattr(line, sort) is not None]
    without = [line for line in expected if getattr(line, sort) is None]
    with_value.sort(key=lambda line: (folded(getattr(line, sort)), line.id), reverse=descending)
    without.sort(key=lambda line: line.id, reverse=descending)
    assert rows == with_value + without


@pytest.mark.parametrize(
    ("store", "sort"),
    [
        *(
            ("letters", sort)
            for sort in ("number", "kind", "title", "letter_on", "status", "respondent", "case_number")
        ),
        *(("employees", sort) for sort in ("nip", "name", "status", "grade", "position", "unit_1")),
        *(("reports", sort) for sort in ("number", "received_on", "source", "status")),
    ],
)
@pytest.mark.parametrize("descending", [False, True])
def test_every_list_pages_by_every_column(
    listed: OfficeDatabase,
    store: str,
    sort: str,
    descending: bool,  # noqa: FBT001 - by name
) -> None:
    rows = everything(listed, ListQuery(sort=sort, descending=descending, limit=7), store)
    values = [folded(getattr(row, sort)) for row in rows if getattr(row, sort) is not None]
    assert len({row.id for row in rows}) == 60
    assert values == sorted(values, reverse=descending)
    assert all(getattr(row, sort) is None for row in rows[len(values) :])


def test_lines_carry_what_lists_show(listed: OfficeDatabase) -> None:
    (case,) = everything(listed, ListQuery(sort="number", filters={"number": "2026/007"}))
    (letter,) = everything(listed, ListQuery(sort="number", filters={"case_number": "2026/007"}), "letters")
    (report,) = everything(listed, ListQuery(sort="number", filters={"number": "L-007"}), "reports")
    assert letter.respondent == case.name
    assert letter.case_id == case.id
    assert report.respondents == "Ratna Kusumawardhani"
    assert (case.stage_title, case.next_title, case.due_title) == (
        "Perkara dibuka",
        "Bentuk tim pemeriksa",
        "Panggilan I",
    )


def test_a_nip_filter_ignores_spaces(listed: OfficeDatabase) -> None:
    nip = samples.nip_of(7)
    spaced = f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"
    (case,) = everything(listed, ListQuery(sort="number", filters={"nip": spaced}))
    assert case.nip == nip


@pytest.mark.parametrize(
    ("column", "first", "last"),
    [
        ("due_on", date(2026, 1, 5), date(2026, 1, 12)),
        ("due_on", None, date(2026, 1, 12)),
        ("received_on", date(2026, 1, 5), None),
        ("number", "2026/010", "2026/020"),
    ],
)
def test_bounds_include_both_ends(listed: OfficeDatabase, column: str, first: Any, last: Any) -> None:
    lines = everything(listed, ListQuery(sort="number", limit=100))
    values = [(line.id, getattr(line, column)) for line in lines]
    expected = {
        identity
        for identity, value in values
        if value is not None and (first is None or value >= first) and (last is None or value <= last)
    }
    rows = everything(listed, ListQuery(sort="number", limit=7, between={column: (first, last)}))
    assert {row.id for row in rows} == expected
    assert 0 < len(expected) < len(lines)


def test_an_unknown_column_is_a_bug(listed: OfficeDatabase) -> None:
    with listed.read() as work, pytest.raises(ValueError, match="no column"):
        work.cases.page(ListQuery(sort="note"))
