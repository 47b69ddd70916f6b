"""Keys of an office that is not open: the keyring, new keys and their sheet, an account that asks to be let in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from cases.model.office import Paper
from db.enrolment import EnrolmentRequest, ask_enrolment
from db.home import OfficeHome
from db.keys import NewKeys, new_keys, sheet_of
from db.secrets import SecretStore


def system_secrets() -> SecretStore:
    """Return the keyring of the account that runs the program."""
    return SecretStore.of_system()


def make_keys(on: date) -> NewKeys:
    """Make the keys of an office that is about to be founded; nothing is written."""
    return new_keys(on)


def recovery_pdf(office_name: str, lines: tuple[str, ...], on: date, paper: Paper) -> bytes:
    """Return the recovery sheet to print."""
    from reports.recovery_sheet import recovery_sheet  # noqa: PLC0415 - reportlab, which only a new sheet needs

    return recovery_sheet(office_name, lines, sheet_of("\n".join(lines)), on, paper)


def ask_to_be_enrolled(path: Path, secrets: SecretStore | None = None) -> EnrolmentRequest:
    """Ask, in the name of this account, to open the office in a folder without the recovery key.

    Raises KeyUnavailable without a keyring that encrypts, NotFound, StorageError.
    """
    return ask_enrolment(OfficeHome(path), secrets or SecretStore.of_system())
