"""What stays of cases whose files were destroyed by the archive schedule."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011_disposed"
down_revision = "0010_log_reader"
branch_labels = None
depends_on = None

_NUMBERS = {"year", "ordinal", "report_year", "report_ordinal"}
_MAY_BE_EMPTY = {"decision_on"}
_COLUMNS = (
    *("id", "number", "year", "ordinal", "report_number", "report_year", "report_ordinal", "track", "received_on"),
    *("opened_on", "closed_on", "outcome", "decision_on", "code", "kept_until", "order_number", "order_on", "approval"),
    *("at", "by"),
)


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "disposed",
        *(
            sa.Column(name, sa.Integer() if name in _NUMBERS else sa.Text(), nullable=name in _MAY_BE_EMPTY)
            for name in _COLUMNS
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disposed")),
    )
