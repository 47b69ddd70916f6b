from __future__ import annotations

from datetime import date

import pytest
from case_desk import stand_still
from list_data import TODAY, case_at, cells, names, put, settle, show, some_cases
from page_trail import Trail
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from samples import nip_of

from cases.model.case import Track
from cases.model.deadline import Urgency
from desktop.desk import Desk
from desktop.pages.cases import CasesPage
from desktop.preferences import Preferences


@pytest.fixture
def trail() -> Trail:
    return Trail()


@pytest.fixture
def page(desk: Desk, trail: Trail, monkeypatch, tmp_path) -> CasesPage:
    stand_still(desk, monkeypatch, TODAY)
    return CasesPage(desk, trail, preferences=Preferences(tmp_path / "tampilan.ini"))


def numbers(page: CasesPage) -> list[str]:
    return names(page.table, lambda row: row.line.number)


def test_the_nearest_due_date_comes_first_with_pills_and_counts(qtbot, tasks, page, do) -> None:
    do(put, some_cases())
    show(qtbot, tasks, page)
    assert numbers(page)[:3] == ["2026/001", "2026/002", "2026/003"]
    assert len(page.table.model.rows) == 6
    model = page.table.model
    assert cells(page, 0)[:5] == [
        "2026/001",
        "Terlapor Rekaan 001",
        model.columns[2].text(model.record(0)),
        "Dinas Kebudayaan",
        "Disiplin",
    ]
    assert model.columns[5].pill(model.record(0)).outlined
    assert [model.columns[7].pill(model.record(row)).text for row in range(3)] == [
        "Lewat 3 hari",
        "1 hari lagi",
        "14 hari lagi",
    ]
    assert page.header._sentence.text() == "5 berjalan dari 6 perkara"
    said = [page.table.counts.itemAt(n).widget().text() for n in range(page.table.counts.count())]
    assert said == ["1 lewat", "1 segera", "1 menunggu PPK"]


def test_the_columns_filter_in_the_database(qtbot, tasks, page, do) -> None:
    ethics = case_at(7, due=2, track=Track.ETHICS)
    do(put, [*some_cases(), ethics])
    show(qtbot, tasks, page)
    for filters, expected in (
        ({"name": "rekaan 003"}, ["2026/003"]),
        ({"nip": f"{nip_of(4)[:8]} {nip_of(4)[8:14]} {nip_of(4)[14]} {nip_of(4)[15:]}"}, ["2026/004"]),
        ({"number": "005"}, ["2026/005"]),
        ({"track": ("etik",)}, ["2026/007"]),
        ({"stage": ("in-force",)}, ["2026/006"]),
        ({"left": (str(Urgency.LATE),)}, ["2026/001"]),
        ({"left": (str(Urgency.SOON),)}, ["2026/002", "2026/007"]),
        ({"left": (str(Urgency.SAFE),)}, ["2026/003"]),
        ({"work_unit": "tidak ada"}, []),
    ):
        page.table.set_filters(filters)
        settle(qtbot, tasks)
        assert numbers(page) == expected
        assert page.table.counts.count() == 0, "counts of all cases would be read as counts of these"
    assert page.table._no_match.isVisible()


def test_chips_narrow_by_year_and_status_and_go_with_the_other_filters(qtbot, tasks, page, do) -> None:
    older = case_at(9, number="2025/009", year=2025)
    do(put, [*some_cases(), older])
    show(qtbot, tasks, page)
    assert [value for value, _ in page.year._choices] == ["2026", "2025"]
    page.year.choose("2025")
    settle(qtbot, tasks)
    assert numbers(page) == ["2025/009"]
    page.status.choose("ppk")
    settle(qtbot, tasks)
    assert numbers(page) == []
    assert page.table._no_match.isVisible()
    assert not page.table.empty.isVisible()
    qtbot.mouseClick(page.table._no_match.findChild(QPushButton), Qt.MouseButton.LeftButton)
    settle(qtbot, tasks)
    assert (page.year.value, page.status.value) == ("", "")
    assert len(numbers(page)) == 7


