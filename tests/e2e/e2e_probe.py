"""Starts the program as a person would, with a window for the test to look through: ``python e2e_probe.py FD ARG ...``.

Only looking goes through here (where is the button with these words, what has the cursor, does anything still run);
every key and every click reaches the program through the X server. The shipped code knows nothing of it.

A request is a line of JSON on the socket FD, the answer is one too.
"""

from __future__ import annotations

import faulthandler
import json
import signal
import socket
import sys
import traceback
from collections.abc import Callable, Iterator
from typing import Any

import shiboken6
from PySide6.QtCore import QAbstractListModel, QEvent, QObject, QPoint, QRect, QSocketNotifier, QTimer
from PySide6.QtGui import QGuiApplication, QTextCursor, QWindow
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollArea,
    QTextBrowser,
    QWidget,
)

from desktop import __main__ as entry
from desktop import app as run
from desktop.widgets.bars import TabBar

_TAKEN = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.MouseButtonRelease, QEvent.Type.Wheel)
_NO_ROOM = QRect()


class Inputs(QObject):
    """Counts the keys, clicks and turns of the wheel that have arrived, so that a test knows when to look."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, _window: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() in _TAKEN and event.spontaneous():
            self.count += 1
        return False


class Probe(QObject):
    """Answers what a person at the screen would see."""

    def __init__(self, program: run.Program, eyes: socket.socket) -> None:
        super().__init__()
        self._program, self._eyes = program, eyes
        self._heard = b""
        self._inputs = Inputs()
        self._notifier = QSocketNotifier(eyes.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(lambda *_: self._hear())

    def _hear(self) -> None:
        data = self._eyes.recv(65536)
        if not data:  # the test is gone
            self._notifier.setEnabled(False)
            return
        self._heard += data
        *lines, self._heard = self._heard.split(b"\n")
        for line in lines:  # what is already waiting in the event loop comes first
            QTimer.singleShot(0, self, lambda line=line: self._answer(json.loads(line)))

    def _answer(self, asked: dict[str, Any]) -> None:
        acts: dict[str, Callable[..., Any]] = {
            "look": self.look,
            "find": self.find,
            "words": self.words,
            "shot": self.shot,
            "close": self.close,
        }
        try:
            answer = {"answer": acts[asked.pop("ask")](**asked)}
        except Exception:  # noqa: BLE001 - the fault is the probe's, and the test's to tell; not the program's
            answer = {"fault": traceback.format_exc()}
        self._eyes.sendall(json.dumps(answer).encode() + b"\n")

    # -- what can be asked

    def look(self) -> dict[str, Any]:
        """Where the program is and what has the cursor."""
        program, front = self._program, self._front()
        for one in QGuiApplication.topLevelWindows():  # never at the application: see desktop.guard.screen_lock
            one.installEventFilter(self._inputs)
        focus = QApplication.focusWidget()
        window: QWindow | None = QGuiApplication.focusWindow()
        main = program.session.main if program.session is not None else None
        page = main.current_key if main is not None else ""
        shown = program.shell.stack.currentWidget()
        tasks = program.tasks
        return {
            "page": page if shown is main else type(shown).__name__,
            "busy": tasks is None or tasks.busy,
            "inputs": self._inputs.count,
            "window": int(front.winId()),
            "title": front.windowTitle(),
            "active": QApplication.activePopupWidget() is not None
            or (window is not None and int(window.winId()) == int(front.winId())),
            "focus": self._seen(focus) if focus is not None else None,
        }

    def find(self, words: str, *, begins: bool = False) -> list[dict[str, Any]]:
        """Every visible part or row of a list that is called so."""

        def called(name: str) -> bool:
            return name.startswith(words) if begins else name == words

        found = [self._seen(one) for one in self._parts() if any(called(name) for name in _names(one))]
        found += [row for row in self._rows() if called(row["words"]) or called(row["words"].split("\n")[0])]
        found += [place for place in (*self._tabs(), *self._links(), *self._menu()) if called(place["words"])]
        return found

    def words(self) -> list[str]:
        """Everything that is written on the screen."""
        return [name for one in self._parts() for name in _names(one)] + [row["words"] for row in self._rows()]

    def shot(self, path: str) -> bool:
        """Take a picture of the screen."""
        return QGuiApplication.primaryScreen().grabWindow(0).save(path)

    def close(self) -> bool:
        """What the cross in a window's frame does; there is no frame without a window manager."""
        QTimer.singleShot(0, self._program.shell, self._program.shell.close)
        return True

    # -- looking

    def _front(self) -> QWidget:
        """The window that takes the keys: a dialog over the office's own window."""
        return QApplication.activeModalWidget() or self._program.shell

    def _parts(self) -> Iterator[QWidget]:
        popup = QApplication.activePopupWidget()
        for top in [self._front()] if popup is None else [self._front(), popup]:
            for one in top.findChildren(QWidget):
                if one.isVisible() and one.window() is top:
                    yield one

    def _rows(self) -> Iterator[dict[str, Any]]:
        for view in self._parts():
            if not isinstance(view, QAbstractItemView) or view.model() is None:
                continue
            model, root = view.model(), view.rootIndex()
            wide = 1 if isinstance(model, QAbstractListModel) else model.columnCount(root)  # a list's own is private
            for place in range(model.rowCount(root)):
                cells = [model.index(place, at, root) for at in range(wide)]
                box = view.visualRect(cells[0]).intersected(view.viewport().rect())
                if box.isEmpty():
                    continue
                words = "\n".join(_line(str(cell.data() or "")) for cell in cells)
                yield _box("row", words, view.viewport().mapToGlobal(box.center()), view.isEnabled())

    def _tabs(self) -> Iterator[dict[str, Any]]:
        for bar in self._parts():
            if isinstance(bar, TabBar):
                for key, title in bar.tabs:
                    at = bar.mapToGlobal(bar.tab_box(key).center().toPoint())
                    yield _box("tab", title, at, bar.isEnabled())

    def _menu(self) -> Iterator[dict[str, Any]]:
        """What the menu offers that is open."""
        menu = QApplication.activePopupWidget()
        if isinstance(menu, QMenu):
            for action in menu.actions():
                if action.isVisible() and not action.isSeparator():
                    at = menu.mapToGlobal(menu.actionGeometry(action).center())
                    yield _box("menu", _line(action.text()), at, action.isEnabled())

    def _links(self) -> Iterator[dict[str, Any]]:
        """The links of every document, also those out of sight."""
        for view in self._parts():
            if not isinstance(view, QTextBrowser):
                continue
            block = view.document().begin()
            while block.isValid():
                place = block.begin()
                while not place.atEnd():
                    piece = place.fragment()
                    if piece.charFormat().isAnchor() and piece.charFormat().anchorHref():
                        yield _link(view, piece.text(), piece.position() + piece.length() // 2)
                    place += 1
                block = block.next()

    def _seen(self, one: QWidget) -> dict[str, Any]:
        """A part: what it is called and holds, where the mouse would go, or which way to scroll."""
        told = _box(_kind(one), _called(one), QPoint(), one.isEnabled())
        told |= {
            "id": shiboken6.getCppPointer(one)[0],
            "class": type(one).__name__,
            "names": _names(one),
            "value": _value(one),
        }
        room = one.visibleRegion().boundingRect()
        if isinstance(one, QCheckBox):
            room.setWidth(min(room.width(), 20))
        at = one.mapToGlobal(room.center())
        hit = QApplication.widgetAt(at) if room != _NO_ROOM else None
        whole = one.height() <= room.height() or room.height() >= 24  # a sliver at the edge is not to be hit
        told["seen"] = whole and hit is not None and (hit is one or one.isAncestorOf(hit) or hit.isAncestorOf(one))
        told |= {"x": at.x(), "y": at.y()}
        if room == _NO_ROOM or not whole:
            told["scroll"] = _way(one)
        return told


def _box(kind: str, words: str, at: QPoint, enabled: bool) -> dict[str, Any]:  # noqa: FBT001 - one fact of four
    return {"kind": kind, "words": words, "x": at.x(), "y": at.y(), "enabled": enabled, "seen": True}


def _link(view: QTextBrowser, words: str, at: int) -> dict[str, Any]:
    cursor = QTextCursor(view.document())
    cursor.setPosition(at)
    box, room = view.cursorRect(cursor), view.viewport().rect()
    told = _box("link", _line(words), view.viewport().mapToGlobal(box.center()), view.isEnabled())
    told["seen"] = room.contains(box)
    if not told["seen"]:
        middle = view.viewport().mapToGlobal(room.center())
        told["scroll"] = {"x": middle.x(), "y": middle.y(), "way": 1 if box.top() > room.center().y() else -1}
    return told


def _line(text: str) -> str:
    return " ".join(text.split())


def _kind(one: QWidget) -> str:
    kinds = (
        (QAbstractButton, "button"),
        (QComboBox, "field"),
        (QLineEdit, "field"),
        (QPlainTextEdit, "field"),
        (QLabel, "words"),
        (QAbstractItemView, "list"),
    )
    return next((kind for known, kind in kinds if isinstance(one, known)), "part")


def _value(one: QWidget) -> str:
    if isinstance(one, QPlainTextEdit):
        return one.toPlainText()
    if isinstance(one, QComboBox):
        return one.currentText()
    return str(one.property("text") or one.accessibleDescription())


def _names(one: QWidget) -> list[str]:
    """What a person or a screen reader calls it: its accessible name, and the words on it unless they were typed."""
    written = "" if _kind(one) == "field" else _line(str(one.property("text") or ""))
    return [name for name in (_line(one.accessibleName()), written, one.objectName()) if name]


def _called(one: QWidget) -> str:
    return next(iter(_names(one)), "")


def _way(one: QWidget) -> dict[str, int] | None:
    """Where to turn the wheel, and which way (1 down, -1 up), to bring a part into sight."""
    area = one.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if not isinstance(area, QScrollArea):
        return None
    below = one.mapTo(area.viewport(), one.rect().center()).y() > area.viewport().height() // 2
    bar = area.verticalScrollBar()
    place: QWidget = bar if bar.isVisible() else area.viewport()
    at = place.mapToGlobal(place.rect().center())
    return {"x": at.x(), "y": at.y(), "way": 1 if below else -1}


def main() -> int:
    """Let the program begin as always, and look at it once it has begun."""
    faulthandler.register(signal.SIGUSR1, all_threads=True)  # a program that hangs tells where
    eyes = socket.socket(fileno=int(sys.argv[1]))
    arguments = sys.argv[2:]
    sys.argv = ["netralitas", *arguments]
    kept: list[Probe] = []

    class Seen(run.Program):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            kept.append(Probe(self, eyes))

    run.Program = Seen  # type: ignore[misc] # the program under the probe
    return entry.main(arguments)


if __name__ == "__main__":
    sys.exit(main())
