"""Ctrl+K over a real office: what is typed finds, and what is chosen opens its page."""

from __future__ import annotations

import io
from datetime import date

import pytest
from case_desk import open_case
from ink import screen
from list_data import case_at, letter_of, put, settle
from page_trail import PEOPLE, import_people
from PySide6.QtCore import Qt
from samples import make_person

import db.search
from cases.model.letter import LetterStatus
from cases.model.marks import Place, SeenText, SeenWord
from cases.model.person import EmploymentStatus
from cases.model.report import Channel, Source
from cases.rules.nip import show_nip
from cases.services import evidence, evidence_text, reports
from cases.services.evidence import EvidenceForm
from cases.services.reports import ReportForm
from desktop import assembly
from desktop.assembly import PAGES, fill
from desktop.command_line import commands
from desktop.desk import Desk
from desktop.main_window import MainWindow
from desktop.widgets.palette import Find

CASE = case_at(7, due=1)
LETTER = letter_of(
    CASE, number="800.1.6.2/7/BKPSDM/X/2026", letter_on=date(2026, 10, 1), status=LetterStatus.VOID, short_code="AB12"
)

FORM = ReportForm(
    received_on=date(2026, 5, 4),
    source=Source.BAWASLU,
    channel=Channel.SOCIAL_MEDIA,
    narrative="Memasang foto bersama calon.",
    respondents=(make_person(),),
)


@pytest.fixture
def window(qtbot, tasks, desk: Desk, do) -> MainWindow:
    import_people(do)
    do(put, [CASE], [LETTER])
    made = MainWindow()
    qtbot.addWidget(made)
    fill(made, desk)
    made.show()
    made.open_page("letters")
    settle(qtbot, tasks)
    return made


def finds(qtbot, tasks, window: MainWindow, text: str) -> list[Find]:
    """What the box lists after one typed and paused."""
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = window._palette
    palette.edit.clear()
    qtbot.keyClicks(palette.edit, text)
    qtbot.waitUntil(lambda: not palette._pause.isActive() and not tasks.busy)
    return [palette.list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(palette.list.count())]


@pytest.mark.parametrize(
    ("text", "noun", "page"),
    [
        ("Satria", "employee", "employee"),
        (show_nip(PEOPLE[1].nip), "employee", "employee"),
        (CASE.number, "case", "case"),
        ("beranda", "report", "report"),
        ("800.1.6.2/7", "letter", "letter"),
    ],
)
def test_names_nips_numbers_and_words_are_found_and_opened(qtbot, tasks, window, text, noun, page) -> None:
    found = finds(qtbot, tasks, window, text)
    place = next(row for row, find in enumerate(found) if find.target.noun == noun)
    for _ in range(place):
        qtbot.keyClick(window._palette.edit, Qt.Key.Key_Down)
    opened: list[tuple[str, object]] = []
    window.open_page = lambda key, **args: opened.append((key, args))  # the pages themselves have tests of their own
    qtbot.keyClick(window._palette.edit, Qt.Key.Key_Return)
    assert opened == [(page, {f"{noun}_id": found[place].target.id})]


def test_a_person_who_is_found_has_a_page_of_his_own(qtbot, tasks, window) -> None:
    finds(qtbot, tasks, window, "Satria")
    qtbot.keyClick(window._palette.edit, Qt.Key.Key_Return)
    settle(qtbot, tasks)
    assert window.current_key == "employee"
    assert window.page("employee").seen.employee.name == "Satria Nugraha"


def test_a_find_says_where_the_words_were_met(qtbot, tasks, window) -> None:
    report = finds(qtbot, tasks, window, "beranda")[0]
    assert "beranda media sosialnya" in report.subtitle
    qtbot.keyClick(window._palette.edit, Qt.Key.Key_Escape)
    person = finds(qtbot, tasks, window, PEOPLE[2].nip)[0]
    assert person.title == "Satria Nugraha"
    assert PEOPLE[2].nip in person.subtitle
    assert person.title not in person.subtitle


@pytest.mark.parametrize("key", ["today", "cases", "employees", "employee-import", "letters", "recap"])
def test_every_list_can_be_opened_from_the_window(qtbot, tasks, window, key) -> None:
    assert key in {entry.key for entry in PAGES}
    assert window.open_page(key)
    settle(qtbot, tasks)
    assert window.current_key == key


@pytest.mark.parametrize("cases", [1, 0])
def test_evidence_is_found_by_its_text_and_opened_with_the_words_marked(qtbot, tasks, window, do, cases: int) -> None:
    if cases:
        report = open_case(do, make_person(name="H. Contoh Nama", status=EmploymentStatus.ELECTED, nip="")).report
    else:
        report = do(reports.register_report, FORM)
    target = io.BytesIO()
    screen(600).save(target, "PNG")
    item = do(evidence.add_evidence, report.id, target.getvalue(), EvidenceForm(file_name="a.png", title="Unggahan"))
    words = tuple(
        SeenWord(words=word, place=Place(page=0, left=0.1, top=0.1 * number, width=0.2, height=0.05))
        for number, word in enumerate(("satu", "komando", "nomor"))
    )
    do(evidence_text.keep_text, item.id, SeenText(reader="tesseract", pages=(words,)))
    (find,) = finds(qtbot, tasks, window, "komand")
    assert (find.title, find.target.noun) == ("Unggahan", "evidence")
    assert "satu komando nomor" in find.subtitle
    qtbot.keyClick(window._palette.edit, Qt.Key.Key_Return)
    settle(qtbot, tasks)
    page = window.page("case" if cases else "report")
    assert window.current_key == ("case" if cases else "report")
    panel = page.evidence if cases else page.panel
    qtbot.waitUntil(lambda: panel.looking.viewer is not None and panel.looking.viewer.first.found == 1)
    assert panel.looking.viewer.item == item
    assert panel.isVisible()
    settle(qtbot, tasks)


def test_every_noun_that_is_found_has_its_page_and_its_word() -> None:
    assert set(assembly._FINDS) == set(commands._NOUNS) == set(db.search._NOUNS)
