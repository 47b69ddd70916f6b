"""The settings' check that nothing was changed behind the program's back."""

from __future__ import annotations

from cases.errors import InvalidInput, OfficeError
from cases.model.listing import LogHead, Verification
from cases.model.user import Right
from cases.services.integrity import read_head_code
from desktop import messages, theme
from desktop.desk import Desk
from desktop.navigation import Navigator
from desktop.pages.settings_section import Section
from desktop.widgets.basic import Card, label
from desktop.widgets.feedback import ProgressStrip
from desktop.widgets.fields import TextField
from desktop.widgets.form import Form


class IntegritySection(Section):
    """Walks log, evidence and letters; also against a code that a letter prints."""

    title = "Keutuhan"
    sentence = "Memeriksa bahwa basis data, catatan perubahan, bukti, dan surat masih seperti saat ditulis."
    right = Right.VERIFY

    def __init__(self, desk: Desk, window: Navigator) -> None:
        super().__init__(desk, window)
        self.form = Form()
        self.code = self.form.add(
            "code",
            "Kode dari kaki surat",
            TextField(placeholder="mis. 1204-4be7d190-a36f08c2", limit=60),
            help_text="Membuktikan bahwa catatan sampai surat itu masih sama. Kosong: memeriksa yang ada sekarang.",
        )
        self.strip = ProgressStrip()
        self.strip.hide()
        self.result = Card("Hasil pemeriksaan")
        self.result.setMaximumWidth(720)
        self.verdict = label("", "goodBox", wrap=True)
        self.facts = label("", "body", wrap=True, selectable=True)
        self.problems = label("", "body", wrap=True, selectable=True)
        for part in (self.verdict, self.problems, self.facts):
            self.result.add(part)
        self.result.hide()
        self.lines.addWidget(self.form)
        self.lines.addWidget(self.strip)
        self.lines.addWidget(self.result)
        self.lines.addStretch(1)
        if self.may_change:
            self.form.buttons("Periksa sekarang", icon="shield-check")
            self.form.submitted.connect(self.check)
        else:
            self.form.setEnabled(False)

    def check(self) -> None:
        """Start the check."""
        known: LogHead | None = None
        if self.code.value():
            try:
                known = read_head_code(self.code.value())
            except InvalidInput as error:
                self.form.show_error("code", error.sentence)
                return
        self.form.set_busy(busy=True)
        self.result.hide()
        task = self.strip.start("Memeriksa basis data, catatan, bukti, dan surat ...")
        self.desk.tasks.submit_read(
            lambda: self.desk.office.verify(self.desk.actor, known),
            owner=self,
            on_done=self._show,
            on_error=self._failed,
            task=task,
        )

    def _show(self, found: Verification) -> None:
        self.strip.hide()
        self.form.set_busy(busy=False)
        sound = not found.problems
        theme.set_role(self.verdict, "goodBox" if sound else "errorBox")
        self.verdict.setText(
            "Semua utuh."
            if sound
            else f"Ditemukan {len(found.problems)} masalah. Jangan menghapus atau menimpa apa pun."
        )
        self.problems.setText("\n".join(f"• {problem}" for problem in found.problems))
        self.problems.setVisible(not sound)
        self.facts.setText(
            f"Catatan perubahan: {found.rows} baris, kepala {found.head.code}\n"
            f"Bukti diperiksa: {found.evidence_checked}\nSurat diperiksa: {found.letters_checked}"
        )
        self.result.show()

    def _failed(self, error: BaseException) -> None:
        self.strip.hide()
        self.form.set_busy(busy=False)
        if isinstance(error, OfficeError):
            self.form.show_error("code", error.sentence)
        else:
            messages.show_error(self, error)
