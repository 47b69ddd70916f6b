"""Evidence: whom it concerns, how and when it came, what it was made from, how it looks, and a failed check."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004_evidence"
down_revision = "0003_letters"
branch_labels = None
depends_on = None

Parts = tuple[tuple[sa.schema.SchemaItem, str | None], ...]
"""Columns and constraints of a table; beside a column that is new, the value of the old rows as SQL."""


def _later(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_{target}"
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, initially="DEFERRED", deferrable=True)


_EVIDENCE: Parts = (
    (sa.Column("id", sa.Text(), nullable=False), None),
    (sa.Column("report_id", sa.Text(), nullable=False), None),
    (sa.Column("ordinal", sa.Integer(), nullable=False), None),
    *((sa.Column(name, sa.Text(), nullable=False), None) for name in ("title", "file_name", "media_type")),
    (sa.Column("size", sa.BigInteger(), nullable=False), None),
    *((sa.Column(name, sa.Text(), nullable=False), None) for name in ("sha256", "blob", "platform", "account", "url")),
    (sa.Column("posted_at", sa.Text(), nullable=True), None),
    (sa.Column("captured_at", sa.Text(), nullable=True), None),
    *(
        (sa.Column(name, sa.Text(), nullable=False), None)
        for name in ("captured_by", "description", "added_at", "added_by")
    ),
    *(
        (sa.Column(name, sa.Text(), nullable=False), "''")
        for name in ("profile_name", "posted_zone", "captured_zone", "capture")
    ),
    (sa.Column("concerns", sa.Text(), nullable=False), "'[]'"),
    (sa.Column("file_time", sa.Text(), nullable=True), "NULL"),
    (sa.Column("told", sa.Text(), nullable=False), "'{}'"),
    (sa.Column("derived_from", sa.Text(), nullable=True), "NULL"),
    (sa.Column("failure", sa.Text(), nullable=False), "''"),
    (sa.Column("failed_at", sa.Text(), nullable=True), "NULL"),
    (sa.Column("answer", sa.Text(), nullable=False), "''"),
    (sa.Column("answered_at", sa.Text(), nullable=True), "NULL"),
    (sa.Column("answered_by", sa.Text(), nullable=False), "''"),
    (_later("evidence", "report_id", "report"), None),
    (_later("evidence", "derived_from", "evidence"), None),
    (sa.PrimaryKeyConstraint("id", name="pk_evidence"), None),
    (sa.UniqueConstraint("report_id", "ordinal", name="uq_evidence_report_id_ordinal"), None),
)


def upgrade() -> None:
    """Widen the table, its rows kept, and make the one of looks."""
    _remake("evidence", _EVIDENCE)
    op.create_index(op.f("ix_evidence_sha256"), "evidence", ["sha256"], unique=False)
    op.create_table(
        "look",
        sa.Column("evidence_id", sa.Text(), nullable=False),
        sa.Column("hash", sa.BigInteger(), nullable=True),
        _later("look", "evidence_id", "evidence"),
        sa.PrimaryKeyConstraint("evidence_id", name=op.f("pk_look")),
    )


def _remake(table: str, parts: Parts) -> None:
    """Make a table anew in its wider shape, its rows kept: columns beyond the old ones get the given values."""
    made = f"{table}_wider"
    op.create_table(made, *(part for part, _ in parts))
    columns = [(part.name, old) for part, old in parts if isinstance(part, sa.Column)]
    names = ", ".join(f'"{name}"' for name, _ in columns)
    values = ", ".join(f'"{name}"' if old is None else old for name, old in columns)
    op.execute(f"INSERT INTO {made} ({names}) SELECT {values} FROM {table}")  # noqa: S608 - names of this file alone
    op.drop_table(table)
    op.rename_table(made, table)
