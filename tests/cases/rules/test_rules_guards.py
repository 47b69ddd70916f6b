from __future__ import annotations

from dataclasses import replace
from datetime import date

import msgspec
import pytest
from casework import (
    Casework,
    decision,
    examination,
    examined,
    findings,
    handover,
    severe,
    summons,
)
from samples import make_office

from cases.errors import GuardRefused, ReasonNeeded, RegulationError
from cases.model.case import Level
from cases.model.letter import LetterStatus
from cases.model.office import SummonsCount
from cases.model.steps import InForceFacts, OpenedFacts, Override, StepKey, StoppedFacts
from cases.regulations import Law
from cases.rules import guards
from cases.rules.guards import STANDING_TESTS, TESTS

JULY = date(2026, 7, 1)


def test_every_guard_of_the_packs_has_its_test_and_sentences():
    law = Casework().law
    for pack in law.packs:
        for guard in pack.guards:
            assert guard.test in TESTS
            assert guard.test in STANDING_TESTS or not guard.standing
            assert guard.article
            assert guard.remedy.endswith(".")


def test_all_guards_of_a_decision_are_told_even_when_satisfied():
    found = examined().check(StepKey.DECISION, decision(), JULY)
    assert all(finding.satisfied for finding in found.values()), found
    assert found["examined-or-absent"].sentence == "Pemeriksaan 20 Mei 2026 dengan BAP yang ditandatangani."
    assert found["authority"].known
    assert next(iter(found)) == "in-turn"
    strengths = [finding.strength for finding in found.values()]
    assert strengths == sorted(strengths, key=lambda word: word != "hard")


# -- turns


def test_a_step_out_of_turn_is_refused():
    found = Casework().opened().check(StepKey.DECISION, decision(), JULY)["in-turn"]
    assert not found.satisfied
    assert found.sentence == "Tahap Keputusan belum gilirannya atau sudah tercatat."
    with pytest.raises(GuardRefused, match="Selesaikan dahulu"):
        guards.enforce([found], [])


def test_a_step_taken_is_not_taken_twice_but_its_letter_may_be_signed():
    assert not examined().check(StepKey.FINDINGS, findings(), JULY)["in-turn"].satisfied
    waiting = Casework().opened().summons_1().examined().found(on=None)
    assert waiting.check(StepKey.FINDINGS, findings(), JULY)["in-turn"].satisfied


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
    found = case.check(StepKey.DECISION, decision(), JULY)["examined-or-absent"]
    assert not found.satisfied
    assert "ketidakhadiran I belum dicatat, ketidakhadiran II belum dicatat" in found.sentence
    assert found.article == "Pasal 26 ayat (4), Pasal 27 ayat (1)"


def test_a_record_of_examination_must_be_signed():
    case = Casework().opened().summons_1().examined(letter=LetterStatus.PUT_UP)
    assert not case.check(StepKey.DECISION, decision(), JULY)["examined-or-absent"].satisfied
    on_paper = Casework().opened().summons_1().examined(letter=None)
    assert on_paper.check(StepKey.DECISION, decision(), JULY)["examined-or-absent"].satisfied


def test_two_documented_absences_stand_in_for_the_examination():
    case = Casework().opened().summons_1().absence_1()
    assert not case.check(StepKey.DECISION, decision(), JULY)["examined-or-absent"].satisfied
    draft = Casework().opened().summons_1().absence_1(letter=LetterStatus.DRAFT).summons_2().absence_2()
    assert "berita acara ketidakhadiran I" in draft.check(StepKey.DECISION, None, JULY)["examined-or-absent"].sentence
    case.summons_2().absence_2()
    found = case.check(StepKey.DECISION, decision(), JULY)["examined-or-absent"]
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
    assert not case.check(StepKey.FINDINGS, severe_findings, JULY)["team-for-severe"].satisfied
    assert case.check(StepKey.FINDINGS, findings(), JULY)["team-for-severe"].satisfied
    not_proven = case.check(StepKey.FINDINGS, findings(proven=False, violation_codes=()), JULY)
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
    assert "examination-late" not in case.check(StepKey.EXAMINATION, examination(JULY), JULY)


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
    found = case.check(StepKey.DECISION, decision(), JULY).values()
    reasons = [Override(guard=finding.guard, reason="mendesak") for finding in found]
    with pytest.raises(GuardRefused) as refused:
        guards.enforce(found, reasons)
    assert refused.value.guard == "in-turn"
    assert refused.value.article


def test_nothing_open_passes():
    case = Casework().opened()
    found = case.check(StepKey.STOPPED, StoppedFacts(reason=""), JULY).values()
    guards.enforce([finding for finding in found if finding.satisfied], [])


def test_a_pack_with_an_unknown_test_is_refused_with_a_sentence():
    case = Casework().opened()
    pack = case.law.pack("pp-94-2021")
    broken = msgspec.structs.replace(pack.guards[0], test="ramalan")
    case.law = Law((msgspec.structs.replace(pack, guards=(broken,)),))
    with pytest.raises(RegulationError, match="Uji ramalan"):
        case.check(StepKey.SUMMONS_1, None, JULY)


def test_sentences_without_a_value_show_a_gap():
    assert guards.fill("{siapa} pada {kapan}", {"siapa": "Ani"}) == "Ani pada …"
