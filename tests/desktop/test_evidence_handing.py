"""What the panel offers for handing evidence over, and what it says of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from samples import make_person
from shown_dialog import shown_dialog

from cases.model.evidence import Evidence
from cases.model.report import Channel, Report, Source
from cases.services import evidence, reports
from cases.services.evidence import EvidenceForm
from cases.services.reports import ReportForm
from desktop.desk import Desk
from desktop.evidence.export import ExportOrder, checked
from desktop.pages.evidence_panel import EvidencePanel
from desktop.tasks import Tasks
from desktop.wiring import OpenOffice

FORM = ReportForm(
    received_on=date(2026, 5, 4),
    source=Source.BAWASLU,
    channel=Channel.SOCIAL_MEDIA,
    narrative="Memasang foto bersama calon.",
    respondents=(make_person(),),
)


@pytest.fixture
def report(do: Callable[..., Report]) -> Report:
    return do(reports.register_report, FORM)


@pytest.fixture
def items(do: Callable[..., Evidence], report: Report) -> list[Evidence]:
    return [
        do(evidence.add_evidence, report.id, words.encode(), EvidenceForm(file_name=f"{words}.txt"))
        for words in ("undangan", "catatan", "daftar")
    ]


@pytest.fixture
def panel(qtbot, desk: Desk, tasks: Tasks, report: Report, items: list[Evidence]) -> Iterator[EvidencePanel]:
    made = EvidencePanel(desk, report.id)
    qtbot.addWidget(made)
    desk.changed.connect(made.on_changes)
    made.resize(1110, 510)
    made.show()
    qtbot.waitUntil(lambda: not tasks.busy and len(made.items) == len(items))
    yield made
    qtbot.waitUntil(lambda: not tasks.busy)


def spoil(office: OpenOffice, item: Evidence) -> None:
    file = office.home.vault / f"{item.blob}.age"
    data = bytearray(file.read_bytes())
    data[-3] ^= 1
    file.write_bytes(bytes(data))


def test_chosen_items_go_into_a_folder_that_the_user_chooses(qtbot, panel, tasks, items, tmp_path: Path) -> None:
    panel.acts["export"].trigger()
    qtbot.waitUntil(lambda: panel.handing.page is not None and panel.handing.page.isVisible())
    page = panel.handing.page
    assert page is not None
    assert "3 dari 3 bukti" in page._count.text()
    page.boxes[items[1].id].setChecked(False)
    page.go.click()
    dialog = next(one for one in panel.findChildren(QFileDialog) if one.isVisible())
    dialog.done(0)
    dialog.fileSelected.emit(str(tmp_path))
    qtbot.waitUntil(lambda: "2 bukti diekspor" in panel.notice.words)
    (folder,) = tmp_path.glob("Bukti *")
    assert sorted(one.name for one in folder.glob("B-*")) == ["B-01 undangan.txt", "B-03 daftar.txt"]
    assert checked(folder) == (4, ())
    assert panel.at_home


def test_nothing_ticked_is_nothing_to_export(qtbot, panel) -> None:
    panel.handing.ask()
    qtbot.waitUntil(lambda: panel.handing.page is not None and bool(panel.handing.page.boxes))
    page = panel.handing.page
    assert page is not None
    for one in page.boxes.values():
        one.setChecked(False)
    assert not page.go.isEnabled()
    page.left.emit()
    assert panel.at_home


def test_a_damaged_original_is_named_and_the_others_go_when_the_user_says_so(
    qtbot, panel, office, items, tmp_path, report
) -> None:
    spoil(office, items[0])
    panel.handing.begin(ExportOrder(report_id=report.id), tmp_path)
    box = shown_dialog(qtbot, QMessageBox)
    assert "B-01" in box.text() + box.informativeText()
    assert list(tmp_path.glob("Bukti*")) == []
    next(made for made in box.buttons() if made.text() == "Ekspor yang lain").click()
    qtbot.waitUntil(lambda: "2 bukti diekspor" in panel.notice.words)
    assert "Tidak disertakan karena rusak: B-01." in panel.notice.words
    qtbot.waitUntil(lambda: bool(panel.items[0].failure))


def test_a_folder_of_the_office_is_refused_in_a_sentence(qtbot, panel, office, items, report) -> None:
    panel.handing.begin(ExportOrder(report_id=report.id), office.home.path)
    qtbot.waitUntil(lambda: "milik basis data kantor" in panel.notice.words)
    assert panel.progress.isHidden()
