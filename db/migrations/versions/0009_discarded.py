"""What was taken out of the records and can be put back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009_discarded"
down_revision = "0008_restricted_cases"
branch_labels = None
depends_on = None

_TEXTS = ("noun", "record_id", "title", "place", "home", "reason", "at", "by", "into")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "discarded",
        sa.Column("id", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in _TEXTS),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("parts", sa.Text(), nullable=False),
        sa.Column("blobs", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_discarded")),
    )
    op.create_index(op.f("ix_discarded_noun_record_id"), "discarded", ["noun", "record_id"])
    op.create_index(op.f("ix_discarded_into"), "discarded", ["into"])
