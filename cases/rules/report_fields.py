"""The order of a report's fields, the same in the program and on paper."""

from __future__ import annotations

from functools import cache

import msgspec

import resources
from cases.errors import RegulationError


class ReportField(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A field: its key in the form of the program, and its words on the blank form."""

    key: str
    paper: str


class _Fields(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    field: tuple[ReportField, ...]


@cache
def report_fields() -> tuple[ReportField, ...]:
    """Return the fields in their order; raises RegulationError when the shipped table is broken."""
    try:
        return msgspec.toml.decode(resources.read_text("reference/report_form.toml"), type=_Fields).field
    except msgspec.MsgspecError as error:
        raise RegulationError("Urutan isian laporan tidak terbaca; pasang ulang program.", str(error)) from error
