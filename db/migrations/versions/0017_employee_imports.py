"""Imports of employees that can be undone, mappings that are remembered, and more of an employee."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017_employee_imports"
down_revision = "0016_work_units"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; an employee who is not active is gone since the day of the change."""
    for name in ("nik", "birth_place", "address"):
        op.add_column("employee", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.add_column("employee", sa.Column("born_on", sa.Text(), nullable=True))
    op.add_column("employee", sa.Column("gone_on", sa.Text(), nullable=True))
    op.execute("UPDATE employee SET gone_on = date('now') WHERE NOT active")
    op.create_table(
        "employee_import",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("id", "file_name", "sha256", "columns")),
        sa.Column("whole", sa.Boolean(), nullable=False),
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("new", "changed", "same", "left_out", "gone", "back")
        ),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("log_row", sa.Integer(), nullable=False),
        sa.Column("undone_at", sa.Text(), nullable=True),
        sa.Column("undone_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employee_import")),
    )
    op.create_index(op.f("ix_employee_import_at_id"), "employee_import", ["at", "id"])
    op.create_table(
        "employee_before",
        sa.Column("import_id", sa.Text(), nullable=False),
        sa.Column("employee_id", sa.Text(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"], ["employee_import.id"], name=op.f("fk_employee_before_import_id_employee_import")
        ),
        sa.PrimaryKeyConstraint("import_id", "employee_id", name=op.f("pk_employee_before")),
    )
    op.create_index(op.f("ix_employee_before_employee_id_import_id"), "employee_before", ["employee_id", "import_id"])
    op.create_table(
        "sheet_mapping",
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("id", "kind", "headers", "columns", "saved_at", "saved_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_mapping")),
        sa.UniqueConstraint("kind", "headers", name=op.f("uq_sheet_mapping_kind_headers")),
    )
