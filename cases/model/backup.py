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


@dataclass(frozen=True, slots=True, kw_only=True)
class Keep:
    """How many good sets stay when a place is thinned; the last good one stays whatever this says.

    The ``recent`` ones, and the newest one of each of the last so many days, weeks and months that have one.
    """

    recent: int = 6
    daily: int = 14
    weekly: int = 8
    monthly: int = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupPlan:
    """Where and how often an office is backed up, and how that has gone; kept beside the database, on this computer.

    ``first`` and ``second`` are folders, "" for the default one and for none; ``first_mark`` and ``second_mark`` are
    what their markers say, so that each is known under another drive letter and nothing else is taken for it, not even
    an empty folder where a drive should be.
    ``every_minutes`` is the rest between backups of an open office that is worked on; after ``stale_days`` without a
    good set, and ``second_days`` without a copy in the second place, the program speaks up. ``paused`` says why none is
    made by itself, "" when they are. ``copied_at`` is the moment of the newest set that lies good in the second place,
    ``problem`` why the last one was not made and ``second_problem`` why it was not copied, in one sentence each.
    """

    first: str = ""
    first_mark: str = ""
    second: str = ""
    second_mark: str = ""
    keep: Keep = Keep()
    every_minutes: int = 30
    stale_days: int = 3
    second_days: int = 14
    paused: str = ""
    copied_at: datetime | None = None
    problem: str = ""
    second_problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupDone:
    """What came of a backup: the set, and whether it was copied to the second place or why not."""

    made: BackupSet
    copied: bool = False
    second_problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceState:
    """How it stands with one place: ``path`` is where it was found or should be, ``there`` whether it is.

    ``sets`` are newest first, ``free`` the bytes that its drive has left, ``warning`` what speaks against the folder.
    """

    path: str
    there: bool
    sets: tuple[BackupSet, ...] = ()
    free: int = 0
    warning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupStatus:
    """Everything that the page of backups shows; ``second`` is None where nobody chose a second place.

    ``changed`` says whether anything was changed since the newest good set of the first place.
    """

    plan: BackupPlan
    first: PlaceState
    second: PlaceState | None = None
    changed: bool = True
