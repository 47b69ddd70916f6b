"""Recorded facts set right: what moves, what is refused, and that both versions stay."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from correction_desk import REASON, case_correction, correct, decided, examined, found, step_of, summoned, summons
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from office_desk import LEADER, START, OfficeAtWork
from samples import nip_of

from cases.errors import GuardRefused, InvalidInput, NotAllowed, ReasonNeeded
from cases.model.case import CaseFile, Track
from cases.model.letter import LetterStatus
from cases.model.steps import (
    CorrectedFacts,
    Override,
    StepKey,
)
from cases.services import case_files, corrections, steps
from cases.services.corrections import LetterCorrection, StepCorrection, StepWithdrawal
from cases.services.steps import StepForm

# -- steps


def test_both_versions_stay_and_the_new_one_counts(office: OfficeAtWork) -> None:
    file = examined(office)
    old = step_of(file, StepKey.EXAMINATION)
    file = correct(
        office, file, StepKey.EXAMINATION, START + timedelta(days=11), examined_on=START + timedelta(days=11)
    )
    new = step_of(file, StepKey.EXAMINATION)
    assert (new.corrects, new.correction_reason, new.recorded_by) == (old.id, REASON, "petugas")
    assert new.on == START + timedelta(days=11)
    assert file.past_steps == (old,)
    assert [step.key for step in file.steps] == [StepKey.OPENED, StepKey.SUMMONS_1, StepKey.EXAMINATION]


def test_a_correction_is_shown_before_it_is_written(office: OfficeAtWork) -> None:
    file = examined(office)
    old = step_of(file, StepKey.EXAMINATION)
    day = START + timedelta(days=11)
    form = StepForm(key=old.key, facts=replace(old.facts, examined_on=day), on=day)
    seen = office.ask(corrections.preview, file.case.id, StepCorrection(step_id=old.id, form=form))
    assert [(move.title, move.words) for move in seen.letters] == [("Berita Acara Pemeriksaan", "perlu diganti")]
    assert seen.refusal == ""
    assert office.ask(case_files.case_file, file.case.id) == file


def test_due_dates_move_with_the_day_that_they_count_from(office: OfficeAtWork) -> None:
    file = found(office)
    before = {row.key: row.due_on for row in file.deadlines}
    old = step_of(file, StepKey.FINDINGS)
    office.clock.set_today(START + timedelta(days=30))
    form = StepForm(key=old.key, facts=old.facts, on=old.on and old.on + timedelta(days=5))
    seen = office.ask(corrections.preview, file.case.id, StepCorrection(step_id=old.id, form=form))
    after = office.do(corrections.correct_step, file.case.id, old.id, form, REASON)
    moved = {
        row.title: (before.get(row.key), row.due_on) for row in after.deadlines if before.get(row.key) != row.due_on
    }
    assert {move.title: (move.before, move.after) for move in seen.dues} == moved
    letter = next(one for one in after.letters if one.id == old.letter_id)
    assert letter.signed_on == form.on
    assert step_of(after, StepKey.FINDINGS).on == form.on


def test_a_draft_follows_its_corrected_step(office: OfficeAtWork) -> None:
    file = office.case()
    meet = START + timedelta(days=10)
    file = office.take(file.case.id, StepKey.SUMMONS_1, summons(office, meet), START)
    file = correct(office, file, StepKey.SUMMONS_1, START, place="Ruang Rapat Inspektorat")
    letter = file.letters[0]
    assert (letter.status, letter.outdated) == (LetterStatus.DRAFT, "")
    assert letter.content.values["periksa.tempat"] == "Ruang Rapat Inspektorat"
    assert step_of(file, StepKey.SUMMONS_1).letter_id == letter.id
    assert office.sign_all(file).steps[-1].on == START


def test_a_letter_on_paper_is_marked_and_right_again_once_corrected_back(office: OfficeAtWork) -> None:
    file = summoned(office)
    file = correct(office, file, StepKey.SUMMONS_1, place="Ruang Rapat")
    assert "tertulis “Aula”, seharusnya “Ruang Rapat”" in file.letters[0].outdated
    assert file.letters[0].content.values["periksa.tempat"] == "Aula"
    file = correct(office, file, StepKey.SUMMONS_1, place="Aula")
    assert file.letters[0].outdated == ""
    assert len(file.past_steps) == 2


def test_what_is_not_printed_marks_no_letter(office: OfficeAtWork) -> None:
    file = examined(office)
    file = office.do(corrections.correct_case, file.case.id, case_correction(file, election="Pemilu 2029"), REASON)
    assert [letter.outdated for letter in file.letters] == ["", ""]


def test_the_day_of_signature_stays_unless_it_is_corrected(office: OfficeAtWork) -> None:
    file = summoned(office)
    old = step_of(file, StepKey.SUMMONS_1)
    form = StepForm(key=old.key, facts=replace(old.facts, place="Ruang Lain"))
    file = office.do(corrections.correct_step, file.case.id, old.id, form, REASON)
    assert step_of(file, StepKey.SUMMONS_1).on == START


def test_an_earlier_day_of_signature_than_the_letters_is_refused(office: OfficeAtWork) -> None:
    file = summoned(office)
    old = step_of(file, StepKey.SUMMONS_1)
    office.clock.set_today(START + timedelta(days=3))
    form = StepForm(key=old.key, facts=old.facts, on=START - timedelta(days=1))
    with pytest.raises((InvalidInput, GuardRefused)):
        office.do(corrections.correct_step, file.case.id, old.id, form, REASON)


def test_a_hard_guard_holds_for_the_corrected_step(office: OfficeAtWork) -> None:
    file = examined(office)
    with pytest.raises(GuardRefused, match="mendahului"):
        correct(office, file, StepKey.EXAMINATION, START - timedelta(days=2), examined_on=START - timedelta(days=2))


def test_a_later_step_that_would_break_is_named(office: OfficeAtWork) -> None:
    file = found(office)
    office.clock.set_today(START + timedelta(days=40))
    late = START + timedelta(days=30)
    old = step_of(file, StepKey.EXAMINATION)
    form = StepForm(key=old.key, facts=replace(old.facts, examined_on=late), on=late)
    seen = office.ask(corrections.preview, file.case.id, StepCorrection(step_id=old.id, form=form))
    assert "Laporan Hasil Pemeriksaan" in seen.refusal or "LHP" in seen.refusal
    with pytest.raises(GuardRefused, match="sudah tercatat"):
        office.do(corrections.correct_step, file.case.id, old.id, form, REASON)
    assert office.ask(case_files.case_file, file.case.id) == file


def test_findings_cannot_become_unproven_beneath_a_decision(office: OfficeAtWork) -> None:
    file = decided(office)
    with pytest.raises(GuardRefused, match="Keputusan"):
        correct(office, file, StepKey.FINDINGS, proven=False, level="", sanction_key="", authority=None)


def test_a_soft_guard_asks_for_its_reason(office: OfficeAtWork) -> None:
    file = summoned(office)
    old = step_of(file, StepKey.SUMMONS_1)
    form = StepForm(key=old.key, facts=replace(old.facts, examine_on=START + timedelta(days=30)))
    with pytest.raises(ReasonNeeded):
        office.do(corrections.correct_step, file.case.id, old.id, form, REASON)


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_reason_is_needed(office: OfficeAtWork, reason: str) -> None:
    file = summoned(office)
    with pytest.raises(InvalidInput, match="alasan") as refused:
        correct(office, file, StepKey.SUMMONS_1, reason=reason, place="Lain")
    assert refused.value.field == "correction_reason"


def test_what_changes_nothing_is_no_correction(office: OfficeAtWork) -> None:
    file = summoned(office)
    with pytest.raises(InvalidInput, match="Belum ada yang berubah"):
        correct(office, file, StepKey.SUMMONS_1)
    with pytest.raises(InvalidInput, match="Belum ada yang berubah"):
        office.do(corrections.correct_case, file.case.id, case_correction(file), REASON)


def test_a_record_is_corrected_once_and_then_its_correction(office: OfficeAtWork) -> None:
    file = summoned(office)
    first = step_of(file, StepKey.SUMMONS_1)
    correct(office, file, StepKey.SUMMONS_1, place="Lain")
    form = StepForm(key=first.key, facts=replace(first.facts, place="Lagi"))
    with pytest.raises(InvalidInput, match="sudah dikoreksi"):
        office.do(corrections.correct_step, file.case.id, first.id, form, REASON)


def test_the_leader_corrects_nothing(office: OfficeAtWork) -> None:
    file = summoned(office)
    with pytest.raises(NotAllowed):
        office.do_as(LEADER, corrections.withdraw_step, file.case.id, file.steps[-1].id, REASON)


# -- withdrawing


def test_a_step_recorded_by_mistake_is_taken_back_with_its_letter(office: OfficeAtWork) -> None:
    file = examined(office)
    step = step_of(file, StepKey.EXAMINATION)
    seen = office.ask(corrections.preview, file.case.id, StepWithdrawal(step_id=step.id))
    assert [move.words for move in seen.letters] == ["menjadi batal"]
    file = office.do(corrections.withdraw_step, file.case.id, step.id, "Salah perkara.")
    assert [one.key for one in file.steps] == [StepKey.OPENED, StepKey.SUMMONS_1]
    assert [(one.key, one.withdrawn) for one in file.past_steps] == [
        (StepKey.EXAMINATION, False),
        (StepKey.EXAMINATION, True),
    ]
    letter = next(one for one in file.letters if one.id == step.letter_id)
    assert letter.status is LetterStatus.VOID
    assert "Salah perkara." in letter.void_reason
    assert any(step.key is StepKey.EXAMINATION for step in office.ask(steps.case_view, file.case.id).next_steps)


def test_what_later_steps_rest_on_is_not_taken_back(office: OfficeAtWork) -> None:
    file = examined(office)
    with pytest.raises(GuardRefused, match="bergantung padanya"):
        office.do(corrections.withdraw_step, file.case.id, step_of(file, StepKey.SUMMONS_1).id, REASON)


def test_the_opening_is_not_taken_back(office: OfficeAtWork) -> None:
    file = office.case()
    with pytest.raises(InvalidInput, match="hentikan"):
        office.do(corrections.withdraw_step, file.case.id, file.steps[0].id, REASON)


# -- the case itself


def test_facts_of_the_case_are_corrected_with_both_texts(office: OfficeAtWork) -> None:
    file = summoned(office)
    promoted = replace(file.case.respondent, grade="III/d", rank="Penata Tingkat I")
    day = START - timedelta(days=3)
    file = office.do(
        corrections.correct_case, file.case.id, case_correction(file, event_on=day, respondent=promoted), REASON
    )
    assert file.case.event_on == day
    assert file.case.respondent.grade == "III/d"
    step = file.steps[-1]
    assert isinstance(step.facts, CorrectedFacts)
    first = step.facts.changes[0]
    assert (first.title, first.before, first.after) == ("Tanggal kejadian", "4 Mei 2026", "1 Mei 2026")
    assert step.facts.reason == REASON
    assert "Penata Tingkat I" in file.letters[0].outdated or "1 Mei 2026" in file.letters[0].outdated


def test_a_track_changes_only_while_nothing_of_it_is_recorded(office: OfficeAtWork) -> None:
    other = next(entry.code for entry in office.law.violations(Track.ETHICS) if not entry.article_unsure)
    file = office.case()
    changed = office.do(corrections.correct_case, file.case.id, case_correction(file, violation_codes=(other,)), REASON)
    assert changed.case.track is Track.ETHICS
    going = office.case("n.2", office.report(office.accused(7)))
    going = office.signed(going.case.id, StepKey.SUMMONS_1, summons(office, START + timedelta(days=10)))
    with pytest.raises(InvalidInput, match="sudah berjalan"):
        office.do(corrections.correct_case, going.case.id, case_correction(going, violation_codes=(other,)), REASON)


def test_an_event_after_its_report_is_refused(office: OfficeAtWork) -> None:
    file = office.case()
    with pytest.raises(InvalidInput, match="sesudah laporan"):
        office.do(
            corrections.correct_case, file.case.id, case_correction(file, event_on=START + timedelta(days=1)), REASON
        )


def test_a_wrong_nip_is_refused(office: OfficeAtWork) -> None:
    file = office.case()
    wrong = replace(file.case.respondent, nip="123")
    with pytest.raises(InvalidInput):
        office.do(corrections.correct_case, file.case.id, case_correction(file, respondent=wrong), REASON)
    right = replace(file.case.respondent, nip=f"{nip_of(555)[:8]} {nip_of(555)[8:]}")  # as it stands on paper
    file = office.do(corrections.correct_case, file.case.id, case_correction(file, respondent=right), REASON)
    assert file.case.respondent.nip == nip_of(555)


def test_an_old_event_brings_the_version_of_its_day(office: OfficeAtWork) -> None:
    file = office.case()
    before = file.case.regulations
    old = office.law.versions_for(event_on=date(2021, 1, 4), on=office.clock.today())
    file = office.do(
        corrections.correct_case,
        file.case.id,
        replace(
            case_correction(file, event_on=date(2021, 1, 4)), overrides=(Override(guard="older-matter", reason="x"),)
        ),
        REASON,
    )
    families = {office.law.pack(key).head.family for key in set(before) ^ set(old)}
    kept = {key for key in before if office.law.pack(key).head.family not in families}
    assert set(file.case.regulations) == kept | {key for key in old if office.law.pack(key).head.family in families}


# -- days of letters


def test_the_day_of_a_record_is_set_right(office: OfficeAtWork) -> None:
    file = examined(office)
    record = file.letters[-1]
    office.clock.set_today(START + timedelta(days=20))
    day = START + timedelta(days=16)
    asked = LetterCorrection(letter_id=record.id, signed_on=day)
    after = office.do(corrections.correct_letter, file.case.id, asked, REASON)
    assert after.letters[-1].signed_on == day
    facts = after.steps[-1].facts
    assert isinstance(facts, CorrectedFacts)
    assert [(one.title, one.after) for one in facts.changes] == [
        ("Berita Acara Pemeriksaan, tanggal tanda tangan", "20 Mei 2026")
    ]
    assert office.ask(steps.case_view, file.case.id).next_steps


@pytest.mark.parametrize("days", [-1, 30])
def test_a_day_that_cannot_be_is_refused(office: OfficeAtWork, days: int) -> None:
    file = examined(office)
    asked = LetterCorrection(letter_id=file.letters[-1].id, signed_on=office.clock.today() + timedelta(days=days))
    with pytest.raises(InvalidInput) as refused:
        office.do(corrections.correct_letter, file.case.id, asked, REASON)
    assert refused.value.field == "signed_on"


def test_the_day_that_dates_a_step_is_corrected_with_it(office: OfficeAtWork) -> None:
    file = summoned(office)
    office.clock.set_today(START + timedelta(days=2))
    asked = LetterCorrection(letter_id=file.letters[0].id, signed_on=START + timedelta(days=1))
    with pytest.raises(InvalidInput, match="koreksi tahapnya"):
        office.do(corrections.correct_letter, file.case.id, asked, REASON)


# -- back and forth

MOVES = (
    (StepKey.SUMMONS_1, "place", ("Aula", "Ruang Rapat", "Kantor Camat")),
    (StepKey.SUMMONS_1, "examine_at", ("09.00", "13.30")),
    (StepKey.EXAMINATION, "examined_on", tuple(START + timedelta(days=days) for days in (1, 8, 11, 14, 16))),
    (StepKey.FINDINGS, "aggravating", ("", "Dilakukan di muka umum")),
    (StepKey.FINDINGS, "on", tuple(START + timedelta(days=days) for days in (17, 18, 20))),
)


def state_of(file: CaseFile) -> tuple[Any, ...]:
    """What follows from the steps, without the identifiers of records."""
    letters_ = tuple((letter.id, letter.status, letter.outdated, letter.signed_on) for letter in file.letters)
    facts = tuple((step.key, step.on, step.facts) for step in file.steps)
    return file.deadlines, file.case, letters_, facts


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    turns=st.lists(
        st.sampled_from(MOVES).flatmap(lambda move: st.tuples(st.just(move), st.sampled_from(move[2]))), max_size=4
    )
)
def test_correcting_back_and_forth_changes_nothing(office: OfficeAtWork, turns: list[Any]) -> None:
    file = walked(office)
    start = state_of(file)
    undone: list[tuple[StepKey, str, Any]] = []
    for (key, name, _), value in turns:
        old = step_of(file, key)
        was = old.on if name == "on" else getattr(old.facts, name)
        changed = moved(office, file, key, name, value)
        if changed is not None:
            undone.append((key, name, was))
            file = changed
    for key, name, was in reversed(undone):
        back = moved(office, file, key, name, was)
        assert back is not None
        file = back
    assert state_of(file) == start


def walked(office: OfficeAtWork) -> CaseFile:
    """The one case of this office as it is found, walked to its findings the first time."""
    with office.database.read() as work:
        cases = work.cases.of_nip(office.accused().nip or "")
    file = office.ask(case_files.case_file, cases[0].id) if cases else found(office)
    office.clock.set_today(START + timedelta(days=21))
    return file


def moved(office: OfficeAtWork, file: CaseFile, key: StepKey, name: str, value: Any) -> CaseFile | None:
    """The file once a fact is corrected; None where the rules refuse it or nothing changes."""
    parts: dict[str, Any] = {"on": value} if name == "on" else {name: value}
    if name == "examined_on":
        parts["on"] = value
    try:
        return correct(office, file, key, **parts)
    except (GuardRefused, InvalidInput):
        return None
