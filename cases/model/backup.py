"""A backup: a dated set in a place, over one pool of vault files that all sets of that place share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cases.model.listing import LogHead


class BackupState(StrEnum):
    """What is known of a set; only GOOD was restored and checked, and only sets that are good count as backups."""

    UNCHECKED = "belum diperiksa"
    GOOD = "baik"
    BAD = "rusak"


class BackupReason(StrEnum):
    """Why a set was made."""

    CLOSING = "saat menutup"
    PERIODIC = "berkala"
    BEFORE_RISK = "sebelum langkah berisiko"
    BY_HAND = "atas permintaan"
    SCHEDULED = "terjadwal"


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupCheck:
    """What restoring a set into a temporary place and reading it found; ``problems`` are Indonesian sentences.

    ``rows`` counts the rows of each table, ``files`` the vault files whose content was read back in this check,
    ``missing`` those of the set that the pool does not hold. ``lost`` are those that were gone or damaged in the office
    itself when the set was made: the set is as good as the office was, and says so.
    """

    checked_at: datetime
    rows: dict[str, int]
    files: int
    missing: int = 0
    lost: int = 0
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupSet:
    """One set as the list shows it.

    ``id`` is its folder's name ("20261121-205012-3f2a"), ``place`` the folder that holds the sets and the pool.
    ``schema`` is the version stamp of its database, ``sheet`` the short code of the recovery sheet that opens it,
    ``files`` and ``size`` count the vault files that it needs and the bytes of the whole set.
    """

    id: str
    place: str
    made_at: datetime
    reason: BackupReason
    program: str
    schema: str
    sheet: str
    head: LogHead
    files: int
    size: int
    check: BackupCheck | None = None

    @property
    def state(self) -> BackupState:
        """What is known of it."""
        if self.check is None:
            return BackupState.UNCHECKED
        return BackupState.BAD if self.check.problems or self.check.missing else BackupState.GOOD
