"""The life of a letter at its page: parafs, scans chosen and dropped, receipts, forms kept, prints."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from case_desk import OPENED, House, fill, stand_still
from letter_window import shown, summons, words_of
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton

from cases.model.letter import FinalKind, LetterStatus
from cases.model.office import Paper
from cases.model.person import Person
from cases.services import case_files, letters, office
from cases.services.letter_forms import HeldForm
from desktop.pages.letter import LetterPage
from desktop.preferences import Preferences


@pytest.fixture
def house(qtbot, desk, tasks, tmp_path: Path, monkeypatch) -> House:
    stand_still(desk, monkeypatch)
    return House(qtbot, desk, tasks, Preferences(tmp_path / "tampilan.ini"))


@pytest.fixture
def head(ask) -> Person:
    return ask(office.current_office).head


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """A scanned page as a phone makes it."""
    path = tmp_path / "pindaian.jpg"
    Image.new("L", (850, 1300), 240).save(path)
    return path


def pdf_at(path: Path, pages: int = 1) -> Path:
    target = io.BytesIO()
    with pikepdf.new() as made:
        for _ in range(pages):
            made.add_blank_page(page_size=(609, 935))
        made.save(target)
    path.write_bytes(target.getvalue())
    return path


def put_up(house: House) -> LetterPage:
    page = house.letter
    assert page.action is not None
    fill(page.action.form.field, {"letter_on": OPENED})
    house.submit_letter()
    return page


def drop(page: LetterPage, *paths: Path) -> None:
    """Let files fall on the page."""
    told = QMimeData()
    told.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    page.dropEvent(QDropEvent(QPointF(40, 40), Qt.DropAction.CopyAction, told, left, none))


def press(house: House, words: str) -> None:
    """Press the button of a question."""
    box = next(one for one in house.letter.window().findChildren(QMessageBox) if one.isVisible())
    next(one for one in box.buttons() if one.text() == words).click()
    house.settle()


def button_of(page: LetterPage, words: str) -> QPushButton:
    return next(one for one in page.side.findChildren(QPushButton) if one.text().strip("\u2009 ") == words)


def test_parafs_are_recorded_and_a_missing_one_is_asked_for(house, do, ask, head) -> None:
    wanted = [do(office.keep_signatory, replace(head, name=name), f"{name},") for name in ("Rekaan A", "Rekaan B")]
    profile = ask(office.current_office)
    do(office.change_office, replace(profile, initials=tuple(one.id for one in wanted)))
    file = summons(do, head)
    page = shown(house, file)
    assert page.side.initials is not None
    assert "Paraf: 0 dari 2" in words_of(page.side.initials)
    page.side.initials.ask(0)
    assert page.side.initials.form is not None
    fill(page.side.initials.form.field, {"given_on": OPENED})
    page.side.initials.form.submit()
    house.settle()
    assert house.said[-1] == "Paraf Rekaan A dicatat"
    assert "Paraf: 1 dari 2" in words_of(page.side.initials)
    put_up(house)
    assert page.action is not None
    fill(page.action.form.field, {"signed_on": OPENED})
    house.submit_letter()
    press(house, "Catat tanpa paraf")
    letter = ask(letters.letter, file.letters[0].id)
    assert (letter.status, [one.given_on for one in letter.initials]) == (LetterStatus.SIGNED, [OPENED, None])
    assert any("tanpa 1 paraf" in word for word in words_of(page.side.life))


def test_the_list_of_parafs_is_changed_in_place(house, do, ask, head) -> None:
    file = summons(do, head)
    page = shown(house, file)
    assert page.side.initials is not None
    assert "Tanpa paraf" in words_of(page.side.initials)
    for name in ("Analis Rekaan", "Sekretaris Rekaan"):
        page.side.initials.change()
        page.side.initials._person.restore({"person": {"name": name, "position": "Analis"}})
        page.side.initials._add()
        house.settle()
    page.side.initials._move_up(1)
    house.settle()
    page.side.initials._remove(1)
    house.settle()
    assert [one.name for one in ask(letters.letter, file.letters[0].id).initials] == ["Sekretaris Rekaan"]


def test_a_scan_that_is_dropped_is_signed_with_and_shown(house, do, ask, head, scan, tmp_path) -> None:
    file = summons(do, head)
    page = shown(house, file)
    drop(page, scan)
    box = next(one for one in page.findChildren(QMessageBox) if one.isVisible())
    assert "belum menunggu pindaian" in box.text()
    box.close()
    put_up(house)
    before = page.paper.data
    broken = tmp_path / "rusak.pdf"
    broken.write_bytes(b"%PDF-1.7 terpotong")
    drop(page, broken)
    assert page.action is not None
    fill(page.action.form.field, {"signed_on": OPENED})
    house.submit_letter()
    assert "rusak atau terpotong" in page.action.form.box("scan").error
    assert ask(letters.letter, file.letters[0].id).status is LetterStatus.PUT_UP
    page.action.form.field("scan").restore([])
    drop(page, scan)
    house.submit_letter()
    letter = ask(letters.letter, file.letters[0].id)
    assert (letter.status, letter.final_kind) == (LetterStatus.SIGNED, FinalKind.SCAN)
    assert page.paper.form is HeldForm.FINAL
    assert page.paper.data == scan.read_bytes()
    assert page.paper.pages.startswith(b"%PDF")
    assert page.pdf.words == "Bentuk akhir, halaman 1 dari 1"
    page.paper.show_form(HeldForm.PUT_UP)
    house.settle()
    assert page.paper.data == before
    assert page.pdf.words.startswith("Ditandatangani")


def test_a_scan_over_the_page_is_told_where_to_fall(house, do, head, scan) -> None:
    file = summons(do, head)
    page = shown(house, file)
    whose = f"Perkara {file.case.number}, {file.case.respondent.name}"
    told = QMimeData()
    told.setUrls([QUrl.fromLocalFile(str(scan))])
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    page.dragEnterEvent(QDragEnterEvent(QPoint(40, 40), Qt.DropAction.CopyAction, told, left, none))
    assert "Lepaskan pindaian di mana saja pada halaman ini." in words_of(page.header)
    page.dragLeaveEvent(QDragLeaveEvent())
    assert whose in words_of(page.header)


def test_pages_scanned_one_by_one_become_one_file(house, do, ask, head, scan, tmp_path) -> None:
    file = summons(do, head)
    page = shown(house, file)
    put_up(house)
    drop(page, scan, pdf_at(tmp_path / "dua.pdf", 2), tmp_path / "bukan.txt")
    assert page.action is not None
    assert [path.name for path in page.action.form.field("scan").value()] == ["pindaian.jpg", "dua.pdf"]
    fill(page.action.form.field, {"signed_on": OPENED})
    house.submit_letter()
    assert page.pdf.pages == 3
    assert any("Pindaian 3 halaman" in word for word in words_of(page))


def test_a_scan_and_a_receipt_come_later_and_only_a_reason_replaces_them(house, do, ask, head, scan, tmp_path) -> None:
    file = summons(do, head)
    page = shown(house, file)
    house.sign(OPENED)
    drop(page, scan)  # the signed paper first, whatever form is open
    assert page.side.filing is not None
    assert page.side.filing.form is not None
    assert page.action is not None
    assert page.action.isHidden()
    page.side.filing.form.submit()
    house.settle()
    assert house.said[-1] == "Pindaian disimpan: Surat Panggilan I"
    drop(page, pdf_at(tmp_path / "terima.pdf"))
    fill(page.action.form.field, {"delivered_on": OPENED, "how": "diantar", "to": "Istri terlapor"})
    house.submit_letter()
    letter = ask(letters.letter, file.letters[0].id)
    assert (letter.status, letter.delivered_to) == (LetterStatus.DELIVERED, "Istri terlapor")
    assert page.paper.forms == (HeldForm.PUT_UP, HeldForm.FINAL, HeldForm.RECEIPT)
    assert page.side.filing is not None
    page.side.filing.ask("final").take_files([pdf_at(tmp_path / "ulang.pdf")])
    form = page.side.filing.form
    assert form is not None
    form.submit()
    assert form.box("reason").error
    fill(form.field, {"reason": "Yang pertama buram."})
    form.submit()
    house.settle()
    assert ask(letters.final_bytes, letter.id) == (tmp_path / "ulang.pdf").read_bytes()
    assert page.paper.data == (tmp_path / "ulang.pdf").read_bytes()


def test_a_damaged_form_is_one_sentence_and_the_other_is_offered(house, office, do, ask, head, scan) -> None:
    file = summons(do, head)
    page = shown(house, file)
    house.sign(OPENED)
    do(letters.attach_final, file.letters[0].id, scan.read_bytes())
    house.settle()
    letter = ask(letters.letter, file.letters[0].id)
    stored = office.home.path / "vault" / f"{letter.final_blob}.age"
    stored.write_bytes(stored.read_bytes()[:-1])
    page.paper.clear()
    house.open_page("letter", letter_id=letter.id)
    house.settle()
    assert page.paper.trouble is not None
    assert "bentuk akhir dari Surat Panggilan I rusak" in page.paper.trouble.sentence.text()
    assert not page.print_button.isEnabled()
    other = next(one for one in page.paper.trouble.findChildren(QPushButton) if "diajukan" in one.text())
    other.click()
    house.settle()
    assert page.paper.trouble is None
    assert page.paper.data == ask(letters.letter_bytes, letter.id)
    assert page.print_button.isEnabled()


def test_a_number_left_out_is_offered_and_filled(house, do, ask, head) -> None:
    first, second = summons(do, head), summons(do, head)
    do(letters.allow_unverified, "summons-1")
    do(letters.put_up, first.letters[0].id, OPENED, ordinal=3)
    page = shown(house, second, letter_on=OPENED)
    assert page.action is not None
    field = page.action.form.field("ordinal")
    assert not page.action.form.box("ordinal").isHidden()
    fill(page.action.form.field, {"ordinal": "2"})
    house.settle()
    assert "Nomor 800.1.6.2/2/BKPSDM/VII/2026 diambil saat diajukan." in words_of(page.action)
    assert field.value() == "2"
    house.submit_letter()
    assert ask(letters.letter, second.letters[0].id).number_ordinal == 2


def test_what_is_half_typed_is_there_after_the_lock(qtbot, house, desk, do, head, tmp_path, scan) -> None:
    file = summons(do, head)
    page = shown(house, file)
    house.sign(OPENED)
    assert page.action is not None
    fill(page.action.form.field, {"how": "dititipkan", "to": "Kepala Seksi", "scan": [str(scan)]})
    page.hide()  # as the lock does
    house.settle()
    again = LetterPage(desk, house, preferences=Preferences(tmp_path / "tampilan.ini"))
    qtbot.addWidget(again)
    again.on_shown(letter_id=file.letters[0].id)
    house.settle()
    assert again.action is not None
    values = again.action.form.values()
    assert (values["how"], values["to"], values["scan"]) == ("dititipkan", "Kepala Seksi", [str(scan)])


def test_it_is_printed_on_its_paper_and_logged(house, do, ask, head, tmp_path) -> None:
    file = summons(do, head)
    page = shown(house, file)
    sheets = page._sheets()
    assert sheets is not None
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "cetak.pdf"))
    page.print_out.send(sheets, printer)
    house.settle()
    with pikepdf.open(tmp_path / "cetak.pdf") as printed:
        sides = [float(side) / 72 * 25.4 for side in printed.pages[0].mediabox[2:]]
    assert sides == pytest.approx([215, 330], abs=0.5)
    rows = [row for row in ask(case_files.case_log_with_values, file.case.id) if row.action == "print"]
    assert [row.changes["form"][1] for row in rows] == ["konsep"]
    assert house.said[-1] == "Surat Panggilan I dikirim ke berkas PDF"
    page.save_to(tmp_path / "salinan.pdf")
    house.settle()
    rows = [row for row in ask(case_files.case_log_with_values, file.case.id) if row.action == "export"]
    assert [row.changes["how"][1] for row in rows] == ["yang diajukan, PDF"]


def test_a_printer_without_f4_is_told_first_and_a_draft_may_be_a4(house, do, ask, head, monkeypatch) -> None:
    file = summons(do, head)
    page = shown(house, file)
    monkeypatch.setattr("desktop.pages.letter_parts.print_out.paper_warning", lambda paper, _name: f"Tanpa {paper}.")
    monkeypatch.setattr("desktop.pages.letter_parts.print_out.is_known", bool)
    page._preferences.printer = "Printer Umum"
    page.print_button.click()
    box = next(one for one in page.findChildren(QMessageBox) if one.isVisible())
    offered = {one.text() for one in box.buttons()}
    assert offered == {"Pilih pencetak lain", "Jadikan surat ini A4", "Tetap cetak", "Batal"}
    press(house, "Jadikan surat ini A4")
    assert ask(letters.letter, file.letters[0].id).paper is Paper.A4
    width = page.pdf.document.pagePointSize(0).width() / 72 * 25.4
    assert width == pytest.approx(210, abs=1)
    put_up(house)
    page.print_button.click()
    box = next(one for one in page.findChildren(QMessageBox) if one.isVisible())
    assert "Jadikan surat ini A4" not in [one.text() for one in box.buttons()]


def test_two_columns_where_three_do_not_fit(house, do, head) -> None:
    page = shown(house, summons(do, head))
    assert not page.columns.narrow
    page.resize(800, 640)
    house.qtbot.waitUntil(lambda: page.columns.narrow)
    assert page.save_button.text() == ""
    assert page.save_button.accessibleName() == "Simpan PDF"
    page.columns._tabs.choose("facts")
    assert any(label.isVisible() and label.text() == "Templat" for label in page.findChildren(QLabel))
    page.resize(1158, 642)
    house.qtbot.waitUntil(lambda: not page.columns.narrow)
    assert any(label.isVisible() and label.text() == "Templat" for label in page.findChildren(QLabel))
    assert page.action is not None
    assert page.action.isVisible()
