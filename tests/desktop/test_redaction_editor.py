"""The editor of redacted copies: marks by mouse and by keys, back and forth, shown as they come out."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from samples import make_evidence, make_report

from cases.model.marks import Mark, MarkKind, Place
from desktop import theme
from desktop.widgets import redaction_geometry as geometry
from desktop.widgets.redaction_editor import RedactionEditor
from desktop.widgets.redaction_pages import image_of
from desktop.widgets.redaction_sheet import MarkSheet
from reports.redaction import PagePicture, marked, page_of

SIZE = QSize(800, 600)


def mark(kind: MarkKind, left: float, top: float, width: float, height: float, words: str = "", page: int = 0) -> Mark:
    return Mark(kind=kind, place=Place(page=page, left=left, top=top, width=width, height=height), words=words)


BOX = mark(MarkKind.BOX, 0.1, 0.1, 0.2, 0.1)


@cache
def page() -> PagePicture:
    made = Image.new("RGB", (800, 600), (230, 236, 240))
    pen = ImageDraw.Draw(made)
    for x in range(0, 800, 25):
        pen.rectangle((x, 0, x + 11, 600), fill=(x % 256, 120, 200 - x % 200))
    target = io.BytesIO()
    made.save(target, "PNG")
    return page_of(target.getvalue())


@pytest.fixture
def editor(qtbot) -> Iterator[RedactionEditor]:
    made = RedactionEditor()
    qtbot.addWidget(made)
    made.resize(1110, 560)
    start(made)
    made.show()
    qtbot.waitUntil(lambda: made.canvas.zoom > 0.5)
    yield made
    for box in made.findChildren(QMessageBox):
        box.close()


def start(made: RedactionEditor, *marks: Mark, pages: int = 1) -> None:
    made.start(make_evidence(make_report()), pages, marks, "Unggahan (tersunting)", "")
    shown = page()
    made.show_page(0, shown, image_of(shown))


def at(editor: RedactionEditor, left: float, top: float) -> QPoint:
    """A place of the page on the screen."""
    return editor.canvas.mapFromScene(QPointF(left * SIZE.width(), top * SIZE.height()))


def drag(editor: RedactionEditor, start: tuple[float, float], end: tuple[float, float]) -> None:
    view = editor.canvas.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=at(editor, *start))
    QTest.mouseMove(view, at(editor, (start[0] + end[0]) / 2, (start[1] + end[1]) / 2))
    QTest.mouseMove(view, at(editor, *end))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=at(editor, *end))


def click(editor: RedactionEditor, *place: float) -> None:
    QTest.mouseClick(editor.canvas.viewport(), Qt.MouseButton.LeftButton, pos=at(editor, *place))


def key(editor: RedactionEditor, code: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(editor.canvas, code, modifier)


def near(found: Place, left: float, top: float, width: float, height: float) -> bool:
    seen = (found.left, found.top, found.width, found.height)
    return all(abs(one - other) < 0.006 for one, other in zip(seen, (left, top, width, height), strict=True))


# -- by the mouse


@pytest.mark.parametrize("kind", [MarkKind.BOX, MarkKind.BLUR, MarkKind.TEXT])
def test_a_mark_is_drawn_in_any_direction(editor: RedactionEditor, kind: MarkKind) -> None:
    editor.tools[kind].click()
    drag(editor, (0.6, 0.5), (0.2, 0.3))
    (made,) = editor.sheet.marks
    assert (made.kind, made.words) == (kind, "Keterangan" if kind is MarkKind.TEXT else "")
    assert near(made.place, 0.2, 0.3, 0.4, 0.2)
    assert editor.sheet.chosen == 0


def test_an_arrow_points_where_the_mouse_went_and_nothing_leaves_the_page(editor: RedactionEditor) -> None:
    editor.tools[MarkKind.ARROW].click()
    drag(editor, (0.6, 0.5), (0.2, 0.3))
    assert near(editor.sheet.marks[0].place, 0.6, 0.5, -0.4, -0.2)
    editor.tools[MarkKind.BOX].click()
    drag(editor, (0.9, 0.9), (1.2, 1.2))
    assert near(editor.sheet.marks[1].place, 0.9, 0.9, 0.1, 0.1)


def test_a_mark_is_chosen_moved_and_pulled(editor: RedactionEditor) -> None:
    drag(editor, (0.1, 0.1), (0.3, 0.2))
    editor.tools[None].click()
    click(editor, 0.8, 0.8)
    assert editor.sheet.chosen == -1
    drag(editor, (0.2, 0.15), (0.5, 0.45))
    assert near(editor.sheet.marks[0].place, 0.4, 0.4, 0.2, 0.1)
    drag(editor, (0.6, 0.5), (0.8, 0.7))
    assert near(editor.sheet.marks[0].place, 0.4, 0.4, 0.4, 0.3)
    drag(editor, (0.4, 0.55), (0.2, 0.55))
    assert near(editor.sheet.marks[0].place, 0.2, 0.4, 0.6, 0.3)
    drag(editor, (0.5, 0.5), (5.0, 5.0))
    assert near(editor.sheet.marks[0].place, 0.4, 0.7, 0.6, 0.3), "it stays on the page"
    assert editor.sheet.undo_words == "geser kotak hitam"


def test_a_click_with_a_tool_chooses_and_with_that_of_texts_writes(editor: RedactionEditor) -> None:
    drag(editor, (0.1, 0.1), (0.3, 0.2))
    click(editor, 0.9, 0.9)
    assert editor.sheet.chosen == -1
    click(editor, 0.2, 0.15)
    assert editor.sheet.chosen == 0
    editor.tools[MarkKind.TEXT].click()
    click(editor, 0.6, 0.6)
    text = editor.sheet.marks[1]
    assert (text.kind, text.words) == (MarkKind.TEXT, "Keterangan")
    assert editor.panel.text.isVisibleTo(editor)
    width = text.place.width
    QTest.keyClicks(editor.panel.text.edit, "Akun yang dilaporkan")
    assert editor.sheet.marks[1].words == "Akun yang dilaporkan", "the first words were selected"
    assert editor.sheet.marks[1].place.width > width
    QTest.keyClick(editor.panel.text.edit, Qt.Key.Key_Return)
    assert editor.canvas.hasFocus(), "the keys are the mark's again"
    editor.sheet.undo()
    assert editor.sheet.marks[1] == text, "what is typed in one go is undone in one"


def test_escape_while_drawing_draws_nothing(editor: RedactionEditor) -> None:
    view = editor.canvas.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=at(editor, 0.1, 0.1))
    QTest.mouseMove(view, at(editor, 0.4, 0.4))
    key(editor, Qt.Key.Key_Escape)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=at(editor, 0.4, 0.4))
    assert editor.sheet.marks == ()


# -- by the keys


def test_everything_is_done_by_keys(editor: RedactionEditor) -> None:
    editor.canvas.setFocus()
    key(editor, Qt.Key.Key_B)
    key(editor, Qt.Key.Key_Return)
    (made,) = editor.sheet.marks
    assert made.kind is MarkKind.BLUR
    key(editor, Qt.Key.Key_Right)
    key(editor, Qt.Key.Key_Down)
    key(editor, Qt.Key.Key_Down)
    moved = editor.sheet.marks[0].place
    assert (moved.left, moved.top) == pytest.approx((made.place.left + 0.01, made.place.top + 16 / 600))
    shift = Qt.KeyboardModifier.ShiftModifier
    key(editor, Qt.Key.Key_Right, shift)
    key(editor, Qt.Key.Key_Up, shift)
    grown = editor.sheet.marks[0].place
    assert (grown.left, grown.top) == (moved.left, moved.top)
    assert (grown.width, grown.height) == pytest.approx((moved.width + 0.01, moved.height - 8 / 600))
    key(editor, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert editor.sheet.marks[0].place.left == pytest.approx(moved.left - 1 / 800)
    key(editor, Qt.Key.Key_Delete)
    assert editor.sheet.marks == ()
    names = []
    while editor.sheet.undo_words:
        names.append(editor.sheet.undo_words)
        key(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert names == ["hapus buram", "geser buram", "ubah ukuran buram", "geser buram", "tambah buram"]
    for _ in names:
        key(editor, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert editor.sheet.marks == ()
    key(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    key(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | shift)
    assert editor.sheet.marks == ()


def test_the_buttons_name_what_they_undo(editor: RedactionEditor) -> None:
    assert not editor.undo.isEnabled()
    drag(editor, (0.1, 0.1), (0.3, 0.2))
    assert editor.undo.toolTip() == "Urungkan: tambah kotak hitam (Ctrl+Z)"
    editor.undo.click()
    assert editor.sheet.marks == ()
    assert editor.redo.toolTip() == "Ulangi: tambah kotak hitam (Ctrl+Y)"
    editor.redo.click()
    assert len(editor.sheet.marks) == 1


def test_escape_asks_once_when_marks_would_be_lost(qtbot, editor: RedactionEditor) -> None:
    with qtbot.waitSignal(editor.left):
        key(editor, Qt.Key.Key_Escape)
    drag(editor, (0.1, 0.1), (0.3, 0.2))
    left: list[bool] = []
    editor.left.connect(lambda: left.append(True))
    key(editor, Qt.Key.Key_Escape)
    assert editor.sheet.chosen == -1
    key(editor, Qt.Key.Key_Escape)
    (box,) = editor.findChildren(QMessageBox)
    assert "Tanda yang belum disimpan" in box.text()
    assert not left
    with qtbot.waitSignal(editor.left):
        next(one for one in box.buttons() if one.text() == "Buang tanda").click()


def test_marks_to_start_from_are_left_without_a_question(qtbot, editor: RedactionEditor) -> None:
    start(editor, BOX)
    assert editor.canvas.tool is None, "one looks before one draws"
    with qtbot.waitSignal(editor.left):
        key(editor, Qt.Key.Key_Escape)


# -- the list beside it, pages, words


def test_the_list_follows_and_leads(editor: RedactionEditor, qtbot) -> None:
    start(
        editor, BOX, mark(MarkKind.TEXT, 0.5, 0.5, 0.2, 0.1, "Akun"), mark(MarkKind.BLUR, 0, 0, 1, 1, page=2), pages=3
    )
    rows = [editor.panel.list.item(n).text() for n in range(editor.panel.list.count())]
    assert rows == ["Kotak hitam, halaman 1", "Teks “Akun”, halaman 1", "Buram, halaman 3"]
    editor.panel.list.setCurrentRow(1)
    assert editor.sheet.chosen == 1
    with qtbot.waitSignal(editor.page_wanted) as wanted:
        editor.panel.list.setCurrentRow(2)
    assert wanted.args == [2]
    QTest.keyClick(editor.panel.list, Qt.Key.Key_Delete)
    assert len(editor.sheet.marks) == 2


def test_a_mark_is_put_on_every_page_once(editor: RedactionEditor) -> None:
    start(editor, BOX, pages=3)
    editor.sheet.choose(0)
    editor.panel.everywhere.click()
    assert [one.place.page for one in editor.sheet.marks] == [0, 1, 2]
    editor.sheet.choose(0)
    editor.panel.everywhere.click()
    assert len(editor.sheet.marks) == 3


def test_pages_are_turned_by_keys_and_ends_are_ends(qtbot, editor: RedactionEditor) -> None:
    start(editor, pages=2)
    wanted: list[int] = []
    editor.page_wanted.connect(wanted.append)
    key(editor, Qt.Key.Key_PageUp)
    key(editor, Qt.Key.Key_PageDown)
    assert wanted == [1]
    shown = page()
    editor.show_page(1, shown, image_of(shown))
    drag(editor, (0.1, 0.1), (0.3, 0.2))
    assert editor.sheet.marks[0].place.page == 1
    assert not editor.later.isEnabled()


def test_boxes_are_placed_over_words_that_were_found(editor: RedactionEditor) -> None:
    places = [BOX.place, mark(MarkKind.BOX, 0.5, 0.5, 0.1, 0.1).place]
    editor.cover(places, "Ratna")
    for one, place in zip(editor.sheet.marks, places, strict=True):
        assert one.place.left < place.left < place.left + place.width < one.place.left + one.place.width
        assert one.place.top < place.top < place.top + place.height < one.place.top + one.place.height
    assert editor.sheet.undo_words == "tutup kata “Ratna”"
    assert "2 tempat" in editor.notice.words
    editor.cover(places, "Ratna")
    assert len(editor.sheet.marks) == 2
    editor.cover([], "Dewi")
    assert "tidak ditemukan" in editor.notice.words


@pytest.mark.parametrize(
    ("marks", "reason", "words"),
    [
        ((), "Wajah ditutup.", "Belum ada yang ditutup"),
        ((BOX,), " ", "Tulis apa yang ditutup"),
        ((mark(MarkKind.TEXT, 0, 0, 0.1, 0.1, " "),), "Wajah ditutup.", "teks masih kosong"),
    ],
)
def test_what_is_missing_is_said_before_anything_is_made(editor: RedactionEditor, marks, reason, words) -> None:
    wanted: list[bool] = []
    editor.save_wanted.connect(lambda: wanted.append(True))
    start(editor, *marks)
    editor.panel.reason.restore(reason)
    editor.panel.save.click()
    assert words in editor.notice.words
    assert not wanted
    start(editor, BOX)
    editor.panel.reason.restore("Wajah ditutup.")
    editor.panel.save.click()
    assert wanted


# -- what is shown is what comes out


@pytest.mark.parametrize("mode", list(theme.Mode))
def test_the_editor_shows_marks_as_the_copy_will_have_them(editor: RedactionEditor, mode: theme.Mode) -> None:
    theme.set_mode(mode)
    marks = [
        mark(MarkKind.BOX, 0.1, 0.1, 0.3, 0.2),
        mark(MarkKind.BLUR, 0.3, 0.2, 0.3, 0.4),
        mark(MarkKind.ARROW, 0.9, 0.9, -0.3, -0.5),
        mark(MarkKind.TEXT, 0.05, 0.8, 0.4, 0.08, "Akun yang dilaporkan"),
    ]
    start(editor, *marks)
    seen = QImage(SIZE, QImage.Format.Format_RGB888)
    painter = QPainter(seen)
    editor.canvas.scene().render(painter, source=editor.canvas.sceneRect())
    painter.end()
    wanted = image_of(marked(page(), marks))
    assert seen.pixelColor(100, 100) == QColor("black")
    far = sum(
        max(abs(one - other) for one, other in zip(_levels(seen, x, y), _levels(wanted, x, y), strict=True)) > 40
        for x in range(0, 800, 7)
        for y in range(0, 600, 7)
    )
    assert far < 0.01 * (800 / 7) * (600 / 7), "only edges differ"


def _levels(image: QImage, x: int, y: int) -> tuple[int, int, int]:
    seen = image.pixelColor(x, y)
    return seen.red(), seen.green(), seen.blue()


def test_the_result_is_looked_at_and_left_again(qtbot, editor: RedactionEditor) -> None:
    drag(editor, (0.1, 0.1), (0.3, 0.2))
    with qtbot.waitSignal(editor.preview_wanted):
        key(editor, Qt.Key.Key_H)
    editor.show_preview(1, QImage())
    editor.show_preview(0, image_of(marked(page(), editor.sheet.marks)))
    drag(editor, (0.5, 0.5), (0.7, 0.7))
    assert len(editor.sheet.marks) == 1, "a result is not drawn on"
    key(editor, Qt.Key.Key_Escape)
    assert not editor.preview.isChecked()
    drag(editor, (0.5, 0.5), (0.7, 0.7))
    assert len(editor.sheet.marks) == 2


def test_zoom_keeps_to_its_ends_and_fits_again(editor: RedactionEditor) -> None:
    fitted = editor.canvas.zoom
    for _ in range(40):
        key(editor, Qt.Key.Key_Plus)
    assert editor.canvas.zoom == pytest.approx(16)
    drag(editor, (0.5, 0.5), (0.51, 0.51))
    assert len(editor.sheet.marks) == 1
    for _ in range(80):
        key(editor, Qt.Key.Key_Minus)
    assert editor.canvas.zoom >= 0.0199
    key(editor, Qt.Key.Key_0)
    assert editor.canvas.zoom == pytest.approx(fitted)


def test_narrow_tools_are_icons_with_their_names(editor: RedactionEditor) -> None:
    assert editor.tools[MarkKind.BLUR].text().strip() == "Buram"
    editor.resize(640, 400)
    assert editor.tools[MarkKind.BLUR].text() == ""
    assert editor.tools[MarkKind.BLUR].accessibleName() == "Buram"
    assert "kotak hitam lebih aman" in editor.tools[MarkKind.BLUR].toolTip()


def test_letters_typed_into_a_field_are_no_tools(editor: RedactionEditor) -> None:
    QTest.keyClicks(editor.panel.copy_title.edit, "bpkt")
    assert editor.canvas.tool is MarkKind.BOX
    event = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_K, Qt.KeyboardModifier.AltModifier)
    editor.tools[None].click()
    editor.keyPressEvent(event)
    assert editor.canvas.tool is None


# -- pure parts


def test_changes_go_back_and_forth_and_a_new_one_forgets_the_undone() -> None:
    sheet = MarkSheet()
    sheet.start([BOX])
    assert not sheet.dirty
    assert sheet.undo_words == ""
    other = mark(MarkKind.BLUR, 0, 0, 1, 1)
    sheet.add("tambah", other)
    sheet.put("geser", mark(MarkKind.BLUR, 0.1, 0, 0.9, 1), "geser")
    sheet.put("geser", mark(MarkKind.BLUR, 0.2, 0, 0.8, 1), "geser")
    sheet.undo()
    assert sheet.marks == (BOX, other), "one join is one change"
    sheet.undo()
    assert not sheet.dirty
    sheet.undo()
    sheet.redo()
    assert sheet.redo_words == "geser"
    sheet.choose(0)
    sheet.remove("hapus")
    assert (sheet.marks, sheet.redo_words, sheet.chosen) == ((other,), "", -1)
    sheet.put("tidak ada", BOX)
    sheet.add("tidak ada")
    assert sheet.marks == (other,)


parts = st.floats(0, 1, allow_nan=False)
ways = st.floats(-3, 3, allow_nan=False)


@given(parts, parts, parts, parts, ways, ways, st.sampled_from(MarkKind))
def test_what_is_moved_or_pulled_stays_on_the_page(x, y, x2, y2, across, down, kind) -> None:
    place = geometry.place_between(0, QPointF(x * 800, y * 600), QPointF(x2 * 800, y2 * 600), SIZE)
    held = Mark(kind=kind, place=place)
    if kind is not MarkKind.ARROW:
        box = geometry.rect_of(place, SIZE)
        held = Mark(kind=kind, place=geometry.place_between(0, box.topLeft(), box.bottomRight(), SIZE))
    to = QPointF(across * 800, down * 600)
    others = [geometry.moved(held, across, down), geometry.grown(held, across, down, (0.0, 0.0))]
    others += [geometry.pulled(held, n, to, SIZE) for n in range(len(geometry.handles(held, SIZE)))]
    for one in others:
        ends = (one.place.left, one.place.top, one.place.left + one.place.width, one.place.top + one.place.height)
        assert all(-1e-9 <= end <= 1 + 1e-9 for end in ends)
    moved = others[0].place
    assert (moved.width, moved.height) == (held.place.width, held.place.height)


def test_the_uppermost_mark_is_taken() -> None:
    marks = [
        mark(MarkKind.TEXT, 0, 0, 1, 0.5, "a"),
        BOX,
        mark(MarkKind.BLUR, 0, 0, 1, 1),
        mark(MarkKind.ARROW, 0, 1, 1, -1),
    ]
    assert geometry.mark_at(marks, 0, QPointF(100, 70), SIZE, 1) == 0
    assert geometry.mark_at(marks[1:], 0, QPointF(100, 70), SIZE, 1) == 0
    assert geometry.mark_at(marks, 0, QPointF(200, 455), SIZE, 1) == 3
    assert geometry.mark_at(marks, 0, QPointF(100, 590), SIZE, 1) == 2
    assert geometry.mark_at(marks, 1, QPointF(100, 70), SIZE, 1) == -1
