from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from office_desk import ADMIN, CLERK, START, OfficeAtWork, some_employee

from cases.errors import BadFile, DatabaseDamaged, InvalidInput
from cases.model.listing import ListQuery
from cases.services import drafts, employees, evidence, integrity, reports, search

TOMORROW = START + timedelta(days=1)


def test_reports_are_numbered_by_year(office: OfficeAtWork) -> None:
    assert [office.report().number for _ in range(2)] == ["2026/L-001", "2026/L-002"]
    last_year = office.report(received_on=date(2025, 12, 30), event_on=date(2025, 12, 1))
    assert last_year.number == "2025/L-001"


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"received_on": TOMORROW}, "received_on"),
        ({"event_on": TOMORROW}, "event_on"),
        ({"received_on": START - timedelta(days=9)}, "event_on"),
        ({"origin_on": TOMORROW}, "origin_on"),
        ({"narrative": "  "}, "narrative"),
    ],
)
def test_a_faulty_report_is_refused_at_its_field(office: OfficeAtWork, parts: dict, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        office.report(**parts)
    assert refused.value.field == field
    assert office.ask(reports.report_page, ListQuery(sort="number")).total == 0


def test_an_unknown_catalogue_code_is_refused(office: OfficeAtWork) -> None:
    with pytest.raises(InvalidInput):
        office.report(violation_codes=("Z99",))


def test_one_accused_stands_once_in_a_report(office: OfficeAtWork) -> None:
    with pytest.raises(InvalidInput, match="dua kali"):
        office.report(office.accused(1), office.accused(1))
    report = office.report(office.accused(1))
    with pytest.raises(InvalidInput, match="sudah tercatat"):
        office.do(reports.add_respondent, report.id, office.accused(1))


def test_a_nip_ruined_by_a_spreadsheet_is_refused(office: OfficeAtWork) -> None:
    with pytest.raises(InvalidInput):
        office.report(office.accused(1, nip="198503122010010"))


def test_a_person_typed_by_hand_is_matched_later(office: OfficeAtWork) -> None:
    office.add_employees(some_employee(7, name="Ani Lestari"))
    report = office.report(office.accused(1, nip="", name="Ani"))
    found = office.ask(employees.find_people, "ani lest")[0]
    report = office.do(reports.identify_respondent, report.id, report.respondents[0].id, found)
    assert report.respondents[0].person.name == "Ani Lestari"
    assert report.respondents[0].person.nip == found.nip


def test_evidence_keeps_its_bytes_and_its_fingerprint(office: OfficeAtWork) -> None:
    report = office.report()
    form = evidence.EvidenceForm(file_name="C:\\Gambar\\tangkapan 1.png", platform=" Facebook ")
    item = office.do(evidence.add_evidence, report.id, b"\x89PNG isi gambar", form)
    assert (item.label, item.file_name, item.title, item.platform) == (
        "B-01", "tangkapan 1.png", "tangkapan 1", "Facebook",
    )  # fmt: skip
    assert office.ask(evidence.evidence_bytes, item.id) == b"\x89PNG isi gambar"
    office.vault.blobs[item.blob] = b"\x89PNG isi lain"
    with pytest.raises(DatabaseDamaged):
        office.ask(evidence.evidence_bytes, item.id)


def test_the_same_bytes_are_not_taken_twice(office: OfficeAtWork) -> None:
    report = office.report()
    office.do(evidence.add_evidence, report.id, b"\x89PNG sama", evidence.EvidenceForm(file_name="a.png"))
    with pytest.raises(InvalidInput, match="B-01"):
        office.do(evidence.add_evidence, report.id, b"\x89PNG sama", evidence.EvidenceForm(file_name="b.png"))


def test_an_empty_file_leaves_nothing_behind(office: OfficeAtWork) -> None:
    report = office.report()
    with pytest.raises(BadFile):
        office.do(evidence.add_evidence, report.id, b"", evidence.EvidenceForm(file_name="kosong.png"))
    assert office.ask(evidence.evidence_of_report, report.id) == ()
    assert office.vault.blobs == {}


def test_a_capture_in_the_future_is_refused(office: OfficeAtWork) -> None:
    report = office.report()
    form = evidence.EvidenceForm(file_name="a.png", captured_at=office.clock.now() + timedelta(minutes=1))
    with pytest.raises(InvalidInput, match="belum terjadi"):
        office.do(evidence.add_evidence, report.id, b"\x89PNG x", form)


def test_everything_is_found_by_name_number_and_word(office: OfficeAtWork) -> None:
    report = office.report(narrative="Berpidato di panggung dangdut.")
    case = office.case(report=report).case
    assert {hit.noun for hit in office.ask(search.find, "Terlapor Rek")} >= {"case"}
    assert [hit.id for hit in office.ask(search.find, "dangdut")] == [report.id]
    assert office.ask(search.find, case.number)[0].id == case.id
    assert office.ask(search.find, "x") == ()


def test_a_draft_belongs_to_its_user_and_leaves_no_trace_in_the_log(office: OfficeAtWork) -> None:
    with office.database.read() as work:
        head = work.audit.head()
    office.do(drafts.keep_draft, "report:new", '{"narrative": "setengah"}')
    other = replace(CLERK, user_id=None, name="lain")
    assert office.ask(drafts.my_drafts) == {"report:new": '{"narrative": "setengah"}'}
    assert office.do_as(other, drafts.my_drafts) == {}
    office.do(drafts.drop_draft, "report:new")
    assert office.ask(drafts.my_drafts) == {}
    with office.database.read() as work:
        assert work.audit.head() == head


def test_a_head_code_is_read_as_it_is_printed(office: OfficeAtWork) -> None:
    with office.database.read() as work:
        head = work.audit.head()
    known = integrity.read_head_code(f" {head.code.upper()} ")
    assert (known.count, head.hash.startswith(known.hash)) == (head.count, True)
    assert office.do_as(ADMIN, integrity.verify, known).problems == ()
    with pytest.raises(InvalidInput):
        integrity.read_head_code("123-xyz")


def test_a_change_names_what_it_touched(office: OfficeAtWork) -> None:
    report = office.report()
    changes = office.changes_of(reports.add_respondent, report.id, office.accused(3))
    assert changes.touched == {("report", report.id)}
