"""The office's own recaps: columns chosen, in an order, under a name."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006_saved_recaps"
down_revision = "0005_evidence_text"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "saved_recap",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(collation="NOCASE"), nullable=False),
        sa.Column("recap", sa.Text(), nullable=False),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.Text(), nullable=False),
        sa.Column("saved_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_recap")),
        sa.UniqueConstraint("name", name=op.f("uq_saved_recap_name")),
    )
