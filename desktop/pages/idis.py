"""The I'DIS pack of a case, or its reply to SBT: values to copy, files in upload order, and what was uploaded."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from cases.changes import ChangeSet
from cases.errors import OfficeError, Stopped
from cases.model.figures import FigureQuery
from cases.model.idis_pack import IdisPack, PackTarget
from cases.model.steps import RecordSystem, StepKey
from cases.model.user import Right
from cases.rules.dates import long_date
from cases.rules.idis_pack import upload_rules
from cases.rules.nip import show_nip
from cases.services import idis_pack
from desktop import messages, theme
from desktop.desk import Desk
from desktop.exports.idis import Packed, export, weigh
from desktop.full_names import full_name
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.idis_parts.files import FilesPart
from desktop.pages.idis_parts.values import ValuesCard
from desktop.preferences import Preferences
from desktop.saving import ask_folder, open_folder
from desktop.tasks import Task
from desktop.widgets.basic import Card, Icon, button, label, row, snug
from desktop.widgets.empty import EmptyState
from desktop.widgets.feedback import ProgressStrip
from desktop.widgets.form import scrolled
from desktop.widgets.header import PageHeader
from desktop.widgets.parting import clear

WORDS: Final = {
    PackTarget.IDIS: ("Belum diunggah", "Sudah diunggah", "belum dicatat terunggah", "Catat unggahan…"),
    PackTarget.SBT: ("Belum dijawab", "Sudah dijawab", "belum dicatat terjawab", "Catat balasan…"),
}
"""What the list of waiting cases, the card of entries, a system without one and the button are called."""
_LEAST, _NARROW = 280, 900
"""Pixels of the least height of the values, and of the page's width below which files stand under them."""


