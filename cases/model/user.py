"""Who works in the program, what they may do, and the actor every service is called by."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """The roles of an office; SCHEDULE is the enrolled account of the operating system, for unattended tasks."""

    CLERK = "petugas"
    LEADER = "pimpinan"
    ADMIN = "admin"
    SCHEDULE = "terjadwal"


class Right(StrEnum):
    """What a service asks for, exactly one each; the table of who has it is in ``cases.rules.rights``."""

    READ = "membaca"
    REGISTER_REPORT = "mencatat laporan"
    MANAGE_EVIDENCE = "menambah bukti"
    HANDLE_CASE = "menangani perkara"
    MANAGE_LETTERS = "mengelola surat"
    IMPORT_EMPLOYEES = "mengimpor pegawai"
    RECAP = "membuat rekap"
    VERIFY = "memeriksa keutuhan"
    BACK_UP = "mencadangkan"
    READ_LOG_VALUES = "membaca isi catatan perubahan"
    MANAGE_OFFICE = "mengatur kantor"
    MANAGE_USERS = "mengatur pengguna"


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """An account of the program. ``password_hash`` is an argon2id string and never leaves ``db`` and the services."""

    id: str
    username: str
    full_name: str
    role: Role
    password_hash: str
    active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who calls a service: a user who logged in, or a part of the program that acts for the office."""

    name: str
    role: Role
    user_id: str | None = None
    full_name: str = ""
