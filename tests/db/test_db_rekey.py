"""Another sheet, an account that leaves: the old ones open nothing new, and a change dies at no point half-way."""

from __future__ import annotations

import io
import json
import os
import random
import resource
import signal
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyrage
import pytest
from memory_keyring import MemoryKeyring
from open_db import KEY

from cases.errors import DatabaseBusy, InvalidInput, StorageError, WrongKey
from cases.model.listing import LogHead
from db.anchor import Anchor
from db.backup import check_sound
from db.engine import connect
from db.home import OfficeHome
from db.keys import (
    NewKeys,
    OpenKeys,
    change_keys,
    enrol_account,
    enrol_this_account,
    new_keys,
    new_sheet,
    open_with_keyring,
    open_with_recovery_key,
    read_again,
    sheet_of,
    write_keys,
)
from db.lock import UseLock
from db.recovery import identity_text, read_key
from db.rekey import finish_change, opens, still_with
from db.secrets import SecretStore
from db.vault import Vault

ON = date(2026, 10, 4)
HEAD = LogHead(count=7, hash="ab" * 32)


@pytest.fixture
def secrets() -> SecretStore:
    return SecretStore(MemoryKeyring())


@pytest.fixture
def new() -> NewKeys:
    made = new_keys(ON)
    return replace(made, keys=replace(made.keys, db_key=KEY))


@pytest.fixture
def home(office_path: Path, new: NewKeys) -> OfficeHome:
    """An office's database and keys."""
    made = OfficeHome(office_path.parent)
    write_keys(made.keys, new.keys)
    return made


def text(lines: tuple[str, ...]) -> str:
    return "\n".join(lines)


def sound(home: OfficeHome, key: bytes) -> None:
    connection = connect(home.database, key)
    try:
        check_sound(connection)
    finally:
        connection.close()


def test_a_new_sheet_takes_the_place_of_the_old_one(home: OfficeHome, new: NewKeys, secrets: SecretStore) -> None:
    sheet = new_sheet(ON)
    change_keys(home.keys, new.keys, sheet=sheet)
    with pytest.raises(WrongKey):
        open_with_recovery_key(home.keys, text(new.recovery_lines))
    opened = open_with_recovery_key(home.keys, text(sheet.lines))
    assert opened.sheet == sheet.code == sheet_of(text(sheet.lines)) != new.keys.sheet
    done = finish_change(home, opened, secrets)
    assert done.next_key is None
    assert (opens(home.database, KEY), opens(home.database, done.db_key)) == (False, True)
    assert open_with_recovery_key(home.keys, text(sheet.lines)) == done
    sound(home, done.db_key)
    assert sorted(path.name for path in home.path.iterdir()) == ["keys.age", "office.db", "open.lock"]


def test_an_account_that_leaves_reads_what_it_had_and_nothing_new(
    home: OfficeHome, new: NewKeys, secrets: SecretStore
) -> None:
    """He kept everything that an enrolled account can keep: his identity, the database key, the vault identity."""
    here = enrol_this_account(home.keys, new.keys, secrets, ON)
    gone = pyrage.x25519.Identity.generate()
    keys = enrol_account(home.keys, here, label="lain@sini", public=str(gone.to_public()), on=ON)
    old = Vault(home.vault, *keys.vault_identities)
    early = old.put(b"sebelum")
    changed = change_keys(home.keys, keys, leaving=[str(gone.to_public())])
    vault = Vault(home.vault, *changed.vault_identities)
    late = vault.put(b"sesudah")
    assert (vault.get(early), vault.get(late)) == (b"sebelum", b"sesudah")
    assert vault.put(b"sebelum") == early  # the same bytes keep their name
    assert vault.copy(early, io.BytesIO()) == vault.check(early) != ""
    sealed = (home.vault / f"{late}.age").read_bytes()
    for kept in (gone, pyrage.x25519.Identity.from_str(keys.vault_identity)):
        for data in (home.keys.read_bytes(), sealed):
            with pytest.raises(pyrage.DecryptError):
                pyrage.decrypt(data, [kept])
    assert old.get(early) == b"sebelum"
    done = finish_change(home, open_with_keyring(home.keys, secrets), secrets)
    assert not opens(home.database, keys.db_key)
    assert [each.label for each in done.recipients] == [each.label for each in here.recipients]
    assert open_with_recovery_key(home.keys, text(new.recovery_lines)) == done


def test_keys_change_again_and_again(home: OfficeHome, new: NewKeys, secrets: SecretStore) -> None:
    keys, names = new.keys, []
    for turn in range(3):
        names.append(Vault(home.vault, *keys.vault_identities).put(b"%d" % turn))
        keys = finish_change(home, change_keys(home.keys, keys, sheet=new_sheet(ON)), secrets)
    vault = Vault(home.vault, *keys.vault_identities)
    assert [vault.get(name) for name in names] == [b"0", b"1", b"2"]
    assert [vault.put(b"%d" % turn) for turn in range(3)] == names


