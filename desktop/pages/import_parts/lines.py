"""How rows of a sheet look that were looked at: the columns that every import has, and the pills of their states."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any, Final

from cases.model.cell_fault import CellFault
from desktop.models.table import Column
from desktop.pages.import_parts.intake import Mending
from desktop.widgets.pill import PillLook

LOOKS: Final = {
    "NEW": PillLook("Baru", "green", "plus-circle"),
    "CHANGED": PillLook("Berubah", "amber", "pencil-simple"),
    "SAME": PillLook("Sama", "grey", "equals"),
    "FAULTY": PillLook("Bermasalah", "red", "warning-circle"),
    "SKIPPED": PillLook("Dilewati", "grey", "minus-circle"),
    "GONE": PillLook("Keluar", "red", "sign-out"),
    "BACK": PillLook("Kembali", "green", "sign-in"),
}
"""By the names of the states that kinds of imports have."""


def look(state: Enum) -> PillLook:
    """How a state looks."""
    return LOOKS[state.name]


def told_column(title: str, told: Callable[[Any], str], width: int = 460) -> Column[Any]:
    """A column with a sentence, whole in its tooltip."""
    return Column(key="told", title=title, width=width, text=told, tip=told, stretch=True)


ROW: Final = Column[Any](key="row", title="Baris", width=72, text=lambda one: str(one.row or "–"), right=True)
STATE: Final = Column[Any](
    key="state",
    title="Keadaan",
    width=132,
    text=lambda one: look(one.state).text,
    pill=lambda one: look(one.state),
    filtered=False,
)
CELL: Final = Column[Any](key="cell", title="Sel", width=72, text=lambda one: one.cell or "–", face="tableStrong")
FAULTS: Final = (ROW, CELL, told_column("Masalah", lambda one: one.problem))
"""The columns of ``CellFault``."""


def mend_fault(one: CellFault) -> Mending:
    """What can be done with a row of which a cell is told."""
    return Mending(row=one.row, cell=one.cell, title=f"{one.cell or f'Baris {one.row}'}: {one.problem}")
