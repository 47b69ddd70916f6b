"""The first start: an office founded, a sample office, a set-up that was killed."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from memory_keyring import MemoryKeyring
from program_start import Start, front, shows

from db.secrets import SecretStore
from desktop.pages.entry.first_start import FirstStartPage
from desktop.pages.entry.new_office import NewOfficePage
from desktop.wiring import open_office


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
    assert program.session is not None
    assert program.session.desk.actor.name == "admin"
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
    qtbot.waitUntil(lambda: program.session is not None or not choice.problem.isHidden(), timeout=180_000)
    assert program.session is not None, choice.problem.text()
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
