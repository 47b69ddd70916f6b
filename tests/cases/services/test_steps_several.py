"""One step for several accused of one report: all of them or none, and each keeps what is his own."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from office_desk import OfficeAtWork

from cases.errors import GuardRefused, InvalidInput, ReasonNeeded
from cases.model.case import CaseFile
from cases.model.steps import AbsenceFacts, Override, StepKey, SummonsFacts
from cases.services import case_files, steps
from cases.services.steps import StepForm


def accused(office: OfficeAtWork, count: int = 3) -> list[CaseFile]:
    """Cases of so many people of one report."""
    report = office.report(*(office.accused(place) for place in range(1, count + 1)))
    return [office.case(report=report, index=place) for place in range(count)]


def summons(office: OfficeAtWork, file: CaseFile) -> StepForm:
    superior = office.person(1)
    day = office.ask(steps.propose_examination, file.case.id, StepKey.SUMMONS_1, office.clock.today())
    facts = SummonsFacts(examine_on=day, examine_at="09.00", place="Aula", report_to=superior, signer=superior)
    return StepForm(key=StepKey.SUMMONS_1, facts=facts, on=office.clock.today())


def ids(files: list[CaseFile]) -> tuple[str, ...]:
    return tuple(file.case.id for file in files)


def steps_of(office: OfficeAtWork, files: list[CaseFile]) -> list[list[StepKey]]:
    return [[step.key for step in office.ask(case_files.case_file, case_id).steps] for case_id in ids(files)]


def test_five_people_are_called_in_one_step_with_a_letter_each(office: OfficeAtWork) -> None:
    files = accused(office, 5)
    done = office.do(steps.take_step_for, ids(files), summons(office, files[0]))
    assert [file.case.id for file in done] == list(ids(files))
    drafts = [letter for file in done for letter in file.letters]
    assert [letter.kind for letter in drafts] == ["summons-1"] * 5
    texts = [str(letter.content) for letter in drafts]
    assert all(file.case.respondent.name in text for file, text in zip(done, texts, strict=True))


def test_siblings_are_those_whose_turn_the_step_is(office: OfficeAtWork) -> None:
    files = accused(office)
    other = office.case(report=office.report(office.accused(9)))
    office.do(steps.take_step, files[2].case.id, summons(office, files[2]))
    found = office.ask(steps.siblings, files[0].case.id, StepKey.SUMMONS_1)
    assert [case.id for case in found] == [files[1].case.id]
    assert office.ask(steps.siblings, other.case.id, StepKey.SUMMONS_1) == ()


def test_when_one_refuses_nothing_is_written_and_he_is_named(office: OfficeAtWork) -> None:
    files = accused(office)
    office.do(steps.take_step, files[1].case.id, summons(office, files[1]))
    before = steps_of(office, files)
    with pytest.raises(GuardRefused, match=r"Terlapor Rekaan 2: tahap Panggilan I belum dapat dicatat"):
        office.do(steps.take_step_for, ids(files), summons(office, files[0]))
    assert steps_of(office, files) == before


def test_a_warning_that_holds_for_all_is_said_once_and_one_reason_serves_all(office: OfficeAtWork) -> None:
    files = accused(office, 2)
    form = summons(office, files[0])
    assert isinstance(form.facts, SummonsFacts)
    late = replace(form, facts=replace(form.facts, examine_on=form.facts.examine_on + timedelta(days=14)))
    with pytest.raises(ReasonNeeded) as needed:
        office.do(steps.take_step_for, ids(files), late)
    assert "Terlapor Rekaan" not in needed.value.sentence
    findings = office.ask(steps.check_step_for, ids(files), late)
    assert [one.guard for one in findings if not one.satisfied] == [guard for guard, _ in needed.value.guards]
    overrides = tuple(Override(guard=guard, reason="Ruang rapat penuh.") for guard, _ in needed.value.guards)
    done = office.do(steps.take_step_for, ids(files), replace(late, overrides=overrides))
    assert [file.steps[-1].overrides for file in done] == [overrides, overrides]


def test_a_reason_is_kept_only_where_its_warning_stands(office: OfficeAtWork) -> None:
    file = office.case()
    form = replace(summons(office, file), overrides=(Override(guard="examination-day", reason="Tidak perlu."),))
    assert office.do(steps.take_step, file.case.id, form).steps[-1].overrides == ()


def test_each_missed_the_day_on_which_he_himself_was_called(office: OfficeAtWork) -> None:
    files = accused(office, 2)
    first, second = summons(office, files[0]), summons(office, files[1])
    assert isinstance(second.facts, SummonsFacts)
    second = replace(second, facts=replace(second.facts, examine_on=second.facts.examine_on - timedelta(days=1)))
    for file, form in zip(files, (first, second), strict=True):
        office.do(steps.take_step, file.case.id, form)
        office.sign_all(office.ask(case_files.case_file, file.case.id))
    assert isinstance(first.facts, SummonsFacts)
    day = first.facts.examine_on
    office.clock.set_today(day)
    missed = StepForm(key=StepKey.ABSENCE_1, facts=AbsenceFacts(missed_on=day, reason="tanpa keterangan"), on=day)
    done = office.do(steps.take_step_for, ids(files), missed)
    assert [file.steps[-1].on for file in done] == [day, day - timedelta(days=1)]
    assert all(isinstance(file.steps[-1].facts, AbsenceFacts) for file in done)
    office.sign_all(done[0])
    office.sign_all(done[1])
    again = replace(first, key=StepKey.SUMMONS_2, on=day)
    called = office.do(steps.take_step_for, ids(files), again)
    numbers = [step.facts.first_number for file in called for step in file.steps[-1:]]
    assert numbers == [file.letters[0].number for file in called]
    assert len(set(numbers)) == 2


def test_what_one_person_said_is_not_recorded_for_several(office: OfficeAtWork) -> None:
    files = accused(office, 2)
    for file in files:
        office.do(steps.take_step, file.case.id, summons(office, file))
        office.sign_all(office.ask(case_files.case_file, file.case.id))
    assert office.ask(steps.siblings, files[0].case.id, StepKey.EXAMINATION) == ()


def test_cases_of_two_reports_do_not_take_a_step_together(office: OfficeAtWork) -> None:
    files = [office.case(report=office.report(office.accused(place))) for place in (1, 2)]
    with pytest.raises(InvalidInput, match="laporan dan jalur yang sama"):
        office.do(steps.take_step_for, ids(files), summons(office, files[0]))
