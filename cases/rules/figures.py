"""The measures and breakdowns that figures are asked for by, as data."""

from __future__ import annotations

from functools import cache

import msgspec

import resources
from cases.errors import RegulationError
from cases.model.figures import Breakdown, Counted, Measure


class _Measure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    key: str
    of: Counted
    title: str
    definition: str


class _Breakdown(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    key: str
    word: str
    title: str
    definition: str
    several: bool = False


class _Tables(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    measure: tuple[_Measure, ...]
    breakdown: tuple[_Breakdown, ...]


@cache
def _tables() -> _Tables:
    try:
        return msgspec.toml.decode(resources.read_text("recaps/measures.toml"), type=_Tables)
    except (msgspec.MsgspecError, ValueError) as error:
        raise RegulationError("Daftar ukuran rekap tidak terbaca; pasang ulang program.", detail=str(error)) from error


@cache
def measures() -> dict[str, Measure]:
    """Return every measure by its key, in the order of their list."""
    return {one.key: Measure(**msgspec.structs.asdict(one)) for one in _tables().measure}


@cache
def breakdowns() -> dict[str, Breakdown]:
    """Return every breakdown by its key, in the order of their list."""
    return {one.key: Breakdown(**msgspec.structs.asdict(one)) for one in _tables().breakdown}
