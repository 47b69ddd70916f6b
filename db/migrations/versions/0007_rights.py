"""Single rights of accounts, failures to log in that are kept over restarts, and cases that only some may see."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007_rights"
down_revision = "0006_saved_recaps"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns and the table."""
    op.add_column("user", sa.Column("more", sa.Text(), nullable=False, server_default="[]"))
    op.add_column("user", sa.Column("fewer", sa.Text(), nullable=False, server_default="[]"))
    op.add_column("user", sa.Column("must_change", sa.Boolean(), nullable=False, server_default="0"))
    op.add_column("case", sa.Column("restricted_to", sa.Text(), nullable=False, server_default="[]"))
    op.create_table(
        "log_in_failures",
        sa.Column("username", sa.Text(collation="NOCASE"), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("username", name=op.f("pk_log_in_failures")),
    )
