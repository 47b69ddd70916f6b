"""Cases that were over before the program came."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013_old_cases"
down_revision = "0012_name_lists"
branch_labels = None
depends_on = None

_NAMES = {"name", "work_unit"}
_DAYS = {"received_on", "event_on", "decision_on", "effective_on", "ends_on", "closed_on"}
_COLUMNS = (
    *("id", "number", "year", "name", "nip", "work_unit", "post", "source", "track", "election", "narrative"),
    *("received_on", "event_on", "outcome", "level", "sanction_key", "sanction_title", "decision_number"),
    *("decision_on", "decided_by", "effective_on", "ends_on", "closed_on", "shelf", "note", "taken_from"),
    *("violation_codes", "respondent", "recorded_at", "recorded_by"),
)


def _kind(name: str) -> sa.types.TypeEngine[str] | sa.types.TypeEngine[int]:
    return sa.Integer() if name == "year" else sa.Text(collation="NOCASE" if name in _NAMES else None)


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "old_case",
        *(sa.Column(name, _kind(name), nullable=name in _DAYS) for name in _COLUMNS),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_old_case")),
    )
    for name in ("name", "nip", "year", "number"):
        op.create_index(op.f(f"ix_old_case_{name}_id"), "old_case", [name, "id"])
