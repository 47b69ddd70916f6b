from __future__ import annotations

from dataclasses import replace
from datetime import date

import msgspec
import pytest
from casework import (
    HEAD,
    RESPONDENT,
    SUPERIOR,
    TEAM,
    Casework,
    decision,
    earlier_case,
    examination,
    findings,
    handover,
    severe,
    summons,
)
from samples import make_office, make_person

from cases.errors import GuardRefused, InvalidInput, ReasonNeeded, RegulationError
from cases.model.case import CaseStatus, Level
from cases.model.letter import LetterStatus
from cases.model.office import ModerateSet, SummonsCount
from cases.model.person import ActingMark, EmploymentStatus, Examiner, Person, TeamDuty
from cases.model.steps import InForceFacts, OpenedFacts, Override, StepKey, StoppedFacts, TeamFacts
from cases.regulations import Law
from cases.rules import guards
from cases.rules.guards import STANDING_TESTS, TESTS

AUGUST = date(2026, 7, 1)


def examined() -> Casework:
    return Casework().opened().summons_1().examined().found()


def with_earlier(case: Casework, **parts) -> Casework:
    case.file = replace(case.file, earlier_cases=(earlier_case(case.file.case, **parts),))
    return case


def test_every_guard_of_the_packs_has_its_test_and_sentences():
    law = Casework().law
    for pack in law.packs:
        for guard in pack.guards:
            assert guard.test in TESTS
            assert guard.test in STANDING_TESTS or not guard.standing
            assert guard.article
            assert guard.remedy.endswith(".")


def test_all_guards_of_a_decision_are_told_even_when_satisfied():
    found = examined().check(StepKey.DECISION, decision(), AUGUST)
    assert all(finding.satisfied for finding in found.values()), found
    assert found["examined-or-absent"].sentence == "Pemeriksaan 20 Mei 2026 dengan BAP yang ditandatangani."
    assert found["authority"].known
    assert next(iter(found)) == "in-turn"
    strengths = [finding.strength for finding in found.values()]
    assert strengths == sorted(strengths, key=lambda word: word != "hard")


# -- turns


def test_a_step_out_of_turn_is_refused():
    found = Casework().opened().check(StepKey.DECISION, decision(), AUGUST)["in-turn"]
    assert not found.satisfied
    assert found.sentence == "Tahap Keputusan belum gilirannya atau sudah tercatat."
    with pytest.raises(GuardRefused, match="Selesaikan dahulu"):
        guards.enforce([found], [])


def test_a_step_taken_is_not_taken_twice_but_its_letter_may_be_signed():
    assert not examined().check(StepKey.FINDINGS, findings(), AUGUST)["in-turn"].satisfied
    waiting = Casework().opened().summons_1().examined().found(on=None)
    assert waiting.check(StepKey.FINDINGS, findings(), AUGUST)["in-turn"].satisfied


def test_a_case_can_be_opened_before_it_has_steps():
    found = Casework().check(StepKey.OPENED, OpenedFacts(), date(2026, 5, 5))
    assert found["in-turn"].satisfied


# -- dates


def test_dates_go_forward():
    case = examined()
    early = case.check(StepKey.DECISION, decision(), date(2026, 6, 9))["dates-in-order"]
    assert not early.satisfied
    assert early.sentence == "Tanggal 9 Juni 2026 mendahului tanggal LHP, yaitu 10 Juni 2026."
    assert case.check(StepKey.DECISION, decision(), date(2026, 6, 10))["dates-in-order"].satisfied


def test_opening_before_the_report_came_is_refused():
    found = Casework().check(StepKey.OPENED, OpenedFacts(), date(2026, 5, 3))["dates-in-order"]
    assert "laporan diterima, yaitu 4 Mei 2026" in found.sentence
    found = Casework().check(StepKey.OPENED, OpenedFacts(), date(2026, 4, 29))["dates-in-order"]
    assert "peristiwa, yaitu 30 April 2026" in found.sentence


