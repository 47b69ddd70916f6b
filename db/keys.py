"""The office's keys: a database key and a vault identity in ``keys.age``, sealed to those who may open them.

Everyone who may open is an age recipient: the recovery key (printed, never stored) and one identity for each
enrolled account of the operating system, kept in that account's keyring. The list of recipients lies inside the
sealed file: who re-seals it has opened it anyway, and nobody else learns who is enrolled or can slip a name in.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeAlias

import msgspec
import pyrage

from cases.errors import (
    DatabaseDamaged,
    DatabaseNewer,
    InvalidInput,
    KeyUnavailable,
    NotFound,
    StorageError,
    WrongKey,
)
from db.files import storage_error, write_whole
from db.locations import account_name
from db.recovery import identity_text, key_lines, read_key, readable
from db.secrets import SecretStore

DATABASE_KEY_BYTES = 32
_ENTRY = "identitas"  # of the keyring; one identity serves all offices that this account opens
_FORMAT = 2
_FIRST_FORMAT = 1  # one vault identity, no change under way; still read
_SHEET_CHARACTERS = 8

_NO_ENTRY = (
    "Penyimpan kunci komputer ini tidak memuat kunci untuk akun Anda (belum didaftarkan, atau hilang): buka dengan "
    "kunci pemulihan dari lembar pemulihan, lalu daftarkan akun ini."
)
_NOT_ENROLLED = (
    "Akun komputer ini belum didaftarkan untuk kantor ini: buka dengan kunci pemulihan dari lembar pemulihan, "
    "atau minta admin mendaftarkannya."
)
_DAMAGED = (
    "Berkas kunci keys.age rusak: salin kembali keys.age dari cadangan terakhir ke folder kantor, lalu buka ulang."
)
_CHANGED = "Kunci kantor ini sudah diganti dari tempat lain: tutup Netralitas, buka kembali, lalu ulangi."
_UNDER_WAY = "Pergantian kunci yang lalu belum selesai: tutup Netralitas, buka kembali, lalu ulangi."
_OTHER_OFFICE = (
    "Kunci pemulihan ini bukan milik kantor ini: pastikan lembar pemulihan dan folder kantornya berpasangan."
)

_OTHER_KEYS = "Kunci kantor ini tidak membuka cadangan itu: pakai lembar pemulihan yang disebut pada cadangan itu."


class RecipientKind(StrEnum):
    """What stands behind a recipient."""

    RECOVERY = "kunci pemulihan"
    ACCOUNT = "akun komputer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """One who can open the office's keys; ``public`` is an age recipient ("age1..."), ``label`` an account's name."""

    public: str
    kind: RecipientKind
    label: str
    added_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenKeys:
    """The office's keys, opened: a raw SQLCipher key of 32 bytes and an age identity for the vault.

    ``vault_identity`` seals what is written from now on, ``older_identities`` sealed what was written before keys were
    changed, oldest first. ``next_key`` is there while the database is about to get another key: one of both opens it.
    """

    db_key: bytes = field(repr=False)
    vault_identity: str = field(repr=False)
    recipients: tuple[Recipient, ...]
    older_identities: tuple[str, ...] = field(default=(), repr=False)
    next_key: bytes | None = field(default=None, repr=False)

    @property
    def vault_identities(self) -> tuple[str, ...]:
        """All of them: the first names the files of the vault, the last seals them, each opens what it sealed."""
        return (*self.older_identities, self.vault_identity)

    @property
    def sheet(self) -> str:
        """The short code of the recovery sheet that opens these keys, "" without one."""
        sheets = (each.public for each in self.recipients if each.kind is RecipientKind.RECOVERY)
        return next((sheet_code(public) for public in sheets), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewKeys:
    """Keys that no disk has seen yet, and the recovery key's lines to print."""

    keys: OpenKeys
    recovery_lines: tuple[str, ...] = field(repr=False)


_Key: TypeAlias = Annotated[bytes, msgspec.Meta(min_length=DATABASE_KEY_BYTES, max_length=DATABASE_KEY_BYTES)]


class _Sealed(msgspec.Struct, forbid_unknown_fields=True):
    """What ``keys.age`` holds, as JSON; the first format has neither of the last two."""

    format: int
    database_key: _Key
    vault_identity: str
    recipients: tuple[Recipient, ...]
    older_identities: tuple[str, ...] = ()
    next_key: _Key | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSheet:
    """A recovery key that nothing is sealed to yet: its recipient, and its lines to print."""

    recipient: Recipient
    lines: tuple[str, ...] = field(repr=False)

    @property
    def code(self) -> str:
        """The short code of its sheet."""
        return sheet_code(self.recipient.public)


