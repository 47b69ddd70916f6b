"""Custody: originals are taken in, read and checked here alone, and each time leaves its row in the chained log."""

from __future__ import annotations

import hashlib
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import IO, TYPE_CHECKING

from cases.changes import Action
from cases.errors import DatabaseDamaged, NotFound, OfficeError, StorageError
from cases.model.check_run import CheckRun
from cases.model.evidence import Evidence, Staged, Stored
from db.audit import Log
from db.stores.evidence import EvidenceStore
from db.walk import SHOWN

if TYPE_CHECKING:
    from cases.ports import Clock, EvidenceVault

_CHANGED = "Bukti {label} tidak lagi sama dengan saat dicatat; jangan dipakai, ambil dari cadangan."
EVERY = "*"
"""The record of a run over all items."""
_PART_SECONDS = 10.0
"""So long a part of a run may read: no snapshot stays open for minutes."""
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
        self._taken = False
        self.pending: list[Act] = []

    def take(self, evidence_id: str, staged: Staged) -> Stored:
        """Take an original in, once; raises StorageError, and then nothing was stored."""
        self._log.may_write()
        stored = self._vault.take(staged)
        self._taken = True
        self._log.note("take", "evidence", evidence_id, {"sha256": stored.sha256, "size": str(stored.size)})
        return stored

    def settle(self) -> None:
        """Make what was taken last, before its rows are committed; raises StorageError."""
        if self._taken:
            self._vault.sync()

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
        except StorageError as error:  # damaged, or a disk that no longer reads it
            return error.sentence
        return ""

    def check_part(self, run: CheckRun, go_on: Callable[[CheckRun], bool]) -> CheckRun:
        """Read the next originals of a run again, in the order in which they came; return how far it is now.

        Stops when ``go_on`` says no, asked before each, or when the part has taken its time. One row of the log tells
        how far the run is and holds a fingerprint of what the part found sound; each failure has a row of its own.
        """
        begun, sound, first = time.monotonic(), hashlib.sha256(), run.after
        run = replace(run, total=self._store.count())
        for item, report_number in self._store.after(run.after):
            late = run.after != first and time.monotonic() - begun > _PART_SECONDS
            if late or not go_on(run):
                break
            found, problems = "", run.problems
            sentence = _CHANGED.format(label=item.label)
            try:
                found = self._vault.check(item.blob)
            except StorageError as error:  # the disk no longer reads this one; the others are read all the same
                sentence = f"Bukti {item.label}: {error.sentence}"
            if found == item.sha256:
                sound.update(f"{item.id} {found}\n".encode())
            else:
                self.pending.append(_act_on(item, "check", found, sentence))
                problems = (*problems, f"Laporan {report_number}: {sentence}")[:SHOWN]
            failed = run.failed + (found != item.sha256)
            run = replace(run, checked=run.checked + 1, failed=failed, after=item.id, problems=problems)
        else:
            run = replace(run, ended=self._clock.now())
        if run.ended is not None or run.after != first:
            self._keep(Act("check", EVERY, _told(run, sound.hexdigest())))
        return run

    def restore(self, item: Evidence, staged: Staged, details: Mapping[str, str]) -> None:
        """Put a healthy copy in the place of a damaged original, which is kept beside it; raises StorageError.

        ``details`` stand in its row besides the fingerprint after it.
        """
        self._log.may_write()
        if staged.sha256 != item.sha256:
            raise ValueError("only the very same bytes take the place of an original")
        aside = self._vault.swap(staged)
        told = {**details, "sha256 sesudah": staged.sha256, "berkas rusak disisihkan sebagai": aside}
        self._log.note("restore", "evidence", item.id, {name: value for name, value in told.items() if value})

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
            # a full disk that is written to says nothing about the original
            damaged = action == "check" or isinstance(error, DatabaseDamaged | NotFound)
            self.pending.append(act if damaged else replace(act, failure=""))
            raise
        self._keep(_act_on(item, action, found, details=details))

    def _keep(self, act: Act) -> None:
        if self._writable:
            self.record(act)
        else:
            self.pending.append(act)


def _told(run: CheckRun, sound: str) -> dict[str, str]:
    """What the row of a run says; ``cases.services.integrity`` reads it."""
    return {
        "mulai": run.started.isoformat(),
        "diperiksa": str(run.checked),
        "gagal": str(run.failed),
        "sampai": run.after,
        "selesai": run.ended.isoformat() if run.ended is not None else "",
        "sidik yang utuh": sound,
    }


def _act_on(
    item: Evidence, action: Action, found: str, failure: str = "", details: Mapping[str, str] = _NOTHING
) -> Act:
    told = {"sha256 seharusnya": item.sha256, "sha256 ditemukan": found, "kegagalan": failure, **details}
    return Act(action, item.id, {name: value for name, value in told.items() if value}, failure)
