"""What every step form is: fields of one step, what they propose, and the facts that they make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

import msgspec
from PySide6.QtCore import Signal

from cases.errors import InvalidInput
from cases.model.case import Case, CaseFile, Track
from cases.model.letter import Letter, LetterStatus
from cases.model.person import Examiner, Person, TeamDuty, TeamElement
from cases.model.steps import Question, RecordSystem, StepFacts, StepKey
from cases.regulations import StepRule
from cases.rules.guards import Finding
from cases.rules.lifecycle import NextStep
from cases.services.lawbook import CaseLaw
from cases.services.steps import CaseView, StepForm
from desktop.desk import Desk
from desktop.pages.step_forms.people import search_in
from desktop.pages.step_forms.reasons import ReasonsField
from desktop.widgets.date_fields import DateField, TimeField
from desktop.widgets.form import FORM_WIDTH, Form
from desktop.widgets.person_field import PersonField

LETTER_DAY = "Tanggal yang direncanakan; dipastikan saat surat diajukan."
"""Beside the date of a step that its letter dates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What a step form draws on: the case as its page shows it, its law, the step to take, and today.

    ``system`` is the national system for which an upload is to be recorded, where that is known.
    """

    view: CaseView
    law: CaseLaw
    step: NextStep
    today: date
    system: RecordSystem | None = None

    @property
    def file(self) -> CaseFile:
        """The whole file."""
        return self.view.file

    @property
    def case(self) -> Case:
        """The case."""
        return self.view.file.case

    @property
    def rule(self) -> StepRule | None:
        """The step as the case's track has it."""
        return self.law.steps.get(self.step.key)

    @property
    def beforehand(self) -> tuple[Finding, ...]:
        """What the guards find before anything is typed."""
        gate = self.law.gate
        return self.law.conditions if gate is not None and gate.key == self.step.key else self.step.findings

    def facts(self, *keys: StepKey) -> Any:  # noqa: ANN401 - the key says which facts they are
        """The facts of the last step of these keys, or None."""
        return next((step.facts for step in reversed(self.file.steps) if step.key in keys), None)

    def letter(self, kind: str) -> Letter | None:
        """The last letter of a kind that still holds."""
        letters = (one for one in reversed(self.file.letters) if one.kind == kind)
        return next((one for one in letters if one.status is not LetterStatus.VOID), None)

    @property
    def examiners(self) -> tuple[Examiner, ...]:
        """The team, or the direct superior who examines alone."""
        if self.case.examiners or self.case.superior is None:
            return self.case.examiners
        return (Examiner(person=self.case.superior, duty=TeamDuty.CHAIR, element=TeamElement.SUPERIOR),)

    @property
    def with_elements(self) -> bool:
        """Whether each examiner stands for an element; members of an ethics council do not."""
        return self.case.track is not Track.ETHICS

    @property
    def chair(self) -> Person | None:
        """Who leads the examination."""
        chairs = (one.person for one in self.examiners if one.duty is TeamDuty.CHAIR)
        return next(chairs, self.case.superior)

    @property
    def people(self) -> tuple[Person, ...]:
        """Who is already named in this case, to be picked without a search."""
        named = (
            self.case.superior,
            *(one.person for one in self.case.examiners),
            self.case.official,
            self.law.office.head,
        )
        return tuple(dict.fromkeys(person for person in named if person is not None and person.name))


def draft_of(value: Any) -> Any:  # noqa: ANN401 - of a fact, as the fields of a form keep it
    """A fact as the field for it keeps it in a draft."""
    if isinstance(value, tuple):
        return [draft_of(Examiner(person=one) if isinstance(one, Person) else one) for one in value]
    if isinstance(value, date):
        return f"{value.day}/{value.month}/{value.year}"
    if isinstance(value, Person):
        return {"person": msgspec.to_builtins(value)}
    if isinstance(value, Examiner):
        return {"person": draft_of(value.person), "duty": value.duty, "element": value.element}
    if isinstance(value, Question):
        return [value.question, value.answer]
    return "" if value is None else value


