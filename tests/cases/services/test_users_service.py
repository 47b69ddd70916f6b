from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st
from office_desk import ADMIN, OfficeAtWork, office_at_work

from cases.errors import InvalidInput, LoginRefused, NotAllowed
from cases.model.user import Actor, Right, Role, User
from cases.regulations import Law
from cases.rules.rights import SINGLE
from cases.services import log_in as way_in
from cases.services import users
from db.tables import LogInFailures, table_of

STEPS = st.sampled_from(["role", "rights", "active"])
ACTS = st.lists(st.tuples(st.integers(0, 2), STEPS, st.integers(0, 9)), max_size=8)


def log_in(office: OfficeAtWork, username: str, password: str) -> Actor | None:
    """As the composition root does it, with the hasher of the tests."""
    with office.database.write() as work:
        attempt = way_in.begin(work, username)
        hasher = work.passwords
    if attempt.wait:
        raise LoginRefused(way_in.wait_sentence(attempt), attempt.wait)
    right = hasher.verify(attempt.password_hash, password)
    with office.database.write() as work:
        return way_in.end(work, attempt, right=right)


def entered(office: OfficeAtWork, username: str, password: str) -> Actor:
    """The actor of an account that gets in."""
    actor = log_in(office, username, password)
    assert actor is not None
    return actor


def add(office: OfficeAtWork, username: str = "sari", role: Role = Role.CLERK, **parts: Any) -> User:
    return office.do_as(ADMIN, users.add_user, username, "Orang Rekaan", role, "jendela-kopi-pantai", **parts)


def rows(office: OfficeAtWork, record_id: str) -> list[tuple[str, str]]:
    """Who did what with an account, the oldest first."""
    with office.database.read() as work:
        return [(entry.actor, entry.action) for entry in reversed(work.audit.of_record([record_id]))]


def test_a_user_logs_in_by_name_in_any_case(office: OfficeAtWork) -> None:
    office.do_as(ADMIN, users.add_user, "Sari.W", "Sari Wulan", Role.CLERK, "kata-sandi-sari")
    actor = log_in(office, " SARI.w ", "kata-sandi-sari")
    assert actor is not None
    assert (actor.name, actor.role, actor.full_name) == ("sari.w", Role.CLERK, "Sari Wulan")


@pytest.mark.parametrize(("name", "password"), [("admin", "salah"), ("tidak.ada", "rahasia-sekali"), ("admin", "")])
def test_a_wrong_name_or_password_stays_out(office: OfficeAtWork, name: str, password: str) -> None:
    assert log_in(office, name, password) is None


def test_an_inactive_user_stays_out(office: OfficeAtWork) -> None:
    user = office.do_as(ADMIN, users.add_user, "sari", "Sari Wulan", Role.CLERK, "kata-sandi-sari")
    office.do_as(ADMIN, users.set_active, user.id, active=False)
    assert log_in(office, "sari", "kata-sandi-sari") is None


def test_the_last_admin_cannot_be_switched_off(office: OfficeAtWork) -> None:
    admin = office.do_as(ADMIN, users.users)[0]
    with pytest.raises(InvalidInput, match="Admin terakhir"):
        office.do_as(ADMIN, users.set_active, admin.id, active=False)


