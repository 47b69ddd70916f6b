"""Regulation packs of the office's own, and the marks of whoever compared a rule with its official copy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class PackState(StrEnum):
    """Where a pack of the office stands; only an active one judges cases."""

    DRAFT = "konsep"
    ACTIVE = "dipakai"
    RETIRED = "tidak dipakai"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficePack:
    """A pack that the office made or imported; ``text`` is its TOML, ``key`` "pp-94-2021@2".

    ``based_on`` is the key of the version that it was copied from, empty for an imported one.
    """

    id: str
    key: str
    text: str
    state: PackState
    based_on: str
    made_at: datetime
    made_by: str
    changed_at: datetime
    activated_at: datetime | None = None
    activated_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleMark:
    """An entry of a pack was compared with the official copy: by whom, when.

    ``entry`` is the entry's address in the pack ("violation:n.1"), empty for the pack as a whole.
    """

    id: str
    pack_key: str
    entry: str
    verified_by: str
    verified_on: date
    note: str = ""
