"""What leaves as a file: all letters of a case as one PDF, and a letter as a Word document, from their buttons."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path

import pytest
from case_desk import OPENED, SUPERIOR, House, open_case, put_up, stand_still
from docx import Document
from pypdf import PdfReader
from PySide6.QtWidgets import QMessageBox

from cases.model.case import CaseFile
from cases.model.letter import LetterStatus
from cases.model.steps import StepKey, SummonsFacts
from cases.services import letters, office, steps
from cases.services.steps import StepForm
from desktop.pages.case_tabs.packet_button import PacketButton
from desktop.preferences import Preferences
from reports.working_copy import MARK


@pytest.fixture
def house(qtbot, desk, tasks, tmp_path: Path, monkeypatch) -> House:
    stand_still(desk, monkeypatch, OPENED)
    return House(qtbot, desk, tasks, Preferences(tmp_path / "tampilan.ini"))


@pytest.fixture
def file(do, ask, house) -> CaseFile:
    """A case with one summons, still a draft."""
    case_id = open_case(do, ask(office.current_office).head, code="n.2").case.id
    facts = SummonsFacts(
        examine_on=OPENED + timedelta(days=10), examine_at="09.00", place="Aula", report_to=SUPERIOR, signer=SUPERIOR
    )
    return do(steps.take_step, case_id, StepForm(key=StepKey.SUMMONS_1, facts=facts, on=OPENED))


def packet_of(house: House, file: CaseFile) -> PacketButton:
    house.open_page("case", case_id=file.case.id, tab="letters")
    house.settle()
    return house.case.packet


def test_a_case_offers_what_its_packet_may_hold(house, file, do) -> None:
    packet = packet_of(house, file)
    assert [words for words, _ in packet.choices()] == ["Juga konsep (1)"], "nothing was issued yet"
    letter = put_up(do, file.letters[0].id, OPENED)
    house.case.on_shown(case_id=file.case.id)
    house.settle()
    assert [words for words, _ in packet.choices()] == ["Surat yang terbit (1)"]
    draft = do(letters.replace_letter, letter.id, "Salah ketik.")
    do(letters.void_letter, draft.id, "Tidak jadi.")
    do(letters.replace_letter, letter.id, "Salah ketik lagi.")
    house.case.on_shown(case_id=file.case.id)
    house.settle()
    assert [action.text() for action in packet.menu().actions()] == [
        "Surat yang terbit (1)",
        "Juga konsep (2)",
        "Juga surat yang batal (2)",
        "Semua, juga konsep dan yang batal (3)",
    ]


def test_a_packet_is_saved_with_its_bookmarks_and_noted(house, file, do, desk, tmp_path, qtbot) -> None:
    put_up(do, file.letters[0].id, OPENED)
    packet = packet_of(house, file)
    target = tmp_path / "paket.pdf"
    with qtbot.waitSignal(packet.saved) as saved:
        packet.save_to(target)
    house.settle()
    assert saved.args == [target]
    assert house.said[-1] == "Tersimpan: paket.pdf"
    reader = PdfReader(io.BytesIO(target.read_bytes()))
    titles = [item.title for item in reader.outline if not isinstance(item, list)]
    assert titles[0] == "Daftar isi"
    assert titles[1].startswith("Surat Panggilan I 800.1.6.2/1/")
    assert "belum ditandatangani" in reader.pages[0].extract_text()


def test_drafts_say_on_every_page_that_they_are_drafts(house, file, tmp_path, qtbot) -> None:
    packet = packet_of(house, file)
    with qtbot.waitSignal(packet.saved):
        packet.save_to(tmp_path / "paket.pdf", frozenset({LetterStatus.DRAFT}))
    house.settle()
    pages = PdfReader(io.BytesIO((tmp_path / "paket.pdf").read_bytes())).pages
    assert all("KONSEP" in page.extract_text() for page in pages)


def test_a_place_that_takes_no_file_is_said_and_the_button_comes_back(house, file, tmp_path) -> None:
    packet = packet_of(house, file)
    packet.save_to(tmp_path / "tidak-ada" / "paket.pdf", frozenset({LetterStatus.DRAFT}))
    house.settle()
    assert [box.text() for box in packet.findChildren(QMessageBox)] == ["Folder itu tidak ada lagi; pilih folder lain."]
    assert packet.button.isEnabled()


def test_a_working_copy_is_saved_and_noted(house, file, tmp_path, qtbot, desk) -> None:
    house.open_page("letter", letter_id=file.letters[0].id)
    house.settle()
    copy = house.letter.copy_button
    target = tmp_path / "salinan.docx"
    with qtbot.waitSignal(copy.saved):
        copy.save_to(target)
    house.settle()
    document = Document(io.BytesIO(target.read_bytes()))
    assert document.sections[0].header.paragraphs[0].text == MARK
    assert any("SURAT PANGGILAN I" in paragraph.text for paragraph in document.paragraphs)
    with desk.office.database.read() as work:
        noted = work.audit.of_record([file.letters[0].id])[0]
    assert (noted.action, noted.operation) == ("export", "letter_filing.note_export")
