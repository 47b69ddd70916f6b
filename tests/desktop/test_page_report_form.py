from __future__ import annotations

from datetime import date, timedelta

import pytest
from page_trail import PEOPLE, Trail, import_people
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from cases.model.listing import ListQuery
from cases.model.report import Channel, Report, Source
from cases.services import drafts, letters, reports
from desktop.desk import Desk
from desktop.pages.report import ReportPage
from desktop.pages.report_parts.form import ReportEntry
from desktop.tasks import Tasks
from desktop.wiring import OpenOffice


@pytest.fixture
def trail() -> Trail:
    return Trail()


@pytest.fixture
def page(qtbot, desk: Desk, tasks: Tasks, trail: Trail) -> ReportPage:
    made = ReportPage(desk, trail)
    qtbot.addWidget(made)
    desk.changed.connect(made.on_changes)
    made.resize(1158, 640)
    made.show()
    made.on_shown()
    qtbot.waitUntil(lambda: not tasks.busy)
    return made


def entry_of(page: ReportPage) -> ReportEntry:
    assert page.entry is not None
    return page.entry


def fill(qtbot, page: ReportPage) -> ReportEntry:
    entry = entry_of(page)
    qtbot.keyClicks(entry.received_on.edit, "4/5/26")
    entry.source.restore(Source.BAWASLU)
    entry.channel.restore(Channel.SOCIAL_MEDIA)
    entry.channel.changed.emit()
    qtbot.keyClicks(entry.narrative.edit, "Memasang foto bersama calon.")
    return entry


def all_reports(ask) -> list[Report]:
    lines = ask(reports.report_page, ListQuery(sort="number")).rows
    return [ask(reports.report, line.id) for line in lines]


def test_nothing_is_filled_in_before_and_today_is_one_button(qtbot, page: ReportPage, office: OpenOffice) -> None:
    entry = entry_of(page)
    assert entry.received_on.value() is None
    qtbot.mouseClick(entry.received_on.fill, Qt.MouseButton.LeftButton)
    assert entry.received_on.value() == office.clock.today()


def test_tab_goes_round_the_whole_form_with_the_late_boxes(qtbot, page: ReportPage) -> None:
    entry = entry_of(page)
    qtbot.waitUntil(lambda: bool(entry.points.boxes))
    with qtbot.waitActive(page):
        page.activateWindow()
    entry.focus_first()
    walked: list[QWidget] = []
    while (here := QApplication.focusWidget()) is not None and here not in walked:
        walked.append(here)
        qtbot.keyClick(here, Qt.Key.Key_Tab)
    assert {*entry.points.boxes.values(), entry.again, entry.narrative.focus_target()} <= set(walked)


def test_a_report_about_somebody_names_him_beside_those_of_the_draft(qtbot, page: ReportPage, tasks, do) -> None:
    import_people(do)
    entry = entry_of(page)
    entry.respondents.pick(PEOPLE[1].snapshot(date(2026, 5, 4), "Penata Tingkat I"))
    page.draft.flush()
    qtbot.waitUntil(lambda: not tasks.busy)
    page._place.drop()
    for _ in range(2):
        page.on_shown(about=PEOPLE[0].nip)
        qtbot.waitUntil(lambda: not tasks.busy)
    assert [person.nip for person in entry_of(page).respondents.value()] == [PEOPLE[1].nip, PEOPLE[0].nip]


def test_on_a_narrow_screen_every_field_can_be_reached(qtbot, page: ReportPage) -> None:
    entry = entry_of(page)
    inner = entry._scroll.widget()
    assert inner is not None
    wide = entry.narrative.mapTo(inner, QPoint(0, 0)).x()
    page.resize(700, 400)
    qtbot.waitUntil(lambda: entry.narrative.mapTo(inner, QPoint(0, 0)).x() < wide)
    qtbot.waitUntil(lambda: inner.width() <= entry._scroll.viewport().width(), timeout=10_000)
    page.resize(1158, 640)
    qtbot.waitUntil(lambda: entry.narrative.mapTo(inner, QPoint(0, 0)).x() == wide)


