"""The reader of the log: narrowed, paged, and discreet about what its reader may not know."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from office_desk import ADMIN, CLERK, LEADER, OfficeAtWork

from cases.errors import NotAllowed
from cases.model.log import LogLine, LogQuery
from cases.model.user import Actor, Right, Role
from cases.rules.rights import RIGHTS
from cases.services import log_reading, looking, merging, restrictions
from cases.services.log_reading import COVERED
from cases.services.users import actor_of, add_user


def without(actor: Actor, *rights: Right) -> Actor:
    return replace(actor, rights=RIGHTS[actor.role] - set(rights))


def rows(office: OfficeAtWork, query: LogQuery, actor: Actor = ADMIN) -> tuple[LogLine, ...]:
    return office.do_as(actor, log_reading.log_page, query).rows


def test_rows_are_narrowed_by_who_what_and_which_kind_of_act(office: OfficeAtWork) -> None:
    file = office.case()
    office.do_as(LEADER, looking.note_view, "case", file.case.id)
    whole = rows(office, LogQuery())
    assert [line.entry.sequence for line in whole] == sorted((line.entry.sequence for line in whole), reverse=True)
    (seen,) = rows(office, LogQuery(kind="view"))
    assert (seen.entry.actor, seen.name, seen.page, seen.target) == (
        LEADER.name, f"Perkara {file.case.number}", "case", file.case.id,
    )  # fmt: skip
    assert rows(office, LogQuery(actor=LEADER.name)) == (seen,)
    assert {line.entry.noun for line in rows(office, LogQuery(noun="report"))} == {"report"}
    assert rows(office, LogQuery(records=())) == ()
    assert set(office.do_as(ADMIN, log_reading.log_actors)) == {line.entry.actor for line in whole}


def test_a_number_or_a_name_finds_the_case_with_all_that_belongs_to_it(office: OfficeAtWork) -> None:
    file = office.case()
    records = office.do_as(ADMIN, log_reading.log_records, file.case.number)
    assert {file.case.id, file.report.id, *(step.id for step in file.steps)} <= set(records)
    names = {line.name for line in rows(office, LogQuery(records=records))}
    assert {f"Perkara {file.case.number}", f"Laporan {file.report.number}"} <= names
    assert office.do_as(ADMIN, log_reading.log_records, "zzzzqqqq") == ()


def test_the_trail_of_a_report_that_was_joined_is_found_by_either_number(office: OfficeAtWork) -> None:
    kept, gone = office.report(), office.report(reporter_name="Sulastri Ningrum")
    office.do(merging.merge_reports, gone.id, kept.id, "Tercatat dua kali.")
    for number in (kept.number, gone.number):
        records = office.do_as(ADMIN, log_reading.log_records, number)
        told = rows(office, LogQuery(records=records, kind="change"))
        added = {(line.name, line.page, line.target) for line in told if line.entry.action == "add"}
        assert {(f"Laporan {one.number}", "report", one.id) for one in (kept, gone)} <= added
    assert "Sulastri" not in str(rows(office, LogQuery(limit=1000), without(ADMIN, Right.SEE_REPORTER)))


def test_days_part_the_rows(office: OfficeAtWork) -> None:
    office.report()
    now = office.clock.now()
    office.clock.advance(minutes=60)
    office.report()
    late = now + timedelta(minutes=30)
    after = rows(office, LogQuery(since=late))
    before = rows(office, LogQuery(until=late))
    assert after
    assert min(line.entry.sequence for line in after) > max(line.entry.sequence for line in before)


def test_pages_follow_each_other_without_a_gap(office: OfficeAtWork) -> None:
    office.case()
    whole = [line.entry.sequence for line in rows(office, LogQuery(limit=1000))]
    found: list[int] = []
    page = office.do_as(ADMIN, log_reading.log_page, LogQuery(limit=3))
    while True:
        found += [line.entry.sequence for line in page.rows]
        if page.next_after is None:
            break
        page = office.do_as(ADMIN, log_reading.log_page, LogQuery(limit=3, before=page.rows[-1].entry.sequence))
    assert found == whole
    assert page.total == len(whole)


def test_values_are_for_those_who_may_see_them(office: OfficeAtWork) -> None:
    office.report(narrative="Uraian rahasia.")
    shown = [line.entry.changes for line in rows(office, LogQuery(noun="report"))]
    assert any("Uraian rahasia." in new for changes in shown for _, new in changes.values())
    blind = without(ADMIN, Right.READ_LOG_VALUES)
    assert not any(line.entry.changes for line in rows(office, LogQuery(), blind))
    with pytest.raises(NotAllowed):
        rows(office, LogQuery(), CLERK)


def test_who_reported_is_told_to_no_one_else(office: OfficeAtWork) -> None:
    office.report(
        reporter_name="Sulastri Ningrum", reporter_contact="0812-5555-1234", narrative="Menurut Sulastri Ningrum benar."
    )
    told = str([line.entry.changes for line in rows(office, LogQuery(limit=1000))])
    assert "Sulastri" in told
    for blind in (without(ADMIN, Right.SEE_REPORTER), LEADER):
        lines = rows(office, LogQuery(limit=1000), blind)
        shown = str([line.entry.changes for line in lines])
        assert "Sulastri" not in shown
        assert "0812-5555-1234" not in shown
        assert COVERED in shown
        assert "Menurut pelapor benar." in shown


class Kept:
    def __init__(self) -> None:
        self.lines: list[LogLine] = []

    def row(self, line: LogLine) -> None:
        self.lines.append(line)


def test_what_is_narrowed_is_what_is_exported(office: OfficeAtWork) -> None:
    office.case()
    query, sink, heard = LogQuery(noun="case"), Kept(), []

    def go_on(given: int, total: int) -> bool:
        heard.append((given, total))
        return True

    count = office.do_as(ADMIN, log_reading.export_log, query, sink, go_on)
    assert tuple(sink.lines) == rows(office, replace(query, limit=1000))
    assert count == len(sink.lines) > 0
    for lacking in (Right.EXPORT, Right.READ_LOG):
        with pytest.raises(NotAllowed):
            office.do_as(without(ADMIN, lacking), log_reading.export_log, query, sink, go_on)


def test_what_is_hidden_from_the_reader_is_not_in_his_log(office: OfficeAtWork) -> None:
    file, other = office.case(), office.case(report=office.report(office.accused(7)))
    named = actor_of(office.do_as(ADMIN, add_user, "dewi", "Dewi", Role.ADMIN, "kata sandi panjang"))
    assert named.user_id is not None
    office.do_as(named, restrictions.restrict, file.case.id, (named.user_id,), "Perkara pimpinan.")
    for query in (LogQuery(limit=1000), LogQuery(noun="case", limit=1000), LogQuery(kind="change", limit=1000)):
        seen, whole = rows(office, query, ADMIN), rows(office, query, named)
        assert {other.case.id} <= {line.entry.record_id for line in seen}
        assert file.case.id not in {line.entry.record_id for line in seen}
        assert file.case.id in {line.entry.record_id for line in whole}
        assert office.do_as(ADMIN, log_reading.log_page, query).total == len(seen) < len(whole)
