"""The question after a crash: what was typed comes back in its form, or is gone."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QCheckBox

import desktop
from cases.services import drafts
from cases.services.draft_names import NAMES
from desktop.assembly import fill
from desktop.desk import Desk
from desktop.dialogs import kept_drafts
from desktop.dialogs.kept_drafts import PLACES, KeptDraftsDialog
from desktop.main_window import MainWindow

WITHOUT_A_WAY = {"redaction"}
"""Its picture has to be read first."""


@pytest.fixture
def window(qtbot, desk: Desk) -> MainWindow:
    made = MainWindow()
    qtbot.addWidget(made)
    fill(made, desk)
    made.show()
    return made


def asked(qtbot, desk: Desk, window: MainWindow) -> KeptDraftsDialog:
    kept_drafts.begin(desk, window)
    qtbot.waitUntil(lambda: bool(window.findChildren(KeptDraftsDialog)))
    return window.findChildren(KeptDraftsDialog)[0]


def keep(do: Any, desk: Desk, key: str, **values: Any) -> None:
    text = json.dumps({"at": desk.office.clock.now().isoformat(), "values": values})
    do(drafts.keep_draft, key, text)


def test_what_was_typed_stands_in_its_form_again(qtbot, desk, window, do, ask) -> None:
    do(drafts.begin_session)
    keep(do, desk, "report:new", narrative="Hadir di lapangan. " * 5_000)
    dialog = asked(qtbot, desk, window)
    assert dialog.findChildren(QCheckBox) == [], "one needs no ticks"
    dialog.restore.click()
    qtbot.waitUntil(lambda: window.current_key == "report")
    page: Any = window.page("report")
    qtbot.waitUntil(lambda: page.draft is not None and page.draft.line.words.startswith("Isian tanggal "))
    assert len(page.entry.values()["narrative"]) == len("Hadir di lapangan. ") * 5_000
    qtbot.waitUntil(lambda: not desk.tasks.busy)
    assert do(drafts.begin_session) == ()


def test_of_several_the_unticked_are_gone(qtbot, desk, window, do, ask) -> None:
    do(drafts.begin_session)
    keep(do, desk, "report:new", narrative="Satu.")
    keep(do, desk, "settings:paper", place="Dua")
    dialog = asked(qtbot, desk, window)
    dialog.boxes["settings:paper"].setChecked(False)
    dialog.restore.click()
    qtbot.waitUntil(lambda: list(ask(drafts.my_drafts)) == ["report:new"])
    qtbot.waitUntil(lambda: window.current_key == "report" and not desk.tasks.busy)


def test_everything_is_thrown_away(qtbot, desk, window, do, ask) -> None:
    do(drafts.begin_session)
    keep(do, desk, "report:new", narrative="Satu.")
    asked(qtbot, desk, window).throw.click()
    qtbot.waitUntil(lambda: ask(drafts.my_drafts) == {})
    assert window.current_key == ""


def test_every_form_that_keeps_a_draft_has_its_name_and_its_way() -> None:
    """A new key needs a line in ``draft_names.NAMES`` and in ``kept_drafts.PLACES``."""
    code = "".join(path.read_text(encoding="utf-8") for path in Path(desktop.__file__).parent.rglob("*.py"))
    written = re.findall(
        r'(?:FormDraft\([^"]*?|self\._key = \w+(?:\._\w+)?, |_key, self\._editor.*? = )f?"([\w-]+):', code
    )
    kinds = {kind for kind in written if not kind.startswith("letter-") or kind == "letter-request"}
    assert len(kinds) > 12
    assert kinds - NAMES.keys() == set()
    assert kinds - PLACES.keys() - WITHOUT_A_WAY == set()
