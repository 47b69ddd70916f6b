from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from case_desk import stand_still
from list_data import TODAY, case_at, cells, put, settle, show, some_cases
from page_trail import Trail
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from samples import make_deadline

from cases.model.case import Track
from cases.model.user import Role
from cases.rules.agenda import Group
from cases.services.calendar import replace_holidays
from desktop.desk import Desk
from desktop.pages import today as page_today
from desktop.pages.today import TodayPage, standing
from desktop.preferences import Preferences


@pytest.fixture
def trail() -> Trail:
    return Trail()


@pytest.fixture
def page(desk: Desk, trail: Trail, monkeypatch, tmp_path) -> TodayPage:
    stand_still(desk, monkeypatch, TODAY)
    return TodayPage(desk, trail, preferences=Preferences(tmp_path / "tampilan.ini"))


def test_the_most_urgent_comes_first_with_its_basis_and_words(qtbot, tasks, page, do, trail) -> None:
    do(put, some_cases())
    show(qtbot, tasks, page)
    assert [row.line.case_number for row in page.table.model.rows] == [f"2026/00{n}" for n in (1, 2, 3, 4, 5)]
    first = page.table.model.record(0)
    assert cells(page, 0)[:5] == [
        "2026/001",
        "Terlapor Rekaan 001",
        "Panggilan I",
        "Pasal 26 ayat (2)",
        "Jum, 16 Okt 2026",
    ]
    assert page.table.model.columns[5].pill(first).text == "Lewat 3 hari kerja"
    assert page.header._sentence.text() == (
        "Rabu, 21 Oktober 2026. Satu tenggat sudah lewat, satu jatuh dalam tiga hari kerja."
    )
    assert [tile.figure for tile in (page.late, page.soon, page.waiting, page.reports)] == ["1", "1", "1", "1"]
    assert trail.counts == {"today": (1, "red"), "waiting": (1, "grey"), "reports": (1, "grey")}


def test_what_was_never_verified_says_so(qtbot, tasks, page, do) -> None:
    case = case_at(1, due=2)

    def unverify(work, actor) -> None:
        put(work, actor, [case])
        due = work.deadlines.of_case(case.id)
        work.deadlines.replace(case.id, [replace(one, verified=False) for one in due])

    do(unverify)
    show(qtbot, tasks, page)
    basis = page.table.model.columns[3]
    assert basis.second(page.table.model.record(0)) == "PP 94/2021 · belum diverifikasi"
    assert basis.hue(page.table.model.record(0)) == "amber"


def test_a_tile_narrows_and_enter_opens_the_case(qtbot, tasks, page, do, trail) -> None:
    do(put, some_cases())
    show(qtbot, tasks, page)
    qtbot.mouseClick(page.late, Qt.MouseButton.LeftButton)
    settle(qtbot, tasks)
    assert page.segments.current == Group.LATE
    assert [row.line.case_number for row in page.table.model.rows] == ["2026/001"]
    qtbot.keyClick(page.table.view, Qt.Key.Key_Return)
    assert trail.opened == [("case", {"case_id": page.table.model.record(0).line.case_id})]
    for tile, wanted in ((page.reports, "reports"), (page.waiting, "waiting")):
        qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
        assert trail.opened[-1][0] == wanted


def test_what_is_due_today_is_counted_beside_what_is_late(qtbot, tasks, page, do, trail) -> None:
    do(put, [case_at(1, due=0), case_at(2, due=1)])
    show(qtbot, tasks, page)
    assert trail.counts["today"] == (1, "amber")
    assert page.soon.figure == "2"
    qtbot.mouseClick(page.soon, Qt.MouseButton.LeftButton)
    settle(qtbot, tasks)
    assert [row.words for row in page.table.model.rows] == ["hari ini"]


def test_what_others_have_to_do_is_waited_for_and_never_late(qtbot, tasks, page, do, trail) -> None:
    case = case_at(1)

    def let_others_act(work, actor) -> None:
        put(work, actor, [case])
        parts = {"title": "Keberatan terlapor", "party": "terlapor"}
        work.deadlines.replace(
            case.id,
            [
                make_deadline(case, "keberatan", due_on=TODAY - timedelta(days=1), **parts),
                make_deadline(case, "lain", due_on=TODAY + timedelta(days=5), title="Banding", party="lain"),
            ],
        )

    do(let_others_act)
    show(qtbot, tasks, page)
    page.segments.choose(page_today.WAITING)
    settle(qtbot, tasks)
    rows = page.table.model.rows
    assert [(row.group, row.words) for row in rows] == [
        (Group.OTHERS, "batas lewat 1 hari kerja"),
        (Group.OTHERS, "menunggu, 3 hari kerja lagi"),
    ]
    assert page.table.model.columns[2].second(rows[0]) == "menunggu terlapor · Dipanggil I"
    assert page.late.figure == "0"
    assert trail.counts["today"] == (0, "amber")


