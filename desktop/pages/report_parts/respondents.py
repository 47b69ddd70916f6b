"""The accused of a report as its form takes them: found among the employees or typed by hand, several of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import msgspec
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from cases.errors import InvalidInput
from cases.model.earlier import Earlier
from cases.model.person import Person
from desktop import theme
from desktop.widgets.basic import button, icon_button, label
from desktop.widgets.fields import Field
from desktop.widgets.parting import part_with
from desktop.widgets.person_field import PersonField, SearchPeople, describe
from desktop.widgets.rail import Avatar

AskEarlier = Callable[[str, Callable[[tuple[Earlier, ...]], None]], None]
_TWICE: Final = "Orang ini sudah tercatat sebagai terlapor; pilih orang lain."


def earlier_words(cases: tuple[Earlier, ...]) -> str:
    """One sentence about a person's earlier cases, newest first; empty when there are none."""
    if not cases:
        return ""
    told = (f"{case.number} ({case.said})" for case in cases)
    return f"Perkara terdahulu: {', '.join(told)}."


class RespondentRow(QFrame):
    """One accused with his earlier cases."""

    def __init__(self, person: Person) -> None:
        super().__init__()
        self.person = person
        self.setProperty("role", "inset")
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 8, 6, 8)
        line.setSpacing(theme.space("s"))
        line.addWidget(Avatar(person.name), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(label(person.name, "event", wrap=True))
        about = describe(person) if person.nip else f"{describe(person)} · dicocokkan nanti"
        words.addWidget(label(about, "caption", wrap=True))
        self.earlier = label("", "amber", wrap=True)
        self.earlier.hide()
        words.addWidget(self.earlier)
        line.addLayout(words, 1)
        self.remove = icon_button("x", f"Hapus {person.name}")
        line.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)

    def show_earlier(self, cases: tuple[Earlier, ...]) -> None:
        """Say which cases there were."""
        self.earlier.setText(earlier_words(cases))
        self.earlier.setVisible(bool(cases))


class RespondentsField(Field):
    """Several accused; ``value`` is a tuple of persons.

    One who is picked goes into the list at once; one typed by hand with "Tambahkan", or by saving the form.
    ``ask_earlier`` looks for the cases of an NIP and calls back with them. ``refused`` says in a sentence why the one
    typed by hand cannot be added.
    """

    refused = Signal(str)

    def __init__(self, search: SearchPeople, ask_earlier: AskEarlier) -> None:
        super().__init__()
        self._ask_earlier = ask_earlier
        self.rows: list[RespondentRow] = []
        self._shown = QVBoxLayout()
        self._shown.setSpacing(theme.space("xs"))
        self.lines.addLayout(self._shown)
        self.adder = PersonField(search)
        self.adder.picked.connect(self.pick)
        self.adder.changed.connect(self._typed)
        self.lines.addWidget(self.adder)
        self.take = button("Tambahkan", icon="plus", on_click=self._take, tip="Tambahkan orang ini ke daftar terlapor")
        self.take.hide()
        self.lines.addWidget(self.take)
        self.setFocusProxy(self.adder)

    def pick(self, person: Person) -> None:
        """Name one more; who is named already is refused."""
        self.adder.restore({})
        self.take.hide()
        if person.nip and any(row.person.nip == person.nip for row in self.rows):
            self.refused.emit(_TWICE)
            return
        self._add(person)
        QTimer.singleShot(0, self, lambda: self.adder.focus_target().setFocus())  # the box is shown again only now
        self.changed.emit()

    def _typed(self) -> None:
        self.take.setVisible("typed" in self.adder.draft())
        self.changed.emit()

    def _take(self) -> None:
        try:
            person = self.adder.value()
        except InvalidInput as error:
            self.refused.emit(error.sentence)
            return
        if person is not None:
            self.pick(person)

    def _add(self, person: Person) -> None:
        row = RespondentRow(person)
        row.remove.clicked.connect(lambda *_: self._remove(row))
        self.rows.append(row)
        self._shown.addWidget(row)
        if person.nip:
            self._ask_earlier(person.nip, lambda cases: row.show_earlier(cases) if row in self.rows else None)

    def _remove(self, row: RespondentRow) -> None:
        self.rows.remove(row)
        part_with(row)
        self.adder.focus_target().setFocus()
        self.changed.emit()

    # -- the field

    def takes_enter(self) -> bool:
        """While candidates are shown, Enter picks one."""
        return self.adder.takes_enter()

    def next_within(self, here: QWidget) -> QWidget | None:
        """Through the boxes of the one who is typed by hand."""
        return self.adder.next_within(here)

    def value(self) -> tuple[Person, ...]:
        """Everyone, with the one being typed; raises InvalidInput for one half typed or named twice."""
        people = tuple(row.person for row in self.rows)
        typed = self.adder.value()
        if typed is not None:
            if typed.nip and any(person.nip == typed.nip for person in people):
                raise InvalidInput(_TWICE)
            people = (*people, typed)
        return people

    def named(self) -> list[tuple[str, str]]:
        """The name and NIP of everyone so far, also of one who is half typed by hand."""
        hand = self.adder.draft().get("typed", {})
        typed = [(hand.get("name", ""), hand.get("nip", ""))] if hand else []
        return [*((row.person.name, row.person.nip or "") for row in self.rows), *typed]

    def blank(self) -> bool:
        """Whether nobody is named."""
        return not self.rows and self.adder.blank()

    def draft(self) -> dict[str, Any]:
        """Everyone, and what is being typed."""
        return {"people": [msgspec.to_builtins(row.person) for row in self.rows], "adder": self.adder.draft()}

    def restore(self, draft: Any) -> None:  # noqa: ANN401 - what JSON can hold
        """Put everyone back."""
        kept: dict[str, Any] = draft or {}
        for row in self.rows:
            part_with(row)
        self.rows = []
        for person in kept.get("people", []):
            self._add(msgspec.convert(person, Person))
        self.adder.restore(kept.get("adder", {}))
        self.take.setVisible("typed" in self.adder.draft())

    def focus_target(self) -> QWidget:
        """The box."""
        return self.adder.focus_target()
