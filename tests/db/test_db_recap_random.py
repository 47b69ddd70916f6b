"""Whatever a recap is narrowed by, its workbook, its totals and its lines say what the records say."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from fakes import FakeClock
from figure_offices import CLERK, TODAY, Counting, fill, offices, queries, scratch
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from open_db import open_office
from python_calamine import CalamineWorkbook
from samples import make_office

from cases.model.figures import Counted, FigureQuery
from cases.model.recap import RecapData
from cases.regulations import load_law
from cases.rules.figures import measures
from cases.rules.recap_form import recap_form, recap_forms
from cases.services.recap import FILTERS, recap
from cases.services.saved_recaps import save_recap
from db.unit import OfficeDatabase
from reports.recap import make_recap

FORMS = [form.name for form in recap_forms() if not form.letters]
HEAD = 5


@pytest.fixture(scope="module")
def empty(new_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OfficeDatabase]:
    path = Path(shutil.copy(new_database, tmp_path_factory.mktemp("recaps") / "office.db"))
    clock = FakeClock()
    clock.set_today(TODAY)  # the day by which the figures are counted by hand
    database = open_office(path, law=load_law(), clock=clock)
    yield database
    database.close()


def some_filters(made: Counting, asked: FigureQuery, chance: Random) -> dict[str, tuple[str, ...]]:
    """Up to two filters, most of several words."""
    found = {}
    for key in chance.sample(FILTERS, chance.randint(1, 2)):
        if known := words_of(made, key, asked):
            found[key] = tuple(chance.sample(known, max(min(2, len(known)), len(known) - 1)))
    return found


def words_of(made: Counting, key: str, query: FigureQuery) -> list[str]:
    rows = [row for count in ("cases", "reported") for row in made.rows(count)]
    return sorted({word for row in rows for word in made.words("cases", key, query.by, row)})


@settings(max_examples=80, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(
    made=offices().filter(lambda made: len(made.everyone) > 1),
    asked=st.just(FigureQuery()) | queries(),
    name=st.sampled_from(FORMS) | st.just("ministry"),
    own=st.booleans(),
    seed=st.integers(0, 999),
)
def test_lines_totals_and_workbook_are_what_the_records_say(
    empty: OfficeDatabase,
    made: Counting,
    asked: FigureQuery,
    name: str,
    own: bool,  # noqa: FBT001 - drawn
    seed: int,
) -> None:
    query, form = replace(asked, filters=some_filters(made, asked, Random(seed))), recap_form(name)  # noqa: S311 - no secret
    with scratch(empty) as work:
        work.office.add(make_office())
        fill(work, made)
        if own and form.lines:
            keys = ("nip", "case_number", "status")
            save_recap(work, CLERK, "Rekap sendiri", name, keys)
            told = recap(work, CLERK, "Rekap sendiri", query)
            assert tuple(column.key for column in told.columns) == keys
        else:
            told = recap(work, CLERK, name, query)
        if form.lines:  # the query with what belongs to the recap itself
            check_cases(told, made, told.query, form.lines)
        else:
            check_breakdown(told, made, told.query, form.measures)
        check_workbook(told)


def narrowed(made: Counting, query: FigureQuery, key: str) -> list[str]:
    """The numbers of the cases behind a figure, by hand."""
    return [
        row[2].number
        for row in made.of(key, query)
        if row[2] is not None
        and all(set(words) & set(made.words(key, name, query.by, row)) for name, words in query.filters.items())
    ]


def check_cases(told: RecapData, made: Counting, query: FigureQuery, key: str) -> None:
    numbers = narrowed(made, query, key)
    of_case = {one.case.id: one.case.number for one in made.everyone if one.case is not None}
    assert [of_case[line.target] for line in told.lines] == sorted(numbers)
    for total in told.totals:
        summed = sum(count for _, count in total.counts)
        assert summed == len(numbers) if total.of_cases else summed >= len(numbers)


def check_breakdown(told: RecapData, made: Counting, query: FigureQuery, keys: tuple[str, ...]) -> None:
    for place, key in enumerate(keys, start=1):
        if measures()[key].of is Counted.CASE:
            assert told.sums[place] == len(narrowed(made, query, key)), key
            by_line = sum(line.values[place] for line in told.lines)
            several = any("melebihi" in note for note in told.notes)
            assert by_line >= told.sums[place] if several else by_line == told.sums[place], key


def check_workbook(told: RecapData) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(make_recap(told)))
    rows = book.get_sheet_by_name("Rekap").to_python()
    lines = rows[HEAD : HEAD + len(told.lines)]
    for line, written in zip(told.lines, lines, strict=True):
        assert [cell or "" for cell in written[: len(line.values)]] == [cell or "" for cell in line.values]
    cells = [cell for row in rows[HEAD + len(told.lines) :] for cell in row]
    assert f"Jumlah: {len(told.lines)} {told.counted}" in cells or not told.lines
