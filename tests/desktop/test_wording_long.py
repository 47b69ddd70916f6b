"""The letter beside a wording when it is long: the pages in sight come first, the whole of it once nothing is typed."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader
from wording_desk import draft, page, settled, shown, trail

from cases.letters.trial import EXTREME
from cases.services import wording_drafts
from desktop.pages.wording import WordingPage

__all__ = ["draft", "page", "shown", "trail"]


def drawn(page: WordingPage) -> list[bool]:
    """Of each page of the letter beside the wording whether something stands on it."""
    pdf = page.editor.shown.pdf if page.editor.shown is not None else None
    assert pdf is not None
    return [bool(sheet.extract_text().strip()) for sheet in PdfReader(io.BytesIO(pdf)).pages]


@pytest.fixture
def long(qtbot, do, shown) -> WordingPage:
    made: WordingPage = shown(do(wording_drafts.start_draft, "examination-record@1").name)
    made.editor.trial.restore(EXTREME)
    made.editor.trial.changed.emit()
    settled(qtbot, made)
    return made


def test_pages_in_sight_come_first_and_the_others_follow(qtbot, long) -> None:
    editor = long.editor
    assert editor.preview.pages > 4, "the largest record is a long one"
    assert all(drawn(long))
    editor.text.put(editor.text.text.replace("Demikian", "Demikianlah"))
    qtbot.waitUntil(lambda: not all(drawn(long)))
    assert [n for n, there in enumerate(drawn(long)) if there] == list(editor.preview.looked_at)
    qtbot.waitUntil(lambda: all(drawn(long)))
    assert not editor._rest.isActive()