def test_the_head_of_the_log_that_is_kept_outside_goes_along(
    home: OfficeHome, new: NewKeys, secrets: SecretStore
) -> None:
    kept = Anchor(home.anchor, KEY, secrets)
    kept.remember(HEAD)
    kept.close()
    done = finish_change(home, change_keys(home.keys, new.keys, sheet=new_sheet(ON)), secrets)
    anchor = Anchor(home.anchor, done.db_key, secrets)
    assert (anchor.last(), anchor.problems()) == (HEAD, ())


def test_an_office_in_use_keeps_its_key_until_it_is_closed(
    home: OfficeHome, new: NewKeys, secrets: SecretStore
) -> None:
    changed = change_keys(home.keys, new.keys, sheet=new_sheet(ON))
    with UseLock(home.path), UseLock(home.path), pytest.raises(DatabaseBusy, match="sedang dipakai"):
        finish_change(home, changed, secrets)
    assert still_with(home, changed) == changed
    with pytest.raises(StorageError, match="belum selesai"):
        change_keys(home.keys, changed, sheet=new_sheet(ON))
    reader = connect(home.database, KEY)  # a tool that knows of no lock
    reader.execute("SELECT count(*) FROM report").fetchall()
    with pytest.raises(DatabaseBusy):
        finish_change(home, changed, secrets)
    reader.close()
    assert opens(home.database, finish_change(home, changed, secrets).db_key)


def test_two_programs_that_finish_a_change_lose_nobody_who_was_let_in_between(
    home: OfficeHome, new: NewKeys, secrets: SecretStore
) -> None:
    stale = change_keys(home.keys, new.keys, sheet=new_sheet(ON))
    done = finish_change(home, stale, secrets)
    let_in = enrol_this_account(home.keys, done, secrets, ON)
    assert finish_change(home, stale, secrets) == let_in
    assert read_again(home.keys, done) == let_in


def test_who_is_not_enrolled_cannot_leave(home: OfficeHome, new: NewKeys) -> None:
    before = home.keys.read_bytes()
    for public in ("age1tiada", new.keys.recipients[0].public):
        with pytest.raises(InvalidInput):
            change_keys(home.keys, new.keys, leaving=[public])
    assert home.keys.read_bytes() == before


def test_keys_of_the_first_format_are_read(home: OfficeHome, new: NewKeys) -> None:
    """As they lie in every office that was set up before keys could be changed."""
    identity = pyrage.x25519.Identity.from_str(identity_text(read_key(text(new.recovery_lines))))
    inside = json.loads(pyrage.decrypt(home.keys.read_bytes(), [identity]))
    first = {name: inside[name] for name in ("database_key", "vault_identity", "recipients")} | {"format": 1}
    home.keys.write_bytes(pyrage.encrypt(json.dumps(first).encode(), [identity.to_public()]))
    assert open_with_recovery_key(home.keys, text(new.recovery_lines)) == new.keys


def test_a_full_disk_leaves_the_old_key(home: OfficeHome, new: NewKeys, secrets: SecretStore) -> None:
    changed = change_keys(home.keys, new.keys, sheet=new_sheet(ON))
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (home.database.stat().st_size // 2, limit[1]))
    try:
        with pytest.raises(StorageError):
            finish_change(home, changed, secrets)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert still_with(home, changed) == changed
    sound(home, KEY)
    assert opens(home.database, finish_change(home, changed, secrets).db_key)


@pytest.mark.skipif(sys.platform == "win32", reason="the one who is killed is a fork")
def test_killed_at_any_moment_one_of_the_two_keys_opens(home: OfficeHome, new: NewKeys, secrets: SecretStore) -> None:
    dice = random.Random()  # noqa: S311 - other moments in each run
    begun = time.monotonic()
    keys, sheet = new.keys, new_sheet(ON)
    keys = finish_change(home, change_keys(home.keys, keys, sheet=sheet), secrets)
    lasts = time.monotonic() - begun
    kept = Anchor(home.anchor, keys.db_key, SecretStore(None))
    kept.remember(HEAD)
    for _ in range(10):
        sheet = new_sheet(ON)
        changed = change_keys(home.keys, keys, sheet=sheet)
        child = os.fork()
        if child == 0:
            finish_change(home, changed, SecretStore(None))
            os._exit(0)
        time.sleep(dice.uniform(0.0, 1.2 * lasts))  # the moment itself, not a wait for something
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        left: OpenKeys = open_with_recovery_key(home.keys, text(sheet.lines))
        keys = finish_change(home, left, SecretStore(None))
        sound(home, keys.db_key)
        anchor = Anchor(home.anchor, keys.db_key, SecretStore(None))
        assert (anchor.last(), anchor.problems()) == (HEAD, ())
        assert not list(home.path.glob("office.db?*"))
