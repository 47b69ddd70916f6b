"""What the program copied is marked as its own, kept out of histories, and goes after a while; others' copies stay."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QLineEdit

import desktop
from desktop.guard import clipboard
from desktop.guard.clipboard import OWN, UNKEPT, ClipboardGuard
from desktop.preferences import Preferences

NIP = "198503122010011005"


@pytest.fixture
def board(themed) -> Iterator[QClipboard]:
    made = QGuiApplication.clipboard()
    made.clear()
    yield made
    made.clear()


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(tmp_path / "tampilan.ini")


def test_what_the_program_copies_is_kept_out_of_histories(board: QClipboard) -> None:
    clipboard.put_text(NIP)
    data = board.mimeData()
    assert data.text() == NIP
    assert data.hasFormat('application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"')
    assert {name for name in UNKEPT if data.hasFormat(name)} == set(UNKEPT)


def test_it_is_cleared_when_the_time_is_over(board: QClipboard, preferences: Preferences) -> None:
    guard = ClipboardGuard(preferences)
    assert preferences.clipboard_seconds == 60
    clipboard.put_text(NIP)
    assert guard.timer.isActive()
    assert guard.timer.interval() == 60_000
    guard.timer.timeout.emit()
    assert board.text() == ""
    assert not guard.timer.isActive()


def test_what_others_copied_since_stays(board: QClipboard, preferences: Preferences) -> None:
    guard = ClipboardGuard(preferences, owns=lambda: False)
    clipboard.put_text(NIP)
    others = QMimeData()
    others.setText("daftar belanja")
    board.setMimeData(others)
    assert not guard.timer.isActive()
    guard.clear()
    assert board.text() == "daftar belanja"


@pytest.mark.parametrize(("kept", "seconds"), [("0", 0), ("300", 300), ("99999999", 3600), ("banyak", 60)])
def test_the_time_is_a_preference(board: QClipboard, preferences: Preferences, kept: str, seconds: int) -> None:
    preferences._kept.setValue("clipboard", kept)
    guard = ClipboardGuard(preferences)
    clipboard.put_text(NIP)
    assert preferences.clipboard_seconds == seconds
    assert guard.timer.isActive() is bool(seconds)
    guard.clear()  # at the lock, whatever the time
    assert board.text() == ""


def test_what_a_field_copies_by_itself_is_marked_too(board: QClipboard, preferences: Preferences, qtbot) -> None:
    guard = ClipboardGuard(preferences, owns=lambda: True)
    field = QLineEdit(NIP)
    qtbot.addWidget(field)
    field.selectAll()
    field.copy()
    qtbot.waitUntil(lambda: board.mimeData().hasFormat(OWN))
    assert board.text() == NIP
    assert guard.timer.isActive()


def test_nothing_else_writes_to_the_clipboard() -> None:
    """A part that calls Qt by itself would leave its copy without the marks."""
    found = set()
    root = Path(desktop.__file__).parent
    for path in root.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in {"setMimeData", "clipboard"}:
                found.add(path.relative_to(root).as_posix())
    assert {name for name in found if "evidence_parts/adding" not in name} == {"guard/clipboard.py", "app.py"}
