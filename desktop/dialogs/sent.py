"""Writing down that a report was forwarded or answered by a letter that this program did not write."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from cases.errors import OfficeError
from cases.model.report import Report, Sent, Way
from cases.services import sending
from desktop import theme
from desktop.desk import Desk
from desktop.widgets.basic import label
from desktop.widgets.fields import TextField
from desktop.widgets.form import Form
from desktop.widgets.special_fields import TodayField

_WIDTH = 460
_TITLES = {Way.FORWARDED: "Catat penerusan laporan", Way.ANSWERED: "Catat jawaban kepada pelapor"}
_TO = {Way.FORWARDED: "Diteruskan kepada", Way.ANSWERED: "Dijawab kepada"}


class SentDialog(QDialog):
    """To whom, with which letter, when and how."""

    def __init__(self, desk: Desk, parent: QWidget, report_id: str, way: Way, done: Callable[[Report], object]) -> None:
        super().__init__(parent)
        self._desk, self._id, self._way, self._done = desk, report_id, way, done
        self.setWindowTitle("Netralitas")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 20)
        whole.setSpacing(theme.space("s"))
        whole.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)  # a sentence under a field cuts nothing off
        whole.addWidget(label(_TITLES[way], "section"))
        words = "Untuk surat yang dibuat di luar program ini, atau jawaban lewat SBT, LAPOR!, dan sejenisnya."
        whole.addWidget(label(words, "caption", wrap=True))
        self.form = Form(width=_WIDTH)
        self.to = self.form.add("to", _TO[way], TextField(limit=300), required=True)
        self.number = self.form.add("number", "Nomor surat", TextField(limit=120))
        self.on = self.form.add("on", "Tanggal", TodayField(desk.office.clock.today), required=True, beside=True)
        self.how = self.form.add("how", "Cara", TextField(placeholder="mis. lewat LAPOR!, diantar", limit=200))
        self.form.buttons("Catat", cancel=self.reject)
        self.form.submitted.connect(self._save)
        whole.addWidget(self.form)
        self.form.focus_first()

    def _save(self) -> None:
        on = self.on.value()
        if on is None:
            return
        sent = Sent(way=self._way, to=self.to.value(), number=self.number.value(), on=on, how=self.how.value())
        self.form.set_busy(busy=True)
        self._desk.do(sending.record_sent, self._id, sent).then(self, self._saved, self._refuse)

    def _saved(self, report: Report) -> None:
        self.accept()
        self._done(report)

    def _refuse(self, error: OfficeError) -> None:
        self.form.set_busy(busy=False)
        self.form.show_failure(error)
