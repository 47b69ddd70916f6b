"""The law of the office: packs, marks, days off and elections."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from cases.model.deadline import Holiday
from cases.model.election import Election
from cases.model.regulation import OfficePack, RuleMark
from cases.ports.base import Store


class HolidayStore(Protocol):
    """The office's calendar of days off."""

    def all(self) -> tuple[Holiday, ...]:
        """Every day off, by date."""

    def replace_year(self, year: int, holidays: Iterable[Holiday]) -> None:
        """Put these in the place of a year's days off; one log row."""


class ElectionStore(Store[Election], Protocol):
    """Elections with their stages."""

    def all(self) -> tuple[Election, ...]:
        """Every election, the newest voting day first."""

    def by_name(self, name: str) -> Election | None:
        """The election of that name, in any case of letters."""


class PackStore(Store[OfficePack], Protocol):
    """Regulation packs of the office's own, whatever their state."""

    def all(self) -> tuple[OfficePack, ...]:
        """Every pack, by key."""

    def by_key(self, key: str) -> OfficePack | None:
        """The pack of that key ("pp-94-2021@2")."""


class MarkStore(Store[RuleMark], Protocol):
    """Who compared which rule with its official copy."""

    def all(self) -> tuple[RuleMark, ...]:
        """Every mark, by pack and entry."""
