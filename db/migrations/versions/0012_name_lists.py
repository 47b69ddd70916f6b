"""Lists of names that somebody handed in, with their rows and hits."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012_name_lists"
down_revision = "0011_disposed"
branch_labels = None
depends_on = None


def _texts(*names: str) -> tuple[sa.Column[str], ...]:
    return tuple(sa.Column(name, sa.Text(), nullable=False) for name in names)


def _name(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(collation="NOCASE"), nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _may_be_empty(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "name_list",
        *_texts("id"),
        _name("title"),
        *_texts("source", "party", "handed_by"),
        _may_be_empty("listed_on"),
        *_texts("election", "file_name", "sha256"),
        sa.Column("size", sa.BigInteger(), nullable=False),
        *_texts("blob", "columns"),
        _number("rows"),
        _number("left_out"),
        *_texts("added_at", "added_by"),
        _may_be_empty("matched_at"),
        _number("cut_rows"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_name_list")),
    )
    op.create_index(op.f("ix_name_list_sha256"), "name_list", ["sha256"])
    op.create_table(
        "name_list_row",
        *_texts("list_id"),
        _number("number"),
        *_texts("nik", "nip", "name"),
        _may_be_empty("born_on"),
        *_texts("birth_place", "address", "party", "role"),
        sa.PrimaryKeyConstraint("list_id", "number", name=op.f("pk_name_list_row")),
    )
    op.create_table(
        "name_hit",
        *_texts("id", "list_id"),
        _number("row"),
        *_texts("identity", "employee_id", "nip"),
        _name("name"),
        sa.Column("score", sa.Double(), nullable=False),
        *_texts("reasons", "decision"),
        _may_be_empty("decided_at"),
        *_texts("decided_by", "report_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_name_hit")),
        sa.UniqueConstraint("list_id", "row", "employee_id", name=op.f("uq_name_hit_list_id_row_employee_id")),
    )
    op.create_index(op.f("ix_name_hit_identity_employee_id"), "name_hit", ["identity", "employee_id"])
    op.create_index(op.f("ix_name_hit_employee_id"), "name_hit", ["employee_id"])
    op.create_index(op.f("ix_name_hit_report_id"), "name_hit", ["report_id"])
