"""Choices that the law gives: levels, sanctions, forms of violation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from cases.model.case import Level
from cases.regulations import Sanction, Violation
from cases.services.lawbook import CaseLaw
from desktop import theme
from desktop.pages.step_forms.body import StepBody
from desktop.widgets.basic import button
from desktop.widgets.fields import CheckField, ChoiceField, Field


def level_choices() -> list[tuple[str, str]]:
    """The levels of sanctions."""
    return [(str(level), str(level).capitalize()) for level in Level if level]


def sanction_choices(law: CaseLaw, level: str) -> list[tuple[str, str]]:
    """The sanctions of a level under the office's moderate set, from light to heavy."""
    return [(one.key, one.title[:1].upper() + one.title[1:]) for one in law.sanctions.get(level, ())]


class ViolationsField(Field):
    """Forms of violation to check; those of the case are shown at once, the rest behind one button."""

    def __init__(self, law: CaseLaw) -> None:
        super().__init__()
        self._boxes: dict[str, CheckField] = {}
        self.lines.setSpacing(theme.space("xs"))
        own = {one.code for one in law.violations}
        for violation in law.violations:
            self._add(violation)
        self._others = [one for one in law.choices if one.code not in own]
        self._more = button("Bentuk pelanggaran lain", "link", icon="plus", on_click=self._show_others)
        self._more.setVisible(bool(self._others))
        self.lines.addWidget(self._more)

    def _add(self, violation: Violation) -> None:
        level = f"  ({violation.level})" if violation.level else ""
        field = CheckField(f"{violation.code}: {violation.short or violation.text}{level}")
        field.box.setToolTip(violation.text)
        field.changed.connect(self.changed)
        self._boxes[violation.code] = field
        self.lines.addWidget(field)

    def _show_others(self) -> None:
        self._more.hide()
        for violation in self._others:
            self._add(violation)
        self._others = []

    def value(self) -> tuple[str, ...]:
        """The codes that are checked, in the order of the catalogue."""
        return tuple(code for code, field in self._boxes.items() if field.value())

    def draft(self) -> list[str]:
        """The codes that are checked."""
        return list(self.value())

    def restore(self, draft: Any) -> None:  # noqa: ANN401 - what JSON can hold
        """Check these and no others."""
        codes: Iterable[str] = draft or ()
        if any(code not in self._boxes for code in codes):
            self._show_others()
        for code, field in self._boxes.items():
            field.restore(code in codes)

    def focus_target(self) -> QWidget:
        """The first box."""
        return next((field.box for field in self._boxes.values()), self._more)


class SanctionBody(StepBody):
    """A form with a level and a type of sanction of that level."""

    def add_sanction(self, level: str, key: str, *, title: str, required: bool) -> None:
        """Add both, side by side; the types follow the level."""
        self.add("level", "Tingkat", ChoiceField(level_choices()), required=required).restore(level)
        types = self.add("sanction_key", title, ChoiceField(), required=required, beside=True)
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