@pytest.mark.parametrize(
    ("username", "full_name", "password", "field"),
    [
        ("a", "Nama", "panjang-sekali", "username"),
        ("dua kata", "Nama", "panjang-sekali", "username"),
        ("admin", "Nama", "panjang-sekali", "username"),
        ("sari", " ", "panjang-sekali", "full_name"),
        ("sari", "Nama", "pendek", "password"),
    ],
)
def test_a_faulty_account_is_refused_at_its_field(
    office: OfficeAtWork, username: str, full_name: str, password: str, field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        office.do_as(ADMIN, users.add_user, username, full_name, Role.CLERK, password)
    assert refused.value.field == field


def test_a_password_is_changed_by_who_knows_the_old_one(office: OfficeAtWork) -> None:
    actor = entered(office, "admin", "rahasia-sekali")
    with pytest.raises(LoginRefused, match="sekarang"):
        office.do_as(actor, users.change_own_password, "bukan-itu", "kata-sandi-baru")
    office.do_as(actor, users.change_own_password, "rahasia-sekali", "kata-sandi-baru")
    assert entered(office, "admin", "kata-sandi-baru").name == "admin"


def test_the_log_never_holds_a_password_hash(office: OfficeAtWork) -> None:
    user = office.do_as(ADMIN, users.add_user, "sari", "Sari Wulan", Role.CLERK, "kata-sandi-sari")
    with office.database.read() as work:
        entries = work.audit.of_record([user.id])
    assert "password_hash" in entries[0].fields
    assert "kata-sandi-sari" not in str(entries)


# -- slowed after failures


def fail(office: OfficeAtWork, name: str, times: int) -> int:
    """Try in vain as often as it is looked at, waiting each time; return the seconds of the last wait."""
    for _ in range(times):
        office.clock.advance(seconds=waiting(office, name))
        assert log_in(office, name, "salah") is None
    return waiting(office, name)


def waiting(office: OfficeAtWork, name: str) -> int:
    """The seconds that a name waits, as the next try is told."""
    with office.database.write() as work:
        attempt = way_in.begin(work, name)
        if not attempt.wait:  # it was counted; take that back
            failures = work.failures.of_name(attempt.name)
            assert failures is not None
            work.failures.put(attempt.name, replace(failures, count=failures.count - 1))
        return attempt.wait


@pytest.mark.parametrize("name", ["admin", "tidak.ada"])
def test_failures_slow_a_name_whether_it_is_known_or_not(office: OfficeAtWork, name: str) -> None:
    assert [fail(office, name, times) for times in (2, 1, 1)] == [0, 15, 30]


def test_who_waits_is_told_how_long_and_not_looked_at(office: OfficeAtWork) -> None:
    fail(office, "admin", 3)
    with pytest.raises(LoginRefused, match="Coba lagi dalam 15 detik") as refused:
        log_in(office, "admin", "rahasia-sekali")
    assert refused.value.wait == 15
    office.clock.advance(seconds=15)
    assert entered(office, "admin", "rahasia-sekali").name == "admin"
    assert fail(office, "admin", 2) == 0  # it went well in between


def test_a_clock_set_back_neither_unlocks_nor_locks_out(office: OfficeAtWork) -> None:
    fail(office, "admin", 5)
    office.clock.advance(days=-400)
    assert waiting(office, "admin") == 60
    assert waiting(office, "admin") == 60
    office.clock.advance(seconds=60)
    assert entered(office, "admin", "rahasia-sekali").name == "admin"


def test_nobody_waits_for_good(office: OfficeAtWork) -> None:
    assert fail(office, "admin", 12) == 300
    office.clock.advance(hours=25)
    assert fail(office, "admin", 2) == 0


def test_a_try_that_was_broken_off_counts(office: OfficeAtWork) -> None:
    for _ in range(3):
        with office.database.write() as work:
            way_in.begin(work, "admin")
    assert waiting(office, "admin") == 15


def test_a_password_in_the_field_of_the_name_is_kept_nowhere(office: OfficeAtWork) -> None:
    log_in(office, "kuda-hijau-lari", "x")
    with office.database.read() as work:
        assert "kuda" not in str(work.audit.of_record(["-"]))
        assert work.failures.of_name("kuda-hijau-lari") is None
        kept = work.users.connection.execute(sa.select(table_of(LogInFailures))).all()  # type: ignore[attr-defined] # looks beneath
    assert [row.username[0] for row in kept] == ["?"]


def test_coming_in_failing_and_leaving_are_rows_of_the_log(office: OfficeAtWork) -> None:
    user = add(office)
    log_in(office, "sari", "salah")
    actor = entered(office, "sari", "jendela-kopi-pantai")
    with office.database.write() as work:
        way_in.left(work, actor, "lock")
    assert rows(office, user.id)[1:] == [("sari", "refuse"), ("sari", "enter"), ("sari", "leave")]
    assert set(office.do_as(ADMIN, users.last_log_ins)) == {user.id}


def test_an_old_hash_is_made_anew_when_its_password_was_right(office: OfficeAtWork) -> None:
    with office.database.write() as work:
        user = work.users.by_username("admin")
        assert user is not None
        attempt = way_in.begin(work, "admin")
        way_in.end(work, attempt, right=True, renewed="plain:baru")
        kept = work.users.by_username("admin")
        assert kept is not None
        assert kept.password_hash == "plain:baru"


# -- rights, and who remains


def test_only_what_differs_from_the_role_is_kept(office: OfficeAtWork) -> None:
    user = add(office)
    office.do_as(ADMIN, users.set_rights, user.id, Role.CLERK, (Right.BACK_UP, Right.VOID), (Right.DECIDE, Right.READ))
    kept = next(one for one in office.do_as(ADMIN, users.users) if one.id == user.id)
    assert (kept.more, kept.fewer) == ((Right.BACK_UP,), (Right.DECIDE,))


def test_somebody_goes_on_managing_users(office: OfficeAtWork) -> None:
    admin = next(one for one in office.do_as(ADMIN, users.users) if one.role is Role.ADMIN)
    with pytest.raises(InvalidInput, match="mengatur pengguna"):
        office.do_as(ADMIN, users.set_rights, admin.id, Role.ADMIN, (), (Right.MANAGE_USERS,))
    with pytest.raises(InvalidInput, match="Admin terakhir"):
        office.do_as(ADMIN, users.set_role, admin.id, Role.CLERK)
    add(office, more=(Right.MANAGE_USERS,))
    office.do_as(ADMIN, users.set_rights, admin.id, Role.ADMIN, (), (Right.MANAGE_USERS,))


@settings(max_examples=15, deadline=None)
@given(acts=ACTS)
def test_whatever_is_done_an_admin_and_a_manager_of_users_remain(
    acts: list[tuple[int, str, int]], law: Law, template: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with office_at_work(tmp_path_factory.mktemp("akun"), law, template) as office:
        add(office, "sari")
        add(office, "tono", Role.ADMIN)
        for index, act, choice in acts:
            user = office.do_as(ADMIN, users.users)[index]
            try:
                if act == "role":
                    office.do_as(ADMIN, users.set_role, user.id, users.ROLES[choice % 3])
                elif act == "rights":
                    rights = sorted(SINGLE)[choice:]
                    office.do_as(ADMIN, users.set_rights, user.id, user.role, rights[::2], rights[1::2])
                else:
                    office.do_as(ADMIN, users.set_active, user.id, active=bool(choice % 2))
            except InvalidInput:
                pass
            active = [one for one in office.do_as(ADMIN, users.users) if one.active]
            assert any(one.role is Role.ADMIN for one in active)
            assert any(Right.MANAGE_USERS in users.rights_of(one) for one in active)


def test_nobody_gives_or_takes_over_rights_above_his_own(office: OfficeAtWork) -> None:
    boss = users.actor_of(add(office, more=(Right.MANAGE_USERS,)))
    admin = next(one for one in office.do_as(ADMIN, users.users) if one.role is Role.ADMIN)
    for service, *given_ in (
        (users.add_user, "baru", "Baru Saja", Role.ADMIN, "jendela-kopi-pantai"),
        (users.set_role, boss.user_id, Role.ADMIN),
        (users.set_password, admin.id, "jendela-kopi-laut"),
        (users.set_active, admin.id),
    ):
        with pytest.raises(NotAllowed):
            office.do_as(boss, service, *given_, **({"active": False} if service is users.set_active else {}))


def test_a_new_password_lets_in_who_had_to_wait_and_is_to_be_changed(office: OfficeAtWork) -> None:
    user = add(office)
    fail(office, "sari", 5)
    office.do_as(ADMIN, users.set_password, user.id, "mangga-hujan-laut", must_change=True)
    actor = entered(office, "sari", "mangga-hujan-laut")
    assert actor.must_change
    with pytest.raises(InvalidInput, match="sama"):
        office.do_as(actor, users.change_own_password, "mangga-hujan-laut", "mangga-hujan-laut")
    assert not office.do_as(actor, users.change_own_password, "mangga-hujan-laut", "gunung-roti-senja").must_change
    assert not entered(office, "sari", "gunung-roti-senja").must_change