def test_a_step_entered_late_may_not_pass_what_followed_it():
    case = Casework().opened().summons_1(on=None).examined(on=date(2026, 5, 20))
    found = case.check(StepKey.SUMMONS_1, summons(date(2026, 5, 25)), date(2026, 5, 22))["dates-in-order"]
    assert found.sentence == "Tanggal 22 Mei 2026 melewati tanggal Pemeriksaan, yaitu 20 Mei 2026."


def test_a_step_entered_late_may_share_the_day_of_what_followed_it():
    case = Casework().opened().summons_1(on=None).examined(on=date(2026, 5, 20))
    facts = summons(date(2026, 5, 20))
    assert case.check(StepKey.SUMMONS_1, facts, date(2026, 5, 20))["dates-in-order"].satisfied


def test_absence_is_not_before_the_appointed_day():
    case = Casework().opened().summons_1()
    found = case.check(StepKey.ABSENCE_1, None, date(2026, 5, 19))["dates-in-order"]
    assert not found.satisfied
    assert case.check(StepKey.ABSENCE_1, None, date(2026, 5, 20))["dates-in-order"].satisfied


def test_what_has_happened_is_not_in_the_future():
    case = Casework().opened().summons_1()
    today = date(2026, 5, 19)
    facts = examination(date(2026, 5, 20))
    found = case.check(StepKey.EXAMINATION, facts, date(2026, 5, 20), today=today)
    assert found["has-happened"].sentence == "Tanggal 20 Mei 2026 belum terjadi."
    hidden = case.check(StepKey.EXAMINATION, facts, today, today=today)
    assert not hidden["has-happened"].satisfied
    on_the_day = case.check(StepKey.EXAMINATION, facts, date(2026, 5, 20), today=date(2026, 5, 20))
    assert on_the_day["has-happened"].satisfied


def test_nobody_is_called_to_a_day_before_the_letter():
    case = Casework().opened()
    on = date(2026, 5, 8)
    found = case.check(StepKey.SUMMONS_1, summons(date(2020, 5, 18)), on)["called-day"]
    assert not found.satisfied
    assert found.sentence == "Hari yang disebut, 18 Mei 2020, mendahului tanggal suratnya, 8 Mei 2026."
    with pytest.raises(GuardRefused, match="Perbaiki tanggal surat"):
        guards.enforce([found], [])
    assert case.check(StepKey.SUMMONS_1, summons(on), on)["called-day"].satisfied
    assert "called-day" not in case.check(StepKey.SUMMONS_1, None, on)


def test_a_step_without_its_day_stands_as_of_today():
    found = examined().check(StepKey.DECISION, decision(), None, today=date(2026, 6, 1))
    assert not found["dates-in-order"].satisfied


# -- examination


def test_no_decision_without_record_or_two_absences():
    case = Casework().opened().summons_1()
    found = case.check(StepKey.DECISION, decision(), AUGUST)["examined-or-absent"]
    assert not found.satisfied
    assert "ketidakhadiran I belum dicatat, ketidakhadiran II belum dicatat" in found.sentence
    assert found.article == "Pasal 26 ayat (4), Pasal 27 ayat (1)"


def test_a_record_of_examination_must_be_signed():
    case = Casework().opened().summons_1().examined(letter=LetterStatus.PUT_UP)
    assert not case.check(StepKey.DECISION, decision(), AUGUST)["examined-or-absent"].satisfied
    on_paper = Casework().opened().summons_1().examined(letter=None)
    assert on_paper.check(StepKey.DECISION, decision(), AUGUST)["examined-or-absent"].satisfied


def test_two_documented_absences_stand_in_for_the_examination():
    case = Casework().opened().summons_1().absence_1()
    assert not case.check(StepKey.DECISION, decision(), AUGUST)["examined-or-absent"].satisfied
    draft = Casework().opened().summons_1().absence_1(letter=LetterStatus.DRAFT).summons_2().absence_2()
    assert "berita acara ketidakhadiran I" in draft.check(StepKey.DECISION, None, AUGUST)["examined-or-absent"].sentence
    case.summons_2().absence_2()
    found = case.check(StepKey.DECISION, decision(), AUGUST)["examined-or-absent"]
    assert found.sentence == "Dua kali tidak hadir, 20 Mei 2026 dan 4 Juni 2026."


