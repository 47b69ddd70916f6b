from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from office_desk import LEADER, START, OfficeAtWork, some_employee
from samples import nip_of
from verification_desk import ACCEPTED, FORWARDED, REFUSED, verified

from cases.errors import InvalidInput, NotAllowed
from cases.model.letter import LetterStatus
from cases.model.listing import ListQuery
from cases.model.person import EmploymentStatus, Person
from cases.model.report import Report, ReportStatus, Source, VerificationOutcome
from cases.services import case_files, employees, evidence, letters, reports, verification
from cases.services.verification import VerificationForm, VerificationProposal

STRANGER = Person(name="Bagus Prayitno")


def proposed(office: OfficeAtWork, report: Report, index: int = 0) -> VerificationProposal:
    return office.ask(verification.proposal, report.id, report.respondents[index].id)


def test_an_outcome_is_recorded_with_who_found_it(office: OfficeAtWork) -> None:
    report = verified(office, office.report())
    found = report.respondents[0].verification
    assert found is not None
    assert (found.outcome, found.verified_on, found.verified_by) == (
        VerificationOutcome.ACCEPTED, START, "Petugas Contoh",
    )  # fmt: skip
    assert report.status is ReportStatus.NEW, "accepted is not yet a case"
    assert office.ask(reports.report, report.id) == report


def test_a_leader_reads_and_does_not_verify(office: OfficeAtWork) -> None:
    report = office.report()
    office.do_as(LEADER, verification.proposal, report.id, report.respondents[0].id)
    with pytest.raises(NotAllowed):
        office.do_as(LEADER, verification.verify, report.id, report.respondents[0].id, ACCEPTED)


@pytest.mark.parametrize(
    ("form", "field"),
    [
        (replace(ACCEPTED, jurisdiction=False), "jurisdiction"),
        (replace(ACCEPTED, identity=False), "identity"),
        (replace(ACCEPTED, evidence=False), "evidence"),
        (replace(ACCEPTED, duplicate_of="2026/001"), "duplicate_of"),
        (replace(ACCEPTED, verified_on=START + timedelta(days=1)), "verified_on"),
        (replace(ACCEPTED, verified_on=START - timedelta(days=1)), "verified_on"),
        (replace(REFUSED, reason=" "), "reason"),
        (replace(FORWARDED, reason=""), "reason"),
        (replace(FORWARDED, forwarded_to=" "), "forwarded_to"),
    ],
)
def test_what_is_missing_is_said_at_its_field(office: OfficeAtWork, form: VerificationForm, field: str) -> None:
    report = office.report()
    with pytest.raises(InvalidInput) as refused:
        verified(office, report, form)
    assert refused.value.field == field
    assert office.ask(reports.report, report.id) == report


def test_nobody_without_nip_is_accepted_but_he_may_be_refused(office: OfficeAtWork) -> None:
    report = office.report(STRANGER)
    with pytest.raises(InvalidInput, match="Cocokkan Bagus Prayitno"):
        verified(office, report)
    assert verified(office, report, REFUSED).status is ReportStatus.REFUSED


def test_another_outcome_needs_a_reason_and_the_log_keeps_both(office: OfficeAtWork) -> None:
    report = verified(office, office.report(), REFUSED)
    with pytest.raises(InvalidInput) as refused:
        verified(office, report, ACCEPTED)
    assert refused.value.field == "reason"
    report = verified(office, report, replace(ACCEPTED, reason="Ternyata mutasi masuk."))
    assert report.status is ReportStatus.NEW
    with office.database.read() as work:
        logged = [entry.changes["respondents"] for entry in work.audit.of_record((report.id,)) if entry.changes]
    assert any("Bukan pegawai daerah ini." in new for _, new in logged)
    assert any("Ternyata mutasi masuk." in new for _, new in logged)


def test_an_open_case_is_verified_no_more(office: OfficeAtWork) -> None:
    report = office.report()
    office.case(report=report)
    with pytest.raises(InvalidInput, match="sudah dibuka"):
        verified(office, report)


def test_who_was_matched_anew_is_verified_anew(office: OfficeAtWork) -> None:
    report = verified(office, office.report())
    report = office.do(reports.identify_respondent, report.id, report.respondents[0].id, office.accused(8))
    assert report.respondents[0].verification is None


# -- the status of the report follows all of its accused


