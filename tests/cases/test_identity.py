from __future__ import annotations

import time
from itertools import pairwise
from uuid import RFC_4122, UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.model.identity import IdMaker, new_id


@given(
    st.lists(st.integers(min_value=0, max_value=2_000_000_000), min_size=1, max_size=6),
    st.integers(0, 4),
    st.sampled_from([0, (1 << 62) - 2]),
)
def test_a_later_identifier_sorts_later_whatever_the_clock_says(moments: list[int], many: int, back: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        maker = IdMaker(5 << 12, back)
        made: list[str] = []
        for moment in moments:
            patch.setattr(time, "time_ns", lambda moment=moment: moment * 1_000)
            made += [*maker.make(1), *maker.make(many)]
    assert all(one < two for one, two in pairwise(made))


def test_it_is_a_uuid_of_version_7_and_of_this_moment() -> None:
    before = time.time_ns() // 1_000_000
    one = new_id()
    read = UUID(one)
    assert (read.hex, read.version, read.variant) == (one, 7, RFC_4122)
    assert before <= read.int >> 80 <= time.time_ns() // 1_000_000 + 1
