"""Merging two records of one person or one event: which one, what goes where, and why."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from cases.changes import ChangeSet
from cases.errors import Stopped
from cases.model.discarded import Discarded
from cases.model.employee import Employee
from cases.model.listing import ListQuery, SearchHit
from cases.rules.nip import show_nip
from cases.services import employees, merging, search
from cases.services.merging import MergePreview
from desktop import theme
from desktop.desk import Desk
from desktop.long_writing import Tick, write_long
from desktop.navigation import Navigator
from desktop.widgets.basic import label
from desktop.widgets.feedback import ProgressStrip
from desktop.widgets.fields import ChoiceField, LongTextField, TextField
from desktop.widgets.form import Form

_WIDTH = 520
_PAUSE_MS = 250
_MOST = 40
_STOPPED = "Penggabungan dibatalkan; tidak ada yang berubah."
_STILL_ONE = "Dibatalkan; keduanya tetap digabung."
_BETWEEN_DIGITS = re.compile(r"(?<=\d) (?=\d)")
"""An NIP is never cut at the end of a line."""


class MergeDialog(QDialog):
    """Looks for the other record, shows what the merge does, asks why, and merges; ``merged`` is told of the entry."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        noun: str,
        record_id: str,
        title: str,
        merged: Callable[[Discarded, str], object],
    ) -> None:
        super().__init__(parent)
        self._desk, self._noun, self._id, self._merged = desk, noun, record_id, merged
        self._employees: dict[str, Employee] = {}
        self._merging = False
        self.setWindowTitle("Netralitas")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 20)
        whole.setSpacing(theme.space("s"))
        whole.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)  # a sentence under a field cuts nothing off
        heading = label(f"Gabungkan {title} dengan …", "section", wrap=True)
        heading.setFixedWidth(_WIDTH)
        whole.addWidget(heading)
        report = noun == "report"
        self.form = Form(width=_WIDTH)
        self.form.marks_optional = False
        self.sought = self.form.add(
            "sought",
            "Cari yang sama" if report else "Cari pegawai yang sama",
            TextField(placeholder="Nomor, nama, atau kata laporan" if report else "Nama atau NIP"),
        )
        self.other = self.form.add("other", "Laporan" if report else "Pegawai", ChoiceField(), required=True)
        self.nip = self.form.add("nip", "NIP yang benar", ChoiceField(blank=""), required=not report)
        self.form.show_field("nip", shown=False)
        self.said = label("", "infoBox", wrap=True)
        self.reason = self.form.add("reason", "Alasan", LongTextField(rows=2), required=True)
        self.form.buttons("Gabungkan", cancel=self.reject)
        self.strip = ProgressStrip()
        self.strip.setFixedWidth(_WIDTH)
        self.strip.hide()
        for part in (self.said, self.form, self.strip):
            whole.addWidget(part)
        self.said.hide()
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._soon.timeout.connect(self._look)
        self.sought.changed.connect(self._soon.start)
        self.other.changed.connect(self._chosen)
        self.nip.changed.connect(self._ask_preview)
        self.form.submitted.connect(self._go)
        self.form.focus_first()

    def look_for(self, text: str) -> None:
        """Begin with what may be the same."""
        self.sought.restore(text)
        self._look()

    def offer_first(self, offered: Sequence[tuple[str, str]], chosen: str = "") -> None:
        """Offer these, who may be the same, before any search; ``chosen`` is marked at once."""
        self.other.set_choices(offered)
        self.other.restore(chosen or offered[0][0])
        self._chosen()

    def _look(self) -> None:
        words = self.sought.value()
        if self._noun == "report":
            self._desk.ask(search.find, words, _MOST).then(
                self, lambda hits: self._offer([(hit.id, _hit_words(hit)) for hit in hits if hit.noun == self._noun])
            )
        else:
            self._desk.ask(employees.found_page, words, ListQuery(sort="name")).then(
                self, lambda page: self._offer([(one.id, _person_words(one)) for one in page.rows[:_MOST]])
            )

    def _offer(self, hits: Sequence[tuple[str, str]]) -> None:
        """Offer what a search found, by identifier and words."""
        found = [(record_id, words) for record_id, words in hits if record_id != self._id]
        self.other.set_choices(found)
        self._chosen()
        if not self.other.value():
            thing = "laporan" if self._noun == "report" else "pegawai"
            self._say(
                f"{len(found)} {thing} ditemukan; pilih yang sama di bawah."
                if found
                else f"Tidak ada {thing} lain yang cocok; ubah kata pencarian.",
                "infoBox" if found else "warnBox",
            )

    def _chosen(self) -> None:
        self.said.hide()
        other = self.other.value()
        if not other:
            self.form.show_field("nip", shown=False)
        elif self._noun == "report":
            self._ask_preview()
        else:
            for each in (self._id, other):
                self._desk.ask(employees.employee, each).then(self, self._know)

    def _know(self, employee: Employee) -> None:
        self._employees[employee.id] = employee
        two = [self._employees[each] for each in (self._id, self.other.value()) if each in self._employees]
        if len(two) > 1:
            self.nip.set_choices([(one.nip, f"{show_nip(one.nip)} · {one.name}") for one in two])
            self.form.show_field("nip", shown=True)
            self._ask_preview()

    def _ask_preview(self) -> None:
        other = self.other.value()
        if not other:
            return
        if self._noun == "report":
            asked = self._desk.ask(merging.preview_reports, self._id, other)
        else:
            asked = self._desk.ask(merging.preview_employees, self._id, other, self.nip.value())
        asked.then(self, self._show, self._refuse)

    def _show(self, seen: MergePreview) -> None:
        lines = [seen.refusal] if seen.refusal else [f"Tetap: {seen.kept}", f"Masuk ke dalamnya: {seen.gone}"]
        if not seen.refusal:
            lines += [f"• {line}" for line in (*(seen.moves or ("Tidak ada yang perlu pindah.",)), *seen.notes)]
        self._say(_BETWEEN_DIGITS.sub("\u00a0", "\n".join(lines)), "warnBox" if seen.refusal else "infoBox")

    def _say(self, words: str, role: str) -> None:
        self.said.setText(words)
        theme.set_role(self.said, role)
        self.said.show()
        self.adjustSize()

    def reject(self) -> None:
        """Close it; while it merges, stop that and stay."""
        if self._merging:
            self.strip.cancel()
        else:
            super().reject()

    def _go(self) -> None:
        office, actor = self._desk.office, self._desk.actor
        one, other, nip, why = self._id, self.other.value(), self.nip.value(), self.reason.value()

        def write(tick: Tick) -> tuple[Discarded, ChangeSet]:
            if self._noun == "report":
                return office.write(merging.merge_reports, actor, one, other, why)
            return office.write(merging.merge_employees, actor, one, other, nip, why, tick)

        self._merging = True
        self.form.set_busy(busy=True)
        self.strip.start("Menggabungkan …", later=True)
        write_long(self._desk, self, self.strip, write, self._done, self._refuse, stopped=_STOPPED)

    def _done(self, entry: Discarded) -> None:
        self._merging = False
        self.strip.hide()
        self.accept()
        self._merged(entry, entry.into)

    def _refuse(self, error: BaseException) -> None:
        self._merging = False
        self.strip.hide()
        self.form.set_busy(busy=False)
        if not isinstance(error, Stopped) and not self.form.show_failure(error):
            self._desk.tell(error)