def test_chips_narrow_to_a_track_and_a_unit(qtbot, tasks, page, do) -> None:
    other = case_at(2, due=4, track=Track.ETHICS)
    do(put, [case_at(1, due=3), replace(other, respondent=replace(other.respondent, work_unit="Dinas Sosial"))])
    show(qtbot, tasks, page)
    page.unit.choose("Dinas Sosial")
    settle(qtbot, tasks)
    assert [row.line.case_number for row in page.table.model.rows] == ["2026/002"]
    page.track.choose(str(Track.DISCIPLINE))
    settle(qtbot, tasks)
    assert not page.table.model.rows
    page.table.clear_filters()
    settle(qtbot, tasks)
    assert (page.unit.value, page.track.value, len(page.table.model.rows)) == ("", "", 2)


def test_it_sorts_and_filters_what_is_there(qtbot, tasks, page, do) -> None:
    do(put, some_cases())
    show(qtbot, tasks, page)
    page.table.header.sort_wanted.emit(1)
    page.table.header.sort_wanted.emit(1)
    settle(qtbot, tasks)
    assert page.table.model.record(0).line.name == "Terlapor Rekaan 005"
    page.table.set_filters({"name": "rekaan 003"})
    settle(qtbot, tasks)
    assert [row.line.case_number for row in page.table.model.rows] == ["2026/003"]
    page.table.set_filters({"name": "tidak ada"})
    settle(qtbot, tasks)
    clear = page.table._no_match.findChild(QPushButton)
    page.segments.choose(Group.LATE)
    qtbot.mouseClick(clear, Qt.MouseButton.LeftButton)
    settle(qtbot, tasks)
    assert page.segments.current == "semua"
    assert len(page.table.model.rows) == 5


def test_a_morning_without_anything_is_said_kindly(qtbot, tasks, page, trail) -> None:
    show(qtbot, tasks, page)
    assert page.table.empty.isVisible()
    assert page.header._sentence.text().endswith("Tidak ada tenggat yang lewat atau jatuh dalam tiga hari kerja.")
    assert trail.counts["today"] == (0, "amber")


def test_it_reads_again_when_something_changed_and_when_midnight_passed(
    qtbot, tasks, page, do, desk, monkeypatch
) -> None:
    do(put, [case_at(1, due=1)])
    show(qtbot, tasks, page)
    assert page.table.model.record(0).words == "1 hari kerja lagi"
    stand_still(desk, monkeypatch, TODAY + timedelta(days=1))
    page._day.look()
    settle(qtbot, tasks)
    assert page.table.model.record(0).words == "hari ini"
    assert page.header._sentence.text().startswith("Kamis, 22 Oktober 2026.")
    desk.changed.connect(page.on_changes)
    desk.do(put, [case_at(2, due=-3)]).then(page, lambda _none: None)
    qtbot.waitUntil(lambda: len(page.table.model.rows) == 2)


def test_a_year_without_its_list_of_days_off_is_warned_of(qtbot, tasks, page, do, trail) -> None:
    show(qtbot, tasks, page)
    assert page.missing.isHidden()
    do(replace_holidays, 2027, ())
    page.read()
    settle(qtbot, tasks)
    assert "Daftar libur 2027 belum ada" in page.missing.words.text()
    qtbot.mouseClick(page.missing.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert trail.opened[-1] == ("settings", {"section": "holidays"})


def test_before_october_next_year_is_missed_only_by_what_falls_into_it(
    qtbot, tasks, page, do, desk, monkeypatch
) -> None:
    stand_still(desk, monkeypatch, date(2026, 9, 30))
    do(replace_holidays, 2027, ())
    show(qtbot, tasks, page)
    assert page.missing.isHidden()
    do(put, [case_at(1, due=90)])
    page.read()
    settle(qtbot, tasks)
    assert not page.missing.isHidden()


def test_who_may_not_record_a_report_is_not_offered_it(qtbot, tasks, trail, desk_of) -> None:
    reader = desk_of(Role.LEADER)
    page = TodayPage(reader, trail)
    show(qtbot, tasks, page)
    assert not [made for made in page.findChildren(QPushButton) if "Catat laporan" in made.text()]


def test_the_sentence_says_what_there_is() -> None:
    assert standing(2, 4) == "Dua tenggat sudah lewat, empat jatuh dalam tiga hari kerja."
    assert standing(1200, 0) == "1.200 tenggat sudah lewat."
    assert standing(0, 1) == "Satu tenggat jatuh dalam tiga hari kerja."


def test_a_recovery_sheet_nobody_looked_at_for_a_year_is_asked_for(
    qtbot, tasks, page, desk, trail, monkeypatch
) -> None:
    show(qtbot, tasks, page)
    assert page.sheet.text == ""
    stand_still(desk, monkeypatch, desk.office.sheet_made_on + timedelta(days=400))
    show(qtbot, tasks, page)
    assert "ambil amplopnya" in page.sheet.text
    page.sheet.open_button.click()
    assert trail.opened[-1] == ("settings", {"section": "accounts"})
