"""The whole run of the window: log-in, lock, first start, recovery key, what fails, closing; on a real office."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import pytest
from fake_tesseract import fake_tesseract
from ink import screen
from memory_keyring import MemoryKeyring
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox
from samples import make_report
from tray_bell import Bell

from cases.errors import WrongKey
from cases.model.backup import BackupReason
from cases.model.evidence import Evidence
from cases.model.user import Actor, Right, Role, User
from cases.ports import UnitOfWork
from cases.services import evidence
from cases.services.access import service
from cases.services.drafts import my_drafts
from cases.services.evidence import EvidenceForm
from cases.services.office import current_office
from cases.services.users import add_user, set_active
from db.backups.checking import check_set
from db.backups.layout import Place, place_in
from db.backups.making import Order, make_set
from db.backups.plan import read_plan
from db.home import OfficeHome, open_keys
from db.secrets import SecretStore
from desktop import messages, tray
from desktop.app import Program
from desktop.evidence import opened_copies
from desktop.evidence.opened_copies import OpenedCopies
from desktop.opening import Opener
from desktop.pages.entry.first_start import FirstStartPage
from desktop.pages.entry.new_office import NewOfficePage
from desktop.pages.entry.own_password import OwnPasswordPage
from desktop.pages.entry.recovery import EnrolPage, RecoveryPage
from desktop.pages.entry.restore import RestorePage
from desktop.pages.entry.trouble import TroublePage
from desktop.pages.new_sheet import NewSheetPage
from desktop.pages.restore import RestoreOfficePage
from desktop.preferences import Preferences
from desktop.tray import TrayNotes
from desktop.widgets.form import Form
from desktop.wiring import RECOVERED, open_office

Start = Callable[..., Program]
VIDEO = Evidence(
    id="e-1",
    report_id="r-1",
    ordinal=5,
    title="Video",
    file_name="video.mp4",
    media_type="video/mp4",
    size=11,
    sha256="0" * 64,
    blob="1" * 64,
    added_at=datetime(2026, 5, 4, tzinfo=UTC),
    added_by="admin",
)


@pytest.fixture
def start(qtbot, tmp_path: Path) -> Iterator[Start]:
    """Start the program on a folder; at the end it is closed as a user closes it."""
    programs: list[Program] = []

    def begin(folder: Path, *, key: str | None = None, secrets: SecretStore | None = None) -> Program:
        key_file = tmp_path / "kunci.txt"
        if key is not None:
            key_file.write_text(key, encoding="utf-8")
        opener = Opener(folder, key_file if key is not None else None, secrets or SecretStore(None))
        program = Program(opener, preferences=Preferences(tmp_path / "tampilan.ini"), username="")
        programs.append(program)
        program.start()
        return program

    yield begin
    for program in programs:
        if program.shell.isVisible():
            with qtbot.waitSignal(program.ended):
                program.shell.close()
        program.shell.deleteLater()


def front(program: Program) -> object:
    return program.shell.stack.currentWidget()


def shows(program: Program, kind: type) -> Callable[[], bool]:
    return lambda: isinstance(front(program), kind)


def log_in(qtbot, program: Program, password: str) -> None:
    qtbot.waitUntil(lambda: program.office is not None)
    with qtbot.waitSignal(program.ready):
        qtbot.keyClicks(program.log_in_page.username, "admin")
        qtbot.keyClick(program.log_in_page.username, Qt.Key.Key_Return)
        qtbot.keyClicks(program.log_in_page.password, password)
        qtbot.keyClick(program.log_in_page.password, Qt.Key.Key_Return)


def test_a_clerk_logs_in_locks_and_comes_back_to_his_page(qtbot, start: Start, home, recovery_key, password) -> None:
    program = start(home, key=recovery_key)
    log_in(qtbot, program, password)
    assert program.main is not None
    assert program.main.current_key == "today"
    assert "Hari ini" in program.shell.windowTitle()
    program.main.open_page("settings")
    qtbot.mouseClick(program.main.rail.lock, Qt.MouseButton.LeftButton)
    assert front(program) is program.log_in_page
    assert program.log_in_page.username.text() == "admin"
    assert not program.log_in_page.password.text()
    main = program.main
    with qtbot.waitSignal(program.ready):
        qtbot.keyClicks(program.log_in_page.password, password)
        qtbot.keyClick(program.log_in_page.password, Qt.Key.Key_Return)
    assert front(program) is main
    assert main.current_key == "settings"


def test_a_note_from_the_tray_brings_the_window_back_but_not_past_the_lock(
    qtbot, start: Start, home, recovery_key, password, monkeypatch
) -> None:
    bell = Bell()
    monkeypatch.setattr(tray, "start", lambda *parts: TrayNotes(*parts[:-1], bell, parts[-1]))
    program = start(home, key=recovery_key)
    log_in(qtbot, program, password)
    program.main.open_page("settings")
    program.shell.showMinimized()
    qtbot.waitUntil(program.shell.isMinimized)
    bell.pressed.emit()
    qtbot.waitUntil(lambda: not program.shell.isMinimized())
    assert program.main.current_key == "today"
    program.main.open_page("settings")
    program.lock()
    program.shell.showMinimized()
    bell.pressed.emit()
    assert front(program) is program.log_in_page
    assert program.main.current_key == "settings"
    with qtbot.waitSignal(program.ended):
        program.shell.close()
    assert bell.removed


def test_typing_ahead_of_the_opening_is_kept(qtbot, start: Start, home, recovery_key, password) -> None:
    program = start(home, key=recovery_key)
    assert program.office is None
    with qtbot.waitSignal(program.ready):
        program.log_in_page.submitted.emit("admin", password)
    assert program.main is not None


def test_a_wrong_password_waits_and_nothing_opens(qtbot, start: Start, home, recovery_key, password) -> None:
    program = start(home, key=recovery_key)
    qtbot.waitUntil(lambda: program.office is not None)
    for _ in range(3):
        program.log_in_page.problem.clear()
        program.log_in_page.submitted.emit("admin", "bukan-sandinya")
        qtbot.waitUntil(lambda: "salah" in program.log_in_page.problem.text())
    assert program.log_in_page.wait.left > 0
    assert "Percobaan berikutnya dalam" in program.log_in_page.problem.text()
    program.log_in_page.submitted.emit("admin", password)  # not even the right one is looked at now
    qtbot.waitUntil(lambda: "Coba lagi dalam" in program.log_in_page.problem.text())
    assert program.main is None


def test_another_user_gets_a_session_of_his_own(qtbot, start: Start, home, recovery_key, password, monkeypatch) -> None:
    program = start(home, key=recovery_key)
    log_in(qtbot, program, password)
    first = program.main
    desk = program.desk
    assert desk is not None
    added: list[object] = []
    desk.do(add_user, "dewi", "Dewi K", Role.CLERK, "kopi-pagi-hujan").then(None, added.append)
    qtbot.waitUntil(lambda: bool(added))
    program.lock()
    with qtbot.waitSignal(program.ready):
        program.log_in_page.submitted.emit("dewi", "kopi-pagi-hujan")
    assert program.main is not first
    assert program.desk is not None
    assert program.desk.actor.role is Role.CLERK


def make_dewi(qtbot, program: Program, **parts: object) -> User:
    """A clerk's account, made by the admin who is in."""
    made: list[User] = []
    assert program.desk is not None
    program.desk.do(add_user, "dewi", "Dewi K", Role.CLERK, "kopi-pagi-hujan", **parts).then(None, made.append)
    qtbot.waitUntil(lambda: bool(made))
    return made[0]


