"""Who may do what: one table, asked by every service before it runs."""

from __future__ import annotations

from collections.abc import Iterable

from cases.model.steps import StepKey
from cases.model.user import Actor, Right, Role

RIGHTS: dict[Role, frozenset[Right]] = {
    Role.CLERK: frozenset(
        {
            Right.READ,
            Right.REGISTER_REPORT,
            Right.MANAGE_EVIDENCE,
            Right.HANDLE_CASE,
            Right.MANAGE_LETTERS,
            Right.IMPORT_EMPLOYEES,
            Right.RECAP,
            Right.SEE_REPORTER,
            Right.DECIDE,
            Right.ISSUE,
            Right.VOID,
            Right.EXPORT,
            Right.RESTRICT,
            Right.DISCARD,
        }
    ),
    Role.LEADER: frozenset(
        {Right.READ, Right.RECAP, Right.EXPORT, Right.VERIFY, Right.READ_LOG, Right.READ_LOG_VALUES, Right.RESTRICT}
    ),
    Role.ADMIN: frozenset(Right),
    Role.SCHEDULE: frozenset({Right.BACK_UP, Right.VERIFY, Right.RECAP, Right.EXPORT}),
}
"""The rights of each role. The scheduled account may not even read: it sees and exports recaps and packs."""

DECISIONS: frozenset[StepKey] = frozenset(
    {
        StepKey.STOPPED,
        StepKey.DECISION,
        StepKey.SUSPENSION,
        StepKey.REHABILITATION,
        StepKey.OBJECTION_DECISION,
        StepKey.APPEAL_DECISION,
    }
)
"""The steps by which somebody's case is decided: to record, correct or take one back asks for ``Right.DECIDE`` too."""


SINGLE: frozenset[Right] = frozenset(
    {
        Right.SEE_REPORTER,
        Right.DECIDE,
        Right.ISSUE,
        Right.VOID,
        Right.EXPORT,
        Right.MANAGE_USERS,
        Right.MANAGE_RULES,
        Right.BACK_UP,
        Right.RESTORE,
        Right.RESTRICT,
        Right.DISCARD,
        Right.READ_LOG,
        Right.READ_LOG_VALUES,
    }
)
"""The rights that an account may have besides those of its role, or lack of them, one by one."""


def rights_with(role: Role, more: Iterable[Right], fewer: Iterable[Right]) -> frozenset[Right]:
    """Return the rights of an account: its role's with some more and some fewer, where those are single rights."""
    return (RIGHTS[role] | SINGLE.intersection(more)) - SINGLE.intersection(fewer)


def may(actor: Actor, right: Right) -> bool:
    """Whether an actor has a right."""
    return right in (RIGHTS[actor.role] if actor.rights is None else actor.rights)
