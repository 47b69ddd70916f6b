"""Files before they become evidence: each seen, each with its title, and what is said of all or of some of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QStackedWidget, QWidget

from cases.errors import InvalidInput
from cases.model.office import TimeZone
from cases.rules.dates import short_date
from cases.rules.evidence_times import contradictions
from cases.services.evidence import EvidenceForm
from desktop import theme
from desktop.widgets.basic import Card, Elided, label
from desktop.widgets.empty import EmptyState
from desktop.widgets.evidence_fields import EvidenceFields
from desktop.widgets.evidence_files import Candidate, size_words
from desktop.widgets.evidence_rows import CandidateRow, CandidateRows, Offered
from desktop.widgets.evidence_said import Days, camera_time, form_of, moment_said, moments, shared
from desktop.widgets.feedback import ProgressStrip
from desktop.widgets.form import scrolled
from desktop.widgets.page_form import PageForm
from desktop.widgets.picture_view import PictureView

_FORM, _LEAST, _NARROW, _LOW = 440, 372, 820, 420
_PREVIEW, _SMALL, _SHOWN = 150, 72, 200
_ROW: Final = 92
_MOST_DOUBTS: Final = 2
_AROUND: Final = 90
_LAID_MS: Final = 60
"""After so long new rows have their places."""
_AT_ONCE: Final = 24
"""So many rows are made in one go."""
TimeOf = Callable[[CandidateRow], datetime | None]


class EvidenceConfirm(QWidget):
    """Shows files and asks what is to be said of those that are ticked, of all at first.

    ``confirmed`` when all can be taken, ``left`` to add nothing, ``edited`` when something was typed or taken away.
    """

    confirmed = Signal()
    left = Signal()
    edited = Signal()
    report_wanted = Signal(str)

    def __init__(self, days: Days) -> None:
        super().__init__()
        self._days = days
        self.typed = False
        self._coming: list[Offered] = []
        self.files = CandidateRows()
        self.files.changed.connect(self._show_chosen)
        self.files.emptied.connect(self.left)
        self.files.looked.connect(self._preview)
        self.files.titled.connect(self._edited)
        self.files.report_wanted.connect(self.report_wanted)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.space("gapCards"))
        across.addWidget(self._left(), 1)
        self.form = PageForm(columns=1)
        self.form.marks_optional = False
        self.form.section("Asal bukti")
        self._about = label("", "caption", wrap=True)
        self.form.add_widget(self._about)
        self.fields = EvidenceFields(self.form, days.today)
        self.fields.changed.connect(self._say)
        self.fields.camera_wanted.connect(partial(self._take_over, self._camera_time))
        self.fields.file_wanted.connect(partial(self._take_over, lambda row: row.candidate.file_time))
        self.add_button = self.form.buttons("Tambahkan bukti", icon="check", cancel=self.left.emit)
        self.form.submitted.connect(self._submit)
        first = self.fields.platform.focus_target()
        self.files.finished.connect(partial(first.setFocus, Qt.FocusReason.TabFocusReason))
        self.form.setFixedWidth(_FORM)
        across.addWidget(self.form)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):  # also from the titles, where the cursor begins
            QShortcut(QKeySequence(keys), self).activated.connect(self.form.submit)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.left)

    def _left(self) -> Card:
        card = Card("Pratinjau")
        self._count = Elided("", "caption")
        card.head.addWidget(self._count)
        self._stack = QStackedWidget()
        self.picture = PictureView()
        self.none = EmptyState("Tanpa pratinjau", "", icon="file")
        self._stack.addWidget(self.picture)
        self._stack.addWidget(self.none)
        self._stack.setMinimumSize(_SHOWN, _PREVIEW)
        card.add(self._stack, 3)
        self.strip = ProgressStrip()
        self.strip.hide()
        card.add(self.strip)
        self.every = QCheckBox("Isian untuk semua berkas")
        self.every.setToolTip("Klik satu baris untuk mengisi berkas itu saja; Ctrl atau Shift untuk beberapa")
        self.every.clicked.connect(self._tick_all)
        card.add(self.every)
        self._area = scrolled(self.files)
        self._area.setMinimumHeight(76)
        card.add(self._area, 3)
        return card

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen the form is as narrow as it can be, and the preview leaves its height to the rows."""
        super().resizeEvent(event)
        self.form.setFixedWidth(_FORM if self.width() >= _NARROW else _LEAST)
        self._stack.setMinimumHeight(_PREVIEW if self.height() >= _LOW else _SMALL)

    # -- filling

    @property
    def rows(self) -> list[CandidateRow]:
        """The files."""
        return self.files.rows

    def show_offers(self, offers: Sequence[Offered], accused: Sequence[tuple[str, str]] = ()) -> None:
        """Show files; ``accused`` are those of the report, as (key, name)."""
        self.clear()
        self.typed = False
        self.fields.ask_concerns(accused)
        self.add_offers(offers)

    def clear(self) -> None:
        """Let go of all files."""
        self._coming.clear()
        self.files.clear()

    def add_offers(self, offers: Sequence[Offered]) -> None:
        """Show more files, which the form is about then; what was typed of the others stays.

        Many come a few at a time, so that the window goes on.
        """
        for row in self.rows[: 0 if self._coming else None]:
            row.choose(chosen=False)
        first = not self._coming
        self._coming += offers
        if first:
            self._take_in(to_first=True)

    def _take_in(self, *, to_first: bool) -> None:
        """Put the next few in; the cursor goes to the first of all."""
        made = self.files.add(self._coming[:_AT_ONCE], self._days.zone)
        del self._coming[:_AT_ONCE]
        self.files.mark()
        self._show_chosen()
        if self._coming:
            self.add_button.setEnabled(False)
            QTimer.singleShot(0, self, lambda: self._take_in(to_first=False))
        good = next((row for row in made if not row.kept_out), None)
        if to_first and good is not None:
            self._preview(good)
            good.title.selectAll()
            QTimer.singleShot(0, good, lambda: self._go_to(good))  # shown by a queued call, it takes no cursor before

    def _go_to(self, row: CandidateRow) -> None:
        row.title.setFocus()
        QTimer.singleShot(_LAID_MS, row, lambda: self._area.ensureWidgetVisible(row, 0, _AROUND))

    def _show_chosen(self) -> None:
        """Show what is said of those that are chosen."""
        chosen, good = self.files.chosen, self.files.good
        bad = len(self.rows) - len(good)
        self._count.setText(f"{len(good)} berkas" + (f", {bad} tidak ditambahkan" if bad else ""))
        self.add_button.setText(f" Tambahkan {len(good)} bukti" if len(good) > 1 else " Tambahkan bukti")
        self.add_button.setEnabled(bool(good))
        single = len(self.rows) == 1 and not bad
        self._area.setMaximumHeight(_ROW if single else 16777215)
        self.every.setVisible(len(good) > 1)
        every, some = Qt.CheckState.Checked, Qt.CheckState.PartiallyChecked
        state = every if len(chosen) == len(good) else some if chosen else Qt.CheckState.Unchecked
        self.every.setCheckState(state)
        self.every.setTristate(state is some)
        self._about.setText(_about(len(chosen), len(good)))
        for key in self.form.values():
            self.form.box(key).setEnabled(bool(chosen))
        if chosen:
            said, differing = shared([row.said for row in chosen])
            self.fields.show_said(said, differing)
        self._offer_times(chosen)
        self._doubt()

    def _tick_all(self) -> None:
        good = self.files.good
        self.files.choose([] if len(self.files.chosen) == len(good) else good)

    def _preview(self, row: CandidateRow) -> None:
        candidate = row.candidate
        if candidate.preview:
            self.picture.show_image(QImage.fromData(candidate.preview), candidate.name)
            self._stack.setCurrentWidget(self.picture)
            return
        self.none.sentence.setText(candidate.problem or f"{candidate.name}, {size_words(candidate.size)}")
        self.none.sentence.show()
        self._stack.setCurrentWidget(self.none)

    # -- saying

    def _edited(self) -> None:
        self.typed = True
        self.edited.emit()

    def _say(self, key: str) -> None:
        """Say of the chosen ones what was put into a field."""
        said = self.fields.said()[key]
        for row in self.files.chosen:
            row.said[key] = said
        self.fields.agree(key)
        self.files.mark()
        self._doubt()
        self._edited()

    def _camera_time(self, row: CandidateRow) -> datetime | None:
        return camera_time(row.candidate.told, TimeZone(row.said["captured_zone"] or self._days.zone))

    def _take_over(self, time_of: TimeOf) -> None:
        """Take the time of each chosen file as that of its capture."""
        for row in self.files.chosen:
            if (moment := time_of(row)) is not None:
                row.said |= moment_said("captured", moment, TimeZone(row.said["captured_zone"] or self._days.zone))
        self.files.mark()
        self._show_chosen()
        self._edited()

    def _offer_times(self, chosen: Sequence[CandidateRow]) -> None:
        words = []
        for name, time_of in (("kamera", self._camera_time), ("berkas", lambda row: row.candidate.file_time)):
            known = [moment for row in chosen if (moment := time_of(row)) is not None]
            if len(chosen) == 1 and known:
                local = known[0].astimezone(TimeZone(chosen[0].said["captured_zone"] or self._days.zone).zone)
                words.append(f"Waktu {name}: {short_date(local.date())}, {local:%H.%M}")
            else:
                words.append(f"Waktu {name} tiap berkas" if known else "")
        self.fields.offer(*words)

    def _doubt(self) -> None:
        """Say at once which of the times cannot both be right, of any file."""
        found: list[str] = []
        for row in self.files.good:
            try:
                posted_at, captured_at = moments(row.said, self._days)
            except InvalidInput:  # half typed, or told when the form is submitted
                continue
            own = [one for one in (row.candidate.file_time, self._camera_time(row)) if one is not None]
            found += contradictions(posted_at, captured_at, {row.candidate.name: min(own)} if own else {})
        told = list(dict.fromkeys(found))
        more = len(told) - _MOST_DOUBTS
        self.fields.show_doubts([*told[:_MOST_DOUBTS], *([f"Juga pada {more} berkas lain."] if more > 0 else [])])

    # -- taking

    @property
    def problems(self) -> list[str]:
        """The sentences of files that cannot go in."""
        return [_named(row) for row in self.rows if row.kept_out]

    def _submit(self) -> None:
        if self._coming:
            return
        try:
            self.forms()
        except InvalidInput as error:
            self.form.show_error(error.field, error.sentence)
        else:
            self.confirmed.emit()

    def forms(self) -> list[tuple[Candidate, EvidenceForm]]:
        """Each good file with what is said of it; raises InvalidInput, with those chosen that it is about."""
        found = []
        for row in self.files.good:
            try:
                form = form_of(row.said, row.candidate.name, row.title.text(), self._days)
            except InvalidInput:
                if row not in self.files.chosen:
                    self.files.choose([one for one in self.files.good if one.said == row.said])
                raise
            found.append((row.candidate, form))
        return found


def _about(chosen: int, good: int) -> str:
    if good <= 1:
        return "Diisi dari laporan dan bukti terakhir; periksa dahulu."
    if chosen == good:
        return f"Berlaku untuk semua {good} berkas. Diisi dari laporan dan bukti terakhir; periksa dahulu."
    if not chosen:
        return "Tandai berkas di kiri yang hendak diisi."
    return f"Berlaku untuk {chosen} dari {good} berkas, yang ditandai di kiri."


def _named(row: CandidateRow) -> str:
    name = row.candidate.name
    return row.kept_out if name in row.kept_out else f"{name}: {row.kept_out[:1].lower()}{row.kept_out[1:]}"
