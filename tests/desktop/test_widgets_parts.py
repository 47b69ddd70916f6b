from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QPushButton, QWidget

from desktop import theme
from desktop.widgets.bars import SegmentBar, TabBar
from desktop.widgets.basic import Card, Elided, Icon, button, fitted, icon_button, label
from desktop.widgets.drop_tile import DropTile
from desktop.widgets.feedback import ProgressStrip, SavedLine, Toasts
from desktop.widgets.header import PageHeader
from desktop.widgets.more_button import more_button, more_menu
from desktop.widgets.pill import Pill, PillLook, paint_pill, pill_width, stage_pill, status_pill
from desktop.widgets.rail import Avatar
from desktop.widgets.stage_line import Stage, StageLine, _wrap, fold
from desktop.widgets.tiles import Tile
from desktop.widgets.timeline import Timeline, TimelineEntry


def shown(qtbot, widget: QWidget, width: int = 600, height: int = 300) -> QWidget:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    with qtbot.waitActive(widget):
        widget.activateWindow()
    return widget


def colors(widget: QWidget) -> set[str]:
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return {QColor(pixel).name() for pixel in set(memoryview(image.constBits()).cast("I"))}


def test_words_are_never_mark_up(qtbot) -> None:
    made = label("<b>Ani</b>", "title")
    qtbot.addWidget(made)
    assert made.textFormat() is Qt.TextFormat.PlainText


def test_button_shows_its_shortcut_and_answers_it(qtbot) -> None:
    pressed: list[int] = []
    window = QWidget()
    made = button("Catat laporan", "primary", on_click=lambda: pressed.append(1), shortcut="Ctrl+N")
    made.setParent(window)
    shown(qtbot, window)
    assert made.toolTip() == "Catat laporan (Ctrl+N)"
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: pressed == [1])


def test_icon_button_has_a_name(qtbot) -> None:
    made = icon_button("printer", "Cetak")
    qtbot.addWidget(made)
    assert made.accessibleName() == made.toolTip() == "Cetak"


@pytest.mark.parametrize("mode", list(theme.Mode))
@pytest.mark.parametrize(
    ("status", "hue"), [("lewat", "red"), ("segera", "amber"), ("aman", "green"), ("menunggu", "grey")]
)
def test_pill_has_word_icon_and_hue(qtbot, mode: theme.Mode, status: str, hue: str) -> None:
    theme.set_mode(mode)
    look = status_pill(status, "Sisa 2 hari kerja")
    assert (look.hue, look.text) == (hue, "Sisa 2 hari kerja")
    assert look.icon
    pill = Pill(look)
    qtbot.addWidget(pill)
    pill.resize(pill.sizeHint())
    assert theme.color(f"{hue}Bg").name() in colors(pill)


def test_stage_is_only_outlined(qtbot) -> None:
    pill = Pill(stage_pill("Panggilan II"))
    qtbot.addWidget(pill)
    pill.resize(pill.sizeHint())
    assert theme.color("surface").name() in colors(pill)
    assert theme.color("greyBg").name() not in colors(pill)


def test_pill_in_a_narrow_cell_stays_inside() -> None:
    look = PillLook("Menunggu keputusan Pejabat Pembina Kepegawaian", icon="clock")
    picture = QPixmap(pill_width(look), 32)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    paint_pill(painter, QPixmap(80, 32).rect().toRectF(), look)
    painter.end()
    image = picture.toImage()
    assert all(image.pixelColor(x, 16) == QColor("white") for x in range(82, image.width()))


def test_stage_line_draws_each_state_and_tells_it(qtbot) -> None:
    line = StageLine(
        [
            Stage("Laporan", "2 Okt", "done"),
            Stage("Panggilan I", "21 Okt, tidak hadir", "missed"),
            Stage("Panggilan II", "sekarang", "now"),
            Stage("Pemeriksaan BAP", "", "todo"),
        ]
    )
    shown(qtbot, line, 500, 80)
    found = colors(line)
    assert {theme.color("accent").name(), theme.color("amberBg").name()} <= found
    assert "Panggilan I: tidak terpenuhi 21 Okt, tidak hadir" in line.accessibleName()
    assert line.accessibleName().endswith("Pemeriksaan BAP: belum")


