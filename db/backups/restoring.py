"""Restoring a set: laid out in a folder as a whole office, read through, and compared with the office of today."""

from __future__ import annotations

import contextlib
import errno
import random
import shutil
import tempfile
import time
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from cases.errors import DatabaseDamaged, DatabaseNewer, InvalidInput, KeyUnavailable, NotFound, WrongKey
from cases.model.backup import BackupCheck, BackupSet
from cases.model.listing import LogHead
from cases.model.restore import Drill, SinceThen
from db.backups.checking import SCRATCH, lay_out, read_database, temporary_folder
from db.backups.layout import KEYS, Place, places_below, read_manifest, set_ids
from db.backups.making import Progress, copy_file, held, held_to_read, need_room, quiet
from db.engine import connect
from db.failures import told as told_of_database
from db.files import on_disk, storage_error, sync_folder
from db.home import OfficeHome, open_keys_of
from db.keys import OpenKeys
from db.locations import make_folder, make_open_folder, make_private_folder, refuse_network_drive
from db.secrets import SecretStore
from db.set_up import finish_set_up
from db.vault import Vault
from db.walk import SHOWN

_NO_SET = "Di sini tidak ada cadangan Netralitas: pilih folder yang berisi folder netralitas-..., atau drive cadangan."
_SEVERAL = "Di folder ini ada cadangan beberapa kantor ({names}): pilih folder salah satunya."
_NOT_EMPTY = "Folder tujuan {name} sudah berisi; pilih folder baru yang kosong."
_OTHER_ROWS = "Jumlah baris yang pulih berbeda dari saat cadangan ini diperiksa ({tables}): pakai cadangan lain."
_OTHER_END = "Catatan perubahan yang pulih tidak berakhir seperti saat cadangan ini dibuat: pakai cadangan lain."
_DAY = 86400.0
SAMPLE = 50
"""Vault files that a drill restores; all of them are read by the checks of the sets and of the evidence."""
_LEFT_OUT = "Berkas {name} tidak ada atau rusak dalam cadangan ini dan tidak dipulihkan."


def find_set(path: Path) -> tuple[Place, str]:
    """A set that was named by its folder, or the newest one of the place that was; raises NotFound, StorageError."""
    places = places_below(path)
    if len(places) > 1:
        raise InvalidInput(_SEVERAL.format(names=", ".join(place.folder.name for place in places)))
    ids = set_ids(places[0]) if places else ()
    if not ids:
        raise NotFound(_NO_SET, detail=str(path))
    return places[0], path.name if path.name in ids else ids[0]


def open_set(place: Place, set_id: str, secrets: SecretStore, recovery_text: str | None = None) -> OpenKeys:
    """Open a set's own keys with a recovery sheet when one is given, else with this account's keyring.

    Raises KeyUnavailable, WrongKey, NotFound, DatabaseDamaged, StorageError.
    """
    return open_keys_of(place.set_folder(set_id) / KEYS, secrets, recovery_text)


def identities_of(
    place: Place, secrets: SecretStore, recovery_text: str | None = None, own: Sequence[str] = ()
) -> tuple[str, ...]:
    """The identities by which the sets of a place are listed: ``own``, and those of the newest set that opens.

    Raises KeyUnavailable or WrongKey when no set opens and there are none of one's own.
    """
    refused: KeyUnavailable | WrongKey | None = None
    for set_id in set_ids(place):
        try:
            opened = open_set(place, set_id, secrets, recovery_text)
        except (KeyUnavailable, WrongKey) as error:
            refused = refused or error
        except (NotFound, DatabaseDamaged):
            continue
        else:
            return tuple(dict.fromkeys((*own, *opened.vault_identities)))
    if refused is not None and not own:
        raise refused
    return tuple(own)


def make_empty(target: Path) -> None:
    """Make the folder of an office that is restored; what a restore that died left in it goes.

    Raises InvalidInput when something else lies in it, NetworkDrive, StorageError.
    """
    refuse_network_drive(target)
    make_private_folder(target)
    finish_set_up(target)
    with on_disk():
        if any(target.iterdir()):
            raise InvalidInput(_NOT_EMPTY.format(name=target.name))


def restore_set(
    place: Place,
    set_id: str,
    identities: Sequence[str],
    target: Path,
    now: datetime,
    *,
    vault: Path | None = None,
    only: Collection[str] | None = None,
    heard: Progress = quiet,
) -> tuple[OpenKeys, BackupCheck]:
    """Make a whole office of a set in a new folder and read it; return its keys and what was found.

    A vault file that the pool lost is taken from ``vault``, the present office's; ``only`` these are restored. What
    cannot be had is named among the problems and left out. ``heard`` may raise Stopped. Raises InvalidInput (the folder
    is not empty), NetworkDrive, DatabaseDamaged, NotFound, StorageError; what was laid out until then is for the caller
    to throw away.
    """
    manifest = read_manifest(place, set_id, identities)
    blobs = {name: size for name, size in manifest.blobs.items() if only is None or name in only}
    make_empty(target)
    try:
        need_room(target, manifest.database_size + sum(blobs.values()))
        home = OfficeHome(target)
        keys = lay_out(place, manifest, home, identities)
        make_folder(home.vault)
        make_open_folder(home.requests)
        left_out = _fill_vault(place, blobs, Vault(home.vault, *keys.vault_identities), home.vault, vault, heard)
        sync_folder(home.vault)
    except OSError as error:
        raise storage_error(error) from error
    heard(0.8, "Memeriksa basis data")
    read = read_database(home, keys, manifest)
    for before in target.glob(f"{home.database.name}.sebelum-*"):  # the set has it
        before.unlink()
    missing = len(left_out)
    named = [_LEFT_OUT.format(name=name[:12]) for name in left_out[:SHOWN]]
    if missing > SHOWN:
        named.append(f"... dan {missing - SHOWN} berkas lain.")
    return keys, BackupCheck(
        checked_at=now,
        rows=read.rows,
        files=len(blobs) - missing,
        missing=missing,
        lost=len(manifest.lost),
        problems=(*read.problems, *named),
    )


