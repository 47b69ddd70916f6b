"""Keeping originals sound: all of them are read again, and a damaged one gets its bytes back from a healthy copy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import QObject

from cases.changes import ChangeSet
from cases.model.evidence import Evidence
from cases.services import evidence
from cases.services.evidence_restore import is_failing
from desktop import messages
from desktop.evidence.healing import Healed, heal_from_file, heal_from_folder
from desktop.pages.evidence_parts.host import EvidenceHost
from desktop.preferences import Preferences
from desktop.saving import ask_folder, ask_open_path
from desktop.tasks import Task
from desktop.widgets.evidence_originals import Originals

T = TypeVar("T")
_MOST_NAMED: Final = 10


class Keeping(QObject):
    """Checks all items of the host, and restores those that failed; one thing at a time."""

    def __init__(self, host: EvidenceHost, originals: Originals, preferences: Preferences | None = None) -> None:
        super().__init__(host.widget)
        self._host, self._desk, self._originals = host, host.desk, originals
        self._preferences = preferences or Preferences()
        self._task: Task | None = None

    @property
    def running(self) -> bool:
        """Whether it is at work."""
        return self._task is not None and not self._task.finished

    def may_restore(self, item: Evidence) -> bool:
        """Whether to offer a healthy copy: to who may add evidence, for what failed its check."""
        return self._host.may_add and is_failing(item)

    @property
    def failing(self) -> tuple[Evidence, ...]:
        """The host's items whose failed check nobody has dealt with."""
        return tuple(item for item in self._host.items if is_failing(item))

    # -- checking

    def check_all(self, _all: str = "") -> None:
        """Read every original again, one after the other; what is found shows on the tiles as it comes."""
        items = self._host.items

        def work(task: Task) -> list[tuple[Evidence, str]]:
            found = []
            for place, item in enumerate(items):
                if task.cancelled:
                    break
                task.report(place / len(items), f"Memeriksa {place + 1} dari {len(items)}: {item.label}")
                found.append((item, self._desk.office.read(evidence.check_evidence, self._desk.actor, item.id)))
            return found

        self._run("Memeriksa bukti…", work, self._checked)

    def _checked(self, found: Sequence[tuple[Evidence, str]]) -> None:
        for item, problem in found:
            self._originals.note(item, problem)
        problems = [problem for _, problem in found if problem]
        if not problems:
            self._host.notice.say(f"{len(found)} bukti diperiksa, semua sama dengan saat dicatat.")
            return
        named = problems[:_MOST_NAMED]
        more = [f"... dan {len(problems) - len(named)} bukti lain."] if len(problems) > len(named) else []
        self._host.notice.say(*named, *more, "Pulihkan dari cadangan lewat menu di atas daftar.", role="errorBox")

    # -- restoring

    def ask(self, evidence_id: str) -> None:
        """Ask where the healthy copy of an item lies."""
        item = self._host.item(evidence_id)
        if item is None or not self.may_restore(item):
            return
        messages.choose(
            self._host.widget,
            f"Dari mana {item.label} dipulihkan? Hanya salinan yang sidiknya persis sama yang diterima; "
            "berkas yang rusak tetap disimpan di samping.",
            [
                ("Dari folder cadangan…", lambda: self._ask_folder((item,))),
                ("Dari berkas…", lambda: self._ask_file(item)),
            ],
        )

    def ask_all(self, _all: str = "") -> None:
        """Ask for the backup from which everything that failed is restored."""
        if not self.failing:
            self._host.notice.say("Tidak ada bukti yang tercatat rusak; tidak ada yang perlu dipulihkan.")
            return
        self._ask_folder(self.failing)

    def _ask_folder(self, items: tuple[Evidence, ...]) -> None:
        ask_folder(
            self._host.widget, "Folder cadangan", self._preferences, lambda folder: self.from_folder(items, folder)
        )

    def _ask_file(self, item: Evidence) -> None:
        ask_open_path(
            self._host.widget,
            f"Salinan {item.label}",
            "Semua berkas (*)",
            self._preferences,
            lambda file: self.from_file(item, file),
        )

    def from_folder(self, items: Sequence[Evidence], folder: Path) -> None:
        """Restore items from a folder that holds healthy copies."""
        office, actor = self._desk.office, self._desk.actor
        self._run(
            "Mencari salinan…",
            lambda task: heal_from_folder(office, actor, items, folder, task.report, lambda: task.cancelled),
            self._healed,
        )

    def from_file(self, item: Evidence, file: Path) -> None:
        """Restore an item from a file."""
        office, actor = self._desk.office, self._desk.actor
        self._run("Memulihkan…", lambda _task: heal_from_file(office, actor, item, file), self._healed)

    def _healed(self, healed: Healed) -> None:
        self._desk.changed.emit(ChangeSet(frozenset({("evidence", "*")})))
        words = [f"{', '.join(healed.restored)} dipulihkan dan diperiksa: utuh."] if healed.restored else []
        role = "goodBox" if not healed.problems else "warnBox" if healed.restored else "errorBox"
        self._host.notice.say(*words, *healed.problems, role=role)
        for item in self._host.items:
            if item.label in healed.restored:
                self._originals.note(item, "")

    # -- one thing at a time

    def _run(self, words: str, work: Callable[[Task], T], done: Callable[[T], object]) -> None:
        if self.running or not self._host.items:
            return
        self._host.notice.say()
        task = self._task = self._host.progress.start(words, on_cancel=self._stopped)

        def end(result: T) -> None:
            self._host.progress.hide()
            done(result)

        def failed(error: BaseException) -> None:
            self._host.progress.hide()
            self._host.refused(error)

        self._desk.tasks.submit_free(lambda: work(task), owner=self, task=task, on_done=end, on_error=failed)

    def _stopped(self) -> None:
        """What was done until now stands; it is read anew."""
        self._desk.changed.emit(ChangeSet(frozenset({("evidence", "*")})))
