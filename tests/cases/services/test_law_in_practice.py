"""What the law asks of the ways that are seldom gone: late remedies, other tracks, ends and new beginnings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
import track_facts as facts
from office_desk import ADMIN, HEAD, START, OfficeAtWork

from cases.errors import GuardRefused, ReasonNeeded
from cases.model.case import CaseFile, CaseStatus
from cases.model.person import EmploymentStatus
from cases.model.steps import (
    Addressee,
    ClosedFacts,
    CourtFacts,
    DecisionFacts,
    DocumentedFacts,
    FollowUpFacts,
    Override,
    RecommendationFacts,
    RecordSystem,
    RemedyDecisionFacts,
    RemedyFacts,
    ServedFacts,
    StepKey,
    StoppedFacts,
    TeamFacts,
)
from cases.rules.dates import add_months
from cases.services import office as office_service
from cases.services import steps
from cases.services.steps import StepForm


def found(office: OfficeAtWork, file: CaseFile, sanction: str, level: str) -> CaseFile:
    file = facts.examined(office, file)
    return office.signed(file.case.id, StepKey.FINDINGS, facts.ruling(office, file, sanction, level))


def lowered(file: CaseFile, **parts: object) -> DecisionFacts:
    return facts.decided(file, "penurunan-pangkat", "sedang", **parts)


def received(office: OfficeAtWork, file: CaseFile) -> CaseFile:
    """A moderate sanction that the respondent has received today."""
    file = found(office, file, "penurunan-pangkat", "sedang")
    office.signed(file.case.id, StepKey.DECISION, lowered(file))
    today = office.clock.today()
    return office.signed(file.case.id, StepKey.HANDOVER, facts.handed_over(office, today), today)


def in_force(office: OfficeAtWork, file: CaseFile) -> CaseFile:
    """The same, in force on the day that is proposed."""
    day = office.ask(steps.propose_effective, file.case.id, office.clock.today())
    assert day is not None
    office.clock.set_today(day)
    return office.take(file.case.id, StepKey.IN_FORCE, facts.in_force(day), day)


def remedy(on: date, to: Addressee) -> RemedyFacts:
    return RemedyFacts(filed_on=on, received_on=on, addressee=to, number="1", grounds="Tidak sependapat.", copy_on=on)


def answer(on: date, outcome: str, **parts: object) -> RemedyDecisionFacts:
    values = {"decided_on": on, "outcome": outcome, "number": "1", "decided_by": "Bupati"}
    return RemedyDecisionFacts(**(values | parts))  # type: ignore[arg-type]


def offered(office: OfficeAtWork, case_id: str) -> set[StepKey]:
    return {step.key for step in office.ask(steps.case_view, case_id).next_steps if step.kind == "step"}


# -- when a decision is in force


def test_a_dismissal_is_in_force_on_the_day_that_its_decision_names(office: OfficeAtWork):
    file = found(office, office.case(facts.PARTY), "ptdh-parpol", "pemberhentian")
    case_id, today = file.case.id, office.clock.today()
    office.signed(case_id, StepKey.PROPOSAL, facts.proposal(office, today), today)
    named = date(2026, 4, 30)
    office.signed(case_id, StepKey.DECISION, facts.decided(file, "ptdh-parpol", "pemberhentian", begins_on=named))
    file = office.signed(case_id, StepKey.HANDOVER, facts.handed_over(office, today), today)
    assert office.ask(steps.propose_effective, case_id, today) == named
    with pytest.raises(GuardRefused, match="belum diberi alasan"):
        office.take(case_id, StepKey.IN_FORCE, facts.in_force(today), today)
    file = office.take(case_id, StepKey.IN_FORCE, facts.in_force(named), today)
    assert file.case.summary.effective_on == named
    assert file.case.summary.due_title != "Pemberhentian mulai berlaku"


def test_a_dismissal_whose_decision_names_no_day_proposes_none(office: OfficeAtWork):
    file = found(office, office.case(facts.PARTY), "ptdh-parpol", "pemberhentian")
    case_id, today = file.case.id, office.clock.today()
    office.signed(case_id, StepKey.PROPOSAL, facts.proposal(office, today), today)
    office.signed(case_id, StepKey.DECISION, facts.decided(file, "ptdh-parpol", "pemberhentian"))
    office.signed(case_id, StepKey.HANDOVER, facts.handed_over(office, today), today)
    assert office.ask(steps.propose_effective, case_id, today) is None


def test_a_contract_that_ends_for_a_severe_breach_ended_when_the_team_found_it(office: OfficeAtWork):
    person = office.accused(status=EmploymentStatus.PPPK, grade="IX", rank="")
    file = office.case("n.6", report=office.report(person))
    office.signed(file.case.id, StepKey.TEAM, TeamFacts(members=file.case.examiners, appointed_by=HEAD))
    file = found(office, file, "phk-disiplin-berat", "berat")
    case_id, guilty = file.case.id, office.clock.today()
    office.clock.set_today(guilty + timedelta(days=10))
    today = office.clock.today()
    office.signed(case_id, StepKey.DECISION, facts.decided(file, "phk-disiplin-berat", "berat"))
    office.signed(case_id, StepKey.HANDOVER, facts.handed_over(office, today), today)
    assert office.ask(steps.propose_effective, case_id, today) == guilty
    file = office.take(case_id, StepKey.IN_FORCE, facts.in_force(guilty), today)
    assert file.case.summary.effective_on == guilty


def test_no_sanction_of_a_civil_servant_is_in_force_before_he_received_it(office: OfficeAtWork):
    file = received(office, office.case())
    early = office.clock.today() - timedelta(days=1)
    with pytest.raises(GuardRefused, match="mendahului tanggal"):
        office.take(file.case.id, StepKey.IN_FORCE, facts.in_force(early, "Diminta atasan."), office.clock.today())


@pytest.mark.parametrize("begins", [None, 30])
def test_a_sanction_of_a_year_ends_the_day_before_the_year_is_round(office: OfficeAtWork, begins: int | None):
    file = found(office, office.case(), "penurunan-pangkat", "sedang")
    case_id, today = file.case.id, office.clock.today()
    starts = today + timedelta(days=begins) if begins else None
    office.signed(case_id, StepKey.DECISION, lowered(file, begins_on=starts))
    office.signed(case_id, StepKey.HANDOVER, facts.handed_over(office, today), today)
    file = in_force(office, office.ask(steps.case_view, case_id).file)
    first = starts or file.case.summary.effective_on
    assert first is not None
    assert file.case.summary.ends_on == add_months(first, 12) - timedelta(days=1)


# -- remedies


def test_an_objection_after_the_decision_is_in_force_is_told_to_be_late(office: OfficeAtWork):
    file = in_force(office, received(office, office.case()))
    day = office.clock.today()
    form = StepForm(key=StepKey.OBJECTION, facts=remedy(day, Addressee.PPK), on=day)
    with pytest.raises(ReasonNeeded, match="lewat dari tenggat"):
        office.do(steps.take_step, file.case.id, form)


def test_nothing_is_in_force_while_an_objection_waits_for_its_decision(office: OfficeAtWork):
    file = in_force(office, received(office, office.case()))
    case_id, day = file.case.id, office.clock.today()
    effective = file.case.summary.effective_on
    filed = remedy(day - timedelta(days=5), Addressee.PPK)
    file = office.take(case_id, StepKey.OBJECTION, filed, day)
    assert file.case.summary.effective_on is None
    assert not {StepKey.IN_FORCE, StepKey.SERVED, StepKey.CLOSED, StepKey.STOPPED} & offered(office, case_id)
    office.take(case_id, StepKey.OBJECTION_DECISION, answer(day, "tidak-dapat-diterima"), day)
    assert StepKey.IN_FORCE in offered(office, case_id)
    assert effective is not None
    file = office.take(case_id, StepKey.IN_FORCE, facts.in_force(effective), effective)
    assert file.case.summary.effective_on == effective


def dismissed(office: OfficeAtWork) -> CaseFile:
    """A dismissal against which the respondent has appealed."""
    file = found(office, office.case(facts.PARTY), "ptdh-parpol", "pemberhentian")
    case_id, day = file.case.id, office.clock.today()
    office.signed(case_id, StepKey.PROPOSAL, facts.proposal(office, day), day)
    decision = facts.decided(file, "ptdh-parpol", "pemberhentian", begins_on=date(2026, 4, 30))
    office.signed(case_id, StepKey.DECISION, decision)
    office.signed(case_id, StepKey.HANDOVER, facts.handed_over(office, day), day)
    return office.take(case_id, StepKey.APPEAL, remedy(day, Addressee.BPASN), day)


def test_an_appeal_that_the_board_never_decides_does_not_hold_the_case_for_ever(office: OfficeAtWork):
    file = dismissed(office)
    case_id = file.case.id
    office.clock.set_today(office.clock.today() + timedelta(days=200))
    today = office.clock.today()
    assert StepKey.IN_FORCE not in offered(office, case_id)
    office.take(case_id, StepKey.APPEAL_DECISION, answer(today, "tidak-diputus"), today)
    assert {StepKey.IN_FORCE, StepKey.COURT} <= offered(office, case_id)
    assert office.ask(steps.propose_effective, case_id, today) == date(2026, 4, 30)


def test_a_served_sanction_that_a_court_annuls_is_not_closed_before_rehabilitation(office: OfficeAtWork):
    file = received(office, office.case())
    case_id, day = file.case.id, office.clock.today()
    office.take(case_id, StepKey.OBJECTION, remedy(day, Addressee.PPK), day)
    office.take(case_id, StepKey.OBJECTION_DECISION, answer(day, "memperkuat", effective_on=day), day)
    file = office.take(case_id, StepKey.IN_FORCE, facts.in_force(day), day)
    last = file.case.summary.ends_on
    assert last is not None
    office.clock.set_today(last)
    uploaded = DocumentedFacts(system=RecordSystem.IDIS, uploaded_on=last)
    office.take(case_id, StepKey.DOCUMENTED, uploaded, last)
    office.take(case_id, StepKey.SERVED, ServedFacts(ended_on=last), last)
    assert StepKey.CLOSED in offered(office, case_id)
    suit = CourtFacts(court="PTUN", filed_on=last, decided_on=last, outcome="gugatan-dikabulkan")
    file = office.take(case_id, StepKey.COURT, suit, last)
    assert file.case.summary.status is CaseStatus.ANNULLED
    assert StepKey.CLOSED not in offered(office, case_id)
    with pytest.raises(GuardRefused):
        office.take(case_id, StepKey.CLOSED, ClosedFacts(), last)


# -- new evidence


def test_a_proposal_does_not_outlive_the_findings_it_rests_on(office: OfficeAtWork):
    file = found(office, office.case(facts.PARTY), "ptdh-parpol", "pemberhentian")
    case_id, today = file.case.id, office.clock.today()
    office.signed(case_id, StepKey.PROPOSAL, facts.proposal(office, today), today)
    again = facts.hearing(file.case.examiners, today)
    office.signed(case_id, StepKey.EXTRA_EXAMINATION, again, today)
    office.signed(case_id, StepKey.FINDINGS, facts.ruling(office, file, "ptdh-parpol", "pemberhentian"))
    assert StepKey.DECISION not in offered(office, case_id)
    office.signed(case_id, StepKey.PROPOSAL, facts.proposal(office, today), today)
    assert StepKey.DECISION in offered(office, case_id)


# -- one act, two tracks


def ethically_punished(office: OfficeAtWork, election: str = "Pilkada") -> CaseFile:
    file = facts.heard(office, office.case(facts.ETHICS, report=office.report(election=election)))
    office.signed(file.case.id, StepKey.FINDINGS, facts.ruling(office, file, "moral-terbuka", "moral"))
    return office.signed(file.case.id, StepKey.DECISION, facts.decided(file, "moral-terbuka", "moral"))


def second_case(office: OfficeAtWork, code: str, election: str = "Pilkada") -> CaseFile:
    report = office.report(election=election)
    reasons = tuple(Override(guard=guard, reason="Alasan.") for guard in ("already-punished",))
    return office.case(code, report=report, overrides=reasons)


def test_an_act_of_one_day_is_not_punished_as_before_and_as_after_the_candidates(office: OfficeAtWork):
    ethically_punished(office)
    file = second_case(office, "D6")
    office.signed(file.case.id, StepKey.TEAM, TeamFacts(members=file.case.examiners, appointed_by=HEAD))
    file = found(office, file, "penurunan-jabatan", "berat")
    wanted = facts.decided(file, "penurunan-jabatan", "berat", new_position="Analis")
    with pytest.raises(GuardRefused, match="sudah dihukum dalam perkara"):
        office.take(file.case.id, StepKey.DECISION, wanted)
    today = office.clock.today()
    stop = StoppedFacts(reason="Sudah dihukum.", reason_key="sudah-dihukum")
    assert office.take(file.case.id, StepKey.STOPPED, stop, today).case.summary.status is CaseStatus.STOPPED


def test_acts_of_one_day_in_two_elections_may_each_be_punished(office: OfficeAtWork):
    ethically_punished(office)
    file = second_case(office, "D6", election="Pemilu")
    office.signed(file.case.id, StepKey.TEAM, TeamFacts(members=file.case.examiners, appointed_by=HEAD))
    file = found(office, file, "penurunan-jabatan", "berat")
    wanted = facts.decided(file, "penurunan-jabatan", "berat", new_position="Analis")
    file = office.signed(file.case.id, StepKey.DECISION, wanted)
    assert file.case.summary.status is CaseStatus.SANCTIONED


def test_an_ethics_case_of_an_act_that_was_punished_can_be_stopped_for_it(office: OfficeAtWork):
    ethically_punished(office)
    file = second_case(office, facts.ETHICS)
    stop = StoppedFacts(reason="Sudah dihukum.", reason_key="sudah-dihukum")
    file = office.take(file.case.id, StepKey.STOPPED, stop, office.clock.today())
    assert file.case.summary.status is CaseStatus.STOPPED


def test_of_two_drafted_decisions_for_one_violation_only_one_is_signed(office: OfficeAtWork):
    drafts = []
    for _ in range(2):
        file = found(office, second_case(office, "n.2"), "penurunan-pangkat", "sedang")
        drafts.append(office.take(file.case.id, StepKey.DECISION, lowered(file)))
    office.sign_all(drafts[0])
    letter = next(letter for letter in drafts[1].letters if letter.kind == "decision")
    with pytest.raises(GuardRefused, match="sudah dihukum dalam perkara"):
        office.put_up(letter.id, office.clock.today())


# -- who has ended


def test_nothing_is_reported_to_a_body_that_has_ended(office: OfficeAtWork):
    file = office.case()
    today = office.clock.today()
    advice = RecommendationFacts(
        body="kasn", number="1", letter_on=date(2024, 8, 1), received_on=today, content="Jatuhkan hukuman."
    )
    office.take(file.case.id, StepKey.RECOMMENDATION, advice, today)
    told = FollowUpFacts(body="kasn", done="Perkara dibuka.", signer=HEAD)
    with pytest.raises(GuardRefused, match="Komisi Aparatur Sipil Negara"):
        office.take(file.case.id, StepKey.FOLLOW_UP, told)
    told = FollowUpFacts(body="bkn", done="Perkara dibuka.", signer=HEAD)
    file = office.signed(file.case.id, StepKey.FOLLOW_UP, told)
    assert file.letters[-1].kind == "follow-up-letter"


# -- days that the law does not count


def test_an_ethics_hearing_is_proposed_only_within_a_target_of_the_office(office: OfficeAtWork):
    file = office.case(facts.ETHICS)
    case_id = file.case.id
    assert office.ask(steps.propose_examination, case_id, StepKey.SUMMONS_1, START) is None
    current = office.ask(office_service.current_office)
    with office.database.write() as work:
        work.log_as(ADMIN, "tests.target")
        work.office.save(replace(current, targets={"hearing-1": 3}))
    assert office.ask(steps.propose_examination, case_id, StepKey.SUMMONS_1, START) == date(2026, 5, 7)
    assert office.ask(steps.propose_examination, case_id, StepKey.SUMMONS_2, START) is None
