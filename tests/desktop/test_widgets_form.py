from __future__ import annotations

import json
from datetime import date, time

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from cases.errors import InvalidInput, StorageError
from desktop.pages.step_forms.reasons import ReasonsField
from desktop.widgets.date_fields import DateField, TimeField
from desktop.widgets.fields import CheckField, ChoiceField, LongTextField, PasswordField, TextField
from desktop.widgets.form import FORM_WIDTH, Form, scrolled
from desktop.widgets.page_form import PageForm

TODAY = date(2026, 10, 4)


@pytest.fixture
def form(qtbot) -> Form:
    made = Form()
    made.section("Peristiwa")
    made.add("on", "Tanggal", DateField(lambda: TODAY), required=True)
    made.add("at", "Pukul", TimeField(), beside=True)
    made.add("source", "Sumber", ChoiceField([("bawaslu", "Bawaslu"), ("media", "Media")]), required=True)
    made.add("place", "Tempat", TextField())
    made.add("story", "Uraian", LongTextField(), required=True)
    made.add("secret", "", CheckField("Rahasiakan"))
    made.buttons("Simpan", cancel=lambda: None)
    qtbot.addWidget(made)
    made.show()
    with qtbot.waitActive(made):
        made.activateWindow()
    return made


def fill(form: Form) -> None:
    form.set_values({"on": "4/10/26", "source": "media", "story": "Unggahan"})


def test_enter_goes_to_the_next_field_and_ends_at_the_button(qtbot, form: Form) -> None:
    form.focus_first()
    visited = []
    for _ in range(3):
        widget = QApplication.focusWidget()
        visited.append(widget.accessibleName())
        qtbot.keyClick(widget, Qt.Key.Key_Return)
    assert visited == ["Tanggal", "Pukul", "Sumber"]
    form.field("secret").focus_target().setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert QApplication.focusWidget().text() == "Simpan"


