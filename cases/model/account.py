"""Public accounts of employees on social media: whose, where, how that is known, and whether anybody made sure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from cases.model.cell_fault import CellFault


class AccountKnown(StrEnum):
    """How the office came to know an account."""

    DECLARED = "dinyatakan pegawai"
    FORM = "formulir pemantauan"
    LOOKED = "ditelusuri kantor"
    REPORT = "disebut laporan"
    LIST = "daftar yang diimpor"


class AccountState(StrEnum):
    """Whether it is certain that the account is the employee's."""

    UNCONFIRMED = "belum dipastikan"
    CONFIRMED = "dipastikan miliknya"
    NOT_HIS = "bukan miliknya"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account of an employee, in one form (``cases.account_names``).

    ``handle`` bears no "@" and may be empty where only a URL is known; ``url`` is the address of the account's page.
    ``known_note`` says where exactly it was found, ``judged_on`` and ``judged_by`` who said of the state and when;
    both are empty while it is unconfirmed.
    """

    id: str
    employee_id: str
    platform: str
    handle: str
    url: str
    known: AccountKnown
    known_note: str = ""
    state: AccountState = AccountState.UNCONFIRMED
    judged_on: date | None = None
    judged_by: str = ""
    note: str = ""
    added_at: datetime
    added_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLine:
    """An account as a list shows it, with its employee; ``shared`` counts the other employees who have it too."""

    id: str
    employee_id: str
    name: str
    nip: str
    unit: str
    platform: str
    handle: str
    url: str
    known: str
    state: str
    judged_on: date | None
    judged_by: str
    shared: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountOwner:
    """An employee who has an account that another has too."""

    account_id: str
    employee_id: str
    name: str
    nip: str
    unit: str
    state: AccountState


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAccount:
    """An account as it was kept; ``others`` are the employees who have the same one."""

    account: Account
    others: tuple[AccountOwner, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedAccount:
    """An account that an import would take: the row and the cell it stands in, and the name of whose it is."""

    row: int
    cell: str
    owner: str
    account: Account


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPlan:
    """What an import of accounts would do."""

    rows: tuple[PlannedAccount, ...]
    same: int
    faulty: tuple[CellFault, ...]
    warnings: tuple[CellFault, ...] = ()

    @property
    def new(self) -> tuple[Account, ...]:
        """The accounts that would be taken."""
        return tuple(one.account for one in self.rows)
