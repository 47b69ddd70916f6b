"""What the page of a case offers beside the road, who may decide, and one step for several accused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from case_desk import ACCUSED, OPENED, RECEIVED, SUPERIOR, TEAM, House, open_case, stand_still
from off_thread import in_worker
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from samples import nip_of

from cases.model.case import CaseFile
from cases.model.person import Person
from cases.model.report import Channel, Source
from cases.model.steps import CriminalFacts, StepKey
from cases.model.user import Role
from cases.services import case_files, lawbook, office, reports, steps
from cases.services.case_files import OpeningForm
from cases.services.reports import ReportForm
from cases.services.steps import StepForm
from desktop.pages.step_forms.authority import Candidates
from desktop.preferences import Preferences


@pytest.fixture
def house(qtbot, desk, tasks, tmp_path: Path, monkeypatch) -> House:
    stand_still(desk, monkeypatch)
    return House(qtbot, desk, tasks, Preferences(tmp_path / "tampilan.ini"))


@pytest.fixture
def head(ask) -> Person:
    return ask(office.current_office).head


def words_of(part) -> list[str]:
    return [one.text() for one in part.findChildren(QLabel) if one.text() and not one.isHidden()]


def buttons_of(part) -> dict[str, QPushButton]:
    found = (one for one in part.findChildren(QPushButton) if one.text() and one.isVisibleTo(part))
    return {(one.accessibleName() or one.text()).strip(): one for one in found}


def several(do, head: Person, count: int) -> list[CaseFile]:
    """Cases of so many people of one report."""
    people = tuple(replace(ACCUSED, name=f"Terlapor Rekaan {place}", nip=nip_of(40 + place)) for place in range(count))
    form = ReportForm(
        received_on=RECEIVED,
        source=Source.BAWASLU,
        channel=Channel.ACTIVITY,
        narrative="Hadir pada kampanye.",
        respondents=people,
        event_on=RECEIVED,
        event_place="Lapangan",
    )
    report = do(reports.register_report, form)
    opening = OpeningForm(
        violation_codes=("n.2",),
        verification="Pegawai kabupaten ini.",
        opened_on=OPENED,
        superior=SUPERIOR,
        examiners=TEAM,
        official=head,
        official_post="Bupati Tirta Kencana",
    )
    return [do(case_files.open_case, report.id, one.id, opening) for one in report.respondents]


def test_five_are_called_in_one_step_from_the_form(qtbot, house, do, ask, head) -> None:
    files = several(do, head, 5)
    panel = house.open_step(files[0].case.id, "summons-1")
    assert len(panel.also.boxes) == 4
    assert panel.also.chosen() == ()
    qtbot.mouseClick(panel.also.all, Qt.MouseButton.LeftButton)
    assert len(panel.also.chosen()) == 4
    house.fill(on=OPENED, place="Ruang Rapat")
    house.submit()
    house.settle()
    assert house.said[-1] == "Panggilan I dicatat untuk 5 orang, 5 konsep surat dibuat"
    house.actions["Lihat surat"]()
    assert house.opened[-1] == ("letters", {})
    for file in files:
        drafts = ask(case_files.case_file, file.case.id).letters
        assert [letter.kind for letter in drafts] == ["summons-1"]
        assert file.case.respondent.name in str(drafts[0].content)


def test_only_those_ticked_take_the_step_and_one_reason_serves_them(qtbot, house, do, ask, head) -> None:
    files = several(do, head, 3)
    panel = house.open_step(files[0].case.id, "summons-1")
    box = panel.also.boxes[files[2].case.id]
    box.click()
    house.fill(on=OPENED, place="Ruang Rapat", examine_on=OPENED.replace(day=30))
    warned = next(one for one in panel.guards.findings if not one.satisfied)
    assert "lewat dari batas" in warned.sentence
    field = panel.body.reasons.shown[warned.guard].field
    field.restore("Ruang rapat penuh.")
    field.changed.emit()
    house.settle()
    house.submit()
    keys = [[step.key for step in ask(case_files.case_file, file.case.id).steps] for file in files]
    assert [StepKey.SUMMONS_1 in one for one in keys] == [True, False, True]


def test_nobody_else_is_offered_when_he_is_the_only_accused(house, do, head) -> None:
    panel = house.open_step(open_case(do, head, code="n.2").case.id, "summons-1")
    assert panel.also.isHidden()


def test_what_is_beside_the_road_is_folded_and_tells_its_article(qtbot, house, do, head) -> None:
    case_id = open_case(do, head).case.id
    house.open_page("case", case_id=case_id)
    house.settle()
    menu = house.case.next.beside
    assert menu is not None
    assert not any(one.isVisible() for one in menu.findChildren(QPushButton) if one is not menu.toggle)
    qtbot.mouseClick(menu.toggle, Qt.MouseButton.LeftButton)
    links = buttons_of(menu)
    assert {"Bebaskan sementara dari tugas", "Catat rekomendasi", "Catat proses pidana"} <= set(links)
    assert any(words.startswith("Pasal 31") and "belum diverifikasi" in words for words in words_of(menu))
    qtbot.mouseClick(links["Bebaskan sementara dari tugas"], Qt.MouseButton.LeftButton)
    house.settle()
    assert house.opened[-1] == ("case", {"case_id": case_id, "step": "suspension"})
    assert house.case.panel is not None


def test_criminal_proceedings_are_told_to_those_alone_who_handle_cases(do, head, ask, office, admin) -> None:
    file = open_case(do, head)
    facts = CriminalFacts(known_on=OPENED, authority="Polres Rekaan", number="LP/7", note="disidik")
    do(steps.take_step, file.case.id, StepForm(key=StepKey.CRIMINAL, facts=facts, on=OPENED))
    view = ask(steps.case_view, file.case.id)
    assert view.file.steps[-1].facts == facts
    leader = replace(admin, user_id=None, role=Role.LEADER, rights=None)
    seen = in_worker(lambda: office.read(steps.case_view, leader, file.case.id)).file.steps[-1].facts
    assert seen == CriminalFacts(known_on=OPENED, authority="", number="", note="")


def test_every_candidate_is_shown_and_a_known_one_can_be_picked(qtbot, do, ask, head) -> None:
    file = open_case(do, head)
    proposed = ask(lawbook.authority_candidates, file.case.id, "berat", "penurunan-jabatan")
    assert any(one.person == head for one in proposed)
    part = Candidates()
    qtbot.addWidget(part)
    part.show_candidates(proposed, None)
    words = words_of(part)
    assert any(head.name in one for one in words)
    assert all(any(one.candidate.article in word for word in words) for one in proposed)
    picked: list[Person] = []
    part.picked.connect(picked.append)
    buttons_of(part)["Pilih"].click()
    assert picked == [next(one.person for one in proposed if one.person)]
    part.choose(picked[0])
    assert sum(one.person == head for one in proposed) == len(proposed)
    assert "Pilih" not in buttons_of(part)
