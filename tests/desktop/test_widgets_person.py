from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from cases.errors import InvalidInput
from cases.model.person import Person
from desktop.widgets.form import Form, scrolled
from desktop.widgets.person_field import PersonField, describe

ANI = Person(name="Ani Contoh, S.Sos.", nip="198503122010012001", position="Analis", work_unit="Dinas Contoh")
ANTO = Person(name="Anto Contoh", nip="198603122010011002", work_unit="Kecamatan Contoh")
Answer = Callable[[list[Person]], None]


class Office:
    """Answers a search when told to, as a database on another thread does."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Answer]] = []

    def search(self, text: str, give: Answer) -> None:
        self.asked.append((text, give))


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def form(qtbot, office: Office) -> Form:
    made = Form()
    made.add("who", "Terlapor", PersonField(office.search))
    made.buttons("Simpan")
    area = scrolled(made)
    qtbot.addWidget(area)
    area.resize(700, 500)
    area.show()
    with qtbot.waitActive(area):
        area.activateWindow()
    made.area = area  # type: ignore[attr-defined] # kept alive with the form
    return made


@pytest.fixture
def field(form: Form) -> PersonField:
    found = form.field("who")
    assert isinstance(found, PersonField)
    return found


def seek(qtbot, field: PersonField, office: Office, text: str) -> Answer:
    before = len(office.asked)
    field.edit.setFocus()
    qtbot.keyClicks(field.edit, text)
    qtbot.waitUntil(lambda: len(office.asked) > before)
    return office.asked[-1][1]


def test_person_is_found_and_picked_with_the_keys(qtbot, field: PersonField, office: Office) -> None:
    seek(qtbot, field, office, "an")([ANI, ANTO])
    qtbot.keyClick(field.edit, Qt.Key.Key_Down)
    with qtbot.waitSignal(field.picked) as caught:
        qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert caught.args == [ANTO]
    assert field.value() == ANTO
    assert QApplication.focusWidget().text() == "Ganti"


def test_person_is_picked_with_the_mouse(qtbot, field: PersonField, office: Office) -> None:
    seek(qtbot, field, office, "an")([ANI, ANTO])
    shown = field._candidates.list
    place = shown.visualItemRect(shown.item(0)).center()
    qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert field.value() == ANI


def test_late_answer_to_older_words_is_left_out(qtbot, field: PersonField, office: Office) -> None:
    first = seek(qtbot, field, office, "an")
    second = seek(qtbot, field, office, "to")
    second([ANTO])
    first([ANI])
    assert field._candidates.list.count() == 1
    assert field._candidates.list.item(0).text() == ANTO.name


def test_nobody_found_is_said(qtbot, field: PersonField, office: Office) -> None:
    seek(qtbot, field, office, "zz")([])
    assert field._candidates.isVisible()
    assert "zz" in field._candidates._none.text()


def test_list_goes_with_escape_and_with_the_cursor(qtbot, field: PersonField, office: Office) -> None:
    seek(qtbot, field, office, "an")([ANI])
    qtbot.keyClick(field.edit, Qt.Key.Key_Escape)
    assert not field._candidates.isVisible()
    seek(qtbot, field, office, "i")([ANI])
    field._switch.setFocus()
    assert not field._candidates.isVisible()


def test_words_without_a_pick_are_no_person(qtbot, field: PersonField, office: Office) -> None:
    seek(qtbot, field, office, "an")
    with pytest.raises(InvalidInput, match="Pilih orang"):
        field.value()


def test_person_by_hand(qtbot, field: PersonField, form: Form) -> None:
    field._switch.click()
    qtbot.keyClicks(field._hand["name"], "Budi Contoh")
    qtbot.keyClicks(field._hand["position"], "Bupati Contoh")
    assert field.value() == Person(name="Budi Contoh", position="Bupati Contoh")
    qtbot.keyClicks(field._hand["nip"], "19850312 201001 1 001")
    assert field.value().nip == "198503122010011001"
    field._hand["nip"].setText("198503122010011")
    form.check()
    assert form.box("who").error


def test_nip_is_asked_for_where_it_is_needed(qtbot, office: Office) -> None:
    field = PersonField(office.search, needs_nip=True)
    qtbot.addWidget(field)
    field.restore({"typed": {"name": "Budi Contoh"}})
    with pytest.raises(InvalidInput):
        field.value()


@pytest.mark.parametrize("draft", ["picked", "typed", "sought", "nothing"])
def test_draft_survives_json(qtbot, field: PersonField, office: Office, draft: str) -> None:
    kept = {
        "picked": {"person": {**json.loads('{"name": "Ani Contoh", "nip": "198503122010012001"}')}},
        "typed": {"typed": {"name": "Budi", "nip": "12"}},
        "sought": {"sought": "an"},
        "nothing": {},
    }[draft]
    field.restore(kept)
    other = PersonField(office.search)
    qtbot.addWidget(other)
    other.restore(json.loads(json.dumps(field.draft())))
    assert other.draft() == field.draft()
    assert other.blank() == (draft == "nothing")
    if draft == "picked":
        assert other.value().nip == "198503122010012001"


def test_change_begins_anew(qtbot, field: PersonField) -> None:
    field.set_person(ANI)
    assert not field.edit.isVisible()
    with qtbot.waitSignal(field.changed):
        field._change.click()
    assert field.edit.isVisible()
    assert field.value() is None


def test_line_about_a_person() -> None:
    assert describe(ANI) == "NIP 19850312 201001 2 001 · Analis · Dinas Contoh"
    assert describe(Person(name="Bupati", position="Bupati Contoh")) == "tanpa NIP · Bupati Contoh"