def test_an_empty_form_says_what_is_needed(page: ReportPage, ask) -> None:
    entry = entry_of(page)
    entry.submit()
    wrong = [key for key in entry.values() if entry.box(key).error]
    assert wrong == ["received_on", "source", "channel", "narrative"]
    assert all_reports(ask) == []


def test_a_report_is_saved_as_typed(qtbot, page: ReportPage, tasks: Tasks, trail: Trail, do, ask) -> None:
    import_people(do)
    entry = fill(qtbot, page)
    qtbot.keyClicks(entry.event_on.edit, "3 mei 2026")
    qtbot.keyClicks(entry.event_at.edit, "1942")
    qtbot.keyClicks(entry.platform.box.lineEdit(), "Facebook")
    qtbot.keyClicks(entry.account.edit, "ratna.k")
    qtbot.keyClicks(entry.reporter_name.edit, "Pelapor Contoh")
    entry.codes.add("D7")
    entry.points.restore(["7.1", "8.2"])
    assert entry.respondents is not None
    qtbot.keyClicks(entry.respondents.adder.edit, "bagus")
    entry.respondents.adder._pick(PEOPLE[1].snapshot(date(2026, 5, 4), "Penata Tingkat I"))
    entry.submit()
    qtbot.waitUntil(lambda: bool(trail.opened))
    (report,) = all_reports(ask)
    assert report.received_on == date(2026, 5, 4)
    assert (report.event_on, report.event_at) == (date(2026, 5, 3), "19.42")
    assert (report.source, report.channel) == (Source.BAWASLU, Channel.SOCIAL_MEDIA)
    assert (report.platform, report.account, report.reporter_name) == ("Facebook", "ratna.k", "Pelapor Contoh")
    assert (report.violation_codes, report.circular_points) == (("D7",), ("7.1", "8.2"))
    assert [one.person.name for one in report.respondents] == ["Bagus Prayitno"]
    assert trail.opened == [("report", {"report_id": report.id})]
    assert trail.said == [f"Laporan {report.number} dicatat."]
    trail.actions["Tanda terima"]()
    qtbot.waitUntil(lambda: trail.opened[-1][0] == "letter")
    trail.actions["Tanda terima"]()
    qtbot.waitUntil(lambda: len(trail.opened) > 2)
    assert trail.opened[-1] == trail.opened[-2], "the same receipt again"
    receipt = ask(letters.letter, trail.opened[-1][1]["letter_id"])
    assert receipt.kind == "report-receipt"
    assert receipt.content.signatures[-1].person.name == "Admin Uji", "paper names a person and no user"
    qtbot.waitUntil(lambda: not tasks.busy)
    assert ask(drafts.my_drafts) == {}


def test_people_are_found_while_typing(qtbot, page: ReportPage, tasks: Tasks, do) -> None:
    import_people(do)
    field = entry_of(page).respondents
    assert field is not None
    page.activateWindow()
    field.adder.edit.setFocus()
    qtbot.waitUntil(field.adder.edit.hasFocus)
    qtbot.keyClicks(field.adder.edit, "ratna")
    qtbot.waitUntil(lambda: field.adder._candidates is not None and field.adder._candidates.isVisible())
    qtbot.keyClick(field.adder.edit, Qt.Key.Key_Return)
    assert [row.person.name for row in field.rows] == ["Ratna Kusumawardhani"]
    assert field.adder.edit.text() == "", "ready for the next one"


