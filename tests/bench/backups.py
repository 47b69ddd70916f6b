"""A backup of a gigabyte of new evidence: made, restored into a temporary place and read, beside what that takes."""

from __future__ import annotations

import hashlib
import os
import shutil
from itertools import count
from pathlib import Path

from cases.model.backup import BackupReason, BackupState
from cases.model.electronic import TrustedFile, TrustKind
from cases.model.identity import new_id
from db.backup import check_sound
from db.backups.keeper import Keeper
from db.engine import connect
from db.files import sync_folder
from db.streams import nowhere
from db.vault import Vault
from desktop.wiring import SCHEDULED, OpenOffice
from tests.bench.filling import Offices
from tests.bench.measure import Bound, Result, Timing, alternate, clocked

_BOUND = Bound(ratio=1.3)
_FILES, _BYTES = 200, 5_000_000
_RUNS = 3


def backups(offices: Offices) -> list[Result]:
    """A set with 200 files of 5 MB that no set had, beside copying, decrypting and the database's own checks."""
    made = offices.small
    office = made.open()
    scratch = offices.folder / "cadangan"
    scratch.mkdir()
    try:
        blobs = _keep(office)
        number = count(1)

        def ours() -> float:
            folder = scratch / f"ours-{next(number)}"
            folder.mkdir()
            keeper = _keeper(office)
            keeper.choose(folder, second=False)
            with office.database.read() as work:
                now = work.clock.now()
            taken = clocked(lambda: _good(keeper.back_up(BackupReason.BY_HAND, now).made.state))
            shutil.rmtree(folder)
            return taken

        def floor() -> float:
            folder = scratch / f"floor-{next(number)}"
            folder.mkdir()
            taken = clocked(lambda: _floor(office, blobs, folder))
            shutil.rmtree(folder)
            return taken

        taken = alternate(ours, floor, runs=_RUNS, warm=0)
        name = f"{_FILES * _BYTES // 1_000_000_000} GB of new evidence backed up, restored and read"
        return [Timing(area="backup", name=name, ours=taken[0], floor=taken[1], bound=_BOUND)]
    finally:
        office.close()


def _good(state: BackupState) -> None:
    if state is not BackupState.GOOD:
        raise RuntimeError(f"the backup is {state}")


def _keeper(office: OpenOffice) -> Keeper:
    return Keeper(
        home=office.home,
        keys=office.keys,
        code="4be7d190",
        office_name=office.name,
        program="bench",
        zone=office.clock.time_zone.zone,
        note_removed=lambda _place, _going: None,
    )


def _keep(office: OpenOffice) -> list[str]:
    """Fill the vault, and name its files in records."""
    blobs = []
    with office.database.write() as work:
        work.log_as(SCHEDULED, "bench.keep")
        for _ in range(_FILES):
            data = os.urandom(_BYTES)
            sha256 = hashlib.sha256(data).hexdigest()
            blobs.append(work.vault.put(data, sha256))
            work.trust.add(
                TrustedFile(
                    id=new_id(),
                    kind=TrustKind.CERTIFICATE,
                    title="Penerbit rekaan",
                    good_until=None,
                    blob=blobs[-1],
                    sha256=sha256,
                    added_at=work.clock.now(),
                    added_by="bench",
                )
            )
    return blobs


def _floor(office: OpenOffice, blobs: list[str], folder: Path) -> None:
    """Copy and sync, decrypt and hash, back the database up and let SQLite and SQLCipher check the copy."""
    for blob in blobs:
        with (office.home.vault / f"{blob}.age").open("rb") as old, (folder / f"{blob}.age").open("wb") as new:
            shutil.copyfileobj(old, new, 1024 * 1024)
            new.flush()
            os.fsync(new.fileno())
    sync_folder(folder)
    copies = Vault(folder, *office.keys.vault_identities)
    for blob in blobs:
        copies.copy(blob, nowhere())
    old_database = connect(office.home.database, office.keys.db_key)
    new_database = connect(folder / "office.db", office.keys.db_key, create=True)
    old_database.backup(new_database)
    old_database.close()
    check_sound(new_database)
    new_database.close()
