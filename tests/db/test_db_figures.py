"""Figures of the database against the same figures counted by hand over the records."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from figure_offices import OF_PERSONS, TODAY, Counting, fill, offices, queries, scratch
from hypothesis import given, settings
from hypothesis import strategies as st
from open_db import open_office
from samples import make_case, make_report, make_summary

from cases.model.case import CaseStatus
from cases.model.figures import Counted, FigureQuery, PeriodBy
from cases.model.identity import new_id
from cases.model.report import Respondent
from cases.rules.figures import breakdowns, measures
from db.figures import _CONDITIONS
from db.unit import OfficeDatabase


@pytest.fixture(scope="module")
def empty(new_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OfficeDatabase]:
    path = Path(shutil.copy(new_database, tmp_path_factory.mktemp("figures") / "office.db"))
    database = open_office(path)
    yield database
    database.close()


@settings(max_examples=40, deadline=None)
@given(made=offices(), query=queries(), name=st.sampled_from(sorted(breakdowns())), data=st.data())
def test_figures_are_what_the_records_say(
    empty: OfficeDatabase, made: Counting, query: FigureQuery, name: str, data: st.DataObject
) -> None:
    keys = tuple(measures())
    without = {Counted.REPORT} if name in OF_PERSONS or query.by in (PeriodBy.DECIDED, PeriodBy.WAITING) else set()
    possible = [key for key in keys if measures()[key].of not in without]
    with scratch(empty) as work:
        fill(work, made)
        rows = {key: made.of(key, query) for key in keys}
        assert work.figures.counts(query, keys, TODAY) == {key: len(rows[key]) for key in keys}

        table = work.figures.table(query, name, possible, TODAY)
        seen = {
            key: Counter(word for row in rows[key] for word in made.words(key, name, query.by, row)) for key in keys
        }
        for line in table:
            assert line.counts == tuple(seen[key][line.word] for key in possible)
        assert {word for key in possible for word in seen[key]} <= {line.word for line in table}

        words = data.draw(st.lists(st.sampled_from([line.word for line in table]), unique=True)) if table else []
        if words and name not in {"month", "year"}:
            narrowed = work.figures.counts(replace(query, filters={name: tuple(words)}), possible, TODAY)
            for key in possible:
                wanted = [row for row in rows[key] if set(words) & set(made.words(key, name, query.by, row))]
                assert narrowed[key] == len(wanted), key


def test_every_measure_is_defined_and_computed() -> None:
    assert set(measures()) == set(_CONDITIONS)
    assert all(one.definition.endswith(".") and one.title for one in (*measures().values(), *breakdowns().values()))


def test_the_published_funnel_of_2020_comes_out(empty: OfficeDatabase) -> None:
    """2,034 reported, 1,597 proven, 1,450 sanctioned, as published for the elections of 2020."""
    reported, proven, sanctioned = 2034, 1597, 1450
    report = make_report(respondents=())
    people, rows = [], []
    for place in range(reported):
        status = (
            CaseStatus.SANCTIONED
            if place < sanctioned
            else CaseStatus.WAITING_PPK
            if place < proven
            else CaseStatus.NOT_PROVEN
        )
        case = make_case(report, place + 1, summary=make_summary(status=status))
        rows.append(case)
        people.append(Respondent(id=new_id(), person=case.respondent, case_id=case.id))
    with scratch(empty) as work:
        work.reports.add(replace(report, respondents=tuple(people)))
        for case in rows:
            work.cases.add(case)
        query = FigureQuery(first=date(2026, 1, 1), last=date(2026, 12, 31))
        found = work.figures.counts(query, ("reported", "proven", "sanctioned"), TODAY)
        assert tuple(found.values()) == (reported, proven, sanctioned)


def test_what_cannot_be_told_apart_is_a_bug_of_the_caller(empty: OfficeDatabase) -> None:
    with empty.read() as work, pytest.raises(ValueError, match="cannot be told apart"):
        work.figures.table(FigureQuery(), "track", ("reports",), TODAY)
