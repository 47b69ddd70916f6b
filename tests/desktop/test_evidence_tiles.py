"""The view of tiles: columns, keys, what is chosen, what is painted, and what a screen reader hears."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor, QImage

from desktop import theme
from desktop.widgets.evidence_tile import TileLook
from desktop.widgets.evidence_tiles import TileGrid

Key = Qt.Key
Show = Callable[..., TileGrid]


def look(number: int, title: str = "Unggahan") -> TileLook:
    return TileLook(f"B-{number:02d}", title, "Facebook, 28 Sep 2024", "Utuh", "shield-check", "green", f"id{number}")


def looks(count: int) -> list[TileLook]:
    return [look(number) for number in range(1, count + 1)]


@pytest.fixture
def shown(qtbot) -> Show:
    def make(count: int, width: int = 738, height: int = 520, **parts: object) -> TileGrid:
        grid = TileGrid(**parts)
        qtbot.addWidget(grid)
        grid.resize(width, height)
        grid.show_tiles(looks(count))
        grid.show()
        qtbot.waitExposed(grid)
        grid.activateWindow()
        grid.setFocus()
        qtbot.waitUntil(grid.hasFocus)
        return grid

    return make


def place(grid: TileGrid, row: int) -> QPoint:
    return grid.item_box(row).center().toPoint()


def test_as_many_columns_as_fit_and_files_have_the_rest_of_the_row(shown: Show) -> None:
    grid = shown(4, drop=True)
    boxes = [grid.item_box(row) for row in range(5)]
    assert grid.columns == 3
    assert len({round(box.width()) for box in boxes[:4]}) == 1
    assert boxes[0].top() == boxes[1].top() == boxes[2].top() < boxes[3].top() == boxes[4].top()
    assert boxes[4].right() == boxes[2].right(), "the place for files ends where the row does"
    grid.resize(480, 520)
    grid.doItemsLayout()
    assert grid.columns == 2
    assert grid.item_box(2).top() == grid.item_box(3).top() > grid.item_box(1).top()


def test_keys_move_by_rows_columns_and_pages(qtbot, shown: Show) -> None:
    grid = shown(20)
    chosen: list[object] = []
    grid.chosen.connect(chosen.append)
    grid.choose("id1")
    for key in (Key.Key_Right, Key.Key_Down, Key.Key_PageDown, Key.Key_PageUp, Key.Key_End, Key.Key_Home, Key.Key_Up):
        qtbot.keyClick(grid, key)
    assert chosen == ["id1", "id2", "id5", "id11", "id5", "id20", "id1"]
    qtbot.keyClick(grid, Key.Key_End)
    qtbot.keyClick(grid, Key.Key_Right)
    assert grid.target == "id20"
    assert grid.viewport().rect().contains(place(grid, 19)), "what is chosen by a key is in sight"


def test_letters_find_a_title_or_a_number(qtbot, shown: Show) -> None:
    grid = shown(0)
    grid.show_tiles([look(1, "Komentar"), look(2, "Foto"), look(12, "Kopi surat"), look(13, "Video")])
    grid.choose("id1")
    qtbot.keyClicks(grid, "k")
    assert grid.target == "id12", "the next one"
    qtbot.keyClicks(grid, "o")
    assert grid.target == "id12", "what fits still stays"
    qtbot.keyClicks(grid, "m")
    assert grid.target == "id1"
    grid._since.invalidate()
    qtbot.keyClicks(grid, "13")
    assert grid.target == "id13"
    grid._since.invalidate()
    qtbot.keyClicks(grid, "b-02")
    assert grid.target == "id2"
    grid._since.invalidate()
    qtbot.keyClicks(grid, "xyz")
    assert grid.target == "id2"


def test_enter_and_two_clicks_open(qtbot, shown: Show) -> None:
    grid = shown(3)
    opened: list[object] = []
    grid.opened.connect(opened.append)
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place(grid, 1))
    assert (grid.target, opened) == ("id2", [])
    qtbot.keyClick(grid, Key.Key_Return)
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place(grid, 2))
    qtbot.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place(grid, 2))
    assert opened == ["id2", "id3"]


def test_the_place_for_files_is_the_last_one_and_asks_for_them(qtbot, shown: Show) -> None:
    grid = shown(2, drop=True)
    grid.choose("id1")
    asked: list[bool] = []
    grid.add_wanted.connect(lambda: asked.append(True))
    for _ in range(3):
        qtbot.keyClick(grid, Key.Key_Right)
    qtbot.keyClick(grid, Key.Key_Return)
    qtbot.keyClick(grid, Key.Key_Space)
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place(grid, 2))
    assert len(asked) == 3
    assert grid.target == "id2", "an item stays chosen meanwhile"


def test_chosen_evidence_stays_chosen_and_in_its_place_when_read_again(qtbot, shown: Show) -> None:
    grid = shown(60)
    grid.choose("id40")
    scrolled = grid.verticalScrollBar().value()
    chosen: list[object] = []
    grid.chosen.connect(chosen.append)
    grid.show_tiles(looks(61))
    assert (grid.target, grid.verticalScrollBar().value(), chosen) == ("id40", scrolled, [])
    assert scrolled > 0
    grid.show_tiles([look(number, "Lain") for number in range(1, 62)])
    assert (grid.target, grid.looks[0].title) == ("id40", "Lain")
    grid.show_tiles(looks(3))
    assert grid.target is None
    grid.show_tiles([])
    assert grid.target is None


def test_pictures_are_asked_for_only_where_they_are_seen(qtbot, shown: Show) -> None:
    asked: list[object] = []

    def picture(target: object) -> None:
        asked.append(target)

    grid = shown(500, picture=picture)
    grid.grab()
    assert 9 <= len(set(asked)) <= 12
    assert "id500" not in asked
    grid.verticalScrollBar().setValue(grid.verticalScrollBar().maximum())
    grid.grab()
    assert "id500" in asked


def test_tile_shows_its_picture_inside_its_frame(shown: Show) -> None:
    pictures: dict[object, QImage] = {}
    grid = shown(1, picture=pictures.get)
    box = grid.item_box(0).toRect()
    before = grid.grab().toImage()
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(QColor("magenta"))
    pictures["id1"] = image
    grid.set_image("id1")
    grid.set_image("gone")
    after = grid.grab().toImage()
    upper, under = QPoint(box.center().x(), 60), QPoint(box.center().x(), box.top() + theme.size("thumbImage") + 4)
    assert before.pixelColor(upper) != QColor("magenta")
    assert after.pixelColor(upper) == QColor("magenta")
    assert after.pixelColor(under) != QColor("magenta")


def test_what_has_the_focus_is_seen(shown: Show) -> None:
    grid = shown(2)
    grid.choose("id1")
    with_focus = grid.grab().toImage()
    grid.clearFocus()
    assert grid.grab().toImage() != with_focus


def test_a_list_has_one_line_each(qtbot, shown: Show) -> None:
    grid = shown(20, drop=True)
    grid.choose("id3")
    grid.show_lines(lines=True)
    grid.doItemsLayout()
    assert grid.columns == 1
    assert grid.item_box(1).top() > grid.item_box(0).bottom()
    qtbot.keyClick(grid, Key.Key_Down)
    assert grid.target == "id4"
    grid.show_lines(lines=False)
    grid.doItemsLayout()
    assert grid.columns == 3


def test_a_screen_reader_hears_name_title_and_state(shown: Show) -> None:
    grid = shown(2, drop=True)
    heard = QAccessible.queryAccessibleInterface(grid)
    assert heard.childCount() == 3
    words = [heard.child(row).text(QAccessible.Text.Name) for row in range(3)]
    assert words == [
        "B-01 Unggahan, Facebook, 28 Sep 2024, Utuh",
        "B-02 Unggahan, Facebook, 28 Sep 2024, Utuh",
        "Seret berkas ke sini, atau klik, atau tempel (Ctrl+V)",
    ]
