"""How rows of a sheet look that were looked at: the columns that every import has, and the pills of their states."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from functools import partial
from typing import Any, Final, Protocol

from cases.model.cell_fault import CellFault
from cases.model.sheet_row import RowState
from desktop.models.table import Column
from desktop.pages.import_parts.kind import Mending, Segment
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
FIRST: Final = (RowState.FAULTY.value, RowState.NEW.value, RowState.SAME.value)
"""The segments of ``by_state`` in the order in which they need somebody."""


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


def by_state(columns: tuple[Column[Any], ...]) -> tuple[Segment[Any], ...]:
    """The segments of a plan whose ``rows`` are new, the same or faulty."""
    return tuple(
        Segment(key=state.value, title=LOOKS[state.name].text, rows=partial(_in_state, state), columns=columns)
        for state in RowState
    )


class _Row(Protocol):
    @property
    def state(self) -> RowState: ...


class _Plan(Protocol):
    @property
    def rows(self) -> Sequence[_Row]: ...


def _in_state(state: RowState, plan: _Plan) -> list[_Row]:
    return [one for one in plan.rows if one.state is state]


def mend_fault(one: CellFault) -> Mending:
    """What can be done with a row of which a cell is told."""
    return Mending(row=one.row, cell=one.cell, title=f"{one.cell or f'Baris {one.row}'}: {one.problem}")
