from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from list_data import settle, show
from page_trail import Sheet, Trail
from samples import make_employee, nip_of
from watch_filling import fill

from cases.model.account import AccountState
from cases.model.listing import ListQuery
from cases.model.watch import Round, RoundState
from cases.services import (
    accounts,
    employees,
    letters,
    reports,
    watch_findings,
    watch_letters,
    watch_reading,
    watch_rounds,
)
from cases.services.accounts import AccountForm
from cases.services.watch_findings import FindingReport
from cases.services.watch_rounds import RoundForm
from desktop.desk import Desk
from desktop.intake.watch_files import read_forms
from desktop.pages.account import AccountPage
from desktop.pages.accounts import AccountsPage
from desktop.pages.evidence_panel import EvidencePanel
from desktop.pages.round import RoundPage
from desktop.pages.round_edit import RoundEditPage
from desktop.pages.round_form import RoundFormPage
from desktop.pages.round_letters import RoundLettersPage
from desktop.pages.round_read import RoundReadPage
from desktop.pages.rounds import RoundsPage
from desktop.pages.today import TodayPage
from desktop.pages.watch_parts.recap_out import recap_of
from desktop.preferences import Preferences

UNITS = ("Dinas Pendidikan", "Dinas Perhubungan")


@pytest.fixture
def trail() -> Trail:
    return Trail()


@pytest.fixture
def kept(tmp_path: Path) -> Preferences:
    return Preferences(tmp_path / "tampilan.ini")


@pytest.fixture
def people(do: Callable[..., Any]) -> dict[str, str]:
    """Two employees in two units, by name; each has an account."""
    made = [
        make_employee(nip=nip_of(place), name=name, unit_1=unit)
        for place, (name, unit) in enumerate(zip(("Bagus Prayitno", "Ratna Kusumawardhani"), UNITS, strict=True), 1)
    ]
    do(employees.import_employees, Sheet(made))
    found = {}
    for person in made:
        handle = person.name.split()[0].lower()
        employee_id = do(employees.employee_page, ListQuery(sort="name", filters={"nip": person.nip})).rows[0].id
        do(accounts.add_account, employee_id, AccountForm(platform="Instagram", handle=f"{handle}.contoh"))
        found[person.name] = employee_id
    return found


@pytest.fixture
def started(do: Callable[..., Any], people: dict[str, str], desk: Desk) -> Round:
    today = desk.office.clock.today()
    found: Round = do(
        watch_rounds.start_round,
        RoundForm(
            title="Masa tenang",
            first_on=today.replace(day=1),
            last_on=today,
            due_on=date(today.year, today.month, 28),
            units=UNITS,
            looks=("Dukungan kepada calon",),
        ),
    )
    return found


def test_an_account_is_entered_confirmed_and_said_to_be_anothers_too(qtbot, tasks, desk, do, people, trail, kept):
    page = AccountPage(desk, trail)
    show(qtbot, tasks, page, employee_id=people["Bagus Prayitno"])
    page.url.restore("https://www.instagram.com/Ratna.Contoh/?hl=id")
    page.url.changed.emit()
    settle(qtbot, tasks)
    assert "Ratna Kusumawardhani" in page._others.text()
    page.form.submit()
    settle(qtbot, tasks)
    listed = AccountsPage(desk, trail, preferences=kept)
    show(qtbot, tasks, listed)
    shared = [line for line in listed.table.model.rows if line.shared]
    assert [line.handle for line in shared] == ["ratna.contoh"] * 2
    listed.table.choose(0)
    listed.confirm.click()
    settle(qtbot, tasks)
    show(qtbot, tasks, listed)
    assert [line.state for line in listed.table.model.rows].count(str(AccountState.CONFIRMED)) == 1


def test_a_round_is_entered_and_what_is_missing_is_said_at_its_field(qtbot, tasks, desk, people, trail, ask):
    page = RoundEditPage(desk, trail)
    show(qtbot, tasks, page)
    page.form.set_values(
        {"title": "Masa tenang", "first_on": "1/5/2026", "last_on": "9/5/2026", "due_on": "12/5/2026", "looks": []}
    )
    page.own.restore("Foto bersama bakal calon\nUjaran kebencian")
    note = page.form.box("due_on")._note
    assert (note.text().endswith("langsung terlambat"), note.property("role")) == (True, "amber")
    page.due_on.restore("12/5/2099")
    assert ("sudah lewat" in note.text(), note.property("role")) == (False, "good")
    page.due_on.restore("12/5/2026")
    page.form.submit()
    settle(qtbot, tasks)
    assert page.form.box("units").error
    page.units._tick_all(on=True)
    page.form.submit()
    settle(qtbot, tasks)
    (line,) = ask(watch_rounds.rounds)
    assert line.round.units == UNITS
    assert line.round.looks == ("Foto bersama bakal calon", "Ujaran kebencian")
    assert trail.opened == [("round", {"round_id": line.round.id})]
    listed = RoundsPage(desk, trail)
    show(qtbot, tasks, listed)
    assert [row.round.number for row in listed.table.model.rows] == [line.round.number]


