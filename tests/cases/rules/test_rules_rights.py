from __future__ import annotations

import pytest

from cases.model.user import Right, Role
from cases.rules.rights import RIGHTS, may


def test_every_role_has_its_row_and_the_admin_all():
    assert set(RIGHTS) == set(Role)
    assert all(may(Role.ADMIN, right) for right in Right)


def test_scheduled_tasks_back_up_verify_and_recap_only():
    assert {right for right in Right if may(Role.SCHEDULE, right)} == {Right.BACK_UP, Right.VERIFY, Right.RECAP}


@pytest.mark.parametrize("right", [Right.MANAGE_USERS, Right.MANAGE_OFFICE, Right.BACK_UP, Right.READ_LOG_VALUES])
def test_a_clerk_may_not_run_the_office(right: Right):
    assert not may(Role.CLERK, right)


@pytest.mark.parametrize("right", [Right.REGISTER_REPORT, Right.HANDLE_CASE, Right.MANAGE_LETTERS])
def test_a_leader_reads_and_does_not_write(right: Right):
    assert not may(Role.LEADER, right)
    assert may(Role.LEADER, Right.READ_LOG_VALUES)
