"""Finds healthy copies of damaged originals, in a file, an exported folder or a backup, and puts them back. No Qt."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cases.errors import BadFile, DatabaseDamaged, OfficeError, StorageError
from cases.model.evidence import Evidence, Staged
from cases.model.user import Actor
from cases.services import evidence, evidence_restore
from desktop.wiring import OpenOffice

Tick = Callable[[float, str], object]
_MANY = 200
"""Folders between two words on how far the search is."""
_SEALED = ".age"


@dataclass(frozen=True, slots=True, kw_only=True)
class Healed:
    """What came of it: the labels of what is whole again, and a sentence for each item that is not."""

    restored: tuple[str, ...]
    problems: tuple[str, ...]


@dataclass
class _Found:
    """Where copies of items may lie: encrypted ones by the name of the blob, others by their size."""

    sealed: dict[str, list[Path]] = field(default_factory=dict)
    plain: dict[int, list[Path]] = field(default_factory=dict)


def heal_from_file(office: OpenOffice, actor: Actor, item: Evidence, file: Path) -> Healed:
    """Restore one item from a file that somebody has; raises InvalidInput for other bytes, BadFile, StorageError."""
    if not file.is_file():
        raise BadFile(f"{file.name} bukan berkas biasa; pilih berkas lain.")
    return _outcome([_put_back(office, actor, item, _staged(office, item, file), f"berkas {file.name}")], [])


def heal_from_folder(
    office: OpenOffice,
    actor: Actor,
    items: Sequence[Evidence],
    folder: Path,
    tick: Tick = lambda _part, _words: None,
    stop: Callable[[], bool] = lambda: False,
) -> Healed:
    """Restore items from a folder that is or holds a copy of the office's vault, or the originals themselves.

    An item without a healthy copy there is named; raises StorageError when the folder cannot be read.
    """
    if not folder.is_dir():
        raise StorageError("Folder itu tidak ada lagi; pilih folder lain.")
    found = _search(office, items, folder, tick, stop)
    restored, problems = [], []
    for place, item in enumerate(items):
        if stop():
            break
        tick(place / len(items), f"Memulihkan {item.label}")
        try:
            copy = _copy_of(office, item, found)
            if copy is None:
                problems.append(f"{item.label}: tidak ada salinan utuh di folder itu.")
            else:
                restored.append(_put_back(office, actor, item, copy, f"folder {folder.name}"))
        except (
            OfficeError
        ) as error:  # healed meanwhile with another item of the same bytes, or a copy that cannot be read
            problems.append(f"{item.label}: {error.sentence}")
    return _outcome(restored, problems)


def _outcome(put_back: Sequence[tuple[str, str]], problems: Sequence[str]) -> Healed:
    still = [f"{label}: {problem}" for label, problem in put_back if problem]
    return Healed(restored=tuple(label for label, problem in put_back if not problem), problems=(*problems, *still))


def _put_back(office: OpenOffice, actor: Actor, item: Evidence, staged: Staged, origin: str) -> tuple[str, str]:
    """Restore an item and read it again at once; return its label and what is still wrong."""
    office.write(evidence_restore.restore, actor, item.id, staged, origin)
    return item.label, office.read(evidence.check_evidence, actor, item.id)


def _staged(office: OpenOffice, item: Evidence, file: Path) -> Staged:
    """Stage a file: the original itself, or its encrypted form out of a vault."""
    if file.name == f"{item.blob}{_SEALED}":
        return office.vault.stage_sealed(file)
    return office.vault.stage(file)


def _search(
    office: OpenOffice, items: Sequence[Evidence], folder: Path, tick: Tick, stop: Callable[[], bool]
) -> _Found:
    """Walk a folder for what may be a copy; the office's own vault is none."""
    names = {f"{item.blob}{_SEALED}": item.blob for item in items}
    sizes, found, own = {item.size for item in items}, _Found(), office.home.vault.resolve()
    for count, (where, entries) in enumerate(_folders(folder)):
        if stop():
            break
        if count % _MANY == 0:
            tick(0.0, f"Mencari salinan, {count} folder")
        if where.resolve() == own:
            continue
        for entry in entries:
            if entry.name in names:
                found.sealed.setdefault(names[entry.name], []).append(Path(entry.path))
            elif (size := _size_of(entry)) in sizes:
                found.plain.setdefault(size, []).append(Path(entry.path))
    return found


def _folders(folder: Path) -> Iterator[tuple[Path, list[os.DirEntry[str]]]]:
    """Every folder below one with its files; one that cannot be read is left out, links are not followed."""
    waiting = [folder]
    while waiting:
        where = waiting.pop()
        try:
            with os.scandir(where) as entries:
                listed = list(entries)
        except OSError:
            continue
        waiting += [Path(entry.path) for entry in listed if entry.is_dir(follow_symlinks=False)]
        yield where, [entry for entry in listed if entry.is_file(follow_symlinks=False)]


def _size_of(entry: os.DirEntry[str]) -> int:
    try:
        return entry.stat(follow_symlinks=False).st_size
    except OSError:
        return -1


def _copy_of(office: OpenOffice, item: Evidence, found: _Found) -> Staged | None:
    """Stage the first healthy copy of an item; those that are damaged too or cannot be read are passed over.

    Raises the StorageError of one that cannot be read when there is no other.
    """
    trouble: StorageError | None = None
    for file in found.sealed.get(item.blob, []):
        try:
            staged = office.vault.stage_sealed(file)
        except DatabaseDamaged:
            continue
        except StorageError as error:
            trouble = trouble or error
            continue
        if staged.sha256 == item.sha256:
            return staged
        staged.discard()
    for file in found.plain.get(item.size, []):
        try:
            with file.open("rb") as opened:
                same = hashlib.file_digest(opened, "sha256").hexdigest() == item.sha256
        except OSError:
            continue
        if same:
            return office.vault.stage(file)
    if trouble is not None:
        raise trouble
    return None
