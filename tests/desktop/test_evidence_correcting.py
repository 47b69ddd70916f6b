"""The form by which what was said of an item is set right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from evidence_desk import FORM, PDF, picture, words
from PySide6.QtCore import Qt

from cases.model.evidence import Capture, Evidence
from cases.model.report import Report
from cases.model.user import Role
from cases.services import drafts, evidence, reports
from cases.services.evidence import EvidenceForm
from desktop.desk import Desk
from desktop.pages.evidence_panel import EvidencePanel
from desktop.pages.evidence_parts.correcting import CorrectionPage
from desktop.tasks import Tasks

SAID = EvidenceForm(
    file_name="layar.png",
    title="Unggahan",
    platform="Facebook",
    account="akun.lama",
    posted_at=datetime(2026, 4, 30, 12, 42, tzinfo=UTC),
    posted_zone="WIT",
    capture=Capture.PHONE,
    concerns=("Bukan Terlapor Lagi",),
)


@pytest.fixture
def report(do) -> Report:
    return do(reports.register_report, FORM)


@pytest.fixture
def item(do, report: Report, tmp_path: Path) -> Evidence:
    return do(evidence.add_evidence, report.id, picture(tmp_path / "layar.png").read_bytes(), SAID)


@pytest.fixture
def shown(qtbot, desk: Desk, tasks: Tasks, report: Report, item: Evidence) -> Iterator[Callable[..., EvidencePanel]]:
    def make(at: Desk = desk) -> EvidencePanel:
        panel = EvidencePanel(at, report.id)
        qtbot.addWidget(panel)
        at.changed.connect(panel.on_changes)
        panel.resize(1110, 560)
        panel.show()
        qtbot.waitUntil(lambda: panel.detail.item is not None and not tasks.busy)
        return panel

    yield make
    qtbot.waitUntil(lambda: not tasks.busy)


def opened(panel: EvidencePanel) -> CorrectionPage:
    panel.detail.acts["facts"].trigger()
    page = panel.correcting.page
    assert page is not None
    assert page.isVisible()
    return page


def test_a_change_is_saved_with_its_reason_and_shows_in_custody(qtbot, shown, tasks, item, ask, report) -> None:
    panel = shown()
    page = opened(panel)
    fields = page.fields
    assert (fields.posted_on.value(), fields.posted_zone.value()) == (date(2026, 4, 30), "WIT")
    assert f"{fields.posted_time.value():%H.%M}" == "21.42", "in the zone that was stated"
    page.title.edit.setText("Unggahan foto")
    fields.account.edit.selectAll()
    qtbot.keyClicks(fields.account.edit, "akun.baru")
    qtbot.keyClicks(page.reason.edit, "Salah ketik akun.")
    page.form.submit()
    qtbot.waitUntil(lambda: panel.correcting.page is None and not tasks.busy)
    (kept,) = ask(evidence.evidence_of_report, report.id)
    assert kept == replace(item, title="Unggahan foto", account="akun.baru"), "nothing else, nor the stale accused"
    assert panel.notice.words == "Keterangan B-01 diubah."
    qtbot.waitUntil(lambda: "Keterangan diubah: Salah ketik akun." in words(panel))
    assert ask(drafts.my_drafts) == {}


def test_no_reason_or_no_change_is_said_under_the_field(qtbot, shown, tasks) -> None:
    page = opened(shown())
    page.form.submit()
    assert "wajib diisi" in page.form.box("reason").error
    qtbot.keyClicks(page.reason.edit, "Iseng")
    page.form.submit()
    qtbot.waitUntil(lambda: "Tidak ada yang berubah" in page.form.box("reason").error)


def test_times_that_cannot_be_are_said(qtbot, shown, tasks) -> None:
    page = opened(shown())
    qtbot.keyClicks(page.fields.captured_on.edit, "29/4/26")
    qtbot.keyClicks(page.fields.captured_time.edit, "08.00")
    assert "mendahului unggahan" in page.fields.doubts
    page.fields.captured_on.restore("1/1/2099")
    qtbot.keyClicks(page.reason.edit, "Salah")
    page.form.submit()
    assert "belum terjadi" in page.form.box("captured_on").error


def test_leaving_keeps_what_was_typed(qtbot, shown, tasks, item, ask) -> None:
    panel = shown()
    page = opened(panel)
    qtbot.keyClicks(page.reason.edit, "Salah ketik")
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert panel.at_home
    qtbot.waitUntil(
        lambda: "Salah ketik" in ask(drafts.my_drafts).get(f"evidence-facts:{item.id}:{item.report_id}", "")
    )
    again = opened(panel)
    qtbot.waitUntil(lambda: again.reason.value() == "Salah ketik")


def test_files_wait_for_the_correction(qtbot, shown, tasks, tmp_path: Path) -> None:
    panel = shown()
    opened(panel)
    with qtbot.waitSignal(panel.told) as told:
        panel.adding.take_files([picture(tmp_path / "b.png", hue=90)])
    assert "Selesaikan atau batalkan dahulu" in told.args[0]
    assert panel.adding.confirm is None


def test_a_leader_changes_nothing(shown, desk_of) -> None:
    panel = shown(desk_of(Role.LEADER))
    assert not panel.detail.acts["facts"].isVisible()


def test_a_paper_has_no_picture_and_can_be_set_right_too(qtbot, shown, do, report, tasks) -> None:
    do(evidence.add_evidence, report.id, PDF, EvidenceForm(file_name="surat.pdf"))
    panel = shown()
    panel.read()
    qtbot.waitUntil(lambda: len(panel.items) == 2 and not tasks.busy)
    panel.correcting.open(panel.items[1].id)
    assert panel.correcting.page.title.value() == "surat"
