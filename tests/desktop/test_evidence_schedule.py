"""All evidence is read again from time to time without anybody asking, goes on after a restart, and failures show."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from page_trail import Trail
from samples import make_person

from cases.model.check_run import CheckRun
from cases.model.evidence import Evidence
from cases.model.office import TimeZone
from cases.model.report import Channel, Report, Source
from cases.services import evidence, integrity, reports
from cases.services.evidence import EvidenceForm
from cases.services.reports import ReportForm
from desktop.desk import Desk
from desktop.evidence.schedule import EvidenceSchedule, look_again, next_part
from desktop.pages.report import ReportPage
from desktop.pages.settings_integrity import IntegritySection, last_words
from desktop.pages.today import TodayPage
from desktop.wiring import SCHEDULED, OpenOffice

FORM = ReportForm(
    received_on=date(2026, 5, 4),
    source=Source.BAWASLU,
    channel=Channel.SOCIAL_MEDIA,
    narrative="Memasang foto bersama calon.",
    respondents=(make_person(),),
)


@pytest.fixture
def report(do: Callable[..., Report]) -> Report:
    return do(reports.register_report, FORM)


@pytest.fixture
def items(do: Callable[..., Evidence], report: Report) -> list[Evidence]:
    return [
        do(evidence.add_evidence, report.id, f"catatan {one}".encode(), EvidenceForm(file_name=f"{one}.txt"))
        for one in range(5)
    ]


def away(work: Callable[..., Any], *args: object) -> Any:
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work, *args).result()


def part(office: OpenOffice, most: int) -> CheckRun:
    """Read so many items of the run that is due, as one that is interrupted does."""

    def work() -> CheckRun:
        run = office.read(integrity.due_run, SCHEDULED)
        assert run is not None
        begun = run.checked
        return office.read(integrity.check_part, SCHEDULED, run, lambda now: now.checked - begun < most)

    found = away(work)
    assert isinstance(found, CheckRun)
    return found


def last(office: OpenOffice) -> CheckRun | None:
    found = away(office.read, integrity.last_run, SCHEDULED)
    assert found is None or isinstance(found, CheckRun)
    return found


def spoil(office: OpenOffice, item: Evidence) -> None:
    file = office.home.vault / f"{item.blob}.age"
    data = bytearray(file.read_bytes())
    data[-3] ^= 1
    file.write_bytes(bytes(data))


def test_a_run_goes_on_where_it_stood_and_ends(office, items) -> None:
    assert last(office) is None
    first = part(office, 2)
    assert (first.checked, first.total, first.ended) == (2, 5, None)
    spoil(office, items[3])
    assert last(office) == replace(first, problems=())
    second = part(office, 2)
    assert (second.checked, second.failed, second.started) == (4, 1, first.started)
    third = part(office, 9)
    assert (third.checked, third.failed) == (5, 1)
    assert third.ended is not None
    assert away(next_part, office, threading.Event()) is None, "nothing is due for a week"


def test_it_is_due_again_after_its_time_and_an_old_torso_is_begun_anew(office, items, monkeypatch) -> None:
    part(office, 9)
    now = datetime.now(UTC)
    monkeypatch.setattr(office.clock, "now", lambda: now + integrity.CHECK_EVERY - timedelta(minutes=1), raising=False)
    assert away(next_part, office, threading.Event()) is None
    monkeypatch.setattr(office.clock, "now", lambda: now + integrity.CHECK_EVERY + timedelta(minutes=1), raising=False)
    torso = part(office, 2)
    assert (torso.checked, torso.ended) == (2, None)
    later = now + 2 * integrity.CHECK_EVERY + timedelta(minutes=2)
    monkeypatch.setattr(office.clock, "now", lambda: later, raising=False)
    assert part(office, 1).checked == 1


def test_an_office_without_evidence_needs_no_run(office, report) -> None:
    assert away(next_part, office, threading.Event()) is None
    with office.database.read() as work:
        assert work.audit.last("check", "evidence", "*") is None


def test_who_is_told_to_stop_stops_before_the_next_item(office, items) -> None:
    over = threading.Event()
    over.set()
    run = away(next_part, office, over)
    assert isinstance(run, CheckRun)
    assert run.checked == 0
    assert last(office) is None, "what read nothing leaves no row"


def test_the_open_program_does_it_by_itself_as_the_scheduled_actor(qtbot, desk, tasks, office, items) -> None:
    spoil(office, items[0])
    told: list[object] = []
    desk.changed.connect(told.append)
    schedule = EvidenceSchedule(desk, first_ms=0)
    qtbot.waitUntil(lambda: bool(told))
    run = last(office)
    assert run is not None
    assert (run.checked, run.failed) == (5, 1)
    assert run.ended is not None
    with office.database.read() as work:
        row = work.audit.last("check", "evidence", "*")
    assert row is not None
    assert (row.actor, row.operation) == ("terjadwal", "integrity.check_part")
    schedule.stop()
    qtbot.waitUntil(lambda: not tasks.busy)
    shiboken6.delete(schedule)


def test_it_waits_while_evidence_is_taken_in(qtbot, desk, tasks, office, items) -> None:
    desk.imports = 1
    schedule = EvidenceSchedule(desk, first_ms=60_000)
    schedule.look()
    assert not tasks.busy
    schedule.stop()
    shiboken6.delete(schedule)


def test_a_failure_shows_on_the_morning_page_and_the_report_until_it_is_dealt_with(
    qtbot, desk, tasks, office, items, report, do, ask, tmp_path: Path
) -> None:
    trail = Trail()
    today, page = TodayPage(desk, trail), ReportPage(desk, trail)
    for made in (today, page):
        qtbot.addWidget(made)
        desk.changed.connect(made.on_changes)
        made.show()
    today.on_shown()
    page.on_shown(report_id=report.id)
    qtbot.waitUntil(lambda: not tasks.busy)
    assert (today.failing.text, page.shown.failing.text) == ("", "")
    spoil(office, items[1])
    part(office, 9)
    today.read()
    page.on_shown(report_id=report.id)
    words = "1 bukti gagal diperiksa: B-02"
    qtbot.waitUntil(lambda: today.failing.text == f"{words} laporan {report.number}.")
    qtbot.waitUntil(lambda: page.shown.failing.text == f"{words}.")
    page.shown.failing.opened.emit(report.id, items[1].id)
    qtbot.waitUntil(lambda: page.panel is not None and page.panel.detail.item is not None)
    assert page.shown.tabs.current == "evidence"
    qtbot.waitUntil(lambda: page.panel.detail.item.id == items[1].id)
    today.failing.opened.emit(report.id, items[1].id)
    assert trail.opened[-1] == ("report", {"report_id": report.id, "tab": "evidence"})
    desk.do(evidence.answer_failure, items[1].id, "Disk diganti.").then(page, lambda _item: None)
    qtbot.waitUntil(lambda: (today.failing.text, page.shown.failing.text) == ("", ""))
    qtbot.waitUntil(lambda: not tasks.busy)


def test_the_settings_say_when_and_what_and_restore_it(qtbot, desk, tasks, office, items, tmp_path: Path) -> None:
    shutil.copytree(office.home.vault, tmp_path / "stik" / "vault")
    spoil(office, items[2])
    section = IntegritySection(desk, Trail())
    qtbot.addWidget(section)
    desk.changed.connect(section.on_changes)
    section.show()
    section.read()
    qtbot.waitUntil(lambda: "belum pernah" in section.last.text())
    section.check()
    qtbot.waitUntil(lambda: "5 bukti, 1 gagal" in section.last.text())
    assert "setiap 7 hari" in section.last.text()
    assert "B-03" in section.problems.text()
    qtbot.waitUntil(lambda: "B-03" in section.failing.text)
    assert section.heal_button.isVisibleTo(section)
    section.heal(tmp_path / "stik")
    qtbot.waitUntil(lambda: section.healed.words == "1 bukti dipulihkan dan diperiksa: utuh.")
    qtbot.waitUntil(lambda: section.failing.text == "")
    assert not section.heal_button.isVisibleTo(section)
    qtbot.waitUntil(lambda: not tasks.busy)


def test_words_of_a_run() -> None:
    begun = datetime(2026, 5, 4, 2, 0, tzinfo=UTC)
    run = CheckRun(started=begun, checked=2, total=5)
    assert last_words(run, TimeZone.WITA) == (
        "Pemeriksaan bukti sedang berjalan sejak 4 Mei 2026, 10.00 WITA: 2 dari 5, 0 gagal."
    )
    assert last_words(replace(run, checked=5, ended=begun), TimeZone.WIB) == (
        "Pemeriksaan bukti terakhir: 4 Mei 2026, 09.00 WIB, 5 bukti, semua utuh."
    )


def test_the_log_is_checked_by_itself_and_a_finding_stays_red(office: OpenOffice, desk: Desk, qtbot: Any) -> None:
    over = threading.Event()
    run, checked = away(look_again, office, over)
    assert (run, checked) == (None, True)
    assert away(look_again, office, over) == (None, False)
    page = TodayPage(desk, Trail())
    qtbot.addWidget(page)
    page.read()
    qtbot.waitUntil(lambda: not desk.tasks.busy)
    assert page.check.text == ""
    found = away(office.read, integrity.last_check, desk.actor)
    assert (found.failed, found.problems) == (0, ())
    away(
        office.write,
        integrity.note_check,
        SCHEDULED,
        replace(away(office.check_log, SCHEDULED), problems=("Baris 3 diubah.",)),
    )
    page.read()
    qtbot.waitUntil(lambda: bool(page.check.text))
    assert "menemukan 1 masalah. Baris 3 diubah." in page.check.text
    section = IntegritySection(desk, Trail())
    qtbot.addWidget(section)
    section.read()
    qtbot.waitUntil(lambda: "Baris 3 diubah." in section.found_last.text())
