"""Making a report of a part of another one: who goes, which evidence, which event, and why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from cases.errors import InvalidInput, OfficeError
from cases.model.evidence import Evidence
from cases.model.report import Report
from cases.services import evidence, splitting
from cases.services.splitting import SplitForm
from desktop import theme
from desktop.desk import Desk
from desktop.widgets.basic import label, snug
from desktop.widgets.date_fields import DateField, TimeField
from desktop.widgets.fields import ChoiceField, LongTextField, TextField
from desktop.widgets.form import Form, scrolled

_WIDTH, _TALL, _LEAST = 560, 640, 160
_BESIDE, _AROUND = 64, 24
"""What stands beside the form, and how much of the window is left around the dialog, in pixels."""
_STAYS, _GOES, _BOTH = "tetap", "pindah", "keduanya"
_WHERE: Final = ((_STAYS, "Tetap di laporan ini"), (_GOES, "Pindah ke laporan baru"), (_BOTH, "Di keduanya"))


class SplitDialog(QDialog):
    """Asks of each accused and each item where it goes, and for the new event; ``done`` gets the new report."""

    def __init__(self, desk: Desk, parent: QWidget, report: Report, done: Callable[[Report], object]) -> None:
        super().__init__(parent)
        self._desk, self._report, self._done = desk, report, done
        self._people: dict[str, ChoiceField] = {}
        self._items: dict[str, ChoiceField] = {}
        self.setWindowTitle("Netralitas")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(24, 20, 12, 20)
        self._whole.setSpacing(theme.space("s"))
        self._whole.addWidget(label(f"Pisahkan sebagian laporan {report.number}", "section"))
        words = "Bagian yang dipisah mendapat nomor sendiri. Kedua laporan saling menunjuk, dan dapat digabungkan lagi."
        self._whole.addWidget(snug(words, "caption"))
        self.resize(
            _WIDTH + _BESIDE, min(_TALL, parent.window().height() - _AROUND)
        )  # placed before its fields are there
        desk.ask(evidence.evidence_of_report, report.id).then(self, self._build)

    def _build(self, items: tuple[Evidence, ...]) -> None:
        report = self._report
        self.form = Form(width=_WIDTH)
        self.form.marks_optional = False
        self.form.section("Terlapor")
        for one in report.respondents:
            field = ChoiceField(_WHERE)
            field.restore(_STAYS)
            self._people[one.id] = self.form.add(f"p-{one.id}", one.person.name, field)
        if items:
            self.form.section("Bukti")
        for item in items:
            field = ChoiceField(_WHERE)
            field.restore(_STAYS)
            self._items[item.id] = self.form.add(f"e-{item.id}", f"{item.label} {item.title}", field)
        self.form.section("Kejadian laporan baru", "Ubah bila laporan baru tentang kejadian yang lain.")
        today = self._desk.office.clock.today
        self.event_on = self.form.add("event_on", "Tanggal kejadian", DateField(today))
        self.event_on.set_date(report.event_on)
        self.event_at = self.form.add("event_at", "Pukul", TimeField(), beside=True)
        self.event_at.restore(report.event_at)
        self.event_place = self.form.add("event_place", "Tempat", TextField(limit=300))
        self.event_place.restore(report.event_place)
        self.narrative = self.form.add("narrative", "Uraian", LongTextField(rows=3, most_rows=6))
        self.narrative.restore(report.narrative)
        self.reason = self.form.add("reason", "Alasan dipisah", LongTextField(rows=2), required=True)
        self.form.buttons("Pisahkan", cancel=self.reject)
        self.form.submitted.connect(self._save)
        area = scrolled(self.form)
        area.setMinimumSize(_WIDTH + 28, _LEAST)
        self._whole.addWidget(area, 1)
        self.form.focus_first()

    def _chosen(self, fields: dict[str, ChoiceField], where: str) -> tuple[str, ...]:
        return tuple(key for key, field in fields.items() if field.value() == where)

    def _save(self) -> None:
        at = self.event_at.value()
        form = SplitForm(
            reason=self.reason.value(),
            moved=self._chosen(self._people, _GOES),
            shared=self._chosen(self._people, _BOTH),
            moved_evidence=self._chosen(self._items, _GOES),
            shared_evidence=self._chosen(self._items, _BOTH),
            event_on=self.event_on.value(),
            event_at=f"{at:%H.%M}" if at else "",
            event_place=self.event_place.value(),
            narrative=self.narrative.value(),
        )
        self.form.set_busy(busy=True)
        self._desk.do(splitting.split_report, self._report.id, form).then(self, self._saved, self._refuse)

    def _saved(self, made: Report) -> None:
        self.accept()
        self._done(made)

    def _refuse(self, error: OfficeError) -> None:
        self.form.set_busy(busy=False)
        if isinstance(error, InvalidInput) and error.field in {"respondents", "evidence"}:
            fields = self._people if error.field == "respondents" else self._items
            first = next((key for key, field in fields.items() if field.value() != _STAYS), next(iter(fields), ""))
            if first:
                self.form.show_error(f"{'p' if fields is self._people else 'e'}-{first}", error.sentence)
                return
        self.form.show_failure(error)