def test_somebody_typed_by_hand_goes_in_with_save(qtbot, page: ReportPage, trail: Trail, ask) -> None:
    entry = fill(qtbot, page)
    assert entry.respondents is not None
    entry.respondents.adder._toggle_manual()
    hand = entry.respondents.adder._hand
    qtbot.keyClicks(hand["name"], "Yusuf Hermanto")
    assert entry.respondents.take.isVisibleTo(entry)
    hand["name"].setFocus()
    for box in hand.values():  # Enter passes none of them over
        assert page.window().focusWidget() is box
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert page.window().focusWidget() not in hand.values()
    entry.submit()
    qtbot.waitUntil(lambda: bool(trail.opened))
    (report,) = all_reports(ask)
    assert [(one.person.name, one.person.nip) for one in report.respondents] == [("Yusuf Hermanto", "")]


def test_a_bad_nip_by_hand_is_said_under_the_respondents(qtbot, page: ReportPage, ask) -> None:
    entry = fill(qtbot, page)
    assert entry.respondents is not None
    entry.respondents.adder._toggle_manual()
    qtbot.keyClicks(entry.respondents.adder._hand["name"], "Yusuf Hermanto")
    qtbot.keyClicks(entry.respondents.adder._hand["nip"], "198503122010011")
    qtbot.mouseClick(entry.respondents.take, Qt.MouseButton.LeftButton)
    assert "15 angka" in entry.box("respondents").error
    entry.submit()
    assert "15 angka" in entry.box("respondents").error
    assert all_reports(ask) == []


@pytest.mark.parametrize(
    ("key", "typed", "words"),
    [
        ("received_on", "kapan", "bukan tanggal"),
        ("event_on", "31/2/2026", "bukan tanggal"),
        ("event_at", "25.00", "bukan jam"),
        ("origin_on", "5/5/2026", "sesudah laporan diterima"),
        ("event_on", "5/5/2026", "sesudah laporan diterima"),
    ],
)
def test_what_cannot_be_taken_is_said_at_its_field(
    qtbot, page: ReportPage, ask, key: str, typed: str, words: str
) -> None:
    entry = fill(qtbot, page)
    edit = entry.field(key).focus_target()
    assert isinstance(edit, QLineEdit)
    edit.clear()
    qtbot.keyClicks(edit, typed)
    entry.submit()
    qtbot.waitUntil(lambda: words in entry.box(key).error)
    assert all_reports(ask) == []


def test_a_future_receipt_is_refused(qtbot, page: ReportPage, office: OpenOffice, ask) -> None:
    entry = fill(qtbot, page)
    entry.received_on.set_date(office.clock.today() + timedelta(days=1))
    entry.submit()
    qtbot.waitUntil(lambda: "belum terjadi" in entry.box("received_on").error)
    assert all_reports(ask) == []


def test_save_and_another_keeps_what_they_share(qtbot, page: ReportPage, tasks: Tasks, trail: Trail, ask) -> None:
    entry = fill(qtbot, page)
    qtbot.keyClicks(entry.election.box.lineEdit(), "Pemilihan Bupati 2027")
    qtbot.keyClicks(entry.account.edit, "akun.satu")
    entry.again.click()
    qtbot.waitUntil(lambda: bool(trail.said))
    (first,) = all_reports(ask)
    assert trail.opened == []
    assert entry.received_on.value() == date(2026, 5, 4)
    assert (entry.source.value(), entry.election.value()) == (Source.BAWASLU, "Pemilihan Bupati 2027")
    assert (entry.narrative.value(), entry.account.value()) == ("", "")
    qtbot.keyClicks(entry.narrative.edit, "Laporan kedua.")
    entry.again.click()
    qtbot.waitUntil(lambda: len(all_reports(ask)) == 2)
    trail.actions["Buka"]()
    assert trail.opened[-1][0] == "report"
    assert first.number != all_reports(ask)[1].number


