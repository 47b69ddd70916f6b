"""The life of letters to its end, the office's own templates and page, and numbers of one counter or used by hand."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003_letters"
down_revision = "0002_law_of_the_office"
branch_labels = None
depends_on = None

_REGISTER_TRIGGER = """
    CREATE TRIGGER register_no_delete BEFORE DELETE ON register
    BEGIN SELECT RAISE(ABORT, 'a number that was taken stays taken'); END
"""
_NEW_OF_LETTER = ("final_blob", "final_sha256", "final_kind", "delivered_to", "receipt_blob", "receipt_sha256")
_MARGINS = '{"top":20,"bottom":25,"left":30,"right":20}'

Parts = tuple[tuple[sa.schema.SchemaItem, str | None], ...]
"""Columns and constraints of a table; beside a column that is new, the value of the old rows as SQL."""


def _later(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_{target}"
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, initially="DEFERRED", deferrable=True)


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
    (sa.Column("report_id", sa.Text(), nullable=True), None),
    (sa.Column("replaces", sa.Text(), nullable=True), None),
    (sa.Column("outdated", sa.Text(), nullable=False), None),
    *((sa.Column(name, sa.Text(), nullable=False), "''") for name in _NEW_OF_LETTER),
    (_later("letter", "case_id", "case"), None),
    (_later("letter", "report_id", "report"), None),
    (_later("letter", "replaces", "letter"), None),
    (sa.PrimaryKeyConstraint("id", name="pk_letter"), None),
    (sa.UniqueConstraint("case_id", "position", name="uq_letter_case_id_position"), None),
)


def upgrade() -> None:
    """Make the new table and widen the old ones."""
    op.create_table(
        "template",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.Text(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("tried_at", sa.Text(), nullable=True),
        sa.Column("used_at", sa.Text(), nullable=True),
        sa.Column("used_by", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_template")),
        sa.UniqueConstraint("name", name=op.f("uq_template_name")),
    )
    op.create_table(
        "trust",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(collation="NOCASE"), nullable=False),
        sa.Column("good_until", sa.Text(), nullable=True),
        sa.Column("blob", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("added_at", sa.Text(), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trust")),
        sa.UniqueConstraint("sha256", name=op.f("uq_trust_sha256")),
    )
    _widen(
        "office",
        ("margins", sa.Text(), _MARGINS),
        ("typeface", sa.Text(), "menurut jenis naskah"),
        ("head_lines", sa.Text(), "[]"),
        ("second_logo_blob", sa.Text(), ""),
        ("number_counter", sa.Text(), "per klasifikasi"),
        ("initials", sa.Text(), "[]"),
        ("qr_shown", sa.Boolean(), "1"),
    )
    _widen("letter_rest", ("entries", sa.Text(), "{}"), ("wording", sa.Text(), ""), ("initials", sa.Text(), "[]"))
    _widen("letter_rest", ("past_forms", sa.Text(), "[]"))
    _remake("letter", _LETTER)
    for column in ("kind", "letter_on", "number", "status", "title"):
        op.create_index(op.f(f"ix_letter_{column}_id"), "letter", [column, "id"], unique=False)
    for column in ("short_code", "report_id", "sha256", "final_sha256"):
        op.create_index(op.f(f"ix_letter_{column}"), "letter", [column], unique=False)
    _remake_register()


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


def _remake_register() -> None:
    """Count by ``counter``, which was the classification until now; the rows are kept, and the trigger comes back."""
    op.execute("DROP TRIGGER register_no_delete")
    op.create_table(
        "register_wider",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("classification", sa.Text(), nullable=False),
        sa.Column("counter", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("letter_id", sa.Text(), nullable=False),
        sa.Column("taken_at", sa.Text(), nullable=False),
        sa.Column("used_on", sa.Text(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("addressee", sa.Text(), nullable=False),
        sa.Column("void_reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_register"),
        sa.UniqueConstraint("counter", "year", "ordinal", name="uq_register_counter_year_ordinal"),
        sa.UniqueConstraint("year", "text", name="uq_register_year_text"),
    )
    op.execute(
        "INSERT INTO register_wider SELECT register.id, register.classification, register.classification, year, "
        "ordinal, text, letter_id, taken_at, letter.letter_on, coalesce(letter.title, ''), '', '' "
        "FROM register LEFT JOIN letter ON letter.id = register.letter_id"
    )
    op.drop_table("register")
    op.rename_table("register_wider", "register")
    columns = ["year", "classification", "ordinal"]
    op.create_index(op.f("ix_register_year_classification_ordinal"), "register", columns, unique=False)
    op.execute(_REGISTER_TRIGGER)


def _widen(table: str, *columns: tuple[str, sa.Text | sa.Boolean, str]) -> None:
    """Add columns that must have a value: old rows get the given one, new rows must bring their own."""
    with op.batch_alter_table(table) as widened:
        for name, kind, old in columns:
            widened.add_column(sa.Column(name, kind, nullable=False, server_default=old))
    with op.batch_alter_table(table) as widened:
        for name, kind, _ in columns:
            widened.alter_column(name, existing_type=kind, server_default=None)
