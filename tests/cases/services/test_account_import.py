"""Lists of employees' accounts: one account a row or a column for each service, whose each is, and what is said."""

from __future__ import annotations

import io

import pytest
from office_desk import OfficeAtWork
from openpyxl import Workbook
from samples import make_employee, nip_of

from cases.account_import import TABLE
from cases.errors import BadFile
from cases.model.account import AccountKnown, AccountState
from cases.services import accounts
from cases.services.accounts import AccountForm
from reports.headed_sheet import HeadedSheet, read_headed_sheet


@pytest.fixture
def office(office: OfficeAtWork) -> OfficeAtWork:
    names = ("Dra. Ani Rekaan, M.Si.", "Budi Rekaan", "Citra Rekaan", "Citra Rekaan, S.E.")
    for place, name in enumerate(names):
        office.add_employees(make_employee(id=f"p-{place}", nip=nip_of(600 + place), name=name))
    return office


def sheet(*rows: tuple[object, ...]) -> HeadedSheet:
    book = Workbook()
    book.active.append(("DAFTAR AKUN",))
    for row in rows:
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    return read_headed_sheet(target.getvalue(), "akun.xlsx", TABLE)


def test_a_column_for_each_service_is_read(office: OfficeAtWork) -> None:
    told = sheet(
        ("No", "N I P", "Nama", "Facebook", "IG", "No. WA"),
        (1, f"'{nip_of(600)}", "Ani", "ani.rekaan; fb.com/ani.dua", "-", "0812 3456 7890"),
        (2, None, "Ani Rekaan", None, "@ani.ig", None),
    )
    plan = office.do(accounts.import_accounts, told, "akun.xlsx")
    assert (plan.faulty, plan.warnings, plan.same) == ((), (), 0)
    kept = [one.account for one in office.ask(accounts.accounts_of, "p-0")]
    assert [(one.platform, one.handle, one.known_note) for one in kept] == [
        ("Facebook", "ani.dua", "akun.xlsx, sel D3"),
        ("Facebook", "ani.rekaan", "akun.xlsx, sel D3"),
        ("Instagram", "ani.ig", "akun.xlsx, sel E4"),
        ("WhatsApp", "6281234567890", "akun.xlsx, sel F3"),
    ]
    assert {(one.known, one.state) for one in kept} == {(AccountKnown.LIST, AccountState.UNCONFIRMED)}
    again = office.ask(accounts.plan_account_import, told, "akun.xlsx")
    assert (again.new, again.same) == ((), 4)


def test_one_account_a_row_with_what_cannot_be_taken_named_by_its_cell(office: OfficeAtWork) -> None:
    office.do(accounts.add_account, "p-1", AccountForm(platform="X", handle="sama"))
    plan = office.do(
        accounts.import_accounts,
        sheet(
            ("NIP", "Nama", "Media sosial", "Nama akun", "URL"),
            (nip_of(600), "Ani", "X", "@sama", None),
            (nip_of(999), "Siapa", "X", "siapa", None),
            (None, "Citra Rekaan", "X", "citra", None),
            (None, "Dedi Rekaan", "X", "dedi", None),
            (nip_of(601), "Budi", "Facebook", None, "https://instagram.com/budi"),
            (nip_of(601), "Budi", None, None, None),
            (None, None, "X", "tanpa", None),
            (nip_of(601), "Budi", None, "@lain", "instagram.com/budi"),
        ),
        "akun.xlsx",
    )
    assert [one.cell for one in plan.faulty] == ["A4", "B5", "B6", "E7", "B9", "D10"]
    assert [one.cell for one in plan.warnings] == ["D3"]
    assert len(plan.new) == 1


def test_a_file_without_such_columns_says_which_it_needs(office: OfficeAtWork) -> None:
    with pytest.raises(BadFile, match="NIP atau Nama"):
        office.ask(accounts.plan_account_import, sheet(("NIP", "Nama", "Jabatan"), (nip_of(1), "Ani", "Analis")), "a")
