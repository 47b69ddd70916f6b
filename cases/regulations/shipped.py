"""The packs and the days off that the program ships, through the one loader of ``resources``."""

from __future__ import annotations

from datetime import date
from functools import cache

import msgspec

import resources
from cases.errors import RegulationError
from cases.model.deadline import Holiday
from cases.regulations.checks import run_checks
from cases.regulations.law import Law
from cases.regulations.packs import read_pack


class _Day(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    on: date
    name: str
    kind: str
    source: str


class _Days(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    day: tuple[_Day, ...]


@cache
def load_law() -> Law:
    """Return the law as the program ships it, its packs' own checks passed; raises RegulationError."""
    shipped = resources.names("regulations", ".toml")
    law = Law(read_pack(resources.read_text(f"regulations/{name}"), name) for name in shipped)
    run_checks(law, shipped_holidays())
    return law


@cache
def shipped_holidays() -> tuple[Holiday, ...]:
    """Return the days off that the program ships, by date; raises RegulationError when a list is not well formed."""
    days: list[Holiday] = []
    for name in resources.names("holidays", ".toml"):
        days.extend(read_holidays(resources.read_text(f"holidays/{name}"), name))
    return tuple(sorted(days, key=lambda day: day.on))


def read_holidays(text: str, name: str) -> tuple[Holiday, ...]:
    """Read a list of days off (``[[day]]`` with on, name, kind, source); raises RegulationError naming the place."""
    try:
        table = msgspec.toml.decode(text, type=_Days)
    except msgspec.MsgspecError as error:
        raise RegulationError(f"Daftar libur {name} tidak dapat dibaca: {error}.", detail=str(error)) from error
    return tuple(Holiday(on=day.on, name=day.name, kind=day.kind, source=day.source) for day in table.day)
