"""The page of a wording at work, and the way to its parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from case_desk import OPENED, SUPERIOR, open_case
from page_trail import Trail
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QMessageBox, QPlainTextEdit, QPushButton

from cases.model.case import CaseFile
from cases.model.steps import StepKey, SummonsFacts
from cases.services import office, steps, wording_drafts
from cases.services.steps import StepForm
from desktop.desk import Desk
from desktop.pages.wording import WordingPage
from desktop.preferences import Preferences

NAME = "summons-1@1"


@pytest.fixture
def trail() -> Trail:
    return Trail()


@pytest.fixture
def page(qtbot, desk: Desk, trail: Trail, tmp_path: Path) -> Iterator[WordingPage]:
    made = WordingPage(desk, trail, Preferences(tmp_path / "tampilan.ini"))
    qtbot.addWidget(made)
    made.resize(1110, 640)
    desk.changed.connect(made.on_changes)
    made.show()
    yield made
    qtbot.waitUntil(lambda: not desk.tasks.busy)


@pytest.fixture
def shown(qtbot, page: WordingPage, desk: Desk) -> Callable[..., WordingPage]:
    def show(name: str = "", letter_id: str = "") -> WordingPage:
        page.on_shown(name=name, letter_id=letter_id)
        settled(qtbot, page)
        return page

    return show


@pytest.fixture
def draft(do, shown) -> WordingPage:
    return shown(do(wording_drafts.start_draft, NAME).name)


def settled(qtbot, page: WordingPage) -> None:
    """Wait until what was asked is answered, and the letter beside it was asked for."""
    editor = page.editor
    qtbot.waitUntil(lambda: not page._desk.tasks.busy and not editor._wait.isActive() and not editor._asking)


def place_of(page: WordingPage, kind: str, text: str = "") -> int:
    blocks = page.editor.parts.parts.blocks
    return next(i for i, block in enumerate(blocks) if block["kind"] == kind and text in str(block))


def box_of(page: WordingPage, place: int) -> QPlainTextEdit:
    """The first running text of an open part."""
    field = page.editor.parts.cards[place].field
    assert field is not None
    return field.findChildren(QPlainTextEdit)[0]


def paper_of(page: WordingPage) -> str:
    """What the letter beside the wording says."""
    assert page.editor.shown is not None
    assert page.editor.shown.pdf is not None
    document, buffer = QPdfDocument(), QBuffer()
    buffer.setData(QByteArray(page.editor.shown.pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    words = " ".join(document.getAllText(i).text() for i in range(document.pageCount()))
    document.close()
    return " ".join(words.split())


def action(page: WordingPage, name: str) -> QPushButton:
    return page._actions[name]


def answer(page: WordingPage, word: str) -> None:
    box = page.findChild(QMessageBox)
    next(each for each in box.buttons() if word in each.text()).click()


def summons(do, ask) -> CaseFile:
    head = ask(office.current_office).head
    case_id = open_case(do, head, code="n.2").case.id
    facts = SummonsFacts(examine_on=OPENED, examine_at="09.00", place="Aula", report_to=SUPERIOR, signer=SUPERIOR)
    form = StepForm(key=StepKey.SUMMONS_1, facts=facts, on=OPENED)
    warned = [
        steps.Override(guard=one.guard, reason="Alasan uji.")
        for one in ask(steps.check_step, case_id, form)
        if not one.satisfied
    ]
    return do(steps.take_step, case_id, replace(form, overrides=tuple(warned)))
