"""Guards of the ethics track, of the stage of an election and of dismissals, on cases built in memory."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from casework import HEAD, RESPONDENT, SUPERIOR, Casework, decision, findings
from hypothesis import given
from hypothesis import strategies as st
from samples import make_office, make_person

from cases.model.case import Level, Track
from cases.model.election import Election, ElectionKind
from cases.model.letter import LetterStatus
from cases.model.person import EmploymentStatus, Examiner, Person, TeamDuty
from cases.model.steps import (
    DeclarationFacts,
    DeclarationManner,
    OpenedFacts,
    StepKey,
    TeamFacts,
)
from cases.rules.guards import Finding

MAY = date(2026, 5, 6)
MEMBER = make_person(position="Kepala Dinas Sosial", position_kind="Struktural", grade="IV/b")
GOVERNOR = Person(name="Ratri Wulandari", status=EmploymentStatus.ELECTED, position="Gubernur Jawa Sejahtera")


def ethics(**parts: Any) -> Casework:
    values = {"track": Track.ETHICS, "violation_codes": ("E4",), "suspected_level": Level.MORAL}
    return Casework(**(values | parts))


def council(chairs: int = 1, secretaries: int = 1, members: int = 3, person: Person = MEMBER) -> TeamFacts:
    duties = [TeamDuty.CHAIR] * chairs + [TeamDuty.SECRETARY] * secretaries + [TeamDuty.MEMBER] * members
    people = tuple(
        Examiner(person=replace(person, name=f"Anggota {place}", nip=""), duty=duty)
        for place, duty in enumerate(duties)
    )
    return TeamFacts(members=people, appointed_by=HEAD)


def team_finding(guard: str, facts: TeamFacts, case: Casework | None = None) -> Finding:
    return (case or ethics()).opened().check(StepKey.TEAM, facts, MAY)[guard]


# -- the council


@pytest.mark.parametrize(
    ("chairs", "secretaries", "members", "fault"),
    [
        (1, 1, 3, ""),
        (1, 1, 5, ""),
        (1, 1, 2, "anggota berjumlah 2 orang"),
        (0, 1, 4, "ketua berjumlah 0 orang"),
        (2, 1, 4, "ketua berjumlah 2 orang"),
        (1, 0, 4, "sekretaris berjumlah 0 orang"),
        (1, 1, 4, "jumlah seluruhnya 6 orang, seharusnya ganjil"),
        (1, 1, 6, "jumlah seluruhnya 8 orang, seharusnya ganjil"),
    ],
)
def test_the_composition_of_a_council(chairs: int, secretaries: int, members: int, fault: str):
    found = team_finding("council-complete", council(chairs, secretaries, members))
    assert found.satisfied == (not fault)
    assert fault in found.sentence


@given(st.integers(0, 3), st.integers(0, 3), st.integers(0, 12))
def test_a_complete_council_is_lawful_and_only_then(chairs: int, secretaries: int, members: int):
    total = chairs + secretaries + members
    lawful = chairs == 1 and secretaries == 1 and members >= 3 and (total <= 5 or total % 2 == 1)
    assert team_finding("council-complete", council(chairs, secretaries, members)).satisfied == lawful


@pytest.mark.parametrize(
    ("position", "grade", "satisfied", "known"),
    [
        ("Kepala Dinas Sosial", "IV/b", True, True),
        ("Camat Tirta Hulu", "III/d", True, True),
        ("Camat Tirta Hulu", "III/b", False, True),
        ("Lurah Tirta Hilir", "IV/a", False, True),
        ("Camat Tirta Hulu", "", True, False),
        ("Penasihat", "IV/c", True, False),
    ],
)
def test_both_post_and_rank_of_a_member_count(*, position: str, grade: str, satisfied: bool, known: bool):
    respondent = replace(RESPONDENT, position="Kepala Bidang Sejarah", position_kind="Struktural", grade="III/d")
    member = make_person(position=position, position_kind="Struktural", grade=grade)
    found = team_finding("council-rank", council(person=member), ethics(respondent=respondent))
    assert (found.satisfied, found.known) == (satisfied, known)


@pytest.mark.parametrize(("official", "satisfied", "known"), [(HEAD, True, True), (SUPERIOR, False, True)])
def test_the_council_is_formed_by_the_head(*, official: Person, satisfied: bool, known: bool):
    found = team_finding("council-formed-by", replace(council(), appointed_by=official))
    assert (found.satisfied, found.known) == (satisfied, known)


@pytest.mark.parametrize(
    ("position", "official", "satisfied", "known"),
    [
        ("Sekretaris Daerah", HEAD, False, True),
        ("Pj. Sekretaris Daerah", HEAD, False, True),
        ("Sekretaris Daerah", GOVERNOR, True, True),
        ("Sekretaris Daerah", make_person(position="Menteri Dalam Negeri"), True, False),
    ],
)
def test_the_council_of_a_regional_secretary_is_formed_above(
    *, position: str, official: Person, satisfied: bool, known: bool
):
    secretary = replace(RESPONDENT, position=position, position_kind="Struktural", grade="IV/d")
    case = ethics(respondent=secretary, office=make_office(head_title="Bupati Tirta Kencana"))
    found = team_finding("council-of-secretary", replace(council(), appointed_by=official), case)
    assert (found.satisfied, found.known) == (satisfied, known)


def test_the_guard_of_secretaries_does_not_bear_on_others():
    assert "council-of-secretary" not in ethics().opened().check(StepKey.TEAM, council(), MAY)


# -- the ruling, the decision, the declaration


def ruled(letter: LetterStatus = LetterStatus.DELIVERED, **parts: Any) -> Casework:
    ruling = findings(violation_codes=("E4",), level="moral", sanction_key="moral-terbuka", signer=MEMBER, **parts)
    case = ethics().opened().record(StepKey.TEAM, council(), MAY).summons_1().examined()
    return case.record(StepKey.FINDINGS, ruling, date(2026, 6, 10), letter=letter)


def moral(**parts: Any) -> Any:
    values = {"sanction_key": "moral-terbuka", "level": "moral", "violation_codes": ("E4",)}
    return decision(**(values | parts))


@pytest.mark.parametrize(
    ("letter", "sent"), [(LetterStatus.DELIVERED, True), (LetterStatus.SIGNED, False), (LetterStatus.PUT_UP, False)]
)
def test_the_ruling_is_sent_to_the_official(*, letter: LetterStatus, sent: bool):
    found = ruled(letter).check(StepKey.DECISION, moral(), date(2026, 7, 1))["ruling-sent"]
    assert found.satisfied is sent
    assert HEAD.name in found.sentence


@pytest.mark.parametrize(
    ("advised", "wanted", "satisfied"),
    [("", "", None), ("mutasi", "", None), ("mutasi", "mutasi", True), ("", "mutasi", False), (" ", "mutasi", False)],
)
def test_administrative_action_follows_the_recommendation(*, advised: str, wanted: str, satisfied: bool | None):
    found = ruled(administrative=advised).check(StepKey.DECISION, moral(administrative=wanted), date(2026, 7, 1))
    if satisfied is None:
        assert "administrative-recommended" not in found
    else:
        assert found["administrative-recommended"].satisfied is satisfied


def test_the_kind_of_breach_is_named_in_the_decision():
    unnamed = ruled().check(StepKey.DECISION, moral(violation_codes=()), date(2026, 7, 1))["violation-named"]
    assert (unnamed.satisfied, unnamed.strength) == (False, "hard")


@pytest.mark.parametrize("key", ["moral-terbuka", "moral-tertutup"])
@pytest.mark.parametrize("manner", list(DeclarationManner))
def test_the_manner_of_the_declaration(key: str, manner: DeclarationManner):
    case = ruled().record(StepKey.DECISION, moral(sanction_key=key), date(2026, 7, 1))
    facts = DeclarationFacts(
        held_on=date(2026, 7, 6), manner=manner, medium="upacara", place="kantor", stated_by=HEAD, witnesses=(MEMBER,)
    )
    found = case.check(StepKey.DECLARATION, facts, date(2026, 7, 6))
    assert found["declared-as-decided"].satisfied == key.endswith(manner.value)
    assert found["declaration-witnessed"].satisfied
    alone = case.check(StepKey.DECLARATION, replace(facts, witnesses=()), date(2026, 7, 6))
    assert not alone["declaration-witnessed"].satisfied


# -- the stage of the election


DETERMINED = date(2026, 4, 30)


def stage_finding(codes: tuple[str, ...], event_on: date, candidates_on: date | None, *, named: bool = True) -> Any:
    track = {"E": Track.ETHICS, "D": Track.DISCIPLINE, "n": Track.DISCIPLINE}[codes[0][0]]
    case = Casework(track=track, violation_codes=codes, event_on=event_on, election="Pilkada Tirta Kencana")
    election = Election(id="e", name="Pilkada Tirta Kencana", kind=ElectionKind.REGIONAL, candidates_on=candidates_on)
    case.file = replace(case.file, named_election=election if named else None)
    return case.check(StepKey.OPENED, OpenedFacts(), date(2026, 5, 5)).get("track-fits-stage")


@pytest.mark.parametrize(
    ("codes", "days", "satisfied"),
    [
        (("E4",), -1, True),
        (("E4",), 0, False),
        (("E4",), 1, False),
        (("D6",), -1, False),
        (("D6",), 0, True),
        (("D6",), 1, True),
        (("D3",), -1, True),
        (("D9", "D11"), 1, False),
        (("D6", "D12"), -1, False),
    ],
)
def test_the_form_fits_the_stage_of_the_election(*, codes: tuple[str, ...], days: int, satisfied: bool):
    found = stage_finding(codes, DETERMINED + timedelta(days=days), DETERMINED)
    assert found.satisfied is satisfied
    assert "30 April 2026" in found.sentence
    if not satisfied:
        assert f"{(DETERMINED + timedelta(days=days)).day} " in found.sentence
        assert codes[0] in found.sentence


@pytest.mark.parametrize(("candidates_on", "named"), [(None, True), (DETERMINED, False)])
def test_an_unknown_day_is_said_and_holds_nothing_up(*, candidates_on: date | None, named: bool):
    found = stage_finding(("E4",), DETERMINED, candidates_on, named=named)
    assert (found.satisfied, found.known) == (True, False)
    assert "belum diketahui" in found.sentence


@pytest.mark.parametrize("codes", [("D12",), ("n.2",), ("n.6",)])
def test_forms_of_any_time_are_not_asked_about(codes: tuple[str, ...]):
    assert stage_finding(codes, DETERMINED, DETERMINED) is None


# -- whom the sanctions are for


def contract_case(level: str, sanction: str, law: Any = None) -> dict[str, Finding]:
    contract = replace(RESPONDENT, status=EmploymentStatus.PPPK, grade="IX")
    parts: dict[str, Any] = {"respondent": contract} | ({"law": law} if law else {})
    case = Casework(**parts).opened().team().summons_1().examined()
    return case.check(StepKey.FINDINGS, findings(level=level, sanction_key=sanction), date(2026, 6, 10))


def test_the_end_of_a_contract_is_the_national_sanction_of_the_severe_level():
    found = contract_case("berat", "phk-disiplin-berat")
    assert found["status-covered"].satisfied
    assert found["sanction-fits"].satisfied
    assert not contract_case("berat", "pdhtaps")["sanction-fits"].satisfied
