"""An index of the restricted cases alone: whoever asks whether there are any reads nothing where there are none."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008_restricted_cases"
down_revision = "0007_rights"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index."""
    op.create_index(
        "ix_case_restricted",
        "case",
        ["report_id", "restricted_to"],
        sqlite_where=sa.text("restricted_to <> '[]'"),
    )
