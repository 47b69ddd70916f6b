"""A stack of paper forms is typed by keyboard alone; the blank form and the form in the program keep one order."""

from __future__ import annotations

import threading
import tomllib
from datetime import date

import pytest
from page_trail import Trail, import_people
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from shown_dialog import shown_dialog

import resources
from cases.letters.templates import SHIPPED
from cases.model.listing import ListQuery
from cases.model.report import Channel, Source
from cases.services import discarding, reports
from cases.services.reports import ReportForm
from desktop.desk import Desk
from desktop.dialogs.merge import MergeDialog
from desktop.pages.blank_form import BlankFormPage
from desktop.pages.quick_entry import QuickEntryPage
from desktop.pages.report_parts.alike import SimilarCard
from desktop.pages.report_parts.form import KEPT
from desktop.tasks import Tasks


@pytest.fixture
def trail() -> Trail:
    return Trail()


@pytest.fixture
def page(qtbot, desk: Desk, tasks: Tasks, trail: Trail) -> QuickEntryPage:
    made = QuickEntryPage(desk, trail)
    qtbot.addWidget(made)
    desk.changed.connect(made.on_changes)
    made.resize(1158, 640)
    made.show()
    made.on_shown()
    qtbot.waitUntil(lambda: not tasks.busy)
    return made


def key_of_focus(page: QuickEntryPage) -> str:
    """The field that has the cursor, "" for none."""
    entry, widget = page.place.entry, QApplication.focusWidget()
    assert entry is not None
    return next((key for key in entry.values() if widget and entry.field(key).isAncestorOf(widget)), "")


def typed_by_keys(qtbot, page: QuickEntryPage, tasks: Tasks, answers: dict[str, str]) -> list[str]:
    """Answer the fields where the cursor is and go on by Enter until the form is saved; the fields in that order."""
    entry = page.place.entry
    assert entry is not None
    page.activateWindow()
    qtbot.waitUntil(lambda: bool(key_of_focus(page)))
    seen: list[str] = []
    before = len(page.table.model.rows)
    while len(page.table.model.rows) == before:
        key = key_of_focus(page)
        widget = QApplication.focusWidget()
        seen += [key] if key and key not in seen else []
        if key in {"source", "channel"}:
            qtbot.keyClick(widget, Qt.Key.Key_Down)
        elif key in answers and not entry.field(key).draft():
            qtbot.keyClicks(widget, answers[key])
        qtbot.keyClick(widget, Qt.Key.Key_Tab if key == "narrative" else Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not tasks.busy)
    return seen


def report_fields() -> list[tuple[str, str]]:
    """The one order: each field's key in the program, and its words on paper."""
    table = tomllib.loads(resources.read_text("reference/report_form.toml"))
    return [(field["key"], field["paper"]) for field in table["field"]]


def test_a_form_that_was_opened_while_one_was_saved_is_left_alone(qtbot, page, tasks, do, ask, trail) -> None:
    first = typed_by_keys(qtbot, page, tasks, {"received_on": "4/5/26", "narrative": "Hadir di kampanye."})
    assert first
    (line,) = page.table.model.rows
    entry = page.place.entry
    entry.set_values(entry.values() | {"narrative": "Memasang baliho."})
    entry.changed.emit()
    page.place.draft.flush()
    held = threading.Event()
    tasks.submit_write(held.wait)
    entry.submit()
    page.mend(line)
    page.place.entry.narrative.restore("Hadir dan berpidato.")
    held.set()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert page.place.entry.report_id == line.report.id
    assert page.place.entry.narrative.value() == "Hadir dan berpidato."
    assert trail.said[-1] == "Laporan 2026/L-002 dicatat."
    page._begin()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert page.place.entry.narrative.value() == ""
    assert ask(reports.report_page, ListQuery(sort="number")).total == 2


