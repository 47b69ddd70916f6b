"""Who of all employees may be one person recorded twice: two by two, with why; merging is a person's act."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from cases.changes import ChangeSet
from cases.errors import Stopped
from cases.model.employee import Employee
from cases.model.two_people import TwoPeople
from cases.model.user import Right
from cases.rules.nip import show_nip
from cases.rules.same_person import likeness, look_of
from cases.same_people import same_people
from cases.services import suspects
from desktop import messages
from desktop.counts import grouped
from desktop.desk import Desk
from desktop.dialogs.merge import ask_merge
from desktop.long_writing import ticking
from desktop.models.table import Column
from desktop.navigation import Navigator
from desktop.page import Page
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
    look: str

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
    """``open_page("same-people")`` compares all employees; Enter shows what merging the marked two would do.

    Who was set apart as two people is not among them until something of them changes; ``show_apart`` lists those.
    """

    def __init__(self, desk: Desk, window: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._window = desk, window
        self._known = False
        self._found: tuple[Two, ...] = ()
        self._apart: dict[str, TwoPeople] = {}
        self.header = PageHeader("Mungkin orang yang sama")
        self.open_one = button("Buka pegawainya", icon="user", on_click=self._open_one)
        self.compare = button("Bandingkan dan gabungkan …", "primary", icon="arrows-merge", on_click=self._compare)
        self.compare.setVisible(desk.may(Right.DISCARD))
        self.apart = button("", icon="users", on_click=self._part)
        self.apart.setVisible(desk.may(Right.IMPORT_EMPLOYEES))
        self.show_apart = button("", "link", on_click=self._arrange)
        self.show_apart.setCheckable(True)
        for act in (self.show_apart, self.open_one, self.apart, self.compare):
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
        self.table.opened.connect(lambda _two: self._opened())
        self.table.selected.connect(self._mark)
        self.lines.addWidget(self.header)
        self.lines.addWidget(self.strip)
        self.lines.addWidget(self.table, 1)
        self._arrange()

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
        elif changes.concerns("two_people") and self._known:
            self._desk.ask(suspects.two_people).then(self, self._take_apart)

    def on_changes_behind(self, changes: ChangeSet) -> None:
        """It compares only when somebody changed."""
        self.on_changes(changes)

    def look(self) -> None:
        """Compare all employees away from the UI thread and off the database; a comparison that runs is given up."""
        self._known = True
        self.strip.task.cancel()
        office, actor = self._desk.office, self._desk.actor
        task = self.strip.start("Membandingkan semua pegawai …", self._stopped)
        tick = ticking(task, task, _STOPPED)

        def work() -> tuple[tuple[Two, ...], tuple[TwoPeople, ...]]:
            found = same_people(office.read(suspects.everybody, actor), tick)
            both = tuple(Two(one, other, likeness(one, other), look_of(one, other)) for one, other in found)
            return both, office.read(suspects.two_people, actor)

        self._desk.tasks.submit_free(work, owner=self, on_done=self._show, on_error=self._failed, task=task)

    def _show(self, done: tuple[tuple[Two, ...], tuple[TwoPeople, ...]]) -> None:
        self.strip.hide()
        self._found, apart = done
        self._take_apart(apart)

    def _take_apart(self, apart: tuple[TwoPeople, ...]) -> None:
        self._apart = {two.seen: two for two in apart}
        self._arrange()

    def _arrange(self) -> None:
        """List who is still to be looked at, or who was set apart."""
        parted = tuple(two for two in self._found if two.look in self._apart)
        if not parted:
            self.show_apart.setChecked(False)
        listed = self.show_apart.isChecked()
        left = len(self._found) - len(parted)
        self.show_apart.setVisible(bool(parted))
        self.show_apart.setText("Kembali ke dugaan" if listed else f"{grouped(len(parted))} dinyatakan dua orang")
        self.apart.setText(" Duga lagi" if listed else " Memang dua orang")
        self.compare.setVisible(not listed and self._desk.may(Right.DISCARD))
        if listed:
            self.header.set_sentence(
                f"{grouped(len(parted))} pasangan dinyatakan dua orang; diduga lagi bila datanya berubah."
            )
        else:
            self.header.set_sentence(f"{grouped(left)} pasangan untuk dilihat" if left else "")
        self.table.show_all(parted if listed else tuple(two for two in self._found if two.look not in self._apart))
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
        for act in (self.open_one, self.apart, self.compare):
            act.setEnabled(two is not None)

    def _part(self) -> None:
        """Note that the marked two are two people, or suspect them again."""
        two = self.table.current()
        if two is None:
            return
        names = f"{two.one.name} dan {two.other.name}"
        if (noted := self._apart.get(two.look)) is not None:
            self._desk.do(suspects.suspect_again, noted.id).then(
                self, lambda _none: self._window.toast(f"{names} ada lagi dalam dugaan.")
            )
            return
        self._desk.do(suspects.set_apart, two.one.id, two.other.id).then(
            self, lambda _two: self._window.toast(f"{names} dicatat sebagai dua orang.")
        )

    def _opened(self) -> None:
        may = self._desk.may(Right.DISCARD) and not self.show_apart.isChecked()
        (self._compare if may else self._open_one)()

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
