"""Widgets that leave: destroyed by Qt once the work at hand is done, while Python holds what they stand in.

A form's handlers often hold the page around it, and may be the last that do. Were they to go with the form, its page
would be destroyed in the midst of the form's own destructor, which then walks up to a parent that is gone.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLayout, QWidget

_held: Final[dict[QObject, list[QWidget]]] = {}


def part_with(widget: QWidget) -> None:
    """Hide a widget and have it destroyed; it and all that it stands in are held until it is."""
    widget.hide()
    holds = [widget]
    while (above := holds[-1].parentWidget()) is not None:
        holds.append(above)
    widget.deleteLater()
    after = QObject()  # destroyed behind the widget, since Qt keeps the order
    _held[after] = holds
    after.destroyed.connect(lambda: _held.pop(after))
    after.deleteLater()


def clear(lines: QLayout) -> None:
    """Take everything out of a layout and part with it."""
    while (item := lines.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            part_with(old)
