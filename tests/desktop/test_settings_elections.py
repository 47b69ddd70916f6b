"""Pengaturan > Pemilihan on a real office."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from case_desk import open_case
from page_trail import Trail
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton, QWidget

from cases.model.election import Election, ElectionKind, ElectionStage
from cases.model.user import Role
from cases.services import elections
from cases.services.office import current_office
from desktop.desk import Desk
from desktop.dialogs.discard import ReasonDialog
from desktop.pages.settings_elections import ElectionForm, ElectionsSection
from desktop.tasks import Tasks

PILKADA = "Pilkada serentak 2024"


@pytest.fixture
def trail() -> Trail:
    return Trail()


@pytest.fixture
def shown(qtbot, desk: Desk, tasks: Tasks, trail: Trail) -> Callable[[], ElectionsSection]:
    def make() -> ElectionsSection:
        section = ElectionsSection(desk, trail)
        qtbot.addWidget(section)
        desk.changed.connect(section.on_changes)
        section.resize(880, 620)
        section.show()
        section.read()
        qtbot.waitUntil(lambda: not tasks.busy)
        return section

    return make


def listed(ask: Callable[..., Any], name: str = PILKADA) -> Election:
    return next(one for one in ask(elections.all_elections) if one.name == name)


def press(qtbot, part: QWidget, text: str) -> None:
    """Press a button, once its layout has shown it."""

    def found() -> list[QPushButton]:
        return [made for made in part.findChildren(QPushButton) if made.text().strip() == text and made.isVisible()]

    qtbot.waitUntil(lambda: bool(found()))
    qtbot.mouseClick(found()[0], Qt.MouseButton.LeftButton)


def words(part: QWidget) -> str:
    return "\n".join(made.text() for made in part.findChildren(QLabel) if made.isVisibleTo(part))


def opened(section: ElectionsSection, election: Election) -> ElectionForm:
    section.table.opened.emit(election)
    assert section.form is not None
    return section.form


def test_what_comes_along_is_listed_with_its_doubt(shown, ask) -> None:
    section = shown()
    assert section.table.model.rowCount() == len(ask(elections.all_elections))
    texts = {
        section.table.model.data(section.table.model.index(row, column), Qt.ItemDataRole.DisplayRole)
        for row in range(section.table.model.rowCount())
        for column in range(4)
    }
    assert {PILKADA, "Belum diverifikasi", "belum diketahui"} <= texts


def test_an_election_is_added_with_its_stages(qtbot, shown, trail: Trail, ask) -> None:
    section = shown()
    press(qtbot, section, "Tambah")
    form = section.form
    assert form is not None
    qtbot.keyClicks(form.name.edit, "Pemilihan Bupati Tirta Kencana Tahun 2029")
    form.kind.restore(ElectionKind.REGIONAL)
    form.candidates_on.restore("22/9/2029")
    press(qtbot, form, "Tambah tahapan")
    form.stages.rows[0].restore(["Kampanye", "25/9/2029", "23/11/2029"])
    press(qtbot, form, "Tambah tahapan")
    form.submit()
    qtbot.waitUntil(lambda: bool(trail.said))
    made = listed(ask, "Pemilihan Bupati Tirta Kencana Tahun 2029")
    assert made.candidates_on == date(2029, 9, 22)
    campaign = ElectionStage(name="Kampanye", begins_on=date(2029, 9, 25), ends_on=date(2029, 11, 23))
    assert made.stages == (campaign,)
    assert trail.said == ["Pemilihan Bupati Tirta Kencana Tahun 2029 disimpan"]
    assert section.pages.form is None


def test_what_is_wrong_is_said_at_its_field(qtbot, shown, ask) -> None:
    form = opened(shown(), listed(ask))
    form.name.restore("Pemilu 2019")
    form.submit()
    qtbot.waitUntil(lambda: "sudah ada dalam daftar" in form.box("name").error)
    form.stages.rows[0].restore(["", "25/9/2024", ""])
    form.submit()
    assert "nama dan tanggal mulai" in form.box("stages").error


def test_changed_days_are_no_longer_those_that_were_compared(shown, ask, do, qtbot) -> None:
    checked = replace(listed(ask), verified_by="Dewi", verified_on=date(2024, 10, 1))
    do(elections.save_election, checked)
    form = opened(shown(), checked)
    assert form.verified_by.value() == "Dewi"
    form.candidates_on.edit.setFocus()
    form.candidates_on.edit.clear()
    qtbot.keyClicks(form.candidates_on.edit, "23/9/2024")
    assert (form.verified_by.value(), form.verified_on.value()) == ("", None)
    assert "Dikosongkan karena tanggalnya berubah" in words(form.box("verified_by"))


def test_the_cases_on_the_other_side_are_told_before_and_after(qtbot, shown, ask, do) -> None:
    file = open_case(do, ask(current_office).head, election="Pilkada rekaan")
    day = file.case.event_on
    made = replace(listed(ask), id="", name="Pilkada rekaan", candidates_on=day, voting_on=None, stages=())
    section = shown()
    form = opened(section, do(elections.save_election, made).election)
    assert form.crossing.isHidden()
    form.candidates_on.edit.clear()
    qtbot.keyClicks(form.candidates_on.edit, f"{day.day}/{day.month}/{day.year + 1}")
    qtbot.waitUntil(lambda: file.case.number in form.crossing.text() and not form.crossing.isHidden())
    form.submit()
    qtbot.waitUntil(lambda: bool(section.findChildren(QMessageBox)))
    (box,) = section.findChildren(QMessageBox)
    assert f"perkara {file.case.number} berada di sisi lain" in box.text()
    box.close()


def test_an_election_is_removed_and_taken_back(qtbot, shown, ask, trail: Trail, tasks: Tasks) -> None:
    section = shown()
    before = ask(elections.all_elections)
    section.table.choose(0)
    press(qtbot, section, "Hapus")
    (dialog,) = section.findChildren(ReasonDialog)
    dialog.reason.restore("Salah nama.")
    dialog.form.submit()
    qtbot.waitUntil(lambda: bool(trail.said))
    assert "dibuang ke Sampah" in trail.said[0]
    assert len(ask(elections.all_elections)) == len(before) - 1
    press(qtbot, section, "Muat daftar bawaan")
    qtbot.waitUntil(lambda: "1 pemilihan ditambahkan" in trail.said)
    assert {one.name for one in ask(elections.all_elections)} == {one.name for one in before}


def test_who_is_no_admin_reads(qtbot, tasks, desk_of, trail: Trail, ask) -> None:
    section = ElectionsSection(desk_of(Role.CLERK), trail)
    qtbot.addWidget(section)
    section.resize(880, 620)
    section.show()
    section.read()
    qtbot.waitUntil(lambda: not tasks.busy)
    form = opened(section, listed(ask))
    assert not form.name.edit.isEnabled()
    press(qtbot, form, "Tutup")
    assert section.pages.form is None
