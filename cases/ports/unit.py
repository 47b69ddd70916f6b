"""All of it in one transaction."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol

from cases.changes import ChangeSet
from cases.letters.templates import Shelf
from cases.model.user import Actor, Right
from cases.ports.base import Clock
from cases.ports.cases import CaseStore, DeadlineStore, OldCaseStore, StepStore
from cases.ports.evidence import Custody, EvidenceStore, EvidenceVault, PictureReader
from cases.ports.law import ElectionStore, HolidayStore, MarkStore, PackStore
from cases.ports.letters import DocumentSigner, LetterRenderer, LetterStore, NumberRegister, TemplateStore, TrustStore
from cases.ports.lists import NameHitStore, NameListStore
from cases.ports.office import DraftStore, FailureStore, OfficeStore, PasswordHasher, SignatoryStore, UserStore
from cases.ports.people import (
    EmployeeImportStore,
    EmployeeStore,
    PeopleNames,
    TwoPeopleStore,
    UnitStore,
)
from cases.ports.reports import ReportStore
from cases.ports.sheets import SheetMappingStore
from cases.ports.trail import AuditLog, Disposals, Trash
from cases.ports.views import Everything, Figures, SavedRecapStore, SearchIndex
from cases.ports.watch import AccountStore, FilledStore, FindingStore, FormStore, RoundStore
from cases.regulations import Law


class UnitOfWork(Protocol):
    """All that a service may touch, in one transaction; leaving it without an error commits, once.

    A unit that was not told ``log_as`` refuses to write.
    """

    clock: Clock
    vault: EvidenceVault
    renderer: LetterRenderer
    passwords: PasswordHasher
    pictures: PictureReader
    signer: DocumentSigner
    office: OfficeStore
    users: UserStore
    failures: FailureStore
    signatories: SignatoryStore
    employees: EmployeeStore
    accounts: AccountStore
    rounds: RoundStore
    forms: FormStore
    filled: FilledStore
    findings: FindingStore
    units: UnitStore
    two_people: TwoPeopleStore
    imports: EmployeeImportStore
    mappings: SheetMappingStore
    reports: ReportStore
    cases: CaseStore
    steps: StepStore
    old_cases: OldCaseStore
    letters: LetterStore
    register: NumberRegister
    evidence: EvidenceStore
    custody: Custody
    name_lists: NameListStore
    name_hits: NameHitStore
    deadlines: DeadlineStore
    holidays: HolidayStore
    elections: ElectionStore
    packs: PackStore
    marks: MarkStore
    templates: TemplateStore
    trust: TrustStore
    recaps: SavedRecapStore
    disposals: Disposals
    drafts: DraftStore
    people: PeopleNames
    trash: Trash
    search: SearchIndex
    figures: Figures
    everything: Everything
    audit: AuditLog

    @property
    def law(self) -> Law:
        """The law of this office: the shipped packs, its own active ones, and the marks of who verified what.

        Raises RegulationError while an active pack cannot be read: nothing is judged by half a law.
        """

    @property
    def readable_law(self) -> Law:
        """The same without the packs that cannot be read, for the services by which the packs themselves are mended."""

    @property
    def shelf(self) -> Shelf:
        """The letter templates of this office: the shipped ones and its own editions."""

    def log_as(self, actor: Actor, operation: str) -> None:
        """Say who acts and by which operation; called by the service decorator alone.

        From then on nothing is found that is restricted to others; ``get`` raises NotAllowed for it.
        """

    def may(self, right: Right) -> bool:
        """Whether who acts has a right; nobody has any before ``log_as``."""

    def as_program(self) -> AbstractContextManager[None]:
        """See everything meanwhile, whoever acts: for what the program owes every case, never for what is shown."""

    def hidden_cases(self) -> int:
        """How many cases are hidden from who acts."""

    def changes(self) -> ChangeSet:
        """What has been touched so far."""
