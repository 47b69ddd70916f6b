"""How backups lie in a place: the folder of an office, its sets, the pool they share, and what each set says of itself.

Nothing here trusts a name: what a set holds stands in ``set.age``, sealed to the office's vault identity, with the
fingerprints of the files beside it. Somebody without the keys can take a set away, but not change or invent one.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import msgspec
import pyrage

from cases.errors import DatabaseDamaged, DatabaseNewer, NotFound, StorageError
from cases.model.backup import BackupCheck, BackupReason, BackupSet
from cases.model.listing import LogHead
from db.files import TEMPORARY, storage_error, write_whole
from db.locations import make_folder

PREFIX = "netralitas-"
DATABASE, KEYS, ANCHOR = "office.db", "keys.age", "anchor.json"
SEALED, CHECKED, SHEET, MARKER = "set.age", "check.age", "lembar.txt", "netralitas.json"
UNREADABLE = "Daftar isi cadangan ini tidak terbaca: pakai cadangan lain, dan jangan mengubah isi folder cadangan."
_NEWER = "Cadangan ini dibuat oleh versi Netralitas yang lebih baru: pasang versi terbaru, lalu ulangi."
_FORMAT = 1
_CODE_LENGTH = 8
_ID = re.compile(r"\d{8}-\d{6}-[0-9a-f]{4}")
_ID_TIME = "%Y%m%d-%H%M%S"
_PARTS = 0x10000
"""So many parts of a second a name tells apart."""

T = TypeVar("T")


class OtherKeys(DatabaseDamaged):
    """A set that was sealed with other keys: later ones of the same office, when an older state was restored."""


@dataclass(frozen=True, slots=True)
class Place:
    """The folder of one office in a place: ``folder`` is ``<place>/netralitas-<office code>``."""

    folder: Path

    @property
    def pool(self) -> Path:
        """The vault files that all sets share, each encrypted as it lay in the vault."""
        return self.folder / "pool"

    @property
    def sets(self) -> Path:
        """The folder of the dated sets."""
        return self.folder / "sets"

    @property
    def marker(self) -> Path:
        """The file by which the place is known again under another drive letter."""
        return self.folder / MARKER

    @property
    def lock(self) -> Path:
        """Held by whoever changes anything here."""
        return self.folder / "kunci.lock"

    @property
    def code(self) -> str:
        """The code of the office whose backups these are."""
        return self.folder.name.removeprefix(PREFIX)

    def set_folder(self, set_id: str) -> Path:
        """Where a set lies."""
        return self.sets / set_id

    def blob(self, name: str) -> Path:
        """Where a vault file lies in the pool."""
        return self.pool / f"{name}.age"


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What ``set.age`` holds, as JSON.

    ``prints`` are the SHA-256 of the files beside it, ``blobs`` the vault files that the set's database names with the
    size of each as it lies, ``lost`` those of its database that the office no longer had when the set was made;
    ``database_size`` is in bytes.
    """

    id: str
    made_at: datetime
    reason: BackupReason
    program: str
    schema: str
    sheet: str
    head: LogHead
    database_size: int
    prints: dict[str, str]
    blobs: dict[str, int]
    lost: tuple[str, ...] = ()
    format: int = _FORMAT


class CheckRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What ``check.age`` holds; ``id`` ties it to its set, ``lost`` names what was damaged in the vault itself."""

    id: str
    check: BackupCheck
    lost: tuple[str, ...] = ()
    format: int = _FORMAT


class _Summary(msgspec.Struct, frozen=True, kw_only=True):
    """The format alone, which every version can read."""

    format: int


class _Marker(msgspec.Struct, frozen=True, kw_only=True):
    """What the marker file says, in plain: whose backups these are, and which of their places this is."""

    office: str
    name: str
    mark: str


def office_code(office_id: str) -> str:
    """The short code of an office in the names of folders: the random end of its identifier; it never changes."""
    return office_id.replace("-", "")[-_CODE_LENGTH:].lower()


def place_in(path: Path, code: str) -> Place:
    """The folder of an office's backups below a chosen folder, or that folder itself when it was chosen."""
    name = PREFIX + code
    return Place(path if path.name == name else path / name)