def test_who_enters_first_chooses_a_password(qtbot, start: Start, home, recovery_key, password) -> None:
    program = start(home, key=recovery_key)
    log_in(qtbot, program, password)
    make_dewi(qtbot, program, must_change=True)
    program.lock()
    program.log_in_page.submitted.emit("dewi", "kopi-pagi-hujan")
    qtbot.waitUntil(shows(program, OwnPasswordPage))
    page = front(program)
    assert isinstance(page, OwnPasswordPage)
    for new, words in (("kopi-pagi-hujan", "sama"), ("dewi-dewi-dewi", "nama pengguna")):
        page.form.set_values({"password": "", "again": ""})
        page.form.field("password").edit.setText(new)
        page.form.field("again").edit.setText(new)
        page.form.submit()
        qtbot.waitUntil(lambda words=words: words in page.form.box("password").error)
    page.form.field("password").edit.setText("gunung-roti-senja")
    page.form.field("again").edit.setText("gunung-roti-senja")
    with qtbot.waitSignal(program.ready):
        page.form.submit()
    assert program.desk is not None
    assert program.desk.actor.name == "dewi"
    assert not program.desk.actor.must_change


def test_who_is_switched_off_at_work_is_back_at_the_log_in(qtbot, start: Start, home, recovery_key, password) -> None:
    program = start(home, key=recovery_key)
    log_in(qtbot, program, password)
    assert program.desk is not None
    admin, office = program.desk.actor, program.desk.office
    dewi = make_dewi(qtbot, program)
    program.lock()
    with qtbot.waitSignal(program.ready):
        program.log_in_page.submitted.emit("dewi", "kopi-pagi-hujan")
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: office.write(set_active, admin, dewi.id, active=False)).result()
    program.desk.ask(current_office).then(program.main, lambda _office: None, lambda _error: None)
    qtbot.waitUntil(lambda: front(program) is program.log_in_page)
    assert "dinonaktifkan" in program.log_in_page.problem.text()
    program.log_in_page.submitted.emit("dewi", "kopi-pagi-hujan")
    qtbot.waitUntil(lambda: "salah" in program.log_in_page.problem.text())