class _Version(msgspec.Struct):
    """The one field that every format has."""

    format: int


def new_keys(on: date) -> NewKeys:
    """Make the keys of a new office; nothing is written."""
    sheet = new_sheet(on)
    keys = OpenKeys(
        db_key=os.urandom(DATABASE_KEY_BYTES),
        vault_identity=str(pyrage.x25519.Identity.generate()),
        recipients=(sheet.recipient,),
    )
    return NewKeys(keys=keys, recovery_lines=sheet.lines)


def new_sheet(on: date) -> NewSheet:
    """Make another recovery key; nothing is written, and nothing is sealed to it yet."""
    secret = os.urandom(DATABASE_KEY_BYTES)
    public = str(_identity(identity_text(secret)).to_public())
    recipient = Recipient(public=public, kind=RecipientKind.RECOVERY, label="lembar pemulihan", added_on=on)
    return NewSheet(recipient=recipient, lines=key_lines(secret))


def sheet_code(public: str) -> str:
    """The short code of a recovery sheet: eight characters of a hash of its recipient, printed on it."""
    return readable(hashlib.sha256(public.encode()).digest())[:_SHEET_CHARACTERS]


def sheet_of(text: str) -> str:
    """The short code of the sheet whose key was typed; raises WrongKey for one that was mistyped."""
    return sheet_code(str(_identity(identity_text(read_key(text))).to_public()))


def write_keys(file: Path, keys: OpenKeys) -> None:
    """Seal the keys to their recipients and put them in the place of ``file`` in one step; raises StorageError."""
    sealed = _Sealed(
        format=_FORMAT,
        database_key=keys.db_key,
        vault_identity=keys.vault_identity,
        recipients=keys.recipients,
        older_identities=keys.older_identities,
        next_key=keys.next_key,
    )
    # The vault identity opens the file too, so that an open program can read it again before it adds an account.
    recipients = [_identity(keys.vault_identity).to_public()]
    recipients += [pyrage.x25519.Recipient.from_str(recipient.public) for recipient in keys.recipients]
    write_whole(file, pyrage.encrypt(msgspec.json.encode(sealed), recipients))


def open_with_recovery_key(file: Path, text: str) -> OpenKeys:
    """Open the office with its printed key, as typed or as a text file has it.

    Raises WrongKey (mistyped, or another office's), NotFound, DatabaseDamaged, StorageError.
    """
    secret = read_key(text)
    keys = _unseal(file, identity_text(secret))
    if keys is None:
        raise WrongKey(_OTHER_OFFICE)
    return keys


def open_with_keyring(file: Path, secrets: SecretStore) -> OpenKeys:
    """Open the office with this account's identity.

    Raises KeyUnavailable (no usable keyring, or not or no longer enrolled), NotFound, DatabaseDamaged, StorageError.
    """
    identity = secrets.get(_ENTRY)
    if identity is None:
        raise KeyUnavailable(_NO_ENTRY)
    keys = _unseal(file, identity)
    if keys is None:
        raise KeyUnavailable(_NOT_ENROLLED)
    return keys


def open_with_vault_identity(file: Path, identities: Sequence[str]) -> OpenKeys:
    """Open a copy of the keys, as a backup holds it, with vault identities of an office whose keys are open.

    Raises WrongKey when none of them opens it, NotFound, DatabaseDamaged, StorageError.
    """
    for identity in reversed(identities):
        keys = _unseal(file, identity)
        if keys is not None:
            return keys
    raise WrongKey(_OTHER_KEYS)


def account_public(secrets: SecretStore) -> str:
    """Return the public half of this account's identity, making one in its keyring first when there is none.

    Raises KeyUnavailable without a usable keyring.
    """
    text = secrets.get(_ENTRY)
    if text is None:
        secrets.put(_ENTRY, str(pyrage.x25519.Identity.generate()))
        text = secrets.get(_ENTRY)  # a keyring that forgets at once must not become a recipient
    if text is None:
        raise KeyUnavailable(_NO_ENTRY)
    return str(_identity(text).to_public())


def enrol_this_account(file: Path, keys: OpenKeys, secrets: SecretStore, on: date) -> OpenKeys:
    """Let the account that runs the program open the office from now on; raises KeyUnavailable, StorageError."""
    return enrol_account(file, keys, label=account_name(), public=account_public(secrets), on=on)


