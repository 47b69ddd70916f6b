from __future__ import annotations

from dataclasses import replace
from datetime import date

import msgspec
from casework import FIVE, Casework, decision, examination, severe

from cases.model.case import CaseFile, CaseStatus, Level
from cases.model.letter import LetterStatus
from cases.model.steps import RecordSystem, StepKey
from cases.regulations import Law
from cases.rules import deadlines, lifecycle


def actions(case: Casework) -> list[tuple[str, str]]:
    """What may be done next on the main road."""
    return [(step.key.value, step.kind) for step in lifecycle.next_steps(case.file, case.law) if not step.side]


def beside(case: Casework) -> set[str]:
    """What may be recorded beside the road."""
    return {step.key.value for step in lifecycle.next_steps(case.file, case.law) if step.side}


def line(case: Casework) -> list[tuple[str, str, str]]:
    return [(mark.title, mark.subtitle, mark.state) for mark in lifecycle.stage_line(case.file, case.law)]


def stage(case: Casework) -> tuple[str, CaseStatus]:
    summary = lifecycle.summarise(case.file, case.law)
    return summary.stage_title, summary.status


def test_a_case_nobody_opened_can_only_be_opened():
    case = Casework()
    assert actions(case) == [("opened", "step")]
    assert stage(case) == ("", CaseStatus.RUNNING)


def test_moderate_case_is_summoned_first_and_may_have_a_team():
    case = Casework().opened()
    assert actions(case) == [("summons-1", "step"), ("team", "step")]
    main, team = lifecycle.next_steps(case.file, case.law)[:2]
    assert main.action == "Terbitkan panggilan I"
    assert (main.optional, team.optional) == (False, True)
    assert main.article == "Pasal 26 ayat (1)"
    assert main.regulation == "PP 94/2021"
    assert not main.verified


def test_severe_case_needs_its_team_first():
    case = severe().opened()
    assert actions(case) == [("team", "step"), ("summons-1", "step")]
    assert not lifecycle.next_steps(case.file, case.law)[0].optional
    assert "Tim Pemeriksa" in [title for title, _, _ in line(case)]


def test_light_case_has_no_team():
    case = Casework(suspected_level=Level.LIGHT).opened()
    assert actions(case) == [("summons-1", "step")]


def test_unsigned_letter_comes_before_new_steps():
    case = severe().opened().team(on=None, letter=LetterStatus.DRAFT)
    assert actions(case) == [("team", "letter"), ("summons-1", "step")]
    main = lifecycle.next_steps(case.file, case.law)[0]
    assert main.action == "Ajukan Surat team untuk ditandatangani"
    assert main.letter_id == "letter-1"


def test_letter_put_up_waits_for_its_signature():
    case = Casework().opened().summons_1().absence_1().summons_2(on=None)
    main = lifecycle.next_steps(case.file, case.law)[0]
    assert (main.key, main.kind) == (StepKey.SUMMONS_2, "letter")
    assert main.action == "Catat tanda tangan Surat summons-2"
    assert ("Panggilan II", "diajukan", "now") in line(case)


def test_void_letter_takes_its_step_back():
    case = Casework().opened().summons_1(on=None)
    case.file = replace(case.file, letters=tuple(replace(x, status=LetterStatus.VOID) for x in case.file.letters))
    assert actions(case)[0] == ("summons-1", "step")


def test_void_record_does_not_undo_what_happened():
    case = Casework().opened().summons_1().examined(letter=LetterStatus.VOID)
    assert actions(case)[0] == ("findings", "step")


def test_after_the_summons_he_comes_or_he_does_not():
    case = Casework().opened().summons_1()
    assert actions(case) == [("examination", "step"), ("team", "step"), ("absence-1", "step")]
    main, _, absence = lifecycle.next_steps(case.file, case.law)[:3]
    assert (main.due_on, main.due_title) == (date(2026, 5, 21), "Pemeriksaan atas panggilan I")
    assert absence.why == "Terlapor tidak hadir pada 20 Mei 2026; catat agar dapat dipanggil kedua kali."
    assert ("Panggilan I", "7 Mei", "done") in line(case)
    assert ("Pemeriksaan", "s.d. 21 Mei", "now") in line(case)
    assert "Panggilan II" not in [title for title, _, _ in line(case)]


