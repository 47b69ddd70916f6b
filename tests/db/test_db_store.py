"""What is written comes back the same, in its own types, and only differences are written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import samples
from samples import ADMIN

from cases.errors import InvalidInput, NotFound
from cases.model.deadline import Holiday
from cases.model.figures import FigureQuery
from cases.model.listing import AgendaDays, ListQuery
from cases.model.person import ActingMark, EmploymentStatus, Person
from cases.model.steps import CaseStep, FindingsFacts, StepKey, SummonsFacts
from db.unit import OfficeDatabase


def _facts() -> dict[StepKey, Any]:
    person = samples.make_person()
    return {
        StepKey.SUMMONS_2: SummonsFacts(
            examine_on=date(2026, 6, 2),
            examine_at="09.00",
            place="Ruang rapat",
            report_to=person,
            signer=replace(person, acting=ActingMark.PLT),
            first_number="800/1",
            first_on=date(2026, 5, 20),
        ),
        StepKey.FINDINGS: FindingsFacts(
            proven=True,
            violation_codes=("D6", "D7"),
            form="unggahan",
            time="malam",
            place="rumah",
            aggravating="-",
            mitigating="-",
            impact="instansi",
            level="sedang",
            sanction_key="x",
            authority=None,
            signer=person,
        ),
    }


def test_records_come_back_the_same(office_db: OfficeDatabase) -> None:
    report = samples.make_report()
    case = samples.make_case(report)
    letter = samples.make_letter(case)
    steps = [samples.make_step(case, key=key, facts=facts) for key, facts in _facts().items()]
    records: list[tuple[str, Any]] = [
        ("office", samples.make_office()),
        ("users", samples.make_user()),
        ("signatories", samples.make_signatory()),
        ("employees", samples.make_employee(status=EmploymentStatus.PPPK, position_since=None)),
        ("reports", report),
        ("cases", case),
        ("letters", letter),
        ("evidence", samples.make_evidence(report)),
        *(("steps", step) for step in steps),
    ]
    with office_db.write() as work:
        work.log_as(ADMIN, "test.add")
        for store, record in records:
            getattr(work, store).add(record)
    with office_db.read() as work:
        for store, record in records:
            assert getattr(work, store).get(record.id) == record
        assert work.office.current() == records[0][1]
        assert work.cases.of_report(report.id) == (case,)
        assert work.letters.of_case(case.id) == (letter,)


def test_steps_and_letters_keep_the_order_of_recording(office_db: OfficeDatabase) -> None:
    report = samples.make_report()
    case = samples.make_case(report)
    steps = [samples.make_step(case, id=f"{20 - number:032d}") for number in range(9)]
    letters = [samples.make_letter(case, id=f"{20 - number:032d}") for number in range(9)]
    with office_db.write() as work:
        work.log_as(ADMIN, "test.add")
        work.reports.add(report)
        work.cases.add(case)
        for step, letter in zip(steps, letters, strict=True):
            work.letters.add(letter)
            work.steps.add(step)
        assert work.steps.of_case(case.id) == tuple(steps)
        assert work.letters.of_case(case.id) == tuple(letters)


def test_save_writes_differences_only(office_db: OfficeDatabase) -> None:
    report = samples.make_report()
    with office_db.write() as work:
        work.log_as(ADMIN, "test.add")
        work.reports.add(report)
        head = work.audit.head()
        work.reports.save(report)
        assert work.audit.head() == head
        changed = replace(report, narrative="Lain.", event_on=None)
        work.reports.save(changed)
        assert work.reports.get(report.id) == changed
        entry = work.audit.of_record([report.id])[0]
    assert entry.fields == ("event_on", "narrative")
    assert entry.changes["event_on"] == ("2026-04-30", "")


def test_saving_or_getting_what_is_not_there(office_db: OfficeDatabase) -> None:
    with office_db.write() as work:
        work.log_as(ADMIN, "test.save")
        with pytest.raises(NotFound, match="muat ulang"):
            work.cases.save(samples.make_case(samples.make_report()))
        assert work.cases.find("nothing") is None


def test_a_summary_is_columns(office_db: OfficeDatabase) -> None:
    report = samples.make_report()
    case = samples.make_case(report)
    with office_db.write() as work:
        work.log_as(ADMIN, "test.add")
        work.reports.add(report)
        work.cases.add(case)
        moved = replace(case, summary=samples.make_summary(stage="team", due_on=None, waiting_since=date(2026, 5, 6)))
        work.cases.save(moved)
        assert work.cases.get(case.id) == moved
        assert work.audit.of_record([case.id])[0].fields == ("due_on", "stage", "waiting_since")
        assert work.cases.counts() == {"diproses": 1}


def test_users_are_found_in_any_case_of_letters_and_their_hash_is_not_logged(office_db: OfficeDatabase) -> None:
    user = samples.make_user(username="Petugas")
    with office_db.write() as work:
        work.log_as(ADMIN, "test.add")
        work.users.add(user)
        work.users.save(replace(user, password_hash="plain:new"))
        assert work.users.by_username("PETUGAS") == replace(user, password_hash="plain:new")
        entries = work.audit.of_record([user.id])
    assert entries[0].fields == ("password_hash",)
    assert all("plain" not in str(entry.changes) for entry in entries)


def test_a_number_is_taken_once(office_db: OfficeDatabase) -> None:
    letter = samples.make_letter(samples.make_case(samples.make_report()))
    with office_db.write() as work:
        work.log_as(ADMIN, "test.take")
        first = samples.make_entry(letter, 4)
        work.register.take(first)
        head = work.audit.head()
        with pytest.raises(InvalidInput, match="sudah dipakai"):
            work.register.take(samples.make_entry(letter, 4, text="other"))
        with pytest.raises(InvalidInput, match="sudah dipakai"):
            work.register.take(samples.make_entry(letter, 5, text=first.text))
        assert work.audit.head() == head
        second = samples.make_entry(letter, 2, letter_id="")
        work.register.take(second)
        assert work.register.last_ordinal(letter.classification, 2026) == 4
        assert work.register.last_ordinal(letter.classification, 2027) == 0
        assert work.register.of_year(letter.classification, 2026) == (second, first)
    with office_db.read() as work:
        assert len(work.register.of_year(letter.classification, 2026)) == 2


def test_due_dates_are_replaced_where_they_differ(office_db: OfficeDatabase) -> None:
    report = samples.make_report()
    case = samples.make_case(report)
    waiting = samples.make_case(
        report, 2, summary=samples.make_summary(due_on=None, waiting_since=date(2026, 5, 1), next_title="Tunggu PPK")
    )
    late = samples.make_deadline(case, "late", due_on=date(2026, 5, 1))
    done = samples.make_deadline(case, "done", done_on=date(2026, 5, 2))
    far = samples.make_deadline(case, "far", due_on=date(2027, 1, 1))
    with office_db.write() as work:
        work.log_as(ADMIN, "test.add")
        work.reports.add(report)
        work.cases.add(case)
        work.cases.add(waiting)
        work.deadlines.replace(case.id, [done, far, late])
        assert work.deadlines.of_case(case.id) == (late, far, done)
    with office_db.write() as work:
        work.log_as(ADMIN, "test.replace")
        work.deadlines.replace(case.id, [late, far, done])
        assert not work.changes().touched
        moved = replace(late, due_on=date(2026, 5, 3))
        work.deadlines.replace(case.id, [moved, done, far])
        assert work.changes().touched == {("deadline", case.id)}
        days = AgendaDays(today=date(2026, 5, 4), safe_from=date(2026, 5, 8), until=date(2026, 12, 31))
        lines = work.deadlines.agenda(ListQuery(sort="left"), days).rows
    assert [(line.case_id, line.title) for line in lines] == [
        (case.id, "Panggil terlapor"),
        (waiting.id, "Tunggu PPK"),
    ]
    assert lines[0].due_on == date(2026, 5, 3)
    assert lines[1].waiting_since == date(2026, 5, 1)


def test_open_cases_are_those_that_run_or_go_on_or_have_something_due(office_db: OfficeDatabase) -> None:
    report = samples.make_report()
    decided = samples.make_summary(status="dihukum", next_title="")
    running, due, over, unclosed = (
        samples.make_case(report, 1),
        samples.make_case(report, 2, summary=decided),
        samples.make_case(report, 3, summary=decided),
        samples.make_case(report, 4, summary=replace(decided, next_title="Tutup perkara")),
    )
    with office_db.write() as work:
        work.log_as(ADMIN, "test.add")
        work.reports.add(report)
        for case in (running, due, over, unclosed):
            work.cases.add(case)
        work.deadlines.replace(due.id, [samples.make_deadline(due)])
        work.deadlines.replace(over.id, [samples.make_deadline(over, done_on=date(2026, 5, 5))])
        assert set(work.cases.open_ids()) == {running.id, due.id, unclosed.id}


def test_days_off_are_replaced_by_year(office_db: OfficeDatabase) -> None:
    new_year = Holiday(on=date(2026, 1, 1), name="Tahun Baru", kind="libur nasional", source="SKB")
    other = Holiday(on=date(2027, 1, 1), name="Tahun Baru", kind="libur nasional", source="SKB")
    with office_db.write() as work:
        work.log_as(ADMIN, "test.replace")
        work.holidays.replace_year(2026, [new_year])
        work.holidays.replace_year(2027, [other])
        head = work.audit.head()
        work.holidays.replace_year(2026, [new_year])
        assert work.audit.head() == head
        with pytest.raises(ValueError, match="outside 2026"):
            work.holidays.replace_year(2026, [other])
        work.holidays.replace_year(2026, [])
        assert work.holidays.all() == (other,)
        assert work.audit.head().count == 3


def test_drafts_and_thumbnails_are_outside_the_log(office_db: OfficeDatabase) -> None:
    report = samples.make_report()
    evidence = samples.make_evidence(report)
    with office_db.write() as work:
        work.log_as(ADMIN, "test.add")
        work.reports.add(report)
        work.evidence.add(evidence)
        head = work.audit.head()
        work.evidence.set_thumbnail(evidence.id, b"one")
        work.evidence.set_thumbnail(evidence.id, b"two")
        work.drafts.put("report", "u1", "{}")
        work.drafts.put("report", "u1", '{"a":1}')
        work.drafts.put("report", "u2", "{}")
        assert work.audit.head() == head
    with office_db.write() as work:
        work.log_as(ADMIN, "test.drop")
        assert work.evidence.thumbnails([evidence.id, "other"]) == {evidence.id: b"two"}

        assert work.drafts.get("report", "u1") == '{"a":1}'
        assert work.drafts.of_user("u1") == {"report": '{"a":1}'}
        work.drafts.drop("report", "u1")
        work.drafts.drop("report", "u1")
        assert work.drafts.get("report", "u1") is None
        assert work.drafts.of_user("u2") == {"report": "{}"}


def test_cases_of_a_person_newest_first(office_db: OfficeDatabase) -> None:
    report = samples.make_report()
    cases = [samples.make_case(report, ordinal) for ordinal in (1, 2, 3)]
    nobody = samples.make_case(report, 4, respondent=Person(name="Tanpa NIP"))
    with office_db.write() as work:
        work.log_as(ADMIN, "test.add")
        work.reports.add(report)
        for case in (*cases, nobody):
            work.cases.add(case)
        assert [case.ordinal for case in work.cases.of_nip("198503122010011005")] == [3, 2, 1]
        assert work.cases.of_nip("") == ()
        assert work.cases.last_ordinal(2026) == 4
        day = date(2026, 5, 4)
        assert work.cases.of_figure(FigureQuery(first=day, last=day), "cases", day) == (*cases, nobody)
        assert work.cases.of_figure(FigureQuery(first=date(2026, 5, 5)), "cases", day) == ()


def test_a_step_may_change_its_day(office_db: OfficeDatabase) -> None:
    report = samples.make_report()
    case = samples.make_case(report)
    step: CaseStep = samples.make_step(case, on=None)
    with office_db.write() as work:
        work.log_as(ADMIN, "test.add")
        work.reports.add(report)
        work.cases.add(case)
        work.steps.add(step)
        work.steps.save(replace(step, on=date(2026, 5, 9)))
        assert work.steps.of_case(case.id)[0].on == date(2026, 5, 9)


def test_looks_come_back_with_all_their_bits(office_db: OfficeDatabase) -> None:
    report = samples.make_report()
    items = [samples.make_evidence(report, n) for n in range(1, 6)]
    looks = [0, 1, 1 << 63, (1 << 64) - 1, None]
    with office_db.write() as work:
        work.log_as(ADMIN, "test.add")
        work.reports.add(report)
        for item in items:
            work.evidence.add(item)
        assert [one.id for one in work.evidence.unseen(2)] == [one.id for one in sorted(items, key=lambda x: x.id)][:2]
        for item, look in zip(items, looks, strict=True):
            work.evidence.set_look(item.id, look)
    with office_db.read() as work:
        assert work.evidence.looks_of([*(one.id for one in items), "gone"]) == dict(
            zip((one.id for one in items), looks, strict=True)
        )
        assert work.evidence.looks_near([1], 1) == {items[0].id: 0, items[1].id: 1}
        assert work.evidence.looks_near([1 << 63, 1], 0) == {items[1].id: 1, items[2].id: 1 << 63}
        assert work.evidence.looks_near([(1 << 64) - 2], 8) == {items[3].id: (1 << 64) - 1}
        assert work.evidence.looks_near([], 64) == {}
        assert work.evidence.unseen(9) == ()
