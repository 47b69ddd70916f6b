"""What is discarded vanishes everywhere, frees its name, and comes back whole; what must stay is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from office_desk import ADMIN, CLERK, LEADER, START, OfficeAtWork
from samples import make_employee, nip_of
from track_facts import examined

from cases.errors import InvalidInput, NotAllowed
from cases.model.discarded import Discarded
from cases.model.listing import ListQuery
from cases.model.person import Person
from cases.model.report import Report, Source, VerificationOutcome
from cases.model.user import Right, Role
from cases.rules.rights import RIGHTS
from cases.services import (
    discarding,
    elections,
    employees,
    evidence,
    letter_requests,
    merging,
    reports,
    search,
    verification,
)
from cases.services import office as office_services

REASON = "Tercatat karena keliru."


def with_evidence(office: OfficeAtWork, report: Report, data: bytes = b"%PDF isi", name: str = "a.txt") -> str:
    form = evidence.EvidenceForm(file_name=name)
    return office.do(evidence.add_evidence, report.id, data, form).id


def lines(office: OfficeAtWork) -> list[str]:
    return [line.title for line in office.ask(discarding.trash)]


def restore(office: OfficeAtWork, entry: Discarded) -> discarding.Restored:
    return office.do(discarding.restore, entry.id)


def test_a_report_vanishes_with_its_evidence_and_comes_back_whole(office: OfficeAtWork) -> None:
    report = office.report(office.accused(1), narrative="Hadir pada kampanye di Lapangan Kenanga.")
    item = with_evidence(office, report)
    before = office.ask(reports.report, report.id), office.ask(evidence.evidence_of_report, report.id)
    preview = office.ask(discarding.preview, "report", report.id)
    assert preview.along == ("1 bukti",)
    entry = office.do(discarding.discard, "report", report.id, REASON)
    assert office.ask(reports.report_page, ListQuery(sort="number")).total == 0
    assert office.ask(search.find, "Kenanga") == ()
    assert office.ask(evidence.underived) == ()
    (line,) = office.ask(discarding.trash)
    assert (line.title, line.place, line.reason, line.by) == (entry.title, "Register laporan", REASON, CLERK.full_name)
    restore(office, entry)
    assert (office.ask(reports.report, report.id), office.ask(evidence.evidence_of_report, report.id)) == before
    assert [hit.id for hit in office.ask(search.find, "Kenanga")] == [report.id]
    assert office.ask(evidence.underived) == (item,)
    assert lines(office) == []


def test_the_log_keeps_who_why_and_what_and_stays_whole(office: OfficeAtWork) -> None:
    report = office.report()
    entry = office.do(discarding.discard, "report", report.id, REASON)
    restore(office, entry)
    with office.database.read() as work:
        recovered, discarded, *_ = work.audit.of_record([report.id])
        assert (recovered.action, discarded.action) == ("recover", "discard")
        assert discarded.changes["reason"] == ("", REASON)
        assert discarded.changes["narrative"] == (report.narrative, "")
        assert recovered.changes["narrative"] == ("", report.narrative)
        assert work.audit.verify().problems == ()


def test_a_number_that_was_given_again_is_not_taken_twice(office: OfficeAtWork) -> None:
    first = office.report()
    entry = office.do(discarding.discard, "report", first.id, REASON)
    second = office.report()
    assert second.number == first.number
    back = restore(office, entry)
    assert back.note == f"Nomor {first.number} sudah dipakai yang lain; kini 2026/L-002."
    assert office.ask(reports.report, first.id).number == "2026/L-002"


def test_the_vault_keeps_what_is_discarded_and_the_check_reads_it(office: OfficeAtWork) -> None:
    report = office.report()
    item = with_evidence(office, report)
    blob = office.ask(evidence.evidence_of_report, report.id)[0].blob
    office.do(discarding.discard, "evidence", item, REASON)
    known: list[frozenset[str]] = []
    office.database.tidy(known.append)
    assert blob in known[0]
    office.vault.blobs[blob] = b"lain"
    with office.database.read() as work:
        assert any("Di Sampah: Bukti B-01" in problem for problem in work.audit.verify().problems)


def test_the_place_of_an_item_goes_to_the_next_and_it_comes_back_behind(office: OfficeAtWork) -> None:
    report = office.report()
    first = with_evidence(office, report)
    entry = office.do(discarding.discard, "evidence", first, REASON)
    with_evidence(office, report, b"%PDF lain", "b.txt")
    assert restore(office, entry).note == "Nomor B-01 sudah dipakai yang lain; kini B-02."


def test_the_same_bytes_do_not_come_back_beside_themselves(office: OfficeAtWork) -> None:
    report = office.report()
    entry = office.do(discarding.discard, "evidence", with_evidence(office, report), REASON)
    with_evidence(office, report)
    with pytest.raises(InvalidInput, match="sudah ada lagi dalam laporan"):
        restore(office, entry)
    assert len(lines(office)) == 1


def test_evidence_of_a_recorded_examination_stays(office: OfficeAtWork) -> None:
    report = office.report()
    item = with_evidence(office, report)
    examined(office, office.case(report=report))
    with pytest.raises(InvalidInput, match="pemeriksaannya sudah dicatat"):
        office.do(discarding.discard, "evidence", item, REASON)
    office.clock.set_today(office.clock.today() + timedelta(days=1))
    later = with_evidence(office, report, b"%PDF salah seret", "b.txt")
    office.do(discarding.discard, "evidence", later, REASON)


def test_a_report_with_a_case_stays_and_says_the_way(office: OfficeAtWork) -> None:
    report = office.report()
    file = office.case(report=report)
    with pytest.raises(InvalidInput, match=f"sudah menjadi perkara {file.case.number}"):
        office.do(discarding.discard, "report", report.id, REASON)
    with pytest.raises(InvalidInput, match="sudah dibuka"):
        office.do(discarding.discard_respondent, report.id, report.respondents[0].id, REASON)
    assert "sudah menjadi perkara" in office.ask(discarding.preview, "report", report.id).refusal


def test_an_issued_letter_and_its_report_stay(office: OfficeAtWork) -> None:
    report = office.report()
    respondent = report.respondents[0]
    form = verification.VerificationForm(
        verified_on=START,
        outcome=VerificationOutcome.REFUSED,
        jurisdiction=False,
        identity=False,
        evidence=False,
        reason="Bukan pegawai kantor ini.",
    )
    found = office.do(verification.verify, report.id, respondent.id, form).respondents[0].verification
    assert found is not None
    assert found.letter_id is not None
    with pytest.raises(InvalidInput, match="ulangi verifikasinya"):
        office.do(discarding.discard, "letter", found.letter_id, REASON)
    office.put_up(found.letter_id, START)
    with pytest.raises(InvalidInput, match="surat yang terbit tidak dibuang"):
        office.do(discarding.discard, "letter", found.letter_id, REASON)
    with pytest.raises(InvalidInput, match="tetap dalam register"):
        office.do(discarding.discard, "report", report.id, REASON)
    with pytest.raises(InvalidInput, match="sudah diterbitkan"):
        office.do(discarding.discard_respondent, report.id, respondent.id, REASON)


def test_an_accused_goes_and_comes_back_with_the_draft_about_him(office: OfficeAtWork) -> None:
    report = office.report(office.accused(1), office.accused(2))
    form = verification.VerificationForm(
        verified_on=START,
        outcome=VerificationOutcome.REFUSED,
        jurisdiction=False,
        identity=False,
        evidence=False,
        reason="Bukan pegawai kantor ini.",
    )
    report = office.do(verification.verify, report.id, report.respondents[0].id, form)
    gone = report.respondents[0]
    assert office.ask(discarding.preview_respondent, report.id, gone.id).along == ("1 konsep surat",)
    entry = office.do(discarding.discard_respondent, report.id, gone.id, REASON)
    assert [one.id for one in office.ask(reports.report, report.id).respondents] == [report.respondents[1].id]
    assert office.ask(letter_requests.letters_of_report, report.id) == ()
    restore(office, entry)
    assert set(office.ask(reports.report, report.id).respondents) == set(report.respondents)
    assert len(office.ask(letter_requests.letters_of_report, report.id)) == 1


def test_an_accused_entered_again_meanwhile_is_not_doubled(office: OfficeAtWork) -> None:
    report = office.report()
    entry = office.do(discarding.discard_respondent, report.id, report.respondents[0].id, REASON)
    office.do(reports.add_respondent, report.id, office.accused())
    with pytest.raises(InvalidInput, match="sudah tercatat lagi"):
        restore(office, entry)


def test_what_lies_in_a_discarded_report_waits_for_it(office: OfficeAtWork) -> None:
    report = office.report()
    item = office.do(discarding.discard, "evidence", with_evidence(office, report), REASON)
    respondent = office.do(discarding.discard_respondent, report.id, report.respondents[0].id, REASON)
    whole = office.do(discarding.discard, "report", report.id, REASON)
    for entry in (item, respondent):
        with pytest.raises(InvalidInput, match="pulihkan laporannya dahulu"):
            restore(office, entry)
    for entry in (whole, item, respondent):
        restore(office, entry)
    assert len(office.ask(reports.report, report.id).respondents) == 1


def test_an_employee_frees_his_nip(office: OfficeAtWork) -> None:
    one = make_employee(id="e-1", nip=nip_of(5), name="Rekaan Lima")
    office.add_employees(one)
    entry = office.do(discarding.discard, "employee", one.id, REASON)
    assert office.ask(employees.person_by_nip, one.nip) is None
    assert office.ask(employees.find_people, "Rekaan Lima") == ()
    office.add_employees(make_employee(id="e-2", nip=one.nip, name="Rekaan Lima"))
    with pytest.raises(InvalidInput, match="sudah ada lagi dalam daftar pegawai"):
        restore(office, entry)
    office.do(discarding.discard, "employee", "e-2", REASON)
    restore(office, entry)
    assert office.ask(employees.employee, one.id) == one


def test_an_employee_with_a_case_stays(office: OfficeAtWork) -> None:
    file = office.case()
    office.add_employees(make_employee(id="e-1", nip=file.case.respondent.nip))
    with pytest.raises(InvalidInput, match="gabungkan"):
        office.do(discarding.discard, "employee", "e-1", REASON)


def test_an_election_frees_its_name_and_needs_its_own_right(office: OfficeAtWork) -> None:
    election = office.ask(elections.all_elections)[0]
    entry = office.do_as(ADMIN, elections.remove_election, election.id, REASON)
    with pytest.raises(NotAllowed):
        office.do(discarding.restore, entry.id)
    office.do_as(ADMIN, elections.load_shipped)
    with pytest.raises(InvalidInput, match="sudah ada lagi"):
        office.do_as(ADMIN, discarding.restore, entry.id)


def test_a_signatory_comes_back(office: OfficeAtWork) -> None:
    kept = office.do_as(ADMIN, office_services.keep_signatory, Person(name="Ayu Rekaan"), "Kepala Badan")
    entry = office.do_as(ADMIN, office_services.discard_signatory, kept.id, REASON)
    assert kept not in office.ask(office_services.signatories)
    office.do_as(ADMIN, discarding.restore, entry.id)
    assert kept in office.ask(office_services.signatories)


@pytest.mark.parametrize("reason", ["", "  \n ", "x" * 3000])
def test_a_reason_is_asked_for(office: OfficeAtWork, reason: str) -> None:
    report = office.report()
    with pytest.raises(InvalidInput) as refused:
        office.do(discarding.discard, "report", report.id, reason)
    assert refused.value.field == "reason"


def test_settings_are_not_discarded_through_the_clerks_door(office: OfficeAtWork) -> None:
    election = office.ask(elections.all_elections)[0]
    with pytest.raises(InvalidInput, match="halamannya sendiri"):
        office.do(discarding.discard, "election", election.id, REASON)
    with pytest.raises(NotAllowed):
        office.do_as(LEADER, discarding.discard, "report", office.report().id, REASON)


def test_who_reported_is_covered_in_sampah_too(office: OfficeAtWork) -> None:
    report = office.report(source=Source.PUBLIC, reporter_name="Sri Wahyuningsih", reporter_contact="0811-000")
    blind = replace(CLERK, user_id=None, rights=RIGHTS[Role.CLERK] - {Right.SEE_REPORTER})
    office.do(discarding.discard, "report", report.id, "Sri Wahyuningsih mencabut laporannya.")
    assert office.do_as(CLERK, discarding.trash)[0].reason.startswith("Sri Wahyuningsih")
    assert "Wahyuningsih" not in str(office.do_as(blind, discarding.trash))
    other = office.report(source=Source.PUBLIC)
    doubled = office.report(source=Source.PUBLIC, reporter_name="Tri Handayani")
    merging_entry = office.do(merging.merge_reports, other.id, doubled.id, REASON)
    assert "Handayani" not in str(office.do_as(blind, merging.merged_into, other.id))
    assert merging_entry.into == other.id


def test_what_the_older_report_lacks_comes_from_the_one_that_goes_into_it(office: OfficeAtWork) -> None:
    older = office.report(office.accused(1), event_place="", event_at="", election="Pilkada Rekaan")
    younger = office.report(
        office.accused(2), event_place="Pasar", event_at="09.00", election="Lain", url="https://a.invalid"
    )
    told = office.ask(merging.preview_reports, older.id, younger.id)
    assert f"Laporan {older.number} dilengkapi: tempat kejadian" in told.moves
    entry = office.do(merging.merge_reports, older.id, younger.id, REASON)
    both = office.ask(reports.report, older.id)
    assert (both.event_place, both.event_at, both.election, both.url) == (
        "Pasar",
        older.event_at,
        older.election,
        older.url,
    )
    office.do(merging.take_apart, entry.id)
    assert office.ask(reports.report, older.id).event_place == ""
    assert office.ask(reports.report, younger.id).event_place == "Pasar"
    assert office.ask(reports.report_view, older.id).evidence == 0
    with_evidence(office, older)
    assert office.ask(reports.report_view, older.id).evidence == 1


def test_a_report_takes_over_a_place_without_who_reported_it(office: OfficeAtWork) -> None:
    older = office.report(office.accused(1), event_place="", source=Source.PUBLIC, reporter_name="Tri Handayani")
    younger = office.report(
        office.accused(2), event_place="Warung Sri Wahyuningsih", source=Source.PUBLIC, reporter_name="Sri Wahyuningsih"
    )
    office.do(merging.merge_reports, older.id, younger.id, REASON)
    assert office.ask(reports.report, older.id).event_place == "Warung pelapor"