def test_the_lock_hides_every_window_keeps_the_draft_and_names_nobody(
    qtbot, start: Start, home, recovery_key, password
) -> None:
    program = start(home, key=recovery_key)
    log_in(qtbot, program, password)
    assert program.main is not None
    assert program.desk is not None
    program.main.open_page("report")
    page = program.main._pages["report"]
    form = page.findChild(Form)
    qtbot.waitUntil(lambda: not program.work().busy)
    form.field("narrative").restore("Tulisan setengah jadi tentang Wiratama")
    form.changed.emit()
    box = messages.ask(program.main, "Hapus Wiratama?", "Hapus", lambda: None)
    program.main.setWindowTitle("Wiratama – Netralitas")
    program._lock.wanted.emit()  # as the timer and the system do
    program.main.setWindowTitle("Wiratama lagi – Netralitas")
    assert front(program) is program.log_in_page
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [program.shell]
    assert program.shell.windowTitle() == "Netralitas"
    qtbot.waitUntil(lambda: not program.work().busy)
    kept: list[dict[str, str]] = []
    program.desk.ask(my_drafts).then(None, kept.append)
    qtbot.waitUntil(lambda: bool(kept))
    assert "setengah jadi" in str(kept)
    with qtbot.waitSignal(program.ready):
        program.log_in_page.submitted.emit("admin", password)
    assert box.isVisible()
    assert form.field("narrative").draft() == "Tulisan setengah jadi tentang Wiratama"
    assert program.shell.windowTitle() == "Wiratama lagi – Netralitas"
    box.close()


def test_without_an_enrolled_account_the_recovery_key_opens_and_enrols(
    qtbot, start, home, recovery_key, password
) -> None:
    keyring = MemoryKeyring()
    program = start(home, secrets=SecretStore(keyring))
    qtbot.waitUntil(shows(program, RecoveryPage))
    page = front(program)
    assert isinstance(page, RecoveryPage)
    lines = recovery_key.splitlines()
    wrong = [*lines[:2], ("B" if lines[2][0] == "A" else "A") + lines[2][1:], *lines[3:]]
    page.edit.setPlainText("\n".join(wrong))
    page.go.click()
    qtbot.waitUntil(lambda: not page.problem.isHidden())
    assert "Baris 3" in page.problem.text()
    page.edit.setPlainText(recovery_key.lower())
    page.go.click()
    qtbot.waitUntil(shows(program, EnrolPage))
    enrol = front(program)
    assert isinstance(enrol, EnrolPage)
    enrol.go.click()
    qtbot.waitUntil(lambda: front(program) is program.log_in_page)
    log_in(qtbot, program, password)
    with qtbot.waitSignal(program.ended):
        program.shell.close()
    again = start(home, secrets=SecretStore(keyring))
    qtbot.waitUntil(lambda: again.office is not None)


