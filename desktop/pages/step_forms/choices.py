"""Choices that the law gives: levels, sanctions, forms of violation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cases.model.case import Track
from cases.regulations import Sanction
from cases.services.lawbook import CaseLaw
from desktop.pages.step_forms.body import StepBody
from desktop.widgets.fields import ChoiceField
from desktop.widgets.violation_field import ViolationField


@dataclass(frozen=True, slots=True)
class Terms:
    """What a track calls its sanction, its types, the recommended one, and who imposes it."""

    sanction: str
    types: str
    recommended: str
    official: str


_TERMS: dict[Track, Terms] = {
    Track.DISCIPLINE: Terms("Hukuman", "Jenis hukuman", "Hukuman yang disarankan", "Pejabat yang berwenang menghukum"),
    Track.ETHICS: Terms("Sanksi moral", "Jenis sanksi", "Sanksi yang direkomendasikan", "Pejabat yang menjatuhkan"),
    Track.DISMISSAL: Terms(
        "Pemberhentian", "Jenis pemberhentian", "Pemberhentian yang diusulkan", "Pejabat yang memberhentikan"
    ),
}


def terms_of(track: Track) -> Terms:
    """Return the words of a track."""
    return _TERMS[Track(track)]


def level_choices(law: CaseLaw) -> list[tuple[str, str]]:
    """The levels of the track's sanctions."""
    return [(level, level.capitalize()) for level in law.sanctions]


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
    """A form with a level and a type of sanction of that level; a track of one level does not ask for it."""

    def add_sanction(self, level: str, key: str, *, title: str, required: bool = True) -> None:
        """Add both; the types follow the level, and only they may be left open."""
        levels = level_choices(self.scene.law)
        self._one_level = levels[0][0] if len(levels) == 1 else ""
        self.add("level", "Tingkat", ChoiceField(levels), required=True).restore(self._one_level or level)
        types = self.add("sanction_key", title, ChoiceField(), required=required)
        types.set_choices(sanction_choices(self.scene.law, self.text("level")))
        types.restore(key)
        self.show_sanction(shown=True)
        self.field("level").changed.connect(lambda: self._offer(self.text("level")))

    def show_sanction(self, *, shown: bool) -> None:
        """Show level and type, or hide them."""
        self.show_field("level", shown=shown and not self._one_level)
        self.show_field("sanction_key", shown=shown)
        self._tell()

    def _offer(self, level: str) -> None:
        field = self.field("sanction_key")
        if isinstance(field, ChoiceField):
            field.set_choices(sanction_choices(self.scene.law, level))
            self._tell()
            self.sanction_changed()

    def _tell(self) -> None:
        """Say where there is nothing to choose from."""
        level, law = self.text("level"), self.scene.law
        missing = level in law.sanctions and not law.sanctions[level]
        status = self.scene.case.respondent.status
        words = f"Belum ada jenis hukuman {level} bagi {status}; lengkapi paket aturan kantor di Pengaturan, Peraturan."
        self.box("sanction_key").set_help(words if missing else "")

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
