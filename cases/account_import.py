"""A list of employees' accounts, row by row: whose each is, and what cannot be taken, with its cell. Pure.

A row has one account (media, name, address) or a column for each service. Nobody is confirmed by a list.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cases.account_names import AccountName, account_key, account_name
from cases.errors import BadFile, InvalidInput
from cases.model.account import Account, AccountKnown, AccountPlan, PlannedAccount
from cases.model.cell_fault import CellFault
from cases.model.employee import Employee
from cases.model.identity import new_id
from cases.rules.names import plain_name
from cases.rules.nip import read_nip
from cases.rules.sheet_headers import HeaderMap
from cases.sheet_cells import says_nothing

TABLE: Final = "account"
"""The table of headers."""
_OWNER: Final = frozenset({"nip", "name"})
_ACCOUNT: Final = frozenset({"handle", "url"})
_SEVERAL: Final = re.compile(r"\s*[\n;,]\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the office knows: its employees by NIP and its accounts, and under whose name and when a row is kept."""

    employees: Mapping[str, Employee]
    accounts: Iterable[Account]
    list_name: str
    now: datetime
    by: str


def plan_accounts(headers: HeaderMap, rows: Sequence[tuple[int, Sequence[str]]], known: Known) -> AccountPlan:
    """Return what an import would do; a row that is faulty in one account still gives its others.

    Raises BadFile where no column tells whose the accounts are, or none has any.
    """
    if not headers.columns.keys() & _OWNER or not any(key in _ACCOUNT or key[0].isupper() for key in headers.columns):
        raise BadFile("Judul kolom akun tidak ditemukan; perlu NIP atau Nama, lalu Nama akun, URL, atau medianya.")
    named: dict[str, list[Employee]] = defaultdict(list)
    for employee in known.employees.values():
        named[plain_name(employee.name)].append(employee)
    owners: dict[str, set[str]] = defaultdict(set)
    for account in known.accounts:
        owners[account_key(account.platform, account.handle, account.url)].add(account.employee_id)
    new: list[PlannedAccount] = []
    faulty: list[CellFault] = []
    warnings: list[CellFault] = []
    same = 0
    for number, cells in rows:
        told = list(_told(headers, number, cells))
        if not told:
            continue
        owner, why = _owner(headers, cells, known.employees, named)
        if owner is None:
            key = "nip" if headers.cell("nip", cells) else "name"
            faulty.append(CellFault(row=number, cell=headers.address(key, number), problem=why))
            continue
        for cell, found in told:
            if isinstance(found, InvalidInput):
                faulty.append(CellFault(row=number, cell=cell, problem=found.sentence))
                continue
            have = owners[found.key]
            if owner.id in have:
                same += 1
                continue
            if have:
                said = f"{found.shown} sudah tercatat untuk pegawai lain juga; periksa milik siapa."
                warnings.append(CellFault(row=number, cell=cell, problem=said))
            have.add(owner.id)
            made = _account(found, owner, known, cell, headers.cell("note", cells))
            new.append(PlannedAccount(row=number, cell=cell, owner=owner.name, account=made))
    return AccountPlan(rows=tuple(new), same=same, faulty=tuple(faulty), warnings=tuple(warnings))


def _told(headers: HeaderMap, number: int, cells: Sequence[str]) -> Iterator[tuple[str, AccountName | InvalidInput]]:
    """The accounts of a row, each with its cell, or why one is none."""
    handle, url = (_text(headers, key, cells) for key in ("handle", "url"))
    platform = headers.cell("platform", cells)  # where "X" is a service
    if handle or url:
        yield headers.address("handle" if handle else "url", number), _read(platform, handle, url)
    for key in headers.columns:
        if key[0].isupper():
            for one in _SEVERAL.split(_text(headers, key, cells)):
                if not says_nothing(one, crossed=True):
                    yield headers.address(key, number), _read(key, one, "")


def _read(platform: str, handle: str, url: str) -> AccountName | InvalidInput:
    try:
        return account_name(platform, handle, url)
    except InvalidInput as error:
        return error


def _text(headers: HeaderMap, key: str, cells: Sequence[str]) -> str:
    text = headers.cell(key, cells).strip()
    return "" if says_nothing(text, crossed=True) else text


def _owner(
    headers: HeaderMap, cells: Sequence[str], employees: Mapping[str, Employee], named: Mapping[str, Sequence[Employee]]
) -> tuple[Employee | None, str]:
    """Whose row it is, by NIP, else by a name that only one employee has; else why it is nobody's."""
    text, name = _text(headers, "nip", cells), _text(headers, "name", cells)
    if text:
        try:
            found = employees.get(read_nip(text).nip)
        except InvalidInput as error:
            return None, error.sentence
        return found, f"NIP {text} tidak ada dalam data pegawai; impor pegawainya dahulu atau perbaiki NIP-nya."
    if not name:
        return None, "Isi NIP pemilik akun."
    same = named.get(plain_name(name), ())
    if len(same) == 1:
        return same[0], ""
    how = "beberapa pegawai bernama" if same else "tidak ada pegawai bernama"
    return None, f"Isi NIP: {how} {name}."


def _account(found: AccountName, owner: Employee, known: Known, cell: str, note: str) -> Account:
    return Account(
        id=new_id(),
        employee_id=owner.id,
        platform=found.platform,
        handle=found.handle,
        url=found.url,
        known=AccountKnown.LIST,
        known_note=f"{known.list_name}, sel {cell}",
        note=note.strip(),
        added_at=known.now,
        added_by=known.by,
    )
