"""The fields of what is asked for a letter: each kind of entry as the field in which an office types it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec
from PySide6.QtCore import QObject

from cases.errors import InvalidInput
from cases.letters.asks import Ask, person_text, read_person
from cases.model.person import Person
from desktop.desk import Desk
from desktop.pages.step_forms.people import search_in
from desktop.widgets.date_fields import DateField, TimeField
from desktop.widgets.fields import ChoiceField, Field, LongTextField, TextField
from desktop.widgets.form import Form
from desktop.widgets.person_field import PersonField


def add_asks(form: Form, asks: Sequence[Ask], desk: Desk, owner: QObject, known: Sequence[Person]) -> None:
    """Add a field for each ask and show what is entered or proposed; a time stands beside its day."""
    before = ""
    for ask in asks:
        field = _field(ask, desk, owner, known)
        beside = ask.kind == "time" and before == "date"
        form.add(ask.key, ask.title, field, help_text=ask.help, required=ask.required, beside=beside)
        field.restore(_typed(ask))
        if isinstance(field, TextField):
            field.edit.setCursorPosition(0)  # a long proposal is read from its beginning
        before = ask.kind


def entered(form: Form, asks: Sequence[Ask]) -> dict[str, str]:
    """Return what the form holds as entries; raises InvalidInput with the field's name."""
    found = {}
    for ask in asks:
        try:
            found[ask.key] = _entry(form.field(ask.key).value())
        except InvalidInput as error:
            raise InvalidInput(error.sentence, field=ask.key, detail=error.detail) from error
    return found


def lacking(form: Form, asks: Sequence[Ask]) -> list[str]:
    """Return the titles of what cannot be taken yet."""
    return [ask.title for ask in asks if form.box(ask.key).problem()]


def _field(ask: Ask, desk: Desk, owner: QObject, known: Sequence[Person]) -> Field:
    match ask.kind:
        case "lines":
            return LongTextField(rows=3)
        case "date":
            return DateField(desk.office.clock.today)
        case "time":
            return TimeField()
        case "choice":
            return ChoiceField(ask.choices, blank="" if ask.required and ask.value else "Pilih")
        case "person":
            return PersonField(search_in(desk, owner, known))
        case _:
            return TextField()


def _typed(ask: Ask) -> Any:  # noqa: ANN401 - what each field's draft is
    """What is entered as the field would have it typed."""
    if ask.kind == "date" and ask.value:
        day = date.fromisoformat(ask.value)
        return f"{day.day}/{day.month}/{day.year}"
    if ask.kind == "person":
        person = read_person(ask.value)
        return {"person": msgspec.to_builtins(person)} if person is not None else {}
    return ask.value


def _entry(value: Any) -> str:  # noqa: ANN401 - what each field's value is
    if value is None:
        return ""
    if isinstance(value, Person):
        return person_text(value)
    if isinstance(value, str):
        return value
    return value.isoformat() if isinstance(value, date) else f"{value:%H.%M}"
