"""The program started in a window as a user starts it, and what the tests of it look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db.secrets import SecretStore
from desktop.app import Program
from desktop.opening import Opener
from desktop.preferences import Preferences

Start = Callable[..., Program]


@contextmanager
def starting(qtbot: QtBot, place: Path) -> Iterator[Start]:
    """Start the program on a folder; at the end it is closed as a user closes it."""
    programs: list[Program] = []

    def begin(folder: Path, *, key: str | None = None, secrets: SecretStore | None = None) -> Program:
        key_file = place / "kunci.txt"
        if key is not None:
            key_file.write_text(key, encoding="utf-8")
        opener = Opener(folder, key_file if key is not None else None, secrets or SecretStore(None))
        program = Program(opener, preferences=Preferences(place / "tampilan.ini"), username="")
        programs.append(program)
        program.start()
        return program

    yield begin
    for program in programs:
        if program.shell.isVisible():
            with qtbot.waitSignal(program.ended):
                program.shell.close()
        program.shell.deleteLater()


def front(program: Program) -> object:
    return program.shell.stack.currentWidget()


def shows(program: Program, kind: type) -> Callable[[], bool]:
    return lambda: isinstance(front(program), kind)


def log_in(qtbot, program: Program, password: str) -> None:
    qtbot.waitUntil(lambda: program.office is not None)
    with qtbot.waitSignal(program.ready):
        qtbot.keyClicks(program.log_in_page.username, "admin")
        qtbot.keyClick(program.log_in_page.username, Qt.Key.Key_Return)
        qtbot.keyClicks(program.log_in_page.password, password)
        qtbot.keyClick(program.log_in_page.password, Qt.Key.Key_Return)
