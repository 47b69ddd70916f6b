"""A narrow index for the reader of the log: what it counts and chooses rows by."""

from __future__ import annotations

from alembic import op

revision = "0010_log_reader"
down_revision = "0009_discarded"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index."""
    op.create_index(op.f("ix_log_actor_noun_action_at"), "log", ["actor", "noun", "action", "at"])
