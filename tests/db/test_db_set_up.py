"""An office is set up whole or not at all, and taken away without touching what else lies there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cases.errors import NotFound, StorageError
from db.home import OfficeHome, find_home
from db.keys import new_keys
from db.set_up import finish_set_up, new_home, remove_home
from db.upgrade import create_database

DAY = date(2026, 5, 4)


def set_up(path: Path) -> None:
    keys = new_keys(DAY)
    with new_home(path, keys) as home:
        create_database(home.database, keys.keys.db_key)


def test_what_was_made_aside_stands_in_its_place_at_the_end(tmp_path: Path) -> None:
    set_up(tmp_path / "kantor")
    home = find_home(tmp_path / "kantor")
    assert home.database.exists()
    assert home.vault.is_dir()
    assert not (home.path / ".menyiapkan").exists()


def test_an_error_in_between_leaves_nothing(tmp_path: Path) -> None:
    def break_off() -> None:
        keys = new_keys(DAY)
        with new_home(tmp_path / "kantor", keys) as home:
            create_database(home.database, keys.keys.db_key)
            create_database(home.database, keys.keys.db_key)  # refused: it is there

    with pytest.raises(StorageError):
        break_off()
    assert list((tmp_path / "kantor").iterdir()) == []


def test_an_office_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    set_up(tmp_path / "kantor")
    before = (tmp_path / "kantor" / "keys.age").read_bytes()
    with pytest.raises(StorageError, match="sudah ada"):
        set_up(tmp_path / "kantor")
    assert (tmp_path / "kantor" / "keys.age").read_bytes() == before


def test_what_a_killed_set_up_left_is_no_office(tmp_path: Path) -> None:
    set_up(tmp_path / "lain")
    (tmp_path / "kantor").mkdir()
    (tmp_path / "lain").rename(tmp_path / "kantor" / ".menyiapkan")
    finish_set_up(tmp_path / "kantor")
    with pytest.raises(NotFound):
        find_home(tmp_path / "kantor")


@pytest.mark.parametrize("moved", [(), ("keys.age",), ("anchor.json", "keys.age", "office.db")])
def test_a_move_that_was_killed_half_way_is_finished(tmp_path: Path, moved: tuple[str, ...]) -> None:
    set_up(tmp_path / "lain")
    (tmp_path / "lain" / "anchor.json").write_text("{}")
    making = tmp_path / "kantor" / ".menyiapkan"
    making.parent.mkdir()
    (tmp_path / "lain").rename(making)
    (making / "siap").touch()
    for name in moved:
        (making / name).rename(making.parent / name)
    finish_set_up(tmp_path / "kantor")
    assert find_home(tmp_path / "kantor").vault.is_dir()
    assert not making.exists()


def test_keys_of_an_older_interrupted_set_up_are_moved_aside(tmp_path: Path) -> None:
    (tmp_path / "kantor").mkdir()
    (tmp_path / "kantor" / "keys.age").write_bytes(b"old")
    set_up(tmp_path / "kantor")
    assert (tmp_path / "kantor" / "keys-lama-1.age").read_bytes() == b"old"


def test_taking_an_office_away_leaves_what_is_not_its(tmp_path: Path) -> None:
    folder = tmp_path / "kantor"
    set_up(folder)
    (folder / "catatan.txt").write_text("milik pengguna")
    remove_home(OfficeHome(folder))
    assert [file.name for file in folder.iterdir()] == ["catatan.txt"]


def test_an_emptied_folder_goes_too(tmp_path: Path) -> None:
    set_up(tmp_path / "kantor")
    remove_home(OfficeHome(tmp_path / "kantor"))
    assert not (tmp_path / "kantor").exists()