def test_severe_needs_a_team_from_the_examination_on():
    case = severe().opened().summons_1()
    facts = examination(date(2026, 5, 20))
    found = case.check(StepKey.EXAMINATION, facts, date(2026, 5, 20))["team-for-severe"]
    assert not found.satisfied
    assert "Tim Pemeriksa" in found.sentence
    assert found.strength == "hard"
    case.team()
    assert case.check(StepKey.EXAMINATION, facts, date(2026, 5, 20))["team-for-severe"].satisfied


def test_an_unsigned_team_is_no_team():
    case = severe().opened().summons_1().team(on=None, letter=LetterStatus.DRAFT)
    facts = examination(date(2026, 5, 20))
    assert not case.check(StepKey.EXAMINATION, facts, date(2026, 5, 20))["team-for-severe"].satisfied


def test_the_level_of_the_findings_decides_about_the_team():
    case = Casework().opened().summons_1().examined()
    severe_findings = findings(level="berat", sanction_key="pdhtaps")
    assert not case.check(StepKey.FINDINGS, severe_findings, AUGUST)["team-for-severe"].satisfied
    assert case.check(StepKey.FINDINGS, findings(), AUGUST)["team-for-severe"].satisfied
    not_proven = case.check(StepKey.FINDINGS, findings(proven=False, violation_codes=()), AUGUST)
    assert "team-for-severe" not in not_proven
    assert "violation-named" not in not_proven
    assert "article-known" not in not_proven


def test_unknown_level_does_not_ask_for_a_team_yet():
    case = Casework(suspected_level=Level.UNSET, violation_codes=("n.1",)).opened().summons_1()
    found = case.check(StepKey.EXAMINATION, examination(date(2026, 5, 20)), date(2026, 5, 20))
    assert "belum diketahui" in found["team-for-severe"].sentence


def test_standing_findings_need_no_facts():
    case = severe().opened().summons_1()
    found = {finding.guard: finding for finding in guards.standing(case.file, StepKey.DECISION, case.law)}
    assert set(found) == {"examined-or-absent", "team-for-severe", "not-twice"}
    assert not found["team-for-severe"].satisfied


# -- time


def test_late_examination_is_flagged_with_its_last_day():
    case = Casework().opened().summons_1()
    found = case.check(StepKey.EXAMINATION, examination(date(2026, 5, 22)), date(2026, 5, 22))["examination-late"]
    assert (found.satisfied, found.strength) == (False, "soft")
    assert found.sentence == "Pemeriksaan 22 Mei 2026 lewat dari batas 21 Mei 2026."
    assert case.check(StepKey.EXAMINATION, examination(date(2026, 5, 21)), date(2026, 5, 21))[
        "examination-late"
    ].satisfied


def test_the_setting_moves_the_flag():
    case = Casework(make_office(summons_count=SummonsCount.SEVENTH_DAY)).opened().summons_1()
    found = case.check(StepKey.EXAMINATION, examination(date(2026, 5, 21)), date(2026, 5, 21))
    assert not found["examination-late"].satisfied


def test_second_summons_runs_from_the_missed_day():
    case = Casework().opened().summons_1().absence_1()
    on_time = case.check(StepKey.SUMMONS_2, summons(date(2026, 6, 16)), date(2026, 6, 4))
    assert on_time["summons-2-late"].satisfied
    assert not case.check(StepKey.SUMMONS_2, summons(date(2026, 6, 16)), date(2026, 6, 5))["summons-2-late"].satisfied


def test_a_due_date_that_has_not_begun_says_nothing():
    case = Casework().opened()
    assert "examination-late" not in case.check(StepKey.EXAMINATION, examination(AUGUST), AUGUST)


def test_the_day_named_by_a_summons_is_looked_at():
    case = Casework().opened()
    good = case.check(StepKey.SUMMONS_1, summons(date(2026, 5, 21)), date(2026, 5, 7))
    late = case.check(StepKey.SUMMONS_1, summons(date(2026, 5, 22)), date(2026, 5, 7))
    assert good["examination-day"].satisfied
    assert late["examination-day"].sentence == "Pemeriksaan 22 Mei 2026 lewat dari batas 21 Mei 2026."
    assert "examination-day" not in case.check(StepKey.SUMMONS_1, None, date(2026, 5, 7))


