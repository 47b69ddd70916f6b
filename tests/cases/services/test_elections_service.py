from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from office_desk import ADMIN, START, OfficeAtWork

from cases.errors import InvalidInput, NotAllowed
from cases.model.election import Election, ElectionKind, ElectionStage
from cases.rules.reference import shipped_elections
from cases.services import case_files, discarding, elections, reports

PILKADA = Election(
    id="",
    name="Pemilihan Bupati Tirta Kencana 2026",
    kind=ElectionKind.REGIONAL,
    candidates_on=START - timedelta(days=10),
    voting_on=START + timedelta(days=60),
    stages=(ElectionStage(name="Kampanye", begins_on=START, ends_on=START + timedelta(days=50)),),
    source="Keputusan KPU rekaan",
)


def kept(office: OfficeAtWork, **parts: Any) -> Election:
    return office.do_as(ADMIN, elections.save_election, replace(PILKADA, **parts)).election


def test_a_new_office_begins_with_the_elections_that_come_along(office: OfficeAtWork) -> None:
    listed = office.ask(elections.all_elections)
    assert {one.name for one in listed} == {one.name for one in shipped_elections()}
    assert {one.id for one in listed}.isdisjoint(one.id for one in shipped_elections())
    assert office.do_as(ADMIN, elections.load_shipped) == ()


def test_only_those_that_are_missing_are_loaded(office: OfficeAtWork) -> None:
    first, second, *_ = office.ask(elections.all_elections)
    office.do_as(ADMIN, elections.remove_election, first.id, "Uji.")
    office.do_as(ADMIN, elections.save_election, replace(second, name=second.name.upper(), note="punya kami"))
    assert [one.name for one in office.do_as(ADMIN, elections.load_shipped)] == [first.name]
    assert "punya kami" in {one.note for one in office.ask(elections.all_elections)}


def test_an_election_is_kept_changed_and_removed(office: OfficeAtWork) -> None:
    made = kept(office, name="  Pilkada   susulan ", stages=(*reversed(PILKADA.stages),))
    assert (made.name, bool(made.id)) == ("Pilkada susulan", True)
    changed = kept(office, id=made.id, name="Pilkada susulan", verified_by="Dewi", verified_on=START)
    assert changed in office.ask(elections.all_elections)
    gone = office.do_as(ADMIN, elections.remove_election, made.id, "Uji.")
    assert changed not in office.ask(elections.all_elections)
    office.do_as(ADMIN, discarding.restore, gone.id)
    assert changed in office.ask(elections.all_elections), "taken back"


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "PILKADA SERENTAK 2024"}, "name"),
        ({"candidates_on": START + timedelta(days=60)}, "candidates_on"),
        ({"verified_by": "Dewi"}, "verified_on"),
        ({"verified_on": START}, "verified_by"),
        ({"verified_by": "Dewi", "verified_on": START + timedelta(days=1)}, "verified_on"),
        ({"stages": (ElectionStage(name=" ", begins_on=START),)}, "stages"),
        ({"stages": (ElectionStage(name="A", begins_on=START, ends_on=START - timedelta(days=1)),)}, "stages"),
        ({"stages": (ElectionStage(name="A", begins_on=START), ElectionStage(name="a", begins_on=START))}, "stages"),
    ],
)
def test_a_faulty_election_is_refused_at_its_field(office: OfficeAtWork, parts: dict[str, Any], field: str) -> None:
    before = office.ask(elections.all_elections)
    with pytest.raises(InvalidInput) as refused:
        kept(office, **parts)
    assert refused.value.field == field
    assert office.ask(elections.all_elections) == before


def test_a_clerk_reads_and_does_not_change(office: OfficeAtWork) -> None:
    with pytest.raises(NotAllowed):
        office.do(elections.save_election, PILKADA)


def test_the_open_cases_on_the_other_side_are_told(office: OfficeAtWork) -> None:
    election = kept(office)
    inside = office.case("D7", office.report(election=election.name.upper())).case
    office.case("D7", office.report(office.accused(2)))  # of no election
    assert inside.event_on == START
    assert office.ask(elections.cases_crossing, election.id, START) == ()
    later = START + timedelta(days=1)
    told = office.ask(elections.cases_crossing, election.id, later)
    assert [case.id for case in told] == [inside.id]
    assert office.ask(elections.cases_crossing, "", later) == ()
    change = office.do_as(ADMIN, elections.save_election, replace(election, candidates_on=later))
    assert [case.id for case in change.crossed] == [inside.id]
    unknown = office.ask(elections.cases_crossing, election.id, None)
    assert [case.id for case in unknown] == [inside.id]


def test_a_new_name_goes_into_reports_and_cases(office: OfficeAtWork) -> None:
    election = kept(office)
    report = office.report(office.accused(1), office.accused(2), election=election.name)
    case = office.case("D7", report).case
    office.do_as(ADMIN, elections.save_election, replace(election, name="Pilkada 2026"))
    assert office.ask(reports.report, report.id).election == "Pilkada 2026"
    file = office.ask(case_files.case_file, case.id)
    assert file.case.election == "Pilkada 2026"
    assert file.named_election is not None
    assert file.named_election.voting_on == PILKADA.voting_on


def test_days_need_no_order_with_what_is_unknown(office: OfficeAtWork) -> None:
    assert kept(office, candidates_on=None).candidates_on is None
    assert kept(office, name="Lain", voting_on=None, candidates_on=date(2031, 1, 1)).voting_on is None