@pytest.mark.parametrize(
    ("forms", "status"),
    [
        ((REFUSED, REFUSED), ReportStatus.REFUSED),
        ((REFUSED, FORWARDED), ReportStatus.FORWARDED),
        ((REFUSED, None), ReportStatus.NEW),
        ((ACCEPTED, REFUSED), ReportStatus.NEW),
        (("case", REFUSED), ReportStatus.OPENED),
        (("case", ACCEPTED), ReportStatus.NEW),
        (("case", "case"), ReportStatus.OPENED),
    ],
)
def test_the_status_follows_every_accused(office: OfficeAtWork, forms: tuple[Any, ...], status: ReportStatus) -> None:
    report = office.report(office.accused(1), office.accused(2))
    for index, form in enumerate(forms):
        if form == "case":
            office.case(report=report, index=index)
        elif form is not None:
            verified(office, report, form, index)
    assert office.ask(reports.report, report.id).status is status
    listed = office.ask(reports.report_page, ListQuery(sort="number", filters={"status": (str(status),)}))
    assert [line.id for line in listed.rows] == [report.id]


def test_another_accused_makes_a_report_new_again(office: OfficeAtWork) -> None:
    report = verified(office, office.report(), REFUSED)
    assert office.do(reports.add_respondent, report.id, office.accused(5)).status is ReportStatus.NEW


# -- what the data already say


def test_an_employee_is_known_by_the_data(office: OfficeAtWork) -> None:
    employee = some_employee(7, name="Ani Lestari", unit_1="Dinas Perhubungan", status=EmploymentStatus.PPPK)
    office.add_employees(employee)
    found = proposed(office, office.report(office.ask(employees.find_people, "ani lest")[0]))
    assert (found.jurisdiction.holds, found.identity.holds) == (True, True)
    assert found.jurisdiction.words == "PPPK pada Dinas Perhubungan, menurut data pegawai."


def test_who_left_the_office_and_who_was_typed_is_to_be_looked_at(office: OfficeAtWork) -> None:
    office.add_employees(some_employee(7, name="Ani Lestari", gone_on=date(2026, 3, 1)))
    gone = proposed(office, office.report(office.accused(1, nip=nip_of(7), name="Ani Lestari")))
    assert gone.jurisdiction.holds is None
    assert "tidak aktif" in gone.jurisdiction.words
    other = proposed(office, office.report(office.accused(1, nip=nip_of(7), name="Budi Santoso")))
    assert other.identity.holds is None
    assert "Ani Lestari" in other.identity.words
    unknown = proposed(office, office.report(office.accused(1)))
    assert (unknown.jurisdiction.holds, unknown.identity.holds) == (None, None)
    stranger = proposed(office, office.report(STRANGER))
    assert (stranger.jurisdiction.holds, stranger.identity.holds, stranger.twins) == (None, False, ())


def test_evidence_is_counted(office: OfficeAtWork) -> None:
    report = office.report()
    assert proposed(office, report).evidence.holds is False
    office.do(evidence.add_evidence, report.id, b"\x89PNG isi", evidence.EvidenceForm(file_name="a.png"))
    assert proposed(office, report).evidence.words == "1 bukti tersimpan pada laporan ini."


EVENT = date(2026, 4, 20)


@pytest.mark.parametrize(("days", "twins"), [(-4, 0), (-3, 1), (0, 1), (3, 1), (4, 0)])
def test_the_same_person_about_the_same_days_is_pointed_out(office: OfficeAtWork, days: int, twins: int) -> None:
    first = office.report(event_on=EVENT)
    second = office.report(office.accused(2), office.accused(1), event_on=EVENT + timedelta(days=days))
    found = proposed(office, second, 1).twins
    assert [twin.number for twin in found] == [f"laporan {first.number}"] * twins
    why = f"terlapor yang sama ({office.accused(1).name}), kejadian 20 April 2026"
    assert all(why in twin.why for twin in found)
    assert proposed(office, second, 0).twins == ()


def test_a_case_stands_in_the_place_of_its_report(office: OfficeAtWork) -> None:
    case = office.case(report=office.report(event_on=EVENT)).case
    (twin,) = proposed(office, office.report(event_on=None)).twins
    assert (twin.number, twin.case_id) == (f"perkara {case.number}", case.id)


def test_the_same_address_is_pointed_out_however_it_is_written(office: OfficeAtWork) -> None:
    first = office.report(url="https://www.contoh.invalid/unggahan/1120078841/", event_on=EVENT)
    office.report(url="https://contoh.invalid/unggahan/112", event_on=EVENT)
    second = office.report(STRANGER, url="http://Contoh.invalid/unggahan/1120078841", event_on=EVENT)
    (twin,) = proposed(office, second).twins
    assert (twin.number, twin.why) == (f"laporan {first.number}", "alamat unggahan yang sama")


# -- what follows for the case


def test_accepted_words_go_into_the_case(office: OfficeAtWork) -> None:
    report = verified(office, office.report(), replace(ACCEPTED, reason="Diperiksa pada SIASN."))
    file = office.case(report=report, verification="")
    words = file.steps[0].facts.verification  # type: ignore[union-attr]
    assert "bukan laporan ganda (diverifikasi 4 Mei 2026 oleh Petugas Contoh). Diperiksa pada SIASN." in words


