"""Guards of the side steps and of the ways a case ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from casework import (
    HEAD,
    RESPONDENT,
    SUPERIOR,
    TEAM,
    Casework,
    archived,
    decided,
    decision,
    earlier_case,
    examination,
    examined,
    findings,
    handover,
    severe,
    summons,
)
from samples import make_person

from cases.model.letter import LetterStatus
from cases.model.person import EmploymentStatus, Examiner, Person, TeamDuty
from cases.model.report import Respondent
from cases.model.steps import (
    ClosedFacts,
    ExaminationMode,
    FollowUpFacts,
    ProposalFacts,
    RecommendationFacts,
    ServedFacts,
    StatementFacts,
    StepKey,
    StoppedFacts,
    SuspensionFacts,
    TeamFacts,
)

JULY = date(2026, 7, 1)


def accused_too(case: Casework, person: Person) -> Casework:
    """The report accuses another person besides."""
    others = (*case.file.report.respondents, Respondent(id="another", person=person))
    case.file = replace(case.file, report=replace(case.file.report, respondents=others))
    return case


# -- superior involved


@pytest.mark.parametrize(
    ("key", "facts"),
    [
        (StepKey.SUMMONS_1, summons(date(2026, 5, 18))),
        (StepKey.TEAM, TeamFacts(members=TEAM, appointed_by=HEAD)),
        (StepKey.EXAMINATION, examination(date(2026, 5, 20))),
        (StepKey.FINDINGS, findings()),
    ],
)
def test_a_superior_accused_in_the_same_report_gives_way_to_the_one_above(key: StepKey, facts: Any):
    case = Casework().opened().summons_1()
    assert case.check(key, facts, date(2026, 5, 20))["superior-involved"].satisfied
    found = accused_too(case, SUPERIOR).check(key, facts, date(2026, 5, 20))["superior-involved"]
    assert (found.satisfied, found.strength, found.article) == (False, "soft", "Pasal 29 ayat (6)")
    assert found.sentence.startswith("Satria Nugraha, S.Sos. juga terlapor")


def test_nobody_examines_himself():
    himself = Examiner(person=RESPONDENT, duty=TeamDuty.CHAIR)
    facts = examination(date(2026, 5, 20), examiners=(himself,))
    found = Casework().opened().summons_1().check(StepKey.EXAMINATION, facts, date(2026, 5, 20))
    assert not found["superior-involved"].satisfied


def test_who_takes_a_statement_is_looked_at_like_an_examiner():
    facts = StatementFacts(
        given_on=date(2026, 5, 12),
        given_at="09.00",
        place="Aula",
        witness=make_person(name="Saksi Rekaan"),
        examiners=(Examiner(person=make_person(name="Pelapor Rahasia", nip="199001012015031009")),),
        questions=(),
    )
    found = Casework().opened().check(StepKey.STATEMENT, facts, date(2026, 5, 12))
    assert not found["examiner-not-reporter"].satisfied
    assert found["superior-involved"].satisfied
    assert not Casework().opened().check(StepKey.STATEMENT, facts, date(2026, 5, 3))["dates-in-order"].satisfied


# -- virtual examination


@pytest.mark.parametrize(
    ("parts", "satisfied"),
    [
        ({"mode": ExaminationMode.VIRTUAL, "recorded": True}, False),
        ({"mode": ExaminationMode.VIRTUAL, "recorded": True, "consent_on": date(2026, 5, 21)}, False),
        ({"mode": ExaminationMode.VIRTUAL, "recorded": True, "consent_on": date(2026, 5, 20)}, True),
        ({"mode": ExaminationMode.VIRTUAL}, None),
        ({"recorded": True}, None),
    ],
)
def test_a_virtual_examination_is_taped_with_consent(parts: dict[str, Any], *, satisfied: bool | None):
    day = date(2026, 5, 20)
    found = Casework().opened().summons_1().check(StepKey.EXAMINATION, examination(day, **parts), day)
    finding = found.get("recording-agreed")
    assert (finding.satisfied if finding else None) is satisfied


# -- temporary release


def suspension(substitute: Person = TEAM[1].person) -> SuspensionFacts:
    return SuspensionFacts(begins_on=date(2026, 5, 21), substitute=substitute, signer=SUPERIOR, reason="kelancaran")


def test_release_from_duties_is_for_severe_matters_once_the_examination_began():
    day = date(2026, 5, 21)
    moderate = Casework().opened().summons_1().check(StepKey.SUSPENSION, suspension(), day)
    assert not moderate["in-turn"].satisfied
    case = severe().opened().team().summons_1()
    early = case.check(StepKey.SUSPENSION, suspension(), day)
    assert early["in-turn"].satisfied
    assert (early["suspension-begun"].satisfied, early["suspension-begun"].strength) == (False, "soft")
    assert case.examined().check(StepKey.SUSPENSION, suspension(), day)["suspension-begun"].satisfied


@pytest.mark.parametrize("substitute", [RESPONDENT, make_person(name="  ", nip="")])
def test_somebody_else_keeps_the_post_meanwhile(substitute: Person):
    case = severe().opened().team().summons_1().examined()
    day = date(2026, 5, 21)
    assert case.check(StepKey.SUSPENSION, suspension(), day)["suspension-substitute"].satisfied
    found = case.check(StepKey.SUSPENSION, suspension(substitute), day)["suspension-substitute"]
    assert (found.satisfied, found.strength) == (False, "hard")


# -- dismissal


def test_the_clock_of_a_dismissal_runs_from_the_proposal_and_by_the_kind_of_official():
    facts = ProposalFacts(proposed_by=SUPERIOR, addressed_post="Bupati", received_on=date(2026, 6, 15))

    def rows(status: EmploymentStatus) -> dict[str, date]:
        case = Casework(respondent=replace(RESPONDENT, status=status)).opened().team().summons_1().examined()
        case.found(level="berat", sanction_key="pdhtaps", violation_codes=("n.6",))
        case.record(StepKey.PROPOSAL, facts, date(2026, 6, 15), letter=None)
        return {row.key: row.due_on for row in case.file.deadlines if row.done_on is None}

    assert rows(EmploymentStatus.PNS) == {"decision-dismissal": date(2026, 7, 15)}
    assert rows(EmploymentStatus.PPPK) == {"decision-dismissal-pppk": date(2026, 7, 6)}


def test_a_proposal_is_only_for_a_dismissal():
    assert not examined().check(StepKey.PROPOSAL, None, JULY)["in-turn"].satisfied


# -- earlier sanctions that are still served


@pytest.mark.parametrize(
    ("parts", "satisfied", "known"),
    [
        ({"sanction_key": "teguran-tertulis", "level": "ringan"}, True, False),
        ({"begins_on": JULY, "ends_on": date(2027, 6, 30)}, False, True),
        ({"begins_on": date(2026, 8, 2), "ends_on": date(2027, 8, 1)}, True, True),
        ({"sanction_key": "penurunan-jabatan", "level": "berat", "begins_on": JULY}, True, True),
    ],
)
def test_a_sanction_waits_for_the_one_being_served_unless_it_is_heavier(
    parts: dict[str, Any], *, satisfied: bool, known: bool
):
    case = examined()
    serving = earlier_case(case.file.case)
    serving = replace(serving, summary=replace(serving.summary, ends_on=date(2026, 8, 1)))
    case.file = replace(case.file, earlier_cases=(serving,))
    found = case.check(StepKey.DECISION, decision(**parts), JULY)["after-earlier"]
    assert (found.satisfied, found.known) == (satisfied, known)
    over = replace(serving, summary=replace(serving.summary, ends_on=date(2026, 6, 30)))
    case.file = replace(case.file, earlier_cases=(over,))
    assert case.check(StepKey.DECISION, decision(**parts), JULY)["after-earlier"].known


# -- stopping


@pytest.mark.parametrize(
    ("proven", "facts", "satisfied"),
    [
        (False, StoppedFacts(reason="tidak terbukti"), True),
        (False, StoppedFacts(reason="", reason_key="tidak-terbukti"), True),
        (True, StoppedFacts(reason="", reason_key="tidak-terbukti"), False),
        (True, StoppedFacts(reason="dimaafkan"), False),
        (True, StoppedFacts(reason="", reason_key="dimaafkan"), False),
        (True, StoppedFacts(reason="", reason_key="meninggal-dunia"), True),
    ],
)
def test_a_case_is_stopped_for_a_reason_that_holds(facts: StoppedFacts, *, proven: bool, satisfied: bool):
    case = Casework().opened().summons_1().examined().found(proven=proven)
    found = case.check(StepKey.STOPPED, facts, date(2026, 6, 12))
    assert (found["stop-reason"].satisfied, found["stop-reason"].strength) == (satisfied, "hard")
    assert found["duty-to-punish"].satisfied is not proven


# -- the end


def test_a_sanction_is_served_to_its_last_day():
    case = decided().in_force()
    full = ServedFacts(ended_on=date(2027, 8, 3))
    today = date(2027, 9, 1)
    assert case.check(StepKey.SERVED, full, full.ended_on, today=today)["served-in-full"].satisfied
    early = ServedFacts(ended_on=date(2027, 8, 2))
    found = case.check(StepKey.SERVED, early, early.ended_on, today=today)["served-in-full"]
    assert (found.satisfied, found.strength) == (False, "soft")


def test_a_case_is_closed_when_it_is_documented_and_its_letters_are_signed():
    case = decided(sanction_key="teguran-tertulis", level="ringan").in_force()
    day = date(2026, 8, 10)
    bare = case.check(StepKey.CLOSED, ClosedFacts(), day)
    assert not bare["documented-first"].satisfied
    assert bare["letters-signed"].satisfied
    case.documented(on=date(2026, 8, 6))
    letters = (*case.file.letters[:-1], replace(case.file.letters[-1], status=LetterStatus.PUT_UP))
    case.file = replace(case.file, letters=letters)
    found = case.check(StepKey.CLOSED, ClosedFacts(), day)
    assert found["documented-first"].satisfied
    assert found["letters-signed"].sentence == "Masih menunggu tanda tangan: Surat handover."


@pytest.mark.parametrize(
    ("parts", "satisfied", "known"),
    [
        ({}, True, True),
        ({"active_until": date(2029, 8, 8)}, False, True),
        ({"inactive_until": date(2031, 1, 1)}, False, True),
        ({"code": "999"}, True, False),
        ({"code": "999", "inactive_until": date(2029, 8, 8)}, False, True),
    ],
)
def test_a_file_is_kept_as_long_as_its_code_says(parts: dict[str, Any], *, satisfied: bool, known: bool):
    case = decided().in_force().documented(on=date(2026, 8, 6)).served(on=date(2027, 8, 4)).closed(on=date(2027, 8, 9))
    found = case.check(StepKey.ARCHIVED, archived(**parts), date(2027, 8, 10), today=date(2027, 8, 10))["retention"]
    assert (found.satisfied, found.known) == (satisfied, known)


# -- recommendations


@pytest.mark.parametrize(
    ("body", "letter_on", "satisfied"),
    [
        ("kasn", date(2024, 8, 24), True),
        ("kasn", date(2024, 8, 25), False),
        ("bkn", date(2024, 8, 24), False),
        ("bkn", date(2024, 8, 25), True),
        ("bawaslu", date(2020, 9, 1), True),
        ("lurah", date(2026, 5, 6), False),
    ],
)
def test_who_recommends_depends_on_the_day(body: str, letter_on: date, *, satisfied: bool):
    facts = RecommendationFacts(body=body, number="R-1", letter_on=letter_on, received_on=letter_on, content="periksa")
    found = Casework().opened().check(StepKey.RECOMMENDATION, facts, date(2026, 5, 6))["recommender"]
    assert (found.satisfied, found.strength) == (satisfied, "soft")


def test_the_follow_up_has_fourteen_days_for_the_old_body_and_the_office_target_for_the_new():
    def due(body: str, targets: dict[str, int]) -> dict[str, date]:
        case = Casework()
        case.office = replace(case.office, targets=targets)
        day = date(2026, 5, 6)
        facts = RecommendationFacts(body=body, number="R-1", letter_on=day, received_on=day, content="periksa")
        case.opened().record(StepKey.RECOMMENDATION, facts, day, letter=None)
        return {row.key: row.due_on for row in case.file.deadlines if row.done_on is None}

    assert due("kasn", {}) == {"follow-up-kasn": date(2026, 5, 20)}
    assert due("bkn", {}) == {}
    assert due("bkn", {"follow-up": 5}) == {"follow-up": date(2026, 5, 13)}


def test_a_new_recommendation_asks_for_a_new_follow_up():
    day = date(2026, 5, 6)
    facts = RecommendationFacts(body="kasn", number="R-1", letter_on=day, received_on=day, content="periksa")
    case = Casework().opened().record(StepKey.RECOMMENDATION, facts, day, letter=None)
    told = FollowUpFacts(body="kasn", done="sudah dipanggil", signer=SUPERIOR)
    case.record(StepKey.FOLLOW_UP, told, date(2026, 5, 12))
    assert not case.check(StepKey.FOLLOW_UP, told, date(2026, 5, 13))["in-turn"].satisfied
    later = replace(facts, number="R-2", letter_on=date(2026, 5, 14), received_on=date(2026, 5, 14))
    case.record(StepKey.RECOMMENDATION, later, date(2026, 5, 14), letter=None)
    assert case.check(StepKey.FOLLOW_UP, told, date(2026, 5, 18))["in-turn"].satisfied
    assert {row.key for row in case.file.deadlines if row.done_on is None} == {"follow-up-kasn"}


def test_handover_late_is_judged_by_the_day_of_receipt():
    case = examined().decided(JULY)
    in_time = handover(date(2026, 7, 21))
    assert case.check(StepKey.HANDOVER, in_time, date(2026, 7, 21))["handover-late"].satisfied
    assert not case.check(StepKey.HANDOVER, handover(date(2026, 7, 22)), date(2026, 7, 22))["handover-late"].satisfied


# -- turns


def test_a_letter_that_waits_may_still_be_signed_when_the_case_went_on():
    case = Casework().opened().team(on=None, letter=LetterStatus.PUT_UP).summons_1().examined().found()
    case.decided(on=None)
    members = TeamFacts(members=TEAM, appointed_by=HEAD)
    assert case.check(StepKey.TEAM, members, date(2026, 5, 8))["in-turn"].satisfied
    case.stopped(on=date(2026, 7, 2), reason_key="meninggal-dunia")
    assert not case.check(StepKey.TEAM, members, date(2026, 5, 8))["in-turn"].satisfied


def test_a_letter_that_has_become_moot_is_not_signed_any_more():
    case = examined().decided().called()
    facts = case.file.steps[-1].facts
    assert case.check(StepKey.HANDOVER_SUMMONS, facts, date(2026, 7, 6))["in-turn"].satisfied
    case.handed_over()
    assert not case.check(StepKey.HANDOVER_SUMMONS, facts, date(2026, 7, 6))["in-turn"].satisfied
