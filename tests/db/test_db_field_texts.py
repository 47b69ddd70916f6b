"""What the log shows of a field is enough to give the field its value again: undo rests on it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.model.letter import FinalKind
from cases.model.office import WorkWeek
from cases.model.person import EmploymentStatus, Person
from db.audit import as_text, from_text

_TEXT = st.text(st.characters(exclude_categories=["Cs"]))
_PEOPLE = st.builds(
    Person,
    name=_TEXT,
    nip=st.from_regex(r"[0-9]{18}", fullmatch=True),
    status=st.sampled_from(EmploymentStatus),
    taken_on=st.none() | st.dates(),
)
_KINDS: tuple[tuple[Any, st.SearchStrategy[Any]], ...] = (
    (str, _TEXT),
    (str | None, st.none() | _TEXT.filter(bool)),
    (bool, st.booleans()),
    (int, st.integers(-(2**53), 2**53)),
    (date | None, st.none() | st.dates()),
    (datetime | None, st.none() | st.datetimes(timezones=st.just(UTC))),
    (WorkWeek, st.sampled_from(WorkWeek)),
    (FinalKind, st.sampled_from(FinalKind)),
    (tuple[str, ...], st.lists(_TEXT).map(tuple)),
    (dict[str, int], st.dictionaries(_TEXT, st.integers(0, 999))),
    (Person | None, st.none() | _PEOPLE),
    (tuple[Person, ...], st.lists(_PEOPLE, max_size=3).map(tuple)),
)


@pytest.mark.parametrize(("kind", "values"), _KINDS, ids=[str(kind) for kind, _ in _KINDS])
def test_a_field_comes_back_from_its_text(kind: Any, values: st.SearchStrategy[Any]) -> None:
    @given(values)
    def holds(value: Any) -> None:
        assert from_text(as_text(value), kind) == value

    holds()
