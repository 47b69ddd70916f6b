"""A whole restore on a real office: tried, compared, taken over, stepped back from; and the command line."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

import pytest
from memory_keyring import MemoryKeyring
from page_trail import Trail
from samples import make_person

from cases.errors import DatabaseBusy, DatabaseDamaged, KeyUnavailable, LoginRefused, NotAllowed, Stopped, WrongKey
from cases.model.backup import BackupReason, BackupSet
from cases.model.listing import ListQuery
from cases.model.report import Channel, Source
from cases.model.user import Actor, Role
from cases.services import reports
from cases.services.reports import ReportForm
from db.backups.layout import Place, place_in
from db.backups.making import Order, make_set
from db.secrets import SecretStore
from desktop.__main__ import main
from desktop.backups import restore_command
from desktop.backups.restoring import Restoring
from desktop.backups.wiring import OfficeBackups
from desktop.desk import Desk
from desktop.pages.restore import RestoreOfficePage
from desktop.tasks import Tasks
from desktop.widgets.restore_words import zone_name
from desktop.wiring import RECOVERED, OpenOffice, open_office

T = TypeVar("T")
FORM = ReportForm(
    received_on=date(2026, 5, 4),
    source=Source.PUBLIC,
    channel=Channel.SOCIAL_MEDIA,
    narrative="Memasang foto bersama calon.",
    respondents=(make_person(),),
)


def work(act: Callable[[], T]) -> T:
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(act).result()


@pytest.fixture
def secrets() -> SecretStore:
    return SecretStore(MemoryKeyring())


@pytest.fixture
def opened(home: Path, recovery_key: str, secrets: SecretStore) -> OpenOffice:
    """The office, opened by an enrolled account."""
    office = work(lambda: open_office(home, recovery_key, secrets=secrets))
    work(lambda: office.enrol_this_account(RECOVERED))
    return office


def register(office: OpenOffice, actor: Actor, count: int) -> None:
    for _ in range(count):
        work(lambda: office.write(reports.register_report, actor, FORM))


def numbers(office: OpenOffice, actor: Actor) -> list[str]:
    page = work(lambda: office.read(reports.report_page, actor, ListQuery(sort="number")))
    return [line.number for line in page.rows]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return place_in(tmp_path / "cadangan", "c0ffee00")


def back_up(office: OpenOffice, place: Place) -> BackupSet:
    place.folder.parent.mkdir(exist_ok=True)
    now = datetime.now(UTC)
    order = Order(reason=BackupReason.BY_HAND, program="0", office_name=office.name, moment=now)
    return work(lambda: make_set(place, office.home, office.keys, order))


def test_what_would_be_lost_is_told_and_the_old_office_stays(
    opened: OpenOffice, admin: Actor, place: Place, secrets: SecretStore, password: str
) -> None:
    path = opened.home.path
    register(opened, admin, 1)
    one = back_up(opened, place)
    register(opened, admin, 2)
    kept = numbers(opened, admin)
    restoring = Restoring(path=path, secrets=secrets, present=opened)
    (offer,) = work(lambda: restoring.offers(place.folder.parent))
    assert (offer.name, [each.id for each in offer.sets]) == (opened.name, [one.id])
    found = work(lambda: restoring.prepare(one))
    assert found.check.problems == ()
    assert found.since is not None
    assert (found.since.reports, found.since.cases, found.since.evidence) == (tuple(kept[1:]), (), 0)
    assert found.since.rows == 2
    with pytest.raises(NotAllowed):
        work(lambda: restoring.take_over(replace(admin, role=Role.CLERK, rights=None)))
    with pytest.raises(LoginRefused):
        work(lambda: restoring.log_in(admin.name, "bukan-kata-sandi"))
    assert work(lambda: restoring.log_in(admin.name, password)).name == admin.name
    work(lambda: restoring.take_over(admin))
    assert numbers(opened, admin) == kept  # until it is closed
    work(opened.close)

    again = work(lambda: open_office(path, secrets=secrets))
    assert numbers(again, admin) == kept[:1]
    assert not again.tail_lost  # the keyring knows a longer log, and the restore says why
    assert work(lambda: again.verify(admin)).problems == ()
    register(again, admin, 1)
    work(again.close)

    (aside,) = restoring.earlier()
    old = work(lambda: open_office(path / aside, secrets=secrets))
    assert numbers(old, admin) == kept
    work(old.close)

    work(lambda: restoring.step_back(aside, admin))
    back = work(lambda: open_office(path, secrets=secrets))
    assert numbers(back, admin) == kept
    assert not back.tail_lost
    work(back.close)
    assert len(restoring.earlier()) == 1


def test_a_tail_that_is_lost_after_a_restore_shows(
    opened: OpenOffice, admin: Actor, place: Place, secrets: SecretStore, tmp_path: Path
) -> None:
    """The row of a restore explains the heads of before it, and no later one."""
    path = opened.home.path
    one = back_up(opened, place)
    register(opened, admin, 6)
    restoring = Restoring(path=path, secrets=secrets, present=opened)
    work(lambda: restoring.prepare(one))
    work(lambda: restoring.take_over(admin))
    work(opened.close)
    again = work(lambda: open_office(path, secrets=secrets))
    work(again.close)
    shutil.copytree(path, tmp_path / "salinan")
    again = work(lambda: open_office(path, secrets=secrets))
    register(again, admin, 2)
    work(again.close)
    cut = work(lambda: open_office(tmp_path / "salinan", secrets=secrets))
    assert cut.tail_lost
    work(cut.close)


def test_another_computer_needs_the_sheet(
    opened: OpenOffice, admin: Actor, place: Place, recovery_key: str, tmp_path: Path
) -> None:
    register(opened, admin, 2)
    one = back_up(opened, place)
    work(opened.close)
    there = tmp_path / "komputer lain" / "rumah"
    nobody = SecretStore(MemoryKeyring())
    with pytest.raises(KeyUnavailable):
        work(lambda: Restoring(path=there, secrets=nobody).offers(place.folder.parent))
    restoring = Restoring(path=there, secrets=nobody, recovery_text=recovery_key)
    (offer,) = work(lambda: restoring.offers(place.folder))
    found = work(lambda: restoring.prepare(offer.sets[0]))
    assert (found.since, found.unknown, found.set_id) == (None, "", one.id)
    work(lambda: restoring.take_over(RECOVERED))
    office = work(lambda: open_office(there, recovery_key, secrets=nobody))
    assert len(numbers(office, admin)) == 2
    work(office.close)
    assert restoring.earlier() == ()
    with pytest.raises(WrongKey):
        work(lambda: Restoring(path=there, secrets=nobody, recovery_text="ABCD").offers(place.folder))


def test_a_damaged_office_is_restored_over(
    opened: OpenOffice, admin: Actor, place: Place, secrets: SecretStore, recovery_key: str
) -> None:
    register(opened, admin, 1)
    one = back_up(opened, place)
    work(opened.close)
    database = opened.home.database
    database.write_bytes(b"rusak" * 4096)
    restoring = Restoring(path=opened.home.path, secrets=secrets)
    found = work(lambda: restoring.prepare(one))
    assert found.since is None
    assert "tidak dapat dibuka" in found.unknown
    work(lambda: restoring.take_over(RECOVERED))
    office = work(lambda: open_office(opened.home.path, secrets=secrets))
    assert (len(numbers(office, admin)), office.tail_lost) == (1, False)
    work(office.close)
    assert (opened.home.path / restoring.earlier()[0] / "office.db").read_bytes() == b"rusak" * 4096


def test_stopped_or_thrown_away_leaves_nothing(
    opened: OpenOffice, admin: Actor, place: Place, secrets: SecretStore
) -> None:
    one = back_up(opened, place)
    before = {file.name for file in opened.home.path.iterdir()} | {"restore.lock"}
    restoring = Restoring(path=opened.home.path, secrets=secrets, present=opened)

    def stop(fraction: float, _words: str) -> None:
        if fraction > 0.5:
            raise Stopped("berhenti")

    with pytest.raises(Stopped):
        work(lambda: restoring.prepare(one, stop))
    work(lambda: restoring.prepare(one))
    work(restoring.discard)
    (place.set_folder(one.id) / "office.db").write_bytes(b"")
    with pytest.raises(DatabaseDamaged):
        work(lambda: restoring.prepare(one))
    assert {file.name for file in opened.home.path.iterdir()} == before
    work(opened.close)


def test_of_two_windows_one_restores(opened: OpenOffice, admin: Actor, place: Place, secrets: SecretStore) -> None:
    one = back_up(opened, place)
    first, second = (Restoring(path=opened.home.path, secrets=secrets, present=opened) for _ in range(2))
    work(lambda: first.prepare(one))
    with pytest.raises(DatabaseBusy, match="jendela Netralitas lain"):
        work(lambda: second.prepare(one))
    work(second.discard)
    assert (opened.home.path / ".memulihkan" / "office.db").exists(), "what the first one prepared stays"
    work(first.discard)
    work(lambda: second.prepare(one))
    work(second.discard)
    work(opened.close)


def call(*arguments: str | Path) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = work(lambda: main([str(each) for each in arguments]))
    return status, out.getvalue(), err.getvalue()


def test_the_command_line_tries_a_backup_and_restores_it_elsewhere(
    opened: OpenOffice, admin: Actor, place: Place, recovery_key: str, tmp_path: Path, password: str
) -> None:
    register(opened, admin, 1)
    one = back_up(opened, place)
    work(opened.close)
    key = tmp_path / "kunci.txt"
    key.write_text(recovery_key)
    status, out, err = call("--recovery-key-file", key, "restore", place.folder, "--check", "--json")
    assert (status, err) == (0, "")
    told: dict[str, Any] = json.loads(out)
    assert (told["set"], told["rows"]["report"], told["problems"]) == (one.id, 1, [])
    target = tmp_path / "hasil"
    status, out, err = call("--recovery-key-file", key, "restore", place.set_folder(one.id), "--into", target)
    assert (status, err) == (0, "")
    assert "Cadangan ini pulih seluruhnya." in out
    here = one.made_at.astimezone()
    assert f"dibuat {here.day} " in out, "the day of this computer's clock, as in the window"
    assert f" {here:%H.%M} {zone_name(here)}, terbuka" in out
    office = work(lambda: open_office(target, recovery_key, secrets=SecretStore(None)))
    assert len(numbers(office, admin)) == 1
    work(office.close)
    status, out, err = call("--recovery-key-file", key, "restore", place.folder, "--into", target)
    assert (status, out) == (1, "")
    assert "sudah berisi" in err
    database = place.set_folder(one.id) / "office.db"
    database.write_bytes(database.read_bytes()[:-4096])
    status, _, err = call("--recovery-key-file", key, "restore", place.folder, "--check")
    assert (status, "pakai cadangan lain" in err) == (1, True)


def test_who_may_not_restore_leaves_nothing_behind(
    opened: OpenOffice, admin: Actor, place: Place, secrets: SecretStore, tmp_path: Path, monkeypatch, password: str
) -> None:
    back_up(opened, place)
    work(opened.close)
    monkeypatch.setattr(restore_command, "system_secrets", lambda: secrets)
    target = tmp_path / "hasil"
    status, _, err = call("restore", place.folder, "--into", target)
    assert (status, "--user" in err, target.exists()) == (1, True, False)
    word = tmp_path / "sandi.txt"
    word.write_text(password)
    status, _, err = call("--user", admin.name, "--password-file", word, "restore", place.folder, "--into", target)
    assert (status, err) == (0, "")
    status, _, err = call("restore", tmp_path, "--check")
    assert (status, "Di sini tidak ada cadangan" in err) == (1, True)


def test_the_page_begins_with_the_offices_own_place(qtbot, desk: Desk, tasks: Tasks, admin: Actor) -> None:
    work(lambda: OfficeBackups(desk.office).back_up(admin, BackupReason.BY_HAND))
    page = RestoreOfficePage(desk, Trail())
    qtbot.addWidget(page)
    page.show()
    for _ in range(2):
        page.on_shown()
        qtbot.waitUntil(lambda: not tasks.busy)
        assert page.steps.list.count() == 1
        assert "baik" in page.steps.list.item(0).text()
    assert page.may_leave()
    qtbot.waitUntil(lambda: not tasks.busy)
