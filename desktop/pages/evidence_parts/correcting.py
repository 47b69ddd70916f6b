"""Setting right what was said of an item: the same fields as when it was added, and why."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cases.errors import InvalidInput, OfficeError
from cases.model.evidence import Evidence
from cases.rules.evidence_times import contradictions
from cases.services import evidence_facts
from desktop import theme
from desktop.desk import Desk
from desktop.drafting import FormDraft
from desktop.pages.evidence_parts.host import EvidenceHost
from desktop.widgets.basic import Card, label
from desktop.widgets.evidence_fields import EvidenceFields
from desktop.widgets.evidence_said import Days, camera_time, form_of, moments, said_of
from desktop.widgets.fields import LongTextField, TextField
from desktop.widgets.page_form import PageForm
from desktop.widgets.parting import part_with
from desktop.widgets.picture_view import PictureView

_WIDTH, _LEAST, _NARROW, _SHOWN = 460, 372, 820, 200
_KEPT: Final = "Berkas aslinya, sidik SHA-256, serta siapa dan kapan menambahkannya tidak berubah."


class CorrectionPage(QWidget):
    """One item and what is said of it. ``saved`` gives the item as it then is, ``left`` follows "Batal" and Escape."""

    saved = Signal(object)
    left = Signal()

    def __init__(
        self, desk: Desk, item: Evidence, days: Days, accused: list[tuple[str, str]], image: QImage | None
    ) -> None:
        super().__init__()
        self._desk, self._item, self._days = desk, item, days
        self.form = PageForm(columns=1)
        self.form.marks_optional = False
        self.form.section(
            f"Ubah keterangan {item.label}", "Nilai lama dan baru tercatat dalam riwayat, dengan alasannya."
        )
        self.title = self.form.add("title", "Judul", TextField(limit=200), required=True)
        self.fields = EvidenceFields(self.form, days.today)
        self.fields.ask_concerns(accused, item.concerns)
        self.fields.show_said(said_of(item, days.zone))
        self.title.restore(item.title)
        self.reason = self.form.add(
            "reason",
            "Alasan perubahan",
            LongTextField(rows=2, placeholder="mis. salah ketik jam unggah"),
            required=True,
        )
        self.form.buttons("Simpan perubahan", icon="check", cancel=self.left.emit)
        self.form.submitted.connect(self._save)
        self.form.setFixedWidth(_WIDTH)
        self.fields.changed.connect(lambda _key: self._doubt())
        self._doubt()
        self._draft = FormDraft(desk, f"evidence-facts:{item.id}:{item.report_id}", self.form)
        self._draft.restored.connect(self._doubt)
        about = Card(item.label)
        if image is not None:
            picture = PictureView()
            picture.setMinimumWidth(_SHOWN)
            picture.show_image(image, item.file_name)
            about.add(picture, 1)
        for words in (f"Berkas {item.file_name}", *(f"{name} {told}" for name, told in item.told.items()), _KEPT):
            about.add(label(words, "caption", wrap=True))
        if image is None:
            about.body.addStretch(1)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.space("gapCards"))
        across.addWidget(about, 1)
        across.addWidget(self.form)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.left)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen the form is as narrow as it can be."""
        super().resizeEvent(event)
        self.form.setFixedWidth(_WIDTH if self.width() >= _NARROW else _LEAST)

    def _doubt(self) -> None:
        """Say at once which of the times cannot both be right."""
        try:
            posted_at, captured_at = moments(self.fields.said(), self._days)
        except InvalidInput:  # half typed, or told when it is saved
            self.fields.show_doubts(())
            return
        own = [one for one in (self._item.file_time, camera_time(self._item.told, self._days.zone)) if one is not None]
        times = {self._item.file_name: min(own)} if own else {}
        self.fields.show_doubts(contradictions(posted_at, captured_at, times))

    def _save(self) -> None:
        try:
            said = form_of(self.fields.said(), self._item.file_name, self.title.value(), self._days)
        except InvalidInput as error:
            self.form.show_failure(error)
            return
        self.form.set_busy(busy=True)
        done = self._desk.do(evidence_facts.change_facts, self._item.id, said, self.reason.value())
        done.then(self, self._saved, self._refused)

    def _saved(self, item: Evidence) -> None:
        self._draft.drop()
        self.saved.emit(item)

    def _refused(self, error: OfficeError) -> None:
        self.form.set_busy(busy=False)
        self.form.show_failure(error)


class Correcting(QObject):
    """Opens the form of an item; ``page`` is the one in front, or None."""

    def __init__(self, host: EvidenceHost, image_of: Callable[[str], QImage | None]) -> None:
        super().__init__(host.widget)
        self._host, self._image_of = host, image_of
        self.page: CorrectionPage | None = None

    def open(self, evidence_id: str) -> None:
        """Show what is said of an item, to be changed."""
        item = self._host.item(evidence_id)
        if item is None or not self._host.may_add:
            return
        clock, office = self._host.desk.office.clock, self._host.office
        zone = office.time_zone if office is not None else clock.time_zone
        days = Days(today=clock.today, now=clock.now, zone=zone)
        image = self._image_of(evidence_id)
        self.page = CorrectionPage(self._host.desk, item, days, self._host.accused(), image)
        self.page.left.connect(partial(self._close, evidence_id))
        self.page.saved.connect(self._saved)
        self._host.bring(self.page)
        self.page.title.focus_target().setFocus()

    def _saved(self, item: Evidence) -> None:
        self._close(item.id)
        self._host.notice.say(f"Keterangan {item.label} diubah.")
        self._host.read()

    def _close(self, evidence_id: str) -> None:
        page, self.page = self.page, None
        self._host.back(evidence_id)
        if page is not None:
            part_with(page)
