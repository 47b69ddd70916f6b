"""Thinning a place: sets whose time is over go, then the pool files that no set needs any more."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Sequence
from datetime import tzinfo

from cases.errors import DatabaseDamaged, DatabaseNewer, NotFound, StorageError
from cases.model.backup import BackupSet, Keep
from cases.rules.backups import kept
from db.backups.layout import OtherKeys, Place, has_spoilt_check, list_sets, read_manifest, read_set, set_ids
from db.backups.making import clear, held
from db.files import TEMPORARY, storage_error, sync_folder

_log = logging.getLogger("netralitas.backup")


def to_thin(place: Place, identities: Sequence[str], keep: Keep, zone: tzinfo) -> tuple[BackupSet, ...]:
    """Return the sets of a place whose time is over; raises StorageError.

    One that only cannot be read now stays: the drive hesitated, or later keys or a newer version made it. So does one
    that was checked when what was found cannot be read: it may have been good.
    """
    sets = list_sets(place, identities)
    stay = kept(sets, keep, zone)
    return tuple(one for one in sets if one.id not in stay and _is_known(place, one, identities))


def _is_known(place: Place, one: BackupSet, identities: Sequence[str]) -> bool:
    """Whether a set is certainly what it was listed as, a spoilt one included."""
    try:
        known = read_set(place, one.id, identities) == one
        return known and not has_spoilt_check(place, one.id, identities)
    except (OtherKeys, DatabaseNewer):
        return False
    except (DatabaseDamaged, NotFound):
        return True
    except StorageError:
        return False


def remove_sets(place: Place, going: Sequence[BackupSet], identities: Sequence[str]) -> None:
    """Take sets away, and the pool files that no other set needs; a kill in between leaves whole sets alone.

    While a set that stays cannot be read, nobody knows what it needs: then no pool file goes. Raises DatabaseBusy,
    StorageError.
    """
    with held(place):
        try:
            clear(place)
            for one in (each for each in going if place.set_folder(each.id).exists()):  # another was faster
                gone = place.sets / f"{TEMPORARY}{one.id}"
                place.set_folder(one.id).rename(gone)  # in one step it is no set any more
                shutil.rmtree(gone)
            sync_folder(place.sets)
            _collect(place, identities)
        except OSError as error:
            raise storage_error(error) from error


def _collect(place: Place, identities: Sequence[str]) -> None:
    needed: set[str] = set()
    for set_id in set_ids(place):
        try:
            needed |= read_manifest(place, set_id, identities).blobs.keys()
        except (StorageError, NotFound) as error:
            _log.warning("no pool file goes while set %s cannot be read: %s", set_id, error.detail)
            return
    for file in place.pool.iterdir():
        if file.suffix == ".age" and file.stem not in needed:
            file.unlink()
