"""A case on the desk, for tests of its pages: opened in a real office, walked through the real forms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from page_trail import Trail
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot
from samples import make_person, nip_of

from cases.errors import ConfirmationNeeded
from cases.model.case import CaseFile
from cases.model.letter import Letter, LetterStatus
from cases.model.person import Examiner, Person, TeamDuty, TeamElement
from cases.model.report import Channel, Source
from cases.services import case_files, letters, reports
from cases.services.case_files import OpeningForm
from cases.services.reports import ReportForm
from desktop.desk import Desk
from desktop.page import Page
from desktop.pages.case import CasePage
from desktop.pages.letter import LetterPage
from desktop.pages.step_forms.panel import StepPanel
from desktop.pages.step_forms.reasons import ReasonsField
from desktop.preferences import Preferences
from desktop.tasks import Tasks
from desktop.widgets.fields import Field

TODAY = date(2026, 11, 20)
RECEIVED = date(2026, 7, 1)
OPENED = date(2026, 7, 6)

ACCUSED = make_person(
    name="Bagus Prayitno Adiwangsa, S.Sos.",
    nip=nip_of(11),
    grade="III/d",
    position="Kepala Seksi Angkutan",
    position_kind="Struktural",
    work_unit="Dinas Perhubungan",
)
SUPERIOR = make_person(
    name="Putri Wibowo, S.H.",
    nip=nip_of(12),
    grade="IV/b",
    rank="Pembina Tingkat I",
    position="Kepala Dinas Perhubungan",
    position_kind="Struktural",
    work_unit="Dinas Perhubungan",
)
AUDITOR = replace(SUPERIOR, name="Maya Utami, S.Sos.", nip=nip_of(13), position="Inspektur", work_unit="Inspektorat")
CLERK = replace(SUPERIOR, name="Novi Setiawan, S.P.", nip=nip_of(14), position="Kepala Badan", work_unit="BKPSDM")
TEAM = (
    Examiner(person=SUPERIOR, duty=TeamDuty.CHAIR, element=TeamElement.SUPERIOR),
    Examiner(person=AUDITOR, element=TeamElement.SUPERVISION),
    Examiner(person=CLERK, duty=TeamDuty.SECRETARY, element=TeamElement.PERSONNEL),
)


def stand_still(desk: Desk, monkeypatch: Any, day: date = TODAY) -> None:
    """Let the office's clock stand at noon of a day."""
    moment = datetime(day.year, day.month, day.day, 5, 0, tzinfo=UTC)
    monkeypatch.setattr(desk.office.clock, "today", lambda: day)
    monkeypatch.setattr(desk.office.clock, "now", lambda: moment)


def open_case(do: Callable[..., Any], head: Person, code: str = "D7", **parts: Any) -> CaseFile:
    """Record a report and open the case of its one respondent."""
    report = do(
        reports.register_report,
        ReportForm(
            received_on=RECEIVED,
            source=Source.BAWASLU,
            channel=Channel.SOCIAL_MEDIA,
            narrative="Mengunggah foto bersama calon.",
            respondents=(ACCUSED,),
            event_on=RECEIVED - timedelta(days=3),
            event_at="19.42",
            event_place="Lapangan Tirta Hulu",
            platform="Facebook",
            account="bagus.contoh",
            reporter_name="Warga Contoh",
        ),
    )
    form = OpeningForm(
        violation_codes=(code,),
        verification="Terlapor pegawai kabupaten ini; buktinya cocok.",
        opened_on=OPENED,
        superior=SUPERIOR,
        examiners=TEAM,
        official=head,
        official_post="Bupati Tirta Kencana",
    )
    return do(case_files.open_case, report.id, report.respondents[0].id, replace(form, **parts))


def sign_all(do: Callable[..., Any], file: CaseFile, on: date) -> None:
    """Put every draft of a case up and sign it on a day."""
    for letter in file.letters:
        if letter.status is LetterStatus.DRAFT:
            put_up(do, letter.id, on)
            do(letters.sign, letter.id, on)