def test_social_media_is_asked_only_there(page: ReportPage) -> None:
    entry = entry_of(page)
    assert entry.box("url").isHidden()
    entry.channel.restore(Channel.SOCIAL_MEDIA)
    entry.channel.changed.emit()
    assert not entry.box("url").isHidden()
    entry.url.restore("https://contoh.invalid/1")
    entry.narrative.restore("x")
    entry.received_on.set_date(date(2026, 5, 4))
    entry.source.restore(Source.MEDIA)
    entry.channel.restore(Channel.ACTIVITY)
    entry.channel.changed.emit()
    assert entry.report_form().url == "", "what is hidden is not recorded"


def test_the_reporter_is_covered_unless_typed_or_asked(qtbot, page: ReportPage) -> None:
    entry = entry_of(page)
    entry.reporter_name.restore("Pelapor Contoh")
    assert entry.reporter_name.edit.echoMode() == QLineEdit.EchoMode.Password
    page.activateWindow()
    entry.reporter_name.edit.setFocus()
    qtbot.waitUntil(entry.reporter_name.edit.hasFocus)
    assert entry.reporter_name.edit.echoMode() == QLineEdit.EchoMode.Normal
    entry.narrative.edit.setFocus()
    assert entry.reporter_name.edit.echoMode() == QLineEdit.EchoMode.Password
    entry.reporter_name.edit.actions()[0].trigger()
    assert entry.reporter_name.edit.echoMode() == QLineEdit.EchoMode.Normal
    assert entry.reporter_name.value() == "Pelapor Contoh"


def test_a_dead_program_loses_nothing(qtbot, page: ReportPage, desk: Desk, tasks: Tasks, trail: Trail, do, ask) -> None:
    entry = fill(qtbot, page)
    entry.codes.add("D7")
    assert entry.respondents is not None
    entry.respondents.pick(PEOPLE[0].snapshot(date(2026, 5, 4), ""))
    qtbot.waitUntil(lambda: "report:new" in ask(drafts.my_drafts))
    again = ReportPage(desk, trail)
    qtbot.addWidget(again)
    again.on_shown()
    qtbot.waitUntil(lambda: not tasks.busy)
    back = entry_of(again)
    assert back.narrative.value() == "Memasang foto bersama calon."
    assert back.codes.value() == ("D7",)
    assert back.respondents is not None
    assert [person.name for person in back.respondents.value()] == ["Ratna Kusumawardhani"]
    assert again.draft is not None
    assert "dipulihkan" in again.draft.line.words


def test_violations_are_found_by_code_and_word(qtbot, page: ReportPage) -> None:
    field = entry_of(page).codes
    page.activateWindow()
    field.edit.setFocus()
    qtbot.waitUntil(field.edit.hasFocus)
    qtbot.keyClicks(field.edit, "d7")
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.value() == ("D7",)
    qtbot.keyClicks(field.edit, "spanduk")
    assert field._candidates is not None
    found = [field._candidates.list.item(n).data(Qt.ItemDataRole.UserRole).target for n in range(2)]
    assert found == ["E1", "D1"]
    qtbot.keyClick(field.edit, Qt.Key.Key_Escape)
    entry_of(page).check()
    assert "Pilih bentuk pelanggaran" in entry_of(page).box("violation_codes").error
    field._rows[0].remove.click()
    assert field.draft() == []


def test_changing_a_report(qtbot, page: ReportPage, tasks: Tasks, trail: Trail, ask) -> None:
    fill(qtbot, page).submit()
    qtbot.waitUntil(lambda: bool(trail.opened))
    page.on_shown(**trail.opened[-1][1])
    qtbot.waitUntil(lambda: not tasks.busy)
    page._edit()
    entry = entry_of(page)
    assert entry.narrative.value() == "Memasang foto bersama calon."
    assert entry.respondents is None, "they are changed one by one"
    entry.narrative.restore("Uraian yang dibetulkan.")
    entry.submit()
    qtbot.waitUntil(lambda: all_reports(ask)[0].narrative == "Uraian yang dibetulkan.")
    qtbot.waitUntil(lambda: page.entry is None)
    assert trail.said[-1].endswith("diubah.")