def _hit_words(hit: SearchHit) -> str:
    return f"{hit.title} · {hit.subtitle}"


def _person_words(employee: Employee) -> str:
    """Namesakes are told apart by their NIP."""
    return " · ".join(filter(None, (employee.name, show_nip(employee.nip), employee.unit_1)))


def ask_merge(
    desk: Desk,
    parent: QWidget,
    window: Navigator,
    noun: str,
    record_id: str,
    title: str,
    sought: str,
    done: Callable[[str], object],
    offered: Sequence[tuple[str, str]] = (),
    chosen: str = "",
) -> MergeDialog:
    """Open the dialog; a toast says what was merged and takes it apart again, ``done`` gets the one that stays.

    ``offered`` are who may be the same, shown before any search, ``chosen`` one of them.
    """

    def merged(entry: Discarded, kept_id: str) -> None:
        window.toast(
            f"{entry.title} digabung.", action="Batalkan", on_action=lambda: take_apart(desk, parent, window, entry.id)
        )
        done(kept_id)

    dialog = MergeDialog(desk, parent, noun, record_id, title, merged)
    if offered:
        dialog.offer_first(offered, chosen)
    else:
        dialog.look_for(sought)
    dialog.open()
    return dialog


def take_apart(desk: Desk, parent: QWidget, window: Navigator, entry_id: str) -> None:
    """Undo a merge and say so; from one second on a box tells how far it is, and "Batal" leaves all as it was."""
    office, actor = desk.office, desk.actor
    box = _Apart(parent)

    def done(title: str) -> None:
        box.end()
        window.toast(f"{title} berdiri sendiri lagi.")

    def failed(error: BaseException) -> None:
        box.end()
        if isinstance(error, Stopped):
            window.toast(error.sentence)
        else:
            desk.tell(error)

    box.strip.start("Memisahkan lagi …", later=True)
    write_long(
        desk,
        box,
        box.strip,
        lambda tick: office.write(merging.take_apart, actor, entry_id, tick),
        done,
        failed,
        stopped=_STILL_ONE,
    )


class _Apart(QDialog):
    """Holds the strip while a merge is taken apart; it opens with it, and goes once ``end`` is called."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Netralitas")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.strip = ProgressStrip()
        self.strip.setFixedWidth(_WIDTH)
        self.strip.shown_late.connect(self.show)
        QVBoxLayout(self).addWidget(self.strip)

    def reject(self) -> None:
        """Stop it; the box goes once that is heard."""
        self.strip.task.cancel()

    def end(self) -> None:
        """Go for good."""
        self.strip.hide()
        self.hide()
        self.deleteLater()
