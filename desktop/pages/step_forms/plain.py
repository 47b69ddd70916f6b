"""The form of a step whose fields a sheet names; ``course_sheets`` and ``after_sheets`` have the sheets."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any, Literal, TypeAlias

from cases.errors import InvalidInput
from cases.model.steps import FACTS_OF, StepFacts, StepKey
from desktop.desk import Desk
from desktop.pages.step_forms.body import LETTER_DAY, Scene, StepBody, draft_of
from desktop.pages.step_forms.people import PeopleField
from desktop.pages.step_forms.questions import QuestionsField
from desktop.widgets.date_fields import DateField, TimeField
from desktop.widgets.fields import CheckField, ChoiceField, Field, LongTextField, TextField
from desktop.widgets.form import FORM_WIDTH, Form
from desktop.widgets.person_field import PersonField

WIDE = 720
Choices: TypeAlias = Sequence[tuple[str, str]]
Kind: TypeAlias = Literal["day", "clock", "line", "text", "person", "people", "team", "choice", "check", "questions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One field: the fact that it gives, what it is called, and what it starts from.

    ``heading`` and ``sentence`` begin a section above it. ``enum`` or ``choices`` say between what a choice is.
    ``starts`` proposes a value, typed as the fact; it, ``choices``, ``shown`` and ``told`` (the help) are asked again
    after each change, and a proposal gives way to what somebody typed.
    """

    key: str
    title: str
    kind: Kind
    required: bool = True
    help_text: str = ""
    beside: bool = False
    heading: str = ""
    sentence: str = ""
    enum: type[StrEnum] | None = None
    choices: Callable[[PlainBody], Choices] | None = None
    starts: Callable[[PlainBody], Any] | None = None
    shown: Callable[[PlainBody], bool] | None = None
    told: Callable[[PlainBody], str] | None = None
    words: str = ""
    only: frozenset[StepKey] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The fields of one class of facts; ``day`` is the fact that dates the step, without one its day is asked first."""

    asks: tuple[Ask, ...]
    day: str = ""
    heading: str = ""
    wide: bool = False


class PlainBody(StepBody):
    """A form by its sheet."""

    def __init__(self, desk: Desk, scene: Scene, sheet: Sheet) -> None:
        self.sheet = sheet
        self.width_wanted = WIDE if sheet.wide else FORM_WIDTH
        self.asks = tuple(ask for ask in sheet.asks if not ask.only or scene.step.key in ask.only)
        self._offered: dict[str, Choices] = {}
        self._proposed: dict[str, Any] = {}
        super().__init__(desk, scene)
        self.changed.connect(self._follow)
        self.settled.connect(self._follow)
        self._follow()

    def build(self) -> None:
        """The step's day when nothing else gives it, then the fields of the sheet."""
        if not self.sheet.day:
            by_letter = self.scene.rule is not None and self.scene.rule.dated_by == "letter"
            self.section("Surat" if by_letter else self.sheet.heading or self.scene.step.title)
            title = "Tanggal surat" if by_letter else "Tanggal"
            self.add_day("on", title, self.scene.today, help_text=LETTER_DAY if by_letter else "")
        for ask in self.asks:
            if ask.heading:
                self.section(ask.heading, ask.sentence)
            title = "" if ask.kind in {"check", "questions"} else ask.title
            field = self.add(
                ask.key, title, self._field(ask), help_text=ask.help_text, required=ask.required, beside=ask.beside
            )
            if ask.kind == "questions":
                field.restore([])
            self._proposed[ask.key] = field.draft()

    def _field(self, ask: Ask) -> Field:
        made: Mapping[Kind, Callable[[], Field]] = {
            "day": lambda: DateField(lambda: self.scene.today),
            "clock": TimeField,
            "line": lambda: TextField(placeholder=ask.words),
            "text": lambda: LongTextField(rows=2),
            "person": lambda: PersonField(self.search),
            "people": lambda: PeopleField(self.search, add_words=ask.words),
            "team": lambda: PeopleField(
                self.search, add_words=ask.words, roles=True, elements=self.scene.with_elements
            ),
            "choice": lambda: ChoiceField(blank="Pilih" if ask.required else "–"),
            "check": lambda: CheckField(ask.title),
            "questions": QuestionsField,
        }
        return made[ask.kind]()

    # -- what follows from what is typed

    def _follow(self) -> None:
        """Show, offer, propose and tell what now holds; a field follows from those above it."""
        for ask in self.asks:
            self._offer(ask)
            field = self.field(ask.key)
            if ask.starts is not None and _same(field.draft(), self._proposed[ask.key]):
                wanted = draft_of(ask.starts(self))
                if not _same(field.draft(), wanted):
                    field.restore(wanted)
                self._proposed[ask.key] = field.draft()
            if ask.told is not None:
                self.box(ask.key).set_help(ask.told(self))

    def _offer(self, ask: Ask) -> None:
        """Show a field where it is asked, with what can be chosen."""
        if ask.shown is not None:
            self.show_field(ask.key, shown=ask.shown(self))
        field = self.field(ask.key)
        if isinstance(field, ChoiceField):
            words = [(str(one), str(one)[:1].upper() + str(one)[1:]) for one in ask.enum or ()]
            offered = ask.choices(self) if ask.choices is not None else words
            if offered != self._offered.get(ask.key):
                field.set_choices(offered)
                self._offered[ask.key] = offered

    def typed(self, key: str) -> Any:  # noqa: ANN401 - what the field holds
        """What a field holds, None when it is not there, hidden, blank or cannot be understood."""
        if not self.has(key) or self.box(key).isHidden() or self.field(key).blank() or self.box(key).problem():
            return None
        return self.field(key).value()

    # -- the step

    def on(self) -> date | None:
        """The step's day, or the planned date of its letter."""
        return self.day(self.sheet.day or "on")

    def facts(self) -> StepFacts:
        """The facts; what is not asked now keeps its empty value."""
        kind = FACTS_OF[self.scene.step.key]
        asked = {ask.key: self._fact(ask) for ask in self.asks if not self.box(ask.key).isHidden()}
        hidden = {one.name: "" for one in fields(kind) if one.name not in asked and one.default is MISSING}
        return kind(**(hidden | asked))

    def _fact(self, ask: Ask) -> Any:  # noqa: ANN401 - as the fact has it
        field = self.field(ask.key)
        if ask.kind == "clock":
            return self.clock(ask.key)
        if ask.kind == "team" and isinstance(field, PeopleField):
            return field.examiners()
        found = field.value()
        if ask.required and ask.kind in {"day", "person", "choice"} and not found:
            raise InvalidInput(_MISSING[ask.kind], field=ask.key)
        return ask.enum(found) if ask.enum is not None else found

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Put a draft back; what differs from the proposals is somebody's own and stays."""
        Form.set_values(self, values)
        for ask in self.asks:
            self._offer(ask)  # what is offered depends on other fields: chosen again once these stand there
        Form.set_values(self, values)
        for ask in self.asks:
            if ask.starts is not None and ask.key in values:
                kept, wanted = self.field(ask.key).draft(), draft_of(ask.starts(self))
                self._proposed[ask.key] = kept if _same(kept, wanted) else _OWN
        self.settled.emit()


_OWN = object()
"""In the place of a proposal: the field follows none any more."""
_MISSING = {
    "day": "Isi tanggalnya.",
    "person": "Pilih orangnya dari daftar pegawai atau isi namanya.",
    "choice": "Pilih salah satu.",
}


def _same(draft: Any, other: Any) -> bool:  # noqa: ANN401 - drafts
    """Whether two drafts say the same; nothing is nothing, however the field keeps it."""
    return draft == other or (not draft and not other)
