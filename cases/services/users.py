"""Accounts of the program: logging in, adding, changing the password, switching off."""

from __future__ import annotations

import re
from dataclasses import replace

from cases.errors import InvalidInput, LoginRefused
from cases.model.identity import new_id
from cases.model.user import Actor, Right, Role, User
from cases.ports import UnitOfWork
from cases.rules.rights import rights_with
from cases.services.access import service

SHORTEST_PASSWORD = 10
_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,31}")


def log_in(work: UnitOfWork, username: str, password: str) -> Actor:
    """Return the actor of an account; the one function here without a gate, since nobody is there yet.

    An unknown name costs the same time as a wrong password. Raises LoginRefused.
    """
    user = work.users.by_username(username.strip().lower())
    known = user is not None and user.active
    right = work.passwords.verify(user.password_hash if user is not None else "", password)
    if user is None or not known or not right:
        raise LoginRefused("Nama pengguna atau kata sandi salah; periksa huruf besar dan coba lagi.")
    return actor_of(user)


def actor_of(user: User) -> Actor:
    """Return the actor that a user is."""
    return Actor(
        name=user.username,
        role=user.role,
        user_id=user.id,
        full_name=user.full_name,
        rights=rights_with(user.role, user.more, user.fewer),
        must_change=user.must_change,
    )


def make_user(work: UnitOfWork, username: str, full_name: str, role: Role, password: str) -> User:
    """Return a new account with its password hashed; raises InvalidInput for a name or password that will not do."""
    username = username.strip().lower()
    if not _USERNAME.fullmatch(username):
        raise InvalidInput(
            "Nama pengguna terdiri atas 2–32 huruf kecil, angka, titik, atau garis, tanpa spasi.", field="username"
        )
    if work.users.by_username(username) is not None:
        raise InvalidInput(f"Nama pengguna {username} sudah dipakai; pilih nama lain.", field="username")
    if not full_name.strip():
        raise InvalidInput("Isi nama lengkap pengguna.", field="full_name")
    return User(
        id=new_id(),
        username=username,
        full_name=full_name.strip(),
        role=role,
        password_hash=work.passwords.hash(_strong(password)),
    )


@service(Right.MANAGE_USERS)
def users(work: UnitOfWork, actor: Actor) -> tuple[User, ...]:
    """Return every account, by name, without password hashes."""
    return tuple(replace(user, password_hash="") for user in work.users.all())


@service(Right.MANAGE_USERS)
def add_user(work: UnitOfWork, actor: Actor, username: str, full_name: str, role: Role, password: str) -> User:
    """Add an account; raises InvalidInput."""
    user = make_user(work, username, full_name, role, password)
    work.users.add(user)
    return replace(user, password_hash="")


@service(Right.READ)
def change_own_password(work: UnitOfWork, actor: Actor, old: str, new: str) -> None:
    """Change the actor's own password; raises LoginRefused when the old one is wrong, InvalidInput for a weak one."""
    user = work.users.get(actor.user_id or "")
    if not work.passwords.verify(user.password_hash, old):
        raise LoginRefused("Kata sandi lama salah; coba lagi.")
    work.users.save(replace(user, password_hash=work.passwords.hash(_strong(new))))


@service(Right.MANAGE_USERS)
def set_role(work: UnitOfWork, actor: Actor, user_id: str, role: Role) -> None:
    """Give an account another role; the last active admin stays one."""
    user = work.users.get(user_id)
    if role is not Role.ADMIN:
        _keep_an_admin(work, user)
    work.users.save(replace(user, role=role))


@service(Right.MANAGE_USERS)
def set_password(work: UnitOfWork, actor: Actor, user_id: str, new: str) -> None:
    """Give an account a new password in the place of a forgotten one; raises InvalidInput for a weak one."""
    work.users.save(replace(work.users.get(user_id), password_hash=work.passwords.hash(_strong(new))))


@service(Right.MANAGE_USERS)
def set_active(work: UnitOfWork, actor: Actor, user_id: str, *, active: bool) -> None:
    """Switch an account on or off; the last active admin cannot be switched off."""
    user = work.users.get(user_id)
    if not active:
        _keep_an_admin(work, user)
    work.users.save(replace(user, active=active))


def _keep_an_admin(work: UnitOfWork, user: User) -> None:
    others = [other for other in work.users.all() if other.active and other.role is Role.ADMIN and other.id != user.id]
    if user.role is Role.ADMIN and not others:
        raise InvalidInput("Admin terakhir tidak dapat diturunkan atau dinonaktifkan; tambahkan admin lain dahulu.")


def _strong(password: str) -> str:
    if len(password) < SHORTEST_PASSWORD:
        raise InvalidInput(f"Kata sandi paling sedikit {SHORTEST_PASSWORD} huruf.", field="password")
    return password