def test_handover_after_fourteen_working_days_is_flagged():
    case = examined().decided()
    assert case.check(StepKey.HANDOVER, handover(date(2026, 7, 21)), date(2026, 7, 21))["handover-late"].satisfied
    assert not case.check(StepKey.HANDOVER, handover(date(2026, 7, 22)), date(2026, 7, 22))["handover-late"].satisfied


def test_day_in_force_is_the_computed_one_or_has_a_reason():
    case = examined().decided().handed_over()
    computed = date(2026, 8, 4)
    right = InForceFacts(effective_on=computed, computed_on=computed)
    assert case.check(StepKey.IN_FORCE, right, computed)["effective-day"].satisfied
    other = InForceFacts(effective_on=date(2026, 8, 3), computed_on=computed)
    found = case.check(StepKey.IN_FORCE, other, date(2026, 8, 3))["effective-day"]
    assert (found.satisfied, found.strength) == (False, "hard")
    reason = replace(other, manual_reason="kiriman pos diterima lebih awal")
    assert case.check(StepKey.IN_FORCE, reason, date(2026, 8, 3))["effective-day"].satisfied
    assert "effective-day" not in case.check(StepKey.IN_FORCE, None, computed)
    assert "effective-day" not in Casework().opened().check(StepKey.IN_FORCE, right, computed)


def test_oral_reprimand_comes_into_force_like_every_other_sanction():
    case = examined().decided(sanction_key="teguran-lisan", level="ringan").handed_over()
    day = date(2026, 7, 14)
    facts = InForceFacts(effective_on=day, computed_on=day)
    assert not case.check(StepKey.IN_FORCE, facts, day)["effective-day"].satisfied
    day = date(2026, 8, 4)
    facts = InForceFacts(effective_on=day, computed_on=day)
    assert case.check(StepKey.IN_FORCE, facts, day)["effective-day"].satisfied


# -- violations and sanctions


def test_a_decision_names_its_violation():
    found = examined().check(StepKey.DECISION, decision(violation_codes=()), AUGUST)["violation-named"]
    assert (found.satisfied, found.strength) == (False, "hard")
    with pytest.raises(InvalidInput, match="tidak ada dalam katalog"):
        examined().check(StepKey.DECISION, decision(violation_codes=("X9",)), AUGUST)


def test_a_form_whose_article_is_not_known_is_pointed_at():
    found = examined().check(StepKey.DECISION, decision(violation_codes=("D9",)), AUGUST)["article-known"]
    assert not found.satisfied
    assert "D9" in found.sentence


def test_sanction_fits_its_level_and_the_offices_set():
    case = examined()
    light = case.check(StepKey.DECISION, decision(level="ringan"), AUGUST)["sanction-fits"]
    assert not light.satisfied
    assert "tidak termasuk tingkat ringan" in light.sentence
    assert not case.check(StepKey.DECISION, decision(sanction_key="tukin-6"), AUGUST)["sanction-fits"].satisfied
    other = Casework(make_office(moderate_set=ModerateSet.TUKIN)).opened().summons_1().examined().found()
    assert other.check(StepKey.DECISION, decision(sanction_key="tukin-6"), AUGUST)["sanction-fits"].satisfied
    assert not other.check(StepKey.DECISION, decision(), AUGUST)["sanction-fits"].satisfied


def test_several_violations_get_the_heaviest():
    case = examined()
    found = case.check(StepKey.DECISION, decision(violation_codes=("n.2", "n.6")), AUGUST)["heaviest"]
    assert found.sentence == "Tingkat hukuman sedang berbeda dari tingkat pelanggaran terberat, yaitu berat."
    assert case.check(StepKey.DECISION, decision(violation_codes=("n.2", "3d.unit")), AUGUST)["heaviest"].satisfied


