"""Elections, the office's own packs and marks, corrections of steps, letters of a report, parties of due dates."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002_law_of_the_office"
down_revision = "0001_first"
branch_labels = None
depends_on = None

Parts = tuple[tuple[sa.schema.SchemaItem, str | None], ...]
"""Columns and constraints of a table; beside a column that is new, the value of the old rows as SQL."""


def _later(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_{target}"
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, initially="DEFERRED", deferrable=True)


_STEP: Parts = (
    (sa.Column("id", sa.Text(), nullable=False), None),
    (sa.Column("case_id", sa.Text(), nullable=False), None),
    (sa.Column("position", sa.Integer(), nullable=False), None),
    (sa.Column("key", sa.Text(), nullable=False), None),
    (sa.Column("on", sa.Text(), nullable=True), None),
    (sa.Column("letter_id", sa.Text(), nullable=True), None),
    (sa.Column("facts", sa.Text(), nullable=False), None),
    (sa.Column("overrides", sa.Text(), nullable=False), None),
    (sa.Column("regulations", sa.Text(), nullable=False), None),
    (sa.Column("recorded_at", sa.Text(), nullable=False), None),
    (sa.Column("recorded_by", sa.Text(), nullable=False), None),
    (sa.Column("corrects", sa.Text(), nullable=True), "NULL"),
    (sa.Column("correction_reason", sa.Text(), nullable=False), "''"),
    (sa.Column("withdrawn", sa.Boolean(), nullable=False), "0"),
    (_later("step", "case_id", "case"), None),
    (_later("step", "letter_id", "letter"), None),
    (_later("step", "corrects", "step"), None),
    (sa.PrimaryKeyConstraint("id", name="pk_step"), None),
    (sa.UniqueConstraint("case_id", "position", name="uq_step_case_id_position"), None),
)
_LETTER: Parts = (
    (sa.Column("id", sa.Text(), nullable=False), None),
    (sa.Column("case_id", sa.Text(), nullable=True), None),
    (sa.Column("position", sa.Integer(), nullable=False), None),
    (sa.Column("kind", sa.Text(), nullable=False), None),
    (sa.Column("title", sa.Text(collation="NOCASE"), nullable=False), None),
    (sa.Column("status", sa.Text(), nullable=False), None),
    (sa.Column("template", sa.Text(), nullable=False), None),
    (sa.Column("paper", sa.Text(), nullable=False), None),
    (sa.Column("classification", sa.Text(), nullable=False), None),
    (sa.Column("numbered", sa.Boolean(), nullable=False), None),
    (sa.Column("number", sa.Text(), nullable=False), None),
    (sa.Column("number_year", sa.Integer(), nullable=True), None),
    (sa.Column("number_ordinal", sa.Integer(), nullable=True), None),
    (sa.Column("letter_on", sa.Text(), nullable=True), None),
    (sa.Column("short_code", sa.Text(), nullable=False), None),
    (sa.Column("log_head", sa.Text(), nullable=False), None),
    (sa.Column("blob", sa.Text(), nullable=False), None),
    (sa.Column("sha256", sa.Text(), nullable=False), None),
    (sa.Column("pages", sa.Integer(), nullable=False), None),
    (sa.Column("signed_on", sa.Text(), nullable=True), None),
    (sa.Column("delivered_on", sa.Text(), nullable=True), None),
    (sa.Column("delivered_how", sa.Text(), nullable=False), None),
    (sa.Column("void_reason", sa.Text(), nullable=False), None),
    (sa.Column("made_at", sa.Text(), nullable=False), None),
    (sa.Column("made_by", sa.Text(), nullable=False), None),
    (sa.Column("report_id", sa.Text(), nullable=True), "NULL"),
    (sa.Column("replaces", sa.Text(), nullable=True), "NULL"),
    (sa.Column("outdated", sa.Text(), nullable=False), "''"),
    (_later("letter", "case_id", "case"), None),
    (_later("letter", "report_id", "report"), None),
    (_later("letter", "replaces", "letter"), None),
    (sa.PrimaryKeyConstraint("id", name="pk_letter"), None),
    (sa.UniqueConstraint("case_id", "position", name="uq_letter_case_id_position"), None),
)


def upgrade() -> None:
    """Make the new tables and widen the old ones."""
    op.create_table(
        "election",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(collation="NOCASE"), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("candidates_on", sa.Text(), nullable=True),
        sa.Column("voting_on", sa.Text(), nullable=True),
        sa.Column("stages", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("verified_by", sa.Text(), nullable=False),
        sa.Column("verified_on", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_election")),
        sa.UniqueConstraint("name", name=op.f("uq_election_name")),
    )
    op.create_table(
        "pack",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("based_on", sa.Text(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.Text(), nullable=False),
        sa.Column("activated_at", sa.Text(), nullable=True),
        sa.Column("activated_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pack")),
        sa.UniqueConstraint("key", name=op.f("uq_pack_key")),
    )
    op.create_table(
        "mark",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("pack_key", sa.Text(), nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("verified_by", sa.Text(), nullable=False),
        sa.Column("verified_on", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mark")),
        sa.UniqueConstraint("pack_key", "entry", name=op.f("uq_mark_pack_key_entry")),
    )
    _widen("deadline", ("party", sa.Text(), "kantor"))
    _widen("office", ("targets", sa.Text(), "{}"), ("unverified_letters", sa.Text(), "[]"))
    _remake("step", _STEP)
    _remake("letter", _LETTER)
    op.create_index(op.f("ix_letter_kind_id"), "letter", ["kind", "id"], unique=False)
    op.create_index(op.f("ix_letter_letter_on_id"), "letter", ["letter_on", "id"], unique=False)
    op.create_index(op.f("ix_letter_number_id"), "letter", ["number", "id"], unique=False)
    op.create_index(op.f("ix_letter_short_code"), "letter", ["short_code"], unique=False)
    op.create_index(op.f("ix_letter_status_id"), "letter", ["status", "id"], unique=False)
    op.create_index(op.f("ix_letter_title_id"), "letter", ["title", "id"], unique=False)
    op.create_index(op.f("ix_letter_report_id"), "letter", ["report_id"], unique=False)


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


def _widen(table: str, *columns: tuple[str, sa.Text | sa.Boolean, str]) -> None:
    """Add columns that must have a value: old rows get the given one, new rows must bring their own."""
    with op.batch_alter_table(table) as widened:
        for name, kind, old in columns:
            widened.add_column(sa.Column(name, kind, nullable=False, server_default=old))
    with op.batch_alter_table(table) as widened:
        for name, kind, _ in columns:
            widened.alter_column(name, existing_type=kind, server_default=None)
