from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from memory_keyring import MemoryKeyring

from cases.errors import KeyUnavailable, NetworkDrive, NotFound, StorageError
from db.home import OfficeHome, create_home, enrol, find_home, open_keys
from db.keys import new_keys
from db.secrets import SecretStore

ON = date(2026, 10, 4)
NO_KEYRING = SecretStore(None)


@pytest.fixture
def new():
    return new_keys(ON)


@pytest.fixture
def home(tmp_path, new):
    home = create_home(tmp_path / "kantor", new)
    home.database.write_bytes(b"stands for the database that another module makes")
    return home


def test_a_new_office_has_its_files_in_a_folder_for_the_account_alone(home):
    assert sorted(path.name for path in home.path.iterdir()) == ["keys.age", "office.db", "pendaftaran", "vault"]
    assert home.path.stat().st_mode & 0o777 == 0o700
    assert home.exists


def test_it_opens_with_the_recovery_key_where_there_is_no_keyring(home, new):
    found = find_home(home.path)
    with pytest.raises(KeyUnavailable, match="kunci pemulihan"):
        open_keys(found, NO_KEYRING)
    assert open_keys(found, NO_KEYRING, "\n".join(new.recovery_lines)).db_key == new.keys.db_key


def test_it_opens_with_the_keyring_once_enrolled(home, new):
    store = SecretStore(MemoryKeyring())
    enrol(home, new.keys, store, ON)
    assert open_keys(find_home(home.path), store).vault_identity == new.keys.vault_identity


def test_nothing_of_an_office_is_ever_written_over(home, new):
    before = home.keys.read_bytes()
    with pytest.raises(StorageError, match="sudah ada data kantor"):
        create_home(home.path, new_keys(ON))
    home.database.unlink()
    (home.vault / "ab.age").write_bytes(b"x")
    with pytest.raises(StorageError, match="sudah ada data kantor"):
        create_home(home.path, new_keys(ON))
    assert home.keys.read_bytes() == before


def test_keys_of_an_interrupted_set_up_are_kept_aside(home, new):
    home.database.unlink()
    before = home.keys.read_bytes()
    create_home(home.path, new_keys(ON))
    create_home(home.path, new_keys(ON))
    assert (home.path / "keys-lama-1.age").read_bytes() == before
    assert (home.path / "keys-lama-2.age").exists()


def test_no_office_is_told_from_half_an_office(tmp_path, home):
    with pytest.raises(NotFound, match="Belum ada kantor"):
        find_home(tmp_path / "lain")
    home.keys.rename(tmp_path / "keys.age")
    with pytest.raises(StorageError, match=r"keys\.age tidak ada"):
        find_home(home.path)
    (tmp_path / "keys.age").rename(home.keys)
    home.database.unlink()
    with pytest.raises(NotFound, match="Belum ada kantor"):
        find_home(home.path)
    (home.vault / "ab.age").write_bytes(b"x")
    with pytest.raises(StorageError, match=r"office\.db tidak ada"):
        find_home(home.path)


def test_a_network_drive_is_refused_and_nothing_is_made(tmp_path, new, home, monkeypatch):
    monkeypatch.setattr("db.locations.network_kind", lambda _: "cifs")
    with pytest.raises(NetworkDrive):
        create_home(tmp_path / "lain", new)
    assert not (tmp_path / "lain").exists()
    with pytest.raises(NetworkDrive):
        find_home(home.path)


def test_a_folder_that_cannot_be_written_is_said(tmp_path, new):
    (tmp_path / "berkas").write_text("")
    for path in (tmp_path / "berkas", tmp_path / "berkas" / "kantor", Path("/proc")):
        with pytest.raises(StorageError, match="ulangi"):
            create_home(path, new)


class Unwritable(OfficeHome):
    """A home whose folder takes no new file: tests run as root, who writes into read-only folders."""

    @property
    def keys(self) -> Path:
        return KEYS_ELSEWHERE[self.path]


KEYS_ELSEWHERE: dict[Path, Path] = {}


def test_a_folder_that_became_read_only_is_said_on_opening(home, new):
    KEYS_ELSEWHERE[Path("/proc")] = home.keys
    with pytest.raises(StorageError, match="ulangi"):
        open_keys(Unwritable(Path("/proc")), NO_KEYRING, "\n".join(new.recovery_lines))
