"""An old case weighs as a case of the register does, as far as its paper says what is compared."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from casework import Casework, decision
from samples import make_person

from cases.model.old_case import OldCase, OldOutcome
from cases.model.steps import StepKey
from cases.rules.earlier import earlier_of

AUGUST = date(2026, 8, 3)
OLD = OldCase(
    id="old",
    number="800/12/2018",
    year=2018,
    respondent=make_person(),
    outcome=OldOutcome.SANCTIONED,
    violation_codes=("n.5",),
    sanction_key="penurunan-pangkat",
    level="berat",
    recorded_at=datetime(2026, 5, 4, tzinfo=UTC),
    recorded_by="petugas",
)


def decided_with(**parts: Any) -> tuple[bool, bool, str]:
    """What "a repeat is heavier" says of a decision while this old case is known."""
    case = Casework(violation_codes=("n.5",)).opened().summons_1().examined().found()
    case.file = replace(case.file, old_cases=(replace(OLD, **parts),))
    found = case.check(StepKey.DECISION, decision(violation_codes=("n.5",)), AUGUST)["repeat-heavier"]
    return found.satisfied, found.known, found.sentence


def test_a_repeat_after_an_old_case_is_to_be_heavier() -> None:
    satisfied, _, sentence = decided_with()
    assert not satisfied
    assert "arsip 800/12/2018" in sentence


@pytest.mark.parametrize("gap", [{"sanction_key": ""}, {"violation_codes": ()}])
def test_where_the_paper_does_not_say_enough_a_person_judges(gap: dict[str, Any]) -> None:
    satisfied, known, sentence = decided_with(**gap)
    assert (satisfied, known) == (True, False)
    assert "arsip" in sentence


@pytest.mark.parametrize("outcome", [one for one in OldOutcome if one is not OldOutcome.SANCTIONED])
def test_what_was_not_punished_does_not_weigh(outcome: OldOutcome) -> None:
    assert decided_with(outcome=outcome)[2] == "Belum pernah dihukum sebelumnya."


def test_the_same_day_is_the_same_act_and_an_unknown_day_is_none() -> None:
    case = Casework(violation_codes=("n.5",)).opened().summons_1().examined().found()
    day = case.file.case.event_on
    for known, same in ((day, True), (None, False)):
        case.file = replace(case.file, old_cases=(replace(OLD, event_on=known),))
        found = case.check(StepKey.DECISION, decision(violation_codes=("n.5",)), AUGUST)["not-twice"]
        assert found.satisfied is not same


def test_both_kinds_come_in_one_shape_with_the_day_that_is_known() -> None:
    case = Casework()
    olds = (OLD, replace(OLD, id="b", number="", year=2017), replace(OLD, id="c", number="", year=0))
    case.file = replace(case.file, old_cases=olds)
    told = [(one.archive, one.number, one.on) for one in earlier_of(case.file)]
    assert told == [
        (True, "arsip 800/12/2018", date(2018, 1, 1)),
        (True, "arsip tanpa nomor tahun 2017", date(2017, 1, 1)),
        (True, "arsip tanpa nomor", date.min),
    ]
