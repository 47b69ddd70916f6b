"""Alembic's entry: runs on the connection that ``db.upgrade`` hands over, inside the transaction begun there."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import context

connection = context.config.attributes["connection"]
if not isinstance(connection, sa.Connection):
    raise TypeError("migrations run through db.upgrade, which hands over an open connection")
context.configure(
    connection=connection,
    target_metadata=context.config.attributes.get("metadata"),
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