def test_an_account_without_the_sheet_asks_and_shows_its_code(qtbot, start: Start, home) -> None:
    program = start(home, secrets=SecretStore(MemoryKeyring()))
    qtbot.waitUntil(shows(program, RecoveryPage))
    page = front(program)
    assert isinstance(page, RecoveryPage)
    page.ask.click()
    qtbot.waitUntil(lambda: not page.answer.isHidden())
    waiting = [file.stem for file in (home / "pendaftaran").glob("*.json")]
    assert len(waiting) == 1
    assert waiting[0] in page.answer.text()


def test_closing_waits_for_what_is_being_written(qtbot, start: Start, home, recovery_key, password) -> None:
    program = start(home, key=recovery_key)
    log_in(qtbot, program, password)
    desk = program.desk
    assert desk is not None
    begun, go_on = Event(), Event()

    @service(Right.MANAGE_OFFICE)
    def slow_change(work: UnitOfWork, actor: Actor) -> None:
        begun.set()
        go_on.wait(20)
        office = work.office.current()
        assert office is not None
        work.office.save(replace(office, phone="(0999) 5"))

    desk.do(slow_change).then(None, lambda _none: None)
    qtbot.waitUntil(begun.is_set)
    program.shell.close()
    assert program.shell.isVisible(), "the window waits"
    with qtbot.waitSignal(program.ended):
        go_on.set()
    assert not program.shell.isVisible()
    with ThreadPoolExecutor(1) as pool:
        opened = pool.submit(lambda: open_office(home, recovery_key, secrets=SecretStore(None))).result()
        assert pool.submit(lambda: opened.read(current_office, desk.actor)).result().phone == "(0999) 5"
        pool.submit(opened.close).result()


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
def test_closing_gives_up_what_is_being_read(
    qtbot, start: Start, home, recovery_key, password, tmp_path: Path, monkeypatch
) -> None:
    fake_tesseract(tmp_path / "alat", "open(sys.argv[0] + '.pid', 'w').write(str(os.getpid())); time.sleep(60)")
    monkeypatch.setenv("PATH", str(tmp_path / "alat"))
    program = start(home, key=recovery_key)
    log_in(qtbot, program, password)
    assert program.desk is not None
    data = io.BytesIO()
    screen(400).save(data, "PNG")

    @service(Right.MANAGE_EVIDENCE)
    def take_in(work: UnitOfWork, actor: Actor) -> None:
        report = make_report()
        work.reports.add(report)
        evidence.enter(work, actor, report.id, data.getvalue(), EvidenceForm(file_name="layar.png"))

    program.desk.do(take_in).then(None, lambda _none: None)
    note = tmp_path / "alat" / "tesseract.pid"
    qtbot.waitUntil(lambda: note.exists() and bool(note.read_text("utf-8")))
    with qtbot.waitSignal(program.ended):
        program.shell.close()
    with pytest.raises(ProcessLookupError):
        os.kill(int(note.read_text("utf-8")), 0)


def held_copy(program: Program, root: Path) -> Path:
    """Open a copy of a video as the viewer does."""
    if program.copies is None or program.copies.root != root:
        program.copies = OpenedCopies(root)
    with program.copies.writing(VIDEO) as (path, file):
        file.write(b"isi rekaman")
    return path


def keep(_folder: Path, *, ignore_errors: bool) -> None:
    """Remove nothing, as Windows does with what a player has open."""
    assert ignore_errors


def test_copies_for_other_programs_go_with_the_session_and_with_the_window(
    qtbot, start: Start, home, recovery_key, password, tmp_path
) -> None:
    program = start(home, key=recovery_key)
    log_in(qtbot, program, password)
    path = held_copy(program, tmp_path / "dibuka")
    program._leave_session()
    qtbot.waitUntil(lambda: not path.exists())
    again = held_copy(program, tmp_path / "dibuka")
    with qtbot.waitSignal(program.ended):
        program.shell.close()
    assert not again.exists()


