"""Who came by an import is told by the range of their identifiers, not by a row each."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019_newcomers"
down_revision = "0018_two_people"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the ranges from the rows: identifiers of one import were drawn while nothing else could be written."""
    for name in ("first_new", "last_new"):
        op.add_column("employee_import", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    for name, which in (("first_new", "min"), ("last_new", "max")):
        op.execute(
            f"UPDATE employee_import SET {name} = coalesce((SELECT {which}(employee_id) FROM employee_before"  # noqa: S608
            " WHERE import_id = employee_import.id AND state = 'new'), '')"
        )
