from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.model.user import Actor, Right, Role
from cases.rules.rights import RIGHTS, SINGLE, may, rights_with

RIGHT_SETS = st.lists(st.sampled_from(Right))


def somebody(role: Role) -> Actor:
    return Actor(name="siapa pun", role=role)


def test_every_role_has_its_row_and_the_admin_all():
    assert set(RIGHTS) == set(Role)
    assert all(may(somebody(Role.ADMIN), right) for right in Right)


def test_scheduled_tasks_back_up_verify_and_export_recaps_only():
    schedule = somebody(Role.SCHEDULE)
    assert {right for right in Right if may(schedule, right)} == {
        Right.BACK_UP,
        Right.VERIFY,
        Right.RECAP,
        Right.EXPORT,
    }


@pytest.mark.parametrize("right", [Right.MANAGE_USERS, Right.MANAGE_OFFICE, Right.BACK_UP, Right.READ_LOG_VALUES])
def test_a_clerk_may_not_run_the_office(right: Right):
    assert not may(somebody(Role.CLERK), right)


@pytest.mark.parametrize("right", [Right.REGISTER_REPORT, Right.HANDLE_CASE, Right.MANAGE_LETTERS])
def test_a_leader_reads_and_does_not_write(right: Right):
    assert not may(somebody(Role.LEADER), right)
    assert may(somebody(Role.LEADER), Right.READ_LOG_VALUES)


@given(role=st.sampled_from(Role), more=RIGHT_SETS, fewer=RIGHT_SETS)
def test_single_rights_alone_are_given_and_taken(role: Role, more: list[Right], fewer: list[Right]):
    rights = rights_with(role, more, fewer)
    actor = Actor(name="siapa pun", role=role, rights=rights)
    for right in Right:
        if right not in SINGLE:
            assert may(actor, right) == (right in RIGHTS[role])
        elif right in fewer:
            assert not may(actor, right)
        else:
            assert may(actor, right) == (right in RIGHTS[role] or right in more)
