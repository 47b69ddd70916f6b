"""What is typed and not yet saved: kept inside the database so that a dying program loses one field at most.

While somebody is logged in a mark stands beside his drafts. A mark that is found at log-in is that of a session that
never ended: what was kept in it is asked about once. A session that ends (``log_in.left``) takes its mark along, and
leaves its drafts to the forms that they belong to.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

import msgspec

from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.services.access import service
from cases.services.draft_names import name_of
from cases.services.reporter_shown import told_words

SESSION: Final = "@session"
"""The key of the mark; its text is the moment since when drafts are asked about."""


@dataclass(frozen=True, slots=True)
class _Written:
    """What every draft says of itself; what else it holds is its form's."""

    at: datetime


_TIME: Final = msgspec.json.Decoder(_Written)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDraft:
    """A draft that outlived its program: its key, the name of its form, and when it was last written."""

    key: str
    title: str
    at: datetime


@service(Right.READ)
def keep_draft(work: UnitOfWork, actor: Actor, key: str, text: str) -> None:
    """Keep the JSON text of a form under its key, for this user alone."""
    work.drafts.put(key, _whose(actor), text)


@service(Right.READ)
def drop_draft(work: UnitOfWork, actor: Actor, key: str) -> None:
    """Forget a draft once its form was saved or thrown away."""
    work.drafts.drop(key, _whose(actor))


@service(Right.READ)
def my_draft(work: UnitOfWork, actor: Actor, key: str) -> str | None:
    """Return this user's draft of one form, None without one."""
    return work.drafts.get(key, _whose(actor))


@service(Right.READ)
def my_drafts(work: UnitOfWork, actor: Actor) -> dict[str, str]:
    """Return this user's drafts by key."""
    found = work.drafts.of_user(_whose(actor))
    return {key: text for key, text in found.items() if key != SESSION}


@service(Right.READ)
def begin_session(work: UnitOfWork, actor: Actor) -> tuple[KeptDraft, ...]:
    """Begin a session; return what the one before it left when it never ended, the newest first.

    Until that is answered the mark stays as it was, so that another crash asks again.
    """
    since = work.drafts.get(SESSION, _whose(actor))
    found = _since(work, actor, datetime.fromisoformat(since)) if since else ()
    if not found:
        work.drafts.put(SESSION, _whose(actor), work.clock.now().isoformat())
    return found


@service(Right.READ)
def answer_drafts(work: UnitOfWork, actor: Actor, thrown_away: tuple[str, ...]) -> None:
    """Throw these drafts away; the others wait in their forms, and are not asked about again."""
    for key in thrown_away:
        work.drafts.drop(key, _whose(actor))
    work.drafts.put(SESSION, _whose(actor), work.clock.now().isoformat())


def _whose(actor: Actor) -> str:
    return actor.user_id or actor.name


def _since(work: UnitOfWork, actor: Actor, since: datetime) -> tuple[KeptDraft, ...]:
    found = []
    for key, text in work.drafts.of_user(_whose(actor)).items():
        at = _TIME.decode(text).at if key != SESSION else None
        if at is not None and at >= since:
            found.append(KeptDraft(key=key, title=told_words(work, name_of(work, key)), at=at))
    return tuple(sorted(found, key=lambda draft: draft.at, reverse=True))