def test_enter_makes_a_line_in_long_text_and_ctrl_enter_submits(qtbot, form: Form) -> None:
    fill(form)
    story = form.field("story").focus_target()
    story.setFocus()
    qtbot.keyClick(story, Qt.Key.Key_Return)
    assert "\n" in form.field("story").draft()
    with qtbot.waitSignal(form.submitted):
        qtbot.keyClick(story, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_what_is_under_way_is_not_submitted_again(qtbot, form: Form) -> None:
    fill(form)
    form.set_busy(busy=True)
    with qtbot.assertNotEmitted(form.submitted):
        qtbot.keyClick(form.field("story").focus_target(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    form.set_busy(busy=False)
    with qtbot.waitSignal(form.submitted):
        form.submit()


def test_missing_and_misread_fields_are_told_in_words_and_the_first_gets_the_cursor(qtbot, form: Form) -> None:
    form.set_values({"on": "32/13/26", "at": "25"})
    with qtbot.assertNotEmitted(form.submitted):
        form.submit()
    assert "bukan tanggal" in form.box("on").error
    assert "bukan jam" in form.box("at").error
    assert form.box("source").error == "Isian ini wajib diisi."
    assert form.box("place").error == ""
    assert form.field("on").focus_target().hasFocus()
    assert form.field("on").focus_target().property("wrong") is True


def test_typing_takes_the_error_away(qtbot, form: Form) -> None:
    form.check()
    qtbot.keyClicks(form.field("on").focus_target(), "4")
    assert form.box("on").error == ""
    assert form.field("on").focus_target().property("wrong") is False


def test_values_survive_json_even_half_typed(qtbot, form: Form) -> None:
    form.set_values({"on": "4/10/", "story": "  baris\n", "secret": True, "gone": 1})
    kept = json.loads(json.dumps(form.values()))
    assert kept == {"on": "4/10/", "at": "", "source": "", "place": "", "story": "  baris\n", "secret": True}
    other = {**kept, "place": "Aula"}
    form.set_values(other)
    assert form.values() == other


def test_putting_values_back_is_no_change_by_the_user(qtbot, form: Form) -> None:
    with qtbot.assertNotEmitted(form.changed):
        fill(form)
    with qtbot.waitSignal(form.changed):
        qtbot.keyClicks(form.field("place").focus_target(), "A")
    with qtbot.waitSignal(form.changed):
        qtbot.keyClicks(form.field("story").focus_target(), "A")
    with qtbot.waitSignal(form.changed):
        qtbot.mouseClick(form.field("secret").focus_target(), Qt.MouseButton.LeftButton, pos=QPoint(10, 12))


def test_failure_of_a_service_stands_under_its_field(form: Form) -> None:
    assert form.show_failure(InvalidInput("Tanggal ini belum terjadi.", field="on"))
    assert form.box("on").error == "Tanggal ini belum terjadi."
    assert form.show_failure(StorageError("Disk penuh."))
    assert form._trouble.text() == "Disk penuh."
    assert form._trouble.isVisible()
    assert not form.show_failure(ValueError("x"))


def test_hidden_field_is_not_asked_for(form: Form) -> None:
    fill(form)
    form.set_values({"source": ""})
    assert not form.check()
    form.show_field("source", shown=False)
    assert form.check()


def test_busy_form_cannot_be_sent_twice(qtbot, form: Form) -> None:
    fill(form)
    form.set_busy(busy=True)
    assert not form._primary.isEnabled()
    form.set_busy(busy=False)
    with qtbot.waitSignal(form.submitted):
        qtbot.mouseClick(form._primary, Qt.MouseButton.LeftButton)


def test_form_is_no_wider_than_the_eye_likes(form: Form) -> None:
    form.resize(2000, 800)
    assert form.maximumWidth() == FORM_WIDTH


def test_optional_fields_say_so(form: Form) -> None:
    titles = [part.text() for part in form.findChildren(type(form._trouble)) if part.property("role") == "label"]
    assert titles[:4] == ["Tanggal", "Pukul (boleh kosong)", "Sumber", "Tempat (boleh kosong)"]


@pytest.mark.parametrize(
    ("typed", "day", "note"),
    [
        ("4/10/26", date(2026, 10, 4), "Minggu, 4 Oktober 2026"),
        ("041026", date(2026, 10, 4), "Minggu, 4 Oktober 2026"),
        ("4 okt 2026", date(2026, 10, 4), "Minggu, 4 Oktober 2026"),
        ("", None, ""),
    ],
)
def test_date_is_shown_as_it_was_understood(qtbot, typed: str, day: date | None, note: str) -> None:
    field = DateField(lambda: TODAY)
    qtbot.addWidget(field)
    notes: list[str] = []
    field.note_changed.connect(notes.append)
    field.edit.setText("1")
    qtbot.keyClick(field.edit, Qt.Key.Key_Backspace)
    qtbot.keyClicks(field.edit, typed)
    assert field.value() == day
    assert notes[-1] == note


def test_date_set_by_the_program_reads_back(qtbot) -> None:
    field = DateField(lambda: TODAY)
    qtbot.addWidget(field)
    field.set_date(date(2024, 2, 29))
    assert field.value() == date(2024, 2, 29)
    field.set_date(None)
    assert field.value() is None


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("9", time(9)),
        ("930", time(9, 30)),
        ("0930", time(9, 30)),
        ("13.05", time(13, 5)),
        ("7:15", time(7, 15)),
        ("", None),
    ],
)
def test_time_as_typed(qtbot, typed: str, moment: time | None) -> None:
    field = TimeField()
    qtbot.addWidget(field)
    qtbot.keyClicks(field.edit, typed)
    assert field.value() == moment


@pytest.mark.parametrize("typed", ["24.00", "9.60", "pagi", "9.5"])
def test_what_is_no_time_is_told(qtbot, typed: str) -> None:
    field = TimeField()
    qtbot.addWidget(field)
    field.restore(typed)
    with pytest.raises(InvalidInput, match="bukan jam"):
        field.value()


def test_time_is_tidied_when_the_cursor_leaves(qtbot, form: Form) -> None:
    edit = form.field("at").focus_target()
    edit.setFocus()
    qtbot.keyClicks(edit, "930")
    form.field("place").focus_target().setFocus()
    assert form.field("at").draft() == "09.30"
    edit.setFocus()
    edit.setText("pagi")
    form.field("place").focus_target().setFocus()
    assert form.field("at").draft() == "pagi", "what is no time stays as typed"


def test_password_never_gets_into_a_draft(qtbot) -> None:
    field = PasswordField()
    qtbot.addWidget(field)
    qtbot.keyClicks(field.edit, " rahasia ")
    assert field.value() == " rahasia "
    assert field.draft() == ""
    assert not field.blank()
    assert field.edit.echoMode() is field.edit.EchoMode.Password
    field.edit.actions()[0].trigger()
    assert field.edit.echoMode() is field.edit.EchoMode.Normal


def test_wheel_over_a_choice_changes_nothing(qtbot, form: Form) -> None:
    fill(form)
    box = form.field("source").focus_target()
    form.field("place").focus_target().setFocus()
    wheel = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,  # noqa: FBT003 - Qt takes it by place
    )  # fmt: skip
    QApplication.sendEvent(box, wheel)
    assert form.field("source").value() == "media"


