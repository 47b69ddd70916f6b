"""The settings' page of backups: the sets of each place with what is known of them, and what may be done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from cases.changes import ChangeSet
from cases.errors import InvalidInput, OfficeError, Stopped
from cases.model.backup import BackupDone, BackupPlan, BackupReason, BackupSet, BackupState, BackupStatus, PlaceState
from cases.model.user import Right
from cases.services.restores import last_drill
from desktop import messages, theme
from desktop.backups.schedule import CHANGED
from desktop.backups.wiring import OfficeBackups
from desktop.backups.words import (
    check_words,
    made_problems,
    place_words,
    verdict,
)
from desktop.desk import Desk
from desktop.dialogs.discard import ReasonDialog
from desktop.navigation import Navigator
from desktop.pages.backup_parts.columns import columns
from desktop.pages.backup_parts.plan_form import PlanForm
from desktop.pages.backup_parts.removal import ask_remove
from desktop.pages.settings_people import ListAndForm
from desktop.pages.settings_section import Section
from desktop.preferences import Preferences
from desktop.saving import ask_folder
from desktop.tasks import Task
from desktop.widgets.backup_place import PlaceCard
from desktop.widgets.bars import SegmentBar
from desktop.widgets.basic import button, hairline, label, row
from desktop.widgets.drill_line import DrillLine
from desktop.widgets.empty import EmptyState
from desktop.widgets.feedback import ProgressStrip
from desktop.widgets.form import scrolled
from desktop.widgets.notice import Notice
from desktop.widgets.table import RecordTable

T = TypeVar("T")
FIRST, SECOND = "first", "second"
_SECOND_ABOUT = "Stik USB, disk lain, atau folder di komputer lain: disalin dan diperiksa setiap kali tersambung."
_TABLE: Final = 220
_BESIDE: Final = 720


class BackupsSection(Section):
    """Two places, the sets of one of them, and what becomes of the chosen set."""

    title = "Cadangan"
    sentence = "Salinan terenkripsi dari seluruh kantor."
    right = Right.BACK_UP
    nouns = ("backup",)
    fills = True

    def __init__(self, desk: Desk, window: Navigator, preferences: Preferences | None = None) -> None:
        super().__init__(desk, window)
        self._preferences = preferences or Preferences()
        self._backups = OfficeBackups(desk.office)
        self._zone = desk.office.clock.time_zone
        self._status: BackupStatus | None = None
        self._working = False
        self.verdict = label("", "infoBox", wrap=True)
        self.go_on = button("Lanjutkan mencadangkan", on_click=self._unpause)
        self.first = PlaceCard("Tempat utama", "archive", "")
        self.second = PlaceCard("Tempat kedua", "hard-drives", _SECOND_ABOUT)
        self._places = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.drill = DrillLine()
        self.strip = ProgressStrip()
        self.notice = Notice()
        self.segments = SegmentBar([(FIRST, "Tempat utama"), (SECOND, "Tempat kedua")])
        self.table: RecordTable[BackupSet] = RecordTable(
            columns(self._zone),
            sort="-",  # newest first, as they come
            hints=False,
            empty=EmptyState("Belum ada cadangan di sini", "", icon="archive"),
            count_words=lambda loaded, _total: f"{loaded} cadangan",
        )
        self.about = label("", "caption", wrap=True, selectable=True)
        self.check_button = button("Periksa", icon="shield-check", on_click=self._check_chosen)
        self.remove_button = button("Hapus…", icon="trash", on_click=self.ask_remove)
        self.restore_button = button("Pulihkan …", icon="arrow-counter-clockwise", on_click=self._restore)
        self.make_button = button("Buat sekarang", "primary", icon="plus", on_click=self.make)
        self.plan_button = button("Jadwal…", icon="sliders", on_click=self.open_plan)
        self.table.setMinimumHeight(_TABLE)
        self.pages = ListAndForm(scrolled(self._lay()))
        self.lines.addWidget(self.pages, 1)
        if self.may_change:
            self.buttons.addWidget(self.plan_button)
            self.buttons.addWidget(self.make_button)
            self._wire()
        self.pages.setVisible(self.may_change)
        self.strip.hide()

    def _lay(self) -> QWidget:
        made = QWidget()
        lines = QVBoxLayout(made)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("s"))
        self._places.setSpacing(theme.space("gapCards"))
        self._places.addWidget(self.first, 1)
        self._places.addWidget(self.second, 1)
        said = QHBoxLayout()
        said.addWidget(self.verdict, 1)
        said.addWidget(self.go_on)
        self.go_on.hide()
        acts = (None, self.remove_button, self.restore_button, self.check_button)
        self.table.top.addWidget(row(self.segments, *acts, margins=(9, 5, 9, 5)))
        self.table.top.addWidget(hairline())
        lines.addLayout(said)
        lines.addWidget(self.drill)
        lines.addLayout(self._places)
        lines.addWidget(self.strip)
        lines.addWidget(self.notice)
        lines.addWidget(self.table, 1)
        lines.addWidget(self.about)
        return made

    def _wire(self) -> None:
        may_place = self.desk.may(Right.MANAGE_OFFICE)
        self.plan_button.setVisible(may_place)
        self.segments.chosen.connect(lambda _key: self._show_sets())
        self.table.selected.connect(lambda _one: self._show_chosen())
        self.table.opened.connect(self.check)
        self.pages.currentChanged.connect(lambda place: self.show_buttons(shown=place == 0))
        self.first.choose_wanted.connect(lambda: self._ask_folder("Tempat cadangan utama", self.choose_first))
        self.second.choose_wanted.connect(lambda: self._ask_folder("Tempat cadangan kedua", self.choose_second))
        self.second.leave_wanted.connect(self._ask_forget)
        for card, key in ((self.first, FIRST), (self.second, SECOND)):
            card.open_wanted.connect(lambda key=key: self._open_folder(key))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the places one above the other where both do not fit side by side."""
        narrow = event.size().width() < _BESIDE
        self._places.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        super().resizeEvent(event)

    # -- showing

    def read(self) -> None:
        """Ask for everything that is known."""
        if not self.may_change:
            return
        if not self.desk.office.sample:
            now = self.desk.office.clock.now()
            self.desk.ask(last_drill).then(self, lambda found: self.drill.show_drill(found, now, self._zone))
        backups, actor = self._backups, self.desk.actor
        self.desk.tasks.submit_free(
            lambda: backups.status(actor), owner=self, on_done=self._show, on_error=self._failed
        )

    def _show(self, status: BackupStatus) -> None:
        self._status = status
        plan, now = status.plan, self.desk.office.clock.now()
        may_place = self.desk.may(Right.MANAGE_OFFICE)
        words, role = verdict(status, now, self._zone)
        self.verdict.setText(words)
        theme.set_role(self.verdict, role)
        self.go_on.setVisible(bool(plan.paused) and may_place)
        first = status.first
        there = first.there or not plan.first
        about = place_words(replace(first, there=there), None, now, self._zone)
        self.first.show_place(first, about, may_choose=may_place, may_leave=False)
        second = status.second
        if second is None:
            self.second.show_none(may_choose=may_place)
        else:
            about = place_words(second, plan.copied_at, now, self._zone)
            self.second.show_place(second, about, may_choose=may_place, may_leave=may_place)
        self._show_sets()

    def _place(self, key: str) -> PlaceState | None:
        if self._status is None:
            return None
        return self._status.first if key == FIRST else self._status.second

    def _show_sets(self) -> None:
        for key in (FIRST, SECOND):
            place = self._place(key)
            self.segments.set_count(key, len(place.sets) if place is not None else 0)
        second = self._place(SECOND)
        self.segments.set_shown(SECOND, shown=second is not None and second.there)
        shown = self._place(self.segments.current)
        if shown is None or not shown.there:
            self.segments.choose(FIRST)
            shown = self._place(FIRST)
        self.table.set_rows(list(shown.sets) if shown is not None else [])
        self._show_chosen()

    def _show_chosen(self) -> None:
        one = self.table.current()
        self.check_button.setVisible(one is not None and not self._working)
        self.remove_button.setVisible(one is not None and not self._working and self.desk.may(Right.MANAGE_OFFICE))
        self.restore_button.setVisible(not self._working and self.desk.may(Right.RESTORE))
        if one is None:
            self.about.setText("")
            return
        told = check_words(one, self._zone)
        problems = one.check.problems if one.check is not None else ()
        self.about.setText("\n".join((f"{told} Dibuat oleh versi {one.program}." if one.program else told, *problems)))

    # -- doing

    def make(self) -> None:
        """Make a backup now."""
        backups, actor, task = self._backups, self.desk.actor, self._begin("Membuat cadangan …")
        self._run(
            lambda: backups.back_up(actor, BackupReason.BY_HAND, task.report, lambda: task.cancelled), task, self._made
        )

    def _made(self, done: BackupDone) -> None:
        problems = made_problems(done)
        copied = " dan disalin ke tempat kedua" if done.copied else ""
        if problems:
            self.notice.say(*problems, role="errorBox" if done.made.state is BackupState.BAD else "warnBox")
        else:
            self.notice.say(f"Cadangan dibuat, dipulihkan untuk diperiksa{copied}: baik.")

    def _check_chosen(self) -> None:
        one = self.table.current()
        if one is not None:
            self.check(one)

    def check(self, one: BackupSet) -> None:
        """Restore a set into a temporary place and read all of it."""
        if self._working:
            return
        backups, actor, task = self._backups, self.desk.actor, self._begin("Memulihkan ke tempat sementara …")
        self._run(lambda: backups.check(actor, one, task.report, lambda: task.cancelled), task, self._checked)

    def _checked(self, one: BackupSet) -> None:
        good = one.state is BackupState.GOOD
        problems = one.check.problems if one.check is not None else ()
        self.notice.say(check_words(one, self._zone), *problems, role="goodBox" if good else "errorBox")

    def ask_remove(self) -> ReasonDialog | None:
        """Ask why the chosen set goes, and take it away for good."""
        one = self.table.current()
        if one is None:
            return None
        return ask_remove(self.desk, self, self._backups, one, self._removed)

    def _removed(self) -> None:
        self.saved("Cadangan dihapus")
        self.desk.changed.emit(CHANGED)

    def _restore(self) -> None:
        one = self.table.current()
        place = Path(one.place).parent if one is not None else None
        self.window_.open_page("restore", folder=str(place or ""), set_id=one.id if one is not None else "")

    def choose_first(self, folder: Path) -> None:
        """Keep backups in another folder."""
        self._change(lambda: self._backups.choose_first(self.desk.actor, folder), "Tempat cadangan diganti")

    def choose_second(self, folder: Path) -> None:
        """Copy backups to a folder whenever it is there."""
        self._change(lambda: self._backups.choose_second(self.desk.actor, folder), "Tempat kedua dipakai")

    def _ask_forget(self) -> None:
        messages.ask(
            self,
            "Berhenti menyalin cadangan ke tempat kedua? Yang sudah ada di sana tetap di sana.",
            "Lepas tempat kedua",
            lambda: self._change(lambda: self._backups.forget_second(self.desk.actor), "Tempat kedua dilepas"),
        )

    def _unpause(self) -> None:
        if self._status is not None:
            plan = replace(self._status.plan, paused="")
            self._change(lambda: self._backups.change(self.desk.actor, plan), "Pencadangan dilanjutkan")

    def _ask_folder(self, title: str, chosen: Callable[[Path], None]) -> None:
        ask_folder(self, title, self._preferences, chosen)

    def _open_folder(self, key: str) -> None:
        place = self._place(key)
        if place is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(place.path))

    # -- the plan

    def open_plan(self) -> None:
        """Ask how often backups are made and how long they are kept."""
        if self._status is None:
            return
        form = PlanForm(self._status.plan, self.pages.close_form)
        form.submitted.connect(lambda: self._save_plan(form))
        self.pages.open_form("Jadwal dan penyimpanan cadangan", form)

    def _save_plan(self, form: PlanForm) -> None:
        try:
            changed = form.plan()
        except InvalidInput as error:
            form.show_failure(error)
            return
        self.pages.close_form()
        self._change(lambda: self._backups.change(self.desk.actor, changed), "Jadwal cadangan disimpan")

    # -- working

    def _begin(self, words: str) -> Task:
        self._working = True
        self.make_button.setEnabled(False)
        self.notice.say()
        task = self.strip.start(words, on_cancel=self._over)
        self._show_chosen()
        return task

    def _run(self, work: Callable[[], T], task: Task, done: Callable[[T], None]) -> None:
        def finished(result: T) -> None:
            self._over()
            done(result)

        def failed(error: BaseException) -> None:
            self._over()
            self._failed(error)

        self.desk.tasks.submit_free(work, owner=self, task=task, on_done=finished, on_error=failed)

    def _over(self) -> None:
        self._working = False
        self.strip.hide()
        self.make_button.setEnabled(True)
        self.desk.changed.emit(CHANGED)  # also after a failure: the morning page tells of it

    def _change(self, work: Callable[[], BackupPlan], words: str) -> None:
        def done(_plan: BackupPlan) -> None:
            self.saved(words)
            self.notice.say()
            self.desk.changed.emit(CHANGED)

        self.desk.tasks.submit_write(work, owner=self, on_done=done, on_error=self._failed)

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, OfficeError) and not isinstance(error, Stopped):
            self.notice.say(error.sentence, role="errorBox")
        elif not isinstance(error, Stopped):
            messages.show_error(self, error)

    def on_changes(self, changes: ChangeSet) -> None:
        """Read again when backups changed, but not while one is being made."""
        if not self._working:
            super().on_changes(changes)
