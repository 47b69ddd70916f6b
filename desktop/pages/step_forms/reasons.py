"""The reasons by which warnings of the law are passed over: one field for each warning."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from cases.model.steps import Override
from desktop import theme
from desktop.widgets.basic import label
from desktop.widgets.fields import Field, LongTextField
from desktop.widgets.parting import part_with


class Reason(QFrame):
    """One warning, and the field for its reason."""

    def __init__(self, guard: str, sentence: str) -> None:
        super().__init__()
        self.guard = guard
        self.setProperty("role", "inset")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(12, 8, 12, 10)
        lines.setSpacing(theme.space("xs"))
        self.sentence = label("", "amber", wrap=True)
        lines.addWidget(self.sentence)
        self.field = LongTextField(placeholder="Alasan tetap melanjutkan", rows=1, most_rows=4)
        lines.addWidget(self.field)
        self.say(sentence)

    def say(self, sentence: str) -> None:
        """Show what is warned of, to a screen reader too."""
        self.sentence.setText(sentence)
        self.field.edit.setAccessibleName(f"Alasan: {sentence}")


class ReasonsField(Field):
    """One field for each warning that stands; what was typed for a warning that left comes back with it.

    ``shown`` has them by the keys of their guards.
    """

    def __init__(self) -> None:
        super().__init__()
        self._kept: dict[str, str] = {}
        self.shown: dict[str, Reason] = {}
        self._title = label("Alasan melanjutkan dengan peringatan", "subsection")
        self.lines.addWidget(self._title)
        self._title.hide()

    def show_warnings(self, warnings: Iterable[tuple[str, str]]) -> None:
        """Show a field for each (guard, sentence); fields of other guards go away."""
        wanted = dict(warnings)
        for guard in [guard for guard in self.shown if guard not in wanted]:
            gone = self.shown.pop(guard)
            self._kept[guard] = gone.field.draft()
            part_with(gone)
        for guard, sentence in wanted.items():
            if guard in self.shown:
                self.shown[guard].say(sentence)
                continue
            made = Reason(guard, sentence)
            made.field.restore(self._kept.get(guard, ""))
            made.field.changed.connect(self.changed)
            self.shown[guard] = made
            self.lines.addWidget(made)
        self._title.setVisible(bool(self.shown))

    def missing(self) -> tuple[str, ...]:
        """Guards whose warning stands without a reason."""
        return tuple(guard for guard, reason in self.shown.items() if not reason.field.value())

    def go_to(self, guard: str) -> None:
        """Put the cursor into the reason of a warning and mark it."""
        if guard in self.shown:
            self.shown[guard].field.mark_wrong(wrong=True)
            self.shown[guard].field.edit.setFocus()

    def value(self) -> tuple[Override, ...]:
        """The reasons that were written."""
        given = ((guard, reason.field.value()) for guard, reason in self.shown.items())
        return tuple(Override(guard=guard, reason=reason) for guard, reason in given if reason)

    def draft(self) -> dict[str, str]:
        """Everything that was typed, by guard."""
        return self._kept | {guard: reason.field.draft() for guard, reason in self.shown.items()}

    def blank(self) -> bool:
        """Whether no reason was typed."""
        return not any(self.draft().values())

    def restore(self, draft: Any) -> None:  # noqa: ANN401 - what JSON can hold
        """Keep what was typed for when its warning stands again."""
        self._kept = {str(guard): str(text) for guard, text in dict(draft or {}).items()}
        for guard, reason in self.shown.items():
            reason.field.restore(self._kept.get(guard, ""))

    def focus_target(self) -> QWidget:
        """The first reason."""
        return next((reason.field.edit for reason in self.shown.values()), self)