def enrol_account(file: Path, keys: OpenKeys, *, label: str, public: str, on: date) -> OpenKeys:
    """Let the account with this public key open the office, in the place of an earlier one of the same label.

    ``keys`` are those of the open program. Raises WrongKey when ``public`` is no age recipient, StorageError.
    """
    try:
        pyrage.x25519.Recipient.from_str(public)
    except pyrage.RecipientError as error:
        raise WrongKey(
            "Permintaan pendaftaran akun rusak: minta akun itu mendaftar ulang.", detail=repr(error)
        ) from error
    current = read_again(file, keys)
    kept = tuple(
        recipient
        for recipient in current.recipients
        if recipient.kind is RecipientKind.RECOVERY or recipient.label != label
    )
    added = Recipient(public=public, kind=RecipientKind.ACCOUNT, label=label, added_on=on)
    enrolled = replace(current, recipients=(*kept, added))
    write_keys(file, enrolled)
    return enrolled


def read_again(file: Path, keys: OpenKeys) -> OpenKeys:
    """Return the keys as they lie on the disk now: another window may have enrolled someone since they were opened.

    Raises WrongKey when they were changed meanwhile, NotFound, DatabaseDamaged, StorageError.
    """
    current = _unseal(file, keys.vault_identity)
    if current is None:
        raise WrongKey(_CHANGED, detail="keys.age is not sealed to the identity that was opened")
    return current


def change_keys(
    file: Path, keys: OpenKeys, *, sheet: NewSheet | None = None, leaving: Collection[str] = ()
) -> OpenKeys:
    """Give the office new keys: sealed to ``sheet`` in the place of the old one, and no longer to those ``leaving``.

    ``leaving`` are public keys of accounts. What is written from now on has a new vault identity; the database gets
    its new key when it is opened next (``db.rekey``). From here on the old sheet and these accounts open neither.
    Raises InvalidInput when nobody known is leaving, WrongKey (changed elsewhere), StorageError.
    """
    current = read_again(file, keys)
    if current.next_key is not None:
        raise StorageError(_UNDER_WAY)
    accounts = {each.public for each in current.recipients if each.kind is RecipientKind.ACCOUNT}
    if not accounts.issuperset(leaving):
        raise InvalidInput("Akun ini tidak lagi terdaftar: buka ulang halaman ini untuk melihat daftar terbaru.")
    kept = tuple(
        each
        for each in current.recipients
        if each.public not in leaving and (sheet is None or each.kind is not RecipientKind.RECOVERY)
    )
    changed = replace(
        current,
        recipients=kept if sheet is None else (sheet.recipient, *kept),
        vault_identity=str(pyrage.x25519.Identity.generate()),
        older_identities=current.vault_identities,
        next_key=os.urandom(DATABASE_KEY_BYTES),
    )
    write_keys(file, changed)
    return changed


def settle_keys(file: Path, keys: OpenKeys) -> OpenKeys:
    """Forget the database's old key, now that it opens with the next one; raises StorageError."""
    if keys.next_key is None:
        return keys
    settled = replace(keys, db_key=keys.next_key, next_key=None)
    write_keys(file, settled)
    return settled


def _identity(text: str) -> pyrage.x25519.Identity:
    try:
        return pyrage.x25519.Identity.from_str(text)
    except pyrage.IdentityError as error:
        raise KeyUnavailable(_NO_ENTRY, detail=repr(error)) from error


def _unseal(file: Path, identity: str) -> OpenKeys | None:
    """Return the keys, None when this identity is not among the recipients."""
    try:
        data = file.read_bytes()
    except FileNotFoundError as error:
        raise NotFound(
            "Berkas kunci keys.age tidak ada di folder kantor: salin kembali dari cadangan terakhir.", detail=str(error)
        ) from error
    except OSError as error:
        raise storage_error(error) from error
    try:
        opened = pyrage.decrypt(data, [_identity(identity)])
        version = msgspec.json.decode(opened, type=_Version).format
        sealed = msgspec.json.decode(opened, type=_Sealed) if version in {_FIRST_FORMAT, _FORMAT} else None
    except pyrage.DecryptError as error:
        if "No matching keys" in str(error):
            return None
        raise DatabaseDamaged(_DAMAGED, detail=repr(error)) from error
    except msgspec.DecodeError as error:
        raise DatabaseDamaged(_DAMAGED, detail=repr(error)) from error
    if sealed is None:
        raise DatabaseNewer(
            "Kunci kantor ini dibuat oleh versi program yang lebih baru: pasang versi terbaru, lalu buka ulang.",
            detail=f"format {version}",
        )
    return OpenKeys(
        db_key=sealed.database_key,
        vault_identity=sealed.vault_identity,
        recipients=sealed.recipients,
        older_identities=sealed.older_identities,
        next_key=sealed.next_key,
    )