def test_two_forms_are_typed_by_enter_alone_and_one_of_them_is_mended(qtbot, page, desk, tasks, do, ask) -> None:
    import_people(do)
    answers = {"received_on": "4/5/26", "event_place": "Balai desa", "narrative": "Hadir di kampanye."}
    seen = typed_by_keys(qtbot, page, tasks, answers)
    wanted = [key for key, _ in report_fields()]
    assert seen == [key for key in wanted if key in seen]
    assert {*wanted} - {*seen} <= {"platform", "account", "url", "agency_number"}
    assert key_of_focus(page) == next(key for key in seen if key not in KEPT)
    assert page.place.entry.field("event_place").value() == "Balai desa"
    typed_by_keys(qtbot, page, tasks, {"narrative": "Memasang baliho."})
    lines = page.table.model.rows
    assert [line.report.number for line in lines] == ["2026/L-002", "2026/L-001"]
    page.mend(lines[1])
    qtbot.waitUntil(lambda: not tasks.busy)
    page.place.entry.narrative.restore("Hadir dan berpidato di kampanye.")
    page.place.entry.submit()
    qtbot.waitUntil(lambda: not tasks.busy and not page.place.entry.report_id)
    assert ask(reports.report, lines[1].id).narrative == "Hadir dan berpidato di kampanye."
    assert "berpidato" in page.table.model.rows[1].report.narrative
    desk.do(discarding.discard, "report", lines[0].id, "Kertas yang sama.").then(page, lambda _entry: None)
    qtbot.waitUntil(lambda: len(page.table.model.rows) == 1)
    assert ask(reports.report_page, ListQuery(sort="number")).total == 1


def test_what_may_be_the_same_is_said_while_a_form_is_typed(qtbot, page, tasks, trail, do) -> None:
    form = ReportForm(
        received_on=date(2026, 5, 4),
        source=Source.BAWASLU,
        channel=Channel.ACTIVITY,
        narrative="Hadir di kampanye.",
        agency_number="112/K.BAWASLU/2026",
    )
    first = do(reports.register_report, form)
    page.place.entry.set_values(
        {"source": "bawaslu", "agency_number": form.agency_number, "narrative": "Berpidato di kampanye."}
    )
    page.place.entry.changed.emit()
    qtbot.waitUntil(page.place.entry.alike.see.isVisible)
    assert first.number in page.place.entry.alike.words.text()
    page.place.entry.alike.see.click()
    assert page.place.side.isVisible()
    qtbot.keyClick(page.place.entry.narrative.edit, Qt.Key.Key_Escape)
    assert page.place.side.isHidden()
    (card,) = page.place.side.findChildren(SimilarCard)
    card.opened.emit(first.id)
    assert trail.opened == [("report", {"report_id": first.id})]
    assert page.place.entry.narrative.value() == "Berpidato di kampanye."
    card.merge_wanted.emit(first.id, first.number)
    assert page.place.entry.box("channel").error, "a report with gaps is not saved to be merged"
    page.place.entry.set_values({"received_on": "2026-05-05", "channel": Channel.ACTIVITY.value})
    card.merge_wanted.emit(first.id, first.number)
    qtbot.waitUntil(lambda: not tasks.busy)
    dialog = shown_dialog(qtbot, MergeDialog)
    dialog.reason.restore("Dilaporkan dua kali.")
    dialog.form.submit()
    qtbot.waitUntil(lambda: not tasks.busy)
    qtbot.waitUntil(lambda: any("digabung" in words for words in trail.said))


def test_paper_and_program_keep_one_order(page: QuickEntryPage) -> None:
    fields = report_fields()
    assert list(page.place.entry.values()) == [key for key, _ in fields]
    text = SHIPPED.text("intake-form@1")
    place = 0
    for _, paper in fields:
        found = [text.find(f"{before}{paper}{after}", place) for before, after in (('["', '"'), ('"', '"'))]
        found += [text.find(f"{paper}**", place)]
        there = [one for one in found if one >= 0]
        assert there, f"{paper} is not on paper after what comes before it"
        place = min(there)


def test_the_blank_form_is_one_click_away_on_either_paper(qtbot, desk, tasks, trail, tmp_path) -> None:
    made = BlankFormPage(desk, trail)
    qtbot.addWidget(made)
    made.on_shown()
    qtbot.waitUntil(lambda: bool(made.data) and not tasks.busy)
    first = made.data
    assert first.startswith(b"%PDF")
    made.paper.choose("A4")
    made.paper.chosen.emit("A4")
    qtbot.waitUntil(lambda: made.data != first and not tasks.busy)
    made.save(tmp_path / "formulir.pdf")
    qtbot.waitUntil(lambda: bool(trail.said))
    assert (tmp_path / "formulir.pdf").read_bytes() == made.data
