"""The unit of work: one transaction, one commit place, every change logged in it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from cases.changes import ChangeSet
from cases.errors import RegulationError
from cases.letters.templates import SHIPPED, Shelf
from cases.model.listing import LogHead
from cases.model.user import Actor, Right
from cases.regulations import office_law
from cases.rules.rights import may
from db.audit import Log
from db.blobs import known_blobs
from db.custody import Custody
from db.engine import open_engines
from db.everything import Everything
from db.failures import told
from db.figures import Figures
from db.search import Search
from db.sight import Sight
from db.store import Desk, Store
from db.stores.accounts import AccountStore
from db.stores.cases import CaseStore, StepStore
from db.stores.deadlines import DeadlineStore, HolidayStore
from db.stores.disposal import Disposals
from db.stores.drafts import DraftStore
from db.stores.elections import ElectionStore
from db.stores.employee_imports import EmployeeImportStore, SheetMappingStore
from db.stores.employees import EmployeeStore
from db.stores.evidence import EvidenceStore
from db.stores.letters import LetterStore
from db.stores.name_lists import NameHitStore, NameListStore
from db.stores.office import OfficeStore, SignatoryStore
from db.stores.old_cases import OldCaseStore
from db.stores.people import PeopleNames
from db.stores.recaps import SavedRecapStore
from db.stores.register import NumberRegister
from db.stores.regulations import MarkStore, PackStore, law_revision
from db.stores.reports import ReportStore
from db.stores.templates import TemplateStore, shelf_revision
from db.stores.trash import Trash
from db.stores.trust import TrustStore
from db.stores.two_people import TwoPeopleStore
from db.stores.units import UnitStore
from db.stores.users import FailureStore, UserStore
from db.stores.watch import FilledStore, FindingStore, FormStore, RoundStore
from db.upgrade import bring_up_to_date

if TYPE_CHECKING:
    from cases import ports
    from cases.regulations import Law

logger = logging.getLogger("netralitas.database")
_UNDOABLE: tuple[type[Store[Any, Any]], ...] = (
    *(EmployeeStore, ReportStore, LetterStore, SignatoryStore, ElectionStore, PackStore, MarkStore, TemplateStore),
    *(TrustStore, SavedRecapStore, OfficeStore, CaseStore, OldCaseStore, UnitStore, TwoPeopleStore),
    *(AccountStore, RoundStore, FormStore, FilledStore, FindingStore),
    *(NameListStore, NameHitStore),
)
"""What may be taken out and put back, or set back to what it was, besides evidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What every unit of work hands on to the services.

    ``laws`` and ``shelves`` hold the law of the office and its letter templates as they were last made, by what they
    were made of.
    """

    clock: ports.Clock
    shipped_law: Law
    laws: dict[tuple[str, ...], Law]
    shelves: dict[tuple[str, ...], Shelf]
    vault: ports.EvidenceVault
    renderer: ports.LetterRenderer
    passwords: ports.PasswordHasher
    pictures: ports.PictureReader
    signer: ports.DocumentSigner


class Unit:
    """``cases.ports.UnitOfWork`` over one connection; the annotations below prove that it is one."""

    def __init__(self, connection: sa.Connection, world: World, *, writable: bool) -> None:
        self.log = Log(connection, world.clock, world.vault, writable=writable)
        self.sight = Sight(connection)
        desk = Desk(connection, self.log, Search(connection, self.sight), self.sight)
        self._connection = connection
        self._world = world
        self._hand_on(world)
        self.office: ports.OfficeStore = OfficeStore(desk)
        self.users: ports.UserStore = UserStore(desk)
        self.failures: ports.FailureStore = FailureStore(desk)
        self.signatories: ports.SignatoryStore = SignatoryStore(desk)
        self.employees: ports.EmployeeStore = EmployeeStore(desk)
        self.reports: ports.ReportStore = ReportStore(desk)
        self.cases: ports.CaseStore = CaseStore(desk)
        self.steps: ports.StepStore = StepStore(desk)
        self.old_cases: ports.OldCaseStore = OldCaseStore(desk)
        self.letters: ports.LetterStore = LetterStore(desk)
        self.register: ports.NumberRegister = NumberRegister(desk)
        self.deadlines: ports.DeadlineStore = DeadlineStore(desk)
        holidays = HolidayStore(desk)
        self.holidays: ports.HolidayStore = holidays
        self.elections: ports.ElectionStore = ElectionStore(desk)
        self.packs: ports.PackStore = PackStore(desk)
        self.marks: ports.MarkStore = MarkStore(desk)
        self.templates: ports.TemplateStore = TemplateStore(desk)
        self.trust: ports.TrustStore = TrustStore(desk)
        self.recaps: ports.SavedRecapStore = SavedRecapStore(desk)
        self.drafts: ports.DraftStore = DraftStore(desk)
        self.people: ports.PeopleNames = PeopleNames(desk)
        self.disposals: ports.Disposals = Disposals(desk)
        self.search: ports.SearchIndex = desk.search
        self.figures: ports.Figures = Figures(connection)
        self.everything: ports.Everything = Everything(connection)
        self.audit: ports.AuditLog = self.log
        self._evidence = EvidenceStore(desk)
        self.evidence: ports.EvidenceStore = self._evidence
        self.trash: ports.Trash = Trash(desk, (self._evidence, *(kind(desk) for kind in _UNDOABLE)), holidays)
        self.kept = Custody(world.vault, self.log, self._evidence, world.clock, writable=writable)
        self.custody: ports.Custody = self.kept
        self._take_in(desk)

    def _take_in(self, desk: Desk) -> None:
        """Where cases come from: imports, lists of names, rounds over accounts."""
        self.accounts: ports.AccountStore = AccountStore(desk)
        self.rounds: ports.RoundStore = RoundStore(desk)
        self.forms: ports.FormStore = FormStore(desk)
        self.filled: ports.FilledStore = FilledStore(desk)
        self.findings: ports.FindingStore = FindingStore(desk)
        self.units: ports.UnitStore = UnitStore(desk)
        self.two_people: ports.TwoPeopleStore = TwoPeopleStore(desk)
        self.imports: ports.EmployeeImportStore = EmployeeImportStore(desk)
        self.mappings: ports.SheetMappingStore = SheetMappingStore(desk)
        self.name_lists: ports.NameListStore = NameListStore(desk)
        self.name_hits: ports.NameHitStore = NameHitStore(desk)

    def _hand_on(self, world: World) -> None:
        """Give the services what lies outside the database."""
        self.clock: ports.Clock = world.clock
        self.vault: ports.EvidenceVault = world.vault
        self.renderer: ports.LetterRenderer = world.renderer
        self.passwords: ports.PasswordHasher = world.passwords
        self.pictures: ports.PictureReader = world.pictures
        self.signer: ports.DocumentSigner = world.signer

    @property
    def law(self) -> Law:
        """Return the law as this transaction sees it; raises RegulationError for an active pack that cannot be read."""
        law = self.readable_law
        if law.unreadable:
            raise RegulationError(
                f"{law.unreadable[0]} Admin kantor dapat menonaktifkan paket itu di Pengaturan, bagian Peraturan."
            )
        return law

    @property
    def readable_law(self) -> Law:
        """Return the same without such packs; made anew only when a pack, a mark or the day has changed."""
        revision = law_revision(self._connection)
        if not revision:
            return self._world.shipped_law
        today = self.clock.today()
        revision = (*revision, today.isoformat())
        known = self._world.laws
        law = known.get(revision)
        if law is None:
            law = office_law(self._world.shipped_law, self.packs.all(), self.marks.all(), today)
            known.clear()
            known[revision] = law
        return law

    @property
    def shelf(self) -> Shelf:
        """Return the letter templates as this transaction sees them."""
        revision = shelf_revision(self._connection)
        if not revision:
            return SHIPPED
        known = self._world.shelves
        shelf = known.get(revision)
        if shelf is None:
            shelf = Shelf(self.templates.all())
            known.clear()
            known[revision] = shelf
        return shelf

    def log_as(self, actor: Actor, operation: str) -> None:
        """Say who acts and by which operation; from now on the unit sees what he may see."""
        self.log.log_as(actor, operation)
        self.sight.look_as(actor)

    def may(self, right: Right) -> bool:
        """Return whether who acts has a right."""
        actor = self.log.actor
        return actor is not None and may(actor, right)

    def as_program(self) -> AbstractContextManager[None]:
        """See everything meanwhile, whoever acts."""
        return self.sight.as_program()

    def hidden_cases(self) -> int:
        """Return how many cases are hidden from who acts."""
        return self.sight.hidden_cases()

    def changes(self) -> ChangeSet:
        """Return what has been touched so far."""
        return ChangeSet(frozenset(self.log.touched), first=self.log.first, last=self.log.last_row)


class OfficeDatabase:
    """An office's database, open; brings an older file up to date first.

    ``key`` is the raw 32-byte key. ``on_head`` is called with the log's head after each commit that lengthened the
    log, so that a copy can be kept elsewhere; should it fail, the commit stands and the failure is only noted.
    One thread may write and others read at the same time. Raises StorageError and its kinds.
    """

    def __init__(
        self,
        path: Path,
        key: bytes,
        *,
        vault: ports.EvidenceVault,
        renderer: ports.LetterRenderer,
        law: Law,
        clock: ports.Clock,
        passwords: ports.PasswordHasher,
        pictures: ports.PictureReader,
        signer: ports.DocumentSigner,
        on_head: Callable[[LogHead], None] | None = None,
    ) -> None:
        bring_up_to_date(path, key)
        self.path = path
        self._engines = open_engines(path, key)
        self._world = World(
            clock=clock,
            shipped_law=law,
            laws={},
            shelves={},
            vault=vault,
            renderer=renderer,
            passwords=passwords,
            pictures=pictures,
            signer=signer,
        )
        self._on_head = on_head

    @contextmanager
    def write(self) -> Iterator[ports.UnitOfWork]:
        """Begin at once as the one writer; commit on leaving, or roll back when an error leaves the block."""
        with told(), ExitStack() as after, self._engines.writer.begin() as connection:
            unit = Unit(connection, self._world, writable=True)
            after.callback(self._record, unit)
            yield unit
            unit.kept.settle()
        if unit.log.grown:
            self._announce(unit.log.head())

    @contextmanager
    def read(self) -> Iterator[ports.UnitOfWork]:
        """Begin on a snapshot: what others write meanwhile is not seen, and nothing can be written."""
        with told(), self._engines.readers.connect() as connection, connection.begin() as transaction:
            unit = Unit(connection, self._world, writable=False)
            try:
                yield unit
            finally:
                transaction.rollback()
                self._record(unit)

    def _record(self, unit: Unit) -> None:
        """Write what was done with evidence and could not be written in its own unit; nothing is given out before."""
        acts = unit.kept.pending
        if not acts:
            return
        with self._engines.writer.begin() as connection:
            recorder = Unit(connection, self._world, writable=True)
            recorder.log.go_on(unit.log)
            for act in acts:
                recorder.kept.record(act)
        self._announce(recorder.log.head())

    def tidy(self, collect: Callable[[frozenset[str]], object]) -> None:
        """Give ``collect`` the names of all blobs that a record knows, while nobody else can write.

        What it removes meanwhile is therefore no one's, not even a unit of work's that has yet to commit.
        """
        with told(), self._engines.writer.begin() as connection:
            collect(known_blobs(connection))

    def close(self) -> None:
        """Close every connection."""
        with told():
            self._engines.dispose()

    def _announce(self, head: LogHead) -> None:
        if self._on_head is None:
            return
        try:
            self._on_head(head)
        except Exception:  # the commit stands, whatever becomes of its copy elsewhere
            logger.exception("the head of the log could not be kept outside the database")
