"""An office that comes back: from a backup, with its sheet, and with another sheet."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from memory_keyring import MemoryKeyring
from program_start import Start, front, log_in, shows

from cases.errors import WrongKey
from cases.model.backup import BackupReason
from db.backups.checking import check_set
from db.backups.layout import Place, place_in
from db.backups.making import Order, make_set
from db.backups.plan import read_plan
from db.home import OfficeHome, open_keys
from db.secrets import SecretStore
from desktop.pages.entry.first_start import FirstStartPage
from desktop.pages.entry.recovery import RecoveryPage
from desktop.pages.entry.restore import RestorePage
from desktop.pages.entry.trouble import TroublePage
from desktop.pages.new_sheet import NewSheetPage
from desktop.pages.restore import RestoreOfficePage
from desktop.wiring import RECOVERED, open_office


def test_another_sheet_takes_the_place_of_the_old_one_and_the_office_opens_anew(
    qtbot, start: Start, home, recovery_key, password
) -> None:
    """Nothing changes before a line of the new sheet was typed back."""
    secrets = SecretStore(MemoryKeyring())
    _enrol(home, recovery_key, secrets)
    before = (home / "keys.age").read_bytes()
    program = start(home, secrets=secrets)
    log_in(qtbot, program, password)
    assert program.session is not None
    program.session.main.open_page("new-sheet")
    page = program.session.main.findChild(NewSheetPage)
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
    qtbot.waitUntil(lambda: program.session is None and program.office is not None)
    assert (program.office.keys.next_key, program.office.unsettled) == (None, "")
    program.log_in_page.username.clear()
    log_in(qtbot, program, password)
    with qtbot.waitSignal(program.ended):
        program.shell.close()
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: open_office(home, "\n".join(lines), secrets=SecretStore(None)).close()).result()
    with pytest.raises(WrongKey):
        open_office(home, recovery_key, secrets=SecretStore(None))


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
    assert program.session is not None
    program.session.main.open_page("restore", folder=str(place.folder))
    page = program.session.main.findChild(RestoreOfficePage)
    assert page is not None
    steps = page.steps
    qtbot.waitUntil(lambda: steps.list.count() == 1)
    assert not page.earlier.isVisible()
    steps.go.click()
    qtbot.waitUntil(lambda: steps.stack.currentIndex() == 1)
    assert "Yang hilang" in steps.lost.text() or "Tidak ada perubahan" in steps.lost.text()
    steps.take_button.click()
    qtbot.waitUntil(lambda: program.session is None and program.office is not None)
    assert program.office is not None
    assert program.office.warning == ""
    program.log_in_page.username.clear()
    log_in(qtbot, program, password)
    program.session.main.open_page("restore")
    page = program.session.main.findChild(RestoreOfficePage)
    qtbot.waitUntil(page.earlier.isVisible)
    page._step_back()
    qtbot.waitUntil(lambda: program.session is None and program.office is not None)
    assert program.office.warning == ""
    assert len(list(home.glob("sebelum-pemulihan-*"))) == 1


def _enrol(home: Path, recovery_key: str, secrets: SecretStore) -> None:
    with ThreadPoolExecutor(1) as pool:
        office = pool.submit(open_office, home, recovery_key, secrets=secrets).result()
        pool.submit(office.enrol_this_account, RECOVERED).result()
        pool.submit(office.close).result()


def _back_up(home: Path, folder: Path, secrets: SecretStore, key: str | None = None) -> Place:
    place = place_in(folder, "c0ffee00")
    folder.mkdir()
    keys = open_keys(OfficeHome(home), secrets, key)
    order = Order(reason=BackupReason.BY_HAND, program="0", office_name="Kantor", moment=datetime.now(UTC))
    made = make_set(place, OfficeHome(home), keys, order)
    check_set(place, made.id, keys.vault_identities, datetime.now(UTC))
    return place
