"""The page that verifies an accused, on a real office."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from page_trail import PEOPLE, Trail, import_people
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from cases.model.person import Person
from cases.model.report import Channel, Report, Source, VerificationOutcome
from cases.services import case_files, employees, evidence, reports
from cases.services.case_files import OpeningForm
from cases.services.evidence import EvidenceForm
from cases.services.reports import ReportForm
from desktop.desk import Desk
from desktop.pages.report_verify import Verifying, VerifyPage
from desktop.tasks import Tasks

FORM = ReportForm(
    received_on=date(2026, 5, 4),
    source=Source.BAWASLU,
    channel=Channel.SOCIAL_MEDIA,
    narrative="Memasang foto bersama calon.",
    respondents=(Person(name="Bagus Prayitno"),),
    event_on=date(2026, 4, 30),
    url="https://contoh.invalid/unggahan/77",
    violation_codes=("D7",),
)
FORWARDED = str(VerificationOutcome.FORWARDED)
REFUSED = str(VerificationOutcome.REFUSED)


@pytest.fixture
def trail() -> Trail:
    return Trail()


@pytest.fixture
def shown(qtbot, desk: Desk, tasks: Tasks, trail: Trail) -> Callable[[Report], VerifyPage]:
    kept = []

    def make(report: Report) -> VerifyPage:
        page = VerifyPage(desk, trail)
        kept.append(page)
        qtbot.addWidget(page)
        page.resize(1158, 640)
        page.show()
        page.on_shown(report_id=report.id, respondent_id=report.respondents[0].id)
        qtbot.waitUntil(lambda: not tasks.busy)
        return page

    return make


@pytest.fixture
def known(do, ask) -> Report:
    """A report of an employee, with evidence."""
    import_people(do)
    person = ask(employees.person_by_nip, PEOPLE[0].nip)
    report: Report = do(reports.register_report, replace(FORM, respondents=(person,)))
    do(evidence.add_evidence, report.id, b"%PDF-1.7 bukti %%EOF", EvidenceForm(file_name="bukti.pdf"))
    return report


def form_of(page: VerifyPage) -> Verifying:
    assert page.form is not None
    return page.form


def words(part: QWidget) -> str:
    return "\n".join(made.text() for made in part.findChildren(QLabel) if made.isVisibleTo(part))


def choose(form: Verifying, outcome: str) -> None:
    form.outcome.restore(outcome)
    form.outcome.changed.emit()


def test_what_the_data_say_is_proposed(shown, known: Report) -> None:
    form = form_of(shown(known))
    boxes = (form.jurisdiction, form.identity, form.evidence, form.single)
    assert [box.value() for box in boxes] == [True] * 4
    assert form.outcome.value() == VerificationOutcome.ACCEPTED
    assert "PNS pada Dinas Kebudayaan, menurut data pegawai." in words(form)
    assert "1 bukti tersimpan" in words(form)
    assert "Tidak ditemukan laporan atau perkara yang mirip." in words(form.twins)


def test_an_acceptance_leads_to_the_case(qtbot, shown, known: Report, trail: Trail, ask) -> None:
    form_of(shown(known)).submit()
    qtbot.waitUntil(lambda: bool(trail.opened))
    found = ask(reports.report, known.id).respondents[0].verification
    assert found.outcome is VerificationOutcome.ACCEPTED
    assert trail.said == ["Ratna Kusumawardhani: memenuhi syarat."]
    trail.actions["Buka perkara"]()
    ids = (known.respondents[0].id,)
    assert trail.opened == [
        ("report", {"report_id": known.id}),
        ("open-case", {"report_id": known.id, "respondent_ids": ids}),
    ]


def test_a_forwarding_asks_for_its_office_and_its_reason(qtbot, shown, do, trail: Trail, ask) -> None:
    report = do(reports.register_report, FORM)
    form = form_of(shown(report))
    assert (form.jurisdiction.value(), form.outcome.value()) == (False, "")
    choose(form, FORWARDED)
    assert "Konsep surat penerusan dibuat." in words(form.box("outcome"))
    form.submit()
    assert [key for key in form.values() if form.box(key).error] == ["forwarded_to", "reason"]
    form.forwarded_to.restore("BKD Provinsi")
    form.reason.restore("terlapor pegawai provinsi")
    form.submit()
    qtbot.waitUntil(lambda: bool(trail.opened))
    found = ask(reports.report, report.id).respondents[0].verification
    assert (found.forwarded_to, found.reason) == ("BKD Provinsi", "terlapor pegawai provinsi")
    trail.actions["Buka surat"]()
    assert trail.opened[-1] == ("letter", {"letter_id": found.letter_id})


def test_an_acceptance_against_the_checks_is_refused_at_its_box(qtbot, shown, known: Report, trail: Trail) -> None:
    form = form_of(shown(known))
    form.evidence.restore(draft=False)
    form.submit()
    qtbot.waitUntil(lambda: "bukti belum ada" in form.box("evidence").error)
    assert trail.opened == []


def test_a_twin_is_pointed_out_and_named(qtbot, shown, do, ask, trail: Trail, known: Report) -> None:
    opening = OpeningForm(violation_codes=("D7",), verification="Cocok.", opened_on=date(2026, 5, 6))
    file = do(case_files.open_case, known.id, known.respondents[0].id, opening)
    again = do(reports.register_report, replace(FORM, respondents=(known.respondents[0].person,)))
    form = form_of(shown(again))
    assert not form.single.value()
    assert "alamat unggahan yang sama; terlapor yang sama (Ratna Kusumawardhani), kejadian 30 April 2026" in words(
        form.twins
    )
    form.twins.findChild(QPushButton).click()
    assert trail.opened == [("case", {"case_id": file.case.id})]
    choose(form, REFUSED)
    form.reason.restore("sudah ditangani dalam perkara lain")
    form.submit()
    assert form.box("duplicate_of").error
    form.duplicate_of.restore(f"perkara {file.case.number}")
    form.submit()
    qtbot.waitUntil(lambda: len(trail.opened) == 2)
    assert ask(reports.report, again.id).respondents[0].verification.duplicate_of == f"perkara {file.case.number}"


def test_another_outcome_asks_why(qtbot, shown, do, ask, trail: Trail, known: Report) -> None:
    form = form_of(shown(known))
    choose(form, REFUSED)
    form.reason.restore("bukti tidak terbaca")
    form.submit()
    qtbot.waitUntil(lambda: bool(trail.opened))
    form = form_of(shown(known))
    assert "Tidak memenuhi syarat. Bukti tidak terbaca (diverifikasi" in words(form)
    assert form.outcome.value() == REFUSED
    choose(form, str(VerificationOutcome.ACCEPTED))
    form.submit()
    qtbot.waitUntil(lambda: "isi alasan perubahannya" in form.box("reason").error)
    form.reason.restore("Bukti asli sudah diterima.")
    form.submit()
    qtbot.waitUntil(lambda: len(trail.opened) == 2)
    assert ask(reports.report, known.id).respondents[0].verification.outcome is VerificationOutcome.ACCEPTED


def test_an_open_case_is_not_verified(qtbot, shown, do, trail: Trail, known: Report) -> None:
    opening = OpeningForm(violation_codes=("D7",), verification="Cocok.", opened_on=date(2026, 5, 6))
    do(case_files.open_case, known.id, known.respondents[0].id, opening)
    page = shown(known)
    assert page.form is None
    qtbot.waitUntil(lambda: "sudah dibuka" in words(page))
