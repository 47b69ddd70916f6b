"""What was typed and not yet saved."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from db.store import Desk
from db.tables import DraftRow, table_of

_draft = table_of(DraftRow)


class DraftStore:
    """Drafts of forms, per user; inside the encrypted database, outside the log."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._connection = desk.connection

    def get(self, key: str, user_id: str) -> str | None:
        """Return the JSON text of a draft, or None."""
        chosen = sa.select(_draft.c.text).where(*_of(key, user_id))
        return self._connection.execute(chosen).scalar_one_or_none()

    def put(self, key: str, user_id: str, text: str) -> None:
        """Keep a draft."""
        self._desk.log.may_write()
        new = insert(_draft)
        self._connection.execute(
            new.on_conflict_do_update(index_elements=["user_id", "key"], set_={"text": new.excluded.text}),
            {"key": key, "user_id": user_id, "text": text},
        )

    def drop(self, key: str, user_id: str) -> None:
        """Forget a draft; no error when there is none."""
        self._desk.log.may_write()
        self._connection.execute(sa.delete(_draft).where(*_of(key, user_id)))

    def of_user(self, user_id: str) -> dict[str, str]:
        """Return a user's drafts by key."""
        chosen = sa.select(_draft.c.key, _draft.c.text).where(_draft.c.user_id == user_id).order_by(_draft.c.key)
        return {row.key: row.text for row in self._connection.execute(chosen)}


def _of(key: str, user_id: str) -> tuple[sa.ColumnElement[bool], sa.ColumnElement[bool]]:
    return _draft.c.key == key, _draft.c.user_id == user_id
