"""The composition root's third part: restoring an office from a set, before or behind the log-in."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from cases.errors import OfficeError
from cases.model.backup import BackupCheck, BackupSet
from cases.model.listing import LogHead
from cases.model.restore import Restored, SinceThen
from cases.model.user import Actor, Right
from cases.services.access import require
from cases.services.restores import note_restore
from db.anchor import Anchor
from db.backups.layout import Place, list_sets, office_name, places_below, read_set
from db.backups.making import Progress, held_to_read, quiet
from db.backups.plan import read_plan, write_plan
from db.backups.restoring import (
    clear_temporary,
    find_set,
    identities_of,
    make_empty,
    restore_set,
    since_then,
    try_restore,
)
from db.home import OfficeHome, open_keys
from db.keys import OpenKeys, open_with_vault_identity
from db.locations import make_private_folder
from db.lock import FileLock
from db.replacing import clear_coming, coming, mark_ready, moved_aside, restoring_alone, step_back
from db.secrets import SecretStore
from db.set_up import whole_or_nothing
from desktop.threads import assert_not_ui_thread
from desktop.wiring import OpenOffice, assemble
from desktop.world import OfficeClock

__all__ = ["Offered", "Restoring", "check_backup", "restore_into"]

PAUSED = "sejak pemulihan"
_NOT_OPEN = "Kantor yang sekarang tidak dapat dibuka, sehingga yang hilang sejak cadangan ini tidak dapat dihitung."
_DATED = "cadangan {made:%Y-%m-%d %H.%M} UTC ({id})"
_BACK = "kantor sebelum pemulihan ({name})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """The sets of one office's backups in a place, newest first; ``name`` is the office's, "" when nothing says it."""

    place: Path
    name: str
    sets: tuple[BackupSet, ...]


@dataclass(slots=True)
class Restoring:
    """A restore of the office that lies, or is to lie, in ``path``.

    ``recovery_text`` is the key of a recovery sheet as typed; without one the account's keyring opens the sets.
    ``present`` is the office of today where it is open.
    """

    path: Path
    secrets: SecretStore
    recovery_text: str | None = field(default=None, repr=False)
    present: OpenOffice | None = None
    _keys: OpenKeys | None = field(default=None, repr=False)
    _restored: Restored | None = None
    _replaced: LogHead | None = None
    _alone: FileLock | None = field(default=None, repr=False)

    def offers(self, folder: Path) -> tuple[Offered, ...]:
        """The backups in a folder or drive that was chosen, of every office that has some there.

        Raises KeyUnavailable or WrongKey when none of them opens, StorageError.
        """
        assert_not_ui_thread()
        found, refused = [], None
        for place in places_below(folder):
            try:
                sets = list_sets(place, self._identities(place))
            except OfficeError as error:
                refused = refused or error
                continue
            found.append(Offered(place=place.folder, name=office_name(place), sets=sets))
        if refused is not None and not found:
            raise refused
        return tuple(found)

    def usual(self) -> Path | None:
        """The folder in which this office keeps its backups on this computer, None when it is not there."""
        plan = read_plan(OfficeHome(self.path))
        folder = Path(plan.first) if plan.first else self.path.with_name(f"{self.path.name}-cadangan")
        return folder if folder.is_dir() else None

    def prepare(self, one: BackupSet, heard: Progress = quiet) -> Restored:
        """Restore a set into a new folder inside the office's own, read it, and compare it with the office of today.

        ``heard`` may raise Stopped; nothing is left then. Raises as ``restoring.restore_set`` does.
        """
        assert_not_ui_thread()
        place = Place(Path(one.place))
        make_private_folder(self.path)
        self._alone = self._alone or restoring_alone(self.path)
        clear_coming(self.path)
        target = coming(self.path)
        present = OfficeHome(self.path)
        try:
            identities = self._identities(place)
            vault = present.vault if present.vault.is_dir() else None
            now = OfficeClock().now()
            with held_to_read(place):
                keys, check = restore_set(place, one.id, identities, target.path, now, vault=vault, heard=heard)
            heard(0.95, "Membandingkan dengan kantor sekarang")
            since, unknown = self._since(present, target, keys)
        except BaseException:
            self.discard()
            raise
        kept = Anchor(present.anchor, keys.db_key, self.secrets).last()
        heads = [head for head in (kept, since.head if since is not None else None) if head is not None]
        self._keys, self._replaced = keys, max(heads, key=lambda head: head.count, default=None)
        self._restored = Restored(
            set_id=one.id, made_at=one.made_at, head=one.head, check=check, since=since, unknown=unknown
        )
        return self._restored

    def log_in(self, username: str, password: str) -> Actor:
        """Who takes the office over, by an account of the restored office; raises LoginRefused, NotAllowed."""
        office = self._open()
        try:
            actor = office.log_in(username, password)
        finally:
            office.close()
        require(actor, Right.RESTORE)
        return actor

    def take_over(self, actor: Actor) -> None:
        """Log it in the restored office and make that ready: the next opening puts it in the place of the other one.

        Raises NotAllowed, StorageError.
        """
        stranger = self._admitted(actor)
        restored = self._restored
        if restored is None:
            raise RuntimeError("nothing was restored")
        if self.present is not None:
            with self.present.database.read() as reading:
                self._replaced = reading.audit.head()
        office = self._open()
        try:
            source = _DATED.format(made=restored.made_at, id=restored.set_id)
            office.write(note_restore, stranger, source, self._next(office), self._replaced)
        finally:
            office.close()
        self._pause()
        mark_ready(self.path, OfficeClock().now())
        if self._alone is not None:
            self._alone.release()
            self._alone = None

    def discard(self) -> None:
        """Throw away what was restored and not taken over; what another window restores stays. Raises StorageError."""
        self._keys = self._restored = None
        if self._alone is None:
            return
        try:
            clear_coming(self.path)
        finally:
            self._alone.release()
            self._alone = None

    def earlier(self) -> tuple[str, ...]:
        """Folders of the offices that earlier restores replaced, newest first."""
        return moved_aside(self.path)

    def step_back(self, name: str, actor: Actor) -> None:
        """Make the office ready that a restore replaced; the present one, which is closed, is moved aside in its turn.

        Raises NotAllowed, NotFound, KeyUnavailable, WrongKey, StorageError.
        """
        stranger = self._admitted(actor)
        home = OfficeHome(self.path / name)
        keys = self._keys_of(home)
        head = Anchor(OfficeHome(self.path).anchor, keys.db_key, self.secrets).last()
        office = assemble(home, keys, SecretStore(None), window=False)
        try:
            office.write(note_restore, stranger, _BACK.format(name=name), self._next(office), head)
        finally:
            office.close()
        self._pause()
        step_back(self.path, name, OfficeClock().now())

    def _next(self, office: OpenOffice) -> int:
        """The number of this restore: after all that this office, the one that is replaced and this account know."""
        kept = Anchor(OfficeHome(self.path).anchor, office.keys.db_key, self.secrets).last_after()
        known = [kept, office.anchor.after]
        if self.present is not None:
            known.append(self.present.anchor.after)
        return 1 + max(known)

    def _pause(self) -> None:
        """Make no backups by themselves until somebody says so: sets of an older state would thin newer ones away."""
        home = OfficeHome(self.path)
        write_plan(home, replace(read_plan(home), paused=PAUSED))

    def _keys_of(self, home: OfficeHome) -> OpenKeys:
        if self.present is not None:
            try:
                return open_with_vault_identity(home.keys, self.present.keys.vault_identities)
            except OfficeError:  # keys were changed in between
                pass
        return open_keys(home, self.secrets, self.recovery_text)

    def _admitted(self, actor: Actor) -> Actor:
        """The actor as the office that comes back shall log him: it may be older than his account."""
        require(actor, Right.RESTORE)
        if self.present is not None:
            self.present.admit(actor, Right.RESTORE)
        return replace(actor, user_id=None)

    def _identities(self, place: Place) -> tuple[str, ...]:
        own = self.present.keys.vault_identities if self.present is not None else ()
        return identities_of(place, self.secrets, self.recovery_text, own)

    def _open(self) -> OpenOffice:
        if self._keys is None:
            raise RuntimeError("nothing was restored")
        return assemble(coming(self.path), self._keys, SecretStore(None), window=False)

    def _since(self, present: OfficeHome, target: OfficeHome, keys: OpenKeys) -> tuple[SinceThen | None, str]:
        if not present.database.exists():
            return None, ""
        try:
            if self.present is not None:
                today = self.present.keys
            elif present.keys.exists():
                today = open_keys(present, self.secrets, self.recovery_text)
            else:
                today = keys
            return since_then(present.database, today.db_key, target.database, keys.db_key), ""
        except OfficeError:  # it is why somebody restores
            return None, _NOT_OPEN


def check_backup(
    path: Path, secrets: SecretStore, recovery_text: str | None = None, heard: Progress = quiet
) -> tuple[BackupSet, BackupCheck]:
    """Restore a set (a set's folder, or the newest of a place) into a temporary folder; return what was found.

    Raises InvalidInput, NotFound, KeyUnavailable, WrongKey, StorageError.
    """
    place, set_id = find_set(path)
    identities = identities_of(place, secrets, recovery_text)
    clear_temporary()
    found = try_restore(place, set_id, identities, OfficeClock().now(), None, heard)
    return read_set(place, set_id, identities), found


def restore_into(
    path: Path,
    target: Path,
    secrets: SecretStore,
    recovery_text: str | None,
    who: Callable[[OpenOffice], Actor],
) -> tuple[BackupSet, BackupCheck]:
    """Restore a set into a new folder as an office of its own; ``who`` acts, as the restored office knows him.

    A refusal leaves nothing behind. Raises as ``check_backup`` does, and NotAllowed.
    """
    place, set_id = find_set(path)
    identities = identities_of(place, secrets, recovery_text)
    one = read_set(place, set_id, identities)
    fresh = not target.exists()
    try:
        make_empty(target)
        with whole_or_nothing(target) as making, held_to_read(place):
            keys, found = restore_set(place, set_id, identities, making, OfficeClock().now())
            office = assemble(OfficeHome(making), keys, SecretStore(None), window=False)
            try:
                actor = who(office)
                require(actor, Right.RESTORE)
                told = _DATED.format(made=one.made_at, id=one.id)
                office.write(note_restore, actor, told, office.anchor.after + 1, None)
            finally:
                office.close()
    except BaseException:
        if fresh:
            shutil.rmtree(target, ignore_errors=True)
        raise
    return one, found
