"""How an account asks to open the office, and how an admin lets it in from an open program.

The identity is made in the keyring of the account that asks; only its public half travels, as a small file in the
office's folder. Both screens show the same code, so that the admin knows whose request it is.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date

import msgspec

from cases.errors import InvalidInput, NotFound
from db.backups.plan import first_folder, read_plan
from db.files import storage_error, write_whole
from db.home import OfficeHome
from db.keys import OpenKeys, account_public, enrol_account
from db.locations import account_name, grant_account
from db.recovery import readable
from db.secrets import SecretStore

_CODE_CHARACTERS = 12
_LARGEST = 4096  # bytes; what anyone may write is read with care
_WINDOWS_ACCOUNT = re.compile(r"[\w.$ -]+\\[\w.$ -]+")
_UNIX_ACCOUNT = re.compile(r"[\w.$-]+@[\w.-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolmentRequest:
    r"""An account (``DOMAIN\\user`` or ``user@computer``) that asks to open the office, with its age recipient."""

    account: str
    public: str

    @property
    def code(self) -> str:
        """Twelve characters (60 bits) of a hash over account and key, in groups of four, to be compared by eye."""
        digest = hashlib.sha256(f"{self.account}\n{self.public}".encode()).digest()
        text = readable(digest)[:_CODE_CHARACTERS]
        return "-".join(text[start : start + 4] for start in range(0, _CODE_CHARACTERS, 4))


def ask_enrolment(home: OfficeHome, secrets: SecretStore) -> EnrolmentRequest:
    """Ask in the name of the account that runs the program; raises KeyUnavailable, NotFound, StorageError."""
    if not home.exists:
        raise NotFound("Belum ada kantor di folder ini: pilih folder kantor, lalu ulangi.", detail=str(home.path))
    request = EnrolmentRequest(account=account_name(), public=account_public(secrets))
    write_whole(home.requests / f"{request.code}.json", msgspec.json.encode(request))
    return request


def enrolment_requests(home: OfficeHome) -> tuple[EnrolmentRequest, ...]:
    """The requests that wait, by account; files that are no request are passed over."""
    found = []
    try:
        for file in home.requests.glob("*.json"):
            request = _read(file.read_bytes()) if file.is_file() and file.stat().st_size <= _LARGEST else None
            if request is not None and file.stem == request.code:
                found.append(request)
    except OSError as error:
        raise storage_error(error) from error
    return tuple(sorted(found, key=lambda request: request.account))


def accept_enrolment(home: OfficeHome, keys: OpenKeys, request: EnrolmentRequest, on: date) -> OpenKeys:
    """Let the account in: rights on the folder and its backups first, then the keys; the request is then gone.

    The caller has compared the code. Raises InvalidInput for an account name that is none, StorageError.
    """
    if not _is_account(request.account):
        raise InvalidInput("Nama akun pada permintaan ini tidak sah: tolak permintaan, lalu minta akun itu mengulang.")
    backups = first_folder(home, read_plan(home))
    for folder in (home.path, *((backups,) if backups.is_dir() else ())):
        grant_account(folder, request.account)
    enrolled = enrol_account(home.keys, keys, label=request.account, public=request.public, on=on)
    refuse_enrolment(home, request)
    return enrolled


def refuse_enrolment(home: OfficeHome, request: EnrolmentRequest) -> None:
    """Take the request away; raises StorageError."""
    try:
        (home.requests / f"{request.code}.json").unlink(missing_ok=True)
    except OSError as error:
        raise storage_error(error) from error


def _is_account(name: str) -> bool:
    return bool(_WINDOWS_ACCOUNT.fullmatch(name) or _UNIX_ACCOUNT.fullmatch(name))


def _read(data: bytes) -> EnrolmentRequest | None:
    try:
        return msgspec.json.decode(data, type=EnrolmentRequest)
    except (msgspec.DecodeError, UnicodeDecodeError):  # the latter inside a text, where msgspec lets it through
        return None
