"""The page of a wording on a real office: its parts and its text are one, the letter beside it follows, undo works."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest
from page_trail import Trail
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from wording_desk import NAME, action, answer, box_of, draft, page, paper_of, place_of, settled, shown, summons, trail

from cases.letters.blocks import KINDS
from cases.letters.template_text import read_parts
from cases.letters.templates import SHIPPED
from cases.letters.trial import EXTREME
from cases.model.user import Role
from cases.model.wording import WordingState
from cases.services import drafts, letters, wording_drafts, wordings
from cases.services.letter_view import letter_view
from desktop import theme
from desktop.dialogs.discard import ReasonDialog
from desktop.pages.letter_parts.wording_bar import WordingBar
from desktop.pages.wording import WordingPage
from desktop.pages.wording_parts.parts_view import HEAD, PartsView
from desktop.pages.wording_parts.records import Choices, RecordField
from desktop.pages.wording_parts.words import PARTS
from desktop.pages.wordings import WordingsSection

__all__ = ["draft", "page", "shown", "trail"]

LAST = "Demikian untuk dilaksanakan."


# -- reading


def test_a_shipped_wording_is_read_as_it_will_be_printed(shown) -> None:
    page = shown(NAME)
    assert not page.editor.text.document().isModified()
    assert page.editor.text.isReadOnly()
    assert [key for key, _ in page.editor.tabs.tabs] == ["parts", "text"]
    words = page.editor.parts.cards[place_of(page, "pairs")].words
    assert "Rudi Hartawan Saputra" in words
    assert "Surat Panggilan I" in paper_of(page).title()
    page.editor.parts.open(0)
    assert page.editor.parts.cards[0].field is None
    assert action(page, "start").isVisible()
    assert not action(page, "save").isVisible()


def test_values_of_the_largest_case_come_out_literally(qtbot, shown) -> None:
    page = shown(NAME)
    page.editor.trial.restore(EXTREME)
    page.editor.trial.changed.emit()
    settled(qtbot, page)
    assert "<Ani> {nama}" in paper_of(page)
    assert "<img src=x>" in paper_of(page)
    assert "&lt;Ani&gt;" in page.editor.parts.cards[place_of(page, "pairs")].words


def test_the_drawer_tells_each_placeholder_and_its_value(qtbot, draft) -> None:
    found = {}
    for place in range(draft.editor.drawer.list.count()):
        item = draft.editor.drawer.list.item(place)
        found[item.toolTip()] = (item.data(Qt.ItemDataRole.UserRole + 1), item.data(Qt.ItemDataRole.UserRole + 2))
    assert found["{terlapor.nama}"] == ("Nama terlapor", "Rudi Hartawan Saputra, S.Sos., M.A.P.")
    QTest.keyClicks(draft.editor.drawer.search, "pangkat terlapor")
    left = [
        draft.editor.drawer.list.item(place).toolTip()
        for place in range(draft.editor.drawer.list.count())
        if not draft.editor.drawer.list.item(place).isHidden()
    ]
    assert "{terlapor.pangkat}" in left
    assert "{terlapor.nama}" not in left


# -- changing


def test_start_makes_a_draft_and_opens_it(qtbot, shown, trail, ask) -> None:
    page = shown(NAME)
    action(page, "start").click()
    qtbot.waitUntil(lambda: bool(trail.opened))
    assert trail.opened[-1] == ("wording", {"name": "summons-1@1.1"})
    assert ask(wordings.wording_sheet, "summons-1@1.1").state == WordingState.DRAFT


def test_typing_in_a_part_changes_text_and_paper_and_can_be_undone(qtbot, draft) -> None:
    place = place_of(draft, "paragraph", LAST)
    draft.editor.parts.open(place)
    before = draft.editor.text.text
    box = box_of(draft, place)
    cursor = box.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    box.setTextCursor(cursor)
    QTest.keyClicks(box, " Segera.")
    assert f'text = "{LAST} Segera."' in draft.editor.text.text
    settled(qtbot, draft)
    assert "dilaksanakan. Segera." in paper_of(draft)
    QTest.keyClick(box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert draft.editor.text.text != before + " Segera."
    while draft.editor.text.document().isUndoAvailable():
        draft.editor.undo_button.click()
    assert draft.editor.text.text == before
    assert box_of(draft, place).toPlainText() == LAST
    draft.editor.redo_button.click()
    assert draft.editor.text.text != before


def test_changing_the_text_changes_the_parts(qtbot, draft) -> None:
    draft.editor.tabs.choose("text")
    draft.editor.text.put(draft.editor.text.text.replace(LAST, "Agar dipenuhi."))
    settled(qtbot, draft)
    assert "Agar dipenuhi." in draft.editor.parts.cards[place_of(draft, "paragraph", "Agar")].words
    assert "Agar dipenuhi." in paper_of(draft)


def test_parts_are_added_moved_and_removed(qtbot, draft) -> None:
    count = len(draft.editor.parts.cards)
    draft.editor.parts.add("paragraph", 1)
    assert len(draft.editor.parts.cards) == count + 1
    assert "Tulis paragraf di sini." in draft.editor.text.text
    draft.editor.parts.shift(1, -1)
    assert draft.editor.parts.parts.blocks[0]["kind"] == "paragraph"
    draft.editor.parts.remove(0)
    settled(qtbot, draft)
    assert len(draft.editor.parts.cards) == count
    assert not draft.editor.unsaved


def test_rows_of_a_part_are_added_moved_and_removed(qtbot, draft) -> None:
    place = place_of(draft, "pairs")
    draft.editor.parts.open(place)
    card = draft.editor.parts.cards[place]
    rows = draft.editor.parts.parts.blocks[place]["rows"]
    field = card.field._fields["rows"]
    field.add_button.click()
    lines = field.findChildren(QLineEdit)
    QTest.keyClicks(lines[-2], "Agama")
    QTest.keyClicks(lines[-1], "{terlapor.unit}")
    assert draft.editor.parts.parts.blocks[place]["rows"] == [*rows, ["Agama", "{terlapor.unit}"]]
    field._move(field._made[-1], -1)
    assert draft.editor.parts.parts.blocks[place]["rows"][-2] == ["Agama", "{terlapor.unit}"]
    field._remove(field._made[-2])
    assert draft.editor.parts.parts.blocks[place]["rows"] == rows
    assert not draft.editor.unsaved


def test_tembusan_and_head_are_changed_in_their_parts(draft) -> None:
    place = place_of(draft, "copies")
    draft.editor.parts.open(place)
    line = draft.editor.parts.cards[place].field._fields["copies"]._made[0]
    box = line.findChildren(QPlainTextEdit)[0]
    box.setPlainText("Camat Tirta Hulu")
    assert draft.editor.parts.parts.head["copies"][0] == {"text": "Camat Tirta Hulu"}
    assert list(draft.editor.parts.parts.head)[:3] == ["kind", "version", "title"]
    draft.editor.parts.open(HEAD)
    field = draft.editor.parts.head_card.field
    field._fields["valid_from"].edit.clear()
    QTest.keyClicks(field._fields["valid_from"].edit, "2026-01-31")
    assert "valid_from = 2026-01-31" in draft.editor.text.text


def test_a_condition_is_chosen_by_its_meaning(draft) -> None:
    place = place_of(draft, "paragraph", LAST)
    draft.editor.parts.open(place)
    field = draft.editor.parts.cards[place].field._fields["when"]
    field.restore("terlapor.unit")
    field.changed.emit()
    assert draft.editor.parts.parts.blocks[place]["when"] == "terlapor.unit"
    field.restore("")
    field.changed.emit()
    assert "when" not in draft.editor.parts.parts.blocks[place]


def test_a_placeholder_goes_where_the_cursor_was(qtbot, draft) -> None:
    place = place_of(draft, "paragraph", LAST)
    draft.editor.parts.open(place)
    box = box_of(draft, place)
    box.setFocus()
    draft.editor._target = box
    draft.editor.insert("terlapor.nama")
    assert "{terlapor.nama}" in draft.editor.parts.parts.blocks[place]["text"]


def test_what_is_wrong_stands_at_its_line_and_part(qtbot, draft) -> None:
    draft.editor.text.put(draft.editor.text.text.replace("{periksa.jam}", "{periksa.jm}"))
    settled(qtbot, draft)
    assert len(draft.editor.problems) == 1
    line = draft.editor.problems[0].line
    assert "{periksa.jm}" in draft.editor.text.text.split("\n")[line - 1]
    assert [mark.cursor.blockNumber() + 1 for mark in draft.editor.text.extraSelections()] == [line]
    assert "periksa.jam" in draft.editor.parts.cards[draft.editor.problems[0].block].problem
    draft.editor.go_to(line)
    assert draft.editor.text.textCursor().blockNumber() == line - 1
    draft.editor.text.put("kind = ")
    settled(qtbot, draft)
    assert not draft.editor.parts.isEnabled()
    draft.editor.text.undo()
    assert draft.editor.parts.isEnabled()


def test_what_is_typed_is_kept_and_comes_back(qtbot, draft, desk, ask, admin) -> None:
    draft.editor.text.put(draft.editor.text.text.replace(LAST, "Belum disimpan."))
    assert draft.may_leave()
    settled(qtbot, draft)
    assert any("Belum disimpan." in kept for kept in ask(drafts.my_drafts).values())
    other = WordingPage(desk, Trail())
    qtbot.addWidget(other)
    other.on_shown(name="summons-1@1.1")
    qtbot.waitUntil(lambda: "Belum disimpan." in other.editor.text.text)
    settled(qtbot, other)
    assert other.editor.unsaved


# -- use


def test_it_is_saved_tried_used_and_brought_back(qtbot, draft, trail, ask) -> None:
    draft.editor.text.put(draft.editor.text.text.replace(LAST, "Agar dipenuhi."))
    assert not draft.editor.use.try_button.isEnabled()
    action(draft, "save").click()
    settled(qtbot, draft)
    assert trail.said == ["Konsep naskah disimpan"]
    assert not draft.editor.unsaved
    draft.editor.tabs.choose("use")
    assert not draft.editor.use.use_button.isEnabled()
    draft.editor.use.try_button.click()
    settled(qtbot, draft)
    assert draft.editor.use.told.text() == "Semua contoh tercetak baik."
    draft.editor.use.use_button.click()
    settled(qtbot, draft)
    line = next(one for one in ask(wordings.wording_lines) if one.kind == "summons-1")
    assert line.current == "summons-1@1.1"
    assert draft.editor.text.isReadOnly()
    action(draft, "retire").click()
    answer(draft, "Kembali")
    settled(qtbot, draft)
    line = next(one for one in ask(wordings.wording_lines) if one.kind == "summons-1")
    assert line.current == NAME


def test_a_draft_is_thrown_away(qtbot, draft, trail, ask) -> None:
    action(draft, "throw").click()
    (dialog,) = draft.findChildren(ReasonDialog)
    dialog.form.submit()
    assert dialog.isVisible(), "a reason is asked for"
    dialog.reason.restore("Salah surat.")
    dialog.form.submit()
    qtbot.waitUntil(lambda: bool(trail.opened))
    assert trail.opened[-1][1].get("name", NAME) == NAME
    settled(qtbot, draft)
    assert next(one for one in ask(wordings.wording_lines) if one.kind == "summons-1").editions == ()


def test_a_clerk_reads_and_changes_nothing(qtbot, desk_of, do) -> None:
    name = do(wording_drafts.start_draft, NAME).name
    desk = desk_of(Role.CLERK)
    page = WordingPage(desk, Trail())
    qtbot.addWidget(page)
    page.on_shown(name=name)
    qtbot.waitUntil(lambda: page._sheet is not None)
    settled(qtbot, page)
    assert page.editor.text.isReadOnly()
    page.editor.parts.open(0)
    assert page.editor.parts.cards[0].field is None
    assert all(action(page, key).isHidden() for key in ("save", "throw", "start", "retire"))


@pytest.mark.parametrize("kind", ["decision", "examination-record", "intake-form", "disposition-sheet", "apology"])
def test_opening_a_part_changes_nothing(qtbot, kind: str) -> None:
    parts = read_parts(SHIPPED.text(SHIPPED.newest_shipped(kind).template))
    assert parts is not None
    view = PartsView()
    qtbot.addWidget(view)
    view.begin(Choices((), ()), editable=True, head_free=True)
    view.show_parts(parts)
    for card in (view.head_card, *view.cards):
        before = card.given()
        card.open()
        for each in card.findChildren(RecordField):
            if each is not card.field:
                each.show_more()
        assert card.given() == before
        card.close_fields()


# -- one letter


def test_one_letter_is_worded_on_the_same_page(qtbot, shown, do, ask, trail) -> None:
    letter = summons(do, ask).letters[0]
    page = shown(letter_id=letter.id)
    assert letter.content.values["terlapor.nama"] in paper_of(page)
    page.editor.text.put(page.editor.text.text.replace(LAST, "Harap hadir tepat waktu."))
    settled(qtbot, page)
    assert "Harap hadir tepat waktu." in paper_of(page)
    action(page, "save").click()
    settled(qtbot, page)
    assert "Harap hadir tepat waktu." in ask(letters.letter, letter.id).wording
    assert trail.said == ["Naskah surat ini disimpan"]
    action(page, "follow").click()
    answer(page, "Ikuti")
    settled(qtbot, page)
    assert ask(letters.letter, letter.id).wording == ""
    assert page.editor.text.text == SHIPPED.text(NAME)
    action(page, "back").click()
    assert trail.opened[-1] == ("letter", {"letter_id": letter.id})


def test_the_bar_of_a_letter_leads_there_and_marks_it(qtbot, desk, do, ask, trail) -> None:
    letter = summons(do, ask).letters[0]
    bar = WordingBar(desk, trail)
    qtbot.addWidget(bar)
    bar.show_letter(ask(letter_view, letter.id))
    assert bar.mark.isHidden()
    bar.open_button.click()
    assert trail.opened[-1] == ("wording", {"letter_id": letter.id})
    view = ask(letter_view, letter.id)
    bar.show_letter(replace(view, letter=replace(view.letter, wording="x")))
    assert not bar.mark.isHidden()


# -- the list, files, looks


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_a_part_is_asked_for(kind: str) -> None:
    asked = {ask.name for ask in PARTS[kind].asks}
    assert {field.name for field in msgspec.structs.fields(KINDS[kind])} - asked <= {"gap"}
    assert msgspec.convert(PARTS[kind].new, type=KINDS[kind])


def test_the_list_opens_what_is_worked_on(qtbot, desk, do, trail) -> None:
    do(wording_drafts.start_draft, NAME)
    section = WordingsSection(desk, trail)
    qtbot.addWidget(section)
    section.read()
    qtbot.waitUntil(lambda: len(section.table.model.rows) > 0)
    line = next(one for one in section.table.model.rows if one.kind == "summons-1")
    section.open_line(line)
    assert trail.opened[-1] == ("wording", {"name": "summons-1@1.1"})


def test_a_file_goes_out_and_comes_in(qtbot, desk, shown, trail, ask, tmp_path) -> None:
    page = shown(NAME)
    path = tmp_path / "naskah.toml"
    page.write(path, ask(wordings.export_text, NAME))
    settled(qtbot, page)
    assert path.read_text(encoding="utf-8") == SHIPPED.text(NAME)
    section = WordingsSection(desk, trail)
    qtbot.addWidget(section)
    section.take_file(path)
    qtbot.waitUntil(lambda: bool(trail.opened))
    assert trail.opened[-1] == ("wording", {"name": "summons-1@1.1"})


def test_it_is_painted_in_both_looks(qtbot, draft) -> None:
    draft.editor.parts.open(place_of(draft, "pairs"))
    for mode in theme.Mode:
        theme.set_mode(mode)
        assert not draft.grab().isNull()
    assert draft.editor.preview.drawn
