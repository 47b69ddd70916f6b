"""Who works in the program, what they may do, and the actor every service is called by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
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
    SEE_REPORTER = "melihat identitas pelapor"
    DECIDE = "mencatat keputusan"
    ISSUE = "menerbitkan surat"
    VOID = "membatalkan surat dan nomor"
    EXPORT = "mengekspor data"
    MANAGE_RULES = "mengatur peraturan"
    RESTRICT = "membatasi perkara"
    DISCARD = "membuang dan memulihkan catatan"
    DISPOSE = "memusnahkan arsip"
    RESTORE = "memulihkan cadangan"
    READ_LOG = "membaca catatan perubahan"


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """An account of the program. ``password_hash`` is an argon2id string and never leaves ``db`` and the services.

    ``more`` and ``fewer`` are the single rights that it has besides those of its role, or lacks of them.
    ``must_change`` asks for a password of its own at the next log-in.
    """

    id: str
    username: str
    full_name: str
    role: Role
    password_hash: str
    active: bool = True
    more: tuple[Right, ...] = ()
    fewer: tuple[Right, ...] = ()
    must_change: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Failures:
    """How often logging in under a name has failed since it last went well, and when last (aware, UTC)."""

    count: int
    last_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who calls a service: a user who logged in, or a part of the program that acts for the office.

    ``rights`` are those of the account, None for those of the role; ``must_change`` as the account has it.
    """

    name: str
    role: Role
    user_id: str | None = None
    full_name: str = ""
    rights: frozenset[Right] | None = None
    must_change: bool = False
