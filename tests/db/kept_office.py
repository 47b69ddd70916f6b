"""A real office on the disk, its database encrypted and its vault real, for what is copied away and brought back."""

from __future__ import annotations

import hashlib
import os
import shutil
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from fakes import FakeClock
from open_db import KEY, open_office
from samples import ADMIN

from cases.model.backup import BackupReason
from cases.model.electronic import TrustedFile, TrustKind
from cases.model.identity import new_id
from db.anchor import Anchor
from db.backups.layout import Place, place_in
from db.backups.making import Order
from db.home import OfficeHome
from db.keys import OpenKeys, new_keys, write_keys
from db.secrets import SecretStore
from db.unit import OfficeDatabase
from db.vault import Vault

NOBODY = SecretStore(None)


@dataclass
class KeptOffice:
    """An open office and a place for its backups."""

    home: OfficeHome
    keys: OpenKeys
    vault: Vault
    clock: FakeClock
    database: OfficeDatabase
    place: Place
    recovery: str = ""

    @property
    def identities(self) -> tuple[str, ...]:
        return self.keys.vault_identities

    def keep(self, data: bytes | None = None) -> str:
        """Put a file into the vault and a record that names it into the database; return its blob."""
        data = os.urandom(2000) if data is None else data
        blob = self.vault.put(data)
        with self.database.write() as work:
            work.log_as(ADMIN, "test.keep")
            work.trust.add(
                TrustedFile(
                    id=new_id(),
                    kind=TrustKind.CERTIFICATE,
                    title="Penerbit rekaan",
                    good_until=None,
                    blob=blob,
                    sha256=hashlib.sha256(data).hexdigest(),
                    added_at=self.clock.now(),
                    added_by="admin",
                )
            )
        return blob

    def order(self, reason: BackupReason = BackupReason.BY_HAND) -> Order:
        """What is asked, a minute later each time."""
        self.clock.advance(minutes=1)
        return Order(reason=reason, program="1.0", office_name="Kantor rekaan", moment=self.clock.now())


def kept_office(folder: Path, new_database: Path) -> KeptOffice:
    """Make an office in ``folder / "kantor"`` from a fresh database under the key of the tests."""
    home = OfficeHome(folder / "kantor")
    home.vault.mkdir(parents=True)
    shutil.copy(new_database, home.database)
    new = new_keys(date(2026, 5, 4))
    keys = replace(new.keys, db_key=KEY)
    write_keys(home.keys, keys)
    return replace(reopened(home, keys, folder), recovery="\n".join(new.recovery_lines))


def reopened(home: OfficeHome, keys: OpenKeys, folder: Path) -> KeptOffice:
    """Open an office that lies there."""
    vault, clock = Vault(home.vault, *keys.vault_identities), FakeClock()
    anchor = Anchor(home.anchor, keys.db_key, NOBODY)
    database = open_office(home.database, keys.db_key, vault=vault, clock=clock, on_head=anchor.remember)
    return KeptOffice(home, keys, vault, clock, database, place_in(folder / "cadangan", "4be7d190"))
