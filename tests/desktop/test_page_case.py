"""The page of a case: who, where it stands, what comes next, its tabs, its officials."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from case_desk import ACCUSED, AUDITOR, OPENED, SUPERIOR, TEAM, House, open_case, sign_all, stand_still
from page_trail import Trail
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton

from cases.model.letter import LetterStatus
from cases.model.person import Person
from cases.model.steps import AbsenceFacts, StepKey, SummonsFacts
from cases.model.user import Role
from cases.services import case_files, office, steps
from cases.services.steps import StepForm
from desktop.pages.case import CasePage
from desktop.pages.case_tabs.officials import OfficialsPanel
from desktop.pages.evidence_panel import EvidencePanel
from desktop.preferences import Preferences


@pytest.fixture
def house(qtbot, desk, tasks, tmp_path: Path, monkeypatch) -> House:
    stand_still(desk, monkeypatch)
    return House(qtbot, desk, tasks, Preferences(tmp_path / "tampilan.ini"))


@pytest.fixture
def head(ask) -> Person:
    return ask(office.current_office).head


def words_of(widget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel) if one.text() and not one.isHidden()]


def buttons_of(widget) -> dict[str, QPushButton]:
    return {one.text().strip(): one for one in widget.findChildren(QPushButton) if one.text()}


def shown(house: House, case_id: str, **args) -> CasePage:
    house.open_page("case", case_id=case_id, **args)
    house.settle()
    return house.case


def summoned(do, head: Person):
    """A moderate case whose respondent is called and did not come; the absence's record is a draft."""
    case_id = open_case(do, head, code="n.2").case.id
    day = OPENED + timedelta(days=1)
    facts = SummonsFacts(examine_on=day, examine_at="09.00", place="Aula", report_to=SUPERIOR, signer=SUPERIOR)
    sign_all(do, do(steps.take_step, case_id, StepForm(key=StepKey.SUMMONS_1, facts=facts, on=OPENED)), OPENED)
    facts = AbsenceFacts(missed_on=day, reason="sakit tanpa surat", witnesses=(AUDITOR,))
    return do(steps.take_step, case_id, StepForm(key=StepKey.ABSENCE_1, facts=facts, on=day))