def put_up(do: Callable[..., Any], letter_id: str, on: date) -> Letter:
    """Put a letter up; that it prints articles nobody has verified yet is allowed, as a clerk would."""
    try:
        return do(letters.put_up, letter_id, on)
    except ConfirmationNeeded as asked:
        do(letters.allow_unverified, asked.topic)
        return do(letters.put_up, letter_id, on)


class House(Trail):
    """A window with the two pages, that goes where they lead."""

    def __init__(self, qtbot: QtBot, desk: Desk, tasks: Tasks, preferences: Preferences) -> None:
        super().__init__()
        self.qtbot, self.tasks = qtbot, tasks
        self.case = CasePage(desk, self)
        self.letter = LetterPage(desk, self, preferences=preferences)
        self.front: Page | None = None
        for page in (self.case, self.letter):
            qtbot.addWidget(page)
            page.resize(1158, 642)
            desk.changed.connect(page.on_changes)

    def open_page(self, key: str, **args: Any) -> bool:
        super().open_page(key, **args)
        page = {"case": self.case, "letter": self.letter}.get(key)
        if key == "cases" and self.front is not None:
            self.front.hide()
        if page is not None:
            if self.front is not None and self.front is not page:
                self.front.hide()
            self.front = page
            page.show()
            page.on_shown(**args)
        return True

    def settle(self) -> None:
        """Wait until nothing runs and nothing is about to."""
        self.qtbot.waitUntil(self._quiet)

    def _quiet(self) -> bool:
        panel = self.case.panel
        return not self.tasks.busy and not (isinstance(panel, StepPanel) and panel.waits)

    # -- a clerk at the forms

    def open_step(self, case_id: str, key: str) -> StepPanel:
        self.open_page("case", case_id=case_id, step=key)
        self.settle()
        assert isinstance(self.case.panel, StepPanel), key
        return self.case.panel

    def fill(self, **values: Any) -> None:
        """Type into the open form: days as an office writes them, the rest as drafts."""
        assert isinstance(self.case.panel, StepPanel)
        fill(self.case.panel.body.field, values)
        self.settle()

    def submit(self) -> None:
        """Press the primary button."""
        assert isinstance(self.case.panel, StepPanel)
        self.case.panel.body.submit()
        self.settle()

    def take(self, case_id: str, key: str, **values: Any) -> None:
        """Record a step; warnings get a reason."""
        panel = self.open_step(case_id, key)
        self.fill(**values)
        for guard in panel.body.reasons.missing():
            fill(reasons_of(panel.body.reasons), {guard: "Sudah diperiksa petugas."})
        self.submit()
        assert self.case.panel is None, [row.sentence for row in panel.guards.findings if not row.satisfied]

    def sign(self, on: date) -> None:
        """Put the letter in front up and record its signature."""
        for key in ("letter_on", "signed_on"):
            self.settle()
            assert self.letter.action is not None
            fill(self.letter.action.form.field, {key: on})
            self.submit_letter()
        self.settle()

    def submit_letter(self) -> None:
        """Press the primary button of the letter in front; what nobody has verified may be printed."""
        assert self.letter.action is not None
        self.letter.action.form.submit()
        self.settle()
        for box in self.letter.findChildren(QMessageBox):
            allow = next((one for one in box.buttons() if one.text() == "Izinkan dan ajukan"), None)
            if box.isVisible() and allow is not None:
                allow.click()
        self.settle()


def reasons_of(field: ReasonsField) -> Callable[[str], Field]:
    """The fields of the reasons, by their guards."""
    return lambda guard: field.shown[guard].field


def fill(field_of: Callable[[str], Field], values: dict[str, Any]) -> None:
    """Put values into fields as if they were typed."""
    for key, value in values.items():
        field = field_of(key)
        field.restore(f"{value.day}/{value.month}/{value.year}" if isinstance(value, date) else value)
        field.changed.emit()
