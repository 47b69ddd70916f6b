"""Guards of objections, appeals and suits: who, to whom, in time, and what is decided on them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from casework import (
    HEAD,
    SUPERIOR,
    decided,
    remedy,
    remedy_decision,
    severe,
)
from samples import make_person

from cases.model.person import Person
from cases.model.steps import (
    Addressee,
    CourtFacts,
    InForceFacts,
    StepKey,
)


@pytest.mark.parametrize(("filed_on", "satisfied"), [(date(2026, 8, 3), True), (date(2026, 8, 4), False)])
def test_a_late_objection_is_recorded_with_a_warning(filed_on: date, *, satisfied: bool):
    found = decided().check(StepKey.OBJECTION, remedy(filed_on), filed_on)["objection-late"]
    assert (found.satisfied, found.strength) == (satisfied, "soft")
    assert "3 Agustus 2026" in found.sentence


def test_it_is_the_filing_that_must_be_in_time_not_its_receipt():
    facts = replace(remedy(date(2026, 8, 3)), received_on=date(2026, 8, 6))
    assert decided().check(StepKey.OBJECTION, facts, date(2026, 8, 6))["objection-late"].satisfied


def test_a_remedy_is_not_filed_before_the_decision_was_received():
    early = date(2026, 7, 13)
    assert not decided().check(StepKey.OBJECTION, remedy(early), early)["dates-in-order"].satisfied


@pytest.mark.parametrize(
    ("official", "addressee", "satisfied"),
    [
        (HEAD, Addressee.PPK, True),
        (HEAD, Addressee.HIGHER_OFFICIAL, False),
        (SUPERIOR, Addressee.HIGHER_OFFICIAL, True),
        (SUPERIOR, Addressee.PPK, False),
        (make_person(position="Jabatan Asing", position_kind="Struktural"), Addressee.PPK, True),
    ],
)
def test_to_whom_an_objection_goes_follows_who_decided(official: Person, addressee: Addressee, *, satisfied: bool):
    case = decided(official=official)
    day = date(2026, 7, 20)
    found = case.check(StepKey.OBJECTION, remedy(day, addressee), day)["objection-addressee"]
    assert found.satisfied is satisfied
    assert found.known is (official.position != "Jabatan Asing")


def test_an_appeal_goes_to_the_board():
    case = severe().opened().team().summons_1().examined()
    case.found(level="berat", sanction_key="pdhtaps", violation_codes=("n.6",))
    case.decided(level="berat", sanction_key="pdhtaps", violation_codes=("n.6",)).handed_over()
    day = date(2026, 7, 20)
    assert case.check(StepKey.APPEAL, remedy(day, Addressee.BPASN), day)["objection-addressee"].satisfied
    wrong = case.check(StepKey.APPEAL, remedy(day, Addressee.PPK), day)["objection-addressee"]
    assert wrong.sentence == "Diajukan kepada PPK, seharusnya kepada BPASN."
    assert not case.check(StepKey.OBJECTION, remedy(day), day)["in-turn"].satisfied


def test_what_was_filed_late_is_inadmissible():
    day = date(2026, 8, 12)
    late = decided().objected(on=date(2026, 8, 10))
    found = late.check(StepKey.OBJECTION_DECISION, remedy_decision("memperkuat", day), day)["late-is-inadmissible"]
    assert (found.satisfied, found.strength) == (False, "soft")
    refused = remedy_decision("tidak-dapat-diterima", day)
    assert late.check(StepKey.OBJECTION_DECISION, refused, day)["late-is-inadmissible"].satisfied
    good = decided().objected(on=date(2026, 7, 20))
    assert good.check(StepKey.OBJECTION_DECISION, remedy_decision("memperkuat", day), day)[
        "late-is-inadmissible"
    ].satisfied


@pytest.mark.parametrize(
    ("parts", "faults"),
    [
        ({"outcome": "mencabut"}, set()),
        ({"outcome": "dimaafkan"}, {"outcome-known"}),
        ({"outcome": "gugatan-dikabulkan"}, {"outcome-known"}),
        ({"outcome": "mengubah"}, {"outcome-known"}),
        ({"outcome": "memperingan", "level": "ringan", "sanction_key": "teguran-lisan"}, set()),
        (
            {"outcome": "memperberat", "level": "ringan", "sanction_key": "teguran-lisan"},
            {"changed-as-said"},
        ),
        (
            {"outcome": "memperingan", "level": "berat", "sanction_key": "penurunan-jabatan"},
            {"changed-as-said"},
        ),
        ({"outcome": "mengubah", "level": "berat", "sanction_key": "teguran-lisan"}, {"changed-sanction-fits"}),
        (
            {
                "outcome": "mengubah",
                "level": "sedang",
                "sanction_key": "penundaan-pangkat",
                "begins_on": date(2026, 8, 12),
                "ends_on": date(2026, 12, 31),
            },
            {"changed-period"},
        ),
    ],
)
def test_what_is_decided_on_an_objection_is_checked_like_a_decision(parts: dict[str, Any], faults: set[str]):
    day = date(2026, 8, 12)
    facts = replace(remedy_decision("", day), **parts)
    found = decided().objected(on=date(2026, 7, 20)).check(StepKey.OBJECTION_DECISION, facts, day)
    assert {name for name, finding in found.items() if not finding.satisfied} == faults


def test_revoking_is_not_for_the_board():
    case = severe().opened().team().summons_1().examined()
    case.found(level="berat", sanction_key="pdhtaps", violation_codes=("n.6",))
    case.decided(level="berat", sanction_key="pdhtaps", violation_codes=("n.6",)).handed_over()
    case.appealed(on=date(2026, 7, 20))
    day = date(2026, 8, 12)
    found = case.check(StepKey.APPEAL_DECISION, remedy_decision("mencabut", day), day)
    assert not found["outcome-known"].satisfied


def test_a_suit_has_no_outcome_until_it_is_decided():
    case = decided().objected(on=date(2026, 7, 20))
    filed = CourtFacts(court="PTUN", filed_on=date(2026, 8, 20))
    assert "outcome-known" not in case.check(StepKey.COURT, filed, date(2026, 8, 20))
    strange = replace(filed, outcome="memperkuat")
    assert not case.check(StepKey.COURT, strange, date(2026, 8, 20))["outcome-known"].satisfied


def test_the_day_in_force_is_the_one_that_the_remedy_says():
    day = date(2026, 8, 10)
    case = decided().objected(on=date(2026, 7, 20))
    pending = InForceFacts(effective_on=day, computed_on=day)
    assert not case.check(StepKey.IN_FORCE, pending, day)["in-turn"].satisfied
    case.objection_decided("memperkuat", on=day, effective_on=day)
    found = case.check(StepKey.IN_FORCE, pending, day)
    assert found["effective-by-remedy"].satisfied
    assert "effective-day" not in found
    other = InForceFacts(effective_on=date(2026, 8, 11), computed_on=day)
    assert not case.check(StepKey.IN_FORCE, other, date(2026, 8, 11))["effective-by-remedy"].satisfied
    reasoned = replace(other, manual_reason="menurut petikan")
    assert case.check(StepKey.IN_FORCE, reasoned, date(2026, 8, 11))["effective-by-remedy"].satisfied