def test_forms_go_out_come_back_and_their_findings_become_a_report(
    qtbot, tasks, desk, do, ask, started, trail, kept, tmp_path
):
    page = RoundPage(desk, trail, preferences=kept)
    show(qtbot, tasks, page, round_id=started.id)
    page.handing.write(started, UNITS, tmp_path)
    settle(qtbot, tasks)
    (folder,) = tmp_path.glob("Formulir*")
    files = sorted(folder.iterdir())
    assert len(files) == len(UNITS)
    fill(files[0], {0: {"owned": "Ya", "seen": "Ada temuan", "urls": "https://www.instagram.com/p/Rekaan1/"}})
    fill(files[1], {0: {"owned": "Barangkali"}})
    (folder / "lain.ods").write_bytes(b"PK")
    reading = RoundReadPage(desk, trail, preferences=kept)
    show(qtbot, tasks, reading, round_id=started.id, paths=(folder,))
    told = reading.faults.model.rows
    assert [(one.remark.cell, one.fault) for one in told if one.fault] == [("", True), ("G10", True)]
    assert reading.save.text().strip() == "Simpan 1 formulir"
    assert [one.model.columns[2].text(row) for one in (reading.files, reading.faults) for row in one.model.rows].count(
        "Ditolak"
    ) == 4, "the list of files and that of faults have one word for it"
    reading.save.click()
    settle(qtbot, tasks)
    assert [one.file.name for one in reading._rows] == [files[1].name, "lain.ods"]
    fill(files[1], {0: {"owned": "Ya", "seen": "Tidak ada temuan"}})
    show(qtbot, tasks, reading, round_id=started.id, paths=(folder,))
    assert reading.header._sentence.text().startswith("1 dapat disimpan, 1 ditolak, 1 sudah diterima dan dilewati.")
    show(qtbot, tasks, page, round_id=started.id)
    assert [(row.line.unit, row.line.answered) for row in page.units.model.rows] == [(UNITS[0], 1), (UNITS[1], 0)]
    page.tabs.choose("findings")
    (group,) = page.findings.groups.model.rows
    page.findings.groups.choose(0)
    settle(qtbot, tasks)
    page.findings.groups.opened.emit(group)
    assert trail.opened[-1] == ("round-form", {"filled_id": group.findings[0].filled_id, "cell": "H10"})
    assert group.name in page.findings.told.text()
    page.findings.make.click()
    settle(qtbot, tasks)
    (line,) = ask(reports.report_page, ListQuery(sort="number")).rows
    assert group.name in line.respondents
    show(qtbot, tasks, page, round_id=started.id)
    assert not page.findings.groups.model.rows
    page.findings.done.opened.emit(page.findings.done.model.rows[0])
    assert trail.opened[-1] == ("report", {"report_id": line.id})


def test_a_form_that_came_back_opens_from_its_unit_its_finding_and_the_evidence(
    qtbot, tasks, desk, do, ask, started, trail, kept, tmp_path
):
    page = RoundPage(desk, trail, preferences=kept)
    show(qtbot, tasks, page, round_id=started.id)
    page.handing.write(started, UNITS[:1], tmp_path)
    settle(qtbot, tasks)
    (file,) = tmp_path.glob("Formulir*/*")
    fill(file, {0: {"owned": "Ya", "seen": "Ada temuan", "urls": "https://www.instagram.com/p/Rekaan1/"}})
    (one,) = do(watch_reading.take_forms, read_forms([file]))
    ids = tuple(finding.id for finding in ask(watch_findings.findings, started.id))
    (report,) = do(watch_findings.make_reports, [FindingReport(finding_ids=ids)])
    show(qtbot, tasks, page, round_id=started.id)
    page.units.choose(0)
    page.to_form.click()
    assert trail.opened[-1] == ("round-form", {"filled_id": one.id})
    page.tabs.choose("findings")
    page.findings.segments.choose("done")
    page.findings.done.choose(0)
    page.findings.done_form.click()
    key, args = trail.opened[-1]
    assert (key, args["filled_id"]) == ("round-form", one.id)
    copy = RoundFormPage(desk, trail, preferences=kept)
    show(qtbot, tasks, copy, **args)
    assert copy.seen is not None
    assert copy.seen.form.unit == UNITS[0]
    copy.segments.choose("found")
    (answer,) = copy.table.model.rows
    assert (answer.name, answer.number) == ("Bagus Prayitno", report.number)
    copy.table.choose(0)
    copy.to_report.click()
    assert trail.opened[-1] == ("report", {"report_id": report.id})
    copy.save_to(tmp_path / "salinan.xlsx")
    settle(qtbot, tasks)
    assert (tmp_path / "salinan.xlsx").read_bytes() == file.read_bytes()
    panel = EvidencePanel(desk, report.id)
    qtbot.addWidget(panel)
    panel.read()
    settle(qtbot, tasks)
    with qtbot.waitSignal(panel.watch_form.wanted) as opened:
        panel.watch_form.open(panel.items[0].id)
    assert opened.args == [one.id]


