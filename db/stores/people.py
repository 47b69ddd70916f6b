"""The names of all people whom the office's records know."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from db.store import Desk
from db.tables import CaseRest, EmployeeRow, EvidenceRow, ReportRow, SignatoryRow, StepRow, table_of

_employee, _report, _item, _rest, _step, _signatory = (
    table_of(row) for row in (EmployeeRow, ReportRow, EvidenceRow, CaseRest, StepRow, SignatoryRow)
)
_NESTED = (
    _report.c.respondents,
    _rest.c.respondent,
    _rest.c.superior,
    _rest.c.examiners,
    _rest.c.official,
    _step.c.facts,
    _signatory.c.person,
)


class PeopleNames:
    """Fulfils ``cases.ports.PeopleNames`` within one unit of work."""

    def __init__(self, desk: Desk) -> None:
        self._connection = desk.connection

    def all(self) -> frozenset[str]:
        """Return every name, each once, of what who acts may see."""
        plain = (_employee.c.name, _report.c.reporter_name, _item.c.captured_by)
        asked = [sa.select(column) for column in plain] + [_names_in(column) for column in _NESTED]
        return frozenset(filter(None, self._connection.execute(sa.union(*asked)).scalars()))


def _names_in(column: sa.ColumnElement[Any]) -> sa.Select[Any]:
    """The names of people anywhere in a nested record."""
    part = sa.func.json_tree(sa.type_coerce(column, sa.Text())).table_valued("key", "atom")
    return sa.select(part.c.atom).select_from(sa.join(column.table, part, sa.true())).where(part.c.key == "name")
