"""The open office: its services, who comes in, its keys, what is checked, and what everyone must know."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Concatenate, ParamSpec, TypeVar

from cases.changes import ChangeSet
from cases.errors import DatabaseBusy, LoginRefused, StorageError
from cases.model.check_run import CheckRun
from cases.model.disposal import DisposalOrder
from cases.model.evidence import Source
from cases.model.listing import LogHead, Verification
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.regulations import Law
from cases.rules.dates import long_date
from cases.rules.log_in import delay_after
from cases.services import disposal, evidence, integrity, office_keys
from cases.services import log_in as way_in
from cases.services.access import admitted
from cases.services.disposal import Disposal
from cases.services.evidence import Seen, StagedFile
from cases.services.restores import last_restore
from cases.services.users import change_own_password
from db.anchor import Anchor
from db.enrolment import EnrolmentRequest, accept_enrolment, enrolment_requests, refuse_enrolment
from db.home import OfficeHome, enrol
from db.keys import NewSheet, OpenKeys, Recipient, RecipientKind, change_keys, new_sheet, sheet_of
from db.locations import account_name, cloud_folder_warning, revoke_account
from db.lock import UseLock, WindowLock
from db.passwords import Argon2Passwords
from db.secrets import SecretStore
from db.unit import OfficeDatabase
from db.upgrade import remove_old_copies
from db.vault import Vault
from desktop.threads import assert_not_ui_thread
from desktop.world import LatePictures, OfficeClock

P = ParamSpec("P")
R = TypeVar("R")
Service = Callable[Concatenate[UnitOfWork, Actor, P], R]


TAIL_LOST = (
    "Baris terakhir catatan perubahan hilang dibanding tanda di luar basis data: jangan lanjutkan pekerjaan, "
    "pulihkan dari cadangan atau mintalah bantuan admin."
)
CLOCK_BEHIND = (
    "Jam komputer ini mundur: perubahan terakhir tercatat {seen}, sedangkan jam sekarang {now}. Betulkan tanggal dan "
    "jam komputer sebelum melanjutkan, karena tenggat dan tanggal surat dihitung darinya."
)
CLOCK_SLACK = timedelta(minutes=10)
"""So far a clock may be put right by the network without a word."""
NO_ANCHOR = (
    "Catatan ujung log di luar basis data tidak ada, sehingga baris terakhir yang hilang tidak akan terlihat: "
    "jalankan pemeriksaan dengan kode dari surat terakhir."
)
ORPHAN_AGE = timedelta(days=1)
COPY_AGE = timedelta(days=30)
"""So long the database of before an upgrade stays beside the new one."""


def _nothing(_service: str) -> None:
    """Nothing goes before a service."""


@dataclass(slots=True)
class OpenOffice:
    """An office whose database is open; every service goes through ``read`` or ``write``.

    ``id``, ``name`` (the short one) and ``sample`` are the office's, as they stood when it was opened. ``latest`` is
    the latest moment that the log has seen. ``tail_lost``
    says that the log did not hold the head that is kept outside the database. ``unsettled`` says why a change of keys
    could not be finished, "" when none is under way. ``before_risk`` hears which service is about to write.
    """

    home: OfficeHome
    keys: OpenKeys
    secrets: SecretStore
    database: OfficeDatabase
    anchor: Anchor
    clock: OfficeClock
    law: Law
    vault: Vault
    tail_lost: bool = False
    latest: datetime | None = None
    lock: WindowLock | None = field(default=None)
    use: UseLock | None = field(default=None)
    unsettled: str = ""
    before_risk: Callable[[str], object] = _nothing
    id: str = ""
    name: str = ""
    sample: bool = False

    def write(self, service: Service[P, R], actor: Actor, *args: P.args, **kwargs: P.kwargs) -> tuple[R, ChangeSet]:
        """Run a service in one transaction; return its result and what it touched."""
        assert_not_ui_thread()
        self.before_risk(f"{service.__module__.rpartition('.')[2]}.{getattr(service, '__name__', '')}")
        with self.database.write() as work:
            result = service(work, actor, *args, **kwargs)
            changes = work.changes()
        self.latest = max(self.latest, self.clock.now()) if self.latest is not None else None
        if changes.concerns("office"):
            self.look_at_office()
        return result, changes

    def read(self, service: Service[P, R], actor: Actor, *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a service on a snapshot; it cannot write."""
        assert_not_ui_thread()
        with self.database.read() as work:
            return service(work, actor, *args, **kwargs)

    def stage(
        self,
        source: Source,
        file_name: str,
        seen: Seen | None = None,
        heard: Callable[[int], object] | None = None,
    ) -> StagedFile:
        """Look at a file that is to become evidence and encrypt it, before any transaction; see ``evidence.stage``."""
        assert_not_ui_thread()
        return evidence.stage(self.vault, LatePictures(), source, file_name, seen, heard)

    def log_in(self, username: str, password: str) -> Actor:
        """Return the actor of an account; raises LoginRefused, after failures also before the password is looked at.

        The password is checked between two short units of work, so that nobody else waits for it.
        """
        assert_not_ui_thread()
        with self.database.write() as work:
            attempt = way_in.begin(work, username)
        if attempt.wait:
            raise LoginRefused(way_in.wait_sentence(attempt), attempt.wait)
        passwords = Argon2Passwords()
        right = passwords.verify(attempt.password_hash, password)
        renewed = passwords.hash(password) if right and passwords.outdated(attempt.password_hash) else ""
        with self.database.write() as work:
            actor = way_in.end(work, attempt, right=right, renewed=renewed)
        if actor is None:
            raise LoginRefused(way_in.refused_sentence(attempt), delay_after(attempt.count))
        return actor

    def change_password(self, actor: Actor, old: str, new: str) -> Actor:
        """Give somebody who is in another password; return the actor for whom none is due any more.

        A wrong old one is logged and slowed as a log-in is. Raises LoginRefused, InvalidInput, NotAllowed.
        """
        assert_not_ui_thread()
        with self.database.write() as work:
            attempt = way_in.begin(work, actor.name)
        if attempt.wait:
            raise LoginRefused(way_in.wait_sentence(attempt), attempt.wait)
        right = Argon2Passwords().verify(attempt.password_hash, old)
        with self.database.write() as work:
            way_in.prove(work, actor, attempt, right=right)
        if not right:
            raise LoginRefused(way_in.old_wrong_sentence(attempt), delay_after(attempt.count))
        return self.write(change_own_password, actor, old, new)[0]

    def leave(self, actor: Actor, how: way_in.Leaving) -> None:
        """Write into the log that a session was locked or left."""
        assert_not_ui_thread()
        with self.database.write() as work:
            way_in.left(work, actor, how)

    def verify(
        self, actor: Actor, known: LogHead | None = None, go_on: Callable[[CheckRun], bool] = integrity.always
    ) -> Verification:
        """Check log, evidence and letters, and that the log's tail is still there; raises NotAllowed.

        Without a head typed from a letter the one kept outside the database is looked for.
        """
        found = self.check_log(actor, known)
        return integrity.with_evidence(found, self.check_evidence(actor, go_on))

    def check_log(self, actor: Actor, known: LogHead | None = None) -> Verification:
        """Check the same without the evidence, and keep in the log what was found; raises NotAllowed."""
        kept = self.anchor.last()
        found = self.read(integrity.verify, actor, known or kept)
        lost = (TAIL_LOST,) if self.tail_lost else ()
        told = self.anchor.problems() or (() if known or kept else (NO_ANCHOR,))
        found = replace(found, problems=(*found.problems, *lost, *told))
        with suppress(StorageError, DatabaseBusy):
            self.write(integrity.note_check, actor, found)
        return found

    def check_evidence(
        self, actor: Actor, go_on: Callable[[CheckRun], bool] = integrity.always, run: CheckRun | None = None
    ) -> CheckRun:
        """Read every original again, part by part, from where ``run`` stands.

        Returns how far it came when ``go_on`` says no. Failures stay on their items; raises NotAllowed.
        """
        run = self.read(integrity.check_part, actor, run, go_on)
        while run.ended is None and go_on(run):
            run = self.read(integrity.check_part, actor, run, go_on)
        return run

    def admit(self, actor: Actor, right: Right) -> None:
        """Do what ``cases.services.access`` does for services, for the few acts on keys and folders that are none.

        Raises NotAllowed.
        """
        with self.database.read() as work:
            admitted(work, actor, right)

    @property
    def recipients(self) -> tuple[Recipient, ...]:
        """Who can open the office's keys."""
        return self.keys.recipients

    @property
    def accounts(self) -> tuple[Recipient, ...]:
        """Those of them that are accounts of a computer."""
        return tuple(each for each in self.recipients if each.kind is RecipientKind.ACCOUNT)

    @property
    def account(self) -> str:
        """The account of the operating system that runs the program, as recipients name it."""
        return account_name()

    @property
    def enrolled(self) -> bool:
        """Whether that account opens the office without the recovery key."""
        return any(recipient.label == self.account for recipient in self.recipients)

    @property
    def can_enrol(self) -> bool:
        """Whether this computer has a keyring that encrypts."""
        return self.secrets.usable

    def enrol_this_account(self, actor: Actor) -> None:
        """Let this account open the office without the recovery key.

        Raises NotAllowed, KeyUnavailable without a keyring that encrypts, StorageError.
        """
        self.write(office_keys.note_enrolment, actor, self.account)  # first: nobody is let in without a row
        self.keys = enrol(self.home, self.keys, self.secrets, self.clock.today())

    def requests(self, actor: Actor) -> tuple[EnrolmentRequest, ...]:
        """Accounts that ask to be enrolled; raises NotAllowed, StorageError."""
        self.admit(actor, Right.MANAGE_USERS)
        return enrolment_requests(self.home)

    def answer_request(self, actor: Actor, request: EnrolmentRequest, *, accept: bool) -> None:
        """Enrol the account that asked, whose code was compared, or turn it away; raises NotAllowed, StorageError."""
        self.admit(actor, Right.MANAGE_USERS)
        if not accept:
            refuse_enrolment(self.home, request)
            return
        self.write(office_keys.note_enrolment, actor, request.account)
        self.keys = accept_enrolment(self.home, self.keys, request, self.clock.today())

    @property
    def sheet(self) -> str:
        """The short code of the recovery sheet that opens the office now."""
        return self.keys.sheet

    def new_sheet(self, actor: Actor) -> NewSheet:
        """Make another recovery key, to be printed before anything is sealed to it; raises NotAllowed."""
        self.admit(actor, Right.MANAGE_USERS)
        return new_sheet(self.clock.today())

    def change_keys(self, actor: Actor, *, sheet: NewSheet | None = None, leaving: Sequence[Recipient] = ()) -> None:
        """Seal the keys to a new sheet, and no longer to those who leave; everything written from now on has new ones.

        The database gets its new key when the office is opened next: close it and open it anew. Raises NotAllowed,
        InvalidInput, WrongKey, StorageError.
        """
        left = tuple(each.label for each in leaving)
        # The row first and in a transaction of its own: a commit that failed afterwards would say that nothing was
        # changed, and the new sheet would be thrown away.
        self.write(office_keys.note_change, actor, sheet.code if sheet is not None else "", left)
        public = [each.public for each in leaving]
        self.keys = change_keys(self.home.keys, self.keys, sheet=sheet, leaving=public)
        for label in left:
            if label != self.account:
                with suppress(StorageError):  # the keys shut it out; what it may do to files comes second
                    revoke_account(self.home.path, label)

    @property
    def sheet_made_on(self) -> date:
        """When that sheet was made."""
        sheets = (each.added_on for each in self.recipients if each.kind is RecipientKind.RECOVERY)
        return next(sheets, date.min)

    def check_sheet(self, actor: Actor, text: str) -> tuple[str, bool]:
        """Compare a typed recovery key with the one that opens the office; return its sheet's code and the answer.

        The answer is logged, a slip of the typist is not. Raises NotAllowed, WrongKey (mistyped).
        """
        self.admit(actor, Right.MANAGE_USERS)
        code = sheet_of(text)
        right = code == self.sheet
        self.write(office_keys.note_sheet, actor, code, right)
        return code, right

    @property
    def warning(self) -> str:
        """What everyone at this office must know before going on, "" when all is well."""
        if self.tail_lost:
            return TAIL_LOST
        return self._clock_behind() or cloud_folder_warning(self.home.path)

    def _clock_behind(self) -> str:
        """A sentence when the computer's clock stands before what the log has seen already, else empty."""
        now, zone = self.clock.now(), self.clock.time_zone.zone
        if self.latest is None or self.latest - now <= CLOCK_SLACK:
            return ""
        seen, here = self.latest.astimezone(zone), now.astimezone(zone)
        words = [f"{long_date(moment.date())} pukul {moment:%H.%M}" for moment in (seen, here)]
        return CLOCK_BEHIND.format(seen=words[0], now=words[1])

    def dispose(self, actor: Actor, case_ids: tuple[str, ...], order: DisposalOrder) -> tuple[Disposal, ChangeSet]:
        """Destroy files by the archive schedule; raises NotAllowed, InvalidInput, StorageError.

        Their blobs go once that is committed, but for those that another record names. What a crash or a locked file
        leaves of them is collected with the orphans, since no record names it any more.
        """
        made, changes = self.write(disposal.dispose, actor, case_ids, order)
        with suppress(StorageError):
            self.database.tidy(lambda known: self.vault.destroy(frozenset(made.blobs) - known))
        return made, changes

    def collect_orphans(self) -> tuple[str, ...]:
        """Remove files of the vault that no record names: what a unit of work left that never committed."""
        assert_not_ui_thread()
        removed: list[str] = []
        self.database.tidy(lambda known: removed.extend(self.vault.collect_orphans(known, ORPHAN_AGE)))
        remove_old_copies(self.home.database, COPY_AGE)
        return tuple(removed)

    def close(self) -> None:
        """Close the database and bring the keyring up to the last head."""
        self.anchor.close()
        self.database.close()
        for held in (self.use, self.lock):
            if held is not None:
                held.release()

    def look_at_tail(self) -> None:
        """Compare the log with the head kept outside the database; a lost tail goes on showing until it is back."""
        kept = self.anchor.last()
        with self.database.read() as work:
            self.latest = work.audit.latest()
            restore = last_restore(work)
            self.anchor.after, before = (restore.number if restore is not None else 0), self.anchor.last_after()
            if kept is None:
                return
            self.tail_lost = not work.audit.holds(kept)
            head = work.audit.head()
        if not self.tail_lost:
            return
        if before < self.anchor.after:
            self.tail_lost = False  # it was kept of the office that was replaced
            self.anchor.remember(head)
        else:
            self.anchor.hold()

    def look_at_office(self) -> None:
        """Take the name, the mark and the time zone from the office's record."""
        with self.database.read() as work:
            office = work.office.current()
        if office is not None:
            self.clock.time_zone = office.time_zone
            self.id, self.name, self.sample = office.id, office.short_name, office.sample