def test_a_day_of_another_year_bears_its_year():
    case = Casework().opened(date(2026, 12, 28)).summons_1(date(2026, 12, 30), examine_on=date(2027, 1, 12))
    marks = {title: subtitle for title, subtitle, _ in line(case)}
    assert marks["Panggilan I"] == "30 Des"
    assert marks["Pemeriksaan"] == "s.d. 13 Jan 2027"
    case.absence_1(date(2027, 1, 12)).summons_2(date(2027, 1, 14))
    marks = {title: subtitle for title, subtitle, _ in line(case)}
    assert marks["Panggilan I"] == "12 Jan 2027, tidak hadir"
    assert marks["Panggilan II"] == "14 Jan"


def test_absent_once_is_summoned_again():
    case = Casework().opened().summons_1().absence_1()
    assert actions(case)[0] == ("summons-2", "step")
    assert ("examination", "step") not in actions(case)
    assert ("Panggilan I", "20 Mei, tidak hadir", "missed") in line(case)
    assert stage(case)[0] == "Tidak hadir I"


def test_absent_twice_leads_to_findings_without_examination():
    case = Casework().opened().summons_1().absence_1().summons_2()
    assert actions(case)[0] == ("examination", "step")
    case.absence_2()
    assert actions(case)[0] == ("findings", "step")
    assert "Pemeriksaan" not in [title for title, _, _ in line(case)]
    assert stage(case)[0] == "Tidak hadir dua kali"


def test_unsigned_absence_record_is_asked_for_first():
    case = Casework().opened().summons_1().absence_1(letter=LetterStatus.DRAFT)
    assert actions(case)[:2] == [("absence-1", "letter"), ("summons-2", "step")]
    assert ("Panggilan II", "s.d. 4 Jun", "now") in line(case)


def test_proven_findings_wait_for_the_decision():
    case = Casework().opened().summons_1().examined().found()
    summary = lifecycle.summarise(case.file, case.law)
    assert summary.status is CaseStatus.WAITING_PPK
    assert summary.waiting_since == date(2026, 6, 10)
    assert summary.due_on is None
    assert summary.next_title == "Siapkan keputusan"
    assert summary.level == "sedang"


def test_unsigned_findings_decide_nothing():
    case = Casework().opened().summons_1().examined().found(on=None)
    assert actions(case)[0] == ("findings", "letter")
    assert ("decision", "step") not in actions(case)
    assert stage(case) == ("Diperiksa", CaseStatus.RUNNING)


def test_findings_of_another_level_ask_for_a_team():
    case = Casework().opened().summons_1().examined().found(level="berat")
    first, second = lifecycle.next_steps(case.file, case.law)[:2]
    assert (first.key, second.key) == (StepKey.TEAM, StepKey.DECISION)
    assert [finding.guard for finding in second.findings] == ["team-for-severe"]


def test_not_proven_is_stopped():
    case = Casework().opened().summons_1().examined().found(proven=False, violation_codes=())
    assert actions(case)[0] == ("stopped", "step")
    titles = [title for title, _, _ in line(case)]
    assert titles == ["Dibuka", "Panggilan I", "Pemeriksaan", "LHP", "Dihentikan", "Selesai"]
    case.stopped()
    assert stage(case) == ("Dihentikan", CaseStatus.NOT_PROVEN)
    assert actions(case) == [("closed", "step"), ("documented", "step")]
    case.closed(on=date(2026, 6, 15))
    assert stage(case) == ("Selesai", CaseStatus.NOT_PROVEN)
    assert actions(case) == []
    assert beside(case) == {"archived", "reopened"}
    assert lifecycle.summarise(case.file, case.law).next_title == ""


