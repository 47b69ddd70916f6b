"""Penyusutan arsip in the window: what is due, two steps with the number typed twice, and what stays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from page_trail import Trail
from samples import make_case, make_person, make_report

from cases.model.case import Case, CaseStatus
from cases.model.identity import new_id
from cases.model.steps import CaseStep, ClosedFacts, StepKey
from cases.services import evidence
from cases.services.evidence import EvidenceForm
from desktop.desk import Desk
from desktop.pages.settings_disposal import DisposalSection
from desktop.wiring import OpenOffice

LATER = datetime(2033, 1, 3, 2, 0, tzinfo=UTC)


class Later:
    """A clock years later, at the same office."""

    def __init__(self, clock: Any) -> None:
        self.time_zone = clock.time_zone

    def now(self) -> datetime:
        return LATER

    def today(self) -> date:
        return LATER.date()


@pytest.fixture
def closed(office: OpenOffice, do: Callable[..., Any], desk: Desk) -> Case:
    """A case that was closed years ago, with one item of evidence in the vault."""
    report = make_report()
    case = make_case(report)
    report = replace(report, respondents=(replace(report.respondents[0], case_id=case.id),))
    case = replace(case, summary=replace(case.summary, status=CaseStatus.SANCTIONED, next_title=""))
    step = CaseStep(
        id=new_id(), case_id=case.id, key=StepKey.CLOSED, on=date(2026, 6, 1), letter_id=None, facts=ClosedFacts(),
        recorded_at=LATER, recorded_by="petugas",
    )  # fmt: skip
    with office.database.write() as work:
        work.log_as(desk.actor, "steps.take_step")
        work.reports.add(report)
        work.cases.add(case)
        work.steps.add(step)
    do(evidence.add_evidence, report.id, b"isi yang dimusnahkan", EvidenceForm(file_name="a.txt"))
    return case


def settled(desk: Desk, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: not desk.tasks.busy)


def test_two_steps_destroy_a_file_and_its_blobs(
    closed: Case, office: OpenOffice, desk: Desk, qtbot: Any, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    later = Later(office.clock)
    monkeypatch.setattr(office, "clock", later)
    monkeypatch.setattr(office.database, "_world", replace(office.database._world, clock=later))
    section = DisposalSection(desk, Trail())
    qtbot.addWidget(section)
    section.read()
    qtbot.waitUntil(lambda: bool(section.due.model.rows))
    settled(desk, qtbot)
    blobs = set(office.vault.names())
    section.due.view.clearSelection()
    assert not section.destroy_button.isEnabled()
    section.due.choose(0)
    assert section.destroy_button.isEnabled()
    section._plan()
    qtbot.waitUntil(lambda: section.faces.form is not None)
    first = section.faces.form
    assert first is not None
    first.set_values({"number": "000.5/7", "on": "2/1/2033", "approval": "Surat Bupati"})
    first.submit()
    second = section.faces.form
    assert second is not None
    second.set_values({"again": "000.5/8"})
    second.submit()
    settled(desk, qtbot)
    assert not section.gone.model.rows
    second.set_values({"again": "000.5/7"})
    second.submit()
    qtbot.waitUntil(lambda: bool(section.gone.model.rows))
    settled(desk, qtbot)
    (stub,) = section.gone.model.rows
    assert (stub.number, stub.order_number) == (closed.number, "000.5/7")
    assert not section.due.model.rows
    assert len(blobs - set(office.vault.names())) == 1
    assert make_person().name not in str(stub)
    with office.database.read() as work:
        assert work.audit.verify(work.audit.head()).problems == ()
