"""Accounts of the program: adding, roles and single rights, passwords, switching off. None is ever deleted."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Final

from cases.changes import Action
from cases.errors import InvalidInput, LoginRefused, NotAllowed
from cases.model.identity import new_id
from cases.model.user import Actor, Right, Role, User
from cases.ports import UnitOfWork
from cases.rules.passwords import judge
from cases.rules.rights import RIGHTS, SINGLE, may, rights_with
from cases.services.access import service

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,31}")
ROLES: Final = (Role.CLERK, Role.LEADER, Role.ADMIN)
"""The roles that an account may have."""
OLD_WRONG: Final = "Kata sandi sekarang salah; coba lagi."
_ENTERED: Final[tuple[Action]] = ("enter",)


def actor_of(user: User) -> Actor:
    """Return the actor that a user is."""
    return Actor(
        name=user.username,
        role=user.role,
        user_id=user.id,
        full_name=user.full_name,
        rights=rights_of(user),
        must_change=user.must_change,
    )


def rights_of(user: User) -> frozenset[Right]:
    """Return the rights of an account."""
    return rights_with(user.role, user.more, user.fewer)


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
    if role not in ROLES:
        raise InvalidInput("Pilih peran petugas, pimpinan, atau admin.", field="role")
    user = User(id=new_id(), username=username, full_name=full_name.strip(), role=role, password_hash="")
    return replace(user, password_hash=_hashed(work, user, password))


@service(Right.MANAGE_USERS)
def users(work: UnitOfWork, actor: Actor) -> tuple[User, ...]:
    """Return every account, by name, without password hashes."""
    return tuple(replace(user, password_hash="") for user in work.users.all())


@service(Right.READ)
def full_names(work: UnitOfWork, actor: Actor) -> dict[str, str]:
    """Return whose accounts they are, by the name that is typed at the log-in and stands in records."""
    return {user.username: user.full_name for user in work.users.all()}


@service(Right.MANAGE_USERS)
def last_log_ins(work: UnitOfWork, actor: Actor) -> dict[str, datetime]:
    """Return when each account was entered last, by identifier; one that never was is left out."""
    return work.audit.last_times([user.id for user in work.users.all()], _ENTERED)


@service(Right.MANAGE_USERS)
def add_user(
    work: UnitOfWork,
    actor: Actor,
    username: str,
    full_name: str,
    role: Role,
    password: str,
    *,
    more: Iterable[Right] = (),
    fewer: Iterable[Right] = (),
    must_change: bool = False,
) -> User:
    """Add an account; raises InvalidInput, NotAllowed for rights that the actor has not himself.

    ``must_change`` asks whoever enters first to choose a password of his own.
    """
    user = _with_rights(make_user(work, username, full_name, role, password), role, more, fewer)
    user = replace(user, must_change=must_change)
    _not_above(actor, user)
    work.users.add(user)
    return replace(user, password_hash="")


@service(Right.READ)
def change_own_password(work: UnitOfWork, actor: Actor, old: str, new: str) -> Actor:
    """Change the actor's own password and return the actor for whom none is due any more.

    Raises LoginRefused when the old one is wrong, InvalidInput for a weak one or the same again.
    """
    user = work.users.get(actor.user_id or "")
    if not work.passwords.verify(user.password_hash, old):
        raise LoginRefused(OLD_WRONG)
    if old == new:
        raise InvalidInput("Kata sandi baru sama dengan yang lama; pilih yang lain.", field="password")
    user = replace(user, password_hash=_hashed(work, user, new), must_change=False)
    work.users.save(user)
    return actor_of(user)


@service(Right.MANAGE_USERS)
def set_role(work: UnitOfWork, actor: Actor, user_id: str, role: Role) -> None:
    """Give an account another role; raises as ``set_rights`` does."""
    user = work.users.get(user_id)
    _save_rights(work, actor, user, _with_rights(user, role, user.more, user.fewer))


@service(Right.MANAGE_USERS)
def set_rights(
    work: UnitOfWork, actor: Actor, user_id: str, role: Role, more: Collection[Right], fewer: Collection[Right]
) -> None:
    """Give an account a role with some more and some fewer single rights.

    The last admin stays one, and somebody goes on managing users: raises InvalidInput otherwise, and NotAllowed for
    rights that the actor has not himself.
    """
    user = work.users.get(user_id)
    _save_rights(work, actor, user, _with_rights(user, role, more, fewer))


@service(Right.MANAGE_USERS)
def set_password(work: UnitOfWork, actor: Actor, user_id: str, new: str, *, must_change: bool = False) -> None:
    """Give an account a new password in the place of a forgotten one, and let it in at once again.

    Raises InvalidInput for a weak one, NotAllowed for an account with rights that the actor has not.
    """
    user = work.users.get(user_id)
    _not_above(actor, user)
    work.users.save(replace(user, password_hash=_hashed(work, user, new), must_change=must_change))
    work.failures.drop(user.username)


@service(Right.MANAGE_USERS)
def set_active(work: UnitOfWork, actor: Actor, user_id: str, *, active: bool) -> None:
    """Switch an account on or off; the last active admin cannot be switched off. Raises as ``set_rights`` does."""
    user = work.users.get(user_id)
    _not_above(actor, user)
    _save_kept(work, replace(user, active=active))


def names_of(work: UnitOfWork, user: User) -> tuple[str, ...]:
    """Return the names that a user's password should not hold: his own and the office's."""
    office = work.office.current()
    return (user.username, user.full_name, *((office.short_name, office.region) if office is not None else ()))


def _with_rights(user: User, role: Role, more: Iterable[Right], fewer: Iterable[Right]) -> User:
    """The account with a role; of the single rights only those stay that differ from the role's."""
    own = RIGHTS[role]
    given, taken = SINGLE.intersection(more) - own, SINGLE.intersection(fewer) & own
    return replace(user, role=role, more=tuple(sorted(given)), fewer=tuple(sorted(taken)))


def _save_rights(work: UnitOfWork, actor: Actor, user: User, changed: User) -> None:
    if changed.role not in ROLES:
        raise InvalidInput("Pilih peran petugas, pimpinan, atau admin.", field="role")
    _not_above(actor, user)
    _not_above(actor, changed)
    _save_kept(work, changed)


def _save_kept(work: UnitOfWork, changed: User) -> None:
    """Save an account where an admin and somebody who manages users remain."""
    active = [user for user in work.users.all() if user.active and user.id != changed.id]
    active += [changed] if changed.active else []
    if not any(user.role is Role.ADMIN for user in active):
        raise InvalidInput("Admin terakhir tidak dapat diturunkan atau dinonaktifkan; tambahkan admin lain dahulu.")
    if not any(Right.MANAGE_USERS in rights_of(user) for user in active):
        raise InvalidInput("Harus tetap ada yang berhak mengatur pengguna; berikan hak itu kepada orang lain dahulu.")
    work.users.save(changed)


def _not_above(actor: Actor, user: User) -> None:
    """Nobody gives, or takes over, rights that he has not himself."""
    above = [right for right in Right if right in rights_of(user) and not may(actor, right)]
    if above:
        raise NotAllowed(f"Akun itu berhak {above[0]}, Anda tidak; mintalah admin yang memiliki hak itu.")


def _hashed(work: UnitOfWork, user: User, password: str) -> str:
    judged = judge(password, names_of(work, user))
    if not judged.good:
        raise InvalidInput(judged.words or "Isi kata sandi.", field="password")
    return work.passwords.hash(password)
