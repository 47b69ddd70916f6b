"""Checking a set by restoring it: laid out in a temporary place, opened with its own keys, read through to the end.

``lay_out`` is what a real restore begins with too, so that what was checked is what will be done.
"""

from __future__ import annotations

import contextlib
import errno
import shutil
import tempfile
import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from cases.errors import DatabaseDamaged, DatabaseNewer, NotFound
from cases.model.backup import BackupCheck, BackupState
from db.backups.layout import (
    ANCHOR,
    DATABASE,
    KEYS,
    CheckRecord,
    Manifest,
    Place,
    list_sets,
    read_check,
    read_manifest,
    seal_check,
)
from db.backups.making import Progress, copy_file, copy_hashed, held, is_sound, need_room, quiet
from db.engine import keyed_engine
from db.failures import told
from db.files import TEMPORARY, storage_error
from db.home import OfficeHome
from db.keys import OpenKeys, open_with_vault_identity
from db.rekey import still_with
from db.upgrade import bring_up_to_date
from db.vault import Vault
from db.verify import file_problems
from db.walk import SHOWN, walk

_LEFT = 24 * 60 * 60
"""Seconds after which a temporary place is nobody's any more."""
_CHANGED = "Berkas {name} dalam cadangan ini rusak atau diganti: pakai cadangan lain."
_GONE = "Berkas {name} dalam cadangan ini hilang: pakai cadangan lain."
SCRATCH = f"{TEMPORARY}periksa-"
"""Begins the name of a folder into which a set is restored for a trial."""
_NAMES = {DATABASE: "basis data", KEYS: "kunci", ANCHOR: "tanda catatan"}


@dataclass
class _Found:
    """What a check has found so far."""

    rows: dict[str, int] = field(default_factory=dict)
    files: int = 0
    missing: int = 0
    lost: set[str] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)


def check_set(
    place: Place,
    set_id: str,
    identities: Sequence[str],
    now: datetime,
    *,
    vault: Path | None = None,
    scratch: Path | None = None,
    every: bool = False,
    heard: Progress = quiet,
) -> BackupCheck:
    """Restore a set into a temporary place and read it; keep with the set what was found.

    Of its vault files all must be there, and those that no good set of the place had before are decrypted and compared
    with their names (``every``: all of them). ``vault`` is the folder of the office itself: a file that the pool holds
    damaged is copied from it anew, and one that is damaged there too is counted as lost and not against the set.
    ``scratch`` is the folder in which the temporary place is made, by default the system's.

    Raises DatabaseBusy, DatabaseNewer (made by a newer program), StorageError when the place or the disk fails;
    nothing is then known of the set, and an earlier check stands.
    """
    with held(place):
        manifest = read_manifest(place, set_id, identities)
        found = _Found()
        with temporary_folder(scratch) as folder:
            try:
                keys = lay_out(place, manifest, OfficeHome(folder), identities)
                heard(0.1, "Memeriksa basis data")
                read = read_database(OfficeHome(folder), keys, manifest)
                found.rows.update(read.rows)
                found.problems += read.problems
            except DatabaseNewer:
                raise
            except (DatabaseDamaged, NotFound) as error:
                found.problems.append(error.sentence)
                keys = None
        if keys is not None:
            before = set() if every else sound_before(place, set_id, identities)
            _read_blobs(place, manifest, keys, identities, before, vault, found, heard)
        check = BackupCheck(
            checked_at=now,
            rows=found.rows,
            files=found.files,
            missing=found.missing,
            lost=len(found.lost),
            problems=tuple(found.problems),
        )
        seal_check(place, CheckRecord(id=set_id, check=check, lost=tuple(sorted(found.lost))), identities)
    return check


def lay_out(place: Place, manifest: Manifest, home: OfficeHome, identities: Sequence[str]) -> OpenKeys:
    """Copy a set's database, keys and anchor into an empty folder, each compared with the set's own list.

    Returns the keys, opened. The vault files are left in the pool. Raises DatabaseDamaged, NotFound, StorageError.
    """
    folder = place.set_folder(manifest.id)
    targets = {DATABASE: home.database, KEYS: home.keys, ANCHOR: home.anchor}
    try:
        need_room(home.path, manifest.database_size)
        for name, expected in manifest.prints.items():
            try:
                copied = copy_hashed(folder / name, targets[name])
            except FileNotFoundError as error:
                raise NotFound(_GONE.format(name=_NAMES[name]), detail=name) from error
            if copied != expected:
                raise DatabaseDamaged(_CHANGED.format(name=_NAMES[name]), detail=f"{name}: {copied}")
    except OSError as error:
        if error.errno == errno.EIO and place.marker.exists():  # a bad spot, not a drive that went away
            raise DatabaseDamaged(_CHANGED.format(name="di drive itu"), detail=str(error)) from error
        raise storage_error(error) from error
    return still_with(home, open_with_vault_identity(home.keys, identities))


