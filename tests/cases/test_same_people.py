"""All pairs that may be one person are found without comparing everybody with everybody."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from samples import make_employee

from cases.rules.same_person import likeness
from cases.same_people import same_people

NAMES = ("Ratna Kusumawardhani", "RATNA KUSUMAWARDANI, S.E.", "Budi Hartanto", "Drs. Budi Hartanto", "Siti Aminah")
NIPS = (
    "198503122010011005",
    "198503122010011006",
    "198503122010010105",
    "198503212010011005",
    "199003122015032001",
    "199003122015032010",
    "123",
)
people = st.lists(
    st.tuples(st.sampled_from(NIPS), st.sampled_from(NAMES), st.sampled_from(("", "3403011203850001"))),
    unique_by=lambda one: one[0],
    max_size=len(NIPS),
)


@given(people)
def test_whoever_is_alike_is_found_and_nobody_else(drawn: list[tuple[str, str, str]]) -> None:
    everybody = [make_employee(id=nip, nip=nip, name=name, nik=nik) for nip, name, nik in drawn]
    found = {frozenset((one.nip, other.nip)) for one, other in same_people(everybody)}
    alike = (pair for pair in combinations(everybody, 2) if likeness(*pair))
    assert found == {frozenset(one.nip for one in pair) for pair in alike}


def test_it_says_how_far_it_is_and_stops_when_it_is_told() -> None:
    parts: list[float] = []
    same_people([make_employee()], parts.append)
    assert parts == sorted(parts)
    assert parts[0] == 0
    assert parts[-1] < 1
