"""How employees, what is known of them, and old cases are discarded."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from cases.account_names import account_key, account_words
from cases.changes import Noun
from cases.errors import InvalidInput
from cases.model.account import Account
from cases.model.employee import Employee
from cases.model.old_case import OldCase
from cases.model.two_people import TwoPeople
from cases.model.user import Right
from cases.model.work_unit import UnitHead
from cases.ports import UnitOfWork
from cases.rules.nip import show_nip
from cases.services.discard_kind import Kind, always


def _employee_refusal(work: UnitOfWork, employee: Employee) -> str:
    cases = work.cases.of_nip(employee.nip)
    if cases:
        return (
            f"Ada perkara {cases[0].number} atas NIP ini, jadi pegawainya tetap dalam daftar; bila ia tercatat dua "
            "kali, gabungkan dengan data yang benar."
        )
    if merged := work.trash.merged_into(employee.id):
        return f"{merged[0].title} sudah digabung ke pegawai ini; batalkan dahulu penggabungannya."
    return ""


def _employee_back(work: UnitOfWork, employee: Employee) -> Employee:
    if work.employees.by_nip(employee.nip) is not None:
        raise InvalidInput(
            f"NIP {show_nip(employee.nip)} sudah ada lagi dalam daftar pegawai; data yang ada itu yang dipakai."
        )
    return employee


def _employee_along(work: UnitOfWork, employee: Employee) -> Iterable[tuple[Noun, str]]:
    return (("account", account.id) for account in work.accounts.of_employee(employee.id))


def _head_back(work: UnitOfWork, head: UnitHead) -> UnitHead:
    if work.units.of_unit(head.path) is not None:
        raise InvalidInput(f"Kepala {head.path.name} sudah ditetapkan lagi; ubah di Unit kerja.")
    return head


def _two_back(work: UnitOfWork, two: TwoPeople) -> TwoPeople:
    if work.two_people.of_pair(two.one_id, two.other_id) is not None:
        raise InvalidInput("Keduanya sudah dicatat lagi sebagai dua orang; biarkan catatan ini di Sampah.")
    if any(work.employees.find(one) is None for one in (two.one_id, two.other_id)):
        raise InvalidInput(
            "Salah satu dari keduanya tidak ada lagi dalam data pegawai; pulihkan pegawainya dahulu, atau biarkan "
            "catatan ini di Sampah."
        )
    return two


def _account_title(account: Account) -> str:
    return f"Akun {account_words(account.platform, account.handle, account.url)}"


def _account_place(work: UnitOfWork, account: Account) -> str:
    employee = work.employees.find(account.employee_id)
    return f"Akun pegawai, {employee.name}" if employee is not None else "Akun pegawai"


def _account_back(work: UnitOfWork, account: Account) -> Account:
    if work.employees.find(account.employee_id) is None:
        raise InvalidInput("Pegawai pemilik akun ini ada di Sampah; pulihkan pegawainya dahulu.")
    key = account_key(account.platform, account.handle, account.url)
    if any(one.employee_id == account.employee_id for one in work.accounts.of_key(key)):
        raise InvalidInput(f"{_account_title(account)} sudah tercatat lagi untuk pegawai ini; biarkan ini di Sampah.")
    return account


OF_PEOPLE: Final[dict[str, Kind]] = {
    "employee": Kind(
        words="Pegawai",
        type=Employee,
        store=lambda work: work.employees,
        title=lambda employee: f"{employee.name}, NIP {show_nip(employee.nip)}",
        place=always("Data pegawai"),
        refusal=_employee_refusal,
        along=_employee_along,
        back=_employee_back,
    ),
    "unit": Kind(
        words="Kepala unit",
        right=Right.IMPORT_EMPLOYEES,
        type=UnitHead,
        store=lambda work: work.units,
        title=lambda head: f"Kepala {head.path.name}",
        place=always("Unit kerja"),
        back=_head_back,
    ),
    "two_people": Kind(
        words="Dua orang yang mirip",
        right=Right.IMPORT_EMPLOYEES,
        type=TwoPeople,
        store=lambda work: work.two_people,
        title=lambda two: f"Dua orang: {two.one}; {two.other}",
        place=always("Mungkin orang yang sama"),
        back=_two_back,
    ),
    "account": Kind(
        words="Akun pegawai",
        type=Account,
        store=lambda work: work.accounts,
        title=_account_title,
        place=_account_place,
        back=_account_back,
    ),
    "old_case": Kind(
        words="Perkara arsip",
        type=OldCase,
        store=lambda work: work.old_cases,
        title=lambda old: f"Perkara arsip {old.named}: {old.respondent.name}",
        place=always("Perkara arsip"),
    ),
}
"""People and what is known of them."""
