"""The dialog that stands in front of somebody, whoever opened it."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

W = TypeVar("W", bound=QWidget)


def shown_dialog(qtbot: QtBot, kind: type[W]) -> W:
    """Wait until one of this kind is seen; what an earlier test left unseen is none."""

    def found() -> list[W]:
        return [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]

    qtbot.waitUntil(lambda: bool(found()))
    (one,) = found()
    return one