def test_the_menu_of_a_chip_offers_every_choice(qtbot, page) -> None:
    qtbot.addWidget(page)
    menu = page.status.menu_of_choices()
    assert [action.text() for action in menu.actions()] == [
        "Semua",
        "Berjalan",
        "Menunggu PPK",
        "Dihukum",
        "Tidak terbukti",
    ]
    menu.actions()[2].trigger()
    assert page.status.text().strip() == "Status: menunggu PPK"


def test_a_hundred_come_first_and_the_rest_as_one_goes_down(qtbot, tasks, page, do) -> None:
    do(put, [case_at(n, due=n % 40) for n in range(1, 261)])
    show(qtbot, tasks, page)
    assert (len(page.table.model.rows), page.table.model.total) == (100, 260)
    assert page.table._count.text() == "100 dari 260 baris"
    while page.table.model.canFetchMore(page.table.view.rootIndex()):
        page.table.model.fetchMore(page.table.view.rootIndex())
        settle(qtbot, tasks)
    assert len(set(numbers(page))) == 260
    due = names(page.table, lambda row: row.line.due_on)
    assert due == sorted(due)
    page._read_again()
    settle(qtbot, tasks)
    assert len(page.table.model.rows) == 260, "a change elsewhere must not throw one back to the top"


def test_every_header_sorts_both_ways(qtbot, tasks, page, do) -> None:
    do(put, some_cases())
    show(qtbot, tasks, page)
    for section in range(len(page.table.model.columns)):
        for _ in range(2):
            page.table.header.sort_wanted.emit(section)
            settle(qtbot, tasks)
            assert len(page.table.model.rows) == 6


def test_an_answer_to_older_filters_is_dropped(qtbot, tasks, page, do) -> None:
    do(put, some_cases())
    show(qtbot, tasks, page)
    page.table.set_filters({"number": "001"})
    page.table.set_filters({"number": "002"})
    settle(qtbot, tasks)
    assert numbers(page) == ["2026/002"]


def test_enter_opens_and_a_link_from_elsewhere_narrows(qtbot, tasks, page, do, trail) -> None:
    do(put, some_cases())
    show(qtbot, tasks, page)
    page.status.choose("dihukum")
    page.on_shown(filters={"nip": nip_of(2)})
    settle(qtbot, tasks)
    assert numbers(page) == ["2026/002"]
    assert page.status.value == ""
    qtbot.keyClick(page.table.view, Qt.Key.Key_Return)
    assert trail.opened == [("case", {"case_id": page.table.model.record(0).id})]


def test_a_copied_nip_keeps_its_18_digits(qtbot, tasks, page, do) -> None:
    do(put, some_cases()[:2])
    show(qtbot, tasks, page)
    page.table.view.selectAll()
    page.table.copy()
    data = QGuiApplication.clipboard().mimeData()
    lines = [line.split("\t") for line in data.text().splitlines()]
    assert [line[2] for line in lines] == ["NIP", nip_of(1), nip_of(2)]
    assert f'<td sdnum="1033;0;@" style="mso-number-format:\\@">{nip_of(1)}</td>' in data.html()


def test_an_empty_office_offers_the_first_report(qtbot, tasks, page, trail) -> None:
    show(qtbot, tasks, page)
    assert page.table.empty.isVisible()
    made = next(made for made in page.table.empty.findChildren(QPushButton) if "pertama" in made.text())
    qtbot.mouseClick(made, Qt.MouseButton.LeftButton)
    assert trail.opened == [("report", {})]


def test_widths_are_kept_for_the_next_time(qtbot, desk, trail, tmp_path) -> None:
    kept = Preferences(tmp_path / "tampilan.ini")
    page = CasesPage(desk, trail, preferences=kept)
    qtbot.addWidget(page)
    page.table.header.resizeSection(3, 211)
    assert kept.widths("cases")["work_unit"] == 211
    again = CasesPage(desk, trail, preferences=kept)
    qtbot.addWidget(again)
    assert again.table.header.sectionSize(3) == 211


def test_a_case_whose_weekend_due_date_is_near_is_short_in_its_pill(qtbot, tasks, page, do, desk, monkeypatch) -> None:
    stand_still(desk, monkeypatch, date(2026, 10, 24))
    do(put, [case_at(1, summary={"due_on": date(2026, 10, 25)})])
    show(qtbot, tasks, page)
    pill = page.table.model.columns[7].pill
    assert pill(page.table.model.record(0)).text == "Minggu"
