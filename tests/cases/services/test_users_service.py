from __future__ import annotations

import pytest
from office_desk import ADMIN, OfficeAtWork

from cases.errors import InvalidInput, LoginRefused
from cases.model.user import Role
from cases.services import users


def log_in(office: OfficeAtWork, username: str, password: str):
    with office.database.read() as work:
        return users.log_in(work, username, password)


def test_a_user_logs_in_by_name_in_any_case(office: OfficeAtWork) -> None:
    office.do_as(ADMIN, users.add_user, "Sari.W", "Sari Wulan", Role.CLERK, "kata-sandi-sari")
    actor = log_in(office, " SARI.w ", "kata-sandi-sari")
    assert (actor.name, actor.role, actor.full_name) == ("sari.w", Role.CLERK, "Sari Wulan")


@pytest.mark.parametrize(("name", "password"), [("admin", "salah"), ("tidak.ada", "rahasia-sekali"), ("admin", "")])
def test_a_wrong_name_or_password_gets_the_same_sentence(office: OfficeAtWork, name: str, password: str) -> None:
    with pytest.raises(LoginRefused, match="Nama pengguna atau kata sandi salah"):
        log_in(office, name, password)


def test_an_inactive_user_stays_out(office: OfficeAtWork) -> None:
    user = office.do_as(ADMIN, users.add_user, "sari", "Sari Wulan", Role.CLERK, "kata-sandi-sari")
    office.do_as(ADMIN, users.set_active, user.id, active=False)
    with pytest.raises(LoginRefused):
        log_in(office, "sari", "kata-sandi-sari")


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
    actor = log_in(office, "admin", "rahasia-sekali")
    with pytest.raises(LoginRefused, match="lama"):
        office.do_as(actor, users.change_own_password, "bukan-itu", "kata-sandi-baru")
    office.do_as(actor, users.change_own_password, "rahasia-sekali", "kata-sandi-baru")
    assert log_in(office, "admin", "kata-sandi-baru").name == "admin"


def test_the_log_never_holds_a_password_hash(office: OfficeAtWork) -> None:
    user = office.do_as(ADMIN, users.add_user, "sari", "Sari Wulan", Role.CLERK, "kata-sandi-sari")
    with office.database.read() as work:
        entries = work.audit.of_record([user.id])
    assert "password_hash" in entries[0].fields
    assert "kata-sandi-sari" not in str(entries)
