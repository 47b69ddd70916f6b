"""From a list to a report with the row as evidence, by the keys alone; nothing is decided by a score."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from list_data import settle, show
from openpyxl import Workbook, load_workbook
from page_trail import Sheet, Trail
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from samples import make_employee, nip_of
from shown_dialog import shown_dialog

from cases.model.name_list import ListRow
from cases.model.name_review import Decision, RowState
from cases.model.report import Source
from cases.services import discarding, employees, evidence, name_lists, name_review, reports
from cases.services.name_lists import ListForm
from desktop.desk import Desk
from desktop.pages.import_parts.page import CHOOSE, COLUMNS, LOOK
from desktop.pages.name_list_import import FAULTY, WARNED, NameListImportPage
from desktop.pages.name_list_parts.saving import result_of
from desktop.pages.name_lists import NameListsPage
from desktop.pages.name_review import NameReviewPage
from desktop.preferences import Preferences
from desktop.widgets.feedback import BUSY

FORM = ListForm(title="Anggota Partai Rekaan", source=Source.BAWASLU, file_name="anggota.xlsx", party="Partai Rekaan")
NAMES = ("Ratna Kusumawardhani", "Bagus Prayitno", "Sri Wahyuni", "Sri Wahyuni")
ROWS = (
    ListRow(number=5, name="RATNA KUSUMAWARDANI", nip=nip_of(1), role="Bendahara"),
    ListRow(number=6, name="Bagus Prayitna"),
    ListRow(number=7, name="Sri Wahyuni"),
    ListRow(number=8, name="Zulfikar Abimanyu"),
)


@pytest.fixture
def trail() -> Trail:
    return Trail()


@pytest.fixture
def listed(do: Callable[..., Any]) -> Any:
    people = [make_employee(nip=nip_of(place), name=name) for place, name in enumerate(NAMES, start=1)]
    do(employees.import_employees, Sheet(people))
    return do(name_lists.add_list, FORM, b"daftar rekaan", ROWS)


@pytest.fixture
def page(qtbot, tasks, desk: Desk, trail: Trail, listed: Any) -> NameReviewPage:
    made = NameReviewPage(desk, trail)
    show(qtbot, tasks, made, list_id=listed.id)
    made.match()
    settle(qtbot, tasks)
    return made


def answer(qtbot, tasks, page: NameReviewPage, key: Qt.Key) -> None:
    """Press a key where the cursor is."""
    page.activateWindow()
    qtbot.keyClick(page.queue.table.view, key)
    settle(qtbot, tasks)


def agree(qtbot) -> None:
    box = shown_dialog(qtbot, QMessageBox)
    qtbot.mouseClick(box.defaultButton() or box.buttons()[0], Qt.MouseButton.LeftButton)


def states(page: NameReviewPage) -> dict[int, RowState]:
    return {line.row: line.state for line in page.queue.lines}


def test_list_match_decide_report_with_evidence(qtbot, tasks, page, listed, ask, desk) -> None:
    assert set(states(page).values()) == {RowState.OPEN}
    assert 8 not in states(page)
    assert page._row == 5  # the likeliest first
    answer(qtbot, tasks, page, Qt.Key.Key_S)
    assert states(page)[5] is RowState.SAME
    assert page._row != 5
    page._report_all()
    settle(qtbot, tasks)
    agree(qtbot)
    qtbot.waitUntil(lambda: page.reporting.batch is not None and not page.reporting.batch.running)
    settle(qtbot, tasks)
    (candidate,) = ask(name_review.row_review, listed.id, 5).candidates
    assert candidate.report_number
    made = ask(reports.report, candidate.hit.report_id)
    assert [one.person.nip for one in made.respondents] == [nip_of(1)]
    (item,) = ask(evidence.evidence_of_report, made.id)
    assert item.media_type == "application/pdf"
    assert listed.sha256 in item.description
    assert ask(evidence.check_evidence, item.id) == ""
    assert ask(name_lists.name_list, listed.id).counts.unreported == 0


def test_each_answer_has_its_key_and_is_taken_back(qtbot, tasks, page, ask, listed) -> None:
    answer(qtbot, tasks, page, Qt.Key.Key_R)
    assert states(page)[5] is RowState.UNSURE
    answer(qtbot, tasks, page, Qt.Key.Key_U)
    assert states(page)[5] is RowState.OPEN
    assert page._row == 5
    answer(qtbot, tasks, page, Qt.Key.Key_B)
    assert states(page)[5] is RowState.OTHER
    (candidate,) = ask(name_review.row_review, listed.id, 5).candidates
    assert (candidate.hit.decision, candidate.hit.decided_by) == (Decision.OTHER, candidate.hit.decided_by)


def test_many_candidates_of_a_row_stand_beneath_each_other(qtbot, tasks, page) -> None:
    page.queue.go_to(7)
    settle(qtbot, tasks)
    assert len(page.card.candidates.model.rows) == 2
    answer(qtbot, tasks, page, Qt.Key.Key_B)
    assert page._row == 7  # the other one is still open
    assert page.card.candidates.current() == page.card.review.candidates[1]
    answer(qtbot, tasks, page, Qt.Key.Key_B)
    assert states(page)[7] is RowState.OTHER


def test_nothing_but_words_stands_there_before_a_row_is_read(qtbot, tasks, page, desk, trail) -> None:
    unread = NameReviewPage(desk, trail)
    qtbot.addWidget(unread)
    fresh = unread.card
    empty = (fresh.pair, fresh.candidates, fresh.follow, fresh.follow_all, fresh.report, fresh.undo)
    assert not any(part.isVisibleTo(fresh) for part in empty)
    assert page.card.pair.isVisible()
    query = page.queue.table.query()
    assert (query.sort, query.descending) == ("score", True), "the arrow points the way the scores go"


def test_another_list_begins_with_what_is_open_and_nothing_of_the_one_before(qtbot, tasks, page, do) -> None:
    answer(qtbot, tasks, page, Qt.Key.Key_S)
    page.queue.states.choose("same")
    other = do(name_lists.add_list, FORM, b"lain", ROWS[:1])
    page.on_shown(list_id=other.id)
    assert page.queue.table.model.rows == []
    assert page.card.review is None
    assert page.queue.states.current == "open"
    page.decide(Decision.SAME)
    settle(qtbot, tasks)
    assert "belum dicocokkan" in page.header._sentence.text()


def test_next_and_back_decide_nothing(qtbot, tasks, page) -> None:
    answer(qtbot, tasks, page, Qt.Key.Key_N)
    assert page._row != 5
    answer(qtbot, tasks, page, Qt.Key.Key_K)
    assert page._row == 5
    assert set(states(page).values()) == {RowState.OPEN}


def test_it_is_narrowed_by_state_and_by_score(qtbot, tasks, page) -> None:
    answer(qtbot, tasks, page, Qt.Key.Key_S)
    page.queue.states.choose("same")
    page.queue.show_again()
    assert [line.row for line in page.queue.table.model.rows] == [5]
    page.queue.states.choose("all")
    page.queue.bands.choose("high")
    page.queue.show_again()
    assert all(line.score >= 95 for line in page.queue.table.model.rows)


def test_an_answer_to_an_earlier_list_is_proposed_and_confirmed_by_a_key(qtbot, tasks, page, do, ask, desk) -> None:
    born = ListRow(number=3, name="Ratna Kusumawardani", nip=nip_of(1), nik="3403015203650001")
    first = do(name_lists.add_list, FORM, b"pertama", (born,))
    second = do(name_lists.add_list, FORM, b"kedua", (born,))
    for one in (first, second):
        page.on_shown(list_id=one.id)
        settle(qtbot, tasks)
        page.match()
        settle(qtbot, tasks)
        if one is first:
            answer(qtbot, tasks, page, Qt.Key.Key_B)
    assert states(page)[3] is RowState.OPEN
    assert "Pernah diputuskan “bukan”" in page.card.pair.earlier.text()
    answer(qtbot, tasks, page, Qt.Key.Key_E)
    assert states(page)[3] is RowState.OTHER


def test_all_earlier_answers_are_confirmed_together_or_none(qtbot, tasks, page, do, ask, monkeypatch) -> None:
    rows = tuple(ListRow(number=at, name=NAMES[at], nip=nip_of(at + 1), nik=f"340301520365000{at}") for at in (0, 1))
    first, second = (do(name_lists.add_list, FORM, data, rows) for data in (b"pertama", b"kedua"))
    for one in (first, second):
        page.on_shown(list_id=one.id)
        settle(qtbot, tasks)
        page.match()
        settle(qtbot, tasks)
        if one is first:
            for _ in rows:
                answer(qtbot, tasks, page, Qt.Key.Key_B)
    start = page.progress.start

    def cancelled(words: str, on_cancel: Callable[[], object] | None = None) -> Any:
        task = start(words, on_cancel)
        task.cancel()
        return task

    for begin, state in ((cancelled, RowState.OPEN), (start, RowState.OTHER)):
        monkeypatch.setattr(page.progress, "start", begin)
        page._follow_all()
        agree(qtbot)
        settle(qtbot, tasks)
        assert set(states(page).values()) == {state}
        assert page.progress.isHidden()


def test_an_employee_who_is_gone_is_said(qtbot, tasks, page, do, ask, listed) -> None:
    (candidate,) = ask(name_review.row_review, listed.id, 5).candidates
    do(discarding.discard, "employee", candidate.employee.id, "Tercatat dua kali.")
    page.on_shown(list_id=listed.id)
    settle(qtbot, tasks)
    page.queue.go_to(5)
    settle(qtbot, tasks)
    assert "Tidak ada lagi dalam data pegawai" in page.card.pair.gone.text()


def test_the_lists_say_how_far_they_are(qtbot, tasks, desk, trail, listed, do) -> None:
    page = NameListsPage(desk, trail)
    do(
        name_lists.add_list,
        ListForm(title="Kedua", source=Source.MEDIA, file_name="b.csv", listed_on=date(2026, 1, 2)),
        b"b",
        ROWS,
    )
    show(qtbot, tasks, page)
    assert {line.list.title for line in page.table.model.rows} == {"Anggota Partai Rekaan", "Kedua"}
    page.table.choose(0)
    page._open_current()
    assert trail.opened[-1][0] == "name-review"


def test_the_result_is_saved_and_on_record(qtbot, tasks, page, listed, ask, tmp_path) -> None:
    for name in ("hasil.xlsx", "hasil.pdf"):
        page.saving.save_to(result_of(listed), tmp_path / name)
        qtbot.waitUntil(lambda: not tasks.busy, timeout=60_000)  # the makers are loaded on the way
    assert (tmp_path / "hasil.pdf").read_bytes().startswith(b"%PDF")
    sheet = load_workbook(tmp_path / "hasil.xlsx").active
    assert "RATNA KUSUMAWARDANI" in {cell.value for row in sheet.iter_rows() for cell in row}


def test_one_piece_of_work_at_a_time_has_the_strip(qtbot, tasks, page, trail, listed, ask, tmp_path) -> None:
    page.match()
    page.saving.save_to(result_of(listed), tmp_path / "hasil.xlsx")
    page.following._start(listed.id)
    page.reporting._report(())
    assert trail.said == [BUSY] * 3
    settle(qtbot, tasks)
    assert page.progress.isHidden()
    assert ask(name_lists.name_list, listed.id).list.matched_at is not None
    assert not (tmp_path / "hasil.xlsx").exists()
    page.progress.start("Menulis …")
    page.match()
    assert (len(trail.said), page.matching.running) == (4, False)


def book(path, *rows: tuple[Any, ...]) -> Any:
    """A party's list as it is handed in."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.append(["DAFTAR ANGGOTA"])
    sheet.append(["NO", "NAMA LENGKAP", "NO KTP", "TEMPAT/TGL LAHIR", "NOMOR ANGGOTA"])
    for row in rows:
        sheet.append(row)
    workbook.save(path)
    return path


