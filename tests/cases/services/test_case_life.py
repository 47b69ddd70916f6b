"""A case from its opening to a decision in force, and what the law does not let pass."""

from __future__ import annotations

from datetime import timedelta

import pytest
from case_steps import decided, decision, examination, examined, findings, summon
from office_desk import HEAD, START, OfficeAtWork
from track_facts import summons as summons_facts

from cases.errors import GuardRefused, InvalidInput, ReasonNeeded
from cases.model.case import CaseStatus
from cases.model.deadline import Urgency
from cases.model.letter import LetterStatus
from cases.model.listing import ListQuery
from cases.model.steps import (
    AbsenceFacts,
    ArchivedFacts,
    ClosedFacts,
    DocumentedFacts,
    HandoverFacts,
    HandoverManner,
    InForceFacts,
    RecordSystem,
    ReopenedFacts,
    ServedFacts,
    StepKey,
    StoppedFacts,
    SummonsFacts,
    TeamFacts,
)
from cases.services import board, case_files, corrections, letters, steps


def next_keys(office: OfficeAtWork, case_id: str) -> list[str]:
    return [step.key for step in office.ask(steps.case_view, case_id).next_steps]


def test_a_case_is_not_opened_for_an_event_after_its_report(office: OfficeAtWork) -> None:
    report = office.report()
    office.clock.set_today(START + timedelta(days=3))
    with pytest.raises(InvalidInput, match="Kejadian tidak mungkin sesudah laporan diterima"):
        office.case(report=report, event_on=START + timedelta(days=1))


def test_a_decision_does_not_print_a_day_before_its_findings(office: OfficeAtWork) -> None:
    file = examined(office)
    office.signed(file.case.id, StepKey.FINDINGS, findings(office, file))
    today = office.clock.today()
    file = office.take(file.case.id, StepKey.DECISION, decision(office, file))
    letter = next(letter for letter in file.letters if letter.kind == "decision")
    with pytest.raises(GuardRefused, match="mendahului tanggal"):
        office.put_up(letter.id, today - timedelta(days=1))
    assert office.put_up(letter.id, today).status is LetterStatus.PUT_UP


def test_a_record_is_neither_dated_nor_signed_before_what_it_records(office: OfficeAtWork) -> None:
    file = office.case()
    day = summon(office, file.case.id, StepKey.SUMMONS_1)
    file = office.take(file.case.id, StepKey.EXAMINATION, examination(file, day), day)
    record = next(letter for letter in file.letters if letter.kind == "examination-record")
    early = day - timedelta(days=1)
    with pytest.raises(InvalidInput, match="tidak mungkin bertanggal sebelum") as refusal:
        office.put_up(record.id, early)
    assert refusal.value.field == "letter_on"
    office.put_up(record.id, day)
    with pytest.raises(InvalidInput, match="tidak mungkin sebelum tanggal surat"):
        office.do(letters.sign, record.id, early)
    assert office.do(letters.sign, record.id, day).status is LetterStatus.SIGNED


def test_a_case_walks_from_its_opening_into_force(office: OfficeAtWork) -> None:
    file = decided(office)
    received = office.clock.today()
    handover = HandoverFacts(
        received_on=received, manner=HandoverManner.IN_PERSON, receiver="Terlapor", handed_by=office.person(1)
    )
    file = office.signed(file.case.id, StepKey.HANDOVER, handover, received)
    effective = office.ask(steps.propose_effective, file.case.id, received)
    office.clock.set_today(effective)
    facts = InForceFacts(effective_on=effective, computed_on=effective)
    file = office.take(file.case.id, StepKey.IN_FORCE, facts, effective)
    summary = file.case.summary
    assert summary.status is CaseStatus.SANCTIONED
    assert (summary.received_decision_on, summary.effective_on) == (received, effective)
    assert summary.decision_number.startswith("800.1.6.2/")
    assert summary.next_title == "Catat unggahan ke I'DIS, SIASN atau SBT"
    assert [line.key for line in file.deadlines if line.done_on is None] == ["served"]