def test_choices_keep_what_was_chosen_when_they_change(qtbot) -> None:
    field = ChoiceField([("a", "A"), ("b", "B")])
    qtbot.addWidget(field)
    field.restore("b")
    field.set_choices([("b", "B baru"), ("c", "C")])
    assert field.value() == "b"
    field.set_choices([("c", "C")])
    assert field.value() == ""
    assert field.blank()


def test_editable_choice_takes_other_words(qtbot) -> None:
    field = ChoiceField([("fb", "Facebook")], blank="", editable=True)
    qtbot.addWidget(field)
    field.restore("Forum warga")
    assert field.value() == "Forum warga"
    field.restore("fb")
    assert field.value() == "fb"
    assert field.box.currentText() == "Facebook"


@pytest.mark.parametrize("make", [Form, PageForm])
def test_tab_comes_to_what_was_added_later_where_it_stands(qtbot, make: type[Form]) -> None:
    form = make()
    form.section("Peristiwa")
    form.add("place", "Tempat", TextField())
    reasons = form.add("reasons", "", ReasonsField())
    form.buttons("Simpan", cancel=lambda: None)
    beside = TextField()
    window = QWidget()
    lines = QVBoxLayout(window)
    lines.addWidget(form)
    lines.addWidget(beside)
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    QApplication.processEvents()  # the form has its places; from here on something is late
    reasons.show_warnings([("late", "Lewat dari batas.")])
    reason = reasons.shown["late"].field.edit
    form.focus_first()

    def next_stop() -> QWidget:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        return QApplication.focusWidget()

    qtbot.waitUntil(reason.isVisible)
    assert next_stop() is reason
    assert next_stop().text() == "Batal"
    assert next_stop().text() == "Simpan"
    assert next_stop() is beside.edit


def test_enter_presses_the_button_that_has_the_cursor(qtbot) -> None:
    left: list[int] = []
    form = Form()
    form.add("place", "Tempat", TextField())
    form.buttons("Simpan", cancel=lambda: left.append(1))
    qtbot.addWidget(form)
    form.show()
    with qtbot.waitActive(form):
        form.activateWindow()
    form.focus_first()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert left == [1]


def test_a_busy_form_keeps_the_cursor(qtbot, form: Form) -> None:
    other = QWidget(form)
    other.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    other.show()
    form.field("secret").focus_target().setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert QApplication.focusWidget().text() == "Simpan"
    form.set_busy(busy=True)
    assert QApplication.focusWidget() is form