def places_below(path: Path) -> tuple[Place, ...]:
    """The offices whose backups lie at or right below a folder, also when a part of one was chosen.

    Raises StorageError when the folder cannot be read.
    """
    for folder in (path, *path.parents[:3]):
        if folder.name.startswith(PREFIX) and (folder / "sets").is_dir():
            return (Place(folder),)
    try:
        found = sorted(one for one in path.glob(f"{PREFIX}*") if (one / "sets").is_dir())
    except OSError as error:
        raise storage_error(error) from error
    return tuple(Place(one) for one in found)


def make_place(place: Place, office_name: str) -> None:
    """Make the folders of a place and its marker; nothing happens to what is there. Raises StorageError."""
    for folder in (place.folder, place.pool, place.sets):
        make_folder(folder)
    if not marker_of(place):  # none yet, or spoilt
        mark = secrets.token_hex(8)
        write_whole(place.marker, msgspec.json.encode(_Marker(office=place.code, name=office_name, mark=mark)))


def office_name(place: Place) -> str:
    """The name of the office whose backups these are, "" when nothing says it."""
    marker = _marker(place)
    return marker.name if marker is not None else ""


def marker_of(place: Place) -> str:
    """By what a place is known again, "" where there is none."""
    marker = _marker(place)
    return marker.mark if marker is not None else ""


def _marker(place: Place) -> _Marker | None:
    try:
        return msgspec.json.decode(place.marker.read_bytes(), type=_Marker)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None


def new_id(moment: datetime) -> str:
    """The name of a set made at a moment: to the second, and the part of the second in four digits to the base 16.

    Names are in the order in which sets were made (``id_after``).
    """
    return f"{moment.astimezone(UTC).strftime(_ID_TIME)}-{moment.microsecond * _PARTS // 1_000_000:04x}"


def id_after(last: str, moment: datetime) -> str:
    """The name of a set made at a moment, later than ``last`` ("" for none) also when the clock was set back."""
    wanted = new_id(moment)
    if wanted > last:
        return wanted
    try:
        second, part = divmod(int(last[16:], 16) + 1, _PARTS)
        return f"{(time_of(last) + timedelta(seconds=second)).strftime(_ID_TIME)}-{part:04x}"
    except (ValueError, OverflowError):  # digits that are no date, or the last of all
        return wanted


def time_of(set_id: str) -> datetime:
    """The moment that a set's name says, UTC."""
    return datetime.strptime(set_id[:15], _ID_TIME).replace(tzinfo=UTC)


def set_ids(place: Place) -> tuple[str, ...]:
    """The names of all whole sets, newest first; raises StorageError when the place cannot be read."""
    try:
        if not place.sets.is_dir():
            return ()
        return tuple(sorted((one.name for one in place.sets.iterdir() if _is_id(one.name)), reverse=True))
    except OSError as error:
        raise storage_error(error) from error


def sheet_of(place: Place, set_id: str) -> str:
    """The short code of the recovery sheet that opens a set, as it stands beside it for who has no key yet; else ""."""
    try:
        return (place.set_folder(set_id) / SHEET).read_text(encoding="ascii").strip()[:_CODE_LENGTH]
    except (OSError, UnicodeDecodeError):
        return ""


def list_sets(place: Place, identities: Sequence[str]) -> tuple[BackupSet, ...]:
    """Every set of a place with what is known of it, newest first.

    ``identities`` are the age identities that may open them: those of the office's vault. A set that cannot be read is
    listed as bad; raises StorageError when the place itself cannot be read.
    """
    return tuple(_listed(place, set_id, identities) for set_id in set_ids(place))


def read_set(place: Place, set_id: str, identities: Sequence[str]) -> BackupSet:
    """One set as the list shows it; raises as ``read_manifest`` does."""
    return _shown(place, read_manifest(place, set_id, identities), read_check(place, set_id, identities))


def read_manifest(place: Place, set_id: str, identities: Sequence[str]) -> Manifest:
    """What a set holds; raises NotFound, DatabaseDamaged, DatabaseNewer, StorageError."""
    manifest = _open(place.set_folder(set_id) / SEALED, identities, Manifest)
    if manifest.id != set_id:
        raise DatabaseDamaged(UNREADABLE, detail=f"{set_id} says that it is {manifest.id}")
    return manifest


