"""The settings of who comes in: users, accounts, the recovery sheet and one's own password."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from memory_keyring import MemoryKeyring
from PySide6.QtWidgets import QMessageBox
from settings_desk import Running, Window, open_section, rows, shown

from cases.model.log import LogQuery
from cases.model.user import Actor, Right, Role
from cases.services.log_reading import log_page
from cases.services.office_keys import SHEET_EVERY, sheet_state
from cases.services.users import users
from db.keys import new_sheet
from db.secrets import SecretStore
from desktop.desk import Desk
from desktop.pages.settings import SettingsPage
from desktop.pages.settings_accounts import AccountsSection
from desktop.pages.settings_users import UsersSection
from desktop.pages.settings_view import ViewSection
from desktop.widgets.rights_form import WhoMayWhat
from desktop.wiring import ask_to_be_enrolled


@pytest.fixture
def window() -> Window:
    return Window()


@pytest.fixture
def page(qtbot, desk: Desk, window: Window) -> Iterator[SettingsPage]:
    with shown(qtbot, desk, window) as made:
        yield made


def test_a_user_is_added_given_a_role_a_password_and_switched_off(qtbot, page, desk, ask, window) -> None:
    section: UsersSection = open_section(qtbot, page, desk, "users")
    section._add()
    form = section.pages.form
    assert form is not None
    form.set_values({"full_name": "Dewi K", "username": "dewi", "role": Role.CLERK.value})
    form.field("password").restore("kopi-pagi-hujan")
    form.field("again").restore("kopi-pagi-hujan")
    form.submit()
    qtbot.waitUntil(lambda: len(rows(section)) == 2)
    place = next(n for n, user in enumerate(rows(section)) if user.username == "dewi")
    section.table.choose(place)
    section._change_rights()
    form = section.pages.form
    assert form is not None
    role = form.field("role")
    role.restore(Role.LEADER.value)
    role.changed.emit()
    assert not form.field("right-decide").value()
    form.field("right-decide").restore(draft=True)
    form.field("right-export").restore(draft=False)
    form.submit()
    qtbot.waitUntil(lambda: any(user.role is Role.LEADER for user in ask(users)))
    dewi = next(user for user in ask(users) if user.username == "dewi")
    assert (dewi.more, dewi.fewer, dewi.must_change) == ((Right.DECIDE,), (Right.EXPORT,), True)
    qtbot.waitUntil(lambda: section.pages.form is None)
    section.show_overview()
    qtbot.waitUntil(lambda: section.pages.findChild(WhoMayWhat) is not None)
    overview = section.pages.findChild(WhoMayWhat)
    assert overview.cells[Right.DECIDE, dewi.id]
    assert not overview.cells[Right.EXPORT, dewi.id]
    section.pages.close_form()
    section.table.choose(place)
    section._new_password()
    form = section.pages.form
    assert form is not None
    form.field("password").restore("gunung-roti-senja")
    form.field("again").restore("gunung-roti-senja")
    form.submit()
    qtbot.waitUntil(lambda: section.pages.form is None)
    section.table.choose(place)
    section.switch.click()
    qtbot.waitUntil(lambda: any(not user.active for user in ask(users)))


def test_the_last_admin_stays(qtbot, page, desk, ask) -> None:
    section: UsersSection = open_section(qtbot, page, desk, "users")
    section.switch.click()
    qtbot.waitUntil(lambda: section.findChild(QMessageBox) is not None)
    box = section.findChild(QMessageBox)
    assert box is not None
    assert "Admin terakhir" in box.text()
    box.close()
    assert all(user.active for user in ask(users))


def test_a_request_is_accepted_by_its_code(qtbot, page, desk, office, window) -> None:
    request = ask_to_be_enrolled(office.home.path, SecretStore(MemoryKeyring()))
    section: AccountsSection = open_section(qtbot, page, desk, "accounts")
    qtbot.waitUntil(section.asking.isVisible)
    section._answer(request, accept=True)
    qtbot.waitUntil(lambda: bool(window.said))
    assert request.account in [recipient.label for recipient in office.recipients]
    qtbot.waitUntil(lambda: not section.asking.isVisible())


def test_the_paper_sheet_is_compared_and_the_answer_kept(qtbot, page, desk, office, recovery_key, ask) -> None:
    section: AccountsSection = open_section(qtbot, page, desk, "accounts")
    card = section.sheet
    assert office.sheet in card.code.text()
    assert "Belum pernah" in card.state.text()
    other = new_sheet(date(2026, 10, 4))
    for typed, told, right in (
        (recovery_key[:-2] + "77", "salah ketik", None),
        ("\n".join(other.lines), f"diketik lembar {other.code}", False),
        (recovery_key, "Cocok", True),
    ):
        card.begin()
        card.edit.setPlainText(typed)
        card.go.click()
        qtbot.waitUntil(lambda told=told: told in card.answer.words)
        state = ask(sheet_state, office.sheet_made_on)
        assert (state.right, state.due) == (bool(right), right is False)
    qtbot.waitUntil(lambda: ": cocok" in card.state.text())
    assert card.edit.toPlainText() == ""
    assert not card.edit.isVisible()


def test_a_sheet_that_was_not_looked_at_for_a_year_is_asked_for(ask, office) -> None:
    today = office.clock.today()
    assert not ask(sheet_state, today - SHEET_EVERY).due
    assert ask(sheet_state, today - SHEET_EVERY - timedelta(days=1)).due


def test_an_account_is_taken_out_and_the_office_begins_anew(qtbot, page, desk, office, window) -> None:
    running = Running()
    page.serve(running)
    request = ask_to_be_enrolled(office.home.path, SecretStore(MemoryKeyring()))
    section: AccountsSection = open_section(qtbot, page, desk, "accounts")
    section._answer(request, accept=True)
    qtbot.waitUntil(lambda: bool(window.said))
    (account,) = office.accounts
    identity = office.keys.vault_identity
    section._ask_to_leave(account)
    box = section.findChild(QMessageBox)
    assert box is not None
    assert "tetap terbaca" in box.text()
    next(each for each in box.buttons() if each.text() == "Keluarkan akun").click()
    qtbot.waitUntil(lambda: running.begun == ["Mengganti kunci basis data ..."])
    assert office.accounts == ()
    assert office.keys.older_identities == (identity,)


def test_look_and_own_password(qtbot, page, desk, office, admin: Actor, password: str, window) -> None:
    section: ViewSection = open_section(qtbot, page, desk, "view")
    assert not section.look.isEnabled()
    running = Running()
    page.serve(running)
    section.read()
    section.look.restore("dark")
    section.look.changed.emit()
    assert running.look == "dark"
    assert not section.sample.isVisible()
    section.old.restore("bukan-sandinya")
    section.password.field("password").restore("sandi-yang-baru")
    section.password.field("again").restore("sandi-yang-baru")
    section.password.submit()
    qtbot.waitUntil(lambda: bool(section.password.box("old").error))
    section.wait.start("Terlalu sering salah. Coba lagi dalam 2 detik.", 2)
    section.wait.tick()
    assert section.password.box("old").error == "Terlalu sering salah. Coba lagi dalam 1 detik."
    section.wait.tick()
    assert section.password.box("old").error == ""
    with ThreadPoolExecutor(1) as pool:
        page_of_log = pool.submit(lambda: office.read(log_page, admin, LogQuery(noun="user"))).result()
    assert page_of_log.rows[0].entry.operation == "log_in.prove"
    section.old.restore(password)
    section.password.submit()
    qtbot.waitUntil(lambda: bool(window.said))
    assert section.password.field("password").blank()
