"""The sample office: its key lies beside it, and it may be deleted."""

from __future__ import annotations

from collections.abc import Sequence

from cases.errors import InvalidInput
from cases.model.user import Actor, Right
from db.files import storage_error, write_whole
from db.set_up import remove_home
from desktop.wiring.office import OpenOffice

SAMPLE_KEY = "recovery-key.txt"
"""The recovery key of a sample office lies in its folder: there is nothing in it to protect."""


def keep_sample_key(office: OpenOffice, lines: Sequence[str]) -> None:
    """Put a sample office's recovery key beside it, by which it is known and opened again; raises StorageError."""
    key = "# Kunci kantor CONTOH; semua isinya rekaan.\n" + "\n".join(lines) + "\n"
    write_whole(office.home.path / SAMPLE_KEY, key.encode())


def delete_sample(office: OpenOffice, actor: Actor) -> None:
    """Close a sample office and take its folder away.

    Raises NotAllowed, InvalidInput for a real office, StorageError.
    """
    office.admit(actor, Right.MANAGE_OFFICE)
    if not office.sample:
        raise InvalidInput("Kantor ini bukan kantor contoh dan tidak dihapus oleh program.")
    office.close()
    try:
        (office.home.path / SAMPLE_KEY).unlink(missing_ok=True)
    except OSError as error:
        raise storage_error(error) from error
    remove_home(office.home)
