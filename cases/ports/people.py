"""Employees, their imports and their work units."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

from cases.model.employee import Employee
from cases.model.employee_import import EmployeeBefore, EmployeeImport
from cases.model.listing import ListQuery, Page
from cases.model.staff import Staff
from cases.model.two_people import TwoPeople
from cases.model.work_unit import Post, UnitHead, UnitPath
from cases.ports.base import Store


class EmployeeStore(Store[Employee], Protocol):
    """The employee master."""

    def by_nip(self, nip: str) -> Employee | None:
        """The employee with this NIP (18 digits)."""

    def of_nips(self, nips: Collection[str]) -> tuple[Employee, ...]:
        """Those of the employees with these NIPs that there are, by NIP."""

    def near(self, nips: Sequence[str], birth: str, nik: str) -> tuple[Employee, ...]:
        """Those with one of these NIPs, with one that begins with these digits, or with this NIK if any."""

    def all_by_nip(self) -> Staff:
        """Every employee by NIP, for an import's comparison."""

    def page(self, query: ListQuery) -> Page[Employee]:
        """One page; sort and filter columns: id, nip, name, status, grade, position, unit_1, unit_2, unit_3."""

    def of_units(self, units: Collection[str], *, with_account: bool = False) -> tuple[Employee, ...]:
        """The active employees of these units (``unit_1``), by name; or those alone who have an account."""

    def import_all(self, new: Staff, changed: Staff, digest: str) -> None:
        """Write an import in bulk: one log row that carries ``digest`` (SHA-256 of its differences)."""

    def take_back(self, new: Iterable[str], held: Iterable[Employee]) -> None:
        """Undo an import in bulk: take out who came by it, and write the others as they were; one log row."""


class UnitStore(Store[UnitHead], Protocol):
    """Work units as the active employees make them, and the heads that persons set."""

    def all(self) -> tuple[UnitHead, ...]:
        """What persons said about heads, by unit."""

    def of_unit(self, path: UnitPath) -> UnitHead | None:
        """What a person said about the head of this unit."""

    def counts(self) -> dict[UnitPath, int]:
        """How many active employees are in each unit itself."""

    def posts(self, beginnings: Iterable[str], unit_1: str = "") -> tuple[Post, ...]:
        """The active employees whose post begins with one of these words, of one OPD when it is named.

        Of those of one unit, post and grade only who has the lowest NIP.
        """


class TwoPeopleStore(Store[TwoPeople], Protocol):
    """Which employees who look like one are two."""

    def all(self) -> tuple[TwoPeople, ...]:
        """What persons said, the newest last."""

    def of_pair(self, one_id: str, other_id: str) -> TwoPeople | None:
        """What a person said of two employees, whichever is named first."""


class EmployeeImportStore(Store[EmployeeImport], Protocol):
    """The history of imports of employees, and what each of them changed."""

    def all(self) -> tuple[EmployeeImport, ...]:
        """Every import, the newest first."""

    def keep(self, rows: Iterable[EmployeeBefore]) -> None:
        """Keep what an import did to each employee who was there, in bulk."""

    def rows_of(self, import_id: str) -> tuple[EmployeeBefore, ...]:
        """What an import did to who was there, in the order of the sheet."""

    def newcomers(self, done: EmployeeImport) -> tuple[str, ...]:
        """Who came by an import and is there."""

    def changed_since(self, done: EmployeeImport) -> tuple[str, ...]:
        """The names of employees of an import whom another act has changed since."""

    def standing(self, done: EmployeeImport) -> tuple[str, ...]:
        """The names of who came by an import and stands in other records; none of who stands only in hidden ones."""

    def of_employee(self, employee_id: str) -> tuple[tuple[EmployeeImport, EmployeeBefore], ...]:
        """What imports that stand did to an employee, the newest first: his posts over time follow from it."""


class PeopleNames(Protocol):
    """Whom the office's records know."""

    def all(self) -> frozenset[str]:
        """Every name of an employee, an accused, a reporter, a signatory, or of whom a case or a step names."""