def try_restore(
    place: Place, set_id: str, identities: Sequence[str], now: datetime, scratch: Path | None, heard: Progress = quiet
) -> BackupCheck:
    """Restore a set whole into a temporary place, read it, and throw it away; raises as ``restore_set`` does."""
    with held_to_read(place), temporary_folder(scratch) as folder:
        _, found = restore_set(place, set_id, identities, folder / "kantor", now, heard=heard)
    return found


def clear_temporary() -> None:
    """Take away what trials left in the system's folder for temporary files that were killed a day ago or more."""
    limit = time.time() - _DAY
    for left in Path(tempfile.gettempdir()).glob(f"{SCRATCH}*"):
        with contextlib.suppress(OSError):  # another account's, or gone meanwhile
            if left.stat().st_mtime < limit:
                shutil.rmtree(left)


def drill(
    place: Place, one: BackupSet, identities: Sequence[str], now: datetime, scratch: Path, heard: Progress = quiet
) -> Drill:
    """Restore a set into a temporary place with a sample of its vault files, and compare it with what is known of it.

    Rows are compared with those of its check, the end of its log with the set's own list, each file with its name.
    Raises DatabaseBusy, DatabaseNewer, Stopped, StorageError when the place or the disk fails.
    """
    with held(place):
        names = sorted(read_manifest(place, one.id, identities).blobs)
        chosen = random.sample(names, min(len(names), SAMPLE))
        with temporary_folder(scratch) as folder:
            target = folder / "kantor"
            try:
                keys, found = restore_set(place, one.id, identities, target, now, only=chosen, heard=heard)
                problems = [*found.problems, *_differences(one, found, OfficeHome(target), keys)]
            except DatabaseNewer:
                raise
            except (DatabaseDamaged, NotFound) as error:
                return Drill(at=now, set_id=one.id, made_at=one.made_at, rows=0, files=0, problems=(error.sentence,))
    rows = sum(found.rows.values())
    return Drill(at=now, set_id=one.id, made_at=one.made_at, rows=rows, files=found.files, problems=tuple(problems))


def _differences(one: BackupSet, found: BackupCheck, home: OfficeHome, keys: OpenKeys) -> list[str]:
    known = one.check.rows if one.check is not None else {}
    other = [table for table, count in found.rows.items() if known.get(table, count) != count]
    told = [_OTHER_ROWS.format(tables=", ".join(other))] if other else []
    with told_of_database():
        connection = connect(home.database, keys.db_key)
        try:
            count, last_hash, _ = _end(connection)
        finally:
            connection.close()
    if (count, last_hash) != (one.head.count, one.head.hash) and one.head.count:
        told.append(_OTHER_END)
    return told


def since_then(present: Path, key: bytes, restored: Path, restored_key: bytes) -> SinceThen:
    """Compare a database of today with a restored one; raises DatabaseDamaged, WrongKey, StorageError."""
    with told_of_database():
        old = connect(restored, restored_key)
        try:
            new = connect(present, key)
            try:
                return _compared(new, old)
            finally:
                new.close()
        finally:
            old.close()


def _compared(new: Any, old: Any) -> SinceThen:  # noqa: ANN401 - the driver has no types
    def added(table: str, name: str) -> tuple[str, ...]:
        known = {row[0] for row in old.execute(f'SELECT id FROM "{table}"')}  # noqa: S608 - our own names
        rows = new.execute(f'SELECT id, {name} FROM "{table}" ORDER BY id')  # noqa: S608 - the same
        return tuple(str(row[1]) for row in rows if row[0] not in known)

    count, last_hash, last_at = _end(new)
    before = _end(old)[0]
    return SinceThen(
        head=LogHead(count=count, hash=last_hash),
        cases=added("case", "number"),
        reports=added("report", "number"),
        letters=added("letter", "CASE number WHEN '' THEN title ELSE number END"),
        evidence=len(added("evidence", "id")),
        employees=len(added("employee", "id")),
        rows=max(count - before, 0),
        last_at=datetime.fromisoformat(last_at) if count > before else None,
    )


def _end(connection: Any) -> tuple[int, str, str]:  # noqa: ANN401 - the driver has no types
    row = connection.execute("SELECT sequence, hash, at FROM log ORDER BY sequence DESC LIMIT 1").fetchone()
    return (0, "", "") if row is None else (int(row[0]), str(row[1]), str(row[2]))


def _fill_vault(
    place: Place, blobs: Mapping[str, int], target: Vault, folder: Path, present: Path | None, heard: Progress
) -> list[str]:
    """Copy vault files, each decrypted once to see that it is sound; name those left out."""
    left_out: list[str] = []
    total, done = sum(blobs.values()) or 1, 0
    sources = [source for source in (place.pool, present) if source is not None]
    for name, size in blobs.items():
        heard(0.05 + 0.75 * done / total, "Memulihkan bukti dan surat")
        done += size
        if not any(_taken(source / f"{name}.age", folder / f"{name}.age", target, name) for source in sources):
            left_out.append(name)
    return left_out


def _taken(source: Path, file: Path, vault: Vault, name: str) -> bool:
    try:
        copy_file(source, file)
    except OSError as error:
        if error.errno in {errno.ENOENT, errno.EIO}:  # a bad spot is a file that is lost, not a drive
            return False
        raise
    if not vault.is_sound(name):
        file.unlink(missing_ok=True)
        return False
    return True
