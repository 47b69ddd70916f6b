"""The form in which a case names its officials: direct superior, examiners, who may sanction."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cases.errors import InvalidInput, OfficeError
from cases.model.case import CaseFile
from cases.services import case_files
from cases.services.lawbook import CaseLaw
from desktop.desk import Desk
from desktop.drafting import FormDraft
from desktop.pages.step_forms.people import PeopleField, search_in
from desktop.widgets.basic import Card, label
from desktop.widgets.fields import TextField
from desktop.widgets.form import Form, scrolled
from desktop.widgets.person_field import PersonField

_WIDTH = 720


class OfficialsPanel(QWidget):
    """``saved`` follows the change, ``left`` follows "Batal"."""

    saved = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk, file: CaseFile, law: CaseLaw) -> None:
        super().__init__()
        self._desk, self._case = desk, file.case
        case, office = file.case, law.office
        search = search_in(desk, self, (office.head,))
        self.form = Form(width=_WIDTH)
        self.superior = self.form.add(
            "superior", "Atasan langsung terlapor", PersonField(search), help_text="Memanggil dan memeriksa terlapor."
        )
        self.examiners = self.form.add(
            "examiners", "Pemeriksa", PeopleField(search, add_words="Tambah pemeriksa", roles=True)
        )
        self.form.section("Pejabat yang berwenang menghukum")
        self.official = self.form.add("official", "Nama", PersonField(search))
        self.post = self.form.add(
            "official_post",
            "Jabatan",
            TextField(placeholder=f"mis. {office.head_title}"),
            help_text="Seperti yang tercetak dalam keputusan.",
        )
        self.superior.set_person(case.superior)
        self.examiners.set_examiners(case.examiners)
        self.official.set_person(case.official)
        self.post.restore(case.official_post)
        self.form.buttons("Simpan pejabat", cancel=self.left.emit)
        self.form.submitted.connect(self._save)
        self._draft = FormDraft(desk, f"officials:{case.id}", self.form)
        card = Card("Pejabat perkara ini")
        card.add(label("Surat yang sudah dibuat tetap memuat pejabat yang lama.", "sentence", wrap=True))
        card.add(scrolled(self.form), 1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(card)

    def _save(self) -> None:
        try:
            request = self._desk.do(
                case_files.name_officials,
                self._case.id,
                superior=self.superior.value(),
                examiners=self.examiners.examiners(),
                official=self.official.value(),
                official_post=self.post.value(),
            )
        except InvalidInput as error:
            self.form.show_failure(error)
            return
        self.form.set_busy(busy=True)
        request.then(self, self._done, self._refused)

    def _done(self, file: CaseFile) -> None:
        self._draft.drop()
        self.saved.emit(file)

    def _refused(self, error: OfficeError) -> None:
        self.form.set_busy(busy=False)
        self.form.show_failure(error)
