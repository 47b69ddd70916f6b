"""What a scanner puts into a folder is offered once it is whole, and never touched."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from evidence_desk import FORM, picture
from page_trail import Trail
from PySide6.QtWidgets import QFileDialog

from cases.model.report import Report
from cases.services import evidence, reports
from cases.services.evidence import EvidenceForm
from desktop.desk import Desk
from desktop.evidence import watched_folder
from desktop.evidence.watched_folder import Found, WatchedFolder, look_into, new_in, start_of
from desktop.pages.evidence_panel import EvidencePanel
from desktop.pages.settings_folder import FolderSection
from desktop.preferences import Preferences
from desktop.tasks import Tasks

LATER = 3600
SECOND = 1_000_000_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "pindaian"
    made.mkdir()
    return made


@pytest.fixture
def preferences(tmp_path: Path, folder: Path) -> Preferences:
    made = Preferences(tmp_path / "tampilan.ini")
    made.watch(folder, *start_of(folder)[:1])
    return made


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watched_folder, "SETTLE_MS", 20)
    monkeypatch.setattr(watched_folder, "POLL_MS", 60)


def scan(folder: Path, name: str, hue: int = 10) -> Path:
    """Put a picture into the folder in one go: the pauses of these tests are shorter than those of a busy disk."""
    return picture(folder.parent / name, hue=hue).replace(folder / name)


def names(found: Found) -> list[str]:
    return [one.path.name for one in found.files]


def look(folder: Path, since: int = 0, dismissed: tuple[str, ...] = ()) -> Found:
    """Look twice, as the watcher does."""
    _, there = look_into(folder, since, dismissed, frozenset(), lambda: False)
    return look_into(folder, since, dismissed, there, lambda: False)[0]


# -- a look


def test_only_what_came_since_is_new(folder: Path) -> None:
    picture(folder / "lama.png")
    since = (int(time.time()) + LATER) * SECOND
    copied = picture(folder / "baru.png")
    os.utime(copied, ns=(since + 5 * SECOND, since + 5 * SECOND))
    assert [one.path.name for one in new_in(folder, since)[0]] == ["baru.png"]
    assert len(new_in(folder, 0)[0]) == 2


def test_a_copy_with_its_old_time_is_new(folder: Path) -> None:
    since = time.time_ns()
    old = picture(folder / "foto.png")
    os.utime(old, (1_700_000_000, 1_700_000_000))
    assert [one.path.name for one in new_in(folder, since)[0]] == ["foto.png"]


def test_what_is_no_finished_file_is_left_alone(folder: Path) -> None:
    for name in (".diam.png", "pindai.tmp", "unduh.crdownload", "~$surat.docx", "Thumbs.db"):
        (folder / name).write_bytes(b"x")
    (folder / "kosong.png").touch()
    (folder / "dalam").mkdir()
    picture(folder / "dalam" / "b.png")
    (folder / "tautan.png").symlink_to(folder / "dalam" / "b.png")
    assert new_in(folder, 0) == ((), "")


def test_what_grows_is_not_offered_before_it_stopped(folder: Path) -> None:
    file = folder / "pindai.pdf"
    file.write_bytes(b"%PDF-1.4 a")
    first, there = look_into(folder, 0, (), frozenset(), lambda: False)
    assert (names(first), first.growing) == ([], True)
    file.write_bytes(b"%PDF-1.4 a b")
    second, there = look_into(folder, 0, (), there, lambda: False)
    assert (names(second), second.growing) == ([], True)
    third, _ = look_into(folder, 0, (), there, lambda: False)
    assert (names(third), third.growing) == (["pindai.pdf"], False)


def test_what_was_dismissed_stays_away_until_it_changes(folder: Path) -> None:
    file = picture(folder / "a.png")
    (arrival,) = look(folder).files
    assert look(folder, dismissed=(arrival.key,)).files == {}
    file.write_bytes(file.read_bytes() + b"x")
    assert names(look(folder, dismissed=(arrival.key,))) == ["a.png"]


def test_a_folder_that_is_gone_or_too_large_is_a_sentence(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(4):
        picture(folder / f"{n}.png")
    monkeypatch.setattr(watched_folder, "MOST_OFFERED", 2)
    assert names(look(folder)) == ["0.png", "1.png"]
    monkeypatch.setattr(watched_folder, "MOST_ENTRIES", 3)
    assert "folder tersendiri" in look(folder).problem
    assert "tidak ditemukan" in look(folder / "hilang").problem
    assert "tidak ditemukan" in look(folder / "0.png").problem


def test_a_folder_of_many_files_is_looked_through_quickly(folder: Path) -> None:
    for n in range(500):
        (folder / f"{n}.png").write_bytes(b"x")
    began = time.perf_counter()
    assert new_in(folder, time.time_ns() + LATER * SECOND) == ((), "")
    assert time.perf_counter() - began < 1


def test_what_is_there_when_the_folder_is_chosen_is_not_new(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(3):
        picture(folder / f"{n}.png", hue=n * 60)
    ahead = time.time() + LATER
    os.utime(folder / "1.png", (ahead, ahead))  # by a clock that is wrong
    for most in (10, 2):
        monkeypatch.setattr(watched_folder, "MOST_REMEMBERED", most)
        since, there = start_of(folder)
        assert since < time.time_ns()
        assert names(look(folder, since, tuple(there))) == [] or most == 2
    monkeypatch.setattr(watched_folder, "MOST_REMEMBERED", 10)
    since, there = start_of(folder)
    picture(folder / "baru.png", hue=300)
    assert names(look(folder, since, tuple(there))) == ["baru.png"]


# -- the watcher


@pytest.fixture
def watcher(tasks: Tasks, preferences: Preferences, qapp) -> Iterator[WatchedFolder]:
    made = WatchedFolder(tasks, preferences, qapp)
    yield made
    made.watch(on=False)
    shiboken6.delete(made)


def test_the_watcher_tells_what_comes_and_goes(qtbot, watcher: WatchedFolder, folder: Path) -> None:
    told: list[Found] = []
    watcher.found.connect(told.append)
    watcher.watch(on=True)
    scan(folder, "a.png")
    qtbot.waitUntil(lambda: bool(told) and names(told[-1]) == ["a.png"])
    shutil.rmtree(folder)
    qtbot.waitUntil(lambda: "tidak ditemukan" in told[-1].problem)
    folder.mkdir()
    scan(folder, "b.png", hue=90)
    qtbot.waitUntil(lambda: names(told[-1]) == ["b.png"] and not told[-1].problem)


def test_it_rests_while_nobody_looks(qtbot, watcher: WatchedFolder, tasks: Tasks, folder: Path) -> None:
    told: list[Found] = []
    watcher.found.connect(told.append)
    watcher.watch(on=True)
    watcher.watch(on=False)
    scan(folder, "a.png")
    watcher.look()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert told == []


# -- the line over the evidence


@pytest.fixture
def report(do) -> Report:
    return do(reports.register_report, FORM)


@pytest.fixture
def panel(qtbot, desk: Desk, tasks: Tasks, report: Report, preferences: Preferences) -> Iterator[EvidencePanel]:
    made = EvidencePanel(desk, report.id, preferences=preferences)
    qtbot.addWidget(made)
    desk.changed.connect(made.on_changes)
    made.resize(1110, 510)
    made.show()
    yield made
    made.hide()
    qtbot.waitUntil(lambda: not tasks.busy)


def line(panel: EvidencePanel) -> str:
    return panel.arrivals.line.words


def test_new_files_are_offered_and_go_through_the_form(qtbot, panel, tasks, folder: Path, report, ask) -> None:
    files = [scan(folder, f"{n}.png", hue=n * 60) for n in range(3)]
    kept = [file.read_bytes() for file in files]
    qtbot.waitUntil(lambda: line(panel) == "3 berkas baru di folder pindaian.")
    panel.arrivals.line.take.click()
    qtbot.waitUntil(lambda: panel.adding.confirm is not None and len(panel.adding.confirm.rows) == 3)
    qtbot.keyClicks(panel.adding.confirm.fields.profile_name.edit, "Ratna K")
    panel.adding.confirm.form.submit()
    qtbot.waitUntil(lambda: len(ask(evidence.evidence_of_report, report.id)) == 3)
    assert {item.profile_name for item in ask(evidence.evidence_of_report, report.id)} == {"Ratna K"}
    qtbot.waitUntil(lambda: line(panel) == "")
    assert [file.read_bytes() for file in files] == kept, "they are neither moved nor changed"
    scan(folder, "lagi.png", hue=300)
    qtbot.waitUntil(lambda: line(panel) == "1 berkas baru di folder pindaian.")
    panel.arrivals.line.take.click()
    qtbot.waitUntil(panel.adding.confirm.isVisible)
    assert panel.adding.confirm.rows[0].said["profile_name"] == "Ratna K"


def test_what_is_stored_already_is_told_apart(qtbot, panel, do, report, folder: Path) -> None:
    known = scan(folder, "a.png")
    do(evidence.add_evidence, report.id, known.read_bytes(), EvidenceForm(file_name="dulu.png"))
    scan(folder, "b.png", hue=90)
    qtbot.waitUntil(lambda: line(panel) == "1 berkas baru di folder pindaian; 1 lainnya sudah tersimpan sebagai bukti.")


def test_what_is_dismissed_is_not_offered_again(qtbot, panel, folder: Path, preferences: Preferences) -> None:
    scan(folder, "a.png")
    qtbot.waitUntil(lambda: "1 berkas baru" in line(panel))
    panel.arrivals.line.decline.click()
    assert line(panel) == ""
    scan(folder, "b.png", hue=90)
    qtbot.waitUntil(lambda: line(panel) == "1 berkas baru di folder pindaian.")
    assert len(preferences.dismissed) == 1


def test_many_that_are_stored_hide_no_new_one(qtbot, panel, do, report, folder: Path, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(watched_folder, "MOST_OFFERED", 2)
    kept = [picture(tmp_path / f"{n}.png", hue=n * 60) for n in range(4)]
    for file in kept:
        do(evidence.add_evidence, report.id, file.read_bytes(), EvidenceForm(file_name=file.name))
    for file in kept:
        file.replace(folder / file.name)
    late = scan(folder, "baru.png", hue=300)
    os.utime(late, (time.time() + 9, time.time() + 9))
    qtbot.waitUntil(lambda: line(panel).startswith("1 berkas baru"))


def test_what_is_stored_meanwhile_is_new_no_more(qtbot, panel, desk, report, folder: Path) -> None:
    file = scan(folder, "a.png")
    qtbot.waitUntil(lambda: line(panel) == "1 berkas baru di folder pindaian.")
    said = EvidenceForm(file_name="a.png")
    desk.do(evidence.add_evidence, report.id, file.read_bytes(), said).then(None, lambda _item: None)
    qtbot.waitUntil(lambda: line(panel) == "")


def test_a_stick_that_was_pulled_is_a_quiet_sentence(qtbot, panel, folder: Path) -> None:
    shutil.rmtree(folder)
    qtbot.waitUntil(lambda: "tidak ditemukan" in line(panel))
    assert panel.arrivals.line.take.isHidden()
    assert panel.notice.words == ""


# -- the setting


@pytest.fixture
def section(qtbot, desk: Desk, tmp_path: Path, tasks: Tasks) -> Iterator[FolderSection]:
    made = FolderSection(desk, Trail(), Preferences(tmp_path / "lain.ini"))
    qtbot.addWidget(made)
    made.show()
    made.read()
    yield made
    qtbot.waitUntil(lambda: not tasks.busy)


def test_a_folder_is_chosen_and_left(qtbot, section: FolderSection, folder: Path, tmp_path: Path) -> None:
    assert "Belum ada" in section.path.text()
    assert section.stop.isHidden()
    scan(folder, "lama.png")
    section.choose.click()
    dialog = section.findChild(QFileDialog)
    dialog.fileSelected.emit(str(folder))
    dialog.close()
    kept = section._preferences
    qtbot.waitUntil(lambda: kept.watched == folder)
    qtbot.waitUntil(lambda: section.state.text() == "1 berkas di dalamnya, 0 belum ditinjau.")
    assert look(folder, kept.watched_since, tuple(kept.dismissed)).files == {}, "what was there before is not new"
    scan(folder, "baru.png", hue=90)
    assert names(look(folder, kept.watched_since, tuple(kept.dismissed))) == ["baru.png"]
    section.stop.click()
    assert section.path.text() == "Belum ada folder yang dipantau."


def test_the_office_s_own_folder_is_not_watched(section: FolderSection, home: Path) -> None:
    section.take(home / "vault")
    assert "pilih folder lain" in section.notice.words
    assert section.stop.isHidden()


def test_a_folder_that_is_gone_is_said_in_the_settings(qtbot, section: FolderSection, tmp_path: Path) -> None:
    section.take(tmp_path / "hilang")
    qtbot.waitUntil(lambda: "tidak ditemukan" in section.state.text())


def test_dismissed_ones_are_forgotten_when_too_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.preferences._MOST_DISMISSED", 3)
    kept: Callable[[], frozenset[str]] = lambda: Preferences(tmp_path / "t.ini").dismissed  # noqa: E731
    Preferences(tmp_path / "t.ini").dismiss(["a", "b"])
    Preferences(tmp_path / "t.ini").dismiss(["b", "c", "d"])
    assert kept() == {"b", "c", "d"}
    Preferences(tmp_path / "t.ini").watch(tmp_path, 15)
    assert (kept(), Preferences(tmp_path / "t.ini").watched_since) == (frozenset(), 15)
