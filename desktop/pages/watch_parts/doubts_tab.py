"""The answers of a round that cannot both be right."""

from __future__ import annotations

from typing import Final

from cases.model.watch import Contradiction
from cases.rules.nip import show_nip
from desktop.models.table import Column
from desktop.pages.local_table import LocalTable
from desktop.widgets.empty import EmptyState

_COLUMNS: Final[tuple[Column[Contradiction], ...]] = (
    Column(
        key="name", title="Pegawai", width=210, text=lambda one: one.name, second=lambda one: show_nip(one.nip),
        face="tableStrong",
    ),
    Column(key="unit", title="Unit kerja", width=190, text=lambda one: one.unit, tip=lambda one: one.unit),
    Column(key="account", title="Akun", width=190, text=lambda one: one.account, tip=lambda one: one.account),
    Column(
        key="said", title="Yang bertentangan", width=420, text=lambda one: _capital(one.said),
        second=lambda one: f"Dengan {one.between}, sel {one.cell}" if one.cell else f"Dengan {one.between}",
        tip=lambda one: _capital(one.said), stretch=True,
    ),
)  # fmt: skip


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def doubts_table() -> LocalTable:
    """Return the table of what contradicts; a person says which is right, nothing is decided here."""
    empty = EmptyState("Tidak ada jawaban yang bertentangan", "", icon="check-circle")
    made = LocalTable(_COLUMNS, "name", empty)
    made.set_note("Enter buka formulirnya; periksa dengan unit kerjanya; akun dipastikan di tab Akun media sosial")
    return made
