"""The settings: each section on a real office, changed as an admin changes it, read as others may."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from memory_keyring import MemoryKeyring
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from cases.errors import InvalidInput
from cases.model.log import LogQuery
from cases.model.office import NumberCounter, Paper
from cases.model.person import ActingMark, Person
from cases.model.user import Actor, Right, Role
from cases.ports import UnitOfWork
from cases.regulations import load_law
from cases.rules.numbering import roman
from cases.services import lawbook, regulation_drafts, regulation_use
from cases.services.calendar import holidays, replace_holidays
from cases.services.log_reading import log_page
from cases.services.office import current_office, keep_signatory, signatories
from cases.services.office_keys import SHEET_EVERY, sheet_state
from cases.services.users import add_user, users
from db.keys import new_sheet
from db.secrets import SecretStore
from desktop.desk import Desk
from desktop.pages.settings import SECTIONS, SettingsPage
from desktop.pages.settings_accounts import AccountsSection
from desktop.pages.settings_holidays import HolidaysSection
from desktop.pages.settings_integrity import IntegritySection
from desktop.pages.settings_office import OfficeSection
from desktop.pages.settings_paper import PaperSection
from desktop.pages.settings_people import SignatoriesSection
from desktop.pages.settings_regulations import RegulationsSection
from desktop.pages.settings_users import UsersSection
from desktop.pages.settings_view import ViewSection
from desktop.widgets.rights_form import WhoMayWhat
from desktop.wiring import ask_to_be_enrolled, delete_sample


class Window:
    """A window that remembers what it was told."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.undo: Any = None
        self.opened: list[str] = []

    def open_page(self, key: str, **_args: Any) -> bool:
        self.opened.append(key)
        return True

    def back(self) -> None:
        return

    def toast(self, words: str, *, action: str = "", on_action: Any = None) -> object:
        self.said.append(words)
        self.undo = on_action if action else None
        return None


class Running:
    """A program that remembers what the settings asked of it."""

    look = "system"
    deleted = 0

    clipboard_seconds = 60
    lock_minutes = 10

    def set_lock_minutes(self, minutes: int) -> None:
        self.lock_minutes = minutes

    def set_clipboard_seconds(self, seconds: int) -> None:
        self.clipboard_seconds = seconds

    def set_look(self, look: str) -> None:
        self.look = look

    def __init__(self) -> None:
        self.begun: list[str] = []

    def delete_sample(self) -> None:
        self.deleted += 1

    def begin_again(self, words: str, work: Callable[[], object] = lambda: None) -> None:
        self.begun.append(words)
        work()


@pytest.fixture
def window() -> Window:
    return Window()


@pytest.fixture
def page(qtbot, desk: Desk, window: Window) -> Iterator[SettingsPage]:
    made = SettingsPage(desk, window)
    qtbot.addWidget(made)
    made.resize(1100, 640)
    desk.changed.connect(made.on_changes)
    made.show()
    yield made
    qtbot.waitUntil(lambda: not desk.tasks.busy)


def open_section(qtbot, page: SettingsPage, desk: Desk, key: str) -> Any:
    page.open_section(key)
    qtbot.waitUntil(lambda: not desk.tasks.busy)
    return page.section(key)


def rows(section: Any) -> list[Any]:
    return list(section.table.model.rows)


def test_every_section_opens_for_an_admin(qtbot, page, desk, stray_errors) -> None:
    for key, _, kind in SECTIONS:
        section = open_section(qtbot, page, desk, key)
        assert isinstance(section, kind)
        assert section.isVisible()
    assert stray_errors == []


def test_every_section_can_be_read_by_a_clerk_and_changed_by_none(
    qtbot, office, tasks, window, stray_errors, admin
) -> None:
    clerk = replace(admin, user_id=None, role=Role.CLERK, rights=None)
    desk = Desk(office, clerk, tasks, stray_errors.append)
    page = SettingsPage(desk, window)
    qtbot.addWidget(page)
    page.show()
    for key, _, _ in SECTIONS:
        open_section(qtbot, page, desk, key)
    assert stray_errors == []
    form = page.section("office").form
    assert not form.field("name").focus_target().isEnabled()
    form.submit()
    assert window.said == []