def test_a_copy_that_a_player_holds_is_asked_about_before_the_window_goes(
    qtbot, start: Start, home, recovery_key, password, tmp_path, monkeypatch
) -> None:
    program = start(home, key=recovery_key)
    log_in(qtbot, program, password)
    path = held_copy(program, tmp_path / "dibuka")
    rmtree = opened_copies.shutil.rmtree
    monkeypatch.setattr(opened_copies.shutil, "rmtree", keep)
    program.shell.close()
    qtbot.waitUntil(lambda: bool(program.shell.findChildren(QMessageBox)))
    box = program.shell.findChildren(QMessageBox)[-1]
    assert path.name in box.text()
    monkeypatch.setattr(opened_copies.shutil, "rmtree", rmtree)
    with qtbot.waitSignal(program.ended):
        next(made for made in box.buttons() if made.text() == "Hapus lagi").click()
    assert not path.exists()


def test_a_copy_left_by_a_run_before_is_wiped_at_the_start_or_said(
    qtbot, start: Start, home, tmp_path, monkeypatch
) -> None:
    program = start(home)
    path = held_copy(program, tmp_path / "dibuka")
    assert program.copies is not None
    monkeypatch.setattr(opened_copies.shutil, "rmtree", keep)
    program.copies.close()
    later = Program(program.opener, preferences=program.preferences)
    later.copies = OpenedCopies(tmp_path / "dibuka")
    later._tell_held(later.copies.wipe_left())
    box = later.shell.findChildren(QMessageBox)[-1]
    assert path.name in box.text()
    box.close()
    monkeypatch.undo()
    assert later.copies.wipe_left() == ()
    assert not path.exists()
    later.shell.deleteLater()


def test_a_damaged_database_is_said_and_not_touched(qtbot, start: Start, home, recovery_key) -> None:
    database = home / "office.db"
    spoilt = bytearray(database.read_bytes())
    spoilt[100:4000] = bytes(3900)
    database.write_bytes(spoilt)
    program = start(home, key=recovery_key)
    qtbot.waitUntil(shows(program, TroublePage))
    page = front(program)
    assert isinstance(page, TroublePage)
    assert "cadangan" in page.sentence.text()
    assert database.read_bytes() == bytes(spoilt)
    assert program.office is None


def test_a_second_window_is_turned_away_until_the_first_is_closed(qtbot, start: Start, home, recovery_key) -> None:
    first = start(home, key=recovery_key)
    qtbot.waitUntil(lambda: first.office is not None)
    second = start(home, key=recovery_key)
    qtbot.waitUntil(shows(second, TroublePage))
    page = front(second)
    assert isinstance(page, TroublePage)
    assert "jendela" in page.sentence.text()
    with qtbot.waitSignal(first.ended):
        first.shell.close()
    page.again_button.click()
    qtbot.waitUntil(lambda: second.office is not None)


def test_an_unexpected_error_is_told_without_a_value(qtbot, start: Start, home, recovery_key, monkeypatch) -> None:
    def broken(_self: Opener) -> None:
        raise RuntimeError("secret of a field")

    monkeypatch.setattr(Opener, "open", broken)
    program = start(home, key=recovery_key)
    qtbot.waitUntil(shows(program, TroublePage))
    page = front(program)
    assert isinstance(page, TroublePage)
    assert "RuntimeError" in page.detail
    assert "secret" not in page.detail


def test_a_new_office_is_founded_only_after_a_line_was_typed_back(qtbot, start: Start, tmp_path) -> None:
    folder = tmp_path / "baru"
    keyring = MemoryKeyring()
    program = start(folder, secrets=SecretStore(keyring))
    qtbot.waitUntil(shows(program, FirstStartPage))
    choice = front(program)
    assert isinstance(choice, FirstStartPage)
    choice.new.click()
    page = front(program)
    assert isinstance(page, NewOfficePage)
    _describe_office(qtbot, page)
    _describe_user(qtbot, page)
    qtbot.waitUntil(lambda: page.place == 3)
    assert not (folder / "office.db").exists(), "nothing is written before the sheet was checked"
    assert not page.next_button.isEnabled()
    lines = page.sheet._lines
    page.back()
    page.back()
    page.back()
    assert page.office_form.field("head").draft() == "Hj. Rina Contoh, S.H."
    for _ in range(3):
        page.next_button.click()
    qtbot.waitUntil(lambda: page.place == 3)
    assert page.sheet._lines == lines, "the sheet that was printed stays the right one"
    qtbot.keyClicks(page.sheet.typed.edit, lines[page.sheet.asked].replace(" ", "").lower())
    assert page.next_button.isEnabled()
    with qtbot.waitSignal(program.ready):
        page.next_button.click()
    assert program.desk is not None
    assert program.desk.actor.name == "admin"
    with qtbot.waitSignal(program.ended):
        program.shell.close()
    assert not (folder / ".menyiapkan").exists()
    _opens(folder, "\n".join(lines), SecretStore(None))
    _opens(folder, None, SecretStore(keyring))


