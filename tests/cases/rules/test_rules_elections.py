from __future__ import annotations

from datetime import date

import pytest

from cases.model.election import ElectionKind
from cases.rules.reference import shipped_elections

ELECTIONS = {election.id: election for election in shipped_elections()}


@pytest.mark.parametrize(
    ("key", "kind", "candidates_on", "voting_on"),
    [
        ("pemilu-2024-presiden", ElectionKind.GENERAL, date(2023, 11, 13), date(2024, 2, 14)),
        ("pemilu-2024-legislatif", ElectionKind.GENERAL, date(2023, 11, 3), date(2024, 2, 14)),
        ("pilkada-2024", ElectionKind.REGIONAL, date(2024, 9, 22), date(2024, 11, 27)),
        ("psu-pilkada-2024", ElectionKind.REPEATED, None, None),
        ("pilkada-2020", ElectionKind.REGIONAL, date(2020, 9, 23), date(2020, 12, 9)),
        ("pemilu-2019", ElectionKind.GENERAL, date(2018, 9, 20), date(2019, 4, 17)),
    ],
)
def test_what_ships(key: str, kind: ElectionKind, candidates_on: date | None, voting_on: date | None):
    election = ELECTIONS[key]
    assert (election.kind, election.candidates_on, election.voting_on) == (kind, candidates_on, voting_on)


def test_none_ships_as_verified_and_each_says_its_source_and_doubt():
    for election in ELECTIONS.values():
        assert election.source
        assert "keputusan KPU" in election.note
        assert not election.verified_by
        assert election.verified_on is None
    assert len({election.name.lower() for election in ELECTIONS.values()}) == len(ELECTIONS)


def test_stages_follow_one_another_up_to_the_vote():
    for election in ELECTIONS.values():
        for before, after in zip(election.stages, election.stages[1:], strict=False):
            assert (before.ends_on or before.begins_on) < after.begins_on, election.name
        if election.stages:
            assert election.stages[-1].begins_on == election.voting_on
            assert election.candidates_on is not None
            assert election.candidates_on < election.voting_on