def test_narrow_stage_line_folds_the_far_ends(qtbot) -> None:
    stages = [Stage(f"Tahap {n}", "", "done" if n < 6 else "todo") for n in range(10)]
    assert fold(stages, 10) == tuple(stages)
    assert [one.title for one in fold(stages, 9)] == [*(f"Tahap {n}" for n in range(8)), "2 tahap"]
    assert [one.title for one in fold(stages, 5)] == ["4 tahap", "Tahap 4", "Tahap 5", "Tahap 6", "3 tahap"]
    first, last = fold(stages, 5)[0], fold(stages, 5)[-1]
    assert (first.subtitle, first.state, last.subtitle, last.state) == ("selesai", "done", "lagi", "todo")
    assert last.words == "Tahap 7\nTahap 8\nTahap 9"
    line = StageLine(stages)
    shown(qtbot, line, 400, 80)
    assert "Tahap 9: belum" in line.accessibleName()
    line.show_stages([])
    shown(qtbot, line, 400, 80)


@pytest.mark.parametrize("here", range(12))
@pytest.mark.parametrize("most", range(4, 13))
def test_where_it_stands_and_what_comes_next_are_never_folded(here: int, most: int) -> None:
    stages = [Stage(str(n), "", "done" if n < here else "now" if n == here else "todo") for n in range(12)]
    folded = fold(stages, most)
    assert len(folded) <= most
    assert stages[here] in folded
    assert here == 11 or stages[here + 1] in folded
    assert [one for stage in folded for one in (stage.folded or (stage,))] == stages


def test_stage_line_without_stages_is_empty(qtbot) -> None:
    assert len(colors(shown(qtbot, StageLine(), 300, 80))) == 1


def test_stage_words_wrap_once(qapp) -> None:
    from PySide6.QtGui import QFontMetricsF  # noqa: PLC0415 - needs the application's fonts

    metrics = QFontMetricsF(theme.font("label"))
    room = metrics.horizontalAdvance("Pemeriksaan") + 4
    assert _wrap("Pemeriksaan BAP", metrics, room, 2) == ["Pemeriksaan", "BAP"]
    assert _wrap("LHP", metrics, room, 2) == ["LHP"]
    assert len(_wrap("Penyampaian keputusan hukuman disiplin", metrics, room, 2)) == 2
    assert _wrap("Penyampaian keputusan", metrics, room, 1)[0].endswith("…")
    assert _wrap("", metrics, room, 2) == []


def test_timeline_opens_what_it_made(qtbot) -> None:
    line = Timeline(
        [TimelineEntry("9 Okt", "Tim dibentuk"), TimelineEntry("2 Okt", "Laporan", link="Tanda terima", target=7)]
    )
    shown(qtbot, line)
    with qtbot.waitSignal(line.opened) as caught:
        qtbot.mouseClick(line.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert caught.args == [7]
    line.show_entries([TimelineEntry("10 Okt", "Panggilan I", state="missed")])
    qtbot.waitUntil(lambda: theme.color("amberSolid").name() in colors(line))


def test_tabs_by_mouse_and_arrows(qtbot) -> None:
    bar = TabBar([("summary", "Ringkasan"), ("evidence", "Bukti"), ("letters", "Surat")])
    bar.set_count("evidence", 7)
    shown(qtbot, bar, 500, 36)
    chosen: list[str] = []
    bar.chosen.connect(chosen.append)
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tab_box("evidence").center().toPoint())
    bar.setFocus()
    qtbot.keyClick(bar, Qt.Key.Key_Right)
    qtbot.keyClick(bar, Qt.Key.Key_Right)
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(490, 10))
    bar.choose("nowhere")
    assert chosen == ["evidence", "letters", "summary"]
    assert bar.current == "summary"


def test_tabs_move_together_on_a_narrow_screen(qtbot) -> None:
    bar = TabBar([("a", "Ringkasan"), ("b", "Pemeriksaan"), ("c", "Riwayat")])
    shown(qtbot, bar, 600, 36)
    wide = bar.tab_box("c").right()
    bar.resize(int(wide) - 20, 36)
    assert bar.tab_box("c").right() <= bar.width() + 1