def test_a_case_walks_on_from_in_force_to_the_archive(office: OfficeAtWork) -> None:
    file = decided(office)
    case_id, received = file.case.id, office.clock.today()
    handover = HandoverFacts(
        received_on=received, manner=HandoverManner.IN_PERSON, receiver="Terlapor", handed_by=office.person(1)
    )
    office.signed(case_id, StepKey.HANDOVER, handover, received)
    effective = office.ask(steps.propose_effective, case_id, received)
    office.clock.set_today(effective)
    office.take(case_id, StepKey.IN_FORCE, InForceFacts(effective_on=effective, computed_on=effective), effective)
    uploaded = DocumentedFacts(system=RecordSystem.IDIS, uploaded_on=effective)
    file = office.take(case_id, StepKey.DOCUMENTED, uploaded, effective)
    last = file.case.summary.ends_on
    assert last is not None
    assert file.case.summary.next_title == "Catat hukuman selesai dijalani"
    office.clock.set_today(last)
    office.take(case_id, StepKey.SERVED, ServedFacts(ended_on=last), last)
    file = office.signed(case_id, StepKey.CLOSED, ClosedFacts(note="Semua selesai."), last)
    assert (file.case.summary.stage, file.case.summary.next_title) == ("closed", "")
    code = office.law.archive_code(file.case.track)
    active, inactive = code.kept_until(last) or (last, last)
    facts = ArchivedFacts(code=code.code, shelf="A-1", active_until=active, inactive_until=inactive)
    file = office.take(case_id, StepKey.ARCHIVED, facts, last)
    assert (file.case.summary.stage, file.case.summary.status) == ("archived", CaseStatus.SANCTIONED)
    assert file.steps[-1].overrides == ()
    waiting = {line.key: line.due_on for line in file.deadlines if line.done_on is None}
    assert waiting == {"archive-inactive": active, "archive-disposal": inactive}
    file = office.do(corrections.withdraw_step, case_id, file.steps[-1].id, "Diarsipkan terlalu cepat.")
    assert file.case.summary.stage == "closed", "it came back"
    office.take(case_id, StepKey.ARCHIVED, facts, last)
    file = office.take(case_id, StepKey.REOPENED, ReopenedFacts(reason="Ada gugatan."), last)
    assert file.case.summary.next_title == "Tutup perkara"


def test_the_second_summons_names_the_first(office: OfficeAtWork) -> None:
    file = office.case()
    day = summon(office, file.case.id, StepKey.SUMMONS_1)
    office.signed(file.case.id, StepKey.ABSENCE_1, AbsenceFacts(missed_on=day), day)
    day = summon(office, file.case.id, StepKey.SUMMONS_2)
    file = office.ask(case_files.case_file, file.case.id)
    first = next(letter for letter in file.letters if letter.kind == "summons-1")
    facts = next(step.facts for step in file.steps if step.key is StepKey.SUMMONS_2)
    assert isinstance(facts, SummonsFacts)
    assert (facts.first_number, facts.first_on) == (first.number, first.letter_on)
    office.signed(file.case.id, StepKey.ABSENCE_2, AbsenceFacts(missed_on=day), day)
    assert next_keys(office, file.case.id)[0] == StepKey.FINDINGS


def test_no_decision_before_its_turn(office: OfficeAtWork) -> None:
    file = office.case()
    with pytest.raises(GuardRefused):
        office.take(file.case.id, StepKey.DECISION, decision(office, file))
    assert office.ask(case_files.case_file, file.case.id).letters == ()


def test_a_severe_case_is_not_examined_without_a_team(office: OfficeAtWork) -> None:
    file = office.case("n.5")
    assert next_keys(office, file.case.id)[0] == StepKey.TEAM
    members = TeamFacts(members=file.case.examiners, appointed_by=HEAD)
    office.signed(file.case.id, StepKey.TEAM, members)
    assert next_keys(office, file.case.id)[0] == StepKey.SUMMONS_1


def test_an_examination_in_the_future_is_refused(office: OfficeAtWork) -> None:
    file = office.case()
    day = summon(office, file.case.id, StepKey.SUMMONS_1)
    office.clock.set_today(day)
    tomorrow = day + timedelta(days=1)
    with pytest.raises(GuardRefused):
        office.take(file.case.id, StepKey.EXAMINATION, examination(file, tomorrow), tomorrow)