class StepBody(Form):
    """The fields of one step. A subclass adds them in ``build`` and makes the step's ``facts`` of them.

    ``ready`` says once that what it starts from stands there. ``settled`` follows what the program filled in by itself
    (proposals, a draft), as ``changed`` follows the user.
    """

    ready = Signal()
    settled = Signal()
    width_wanted = FORM_WIDTH

    def __init__(self, desk: Desk, scene: Scene) -> None:
        super().__init__(width=self.width_wanted)
        self.desk = desk
        self.scene = scene
        self.reasons = ReasonsField()
        self.search = search_in(desk, self, scene.people)
        self.build()
        self.add("reasons", "", self.reasons)

    def build(self) -> None:
        """Add the fields and fill in what can be proposed."""
        raise NotImplementedError

    def begin(self) -> None:
        """Ask for proposals that need the office, then say ``ready``; without any it is ready at once."""
        self.ready.emit()

    def facts(self) -> StepFacts:
        """The step's facts; raises InvalidInput for what is missing."""
        raise NotImplementedError

    def on(self) -> date | None:
        """The step's day, or the planned date of its letter."""
        return self.day("on")

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show beside its field what a guard says of it; most forms leave that to the list at the side."""

    def step_form(self) -> StepForm:
        """Everything that the service needs; raises InvalidInput."""
        return StepForm(key=self.scene.step.key, facts=self.facts(), on=self.on(), overrides=self.reasons.value())

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Put a draft back."""
        super().set_values(values)
        self.settled.emit()

    def restore_facts(self, facts: StepFacts, on: date | None = None) -> None:
        """Fill the form from facts that were recorded, with the step's day, so that ``facts`` gives them back."""
        values = {field.name: draft_of(getattr(facts, field.name)) for field in fields(facts)}
        if on is not None:
            values["on"] = draft_of(on)
        self.set_values(values | self.drafts(facts))

    def drafts(self, facts: StepFacts) -> dict[str, Any]:
        """What the form keeps of facts under other keys, or in other words, than theirs."""
        return {}

    # -- adding fields in one line

    def add_day(
        self, key: str, title: str, day: date | None = None, *, help_text: str = "", beside: bool = False
    ) -> DateField:
        """A required date."""
        made = self.add(
            key, title, DateField(lambda: self.scene.today), help_text=help_text, required=True, beside=beside
        )
        made.set_date(day)
        return made

    def add_clock(self, key: str, title: str, at: str = "", *, beside: bool = True) -> TimeField:
        """A required time of day."""
        made = self.add(key, title, TimeField(), required=True, beside=beside)
        made.restore(at)
        return made

    def add_person(
        self, key: str, title: str, person: Person | None = None, *, help_text: str = "", required: bool = True
    ) -> PersonField:
        """A person: picked from the employees, from those named in the case, or typed."""
        made = self.add(key, title, PersonField(self.search), help_text=help_text, required=required)
        made.set_person(person)
        return made

    # -- reading fields

    def has(self, key: str) -> bool:
        """Whether the form has a field."""
        return key in self._boxes

    def text(self, key: str) -> str:
        """What was typed, or the value chosen."""
        return str(self.field(key).value() or "")

    def day(self, key: str) -> date:
        """A date; raises InvalidInput when it is blank."""
        found = self.field(key).value()
        if not isinstance(found, date):
            raise InvalidInput("Isi tanggalnya.", field=key)
        return found

    def clock(self, key: str) -> str:
        """A time of day as records keep it ("09.00"), "" for blank."""
        found = self.field(key).value()
        return f"{found:%H.%M}" if found is not None else ""

    def person(self, key: str) -> Person:
        """A person; raises InvalidInput when none is chosen."""
        found = self.field(key).value()
        if not isinstance(found, Person):
            raise InvalidInput("Pilih orangnya dari daftar pegawai atau isi namanya.", field=key)
        return found