class IdisPage(Page):
    """``open_page("idis", case_id=..., target=PackTarget.SBT)``; without a target it is the I'DIS pack."""

    def __init__(
        self,
        desk: Desk,
        window: Navigator,
        parent: QWidget | None = None,
        *,
        preferences: Preferences | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._window = desk, window
        self._preferences = preferences or Preferences()
        self._case_id, self._target = "", PackTarget.IDIS
        self._pack: IdisPack | None = None
        self._problem = ""
        self._weighing = Task()
        self.list_button = button("", icon="list-checks", on_click=self._open_list)
        self.back = button("Kembali ke perkara", on_click=self._open_case)
        self.make_button = button(
            "Buat paket…", "primary", icon="package", on_click=self.ask_where, shortcut="Ctrl+Shift+S"
        )
        self.header = PageHeader("", "", self.list_button, self.back, self.make_button)
        self.strip = ProgressStrip()
        self.strip.hide()
        self.warning = label("", "warnBox", wrap=True)
        self.note = snug("", "help")
        self.values = ValuesCard()
        self.files = FilesPart(self._preferences.upload_limit)
        self._uploads = QVBoxLayout()
        self.record_button = button("", icon="cloud-check", on_click=self._record)
        self._done_card = Card(" ")
        self.empty = EmptyState("Belum ada paket", "", icon="package")
        self._stack = QStackedWidget()
        self._lay()
        self._wire()
        self._name()

    def _lay(self) -> None:
        done = self._done_card
        done.head.addWidget(self.record_button)
        self._uploads.setSpacing(theme.space("xs"))
        done.body.addLayout(self._uploads)
        side = QWidget()
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(theme.space("gapCards"))
        right.addWidget(self.warning)
        right.addWidget(self.files, 1)
        right.addWidget(self.note)
        right.addWidget(done)
        self.values.setMinimumHeight(_LEAST)
        whole = QWidget()
        self._across = QHBoxLayout(whole)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(theme.space("gapCards"))
        self._across.addWidget(self.values, 1)
        self._across.addWidget(side, 1)
        self._stack.addWidget(scrolled(whole))
        self._stack.addWidget(self.empty)
        for part in (self.header, self.strip):
            self.lines.addWidget(part)
        self.lines.addWidget(self._stack, 1)
        self._stack.hide()
        self.warning.hide()

    def _wire(self) -> None:
        self.values.copied.connect(lambda title: self._window.toast(f"{title} disalin"))
        self.files.opened.connect(lambda letter_id: self._window.open_page("letter", letter_id=letter_id))
        self.files.limit_changed.connect(self._keep_limit)

    # -- the window's calls

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the files under the values where it is narrow."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._across.setDirection(down if self.width() < _NARROW else across)
        super().resizeEvent(event)

    def on_shown(self, *, case_id: str = "", target: PackTarget = PackTarget.IDIS, **_other: Any) -> None:  # noqa: ANN401 - as the base has it
        """Show a pack of a case."""
        if case_id and (case_id, target) != (self._case_id, self._target):
            self._case_id, self._target, self._pack = case_id, target, None
            self._name()
            self._stack.hide()
            self.warning.hide()
        self._read()

    def _name(self) -> None:
        """Call everything by what the pack is for."""
        head, (waiting, done, _none, record) = upload_rules(self._target).pack, WORDS[self._target]
        self.header.set_title(head.title)
        self.list_button.setText(f" {waiting}")
        self._done_card.title.setText(done)
        self.record_button.setText(f" {record}")
        self.values.title.setText(f"Isian {head.form}")

    def on_changes(self, changes: ChangeSet) -> None:
        """Read again when something of a case changed."""
        if self.isVisible() and self._case_id and changes.concerns("case", "step", "letter", "office"):
            self._read()

    # -- reading

    def _read(self) -> None:
        wanted = (self._case_id, self._target)
        asked = self._desk.ask(idis_pack.idis_pack, *wanted)
        asked.then(self, lambda pack: self._show(wanted, pack), lambda error: self._refused(wanted, error))

    def _refused(self, wanted: tuple[str, PackTarget], error: OfficeError) -> None:
        """Say why there is no pack yet."""
        if wanted == (self._case_id, self._target):
            self._pack = None
            self._weighing.cancel()
            self.header.set_sentence("")
            self.warning.hide()
            self.make_button.setEnabled(False)
            self.empty.sentence.setText(error.sentence)
            self.empty.sentence.show()
            self._stack.setCurrentWidget(self.empty)
            self._stack.show()

    def _show(self, wanted: tuple[str, PackTarget], pack: IdisPack) -> None:
        if wanted != (self._case_id, self._target):
            return
        self._pack, self._problem = pack, ""
        nip = f" · NIP {show_nip(pack.nip)}" if pack.nip else ""
        self.header.set_sentence(f"Perkara {pack.case_number} · {pack.respondent}{nip}")
        self.list_button.setText(f" {WORDS[pack.target][0]} ({pack.waiting})")
        self.make_button.setEnabled(bool(pack.documents) and not self.strip.isVisible())
        self.note.setText(pack.note)
        self.values.show_values(pack.values)
        self.files.show_pack(pack)
        self._show_uploads(pack)
        self._warn()
        self._stack.setCurrentIndex(0)
        first = not self._stack.isVisible()
        self._stack.show()
        if first:
            self.files.table.setFocus()
        self._weigh(pack)

    def _weigh(self, pack: IdisPack) -> None:
        """Measure the files, away from the UI thread; another pack or page ends it."""
        self._weighing.cancel()
        self._weighing = task = Task()
        self._desk.tasks.submit_free(
            lambda: weigh(self._desk.office, self._desk.actor, pack, stop=lambda: task.cancelled),
            owner=self,
            task=task,
            on_done=self._take_sizes,
            on_error=self._not_weighed,
        )

    def _take_sizes(self, sizes: tuple[int, ...]) -> None:
        self.files.show_sizes(sizes)
        self._warn()

    def _not_weighed(self, error: BaseException) -> None:
        """A damaged paper is told before anybody tries to write it."""
        if not isinstance(error, OfficeError):
            raise error
        self._problem = error.sentence
        self._warn()

    def _keep_limit(self, limit: float) -> None:
        self._preferences.upload_limit = limit
        self._warn()

    def _warn(self) -> None:
        """Say what the pack lacks, and which files are too large."""
        pack = self._pack
        if pack is None:
            return
        told = [
            (pack.absent, "Tidak ada di kantor: {}."),
            (pack.kept_back, "Menyebut pelapor, tidak disertakan: {}."),
            (self.files.too_large, "Di atas batas ukuran, perkecil pindaiannya sendiri: {}."),
        ]
        lines = [sentence.format("; ".join(names)) for names, sentence in told if names]
        words = "\n".join([*([self._problem] if self._problem else []), *lines])
        self.warning.setText(words)
        self.warning.setVisible(bool(words))

    def _show_uploads(self, pack: IdisPack) -> None:
        clear(self._uploads)
        for system in pack.systems:
            found = [one for one in pack.uploads if one.system is system]
            for one in found:
                parts = (
                    long_date(one.uploaded_on),
                    f"nomor {one.reference}" if one.reference else "",
                    f"oleh {full_name(one.by)}",
                )
                self._uploads.addWidget(_line("check-circle", "greenFg", system, ", ".join(filter(None, parts))))
            if not found:
                self._uploads.addWidget(_line("circle", "text2", system, WORDS[pack.target][2]))
        self.record_button.setVisible(pack.may_record and self._desk.may(Right.HANDLE_CASE))

    # -- going on

    def _open_case(self) -> None:
        self._window.open_page("case", case_id=self._case_id)

    def _open_list(self) -> None:
        self._window.open_page("recap", name=upload_rules(self._target).pack.waiting, query=FigureQuery())

    def _record(self) -> None:
        system = upload_rules(self._target).pack.systems[0]
        self._window.open_page("case", case_id=self._case_id, step=str(StepKey.DOCUMENTED), system=system)

    # -- writing

    def ask_where(self) -> None:
        """Ask for the folder in which the new one shall lie."""
        if self._pack is not None and self.make_button.isEnabled():
            ask_folder(self, f"Simpan {self._pack.title} di", self._preferences, self.export_to)

    def export_to(self, parent: Path) -> None:
        """Write the pack into a new folder, away from the UI thread."""
        self.make_button.setEnabled(False)
        task = self.strip.start(f"Membuat {upload_rules(self._target).pack.how} …", self._end)
        work = partial(
            export,
            self._desk.office,
            self._desk.actor,
            self._case_id,
            parent,
            self.files.limit,
            self._target,
            task.report,
            lambda: task.cancelled,
        )
        self._desk.tasks.submit_free(work, owner=self, task=task, on_done=self._done, on_error=self._failed)

    def _done(self, made: Packed) -> None:
        self._end()
        words = f"{made.count} berkas dan lembar isian ditulis ke {made.folder.name}"
        self._window.toast(words, action="Buka folder", on_action=lambda: open_folder(made.folder / made.pack.sheet))

    def _failed(self, error: BaseException) -> None:
        self._end()
        if not isinstance(error, Stopped):
            messages.show_error(self, error)

    def _end(self) -> None:
        self.strip.hide()
        self.make_button.setEnabled(self._pack is not None and bool(self._pack.documents))


def _line(icon: str, hue: str, system: RecordSystem, words: str) -> QWidget:
    return row(Icon(icon, hue), label(str(system), "strong"), label(words, "body"), None)