def test_a_case_may_be_stopped_at_any_stage_and_its_road_ends_there():
    case = Casework().opened().summons_1()
    assert "stopped" in beside(case)
    case.stopped(on=date(2026, 5, 12), reason_key="meninggal-dunia")
    assert stage(case) == ("Dihentikan", CaseStatus.STOPPED)
    assert actions(case) == [("closed", "step"), ("documented", "step")]
    assert [title for title, _, _ in line(case)] == ["Dibuka", "Panggilan I", "Dihentikan", "Selesai"]
    assert {row.key for row in case.file.deadlines if row.done_on is None} == set()


def test_a_letter_that_waits_is_moot_once_the_case_has_ended():
    case = Casework().opened().summons_1(on=None)
    assert actions(case)[0] == ("summons-1", "letter")
    case.stopped(on=date(2026, 5, 12), reason_key="meninggal-dunia")
    assert ("summons-1", "letter") not in actions(case)


def test_what_was_stopped_goes_on_when_it_is_reopened():
    case = Casework().opened().summons_1().stopped(on=date(2026, 5, 12), reason_key="bukan-kewenangan")
    case.reopened(on=date(2026, 5, 14))
    assert actions(case)[0] == ("examination", "step")
    assert stage(case) == ("Dipanggil I", CaseStatus.RUNNING)


def test_what_was_not_proven_is_examined_again_and_found_anew():
    case = Casework().opened().summons_1().examined().found(proven=False, violation_codes=())
    case.stopped().closed(on=date(2026, 6, 15)).reopened(on=date(2026, 6, 20))
    assert actions(case)[0] == ("stopped", "step")
    assert "extra-examination" in beside(case)
    case.record(StepKey.EXTRA_EXAMINATION, examination(date(2026, 6, 22)), date(2026, 6, 22))
    assert actions(case)[0] == ("findings", "step")
    case.found(on=date(2026, 6, 24))
    assert actions(case)[0] == ("decision", "step")


def test_decision_to_in_force():
    case = Casework().opened().summons_1().examined().found().decided()
    assert actions(case) == [("handover", "step"), ("handover-summons", "step")]
    summary = lifecycle.summarise(case.file, case.law)
    assert (summary.due_on, summary.due_title) == (date(2026, 7, 21), "Penyampaian keputusan")
    assert summary.decision_number == "800.1.6.2/4/X/2026"
    case.called()
    assert actions(case) == [("handover-summons", "letter"), ("handover", "step")]
    case.handed_over()
    assert actions(case) == [("in-force", "step"), ("objection", "step")]
    assert lifecycle.summarise(case.file, case.law).due_on == date(2026, 8, 4)
    assert "14 Juli 2026" in lifecycle.next_steps(case.file, case.law)[0].why
    case.in_force()
    summary = lifecycle.summarise(case.file, case.law)
    assert actions(case) == [("documented", "step"), ("served", "step"), ("objection", "step")]
    assert summary.status is CaseStatus.SANCTIONED
    assert summary.stage == StepKey.IN_FORCE
    assert (summary.effective_on, summary.ends_on) == (date(2026, 8, 4), date(2027, 8, 3))
    assert summary.received_decision_on == date(2026, 7, 14)
    assert [title for title, _, state in line(case) if state != "done"] == ["Dijalani", "Selesai"]


def test_in_force_to_the_archive():
    case = Casework().opened().summons_1().examined().found().decided().handed_over().in_force()
    case.documented(on=date(2026, 8, 6))
    assert actions(case)[0] == ("served", "step")
    served = next(row for row in case.file.deadlines if row.key == "served")
    assert (served.due_on, served.party) == (date(2027, 8, 3), "terlapor")
    case.served(on=date(2027, 8, 4))
    assert actions(case)[0] == ("closed", "step")
    case.closed(on=date(2027, 8, 9))
    assert actions(case) == []
    case.archived(on=date(2027, 8, 10))
    summary = lifecycle.summarise(case.file, case.law)
    assert (summary.stage, summary.next_title, summary.status) == ("archived", "", CaseStatus.SANCTIONED)
    assert beside(case) == {"reopened", "archived"}
    assert {(row.key, row.due_on) for row in case.file.deadlines if row.done_on is None} == {
        ("archive-inactive", date(2029, 8, 9)),
        ("archive-disposal", date(2032, 8, 9)),
    }
    case.archived(on=date(2027, 8, 10), moved_on=date(2029, 9, 1), disposed_on=date(2032, 9, 1))
    assert {row.key for row in case.file.deadlines if row.done_on is None} == set()


