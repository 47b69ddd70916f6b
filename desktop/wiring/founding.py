"""Founding an office, whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from cases.model.office import Office, Signatory
from cases.model.user import User
from cases.services.office import FOUNDER, FirstUser, found_office
from db.home import find_home
from db.keys import NewKeys, new_keys
from db.secrets import SecretStore
from db.set_up import new_home
from db.upgrade import create_database
from desktop.wiring.office import OpenOffice
from desktop.wiring.opening import assemble
from desktop.world import OfficeClock


@dataclass(frozen=True, slots=True, kw_only=True)
class Founded:
    """A new office: open, its first user, and the recovery key that must be printed now."""

    office: OpenOffice
    user: User
    recovery_lines: tuple[str, ...] = field(repr=False)


def found(
    path: Path,
    office: Office,
    first_user: FirstUser,
    signatories: tuple[Signatory, ...] = (),
    *,
    logo: bytes = b"",
    head_emblem: bytes = b"",
    keys: NewKeys | None = None,
    secrets: SecretStore | None = None,
    window: bool = False,
) -> Founded:
    """Make a new office in a folder and open it; the account is enrolled when it has a keyring.

    ``keys`` are those whose recovery sheet was printed beforehand, else they are made here. Raises NetworkDrive,
    StorageError, InvalidInput, BadPicture; a set-up that fails leaves nothing behind.
    """
    secrets = secrets or SecretStore.of_system()
    keys = keys or new_keys(OfficeClock().today())
    with new_home(path, keys) as home:
        create_database(home.database, keys.keys.db_key)
        opened = assemble(home, keys.keys, secrets, window=False)
        try:
            user, _ = opened.write(
                found_office, FOUNDER, office, first_user, signatories, logo=logo, head_emblem=head_emblem
            )
            if secrets.usable:
                opened.enrol_this_account(FOUNDER)
        finally:
            opened.close()
    opened = assemble(find_home(path), opened.keys, secrets, window=window)
    return Founded(office=opened, user=user, recovery_lines=keys.recovery_lines)
