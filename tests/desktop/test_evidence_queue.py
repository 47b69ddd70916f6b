"""The queue of what is read in evidence: an item at a time, over restarts, without the program and with it."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from fake_tesseract import TWO_WORDS, fake_tesseract
from ink import screen
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel
from reportlab.pdfgen.canvas import Canvas
from samples import make_evidence, make_person, make_report

from cases.model.evidence import Evidence
from cases.model.marks import WITHOUT_SCANS, SeenText, SeenWord
from cases.model.marks import Place as Spot
from cases.model.report import Channel, Report, Source
from cases.services import evidence, evidence_text, reports, search
from cases.services.evidence import EvidenceForm
from cases.services.evidence_text import TextWaiting
from cases.services.reports import ReportForm
from desktop.desk import Desk
from desktop.evidence import queue as evidence_queue
from desktop.evidence.queue import EvidenceQueue, find_reader
from desktop.pages.evidence_panel import EvidencePanel
from desktop.pages.settings_evidence_text import EvidenceTextSection
from desktop.tasks import Tasks
from desktop.widgets.evidence_words import text_words
from reports.tesseract import Tesseract, find_tesseract

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")

FORM = ReportForm(
    received_on=date(2026, 5, 4),
    source=Source.BAWASLU,
    channel=Channel.SOCIAL_MEDIA,
    narrative="Memasang foto bersama calon.",
    respondents=(make_person(),),
)
WORD = SeenWord(words="komando", place=Spot(page=0, left=0.1, top=0.1, width=0.2, height=0.05))
SCAN = SeenText(reader=WITHOUT_SCANS, pages=((),))


class Place:
    """Where the program lies, or will lie."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sought = 0

    def put(self, *parts: str) -> None:
        fake_tesseract(self.folder, *parts)

    def find(self) -> Tesseract | None:
        self.sought += 1
        return find_tesseract(iter([self.folder / "tesseract"]))


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path / "alat")


@pytest.fixture
def report(do) -> Report:
    return do(reports.register_report, FORM)


@pytest.fixture
def queue_of(desk: Desk, place: Place, qtbot, tasks: Tasks) -> Iterator[Callable[[], EvidenceQueue]]:
    made: list[EvidenceQueue] = []

    def make() -> EvidenceQueue:
        made.append(EvidenceQueue(desk, place.find))
        return made[-1]

    yield make
    for queue in made:
        queue.stop()
    qtbot.waitUntil(lambda: not tasks.busy)
    for queue in made:
        shiboken6.delete(queue)


def picture(**parts: Any) -> bytes:
    target = io.BytesIO()
    screen(400, **parts).save(target, "PNG")
    return target.getvalue()


def paper(words: str) -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target)
    canvas.drawString(100, 600, words)
    canvas.save()
    return target.getvalue()


@pytest.fixture
def add(report: Report, do) -> Callable[..., Evidence]:
    def put(data: bytes, name: str, **parts: str) -> Evidence:
        return do(evidence.add_evidence, report.id, data, EvidenceForm(file_name=name, **parts))

    return put


def work_off(qtbot, tasks: Tasks, queue: EvidenceQueue) -> None:
    queue.look()
    qtbot.waitUntil(lambda: not queue.runs and not tasks.busy)


def test_text_is_read_kept_and_found(qtbot, tasks, queue_of, place, add, ask) -> None:
    place.put()
    shot, letter = add(picture(), "layar.png"), add(paper("Undangan deklarasi"), "surat.pdf")
    work_off(qtbot, tasks, queue_of())
    assert ask(evidence_text.text_of, shot.id).words == "Satu komando"
    assert ask(evidence_text.text_of, letter.id).words == "Undangan deklarasi"
    assert QImage.fromData(ask(evidence.thumbnails, [letter.id])[letter.id]).width() == 344, (
        "its first page is its small picture"
    )
    assert [hit.id for hit in ask(search.find, "komando")] == [shot.id]
    assert ask(evidence_text.how_many_wait) == TextWaiting(pictures=0, papers=0)
    acts = [line.operation for line in ask(evidence.custody_of, shot.id)]
    assert acts.count("evidence_text.original") == 1


def test_without_the_program_pictures_wait_and_go_on_when_it_is_there(qtbot, tasks, queue_of, place, add, ask) -> None:
    shot, letter = add(picture(), "layar.png"), add(paper("Undangan deklarasi"), "surat.pdf")
    queue = queue_of()
    work_off(qtbot, tasks, queue)
    assert queue.lacks_reader
    assert ask(evidence_text.text_of, letter.id) is not None
    assert ask(evidence_text.how_many_wait) == TextWaiting(pictures=1, papers=0)
    assert not [line for line in ask(evidence.custody_of, shot.id) if line.operation == "evidence_text.original"]
    place.put()
    queue.look_again()
    qtbot.waitUntil(lambda: not queue.runs and not tasks.busy)
    assert ask(evidence_text.text_of, shot.id).words == "Satu komando"
    assert not queue.lacks_reader