def test_a_reply_to_sbt_is_no_upload_of_the_decision():
    case = Casework().opened().summons_1().examined().found().decided().handed_over().in_force()
    case.documented(date(2026, 8, 6), RecordSystem.SBT)
    assert actions(case)[0] == ("documented", "step")
    case.documented(date(2026, 8, 7), RecordSystem.SIASN).documented(date(2026, 8, 8), RecordSystem.SBT)
    assert actions(case)[0] == ("served", "step")


def test_a_sanction_without_length_is_closed_without_being_served():
    case = Casework().opened().summons_1().examined().found()
    case.decided(sanction_key="teguran-tertulis", level="ringan").handed_over().in_force()
    assert actions(case) == [("documented", "step"), ("closed", "step"), ("objection", "step")]


# -- remedies


def decided_case() -> Casework:
    return Casework().opened().summons_1().examined().found().decided().handed_over()


def dismissed_case() -> Casework:
    case = severe().opened().team().summons_1().examined()
    case.found(level="berat", sanction_key="pdhtaps", violation_codes=("n.6",))
    case.decided(level="berat", sanction_key="pdhtaps", violation_codes=("n.6",))
    return case.handed_over()


def due(case: Casework) -> dict[str, date]:
    return {row.key: row.due_on for row in case.file.deadlines if row.done_on is None}


def test_a_pending_objection_holds_the_decision_up():
    case = decided_case()
    assert due(case) == {"objection-window": date(2026, 8, 3), "in-force": date(2026, 8, 4)}
    case.objected(on=date(2026, 7, 20))
    assert actions(case) == [("objection-decision", "step"), ("objection-response", "step")]
    assert due(case) == {"objection-decision": date(2026, 8, 19)}
    assert stage(case)[0] == "Keberatan diajukan"
    case.objection_decided("memperkuat", on=date(2026, 8, 10), effective_on=date(2026, 8, 10))
    assert actions(case)[0] == ("in-force", "step")
    assert due(case) == {"in-force-objection": date(2026, 8, 10)}
    assert deadlines.effective_on(date(2026, 7, 14), case.file, case.law, FIVE) == date(2026, 8, 10)


def test_an_objection_to_the_superior_is_answered_within_its_own_time():
    case = decided_case().objected(on=date(2026, 7, 20), copy_on=date(2026, 7, 21))
    assert due(case) == {"objection-response": date(2026, 7, 29), "objection-decision": date(2026, 8, 19)}
    case.objection_answered(on=date(2026, 7, 27))
    assert due(case) == {"objection-decision": date(2026, 8, 19)}


def test_a_late_objection_leaves_the_day_in_force_as_it_was():
    case = decided_case().objected(on=date(2026, 8, 10))
    case.objection_decided("tidak-dapat-diterima", on=date(2026, 8, 12))
    assert due(case) == {"in-force": date(2026, 8, 4)}
    assert deadlines.effective_on(date(2026, 7, 14), case.file, case.law, FIVE) == date(2026, 8, 4)


def test_an_annulled_decision_is_followed_by_restoration():
    case = decided_case().objected(on=date(2026, 7, 20))
    case.objection_decided("mencabut", on=date(2026, 8, 10))
    assert actions(case)[0] == ("rehabilitation", "step")
    assert stage(case)[1] is CaseStatus.ANNULLED
    assert "Berlaku" not in [title for title, _, _ in line(case)]
    case.rehabilitated(on=date(2026, 8, 12))
    assert actions(case) == [("closed", "step"), ("documented", "step")]


def test_a_lighter_sanction_stands_in_the_place_of_the_first():
    case = decided_case().objected(on=date(2026, 7, 20))
    case.objection_decided(
        "memperingan",
        on=date(2026, 8, 10),
        effective_on=date(2026, 8, 10),
        level="ringan",
        sanction_key="teguran-tertulis",
    )
    summary = lifecycle.summarise(case.file, case.law)
    assert (summary.sanction_key, summary.level, summary.status) == ("teguran-tertulis", "ringan", "dihukum")
    assert "Dijalani" not in [title for title, _, _ in line(case)]


