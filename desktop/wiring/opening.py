"""Opening an office: its keys, its database, its vault and the law put together."""

from __future__ import annotations

from pathlib import Path

from cases.errors import StorageError
from cases.regulations import load_law
from db.anchor import Anchor
from db.home import OfficeHome, find_home, open_keys
from db.keys import OpenKeys
from db.locations import home_folder
from db.lock import UseLock, WindowLock
from db.passwords import Argon2Passwords
from db.rekey import finish_change, still_with
from db.replacing import clear_coming, finish_replacing
from db.secrets import SecretStore
from db.set_up import finish_set_up
from db.unit import OfficeDatabase
from db.vault import Vault
from desktop.wiring.office import OpenOffice
from desktop.world import LateLetters, LatePictures, LateSigner, OfficeClock


def open_office(
    path: Path, recovery_text: str | None = None, *, secrets: SecretStore | None = None, window: bool = False
) -> OpenOffice:
    """Open the office that lies in a folder.

    Raises NotFound (no office there), KeyUnavailable (recovery key needed), WrongKey, NetworkDrive, StorageError,
    DatabaseDamaged, DatabaseNewer, DatabaseBusy (another window has it).
    """
    secrets = secrets or SecretStore.of_system()
    finish_set_up(path)
    finish_replacing(path)
    home = find_home(path)
    keys = open_keys(home, secrets, recovery_text)
    unsettled = ""
    try:
        keys = finish_change(home, keys, secrets)
    except StorageError as error:  # the old keys still open it, and the next opening tries again
        keys, unsettled = still_with(home, keys), error.sentence
    opened = assemble(home, keys, secrets, window=window)
    opened.unsettled = unsettled
    if window:
        clear_coming(path)  # a trial restore that was killed
    return opened


def assemble(home: OfficeHome, keys: OpenKeys, secrets: SecretStore, *, window: bool) -> OpenOffice:
    """Put an office together whose keys are open; raises as ``open_office`` does."""
    lock = WindowLock(home.path) if window else None
    use: UseLock | None = None
    try:
        use = UseLock(home.path)
        anchor = Anchor(home.anchor, keys.db_key, secrets)
        clock, law = OfficeClock(), load_law()
        vault = Vault(home.vault, *keys.vault_identities)
        database = OfficeDatabase(
            home.database,
            keys.db_key,
            vault=vault,
            renderer=LateLetters(),
            law=law,
            clock=clock,
            passwords=Argon2Passwords(),
            pictures=LatePictures(),
            signer=LateSigner(),
            on_head=anchor.remember,
        )
        opened = OpenOffice(home, keys, secrets, database, anchor, clock, law, vault, lock=lock, use=use)
        opened.look_at_office()
        opened.look_at_tail()
    except BaseException:
        for held in (use, lock):
            if held is not None:
                held.release()
        raise
    return opened


def default_home(option: Path | None) -> Path:
    """Return the office's folder: the option, else NETRALITAS_HOME, else the platform's."""
    return home_folder(option)
