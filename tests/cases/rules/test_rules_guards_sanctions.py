"""Guards about violations, sanctions and the people who decide."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from casework import (
    HEAD,
    RESPONDENT,
    SUPERIOR,
    TEAM,
    Casework,
    decision,
    examination,
    examined,
    severe,
    summons,
    with_earlier,
)
from samples import make_office, make_person

from cases.errors import InvalidInput
from cases.model.case import CaseStatus
from cases.model.office import ModerateSet
from cases.model.person import ActingMark, EmploymentStatus, Examiner, Person, TeamDuty
from cases.model.steps import OpenedFacts, StepKey, TeamFacts

JULY = date(2026, 7, 1)


def test_a_decision_names_its_violation():
    found = examined().check(StepKey.DECISION, decision(violation_codes=()), JULY)["violation-named"]
    assert (found.satisfied, found.strength) == (False, "hard")
    with pytest.raises(InvalidInput, match="tidak ada dalam katalog"):
        examined().check(StepKey.DECISION, decision(violation_codes=("X9",)), JULY)


def test_a_form_whose_article_is_not_known_is_pointed_at():
    found = examined().check(StepKey.DECISION, decision(violation_codes=("D9",)), JULY)["article-known"]
    assert not found.satisfied
    assert "D9" in found.sentence


def test_sanction_fits_its_level_and_the_offices_set():
    case = examined()
    light = case.check(StepKey.DECISION, decision(level="ringan"), JULY)["sanction-fits"]
    assert not light.satisfied
    assert "tidak termasuk tingkat ringan" in light.sentence
    assert not case.check(StepKey.DECISION, decision(sanction_key="tukin-6"), JULY)["sanction-fits"].satisfied
    other = Casework(make_office(moderate_set=ModerateSet.TUKIN)).opened().summons_1().examined().found()
    assert other.check(StepKey.DECISION, decision(sanction_key="tukin-6"), JULY)["sanction-fits"].satisfied
    assert not other.check(StepKey.DECISION, decision(), JULY)["sanction-fits"].satisfied


def test_several_violations_get_the_heaviest():
    case = examined()
    found = case.check(StepKey.DECISION, decision(violation_codes=("n.2", "n.6")), JULY)["heaviest"]
    assert found.sentence == "Tingkat hukuman sedang berbeda dari tingkat pelanggaran terberat, yaitu berat."
    assert case.check(StepKey.DECISION, decision(violation_codes=("n.2", "3d.unit")), JULY)["heaviest"].satisfied


def test_attending_a_campaign_alone_asks_for_the_impact():
    case = examined()
    alone = case.check(StepKey.DECISION, decision(violation_codes=("n.1",)), JULY)
    assert (alone["impact-asked"].satisfied, alone["impact-asked"].strength) == (False, "soft")
    assert not alone["heaviest"].known
    with_impact = case.check(StepKey.DECISION, decision(violation_codes=("n.1", "3d.instansi")), JULY)
    assert with_impact["impact-asked"].satisfied


def test_allowance_cut_needs_the_regulation_named():
    office = make_office(moderate_set=ModerateSet.TUKIN)
    facts = decision(sanction_key="tukin-6")
    case = Casework(office).opened().summons_1().examined().found()
    assert not case.check(StepKey.DECISION, facts, JULY)["set-basis"].satisfied
    case.office = replace(office, moderate_set_basis="PP tentang Gaji dan Tunjangan")
    assert case.check(StepKey.DECISION, facts, JULY)["set-basis"].satisfied


def test_one_violation_is_punished_once():
    case = with_earlier(examined())
    assert case.check(StepKey.DECISION, decision(), JULY)["not-twice"].satisfied
    same_day = with_earlier(examined(), event_on=date(2026, 4, 30))
    found = same_day.check(StepKey.DECISION, decision(), JULY)["not-twice"]
    assert (found.satisfied, found.strength) == (False, "hard")
    assert "2025/009" in found.sentence
    other_form = with_earlier(examined(), event_on=date(2026, 4, 30), violation_codes=("n.6",))
    assert other_form.check(StepKey.DECISION, decision(), JULY)["not-twice"].satisfied
    running = with_earlier(examined(), event_on=date(2026, 4, 30))
    before = running.file.earlier_cases[0]
    still = replace(before, summary=replace(before.summary, status=CaseStatus.RUNNING))
    running.file = replace(running.file, earlier_cases=(still,))
    assert running.check(StepKey.DECISION, decision(), JULY)["not-twice"].satisfied


def test_opening_a_punished_matter_again_is_warned_of():
    case = Casework()
    case = with_earlier(case, report_id=case.file.case.report_id)
    found = case.check(StepKey.OPENED, OpenedFacts(), date(2026, 5, 5))["already-punished"]
    assert (found.satisfied, found.strength) == (False, "soft")


def test_a_repeat_is_punished_more_heavily():
    case = with_earlier(examined())
    same = case.check(StepKey.DECISION, decision(), JULY)["repeat-heavier"]
    assert not same.satisfied
    heavier = case.check(StepKey.DECISION, decision(sanction_key="penurunan-pangkat"), JULY)["repeat-heavier"]
    assert heavier.sentence == "Lebih berat dari hukuman dalam perkara 2025/009."
    one = case.file.earlier_cases[0]
    lighter = replace(one.summary, sanction_key="teguran-tertulis", decision_on=date(2024, 6, 1))
    long_ago = replace(one, id="older", number="2024/001", received_on=date(2026, 1, 1), summary=lighter)
    case.file = replace(case.file, earlier_cases=(long_ago, one))
    assert "2025/009" in case.check(StepKey.DECISION, decision(), JULY)["repeat-heavier"].sentence
    other_form = with_earlier(examined(), violation_codes=("n.6",))
    found = other_form.check(StepKey.DECISION, decision(), JULY)["repeat-heavier"]
    assert (found.satisfied, found.known) == (True, False)
    assert "periksa apakah sifatnya sama" in found.sentence
    first = examined().check(StepKey.DECISION, decision(), JULY)["repeat-heavier"]
    assert first.sentence == "Belum pernah dihukum sebelumnya."


def test_guards_about_a_decision_wait_for_its_facts():
    found = examined().check(StepKey.DECISION, None, JULY)
    absent = {"sanction-fits", "repeat-heavier", "set-basis", "authority", "acting-official"}
    assert not absent & set(found)


def test_sanctions_of_this_list_are_for_civil_servants():
    contract = replace(RESPONDENT, status=EmploymentStatus.PPPK, grade="IX")
    case = Casework(respondent=contract).opened().summons_1().examined().found()
    found = case.check(StepKey.DECISION, decision(), JULY)["status-covered"]
    assert (found.satisfied, found.regulation) == (False, "PP 49/2018")


def test_the_official_must_have_authority():
    case = examined()
    found = case.check(StepKey.DECISION, decision(), JULY)["authority"]
    assert (found.satisfied, found.known) == (True, True)
    assert found.sentence == (
        "Wiratama Sastrodiharjo berwenang: PPK kabupaten/kota (Bupati/Wali Kota) (Pasal 18 ayat (3) huruf c); "
        "Pejabat Administrator atau yang setara, dua tingkat di atasnya (Pasal 22 ayat (1) huruf b)."
    )
    clerk = decision(official=replace(RESPONDENT, name="Orang Lain", nip=""))
    assert not case.check(StepKey.DECISION, clerk, JULY)["authority"].satisfied
    administrator = decision(official=make_person(position="Camat Sukamaju", position_kind="Struktural"))
    assert case.check(StepKey.DECISION, administrator, JULY)["authority"].satisfied


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
    found = case.check(StepKey.DECISION, facts, JULY)["authority"]
    assert (found.satisfied, found.known) == (True, False)
    assert reason in found.sentence


def test_acting_officials_keep_to_light_sanctions():
    case = examined()
    acting = decision(official=replace(SUPERIOR, acting=ActingMark.PLT))
    found = case.check(StepKey.DECISION, acting, JULY)["acting-official"]
    assert found.sentence == "Plt. Satria Nugraha, S.Sos. hanya dapat menjatuhkan hukuman ringan."
    assert found.regulation == "UU 30/2014"
    light = replace(acting, level="ringan", sanction_key="teguran-tertulis")
    assert case.check(StepKey.DECISION, light, JULY)["acting-official"].satisfied


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
