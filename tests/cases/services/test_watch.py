"""The watch from round to report: forms made, filled, read in any order, and what becomes of findings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from office_desk import ADMIN, CLERK, OfficeAtWork
from samples import make_case
from watch_sheets import CLEAN, FOUND, NONE, UNITS, Watch, changed, filled, handed, round_form, start

from cases.errors import InvalidInput, NotAllowed
from cases.model.account import AccountKnown, AccountState
from cases.model.evidence import Capture
from cases.model.report import Source
from cases.model.watch import CopyState, FormRead, RoundState
from cases.services import (
    accounts,
    discarding,
    evidence,
    reports,
    watch_board,
    watch_copies,
    watch_doubts,
    watch_findings,
    watch_forms,
    watch_reading,
    watch_rounds,
)
from cases.services.watch_copies import Fate
from cases.services.watch_findings import FindingReport
from cases.services.watch_reading import KEEP
from cases.watch_codes import form_code


@pytest.fixture
def watch(office: OfficeAtWork) -> Watch:
    return start(office)


def new_account(sheet: object) -> None:
    values = ("", "Facebook", "", "https://facebook.com/rekaan.lama", "Ada temuan", "https://facebook.com/1/posts/2")
    for column, value in enumerate(values, start=1):
        sheet.cell(6, column).value = value or None  # type: ignore[attr-defined] # a sheet
    sheet["A6"] = "Pegawai Rekaan 701"  # type: ignore[index] # a sheet


def picks(read: FormRead, pick: str) -> dict[tuple[str, int], str]:
    """One copy for every line on which it differs."""
    return {(read.form_id, one.ordinal): pick for one in read.differs}


def test_a_round_runs_from_its_forms_to_its_close(watch: Watch) -> None:
    office = watch.office
    view = office.ask(watch_rounds.round_view, watch.round.id)
    assert [one.missing for one in office.ask(watch_board.rounds_due)] == [len(view.units)]
    assert view.round.state is RoundState.RUNNING
    assert [line.state for line in view.units] == ["belum menjawab"] * 2
    files = [handed(filled(sheet), f"{sheet.unit}.xlsx") for sheet in reversed(watch.sheets)]
    office.do(watch_reading.take_forms, files)
    lines = office.ask(watch_rounds.round_view, watch.round.id).units
    listed = office.ask(watch_rounds.rounds)[0]
    assert (listed.forms, listed.answered, listed.found) == (len(lines), len(lines), sum(one.found for one in lines))
    assert office.ask(watch_board.rounds_due) == ()
    assert [(line.state, line.answered, line.lines, line.filled_by) for line in lines] == [
        ("menjawab", 3, 3, "Kepala Rekaan")
    ] * 2
    office.do(watch_rounds.set_state, watch.round.id, RoundState.CLOSED)
    with pytest.raises(InvalidInput, match="sudah ditutup"):
        office.do(watch_forms.prepare_forms, watch.round.id)


def test_a_round_whose_answers_are_late_says_so(watch: Watch) -> None:
    assert not watch.office.ask(watch_rounds.rounds)[0].overdue
    watch.office.clock.set_today(watch.round.due_on + timedelta(1))
    assert watch.office.ask(watch_rounds.rounds)[0].overdue


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"title": " "}, "title"),
        ({"last_on": date(2026, 4, 1)}, "last_on"),
        ({"due_on": date(2026, 4, 1)}, "due_on"),
        ({"units": ()}, "units"),
        ({"units": ("Dinas Antah Berantah",)}, "units"),
        ({"looks": ("  ",)}, "looks"),
    ],
)
def test_a_round_that_cannot_be_says_which_field(office: OfficeAtWork, parts, field) -> None:
    with pytest.raises(InvalidInput) as refused:
        office.do(watch_rounds.start_round, round_form(**({"units": ("x",)} | parts)))
    assert refused.value.field == field


def test_a_form_keeps_its_edition_until_it_prints_something_else(watch: Watch) -> None:
    assert [sheet.code for sheet in watch.again().sheets] == [sheet.code for sheet in watch.sheets]
    account = watch.office.ask(accounts.accounts_of, "p-700")[0].account
    watch.office.do(discarding.discard, "account", account.id, "Salah orang.")
    later = watch.again()
    assert later.form().code.split("-")[3] == "2"
    assert later.form(UNITS[1]).code == watch.form(UNITS[1]).code
    # a line is gone and another came, under a number that none had before
    assert {line.ordinal for line in later.form().lines} == {2, 3, 4}


def test_an_older_copy_is_understood_and_said(watch: Watch) -> None:
    old = handed(filled(watch.form()))
    account = watch.office.ask(accounts.accounts_of, "p-700")[0].account
    watch.office.do(discarding.discard, "account", account.id, "Salah orang.")
    watch.again()
    read = watch.office.ask(watch_reading.check_forms, [old])[0]
    assert not read.problems
    assert any("salinan lama" in remark.said for remark in read.remarks)


def test_findings_of_a_person_become_one_report_with_the_form_as_evidence(watch: Watch) -> None:
    office = watch.office
    data = changed(
        filled(watch.form(), {0: FOUND, 1: {"owned": "Ada, ditulis di Akun baru"}}), new_account, "Akun baru"
    )
    kept = office.do(watch_reading.take_forms, [handed(data)])[0]
    added = office.ask(accounts.accounts_of, "p-701")[0].account
    assert (added.handle, added.known, added.state) == ("rekaan.lama", AccountKnown.FORM, AccountState.UNCONFIRMED)
    groups = office.ask(watch_findings.open_findings, watch.round.id)
    assert [(group.name, len(group.findings), group.alike) for group in groups] == [
        ("Pegawai Rekaan 700", 1, ()),
        ("Pegawai Rekaan 701", 1, ()),
    ]
    wanted = [FindingReport(finding_ids=tuple(one.id for one in group.findings)) for group in groups]
    made = office.do(watch_findings.make_reports, wanted)
    assert {report.source for report in made} == {Source.MONITORING}
    assert made[0].url == FOUND["urls"]
    assert made[0].respondents[0].person.name == "Pegawai Rekaan 700"
    item = office.ask(evidence.evidence_of_report, made[0].id)[0]
    assert item.capture is Capture.UNIT
    assert item.sha256 == kept.sha256
    assert office.ask(evidence.evidence_bytes, item.id) == data
    assert office.ask(watch_findings.open_findings, watch.round.id) == ()
    with pytest.raises(InvalidInput, match="sudah menjadi laporan"):
        office.do(watch_findings.make_reports, wanted[:1])
    # one that was discarded opens its finding again
    office.do_as(ADMIN, discarding.discard, "report", made[0].id, "Salah catat.")
    assert [group.name for group in office.ask(watch_findings.open_findings, watch.round.id)] == ["Pegawai Rekaan 700"]


def test_a_finding_with_the_address_of_a_report_says_so_and_may_join_it(watch: Watch) -> None:
    office = watch.office
    report = office.report(narrative="Terlihat di https://m.instagram.com/p/Rekaan1?igsh=abc, lalu hilang.")
    office.do(watch_reading.take_forms, [handed(filled(watch.form(), {0: FOUND}))])
    group = office.ask(watch_findings.open_findings, watch.round.id)[0]
    assert [(one.report_id, one.number) for one in group.alike] == [(report.id, report.number)]
    joined = office.do(
        watch_findings.make_reports, [FindingReport(finding_ids=(group.findings[0].id,), into=report.id)]
    )[0]
    assert joined.id == report.id
    assert len(joined.respondents) == 2
    assert len(office.ask(evidence.evidence_of_report, report.id)) == 1
    assert office.ask(reports.report, report.id).narrative == report.narrative


def test_a_finding_set_aside_stays_with_its_reason(watch: Watch) -> None:
    office = watch.office
    office.do(watch_reading.take_forms, [handed(filled(watch.form(), {0: FOUND}))])
    finding = office.ask(watch_findings.findings, watch.round.id)[0]
    office.do(watch_findings.set_aside, (finding.id,), "Unggahan itu berita kantor.")
    assert office.ask(watch_findings.open_findings, watch.round.id) == ()
    (note,) = office.ask(watch_findings.findings_of, finding.employee_id)
    assert note.finding.set_aside == "Unggahan itu berita kantor."
    office.do(watch_findings.set_aside, (finding.id,), "")
    assert len(office.ask(watch_findings.open_findings, watch.round.id)) == 1


def test_two_copies_that_differ_wait_for_a_person(watch: Watch) -> None:
    office, form = watch.office, watch.form()
    first, second = handed(filled(form), "a.xlsx"), handed(filled(form, {0: FOUND}, by="Sekretaris Rekaan"), "b.xlsx")
    office.do(watch_reading.take_forms, [first])
    read = office.ask(watch_reading.check_forms, [second])[0]
    assert (read.state, read.twin) == (CopyState.AGAIN, "a.xlsx")
    assert [(one.name, one.before, one.now) for one in read.differs] == [
        ("Pegawai Rekaan 700", "Ya · Tidak ada temuan", f"Ya · Ada temuan · {FOUND['urls']}")
    ]
    with pytest.raises(InvalidInput, match="pilih dahulu"):
        office.do(watch_reading.take_forms, [second])
    office.do(watch_reading.take_forms, [second], picks(read, KEEP))
    copies = office.ask(watch_copies.filled_forms, watch.round.id)
    assert [(one.file_name, one.standing) for one in copies] == [("a.xlsx", True), ("b.xlsx", False)]
    assert office.ask(watch_findings.open_findings, watch.round.id) == ()
    assert office.ask(watch_doubts.contradictions, watch.round.id) == (), "which of two counts was said by a person"
    third = handed(filled(form, {0: FOUND | {"note": "Dua unggahan."}}), "c.xlsx")
    read = office.ask(watch_reading.check_forms, [third])[0]
    office.do(watch_reading.take_forms, [third], picks(read, third.sha256))
    assert [one.standing for one in office.ask(watch_copies.filled_forms, watch.round.id)] == [False, False, True]
    assert [one.note for one in office.ask(watch_findings.findings, watch.round.id)] == ["Dua unggahan."]


def test_of_two_copies_each_line_counts_as_it_was_picked(watch: Watch) -> None:
    office, form = watch.office, watch.form()
    first = handed(filled(form, {0: FOUND}), "a.xlsx")
    second = handed(filled(form, {1: {"owned": "Tidak tahu"}, 2: {}}, by="Sekretaris Rekaan"), "b.xlsx")
    office.do(watch_reading.take_forms, [first])
    read = office.ask(watch_reading.check_forms, [second])[0]
    one, other, silent = (line.ordinal for line in read.differs)
    chosen = {
        (form.form_id, one): KEEP,
        (form.form_id, other): second.sha256,
        (form.form_id, silent): KEEP,
    }
    office.do(watch_reading.take_forms, [second], chosen)
    line = next(line for line in office.ask(watch_rounds.round_view, watch.round.id).units if line.copies)
    assert (line.filled_by, line.answered, line.lines, line.found, line.open_findings) == (
        "Sekretaris Rekaan",
        3,
        3,
        1,
        1,
    )
    old, new = office.ask(watch_copies.filled_forms, watch.round.id)
    seen = office.ask(watch_copies.copy_view, old.id)
    assert [one.fate for one in seen.lines] == [Fate.OPEN, Fate.PASSED, Fate.NOTHING]
    assert [one.fate for one in office.ask(watch_copies.copy_view, new.id).lines] == [
        Fate.PASSED,
        Fate.NOTHING,
        Fate.UNANSWERED,
    ]
    assert [one.file_name for one in seen.others] == ["a.xlsx", "b.xlsx"]
    # a third copy is compared with what counts now, wherever it stands
    third = handed(filled(form, {0: FOUND, 1: {"owned": "Tidak tahu"}}), "c.xlsx")
    assert office.ask(watch_reading.check_forms, [third])[0].differs == ()


def test_a_kept_copy_says_what_came_of_each_line(watch: Watch) -> None:
    office = watch.office
    data = filled(watch.form(), {0: FOUND, 1: FOUND | {"owned": "Tidak tahu"}})
    kept = office.do(watch_reading.take_forms, [handed(data)])[0]
    groups = office.ask(watch_findings.open_findings, watch.round.id)
    report = office.do(watch_findings.make_reports, [FindingReport(finding_ids=(groups[0].findings[0].id,))])[0]
    office.do(watch_findings.set_aside, (groups[1].findings[0].id,), "Unggahan itu berita kantor.")
    seen = office.ask(watch_copies.copy_view, kept.id)
    assert [(one.fate, one.number, one.why) for one in seen.lines] == [
        (Fate.REPORT, report.number, ""),
        (Fate.ASIDE, "", "Unggahan itu berita kantor."),
        (Fate.NOTHING, "", ""),
    ]
    assert office.ask(watch_copies.filled_bytes, kept.id) == (kept, data)
    assert office.ask(watch_findings.copies_of_report, report.id) == {kept.sha256: kept.id}


def test_a_finding_that_one_copy_adds_outlives_another_copy(watch: Watch) -> None:
    office, form = watch.office, watch.form()
    data = changed(filled(form), new_account, "Akun baru")
    office.do(watch_reading.take_forms, [handed(data, "a.xlsx")])
    second = handed(filled(form, by="Sekretaris Rekaan"), "b.xlsx")
    office.do(watch_reading.take_forms, [second])
    assert [one.name for one in office.ask(watch_findings.findings, watch.round.id)] == ["Pegawai Rekaan 701"]


def test_two_copies_in_one_batch_wait_too_and_what_is_there_already_is_passed_over(watch: Watch) -> None:
    office, form = watch.office, watch.form()
    first, second = handed(filled(form), "a.xlsx"), handed(filled(form, {0: FOUND}), "b.xlsx")
    reads = office.ask(watch_reading.check_forms, [first, second, first])
    assert [read.state for read in reads] == [CopyState.NEW, CopyState.AGAIN, CopyState.KNOWN]
    assert len(reads[1].differs) == 1
    office.do(watch_reading.take_forms, [first, second], picks(reads[1], first.sha256))
    copies = office.ask(watch_copies.filled_forms, watch.round.id)
    assert {one.file_name: one.standing for one in copies} == {"a.xlsx": True, "b.xlsx": False}
    more = handed(filled(watch.form(UNITS[1])), "c.xlsx")
    again = office.ask(watch_reading.check_forms, [first, more, more])
    assert [read.is_taken for read in again] == [False, True, False]
    assert "sudah diterima" in again[0].remarks[0].said
    assert [one.file_name for one in office.do(watch_reading.take_forms, [first, more, more])] == ["c.xlsx"]
    assert office.do(watch_reading.take_forms, [first, more]) == ()
    assert len(office.ask(watch_copies.filled_forms, watch.round.id)) == 3


def test_nothing_is_half_taken(watch: Watch) -> None:
    office = watch.office
    good = handed(filled(watch.form()), "baik.xlsx")
    bad = handed(filled(watch.form(UNITS[1]), {0: CLEAN | {"seen": "mungkin"}}), "buruk.xlsx")
    with pytest.raises(InvalidInput, match=r"buruk\.xlsx, sel H10"):
        office.do(watch_reading.take_forms, [good, bad])
    assert office.ask(watch_copies.filled_forms, watch.round.id) == ()


def test_another_offices_and_another_rounds_form_is_told(watch: Watch) -> None:
    office = watch.office
    other = office.do(watch_rounds.start_round, round_form(title="Ronde kedua"))
    sheet = office.do(watch_forms.prepare_forms, other.id)[0]
    read = office.ask(watch_reading.check_forms, [handed(filled(sheet))], watch.round.id)[0]
    assert f"dari ronde {other.number}" in read.problems[0].said
    strange = filled(replace(watch.form(), code=form_code("FFFF", "ABCDEF", 1)))
    assert "kantor lain" in office.ask(watch_reading.check_forms, [handed(strange)])[0].problems[0].said
    two = changed(filled(watch.form()), lambda one: setattr(one["I3"], "value", form_code("FFFF", "ABCDEF", 1)))
    assert "dua formulir" in office.ask(watch_reading.check_forms, [handed(two)])[0].problems[0].said


def test_an_account_that_is_confirmed_and_denied_contradicts(watch: Watch) -> None:
    office = watch.office
    account = office.ask(accounts.accounts_of, "p-700")[0].account
    office.do(accounts.judge_account, account.id, AccountState.CONFIRMED)
    office.do(watch_reading.take_forms, [handed(filled(watch.form(), {0: {"owned": "Bukan"}}))])
    told = office.ask(watch_doubts.contradictions, watch.round.id)
    assert [one.said for one in told] == ["akun yang sudah dipastikan miliknya dijawab bukan"]


def test_an_answer_against_the_round_before_contradicts(watch: Watch) -> None:
    office = watch.office
    office.do(watch_reading.take_forms, [handed(filled(watch.form()))])
    later = office.do(watch_rounds.start_round, round_form(title="Ronde kedua"))
    sheets = office.do(watch_forms.prepare_forms, later.id)
    form = next(sheet for sheet in sheets if sheet.unit == UNITS[0])
    office.do(watch_reading.take_forms, [handed(filled(form, {0: {"owned": "Bukan"}}))])
    told = office.ask(watch_doubts.contradictions, later.id)
    assert [(one.between, one.said) for one in told] == [
        ("ronde sebelumnya", "milik “Bukan”, dalam ronde sebelumnya “Ya”")
    ]


def test_a_round_with_answers_stays_and_one_without_goes_with_its_forms(watch: Watch) -> None:
    office = watch.office
    other = office.do(watch_rounds.start_round, round_form(title="Ronde kedua"))
    office.do(watch_forms.prepare_forms, other.id)
    office.do_as(ADMIN, discarding.discard, "round", other.id, "Dibuat dua kali.")
    office.do(watch_reading.take_forms, [handed(filled(watch.form()))])
    with pytest.raises(InvalidInput, match="formulir terisi"):
        office.do_as(ADMIN, discarding.discard, "round", watch.round.id, "Salah.")
    assert [line.round.id for line in office.ask(watch_rounds.rounds)] == [watch.round.id]


def test_a_finding_of_a_restricted_case_is_hidden_with_it(watch: Watch) -> None:
    office = watch.office
    filled_form = office.do(watch_reading.take_forms, [handed(filled(watch.form(), {0: FOUND}))])[0]
    finding = office.ask(watch_findings.findings, watch.round.id)[0]
    report = office.do(watch_findings.make_reports, [FindingReport(finding_ids=(finding.id,))])[0]
    with office.database.write() as work:
        work.log_as(ADMIN, "tests.restrict")
        work.cases.add(make_case(report, 1, respondent=report.respondents[0].person, restricted_to=("u-other",)))
    assert office.ask(watch_findings.findings, watch.round.id) == ()
    assert office.ask(watch_findings.findings_of, finding.employee_id) == ()
    line = next(one for one in office.ask(watch_rounds.round_view, watch.round.id).units if one.copies)
    assert (line.answered, line.lines) == (3, 3), "that one is hidden must not show as a gap"
    assert (line.found, office.ask(watch_rounds.rounds)[0].found) == (0, 0)
    with pytest.raises(NotAllowed, match="dibatasi"):
        office.ask(watch_copies.filled_bytes, filled_form.id)
    with office.database.read() as work:
        work.log_as(CLERK, "tests.look")
        assert work.audit.of_record([finding.id]) == ()


def test_another_copy_of_a_form_tells_nothing_that_is_hidden(watch: Watch) -> None:
    office, form = watch.office, watch.form()
    files = [
        handed(filled(form, {0: FOUND, 1: {key: FOUND[key] for key in ("seen", "urls")}}), "a.xlsx"),
        handed(filled(form, {0: FOUND | {"note": "Dua unggahan."}}), "b.xlsx"),
    ]
    reads = office.ask(watch_reading.check_forms, files)
    first, second = office.do(watch_reading.take_forms, files, picks(reads[1], files[0].sha256))
    one, other = office.ask(watch_findings.findings, watch.round.id)
    report = office.do(watch_findings.make_reports, [FindingReport(finding_ids=(one.id,))])[0]
    with office.database.write() as work:
        work.log_as(ADMIN, "tests.restrict")
        work.cases.add(make_case(report, 1, respondent=report.respondents[0].person, restricted_to=("u-other",)))
    assert office.ask(watch_findings.findings, watch.round.id) == (other,)
    assert all(one.name != told.name for told in office.ask(watch_doubts.contradictions, watch.round.id))
    for copy in (first, second):
        with pytest.raises(NotAllowed, match="dibatasi"):
            office.ask(watch_copies.filled_bytes, copy.id)
    # a further copy would have to be compared with what is hidden
    third = handed(filled(form, {0: FOUND | {"note": "Tiga unggahan."}}), "c.xlsx")
    assert "dibatasi" in office.ask(watch_reading.check_forms, [third])[0].problems[0].said
    with pytest.raises(InvalidInput, match="dibatasi"):
        office.do(watch_reading.take_forms, [third])


def test_a_copy_that_answered_otherwise_is_closed_with_the_one_that_counts(watch: Watch) -> None:
    office, form = watch.office, watch.form()
    files = [handed(filled(form, {0: FOUND, 1: NONE}), "a.xlsx"), handed(filled(form, {0: CLEAN, 1: NONE}), "b.xlsx")]
    reads = office.ask(watch_reading.check_forms, files)
    _, other = office.do(watch_reading.take_forms, files, picks(reads[1], files[0].sha256))
    told = office.ask(watch_copies.copy_view, other.id).lines
    assert Fate.PASSED in {line.fate for line in told}
    (finding,) = office.ask(watch_findings.findings, watch.round.id)
    report = office.do(watch_findings.make_reports, [FindingReport(finding_ids=(finding.id,))])[0]
    with office.database.write() as work:
        work.log_as(ADMIN, "tests.restrict")
        work.cases.add(make_case(report, 1, respondent=report.respondents[0].person, restricted_to=("u-other",)))
    with pytest.raises(NotAllowed, match="dibatasi"):
        office.ask(watch_copies.copy_view, other.id)
