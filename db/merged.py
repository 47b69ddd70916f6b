"""Which reports were merged into which: what lies in Sampah belongs to the report that stays."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from db.tables import DiscardedRow, table_of

_gone = table_of(DiscardedRow)


def with_merged(reports: sa.Select[Any]) -> sa.Select[Any]:
    """Return the identifiers of reports, and of all that were merged into them, or into those."""
    (first,) = reports.selected_columns
    homes = reports.with_only_columns(first.label("id")).cte(recursive=True)
    into = sa.select(_gone.c.record_id).join(homes, _gone.c.into == homes.c.id).where(_gone.c.noun == "report")
    return sa.select(homes.union(into).c.id)