def test_attending_a_campaign_alone_asks_for_the_impact():
    case = examined()
    alone = case.check(StepKey.DECISION, decision(violation_codes=("n.1",)), AUGUST)
    assert (alone["impact-asked"].satisfied, alone["impact-asked"].strength) == (False, "soft")
    assert not alone["heaviest"].known
    with_impact = case.check(StepKey.DECISION, decision(violation_codes=("n.1", "3d.instansi")), AUGUST)
    assert with_impact["impact-asked"].satisfied


def test_allowance_cut_needs_the_regulation_named():
    office = make_office(moderate_set=ModerateSet.TUKIN)
    facts = decision(sanction_key="tukin-6")
    case = Casework(office).opened().summons_1().examined().found()
    assert not case.check(StepKey.DECISION, facts, AUGUST)["set-basis"].satisfied
    case.office = replace(office, moderate_set_basis="PP tentang Gaji dan Tunjangan")
    assert case.check(StepKey.DECISION, facts, AUGUST)["set-basis"].satisfied


def test_one_violation_is_punished_once():
    case = with_earlier(examined())
    assert case.check(StepKey.DECISION, decision(), AUGUST)["not-twice"].satisfied
    same_day = with_earlier(examined(), event_on=date(2026, 4, 30))
    found = same_day.check(StepKey.DECISION, decision(), AUGUST)["not-twice"]
    assert (found.satisfied, found.strength) == (False, "hard")
    assert "2025/009" in found.sentence
    other_form = with_earlier(examined(), event_on=date(2026, 4, 30), violation_codes=("n.6",))
    assert other_form.check(StepKey.DECISION, decision(), AUGUST)["not-twice"].satisfied
    running = with_earlier(examined(), event_on=date(2026, 4, 30))
    before = running.file.earlier_cases[0]
    still = replace(before, summary=replace(before.summary, status=CaseStatus.RUNNING))
    running.file = replace(running.file, earlier_cases=(still,))
    assert running.check(StepKey.DECISION, decision(), AUGUST)["not-twice"].satisfied


def test_opening_a_punished_matter_again_is_warned_of():
    case = Casework()
    case = with_earlier(case, report_id=case.file.case.report_id)
    found = case.check(StepKey.OPENED, OpenedFacts(), date(2026, 5, 5))["already-punished"]
    assert (found.satisfied, found.strength) == (False, "soft")


def test_a_repeat_is_punished_more_heavily():
    case = with_earlier(examined())
    same = case.check(StepKey.DECISION, decision(), AUGUST)["repeat-heavier"]
    assert not same.satisfied
    heavier = case.check(StepKey.DECISION, decision(sanction_key="penurunan-pangkat"), AUGUST)["repeat-heavier"]
    assert heavier.sentence == "Lebih berat dari hukuman dalam perkara 2025/009."
    one = case.file.earlier_cases[0]
    lighter = replace(one.summary, sanction_key="teguran-tertulis", decision_on=date(2024, 6, 1))
    long_ago = replace(one, id="older", number="2024/001", received_on=date(2026, 1, 1), summary=lighter)
    case.file = replace(case.file, earlier_cases=(long_ago, one))
    assert "2025/009" in case.check(StepKey.DECISION, decision(), AUGUST)["repeat-heavier"].sentence
    other_form = with_earlier(examined(), violation_codes=("n.6",))
    found = other_form.check(StepKey.DECISION, decision(), AUGUST)["repeat-heavier"]
    assert (found.satisfied, found.known) == (True, False)
    assert "periksa apakah sifatnya sama" in found.sentence
    first = examined().check(StepKey.DECISION, decision(), AUGUST)["repeat-heavier"]
    assert first.sentence == "Belum pernah dihukum sebelumnya."


def test_guards_about_a_decision_wait_for_its_facts():
    found = examined().check(StepKey.DECISION, None, AUGUST)
    absent = {"sanction-fits", "repeat-heavier", "set-basis", "authority", "acting-official"}
    assert not absent & set(found)


