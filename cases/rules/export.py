"""What the export of everything holds, as data."""

from __future__ import annotations

from functools import cache

import msgspec

import resources
from cases.errors import RegulationError
from cases.model.export import ExportColumn, ExportTable, Kind


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    source: str
    order: tuple[str, ...]
    columns: tuple[tuple[str, str, str, Kind], ...]
    joined: str = ""
    each: str = ""
    without: dict[str, str] = {}


class ExportPlan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The tables of the export, what it says of itself, and the tables that are left out with the reason."""

    intro: str
    left_out: dict[str, str]
    table: tuple[_Table, ...]

    @property
    def tables(self) -> tuple[ExportTable, ...]:
        """The tables in their order."""
        return tuple(
            ExportTable(
                name=one.name,
                source=one.source,
                order=one.order,
                joined=one.joined,
                each=one.each,
                without=one.without,
                columns=tuple(
                    ExportColumn(place=place, title=title, meaning=meaning, kind=kind)
                    for place, title, meaning, kind in one.columns
                ),
            )
            for one in self.table
        )


@cache
def export_plan() -> ExportPlan:
    """Return what the export holds; raises RegulationError."""
    try:
        return msgspec.toml.decode(resources.read_text("reference/export.toml"), type=ExportPlan)
    except (msgspec.MsgspecError, ValueError) as error:
        raise RegulationError("Susunan ekspor tidak terbaca; pasang ulang program.", detail=str(error)) from error