def read_check(place: Place, set_id: str, identities: Sequence[str]) -> CheckRecord | None:
    """What the last check of a set found, None while there was none; one that cannot be read is none."""
    try:
        record = _open(place.set_folder(set_id) / CHECKED, identities, CheckRecord)
    except (NotFound, DatabaseDamaged, DatabaseNewer):
        return None
    return record if record.id == set_id else None


def has_spoilt_check(place: Place, set_id: str, identities: Sequence[str]) -> bool:
    """Whether a set was checked and what was found cannot be read any more: it may be good, and is checked again."""
    return (place.set_folder(set_id) / CHECKED).exists() and read_check(place, set_id, identities) is None


def seal_manifest(folder: Path, manifest: Manifest, identity: str) -> None:
    """Write ``set.age`` into a set's folder; raises StorageError."""
    write_whole(folder / SEALED, _sealed(manifest, identity))


def seal_check(place: Place, record: CheckRecord, identities: Sequence[str]) -> None:
    """Write ``check.age`` into its set's folder, sealed to the identity that opens the set; raises as reading does."""
    own = next(one for one in identities if _opens(place.set_folder(record.id) / SEALED, one))
    write_whole(place.set_folder(record.id) / CHECKED, _sealed(record, own))


def is_temporary(path: Path) -> bool:
    """Whether this is what something that was interrupted left behind."""
    return path.name.startswith(TEMPORARY)


def _is_id(name: str) -> bool:
    return bool(_ID.fullmatch(name))


def _listed(place: Place, set_id: str, identities: Sequence[str]) -> BackupSet:
    try:
        return read_set(place, set_id, identities)
    except StorageError as error:
        problem = error.sentence
    except NotFound:
        problem = UNREADABLE
    made_at = _moment(set_id)
    return BackupSet(
        id=set_id,
        place=str(place.folder),
        made_at=made_at,
        reason=BackupReason.BY_HAND,
        program="",
        schema="",
        sheet=sheet_of(place, set_id),
        head=LogHead(count=0, hash=""),
        files=0,
        size=0,
        check=BackupCheck(checked_at=made_at, rows={}, files=0, problems=(problem,)),
    )


def _moment(set_id: str) -> datetime:
    try:
        return time_of(set_id)
    except ValueError:  # digits that are no date
        return datetime.fromtimestamp(0, UTC)


def _shown(place: Place, manifest: Manifest, record: CheckRecord | None) -> BackupSet:
    return BackupSet(
        id=manifest.id,
        place=str(place.folder),
        made_at=manifest.made_at,
        reason=manifest.reason,
        program=manifest.program,
        schema=manifest.schema,
        sheet=manifest.sheet,
        head=manifest.head,
        files=len(manifest.blobs),
        size=manifest.database_size + sum(manifest.blobs.values()),
        check=record.check if record is not None else None,
    )


def _sealed(value: Manifest | CheckRecord, identity: str) -> bytes:
    recipient = pyrage.x25519.Identity.from_str(identity).to_public()
    sealed: bytes = pyrage.encrypt(msgspec.json.encode(value), [recipient])
    return sealed


def _opens(file: Path, identity: str) -> bool:
    try:
        _open(file, [identity], Manifest)
    except DatabaseDamaged:
        return False
    return True


def _open(file: Path, identities: Sequence[str], kind: type[T]) -> T:
    """Read a sealed file of ours."""
    try:
        data = file.read_bytes()
    except FileNotFoundError as error:
        raise NotFound(UNREADABLE, detail=str(file)) from error
    except OSError as error:
        raise storage_error(error) from error
    try:
        opened = pyrage.decrypt(data, [pyrage.x25519.Identity.from_str(one) for one in identities])
        version = msgspec.json.decode(opened, type=_Summary).format
        if version == _FORMAT:
            return msgspec.json.decode(opened, type=kind)
    except pyrage.DecryptError as error:
        kind_of = OtherKeys if "No matching keys" in str(error) else DatabaseDamaged
        raise kind_of(UNREADABLE, detail=f"{file}: {error!r}") from error
    except msgspec.DecodeError as error:
        raise DatabaseDamaged(UNREADABLE, detail=f"{file}: {error!r}") from error
    raise DatabaseNewer(_NEWER, detail=f"format {version}")