def test_a_file_is_looked_at_named_and_taken_whole(qtbot, tasks, desk, trail, ask, tmp_path) -> None:
    page = NameListImportPage(desk, trail, preferences=Preferences(tmp_path / "tampilan.ini"))
    show(qtbot, tasks, page)
    file = book(
        tmp_path / "anggota.xlsx",
        (1, "+Ratna", "3403015203850001", "Melati, 12-03-1985", "K1"),
        (2, "", "3403015203850002", "Melati, 12-03-1985", "K2"),
        (3, "Sri Wahyuni", "34030152", "Melati, 12-03-1985", "K3"),
    )
    page.read(file)
    settle(qtbot, tasks)
    assert [(row.number, row.name) for row in page.rows.table.model.rows] == [(3, "+Ratna"), (5, "Sri Wahyuni")]
    assert [fault.cell for fault in page.rows.rows(FAULTY)] == ["B4"]
    assert [fault.cell for fault in page.rows.rows(WARNED)] == ["C5"]
    assert ask(name_lists.name_lists) == ()
    page.change_columns.click()
    page.columns.choices["card"].restore("4")
    page.columns.use.click()
    settle(qtbot, tasks)
    assert page.rows.table.model.rows[0].role == "KTA K1"
    page.form.set_values({"title": "", "source": str(Source.BAWASLU)})
    page._save()
    assert page.form.box("title").error
    page.form.set_values({"title": "Anggota Partai Rekaan"})
    page._save()
    settle(qtbot, tasks)
    (line,) = ask(name_lists.name_lists)
    assert (line.list.rows, line.list.left_out, line.list.file_name) == (2, 1, "anggota.xlsx")
    assert trail.opened[-1] == ("name-review", {"list_id": line.id, "match": True})

    page.read(file)
    settle(qtbot, tasks)
    assert "sama persis sudah diimpor" in page.notes.text()
    assert not page.save_button.isEnabled()
    page.again.focus_target().click()
    assert page.save_button.isEnabled()


