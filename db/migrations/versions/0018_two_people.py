"""Employees who look like one and are two, as persons said."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018_two_people"
down_revision = "0017_employee_imports"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "two_people",
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("id", "one_id", "other_id", "one", "other", "seen", "set_by", "set_on")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_two_people")),
        sa.UniqueConstraint("one_id", "other_id", name=op.f("uq_two_people_one_id_other_id")),
    )