def test_an_examination_called_too_late_needs_a_reason(office: OfficeAtWork) -> None:
    file = office.case()
    late = office.ask(steps.propose_examination, file.case.id, StepKey.SUMMONS_1, office.clock.today())
    form = steps.StepForm(key=StepKey.SUMMONS_1, facts=summons_facts(office, late + timedelta(days=14)))
    with pytest.raises(ReasonNeeded) as needed:
        office.do(steps.take_step, file.case.id, form)
    assert needed.value.guards


def test_what_is_not_proven_is_stopped_and_not_decided(office: OfficeAtWork) -> None:
    file = examined(office)
    office.signed(file.case.id, StepKey.FINDINGS, findings(office, file, proven=False))
    assert StepKey.DECISION not in next_keys(office, file.case.id)
    file = office.take(file.case.id, StepKey.STOPPED, StoppedFacts(reason="Tidak terbukti."), office.clock.today())
    assert file.case.summary.status is CaseStatus.NOT_PROVEN


def test_a_step_is_not_taken_twice(office: OfficeAtWork) -> None:
    file = examined(office)
    with pytest.raises(GuardRefused):
        office.take(file.case.id, StepKey.EXAMINATION, examination(file, office.clock.today()), office.clock.today())


def test_facts_of_another_step_are_refused(office: OfficeAtWork) -> None:
    file = office.case()
    form = steps.StepForm(key=StepKey.SUMMONS_1, facts=StoppedFacts(reason="salah"))
    with pytest.raises(InvalidInput):
        office.do(steps.take_step, file.case.id, form)


def test_deadlines_run_from_the_signed_date(office: OfficeAtWork) -> None:
    file = office.case()
    day = office.ask(steps.propose_examination, file.case.id, StepKey.SUMMONS_1, START)
    office.take(file.case.id, StepKey.SUMMONS_1, summons_facts(office, day))
    assert office.ask(case_files.case_file, file.case.id).deadlines == ()
    office.clock.advance(days=2)
    file = office.sign_all(office.ask(case_files.case_file, file.case.id))
    assert {deadline.starts_on for deadline in file.deadlines} == {office.clock.today()}


def test_what_is_late_stands_first_on_the_board(office: OfficeAtWork) -> None:
    file = office.case()
    summon(office, file.case.id, StepKey.SUMMONS_1)
    office.clock.advance(days=20)
    lines = office.ask(board.agenda_page, ListQuery(sort="left")).rows
    assert lines[0].line.case_id == file.case.id
    assert lines[0].urgency is Urgency.LATE


def test_the_same_person_is_not_opened_twice_for_one_report(office: OfficeAtWork) -> None:
    report = office.report()
    office.case(report=report)
    with pytest.raises(InvalidInput, match="sudah dibuka"):
        office.do(
            case_files.open_case,
            report.id,
            report.respondents[0].id,
            case_files.OpeningForm(violation_codes=("n.2",), verification="x", opened_on=START),
        )


@pytest.mark.parametrize(
    ("parts", "field"),
    [({"verification": " "}, "verification"), ({"violation_codes": ()}, "violation_codes")],
)
def test_a_case_lacks_nothing_when_it_opens(office: OfficeAtWork, parts: dict, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        office.case(**parts)
    assert refused.value.field == field


def test_a_respondent_without_nip_has_no_case(office: OfficeAtWork) -> None:
    report = office.report(office.accused(1, nip=""))
    with pytest.raises(InvalidInput, match="NIP"):
        office.case(report=report)


def test_several_respondents_get_a_case_each(office: OfficeAtWork) -> None:
    report = office.report(office.accused(1), office.accused(2))
    first = office.case(report=report)
    report = first.report
    assert report.status == "baru"
    second = office.case(report=report, index=1)
    assert (first.case.number, second.case.number) == ("2026/001", "2026/002")
    assert second.report.status == "menjadi perkara"


def test_letters_of_a_step_are_drafts_until_put_up(office: OfficeAtWork) -> None:
    file = office.case()
    file = office.take(file.case.id, StepKey.SUMMONS_1, summons_facts(office, START + timedelta(days=14)))
    letter = file.letters[0]
    assert (letter.status, letter.number, letter.blob) == (LetterStatus.DRAFT, "", "")
    assert office.ask(letters.letter_bytes, letter.id).startswith(b"%PDF")