def test_sanctions_of_this_list_are_for_civil_servants():
    contract = replace(RESPONDENT, status=EmploymentStatus.PPPK, grade="IX")
    case = Casework(respondent=contract).opened().summons_1().examined().found()
    found = case.check(StepKey.DECISION, decision(), AUGUST)["status-covered"]
    assert (found.satisfied, found.regulation) == (False, "PP 49/2018")


# -- people


def test_the_official_must_have_authority():
    case = examined()
    found = case.check(StepKey.DECISION, decision(), AUGUST)["authority"]
    assert (found.satisfied, found.known) == (True, True)
    assert found.sentence == (
        "Wiratama Sastrodiharjo berwenang: PPK kabupaten/kota (Bupati/Wali Kota) (Pasal 18 ayat (3) huruf c); "
        "Pejabat Administrator atau yang setara, dua tingkat di atasnya (Pasal 22 ayat (1) huruf b)."
    )
    clerk = decision(official=replace(RESPONDENT, name="Orang Lain", nip=""))
    assert not case.check(StepKey.DECISION, clerk, AUGUST)["authority"].satisfied
    administrator = decision(official=make_person(position="Camat Sukamaju", position_kind="Struktural"))
    assert case.check(StepKey.DECISION, administrator, AUGUST)["authority"].satisfied


@pytest.mark.parametrize(
    ("respondent", "official", "reason"),
    [
        (
            replace(RESPONDENT, position="Kepala Unit", position_kind="Struktural"),
            HEAD,
            "jabatan terlapor tidak dikenali",
        ),
        (make_person(position="Guru", position_kind="Fungsional"), HEAD, "fungsionalnya bukan Ahli Utama"),
        (RESPONDENT, make_person(position="Kepala Unit", position_kind="Struktural"), "jabatan pejabat tidak dikenali"),
        (make_person(position="Bupati", position_kind=""), HEAD, "tabel kewenangan tidak memuatnya"),
    ],
)
def test_what_cannot_be_told_is_said_not_guessed(respondent: Person, official: Person, reason: str):
    case = Casework(respondent=respondent).opened().summons_1().examined().found()
    facts = decision(official=official, level="berat", sanction_key="pdhtaps")
    found = case.check(StepKey.DECISION, facts, AUGUST)["authority"]
    assert (found.satisfied, found.known) == (True, False)
    assert reason in found.sentence


def test_acting_officials_keep_to_light_sanctions():
    case = examined()
    acting = decision(official=replace(SUPERIOR, acting=ActingMark.PLT))
    found = case.check(StepKey.DECISION, acting, AUGUST)["acting-official"]
    assert found.sentence == "Plt. Satria Nugraha, S.Sos. hanya dapat menjatuhkan hukuman ringan."
    assert found.regulation == "UU 30/2014"
    light = replace(acting, level="ringan", sanction_key="teguran-tertulis")
    assert case.check(StepKey.DECISION, light, AUGUST)["acting-official"].satisfied


def test_a_team_has_its_three_elements():
    case = severe().opened()
    found = case.check(StepKey.TEAM, TeamFacts(members=TEAM[:1], appointed_by=HEAD), date(2026, 5, 6))
    assert found["team-elements"].sentence == "Tim belum memuat unsur pengawasan, unsur kepegawaian."
    full = case.check(StepKey.TEAM, TeamFacts(members=TEAM, appointed_by=HEAD), date(2026, 5, 6))
    assert full["team-elements"].satisfied
    assert "team-elements" not in case.check(StepKey.TEAM, None, date(2026, 5, 6))


def test_a_summons_is_signed_by_the_superior_or_the_chair():
    day = date(2026, 5, 7)
    stranger = make_person(name="Orang Lain", nip="199001012015031009")
    case = Casework().opened()
    assert case.check(StepKey.SUMMONS_1, summons(date(2026, 5, 20)), day)["summons-signer"].satisfied
    assert not case.check(StepKey.SUMMONS_1, summons(date(2026, 5, 20), stranger), day)["summons-signer"].satisfied
    led = Casework(examiners=(Examiner(person=stranger, duty=TeamDuty.CHAIR),)).opened()
    assert led.check(StepKey.SUMMONS_1, summons(date(2026, 5, 20), stranger), day)["summons-signer"].satisfied
    unnamed = Casework(superior=None).opened().check(StepKey.SUMMONS_1, summons(date(2026, 5, 20)), day)
    assert not unnamed["summons-signer"].known
    assert "summons-signer" not in case.check(StepKey.SUMMONS_1, None, day)
    teamed = severe().opened().team()
    chair = summons(date(2026, 5, 20), replace(SUPERIOR, nip=""))
    assert teamed.check(StepKey.SUMMONS_1, chair, day)["summons-signer"].satisfied