def test_the_profile_is_saved_and_its_letters_stay(qtbot, page, desk, ask, window) -> None:
    before = ask(current_office)
    section: OfficeSection = open_section(qtbot, page, desk, "office")
    assert section.form.field("short_name").draft() == "BKPSDM Tirta Kencana"
    section.form.field("phone").restore("(0999) 77")
    section.form.submit()
    qtbot.waitUntil(lambda: bool(window.said))
    assert ask(current_office) == replace(before, phone="(0999) 77")


def test_the_page_of_letters_is_saved_with_its_pictures(qtbot, page, desk, ask, window) -> None:
    section: PaperSection = open_section(qtbot, page, desk, "paper")
    form = section.form
    form.second_logo.take_file(Path("resources/images/sample-region.png").resolve())
    form.field("margin_left").restore("25")
    form.field("paper").restore("A4")
    form.field("head_lines").restore("Bidang Disiplin\n\nLaman bkpsdm.example.go.id")
    form.field("qr_shown").restore(draft=False)
    form.submit()
    qtbot.waitUntil(lambda: bool(window.said))
    saved = ask(current_office)
    assert (saved.paper, saved.margins.left, saved.qr_shown) == (Paper.A4, 25, False)
    assert saved.head_lines == ("Bidang Disiplin", "Laman bkpsdm.example.go.id")
    assert saved.second_logo_blob
    assert not saved.logo_blob
    form.second_logo._clear.click()
    form.submit()
    qtbot.waitUntil(lambda: not ask(current_office).second_logo_blob)


def test_a_letter_beside_the_form_follows_what_is_typed(qtbot, page, desk, stray_errors) -> None:
    section: PaperSection = open_section(qtbot, page, desk, "paper")

    def settled() -> bool:
        return not section._pause.isActive() and not desk.tasks.busy

    qtbot.waitUntil(settled)
    assert section.preview.document.pagePointSize(0).height() == pytest.approx(330 / 25.4 * 72, abs=1)
    box = section.form.field("paper").box
    box.setCurrentIndex(box.findData("A4"))
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(settled)
    qtbot.waitUntil(lambda: section.preview.document.pagePointSize(0).height() < 850)
    edit = section.form.field("margin_left").edit
    edit.clear()
    qtbot.keyClicks(edit, "5")
    qtbot.waitUntil(lambda: "batas kiri" in section.trouble.text())
    assert section.form.box("number_pattern")._help.text() == "Nomor berikut: 800.1.6.2/1/BKPSDM/" + this_month(desk)
    page.resize(880, 480)
    qtbot.waitUntil(lambda: not section.preview.isVisible())
    assert stray_errors == []


def this_month(desk: Desk) -> str:
    today = desk.office.clock.today()
    return f"{roman(today.month)}/{today.year}."


def test_what_is_wrong_with_the_page_is_said_under_its_field(qtbot, page, desk, window) -> None:
    section: PaperSection = open_section(qtbot, page, desk, "paper")
    for key, typed in (("margin_top", "3"), ("margin_bottom", "dua"), ("number_pattern", "{urut}/{unit}")):
        before = section.form.field(key).draft()
        section.form.field(key).restore(typed)
        section.form.submit()
        qtbot.waitUntil(lambda key=key: bool(section.form.box(key).error))
        section.form.field(key).restore(before)
    assert window.said == []


