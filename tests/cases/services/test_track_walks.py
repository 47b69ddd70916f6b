"""A case of each track beside the disciplinary one, from its opening to its end, through the real services."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
import track_facts as facts
from office_desk import ADMIN, HEAD, START, OfficeAtWork

from cases.errors import GuardRefused, ReasonNeeded
from cases.model.case import CaseFile, CaseStatus, Level, Track
from cases.model.election import Election, ElectionKind
from cases.model.identity import new_id
from cases.model.letter import LetterStatus
from cases.model.person import EmploymentStatus
from cases.model.steps import DeclarationManner, Override, ReopenedFacts, StepKey, StoppedFacts, TeamFacts
from cases.services import elections, lawbook, letters, regulation_drafts, regulation_use, steps
from cases.services import office as office_service
from cases.services.steps import StepForm


def kinds(file: CaseFile) -> list[str]:
    return [letter.kind for letter in file.letters]


def ruled(office: OfficeAtWork, sanction: str = "moral-terbuka", **parts) -> CaseFile:
    """An ethics case whose council has ruled, the ruling signed and sent."""
    file = facts.heard(office, office.case(facts.ETHICS))
    level = "moral" if sanction else ""
    file = office.signed(file.case.id, StepKey.FINDINGS, facts.ruling(office, file, sanction, level, **parts))
    letter = next(letter for letter in file.letters if letter.kind == "ethics-ruling")
    office.do(letters.deliver, letter.id, office.clock.today(), "diantar", "Terlapor")
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
    form = StepForm(key=StepKey.DECISION, facts=facts.decided(file, "moral-terbuka", "moral"))
    with pytest.raises(ReasonNeeded, match="Putusan Majelis belum dicatat disampaikan"):
        office.do(steps.take_step, file.case.id, form)


def test_a_sent_ruling_lets_the_head_of_region_decide_without_a_warning(office: OfficeAtWork):
    file = ruled(office)
    form = StepForm(key=StepKey.DECISION, facts=facts.decided(file, "moral-terbuka", "moral"))
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
    form = StepForm(key=StepKey.DECLARATION, facts=unseen, on=today)
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
    form = StepForm(key=StepKey.DECISION, facts=decision)
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


def findings_of(office: OfficeAtWork, file: CaseFile, sanction: str) -> StepForm:
    return StepForm(key=StepKey.FINDINGS, facts=facts.ruling(office, file, sanction, "sedang"))


def test_a_pppk_has_no_moderate_sanction_until_the_office_loads_its_list(office: OfficeAtWork):
    file = facts.examined(office, contract_case(office, "n.2"))
    assert office.ask(lawbook.case_law, file.case.id).sanctions["sedang"] == ()
    with pytest.raises(GuardRefused, match="bagi status terlapor"):
        office.do(steps.take_step, file.case.id, findings_of(office, file, "penundaan-kgb"))


@pytest.mark.parametrize("example", ["pppk-demak.toml", "pppk-kalbar.toml"])
def test_an_example_list_of_a_region_covers_a_pppk_once_it_is_in_use(office: OfficeAtWork, example: str):
    imported = office.do_as(ADMIN, regulation_drafts.import_example, example)
    office.do_as(ADMIN, regulation_use.activate, imported.draft.id)
    file = facts.examined(office, contract_case(office, "n.2"))
    choices = office.ask(lawbook.case_law, file.case.id).sanctions["sedang"]
    assert "pppk-kgb-1" in {sanction.key for sanction in choices}
    form = findings_of(office, file, "pppk-kgb-1")
    found = {finding.guard: finding for finding in office.ask(steps.check_step, file.case.id, form)}
    assert found["status-covered"].satisfied
    assert found["sanction-fits"].satisfied
    office.signed(file.case.id, StepKey.FINDINGS, form.facts)
    wanted = facts.decided(file, "pppk-kgb-1", "sedang", begins_on=date(2026, 9, 1), ends_on=date(2027, 8, 31))
    file = office.signed(file.case.id, StepKey.DECISION, wanted)
    assert file.case.summary.sanction_title == "penundaan kenaikan gaji berkala selama 1 (satu) tahun"
    letter = next(letter for letter in file.letters if letter.kind == "decision")
    assert "Peraturan Pemerintah Nomor 49 Tahun 2018" in " ".join(row["teks"] for row in letter.content.rows["dasar"])


def test_a_severe_breach_of_a_pppk_ends_his_contract(office: OfficeAtWork):
    file = contract_case(office, "n.6")
    office.signed(file.case.id, StepKey.TEAM, TeamFacts(members=file.case.examiners, appointed_by=HEAD))
    file = facts.examined(office, file)
    office.signed(file.case.id, StepKey.FINDINGS, facts.ruling(office, file, "phk-disiplin-berat", "berat"))
    today = office.clock.today()
    file = office.signed(file.case.id, StepKey.PROPOSAL, facts.proposal(office, today), today)
    assert "decision-dismissal-pppk" in facts.deadline_days(file)
    file = office.signed(file.case.id, StepKey.DECISION, facts.decided(file, "phk-disiplin-berat", "berat"))
    assert file.case.summary.sanction_title.startswith("pemutusan hubungan perjanjian kerja")


# -- the stage of the election


def test_opening_an_ethics_case_for_an_act_after_the_candidates_asks_for_a_reason(office: OfficeAtWork):
    election = Election(id=new_id(), name="Pilkada Tirta Kencana", kind=ElectionKind.REGIONAL, candidates_on=START)
    office.do_as(ADMIN, elections.save_election, election)
    report = office.report(election="Pilkada Tirta Kencana")
    with pytest.raises(ReasonNeeded, match="sesudah penetapan calon"):
        office.case(facts.ETHICS, report=report)
    reason = Override(guard="track-fits-stage", reason="Penetapan calon daerah ini kemudian.")
    assert office.case(facts.ETHICS, report=report, overrides=(reason,)).case.track is Track.ETHICS


# -- reopened


@pytest.mark.parametrize(
    ("code", "sanction", "level"),
    [(facts.ETHICS, "moral-tertutup", "moral"), (facts.PARTY, "ptdh-parpol", "pemberhentian")],
)
def test_a_case_that_was_not_proven_goes_on_after_it_is_reopened(
    office: OfficeAtWork, code: str, sanction: str, level: str
):
    hold = facts.heard if code == facts.ETHICS else facts.examined
    file = hold(office, office.case(code))
    case_id, today = file.case.id, office.clock.today()
    office.signed(case_id, StepKey.FINDINGS, facts.ruling(office, file, "", ""))
    office.take(case_id, StepKey.STOPPED, StoppedFacts(reason="x", reason_key="tidak-terbukti"), today)
    office.take(case_id, StepKey.REOPENED, ReopenedFacts(reason="Ada bukti baru."), today)
    again = facts.hearing(file.case.examiners, today)
    office.signed(case_id, StepKey.EXTRA_EXAMINATION, again, today)
    file = office.signed(case_id, StepKey.FINDINGS, facts.ruling(office, file, sanction, level))
    if code == facts.PARTY:
        office.signed(case_id, StepKey.PROPOSAL, facts.proposal(office, today), today)
    file = office.signed(case_id, StepKey.DECISION, facts.decided(file, sanction, level))
    assert file.case.summary.status is CaseStatus.SANCTIONED
