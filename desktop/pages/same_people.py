"""Who of all employees may be one person recorded twice: two by two, with why; merging is a person's act."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from cases.changes import ChangeSet
from cases.errors import Stopped
from cases.model.employee import Employee
from cases.model.user import Right
from cases.rules.nip import show_nip
from cases.rules.same_person import likeness
from cases.same_people import same_people
from cases.services import suspects
from desktop import messages
from desktop.desk import Desk
from desktop.dialogs.merge import ask_merge
from desktop.models.table import Column
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.listing import grouped
from desktop.pages.local_table import LocalTable
from desktop.widgets.basic import button
from desktop.widgets.empty import EmptyState
from desktop.widgets.feedback import ProgressStrip
from desktop.widgets.header import PageHeader

_STOPPED: Final = "Pembandingan dibatalkan; buka lagi halaman ini untuk mengulanginya."


@dataclass(frozen=True, slots=True)
class Two:
    """Two employees who may be one, and why."""

    one: Employee
    other: Employee
    reasons: tuple[str, ...]

    @property
    def id(self) -> str:
        """What tells them from the others."""
        return f"{self.one.id} {self.other.id}"


def _under(person: Employee) -> str:
    return " · ".join(filter(None, (show_nip(person.nip), "sudah keluar" if person.gone_on else "")))


def _where(two: Two) -> str:
    return f"{two.one.position}, {two.one.unit_1}\n{two.other.position}, {two.other.unit_1}"


_COLUMNS: Final[tuple[Column[Two], ...]] = (
    Column(
        key="one", title="Pegawai", width=228, text=lambda two: two.one.name, second=lambda two: _under(two.one),
        copy=lambda two: f"{two.one.name} {two.one.nip}", face="tableStrong",
    ),
    Column(
        key="other", title="Mungkin sama dengan", width=228, text=lambda two: two.other.name,
        second=lambda two: _under(two.other), copy=lambda two: f"{two.other.name} {two.other.nip}", face="tableStrong",
    ),
    Column(
        key="units", title="Unit kerja", width=180, text=lambda two: two.one.unit_1,
        second=lambda two: two.other.unit_1, tip=_where,
    ),
    Column(
        key="why", title="Mengapa", width=330, text=lambda two: "; ".join(two.reasons),
        tip=lambda two: "\n".join(two.reasons), stretch=True,
    ),
)  # fmt: skip


class SamePeoplePage(Page):
    """``open_page("same-people")`` compares all employees; Enter shows what merging the marked two would do."""

    def __init__(self, desk: Desk, window: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._window = desk, window
        self._known = False
        self.header = PageHeader("Mungkin orang yang sama")
        self.open_one = button("Buka pegawainya", icon="user", on_click=self._open_one)
        self.compare = button("Bandingkan dan gabungkan …", "primary", icon="arrows-merge", on_click=self._compare)
        self.compare.setVisible(desk.may(Right.DISCARD))
        for act in (self.open_one, self.compare):
            self.header.add_action(act)
        self.strip = ProgressStrip()
        self.strip.hide()
        self.table = LocalTable(
            _COLUMNS,
            "one",
            EmptyState(
                "Tidak ada yang mungkin tercatat dua kali",
                "Tidak ada dua pegawai dengan NIK sama, nama dan tanggal lahir sama, atau NIP yang hampir sama.",
                icon="check-circle",
            ),
        )
        self.table.set_note("Hanya dugaan; Anda yang memutuskan   Enter bandingkan   Ctrl+F saring")
        self.table.opened.connect(lambda _two: self._compare() if desk.may(Right.DISCARD) else self._open_one())
        self.table.selected.connect(self._mark)
        self.lines.addWidget(self.header)
        self.lines.addWidget(self.strip)
        self.lines.addWidget(self.table, 1)
        self._mark(None)

    def on_shown(self, **_args: Any) -> None:  # noqa: ANN401 - as the base has it
        """Compare, unless nobody changed since."""
        if not self._known:
            self.look()
        self.table.view.setFocus()

    def on_changes(self, changes: ChangeSet) -> None:
        """Compare again when an employee changed, as soon as somebody looks."""
        if changes.concerns("employee"):
            self._known = False
            if self.isVisible():
                self.look()

    def look(self) -> None:
        """Compare all employees away from the UI thread and off the database."""
        self._known = True
        office, actor = self._desk.office, self._desk.actor
        task = self.strip.start("Membandingkan semua pegawai …", self._stopped)
        self.strip.show()

        def tick(part: float) -> None:
            if task.cancelled:
                raise Stopped(_STOPPED)
            task.report(part)

        def work() -> tuple[Two, ...]:
            found = same_people(office.read(suspects.everybody, actor), tick)
            return tuple(Two(one, other, likeness(one, other)) for one, other in found)

        self._desk.tasks.submit_free(work, owner=self, on_done=self._show, on_error=self._failed, task=task)

    def _show(self, found: tuple[Two, ...]) -> None:
        self.strip.hide()
        told = f"{grouped(len(found))} pasangan untuk dilihat. " if found else ""
        self.header.set_sentence(f"{told}Program hanya menduga; keduanya bisa memang dua orang.")
        self.table.show_all(found)
        self._mark(self.table.current())

    def _failed(self, error: BaseException) -> None:
        self.strip.hide()
        self._known = False
        if not isinstance(error, Stopped):
            messages.show_error(self, error)

    def _stopped(self) -> None:
        self._known = False
        self.header.set_sentence(_STOPPED)

    def _mark(self, two: Two | None) -> None:
        for act in (self.open_one, self.compare):
            act.setEnabled(two is not None)

    def _open_one(self) -> None:
        two = self.table.current()
        if two is not None:
            self._window.open_page("employee", employee_id=two.one.id)

    def _compare(self) -> None:
        two = self.table.current()
        if two is None:
            return
        offered = [(two.other.id, f"{two.other.name} · {show_nip(two.other.nip)} ({two.reasons[0]})")]
        ask_merge(
            self._desk,
            self,
            self._window,
            "employee",
            two.one.id,
            two.one.name,
            two.one.name,
            lambda _kept: None,
            offered,
            two.other.id,
        )
