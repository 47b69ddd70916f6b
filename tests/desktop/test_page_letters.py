from __future__ import annotations

from datetime import date

import pytest
from list_data import case_at, cells, letter_of, names, put, settle, show
from page_trail import Trail
from PySide6.QtCore import Qt

from cases.model.letter import LetterStatus
from desktop.desk import Desk
from desktop.pages.letters import LettersPage
from desktop.preferences import Preferences

NUMBER = "800.1.6.2/7/BKPSDM/X/2026"


@pytest.fixture
def trail() -> Trail:
    return Trail()


@pytest.fixture
def page(desk: Desk, trail: Trail, tmp_path) -> LettersPage:
    return LettersPage(desk, trail, preferences=Preferences(tmp_path / "tampilan.ini"))


@pytest.fixture
def letters(do) -> None:
    case, other = case_at(1), case_at(2)
    do(
        put,
        [case, other],
        [
            letter_of(
                case,
                title="Surat Panggilan I",
                number=NUMBER,
                letter_on=date(2026, 10, 1),
                short_code="A",
                status=LetterStatus.SIGNED,
            ),
            letter_of(
                case, title="Berita Acara", letter_on=date(2026, 10, 9), numbered=False, status=LetterStatus.PUT_UP
            ),
            letter_of(other, title="Surat Panggilan II"),
        ],
    )


def test_the_newest_comes_first_and_drafts_last(qtbot, tasks, page, letters) -> None:
    show(qtbot, tasks, page)
    assert names(page.table, lambda line: line.title) == ["Berita Acara", "Surat Panggilan I", "Surat Panggilan II"]
    assert cells(page, 1)[:5] == [NUMBER, "1 Okt 2026", "Surat Panggilan I", "2026/001", "Terlapor Rekaan 001"]
    assert cells(page, 2)[:2] == ["Tanpa nomor", "–"]
    assert page.table.model.columns[5].pill(page.table.model.record(0)).text == "Diajukan"
    assert page.header._sentence.text() == "1 surat menunggu tanda tangan"


def test_segments_count_and_narrow_by_status(qtbot, tasks, page, letters) -> None:
    show(qtbot, tasks, page)
    assert [page.segments._buttons[key].text() for key in ("", "konsep", "ditandatangani", "batal")] == [
        "Semua  3",
        "Konsep  1",
        "Ditandatangani  1",
        "Batal  0",
    ]
    page.segments.choose("konsep")
    settle(qtbot, tasks)
    assert names(page.table, lambda line: line.title) == ["Surat Panggilan II"]
    page.segments.choose("batal")
    settle(qtbot, tasks)
    assert page.table._no_match.isVisible()
    page.table.clear_filters()
    settle(qtbot, tasks)
    assert len(page.table.model.rows) == 3


def test_filters_find_by_number_title_and_respondent_and_enter_opens(qtbot, tasks, page, letters, trail) -> None:
    show(qtbot, tasks, page)
    for filters, expected in (
        ({"number": "/7/"}, ["Surat Panggilan I"]),
        ({"title": "panggilan", "respondent": "002"}, ["Surat Panggilan II"]),
        ({"case_number": "001"}, ["Berita Acara", "Surat Panggilan I"]),
    ):
        page.table.set_filters(filters)
        settle(qtbot, tasks)
        assert names(page.table, lambda line: line.title) == expected
    qtbot.keyClick(page.table.view, Qt.Key.Key_Return)
    assert trail.opened == [("letter", {"letter_id": page.table.model.record(0).id})]


def test_an_office_without_letters_says_where_they_come_from(qtbot, tasks, page) -> None:
    show(qtbot, tasks, page)
    assert page.table.empty.isVisible()
    assert "perkara" in page.table.empty.sentence.text()
