"""What the services need of the world, as Protocols by noun; ``db``, ``reports`` and the tests' fakes fulfil them."""

from cases.ports.base import Clock, Store
from cases.ports.cases import CaseStore, DeadlineStore, OldCaseStore, StepStore
from cases.ports.evidence import Custody, EvidenceStore, EvidenceVault, PictureReader
from cases.ports.law import ElectionStore, HolidayStore, MarkStore, PackStore
from cases.ports.letters import DocumentSigner, LetterRenderer, LetterStore, NumberRegister, TemplateStore, TrustStore
from cases.ports.lists import NameHitStore, NameListStore, NameMatcher
from cases.ports.office import DraftStore, FailureStore, OfficeStore, PasswordHasher, SignatoryStore, UserStore
from cases.ports.people import (
    EmployeeImportStore,
    EmployeeStore,
    PeopleNames,
    TwoPeopleStore,
    UnitStore,
)
from cases.ports.reports import ReportStore
from cases.ports.sheets import HandedSheet, SheetMappingStore
from cases.ports.trail import AuditLog, Disposals, Trash
from cases.ports.unit import UnitOfWork
from cases.ports.views import Everything, Figures, SavedRecapStore, SearchIndex
from cases.ports.watch import AccountStore, FilledStore, FindingStore, FormStore, RoundStore

__all__ = [
    "AccountStore",
    "AuditLog",
    "CaseStore",
    "Clock",
    "Custody",
    "DeadlineStore",
    "Disposals",
    "DocumentSigner",
    "DraftStore",
    "ElectionStore",
    "EmployeeImportStore",
    "EmployeeStore",
    "Everything",
    "EvidenceStore",
    "EvidenceVault",
    "FailureStore",
    "Figures",
    "FilledStore",
    "FindingStore",
    "FormStore",
    "HandedSheet",
    "HolidayStore",
    "LetterRenderer",
    "LetterStore",
    "MarkStore",
    "NameHitStore",
    "NameListStore",
    "NameMatcher",
    "NumberRegister",
    "OfficeStore",
    "OldCaseStore",
    "PackStore",
    "PasswordHasher",
    "PeopleNames",
    "PictureReader",
    "ReportStore",
    "RoundStore",
    "SavedRecapStore",
    "SearchIndex",
    "SheetMappingStore",
    "SignatoryStore",
    "StepStore",
    "Store",
    "TemplateStore",
    "Trash",
    "TrustStore",
    "TwoPeopleStore",
    "UnitOfWork",
    "UnitStore",
    "UserStore",
]