def test_it_says_who_as_he_was_and_copies_the_nip_without_spaces(qtbot, house, do, head) -> None:
    page = shown(house, open_case(do, head).case.id)
    words = words_of(page.head)
    assert ACCUSED.name in words
    assert "Perkara 2026/001" in words
    assert any(word.startswith("Penata Tingkat I (III/d)") for word in words)
    assert "Data pegawai per 6 Juli 2026" in words
    qtbot.mouseClick(page.head.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == ACCUSED.nip
    assert house.said == ["NIP disalin tanpa spasi"]


def test_the_stage_line_and_the_panel_say_where_it_stands(house, do, head) -> None:
    file = summoned(do, head)
    page = shown(house, file.case.id)
    states = {stage.title: stage.state for stage in page.stage_line.stages}
    assert states["Dibuka"] == "done"
    assert states["Panggilan I"] == "missed"
    assert states["Panggilan II"] == "todo" or states["Panggilan II"] == "now"
    assert any("Berita Acara Ketidakhadiran I" in word for word in words_of(page.next))
    assert {"Ajukan surat", "Terbitkan panggilan II"} <= set(buttons_of(page.next))


def test_the_panel_tells_why_and_by_when_with_the_article(house, do, head) -> None:
    file = summoned(do, head)
    sign_all(do, file, OPENED + timedelta(days=1))
    page = shown(house, file.case.id)
    words = words_of(page.next)
    assert "Terlapor tidak hadir pada 7 Juli 2026; dipanggil untuk kedua kali." in words
    assert "Pasal 26 ayat (3) PP 94/2021" in words
    assert "Belum diverifikasi" in words
    assert "Panggilan II paling lambat" in words
    assert "Jumat, 17 Juli 2026" in words
    assert "Syarat sebelum keputusan" in words
    assert "BAP atau dua kali tidak hadir" in words


def test_its_button_opens_the_form_and_its_link_the_other_step(qtbot, house, do, head) -> None:
    case_id = open_case(do, head, code="n.2").case.id
    page = shown(house, case_id)
    qtbot.mouseClick(buttons_of(page.next)["Terbitkan panggilan I"], Qt.MouseButton.LeftButton)
    house.settle()
    assert house.opened[-1] == ("case", {"case_id": case_id, "step": "summons-1"})
    assert page.panel is not None
    page = shown(house, case_id)
    assert page.panel is None
    qtbot.mouseClick(buttons_of(page.next)["Bentuk Tim Pemeriksa"], Qt.MouseButton.LeftButton)
    house.settle()
    assert house.opened[-1][1]["step"] == "team"


def test_a_letter_that_waits_leads_to_its_page(qtbot, house, do, head) -> None:
    file = summoned(do, head)
    page = shown(house, file.case.id)
    qtbot.mouseClick(buttons_of(page.next)["Ajukan surat"], Qt.MouseButton.LeftButton)
    house.settle()
    assert house.opened[-1] == ("letter", {"letter_id": file.letters[-1].id})


def test_the_summary_tells_the_case_and_its_timeline_leads_on(qtbot, house, do, head) -> None:
    file = summoned(do, head)
    page = shown(house, file.case.id)
    words = words_of(page.summary)
    assert "Tidak ada hukuman disiplin sebelumnya" in words
    assert "Bawaslu, 1 Juli 2026" in words
    assert "Warga Contoh" not in " ".join(words)
    assert any("sakit tanpa surat; 1 saksi" in word for word in words)
    days = [word for word in words if word in {"7 Jul", "6 Jul", "1 Jul"}]
    assert days == ["7 Jul", "6 Jul", "6 Jul", "1 Jul"]
    links = buttons_of(page.summary.timeline)
    qtbot.mouseClick(links["Surat Panggilan I"], Qt.MouseButton.LeftButton)
    assert house.opened[-1] == ("letter", {"letter_id": file.letters[0].id})
    qtbot.mouseClick(links["Buka laporan"], Qt.MouseButton.LeftButton)
    assert house.opened[-1] == ("report", {"report_id": file.report.id})
    house.settle()


def test_an_earlier_sanction_is_told(house, do, ask, head) -> None:
    first = open_case(do, head)
    second = open_case(do, head, code="D6")
    page = shown(house, second.case.id)
    assert f"Ada perkara lain: {first.case.number}" in words_of(page.summary)


def test_the_tabs_show_examination_letters_and_log(qtbot, house, do, head) -> None:
    file = summoned(do, head)
    page = shown(house, file.case.id, tab="letters")
    assert [letter.title for letter in page.letters.table.model.rows] == [one.title for one in file.letters]
    page.letters.table.opened.emit(file.letters[0])
    assert house.opened[-1] == ("letter", {"letter_id": file.letters[0].id})
    page = shown(house, file.case.id, tab="examination")
    assert "Belum ada pemeriksaan" in words_of(page.examination)
    page = shown(house, file.case.id, tab="log")
    page.history.segments.choose("log")
    house.settle()
    model = page.history.log.table.model
    operations = [model.index(row, 3).data() for row in range(len(model.rows))]
    assert {"Membuka perkara", "Mencatat tahap", "Mengajukan surat", "Mencatat tanda tangan"} <= set(operations)
    assert "→" in page.history.log._values.text()


def test_letters_are_sorted_and_filtered_where_they_are(house, do, head) -> None:
    file = summoned(do, head)
    page = shown(house, file.case.id, tab="letters")
    page.letters.table.header.set_filters({"title": "panggilan"})
    page.letters._show(page.letters.table.query())
    assert [letter.title for letter in page.letters.table.model.rows] == ["Surat Panggilan I"]
    page.letters.table.header.set_filters({})
    page.letters.table._sort_by(0)
    assert page.letters.table.model.rows[0].title.startswith("Berita Acara")


def test_the_evidence_of_the_report_has_the_whole_width(house, do, head) -> None:
    file = open_case(do, head)
    page = shown(house, file.case.id, tab="evidence")
    assert page.evidence is not None
    assert page.evidence.report_id == file.report.id
    assert page.next.isHidden()


def test_officials_are_named_and_the_case_keeps_them(qtbot, house, do, ask, head) -> None:
    file = open_case(do, head, superior=None, examiners=())
    page = shown(house, file.case.id)
    assert "Belum ditunjuk" in words_of(page.summary)
    page.summary.officials_wanted.emit()
    panel = page.panel
    assert isinstance(panel, OfficialsPanel)
    panel.superior.set_person(SUPERIOR)
    panel.examiners.set_examiners(TEAM)
    panel.form.submit()
    house.settle()
    case = ask(case_files.case_file, file.case.id).case
    assert (case.superior, case.examiners) == (SUPERIOR, TEAM)
    assert page.panel is None
    assert house.said == ["Pejabat perkara disimpan"]


def test_a_change_elsewhere_is_seen_but_a_form_stays(house, do, desk, head) -> None:
    case_id = open_case(do, head, code="n.2").case.id
    panel = house.open_step(case_id, "summons-1")
    house.fill(place="Aula")
    changed: list[object] = []
    file_case = replace(TEAM[0], person=AUDITOR)
    desk.do(
        case_files.name_officials,
        case_id,
        superior=SUPERIOR,
        examiners=(file_case,),
        official=head,
        official_post="Bupati",
    ).then(None, changed.append)
    house.settle()
    assert changed
    assert house.case.panel is panel
    assert panel.body.text("place") == "Aula"
    panel.left.emit()
    house.settle()
    assert AUDITOR.name in " ".join(words_of(house.case.summary))


def test_another_case_never_shows_under_the_name_of_the_first(house, do, head) -> None:
    first = open_case(do, head)
    second = open_case(do, head, code="n.2")
    page = shown(house, first.case.id)
    house.open_page("case", case_id=second.case.id)
    assert page.head.isHidden()
    house.settle()
    assert "Perkara 2026/002" in words_of(page.head)


def test_a_tab_is_built_when_looked_at_and_left_alone_while_nothing_changed(house, do, head) -> None:
    file = summoned(do, head)
    page = shown(house, file.case.id)
    assert "Koreksi…" not in buttons_of(page.history)
    assert page.letters.table.model.rows == []
    assert page.findChildren(EvidencePanel) == []
    kept = page.summary.timeline.findChildren(QLabel)
    assert shown(house, file.case.id).summary.timeline.findChildren(QLabel) == kept
    sign_all(do, file, OPENED + timedelta(days=1))
    assert shown(house, file.case.id).summary.timeline.findChildren(QLabel) != kept
    page.tabs.choose("letters")
    assert {letter.status for letter in page.letters.table.model.rows} == {LetterStatus.SIGNED}
    page.tabs.choose("log")
    assert "Koreksi…" in buttons_of(page.history)
    page.tabs.choose("evidence")
    assert len(page.findChildren(EvidencePanel)) == 1
    house.settle()


def test_a_step_that_is_over_opens_no_form(house, do, head) -> None:
    file = summoned(do, head)
    page = shown(house, file.case.id, step="summons-1")
    assert page.panel is None
    assert not page.head.isHidden()


def test_a_leader_reads_and_has_nothing_to_do(qtbot, house, do, head, tasks, desk_of) -> None:
    file = summoned(do, head)
    leader = desk_of(Role.LEADER)
    page = CasePage(leader, Trail())
    qtbot.addWidget(page)
    page.show()
    page.on_shown(case_id=file.case.id, step="summons-2")
    qtbot.waitUntil(lambda: not tasks.busy)
    assert page.panel is None
    assert buttons_of(page.next) == {}
    assert "Ubah" not in buttons_of(page.summary)
    assert not page.history.log._detail.isHidden()


def test_a_clerk_sees_the_log_without_values(qtbot, do, head, tasks, desk_of) -> None:
    file = open_case(do, head)
    page = CasePage(desk_of(Role.CLERK), Trail())
    qtbot.addWidget(page)
    page.on_shown(case_id=file.case.id, tab="log")
    qtbot.waitUntil(lambda: not tasks.busy)
    assert page.history.log._detail.isHidden()
    assert all(entry.changes == {} for entry in page.history.log.table.model.rows)
