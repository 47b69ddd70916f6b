"""Guards that keep papers from saying what the law does not: days within facts, teams, repeats, older matters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from casework import (
    HEAD,
    RESPONDENT,
    SUPERIOR,
    TEAM,
    TODAY,
    Casework,
    decision,
    examination,
    examined,
    findings,
    handover,
    severe,
    with_earlier,
)
from samples import make_office, make_person

from cases.errors import InvalidInput
from cases.model.case import Level
from cases.model.letter import LetterStatus
from cases.model.office import ModerateSet
from cases.model.person import ActingMark, EmploymentStatus, Examiner
from cases.model.steps import InForceFacts, OpenedFacts, StepKey
from cases.rules.posts import acting_mark
from cases.rules.sanction_verdicts import rupiah

JULY = date(2026, 7, 1)


# -- days


def test_the_day_of_receipt_is_held_to_the_order_too():
    case = examined().decided(JULY)
    hidden = case.check(StepKey.HANDOVER, handover(date(2026, 6, 30)), date(2026, 7, 14))["dates-in-order"]
    assert not hidden.satisfied
    assert hidden.sentence == "Tanggal 30 Juni 2026 mendahului tanggal Keputusan, yaitu 1 Juli 2026."
    assert case.check(StepKey.HANDOVER, handover(JULY), date(2026, 7, 14))["dates-in-order"].satisfied


def test_no_reason_brings_a_decision_into_force_before_it_is_received():
    case = examined().decided(JULY).handed_over(date(2026, 7, 14))
    facts = InForceFacts(effective_on=date(2026, 7, 13), computed_on=date(2026, 8, 4), manual_reason="mendesak")
    assert not case.check(StepKey.IN_FORCE, facts, date(2026, 8, 4))["in-force-after-receipt"].satisfied


def test_findings_and_decision_are_not_before_the_team():
    case = severe().opened().summons_1().examined().team(on=date(2026, 6, 8))
    facts = findings(level="berat", sanction_key="penurunan-jabatan", violation_codes=("n.6",))
    early = case.check(StepKey.FINDINGS, facts, date(2026, 6, 7))["dates-in-order"]
    assert "mendahului tanggal Tim Pemeriksa, yaitu 8 Juni 2026" in early.sentence
    assert case.check(StepKey.FINDINGS, facts, date(2026, 6, 8))["dates-in-order"].satisfied


def test_a_decision_is_not_before_its_record_was_signed():
    case = examined()
    signed = tuple(replace(letter, signed_on=date(2026, 7, 2)) for letter in case.file.letters)
    late = [letter if "examination" in letter.kind else replace(letter, signed_on=None) for letter in signed]
    case.file = replace(case.file, letters=tuple(late))
    found = case.check(StepKey.DECISION, decision(), JULY)["dates-in-order"]
    assert found.sentence == (
        "Tanggal 1 Juli 2026 mendahului tanggal tanda tangan berita acara Pemeriksaan, yaitu 2 Juli 2026."
    )
    assert case.check(StepKey.DECISION, decision(), date(2026, 7, 2))["dates-in-order"].satisfied
    drafts = tuple(replace(letter, status=LetterStatus.PUT_UP) for letter in signed)
    case.file = replace(case.file, letters=drafts)
    assert case.check(StepKey.DECISION, decision(), JULY)["dates-in-order"].satisfied


# -- the team


def test_a_severe_matter_is_examined_by_the_team_that_was_formed_before():
    facts = findings(level="berat", sanction_key="penurunan-jabatan", violation_codes=("n.6",))
    day = date(2026, 6, 10)
    good = severe().opened().team().summons_1().examined()
    assert good.check(StepKey.FINDINGS, facts, day)["team-examined"].satisfied
    late = Casework().opened().summons_1().examined().team(on=date(2026, 6, 1))
    found = late.check(StepKey.FINDINGS, facts, day)["team-examined"]
    assert (found.satisfied, found.strength) == (False, "soft")
    assert "pemeriksaan 20 Mei 2026 mendahului pembentukan tim pada 1 Juni 2026" in found.sentence
    assert "team-examined" not in late.check(StepKey.FINDINGS, findings(), day)
    not_proven = findings(proven=False, violation_codes=(), level="berat", sanction_key="")
    assert "team-examined" not in late.check(StepKey.FINDINGS, not_proven, day)


def test_an_examiner_of_a_severe_matter_is_a_member_of_the_team():
    case = severe().opened().team().summons_1()
    stranger = Examiner(person=make_person(name="Orang Lain", nip="199001012015031009"))
    day = date(2026, 5, 20)
    facts = examination(day, examiners=(*TEAM, stranger))
    found = case.check(StepKey.EXAMINATION, facts, day)["team-examined"]
    assert "Orang Lain bukan anggota tim" in found.sentence
    assert case.check(StepKey.EXAMINATION, examination(day), day)["team-examined"].satisfied
    assert "team-examined" not in case.check(StepKey.EXAMINATION, None, day)


# -- earlier sanctions


def test_the_same_act_under_another_form_is_warned_of():
    case = with_earlier(examined(), event_on=date(2026, 4, 30), violation_codes=("n.6",))
    found = case.check(StepKey.DECISION, decision(), JULY)
    assert found["not-twice"].satisfied
    assert (found["already-punished"].satisfied, found["already-punished"].strength) == (False, "soft")
    assert "2025/009" in found["already-punished"].sentence


def test_two_codes_that_breach_one_article_are_one_violation():
    case = Casework(violation_codes=("n.5",)).opened().summons_1().examined().found()
    with_earlier(case, event_on=date(2026, 4, 30), violation_codes=("D6",))
    facts = decision(violation_codes=("n.5",), level="berat", sanction_key="penurunan-jabatan")
    assert not case.check(StepKey.DECISION, facts, JULY)["not-twice"].satisfied
    unsure = with_earlier(examined(), event_on=date(2026, 4, 30), violation_codes=("D9",))
    assert unsure.check(StepKey.DECISION, decision(violation_codes=("D10",)), JULY)["not-twice"].satisfied


# -- the law at the event


def test_an_old_matter_is_told_how_it_passes_over():
    case = Casework(event_on=date(2021, 5, 1))
    found = case.check(StepKey.OPENED, OpenedFacts(), date(2026, 5, 5))["older-matter"]
    assert (found.satisfied, found.known) == (True, False)
    assert "Pasal 40 ayat (3) PP 94/2021" in found.sentence
    case.opened().summons_1().examined(on=date(2021, 8, 2))
    found = case.check(StepKey.FINDINGS, findings(), JULY)["older-matter"]
    assert "Pasal 40 ayat (4)" in found.sentence
    assert "older-matter" not in Casework().check(StepKey.OPENED, OpenedFacts(), date(2026, 5, 5))


def test_a_catalogue_that_was_not_in_force_is_pointed_at():
    old = Casework(event_on=date(2021, 5, 1), violation_codes=("D6",), regulations=("pp-94-2021@1",))
    found = old.check(StepKey.OPENED, OpenedFacts(), date(2026, 5, 5))["catalogue-in-force"]
    assert found.sentence == "D6 berasal dari SKB 2022, yang belum berlaku pada 1 Mei 2021."
    now = Casework(violation_codes=("D6", "n.5"), regulations=("pp-94-2021@1", "skb-2022@1"))
    assert now.check(StepKey.OPENED, OpenedFacts(), date(2026, 5, 5))["catalogue-in-force"].satisfied
    with pytest.raises(InvalidInput, match="tidak ada dalam katalog"):
        now.law.pack_of("X9")


def test_a_year_without_its_days_off_is_told_where_it_is_counted():
    case = examined().decided(date(2027, 12, 20))
    found = case.check(StepKey.HANDOVER, handover(date(2027, 12, 21)), date(2027, 12, 21), today=date(2027, 12, 21))
    assert (found["days-off"].satisfied, found["days-off"].known) == (True, False)
    assert found["days-off"].sentence == "Belum ada SKB hari libur tahun 2028; hitungan hari kerja dapat berubah."
    in_2026 = examined().decided().check(StepKey.HANDOVER, handover(date(2026, 7, 14)), date(2026, 7, 14))
    assert "days-off" not in in_2026


def test_who_acts_for_the_head_of_region_has_his_class():
    acting = make_person(position="Penjabat Bupati Tirta Kencana", position_kind="")
    found = examined().check(StepKey.DECISION, decision(official=acting), JULY)["authority"]
    assert (found.satisfied, found.known) == (True, True)


# -- sanctions


def test_findings_do_not_propose_a_sanction_of_another_level():
    case = Casework().opened().summons_1().examined()
    wrong = case.check(StepKey.FINDINGS, findings(sanction_key="pdhtaps"), JULY)["sanction-fits"]
    assert (wrong.satisfied, wrong.strength) == (False, "hard")
    assert case.check(StepKey.FINDINGS, findings(), JULY)["sanction-fits"].satisfied
    assert "sanction-fits" not in case.check(StepKey.FINDINGS, findings(proven=False, sanction_key=""), JULY)


def test_attending_a_campaign_alone_asks_for_the_impact_in_the_findings_already():
    case = Casework(suspected_level=Level.UNSET, violation_codes=("n.1",)).opened().summons_1().examined()
    alone = findings(violation_codes=("n.1",))
    assert not case.check(StepKey.FINDINGS, alone, JULY)["impact-asked"].satisfied
    assert "impact-asked" not in case.check(StepKey.FINDINGS, replace(alone, proven=False), JULY)


def test_a_sanction_lasts_as_long_as_its_type_and_does_not_begin_before_its_decision():
    case = examined()
    good = decision(begins_on=date(2026, 9, 1), ends_on=date(2027, 8, 31))
    assert case.check(StepKey.DECISION, good, JULY)["period-fits"].satisfied
    wrong = decision(begins_on=date(2026, 6, 1), ends_on=date(2027, 6, 1))
    found = case.check(StepKey.DECISION, wrong, JULY)["period-fits"]
    assert (found.satisfied, found.strength) == (False, "soft")
    assert "dimulai sebelum tanggal keputusan dan tidak tepat 12 bulan" in found.sentence
    reprimand = replace(good, sanction_key="teguran-tertulis", level="ringan")
    assert "period-fits" not in case.check(StepKey.DECISION, reprimand, JULY)
    assert "period-fits" not in case.check(StepKey.DECISION, decision(), JULY)


def test_an_allowance_is_cut_by_a_quarter():
    case = Casework(make_office(moderate_set=ModerateSet.TUKIN)).opened().summons_1().examined().found()
    facts = decision(sanction_key="tukin-6", allowance_from="Rp4.800.000,00", allowance_to="Rp3.600.000")
    assert case.check(StepKey.DECISION, facts, JULY)["allowance-cut"].satisfied
    wrong = replace(facts, allowance_to="Rp1.200.000")
    assert not case.check(StepKey.DECISION, wrong, JULY)["allowance-cut"].satisfied
    unclear = replace(facts, allowance_to="sesuai kelas jabatan")
    assert not case.check(StepKey.DECISION, unclear, JULY)["allowance-cut"].known
    assert "allowance-cut" not in case.check(StepKey.DECISION, decision(), JULY)


@pytest.mark.parametrize(
    ("text", "amount"),
    [("Rp4.800.000,00", 4_800_000), ("Rp 4.800.000,-", 4_800_000), ("4800000", 4_800_000), ("", None), ("tiga", None)],
)
def test_amounts_as_they_are_typed(text: str, amount: int | None):
    assert rupiah(text) == amount


# -- people


def test_the_list_of_civil_servants_is_not_used_silently_for_others():
    contract = replace(RESPONDENT, status=EmploymentStatus.PPPK, grade="IX")
    case = Casework(respondent=contract).opened().summons_1().examined()
    found = case.check(StepKey.FINDINGS, findings(), JULY)["status-covered"]
    assert not found.satisfied
    assert "daftar tingkat sedang belum dimuat" in found.sentence
    assert "status-covered" not in case.check(StepKey.FINDINGS, findings(proven=False), JULY)
    unknown = Casework(respondent=replace(RESPONDENT, status=EmploymentStatus.UNKNOWN)).opened().summons_1().examined()
    assert not unknown.check(StepKey.FINDINGS, findings(), JULY)["status-covered"].known


@pytest.mark.parametrize(
    ("position", "acting", "mark"),
    [
        ("Plt. Kepala Dinas Sosial", ActingMark.NONE, "Plt."),
        ("plh Camat Tirta Hulu", ActingMark.NONE, "Plh."),
        ("Camat Tirta Hulu", ActingMark.PLH, "Plh."),
        ("Camat Tirta Hulu", ActingMark.NONE, ""),
    ],
)
def test_an_acting_official_is_told_from_his_position_too(position: str, acting: ActingMark, mark: str):
    official = replace(SUPERIOR, position=position, acting=acting)
    assert acting_mark(official) == mark
    found = examined().check(StepKey.DECISION, decision(official=official), JULY)["acting-official"]
    assert found.satisfied is (mark == "")


def test_the_head_of_region_decides_without_a_warning():
    found = examined().check(StepKey.DECISION, decision(official=HEAD), JULY, today=TODAY)
    assert all(finding.satisfied for finding in found.values()), found