def test_a_file_that_is_no_list_is_refused_in_a_sentence(qtbot, tasks, desk, trail, ask, tmp_path) -> None:
    page = NameListImportPage(desk, trail, preferences=Preferences(tmp_path / "tampilan.ini"))
    show(qtbot, tasks, page)
    broken = tmp_path / "rusak.xlsx"
    broken.write_bytes(b"PK bukan buku kerja")
    page.read(broken)
    settle(qtbot, tasks)
    assert page.trouble.text().endswith(".")
    assert page._file is None
    assert ask(name_lists.name_lists) == ()


def test_columns_that_go_by_other_names_are_asked_for(qtbot, tasks, desk, trail, tmp_path) -> None:
    page = NameListImportPage(desk, trail, preferences=Preferences(tmp_path / "tampilan.ini"))
    show(qtbot, tasks, page)
    file = tmp_path / "siapa.csv"
    file.write_text("Siapa;NIK\nRatna Rekaan;3403015203850001\n")
    page.read(file)
    settle(qtbot, tasks)
    assert page._faces.currentIndex() == COLUMNS
    page.columns.choices["name"].restore("0")
    page.columns._look()
    page.columns.use.click()
    page.progress.cancel()
    settle(qtbot, tasks)
    assert page._faces.currentIndex() == COLUMNS
    assert page.columns.columns()["name"] == 0, "they stand as they were chosen"
    page.columns.use.click()
    settle(qtbot, tasks)
    assert page._faces.currentIndex() == LOOK
    assert [row.name for row in page.rows.table.model.rows] == ["Ratna Rekaan"]


def test_what_is_cancelled_while_it_is_saved_leaves_no_trace(qtbot, tasks, desk, trail, ask, tmp_path) -> None:
    page = NameListImportPage(desk, trail, preferences=Preferences(tmp_path / "tampilan.ini"))
    show(qtbot, tasks, page)
    page.read(book(tmp_path / "anggota.xlsx", (1, "Ratna", "", "", "")))
    settle(qtbot, tasks)
    page.form.set_values({"title": "Anggota Partai Rekaan", "source": str(Source.BAWASLU)})
    page._save()
    page.progress.cancel()
    settle(qtbot, tasks)
    assert (len(ask(name_lists.name_lists)), page._faces.currentIndex()) in {(0, LOOK), (1, CHOOSE)}


def test_an_answer_that_comes_late_is_not_taken_for_one_of_another_list(qtbot, tasks, page, do, ask, listed) -> None:
    other = do(name_lists.add_list, FORM, b"daftar lain", ROWS[:1])
    page.decide(Decision.SAME)
    page.on_shown(list_id=other.id)
    settle(qtbot, tasks)
    page.take_back()
    settle(qtbot, tasks)
    assert ask(name_lists.name_list, listed.id).counts.same == 1
    assert page._line.id == other.id
