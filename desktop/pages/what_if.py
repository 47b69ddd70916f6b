"""The calculator "Hitung tenggat": pick a due date and a day, see the last day and every step of the count."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cases.errors import InvalidInput, OfficeError
from cases.model.office import WorkWeek
from cases.rules.dates import long_date, short_date, weekday_name
from cases.rules.working_days import CountedDay
from cases.services import what_if
from cases.services.what_if import Answer, Countable, Counting, Question
from desktop import theme
from desktop.counts import count_words
from desktop.desk import Desk
from desktop.models.table import Column
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.case_tabs.words import TRACKS
from desktop.pages.ics_strip import IcsStrip
from desktop.pages.step_forms.guards_side import UNVERIFIED
from desktop.preferences import Preferences
from desktop.widgets.basic import Card, button, label, snug
from desktop.widgets.empty import EmptyState
from desktop.widgets.fields import ChoiceField, TextField
from desktop.widgets.form import Form, scrolled
from desktop.widgets.header import PageHeader
from desktop.widgets.office_form import WEEKS
from desktop.widgets.special_fields import TodayField
from desktop.widgets.table import RecordTable

_SENTENCE = "Pilih tenggat dan tanggal awalnya; tidak ada yang disimpan."
_TABLE: Final = 190
_PARTIES: Final = {"kantor": "kantor", "terlapor": "terlapor", "lain": "pihak lain"}
_BEGINS: Final = {
    "date": "tanggal {}",
    "signed_on": "tanggal tanda tangan surat {}",
    "received_on": "tanggal diterima ({})",
    "copy_on": "tanggal tembusan diterima ({})",
    "missed_on": "tanggal seharusnya diperiksa",
    "decided_on": "tanggal diputus ({})",
    "effective_on": "tanggal mulai berlaku ({})",
    "ends_on": "tanggal berakhirnya hukuman",
    "uploaded_on": "tanggal diunggah ({})",
    "active_until": "akhir masa arsip aktif",
    "inactive_until": "akhir masa arsip inaktif",
    "event": "tanggal peristiwa",
    "received": "tanggal laporan diterima",
}
"""What a count begins with, by the field of the step whose title stands in the braces."""
_COLUMNS: tuple[Column[CountedDay], ...] = (
    Column(
        key="number",
        title="Ke-",
        width=56,
        text=lambda day: str(day.number) if day.number else "",
        right=True,
        face="tableStrong",
        sortable=False,
        filtered=False,
    ),
    Column(
        key="on",
        title="Tanggal",
        width=190,
        text=lambda day: f"{weekday_name(day.on)}, {short_date(day.on)}",
        copy=lambda day: day.on.isoformat(),
        sortable=False,
        filtered=False,
    ),
    Column(
        key="why",
        title="Dihitung atau dilewati",
        width=240,
        text=lambda day: "dihitung" if day.number else f"dilewati: {day.why}",
        hue=lambda day: "" if day.number or day.why == weekday_name(day.on) else "amber",
        stretch=True,
        sortable=False,
        filtered=False,
    ),
)


class WhatIfPage(Page):
    """``open_page("what-if", case_id=..., key=...)``: of a case with the days that are known, else of any track."""

    def __init__(
        self,
        desk: Desk,
        window: Navigator,
        parent: QWidget | None = None,
        *,
        preferences: Preferences | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._case_id = ""
        self._wanted = ""
        self._turn = 0
        self._choices: dict[tuple[str, str], Countable] = {}
        self.answer: Answer | None = None
        self.back = button("Kembali ke perkara", on_click=lambda: window.open_page("case", case_id=self._case_id))
        self.export_button = button("Ekspor .ics", icon="export", on_click=self._export)
        self.header = PageHeader("Hitung tenggat", _SENTENCE, self.back, self.export_button)
        self.strip = IcsStrip(desk, window, preferences or Preferences(), lambda: self._case_id)
        self.form = Form(width=420)
        self.form.marks_optional = False
        self.track = self.form.add(
            "track", "Jalur", ChoiceField([(str(track), words) for track, words in TRACKS.items()], blank="")
        )
        self.rule = self.form.add("key", "Tenggat", ChoiceField((), blank=""))
        self.start = self.form.add("start", "Tanggal awal", TodayField(desk.office.clock.today), required=True)
        self.target = self.form.add("target", "Target kantor", TextField(limit=3, placeholder="mis. 21"))
        self.week = self.form.add("week", "Hari kerja seminggu", ChoiceField(WEEKS, blank=""))
        self.result = _Result()
        self._lay()
        self.track.changed.connect(self._offer)
        self.rule.changed.connect(self._begin)
        for field in (self.start, self.target, self.week):
            field.changed.connect(self.count)

    def _lay(self) -> None:
        question = Card("Jika ...")
        question.setMinimumWidth(270)
        question.setMaximumWidth(340)
        question.add(self.form)
        question.body.addStretch(1)
        across = QHBoxLayout()
        across.setSpacing(theme.space("gapCards"))
        across.addWidget(question, 2)
        across.addWidget(self.result, 3)
        self.lines.addWidget(self.header)
        self.lines.addWidget(self.strip)
        self.lines.addLayout(across, 1)

    def on_shown(self, *, case_id: str = "", key: str = "", **_other: Any) -> None:  # noqa: ANN401 - as the base has it
        """Ask what can be counted, of a case or at large."""
        self._case_id, self._wanted = case_id, key
        self.back.setVisible(bool(case_id))
        self.export_button.setVisible(bool(case_id))
        self.strip.hide()
        self._desk.ask(what_if.counting, case_id).then(self, self._show)

    def _export(self) -> None:
        self.strip.open()

    def _show(self, found: Counting) -> None:
        self._choices = {(str(one.track), one.rule.key): one for one in found.choices}
        of = f"Perkara {found.case_number}. " if found.case_number else ""
        self.header.set_sentence(of + _SENTENCE)
        self.week.restore(found.week.value)
        wanted = next((one for one in found.choices if one.rule.key == self._wanted), None)
        likely = sorted(found.choices, key=lambda one: (not one.open, one.rule.open_ended and not one.target))
        first = wanted or next(iter(likely), None)
        self.form.show_field("track", shown=not self._case_id)
        if first is not None:
            self.track.restore(str(first.track))
            self._offer(first.rule.key)
        self.start.edit.setFocus()

    def _offer(self, key: str = "") -> None:
        """Offer the due dates of the track; those that run in the case say so."""
        offered = [one for one in self._choices.values() if str(one.track) == self.track.value()]
        self.rule.set_choices(
            [(one.rule.key, f"{one.rule.title} (berjalan)" if one.open else one.rule.title) for one in offered]
        )
        self.rule.restore(key or (offered[0].rule.key if offered else ""))
        self._begin()

    @property
    def chosen(self) -> Countable | None:
        """The due date that is chosen."""
        return self._choices.get((self.track.value(), self.rule.value()))

    def _begin(self) -> None:
        """Take the day that is known, else today, and count."""
        chosen = self.chosen
        if chosen is None:
            return
        self.start.set_date(chosen.starts_on or self._desk.office.clock.today())
        known = "; tercatat dalam perkara ini" if chosen.starts_on else ""
        self.form.box("start").set_help(f"Dihitung dari {begins_words(*chosen.begins)}{known}.")
        self.form.show_field("target", shown=chosen.rule.open_ended)
        self.target.restore(str(chosen.target or ""))
        self.form.box("target").set_help(
            f"Dalam {chosen.rule.unit}. Aturan tidak memberi batas; target tetap diatur di Pengaturan."
        )
        self.form.show_field("week", shown=chosen.rule.unit == "hari kerja")
        self.count()

    def count(self) -> None:
        """Ask for the due day of what is entered; what cannot be read yet clears the answer."""
        self._turn += 1
        turn, chosen = self._turn, self.chosen
        self.form.clear_errors()
        try:
            start, target = self.start.value(), self._target()
        except InvalidInput:
            start, target = None, 0
        if chosen is None or start is None or (chosen.rule.open_ended and not target):
            self._take(turn, None)
            return
        question = Question(
            track=chosen.track,
            key=chosen.rule.key,
            start=start,
            case_id=self._case_id,
            target=target if chosen.rule.open_ended else 0,
            week=WorkWeek(self.week.value()),
        )
        self._desk.ask(what_if.what_if, question).then(
            self, lambda answer: self._take(turn, answer), lambda error: self._refused(turn, error)
        )

    def _target(self) -> int:
        typed = self.target.value()
        if typed and not typed.isdecimal():
            raise InvalidInput("Isi target dengan bilangan.")
        return int(typed or 0)

    def _take(self, turn: int, answer: Answer | None) -> None:
        if turn == self._turn:
            self.answer = answer
            self.result.show_answer(answer, self.chosen)

    def _refused(self, turn: int, error: OfficeError) -> None:
        if turn == self._turn:
            self._take(turn, None)
            self.form.show_error("start", error.sentence)


class _Result(Card):
    """The last day, where it stands, what it hangs on, and the days one by one."""

    def __init__(self) -> None:
        super().__init__("... maka paling lambat")
        self.day = label("", "title")
        self.words = label("", "sentence", wrap=True)
        self.basis = label("", "event", wrap=True)
        self.doubt = snug("", "help")
        self.setting = snug("", "caption")
        self.warning = label("", "warnBox", wrap=True)
        self.table: RecordTable[CountedDay] = RecordTable(
            _COLUMNS,
            sort="-",  # they come in their own order
            hints=False,
            empty=EmptyState("Tidak dihitung hari demi hari", "", icon="calendar-blank"),
            count_words=lambda _loaded, _total: "",
        )
        self.empty = EmptyState("Isi tanggal awalnya", "", icon="calculator")
        self.found = QWidget()
        lines = QVBoxLayout(self.found)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("s"))
        for part in (self.day, self.words, self.basis, self.doubt, self.setting, self.warning):
            lines.addWidget(part)
        self.table.setMinimumHeight(_TABLE)
        lines.addWidget(self.table, 1)
        self._area = scrolled(self.found)
        self.add(self.empty, 1)
        self.add(self._area, 1)
        self._area.hide()

    def show_answer(self, answer: Answer | None, asked: Countable | None) -> None:
        """Show an answer; None asks for what is missing."""
        self._area.setVisible(answer is not None)
        self.empty.setVisible(answer is None)
        if answer is None or asked is None:
            return
        rule = answer.rule
        self.day.setText(f"{weekday_name(answer.due_on)}, {long_date(answer.due_on)}")
        self.words.setText(
            f"{answer.count} {rule.unit} sesudah {weekday_name(answer.start)}, {long_date(answer.start)}; "
            f"yang harus bertindak: {_PARTIES[rule.party]}."
        )
        self.basis.setText(f"{rule.article} {rule.regulation}".strip() or "Target kantor")
        doubt = [] if rule.verified else [f"{UNVERIFIED[:1].upper()}{UNVERIFIED[1:]}."]
        self.doubt.setText(" ".join([*doubt, rule.note]))
        self.doubt.setVisible(bool(self.doubt.text()))
        self.setting.setText(_setting_words(answer))
        self.setting.setVisible(bool(answer.others))
        cautions = _cautions(answer)
        self.warning.setText(" ".join(cautions))
        self.warning.setVisible(bool(cautions))
        self.table.setVisible(bool(answer.days))
        self.table.set_rows(answer.days)
        passed = sum(not day.number for day in answer.days)
        self.table.set_note(f"{answer.count} hari dihitung, {passed} hari dilewati" if answer.days else "")


def begins_words(step: str, field: str) -> str:
    """What a count begins with, in words ("tanggal Panggilan I")."""
    return _BEGINS.get(field, "tanggal pada {}").format(step).replace(" ()", "")


def _setting_words(answer: Answer) -> str:
    counts = answer.rule.days_by
    own = count_words(answer.setting, answer.count).lower()
    others = "; ".join(
        f"{count_words(value, counts[value]).lower()}: {short_date(day)}" for value, day in answer.others
    )
    return f"Cara menghitung kantor: {own} (Pengaturan, Hitungan dan pelapor). Pilihan lain, {others}."


def _cautions(answer: Answer) -> list[str]:
    found = []
    if answer.unknown_years:
        years = " dan ".join(map(str, answer.unknown_years))
        found.append(f"Daftar libur {years} belum ada, sehingga hari ini dapat bergeser.")
    if not answer.works:
        found.append("Hari itu bukan hari kerja; selesaikan sebelumnya.")
    return found
