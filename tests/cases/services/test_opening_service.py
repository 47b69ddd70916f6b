from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from office_desk import ADMIN, START, OfficeAtWork

from cases.errors import GuardRefused, InvalidInput, ReasonNeeded
from cases.model.election import Election, ElectionKind
from cases.model.listing import ListQuery
from cases.model.person import EmploymentStatus, Person
from cases.model.report import Report
from cases.model.steps import Override
from cases.services import case_files, elections, reports
from cases.services.case_files import OpeningForm

FORM = OpeningForm(violation_codes=("D7",), verification="Benar pegawai sini, ada bukti.", opened_on=START)
ELECTION = Election(id="", name="Pemilihan Bupati 2026", kind=ElectionKind.REGIONAL, candidates_on=START)


def ids(report: Report) -> tuple[str, ...]:
    return tuple(one.id for one in report.respondents)


def test_all_of_them_are_opened_in_one_go(office: OfficeAtWork) -> None:
    report = office.report(office.accused(1), office.accused(2), office.accused(3))
    files = office.do(case_files.open_cases, report.id, ids(report)[:2], FORM)
    assert [file.case.number for file in files] == ["2026/001", "2026/002"]
    assert [file.case.respondent.name for file in files] == ["Terlapor Rekaan 1", "Terlapor Rekaan 2"]
    report = office.ask(reports.report, report.id)
    assert [one.case_id for one in report.respondents] == [files[0].case.id, files[1].case.id, None]
    assert report.status == "baru"
    (last,) = office.do(case_files.open_cases, report.id, ids(report)[2:] * 2, FORM)
    assert last.case.number == "2026/003"
    assert last.report.status == "menjadi perkara"


def test_one_who_stands_in_the_way_holds_up_all(office: OfficeAtWork) -> None:
    report = office.report(office.accused(1), Person(name="Bagus Prayitno"), office.accused(3))
    office.case("D7", report, 2)
    with pytest.raises(InvalidInput) as refused:
        office.do(case_files.open_cases, report.id, ids(report), FORM)
    assert "Belum satu pun perkara dibuka" in refused.value.sentence
    assert "Cocokkan Bagus Prayitno" in refused.value.sentence
    assert "Perkara Terlapor Rekaan 3" in refused.value.sentence
    assert "Rekaan 1" not in refused.value.sentence
    assert office.ask(case_files.case_page, ListQuery(sort="number")).total == 1


def test_nobody_chosen_is_nothing_to_open(office: OfficeAtWork) -> None:
    with pytest.raises(InvalidInput, match="Pilih terlapor"):
        office.do(case_files.open_cases, office.report().id, (), FORM)


def warned(office: OfficeAtWork, report: Report, form: OpeningForm) -> dict[str, str]:
    findings = office.ask(case_files.check_opening, report.id, ids(report), form)
    return {one.guard: one.sentence for one in findings if not one.satisfied}


def test_the_stage_of_the_election_is_checked_and_a_reason_passes_it(office: OfficeAtWork) -> None:
    office.do_as(ADMIN, elections.save_election, ELECTION)
    report = office.report(office.accused(1), office.accused(2), election=ELECTION.name)
    assert warned(office, report, FORM) == {}
    early = replace(FORM, event_on=START - timedelta(days=1))
    assert list(warned(office, report, early)) == ["track-fits-stage"]
    assert "Rekaan" not in warned(office, report, early)["track-fits-stage"], "what holds for all names nobody"
    with pytest.raises(ReasonNeeded) as needed:
        office.do(case_files.open_cases, report.id, ids(report), early)
    reasons = tuple(Override(guard=guard, reason="Sudah bakal calon.") for guard, _ in needed.value.guards)
    spare = Override(guard="lain", reason="tidak diminta")
    files = office.do(case_files.open_cases, report.id, ids(report), replace(early, overrides=(*reasons, spare)))
    assert [file.steps[0].overrides for file in files] == [reasons, reasons]


def test_a_warning_about_one_names_him_and_its_reason_stays_with_him(office: OfficeAtWork) -> None:
    report = office.report(office.accused(1), office.accused(2, status=EmploymentStatus.PPPK, grade="IX"))
    ethics = replace(FORM, violation_codes=("E4",))
    told = warned(office, report, ethics)
    assert list(told) == ["status-covered"]
    assert told["status-covered"].startswith("Terlapor Rekaan 2: Terlapor berstatus PPPK")
    reason = Override(guard="status-covered", reason="Kode etik ASN daerah berlaku baginya.")
    files = office.do(case_files.open_cases, report.id, ids(report), replace(ethics, overrides=(reason,)))
    assert [file.steps[0].overrides for file in files] == [(), (reason,)]


def test_the_election_of_the_form_takes_the_place_of_the_reports(office: OfficeAtWork) -> None:
    office.do_as(ADMIN, elections.save_election, ELECTION)
    report = office.report(election="belum jelas")
    file = office.case("D7", report, election=ELECTION.name)
    assert file.case.election == ELECTION.name
    assert file.named_election is not None
    assert file.report.election == "belum jelas"


def test_a_hard_guard_holds_up_all(office: OfficeAtWork) -> None:
    report = office.report(office.accused(1), office.accused(2))
    tomorrow = replace(FORM, opened_on=START + timedelta(days=1))
    with pytest.raises(GuardRefused, match="belum terjadi"):
        office.do(case_files.open_cases, report.id, ids(report), tomorrow)
    assert office.ask(case_files.case_page, ListQuery(sort="number")).total == 0


def test_forms_of_two_tracks_are_two_matters(office: OfficeAtWork) -> None:
    with pytest.raises(InvalidInput) as refused:
        office.case(violation_codes=("E4", "D7"))
    assert refused.value.field == "violation_codes"
    assert "E4 (jalur etik) dan D7 (jalur disiplin)" in refused.value.sentence
    assert "laporan tersendiri" in refused.value.sentence


def code_of(office: OfficeAtWork, track: str) -> str:
    return office.law.violations(track)[0].code


@pytest.mark.parametrize("track", ["etik", "disiplin", "pemberhentian"])
@pytest.mark.parametrize("status", [EmploymentStatus.PNS, EmploymentStatus.CPNS, EmploymentStatus.PPPK])
def test_every_track_opens_for_every_kind_of_official(
    office: OfficeAtWork, track: str, status: EmploymentStatus
) -> None:
    grade = "IX" if status is EmploymentStatus.PPPK else "III/a"
    report = office.report(office.accused(1, status=status, grade=grade))
    form = replace(FORM, violation_codes=(code_of(office, track),))
    findings = office.ask(case_files.check_opening, report.id, ids(report), form)
    reasons = tuple(Override(guard=one.guard, reason="Uji.") for one in findings if not one.satisfied)
    (file,) = office.do(case_files.open_cases, report.id, ids(report), replace(form, overrides=reasons))
    assert (file.case.track, file.case.respondent.status) == (track, status)
    assert file.case.summary.next_title
