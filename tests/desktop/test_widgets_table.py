from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetricsF, QGuiApplication
from PySide6.QtWidgets import QComboBox, QLineEdit

from desktop import theme
from desktop.models.table import Column, TableQuery
from desktop.widgets.basic import button
from desktop.widgets.empty import EmptyState
from desktop.widgets.pill import stage_pill, status_pill
from desktop.widgets.table import RecordTable


@dataclass(frozen=True)
class Line:
    id: str
    number: str
    name: str
    nip: str
    status: str


def line(number: int) -> Line:
    return Line(f"id{number}", f"2024/{number:03d}", f"Orang Contoh {number}", f"19850312201001{number:04d}", "lewat")


COLUMNS = [
    Column[Line](key="number", title="Nomor", width=82, text=lambda r: r.number, face="tableStrong"),
    Column[Line](key="name", title="Terlapor", width=160, text=lambda r: r.name, stretch=True),
    Column[Line](
        key="nip",
        title="NIP",
        width=60,
        text=lambda r: f"{r.nip[:8]} {r.nip[8:14]} {r.nip[14]} {r.nip[15:]}",
        copy=lambda r: r.nip,
        face="nipInTable",
    ),
    Column[Line](
        key="status",
        title="Status",
        width=130,
        text=lambda _r: "",
        pill=lambda r: status_pill(r.status, "Lewat 2 hari kerja"),
        choices=(("diproses", "Diproses"), ("dihukum", "Dihukum")),
    ),
]
ROWS = [line(number) for number in range(1, 41)]
Make = Callable[..., RecordTable[Line]]


@pytest.fixture
def make(qtbot) -> Make:
    def made(**options: object) -> RecordTable[Line]:
        table = RecordTable[Line](COLUMNS, **options)  # type: ignore[arg-type] # passed through as given
        qtbot.addWidget(table)
        table.resize(900, 500)
        table.show()
        with qtbot.waitActive(table):
            table.activateWindow()
        return table

    return made


