"""Files before they become evidence: each seen, each with its title, and what is common to all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import PurePath

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from cases.errors import InvalidInput
from cases.model.evidence import Capture
from cases.model.office import TimeZone
from cases.rules.evidence_times import contradictions
from cases.services.evidence import EvidenceForm
from desktop import theme
from desktop.widgets.basic import Card, icon_button, label
from desktop.widgets.date_fields import DateField, TimeField
from desktop.widgets.empty import EmptyState
from desktop.widgets.evidence_files import Candidate, size_words
from desktop.widgets.fields import ChoiceField, LongTextField, TextField
from desktop.widgets.form import scrolled
from desktop.widgets.page_form import PageForm
from desktop.widgets.picture_view import PictureView
from desktop.widgets.special_fields import ChecksField, PlatformField, TodayField

_CLOCK, _ZONE = 84, 88


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """What items of one report usually share; fills the form beforehand."""

    platform: str = ""
    account: str = ""
    url: str = ""
    posted_at: datetime | None = None
    captured_at: datetime | None = None
    captured_by: str = ""
    profile_name: str = ""
    posted_zone: str = ""
    captured_zone: str = ""
    capture: str = ""
    concerns: tuple[str, ...] = ()


class CandidateRow(QFrame):
    """One file: its name and size, its title, or the sentence that keeps it out."""

    chosen = Signal()
    removed = Signal()

    def __init__(self, candidate: Candidate) -> None:
        super().__init__()
        self.candidate = candidate
        self.setProperty("role", "inset")
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 6, 6, 6)
        words = QVBoxLayout()
        words.setSpacing(2)
        about = candidate.name if candidate.problem else f"{candidate.name}, {size_words(candidate.size)}"
        words.addWidget(label(about, "caption", wrap=True))
        self.title = QLineEdit(PurePath(candidate.name).stem)
        self.title.setAccessibleName(f"Judul {candidate.name}")
        self.title.setPlaceholderText("Judul, mis. Unggahan foto")
        self.title.setMaxLength(200)
        self.title.cursorPositionChanged.connect(lambda *_: self.chosen.emit())
        if candidate.problem:
            words.addWidget(label(candidate.problem, "error", wrap=True))
        else:
            words.addWidget(self.title)
            if told := ", ".join(f"{name} {words}" for name, words in candidate.told.items()):
                words.addWidget(label(told, "help", wrap=True))
        line.addLayout(words, 1)
        line.addWidget(
            icon_button("x", f"Jangan tambahkan {candidate.name}", on_click=self.removed.emit),
            0,
            Qt.AlignmentFlag.AlignTop,
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Show its preview."""
        self.chosen.emit()