def test_a_scrolled_form_follows_the_cursor(qtbot) -> None:
    form = Form()
    for number in range(30):
        form.add(f"place{number}", f"Tempat {number}", TextField())
    area = scrolled(form)
    area.resize(400, 200)
    qtbot.addWidget(area)
    area.show()
    with qtbot.waitActive(area):
        area.activateWindow()
    last = form.field("place29").focus_target()
    assert last.visibleRegion().isEmpty()
    last.setFocus()
    qtbot.waitUntil(lambda: not last.visibleRegion().isEmpty())


def test_a_text_of_several_lines_is_shown_whole_with_its_help(qtbot) -> None:
    form = Form()
    for number in range(9):
        form.add(f"place{number}", f"Tempat {number}", TextField())
    form.add("story", "Uraian", LongTextField(rows=5), help_text="Siapa, apa, kapan.")
    form.add("after", "Sesudahnya", TextField())
    area = scrolled(form)
    area.resize(400, 300)
    qtbot.addWidget(area)
    area.show()
    with qtbot.waitActive(area):
        area.activateWindow()
    form.field("story").focus_target().setFocus()
    box = form.box("story")
    qtbot.waitUntil(lambda: box.visibleRegion().boundingRect() == box.rect())


def test_what_has_the_cursor_stays_in_sight_when_something_above_it_grows(qtbot) -> None:
    form = Form()
    for number in range(30):
        form.add(f"place{number}", f"Tempat {number}", TextField())
    area = scrolled(form)
    area.resize(400, 200)
    qtbot.addWidget(area)
    area.show()
    with qtbot.waitActive(area):
        area.activateWindow()
    last = form.field("place29").focus_target()
    last.setFocus()
    qtbot.waitUntil(lambda: not last.visibleRegion().isEmpty())
    most = area.verticalScrollBar().maximum()
    for number in range(20):
        form.box(f"place{number}").set_help("Isi seperti di laporan.")  # it keeps the cursor
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > most)
    qtbot.waitUntil(lambda: last.visibleRegion().boundingRect() == last.rect())


def test_a_button_at_the_edge_does_not_move_away_under_the_mouse(qtbot) -> None:
    form = Form()
    for number in range(30):
        form.add(f"place{number}", f"Tempat {number}", TextField())
    form.buttons("Simpan")
    area = scrolled(form)
    area.resize(400, 200)
    qtbot.addWidget(area)
    area.show()
    with qtbot.waitActive(area):
        area.activateWindow()
    save = next(one for one in form.findChildren(QPushButton) if one.text().strip() == "Simpan")
    bar = area.verticalScrollBar()
    QApplication.processEvents()  # it has followed the cursor into the first field
    before = bar.maximum() - save.height() // 3  # two thirds of it are to be seen
    bar.setValue(before)
    window, at = area.windowHandle(), save.mapTo(area, QPoint(20, 8))
    QTest.mousePress(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is save)
    QApplication.processEvents()
    assert bar.value() == before
    with qtbot.waitSignal(form.submitted, timeout=1000):
        QTest.mouseRelease(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)


@pytest.mark.parametrize(("text", "rows"), [("", 1), ("satu", 1), ("satu\ndua\ntiga", 2)])
def test_long_text_that_fits_cannot_be_scrolled(qtbot, text: str, rows: int) -> None:
    field = LongTextField(rows=rows)
    qtbot.addWidget(field)
    field.restore(text)
    field.resize(400, 120)
    field.show()
    qtbot.waitUntil(field.isVisible)
    assert field.edit.verticalScrollBar().maximum() == 0


def test_what_is_typed_while_it_is_saved_is_not_taken(qtbot, form: Form) -> None:
    fill(form)
    entered = form.values()
    place, secret = form.field("place").focus_target(), form.field("secret").focus_target()
    form.set_busy(busy=True)
    qtbot.keyClicks(place, "Balai")
    qtbot.mouseClick(secret, Qt.MouseButton.LeftButton)
    assert form.values() == entered
    place.setFocus()
    qtbot.keyClick(place, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not place, "the keyboard is not held"
    form.set_busy(busy=False)
    qtbot.keyClicks(place, "Balai")
    assert form.values() == entered | {"place": "Balai"}