def sound_before(place: Place, set_id: str, identities: Sequence[str]) -> frozenset[str]:
    """The vault files that the newest other good set of a place vouches for."""
    for one in list_sets(place, identities):
        if one.id != set_id and one.state is BackupState.GOOD:
            record = read_check(place, one.id, identities)
            lost = record.lost if record is not None else ()
            return frozenset(read_manifest(place, one.id, identities).blobs) - frozenset(lost)
    return frozenset()


@contextlib.contextmanager
def temporary_folder(scratch: Path | None) -> Iterator[Path]:
    """A folder for a restore that nobody keeps, gone afterwards; what a kill left of earlier ones goes too."""
    parent = scratch or Path(tempfile.gettempdir())
    try:
        if scratch is not None:
            for left in parent.glob(f"{SCRATCH}*"):
                if time.time() - left.stat().st_mtime > _LEFT:  # another program may be checking just now
                    shutil.rmtree(left, ignore_errors=True)
        folder = Path(tempfile.mkdtemp(prefix=SCRATCH, dir=parent))
    except OSError as error:
        raise storage_error(error) from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class DatabaseRead:
    """What reading a restored database found: how many rows each table has, and what is wrong."""

    rows: dict[str, int]
    problems: list[str]


def read_database(home: OfficeHome, keys: OpenKeys, manifest: Manifest) -> DatabaseRead:
    """Open the restored database as the program would, and read all of it; raises as opening does."""
    bring_up_to_date(home.database, keys.db_key)
    engine = keyed_engine(home.database, keys.db_key, "BEGIN DEFERRED")
    read = DatabaseRead({}, [])
    try:
        with told(), engine.connect() as connection:
            read.problems.extend((*file_problems(connection), *walk(connection, manifest.head).problems))
            names = sa.inspect(connection).get_table_names()
            quoted = connection.dialect.identifier_preparer.quote
            for name in names:
                count = connection.exec_driver_sql(f"SELECT count(*) FROM {quoted(name)}")  # noqa: S608 - its own tables
                read.rows[name] = int(count.scalar_one())
    finally:
        engine.dispose()
    return read


def _read_blobs(
    place: Place,
    manifest: Manifest,
    keys: OpenKeys,
    identities: Sequence[str],
    before: Collection[str],
    vault: Path | None,
    found: _Found,
    heard: Progress,
) -> None:
    """Look at every vault file that the set needs, and into those that nobody vouches for."""
    pool = Vault(place.pool, *keys.vault_identities)
    old = read_check(place, manifest.id, identities)
    lost_before = frozenset(manifest.lost) | frozenset(old.lost if old is not None else ())
    found.lost |= frozenset(manifest.lost)
    bad: list[str] = []
    todo = [name for name, size in manifest.blobs.items() if name not in before or _size(place, name) != size]
    for number, name in enumerate(todo):
        heard(0.2 + 0.8 * number / len(todo), "Memeriksa bukti dan surat")
        found.files += 1
        if is_sound(place, pool, name) or (vault is not None and _mended(place, pool, vault, name)):
            continue
        if name in lost_before or (vault is not None and name not in before):
            found.lost.add(name)
        elif not place.blob(name).exists():
            found.missing += 1
        else:
            bad.append(name)
    if found.missing:
        found.problems.append(f"{found.missing} berkas bukti atau surat hilang dari cadangan ini: pakai cadangan lain.")
    found.problems += [f"Berkas {name[:12]} dalam cadangan ini rusak: pakai cadangan lain." for name in bad[:SHOWN]]
    if len(bad) > SHOWN:
        found.problems.append(f"... dan {len(bad) - SHOWN} berkas lain.")


def _mended(place: Place, pool: Vault, vault: Path, name: str) -> bool:
    """Copy a file anew from the office's vault; whether it is sound then."""
    try:
        if not (vault / f"{name}.age").exists():
            return False
        copy_file(vault / f"{name}.age", place.blob(name), through=place.pool)
    except OSError as error:
        raise storage_error(error) from error
    return is_sound(place, pool, name)


def _size(place: Place, name: str) -> int:
    try:
        return place.blob(name).stat().st_size
    except FileNotFoundError:
        return -1
    except OSError as error:
        raise storage_error(error) from error
