"""Whoever looks at a record is in the log, once an hour, and a look at nothing leaves nothing."""

from __future__ import annotations

import pytest
from office_desk import CLERK, LEADER, OfficeAtWork

from cases.errors import NotFound
from cases.model.listing import LogEntry
from cases.services import looking


def views(office: OfficeAtWork, record_id: str) -> list[tuple[str, str]]:
    with office.database.read() as work:
        rows: tuple[LogEntry, ...] = work.audit.of_record([record_id])
    return [(row.actor, row.noun) for row in rows if row.action == "view"]


def test_a_view_is_one_row_for_each_user_and_hour(office: OfficeAtWork) -> None:
    report = office.report()
    assert office.do(looking.note_view, "report", report.id)
    assert not office.do(looking.note_view, "report", report.id)
    assert office.do_as(LEADER, looking.note_view, "report", report.id)
    assert not office.do(looking.note_view, "report", report.id)
    office.clock.advance(minutes=59)
    assert not office.do(looking.note_view, "report", report.id)
    office.clock.advance(minutes=1)
    assert office.do(looking.note_view, "report", report.id)
    assert views(office, report.id) == [
        (CLERK.name, "report"), (LEADER.name, "report"), (CLERK.name, "report"),
    ]  # fmt: skip


def test_a_case_and_its_report_are_two_records(office: OfficeAtWork) -> None:
    file = office.case()
    assert office.do(looking.note_view, "case", file.case.id)
    assert office.do(looking.note_view, "report", file.report.id)
    assert views(office, file.case.id) == [(CLERK.name, "case")]


def test_who_sees_nothing_leaves_no_row(office: OfficeAtWork) -> None:
    with office.database.read() as work:
        before = work.audit.head()
    for noun in ("case", "report", "letter"):
        with pytest.raises(NotFound):
            office.do(looking.note_view, noun, "tidak-ada")
    with office.database.read() as work:
        assert work.audit.head() == before


def test_a_list_that_left_is_in_the_log(office: OfficeAtWork) -> None:
    office.do(looking.note_list, "buku agenda", "2026", 12)
    with office.database.read() as work:
        current = work.office.current()
        assert current is not None
        row = work.audit.last("export", "office", current.id, by=CLERK.name)
    assert row is not None
    assert {name: new for name, (_, new) in row.changes.items()} == {
        "ekspor": "buku agenda",
        "penyaring": "2026",
        "baris": "12",
    }
