from __future__ import annotations

import resource
from contextlib import contextmanager
from datetime import date

import msgspec
import pyrage
import pytest
from memory_keyring import MemoryKeyring

from cases.errors import DatabaseDamaged, DatabaseNewer, KeyUnavailable, NotFound, StorageError, WrongKey
from db.keys import (
    RecipientKind,
    account_public,
    enrol_account,
    enrol_this_account,
    new_keys,
    open_with_keyring,
    open_with_recovery_key,
    write_keys,
)
from db.recovery import identity_text, read_key
from db.secrets import SecretStore

ON = date(2026, 10, 4)


@contextmanager
def disk_that_takes(size):
    """Let the operating system refuse every write past ``size`` bytes of a file."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture
def new():
    return new_keys(ON)


@pytest.fixture
def file(tmp_path, new):
    file = tmp_path / "keys.age"
    write_keys(file, new.keys)
    return file


@pytest.fixture
def store():
    return SecretStore(MemoryKeyring())


def test_every_office_gets_keys_of_its_own():
    one, other = new_keys(ON), new_keys(ON)
    assert len(one.keys.db_key) == 32
    assert one.keys.db_key != other.keys.db_key
    assert one.keys.vault_identity != other.keys.vault_identity
    assert one.recovery_lines != other.recovery_lines


def test_the_recovery_key_opens(file, new):
    opened = open_with_recovery_key(file, "\n".join(new.recovery_lines))
    assert (opened.db_key, opened.vault_identity) == (new.keys.db_key, new.keys.vault_identity)
    assert [r.kind for r in opened.recipients] == [RecipientKind.RECOVERY]


def test_nothing_secret_is_readable_in_the_file_or_in_a_log_line(file, new):
    secret = identity_text(read_key("\n".join(new.recovery_lines)))
    data = file.read_bytes()
    for word in (new.keys.vault_identity, secret, new.keys.recipients[0].public, "lembar pemulihan", "database_key"):
        assert word.encode() not in data
    assert new.keys.db_key not in data
    for text in (repr(new), repr(new.keys)):
        assert new.keys.vault_identity not in text
        assert repr(new.keys.db_key) not in text
        assert new.recovery_lines[0] not in text


def test_the_file_is_for_the_account_alone_and_leaves_nothing_beside_it(file):
    assert file.stat().st_mode & 0o777 == 0o600
    assert [found.name for found in file.parent.iterdir()] == ["keys.age"]


def test_an_enrolled_account_opens_without_the_recovery_key(file, new, store):
    enrolled = enrol_this_account(file, new.keys, store, ON)
    opened = open_with_keyring(file, store)
    assert opened == enrolled
    assert opened.db_key == new.keys.db_key
    assert [r.kind for r in opened.recipients] == [RecipientKind.RECOVERY, RecipientKind.ACCOUNT]
    assert open_with_recovery_key(file, "\n".join(new.recovery_lines)) == opened


def test_several_accounts_open_and_one_identity_serves_several_offices(tmp_path, file, new, store):
    other_store = SecretStore(MemoryKeyring())
    keys = enrol_this_account(file, new.keys, store, ON)
    enrol_account(file, keys, label="BKPSDM\\rini", public=account_public(other_store), on=ON)
    assert open_with_keyring(file, store) == open_with_keyring(file, other_store)
    second = tmp_path / "second.age"
    second_keys = new_keys(ON).keys
    write_keys(second, second_keys)
    enrol_this_account(second, second_keys, store, ON)
    assert open_with_keyring(second, store).db_key == second_keys.db_key
    assert open_with_keyring(file, store).db_key == new.keys.db_key


def test_enrolling_keeps_accounts_that_another_window_enrolled_meanwhile(file, new, store):
    stale, other = new.keys, SecretStore(MemoryKeyring())
    enrol_account(file, stale, label="a", public=account_public(store), on=ON)
    enrol_account(file, stale, label="b", public=account_public(other), on=ON)
    assert open_with_keyring(file, store).recipients == open_with_keyring(file, other).recipients
    assert [r.label for r in open_with_keyring(file, store).recipients] == ["lembar pemulihan", "a", "b"]


def test_an_account_enrolled_again_takes_its_old_place(file, new, store):
    old = SecretStore(MemoryKeyring())
    keys = enrol_account(file, new.keys, label="a", public=account_public(old), on=ON)
    enrol_account(file, keys, label="a", public=account_public(store), on=date(2026, 11, 1))
    assert [r.label for r in open_with_keyring(file, store).recipients] == ["lembar pemulihan", "a"]
    with pytest.raises(KeyUnavailable, match="belum didaftarkan untuk kantor ini"):
        open_with_keyring(file, old)


def test_an_account_whose_entry_is_gone_is_asked_for_the_recovery_key_and_can_enrol_again(file, new):
    ring = MemoryKeyring()
    store = SecretStore(ring)
    enrol_this_account(file, new.keys, store, ON)
    ring.kept.clear()
    with pytest.raises(KeyUnavailable, match="buka dengan kunci pemulihan"):
        open_with_keyring(file, store)
    keys = open_with_recovery_key(file, "\n".join(new.recovery_lines))
    enrol_this_account(file, keys, store, ON)
    assert open_with_keyring(file, store).db_key == new.keys.db_key


def test_a_ruined_entry_is_asked_for_the_recovery_key(file, new):
    ring = MemoryKeyring()
    enrol_this_account(file, new.keys, SecretStore(ring), ON)
    ring.kept = dict.fromkeys(ring.kept, "AGE-SECRET-KEY-1RUSAK")
    with pytest.raises(KeyUnavailable, match="kunci pemulihan"):
        open_with_keyring(file, SecretStore(ring))


def test_without_a_keyring_nobody_is_enrolled_and_nothing_changes(file, new):
    before = file.read_bytes()
    with pytest.raises(KeyUnavailable, match="kunci pemulihan"):
        enrol_this_account(file, new.keys, SecretStore(None), ON)
    assert file.read_bytes() == before


def test_a_keyring_that_forgets_at_once_is_never_enrolled(file, new):
    class Forgetful(MemoryKeyring):
        def set_password(self, service, username, password):
            pass

    before = file.read_bytes()
    with pytest.raises(KeyUnavailable):
        enrol_this_account(file, new.keys, SecretStore(Forgetful()), ON)
    assert file.read_bytes() == before


def test_another_offices_recovery_key_is_refused(file):
    with pytest.raises(WrongKey, match="bukan milik kantor ini"):
        open_with_recovery_key(file, "\n".join(new_keys(ON).recovery_lines))


def test_a_mistyped_recovery_key_names_its_line(file, new):
    rows = list(new.recovery_lines)
    rows[3] = ("2" if rows[3][0] != "2" else "3") + rows[3][1:]
    with pytest.raises(WrongKey, match="Baris 4"):
        open_with_recovery_key(file, "\n".join(rows))


def test_every_flipped_byte_and_every_cut_is_found(file, new):
    text, data = "\n".join(new.recovery_lines), file.read_bytes()
    for place in range(len(data)):
        file.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        with pytest.raises((DatabaseDamaged, WrongKey)):
            open_with_recovery_key(file, text)
    for size in range(0, len(data), 7):
        file.write_bytes(data[:size])
        with pytest.raises((DatabaseDamaged, WrongKey)):
            open_with_recovery_key(file, text)


def test_a_missing_file_is_said(tmp_path, new):
    with pytest.raises(NotFound, match=r"keys\.age"):
        open_with_recovery_key(tmp_path / "keys.age", "\n".join(new.recovery_lines))


def test_a_folder_in_its_place_is_said(tmp_path, new):
    (tmp_path / "keys.age").mkdir()
    with pytest.raises(StorageError):
        open_with_recovery_key(tmp_path / "keys.age", "\n".join(new.recovery_lines))


def resealed(file, new, change):
    """Seal other contents to the same recovery key."""
    identity = pyrage.x25519.Identity.from_str(identity_text(read_key("\n".join(new.recovery_lines))))
    inside = msgspec.json.decode(pyrage.decrypt(file.read_bytes(), [identity]))
    file.write_bytes(pyrage.encrypt(msgspec.json.encode(change(inside)), [identity.to_public()]))


def test_keys_of_a_newer_program_are_refused(file, new):
    resealed(file, new, lambda inside: inside | {"format": 3, "something": "new"})
    with pytest.raises(DatabaseNewer, match="versi terbaru"):
        open_with_recovery_key(file, "\n".join(new.recovery_lines))


@pytest.mark.parametrize(
    "change",
    [
        lambda inside: {"format": inside["format"], "database_key": 3},
        lambda inside: inside | {"database_key": "AAAA"},
        lambda inside: inside | {"more": 1},
        list,
    ],
)
def test_sealed_nonsense_is_called_damaged(file, new, change):
    resealed(file, new, change)
    with pytest.raises(DatabaseDamaged, match="cadangan"):
        open_with_recovery_key(file, "\n".join(new.recovery_lines))


def test_keys_that_were_exchanged_under_an_open_program_are_not_written_over(file, new, store):
    write_keys(file, new_keys(ON).keys)
    before = file.read_bytes()
    with pytest.raises(WrongKey, match="buka kembali"):
        enrol_this_account(file, new.keys, store, ON)
    assert file.read_bytes() == before


def test_no_age_recipient_no_enrolment(file, new):
    with pytest.raises(WrongKey, match="mendaftar ulang"):
        enrol_account(file, new.keys, label="a", public="age1halo", on=ON)


def test_a_full_disk_leaves_the_old_keys_as_they_were(file, new, store):
    before = file.read_bytes()
    with disk_that_takes(100), pytest.raises(StorageError, match="ulangi"):
        enrol_this_account(file, new.keys, store, ON)
    assert file.read_bytes() == before
    assert [found.name for found in file.parent.iterdir()] == ["keys.age"]