def test_no_examiner_stands_below_the_respondent():
    chief = replace(SUPERIOR, name="Hendra Wijaya", nip="196901011994031001")
    case = Casework(respondent=chief).opened().summons_1()
    low = make_person(name="Yuni Astuti", position="Kepala Seksi Arsip", position_kind="Struktural")
    day = date(2026, 5, 20)
    found = case.check(StepKey.EXAMINATION, examination(day, examiners=(Examiner(person=low),)), day)["examiner-post"]
    assert "Yuni Astuti" in found.sentence
    assert not found.satisfied
    unclear = make_person(name="Rudi Hartono", grade="", position="Kepala Unit", position_kind="Struktural")
    found = case.check(StepKey.EXAMINATION, examination(day, examiners=(Examiner(person=unclear),)), day)
    assert not found["examiner-post"].known
    assert "examiner-post" not in case.check(StepKey.EXAMINATION, examination(day, examiners=()), day)
    assert "examiner-not-reporter" not in case.check(StepKey.EXAMINATION, None, day)


def test_an_examiner_is_not_the_reporter():
    case = Casework().opened().summons_1()
    day = date(2026, 5, 20)
    assert case.check(StepKey.EXAMINATION, examination(day), day)["examiner-not-reporter"].satisfied
    case.file = replace(case.file, report=replace(case.file.report, reporter_name="dewi lestari, S.H."))
    found = case.check(StepKey.EXAMINATION, examination(day), day)["examiner-not-reporter"]
    assert found.sentence == "Dewi Lestari tercatat sebagai pelapor."
    case.file = replace(case.file, report=replace(case.file.report, reporter_name=" "))
    assert not case.check(StepKey.EXAMINATION, examination(day), day)["examiner-not-reporter"].known


# -- letting a step pass


def test_soft_guards_need_a_written_reason_each():
    case = Casework().opened().summons_1()
    found = case.check(StepKey.EXAMINATION, examination(date(2026, 5, 22)), date(2026, 5, 22)).values()
    with pytest.raises(ReasonNeeded) as refused:
        guards.enforce(found, [Override(guard="examination-late", reason="  ")])
    assert [guard for guard, _ in refused.value.guards] == ["examination-late"]
    assert "lewat dari batas" in refused.value.sentence
    guards.enforce(found, [Override(guard="examination-late", reason="terlapor sakit")])


def test_a_reason_does_not_lift_a_hard_guard():
    case = Casework().opened()
    found = case.check(StepKey.DECISION, decision(), AUGUST).values()
    reasons = [Override(guard=finding.guard, reason="mendesak") for finding in found]
    with pytest.raises(GuardRefused) as refused:
        guards.enforce(found, reasons)
    assert refused.value.guard == "in-turn"
    assert refused.value.article


def test_nothing_open_passes():
    case = Casework().opened()
    found = case.check(StepKey.STOPPED, StoppedFacts(reason=""), AUGUST).values()
    guards.enforce([finding for finding in found if finding.satisfied], [])


def test_a_pack_with_an_unknown_test_is_refused_with_a_sentence():
    case = Casework().opened()
    pack = case.law.pack("pp-94-2021")
    broken = msgspec.structs.replace(pack.guards[0], test="ramalan")
    case.law = Law((msgspec.structs.replace(pack, guards=(broken,)),))
    with pytest.raises(RegulationError, match="Uji ramalan"):
        case.check(StepKey.SUMMONS_1, None, AUGUST)


def test_sentences_without_a_value_show_a_gap():
    assert guards.fill("{siapa} pada {kapan}", {"siapa": "Ani"}) == "Ani pada …"
