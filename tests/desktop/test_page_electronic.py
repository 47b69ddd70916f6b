"""Electronic signatures on the page of a letter, whom the office trusts, and the page that checks letters."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from case_desk import OPENED, House, put_up, stand_still
from letter_window import shown, summons
from page_trail import Trail
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton, QWidget
from signed_paper import saved_again, signed_elsewhere
from signing import PASSWORD, issuer, pkcs12_of, signer

from cases.model.letter import FinalKind, Letter, LetterStatus
from cases.model.user import Role
from cases.services import letters, office, trust
from desktop.assembly import find_pages
from desktop.desk import Desk
from desktop.dialogs.discard import ReasonDialog
from desktop.pages.check_letter import CheckLetterPage
from desktop.pages.letter_parts.electronic import ElectronicSign
from desktop.pages.settings_trust import TrustSection
from desktop.preferences import Preferences

SIGNER = "PUTRI WIBOWO"


@pytest.fixture
def house(qtbot, desk, tasks, tmp_path: Path, monkeypatch) -> House:
    stand_still(desk, monkeypatch, OPENED)
    return House(qtbot, desk, tasks, Preferences(tmp_path / "tampilan.ini"))


@pytest.fixture
def letter(house, do, ask) -> Letter:
    """A summons that was put up."""
    file = summons(do, ask(office.current_office).head)
    return put_up(do, file.letters[0].id, OPENED)


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    path = tmp_path / "putri.p12"
    path.write_bytes(pkcs12_of(signer(SIGNER)))
    return path


def words_of(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel) if one.text() and not one.isHidden()]


def press(widget: QWidget, words: str) -> None:
    next(one for one in widget.findChildren(QPushButton) if words in one.text() and not one.isHidden()).click()


def opened(house: House, letter: Letter) -> ElectronicSign:
    house.open_page("letter", letter_id=letter.id)
    house.settle()
    part = house.letter.side.electronic
    assert part is not None
    return part


def sign_with(house: House, part: ElectronicSign, path: Path, password: str = PASSWORD) -> None:
    """Fill the form as its user does, and press the button."""
    if part.form is None:
        press(part, "Tandatangani elektronik")
        house.settle()
    assert part.form is not None
    part.form.field("certificate").restore(str(path))
    part.form.field("password").restore(password)
    part.form.field("password").edit.setText(password)
    part.form.submit()
    house.settle()


def test_a_letter_is_signed_on_its_page(house: House, letter: Letter, certificate: Path, do, ask) -> None:
    do(trust.add_trusted, issuer().pem)
    part = opened(house, letter)
    sign_with(house, part, certificate)
    assert house.said[-1] == "Surat Panggilan I ditandatangani elektronik"
    made = ask(letters.letter, letter.id)
    assert (made.status, made.final_kind, made.signed_on) == (LetterStatus.SIGNED, FinalKind.ELECTRONIC, OPENED)
    told = words_of(house.letter.side.signatures)
    assert told == [
        "Tanda tangan elektronik",
        "PUTRI WIBOWO, 6 Juli 2026 pukul 12.00 WIB",
        "Utuh: isi berkas sama seperti saat ditandatangani.",
        "Sertifikat dipercaya, diterbitkan CA Contoh Tirta Kencana.",
    ]
    assert house.letter.side.electronic is not None
    assert not house.letter.side.electronic.says
    assert house.letter._preferences.certificate == certificate
    assert PASSWORD not in Path(house.letter._preferences._kept.fileName()).read_text(encoding="utf-8")


def test_what_is_wrong_stands_under_its_field(
    house: House, letter: Letter, certificate: Path, tmp_path: Path, ask
) -> None:
    part = opened(house, letter)
    sign_with(house, part, certificate, "keliru")
    assert part.form is not None
    assert part.form.box("password").error == "Kata sandi sertifikat salah; ketik ulang."
    junk = tmp_path / "junk.p12"
    junk.write_bytes(b"bukan sertifikat")
    sign_with(house, part, junk)
    assert "bukan berkas sertifikat" in part.form.box("certificate").error
    sign_with(house, part, certificate, "")
    assert part.form.box("password").error == "Isian ini wajib diisi."
    assert ask(letters.letter, letter.id).status is LetterStatus.PUT_UP


def test_another_persons_certificate_is_asked_about(house: House, letter: Letter, tmp_path: Path, ask) -> None:
    path = tmp_path / "melati.p12"
    path.write_bytes(pkcs12_of(signer("Melati Kusumaningtyas")))
    part = opened(house, letter)
    sign_with(house, part, path)
    box = next(one for one in part.findChildren(QMessageBox) if one.isVisible())
    assert "atas nama Melati Kusumaningtyas, bukan Putri Wibowo, S.H." in box.text()
    next(one for one in box.buttons() if one.text() == "Tandatangani").click()
    house.settle()
    assert ask(letters.letter, letter.id).status is LetterStatus.SIGNED


def test_a_pdf_signed_elsewhere_is_filed(house: House, letter: Letter, tmp_path: Path, ask, desk: Desk) -> None:
    path = tmp_path / "bertanda.pdf"
    path.write_bytes(signed_elsewhere(ask(letters.letter_bytes, letter.id), desk.office.clock.now()))
    part = opened(house, letter)
    press(part, "Simpan PDF bertanda tangan")
    house.settle()
    assert part.form is not None
    part.form.field("pdf").restore(str(path))
    part.form.submit()
    house.settle()
    assert ask(letters.letter, letter.id).final_kind is FinalKind.ELECTRONIC
    assert any("tidak dikenal" in words for words in words_of(house.letter.side.signatures))


def test_a_draft_offers_no_signature(house: House, do, ask) -> None:
    page = shown(house, summons(do, ask(office.current_office).head))
    assert page.side.electronic is not None
    assert not page.side.electronic.says
    assert page.side.electronic.isHidden()


# -- checking a letter


@pytest.fixture
def checking(qtbot, desk: Desk, letter: Letter, tmp_path: Path) -> CheckLetterPage:
    page = CheckLetterPage(desk, Trail(), preferences=Preferences(tmp_path / "periksa.ini"))
    qtbot.addWidget(page)
    page.resize(1158, 642)
    page.show()
    return page


@pytest.fixture
def check(qtbot, tasks, checking: CheckLetterPage, tmp_path: Path) -> Callable[[bytes | str], list[str]]:
    """Drop a file or type a code; return what the page answers."""

    def ask_page(asked: bytes | str) -> list[str]:
        if isinstance(asked, bytes):
            path = tmp_path / "surat.pdf"
            path.write_bytes(asked)
            checking.drop.files_dropped.emit([path])
        else:
            checking.on_shown(code=asked)
        qtbot.waitUntil(lambda: not tasks.busy)
        return [checking.verdict.text(), checking.said.text() if not checking.said.isHidden() else ""]

    return ask_page


def test_a_letter_is_checked_by_file_and_by_code(check, checking: CheckLetterPage, letter: Letter, do, ask) -> None:
    do(letters.sign, letter.id, OPENED)
    pdf = ask(letters.letter_bytes, letter.id)
    assert check(pdf)[0] == "ASLI DAN BERLAKU"
    assert letter.number in words_of(checking.facts)
    assert check(letter.short_code.lower())[0] == "DITERBITKAN DAN BERLAKU; COCOKKAN ISINYA"
    press(checking, "Buka surat")
    assert checking._window.opened[-1] == ("letter", {"letter_id": letter.id})
    verdict, said = check(saved_again(pdf))
    assert verdict == "DIUBAH"
    assert "SUDAH DIUBAH" in said
    do(letters.void_letter, letter.id, "Salah alamat.")
    assert check(letter.short_code)[0] == "BATAL"


def test_a_file_may_be_dropped_anywhere_on_the_page(
    checking: CheckLetterPage, letter: Letter, ask, qtbot, tasks, tmp_path: Path
) -> None:
    path = tmp_path / "surat.pdf"
    path.write_bytes(ask(letters.letter_bytes, letter.id))
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(path))])
    here, copy, left, none = (
        QPointF(9, 9),
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    checking.dropEvent(QDropEvent(here, copy, carried, left, none))
    qtbot.waitUntil(lambda: not tasks.busy)
    assert checking.verdict.text() == "BELUM DITANDATANGANI"


def test_signatures_on_the_checked_file_are_told(
    check, checking: CheckLetterPage, letter: Letter, ask, desk: Desk
) -> None:
    pdf = signed_elsewhere(ask(letters.letter_bytes, letter.id), desk.office.clock.now())
    assert check(pdf)[0] == "BELUM DITANDATANGANI"
    assert any(words.startswith("PEJABAT REKAAN 1, 6 Juli 2026") for words in words_of(checking))


def test_what_cannot_be_checked_is_said_in_place(check, checking: CheckLetterPage, letter: Letter) -> None:
    assert "ketik kode di kaki surat" in check(b"\x89PNG foto")[0]
    slipped = letter.short_code[:-1] + ("2" if letter.short_code[-1] != "2" else "3")
    check(slipped)
    assert "salah ketik" in checking.form.box("code").error
    assert checking.open_button.isHidden()


def test_the_page_is_found_by_what_people_call_it() -> None:
    for words in ("periksa surat", "keaslian", "qr"):
        assert "check-letter" in [find.target.key for find in find_pages(words)]


# -- whom the office trusts


def test_an_admin_adds_and_removes_an_issuer(qtbot, desk: Desk, tasks, tmp_path: Path, ask) -> None:
    trail = Trail()
    section = TrustSection(desk, trail)
    qtbot.addWidget(section)
    desk.changed.connect(section.on_changes)
    section.read()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert any("Belum ada" in words for words in words_of(section))
    path = tmp_path / "ca.crt"
    path.write_bytes(issuer().pem)
    section.add(path)
    qtbot.waitUntil(lambda: not tasks.busy)
    assert trail.said[-1] == "Ditambahkan: CA Contoh Tirta Kencana"
    assert any("berlaku sampai 1 Januari 2034" in words for words in words_of(section))
    path.write_bytes(b"bukan sertifikat")
    section.add(path)
    qtbot.waitUntil(lambda: not tasks.busy)
    box = next(iter(section.findChildren(QMessageBox)))
    assert "bukan sertifikat penerbit" in box.text()
    box.close()
    (kept,) = ask(trust.trusted_files)
    section._ask_remove(kept)
    (dialog,) = section.findChildren(ReasonDialog)
    dialog.reason.restore("Tidak lagi dipercaya.")
    dialog.form.submit()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert ask(trust.trusted_files) == ()


def test_who_is_no_admin_only_reads_the_list(qtbot, desk: Desk, tasks) -> None:
    desk.actor = type(desk.actor)(name="petugas", role=Role.CLERK)
    section = TrustSection(desk, Trail())
    qtbot.addWidget(section)
    section.read()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert not any("Tambah berkas" in one.text() for one in section.findChildren(QPushButton))
