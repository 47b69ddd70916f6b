"""The second place: a stick, a disk or a folder of another computer, known by its marker, and copied to when there."""

from __future__ import annotations

import shutil
import string
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from cases.errors import DatabaseDamaged
from db.backups.layout import Place, marker_of, place_in, read_manifest, set_ids
from db.backups.making import Progress, clear, copy_file, copy_hashed, held, need_room, quiet
from db.files import TEMPORARY, storage_error, sync_folder

_COPIED = frozenset({"office.db", "keys.age", "anchor.json", "set.age", "lembar.txt"})
_CHANGED = "Cadangan yang disalin ke tempat kedua rusak di tempat pertama: buat cadangan baru, lalu ulangi."


def find_place(chosen: Path, code: str, mark: str, roots: Callable[[], Iterable[Path]] | None = None) -> Place | None:
    """Return the second place where it is now, None when it is not there.

    ``chosen`` is the folder as it was chosen; when another drive has that letter, or none, the drives that are there
    are looked through for the same folder. Only a folder whose marker says ``mark`` is taken: another stick is not.
    """
    for folder in _candidates(chosen, roots or drives):
        place = place_in(folder, code)
        if mark and marker_of(place) == mark:
            return place
    return None


def drives() -> tuple[Path, ...]:
    """The roots of the drives that are plugged in."""
    if sys.platform == "win32":
        return tuple(root for letter in string.ascii_uppercase if (root := Path(f"{letter}:\\")).exists())
    below = [Path("/Volumes")] if sys.platform == "darwin" else [*_inside([Path("/media"), Path("/run/media")])]
    return tuple(_inside([*below, *([] if sys.platform == "darwin" else [Path("/media"), Path("/mnt")])]))


def copy_set(source: Place, target: Place, set_id: str, identities: Sequence[str], heard: Progress = quiet) -> None:
    """Copy a set with the pool files that the other place lacks; it is "belum diperiksa" there.

    A copy that was interrupted leaves no half set; what it brought into the pool is not copied again. Raises
    DatabaseBusy, DatabaseDamaged (the set itself is damaged), NotFound, StorageError.
    """
    manifest = read_manifest(source, set_id, identities)
    making = target.sets / f"{TEMPORARY}{set_id}"
    with held(target):
        try:
            clear(target)
            if set_id in set_ids(target):
                return
            new = {name: size for name, size in manifest.blobs.items() if _size(target.blob(name)) != size}
            need_room(target.folder, manifest.database_size + sum(new.values()))
            for number, name in enumerate(new):
                heard(number / len(new), "Menyalin ke tempat kedua")
                if source.blob(name).exists():  # one that is missing is the check's to tell
                    copy_file(source.blob(name), target.blob(name), through=target.pool)
            sync_folder(target.pool)
            making.mkdir(mode=0o700)
            for name in sorted(_COPIED):
                if (source.set_folder(set_id) / name).exists():
                    heard(1.0, "Menyalin ke tempat kedua")
                    found = copy_hashed(source.set_folder(set_id) / name, making / name)
                    if manifest.prints.get(name, found) != found:
                        raise DatabaseDamaged(_CHANGED, detail=name)
            making.rename(target.set_folder(set_id))
            sync_folder(target.sets)
        except OSError as error:
            raise storage_error(error) from error
        finally:
            shutil.rmtree(making, ignore_errors=True)


def _candidates(chosen: Path, roots: Callable[[], Iterable[Path]]) -> Iterable[Path]:
    yield chosen
    parts = chosen.parts[1:]
    for root in roots():
        for begin in range(len(parts) + 1):
            yield root.joinpath(*parts[begin:])


def _inside(folders: Iterable[Path]) -> Iterable[Path]:
    for folder in folders:
        try:
            yield from (one for one in folder.iterdir() if one.is_dir())
        except OSError:
            continue


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return -1
