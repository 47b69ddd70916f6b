"""The composition root: puts keys, database, vault, law and renderer together; the only module here that knows db."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from db.lock import WindowLock
from db.unit import OfficeDatabase
from reports.recovery_sheet import recovery_sheet

from cases.changes import ChangeSet
from cases.model.listing import LogHead, Verification
from cases.model.office import Office, Paper, Signatory, TimeZone
from cases.model.user import Actor, Right, User
from cases.ports import UnitOfWork
from cases.regulations import load_law
from cases.rules.rights import may
from cases.services import integrity
from cases.services.office import FOUNDER, FirstUser, found_office
from cases.services.users import log_in
from db.anchor import Anchor, tail_lost
from db.home import OfficeHome, create_home, enrol, find_home, open_keys
from db.keys import OpenKeys, Recipient, new_keys
from db.locations import home_folder
from db.passwords import Argon2Passwords
from db.secrets import SecretStore
from db.vault import Vault
from desktop.threads import assert_not_ui_thread
from reports.letters import LetterPdf
from reports.pictures import PillowPictures

P = ParamSpec("P")
R = TypeVar("R")
Service = Callable[Concatenate[UnitOfWork, Actor, P], R]


class OfficeClock:
    """The computer's clock, read at the office's time zone."""

    def __init__(self) -> None:
        self.time_zone = TimeZone.WIB

    def now(self) -> datetime:
        """The moment, UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The date at the office."""
        return datetime.now(self.time_zone.zone).date()


@dataclass(slots=True)
class OpenOffice:
    """An office whose database is open; every service goes through ``read`` or ``write``."""

    home: OfficeHome
    keys: OpenKeys
    secrets: SecretStore
    database: OfficeDatabase
    anchor: Anchor
    clock: OfficeClock
    head_at_start: LogHead | None = None
    lock: WindowLock | None = field(default=None)

    def write(self, service: Service[P, R], actor: Actor, *args: P.args, **kwargs: P.kwargs) -> tuple[R, ChangeSet]:
        """Run a service in one transaction; return its result and what it touched."""
        assert_not_ui_thread()
        with self.database.write() as work:
            result = service(work, actor, *args, **kwargs)
            changes = work.changes()
        if changes.concerns("office"):
            self._read_time_zone()
        return result, changes

    def read(self, service: Service[P, R], actor: Actor, *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a service on a snapshot; it cannot write."""
        assert_not_ui_thread()
        with self.database.read() as work:
            return service(work, actor, *args, **kwargs)

    def log_in(self, username: str, password: str) -> Actor:
        """Return the actor of an account; raises LoginRefused."""
        assert_not_ui_thread()
        with self.database.read() as work:
            return log_in(work, username, password)

    def verify(self, actor: Actor, known: LogHead | None = None) -> Verification:
        """Check log, evidence and letters, and that the log's tail is still there; raises NotAllowed."""
        found = self.read(integrity.verify, actor, known)
        kept = self.anchor.last()
        lost = ("Baris terakhir catatan perubahan hilang dibanding tanda di luar basis data; pulihkan dari cadangan.",)
        tail = lost if tail_lost(found.head, kept) else ()
        return replace(found, problems=(*found.problems, *tail, *self.anchor.problems()))

    def enrol_this_account(self, actor: Actor) -> bool:
        """Let this account of the operating system open the office without the recovery key.

        Return False when the computer has no keyring that encrypts. Raises StorageError.
        """
        if not may(actor.role, Right.MANAGE_USERS) or not self.secrets.usable:
            return False
        self.keys = enrol(self.home, self.keys, self.secrets, self.clock.today())
        return True

    @property
    def recipients(self) -> tuple[Recipient, ...]:
        """Who can open the office's keys."""
        return self.keys.recipients

    def close(self) -> None:
        """Close the database and bring the keyring up to the last head."""
        self.anchor.close()
        self.database.close()
        if self.lock is not None:
            self.lock.release()

    def _read_time_zone(self) -> None:
        with self.database.read() as work:
            office = work.office.current()
        if office is not None:
            self.clock.time_zone = office.time_zone


@dataclass(frozen=True, slots=True, kw_only=True)
class Founded:
    """A new office: open, its first user, and the recovery key that must be printed now."""

    office: OpenOffice
    user: User
    recovery_lines: tuple[str, ...] = field(repr=False)


def found(
    path: Path,
    office: Office,
    first_user: FirstUser,
    signatories: tuple[Signatory, ...] = (),
    *,
    logo: bytes = b"",
    head_emblem: bytes = b"",
    secrets: SecretStore | None = None,
    window: bool = False,
) -> Founded:
    """Make a new office in a folder and open it; the account is enrolled when it has a keyring.

    Raises NetworkDrive, StorageError, InvalidInput, BadPicture; a set-up that fails leaves no database behind.
    """
    secrets = secrets or SecretStore.of_system()
    new = new_keys(OfficeClock().today())
    home = create_home(path, new)
    opened = _assemble(home, new.keys, secrets, window=window)
    try:
        user, _ = opened.write(
            found_office, FOUNDER, office, first_user, signatories, logo=logo, head_emblem=head_emblem
        )
        if secrets.usable:
            opened.keys = enrol(home, opened.keys, secrets, opened.clock.today())
    except BaseException:
        opened.close()
        for leftover in path.glob("office.db*"):
            leftover.unlink()
        raise
    return Founded(office=opened, user=user, recovery_lines=new.recovery_lines)


def open_office(
    path: Path, recovery_text: str | None = None, *, secrets: SecretStore | None = None, window: bool = False
) -> OpenOffice:
    """Open the office that lies in a folder.

    Raises NotFound (no office there), KeyUnavailable (recovery key needed), WrongKey, NetworkDrive, StorageError,
    DatabaseDamaged, DatabaseNewer, DatabaseBusy (another window has it).
    """
    secrets = secrets or SecretStore.of_system()
    home = find_home(path)
    return _assemble(home, open_keys(home, secrets, recovery_text), secrets, window=window)


def recovery_pdf(office_name: str, lines: tuple[str, ...], on: date, paper: Paper) -> bytes:
    """Return the recovery sheet to print."""
    return recovery_sheet(office_name, lines, on, paper)


def default_home(option: Path | None) -> Path:
    """Return the office's folder: the option, else NETRALITAS_HOME, else the platform's."""
    return home_folder(option)


def _assemble(home: OfficeHome, keys: OpenKeys, secrets: SecretStore, *, window: bool) -> OpenOffice:
    lock = WindowLock(home.path) if window else None
    anchor = Anchor(home.anchor, keys.db_key, secrets)
    clock = OfficeClock()
    try:
        database = OfficeDatabase(
            home.database,
            keys.db_key,
            vault=Vault(home.vault, keys.vault_identity),
            renderer=LetterPdf(),
            law=load_law(),
            clock=clock,
            passwords=Argon2Passwords(),
            pictures=PillowPictures(),
            on_head=anchor.remember,
        )
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    opened = OpenOffice(home, keys, secrets, database, anchor, clock, anchor.last(), lock)
    opened._read_time_zone()  # noqa: SLF001 - completes the object made here
    return opened
