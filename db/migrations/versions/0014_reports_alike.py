"""What a report may share with others, where it was sent, and what it lacks."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014_reports_alike"
down_revision = "0013_old_cases"
branch_labels = None
depends_on = None

_TEXTS = ("agency_number", "split_from", "missing", "forwarding", "answering")


def upgrade() -> None:
    """Add the columns and the table of traits."""
    for name in _TEXTS:
        op.add_column("report", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.add_column("report", sa.Column("sent", sa.Text(), nullable=False, server_default="[]"))
    op.create_index(op.f("ix_report_split_from"), "report", ["split_from"])
    op.create_table(
        "report_trait",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("kind", "key", "report_id")),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["report.id"],
            name=op.f("fk_report_trait_report_id_report"),
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.PrimaryKeyConstraint("kind", "key", "report_id", name=op.f("pk_report_trait")),
    )
    op.create_index(op.f("ix_report_trait_report_id"), "report_trait", ["report_id"])