def test_long_words_end_in_an_ellipsis_and_a_tooltip(qtbot) -> None:
    words = Elided("Dinas Pemberdayaan Perempuan dan Perlindungan Anak", "sentence")
    shown(qtbot, words, 120, 20)
    words.grab()
    assert words.toolTip() == words.text()
    words.resize(900, 20)
    words.grab()
    assert words.toolTip() == ""


def test_focused_tab_has_a_ring(qtbot) -> None:
    bar = TabBar([("a", "Ringkasan"), ("b", "Bukti")])
    shown(qtbot, bar, 300, 36)
    bar.clearFocus()
    resting = bar.grab().toImage()
    bar.setFocus()
    assert bar.grab().toImage() != resting


def test_segments(qtbot) -> None:
    bar = SegmentBar([("all", "Semua"), ("late", "Lewat")])
    shown(qtbot, bar)
    bar.set_count("late", 2)
    late = bar.findChildren(QPushButton)[1]
    assert late.text() == "Lewat  2"
    with qtbot.waitSignal(bar.chosen) as caught:
        qtbot.mouseClick(late, Qt.MouseButton.LeftButton)
    assert caught.args == ["late"]
    assert bar.current == "late"
    with qtbot.waitSignal(bar.chosen):
        bar.choose("all")


@pytest.mark.parametrize("press", ["mouse", "enter"])
def test_tile_leads_somewhere(qtbot, press: str) -> None:
    tile = Tile("warning-circle", "red", "Lewat tenggat")
    tile.show_figure(2, "paling lama 3 hari kerja")
    shown(qtbot, tile)
    assert tile.accessibleName() == "Lewat tenggat: 2, paling lama 3 hari kerja"
    with qtbot.waitSignal(tile.clicked):
        if press == "mouse":
            qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
        else:
            tile.setFocus()
            qtbot.keyClick(tile, Qt.Key.Key_Return)


def test_dropped_files_are_given_as_paths(qtbot, tmp_path: Path) -> None:
    tile = DropTile()
    shown(qtbot, tile)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.png")), QUrl("https://contoh.invalid/b.png")])
    entered = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    tile.dragEnterEvent(entered)
    assert entered.isAccepted()
    dropped = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    with qtbot.waitSignal(tile.files_dropped) as caught:
        tile.dropEvent(dropped)
    assert caught.args == [[tmp_path / "a.png"]]


def test_dragged_text_is_not_taken(qtbot) -> None:
    tile = DropTile()
    qtbot.addWidget(tile)
    data = QMimeData()
    data.setText("hanya teks")
    event = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    event.ignore()
    tile.dragEnterEvent(event)
    assert not event.isAccepted()


