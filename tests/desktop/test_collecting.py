"""What Qt made dies on the thread that draws, whoever forgets it last."""

from __future__ import annotations

import gc
import threading

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from pytestqt.qtbot import QtBot

from desktop.collecting import collect_due
from desktop.tasks import FREE, Task, Tasks


@pytest.fixture
def deaths() -> list[str]:
    return []


def watched(deaths: list[str]) -> QObject:
    """An object of Qt's that Python owns and that says on which thread it died."""
    made = QTimer()
    made.destroyed.connect(lambda: deaths.append(threading.current_thread().name), Qt.ConnectionType.DirectConnection)
    return made


def tie_knot(deaths: list[str]) -> None:
    """Make garbage that only a collection finds."""
    made = watched(deaths)
    made.itself = made  # type: ignore[attr-defined] # that is the knot


def make_garbage() -> int:
    """Make so much that the interpreter would have collected."""
    for _ in range(20_000):
        one: list[object] = []
        one.append(one)
    return threading.get_ident()


def test_a_worker_that_makes_garbage_destroys_nothing_of_the_window(
    qtbot: QtBot, tasks: Tasks, deaths: list[str]
) -> None:
    gc.collect()
    for _ in range(50):
        tie_knot(deaths)
    workers: list[int] = []
    tasks.submit_free(make_garbage, on_done=workers.append)
    qtbot.waitUntil(lambda: bool(workers) and not tasks.busy)
    assert workers != [threading.get_ident()]
    qtbot.waitUntil(lambda: len(deaths) == 50)  # the window's thread collects by itself
    assert set(deaths) == {threading.main_thread().name}


def test_what_a_cancelled_task_held_dies_on_the_thread_that_draws(
    qtbot: QtBot, tasks: Tasks, deaths: list[str]
) -> None:
    go_on = threading.Event()
    for _ in range(FREE):  # so that the one that follows waits in the queue, which only a worker clears
        tasks.submit_free(go_on.wait)

    def ask() -> Task:
        held = watched(deaths)
        return tasks.submit_free(held.objectName)

    try:
        ask().cancel()
        qtbot.waitUntil(lambda: bool(deaths))
    finally:
        go_on.set()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert deaths == [threading.main_thread().name]


def test_the_interpreter_collects_again_once_no_worker_runs(themed: QObject, stray_errors: list[BaseException]) -> None:
    alone = Tasks(stray_errors.append)
    assert not gc.isenabled()
    alone.shutdown()
    assert gc.isenabled()


def test_a_turn_collects_only_what_is_due(themed: QObject) -> None:
    gc.collect()
    before = gc.get_stats()[0]["collections"]
    collect_due()
    assert gc.get_stats()[0]["collections"] == before