def test_parafs_are_picked_in_an_order(qtbot, page, desk, ask, do, window) -> None:
    people = [
        do(keep_signatory, Person(name=name, position="Kepala Bidang"), "Kepala Bidang")
        for name in ("Rara Rekaan", "Sari Rekaan")
    ]
    section: PaperSection = open_section(qtbot, page, desk, "paper")
    pick = section.form.initials
    for one in people:
        pick.add_box.restore(one.id)
        pick.add_box.changed.emit()
    assert pick.value() == tuple(one.id for one in people)
    assert pick.add_box.isHidden()
    next(part for part in pick.findChildren(QWidget) if part.accessibleName().startswith("Naikkan: Sari")).click()
    assert pick.value() == (people[1].id, people[0].id)
    section.form.submit()
    qtbot.waitUntil(lambda: bool(window.said))
    assert ask(current_office).initials == (people[1].id, people[0].id)


def test_a_logo_that_is_none_is_refused_in_words(qtbot, page, desk, tmp_path: Path) -> None:
    section: PaperSection = open_section(qtbot, page, desk, "paper")
    bad = tmp_path / "logo.png"
    bad.write_bytes(b"GIF89a not a picture")
    section.form.logo.take_file(bad)
    assert "PNG" in section.form.logo.trouble
    assert section.form.logo.blank()


def test_an_empty_line_of_the_profile_is_named(qtbot, page, desk, window) -> None:
    section: OfficeSection = open_section(qtbot, page, desk, "office")
    section.form.field("address").restore("")
    section.form.submit()
    assert section.form.box("address").error
    assert window.said == []


def test_number_patterns_show_what_they_give_and_refuse_what_would_double(qtbot, page, desk, ask, window) -> None:
    section: PaperSection = open_section(qtbot, page, desk, "paper")
    section.form.number.edit.clear()
    qtbot.keyClicks(section.form.number.edit, "{klasifikasi}/{unit}/{tahun}")
    section.form.submit()
    qtbot.waitUntil(lambda: bool(section.form.box("number_pattern").error))
    section.form.number.edit.clear()
    qtbot.keyClicks(section.form.number.edit, "{urut:3}/{unit}")
    assert "Nomor berikut: 001/BKPSDM. Tanpa {tahun}" in section.form.box("number_pattern")._help.text()
    section.form.field("number_counter").restore(NumberCounter.ONE.value)
    section.form.submit()
    qtbot.waitUntil(lambda: bool(window.said))
    assert ask(current_office).number_pattern == "{urut:3}/{unit}"


def test_a_signatory_is_added_changed_and_retired(qtbot, page, desk, ask, window) -> None:
    section: SignatoriesSection = open_section(qtbot, page, desk, "signatories")
    section._edit(None)
    form = section.pages.form
    assert form is not None
    form.set_values({"name": "Dra. Contoh", "position": "Kepala BKPSDM", "nip": "123"})
    form.submit()
    assert form.box("nip").error
    form.field("nip").restore("19700101 199503 1 901")
    form.submit()
    qtbot.waitUntil(lambda: len(rows(section)) == 1)
    kept = ask(signatories)[0]
    assert kept.person.nip == "197001011995031901"
    assert kept.post_line == "Kepala BKPSDM"
    section._edit(kept)
    form = section.pages.form
    assert form is not None
    form.field("post_line").restore(" a.n. Bupati Tirta Kencana\n\nSekretaris  Daerah,\nu.b. Kepala BKPSDM,")
    form.submit()
    lines = "a.n. Bupati Tirta Kencana\nSekretaris Daerah,\nu.b. Kepala BKPSDM,"
    qtbot.waitUntil(lambda: section.pages.form is None and rows(section)[0].post_line == lines)
    assert section.table.model.columns[1].text(rows(section)[0]) == lines.replace("\n", " ")
    section._edit(rows(section)[0])
    assert section.pages.form is not None
    assert section.pages.form.field("post_line").draft() == lines
    section.pages.close_form()
    section.retire.click()
    qtbot.waitUntil(lambda: not ask(signatories)[0].active)


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
    section.table.view.selectRow(place)
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
    section.table.view.selectRow(place)
    section._new_password()
    form = section.pages.form
    assert form is not None
    form.field("password").restore("gunung-roti-senja")
    form.field("again").restore("gunung-roti-senja")
    form.submit()
    qtbot.waitUntil(lambda: section.pages.form is None)
    section.table.view.selectRow(place)
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