def test_toast_offers_to_undo_and_goes(qtbot) -> None:
    window = QWidget()
    shown(qtbot, window)
    toasts, undone = Toasts(window), []
    first = toasts.show("Panggilan I diterbitkan", action="Batalkan", on_action=lambda: undone.append(1))
    qtbot.mouseClick(first.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert undone == [1]
    assert not first.isVisible()
    second = toasts.show("Tersimpan")
    third = toasts.show("Disalin")
    assert not second.isVisible()
    assert window.rect().contains(third.geometry())
    window.resize(800, 500)
    assert third.geometry().right() > 500
    assert third.geometry().bottom() < theme.size("topbar"), "it covers no button of a page"


def test_saved_line_says_when(qtbot) -> None:
    line = SavedLine()
    shown(qtbot, line)
    line.saved(time(10, 42))
    assert line.text == "Tersimpan 10.42"


def test_progress_is_shown_and_cancelled(qtbot) -> None:
    ended: list[int] = []
    strip = ProgressStrip(on_cancel=lambda: ended.append(1))
    shown(qtbot, strip)
    task = strip.start("Mengekspor")
    strip.report(0.25, "Mengekspor 25 dari 100")
    assert strip._bar.value() == 250
    qtbot.mouseClick(strip.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert task.cancelled
    assert ended == [1]
    assert not strip.isVisible()


def test_header_changes(qtbot) -> None:
    header = PageHeader("Perkara", "", button("Catat", "primary"))
    shown(qtbot, header)
    header.set_title("Bagus Contoh")
    header.set_sentence("31 perkara")
    header.set_pills(stage_pill("Panggilan I"), status_pill("segera", "Sisa 2 hari"))
    header.set_pills(stage_pill("Panggilan II"))
    header.resize(900, 60)
    qtbot.waitUntil(lambda: header._sentence.y() < header.findChild(QPushButton).geometry().bottom())
    header.set_sentence("berkas dari kantor: belum ada yang disimpan, dua baris bermasalah tidak akan ikut")
    header.resize(300, 60)
    qtbot.waitUntil(lambda: header._sentence.y() > header.findChild(QPushButton).geometry().bottom())
    header.resize(900, 60)
    qtbot.waitUntil(lambda: header._sentence.y() < header.findChild(QPushButton).geometry().bottom())
    qtbot.waitUntil(lambda: [pill.look.text for pill in header.findChildren(Pill)] == ["Panggilan II"])


def test_other_actions_of_a_header_give_their_words_to_the_title(qtbot) -> None:
    other = button("Buat surat", icon="file-plus", shortcut="Ctrl+L")
    first = button("Tambah bukti", "primary", icon="plus")
    header = PageHeader("Laporan 2026/L-005 tentang sesuatu", "", other, first)
    shown(qtbot, header)
    header.resize(900, 60)
    qtbot.waitUntil(lambda: other.text().strip() == "Buat surat")
    header.resize(400, 60)
    qtbot.waitUntil(lambda: other.text() == "")
    assert (first.text().strip(), other.accessibleName(), other.shortcut().toString()) == (
        "Tambah bukti",
        "Buat surat",
        "Ctrl+L",
    )
    assert other.toolTip()
    header.resize(900, 60)
    qtbot.waitUntil(lambda: other.text().strip() == "Buat surat")
    assert other.shortcut().toString() == "Ctrl+L"


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Dewi Kartikasari", "DK"),
        ("Ir. Wahyu Santosa Nugraha, M.Si.", "WN"),
        ("Suharto", "S"),
        ("", ""),
        ("I Nyoman Suartika Yasa", "IY"),
    ],
)
def test_initials(qtbot, name: str, initials: str) -> None:
    avatar = Avatar(name)
    qtbot.addWidget(avatar)
    assert avatar.initials == initials


def test_card_and_icon_follow_the_theme(qtbot) -> None:
    card = Card("Linimasa")
    icon = Icon("check", "greenFg", 64)
    card.add(icon)
    shown(qtbot, card)
    theme.set_mode(theme.Mode.DARK)
    assert theme.color("surface").name() == "#1a2221"
    assert theme.color("surface").name() in colors(card)
    icon.show_icon("x", "redFg")
    assert theme.color("redFg").name() in colors(icon)


def test_a_button_that_is_too_long_is_whole_in_its_tooltip(qtbot) -> None:
    long = fitted(button("Catat unggahan ke I'DIS, SIASN atau SBT", "link", tip="Pasal 39"), 160)
    qtbot.addWidget(long)
    assert long.sizeHint().width() <= 160
    assert long.text().endswith("…")
    assert (long.accessibleName(), long.toolTip()) == (
        "Catat unggahan ke I'DIS, SIASN atau SBT",
        "Catat unggahan ke I'DIS, SIASN atau SBT\nPasal 39",
    )
    short = fitted(button("Ubah", "link"), 160)
    qtbot.addWidget(short)
    assert (short.text(), short.toolTip()) == ("Ubah", "")


def test_seldom_acts_are_said_in_words(qtbot) -> None:
    done: list[str] = []
    made = more_button("Gabungkan atau buang", [("Gabungkan…", lambda: done.append("merge")), ("Buang…", list)])
    qtbot.addWidget(made)
    menu = more_menu(made, [("Gabungkan…", lambda: done.append("merge")), ("Buang…", list)])
    assert [action.text() for action in menu.actions()] == ["Gabungkan…", "Buang…"]
    menu.actions()[0].trigger()
    assert done == ["merge"]
    assert made.accessibleName() == "Gabungkan atau buang"