def click_header(qtbot, table: RecordTable[Line], section: int) -> None:
    place = QPoint(table.header.sectionViewportPosition(section) + 20, 10)
    qtbot.mouseClick(table.header.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_header_click_sorts_and_second_click_reverses(qtbot, make: Make) -> None:
    table = make(sort="number")
    asked: list[TableQuery] = []
    table.query_changed.connect(asked.append)
    click_header(qtbot, table, 1)
    click_header(qtbot, table, 1)
    click_header(qtbot, table, 0)
    assert [(query.sort, query.descending) for query in asked] == [("name", False), ("name", True), ("number", False)]


def test_ctrl_f_shows_filters_and_typing_asks_after_a_pause(qtbot, make: Make) -> None:
    table = make()
    table.set_rows(ROWS)
    table.view.setFocus()
    qtbot.keyClick(table.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert table.header.filters_shown
    editor = table.window().focusWidget()
    assert isinstance(editor, QLineEdit)
    asked: list[TableQuery] = []
    table.query_changed.connect(asked.append)
    with qtbot.waitSignal(table.query_changed):
        qtbot.keyClicks(editor, "2024/0")
    assert [query.filters for query in asked] == [{"number": "2024/0"}], "one question for one word"


def test_escape_leaves_the_filters_and_empties_them(qtbot, make: Make) -> None:
    table = make()
    table.set_filters({"name": "contoh"})
    assert table.query().filters == {"name": "contoh"}
    with qtbot.waitSignal(table.query_changed):
        editor = table.header.findChildren(QLineEdit)[0]
        qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert table.query().filters == {}
    assert not table.header.filters_shown
    assert table.view.hasFocus()


def test_picked_filter_gives_a_tuple(qtbot, make: Make) -> None:
    table = make()
    table.header.show_filters(shown=True)
    box = table.header.findChild(QComboBox)
    assert box is not None
    with qtbot.waitSignal(table.query_changed):
        box.setCurrentIndex(2)
    assert table.query().filters == {"status": ("dihukum",)}


def test_filters_stand_under_their_titles(qtbot, make: Make) -> None:
    table = make()
    table.header.show_filters(shown=True)
    table.header.resizeSection(0, 200)
    name = table.header.findChildren(QLineEdit)[1]
    assert abs(name.x() - table.header.sectionViewportPosition(1)) < 10
    assert table.header.height() == theme.size("headerRowWithFilter")
    table.header.show_filters(shown=False)
    assert table.header.height() == theme.size("headerRow")


def test_next_page_is_asked_for_once(qtbot, make: Make) -> None:
    table = make()
    asked: list[int] = []
    table.more_wanted.connect(lambda: asked.append(1))
    table.set_rows(ROWS, total=70, more=True)
    table.view.scrollToBottom()
    qtbot.waitUntil(lambda: asked == [1])
    table.view.scrollToTop()
    table.view.scrollToBottom()
    assert asked == [1], "not again before the answer"
    table.append_rows([line(number) for number in range(41, 71)], total=70)
    table.view.scrollToBottom()
    assert asked == [1]
    assert table.model.rowCount() == 70


def test_enter_and_double_click_open(qtbot, make: Make) -> None:
    table = make()
    table.set_rows(ROWS)
    opened: list[Line] = []
    table.opened.connect(opened.append)
    table.view.setFocus()
    qtbot.keyClick(table.view, Qt.Key.Key_Down)
    qtbot.keyClick(table.view, Qt.Key.Key_Return)
    place = table.view.visualRect(table.model.index(4, 1)).center()
    qtbot.mouseClick(table.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(table.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened == [ROWS[1], ROWS[4]]


def test_same_record_stays_current_when_rows_are_read_again(qtbot, make: Make) -> None:
    table = make()
    table.set_rows(ROWS)
    table.choose(7)
    table.set_rows(list(reversed(ROWS)))
    assert table.current() == ROWS[7]


def test_a_row_chosen_for_the_user_is_the_only_one_while_ctrl_is_held_down(qtbot, make: Make) -> None:
    table = make()
    table.set_rows(ROWS)
    qtbot.keyPress(table.view, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    table.choose(7)
    assert table.chosen() == [ROWS[7]]
    qtbot.keyRelease(table.view, Qt.Key.Key_Control)


def test_copy_keeps_the_nip_whole_in_text_and_in_excel(qtbot, make: Make) -> None:
    table = make()
    table.set_rows(ROWS[:2])
    table.view.selectAll()
    table.view.setFocus()
    qtbot.keyClick(table.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text().splitlines() == [
        "Nomor\tTerlapor\tNIP\tStatus",
        "2024/001\tOrang Contoh 1\t198503122010010001\tLewat 2 hari kerja",
        "2024/002\tOrang Contoh 2\t198503122010010002\tLewat 2 hari kerja",
    ]
    assert '<td sdnum="1033;0;@" style="mso-number-format:\\@">198503122010010001</td>' in data.html()


def test_copied_words_cannot_become_mark_up(qtbot, make: Make) -> None:
    table = make()
    table.set_rows([Line("x", "1", "<b>Ani</b>\tdan\nBudi", "198503122010010001", "lewat")])
    table.view.selectAll()
    table.copy()
    data = QGuiApplication.clipboard().mimeData()
    assert "&lt;b&gt;Ani&lt;/b&gt;" in data.html()
    assert data.text().split("\t")[1] == "<b>Ani</b> dan Budi"


def test_nip_is_never_cut(make: Make) -> None:
    table = make(widths={"nip": 50})
    needed = QFontMetricsF(theme.font("nipInTable")).horizontalAdvance("19880888 208808 8 888")
    assert table.header.sectionSize(2) >= needed + theme.space("cellPaddingDense")


def test_widths_are_given_to_be_kept_only_when_the_user_changes_one(qtbot, make: Make) -> None:
    kept: list[dict[str, int]] = []
    table = make(widths={"number": 111}, keep_widths=kept.append)
    table.resize(1200, 500)
    assert table.header.sectionSize(0) == 111
    assert kept == []
    table.header.resizeSection(0, 140)
    assert kept[-1]["number"] == 140


def test_stretching_column_uses_the_room(qtbot, make: Make) -> None:
    table = make()
    table.set_rows(ROWS)
    qtbot.waitUntil(lambda: table.header.length() == table.view.viewport().width())
    table.resize(1300, 400)
    qtbot.waitUntil(lambda: table.header.length() == table.view.viewport().width())


def test_empty_table_offers_what_fills_it(qtbot, make: Make) -> None:
    empty = EmptyState("Belum ada perkara", "Perkara dibuka dari laporan.")
    pressed: list[int] = []
    fill = button("Catat laporan", "primary", on_click=lambda: pressed.append(1))
    empty.add(fill)
    table = make(empty=empty)
    assert empty.isVisible()
    qtbot.mouseClick(fill, Qt.MouseButton.LeftButton)
    assert pressed == [1]
    table.set_rows(ROWS)
    assert not empty.isVisible()


def test_filters_without_a_match_say_so(qtbot, make: Make) -> None:
    table = make()
    table.set_filters({"name": "tak ada"})
    table.set_rows([])
    assert not table.empty.isVisible()
    words = [part.text() for part in table.findChildren(type(table._count)) if part.isVisible()]
    assert "Tidak ada yang cocok dengan saringan" in words


def test_tab_leaves_the_table(qtbot, make: Make) -> None:
    table = make()
    table.set_rows(ROWS)
    assert not table.view.tabKeyNavigation()


def test_counts_stand_below(make: Make) -> None:
    table = make()
    table.set_rows(ROWS, total=1234, more=True)
    assert table._count.text() == "40 dari 1.234 baris"
    table.add_count("2 lewat", "red")
    assert table.counts.count() == 1
    table.clear_counts()
    assert table.counts.count() == 0


def test_cells_tell_a_screen_reader_and_the_tooltip(make: Make) -> None:
    table = make()
    table.set_rows(ROWS)
    index = table.model.index(0, 3)
    assert table.model.words(index) == "Lewat 2 hari kerja"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Status: Lewat 2 hari kerja"


def test_delegate_paints_pills_two_lines_and_the_selection_bar(qtbot) -> None:
    columns = [
        Column[Line](key="number", title="Nomor", width=90, text=lambda r: r.number, second=lambda r: r.name),
        Column[Line](
            key="status", title="Tahap", width=130, text=lambda r: r.status, pill=lambda r: stage_pill(r.status)
        ),
        Column[Line](key="go", title="", width=44, text=lambda _r: "", icon="caret-right", sortable=False),
    ]
    table = RecordTable[Line](columns, hints=False)
    qtbot.addWidget(table)
    table.set_rows(ROWS[:3])
    table.resize(600, 300)
    table.show()
    qtbot.waitExposed(table)
    assert table.view.rowHeight(0) == theme.size("rowTwoLine")
    image = table.view.viewport().grab().toImage()
    assert image.pixelColor(1, 20) == theme.color("accent"), "the bar of the current row"
    assert image.pixelColor(6, 60).alpha() == 0, "a row that is not chosen lets the card through"
