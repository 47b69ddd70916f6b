"""A field in which several of a few are ticked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.widgets.fields import Field
from desktop.widgets.parting import part_with


class ChecksField(Field):
    """One box for each choice; ``value`` is a tuple of the values that are ticked, in the order of the choices."""

    def __init__(self, choices: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__()
        self.boxes: dict[str, QCheckBox] = {}
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these (value, words) pairs; what is ticked stays so."""
        ticked = self.value()
        for box in self.boxes.values():
            self.lines.removeWidget(box)
            part_with(box)
        self.boxes = {value: QCheckBox(words) for value, words in choices}
        for box in self.boxes.values():
            box.clicked.connect(lambda _checked: self.changed.emit())
            self.lines.addWidget(box)
        self.restore(ticked)

    def value(self) -> tuple[str, ...]:
        """What is ticked."""
        return tuple(value for value, box in self.boxes.items() if box.isChecked())

    def draft(self) -> list[str]:
        """What is ticked."""
        return list(self.value())

    def restore(self, draft: Any) -> None:  # noqa: ANN401 - what JSON can hold
        """Tick these."""
        wanted = set(draft or ())
        for value, box in self.boxes.items():
            box.setChecked(value in wanted)

    def focus_target(self) -> QWidget:
        """The first box."""
        return next(iter(self.boxes.values()), self)
