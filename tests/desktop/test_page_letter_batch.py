"""Many letters at once, in a real office: each by itself, told one by one, stopped between two, never half issued."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from case_desk import ACCUSED, OPENED, SUPERIOR, open_case, stand_still
from list_data import names, settle, show
from page_trail import Trail
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QMessageBox
from samples import nip_of

from cases.errors import LetterError
from cases.model.letter import LetterRequest, LetterStatus, RenderedLetter
from cases.model.listing import ListQuery
from cases.model.steps import StepKey, SummonsFacts
from cases.model.user import Role
from cases.services import letters, steps
from cases.services import office as offices
from cases.services.steps import StepForm
from desktop.batching import Batch
from desktop.desk import Desk
from desktop.pages import letter_batch_acts
from desktop.pages.letter_batch import LetterBatchPage
from desktop.pages.letter_batch_panels import Act
from desktop.pages.letters import LettersPage
from desktop.preferences import Preferences
from desktop.widgets.printing import PrintChoice
from desktop.world import LateLetters

COUNT = 3


@pytest.fixture
def trail() -> Trail:
    return Trail()


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(tmp_path / "tampilan.ini")


@pytest.fixture
def page(desk: Desk, trail: Trail, preferences: Preferences, monkeypatch) -> LetterBatchPage:
    stand_still(desk, monkeypatch, OPENED)
    made = LetterBatchPage(desk, trail, preferences=preferences)
    desk.changed.connect(made.on_changes)
    return made


@pytest.fixture
def lines(page: LetterBatchPage, do: Callable[..., Any], ask: Callable[..., Any], monkeypatch) -> Any:
    """Summonses of three cases, all of them drafts."""
    head = ask(offices.current_office).head
    facts = SummonsFacts(
        examine_on=OPENED + timedelta(days=10), examine_at="09.00", place="Aula", report_to=SUPERIOR, signer=SUPERIOR
    )
    for n in range(COUNT):
        accused = replace(ACCUSED, name=f"Terlapor Rekaan {n}", nip=nip_of(60 + n))
        monkeypatch.setattr("case_desk.ACCUSED", accused)
        case = open_case(do, head, code="n.2").case
        do(steps.take_step, case.id, StepForm(key=StepKey.SUMMONS_1, facts=facts, on=OPENED))
    return ask(letters.letter_page, ListQuery(sort="case_number")).rows


def wait(qtbot, tasks, page: LetterBatchPage) -> None:
    qtbot.waitUntil(lambda: not page.running and not tasks.busy)


def results(page: LetterBatchPage) -> list[tuple[str, str]]:
    return [(row.state, row.words) for row in page.table.model.rows]


def allow_all(page: LetterBatchPage) -> None:
    for field in page.put_up.checks.values():
        field.box.click()


def put_all_up(qtbot, tasks, page: LetterBatchPage, lines: Any) -> None:
    show(qtbot, tasks, page, lines=lines)
    allow_all(page)
    page.put_up.form.submit()
    wait(qtbot, tasks, page)


def test_letters_are_put_up_one_by_one_with_numbers_in_their_order(qtbot, tasks, page, lines, ask) -> None:
    put_all_up(qtbot, tasks, page, lines)
    assert results(page) == [("good", f"800.1.6.2/{n}/BKPSDM/VII/2026") for n in range(1, COUNT + 1)]
    assert page.summary.text() == "3 diajukan."
    held = [ask(letters.letter, line.id) for line in lines]
    assert {letter.status for letter in held} == {LetterStatus.PUT_UP}
    assert [row.status for row in page.table.model.rows] == [LetterStatus.PUT_UP] * COUNT
    assert not page.put_up.button.isEnabled(), "what was put up is not put up again"


@pytest.mark.parametrize("wide", [True, False])
def test_the_keyboard_is_on_the_list_after_a_run(qtbot, tasks, page, lines, *, wide: bool) -> None:
    show(qtbot, tasks, page, lines=lines)
    page.resize(1158 if wide else 700, 640)
    with qtbot.waitActive(page):
        page.activateWindow()
    allow_all(page)
    page.put_up.button.setFocus()
    page.put_up.button.click()
    wait(qtbot, tasks, page)
    assert QApplication.focusWidget() is (page.table.view if wide else page.tabs)


def test_what_is_not_verified_is_asked_once_for_a_kind_and_nothing_goes_without_it(
    qtbot, tasks, page, lines, ask
) -> None:
    show(qtbot, tasks, page, lines=lines)
    assert list(page.put_up.checks) == ["summons-1"]
    page.put_up.form.submit()
    wait(qtbot, tasks, page)
    assert [state for state, _ in results(page)] == ["bad"] * COUNT
    assert "belum diverifikasi" in results(page)[0][1]
    assert page.summary.text().startswith("3 gagal.\n1. Surat Panggilan I, ")
    assert {ask(letters.letter, line.id).number for line in lines} == {""}


def test_one_that_fails_does_not_stop_the_rest_and_takes_no_number(
    qtbot, tasks, page, lines, ask, desk, monkeypatch
) -> None:
    render = LateLetters.render
    calls: list[str] = []

    def sometimes(self: Any, request: LetterRequest) -> RenderedLetter:
        calls.append(request.number)
        if len(calls) == 2:
            raise LetterError("Lambang bukan gambar; pilih gambar lain.")
        return render(self, request)

    monkeypatch.setattr(LateLetters, "render", sometimes)
    put_all_up(qtbot, tasks, page, lines)
    assert [state for state, _ in results(page)] == ["good", "bad", "good"]
    assert results(page)[1][1] == "Lambang bukan gambar; pilih gambar lain."
    second = ask(letters.letter, lines[1].id)
    assert (second.status, second.number, second.blob) == (LetterStatus.DRAFT, "", "")
    assert ask(letters.letter, lines[2].id).number_ordinal == 2, "no number is lost"
    assert page.summary.text().startswith("2 diajukan, 1 gagal.\n2. Surat Panggilan I, ")
    assert page.summary.text().endswith("Lambang bukan gambar; pilih gambar lain.")
    page._again.click()
    settle(qtbot, tasks)
    assert names(page.table, lambda row: row.id) == [lines[1].id]


def test_it_stops_between_two_letters(qtbot, tasks, page, lines, ask) -> None:
    show(qtbot, tasks, page, lines=lines)
    allow_all(page)
    original = page._ended

    def stop_after_one(done: Any) -> None:
        original(done)
        page.strip.cancel()

    page._ended = stop_after_one
    page.put_up.form.submit()
    wait(qtbot, tasks, page)
    assert [state for state, _ in results(page)] == ["good", "left", "left"]
    assert page.summary.text() == "1 diajukan, 2 tidak dikerjakan."
    assert [ask(letters.letter, line.id).status for line in lines] == [
        LetterStatus.PUT_UP,
        LetterStatus.DRAFT,
        LetterStatus.DRAFT,
    ]


def test_the_list_is_told_once_of_all_that_changed(qtbot, tasks, page, lines, desk) -> None:
    heard: list[Any] = []
    show(qtbot, tasks, page, lines=lines)
    allow_all(page)
    desk.changed.connect(heard.append)
    page.put_up.form.submit()
    wait(qtbot, tasks, page)
    of_letters = [changes for changes in heard if changes.concerns("letter")]
    assert len(of_letters) == 1
    assert {line.id for line in lines} <= {record for noun, record in of_letters[0].touched if noun == "letter"}


def test_each_is_saved_to_a_file_of_its_own_and_no_old_one_is_lost(qtbot, tasks, page, lines, tmp_path, ask) -> None:
    folder = tmp_path / "surat"
    folder.mkdir()
    old = folder / f"Surat Panggilan I - {lines[0].case_number.replace('/', '-')} - {lines[0].respondent}.pdf"
    old.write_bytes(b"lama")
    show(qtbot, tasks, page, lines=lines, act="save")
    page.save_to(folder)
    wait(qtbot, tasks, page)
    assert page.summary.text() == "3 disimpan."
    assert old.read_bytes() == b"lama"
    found = sorted(path.name for path in folder.iterdir())
    assert len(found) == COUNT + 1
    assert results(page)[0][1] == old.name.replace(".pdf", " (2).pdf")
    saved = folder / results(page)[1][1]
    assert saved.read_bytes() == ask(letters.letter_bytes, lines[1].id)


def test_a_folder_that_is_gone_is_said_for_each(qtbot, tasks, page, lines, tmp_path) -> None:
    show(qtbot, tasks, page, lines=lines, act="save")
    page.save_to(tmp_path / "tidak-ada")
    wait(qtbot, tasks, page)
    assert results(page) == [("bad", "Folder itu tidak ada lagi; pilih folder lain.")] * COUNT


def test_letters_of_several_cases_become_one_packet(qtbot, tasks, page, lines, tmp_path, trail) -> None:
    show(qtbot, tasks, page, lines=lines, act="packet")
    page.pack_to(tmp_path / "paket.pdf")
    wait(qtbot, tasks, page)
    reader = PdfReader(io.BytesIO((tmp_path / "paket.pdf").read_bytes()))
    cover = reader.pages[0].extract_text()
    assert all(line.case_number in cover for line in lines)
    assert "KONSEP" in cover
    assert page.summary.text() == "3 masuk paket.\nPaket 3 surat disimpan: paket.pdf."
    assert trail.said[-1] == "Paket disimpan: paket.pdf"


def test_a_packet_that_was_stopped_is_not_written(qtbot, tasks, page, lines, tmp_path) -> None:
    show(qtbot, tasks, page, lines=lines, act="packet")
    page.pack_to(tmp_path / "paket.pdf")
    page.strip.cancel()
    wait(qtbot, tasks, page)
    assert not (tmp_path / "paket.pdf").exists()
    assert "Paket tidak dibuat." in page.summary.text()


def test_letters_are_printed_in_a_worker_and_printing_to_a_file_is_refused(
    qtbot, tasks, page, lines, tmp_path, monkeypatch, ask
) -> None:
    show(qtbot, tasks, page, lines=lines, act="print")
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "cetak.pdf"))
    page.print_on(printer)
    assert [box.text() for box in page.findChildren(QMessageBox)] == [
        "Cetak ke berkas tidak dapat dipakai untuk banyak surat; pakai Simpan PDF."
    ]
    printed: list[bytes] = []
    monkeypatch.setattr(letter_batch_acts, "print_pages", lambda data, _printer: printed.append(data))
    monkeypatch.setattr(letter_batch_acts, "chosen_of", lambda _printer: PrintChoice("Pencetak Uji", 2))
    page._run(Act.PRINT, letter_batch_acts.print_on(page._desk, printer), page._rows)
    wait(qtbot, tasks, page)
    assert printed == [ask(letters.letter_bytes, line.id) for line in lines]
    assert results(page) == [("good", "Dikirim ke Pencetak Uji")] * COUNT


def test_an_unexpected_failure_is_told_and_the_rest_goes_on(qtbot, tasks, desk, caplog) -> None:
    def work(item: int) -> Any:
        if item == 1:
            raise ZeroDivisionError("isi suatu isian")
        return str(item), letter_batch_acts._NOTHING

    batch = Batch(desk, [0, 1, 2], work, desk)
    ended: list[Any] = []
    batch.ended.connect(ended.append)
    batch.start()
    qtbot.waitUntil(lambda: not batch.running and not tasks.busy)
    assert [done.good for done in ended] == [True, False, True]
    assert "tidak terduga" in ended[1].words
    assert "ZeroDivisionError" in caplog.text
    assert "isi suatu isian" not in caplog.text, "the log holds no value of a field"


def test_the_list_offers_what_is_chosen_and_what_is_filtered(qtbot, tasks, desk, trail, preferences, lines) -> None:
    listed = LettersPage(desk, trail, preferences=preferences)
    show(qtbot, tasks, listed)
    listed.table.view.selectAll()
    menu = listed.menu_of_several()
    assert [action.text() for action in menu.actions()] == ["Surat yang dipilih (3)", "Semua yang tersaring (3)"]
    menu.actions()[0].trigger()
    assert trail.opened[-1][0] == "letter-batch"
    assert len(trail.opened[-1][1]["lines"]) == COUNT
    listed.table.set_filters({"respondent": "Rekaan 1"})
    settle(qtbot, tasks)
    listed.menu_of_several().actions()[1].trigger()
    settle(qtbot, tasks)
    assert [line.respondent for line in trail.opened[-1][1]["lines"]] == ["Terlapor Rekaan 1"]


def test_letters_that_are_no_drafts_are_left_out_of_putting_up(qtbot, tasks, page, lines, do) -> None:
    do(letters.allow_unverified, "summons-1")
    do(letters.put_up, lines[0].id, OPENED)
    show(qtbot, tasks, page, lines=lines)
    assert "1 surat yang bukan konsep dilewati." in page.put_up.about.text()
    page.put_up.form.submit()
    wait(qtbot, tasks, page)
    assert [state for state, _ in results(page)] == ["", "good", "good"]


def test_a_leader_prints_and_saves_but_puts_nothing_up(
    qtbot, tasks, desk_of, lines, trail, preferences, tmp_path
) -> None:
    page = LetterBatchPage(desk_of(Role.LEADER), trail, preferences=preferences)
    show(qtbot, tasks, page, lines=lines, act="put-up")
    assert page.segments.current == "print"
    page.save_to(tmp_path)
    wait(qtbot, tasks, page)
    assert page.summary.text() == "3 disimpan."