def test_of_two_answers_a_person_picks_line_by_line(qtbot, tasks, desk, ask, started, trail, kept, tmp_path):
    page = RoundPage(desk, trail, preferences=kept)
    show(qtbot, tasks, page, round_id=started.id)
    page.handing.write(started, UNITS[:1], tmp_path)
    settle(qtbot, tasks)
    (file,) = tmp_path.glob("Formulir*/*")
    second = tmp_path / "kedua.xlsx"
    second.write_bytes(file.read_bytes())
    fill(file, {0: {"owned": "Ya", "seen": "Tidak ada temuan"}})
    fill(second, {0: {"owned": "Bukan"}})
    reading = RoundReadPage(desk, trail, preferences=kept)
    show(qtbot, tasks, reading, round_id=started.id, paths=(file, second))
    (line,) = reading.twice.model.rows
    assert (line.difference.before, line.difference.now) == ("Ya · Tidak ada temuan", "Bukan")
    assert line.picked == line.second, "the later one, until somebody says otherwise"
    reading.twice.choose(0)
    assert reading.first.shortcut().toString() == "Ctrl+1", "Alt and a digit open pages of the rail"
    reading.first.click()
    assert reading.twice.model.rows[0].picked == line.first
    reading.save.click()
    settle(qtbot, tasks)
    (unit,) = [one for one in ask(watch_rounds.round_view, started.id).units if one.copies]
    assert (unit.copies, unit.answered) == (2, 1)
    show(qtbot, tasks, page, round_id=started.id)
    assert not page.doubts.model.rows, "a person has said which of the two counts"


def test_letters_are_drafted_for_the_units_that_are_ticked(qtbot, tasks, desk, do, ask, started, trail, kept, tmp_path):
    writing = RoundLettersPage(desk, trail)
    show(qtbot, tasks, writing, round_id=started.id, kind=watch_letters.REQUEST)
    assert "Formulir ronde ini belum dibuat" in writing.none.text()
    page = RoundPage(desk, trail, preferences=kept)
    show(qtbot, tasks, page, round_id=started.id)
    page.handing.write(started, UNITS, tmp_path)
    settle(qtbot, tasks)
    show(qtbot, tasks, writing, round_id=started.id, kind=watch_letters.REQUEST)
    assert writing.units.value() == UNITS
    writing.units.list.item(1).setCheckState(writing.units.list.item(1).checkState().Unchecked)
    assert writing.form is not None
    writing.form.submit()
    settle(qtbot, tasks)
    key, args = trail.opened[-1]
    assert (key, args["act"], [line.respondent for line in args["lines"]]) == ("letter-batch", "put-up", [UNITS[0]])
    assert ask(letters.letter_page, ListQuery(sort="number")).total == 1


def test_a_closed_round_reads_nothing_and_opens_again(qtbot, tasks, desk, ask, started, trail, kept):
    page = RoundPage(desk, trail, preferences=kept)
    show(qtbot, tasks, page, round_id=started.id)
    page._set_state(RoundState.CLOSED)
    settle(qtbot, tasks)
    show(qtbot, tasks, page, round_id=started.id)
    assert not page.read.isEnabled()
    page._set_state(RoundState.RUNNING)
    settle(qtbot, tasks)
    assert ask(watch_rounds.round_view, started.id).round.state is RoundState.RUNNING


def test_the_recap_is_saved_as_a_workbook_and_on_paper(qtbot, tasks, desk, started, trail, kept, tmp_path):
    page = RoundPage(desk, trail, preferences=kept)
    show(qtbot, tasks, page, round_id=started.id)
    for name in ("rekap.xlsx", "rekap.pdf"):
        page.recap.save_to(recap_of(started), tmp_path / name)
        settle(qtbot, tasks)
    assert trail.said[-1] == "Rekap ronde disimpan: rekap.pdf"
    assert (tmp_path / "rekap.xlsx").read_bytes().startswith(b"PK")
    assert (tmp_path / "rekap.pdf").read_bytes().startswith(b"%PDF")


def test_the_morning_page_says_which_round_waits(qtbot, tasks, desk, do, started, trail, kept):
    page = TodayPage(desk, trail, preferences=kept)
    show(qtbot, tasks, page)
    assert page.rounds.isHidden()
    do(watch_rounds.set_state, started.id, RoundState.RUNNING)
    show(qtbot, tasks, page)
    assert "2 unit kerja belum menjawab" in page.rounds.words.text()
    page.rounds.open.click()
    assert trail.opened == [("round", {"round_id": started.id})]
