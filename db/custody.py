"""Custody: originals are taken in, read and checked here alone, and each time leaves its row in the chained log."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import IO, TYPE_CHECKING

from cases.changes import Action
from cases.errors import DatabaseDamaged, NotFound, OfficeError
from cases.model.evidence import Evidence, Staged, Stored
from db.audit import Log
from db.stores.evidence import EvidenceStore
from db.verify import shortened

if TYPE_CHECKING:
    from cases.ports import Clock, EvidenceVault

_CHANGED = "Bukti {label} tidak lagi sama dengan saat dicatat; jangan dipakai, ambil dari cadangan."
_EVERY = "*"
"""The record of a run over all items."""
_NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Act:
    """What was done with an original, or with all of them: the details of its row, and the failure that it found."""

    action: Action
    record_id: str
    details: Mapping[str, str]
    failure: str = ""


class Custody:
    """Fulfils ``cases.ports.Custody`` within one unit of work.

    What went well in a unit that writes has its row at once. What a unit cannot write itself, because it only reads or
    because a failure undoes it, lies in ``pending`` and is recorded by ``db.unit`` before anything is handed out.
    """

    def __init__(self, vault: EvidenceVault, log: Log, store: EvidenceStore, clock: Clock, *, writable: bool) -> None:
        self._vault, self._log, self._store, self._clock = vault, log, store, clock
        self._writable = writable
        self.pending: list[Act] = []

    def take(self, evidence_id: str, staged: Staged) -> Stored:
        """Take an original in, once; raises StorageError, and then nothing was stored."""
        self._log.may_write()
        stored = self._vault.take(staged)
        self._log.note("take", "evidence", evidence_id, {"sha256": stored.sha256, "size": str(stored.size)})
        return stored

    def copy(self, item: Evidence, target: IO[bytes], action: Action, details: Mapping[str, str] = _NOTHING) -> None:
        """Write an original into a file; raises DatabaseDamaged, NotFound, StorageError: throw the file away then.

        ``details`` stand in its row besides (where a copy went).
        """
        self._act(item, action, lambda: self._vault.copy(item.blob, target), details)

    def read(self, item: Evidence, action: Action) -> bytes:
        """Return an original; raises DatabaseDamaged, NotFound, StorageError."""
        with tempfile.SpooledTemporaryFile() as whole:  # without a size it stays in memory
            self.copy(item, whole, action)
            whole.seek(0)
            return whole.read()

    def check(self, item: Evidence) -> str:
        """Read an original again and compare; return a sentence of what is wrong, empty for nothing."""
        try:
            self._act(item, "check", lambda: self._vault.check(item.blob))
        except DatabaseDamaged as error:
            return error.sentence
        return ""

    def check_all(self) -> tuple[int, tuple[str, ...]]:
        """Read every original again; return how many, and a sentence for each that is not what was recorded.

        One row of the log tells of the run and holds a fingerprint of what was found sound; each failure has its own.
        """
        count, problems, sound = 0, [], hashlib.sha256()
        for item, report_number in self._store.every():
            count += 1
            found = self._vault.check(item.blob)
            if found == item.sha256:
                sound.update(f"{item.id} {found}\n".encode())
                continue
            sentence = _CHANGED.format(label=item.label)
            self.pending.append(_act_on(item, "check", found, sentence))
            problems.append(f"Laporan {report_number}: {sentence}")
        run = {"diperiksa": str(count), "gagal": str(len(problems)), "sidik yang utuh": sound.hexdigest()}
        self._keep(Act("check", _EVERY, run))
        return count, tuple(shortened(problems))

    def record(self, act: Act) -> None:
        """Write the row of an act, and keep a failure on the item until somebody answers it."""
        self._log.note(act.action, "evidence", act.record_id, act.details)
        if act.failure:
            stored = self._store.get(act.record_id)
            failed = replace(stored, failure=act.failure, failed_at=self._clock.now())
            self._store.save(replace(failed, answer="", answered_at=None, answered_by=""))

    def _act(
        self, item: Evidence, action: Action, do: Callable[[], str], details: Mapping[str, str] = _NOTHING
    ) -> None:
        """Do it, compare the fingerprint, and leave the row of it, come what may."""
        found = ""
        try:
            found = do()
            if found != item.sha256:
                raise DatabaseDamaged(_CHANGED.format(label=item.label), detail=f"{item.id}: {found or 'unreadable'}")
        except OfficeError as error:
            act = _act_on(item, action, found, error.sentence, details)
            damaged = isinstance(error, DatabaseDamaged | NotFound)  # a full disk says nothing about the original
            self.pending.append(act if damaged else replace(act, failure=""))
            raise
        self._keep(_act_on(item, action, found, details=details))

    def _keep(self, act: Act) -> None:
        if self._writable:
            self.record(act)
        else:
            self.pending.append(act)


def _act_on(
    item: Evidence, action: Action, found: str, failure: str = "", details: Mapping[str, str] = _NOTHING
) -> Act:
    told = {"sha256 seharusnya": item.sha256, "sha256 ditemukan": found, "kegagalan": failure, **details}
    return Act(action, item.id, {name: value for name, value in told.items() if value}, failure)
