"""A case of each track beside the disciplinary one, from its opening to its end, through the real services."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
import track_facts as facts
from office_desk import ADMIN, START, OfficeAtWork

from cases.errors import GuardRefused, ReasonNeeded
from cases.model.case import CaseFile, CaseStatus, Level, Track
from cases.model.letter import LetterStatus
from cases.model.person import EmploymentStatus
from cases.model.steps import DeclarationManner, StepKey, StoppedFacts
from cases.services import letters, steps
from cases.services import office as office_service


def kinds(file: CaseFile) -> list[str]:
    return [letter.kind for letter in file.letters]


def ruled(office: OfficeAtWork, sanction: str = "moral-terbuka", **parts) -> CaseFile:
    """An ethics case whose council has ruled, the ruling signed and sent."""
    file = facts.heard(office, office.case(facts.ETHICS))
    level = "moral" if sanction else ""
    file = office.signed(file.case.id, StepKey.FINDINGS, facts.ruling(office, file, sanction, level, **parts))
    letter = next(letter for letter in file.letters if letter.kind == "ethics-ruling")
    office.do(letters.deliver, letter.id, office.clock.today(), "diantar")
    return file


# -- ethics


def test_an_ethics_case_walks_from_its_opening_to_the_declaration(office: OfficeAtWork):
    file = office.case(facts.ETHICS)
    case_id = file.case.id
    assert (file.case.track, file.case.suspected_level) == (Track.ETHICS, Level.MORAL)
    assert facts.next_keys(office, case_id)[0] is StepKey.TEAM
    office.signed(case_id, StepKey.TEAM, facts.council(office))
    assert facts.next_keys(office, case_id)[0] is StepKey.SUMMONS_1
    day = office.clock.today() + timedelta(days=8)
    office.signed(case_id, StepKey.SUMMONS_1, facts.summons(office, day))
    office.clock.set_today(day)
    file = office.ask(steps.case_view, case_id).file
    office.signed(case_id, StepKey.EXAMINATION, facts.hearing(file.case.examiners, day), day)
    office.signed(case_id, StepKey.FINDINGS, facts.ruling(office, file, "moral-terbuka", "moral"))
    assert office.ask(steps.case_view, case_id).file.case.summary.status is CaseStatus.WAITING_PPK
    office.signed(case_id, StepKey.DECISION, facts.decided(file, "moral-terbuka", "moral"))
    declared = facts.declaration(office, day, DeclarationManner.OPEN)
    file = office.signed(case_id, StepKey.DECLARATION, declared, day)
    assert kinds(file) == [
        "ethics-council-order",
        "ethics-summons-1",
        "ethics-hearing-record",
        "ethics-ruling",
        "moral-decision",
        "moral-declaration",
    ]
    assert {letter.status for letter in file.letters} == {LetterStatus.SIGNED}
    summary = file.case.summary
    assert (summary.status, summary.sanction_key, summary.level) == (CaseStatus.SANCTIONED, "moral-terbuka", "moral")
    assert StepKey.CLOSED in facts.next_keys(office, case_id)
    assert not {StepKey.HANDOVER, StepKey.OBJECTION, StepKey.APPEAL} & set(facts.next_keys(office, case_id))


def test_the_ethics_track_counts_only_the_targets_of_the_office(office: OfficeAtWork):
    file = facts.heard(office, office.case(facts.ETHICS))
    assert not {"hearing-1", "ethics-ruling", "examination-1"} & set(facts.deadline_days(file))
    current = office.ask(office_service.current_office)
    with office.database.write() as work:
        work.log_as(ADMIN, "tests.target")
        work.office.save(replace(current, targets={"ethics-ruling": 5}))
    file = office.signed(file.case.id, StepKey.FINDINGS, facts.ruling(office, file, "moral-terbuka", "moral"))
    assert facts.deadline_days(file)["ethics-ruling"] > office.clock.today()


def test_an_ethics_decision_waits_for_the_signed_record_of_the_hearing(office: OfficeAtWork):
    file = office.case(facts.ETHICS)
    office.signed(file.case.id, StepKey.TEAM, facts.council(office))
    file = office.ask(steps.case_view, file.case.id).file
    day = START + timedelta(days=8)
    office.signed(file.case.id, StepKey.SUMMONS_1, facts.summons(office, day))
    office.clock.set_today(day)
    office.take(file.case.id, StepKey.EXAMINATION, facts.hearing(file.case.examiners, day), day)
    with pytest.raises(GuardRefused, match="Belum ada berita acara sidang yang ditandatangani"):
        office.take(file.case.id, StepKey.FINDINGS, facts.ruling(office, file, "moral-terbuka", "moral"))


def test_two_absences_from_the_hearing_let_the_council_rule(office: OfficeAtWork):
    file = office.case(facts.ETHICS)
    case_id = file.case.id
    office.signed(case_id, StepKey.TEAM, facts.council(office))
    for called, missed in (
        (StepKey.SUMMONS_1, StepKey.ABSENCE_1),
        (StepKey.SUMMONS_2, StepKey.ABSENCE_2),
    ):
        day = office.clock.today() + timedelta(days=8)
        office.signed(case_id, called, facts.summons(office, day))
        office.clock.set_today(day)
        file = office.signed(case_id, missed, facts.absence(day, office.person(30)), day)
    second = next(step for step in file.steps if step.key is StepKey.SUMMONS_2)
    first = next(letter for letter in file.letters if letter.kind == "ethics-summons-1")
    assert (second.facts.first_number, second.facts.first_on) == (first.number, first.letter_on)
    office.signed(case_id, StepKey.FINDINGS, facts.ruling(office, file, "moral-tertutup", "moral"))
    file = office.signed(case_id, StepKey.DECISION, facts.decided(file, "moral-tertutup", "moral"))
    assert file.case.summary.status is CaseStatus.SANCTIONED


def test_a_ruling_that_is_not_sent_to_the_official_asks_for_a_reason(office: OfficeAtWork):
    file = facts.heard(office, office.case(facts.ETHICS))
    file = office.signed(file.case.id, StepKey.FINDINGS, facts.ruling(office, file, "moral-terbuka", "moral"))
    form = steps.StepForm(key=StepKey.DECISION, facts=facts.decided(file, "moral-terbuka", "moral"))
    with pytest.raises(ReasonNeeded, match="Putusan Majelis belum dicatat disampaikan"):
        office.do(steps.take_step, file.case.id, form)


def test_a_sent_ruling_lets_the_head_of_region_decide_without_a_warning(office: OfficeAtWork):
    file = ruled(office)
    form = steps.StepForm(key=StepKey.DECISION, facts=facts.decided(file, "moral-terbuka", "moral"))
    found = {finding.guard: finding for finding in office.ask(steps.check_step, file.case.id, form)}
    assert found["ruling-sent"].satisfied
    assert found["authority"].satisfied
    assert "bertentangan" not in found["authority"].sentence
    assert found["status-covered"].satisfied


def test_an_administrative_action_needs_the_councils_recommendation(office: OfficeAtWork):
    plain = ruled(office)
    wanted = facts.decided(plain, "moral-terbuka", "moral", administrative="mutasi")
    with pytest.raises(GuardRefused, match="tidak direkomendasikan Majelis"):
        office.take(plain.case.id, StepKey.DECISION, wanted)


def test_an_administrative_action_that_was_recommended_passes(office: OfficeAtWork):
    advised = ruled(office, administrative="mutasi")
    wanted = facts.decided(advised, "moral-terbuka", "moral", administrative="mutasi")
    assert office.signed(advised.case.id, StepKey.DECISION, wanted).case.summary.status is CaseStatus.SANCTIONED


@pytest.mark.parametrize(
    ("sanction", "manner"),
    [("moral-terbuka", DeclarationManner.CLOSED), ("moral-tertutup", DeclarationManner.OPEN)],
)
def test_a_sanction_is_declared_in_the_manner_decided(office: OfficeAtWork, sanction: str, manner: DeclarationManner):
    file = ruled(office, sanction)
    office.signed(file.case.id, StepKey.DECISION, facts.decided(file, sanction, "moral"))
    today = office.clock.today()
    with pytest.raises(GuardRefused, match="sedangkan dinyatakan"):
        office.take(file.case.id, StepKey.DECLARATION, facts.declaration(office, today, manner), today)
    other = next(one for one in DeclarationManner if one is not manner)
    unseen = facts.declaration(office, today, other, witnesses=0)
    form = steps.StepForm(key=StepKey.DECLARATION, facts=unseen, on=today)
    with pytest.raises(ReasonNeeded, match="Belum ada saksi"):
        office.do(steps.take_step, file.case.id, form)
    assert office.take(file.case.id, StepKey.DECLARATION, unseen, today).case.summary.stage == "declaration"


def test_a_disciplinary_sanction_is_no_moral_one(office: OfficeAtWork):
    file = ruled(office)
    with pytest.raises(GuardRefused, match="bukan sanksi moral"):
        office.take(file.case.id, StepKey.DECISION, facts.decided(file, "teguran-tertulis", "moral"))


def test_a_breach_that_is_not_proven_is_stopped(office: OfficeAtWork):
    file = ruled(office, "")
    assert StepKey.DECISION not in facts.next_keys(office, file.case.id)
    stopped = StoppedFacts(reason="tidak terbukti", reason_key="tidak-terbukti")
    file = office.take(file.case.id, StepKey.STOPPED, stopped, office.clock.today())
    assert file.case.summary.status is CaseStatus.NOT_PROVEN


# -- dismissal


def proposed(office: OfficeAtWork, sanction: str, file: CaseFile | None = None) -> CaseFile:
    file = facts.examined(office, file or office.case(facts.PARTY))
    findings = facts.ruling(office, file, sanction, "pemberhentian")
    office.signed(file.case.id, StepKey.FINDINGS, findings)
    today = office.clock.today()
    return office.signed(file.case.id, StepKey.PROPOSAL, facts.proposal(office, today), today)


def test_a_dismissal_walks_from_its_opening_into_force(office: OfficeAtWork):
    file = office.case(facts.PARTY)
    assert (file.case.track, file.case.suspected_level) == (Track.DISMISSAL, Level.DISMISSAL)
    assert facts.next_keys(office, file.case.id)[0] is StepKey.SUMMONS_1
    file = proposed(office, "ptdh-parpol", file)
    case_id, found_on = file.case.id, office.clock.today()
    assert "ptdh-decision" in facts.deadline_days(file)
    assert "pdh-decision" not in facts.deadline_days(file)
    decision = facts.decided(file, "ptdh-parpol", "pemberhentian", begins_on=date(2026, 4, 30))
    form = steps.StepForm(key=StepKey.DECISION, facts=decision)
    found = {finding.guard: finding for finding in office.ask(steps.check_step, case_id, form)}
    assert all(found[guard].satisfied for guard in ("authority", "decision-late", "sanction-fits", "acting-official"))
    office.signed(case_id, StepKey.DECISION, decision)
    office.signed(case_id, StepKey.HANDOVER, facts.handed_over(office, found_on), found_on)
    assert StepKey.APPEAL in facts.next_keys(office, case_id)
    assert StepKey.OBJECTION not in facts.next_keys(office, case_id)
    file = office.take(case_id, StepKey.IN_FORCE, facts.in_force(date(2026, 4, 30)), found_on)
    assert kinds(file) == [
        "summons-1",
        "examination-record",
        "findings-report",
        "dismissal-proposal",
        "dismissal-decision",
        "handover-receipt",
    ]
    assert file.case.summary.status is CaseStatus.SANCTIONED
    assert file.case.summary.effective_on == date(2026, 4, 30)


def test_one_who_resigned_is_decided_within_the_shorter_time_after_the_proposal(office: OfficeAtWork):
    file = proposed(office, "pdh-mengundurkan-diri")
    assert "pdh-decision" in facts.deadline_days(file)
    assert "ptdh-decision" not in facts.deadline_days(file)
    file = office.signed(file.case.id, StepKey.DECISION, facts.decided(file, "pdh-mengundurkan-diri", "pemberhentian"))
    assert file.case.summary.sanction_key == "pdh-mengundurkan-diri"


def test_a_dismissal_is_not_decided_before_it_is_proposed_and_proven(office: OfficeAtWork):
    file = facts.examined(office, office.case(facts.PARTY))
    office.signed(file.case.id, StepKey.FINDINGS, facts.ruling(office, file, "ptdh-parpol", "pemberhentian"))
    with pytest.raises(GuardRefused, match="belum dapat dicatat"):
        office.take(file.case.id, StepKey.DECISION, facts.decided(file, "ptdh-parpol", "pemberhentian"))


# -- PPPK


def contract_case(office: OfficeAtWork, code: str) -> CaseFile:
    person = office.accused(status=EmploymentStatus.PPPK, grade="IX", rank="")
    return office.case(code, report=office.report(person))


def test_a_pppk_in_a_party_gets_the_end_of_his_contract(office: OfficeAtWork):
    file = proposed(office, "phk-tidak-hormat", contract_case(office, facts.PARTY))
    assert set(facts.deadline_days(file)) >= {"phk-decision"}
    assert "ptdh-decision" not in facts.deadline_days(file)
    with pytest.raises(GuardRefused, match="bukan pemberhentian yang dikenal"):
        office.take(file.case.id, StepKey.DECISION, facts.decided(file, "ptdh-parpol", "pemberhentian"))
    decision = facts.decided(file, "phk-tidak-hormat", "pemberhentian", begins_on=date(2026, 5, 12))
    file = office.signed(file.case.id, StepKey.DECISION, decision)
    letter = next(letter for letter in file.letters if letter.kind == "dismissal-decision")
    assert letter.content.values["sanksi.nama"].startswith("pemutusan hubungan perjanjian kerja")
    lines = " ".join(row["teks"] for row in letter.content.rows["dasar"])
    assert "Peraturan Pemerintah Nomor 49 Tahun 2018" in lines
    assert "Peraturan Pemerintah Nomor 11 Tahun 2017" not in lines