def test_a_day_off_is_added_taken_away_and_brought_back(qtbot, page, desk, ask, window) -> None:
    section: HolidaysSection = open_section(qtbot, page, desk, "holidays")
    year = section.shown_year
    before = len(rows(section))
    section._add()
    form = section.pages.form
    assert form is not None
    form.set_values({"on": f"17/6/{year}", "name": "Hari jadi daerah", "kind": "daerah"})
    form.submit()
    qtbot.waitUntil(lambda: len(rows(section)) == before + 1)
    assert date(year, 6, 17) in [day.on for day in ask(holidays)]
    place = next(n for n, day in enumerate(rows(section)) if day.name == "Hari jadi daerah")
    section.table.view.selectRow(place)
    section._remove()
    qtbot.waitUntil(lambda: len(rows(section)) == before)
    assert window.undo is not None
    window.undo()
    qtbot.waitUntil(lambda: len(rows(section)) == before + 1)


def test_a_year_without_a_list_warns(qtbot, page, desk, do) -> None:
    section: HolidaysSection = open_section(qtbot, page, desk, "holidays")
    do(replace_holidays, section.shown_year, ())
    section.read()
    qtbot.waitUntil(lambda: str(section.shown_year) in section.warning.text() and section.warning.isVisible())
    assert "belum ada SKB".lower() in section.warning.text().lower()


def test_the_working_week_is_changed_here_too(qtbot, page, desk, ask) -> None:
    section: HolidaysSection = open_section(qtbot, page, desk, "holidays")
    section.week.restore("6")
    section.week.changed.emit()
    qtbot.waitUntil(lambda: ask(current_office).work_week.value == "6")


def test_every_pack_is_listed_and_opens_on_its_page(qtbot, page, desk, window) -> None:
    section: RegulationsSection = open_section(qtbot, page, desk, "regulations")
    packs = rows(section)
    assert {line.key for line in packs} == {pack.key for pack in load_law().packs}
    section.open_pack(packs[0])
    assert window.opened == ["regulation"]


def test_a_pack_of_another_office_comes_in_as_a_draft_or_is_refused(
    qtbot, page, desk, window, tmp_path: Path, stray_errors
) -> None:
    section: RegulationsSection = open_section(qtbot, page, desk, "regulations")
    before = len(rows(section))
    good = tmp_path / "kami.toml"
    good.write_bytes(OWN_PACK.encode("utf-8-sig").replace(b"\n", b"\r\n"))
    section.take_file(good)
    qtbot.waitUntil(lambda: window.opened == ["regulation"])
    assert window.said[-1].startswith("perbup-kami@1 masuk sebagai konsep")
    qtbot.waitUntil(lambda: len(rows(section)) == before + 1)
    first = rows(section)[0]
    assert (first.key, first.draft) == ("perbup-kami@1", True)
    for name, data in (("bukan.toml", b"[pack\n"), ("besar.toml", b"#" * 1_000_001), ("surat.toml", b"\xff\xfe")):
        (tmp_path / name).write_bytes(data)
        section.take_file(tmp_path / name)
        qtbot.waitUntil(lambda: len(stray_errors) == 1)
        assert name in stray_errors.pop().sentence
    section.read()
    qtbot.waitUntil(lambda: not desk.tasks.busy)
    assert len(rows(section)) == before + 1


