from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cases.errors import StorageError
from cases.services import drafts
from desktop import drafting
from desktop.desk import Desk
from desktop.drafting import FormDraft
from desktop.main_window import MainWindow
from desktop.page import Page
from desktop.tasks import Tasks
from desktop.widgets.fields import LongTextField, TextField
from desktop.widgets.form import Form

KEY = "report:new"


class Sheet(QWidget):
    """A window with a form whose values are drafted."""

    def __init__(self, desk: Desk, key: str = KEY, start: str = "") -> None:
        super().__init__()
        self.form = Form()
        self.name = self.form.add("name", "Nama", TextField())
        self.story = self.form.add("story", "Uraian", LongTextField())
        self.name.restore(start)
        QVBoxLayout(self).addWidget(self.form)
        self.draft = FormDraft(desk, key, self.form)


@pytest.fixture
def sheet(qtbot, desk: Desk, tasks: Tasks) -> Callable[..., Sheet]:
    def make(**parts: Any) -> Sheet:
        made = Sheet(desk, **parts)
        qtbot.addWidget(made)
        made.show()
        qtbot.waitExposed(made)
        qtbot.waitUntil(lambda: not tasks.busy)
        return made

    return make


def test_what_is_typed_comes_back_with_a_line(qtbot, sheet, tasks: Tasks, ask) -> None:
    first = sheet()
    qtbot.keyClicks(first.name.edit, "Ratna")
    qtbot.waitUntil(lambda: bool(ask(drafts.my_drafts)))
    first.close()
    second = sheet()
    assert second.name.value() == "Ratna"
    assert second.draft.line.words.startswith("Isian tanggal ")
    assert second.draft.line.words.endswith(" dipulihkan.")


def test_typing_without_a_pause_is_written_too(qtbot, sheet, tasks: Tasks, ask, monkeypatch) -> None:
    monkeypatch.setattr(drafting, "PAUSE_MS", 3_600_000)
    monkeypatch.setattr(drafting, "LATEST_MS", 50)
    typed = sheet()
    qtbot.keyClicks(typed.name.edit, "Ratna")
    qtbot.waitUntil(lambda: "Ratna" in ask(drafts.my_drafts).get(KEY, ""))


def test_discard_shows_the_start_and_forgets(qtbot, sheet, tasks: Tasks, ask, do) -> None:
    do(drafts.keep_draft, KEY, '{"at": "2026-05-04T02:00:00+00:00", "values": {"name": "Lama", "story": "x"}}')
    shown = sheet(start="Awal")
    assert shown.draft.line.words == "Isian tanggal 4 Mei 2026 pukul 09.00 dipulihkan."
    qtbot.mouseClick(shown.draft.line.discard, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not tasks.busy)
    assert shown.name.value() == "Awal"
    assert shown.story.value() == ""
    assert shown.draft.line.words == ""
    assert ask(drafts.my_drafts) == {}


def test_a_saved_form_leaves_no_draft(qtbot, sheet, tasks: Tasks, ask) -> None:
    shown = sheet()
    qtbot.keyClicks(shown.name.edit, "Bagus")
    shown.draft.flush()
    qtbot.waitUntil(lambda: bool(ask(drafts.my_drafts)))
    shown.draft.drop()
    qtbot.waitUntil(lambda: not ask(drafts.my_drafts))
    shown.close()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert ask(drafts.my_drafts) == {}, "closing writes nothing that was saved"


def test_typing_back_to_the_start_forgets_the_draft(qtbot, sheet, tasks: Tasks, ask) -> None:
    shown = sheet()
    qtbot.keyClicks(shown.name.edit, "B")
    shown.draft.flush()
    qtbot.waitUntil(lambda: bool(ask(drafts.my_drafts)))
    qtbot.keyClick(shown.name.edit, Qt.Key.Key_Backspace)
    shown.draft.flush()
    qtbot.waitUntil(lambda: not ask(drafts.my_drafts))


def test_leaving_a_field_writes_at_once(qtbot, sheet, tasks: Tasks, ask) -> None:
    shown = sheet()
    shown.activateWindow()
    shown.name.edit.setFocus()
    qtbot.waitUntil(shown.name.edit.hasFocus)
    qtbot.keyClicks(shown.name.edit, "Cepat")
    assert not shown.draft.kept
    shown.story.edit.setFocus()
    assert shown.draft.kept, "written when the cursor left, not after the pause"


def test_closing_the_window_writes_the_last_key(qtbot, sheet, tasks: Tasks, ask) -> None:
    shown = sheet()
    qtbot.keyClicks(shown.story.edit, "Terakhir")
    shown.close()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert "Terakhir" in ask(drafts.my_drafts)[KEY]


def test_keys_do_not_mix(qtbot, sheet, tasks: Tasks) -> None:
    first = sheet()
    qtbot.keyClicks(first.name.edit, "Satu")
    first.draft.flush()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert sheet(key="report:1").name.value() == ""


def test_what_is_typed_while_the_draft_is_read_wins(qtbot, desk: Desk, tasks: Tasks, do) -> None:
    do(drafts.keep_draft, KEY, '{"at": "2026-05-04T02:00:00+00:00", "values": {"name": "Lama", "story": "kisah"}}')
    shown = Sheet(desk)
    qtbot.addWidget(shown)
    qtbot.keyClicks(shown.name.edit, "Baru")
    qtbot.waitUntil(lambda: not tasks.busy)
    assert shown.name.value() == "Baru"
    assert shown.story.value() == "kisah"


def test_a_full_disk_is_said_in_the_form(
    qtbot, sheet, desk: Desk, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = sheet()

    def full(*_args: object) -> None:
        raise StorageError("Penyimpanan penuh; kosongkan ruang.")

    with monkeypatch.context() as broken:
        broken.setattr(drafts, "keep_draft", full)
        qtbot.keyClicks(shown.name.edit, "R")
        shown.draft.flush()
        qtbot.waitUntil(lambda: not tasks.busy)
    assert shown.draft.line.words == "Isian ini belum tersimpan sementara. Penyimpanan penuh; kosongkan ruang."
    qtbot.keyClicks(shown.name.edit, "a")
    shown.draft.flush()
    qtbot.waitUntil(lambda: shown.draft.line.words == "")


def test_ctrl_s_keeps_what_is_typed_and_says_so(qtbot, desk: Desk, tasks: Tasks, ask) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    page = Page()
    shown = Sheet(desk)
    page.lines.addWidget(shown)
    window.add_page("sheet", "Isian", "tray", lambda: page)
    window.show()
    window.open_page("sheet")
    qtbot.waitUntil(lambda: not tasks.busy)
    qtbot.keyClicks(shown.name.edit, "Ratna")
    with qtbot.waitSignal(desk.saved):
        window.save_wanted.emit()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert "Ratna" in ask(drafts.my_drafts)[KEY]