def test_the_next_session_goes_on(qtbot, tasks, queue_of, place, add, ask) -> None:
    items = [add(picture(lines=(f"baris {number}",)), f"{number}.png") for number in range(3)]
    work_off(qtbot, tasks, queue_of())
    place.put()
    work_off(qtbot, tasks, queue_of())
    assert all(ask(evidence_text.text_of, item.id).words == "Satu komando" for item in items)


def test_a_failure_is_not_repeated_in_one_session(qtbot, tasks, queue_of, place, add, ask) -> None:
    place.put(f"sys.exit(4) if b'P5 800' in fed else sys.stdout.write({TWO_WORDS!r})")
    bad, good = add(picture(), "kecil.png"), add(paper("surat"), "surat.pdf")
    queue = queue_of()
    work_off(qtbot, tasks, queue)
    assert queue.failed == 1
    assert ask(evidence_text.text_of, bad.id) is None
    assert ask(evidence_text.text_of, good.id) is not None
    before = len(ask(evidence.custody_of, bad.id))
    work_off(qtbot, tasks, queue)
    assert len(ask(evidence.custody_of, bad.id)) == before, "it was not read again"
    place.put()
    work_off(qtbot, tasks, queue_of())
    assert ask(evidence_text.text_of, bad.id) is not None


def test_what_can_never_be_read_is_noted_and_not_tried_again(
    qtbot, tasks, queue_of, place, add, ask, monkeypatch
) -> None:
    place.put()
    broken = add(b"%PDF-1.4\n% rusak\n%%EOF", "rusak.pdf")
    work_off(qtbot, tasks, queue_of())
    monkeypatch.setattr(evidence_queue, "MOST_MEGABYTES", 0)
    large = add(picture(), "besar.png")
    work_off(qtbot, tasks, queue_of())
    assert ask(evidence_text.text_of, large.id).reader == "lebih besar dari 0 MB, tidak dibaca"
    assert ask(evidence_text.text_of, broken.id) == SeenText(reader="PDF yang tidak dapat dibuka")
    assert ask(evidence.thumbnails, [broken.id]) == {}
    assert ask(evidence_text.how_many_wait) == TextWaiting(pictures=0, papers=0)


def test_it_ends_at_once_when_the_session_ends(qtbot, tasks, queue_of, place, add, ask) -> None:
    place.put("open(sys.argv[0] + '.begun', 'w').close(); time.sleep(60)")
    shot = add(picture(), "layar.png")
    queue = queue_of()
    queue.look()
    qtbot.waitUntil((place.folder / "tesseract.begun").exists)
    queue.stop()
    qtbot.waitUntil(lambda: not tasks.busy)
    queue.look()
    assert not queue.runs
    assert ask(evidence_text.text_of, shot.id) is None


def test_it_waits_while_files_go_in(qtbot, tasks, desk, queue_of, place, add, ask) -> None:
    place.put()
    shot = add(picture(), "layar.png")
    queue = queue_of()
    desk.imports += 1
    queue.look()
    assert not queue.runs
    assert queue._later.isActive()
    assert ask(evidence_text.text_of, shot.id) is None
    desk.imports -= 1
    work_off(qtbot, tasks, queue)
    assert ask(evidence_text.text_of, shot.id) is not None


def test_the_pane_shows_what_was_read_and_why_not(qtbot, tasks, desk, queue_of, place, add, report) -> None:
    add(picture(), "layar.png")
    queue = queue_of()
    panel = EvidencePanel(desk, report.id)
    qtbot.addWidget(panel)
    desk.changed.connect(panel.on_changes)
    panel.resize(1110, 510)
    panel.show()

    def line() -> str:
        texts = [one.text() for one in panel.detail.findChildren(QLabel) if one.isVisibleTo(panel.detail)]
        return texts[texts.index("Teks terbaca") + 1] if "Teks terbaca" in texts else ""

    qtbot.waitUntil(lambda: line() == "menunggu dibaca")
    work_off(qtbot, tasks, queue)
    qtbot.waitUntil(lambda: "Tesseract tidak terpasang" in line())
    place.put()
    queue.look_again()
    qtbot.waitUntil(lambda: line() == "“Satu komando”")
    qtbot.waitUntil(lambda: not queue.runs and not tasks.busy)