def _describe_office(qtbot, page: NewOfficePage) -> None:
    form = page.office_form
    page.next_button.click()
    assert page.place == 0, "an empty form does not let go"
    qtbot.keyClicks(form.region.edit, "Kota Bandar Rejo")
    assert form.field("head_title").draft() == "Wali Kota Bandar Rejo"
    form.set_values(
        {"head": "Hj. Rina Contoh, S.H.", "name": "BKPSDM", "short_name": "BKPSDM Bandar Rejo", "unit_code": "BKPSDM",
         "address": "Jalan Kenanga 1"}
    )  # fmt: skip
    page.next_button.click()
    page.next_button.click()
    assert page.place == 2


def _describe_user(qtbot, page: NewOfficePage) -> None:
    page.user_form.set_values({"full_name": "Admin Satu", "username": "admin"})
    qtbot.keyClicks(page.user_form.field("password").focus_target(), "sandi-yang-panjang")
    qtbot.keyClicks(page.user_form.field("again").focus_target(), "sandi-yang-lain")
    page.next_button.click()
    assert page.user_form.box("again").error
    page.user_form.field("again").restore("sandi-yang-panjang")
    page.next_button.click()


def _opens(folder: Path, key: str | None, secrets: SecretStore) -> None:
    with ThreadPoolExecutor(1) as pool:
        opened = pool.submit(lambda: open_office(folder, key, secrets=secrets)).result()
        assert opened.name == "BKPSDM Bandar Rejo"
        pool.submit(opened.close).result()


def test_a_mistake_found_late_goes_back_to_its_field(qtbot, start: Start, tmp_path) -> None:
    program = start(tmp_path / "baru")
    qtbot.waitUntil(shows(program, FirstStartPage))
    assert program.way_in is not None
    program.way_in.show_new_office()
    page = front(program)
    assert isinstance(page, NewOfficePage)
    page.office_form.set_values(
        {"region": "Kota X", "government": "G", "head_title": "H", "head": "N", "name": "O", "short_name": "S",
         "unit_code": "U", "address": "A", "place": "P"}
    )  # fmt: skip
    page.user_form.set_values({"full_name": "Admin Satu", "username": "Nama Dengan Spasi"})
    for key in ("password", "again"):
        page.user_form.field(key).restore("sandi-yang-panjang")
    for _ in range(3):
        page.next_button.click()
    qtbot.waitUntil(lambda: page.place == 3)
    page.sheet.typed.restore(page.sheet._lines[page.sheet.asked])
    page.go_on()
    qtbot.waitUntil(lambda: page.place == 2)
    assert "tanpa spasi" in page.user_form.box("username").error
    assert not (tmp_path / "baru" / "office.db").exists()


@pytest.mark.e2e
def test_the_sample_office_is_made_opened_again_and_thrown_away(qtbot, start: Start, tmp_path) -> None:
    folder = tmp_path / "kantor"
    program = start(folder)
    qtbot.waitUntil(shows(program, FirstStartPage))
    choice = front(program)
    assert isinstance(choice, FirstStartPage)
    choice.sample.click()
    qtbot.waitUntil(lambda: program.main is not None or not choice.problem.isHidden(), timeout=180_000)
    assert program.main is not None, choice.problem.text()
    assert not program.shell.banner.isHidden()
    assert (tmp_path / "kantor-contoh" / "office.db").exists()
    assert not (folder / "office.db").exists()
    with qtbot.waitSignal(program.ended):
        program.shell.close()
    again = start(folder)
    qtbot.waitUntil(shows(again, FirstStartPage))
    choice = front(again)
    assert isinstance(choice, FirstStartPage)
    assert "Buka" in choice.sample.text()
    with qtbot.waitSignal(again.ready):
        choice.sample.click()
    again.delete_sample()
    qtbot.waitUntil(shows(again, FirstStartPage))
    assert not (tmp_path / "kantor-contoh").exists()
    assert again.shell.banner.isHidden()


