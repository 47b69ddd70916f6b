"""What is typed and not yet saved: kept inside the database so that a dying program loses one field at most."""

from __future__ import annotations

from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.services.access import service


@service(Right.READ)
def keep_draft(work: UnitOfWork, actor: Actor, key: str, text: str) -> None:
    """Keep the JSON text of a form under its key, for this user alone."""
    work.drafts.put(key, actor.user_id or actor.name, text)


@service(Right.READ)
def drop_draft(work: UnitOfWork, actor: Actor, key: str) -> None:
    """Forget a draft once its form was saved or thrown away."""
    work.drafts.drop(key, actor.user_id or actor.name)


@service(Right.READ)
def my_drafts(work: UnitOfWork, actor: Actor) -> dict[str, str]:
    """Return this user's drafts by key."""
    return work.drafts.of_user(actor.user_id or actor.name)
