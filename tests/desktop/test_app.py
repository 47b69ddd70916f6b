"""The run of the window: log-in, lock, recovery key, what cannot be opened; on a real office."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from memory_keyring import MemoryKeyring
from program_start import Start, front, log_in, shows
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from tray_bell import Bell

from cases.model.user import Role, User
from cases.services.drafts import my_drafts
from cases.services.office import current_office
from cases.services.users import add_user, set_active
from db.secrets import SecretStore
from desktop import messages, tray
from desktop.app import Program
from desktop.opening import Opener
from desktop.pages.entry.own_password import OwnPasswordPage
from desktop.pages.entry.recovery import EnrolPage, RecoveryPage
from desktop.pages.entry.trouble import TroublePage
from desktop.tray import TrayNotes
from desktop.widgets.form import Form


def test_a_clerk_logs_in_locks_and_comes_back_to_his_page(qtbot, start: Start, home, recovery_key, password) -> None:
    program = start(home, key=recovery_key)
    log_in(qtbot, program, password)
    assert program.session is not None
    assert program.session.main.current_key == "today"
    assert "Hari ini" in program.shell.windowTitle()
    program.session.main.open_page("settings")
    qtbot.mouseClick(program.session.main.rail.lock, Qt.MouseButton.LeftButton)
    assert front(program) is program.log_in_page
    assert program.log_in_page.username.text() == "admin"
    assert not program.log_in_page.password.text()
    main = program.session.main
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
    program.session.main.open_page("settings")
    program.shell.showMinimized()
    qtbot.waitUntil(program.shell.isMinimized)
    bell.pressed.emit()
    qtbot.waitUntil(lambda: not program.shell.isMinimized())
    assert program.session.main.current_key == "today"
    program.session.main.open_page("settings")
    program.lock()
    program.shell.showMinimized()
    bell.pressed.emit()
    assert front(program) is program.log_in_page
    assert program.session.main.current_key == "settings"
    with qtbot.waitSignal(program.ended):
        program.shell.close()
    assert bell.removed


def test_typing_ahead_of_the_opening_is_kept(qtbot, start: Start, home, recovery_key, password) -> None:
    program = start(home, key=recovery_key)
    assert program.office is None
    with qtbot.waitSignal(program.ready):
        program.log_in_page.submitted.emit("admin", password)
    assert program.session is not None


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
    assert program.session is None


def test_another_user_gets_a_session_of_his_own(qtbot, start: Start, home, recovery_key, password, monkeypatch) -> None:
    program = start(home, key=recovery_key)
    log_in(qtbot, program, password)
    assert program.session is not None
    first = program.session.main
    desk = program.session.desk
    added: list[object] = []
    desk.do(add_user, "dewi", "Dewi K", Role.CLERK, "kopi-pagi-hujan").then(None, added.append)
    qtbot.waitUntil(lambda: bool(added))
    program.lock()
    with qtbot.waitSignal(program.ready):
        program.log_in_page.submitted.emit("dewi", "kopi-pagi-hujan")
    assert program.session.main is not first
    assert program.session.desk.actor.role is Role.CLERK


def make_dewi(qtbot, program: Program, **parts: object) -> User:
    """A clerk's account, made by the admin who is in."""
    made: list[User] = []
    assert program.session is not None
    program.session.desk.do(add_user, "dewi", "Dewi K", Role.CLERK, "kopi-pagi-hujan", **parts).then(None, made.append)
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
    assert program.session is not None
    assert program.session.desk.actor.name == "dewi"
    assert not program.session.desk.actor.must_change


def test_who_is_switched_off_at_work_is_back_at_the_log_in(qtbot, start: Start, home, recovery_key, password) -> None:
    program = start(home, key=recovery_key)
    log_in(qtbot, program, password)
    assert program.session is not None
    admin, office = program.session.desk.actor, program.session.desk.office
    dewi = make_dewi(qtbot, program)
    program.lock()
    with qtbot.waitSignal(program.ready):
        program.log_in_page.submitted.emit("dewi", "kopi-pagi-hujan")
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: office.write(set_active, admin, dewi.id, active=False)).result()
    program.session.desk.ask(current_office).then(program.session.main, lambda _office: None, lambda _error: None)
    qtbot.waitUntil(lambda: front(program) is program.log_in_page)
    assert "dinonaktifkan" in program.log_in_page.problem.text()
    program.log_in_page.submitted.emit("dewi", "kopi-pagi-hujan")
    qtbot.waitUntil(lambda: "salah" in program.log_in_page.problem.text())


def test_the_lock_hides_every_window_keeps_the_draft_and_names_nobody(
    qtbot, start: Start, home, recovery_key, password
) -> None:
    program = start(home, key=recovery_key)
    log_in(qtbot, program, password)
    assert program.session is not None
    program.session.main.open_page("report")
    page = program.session.main._pages["report"]
    form = page.findChild(Form)
    qtbot.waitUntil(lambda: not program.work().busy)
    form.field("narrative").restore("Tulisan setengah jadi tentang Wiratama")
    form.changed.emit()
    box = messages.ask(program.session.main, "Hapus Wiratama?", "Hapus", lambda: None)
    program.session.main.setWindowTitle("Wiratama – Netralitas")
    program._lock.wanted.emit()  # as the timer and the system do
    program.session.main.setWindowTitle("Wiratama lagi – Netralitas")
    assert front(program) is program.log_in_page
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [program.shell]
    assert program.shell.windowTitle() == "Netralitas"
    qtbot.waitUntil(lambda: not program.work().busy)
    kept: list[dict[str, str]] = []
    program.session.desk.ask(my_drafts).then(None, kept.append)
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
