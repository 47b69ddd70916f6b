"""Public accounts of employees."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import sqlalchemy as sa

from cases.account_names import account_key
from cases.model.account import Account, AccountLine
from cases.model.listing import ListQuery, Page
from db.paging import Listing, listing_columns, page
from db.store import Store, Values
from db.tables import AccountRow, EmployeeRow, table_of

_account, _employee = table_of(AccountRow), table_of(EmployeeRow)
_others = _account.alias("others")
_shared = (
    sa.select(sa.func.count())
    .select_from(_others)
    .where(_others.c.key == _account.c.key, _others.c.id != _account.c.id)
    .scalar_subquery()
)
_LIST = Listing(
    line=AccountLine,
    source=_account.join(_employee, _employee.c.id == _account.c.employee_id),
    columns=listing_columns(AccountLine, _account, _employee, unit=_employee.c.unit_1, shared=_shared),
    by={
        "name": _employee.c.name,
        "nip": _employee.c.nip,
        "unit": _employee.c.unit_1,
        **{name: _account.c[name] for name in ("platform", "handle", "url", "known", "state", "employee_id")},
    },
    identity=_account.c.id,
)


class AccountStore(Store[Account, AccountRow]):
    """Accounts; the same one may be kept of two employees, which is said."""

    noun = "account"
    missing = "Akun ini tidak ada lagi; muat ulang daftar."
    record = Account
    row = AccountRow

    def repeated(self, record: Account) -> Values:
        """Keep what the same account is known by."""
        return {"key": account_key(record.platform, record.handle, record.url)}

    def page(self, query: ListQuery) -> Page[AccountLine]:
        """Return one page of the list."""
        return page(self.connection, _LIST, query)

    def of_employee(self, employee_id: str) -> tuple[Account, ...]:
        """Return the accounts of an employee, by platform."""
        return self.many(
            self.table.c.employee_id == employee_id, order=[self.table.c.platform, self.table.c.handle, self.table.c.id]
        )

    def of_units(self, units: Collection[str]) -> tuple[Account, ...]:
        """Return the accounts of the active employees of these units, by platform."""
        people = sa.select(_employee.c.id).where(_employee.c.active, _employee.c.unit_1.in_(units))
        order = [self.table.c.platform, self.table.c.handle, self.table.c.id]
        return self.many(self.table.c.employee_id.in_(people), order=order)

    def of_key(self, key: str) -> tuple[Account, ...]:
        """Return every record of one account."""
        return self.many(self.table.c.key == key, order=[self.table.c.id])

    def all(self) -> tuple[Account, ...]:
        """Return every account."""
        return self.many(order=[self.table.c.id])

    def add_all(self, accounts: Iterable[Account], digest: str) -> None:
        """Write an import in bulk, with one log row that carries ``digest`` and the count."""
        self.desk.log.may_write()
        new = [self.to_values(account) | self.repeated(account) for account in accounts]
        if new:
            self.connection.execute(sa.insert(self.table), new)
            self.desk.log.write("import", self.noun, "*", {"digest": ("", digest), "new": ("", str(len(new)))})
