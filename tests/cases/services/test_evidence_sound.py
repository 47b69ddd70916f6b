"""When an original was last found to be what was taken in, as the log tells."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from office_desk import ADMIN, CLERK, OfficeAtWork

from cases.model.evidence import Evidence
from cases.services import evidence, evidence_view, integrity
from cases.services.evidence import EvidenceForm


def add(office: OfficeAtWork, report_id: str, name: str) -> Evidence:
    item = office.do(evidence.add_evidence, report_id, b"%PDF-1.7 " + name.encode(), EvidenceForm(file_name=name))
    office.clock.moment += timedelta(minutes=1)
    return item


def spoil(office: OfficeAtWork, item: Evidence) -> None:
    with office.database.write() as work:
        work.log_as(CLERK, "test.spoil")
        work.evidence.save(
            replace(work.evidence.get(item.id), failure="Berubah.", failed_at=office.clock.now(), answer="")
        )
    office.clock.moment += timedelta(minutes=1)


def test_what_was_read_again_is_sound_since_then(office: OfficeAtWork) -> None:
    report = office.report()
    read, unread = add(office, report.id, "a.pdf"), add(office, report.id, "b.pdf")
    assert office.ask(evidence_view.view, report.id).sound == {}
    at = office.clock.now()
    office.ask(evidence.check_evidence, read.id)
    assert office.ask(evidence_view.view, report.id).sound == {read.id: at}
    assert unread.id != read.id


def test_a_check_of_everything_counts_for_what_was_there(office: OfficeAtWork) -> None:
    report = office.report()
    item = add(office, report.id, "a.pdf")
    at = office.clock.now()
    run = office.database
    with run.read() as work:
        assert integrity.check_part(work, ADMIN).ended is not None
    office.clock.moment += timedelta(minutes=1)
    later = add(office, report.id, "b.pdf")
    found = office.ask(evidence_view.view, report.id).sound
    assert found == {item.id: at}
    assert later.id not in found


def test_after_a_failure_only_a_later_reading_of_the_item_itself_counts(office: OfficeAtWork) -> None:
    report = office.report()
    item = add(office, report.id, "a.pdf")
    office.ask(evidence.check_evidence, item.id)
    office.clock.moment += timedelta(minutes=1)
    spoil(office, item)
    assert office.ask(evidence_view.view, report.id).sound == {}
    office.do(evidence.answer_failure, item.id, "Dipulihkan.")
    assert office.ask(evidence_view.view, report.id).sound == {}
    office.clock.moment += timedelta(minutes=1)
    at = office.clock.now()
    office.ask(evidence.check_evidence, item.id)
    assert office.ask(evidence_view.view, report.id).sound == {item.id: at}
