"""Who may do what: one table, asked by every service before it runs."""

from __future__ import annotations

from cases.model.user import Right, Role

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
        }
    ),
    Role.LEADER: frozenset({Right.READ, Right.RECAP, Right.VERIFY, Right.READ_LOG_VALUES}),
    Role.ADMIN: frozenset(Right),
    Role.SCHEDULE: frozenset({Right.BACK_UP, Right.VERIFY, Right.RECAP}),
}
"""The rights of each role. The scheduled account may not even read: recaps and packs are all that it sees."""


def may(role: Role, right: Right) -> bool:
    """Whether a role has a right."""
    return right in RIGHTS[role]
