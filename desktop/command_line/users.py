"""``netralitas users``: the accounts of the program from the command line, for the admin."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import datetime
from typing import Any

from cases.errors import NotFound
from cases.model.user import Actor, Role, User
from cases.services import users
from desktop.command_line.at_office import opened
from desktop.command_line.cli import say, say_json, type_password
from desktop.files import read_text
from desktop.wiring import OpenOffice

_HANDED = "Saat pertama masuk, orangnya memilih kata sandinya sendiri."
_Act = Callable[[OpenOffice, Actor, argparse.Namespace], None]


def run_users(options: argparse.Namespace) -> int:
    """List accounts, or change one; the acts are those of the settings and ask for the same right."""
    with opened(options) as (office, actor):
        _ACTS[options.act](office, actor, options)
    return 0


def _list(office: OpenOffice, actor: Actor, options: argparse.Namespace) -> None:
    entered = office.read(users.last_log_ins, actor)
    found = [_plain(user, entered.get(user.id), office) for user in office.read(users.users, actor)]
    if options.json:
        say_json(found)
        return
    for one in found:
        entered, more, fewer = one["last_log_in"], one["more"], one["fewer"]
        said = [one["username"], one["full_name"], one["role"], one["state"]]
        said += [f"masuk {entered}" if entered else "belum pernah masuk"]
        said += [f"ditambah: {', '.join(more)}"] if more else []
        said += [f"tanpa: {', '.join(fewer)}"] if fewer else []
        say(" · ".join(said))


def _plain(user: User, entered: datetime | None, office: OpenOffice) -> dict[str, Any]:
    local = entered.astimezone(office.clock.time_zone.zone) if entered is not None else None
    return {
        "username": user.username,
        "full_name": user.full_name,
        "role": user.role.value,
        "state": "nonaktif" if not user.active else "sandi sementara" if user.must_change else "aktif",
        "more": [right.value for right in user.more],
        "fewer": [right.value for right in user.fewer],
        "last_log_in": f"{local:%Y-%m-%d %H.%M}" if local is not None else "",
    }


def _add(office: OpenOffice, actor: Actor, options: argparse.Namespace) -> None:
    password = _new_password(options)
    role = Role(options.role)
    user, _ = office.write(users.add_user, actor, options.username, options.full_name, role, password, must_change=True)
    say(f"{user.full_name} ditambahkan sebagai {role}. {_HANDED}")


def _role(office: OpenOffice, actor: Actor, options: argparse.Namespace) -> None:
    user = _find(office, actor, options.username)
    office.write(users.set_role, actor, user.id, Role(options.role))
    say(f"Peran {user.full_name} kini {options.role}.")


def _switch(office: OpenOffice, actor: Actor, options: argparse.Namespace) -> None:
    user, active = _find(office, actor, options.username), options.act == "activate"
    office.write(users.set_active, actor, user.id, active=active)
    say(f"{user.full_name} diaktifkan." if active else f"{user.full_name} dinonaktifkan; catatannya tetap ada.")


def _password(office: OpenOffice, actor: Actor, options: argparse.Namespace) -> None:
    user = _find(office, actor, options.username)
    own = user.id == actor.user_id
    office.write(users.set_password, actor, user.id, _new_password(options), must_change=not own)
    say(f"Kata sandi {user.full_name} diganti." + ("" if own else f" {_HANDED}"))


def _new_password(options: argparse.Namespace) -> str:
    if options.new_password_file is not None:
        return read_text(options.new_password_file).rstrip("\r\n")
    return type_password(f"Kata sandi baru {options.username}: ")


def _find(office: OpenOffice, actor: Actor, username: str) -> User:
    name = username.strip().lower()
    found = next((user for user in office.read(users.users, actor) if user.username == name), None)
    if found is None:
        raise NotFound(f"Tidak ada pengguna {username}; lihat daftarnya dengan “netralitas users list”.")
    return found


_ACTS: dict[str, _Act] = {
    "list": _list,
    "add": _add,
    "role": _role,
    "deactivate": _switch,
    "activate": _switch,
    "password": _password,
}
