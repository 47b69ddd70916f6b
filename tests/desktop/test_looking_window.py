"""The window tells the log what was looked at, behind the page and never in its way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from samples import make_person

from cases.errors import StorageError
from cases.model.report import Channel, Report, Source
from cases.services import reports
from cases.services.reports import ReportForm
from desktop.desk import Desk
from desktop.looking import Looking

FORM = ReportForm(
    received_on=date(2026, 5, 4),
    source=Source.BAWASLU,
    channel=Channel.SOCIAL_MEDIA,
    narrative="Memasang foto bersama calon.",
    respondents=(make_person(),),
)
FULL = "Penyimpanan penuh: perubahan ini tidak disimpan. Kosongkan ruang di drive lalu ulangi."


@pytest.fixture
def report(do: Callable[..., Report]) -> Report:
    return do(reports.register_report, FORM)


def rows_of(desk: Desk, report: Report) -> int:
    with desk.office.database.read() as work:
        return sum(row.action == "view" for row in work.audit.of_record([report.id]))


def settled(desk: Desk, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: not desk.tasks.busy)


def test_a_page_that_is_opened_leaves_one_row_and_announces_nothing(desk: Desk, report: Report, qtbot: Any) -> None:
    heard: list[object] = []
    desk.changed.connect(heard.append)
    said: list[str] = []
    looking = Looking(desk, said.append)
    for _turn in range(3):
        looking.shown("report", {"report_id": report.id, "tab": "evidence"})
    looking.shown("today", {})
    looking.shown("report", {})
    settled(desk, qtbot)
    assert rows_of(desk, report) == 1
    looking.shown("report", {"report_id": "tidak-ada"})
    Looking(desk, said.append).shown("report", {"report_id": report.id})  # another window, the same hour
    settled(desk, qtbot)
    assert rows_of(desk, report) == 1
    assert (heard, said) == ([], [])


def test_a_full_disk_is_one_sentence_and_the_look_is_noted_later(
    desk: Desk, report: Report, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    looking = Looking(desk, said.append)

    def full(*_args: object) -> None:
        raise StorageError(FULL)

    with monkeypatch.context() as broken:
        broken.setattr(type(desk.office), "write", full)
        for _turn in range(2):
            looking.shown("report", {"report_id": report.id})
            settled(desk, qtbot)
    assert said == [f"Pembukaan berkas ini belum tercatat. {FULL}"]
    looking.shown("report", {"report_id": report.id})
    settled(desk, qtbot)
    assert rows_of(desk, report) == 1