def test_the_settings_say_what_is_missing_and_what_to_do(
    qtbot, tasks, desk, queue_of, place, add, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.pages.settings_evidence_text.find_reader", place.find)
    add(picture(), "layar.png")
    queue = queue_of()
    section = EvidenceTextSection(desk, None)
    qtbot.addWidget(section)
    desk.changed.connect(section.on_changes)
    section.show()
    section.read()
    qtbot.waitUntil(lambda: section.card.isVisible() and not tasks.busy)
    assert section.state.text() == "Tesseract tidak terpasang: teks dalam gambar belum dapat dicari."
    assert "Pasang Tesseract" in section.how.text()
    assert section.waiting.text() == "1 bukti menunggu dibaca."
    place.put()
    section.again.click()
    qtbot.waitUntil(lambda: section.waiting.text() == "Semua bukti sudah dibaca.")
    found = "Teks dalam gambar dan PDF dibaca dan dapat dicari."
    qtbot.waitUntil(lambda: section.state.text() == found)
    assert str(place.folder) in section.reader.text()
    assert not section.how.isVisible()
    qtbot.waitUntil(lambda: not queue.runs and not tasks.busy)


def test_another_language_than_indonesian_is_said(qtbot, tasks, desk, place, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_tesseract(place.folder, languages=("eng", "osd"))
    monkeypatch.setattr("desktop.pages.settings_evidence_text.find_reader", place.find)
    section = EvidenceTextSection(desk, None)
    qtbot.addWidget(section)
    section.read()
    qtbot.waitUntil(lambda: "bahasa eng" in section.state.text())
    assert "(ind) tidak terpasang" in section.how.text()
    qtbot.waitUntil(lambda: not tasks.busy)


def test_the_program_of_this_computer_is_looked_for() -> None:
    found = find_reader()
    assert found is None or found.program.is_file()


def test_words_narrow_the_tiles(qtbot, tasks, desk, add, report, do) -> None:
    shot = add(picture(), "a.png", title="Unggahan")
    other = add(picture(dark=True), "b.png", title="Komentar")
    do(evidence_text.keep_text, shot.id, SeenText(reader="tesseract", pages=((WORD,),)))
    panel = EvidencePanel(desk, report.id)
    qtbot.addWidget(panel)
    panel.resize(1110, 510)
    panel.show()
    gallery, line = panel.gallery, panel.gallery.narrowing
    qtbot.waitUntil(lambda: len(gallery.shown) == 2)
    assert not line.isVisible()
    panel.acts["find"].trigger()
    assert line.isVisible()
    qtbot.keyClicks(line.edit, "koman")
    qtbot.waitUntil(lambda: [item.id for item in gallery.shown] == [shot.id])
    gallery.opened.emit(shot.id)
    qtbot.waitUntil(lambda: panel.looking.viewer is not None and panel.looking.viewer.first.found == 1)
    panel.back()
    line.edit.setText("tidak ada")
    qtbot.waitUntil(lambda: not gallery.shown)
    panel.show_evidence(other.id)
    qtbot.waitUntil(lambda: panel.looking.viewer is not None and panel.looking.viewer.item == other)
    assert not line.isVisible(), "what is asked for by name is shown whatever the tiles were narrowed to"
    qtbot.waitUntil(lambda: len(gallery.shown) == 2)
    panel.back()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    qtbot.keyClick(gallery.grid, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert line.isVisible()
    qtbot.keyClicks(line.edit, "komen")
    qtbot.waitUntil(lambda: [item.id for item in gallery.shown] == [other.id])
    qtbot.keyClick(line.edit, Qt.Key.Key_Escape)
    assert len(gallery.shown) == 2
    qtbot.waitUntil(lambda: not tasks.busy)


@pytest.mark.parametrize(
    ("media_type", "seen", "no_reader", "words"),
    [
        ("video/mp4", None, True, ""),
        ("image/png", None, False, "menunggu dibaca"),
        ("image/png", None, True, "belum, Tesseract tidak terpasang (lihat Pengaturan)"),
        ("application/pdf", None, True, "menunggu dibaca"),
        ("application/pdf", SCAN, True, "belum, Tesseract tidak terpasang (lihat Pengaturan)"),
        ("application/pdf", SeenText(reader=WITHOUT_SCANS, pages=((WORD,), ())), True, "“komando”"),
        ("image/png", SeenText(reader="gambar tidak dapat dibuka"), False, "tidak ada (gambar tidak dapat dibuka)"),
    ],
)
def test_the_line_of_what_was_read(media_type: str, seen: SeenText | None, no_reader: bool, words: str) -> None:  # noqa: FBT001
    item = replace(make_evidence(make_report()), media_type=media_type)
    assert text_words(item, seen, no_reader=no_reader) == words
