"""Evidence: the text that is read in it, and the marks of a redacted copy."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005_evidence_text"
down_revision = "0004_evidence"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column of marks, which originals do not have, and the table of texts."""
    op.add_column("evidence", sa.Column("marks", sa.Text(), nullable=True))
    op.create_table(
        "evidence_text",
        sa.Column("evidence_id", sa.Text(), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("pages", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["evidence_id"],
            ["evidence.id"],
            name=op.f("fk_evidence_text_evidence_id_evidence"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("evidence_id", name=op.f("pk_evidence_text")),
    )
