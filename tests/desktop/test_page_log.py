"""The page of the log: narrowed, the values of a row, the way to its record, and a file of what is shown."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from page_trail import Trail
from samples import make_person

from cases.model.report import Channel, Report, Source
from cases.services import reports
from cases.services.reports import ReportForm
from desktop.desk import Desk
from desktop.exports.log import TITLES
from desktop.full_names import keep_names
from desktop.pages.log_reader import LogPage
from desktop.preferences import Preferences

FORM = ReportForm(
    received_on=date(2026, 5, 4),
    source=Source.BAWASLU,
    channel=Channel.SOCIAL_MEDIA,
    narrative="=1+1 memasang foto.",
    respondents=(make_person(),),
)


@pytest.fixture
def report(do: Callable[..., Report]) -> Report:
    return do(reports.register_report, FORM)


@pytest.fixture
def trail() -> Trail:
    return Trail()


@pytest.fixture
def page(desk: Desk, report: Report, trail: Trail, tmp_path: Path, qtbot: Any) -> LogPage:
    made = LogPage(desk, trail, preferences=Preferences(tmp_path / "preferences.ini"))
    qtbot.addWidget(made)
    made.on_shown()
    qtbot.waitUntil(lambda: not desk.tasks.busy and bool(made.table.model.rows))
    return made


def settled(page: LogPage, desk: Desk, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: not desk.tasks.busy)


def test_a_row_shows_its_values_and_leads_to_its_record(
    page: LogPage, desk: Desk, report: Report, trail: Trail, qtbot: Any
) -> None:
    page.noun.choose("report")
    settled(page, desk, qtbot)
    (line,) = page.table.model.rows
    assert line.name == f"Laporan {report.number}"
    keep_names(desk)
    settled(page, desk, qtbot)
    who = next(one for one in page.table.model.columns if one.key == "actor")
    assert who.text(line) == f"{desk.actor.full_name} ({desk.actor.name})"
    page.table.selected.emit(line)
    assert "=1+1 memasang foto." in page._values.text()
    page.table.opened.emit(line)
    assert trail.opened[-1] == ("report", {"report_id": report.id})


def test_what_narrows_is_told_and_taken_away_again(page: LogPage, desk: Desk, report: Report, qtbot: Any) -> None:
    whole = len(page.table.model.rows)
    page.words.setText(report.number)
    page.kind.choose("change")
    page.first.set_date(date(2026, 1, 2))
    page._look_up()
    qtbot.waitUntil(lambda: not desk.tasks.busy and len(page.table.model.rows) < whole)
    assert page.which() == f"“{report.number}”, Perubahan, dari 2 Januari 2026"
    page.last.set_date(date(2026, 1, 1))
    page.read()
    qtbot.waitUntil(lambda: not page.table.model.rows)
    page.table.filters_cleared.emit()
    qtbot.waitUntil(lambda: len(page.table.model.rows) == whole)
    assert page.which() == ""


def test_what_is_shown_is_what_is_saved_and_that_is_on_record(
    page: LogPage, desk: Desk, tmp_path: Path, qtbot: Any
) -> None:
    page.noun.choose("report")
    settled(page, desk, qtbot)
    path = tmp_path / "catatan.csv"
    page.save_to(path)
    settled(page, desk, qtbot)
    qtbot.waitUntil(path.exists)
    with path.open(encoding="utf-8-sig", newline="") as file:
        head, row = list(csv.reader(file, delimiter=";"))
    assert tuple(head) == TITLES
    assert "uraian: –  →  =1+1 memasang foto." in row[-1]
    page.noun.choose("office")
    settled(page, desk, qtbot)
    assert page.table.model.rows[0].entry.changes["ekspor"] == ("", "catatan perubahan")
