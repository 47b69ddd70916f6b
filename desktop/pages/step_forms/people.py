"""People of a case: how they are looked for, and fields for several of them (a team, witnesses)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from cases.errors import InvalidInput
from cases.model.person import Examiner, Person, TeamDuty, TeamElement
from cases.services import employees
from desktop import theme
from desktop.desk import Desk
from desktop.widgets.basic import button, icon_button
from desktop.widgets.fields import ChoiceField, Field
from desktop.widgets.parting import part_with
from desktop.widgets.person_field import PersonField, SearchPeople

_BESIDE = 560
"""Pixels of a row from which a person and his duty stand beside each other."""


def search_in(desk: Desk, owner: QObject, named: Sequence[Person] = ()) -> SearchPeople:
    """A search for a person field: those already named in the case first, then the office's employees."""

    def search(text: str, give: Callable[[list[Person]], None]) -> None:
        wanted = text.casefold()
        known = [one for one in named if wanted in one.name.casefold() or wanted in one.position.casefold()]

        def found(people: tuple[Person, ...]) -> None:
            numbers = {one.nip for one in known if one.nip}
            give([*known, *(one for one in people if one.nip not in numbers)])

        desk.ask(employees.find_people, text).then(owner, found)

    return search


class _Row(QWidget):
    """One person; with his duty when ``roles`` are asked, and the ``elements`` that members of a team stand for."""

    changed = Signal()
    removed = Signal()

    def __init__(self, search: SearchPeople, *, roles: bool, elements: bool) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.space("s"))
        self.person = PersonField(search)
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._parts.setSpacing(theme.space("s"))
        self._parts.addWidget(self.person, 1)
        choices = QHBoxLayout()
        choices.setSpacing(theme.space("s"))
        self._parts.addLayout(choices)
        line.addLayout(self._parts, 1)
        self._roles = roles
        self.duty = ChoiceField([(str(duty), str(duty)) for duty in TeamDuty], blank="")
        self.element = ChoiceField([(str(one), str(one)[:1].upper() + str(one)[1:]) for one in TeamElement], blank="")
        self.duty.restore(TeamDuty.MEMBER)
        self.element.restore(TeamElement.OTHER)
        asked = ((self.duty, "Kedudukan", 116, roles), (self.element, "Unsur", 178, roles and elements))
        for field, words, width, shown in asked:
            field.box.setAccessibleName(words)
            field.box.setToolTip(words)
            field.setFixedWidth(width)
            field.setVisible(shown)
            field.changed.connect(self.changed)
            choices.addWidget(field, 0, Qt.AlignmentFlag.AlignTop)
        choices.addStretch(1 if roles else 0)
        self.person.changed.connect(self.changed)
        self.remove = icon_button("trash", "Hapus dari daftar", on_click=self.removed.emit)
        line.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)

    def minimumSizeHint(self) -> QSize:
        """In a small window the choices stand below the person, so that the row may be as narrow as he is."""
        return QSize(self.person.minimumSizeHint().width(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose how the parts stand."""
        beside = not self._roles or event.size().width() >= _BESIDE
        ways = QBoxLayout.Direction
        self._parts.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
        super().resizeEvent(event)

    def draft(self) -> dict[str, Any]:
        """What was entered."""
        return {"person": self.person.draft(), "duty": self.duty.draft(), "element": self.element.draft()}

    def restore(self, draft: Any) -> None:  # noqa: ANN401 - what JSON can hold
        """Put it back."""
        self.person.restore(draft.get("person"))
        self.duty.restore(draft.get("duty") or TeamDuty.MEMBER)
        self.element.restore(draft.get("element") or TeamElement.OTHER)

    def examiner(self) -> Examiner | None:
        """The person with his duty, None while nobody is named."""
        person = self.person.value()
        if person is None:
            return None
        return Examiner(person=person, duty=TeamDuty(self.duty.value()), element=TeamElement(self.element.value()))


class PeopleField(Field):
    """Several people, one row each; ``roles`` asks for the duty of each, and ``elements`` for his element (a team)."""

    def __init__(self, search: SearchPeople, *, add_words: str, roles: bool = False, elements: bool = True) -> None:
        super().__init__()
        self._search, self._roles, self._elements = search, roles, elements
        self.rows: list[_Row] = []
        self.lines.setSpacing(theme.space("s"))
        self._add = button(add_words, icon="plus", on_click=self._add_by_hand)
        self.lines.addWidget(self._add)
        self.setFocusProxy(self._add)

    def add_row(self) -> _Row:
        """Add an empty row."""
        row = _Row(self._search, roles=self._roles, elements=self._elements)
        row.changed.connect(self.changed)
        row.removed.connect(lambda: self._remove(row))
        self.rows.append(row)
        self.lines.insertWidget(len(self.rows) - 1, row)
        return row

    def _add_by_hand(self) -> None:
        self.add_row().person.focus_target().setFocus(Qt.FocusReason.TabFocusReason)

    def _remove(self, row: _Row) -> None:
        self.rows.remove(row)
        part_with(row)
        self.changed.emit()

    def _clear(self) -> None:
        for row in self.rows:
            part_with(row)
        self.rows = []

    def set_examiners(self, examiners: Sequence[Examiner]) -> None:
        """Show these, in their order."""
        self.restore(
            [
                {"person": {"person": msgspec.to_builtins(one.person)}, "duty": one.duty, "element": one.element}
                for one in examiners
            ]
        )

    def examiners(self) -> tuple[Examiner, ...]:
        """Everyone with duty and element; raises InvalidInput for somebody half named or named twice."""
        found = tuple(one for one in (row.examiner() for row in self.rows) if one is not None)
        numbers = [one.person.nip for one in found if one.person.nip]
        if len(numbers) != len(set(numbers)):
            raise InvalidInput("Seseorang tercatat dua kali; hapus salah satunya.")
        return found

    def value(self) -> tuple[Person, ...]:
        """Everyone; raises InvalidInput for somebody half named or named twice."""
        return tuple(one.person for one in self.examiners())

    def blank(self) -> bool:
        """Whether nobody is named."""
        return not any(row.person.draft() for row in self.rows)

    def draft(self) -> list[dict[str, Any]]:
        """Every row as entered."""
        return [row.draft() for row in self.rows]

    def restore(self, draft: Any) -> None:  # noqa: ANN401 - what JSON can hold
        """Put the rows back."""
        self._clear()
        for kept in draft or []:
            self.add_row().restore(kept)

    def focus_target(self) -> QWidget:
        """The first person, or the button that adds one."""
        return self.rows[0].person.focus_target() if self.rows else self._add
