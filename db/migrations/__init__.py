"""Alembic migrations; see docs/database.md."""