def test_a_dismissal_is_appealed_to_the_board_and_to_nobody_else():
    case = dismissed_case()
    assert "objection" not in dict(actions(case))
    assert actions(case) == [("in-force", "step"), ("appeal", "step")]
    case.appealed(on=date(2026, 7, 20), copy_on=date(2026, 7, 21))
    assert actions(case) == [("appeal-response", "step"), ("appeal-decision", "step")]
    rows = {row.key: (row.due_on, row.party) for row in case.file.deadlines if row.done_on is None}
    assert rows == {
        "appeal-response": (date(2026, 8, 20), "kantor"),
        "appeal-decision": (date(2026, 10, 21), "lain"),
    }
    case.appeal_decided("membatalkan", on=date(2026, 9, 1))
    assert actions(case)[0] == ("rehabilitation", "step")


def test_a_court_may_annul_what_is_already_in_force():
    case = decided_case().objected(on=date(2026, 7, 20))
    case.objection_decided("memperkuat", on=date(2026, 8, 10), effective_on=date(2026, 8, 10)).in_force(
        date(2026, 8, 10)
    )
    assert "court" in beside(case)
    case.sued(filed_on=date(2026, 8, 20))
    assert actions(case)[0] == ("documented", "step")
    case.sued(filed_on=date(2026, 8, 20), decided_on=date(2026, 11, 2), outcome="gugatan-dikabulkan")
    assert actions(case)[0] == ("rehabilitation", "step")
    assert stage(case)[1] is CaseStatus.ANNULLED


# -- the sanction


def test_written_end_of_a_sanction_wins_over_the_computed_one():
    case = Casework().opened().summons_1().examined().found()
    case.decided(begins_on=date(2026, 9, 1), ends_on=date(2027, 8, 31)).handed_over().in_force()
    assert lifecycle.summarise(case.file, case.law).ends_on == date(2027, 8, 31)


def test_sanction_without_length_has_no_end():
    case = Casework().opened().summons_1().examined().found()
    case.decided(sanction_key="teguran-tertulis", level="ringan").handed_over().in_force()
    assert lifecycle.summarise(case.file, case.law).ends_on is None


def test_unsigned_decision_stays_out_of_the_summary():
    case = Casework().opened().summons_1().examined().found().decided(on=None)
    summary = lifecycle.summarise(case.file, case.law)
    assert (summary.sanction_key, summary.decision_on, summary.status) == ("", None, CaseStatus.WAITING_PPK)


def test_step_entered_without_a_letter_of_ours_counts():
    case = Casework().opened().summons_1().examined().found()
    case.record(StepKey.DECISION, decision(), date(2026, 7, 1), letter=None)
    assert lifecycle.summarise(case.file, case.law).decision_number == ""
    assert actions(case)[0] == ("handover", "step")


def test_track_without_steps_offers_nothing():
    case = Casework()
    law = Law(())
    file: CaseFile = replace(case.file, case=replace(case.file.case, regulations=()))
    assert lifecycle.next_steps(file, law) == ()
    assert lifecycle.stage_line(file, law) == ()
    summary = lifecycle.summarise(file, law)
    assert (summary.stage, summary.status) == (StepKey.OPENED, CaseStatus.RUNNING)


def test_case_is_judged_by_the_version_that_it_remembers():
    case = Casework().opened()
    old = case.law.pack("pp-94-2021@1")
    renamed = tuple(replace_title(step) for step in old.steps)
    newer = msgspec.structs.replace(old, head=msgspec.structs.replace(old.head, version=2), steps=renamed)
    law = Law((*case.law.packs, newer))
    assert lifecycle.next_steps(case.file, law)[0].title == "Panggilan I"
    moved = replace(case.file, case=replace(case.file.case, regulations=("pp-94-2021@2",)))
    assert lifecycle.next_steps(moved, law)[0].title == "Panggilan I baru"


def replace_title(step):
    return msgspec.structs.replace(step, title=f"{step.title} baru")
