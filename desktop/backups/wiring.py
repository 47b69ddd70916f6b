"""The composition root's second part: the backups of an open office, each act behind its right."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from cases.errors import InvalidInput, NotAllowed, OfficeError
from cases.model.backup import BackupDone, BackupPlan, BackupReason, BackupSet, BackupStatus
from cases.model.restore import Drill
from cases.model.user import Actor, Right
from cases.rules.backups import newest_good, worry
from cases.rules.rights import may
from cases.services import backups, restores
from db.backups.keeper import Keeper
from db.backups.layout import Place, office_code
from db.backups.making import stop_when
from db.backups.restoring import drill
from desktop import __version__
from desktop.threads import assert_not_ui_thread
from desktop.wiring import SCHEDULED, OpenOffice

_log = logging.getLogger("netralitas.backup")
Heard = Callable[[float, str], None]
_FOREIGN = (
    "Cadangan terbaru tidak menyambung dengan catatan kantor sekarang: periksa keutuhan, lalu buat cadangan lagi."
)
_PAUSED = "Pencadangan berhenti sejak pemulihan; lanjutkan di Pengaturan, bagian Cadangan."


def never() -> bool:
    """Go on."""
    return False


def nobody(_fraction: float, _words: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class OfficeBackups:
    """What may be done with the backups of an office; in a worker, never on the UI thread.

    ``stop`` is asked often; once it says so the act ends with Stopped, and a set that was made stays unchecked.
    """

    office: OpenOffice

    def status(self, actor: Actor) -> BackupStatus:
        """Every place with its sets; raises NotAllowed, StorageError."""
        return self._status(actor, Right.BACK_UP)

    def worry(self, actor: Actor) -> str:
        """One sentence about what is wrong with the backups, "" when all is well, and on an office's first day."""
        office = self.office
        status = self._status(actor, Right.READ)
        new = not status.first.sets and all(one.added_on >= office.clock.today() for one in office.recipients)
        if office.sample or (new and status.plan == BackupPlan()):
            return ""
        return worry(status, office.clock.now())

    def plan(self, actor: Actor) -> BackupPlan:
        """Where and how often; raises NotAllowed, StorageError."""
        return self._keeper(actor, Right.BACK_UP).plan()

    def due(self, actor: Actor) -> bool:
        """Whether a backup should be made by itself: something changed since the last, and none is paused."""
        keeper = self._keeper(actor, Right.BACK_UP)
        if self.office.sample or keeper.plan().paused:
            return False
        with self.office.database.read() as work:
            return keeper.due(
                work.audit.head(),
                self.office.clock.now(),
                lambda count: work.audit.changed_since(count, backups.QUIET),
            )

    def back_up(
        self, actor: Actor, reason: BackupReason, heard: Heard = nobody, stop: Callable[[], bool] = never
    ) -> BackupDone:
        """Make a set, check it, and copy it to the second place when that is there.

        Raises NotAllowed, InvalidInput (paused, and nobody asked by hand), Stopped, DatabaseBusy, StorageError.
        """
        keeper = self._keeper(actor, Right.BACK_UP)
        if keeper.plan().paused and reason is not BackupReason.BY_HAND:
            raise InvalidInput(_PAUSED)
        return keeper.back_up(reason, self.office.clock.now(), stop_when(stop, heard))

    def before_risk(self, service: str) -> None:
        """Make a set before a service that changes much at once, unless the last one has everything; checked later.

        A place that fails does not keep the office from working: the morning page and the page of backups say so.
        """
        if service not in backups.RISKY:
            return
        try:
            if self.due(SCHEDULED):
                self._keeper(SCHEDULED, Right.BACK_UP).make(BackupReason.BEFORE_RISK, self.office.clock.now())
        except OfficeError as error:
            _log.warning("no backup before %s: %s", service, error.detail)

    def check(self, actor: Actor, one: BackupSet, heard: Heard = nobody, stop: Callable[[], bool] = never) -> BackupSet:
        """Restore a set into a temporary place and read all of it, every vault file too; raises as ``back_up`` does."""
        keeper = self._keeper(actor, Right.BACK_UP)
        now = self.office.clock.now()
        return keeper.check(Path(one.place), one.id, now, every=True, heard=stop_when(stop, heard))

    def finish_checks(
        self, actor: Actor, heard: Heard = nobody, stop: Callable[[], bool] = never
    ) -> tuple[BackupSet, ...]:
        """Check what was left unchecked when the window closed, and what was read long ago; raises as ``check``."""
        keeper = self._keeper(actor, Right.BACK_UP)
        return keeper.finish_checks(self.office.clock.now(), stop_when(stop, heard))

    def drill(self, actor: Actor, heard: Heard = nobody, stop: Callable[[], bool] = never) -> Drill | None:
        """Restore the newest good set for a trial and log what came of it; None while there is none. As ``check``."""
        keeper, office = self._keeper(actor, Right.BACK_UP), self.office
        one = newest_good(keeper.status().first.sets)
        if one is None:
            return None
        place, now = Place(Path(one.place)), office.clock.now()
        found = drill(place, one, office.keys.vault_identities, now, office.home.path, stop_when(stop, heard))
        with office.database.read() as work:
            restored = restores.last_restore(work)
            foreign = not work.audit.holds(one.head) and (restored is None or restored.at < one.made_at)
        if foreign:
            found = replace(found, problems=(*found.problems, _FOREIGN))
        office.write(restores.note_drill, actor, found)
        return found

    def drill_is_due(self, actor: Actor) -> bool:
        """Whether the last drill is old; never in the sample office."""
        return not self.office.sample and self.office.read(restores.drill_is_due, actor)

    def choose_first(self, actor: Actor, folder: Path) -> BackupPlan:
        """Keep backups in this folder from now on; those elsewhere stay there. Raises InvalidInput, StorageError."""
        return self._noted(actor, self._keeper(actor, Right.MANAGE_OFFICE).choose(folder, second=False))

    def choose_second(self, actor: Actor, folder: Path) -> BackupPlan:
        """Copy backups to this folder whenever it is there; raises InvalidInput, StorageError."""
        return self._noted(actor, self._keeper(actor, Right.MANAGE_OFFICE).choose(folder, second=True))

    def forget_second(self, actor: Actor) -> BackupPlan:
        """Copy nowhere any more; what lies there stays."""
        return self._noted(actor, self._keeper(actor, Right.MANAGE_OFFICE).forget_second())

    def change(self, actor: Actor, plan: BackupPlan) -> BackupPlan:
        """Take over how sets are thinned, how often they are made, and whether they are paused."""
        return self._noted(actor, self._keeper(actor, Right.MANAGE_OFFICE).change(plan))

    def remove(self, actor: Actor, one: BackupSet, reason: str) -> None:
        """Take a set away for good; the newest good one of a place stays. Raises NotAllowed, InvalidInput, NotFound."""
        keeper = self._keeper(actor, Right.MANAGE_OFFICE)

        def noted(place: str, going: Sequence[BackupSet]) -> None:
            self.office.write(backups.note_removed_by_hand, actor, place, going, reason)

        replace(keeper, note_removed=noted).remove(Path(one.place), one.id)

    def _status(self, actor: Actor, right: Right) -> BackupStatus:
        status = self._keeper(actor, right).status()
        good = newest_good(status.first.sets)
        if good is None:
            return status
        with self.office.database.read() as work:
            return replace(status, changed=work.audit.changed_since(good.head.count, backups.QUIET))

    def _keeper(self, actor: Actor, right: Right) -> Keeper:
        assert_not_ui_thread()
        if not may(actor, right):
            raise NotAllowed(f"Peran {actor.role} tidak berhak {right}; mintalah bantuan admin kantor Anda.")
        office = self.office
        return Keeper(
            home=office.home,
            keys=office.keys,
            code=office_code(office.id),
            office_name=office.name,
            program=__version__,
            zone=office.clock.time_zone.zone,
            note_removed=partial(self._note_removed, actor),
        )

    def _note_removed(self, actor: Actor, place: str, going: Sequence[BackupSet]) -> None:
        self.office.write(backups.note_removed, actor, place, going)

    def _noted(self, actor: Actor, plan: BackupPlan) -> BackupPlan:
        self.office.write(backups.note_plan, actor, plan)
        return plan