@pytest.mark.parametrize("form", [REFUSED, FORWARDED])
def test_who_was_refused_or_forwarded_has_no_case(office: OfficeAtWork, form: VerificationForm) -> None:
    report = verified(office, office.report(), form)
    with pytest.raises(InvalidInput, match=f"Hasil verifikasi Terlapor Rekaan 1: {form.outcome}"):
        office.case(report=report)
    verified(office, report, replace(ACCEPTED, reason="Diperiksa ulang."))
    assert office.case(report=report).report.status is ReportStatus.OPENED


def test_a_case_of_nobody_verified_needs_words(office: OfficeAtWork) -> None:
    with pytest.raises(InvalidInput, match="Isi hasil verifikasi Terlapor Rekaan 1"):
        office.case(verification="")
    report = office.report(office.accused(1), office.accused(2))
    verified(office, report)
    ids = tuple(one.id for one in report.respondents)
    form = case_files.OpeningForm(violation_codes=("D7",), opened_on=START)
    with pytest.raises(InvalidInput, match="Isi hasil verifikasi Terlapor Rekaan 2"):
        office.do(case_files.open_cases, report.id, ids, form)


# -- the letters


def kinds(office: OfficeAtWork, report: Report, index: int = 0) -> list[tuple[str, str]]:
    pairs = office.ask(verification.letters_of_report, report.id)
    return [(letter.kind, str(letter.status)) for about, letter in pairs if about == report.respondents[index].id]


def test_each_outcome_has_its_letter(office: OfficeAtWork) -> None:
    report = office.report(office.accused(1), office.accused(2), STRANGER)
    for index, form in enumerate((ACCEPTED, FORWARDED, REFUSED)):
        report = verified(office, report, form, index)
    assert kinds(office, report, 0) == []
    assert kinds(office, report, 1) == [("forwarding-letter", "konsep")]
    assert kinds(office, report, 2) == [("refusal-reply", "konsep")]
    found = report.respondents[2].verification
    assert found is not None
    letter = office.ask(letters.letter, found.letter_id)
    assert (letter.case_id, letter.report_id) == (None, report.id)
    assert letter.content.values["terlapor.nama"] == "Bagus Prayitno"
    office.do(letters.put_up, letter.id, START)
    assert office.do(letters.sign, letter.id, START).number


def test_a_report_is_forwarded_without_who_reported_whatever_was_typed(office: OfficeAtWork) -> None:
    """The letter itself says that the file comes without him."""
    name, contact = "Sulastri Ningrum", "0812-5555-1234"
    words = {"narrative": f"{name} melihatnya; hubungi {contact}.", "event_place": f"Rumah {name}"}
    why = replace(FORWARDED, reason=f"Pegawai provinsi menurut {name}.")
    for source in (Source.PUBLIC, Source.BAWASLU):
        report = office.report(source=source, reporter_name=name, reporter_contact=contact, **words)
        verified(office, report, why)
        ((_, letter),) = office.ask(verification.letters_of_report, report.id)
        told = office.ask(letters.letter, letter.id).content.values
        if source is Source.PUBLIC:
            assert not [text for text in told.values() if name in text or contact in text]
            assert told["peristiwa.tempat"] == "Rumah pelapor"
            assert told["verifikasi.sebab"] == "pegawai provinsi menurut pelapor"
        else:
            assert told["peristiwa.tempat"] == f"Rumah {name}", "a body that reports is nobody's secret"


def test_a_sheet_is_drafted_of_any_outcome(office: OfficeAtWork) -> None:
    report = office.report(office.accused(1), STRANGER)
    with pytest.raises(InvalidInput, match="Verifikasi dahulu"):
        office.do(verification.draft_sheet, report.id, report.respondents[0].id)
    report = verified(office, verified(office, report), REFUSED, 1)
    for respondent in report.respondents:
        office.do(verification.draft_sheet, report.id, respondent.id)
    assert kinds(office, report, 0) == [("verification-sheet", "konsep")]
    assert kinds(office, report, 1) == [("refusal-reply", "konsep"), ("verification-sheet", "konsep")]


def test_another_outcome_retires_the_letters_of_the_first(office: OfficeAtWork) -> None:
    report = verified(office, office.report(), REFUSED)
    sheet = office.do(verification.draft_sheet, report.id, report.respondents[0].id)
    first = report.respondents[0].verification
    assert first is not None
    office.do(letters.put_up, first.letter_id, START)
    report = verified(office, report, FORWARDED)
    assert office.ask(letters.letter, sheet.id).status is LetterStatus.VOID
    assert "hasilnya kini diteruskan" in office.ask(letters.letter, first.letter_id).outdated
    assert kinds(office, report) == [("refusal-reply", "diajukan"), ("forwarding-letter", "konsep")]
