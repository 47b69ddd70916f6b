"""What was changed is undone and done again by the log's own values; what may not be says the right way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from office_desk import ADMIN, CLERK, OfficeAtWork
from samples import make_employee, nip_of
from watch_samples import put_round

from cases.errors import InvalidInput, NotAllowed
from cases.model.case import Case
from cases.model.deadline import Holiday
from cases.model.office import WorkWeek
from cases.model.user import Actor, Role
from cases.services import (
    accounts,
    calendar,
    case_files,
    discarding,
    elections,
    evidence,
    evidence_facts,
    merging,
    regulation_drafts,
    reports,
    undoing,
    watch_rounds,
    wording_drafts,
)
from cases.services import office as office_services
from cases.services.accounts import AccountForm
from cases.services.users import add_user

REASON = "Peristiwa yang sama."


class Hand:
    """Acts as one user and remembers the rows of each act, as the window does."""

    def __init__(self, office: OfficeAtWork, actor: Actor = ADMIN) -> None:
        self.office, self.actor = office, actor
        self.rows = (0, 0)

    def do(self, service, *args, **kwargs):
        with self.office.database.write() as work:
            result = service(work, self.actor, *args, **kwargs)
            changes = work.changes()
        self.rows = (changes.first, changes.last)
        return result

    def undo(self) -> None:
        self.do(undoing.undo, *self.rows)

    def redo(self) -> None:
        self.do(undoing.redo, *self.rows)

    @property
    def edit(self) -> undoing.Edit | None:
        with self.office.database.read() as work:
            return undoing.edit(work, self.actor, *self.rows)


@pytest.fixture
def hand(office: OfficeAtWork) -> Hand:
    return Hand(office)


def form_of(report, **parts) -> reports.ReportForm:
    names = set(reports.ReportForm.__dataclass_fields__) - {"respondents"}
    return reports.ReportForm(**{name: getattr(report, name) for name in names} | parts)


def test_a_report_is_changed_undone_and_changed_again(office: OfficeAtWork, hand: Hand) -> None:
    before = office.report()
    changed = hand.do(reports.change_report, before.id, form_of(before, event_on=None, url="https://contoh.id/a"))
    edit = hand.edit
    assert edit is not None
    assert (edit.operation, edit.fields, edit.why_not) == ("reports.change_report", ("event_on", "url"), "")
    assert before.number in edit.title
    hand.undo()
    assert office.ask(reports.report, before.id) == before
    hand.redo()
    assert office.ask(reports.report, before.id) == changed
    hand.undo()
    assert office.ask(reports.report, before.id) == before
    with office.database.read() as work:
        assert work.audit.verify().problems == ()
        assert next(iter(work.audit.of_record([before.id]))).operation == "undoing.undo"


def test_what_somebody_changed_since_is_not_undone(office: OfficeAtWork, hand: Hand) -> None:
    report = office.report()
    hand.do(reports.change_report, report.id, form_of(report, event_place="Aula"))
    office.do(reports.change_report, report.id, form_of(report, event_place="Lapangan"))
    with pytest.raises(InvalidInput, match="sudah diubah lagi"):
        hand.undo()
    assert office.ask(reports.report, report.id).event_place == "Lapangan"


def test_another_field_that_somebody_changed_stays(office: OfficeAtWork, hand: Hand) -> None:
    report = office.report()
    changed = hand.do(reports.change_report, report.id, form_of(report, event_place="Aula"))
    office.do(reports.change_report, report.id, form_of(changed, account="@rekaan"))
    hand.undo()
    now = office.ask(reports.report, report.id)
    assert (now.event_place, now.account) == (report.event_place, "@rekaan")


def test_only_ones_own_changes(office: OfficeAtWork, hand: Hand) -> None:
    report = office.report()
    hand.do(reports.change_report, report.id, form_of(report, event_place="Aula"))
    with pytest.raises(InvalidInput, match="bukan perubahan Anda"):
        office.do(undoing.undo, *hand.rows)


def test_rows_of_several_acts_ask_for_the_right_of_each(office: OfficeAtWork) -> None:
    boss, clerk = Hand(office), Hand(office, replace(CLERK, name=ADMIN.name))
    before = office.report()
    boss.do(reports.change_report, before.id, form_of(before, url="https://contoh.id/a"))
    first = boss.rows[0]
    boss.do(office_services.change_office, replace(office.ask(office_services.current_office), work_week=WorkWeek.SIX))
    with pytest.raises(NotAllowed):
        clerk.do(undoing.undo, first, boss.rows[1])
    boss.do(add_user, "baru", "Baru", Role.CLERK, "kata sandi panjang")
    with pytest.raises(InvalidInput, match="Akun tidak diurungkan"):
        boss.do(undoing.undo, first, boss.rows[1])
    assert office.ask(reports.report, before.id).url == "https://contoh.id/a"


def test_doing_again_asks_for_the_right_of_what_was_undone(office: OfficeAtWork) -> None:
    before = office.ask(calendar.holidays)
    day = Holiday(on=date(2026, 6, 9), name="Hari rekaan", kind=before[0].kind, source="Uji")
    boss, clerk = Hand(office), Hand(office, replace(CLERK, name=ADMIN.name))
    boss.do(calendar.replace_holidays, 2026, (*(one for one in before if one.on.year == 2026), day))
    boss.undo()
    with pytest.raises(NotAllowed, match="peraturan"):
        clerk.do(undoing.redo, *boss.rows)
    assert office.ask(calendar.holidays) == before


def test_an_accused_is_added_and_taken_away_again(office: OfficeAtWork, hand: Hand) -> None:
    report = office.report()
    added = hand.do(reports.add_respondent, report.id, office.accused(2))
    hand.undo()
    assert office.ask(reports.report, report.id) == report
    hand.redo()
    assert office.ask(reports.report, report.id) == added


def test_the_officials_of_a_case(office: OfficeAtWork, hand: Hand) -> None:
    before = office.case().case
    parts = {"superior": office.person(7), "examiners": (), "official": None, "official_post": ""}
    hand.do(case_files.name_officials, before.id, **parts)
    hand.undo()

    def now() -> Case:
        return office.ask(case_files.case_file, before.id).case

    assert now() == before
    hand.redo()
    assert now().superior == office.person(7)


def test_what_was_said_of_an_item(office: OfficeAtWork, hand: Hand) -> None:
    report = office.report()
    item = office.do(evidence.add_evidence, report.id, b"%PDF isi", evidence.EvidenceForm(file_name="a.pdf"))
    form = evidence.EvidenceForm(file_name="a.pdf", title="Tangkapan", account="@rekaan")
    hand.do(evidence_facts.change_facts, item.id, form, "Salah akun.")
    hand.undo()
    assert office.ask(evidence.evidence_of_report, report.id) == (item,)


def test_the_offices_week_moves_the_due_dates_back(office: OfficeAtWork, hand: Hand) -> None:
    file = office.case()
    before = office.ask(office_services.current_office)
    hand.do(office_services.change_office, replace(before, work_week=WorkWeek.SIX))
    hand.undo()
    assert office.ask(office_services.current_office) == before
    assert office.ask(case_files.case_file, file.case.id).deadlines == file.deadlines


def test_days_off(office: OfficeAtWork, hand: Hand) -> None:
    before = office.ask(calendar.holidays)
    day = Holiday(on=date(2026, 6, 9), name="Hari rekaan", kind=before[0].kind, source="Uji")
    hand.do(calendar.replace_holidays, 2026, (*(one for one in before if one.on.year == 2026), day))
    assert office.ask(calendar.holidays) != before
    hand.undo()
    assert office.ask(calendar.holidays) == before
    hand.redo()
    assert day in office.ask(calendar.holidays)


def test_what_was_added_goes_into_sampah_and_comes_back(office: OfficeAtWork, hand: Hand) -> None:
    first = office.ask(elections.all_elections)[0]
    made = hand.do(elections.save_election, replace(first, id="", name="Pemilihan rekaan")).election
    hand.undo()
    assert made not in office.ask(elections.all_elections)
    hand.redo()
    assert made in office.ask(elections.all_elections)


def test_discarding_is_undone_and_done_again(office: OfficeAtWork, hand: Hand) -> None:
    report = office.report()
    hand.do(discarding.discard, "report", report.id, REASON)
    hand.undo()
    assert office.ask(reports.report, report.id) == report
    hand.redo()
    (line,) = office.ask(discarding.trash)
    assert line.reason == REASON
    hand.undo()
    assert office.ask(reports.report, report.id) == report


def test_what_the_watch_keeps_is_discarded_undone_and_done_again(office: OfficeAtWork, hand: Hand) -> None:
    watch = office.do(put_round)
    office.add_employees(make_employee(id="p-1", nip=nip_of(1)))
    account = office.do(accounts.add_account, "p-1", AccountForm(platform="Instagram", handle="rekaan")).account
    for noun, record_id, there in (
        ("round", watch.id, lambda: [one.round.id for one in office.ask(watch_rounds.rounds)]),
        ("account", account.id, lambda: [one.account.id for one in office.ask(accounts.accounts_of, "p-1")]),
    ):
        hand.do(discarding.discard, noun, record_id, REASON)
        assert there() == []
        hand.undo()
        assert there() == [record_id]
        hand.redo()
        assert there() == []
        assert office.ask(discarding.trash)[0].reason == REASON


def test_discarding_an_accused_too(office: OfficeAtWork, hand: Hand) -> None:
    report = office.report()
    hand.do(discarding.discard_respondent, report.id, report.respondents[0].id, REASON)
    hand.undo()
    assert office.ask(reports.report, report.id) == report
    hand.redo()
    assert office.ask(discarding.trash)[0].reason == REASON
    assert office.ask(reports.report, report.id).respondents == ()


def test_what_came_back_from_sampah_meanwhile_is_told(office: OfficeAtWork, hand: Hand) -> None:
    report = office.report()
    entry = hand.do(discarding.discard, "report", report.id, REASON)
    office.do(discarding.restore, entry.id)
    with pytest.raises(InvalidInput, match="sudah dipulihkan"):
        hand.undo()


@pytest.mark.parametrize(
    ("way", "what"), [("buang dengan alasan di halaman laporan", "report"), ("hentikan perkaranya", "case")]
)
def test_what_may_not_be_undone_says_the_way(office: OfficeAtWork, way: str, what: str) -> None:
    hand = Hand(office, CLERK)
    report = office.report()
    first = 0
    with office.database.read() as work:
        first = work.audit.head().count
    if what == "case":
        office.case(report=report)
    else:
        office.report(office.accused(5))
    with office.database.read() as work:
        hand.rows = (first + 1, work.audit.head().count)
    edit = hand.edit
    assert edit is not None
    assert way in edit.why_not
    with pytest.raises(InvalidInput, match=way):
        hand.undo()


# -- merging


def test_two_reports_become_one_and_two_again(office: OfficeAtWork, hand: Hand) -> None:
    kept = office.report(office.accused(1))
    gone = office.report(office.accused(1), office.accused(2), narrative="Hal yang sama, dari surat lain.")
    form = evidence.EvidenceForm(file_name="a.pdf")
    items = [office.do(evidence.add_evidence, each.id, b"%PDF " + each.id.encode(), form) for each in (kept, gone)]
    file = office.case(report=gone, index=1)
    gone = office.ask(reports.report, gone.id)
    seen = office.ask(merging.preview_reports, gone.id, kept.id)
    assert (seen.kept_id, seen.gone_id, seen.refusal) == (kept.id, gone.id, "")
    assert len(seen.moves) == 3
    entry = hand.do(merging.merge_reports, gone.id, kept.id, REASON)
    one = office.ask(reports.report, kept.id)
    assert [each.person.name for each in one.respondents] == ["Terlapor Rekaan 1", "Terlapor Rekaan 2"]
    assert [each.ordinal for each in office.ask(evidence.evidence_of_report, kept.id)] == [1, 2]
    case = office.ask(case_files.case_file, file.case.id).case
    assert (case.report_id, case.report_number) == (kept.id, kept.number)
    assert [each.id for each in office.ask(merging.merged_into, kept.id)] == [entry.id]
    assert office.ask(discarding.trash)[0].merged
    with pytest.raises(InvalidInput, match="digabung, bukan dibuang"):
        office.do(discarding.restore, entry.id)
    hand.undo()
    assert office.ask(reports.report, kept.id) == kept
    assert office.ask(reports.report, gone.id) == gone
    assert office.ask(evidence.evidence_of_report, gone.id) == (items[1],)
    assert office.ask(case_files.case_file, file.case.id).case == file.case
    hand.redo()
    assert len(office.ask(reports.report, kept.id).respondents) == 2
    assert office.ask(discarding.trash)[0].reason == REASON
    again = office.ask(merging.merged_into, kept.id)[0]
    office.do(merging.take_apart, again.id)
    assert office.ask(reports.report, gone.id) == gone
    with office.database.read() as work:
        assert work.audit.verify().problems == ()


def test_a_merge_stays_once_something_was_built_on_it(office: OfficeAtWork) -> None:
    kept, gone = office.report(office.accused(1)), office.report(office.accused(2))
    entry = office.do(merging.merge_reports, kept.id, gone.id, REASON)
    office.do(reports.add_respondent, kept.id, office.accused(3))
    with pytest.raises(InvalidInput, match="tidak dapat dibatalkan"):
        office.do(merging.take_apart, entry.id)
    assert len(office.ask(reports.report, kept.id).respondents) == 3


def test_one_act_is_not_merged_into_two_cases_of_one_person(office: OfficeAtWork) -> None:
    kept, gone = office.report(), office.report()
    office.case(report=kept)
    with office.database.write() as work:
        work.log_as(ADMIN, "tests.add")
        told = office_report_with_case(work.reports.get(gone.id))
        work.reports.save(told)
    with pytest.raises(InvalidInput, match="satu perbuatan diproses sekali"):
        office.do(merging.merge_reports, kept.id, gone.id, REASON)


def office_report_with_case(report):
    (one,) = report.respondents
    return replace(report, respondents=(replace(one, case_id="c-lain"),))


def test_the_number_of_what_was_merged_stays_taken(office: OfficeAtWork) -> None:
    kept, gone = office.report(office.accused(1)), office.report(office.accused(2))
    office.do(merging.merge_reports, kept.id, gone.id, REASON)
    assert office.report(office.accused(3)).number not in {kept.number, gone.number}


@pytest.mark.parametrize("right", [0, 1])
def test_two_employees_become_one_with_the_right_nip(office: OfficeAtWork, hand: Hand, right: int) -> None:
    file = office.case()
    wrong_one = make_employee(id="e-1", nip=file.case.respondent.nip, name=file.case.respondent.name)
    other = make_employee(id="e-2", nip=nip_of(77), name=wrong_one.name)
    office.add_employees(wrong_one, other)
    nip = (wrong_one.nip, other.nip)[right]
    assert office.ask(merging.preview_employees, "e-2", "e-1", nip).kept_id == "e-1"
    hand.do(merging.merge_employees, "e-2", "e-1", nip, REASON)
    case = office.ask(case_files.case_file, file.case.id).case
    assert case.respondent.nip == nip
    with office.database.read() as work:
        assert [one.id for one in work.cases.of_nip(nip)] == [case.id]
        assert work.employees.get("e-1").nip == nip
        assert work.employees.find("e-2") is None
    hand.undo()
    assert office.ask(case_files.case_file, file.case.id).case == file.case
    with office.database.read() as work:
        assert (work.employees.get("e-1"), work.employees.get("e-2")) == (wrong_one, other)
    hand.redo()
    assert office.ask(case_files.case_file, file.case.id).case.respondent.nip == nip


def test_what_was_typed_into_a_wording_is_undone_until_the_wording_is_used(office: OfficeAtWork, hand: Hand) -> None:
    draft = hand.do(wording_drafts.start_draft, "team-order@1")
    hand.do(wording_drafts.save_text, draft.id, draft.text.replace("KESATU", "Kesatu"))
    assert hand.edit is not None
    assert hand.edit.why_not == ""
    hand.undo()
    with office.database.read() as work:
        assert work.templates.get(draft.id).text == draft.text
    hand.redo()
    typed = hand.rows
    hand.do(wording_drafts.try_out, draft.id)
    hand.do(wording_drafts.use, draft.id)
    hand.rows = typed
    with pytest.raises(InvalidInput, match="sudah dipakai"):
        hand.undo()


def test_what_was_changed_in_a_draft_of_a_regulation_is_undone(office: OfficeAtWork, hand: Hand) -> None:
    draft = hand.do(regulation_drafts.copy_pack, "pp-94-2021@1")
    hand.do(regulation_drafts.save_head, draft.id, {"title": "Peraturan rekaan"})
    hand.undo()
    with office.database.read() as work:
        assert work.packs.get(draft.id).text == draft.text
    hand.do(regulation_drafts.remove_entry, draft.id, "sanction", 0)
    hand.undo()
    with office.database.read() as work:
        assert work.packs.get(draft.id).text == draft.text
