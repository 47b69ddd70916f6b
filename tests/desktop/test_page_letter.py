"""The page of a letter: its facts, its life, its checks, its way to a file and to paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from case_desk import OPENED, SUPERIOR, TODAY, House, fill, stand_still
from letter_window import shown, summons, words_of
from page_trail import Trail
from PySide6.QtWidgets import QFrame, QMessageBox

from cases.errors import StorageError
from cases.model.letter import LetterStatus
from cases.model.office import NumberPolicy, Paper
from cases.model.person import Person
from cases.model.user import Role
from cases.services import letters, office
from cases.services.letter_forms import HeldForm
from desktop.files import write_file
from desktop.pages.letter import LetterPage
from desktop.pages.letter_parts.checks import ready_checks
from desktop.pages.letter_parts.paper import file_name, paper_of, sizes_warning
from desktop.preferences import Preferences


@pytest.fixture
def house(qtbot, desk, tasks, tmp_path: Path, monkeypatch) -> House:
    stand_still(desk, monkeypatch)
    return House(qtbot, desk, tasks, Preferences(tmp_path / "tampilan.ini"))


@pytest.fixture
def head(ask) -> Person:
    return ask(office.current_office).head


def test_a_draft_shows_its_paper_and_the_number_that_it_would_take(house, do, head) -> None:
    page = shown(house, summons(do, head), letter_on=OPENED)
    assert page.pdf.words == "Konsep, halaman 1 dari 1"
    facts = words_of(page.facts)
    assert "Dipastikan saat diajukan" in facts
    assert "Rahasia" in facts
    assert "F4" in facts
    assert any("belum diverifikasi" in word for word in facts)
    assert page.action is not None
    assert page.action.form.field("letter_on").value() == OPENED
    assert "Nomor 800.1.6.2/1/BKPSDM/VII/2026 diambil saat diajukan." in words_of(page.action)


def test_it_is_put_up_signed_and_delivered(house, do, ask, head) -> None:
    file = summons(do, head)
    page = shown(house, file)
    house.sign(OPENED)
    letter = ask(letters.letter, file.letters[0].id)
    assert letter.status is LetterStatus.SIGNED
    assert letter.number == "800.1.6.2/1/BKPSDM/VII/2026"
    assert house.said[-2:] == ["Surat Panggilan I diajukan", "Tanda tangan Surat Panggilan I dicatat"]
    assert page.pdf.words.startswith("Ditandatangani")
    assert page.action is not None
    house.submit_letter()
    assert page.action.form.box("how").error == "Isian ini wajib diisi."
    fill(
        page.action.form.field,
        {"delivered_on": OPENED + timedelta(days=1), "how": "diserahkan di rumah", "to": "Istri terlapor"},
    )
    house.submit_letter()
    letter = ask(letters.letter, file.letters[0].id)
    assert (letter.status, letter.delivered_how) == (LetterStatus.DELIVERED, "diserahkan di rumah")
    assert page.action is None
    house.actions["Buka perkara"]()
    house.settle()
    assert house.opened[-1] == ("case", {"case_id": file.case.id})


def test_what_the_service_refuses_stands_under_its_field(house, do, ask, head) -> None:
    file = summons(do, head)
    page = shown(house, file, letter_on=OPENED)
    assert page.action is not None
    house.submit_letter()
    fill(page.action.form.field, {"signed_on": TODAY + timedelta(days=1)})
    house.submit_letter()
    assert "belum terjadi" in page.action.form.box("signed_on").error
    assert ask(letters.letter, file.letters[0].id).status is LetterStatus.PUT_UP


def test_a_number_left_to_the_pen_is_recorded_with_the_signature(house, do, ask, head) -> None:
    do(office.change_office, replace(ask(office.current_office), number_policy=NumberPolicy.BLANK))
    file = summons(do, head)
    page = shown(house, file)
    assert page.action is not None
    assert any("dikosongkan" in word for word in words_of(page.action))
    house.submit_letter()
    assert "Diisi tangan, dicatat saat ditandatangani" in words_of(page.facts)
    fill(page.action.form.field, {"signed_on": OPENED, "ordinal": "dua"})
    house.submit_letter()
    assert "angkanya saja" in page.action.form.box("ordinal").error
    fill(page.action.form.field, {"ordinal": "214"})
    house.submit_letter()
    box = next(one for one in page.findChildren(QMessageBox) if one.isVisible())
    assert box.text().startswith("213 nomor akan dilewati")
    next(one for one in box.buttons() if one.text() == "Catat nomor itu").click()
    house.settle()
    assert ask(letters.letter, file.letters[0].id).number == "800.1.6.2/214/BKPSDM/VII/2026"


def test_printing_again_gives_the_same_bytes_after_the_office_moved(house, do, ask, head) -> None:
    file = summons(do, head)
    page = shown(house, file)
    house.sign(OPENED)
    before = page.paper.data
    do(office.change_office, replace(ask(office.current_office), address="Jalan Baru Nomor 1", paper=Paper.A4))
    house.open_page("case", case_id=file.case.id)
    shown(house, file)
    assert page.paper.data == before
    assert page.print_button.text().strip() == "Cetak ulang"


def test_the_checks_read_the_paper_itself(house, do, head) -> None:
    page = shown(house, summons(do, head))
    assert page._view is not None
    checks = {
        one.sentence: one.holds for one in ready_checks(page._view, HeldForm.PUT_UP, page.pdf.document, page.paper.data)
    }
    assert checks == {
        "Penanda tangan dan NIP 18 angka terisi": True,
        "F4, 1 halaman": True,
        "Huruf tertanam dalam berkas": True,
        "Sifat: Rahasia tercantum": True,
    }
    wrong = replace(page._view, letter=replace(page._view.letter, paper=Paper.A4))
    sentences = [
        one.sentence for one in ready_checks(wrong, HeldForm.PUT_UP, page.pdf.document, b"%PDF") if not one.holds
    ]
    assert sentences == ["Ukuran halaman bukan A4", "Ada huruf yang tidak tertanam"]


def test_the_paper_is_looked_over_for_the_archive_and_says_what_was_not(qtbot, house, do, head) -> None:
    page = shown(house, summons(do, head))

    def rows() -> list[QFrame]:
        return [one for one in page.findChildren(QFrame) if one.accessibleName() == "Baik: Bertanda arsip PDF/A-2b"]

    qtbot.waitUntil(lambda: len(rows()) == 1)
    assert "bukan sertifikat PDF/A" in rows()[0].toolTip()


def test_a_signer_without_an_nip_is_told(house, do, head) -> None:
    file = summons(do, head, replace(SUPERIOR, nip="", name="Tanpa Nomor"))
    page = shown(house, file)
    assert "NIP Tanpa Nomor belum diisi." in words_of(page)
    assert page._ready.text() == "Periksa dahulu"


def test_a_copy_is_saved_whole_and_the_folder_is_remembered(qtbot, house, do, head, tmp_path) -> None:
    file = summons(do, head)
    page = shown(house, file)
    folder = tmp_path / "surat"
    folder.mkdir()
    path = folder / file_name(file.letters[0], file.case.number, "Bagus/Prayitno")
    assert path.name == "Surat Panggilan I - 2026-001 - Bagus-Prayitno.pdf"
    page.save_to(path)
    house.settle()
    assert path.read_bytes() == page.paper.data
    assert [one.name for one in folder.iterdir()] == [path.name]
    assert page._preferences.folder == folder
    assert house.said[-1] == f"Tersimpan: {path.name}"


def test_a_folder_that_is_gone_is_told_and_nothing_is_left(tmp_path) -> None:
    with pytest.raises(StorageError, match="pilih folder lain"):
        write_file(tmp_path / "tiada" / "surat.pdf", b"%PDF")
    (tmp_path / "surat.pdf").mkdir()
    with pytest.raises(StorageError):
        write_file(tmp_path / "surat.pdf", b"%PDF")
    assert [one.name for one in tmp_path.iterdir()] == ["surat.pdf"]


def test_a_printer_without_the_paper_is_told_before_printing() -> None:
    a4 = [(210.0, 297.0)]
    assert "tidak mengenal kertas F4 (215 × 330 mm)" in sizes_warning(Paper.F4, "LaserJet", a4, custom=False)
    assert sizes_warning(Paper.A4, "LaserJet", a4, custom=False) == ""
    assert sizes_warning(Paper.F4, "LaserJet", a4, custom=True) == ""
    assert sizes_warning(Paper.F4, "LaserJet", [(215.9, 330.2)], custom=False) == ""
    assert sizes_warning(Paper.F4, "LaserJet", [], custom=False) == ""
    assert (paper_of(297, 210), paper_of(215.2, 329.8), paper_of(148, 210)) == (Paper.A4, Paper.F4, None)


def test_a_leader_looks_but_moves_nothing(qtbot, tasks, do, head, tmp_path, desk_of) -> None:
    file = summons(do, head)
    desk = desk_of(Role.LEADER)
    page = LetterPage(desk, Trail(), preferences=Preferences(tmp_path / "tampilan.ini"))
    qtbot.addWidget(page)
    page.on_shown(letter_id=file.letters[0].id)
    qtbot.waitUntil(lambda: not tasks.busy)
    assert page.action is None
    assert page.print_button.isEnabled()
    assert page.paper.data.startswith(b"%PDF")


def test_a_letter_is_never_seen_under_the_name_of_another(house, do, head) -> None:
    first, second = summons(do, head), summons(do, head)
    page = shown(house, first)
    house.open_page("letter", letter_id=second.letters[0].id)
    assert page.header.isHidden()
    assert page.pdf.document.pageCount() == 0
    house.settle()
    assert f"Perkara {second.case.number}, {second.case.respondent.name}" in words_of(page.header)
    assert page.pdf.document.pageCount() == 1
