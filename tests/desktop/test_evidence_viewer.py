"""The viewer alone: pages, frames, texts, two at once, what was found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QPushButton
from viewer_desk import HUES, ITEM, PDF_ITEM, frames, pdf, quarters, saved

from cases.errors import BadPicture
from cases.model.evidence import Evidence
from cases.model.marks import Place
from desktop import theme
from desktop.tasks import Tasks
from desktop.widgets.evidence_content import (
    MOST_LETTERS,
    NoContent,
    PictureContent,
    TextContent,
    read_content,
)
from desktop.widgets.evidence_viewer import EvidenceViewer
from desktop.widgets.page_canvas import PageCanvas, levels_of, place_on
from desktop.widgets.palette import Find
from reports.picture_frames import plain_frame

MEDIA = Path(__file__).parents[1] / "media"


def hue_in_the_middle(canvas: PageCanvas) -> str:
    image = canvas.grab().toImage()
    return image.pixelColor(image.width() // 2, image.height() // 2).name()


@pytest.fixture
def viewer(qtbot, tasks: Tasks) -> Iterator[EvidenceViewer]:
    made = EvidenceViewer(tasks)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    qtbot.waitExposed(made)
    yield made
    qtbot.waitUntil(lambda: not tasks.busy)


@pytest.fixture
def shown(viewer: EvidenceViewer) -> Callable[..., EvidenceViewer]:
    def show(data: bytes, item: Evidence = ITEM) -> EvidenceViewer:
        viewer.show_item(item, read_content(item, data))
        return viewer

    return show


# -- the page


def test_the_view_is_turned_and_the_page_is_not(qtbot, shown) -> None:
    viewer = shown(quarters())
    canvas = viewer.first.canvas
    corner = QPointF(100, 50)
    for key, modifier, at in (
        (Qt.Key.Key_R, Qt.KeyboardModifier.NoModifier, (1, -1)),
        (Qt.Key.Key_R, Qt.KeyboardModifier.NoModifier, (1, 1)),
        (Qt.Key.Key_R, Qt.KeyboardModifier.ShiftModifier, (1, -1)),
        (Qt.Key.Key_R, Qt.KeyboardModifier.ShiftModifier, (-1, -1)),
    ):
        qtbot.keyClick(canvas, key, modifier)
        middle, red = canvas.viewport().rect().center(), canvas.mapFromScene(corner)
        side = (red.x() - middle.x(), red.y() - middle.y())
        assert (side[0] > 0, side[1] > 0) == (at[0] > 0, at[1] > 0)
        assert canvas.grab().toImage().pixelColor(red).name() == "#c00000"
        assert canvas.page_size == QSizeF(400, 200)
    assert canvas.turn == 0


def test_keys_zoom_to_the_whole_the_width_and_the_true_size(qtbot, shown) -> None:
    canvas = shown(saved(Image.new("RGB", (3000, 1000), "teal"), "PNG")).first.canvas
    whole = canvas.zoom
    assert whole == pytest.approx((canvas.viewport().width() - 16) / 3000, rel=0.02)
    qtbot.keyClick(canvas, Qt.Key.Key_1)
    assert canvas.zoom == 1.0
    qtbot.keyClick(canvas, Qt.Key.Key_Plus)
    assert canvas.zoom == pytest.approx(1.25)
    qtbot.keyClick(canvas, Qt.Key.Key_Minus)
    qtbot.keyClick(canvas, Qt.Key.Key_Minus)
    assert canvas.zoom == pytest.approx(0.8)
    qtbot.keyClick(canvas, Qt.Key.Key_W)
    assert canvas.zoom == pytest.approx(canvas.viewport().width() / 3000, rel=0.05)
    qtbot.keyClick(canvas, Qt.Key.Key_0)
    assert canvas.zoom == pytest.approx(whole)
    for _ in range(60):
        canvas.zoom_by(1.25)
    assert canvas.zoom == 16.0


def test_the_wheel_zooms_where_the_mouse_is(shown) -> None:
    canvas = shown(saved(Image.new("RGB", (3000, 2000), "teal"), "PNG")).first.canvas
    canvas.true_size()
    at = QPointF(200, 100)
    under = canvas.mapToScene(at.toPoint())
    for down in (120, 120, -240, 0):
        wheel = QWheelEvent(
            at, at, QPoint(), QPoint(0, down), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,  # noqa: FBT003 - Qt takes it by place
        )  # fmt: skip
        QApplication.sendEvent(canvas.viewport(), wheel)
        now = canvas.mapToScene(at.toPoint())
        assert (now.x(), now.y()) == pytest.approx((under.x(), under.y()), abs=2)
    assert canvas.zoom == pytest.approx(1.0)


def test_a_long_screenshot_begins_at_its_top_and_can_be_read(shown) -> None:
    canvas = shown(saved(Image.new("RGB", (1080, 9000), "teal"), "PNG")).first.canvas
    assert canvas.zoom > 0.7
    assert canvas.verticalScrollBar().value() == canvas.verticalScrollBar().minimum()


def test_levels_halve_until_they_are_small() -> None:
    sizes = [(one.width(), one.height()) for one in levels_of(QImage(3201, 1601, QImage.Format.Format_RGB32))]
    assert sizes == [(3201, 1601), (1601, 801), (801, 401), (401, 201)]
    assert len(levels_of(QImage(40, 30, QImage.Format.Format_RGB32))) == 1


# -- pages and frames


def test_pages_of_a_pdf_are_leafed_and_drawn(qtbot, viewer, shown) -> None:
    shown(pdf(3), PDF_ITEM)
    pane = viewer.first
    assert (pane.pages, pane.jump.text()) == (3, "1")
    qtbot.keyClick(pane.canvas, Qt.Key.Key_0)
    for page in range(3):
        qtbot.waitUntil(lambda page=page: hue_in_the_middle(pane.canvas) == HUES[page])
        if page < 2:
            qtbot.keyClick(pane.canvas, Qt.Key.Key_PageDown)
    assert pane.jump.text() == "3"
    with qtbot.waitSignal(viewer.step_wanted) as stepped:
        qtbot.keyClick(pane.canvas, Qt.Key.Key_PageDown)
    assert stepped.args == [1], "behind the last page comes the next item"
    qtbot.keyClick(pane.canvas, Qt.Key.Key_Home)
    assert pane.page == 0
    with qtbot.waitSignal(viewer.step_wanted) as stepped:
        qtbot.keyClick(pane.canvas, Qt.Key.Key_PageUp)
    assert stepped.args == [-1]
    qtbot.keyClick(pane.canvas, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert pane.jump.hasFocus()
    qtbot.keyClicks(pane.jump, "2")
    qtbot.keyClick(pane.jump, Qt.Key.Key_Return)
    assert pane.page == 1
    assert pane.canvas.hasFocus()


def test_page_down_reads_on_to_the_edge_before_it_leafs(qtbot, viewer, shown) -> None:
    viewer.resize(600, 300)
    shown(pdf(2), PDF_ITEM)
    pane, bar = viewer.first, viewer.first.canvas.verticalScrollBar()
    assert pane.canvas.zoom == 1.0, "a document begins at its width"
    assert bar.value() == bar.minimum()
    pressed = 0
    while pane.page == 0:
        pressed += 1
        before = bar.value()
        qtbot.keyClick(pane.canvas, Qt.Key.Key_PageDown)
        assert pane.page == 1 or bar.value() > before
    assert pressed == 1 + -(-(bar.maximum() - bar.minimum()) // int(pane.canvas.viewport().height() * 0.9))
    assert bar.value() == bar.minimum()
    qtbot.keyClick(pane.canvas, Qt.Key.Key_PageUp)
    assert (pane.page, bar.value()) == (0, bar.maximum())
    bar.setValue(bar.minimum())
    qtbot.keyClick(pane.canvas, Qt.Key.Key_PageUp)
    assert (pane.page, bar.value()) == (0, bar.minimum())


def test_a_page_is_drawn_again_for_how_close_it_is_seen(qtbot, viewer, shown) -> None:
    shown(pdf(1), PDF_ITEM)
    canvas = viewer.first.canvas
    qtbot.waitUntil(lambda: canvas.drawn_width > 0)
    canvas.zoom_to(3.0)
    wide = canvas.page_size.width() * 3 * canvas.devicePixelRatioF()
    qtbot.waitUntil(lambda: abs(canvas.drawn_width - wide) <= 1)
    assert canvas.zoom == 3.0, "drawing moves nothing"


@pytest.mark.parametrize(("kind", "media_type"), [("TIFF", "image/tiff"), ("GIF", "image/gif"), ("WEBP", "image/webp")])
def test_frames_are_stepped(qtbot, viewer, shown, tasks, kind: str, media_type: str) -> None:
    options = replace(ITEM, media_type=media_type, file_name=f"a.{kind.lower()}")
    shown(frames(kind), options)
    pane = viewer.first
    assert pane.pages == 3
    for page, channel in enumerate((0, 1, 2)):
        qtbot.waitUntil(lambda: not tasks.busy)
        middle = QColor(hue_in_the_middle(pane.canvas)).getRgb()[:3]
        assert max(range(3), key=lambda n: middle[n]) == channel
        assert pane.page == page
        qtbot.keyClick(pane.canvas, Qt.Key.Key_PageDown)


def test_a_frame_that_breaks_off_is_said_and_the_others_stay(qtbot, viewer, tasks) -> None:
    whole = frames("TIFF")
    content = read_content(replace(ITEM, media_type="image/tiff"), whole)
    assert isinstance(content, PictureContent)
    viewer.show_item(ITEM, replace(content, data=whole[: len(whole) // 2]))
    viewer.first.go_to(2)
    qtbot.waitUntil(lambda: "rusak" in viewer.first.words)
    viewer.first.go_to(0)
    qtbot.waitUntil(lambda: not tasks.busy and hue_in_the_middle(viewer.first.canvas) == HUES[0])


def test_a_picture_of_a_phone_is_shown(viewer) -> None:
    """HEIC, which Qt does not read."""
    data = (MEDIA / "contoh.heic").read_bytes()
    item = replace(ITEM, file_name="contoh.heic", media_type="image/heic")
    viewer.show_item(item, read_content(item, data))
    plain = plain_frame(data)
    assert viewer.first.shown is viewer.first.canvas
    assert viewer.first.canvas.page_size == QSizeF(plain.whole_width, plain.whole_height)
    with pytest.raises(BadPicture):
        plain_frame(data[: len(data) // 2])


# -- texts, and what is not shown


def test_a_page_of_the_web_is_its_source(viewer, shown) -> None:
    source = '<script src="http://contoh.invalid/x.js"></script>\n<img src="file:///etc/hostname">'
    shown(source.encode(), replace(ITEM, file_name="a.html", media_type="text/html"))
    assert viewer.first.shown is viewer.first.text
    assert viewer.first.text.toPlainText() == source
    assert viewer.first.text.isReadOnly()


def test_keys_work_from_within_a_text_too(qtbot, viewer, shown) -> None:
    shown(b"isi\n" * 500, replace(ITEM, file_name="a.txt", media_type="text/plain"))
    text = viewer.first.text
    control = Qt.KeyboardModifier.ControlModifier
    for key, modifier, signal, args in (
        (Qt.Key.Key_PageDown, control, viewer.step_wanted, [1]),
        (Qt.Key.Key_PageUp, control, viewer.step_wanted, [-1]),
        (Qt.Key.Key_F11, Qt.KeyboardModifier.NoModifier, viewer.full_wanted, [True]),
        (Qt.Key.Key_B, Qt.KeyboardModifier.NoModifier, viewer.compare_wanted, []),
        (Qt.Key.Key_S, control | Qt.KeyboardModifier.ShiftModifier, viewer.copy_wanted, [ITEM.id]),
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier, viewer.left, []),
    ):
        with qtbot.waitSignal(signal) as heard:
            qtbot.keyClick(text, key, modifier)
        assert heard.args == args
    qtbot.keyClick(text, Qt.Key.Key_PageDown)
    assert text.verticalScrollBar().value() > 0, "Page Down leafs within the text"


def test_a_long_text_is_cut_and_says_so(viewer, shown) -> None:
    item = replace(ITEM, file_name="a.txt", media_type="text/plain")
    content = read_content(item, b"x" * (MOST_LETTERS + 1))
    assert isinstance(content, TextContent)
    assert content.cut
    assert max(len(line) for line in content.words.split("\n")) <= 2_000
    shown("é".encode() * 30, item)
    assert "bagian awal" not in viewer.first.words
    viewer.show_item(item, content)
    assert "hanya bagian awal" in viewer.first.words


def test_nothing_is_kept_of_what_was_shown(viewer, shown) -> None:
    for data, item in ((quarters(), ITEM), (pdf(2), PDF_ITEM), (b"isi", replace(ITEM, file_name="a.txt"))):
        shown(data, item)
        viewer.first.clear()
        assert (viewer.item, viewer.first.content, viewer.first.pages) == (None, NoContent(""), 0)
        assert viewer.first.canvas.drawn_width == 0
        assert viewer.first.text.toPlainText() == ""
        assert viewer.first.document.pageCount() <= 0


def test_a_video_is_for_another_program_and_a_program_for_none(qtbot, viewer) -> None:
    video = replace(ITEM, file_name="a.mp4", media_type="video/mp4")
    viewer.show_item(video, NoContent(""))
    assert viewer.first.shown is viewer.first.other
    assert viewer.first.play.hasFocus()
    with qtbot.waitSignal(viewer.play_wanted) as played:
        qtbot.keyClick(viewer.first.play, Qt.Key.Key_Space)
    assert played.args == [ITEM.id]
    viewer.show_item(replace(ITEM, file_name="a.exe", media_type="application/x-executable"), NoContent(""))
    assert not viewer.first.play.isVisible()
    assert not viewer.play.isVisible()
    assert ".exe" in viewer.first.other.sentence.text()
    with qtbot.waitSignal(viewer.copy_wanted):
        qtbot.keyClick(viewer.first.copy, Qt.Key.Key_Space)


@pytest.mark.parametrize(
    ("data", "words"), [(b"%PDF-1.4\nrusak", "tidak dapat dibuka"), (pdf(1, "rahasia"), "kata sandi")]
)
def test_a_pdf_that_cannot_be_shown_says_why(viewer, shown, data: bytes, words: str) -> None:
    shown(data, PDF_ITEM)
    assert viewer.first.shown is viewer.first.other
    assert words in viewer.first.other.sentence.text()
    assert viewer.first.play.isVisible()


def test_a_picture_that_cannot_be_shown_says_why(viewer, shown) -> None:
    shown(quarters()[:60])
    assert viewer.first.shown is viewer.first.other
    assert "rusak" in viewer.first.other.sentence.text()


# -- what was found


def place(left: float, top: float, page: int = 0) -> Place:
    return Place(page=page, left=left, top=top, width=0.1, height=0.05)


def test_what_was_found_is_outlined_where_it_stands(qtbot, viewer, shown) -> None:
    shown(saved(Image.new("RGB", (1000, 2000), "white"), "PNG"))
    pane = viewer.first
    viewer.highlight([place(0.5, 0.9), place(0.1, 0.1)])
    assert pane.canvas.outlined == (QRectF(100, 200, 100, 100), QRectF(500, 1800, 100, 100))
    assert (pane.found, pane.chosen) == (2, 0)
    first = QRectF(pane.canvas.mapFromScene(pane.canvas.outlined[0]).boundingRect())
    assert pane.canvas.viewport().rect().toRectF().contains(first)
    qtbot.keyClick(pane.canvas, Qt.Key.Key_F3)
    assert (pane.chosen, viewer._found.text()) == (1, "2 dari 2 temuan")
    qtbot.keyClick(pane.canvas, Qt.Key.Key_F3)
    assert pane.chosen == 0
    qtbot.keyClick(pane.canvas, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert pane.chosen == 1
    qtbot.keyClick(pane.canvas, Qt.Key.Key_R)
    assert pane.canvas.outlined[0] == QRectF(100, 200, 100, 100), "outlines turn with the page"
    viewer.highlight([])
    assert pane.canvas.outlined == ()
    assert not viewer.finding[0].isVisible()


@pytest.mark.parametrize("mode", list(theme.Mode))
@pytest.mark.parametrize("ground", ["white", "black", "#808080", "#45B3A8"])
def test_outlines_are_seen_on_any_ground(viewer, shown, mode: theme.Mode, ground: str) -> None:
    theme.set_mode(mode)
    shown(saved(Image.new("RGB", (400, 300), ground), "PNG"))
    viewer.highlight([Place(page=0, left=0.4, top=0.4, width=0.2, height=0.2)])
    canvas = viewer.first.canvas
    box = canvas.mapFromScene(canvas.outlined[0]).boundingRect()
    image = canvas.grab().toImage()
    lights = [image.pixelColor(x, box.center().y()).lightnessF() for x in range(box.left() - 12, box.left() + 1)]
    assert max(lights) - min(lights) > 0.3


def test_a_find_on_another_page_is_gone_to(qtbot, viewer, shown) -> None:
    shown(pdf(3), PDF_ITEM)
    viewer.highlight([place(0.2, 0.2, page=2), place(0.2, 0.5, page=1), place(0.3, 0.3, page=7)])
    assert (viewer.first.page, viewer.first.found) == (1, 2), "a page that is not there holds nothing"
    qtbot.keyClick(viewer.first.canvas, Qt.Key.Key_F3)
    assert viewer.first.page == 2
    assert viewer.first.canvas.outlined == (place_on(place(0.2, 0.2), viewer.first.canvas.page_size),)
    qtbot.waitUntil(lambda: viewer.first.canvas.drawn_width > 0)


# -- two at once


def test_two_are_zoomed_and_moved_together_until_they_are_let_go(qtbot, viewer, shown) -> None:
    shown(saved(Image.new("RGB", (2000, 1000), "teal"), "PNG"))
    other = replace(ITEM, id="e-9", ordinal=9)
    viewer.show_second(other, read_content(other, saved(Image.new("RGB", (1000, 500), "navy"), "PNG")), "B-09")
    second = viewer.second
    assert second is not None
    assert second.words.startswith("B-09")
    left, right = viewer.first.canvas, second.canvas
    qtbot.waitUntil(lambda: abs(left.width() - right.width()) <= 2)
    left.zoom_by(8.0)
    left.horizontalScrollBar().setValue(left.horizontalScrollBar().maximum())
    assert right.sight() == pytest.approx(left.sight(), abs=0.02)
    qtbot.keyClick(right, Qt.Key.Key_Minus)
    assert left.sight() == pytest.approx(right.sight(), abs=0.02), "and the other way round"
    qtbot.keyClick(right, Qt.Key.Key_L)
    assert not viewer.link.isChecked()
    before = left.sight()
    qtbot.keyClick(right, Qt.Key.Key_Minus)
    assert left.sight() == before
    right.setFocus()
    qtbot.keyClick(right, Qt.Key.Key_F6)
    assert left.hasFocus()
    qtbot.keyClick(left, Qt.Key.Key_Escape)
    assert viewer.second is None
    with qtbot.waitSignal(viewer.left):
        qtbot.keyClick(left, Qt.Key.Key_Escape)


def test_the_list_of_others_is_narrowed_by_typing(qtbot, viewer, shown) -> None:
    shown(quarters())
    chooser = viewer.chooser
    finds = [Find("B-02  Komentar", "a.png", "image", "e-2"), Find("B-03  Grup", "b.png", "image", "e-3")]
    chooser.show_finds(finds)
    viewer.offer()
    qtbot.keyClick(chooser.edit, Qt.Key.Key_Down)
    with qtbot.waitSignal(chooser.chosen) as taken:
        qtbot.keyClick(chooser.edit, Qt.Key.Key_Return)
    assert taken.args == ["e-3"]
    viewer.offer()
    qtbot.keyClicks(chooser.edit, "komen")
    with qtbot.waitSignal(chooser.chosen) as taken:
        qtbot.keyClick(chooser.edit, Qt.Key.Key_Return)
    assert taken.args == ["e-2"]
    viewer.offer()
    qtbot.keyClicks(chooser.edit, "tidak ada")
    assert chooser.list.count() == 0
    qtbot.keyClick(chooser.edit, Qt.Key.Key_Return)
    assert chooser.isVisible()
    qtbot.keyClick(chooser.edit, Qt.Key.Key_Escape)
    assert not chooser.isVisible()


def test_every_button_says_what_it_does(viewer, shown) -> None:
    shown(pdf(3), PDF_ITEM)
    for made in viewer.findChildren(QPushButton):
        assert made.text().strip() or made.accessibleName()
        assert made.text().strip() or made.toolTip()
