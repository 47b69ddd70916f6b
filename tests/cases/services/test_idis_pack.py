"""The pack of a case in a real office: what it takes, what it leaves out, and what the log says of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from case_steps import decided, examined
from office_desk import CLERK, SCHEDULE, START, OfficeAtWork

from cases.errors import InvalidInput, NotFound
from cases.model.idis_pack import PackTarget
from cases.model.report import Source
from cases.model.steps import DocumentedFacts, RecordSystem, StepKey
from cases.services import letters
from cases.services.idis_pack import idis_pack, note_pack, pack_case, pack_part

SCAN, RECEIPT = b"%PDF-1.4 scan /Page %%EOF", b"%PDF-1.4 receipt /Page %%EOF"


def test_a_case_without_a_signed_decision_has_no_pack(office: OfficeAtWork) -> None:
    file = examined(office)
    with pytest.raises(InvalidInput, match="belum mempunyai keputusan"):
        office.ask(idis_pack, file.case.id)


def test_the_pack_of_a_decided_case(office: OfficeAtWork) -> None:
    file = decided(office)
    pack = office.ask(idis_pack, file.case.id)
    assert [one.group for one in pack.documents][-1] == "Keputusan"
    assert (pack.case_number, pack.respondent) == (file.case.number, file.case.respondent.name)
    assert pack.kept_back == ()
    value = {one.name: one.value for one in pack.values}
    assert value["skNomor"] == file.letters[-1].number
    assert value["nip"] == file.case.respondent.nip
    assert office.ask(pack_case, file.case.number) == file.case.id
    with pytest.raises(NotFound):
        office.ask(pack_case, "1999/001")


def test_a_paper_is_as_it_is_handed_on(office: OfficeAtWork) -> None:
    file = decided(office)
    last = file.letters[-1]
    assert office.ask(pack_part, last.id).data == office.ask(letters.letter_bytes, last.id)
    office.do(letters.attach_final, last.id, SCAN)
    pack = office.ask(idis_pack, file.case.id)
    assert pack.documents[-1].remark == ""
    assert office.ask(pack_part, last.id).data == SCAN
    office.do(letters.deliver, last.id, office.clock.today(), "diserahkan", "Yang bersangkutan", receipt=RECEIPT)
    pack = office.ask(idis_pack, file.case.id)
    assert (pack.documents[-1].receipt, pack.documents[-1].group) == (True, "Bukti penyampaian")
    assert office.ask(pack_part, last.id, receipt=True).data == RECEIPT


def test_what_names_the_reporter_stays(office: OfficeAtWork) -> None:
    file = decided(office)
    with office.database.write() as work:
        work.log_as(CLERK, "tests.name")
        report = work.reports.get(file.report.id)
        work.reports.save(replace(report, source=Source.PUBLIC, reporter_name="Warga Pelapor"))
        letter = work.letters.get(file.letters[0].id)
        told = letter.content.values | {"isi": "menurut Warga Pelapor"}
        work.letters.save(replace(letter, content=replace(letter.content, values=told)))
    pack = office.ask(idis_pack, file.case.id)
    assert pack.kept_back == (f"{letter.title} {letter.number}",)
    assert letter.id not in {one.letter_id for one in pack.documents}
    assert "Warga Pelapor" not in repr(pack)


def test_a_body_that_reported_may_be_cited(office: OfficeAtWork) -> None:
    file = decided(office)
    with office.database.write() as work:
        work.log_as(CLERK, "tests.name")
        report = work.reports.get(file.report.id)
        work.reports.save(replace(report, source=Source.BAWASLU, reporter_name="Bawaslu Rekaan"))
        letter = work.letters.get(file.letters[-1].id)
        told = letter.content.values | {"isi": "rekomendasi Bawaslu Rekaan"}
        work.letters.save(replace(letter, content=replace(letter.content, values=told)))
    pack = office.ask(idis_pack, file.case.id)
    assert pack.kept_back == ()
    assert letter.id in {one.letter_id for one in pack.documents}


def test_what_left_is_in_the_log_and_the_scheduled_account_may(office: OfficeAtWork) -> None:
    file = decided(office)
    with office.database.read() as work:
        pack = idis_pack(work, SCHEDULE, file.case.id)
    ids = tuple(one.letter_id for one in pack.documents)
    office.do_as(SCHEDULE, note_pack, ids)
    with office.database.read() as work:
        for letter_id in ids:
            entry = work.audit.last("export", "letter", letter_id)
            assert entry is not None
            assert "paket I'DIS" in str(entry)


def test_what_was_uploaded_is_the_step_of_the_case(office: OfficeAtWork) -> None:
    file = decided(office)
    assert not office.ask(idis_pack, file.case.id).may_record
    facts = DocumentedFacts(system=RecordSystem.IDIS, uploaded_on=START, reference="ID-1")
    with office.database.write() as work:
        work.log_as(CLERK, "tests.step")
        step = file.steps[-1]
        work.steps.add(replace(step, id="later", key=StepKey.DOCUMENTED, facts=facts, letter_id=None))
    (upload,) = office.ask(idis_pack, file.case.id).uploads
    assert (upload.system, upload.uploaded_on, upload.reference) == (RecordSystem.IDIS, START, "ID-1")
    assert upload.by == step.recorded_by


def come_from_sbt(office: OfficeAtWork, case_id: str) -> None:
    with office.database.write() as work:
        work.log_as(CLERK, "tests.source")
        case = replace(work.cases.get(case_id), source=str(Source.SBT))
        work.cases.save(case)
        work.reports.save(replace(work.reports.get(case.report_id), source=Source.SBT, origin_number="SBT-9"))


def test_a_reply_is_made_of_reports_from_sbt_alone(office: OfficeAtWork) -> None:
    file = decided(office)
    with pytest.raises(InvalidInput, match="tidak berasal dari laporan SBT"):
        office.ask(idis_pack, file.case.id, PackTarget.SBT)
    come_from_sbt(office, file.case.id)
    reply = office.ask(idis_pack, file.case.id, PackTarget.SBT)
    assert (reply.waiting, reply.systems, reply.sheet) == (1, (RecordSystem.SBT,), "00 Isian SBT.xlsx")
    assert reply.folder.startswith("Balasan SBT ")
    assert reply.documents[0].group == "Keputusan"
    assert {one.title: one.value for one in reply.values}["Nomor laporan di SBT"] == "SBT-9"
    assert office.ask(idis_pack, file.case.id).waiting == 0  # the decision is not in force yet
    office.do_as(SCHEDULE, note_pack, (file.letters[-1].id,), PackTarget.SBT)
    with office.database.read() as work:
        assert "balasan SBT" in str(work.audit.last("export", "letter", file.letters[-1].id))


def test_a_case_without_an_outcome_has_no_reply(office: OfficeAtWork) -> None:
    file = examined(office)
    come_from_sbt(office, file.case.id)
    with pytest.raises(InvalidInput, match="belum diputus atau dihentikan"):
        office.ask(idis_pack, file.case.id, PackTarget.SBT)
