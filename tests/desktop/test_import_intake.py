"""A sheet with cells set right and rows left out before it is taken."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from page_trail import Trail
from PySide6.QtWidgets import QStackedWidget, QWidget
from samples import make_employee, nip_of

from cases.model.listing import ListQuery
from cases.services import accounts, old_cases
from desktop.desk import Desk
from desktop.pages.account_import import FAULTY, AccountImportPage
from desktop.pages.import_parts.kind import SheetFile
from desktop.pages.old_case_import import OldCaseImportPage
from desktop.tasks import Tasks
from reports.headed_sheet import HeadedSheet

COLUMNS = {"nip": 0, "name": 2}
CELLS = st.text("ab1", max_size=3)
ROWS = st.lists(st.lists(CELLS, max_size=4).map(tuple), max_size=6)
FIXES = st.dictionaries(
    st.tuples(st.integers(2, 7), st.sampled_from([*COLUMNS, "not-chosen-any-more"])), CELLS, max_size=5
)


@given(rows=ROWS, fixes=FIXES, skips=st.frozensets(st.integers(2, 7)))
def test_only_what_was_set_right_or_left_out_differs(
    rows: list[tuple[str, ...]], fixes: dict[tuple[int, str], str], skips: frozenset[int]
) -> None:
    sheet = HeadedSheet(headers=("NIP", "No", "Nama"), rows=tuple(enumerate(rows, start=2)))
    file = SheetFile(name="a", data=b"", sha256="", sheet=sheet, columns=COLUMNS, fixes=fixes, skips=skips)
    mended = dict(file.mended.rows)
    assert set(mended) == {number for number, _ in sheet.rows} - skips
    for number, cells in sheet.rows:
        for key, place in COLUMNS.items():
            assert file.text(number, key) == fixes.get((number, key), cells[place] if place < len(cells) else "")
            if number in mended:
                found = mended[number]
                assert (found[place] if place < len(found) else "") == file.text(number, key)
        if number in mended:
            assert mended[number][1:2] == cells[1:2] or (not cells[1:2] and not any(mended[number][1:2]))


def read(qtbot: Any, page: Any, tasks: Tasks, path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    page.show()
    page.read(path)
    qtbot.waitUntil(lambda: not tasks.busy)


def test_an_account_is_set_right_in_place_and_a_row_left_out(
    qtbot: Any, desk: Desk, tasks: Tasks, tmp_path: Path, ask: Any
) -> None:
    employee = make_employee(id="p-list", nip=nip_of(640), name="Ani Rekaan")
    with desk.office.database.write() as work:
        work.log_as(desk.actor, "test.employee")
        work.employees.add(employee)
    page = AccountImportPage(desk, Trail())
    qtbot.addWidget(page)
    read(qtbot, page, tasks, tmp_path / "akun.csv", f"NIP;Instagram\n{nip_of(999)};@ani.ig\n{nip_of(998)};@lain\n")
    assert "2 baris bermasalah tidak akan ikut" in page.header._sentence.text()
    card = page.rows.card
    assert (card.field.value(), card.text.edit.text()) == ("nip", nip_of(999))
    card.text.edit.setText(employee.nip)
    card.use.click()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert [line.row for line in page.rows.rows(FAULTY)] == [3]
    card.skip.click()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert page.rows.rows(FAULTY) == ()
    assert page.left_out.text() == "1 baris dilewati."
    page._take_again()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert [line.row for line in page.rows.rows(FAULTY)] == [3]
    page.save_button.click()
    qtbot.waitUntil(lambda: bool(page._window.opened) and not tasks.busy)
    lines = ask(accounts.account_page, ListQuery(sort="name")).rows
    assert [line.handle for line in lines if line.nip == employee.nip] == ["ani.ig"]


def test_an_old_case_is_set_right_in_place(qtbot: Any, desk: Desk, tasks: Tasks, tmp_path: Path, ask: Any) -> None:
    page = OldCaseImportPage(desk, Trail())
    qtbot.addWidget(page)
    read(qtbot, page, tasks, tmp_path / "arsip.csv", "Nama;NIP;Tahun;Hasil\nSutarno Rekaan;;2018;apa saja\n")
    assert page.rows.card.field.value() == "outcome"
    page.rows.card.text.edit.setText("dihentikan")
    page.rows.card.use.click()
    qtbot.waitUntil(lambda: not tasks.busy)
    page.save_button.click()
    qtbot.waitUntil(lambda: bool(page._window.opened) and not tasks.busy)
    (line,) = ask(old_cases.old_case_page, ListQuery(sort="name")).rows
    assert (line.name, line.outcome) == ("Sutarno Rekaan", "dihentikan")


def test_a_file_that_cannot_be_read_leaves_what_was_set_right(
    qtbot: Any, desk: Desk, tasks: Tasks, tmp_path: Path
) -> None:
    page = OldCaseImportPage(desk, Trail())
    qtbot.addWidget(page)
    read(qtbot, page, tasks, tmp_path / "arsip.csv", "Nama;NIP;Tahun;Hasil\nSutarno Rekaan;;2018;apa saja\n")
    page.rows.card.text.edit.setText("dihentikan")
    page.rows.card.use.click()
    qtbot.waitUntil(lambda: not tasks.busy)
    read(qtbot, page, tasks, tmp_path / "kosong.csv", "")
    assert "kosong.csv" in page.trouble.text()
    assert page.header._sentence.text().startswith("arsip.csv")
    assert page.rows.card.text.edit.text() == "dihentikan"


def test_what_is_saved_does_not_take_somebody_away_from_another_page(
    qtbot: Any, desk: Desk, tasks: Tasks, tmp_path: Path
) -> None:
    trail, pages = Trail(), QStackedWidget()
    page = OldCaseImportPage(desk, trail)
    for one in (page, QWidget()):
        pages.addWidget(one)
    qtbot.addWidget(pages)
    pages.show()
    read(qtbot, page, tasks, tmp_path / "arsip.csv", "Nama;NIP;Tahun;Hasil\nSutarno Rekaan;;2018;dihentikan\n")
    page.save_button.click()
    pages.setCurrentIndex(1)
    qtbot.waitUntil(lambda: bool(trail.said) and not tasks.busy)
    assert (trail.said, trail.opened) == (["1 perkara arsip disimpan"], [])


def test_batal_leads_back_at_once_while_the_write_still_waits(
    qtbot: Any, desk: Desk, tasks: Tasks, tmp_path: Path, ask: Any
) -> None:
    trail = Trail()
    page = OldCaseImportPage(desk, trail)
    qtbot.addWidget(page)
    read(qtbot, page, tasks, tmp_path / "arsip.csv", "Nama;NIP;Tahun;Hasil\nSutarno Rekaan;;2018;dihentikan\n")
    held = threading.Event()
    tasks.submit_write(held.wait)
    page.save_button.click()
    assert page.progress.isVisible()
    page.progress.cancel()
    assert page.rows.isVisible()
    assert page.save_button.isEnabled()
    held.set()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert (trail.said, trail.opened) == ([], [])
    assert ask(old_cases.old_case_page, ListQuery(sort="name")).total == 0
    assert page.rows.isVisible()
