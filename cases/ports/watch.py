"""Public accounts of employees and the rounds in which they are looked at."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Protocol

from cases.model.account import Account, AccountLine
from cases.model.listing import ListQuery, Page
from cases.model.watch import FilledForm, Finding, Round, RoundCounts, WatchForm
from cases.ports.base import Store


class AccountStore(Store[Account], Protocol):
    """Public accounts of employees."""

    def page(self, query: ListQuery) -> Page[AccountLine]:
        """One page.

        Sort and filter columns: name, nip, unit, platform, handle, url, known, state, employee_id.
        """

    def of_employee(self, employee_id: str) -> tuple[Account, ...]:
        """The accounts of an employee, by platform."""

    def of_units(self, units: Collection[str]) -> tuple[Account, ...]:
        """The accounts of the active employees of these units, by platform."""

    def of_key(self, key: str) -> tuple[Account, ...]:
        """Every record of one account (``cases.account_names``)."""

    def all(self) -> tuple[Account, ...]:
        """Every account."""

    def add_all(self, accounts: Iterable[Account], digest: str) -> None:
        """Write an import in bulk: one log row that carries ``digest`` (SHA-256 of what is new)."""


class RoundStore(Store[Round], Protocol):
    """Rounds of the watch."""

    def all(self) -> tuple[Round, ...]:
        """Every round, the newest first."""

    def last_ordinal(self, year: int) -> int:
        """The highest ordinal of a year, 0 when there is none."""

    def by_number(self, number: str) -> Round | None:
        """The round of that number."""

    def counts(self) -> Mapping[str, RoundCounts]:
        """How the forms of each round stand that has any, by identifier."""

    def units(self) -> Mapping[str, tuple[int, int]]:
        """How many active employees and how many accounts of theirs each unit has."""


class FormStore(Store[WatchForm], Protocol):
    """Forms of a round."""

    def of_round(self, round_id: str) -> tuple[WatchForm, ...]:
        """The forms of a round, by unit."""

    def by_code(self, code: str) -> WatchForm | None:
        """The form that bears this code."""

    def of_employee(self, employee_id: str) -> tuple[WatchForm, ...]:
        """The forms that have a line of an employee, the oldest first."""


class FilledStore(Store[FilledForm], Protocol):
    """Filled forms that were taken in."""

    def of_round(self, round_id: str) -> tuple[FilledForm, ...]:
        """The filled forms of a round in the order of reading."""

    def of_digests(self, digests: Collection[str]) -> tuple[FilledForm, ...]:
        """The copies with one of these SHA-256."""

    def of_form(self, form_id: str) -> tuple[FilledForm, ...]:
        """The filled copies of a form in the order of reading."""

    def of_employee(self, employee_id: str) -> tuple[FilledForm, ...]:
        """The filled forms that add an account of an employee, the oldest first."""


class FindingStore(Store[Finding], Protocol):
    """Findings of filled forms; one whose report is hidden from who acts is not found."""

    def of_round(self, round_id: str) -> tuple[Finding, ...]:
        """The findings of a round, by person, copies that do not count included."""

    def of_filled(self, filled_id: str) -> tuple[Finding, ...]:
        """The findings of a filled form in its order."""

    def of_employee(self, employee_id: str) -> tuple[Finding, ...]:
        """What was ever found of an employee, the newest first."""
