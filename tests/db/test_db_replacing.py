"""Another office in the place of one: dying between any two renames leaves the old or the new one, whole."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from cases.errors import DatabaseBusy, DatabaseDamaged, NotFound
from db import replacing
from db.lock import UseLock
from db.replacing import clear_coming, coming, finish_replacing, mark_ready, moved_aside, step_back

NOW = datetime(2026, 11, 21, 21, 5, tzinfo=UTC)
NAME = "sebelum-pemulihan-20261121-210500"


class Died(BaseException):
    """The program ended here."""


def fill(folder: Path, word: str, *more: str) -> None:
    (folder / "vault").mkdir(parents=True)
    (folder / "vault" / "berkas.age").write_text(word)
    for name in ("office.db", "keys.age", "anchor.json", *more):
        (folder / name).write_text(word)


def words(folder: Path) -> dict[str, str]:
    return {str(file.relative_to(folder)): file.read_text() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    home = tmp_path / "rumah"
    fill(home, "lama", "office.db-wal")
    (home / "cadangan.json").write_text("rencana")
    fill(coming(home).path, "baru")
    return home


def whole(path: Path) -> str:
    """Whose office lies there; it must be all of one."""
    (word,) = {(path / name).read_text() for name in ("office.db", "keys.age", "anchor.json", "vault/berkas.age")}
    return word


def test_the_new_one_comes_and_the_old_one_is_kept_whole(path: Path) -> None:
    mark_ready(path, NOW)
    assert finish_replacing(path)
    assert whole(path) == "baru"
    assert not (path / "office.db-wal").exists()  # it belongs to the old database
    assert moved_aside(path) == (NAME,)
    assert whole(path / NAME) == "lama"
    assert (path / NAME / "office.db-wal").read_text() == "lama"
    assert (path / "cadangan.json").read_text() == "rencana"
    assert not coming(path).path.exists()
    assert not finish_replacing(path)


def test_one_step_back_and_forth(path: Path) -> None:
    mark_ready(path, NOW)
    finish_replacing(path)
    step_back(path, NAME, NOW)
    finish_replacing(path)
    assert (whole(path), (path / "office.db-wal").read_text()) == ("lama", "lama")
    (back,) = moved_aside(path)
    assert whole(path / back) == "baru"
    for name in ("sebelum-pemulihan-tiada", "../rumah", "vault", ""):
        with pytest.raises(NotFound):
            step_back(path, name, NOW)


def test_what_never_got_ready_is_thrown_away_and_what_is_ready_is_not(path: Path) -> None:
    before = words(path)
    assert not finish_replacing(path)
    assert words(path) == before
    mark_ready(path, NOW)
    clear_coming(path)
    assert coming(path).exists
    (coming(path).path / "siap").unlink()
    clear_coming(path)
    assert not coming(path).path.exists()
    assert whole(path) == "lama"


def test_half_an_office_is_never_ready(path: Path) -> None:
    (coming(path).path / "keys.age").unlink()
    with pytest.raises(DatabaseDamaged):
        mark_ready(path, NOW)
    assert not finish_replacing(path)
    assert whole(path) == "lama"


@pytest.mark.parametrize("first", ["siap", "naik"])
def test_dying_while_what_is_left_is_cleared_away(path: Path, monkeypatch: pytest.MonkeyPatch, first: str) -> None:
    """Whichever of the marks the system removes first, nothing is moved a second time."""

    def half(folder: Path) -> None:
        (folder / first).unlink(missing_ok=True)
        raise Died

    mark_ready(path, NOW)
    with monkeypatch.context() as dying:
        dying.setattr(replacing.shutil, "rmtree", half)
        with pytest.raises(Died):
            finish_replacing(path)
    finish_replacing(path)
    clear_coming(path)
    assert (whole(path), whole(path / NAME)) == ("baru", "lama")
    assert not coming(path).path.exists()


def test_an_office_in_use_is_not_replaced(path: Path) -> None:
    mark_ready(path, NOW)
    with UseLock(path), pytest.raises(DatabaseBusy):
        finish_replacing(path)
    assert whole(path) == "lama"
    finish_replacing(path)
    assert whole(path) == "baru"


@pytest.mark.parametrize("back", [False, True])
def test_dying_between_any_two_steps(path: Path, monkeypatch: pytest.MonkeyPatch, *, back: bool) -> None:
    """Each rename, making and removing is the last one in turn; the next opening goes on, until one gets through."""
    if back:
        mark_ready(path, NOW)
        finish_replacing(path)
    was = whole(path)
    left = 0

    def counted(real):  # type: ignore[no-untyped-def]  # as any of them
        def act(*args, **kwargs):  # type: ignore[no-untyped-def]  # the same
            nonlocal left
            if left == 0:
                raise Died
            left -= 1
            return real(*args, **kwargs)

        return act

    for name in ("rename", "mkdir", "replace"):
        monkeypatch.setattr(Path, name, counted(getattr(Path, name)))
    monkeypatch.setattr(replacing.shutil, "rmtree", counted(replacing.shutil.rmtree))
    steps, died = 0, 0
    while True:
        left = steps % 3 + 1
        steps += 1
        try:
            if not (coming(path).path / "siap").exists():
                step_back(path, moved_aside(path)[0], NOW) if back else mark_ready(path, NOW)
            finish_replacing(path)
        except Died:
            died += 1
            continue
        break
    assert whole(path) != was
    assert died > 3
    (aside,) = moved_aside(path)
    assert whole(path / aside) == was
    assert not coming(path).path.exists()