def test_a_pack_that_cannot_be_read_is_listed_and_taken_out_of_use(qtbot, page, desk, do, ask, window) -> None:
    """After a new version of the program no longer knows a field of it, say."""
    pack = do(regulation_use.activate, do(regulation_drafts.copy_pack, "pp-94-2021@1").id)
    later = pack.changed_at + timedelta(seconds=1)

    def broken(work: UnitOfWork, actor: Actor) -> None:
        work.log_as(actor, "tests.break")
        work.packs.save(replace(pack, text=f"{pack.text}\n[gone]\n", changed_at=later))

    do(broken)
    section: RegulationsSection = open_section(qtbot, page, desk, "regulations")
    (line,) = (line for line in rows(section) if line.fault)
    assert (line.key, line.state) == (pack.key, "dipakai")
    section.open_pack(line)
    box = section.findChild(QMessageBox)
    assert "isian gone tidak dikenal" in box.text()
    qtbot.mouseClick(next(one for one in box.buttons() if one.text() == "Nonaktifkan"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.said[-1:] == [f"{pack.key} tidak dipakai lagi"])
    qtbot.waitUntil(lambda: [line.state for line in rows(section) if line.fault] == ["tidak dipakai"])
    assert ask(lawbook.violation_choices)


def test_an_example_is_taken_from_the_list(qtbot, page, desk, window) -> None:
    section: RegulationsSection = open_section(qtbot, page, desk, "regulations")
    section.choose_example()
    qtbot.waitUntil(lambda: section.pages.form is not None)
    form = section.pages.form
    form.submit()
    assert form.box("example").error
    form.field("example").box.setCurrentIndex(1)
    form.submit()
    qtbot.waitUntil(lambda: window.opened == ["regulation"])
    assert section.pages.form is None


OWN_PACK = """[pack]
id = "perbup-kami"
family = "perbup"
version = 1
title = "Peraturan Bupati tentang Uji"
short = "Perbup Uji"
valid_from = 2024-01-01
selected_by = "receipt"
source = "buatan"
track = "disiplin"

[[provision]]
key = "satu"
text = "Ketentuan buatan."
article = "Pasal 1"
"""


def test_the_check_says_that_all_is_sound_and_what_a_foreign_code_means(qtbot, page, desk) -> None:
    section: IntegritySection = open_section(qtbot, page, desk, "integrity")
    section.check()
    qtbot.waitUntil(section.result.isVisible)
    assert section.verdict.text() == "Semua utuh."
    section.code.restore("3-00000000-00000000")
    section.check()
    qtbot.waitUntil(lambda: section.result.isVisible() and "masalah" in section.verdict.text())
    assert "kepala rantainya berbeda" in section.problems.text()
    section.code.restore("bukan kode")
    section.check()
    assert section.form.box("code").error


def test_a_changed_row_shows(qtbot, page, desk, office, do) -> None:
    do(add_user, "dewi", "Dewi K", Role.CLERK, "kopi-pagi-hujan")
    with office.database._engines.writer.begin() as connection:  # as one does who has the key and means ill
        names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars().all()
        for name in names:
            connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
        connection.exec_driver_sql("UPDATE log SET actor = 'orang lain' WHERE sequence = 2")
    section: IntegritySection = open_section(qtbot, page, desk, "integrity")
    section.check()
    qtbot.waitUntil(section.result.isVisible)
    assert "baris 2" in section.problems.text()


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


def test_a_sample_is_thrown_away_only_after_a_yes(qtbot, page, desk, office) -> None:
    office.sample = True
    section: ViewSection = open_section(qtbot, page, desk, "view")
    running = Running()
    page.serve(running)
    section.read()
    assert section.sample.isVisible()
    section.delete_button.click()
    box = section.findChild(QMessageBox)
    assert box is not None
    assert running.deleted == 0
    yes = next(each for each in box.buttons() if "Hapus" in each.text())
    qtbot.mouseClick(yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: running.deleted == 1)


def test_a_real_office_is_never_deleted(office, admin: Actor) -> None:
    with pytest.raises(InvalidInput, match="bukan kantor contoh"):
        delete_sample(office, admin)
    assert office.home.database.exists()


def test_one_who_acts_in_a_post_signs_with_his_mark(do) -> None:
    person = Person(name="Rara Rekaan", position="Kepala BKPSDM", acting=ActingMark.PLT)
    assert do(keep_signatory, person, "Kepala BKPSDM").post_line == "Plt. Kepala BKPSDM"
    line = "a.n. Bupati,\nPlt. Sekretaris Daerah"
    assert do(keep_signatory, person, line).post_line == line
