from __future__ import annotations

import hashlib
import os
import resource
import time
from datetime import timedelta

import pyrage
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.errors import DatabaseDamaged, NotFound, StorageError
from db.vault import Vault

DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def identity():
    return str(pyrage.x25519.Identity.generate())


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "vault"


@pytest.fixture
def vault(folder, identity):
    return Vault(folder, identity)


def file_of(folder, name):
    return folder / f"{name}.age"


def age(file, days):
    then = time.time() - days * 86400
    os.utime(file, (then, then))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(st.binary(max_size=3000))
def test_what_goes_in_comes_out(vault, data):
    assert vault.get(vault.put(data)) == data


def test_the_same_bytes_have_one_name_and_one_file(folder, vault, identity):
    name = vault.put(b"tangkapan layar")
    assert vault.put(b"tangkapan layar") == name
    assert Vault(folder, identity).put(b"tangkapan layar") == name
    assert list(vault.names()) == [name]


def test_the_name_and_the_file_tell_nothing_about_the_bytes(folder, vault):
    data = b"NIP 19850312 201001 1 005 " * 40
    name = vault.put(data)
    assert name != hashlib.sha256(data).hexdigest()
    assert Vault(folder, str(pyrage.x25519.Identity.generate())).put(data) != name
    sealed = file_of(folder, name).read_bytes()
    assert b"19850312" not in sealed
    assert sealed.startswith(b"age-encryption.org/v1\n")


def test_files_are_for_the_account_alone(folder, vault):
    file = file_of(folder, vault.put(b"x"))
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700


def test_every_flipped_byte_and_every_cut_is_found(folder, vault):
    name = vault.put(b"bukti" * 20)
    file = file_of(folder, name)
    data = file.read_bytes()
    for place in range(len(data)):
        file.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        with pytest.raises(DatabaseDamaged, match="cadangan"):
            vault.get(name)
    for size in range(0, len(data), 11):
        file.write_bytes(data[:size])
        with pytest.raises(DatabaseDamaged):
            vault.get(name)


def test_two_exchanged_files_are_found(folder, vault):
    one, other = vault.put(b"satu"), vault.put(b"dua")
    file_of(folder, one).write_bytes(file_of(folder, other).read_bytes())
    with pytest.raises(DatabaseDamaged):
        vault.get(one)


def test_a_damaged_blob_is_made_good_by_putting_it_again(folder, vault):
    name = vault.put(b"bukti")
    file_of(folder, name).write_bytes(b"")
    assert vault.put(b"bukti") == name
    assert vault.get(name) == b"bukti"


@pytest.mark.parametrize("name", ["0" * 64, "", "../../etc/passwd", "A" * 64, "/etc/passwd"])
def test_a_missing_blob_or_no_name_is_not_found(vault, name):
    with pytest.raises(NotFound, match="pulihkan dari cadangan"):
        vault.get(name)


def test_old_orphans_go_and_everything_else_stays(folder, vault):
    kept, orphan, young = vault.put(b"kept"), vault.put(b"orphan"), vault.put(b"young")
    left_over = file_of(folder, kept).parent / ".tmp-abc.age.17"
    left_over.write_bytes(b"half")
    foreign = folder / "catatan.txt"
    foreign.write_text("bukan milik kami")
    for file in (file_of(folder, kept), file_of(folder, orphan), left_over, foreign):
        age(file, 3)
    assert vault.collect_orphans([kept], DAY) == (orphan,)
    assert set(vault.names()) == {kept, young}
    assert not left_over.exists()
    assert foreign.exists()


def test_an_old_orphan_that_is_put_again_is_young_again(folder, vault):
    name = vault.put(b"bukti")
    age(file_of(folder, name), 3)
    vault.put(b"bukti")
    assert vault.collect_orphans([], DAY) == ()
    assert vault.get(name) == b"bukti"


def test_an_empty_vault_has_no_names(vault):
    assert list(vault.names()) == []
    assert vault.collect_orphans([], DAY) == ()


def test_a_full_disk_is_said_and_leaves_nothing(folder, vault):
    vault.put(b"ada")
    before = sorted(folder.rglob("*"))
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limit[1]))
    try:
        with pytest.raises(StorageError, match="ulangi"):
            vault.put(os.urandom(20_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert [path for path in folder.rglob("*") if path.is_file()] == [path for path in before if path.is_file()]


def test_a_vault_that_cannot_be_written_is_said(tmp_path, identity):
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(StorageError):
        Vault(tmp_path / "file" / "vault", identity).put(b"x")