def test_a_set_up_that_was_killed_leaves_no_office(qtbot, start: Start, home, tmp_path) -> None:
    folder = tmp_path / "terputus"
    shutil.copytree(home, folder / ".menyiapkan")
    program = start(folder)
    qtbot.waitUntil(shows(program, FirstStartPage))
    assert not (folder / ".menyiapkan").exists()


def test_a_set_up_that_was_ready_when_killed_is_finished(qtbot, start: Start, home, tmp_path, recovery_key) -> None:
    folder = tmp_path / "terputus"
    shutil.copytree(home, folder / ".menyiapkan")
    (folder / ".menyiapkan" / "siap").touch()
    program = start(folder, key=recovery_key)
    qtbot.waitUntil(lambda: program.office is not None)
    assert (folder / "office.db").exists()


def test_another_sheet_takes_the_place_of_the_old_one_and_the_office_opens_anew(
    qtbot, start: Start, home, recovery_key, password
) -> None:
    """Nothing changes before a line of the new sheet was typed back."""
    secrets = SecretStore(MemoryKeyring())
    _enrol(home, recovery_key, secrets)
    before = (home / "keys.age").read_bytes()
    program = start(home, secrets=secrets)
    log_in(qtbot, program, password)
    assert program.main is not None
    program.main.open_page("new-sheet")
    page = program.main.findChild(NewSheetPage)
    assert page is not None
    qtbot.waitUntil(lambda: bool(page.step._lines))
    assert not page.go.isEnabled()
    qtbot.keyClicks(page.step.typed.edit, "ABCD EFGH J")
    assert not page.go.isEnabled()
    assert (home / "keys.age").read_bytes() == before
    lines = page.step._lines
    page.step.typed.edit.clear()
    qtbot.keyClicks(page.step.typed.edit, lines[page.step.asked])
    page.go.click()
    qtbot.waitUntil(lambda: program.main is None and program.office is not None)
    assert (program.office.keys.next_key, program.office.unsettled) == (None, "")
    program.log_in_page.username.clear()
    log_in(qtbot, program, password)
    with qtbot.waitSignal(program.ended):
        program.shell.close()
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: open_office(home, "\n".join(lines), secrets=SecretStore(None)).close()).result()
    with pytest.raises(WrongKey):
        open_office(home, recovery_key, secrets=SecretStore(None))


def _enrol(home: Path, recovery_key: str, secrets: SecretStore) -> None:
    with ThreadPoolExecutor(1) as pool:
        office = pool.submit(open_office, home, recovery_key, secrets=secrets).result()
        pool.submit(office.enrol_this_account, RECOVERED).result()
        pool.submit(office.close).result()


@pytest.mark.parametrize("first_page_only", [True, False])
def test_a_damaged_office_comes_back_from_a_backup(
    qtbot, start: Start, home, recovery_key, password, tmp_path, *, first_page_only: bool
) -> None:
    """With the enrolled account's keyring, and an account of the restored office that may restore."""
    secrets = SecretStore(MemoryKeyring())
    _enrol(home, recovery_key, secrets)
    place = _back_up(home, tmp_path / "usb", secrets)
    damaged = b"rusak" * 4096
    if first_page_only:
        whole = (home / "office.db").read_bytes()
        damaged = whole[:16] + b"rusak" * 816 + whole[4096:]
    (home / "office.db").write_bytes(damaged)
    program = start(home, secrets=secrets)
    kind = TroublePage if first_page_only else RecoveryPage  # no page that the key fits: it may be another's
    qtbot.waitUntil(shows(program, kind))
    trouble = front(program)
    assert isinstance(trouble, TroublePage | RecoveryPage)
    trouble.restore.click()
    qtbot.waitUntil(shows(program, RestorePage))
    page = front(program)
    assert isinstance(page, RestorePage)
    steps = page.steps
    assert not steps.go.isEnabled()
    steps.take(place.folder.parent)
    qtbot.waitUntil(lambda: steps.list.count() == 1)
    assert "belum" not in steps.list.item(0).text()
    steps.go.click()
    qtbot.waitUntil(lambda: steps.stack.currentIndex() == 1)
    assert "Pulih seluruhnya" in steps.found.text()
    assert "tidak dapat dibuka" in steps.lost.text()
    assert "Kantor yang sekarang tidak dihapus" in steps.keeps.text()
    steps.username.setText("admin")
    steps.password.setText("bukan ini")
    steps.take_button.click()
    qtbot.waitUntil(lambda: bool(steps.notice.words))
    assert (home / "office.db").read_bytes() == damaged
    steps.password.setText(password)
    steps.take_button.click()
    qtbot.waitUntil(lambda: program.office is not None)
    log_in(qtbot, program, password)
    (aside,) = home.glob("sebelum-pemulihan-*")
    assert (aside / "office.db").read_bytes() == damaged
    assert read_plan(OfficeHome(home)).paused