class EvidenceConfirm(QWidget):
    """Shows files and asks what is common to them. ``confirmed`` when all can be taken, ``left`` to add nothing."""

    confirmed = Signal()
    left = Signal()

    def __init__(self, today: Callable[[], date], zone: TimeZone, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._zone, self._now = zone, now
        self.rows: list[CandidateRow] = []
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.space("gapCards"))
        across.addWidget(self._files(), 1)
        self.form = self._form(today)
        self.form.setFixedWidth(440)
        across.addWidget(self.form)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):  # also from the titles, where the cursor begins
            QShortcut(QKeySequence(keys), self).activated.connect(self.form.submit)

    def _files(self) -> Card:
        card = Card("Pratinjau")
        self._count = label("", "caption")
        card.head.addWidget(self._count)
        self._stack = QStackedWidget()
        self.picture = PictureView()
        self.none = EmptyState("Tanpa pratinjau", "", icon="file")
        self._stack.addWidget(self.picture)
        self._stack.addWidget(self.none)
        self._stack.setMinimumHeight(180)
        card.add(self._stack, 3)
        holder = QWidget()
        self._list = QVBoxLayout(holder)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(theme.space("xs"))
        self._list.addStretch(1)
        area = scrolled(holder)
        area.setMinimumHeight(76)
        self._area = area
        card.add(area, 2)
        return card

    def _form(self, today: Callable[[], date]) -> PageForm:
        form = PageForm(columns=1)
        form.marks_optional = False
        form.section(
            "Asal bukti", "Berlaku untuk semua berkas di kiri. Diisi dari laporan dan bukti terakhir; periksa dahulu."
        )
        self.platform = form.add("platform", "Media sosial", PlatformField())
        self.account = form.add("account", "Akun", TextField(limit=200), beside=True)
        self.url = form.add("url", "Alamat unggahan (URL)", TextField(placeholder="https://", limit=2000))
        self.profile_name = form.add("profile_name", "Nama profil", TextField(limit=200))
        zones = [(str(zone), str(zone)) for zone in TimeZone]
        self.posted_on = form.add("posted_on", "Tanggal diunggah", DateField(today))
        self.posted_time = form.add("posted_time", "Pukul", TimeField(placeholder="mis. 19.42"), beside=True)
        self.posted_zone = form.add("posted_zone", "Zona", ChoiceField(zones, blank=""), beside=True)
        self.captured_on = form.add("captured_on", "Tanggal ditangkap", TodayField(today))
        self.captured_time = form.add("captured_time", "Pukul", TimeField(placeholder="mis. 08.15"), beside=True)
        self.captured_zone = form.add("captured_zone", "Zona", ChoiceField(zones, blank=""), beside=True)
        for moment in ("posted", "captured"):
            form.box(f"{moment}_time").setFixedWidth(_CLOCK)
            form.box(f"{moment}_zone").setFixedWidth(_ZONE)
        self._doubts = label("", "warnBox", wrap=True)
        self._doubts.hide()
        form.add_widget(self._doubts)
        self.captured_by = form.add("captured_by", "Ditangkap oleh", TextField(limit=200))
        ways = [(str(way), str(way).capitalize()) for way in Capture if way]
        self.capture = form.add("capture", "Cara memperoleh", ChoiceField(ways, blank="Tidak dicatat"), beside=True)
        self.concerns = form.add("concerns", "Menyangkut", ChecksField(), help_text="Kosongkan bila semua terlapor.")
        self.description = form.add("description", "Keterangan", LongTextField(rows=2, most_rows=5))
        self.add_button = form.buttons("Tambahkan bukti", icon="check", cancel=self.left.emit)
        form.submitted.connect(self._submit)
        for field in (self.posted_on, self.posted_time, self.posted_zone):
            field.changed.connect(self._doubt)
        for field in (self.captured_on, self.captured_time, self.captured_zone):
            field.changed.connect(self._doubt)
        return form

    # -- filling

    def show_candidates(
        self, candidates: Sequence[Candidate], common: Common, accused: Sequence[tuple[str, str]] = ()
    ) -> None:
        """Show files, and what they probably share; ``accused`` are those of the report, as (key, name)."""
        self.concerns.set_choices(accused)
        self.form.box("concerns").setVisible(len(accused) > 1)
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = []
        for candidate in candidates:
            row = CandidateRow(candidate)
            row.chosen.connect(lambda row=row: self._preview(row.candidate))
            row.removed.connect(lambda row=row: self._remove(row))
            self.rows.append(row)
            self._list.insertWidget(len(self.rows) - 1, row)
        self._area.setMaximumHeight(92 if len(self.rows) == 1 and not self.rows[0].candidate.problem else 16777215)
        self._fill(common)
        self._tell()
        first = next((row for row in self.rows if not row.candidate.problem), None)
        if first is not None:
            self._preview(first.candidate)
            first.title.setFocus()
            first.title.selectAll()

    def _fill(self, common: Common) -> None:
        self.form.clear_errors()
        self.platform.restore(common.platform)
        self.account.restore(common.account)
        self.url.restore(common.url)
        self.captured_by.restore(common.captured_by)
        self.profile_name.restore(common.profile_name)
        self.capture.restore(common.capture)
        self.concerns.restore(common.concerns)
        self.description.restore("")
        for moment, stated, day, clock, zone in (
            (common.posted_at, common.posted_zone, self.posted_on, self.posted_time, self.posted_zone),
            (common.captured_at, common.captured_zone, self.captured_on, self.captured_time, self.captured_zone),
        ):
            known = TimeZone(stated or self._zone)
            local = moment.astimezone(known.zone) if moment else None
            day.set_date(local.date() if local else None)
            clock.set_time(local.time() if local else None)
            zone.restore(known)
        self._doubt()

    def _remove(self, row: CandidateRow) -> None:
        self.rows.remove(row)
        row.hide()
        row.deleteLater()
        if not self.rows:
            self.left.emit()
            return
        self._tell()
        self._preview(self.rows[0].candidate)

    def _preview(self, candidate: Candidate) -> None:
        if candidate.preview is not None:
            self.picture.show_image(candidate.preview, candidate.name)
            self._stack.setCurrentWidget(self.picture)
            return
        words = candidate.problem or f"{candidate.name}, {size_words(candidate.size)}"
        self.none.sentence.setText(words)
        self.none.sentence.show()
        self._stack.setCurrentWidget(self.none)

    def _tell(self) -> None:
        good = len(self.good)
        bad = len(self.rows) - good
        self._count.setText(f"{good} berkas" + (f", {bad} ditolak" if bad else ""))
        self.add_button.setText(f" Tambahkan {good} bukti" if good > 1 else " Tambahkan bukti")
        self.add_button.setEnabled(good > 0)

    # -- taking

    @property
    def good(self) -> list[CandidateRow]:
        """The rows of files that can go in."""
        return [row for row in self.rows if not row.candidate.problem]

    @property
    def problems(self) -> list[str]:
        """The sentences of files that cannot."""
        return [row.candidate.problem for row in self.rows if row.candidate.problem]

    def _submit(self) -> None:
        try:
            self._moments()
        except InvalidInput as error:
            self.form.show_error(error.field, error.sentence)
        else:
            self.confirmed.emit()

    def _doubt(self) -> None:
        """Say at once which of the times cannot both be right."""
        try:
            posted_at, captured_at = self._moments()
        except InvalidInput:  # half typed, or told when the form is submitted
            posted_at = captured_at = None
        own = {row.candidate.name: row.candidate.file_time for row in self.good}
        found = contradictions(posted_at, captured_at, {name: time for name, time in own.items() if time is not None})
        self._doubts.setText("\n".join(found))
        self._doubts.setVisible(bool(found))

    def _moments(self) -> tuple[datetime | None, datetime | None]:
        posted = (self.posted_on.value(), self.posted_time.value(), self.posted_zone.value())
        captured = (self.captured_on.value(), self.captured_time.value(), self.captured_zone.value())
        return self._moment("posted", *posted, "diunggah"), self._moment("captured", *captured, "ditangkap")

    def _moment(self, key: str, day: date | None, clock: time | None, zone: str, verb: str) -> datetime | None:
        if day is None and clock is None:
            return None
        if clock is None:
            raise InvalidInput(
                f"Isi juga jam {verb}, atau kosongkan keduanya dan tulis di Keterangan.", field=f"{key}_on"
            )
        if day is None:
            raise InvalidInput(f"Isi juga tanggal {verb}, atau kosongkan keduanya.", field=f"{key}_on")
        moment = datetime.combine(day, clock, TimeZone(zone or self._zone).zone)
        if moment > self._now():
            raise InvalidInput(f"Waktu {verb} belum terjadi; periksa tanggal dan jamnya.", field=f"{key}_on")
        return moment

    def forms(self) -> list[tuple[Candidate, EvidenceForm]]:
        """Each good file with what is said of it; raises InvalidInput."""
        posted_at, captured_at = self._moments()
        return [
            (
                row.candidate,
                EvidenceForm(
                    file_name=row.candidate.name,
                    title=row.title.text(),
                    platform=self.platform.value(),
                    account=self.account.value(),
                    url=self.url.value(),
                    posted_at=posted_at,
                    captured_at=captured_at,
                    captured_by=self.captured_by.value(),
                    description=self.description.value(),
                    profile_name=self.profile_name.value(),
                    posted_zone=self.posted_zone.value() if posted_at else "",
                    captured_zone=self.captured_zone.value() if captured_at else "",
                    capture=Capture(self.capture.value()),
                    concerns=self.concerns.value(),
                ),
            )
            for row in self.good
        ]
