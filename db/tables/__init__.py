"""The tables of an office's database, one module per noun."""

from db.tables.account import AccountRow
from db.tables.base import Base, table_of
from db.tables.case import CaseRest, CaseRow, StepRow
from db.tables.deadline import DeadlineRow, HolidayRow
from db.tables.discarded import DiscardedRow
from db.tables.disposed import DisposedRow
from db.tables.draft import DraftRow
from db.tables.election import ElectionRow
from db.tables.employee import EmployeeRow
from db.tables.employee_import import EmployeeBeforeRow, EmployeeImportRow, SheetMappingRow
from db.tables.evidence import EvidenceRow, EvidenceTextRow, LookRow, ThumbnailRow
from db.tables.letter import LetterRest, LetterRow, RegisterRow
from db.tables.log import LogRow, LogValuesRow
from db.tables.name_list import ListedRow, NameHitRow, NameListRow
from db.tables.office import OfficeRow, SignatoryRow
from db.tables.old_case import OldCaseRow
from db.tables.recap import SavedRecapRow
from db.tables.regulation import MarkRow, PackRow
from db.tables.report import ReportRow, TraitRow
from db.tables.search import SearchRow
from db.tables.template import TemplateRow
from db.tables.trust import TrustRow
from db.tables.unit import NameWordRow, TwoPeopleRow, UnitHeadRow
from db.tables.user import LogInFailures, UserRow
from db.tables.watch import FilledRow, FindingRow, FormRow, RoundRow

__all__ = [
    "AccountRow",
    "Base",
    "CaseRest",
    "CaseRow",
    "DeadlineRow",
    "DiscardedRow",
    "DisposedRow",
    "DraftRow",
    "ElectionRow",
    "EmployeeBeforeRow",
    "EmployeeImportRow",
    "EmployeeRow",
    "EvidenceRow",
    "EvidenceTextRow",
    "FilledRow",
    "FindingRow",
    "FormRow",
    "HolidayRow",
    "LetterRest",
    "LetterRow",
    "ListedRow",
    "LogInFailures",
    "LogRow",
    "LogValuesRow",
    "LookRow",
    "MarkRow",
    "NameHitRow",
    "NameListRow",
    "NameWordRow",
    "OfficeRow",
    "OldCaseRow",
    "PackRow",
    "RegisterRow",
    "ReportRow",
    "RoundRow",
    "SavedRecapRow",
    "SearchRow",
    "SheetMappingRow",
    "SignatoryRow",
    "StepRow",
    "TemplateRow",
    "ThumbnailRow",
    "TraitRow",
    "TrustRow",
    "TwoPeopleRow",
    "UnitHeadRow",
    "UserRow",
    "table_of",
]