def test_a_new_computer_restores_with_the_sheet(qtbot, start: Start, home, recovery_key, password, tmp_path) -> None:
    place = _back_up(home, tmp_path / "usb", SecretStore(None), recovery_key)
    program = start(tmp_path / "baru")
    qtbot.waitUntil(shows(program, FirstStartPage))
    choice = front(program)
    assert isinstance(choice, FirstStartPage)
    choice.restore.click()
    page = front(program)
    assert isinstance(page, RestorePage)
    steps = page.steps
    steps.take(place.folder)
    qtbot.waitUntil(steps.key.isVisible)
    steps.key.setPlainText(recovery_key[:-2])
    steps.unlock.click()
    qtbot.waitUntil(lambda: bool(steps.notice.words))
    steps.key.setPlainText(recovery_key)
    steps.unlock.click()
    qtbot.waitUntil(lambda: steps.list.count() == 1)
    steps.go.click()
    qtbot.waitUntil(lambda: steps.stack.currentIndex() == 1)
    assert "belum ada kantor" in steps.lost.text()
    assert "Kantor yang sekarang" not in steps.keeps.text()
    assert not steps.username.isVisible()
    steps.take_button.click()
    qtbot.waitUntil(lambda: program.office is not None)
    log_in(qtbot, program, password)


def test_a_restore_from_the_settings_and_one_step_back(
    qtbot, start: Start, home, recovery_key, password, tmp_path
) -> None:
    secrets = SecretStore(MemoryKeyring())
    _enrol(home, recovery_key, secrets)
    place = _back_up(home, tmp_path / "usb", secrets)
    program = start(home, secrets=secrets)
    log_in(qtbot, program, password)
    assert program.main is not None
    program.main.open_page("restore", folder=str(place.folder))
    page = program.main.findChild(RestoreOfficePage)
    assert page is not None
    steps = page.steps
    qtbot.waitUntil(lambda: steps.list.count() == 1)
    assert not page.earlier.isVisible()
    steps.go.click()
    qtbot.waitUntil(lambda: steps.stack.currentIndex() == 1)
    assert "Yang hilang" in steps.lost.text() or "Tidak ada perubahan" in steps.lost.text()
    steps.take_button.click()
    qtbot.waitUntil(lambda: program.main is None and program.office is not None)
    assert program.office is not None
    assert program.office.warning == ""
    program.log_in_page.username.clear()
    log_in(qtbot, program, password)
    program.main.open_page("restore")
    page = program.main.findChild(RestoreOfficePage)
    qtbot.waitUntil(page.earlier.isVisible)
    page._step_back()
    qtbot.waitUntil(lambda: program.main is None and program.office is not None)
    assert program.office.warning == ""
    assert len(list(home.glob("sebelum-pemulihan-*"))) == 1


def _back_up(home: Path, folder: Path, secrets: SecretStore, key: str | None = None) -> Place:
    place = place_in(folder, "c0ffee00")
    folder.mkdir()
    keys = open_keys(OfficeHome(home), secrets, key)
    order = Order(reason=BackupReason.BY_HAND, program="0", office_name="Kantor", moment=datetime.now(UTC))
    made = make_set(place, OfficeHome(home), keys, order)
    check_set(place, made.id, keys.vault_identities, datetime.now(UTC))
    return place
