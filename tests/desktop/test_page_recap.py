from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from case_desk import open_case, stand_still
from list_data import cells, settle, show
from openpyxl import load_workbook
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel, QMessageBox
from recap_desk import TODAY, kept, page, trail

from cases.errors import InvalidInput, StorageError
from cases.model.figures import FigureQuery
from cases.model.recap import RecapLine
from cases.rules.recap_form import columns, recap_form, recap_forms
from cases.services import saved_recaps
from cases.services.office import current_office
from cases.services.recap import recap
from desktop.dialogs.discard import ReasonDialog
from desktop.pages.recap_chooser import TYPED, period

__all__ = ["kept", "page", "trail"]


@pytest.mark.parametrize(
    ("preset", "first", "last"),
    [
        ("bulan-ini", date(2026, 11, 1), date(2026, 11, 30)),
        ("bulan-lalu", date(2026, 10, 1), date(2026, 10, 31)),
        ("triwulan-ini", date(2026, 10, 1), date(2026, 12, 31)),
        ("triwulan-lalu", date(2026, 7, 1), date(2026, 9, 30)),
        ("tahun-ini", date(2026, 1, 1), date(2026, 12, 31)),
        ("tahun-lalu", date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_presets_are_whole_months(preset, first, last) -> None:
    assert period(preset, TODAY) == (first, last)


def test_the_last_month_of_january_is_of_the_year_before() -> None:
    assert period("bulan-lalu", date(2026, 1, 31)) == (date(2025, 12, 1), date(2025, 12, 31))
    assert period("triwulan-lalu", date(2026, 2, 3)) == (date(2025, 10, 1), date(2025, 12, 31))


def test_it_shows_the_columns_and_totals_that_it_will_save(qtbot, tasks, page, do, ask) -> None:
    file = open_case(do, ask(current_office).head)
    show(qtbot, tasks, page)
    shown = [columns()[key].title for key in recap_form("ministry").columns]
    assert [column.title for column in page.table.model.columns] == shown
    assert cells(page, 0)[0] == "1"
    assert file.case.respondent.name in cells(page, 0)
    assert page.header._sentence.text().startswith("Laporan diterima 1 Januari 2026 sampai dengan 31 Desember 2026;")
    page.table.view.selectAll()
    page.table.copy()
    assert file.case.respondent.nip in QGuiApplication.clipboard().text().split("\t")
    page.tabs.choose("totals")
    said = [made.text() for made in page._totals.widget().findChildren(QLabel)]
    assert "Menurut status" in said
    assert any("keputusan hukuman disiplin sudah ditetapkan" in words for words in said)


def test_periods_are_picked_or_typed(qtbot, tasks, page, do, ask) -> None:
    open_case(do, ask(current_office).head)
    show(qtbot, tasks, page)
    page.chooser.presets.choose("bulan-ini")
    settle(qtbot, tasks)
    assert page.table.empty.isVisible()
    assert page.chooser.first.value() == date(2026, 11, 1)
    page.chooser.first.edit.selectAll()
    qtbot.keyClicks(page.chooser.first.edit, "1 jul 2026")
    assert page.chooser.presets.current == TYPED
    qtbot.keyClick(page.chooser.first.edit, Qt.Key.Key_Return)
    settle(qtbot, tasks)
    assert len(page.table.model.rows) == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31/13/2026", "“31/13/2026” bukan tanggal"),
        ("1/1/2025", "Akhir periode mendahului awalnya"),
    ],
)
def test_a_period_that_is_none_gets_one_sentence_and_no_file(qtbot, tasks, page, typed, sentence) -> None:
    show(qtbot, tasks, page)
    page.chooser.last.edit.setText(typed)
    page.chooser.last.edit.editingFinished.emit()
    settle(qtbot, tasks)
    assert page.chooser.trouble.isVisible()
    assert page.chooser.trouble.text().startswith(sentence)
    assert not page.save_button.isEnabled()
    page.chooser.presets.choose("bulan-ini")
    settle(qtbot, tasks)
    assert not page.chooser.trouble.isVisible()
    assert page.save_button.isEnabled()


def test_saving_writes_the_workbook_and_offers_its_folder(
    qtbot, tasks, page, do, ask, trail, kept, tmp_path, monkeypatch
) -> None:
    file = open_case(do, ask(current_office).head)
    kept.folder = tmp_path
    show(qtbot, tasks, page)
    qtbot.mouseClick(page.save_button, Qt.MouseButton.LeftButton)
    dialog = page.findChild(QFileDialog)
    assert dialog.directory().path() == str(tmp_path)
    assert dialog.selectedFiles()[0].endswith("Rekap kementerian 2026-01-01 sd 2026-12-31.xlsx")
    target = tmp_path / "sub" / "rekap.xlsx"
    target.parent.mkdir()
    dialog.fileSelected.emit(str(target))
    dialog.close()
    settle(qtbot, tasks)
    sheet = load_workbook(target)["Rekap"]
    assert any(file.case.respondent.nip in [cell.value for cell in row] for row in sheet.iter_rows())
    assert kept.folder == target.parent
    assert trail.said == ["Rekap disimpan: rekap.xlsx"]
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    trail.actions["Buka folder"]()
    assert opened == [str(target.parent)]
    assert [path.name for path in target.parent.iterdir()] == ["rekap.xlsx"]


def test_a_folder_that_cannot_be_written_is_said_and_the_old_file_stays(qtbot, tasks, page, tmp_path, trail) -> None:
    show(qtbot, tasks, page)
    page.save_to(tmp_path / "tidak-ada" / "rekap.xlsx")
    settle(qtbot, tasks)
    box = page.findChild(QMessageBox)
    assert box.text() == "Folder itu tidak ada lagi; pilih folder lain."
    box.close()
    assert trail.said == []
    assert page.save_button.isEnabled()


def test_beside_a_workbook_that_excel_holds_another_name_is_offered(qtbot, tasks, page, tmp_path, monkeypatch) -> None:
    held = tmp_path / "rekap.xlsx"
    held.write_bytes(b"lama")
    (tmp_path / "rekap (2).xlsx").write_bytes(b"juga")

    def refuse(*_args: object) -> None:
        raise StorageError("Berkas rekap.xlsx sedang dibuka atau terkunci; simpan dengan nama lain.")

    monkeypatch.setattr("desktop.pages.recap.save_noted", refuse)
    show(qtbot, tasks, page)
    page.save_to(held)
    settle(qtbot, tasks)
    box = page.findChild(QMessageBox)
    next(one for one in box.buttons() if one.text() == "Simpan dengan nama lain…").click()
    dialog = page.findChild(QFileDialog)
    assert [Path(name).name for name in dialog.selectedFiles()] == ["rekap (3).xlsx"]
    dialog.close()
    assert held.read_bytes() == b"lama"


def test_enter_opens_the_case_and_changes_are_followed(qtbot, tasks, page, do, ask, desk, trail) -> None:
    show(qtbot, tasks, page)
    desk.changed.connect(page.on_changes)
    head = ask(current_office).head
    desk.do(lambda work, actor: open_case(lambda service, *args: service(work, actor, *args), head)).then(
        page, lambda _file: None
    )
    qtbot.waitUntil(lambda: len(page.table.model.rows) == 1)
    qtbot.keyClick(page.table.view, Qt.Key.Key_Return)
    assert trail.opened == [("case", {"case_id": page.table.model.record(0).target})]


def test_a_new_year_moves_the_presets(qtbot, tasks, page, desk, monkeypatch) -> None:
    show(qtbot, tasks, page)
    stand_still(desk, monkeypatch, date(2027, 1, 1))
    page._day.look()
    settle(qtbot, tasks)
    assert page.chooser.first.value() == date(2027, 1, 1)


def test_the_saved_workbook_is_a_whole_archive(qtbot, tasks, page, tmp_path) -> None:
    show(qtbot, tasks, page)
    page.save_to(tmp_path / "kosong.xlsx")
    settle(qtbot, tasks)
    with zipfile.ZipFile(tmp_path / "kosong.xlsx") as archive:
        assert archive.testzip() is None


def test_a_line_of_a_breakdown_opens_its_list(qtbot, tasks, page, do, ask, trail) -> None:
    file = open_case(do, ask(current_office).head)
    show(qtbot, tasks, page)
    page.chooser.recaps.restore("work-unit")
    page.chooser._another()
    settle(qtbot, tasks)
    line = page.table.model.record(0)
    assert line.words == (file.case.respondent.work_unit,)
    page.table.opened.emit(line)
    settle(qtbot, tasks)
    assert page.chooser.name == "register"
    assert page.chooser.query().filters == {"work_unit": (file.case.respondent.work_unit,)}
    assert [found.target for found in page.table.model.rows] == [file.case.id]
    assert file.case.respondent.work_unit in page.header._sentence.text()
    page.chooser.chips["track"].choose("etik")
    settle(qtbot, tasks)
    assert page.table.empty.isVisible()
    page.chooser.clear_button.click()
    settle(qtbot, tasks)
    assert len(page.table.model.rows) == 1


def test_every_recap_shows_and_is_saved(qtbot, tasks, page, do, ask, tmp_path) -> None:
    open_case(do, ask(current_office).head)
    show(qtbot, tasks, page)
    for form in recap_forms():
        page.chooser.recaps.restore(form.name)
        page.chooser._another()
        settle(qtbot, tasks)
        assert page._data.name == form.name
        assert len(page.table.model.columns) == len(page._data.columns)
        page.save_to(tmp_path / f"{form.name}.xlsx")
        settle(qtbot, tasks)
        sheet = load_workbook(tmp_path / f"{form.name}.xlsx")["Rekap"]
        assert sheet.cell(5, 1).value == page._data.columns[0].title
        assert sheet.cell(6, 1).value == (page._data.lines[0].values[0] if page._data.lines else None)


def test_a_list_is_asked_for_from_elsewhere(qtbot, tasks, page, do, ask) -> None:
    file = open_case(do, ask(current_office).head)
    show(qtbot, tasks, page)
    query = FigureQuery(filters={"status": ("diproses", "menunggu PPK"), "stage": ("opened",), "track": ("disiplin",)})
    page.on_shown(name="register", query=query)
    settle(qtbot, tasks)
    assert page.chooser.query() == query
    assert page.header._sentence.text().startswith("Seluruh masa; jalur Disiplin;")
    assert [line.target for line in page.table.model.rows] == [file.case.id]
    page.chooser.clear()
    settle(qtbot, tasks)
    assert page.chooser.query().filters == {}


def test_a_month_opens_its_cases(qtbot, tasks, page, do, ask) -> None:
    file = open_case(do, ask(current_office).head)
    show(qtbot, tasks, page)
    page.chooser.recaps.restore("month")
    page.chooser._another()
    settle(qtbot, tasks)
    line = next(one for one in page.table.model.rows if one.words == (f"{file.case.received_on:%Y-%m}",))
    page.table.opened.emit(line)
    settle(qtbot, tasks)
    assert page.chooser.query().first == file.case.received_on.replace(day=1)
    assert file.case.id in [one.target for one in page.table.model.rows]


def test_the_ministrys_form_is_filled_with_what_is_shown(qtbot, tasks, page, do, ask, trail, tmp_path) -> None:
    file = open_case(do, ask(current_office).head)
    show(qtbot, tasks, page)
    example = tmp_path / "contoh.xlsx"
    page.forms.save_example(example)
    settle(qtbot, tasks)
    assert trail.said == ["Formulir disimpan: contoh.xlsx"]
    page.forms.take_form(example)
    qtbot.waitUntil(lambda: page.findChild(QFileDialog) is not None)
    dialog = page.findChild(QFileDialog)
    assert dialog.selectedFiles()[0].endswith("contoh - terisi.xlsx")
    dialog.fileSelected.emit(str(tmp_path / "terisi.xlsx"))
    dialog.close()
    settle(qtbot, tasks)
    sheet = load_workbook(tmp_path / "terisi.xlsx")["Contoh"]
    assert sheet.cell(6, 2).value == file.case.respondent.name
    assert [action.text() for action in page.forms.menu().actions()] == [
        "Isi formulir kementerian…",
        "Simpan contoh formulir…",
    ]


def test_a_form_without_placeholders_is_told(qtbot, tasks, page, do, ask, tmp_path, monkeypatch) -> None:
    open_case(do, ask(current_office).head)
    show(qtbot, tasks, page)
    (tmp_path / "salah.xlsx").write_bytes(b"bukan buku kerja")
    told: list[str] = []
    monkeypatch.setattr("desktop.messages.show_error", lambda _parent, error: told.append(error.sentence))
    page.forms.take_form(tmp_path / "salah.xlsx")
    settle(qtbot, tasks)
    assert told == ["Berkas ini bukan buku kerja .xlsx yang dapat dibaca; simpan ulang dari Excel, lalu pilih lagi."]


def test_columns_are_chosen_ordered_and_kept_by_name(qtbot, tasks, page, do, ask, desk) -> None:
    file = open_case(do, ask(current_office).head)
    show(qtbot, tasks, page)
    page.columns_button.click()
    assert page.columns.isVisible()
    assert page.columns.columns.value() == recap_form("ministry").columns
    page.columns.columns.restore(["nip", "name", "status"])
    page.columns.form.submit()
    settle(qtbot, tasks)
    assert "Beri nama" in page.columns.form.box("name").error
    qtbot.keyClicks(page.columns.name.edit, "Rekap  Bawaslu")
    page.columns.form.submit()
    settle(qtbot, tasks)
    assert page.chooser.name == "Rekap Bawaslu"
    assert [column.title for column in page.table.model.columns] == ["NIP", "Nama", "Status"]
    assert page._data.lines[0].values[:2] == (file.case.respondent.nip, file.case.respondent.name)
    assert ask(recap, "rekap bawaslu", FigureQuery()).columns == page._data.columns, "the command line finds it too"
    page.columns_button.click()
    assert page.columns.remove_button.isVisible()
    page.columns.remove_button.click()
    (dialog,) = page.columns.findChildren(ReasonDialog)
    dialog.reason.restore("Tidak dipakai lagi.")
    dialog.form.submit()
    settle(qtbot, tasks)
    assert page.chooser.name == "ministry"
    assert len(page.table.model.columns) == len(recap_form("ministry").columns)


@pytest.mark.parametrize(
    ("name", "base", "keys", "sentence"),
    [
        (" ", "ministry", ("nip",), "Beri nama"),
        ("Kementerian", "ministry", ("nip",), "nama rekap bawaan"),
        ("REGISTER", "ministry", ("nip",), "nama rekap bawaan"),
        ("Rekap A", "violation", ("nip",), "Kolom rekap ini tetap"),
        ("Rekap A", "ministry", (), "sedikitnya satu kolom"),
        ("Rekap A", "ministry", ("nik",), "Tidak ada kolom rekap “nik”"),
    ],
)
def test_a_recap_that_cannot_be_kept_gets_a_sentence(do, name, base, keys, sentence) -> None:
    with pytest.raises(InvalidInput, match=sentence):
        do(saved_recaps.save_recap, name, base, keys)


def test_a_name_that_is_there_gets_the_new_columns(do, ask) -> None:
    first = do(saved_recaps.save_recap, "Rekap A", "ministry", ("nip", "name", "nip"))
    again = do(saved_recaps.save_recap, "rekap a", "late", ("name",))
    assert (first.columns, again.id, again.columns) == (("nip", "name"), first.id, ("name",))
    assert [one.name for one in ask(saved_recaps.saved_recaps)] == ["Rekap A"]


def test_what_is_seen_is_what_is_saved(qtbot, tasks, page, do, ask, tmp_path) -> None:
    lines = tuple(
        RecapLine(values=(number, name, day), noun="case", target=name)
        for number, (name, day) in enumerate(
            [("Budi", date(2026, 3, 1)), ("ani", None), ("Citra", date(2026, 1, 1))], 1
        )
    )
    shown = tuple(columns()[key] for key in ("number", "name", "decision_on"))
    open_case(do, ask(current_office).head)
    show(qtbot, tasks, page)
    page._show(replace(page._data, columns=shown, lines=lines, sums=(), totals=()))

    def names() -> list[str]:
        return [str(line.values[1]) for line in page.table.model.rows]

    assert names() == ["Budi", "ani", "Citra"]
    page.table._sort_by(1)
    assert names() == ["ani", "Budi", "Citra"]
    page.table._sort_by(2)
    assert names() == ["Citra", "Budi", "ani"], "what is blank comes last"
    page.table._sort_by(2)
    assert names() == ["Budi", "Citra", "ani"]
    page.save_to(tmp_path / "urut.xlsx")
    settle(qtbot, tasks)
    sheet = load_workbook(tmp_path / "urut.xlsx")["Rekap"]
    assert [sheet.cell(6 + n, 2).value for n in range(3)] == names()
    assert [sheet.cell(6 + n, 1).value for n in range(3)] == [1, 2, 3], "the lines are numbered as they stand"


def test_where_it_is_narrow_the_period_is_a_list_and_filters_are_folded(qtbot, tasks, page, do, ask) -> None:
    open_case(do, ask(current_office).head)
    show(qtbot, tasks, page, name="register", query=FigureQuery(filters={"status": ("diproses",)}))
    chooser = page.chooser
    assert chooser.presets.isVisible()
    assert chooser.unfold.isHidden()
    page.setMinimumSize(1, 1)  # a window's page is made as narrow as the window, whatever it would like
    page.resize(660, 460)
    qtbot.waitUntil(chooser.presets.isHidden)
    assert chooser._chips.isHidden()
    assert chooser.unfold.text().strip() == "Penyaring (1)"
    chooser.period.choose("bulan-ini")
    settle(qtbot, tasks)
    assert chooser.query().first == date(2026, 11, 1)
    qtbot.mouseClick(chooser.unfold, Qt.MouseButton.LeftButton)
    chips = list(chooser.chips.values())
    assert all(chip.isVisible() for chip in chips)
    qtbot.waitUntil(lambda: all(chip.width() >= chip.sizeHint().width() for chip in chips))
    assert all(chip.mapTo(page, QPoint(chip.width(), 0)).x() <= page.width() for chip in chips)
    page.resize(1120, 640)
    qtbot.waitUntil(chooser.presets.isVisible)
    assert chooser.presets.current == "bulan-ini"
