"""Heads of work units as persons set them, and the words of employees' names, for search by part, slip and sound."""

from __future__ import annotations

import re
import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0016_work_units"
down_revision = "0015_watch"
branch_labels = None
depends_on = None

_UNITS = ("unit_1", "unit_2", "unit_3")
_WORD = re.compile(r"[^\W\d_]{2,}")


def upgrade() -> None:
    """Make both, with the words of the names that are there; how they sound is worked out by the program."""
    op.create_table(
        "unit_head",
        sa.Column("id", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Text(collation="NOCASE"), nullable=False) for name in _UNITS),
        sa.Column("nip", sa.Text(), nullable=False),
        sa.Column("acting", sa.Text(), nullable=False),
        sa.Column("vacant", sa.Boolean(), nullable=False),
        sa.Column("set_by", sa.Text(), nullable=False),
        sa.Column("set_on", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_head")),
        sa.UniqueConstraint(*_UNITS, name=op.f("uq_unit_head_unit_1_unit_2_unit_3")),
    )
    words = op.create_table(
        "name_word",
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("sound", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_name_word")),
    )
    op.create_index(op.f("ix_name_word_sound"), "name_word", ["sound"])
    found: set[str] = set()
    for (name,) in op.get_bind().execute(sa.text("SELECT name FROM employee")):
        plain = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
        found.update(_WORD.findall(plain.casefold()))
    op.bulk_insert(words, [{"word": word, "sound": None} for word in sorted(found)])
