"""Choices that the law gives: levels, sanctions, forms of violation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cases.model.case import Level
from cases.regulations import Sanction
from cases.services.lawbook import CaseLaw
from desktop.pages.step_forms.body import StepBody
from desktop.widgets.fields import ChoiceField
from desktop.widgets.violation_field import ViolationField


def level_choices() -> list[tuple[str, str]]:
    """The levels of sanctions."""
    return [(str(level), str(level).capitalize()) for level in Level if level]


def sanction_choices(law: CaseLaw, level: str) -> list[tuple[str, str]]:
    """The sanctions of a level under the office's moderate set, from light to heavy."""
    return [(one.key, one.title[:1].upper() + one.title[1:]) for one in law.sanctions.get(level, ())]


def violation_field(law: CaseLaw, codes: Sequence[str]) -> ViolationField:
    """A field for the forms of violation of the case's track; ``codes`` are picked."""
    field = ViolationField()
    field.set_choices(law.choices)
    field.restore(list(codes))
    return field


class SanctionBody(StepBody):
    """A form with a level and a type of sanction of that level."""

    def add_sanction(self, level: str, key: str, *, title: str, required: bool = True) -> None:
        """Add both; the types follow the level, and only they may be left open."""
        self.add("level", "Tingkat", ChoiceField(level_choices()), required=True).restore(level)
        types = self.add("sanction_key", title, ChoiceField(), required=required)
        types.set_choices(sanction_choices(self.scene.law, level))
        types.restore(key)
        self.field("level").changed.connect(lambda: self._offer(self.text("level")))

    def _offer(self, level: str) -> None:
        field = self.field("sanction_key")
        if isinstance(field, ChoiceField):
            field.set_choices(sanction_choices(self.scene.law, level))
            self.sanction_changed()

    def sanction_changed(self) -> None:
        """Another type, or none, is chosen."""

    @property
    def sanction(self) -> Sanction | None:
        """The type that is chosen."""
        return self.scene.law.sanction(self.text("sanction_key"))

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Put a draft back: the level's types are offered before one of them is chosen."""
        field = self.field("sanction_key")
        if isinstance(field, ChoiceField) and "level" in values:
            field.set_choices(sanction_choices(self.scene.law, str(values["level"])))
        super().set_values(values)
