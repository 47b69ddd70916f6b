"""Looking at evidence from its panel: what is recorded, what leaves, and what is left behind."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from threading import Event

import pytest
from PIL import Image, ImageDraw
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QWidget
from samples import make_person

from cases.errors import StorageError
from cases.model.evidence import Evidence
from cases.model.marks import Place
from cases.model.report import Channel, Report, Source
from cases.services import evidence, reports
from cases.services.evidence import EvidenceForm
from cases.services.reports import ReportForm
from desktop.desk import Desk
from desktop.evidence.counted_copy import CountedCopy
from desktop.evidence.opened_copies import OpenedCopies
from desktop.pages.evidence_panel import EvidencePanel
from desktop.tasks import READERS, Task, Tasks

MEDIA = Path(__file__).parents[1] / "media"


def form(day: int) -> ReportForm:
    return ReportForm(
        received_on=date(2026, 5, day),
        source=Source.BAWASLU,
        channel=Channel.SOCIAL_MEDIA,
        narrative="Memasang foto bersama calon.",
        respondents=(make_person(),),
    )


def picture(hue: str = "teal", shift: int = 0) -> bytes:
    image = Image.new("RGB", (320, 200), hue)
    ImageDraw.Draw(image).ellipse((40 + shift, 30, 200, 160), fill="white")
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


@pytest.fixture
def report(do) -> Report:
    return do(reports.register_report, form(4))


@pytest.fixture
def add(do, report: Report) -> Callable[..., Evidence]:
    def put(data: bytes, name: str, to: str = "") -> Evidence:
        return do(evidence.add_evidence, to or report.id, data, EvidenceForm(file_name=name))

    return put


@pytest.fixture
def panel(
    qtbot, desk: Desk, tasks: Tasks, report: Report, add, tmp_path: Path
) -> Iterator[Callable[..., EvidencePanel]]:
    desk.copies = OpenedCopies(tmp_path / "dibuka")

    def make() -> EvidencePanel:
        made = EvidencePanel(desk, report.id)
        qtbot.addWidget(made)
        desk.changed.connect(made.on_changes)
        made.resize(1110, 560)
        made.show()
        qtbot.waitUntil(lambda: not tasks.busy)
        return made

    yield make
    qtbot.waitUntil(lambda: not tasks.busy)
    desk.copies.close()


@pytest.fixture
def acts(ask) -> Callable[[Evidence], list[str]]:
    """What was done with an item since it went in."""

    def told(item: Evidence) -> list[str]:
        lines = ask(evidence.custody_of, item.id)
        return [line.action for line in lines if line.action in {"open", "export"}]

    return told


def opened(qtbot, tasks: Tasks, made: EvidencePanel, item: Evidence) -> EvidencePanel:
    made.looking.open(item.id)
    qtbot.waitUntil(lambda: made.looking.viewer is not None and made.looking.viewer.item == item and not tasks.busy)
    return made


def test_each_opening_is_on_record_once(qtbot, tasks, panel, add, acts) -> None:
    first, second = add(picture(), "a.png"), add(picture("navy"), "b.png")
    made = opened(qtbot, tasks, panel(), first)
    assert (acts(first), acts(second)) == (["open"], [])
    canvas = made.looking.viewer.first.canvas
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_R, Qt.Key.Key_1, Qt.Key.Key_0):
        qtbot.keyClick(canvas, key)
    assert acts(first) == ["open"], "looking closer is no other opening"
    qtbot.keyClick(canvas, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: made.looking.viewer.item == second and not tasks.busy)
    assert (acts(first), acts(second)) == (["open"], ["open"])
    qtbot.keyClick(canvas, Qt.Key.Key_PageDown)
    assert made.looking.viewer.item == second, "there is none behind the last"
    qtbot.keyClick(canvas, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: made.looking.viewer.item == first and not tasks.busy)
    assert (acts(first), acts(second)) == (["open", "open"], ["open"])


def test_a_key_that_is_held_down_opens_what_can_be_seen(qtbot, tasks, panel, add, acts) -> None:
    items = [add(picture(shift=n), f"{n}.png") for n in range(4)]
    made = opened(qtbot, tasks, panel(), items[0])
    for _ in range(3):
        made.looking._step(1)
    qtbot.waitUntil(lambda: not tasks.busy)
    assert made.looking.viewer.item == items[1]
    assert [len(acts(item)) for item in items] == [1, 1, 0, 0]


def test_a_video_is_opened_as_a_copy_that_is_wiped(qtbot, tasks, desk, panel, add, acts) -> None:
    data = (MEDIA / "contoh.mp4").read_bytes()
    item = add(data, "rekaman.mp4")
    made = opened(qtbot, tasks, panel(), item)
    assert acts(item) == [], "nothing was read for a page that says what can be done"
    started: list[Path] = []
    made.looking.start_program = lambda path: started.append(path) is None
    qtbot.keyClick(made.looking.viewer.first.play, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(started) and not tasks.busy)
    assert started[0].read_bytes() == data
    assert started[0].name == "B-01 rekaman.mp4"
    said = made.looking.viewer.notice.words
    assert str(started[0].parent) in said
    assert "dihapus saat Netralitas ditutup" in said
    assert acts(item) == ["open"]
    desk.copies.close()
    assert not started[0].exists()


def test_a_computer_without_a_player_says_so_and_keeps_no_copy(qtbot, tasks, desk, panel, add) -> None:
    item = add((MEDIA / "contoh.mp3").read_bytes(), "suara.mp3")
    made = panel()
    made.looking.start_program = lambda _path: False
    made.looking.play(item.id)
    qtbot.waitUntil(lambda: "tidak punya program" in made.notice.words)
    assert [path for path in desk.copies.root.rglob("*") if path.is_file() and path.suffix != ".lock"] == []


def test_what_could_run_is_not_opened_and_may_be_saved(qtbot, tasks, desk, panel, add, acts, tmp_path: Path) -> None:
    item = add(b"<script>alert(1)</script>", "halaman.html")
    made = panel()
    started: list[Path] = []
    made.looking.start_program = lambda path: started.append(path) is None
    made.gallery.grid.choose(item.id)
    assert not made.detail.acts["play"].isVisible()
    made.looking.play(item.id)
    assert ".html" in made.notice.words
    assert (started, acts(item), desk.copies.root.exists()) == ([], [], False)
    made.looking.save_copy(item.id)
    dialog = made.findChildren(QFileDialog)[-1]
    dialog.fileSelected.emit(str(tmp_path / "halaman.html"))
    dialog.close()
    qtbot.waitUntil(lambda: "disimpan sebagai" in made.notice.words and not tasks.busy)
    assert (tmp_path / "halaman.html").read_bytes() == b"<script>alert(1)</script>"
    assert acts(item) == ["export"]


def test_a_copy_that_is_cancelled_leaves_nothing_and_blames_nothing(qtbot, tasks, desk, panel, add, ask) -> None:
    item = add((MEDIA / "contoh.mp4").read_bytes(), "rekaman.mp4")
    made = panel()
    go_on = Event()
    for _ in range(READERS):
        tasks.submit_read(lambda: go_on.wait(10))
    made.looking.play(item.id)
    made.looking.play(item.id)
    assert "masih disiapkan" in made.notice.words, "one at a time"
    made.notice.say()
    made.progress.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert made.progress.isHidden()
    assert made.notice.words == ""
    assert not list(desk.copies.root.rglob("*.mp4"))
    stored = next(one for one in ask(evidence.evidence_of_report, item.report_id) if one.id == item.id)
    assert stored.failure == "", "who changes his mind says nothing about the original"


def test_what_is_copied_is_told_and_stops_when_cancelled() -> None:
    told: list[float] = []
    task = Task(lambda fraction, _words: told.append(fraction))
    task._post = lambda call: call()
    file = io.BytesIO()
    copy = CountedCopy(file, 10, task)
    assert copy.write(b"12345") == 5
    assert told == [0.5]
    task.cancel()
    with pytest.raises(OSError, match="cancelled"):
        copy.write(b"67890")
    assert file.getvalue() == b"12345"


def test_two_items_stand_side_by_side(qtbot, tasks, panel, add, do, acts) -> None:
    mine, beside = add(picture(), "a.png"), add(picture("navy"), "b.png")
    elsewhere = do(reports.register_report, form(5))
    alike = add(picture(shift=2), "mirip.png", elsewhere.id)
    for item in (mine, beside, alike):
        do(evidence.derive, item.id)
    made = opened(qtbot, tasks, panel(), mine)
    viewer = made.looking.viewer
    qtbot.keyClick(viewer.first.canvas, Qt.Key.Key_B)
    qtbot.waitUntil(lambda: viewer.chooser.list.count() == 2)
    assert [find.target for find in viewer.chooser._finds] == [beside.id, alike.id]
    assert elsewhere.number in viewer.chooser._finds[1].subtitle
    assert "dari 64" in viewer.chooser._finds[1].subtitle
    qtbot.keyClick(viewer.chooser.edit, Qt.Key.Key_Down)
    qtbot.keyClick(viewer.chooser.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: viewer.compares and not tasks.busy)
    assert viewer.second.item == alike
    assert elsewhere.number in viewer.second.words
    assert (acts(mine), acts(alike), acts(beside)) == (["open"], ["open"], [])
    made.looking.open_beside(beside.id, alike, "Mirip")
    qtbot.waitUntil(lambda: viewer.item == beside and not tasks.busy)
    assert (acts(alike), acts(beside)) == (["open", "open"], ["open"])
    for _ in range(2):
        qtbot.keyClick(viewer.first.canvas, Qt.Key.Key_Escape)
    assert made.at_home
    assert made.gallery.grid.target == beside.id


def test_the_whole_screen_is_filled_and_left_by_keys(qtbot, tasks, panel, add) -> None:
    first, second = add(picture(), "a.png"), add(picture("navy"), "b.png")
    made = opened(qtbot, tasks, panel(), first)
    viewer = made.looking.viewer
    qtbot.keyClick(viewer.first.canvas, Qt.Key.Key_F11)
    screen = made.looking.screen
    assert screen is not None
    assert screen.windowFlags() & Qt.WindowType.FramelessWindowHint
    assert screen.isFullScreen()
    assert viewer.window() is screen
    assert not viewer.back.isVisible()
    assert "Bukti sedang tampil satu layar penuh" in [one.text() for one in made.front.findChildren(QLabel)]
    qtbot.keyClick(viewer.first.canvas, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: viewer.item == second and not tasks.busy)
    qtbot.keyClick(viewer.first.canvas, Qt.Key.Key_R)
    assert (viewer.window(), viewer.first.canvas.turn) == (screen, 90)
    qtbot.keyClick(viewer.first.canvas, Qt.Key.Key_Escape)
    assert made.looking.screen is None
    assert viewer.window() is made.window()
    assert viewer.back.isVisible()
    assert viewer.item == second
    qtbot.keyClick(viewer.first.canvas, Qt.Key.Key_F11)
    made.looking.screen.close()
    assert viewer.window() is made.window(), "also when the system closes it"
    qtbot.keyClick(viewer.first.canvas, Qt.Key.Key_F11)
    next(one for one in made.front.findChildren(QPushButton) if one.text() == "Tampilkan di sini").click()
    assert (made.looking.screen, viewer.window(), made.front) == (None, made.window(), viewer)


def test_nothing_fills_the_screen_behind_a_lock(qtbot, tasks, panel, add) -> None:
    item = add(picture(), "a.png")
    made = opened(qtbot, tasks, panel(), item)
    made.looking._fill_screen(True)  # noqa: FBT003 - as the signal does
    screen: QWidget = made.looking.screen
    made.hide()
    assert made.looking.screen is None
    assert not screen.isVisible()
    assert not made.looking.viewer.isVisible()


def test_what_is_damaged_is_said_over_what_is_seen(qtbot, tasks, office, panel, add) -> None:
    first, second = add(picture(), "a.png"), add(picture("navy"), "b.png")
    made = opened(qtbot, tasks, panel(), first)
    blob = office.home.vault / f"{second.blob}.age"
    blob.write_bytes(blob.read_bytes()[:-5])
    qtbot.keyClick(made.looking.viewer.first.canvas, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: "B-02" in made.looking.viewer.notice.words and not tasks.busy)
    assert made.looking.viewer.item == first
    assert not made.looking._reads, "one may go on"


def test_a_disk_that_is_full_is_said_over_what_is_seen(
    qtbot, tasks, desk, panel, add, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = add((MEDIA / "contoh.mp4").read_bytes(), "rekaman.mp4")
    made = opened(qtbot, tasks, panel(), item)

    def full(_copies: OpenedCopies, _size: int) -> Path:
        raise StorageError("Drive komputer ini penuh; kosongkan ruang untuk salinan itu, lalu ulangi.")

    monkeypatch.setattr(OpenedCopies, "_run_folder", full)
    qtbot.keyClick(made.looking.viewer.first.play, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "penuh" in made.looking.viewer.notice.words)
    assert made.looking.viewer.progress.isHidden()


def test_what_was_found_is_outlined_by_whoever_opened_it(qtbot, tasks, panel, add) -> None:
    item = add(picture(), "a.png")
    made = opened(qtbot, tasks, panel(), item)
    viewer = made.looking.viewer
    viewer.highlight([Place(page=0, left=0.1, top=0.1, width=0.2, height=0.1)])
    assert viewer.first.found == 1
    opened(qtbot, tasks, made, item)
    qtbot.waitUntil(lambda: viewer.first.found == 0)
