"""Two employees become one wherever they are named, also where it is hidden from who merges, and two again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from fakes import FakePictures
from office_desk import CLERK, OfficeAtWork
from samples import make_employee, make_signatory, nip_of
from watch_sheets import FOUND, UNITS, Watch, filled, handed, start

from cases.errors import InvalidInput, NotFound, Stopped
from cases.model.name_list import Hit, ListRow, Matched
from cases.model.name_review import Decision, NameList
from cases.model.old_case import OldCaseForm, OldOutcome
from cases.model.person import Examiner, TeamDuty
from cases.model.report import Source
from cases.model.user import Actor, Role
from cases.rules.nip import show_nip
from cases.rules.same_person import look_of
from cases.services import (
    accounts,
    case_files,
    employees,
    evidence,
    list_people,
    merging,
    name_lists,
    name_reports,
    name_review,
    old_cases,
    restrictions,
    suspects,
    undoing,
    watch_forms,
    watch_reading,
)
from cases.services.accounts import AccountForm
from cases.services.merged_people import reports_under
from cases.services.name_lists import ListForm

OTHER = Actor(name="lain", role=Role.CLERK)
"""Who merges, and does not see what is restricted to the clerk."""
KEPT, GONE = make_employee(id="e-1", nip=nip_of(41), name="Sri Wahyuni"), make_employee(id="e-2", nip=nip_of(42))
WHY = "Tercatat dua kali."
_STORES = (
    *("employees", "cases", "old_cases", "reports", "accounts", "findings", "forms", "filled", "units"),
    *("signatories", "name_hits", "two_people"),
)


def all_records(office: OfficeAtWork) -> dict[str, Any]:
    """Every record that may name an employee, by store."""
    with office.database.read() as work:
        stores = {name: getattr(work, name) for name in _STORES}
        return {
            name: sorted(repr(row) for table in store._tables() for row in store.connection.execute(table.select()))
            for name, store in stores.items()
        }


def listed(office: OfficeAtWork, rows: Iterable[int], data: bytes = b"daftar") -> NameList:
    """A list whose rows have an NIK each."""
    form = ListForm(title=f"Daftar {data.decode()}", source=Source.BAWASLU, file_name="daftar.xlsx")
    known = (ListRow(number=row, name="Sri Wahyuni", nik=f"34030152038500{row:02d}") for row in rows)
    return office.do(name_lists.add_list, form, data, tuple(known))


def match(office: OfficeAtWork, to: NameList, *pairs: tuple[int, str]) -> None:
    given = office.ask(name_lists.to_match, to.id)
    hits = tuple(Hit(row=row, employee_id=who, score=90, reasons=("nama",)) for row, who in pairs)
    office.do(name_lists.keep_hits, given, Matched(hits=hits, cut=()))


def decide(office: OfficeAtWork, to: NameList, row: int, who: str, decision: Decision) -> str:
    with office.database.read() as work:
        hit = next(one for one in work.name_hits.of_row(to.id, row) if one.employee_id == who)
    return office.do(name_review.decide, hit.id, decision).id


def report_of(office: OfficeAtWork, hit_id: str, **parts: Any) -> Any:
    card = evidence.stage(office.vault, FakePictures(), f"%PDF {hit_id}".encode(), "kartu.pdf")
    return office.do(name_reports.report_hit, hit_id, card, **parts)


def watched(office: OfficeAtWork) -> Watch:
    """A round in which the one who goes has an account too."""
    watch = start(office)
    office.do(accounts.add_account, "p-701", AccountForm(platform="Instagram", handle="lain"))
    return watch.again()


@pytest.mark.parametrize("right", [0, 1])
def test_every_place_follows_and_goes_back(office: OfficeAtWork, right: int) -> None:
    watch = watched(office)
    kept, gone, nips = "p-700", "p-701", (nip_of(700), nip_of(701))
    nip, wrong = nips[right], nips[1 - right]
    office.do(watch_reading.take_forms, [handed(filled(watch.form(), {0: FOUND, 1: FOUND}))])
    office.do(accounts.add_account, gone, AccountForm(platform="Instagram", handle="akun.0"))
    for place, ordinal in enumerate((700, 701)):
        who = office.accused(ordinal, nip=nip_of(ordinal), employee_id=f"p-{ordinal}")
        office.case(report=office.report(who, narrative=f"Hal {place}."))
        old = OldCaseForm(respondent=who, outcome=OldOutcome.SANCTIONED, number=f"800/{place}/2018")
        office.do(old_cases.record_old_case, old)
        with office.database.write() as work:
            work.log_as(OTHER, "tests.add")
            work.signatories.add(make_signatory(person=who))
    beside = office.accused(701, nip=nip_of(701), employee_id="p-701")
    staff = (Examiner(person=office.person(1), duty=TeamDuty.CHAIR), Examiner(person=beside))
    office.case(report=office.report(office.accused(5)), superior=beside, examiners=staff, official=beside)
    sheet = listed(office, range(1, 5))
    match(office, sheet, (1, kept), (1, gone), (2, gone), (3, gone), (3, kept), (4, kept))
    decide(office, sheet, 2, gone, Decision.UNSURE)
    report_of(office, decide(office, sheet, 3, gone, Decision.SAME))
    before = all_records(office)
    entry = office.do(merging.merge_employees, gone, kept, nip, WHY)
    after = all_records(office)
    for name in ("cases", "old_cases", "reports", "signatories", "units"):
        assert wrong not in "".join(after[name]), name
    for name in ("findings", "forms", "filled", "reports", "cases", "old_cases", "signatories"):
        assert f"'{gone}'" not in "".join(after[name]), name
    assert [one.account.handle for one in office.ask(accounts.accounts_of, kept)] == ["akun.0", "lain"]
    rows = [office.ask(name_review.row_review, sheet.id, row).candidates for row in range(1, 5)]
    assert [[one.hit.decision for one in row] for row in rows] == [
        [Decision.OPEN], [Decision.UNSURE], [Decision.SAME], [Decision.OPEN],
    ]  # fmt: skip
    assert {one.hit.employee_id for row in rows for one in row} == {kept}
    assert [line.hits for line in office.ask(name_review.queue, sheet.id)] == [1] * 4
    assert len(office.ask(name_review.result_of, sheet.id).lines) == 4
    office.do(merging.take_apart, entry.id)
    assert all_records(office) == before
    with office.database.read() as work:
        assert work.audit.verify().problems == ()


def test_a_form_that_was_printed_before_is_read_after(office: OfficeAtWork) -> None:
    watch = watched(office)
    paper = handed(filled(watch.form(), {1: FOUND}))
    office.do(merging.merge_employees, "p-700", "p-701", nip_of(700), WHY)
    office.do(watch_reading.take_forms, [paper])
    with office.database.read() as work:
        assert [one.employee_id for one in work.findings.of_round(watch.round.id)] == ["p-700"]
    (form, _) = sorted(office.do(watch_forms.prepare_forms, watch.round.id), key=lambda one: one.unit != UNITS[0])
    assert [(line.ordinal, line.nip) for line in form.lines] == [(1, nip_of(700)), (4, nip_of(700)), (3, nip_of(702))]


def test_who_was_reported_under_the_other_number_is_told(office: OfficeAtWork) -> None:
    office.add_employees(KEPT, GONE)
    first, second = listed(office, (1,)), listed(office, (2,), b"lain")
    match(office, first, (1, GONE.id))
    match(office, second, (2, KEPT.id))
    made = report_of(office, decide(office, first, 1, GONE.id, Decision.SAME))
    again = decide(office, second, 2, KEPT.id, Decision.SAME)
    entry = office.do(merging.merge_employees, KEPT.id, GONE.id, KEPT.nip, WHY)
    with pytest.raises(InvalidInput, match=made.number):
        report_of(office, again)
    office.do(merging.take_apart, entry.id)
    with office.database.read() as work:
        assert list_people.other_reports(work, work.name_hits.get(again)) == ()


def test_a_list_that_was_matched_again_does_not_hold_a_merge(office: OfficeAtWork) -> None:
    office.add_employees(KEPT, GONE)
    sheet = listed(office, (1, 2))
    match(office, sheet, (1, GONE.id), (2, GONE.id))
    decide(office, sheet, 2, GONE.id, Decision.OTHER)
    entry = office.do(merging.merge_employees, KEPT.id, GONE.id, KEPT.nip, WHY)
    match(office, sheet, (1, KEPT.id), (2, KEPT.id))
    assert [line.hits for line in office.ask(name_review.queue, sheet.id)] == [1, 1]
    as_one = all_records(office)

    def stop(_done: float) -> None:
        raise Stopped("Dibatalkan.")

    with pytest.raises(Stopped):
        office.do(merging.take_apart, entry.id, stop)
    assert all_records(office) == as_one
    office.do(merging.take_apart, entry.id)
    with office.database.read() as work:
        assert {(hit.row, hit.employee_id) for hit in work.name_hits.of_list(sheet.id)} == {(1, KEPT.id), (2, GONE.id)}


@pytest.mark.parametrize("right", [KEPT, GONE])
def test_that_two_are_two_follows_while_it_holds(office: OfficeAtWork, right: Any) -> None:
    thirds = [make_employee(id=f"e-{place}", nip=nip_of(40 + place)) for place in range(3, 8)]
    of_kept, of_gone, of_both, stale, changed = thirds
    office.add_employees(KEPT, GONE, *thirds)
    office.do(suspects.set_apart, KEPT.id, GONE.id)
    for who, third in ((KEPT, of_kept), (GONE, of_gone), (KEPT, of_both), (GONE, of_both), (GONE, stale)):
        office.do(suspects.set_apart, who.id, third.id)
    office.do(suspects.set_apart, KEPT.id, changed.id)
    with office.database.write() as work:
        work.log_as(OTHER, "tests.change")
        work.employees.save(replace(stale, name="Orang Lain"))
        work.employees.save(replace(changed, name="Orang Lain"))
    office.do(suspects.set_apart, GONE.id, changed.id)  # of the other one it was said before he changed
    before = all_records(office)
    entry = office.do(merging.merge_employees, KEPT.id, GONE.id, right.nip, WHY)
    kept = office.ask(employees.employee, KEPT.id)
    apart = {two.seen: two for two in office.ask(suspects.two_people)}
    for third in (of_kept, of_gone, of_both, replace(changed, name="Orang Lain")):
        note = apart[look_of(kept, third)]
        assert KEPT.id in (note.one_id, note.other_id)
        assert show_nip(right.nip) in note.one + note.other
    assert look_of(kept, replace(stale, name="Orang Lain")) not in apart
    office.do(merging.take_apart, entry.id)
    assert all_records(office) == before


def test_every_report_follows_however_many_there_are(office: OfficeAtWork) -> None:
    office.add_employees(KEPT, GONE)
    who = office.accused(42, nip=GONE.nip, employee_id=GONE.id)
    many = 205
    first = office.report(who)
    with office.database.write() as work:
        work.log_as(OTHER, "tests.add")
        for place in range(1, many):
            number = f"{first.number}.{place}"
            work.reports.add(replace(first, id=f"r-{place:03}", ordinal=first.ordinal + place, number=number))
    office.do(merging.merge_employees, KEPT.id, GONE.id, KEPT.nip, WHY)
    with office.database.read() as work:
        assert len(reports_under(work, KEPT.nip)) == many
        assert reports_under(work, GONE.nip) == ()


# -- what is hidden from who merges


def hidden_case(office: OfficeAtWork, *others: Any) -> Any:
    """A case against the one who goes, which the clerk alone sees."""
    who = office.accused(1, nip=GONE.nip, name=GONE.name, employee_id=GONE.id)
    file = office.case(report=office.report(who, *others))
    office.do(restrictions.restrict, file.case.id, ("u-1",), "Menyangkut pimpinan.")
    return file


@pytest.mark.parametrize("undone", [True, False])
def test_a_hidden_case_follows_and_nothing_is_told_of_it(office: OfficeAtWork, *, undone: bool) -> None:
    office.add_employees(KEPT, GONE)
    file = hidden_case(office)
    sheet = listed(office, (1,))
    match(office, sheet, (1, GONE.id))
    before = all_records(office)
    seen = office.do_as(OTHER, merging.preview_employees, KEPT.id, GONE.id, KEPT.nip)
    assert (len(seen.moves), seen.refusal) == (1, "")
    with office.database.write() as work:
        entry = merging.merge_employees(work, OTHER, KEPT.id, GONE.id, KEPT.nip, WHY)
        changes = work.changes()
    moved = office.ask(case_files.case_file, file.case.id)
    assert (moved.case.respondent.nip, moved.case.respondent.employee_id) == (KEPT.nip, KEPT.id)
    assert [one.person.nip for one in moved.report.respondents] == [KEPT.nip]
    assert office.do_as(OTHER, restrictions.hidden_cases) == 1
    with office.database.read() as work:
        work.log_as(OTHER, "tests.read")
        told = repr((work.audit.rows(changes.first, changes.last), work.trash.all(), work.cases.of_nip(KEPT.nip)))
    assert file.case.id not in told
    assert file.report.id not in told
    if undone:
        office.do_as(OTHER, undoing.undo, changes.first, changes.last)
    else:
        office.do_as(OTHER, merging.take_apart, entry.id)
    assert all_records(office) == before


def test_both_in_a_hidden_report_are_not_merged_and_it_is_not_named(office: OfficeAtWork) -> None:
    office.add_employees(KEPT, GONE)
    file = hidden_case(office, office.accused(2, nip=KEPT.nip))
    told = office.do_as(OTHER, merging.preview_employees, KEPT.id, GONE.id, KEPT.nip).refusal
    assert told
    assert file.report.number not in told
    assert "laporan" not in told
    with pytest.raises(InvalidInput, match="tidak digabung"):
        office.do_as(OTHER, merging.merge_employees, KEPT.id, GONE.id, KEPT.nip, WHY)
    assert file.report.number in office.ask(merging.preview_employees, KEPT.id, GONE.id, KEPT.nip).refusal


# -- what was decided before


def test_many_earlier_decisions_are_followed_each_with_its_row(office: OfficeAtWork) -> None:
    office.add_employees(KEPT, GONE)
    rows = range(1, 7)
    first, later = listed(office, rows), listed(office, rows, b"lain")
    match(office, first, *((row, KEPT.id) for row in rows), (1, GONE.id))
    match(office, later, *((row, KEPT.id) for row in rows), (1, GONE.id))
    for row in rows[:5]:
        decide(office, first, row, KEPT.id, Decision.SAME if row == 1 else Decision.OTHER)
    decide(office, later, 2, KEPT.id, Decision.UNSURE)  # the last word about him
    heard: list[float] = []
    changes = office.changes_of(name_review.follow_earlier, later.id, heard.append)
    assert heard
    assert changes.last - changes.first + 1 == 4
    with office.database.read() as work:
        told = {hit.row: (hit.decision, hit.decided_by) for hit in work.name_hits.of_list(later.id) if hit.decision}
        assert work.audit.verify().problems == ()
        logged = work.audit.rows(changes.first, changes.last)
    assert told == {
        1: (Decision.SAME, CLERK.full_name),
        2: (Decision.UNSURE, CLERK.full_name),
        **dict.fromkeys((3, 4, 5), (Decision.OTHER, CLERK.full_name)),
    }
    assert {row.operation for row in logged} == {"name_review.follow_earlier"}
    assert all(set(row.fields) == {"decision", "decided_at", "decided_by"} for row in logged)


def test_what_is_stopped_while_it_follows_leaves_nothing(office: OfficeAtWork) -> None:
    office.add_employees(KEPT)
    first, later = listed(office, (1,)), listed(office, (1,), b"lain")
    for each in (first, later):
        match(office, each, (1, KEPT.id))
    decide(office, first, 1, KEPT.id, Decision.OTHER)

    def stop(_done: float) -> None:
        raise InvalidInput("Dibatalkan.")

    with pytest.raises(InvalidInput, match="Dibatalkan"):
        office.do(name_review.follow_earlier, later.id, stop)
    assert office.ask(name_lists.name_list, later.id).counts.open == 1


def test_a_hit_that_is_gone_is_a_sentence_as_with_every_other_record(office: OfficeAtWork) -> None:
    office.add_employees(KEPT)
    sheet = listed(office, (1,))
    match(office, sheet, (1, KEPT.id))
    with office.database.write() as work:
        work.log_as(OTHER, "tests.save")
        (hit,) = work.name_hits.of_list(sheet.id)
        with pytest.raises(NotFound, match="dicocokkan ulang"):
            work.name_hits.save_all([replace(hit, id="h-gone", score=1)])
