"""The I'DIS page: values to copy, files with their sizes, the folder that is written, what was uploaded."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from case_desk import OPENED, TODAY, open_case, stand_still
from idis_case import come_from_sbt, decided_case
from list_data import cells, settle, show
from page_trail import Trail
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QMessageBox

from cases.errors import StorageError
from cases.model.case import CaseFile, CaseStatus
from cases.model.figures import FigureQuery
from cases.model.idis_pack import PackTarget
from cases.model.report import Source
from cases.model.steps import DocumentedFacts, RecordSystem, StepKey
from cases.model.user import Role
from cases.services import letters, steps
from cases.services.office import current_office
from desktop.assembly import WAYS, find_pages, open_hit
from desktop.desk import Desk
from desktop.exports import idis as idis_export
from desktop.pages.case_tabs.idis_button import IdisButton
from desktop.pages.idis import IdisPage
from desktop.preferences import Preferences


@pytest.fixture
def trail() -> Trail:
    return Trail()


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(tmp_path / "tampilan.ini")


@pytest.fixture
def page(desk: Desk, trail: Trail, preferences: Preferences) -> IdisPage:
    return IdisPage(desk, trail, preferences=preferences)


@pytest.fixture(scope="module")
def past(make_past):
    return make_past(partial(decided_case, in_force=True))


@pytest.fixture
def decided(past, desk, monkeypatch) -> CaseFile:
    stand_still(desk, monkeypatch)
    return past.told


def words_of(widget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel) if one.text() and not one.isHidden()]


def test_a_value_is_copied_as_it_is_typed(qtbot, tasks, page, trail, decided) -> None:
    show(qtbot, tasks, page, case_id=decided.case.id)
    number = next(one.number for one in decided.letters if one.kind == "decision")
    page.values.buttons["skNomor"].click()
    assert QGuiApplication.clipboard().text() == number
    page.values.buttons["nip"].click()
    assert QGuiApplication.clipboard().text() == decided.case.respondent.nip
    page.values.buttons["golonganId"].click()
    assert QGuiApplication.clipboard().text() == "III/d"
    assert trail.said == ["Nomor keputusan disalin", "NIP untuk mencari pegawai disalin", "Golongan disalin"]
    told = words_of(page.values)
    assert "pilih: III/d" in told
    assert any(words.startswith("Tidak berlaku bagi perkara ini: golonganLama") for words in told)


def test_files_have_their_sizes_and_the_limit_is_remembered(
    qtbot, tasks, page, preferences, trail, decided, ask
) -> None:
    show(qtbot, tasks, page, case_id=decided.case.id)
    pack = page._pack
    assert cells(page.files, 0) == [pack.documents[0].name, page.files.table.model.index(0, 1).data()]
    first = ask(letters.letter_bytes, pack.documents[0].letter_id)
    assert cells(page.files, 0)[1] == f"{-(-len(first) // 1000)} KB"
    assert page.files.too_large == ()
    page.files.field.setText("0,001")
    page.files.field.editingFinished.emit()
    assert page.files.too_large == tuple(one.name for one in pack.documents)
    assert "perkecil pindaiannya sendiri" in page.warning.text()
    assert Preferences(Path(preferences._kept.fileName())).upload_limit == 0.001
    page.files.field.setText("banyak")
    page.files.field.editingFinished.emit()
    assert not page.files.wrong.isHidden()
    assert page.files.limit == 0.001
    page.files.table.opened.emit(page.files._lines[0])
    assert trail.opened[-1] == ("letter", {"letter_id": pack.documents[0].letter_id})


def test_the_folder_is_written_and_told(qtbot, tasks, page, trail, decided, tmp_path) -> None:
    show(qtbot, tasks, page, case_id=decided.case.id)
    page.export_to(tmp_path)
    assert not page.make_button.isEnabled()
    qtbot.waitUntil(lambda: bool(trail.said))
    (folder,) = tmp_path.glob("Paket IDIS*")
    assert trail.said[-1].endswith(folder.name)
    assert len(list(folder.iterdir())) == len(page._pack.documents) + 1
    assert page.make_button.isEnabled()
    assert page.strip.isHidden()


def test_a_folder_that_is_there_already_is_told_and_a_stop_leaves_nothing(
    qtbot, tasks, page, trail, decided, tmp_path, monkeypatch
) -> None:
    show(qtbot, tasks, page, case_id=decided.case.id)
    page.export_to(tmp_path)
    page.strip.cancel()
    settle(qtbot, tasks)
    assert page.make_button.isEnabled()
    assert list(tmp_path.glob("Paket IDIS*")) == []
    (tmp_path / page._pack.folder).mkdir()
    page.export_to(tmp_path)
    qtbot.waitUntil(lambda: bool(page.findChildren(QMessageBox)))
    (box,) = page.findChildren(QMessageBox)
    assert "sudah ada" in box.text()
    box.close()
    assert trail.said == []


def test_a_damaged_letter_is_told_before_it_is_written(qtbot, tasks, page, decided, monkeypatch) -> None:
    def fail(*_args: object, **_parts: object) -> tuple[int, ...]:
        raise StorageError("Berkas surat rusak atau hilang; pulihkan dari cadangan.")

    monkeypatch.setattr("desktop.pages.idis.weigh", fail)
    show(qtbot, tasks, page, case_id=decided.case.id)
    assert page.warning.text().startswith("Berkas surat rusak")
    assert idis_export.weigh is not fail


def test_in_a_narrow_window_the_files_stand_under_the_values(qtbot, tasks, page, decided) -> None:
    show(qtbot, tasks, page, case_id=decided.case.id)
    assert page.files.mapTo(page, QPoint(0, 0)).x() > page.values.mapTo(page, QPoint(0, 0)).x()
    page.resize(680, 440)
    both = page.values.parentWidget()  # however far the page is scrolled
    qtbot.waitUntil(lambda: page.files.mapTo(both, QPoint(0, 0)).y() > page.values.geometry().bottom())
    copies = page.values.buttons["nip"]
    assert copies.mapTo(page, QPoint(copies.width(), 0)).x() <= page.width()


def test_without_a_decision_it_says_so(qtbot, tasks, page, do, ask, desk, monkeypatch) -> None:
    stand_still(desk, monkeypatch)
    file = open_case(do, ask(current_office).head, event_on=OPENED - timedelta(days=20))
    show(qtbot, tasks, page, case_id=file.case.id)
    assert "belum mempunyai keputusan" in page.empty.sentence.text()
    assert not page.make_button.isEnabled()


def test_an_upload_is_recorded_as_the_step_and_shown(qtbot, tasks, page, trail, decided, do) -> None:
    show(qtbot, tasks, page, case_id=decided.case.id)
    assert page.list_button.text().strip() == "Belum diunggah (1)"
    assert words_of(page).count("belum dicatat terunggah") == 2
    page.record_button.click()
    asked = {"case_id": decided.case.id, "step": "documented", "system": RecordSystem.IDIS}
    assert trail.opened[-1] == ("case", asked)
    facts = DocumentedFacts(system=RecordSystem.IDIS, uploaded_on=TODAY, reference="T-77")
    do(steps.take_step, decided.case.id, steps.StepForm(key=StepKey.DOCUMENTED, facts=facts, on=TODAY))
    page.on_shown(case_id=decided.case.id)
    settle(qtbot, tasks)
    assert "20 November 2026, nomor T-77, oleh admin" in words_of(page)
    assert words_of(page).count("belum dicatat terunggah") == 1
    assert page.list_button.text().strip() == "Belum diunggah (0)"
    page.list_button.click()
    assert trail.opened[-1] == ("recap", {"name": "undocumented", "query": FigureQuery()})


def test_the_case_page_leads_to_it_once_it_is_decided(qtbot, desk, trail, decided, ask) -> None:
    button = IdisButton(desk, trail)
    qtbot.addWidget(button)
    button.show_case(ask(steps.case_view, decided.case.id))
    assert not button.isHidden()
    actions = {one.text(): one for one in button.menu().actions()}
    assert list(actions) == ["Siapkan paket I'DIS", "Catat unggahan", "Daftar yang belum diunggah"]
    for action in actions.values():
        action.trigger()
    assert [key for key, _ in trail.opened] == ["idis", "case", "recap"]
    view = ask(steps.case_view, decided.case.id)
    case = replace(view.file.case, summary=replace(view.file.case.summary, decision_on=None))
    button.show_case(replace(view, file=replace(view.file, case=case)))
    assert button.isHidden()
    stopped = replace(case, source=str(Source.SBT), summary=replace(case.summary, status=CaseStatus.STOPPED))
    button.show_case(replace(view, file=replace(view.file, case=stopped)))
    assert button.button.text().strip() == "Balasan SBT…"
    actions = {one.text(): one for one in button.menu().actions()}
    assert list(actions) == ["Siapkan balasan SBT", "Catat balasan", "Daftar yang belum dijawab"]
    actions["Siapkan balasan SBT"].trigger()
    assert trail.opened[-1] == ("idis", {"case_id": case.id, "target": PackTarget.SBT})


def test_a_reply_to_sbt_is_shown_written_and_recorded_as_such(
    qtbot, tasks, page, trail, decided, desk, do, tmp_path
) -> None:
    come_from_sbt(desk, decided.case.id)
    show(qtbot, tasks, page, case_id=decided.case.id, target=PackTarget.SBT)
    assert page.header._title.text() == "Balasan SBT"
    assert page.list_button.text().strip() == "Belum dijawab (1)"
    assert page.values.title.text() == "Isian SBT"
    page.values.buttons["Uraian tindak lanjut"].click()
    assert QGuiApplication.clipboard().text().startswith("Laporan ditindaklanjuti: penundaan")
    page.export_to(tmp_path)
    qtbot.waitUntil(lambda: any("Balasan SBT" in one for one in trail.said))
    (folder,) = tmp_path.glob("Balasan SBT *")
    assert (folder / "00 Isian SBT.xlsx").is_file()
    page.record_button.click()
    assert trail.opened[-1][1]["system"] is RecordSystem.SBT
    facts = DocumentedFacts(system=RecordSystem.SBT, uploaded_on=TODAY)
    do(steps.take_step, decided.case.id, steps.StepForm(key=StepKey.DOCUMENTED, facts=facts, on=TODAY))
    page.on_shown(case_id=decided.case.id, target=PackTarget.SBT)
    settle(qtbot, tasks)
    assert page.list_button.text().strip() == "Belum dijawab (0)"
    assert "belum dicatat terjawab" not in words_of(page)
    page.on_shown(case_id=decided.case.id)
    settle(qtbot, tasks)
    assert page.header._title.text() == "Paket I'DIS"
    assert page.list_button.text().strip() == "Belum diunggah (1)"  # a reply is no upload of the decision


def test_a_leader_packs_and_does_not_record(qtbot, tasks, desk_of, trail, preferences, decided) -> None:
    page = IdisPage(desk_of(Role.LEADER), trail, preferences=preferences)
    show(qtbot, tasks, page, case_id=decided.case.id)
    assert page.record_button.isHidden()
    assert page.make_button.isEnabled()


@pytest.mark.parametrize(
    ("typed", "name"),
    [("idis", "undocumented"), ("belum diunggah", "undocumented"), ("sbt", "sbt-waiting"), ("balasan", "sbt-waiting")],
)
def test_ctrl_k_finds_the_list(typed: str, name: str) -> None:
    (way,) = [way for way in WAYS if way.args.get("name") == name]
    assert way in [find.target for find in find_pages(typed)]
    trail = Trail()
    open_hit(trail, way)
    assert trail.opened == [("recap", {"name": name, "query": FigureQuery()})]
