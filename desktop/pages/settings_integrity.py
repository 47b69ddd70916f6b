"""The settings' check that nothing was changed behind the program's back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cases.changes import ChangeSet
from cases.errors import InvalidInput, OfficeError
from cases.head_code import EXAMPLE
from cases.model.check_run import CheckRun
from cases.model.evidence import Evidence
from cases.model.listing import LogHead, Verification
from cases.model.office import TimeZone
from cases.model.user import Right
from cases.rules.dates import long_date
from cases.services import integrity
from cases.services.integrity import CHECK_EVERY, Failing, LogCheck, anchored_words, read_head_code
from desktop import messages, theme
from desktop.desk import Desk
from desktop.evidence.healing import Healed, heal_from_folder
from desktop.navigation import Navigator
from desktop.pages.settings_section import Section
from desktop.preferences import Preferences
from desktop.saving import ask_folder
from desktop.widgets.basic import Card, button, label, row
from desktop.widgets.failing_line import FailingLine
from desktop.widgets.feedback import ProgressStrip
from desktop.widgets.fields import TextField
from desktop.widgets.form import Form
from desktop.widgets.notice import Notice

_BY_ITSELF = (
    f"Program memeriksa catatan dan semua bukti dengan sendirinya setiap {CHECK_EVERY.days} hari selama terbuka."
)


def last_words(run: CheckRun | None, zone: TimeZone) -> str:
    """When all evidence was last checked and what came of it, in one sentence."""
    if run is None:
        return "Semua bukti belum pernah diperiksa."
    local = (run.ended or run.started).astimezone(zone.zone)
    when = f"{long_date(local.date())}, {local:%H.%M} {zone}"
    if run.ended is None:
        return f"Pemeriksaan bukti sedang berjalan sejak {when}: {run.checked} dari {run.total}, {run.failed} gagal."
    found = f"{run.failed} gagal" if run.failed else "semua utuh"
    return f"Pemeriksaan bukti terakhir: {when}, {run.checked} bukti, {found}."


def last_check_words(check: LogCheck, zone: TimeZone) -> str:
    """When database, log and letters were last checked and what came of it, in one sentence or two."""
    local = check.at.astimezone(zone.zone)
    found = f"{check.failed} masalah" if check.failed else "utuh"
    when = f"{long_date(local.date())}, {local:%H.%M} {zone}"
    return f"Pemeriksaan catatan terakhir: {when}, {check.rows} baris, {found}. {check.anchored}"


class IntegritySection(Section):
    """Walks log, evidence and letters; also against a code that a letter prints."""

    title = "Keutuhan"
    sentence = "Memeriksa bahwa basis data, catatan perubahan, bukti, dan surat masih seperti saat ditulis."
    right = Right.VERIFY
    nouns = ("evidence",)

    def __init__(self, desk: Desk, window: Navigator) -> None:
        super().__init__(desk, window)
        self.form = Form()
        self.code = self.form.add(
            "code",
            "Kode dari kaki surat",
            TextField(placeholder=f"mis. {EXAMPLE}", limit=60),
            help_text="Membuktikan bahwa catatan sampai surat itu masih sama. Kosong: memeriksa yang ada sekarang.",
        )
        self._failing: tuple[Evidence, ...] = ()
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
        self.found_last = label("", "goodBox", wrap=True, selectable=True)
        self.found_last.setMaximumWidth(720)
        self.found_last.hide()
        self.last = label("", "caption", wrap=True)
        self.last.setMaximumWidth(720)
        self.last.hide()
        self.failing = FailingLine(named=True)
        self.failing.setMaximumWidth(720)
        self.failing.opened.connect(
            lambda report_id, _item: window.open_page("report", report_id=report_id, tab="evidence")
        )
        if desk.may(Right.READ_LOG):
            reader = button(
                "Catatan perubahan", icon="clock-counter-clockwise", on_click=lambda: window.open_page("log")
            )
            self.buttons.addWidget(reader)
        self.lines.addWidget(self.form)
        self.lines.addWidget(self.found_last)
        self.lines.addWidget(self.last)
        self.heal_button = button("Pulihkan dari cadangan…", icon="first-aid-kit", on_click=self._ask_backup)
        self._healing = row(self.heal_button, None)
        self._healing.hide()
        self.lines.addWidget(self.failing)
        self.lines.addWidget(self._healing)
        self.healed = Notice()
        self.healed.setMaximumWidth(720)
        self.lines.addWidget(self.healed)
        self.lines.addWidget(self.strip)
        self.lines.addWidget(self.result)
        self.lines.addStretch(1)
        if self.may_change:
            self.form.buttons("Periksa sekarang", icon="shield-check")
            self.form.submitted.connect(self.check)
        else:
            self.form.setEnabled(False)

    def read(self) -> None:
        """Ask when all evidence was last checked, and what has failed since."""
        self.desk.ask(integrity.failing).then(self, self._show_failing)
        self.desk.ask(integrity.last_check).then(self, self._show_check)
        if self.may_change:
            self.desk.ask(integrity.last_run).then(self, self._show_last)

    def _show_check(self, check: LogCheck | None) -> None:
        """What was found last, with nobody asking or by hand."""
        self.found_last.setVisible(check is not None)
        if check is not None:
            sound = not check.failed
            words = last_check_words(check, self.desk.office.clock.time_zone)
            theme.set_role(self.found_last, "goodBox" if sound else "errorBox")
            self.found_last.setText("\n".join((words, *(f"• {problem}" for problem in check.problems))))

    def _show_failing(self, found: Sequence[Failing]) -> None:
        self._failing = tuple(one.item for one in found)
        self.failing.show_failing(found)
        self._healing.setVisible(bool(found) and self.desk.may(Right.MANAGE_EVIDENCE))

    # -- restoring

    def _ask_backup(self) -> None:
        ask_folder(self, "Folder cadangan", Preferences(), self.heal)

    def heal(self, folder: Path) -> None:
        """Restore everything that failed from a folder that holds healthy copies."""
        desk, items = self.desk, self._failing
        self.healed.say()
        task = self.strip.start("Mencari salinan…", on_cancel=self.read)
        desk.tasks.submit_free(
            lambda: heal_from_folder(desk.office, desk.actor, items, folder, task.report, lambda: task.cancelled),
            owner=self,
            task=task,
            on_done=self._show_healed,
            on_error=self._failed,
        )

    def _show_healed(self, healed: Healed) -> None:
        self.strip.hide()
        self.result.hide()
        words = [f"{len(healed.restored)} bukti dipulihkan dan diperiksa: utuh."] if healed.restored else []
        role = "goodBox" if not healed.problems else "warnBox" if healed.restored else "errorBox"
        self.healed.say(*words, *healed.problems, role=role)
        self.desk.changed.emit(ChangeSet(frozenset({("evidence", "*")})))

    def _show_last(self, run: CheckRun | None) -> None:
        self.last.setText(f"{last_words(run, self.desk.office.clock.time_zone)} {_BY_ITSELF}")
        self.last.show()

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
        task = self.strip.start("Memeriksa basis data, catatan, dan surat ...", on_cancel=self._cancelled)

        def go_on(run: CheckRun) -> bool:
            task.report(run.checked / max(run.total, 1), f"Memeriksa bukti {run.checked} dari {run.total}")
            return not task.cancelled

        self.desk.tasks.submit_read(
            lambda: self.desk.office.verify(self.desk.actor, known, go_on),
            owner=self,
            on_done=lambda found: self._show(found, known),
            on_error=self._failed,
            task=task,
        )

    def _show(self, found: Verification, known: LogHead | None) -> None:
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
            f"{anchored_words(found, known)}\n"
            f"Bukti diperiksa: {found.evidence_checked}\nSurat diperiksa: {found.letters_checked}"
        )
        self.result.show()
        self.desk.changed.emit(ChangeSet(frozenset({("evidence", "*")})))

    def _cancelled(self) -> None:
        """What was read until then stands in the log; the program goes on with it by itself."""
        self.form.set_busy(busy=False)
        self.read()

    def _failed(self, error: BaseException) -> None:
        self.strip.hide()
        self.form.set_busy(busy=False)
        if isinstance(error, OfficeError):
            self.form.show_error("code", error.sentence)
        else:
            messages.show_error(self, error)
