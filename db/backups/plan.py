"""The plan of an office's backups, kept beside its database: where they go on this computer, how they are thinned."""

from __future__ import annotations

import logging
from pathlib import Path

import msgspec

from cases.model.backup import BackupPlan
from db.files import storage_error, write_whole
from db.home import OfficeHome

_NAME = "cadangan.json"
_log = logging.getLogger("netralitas.backup")


def read_plan(home: OfficeHome) -> BackupPlan:
    """Return the plan, the usual one while nobody chose or when the file was spoilt; raises StorageError."""
    try:
        return msgspec.json.decode((home.path / _NAME).read_bytes(), type=BackupPlan)
    except FileNotFoundError:
        return BackupPlan()
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        _log.warning("the plan of backups cannot be read: %r", error)
        return BackupPlan()
    except OSError as error:
        raise storage_error(error) from error


def first_folder(home: OfficeHome, plan: BackupPlan) -> Path:
    """The folder of the first place: what was chosen, else beside the office's own."""
    return Path(plan.first) if plan.first else home.path.with_name(f"{home.path.name}-cadangan")


def write_plan(home: OfficeHome, plan: BackupPlan) -> None:
    """Keep a plan; raises StorageError."""
    write_whole(home.path / _NAME, msgspec.json.encode(plan))
