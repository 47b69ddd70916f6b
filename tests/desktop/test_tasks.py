from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.tasks import Task, Tasks
from desktop.threads import assert_not_ui_thread


def test_result_comes_back_on_the_ui_thread(qtbot, tasks: Tasks) -> None:
    seen: list[tuple[str, threading.Thread]] = []
    tasks.submit_read(
        lambda: threading.current_thread().name,
        on_done=lambda name: seen.append((name, threading.current_thread())),
    )
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0][0].startswith("reader")
    assert seen[0][1] is threading.main_thread()


def test_writes_follow_their_order(qtbot, tasks: Tasks) -> None:
    done: list[int] = []
    threads: set[str] = set()

    def work(number: int) -> int:
        threads.add(threading.current_thread().name)
        return number

    for number in range(50):
        tasks.submit_write(lambda number=number: work(number), on_done=done.append)
    qtbot.waitUntil(lambda: not tasks.busy)
    assert done == list(range(50))
    assert len(threads) == 1


def test_two_reads_run_beside_each_other(qtbot, tasks: Tasks) -> None:
    meeting = threading.Barrier(2, timeout=5)
    done: list[int] = []
    for _ in range(2):
        tasks.submit_read(meeting.wait, on_done=done.append)
    qtbot.waitUntil(lambda: sorted(done) == [0, 1])


def test_an_owner_is_answered_in_the_order_of_its_questions(qtbot, tasks: Tasks) -> None:
    page, other, gate = QObject(), QObject(), threading.Event()
    told: list[str] = []
    tasks.submit_read(lambda: gate.wait(5) and "older", owner=page, on_done=told.append)
    tasks.submit_read(lambda: "newer", owner=page, on_done=told.append)
    tasks.submit_read(lambda: "another page's", owner=other, on_done=told.append)
    qtbot.waitUntil(lambda: told == ["another page's"])
    gate.set()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert told == ["another page's", "older", "newer"]


def test_error_goes_to_its_submitter(qtbot, tasks: Tasks) -> None:
    seen: list[BaseException] = []
    tasks.submit_free(lambda: 1 // 0, on_error=seen.append)
    qtbot.waitUntil(lambda: not tasks.busy)
    assert isinstance(seen[0], ZeroDivisionError)


def test_error_that_nobody_takes_goes_to_the_handler(qtbot, tasks: Tasks, stray_errors: list[BaseException]) -> None:
    tasks.submit_write(lambda: 1 // 0)
    qtbot.waitUntil(lambda: bool(stray_errors))
    assert isinstance(stray_errors.pop(), ZeroDivisionError)


def test_owner_that_is_gone_is_not_called(qtbot, tasks: Tasks, stray_errors: list[BaseException]) -> None:
    owner, gate = QObject(), threading.Event()
    called: list[object] = []
    tasks.submit_read(gate.wait, owner=owner, on_done=called.append)
    tasks.submit_free(lambda: (gate.wait(), 1 // 0), owner=owner, on_error=called.append)
    import shiboken6  # noqa: PLC0415 - only here the C++ side is deleted by hand

    shiboken6.delete(owner)
    gate.set()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert called == []
    assert isinstance(stray_errors.pop(), ZeroDivisionError), "an error is never lost"


def test_cancelled_before_it_began_never_runs(qtbot, tasks: Tasks) -> None:
    gate, ran = threading.Event(), []
    tasks.submit_write(gate.wait)
    waiting = tasks.submit_write(lambda: ran.append(1), on_done=ran.append)
    waiting.cancel()
    gate.set()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert ran == []
    assert waiting.finished


def test_running_work_sees_its_cancellation(qtbot, tasks: Tasks) -> None:
    task, started, called = Task(), threading.Event(), []

    def work() -> None:
        started.set()
        while not task.cancelled:
            threading.Event().wait(0.001)

    tasks.submit_free(work, task=task, on_done=called.append, on_error=called.append)
    assert started.wait(5)
    task.cancel()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert called == []


def test_progress_is_heard_on_the_ui_thread(qtbot, tasks: Tasks) -> None:
    heard: list[tuple[float, str, bool]] = []
    task = Task(lambda part, words: heard.append((part, words, threading.current_thread() is threading.main_thread())))

    def work() -> None:
        task.report(0.5, "separuh")
        task.report(1.0)

    tasks.submit_free(work, task=task)
    qtbot.waitUntil(lambda: not tasks.busy)
    assert heard == [(0.5, "separuh", True), (1.0, "", True)]


def test_shutdown_waits_and_delivers(qapp, stray_errors: list[BaseException]) -> None:
    pools, done, gate = Tasks(stray_errors.append), [], threading.Event()
    pools.submit_write(lambda: gate.wait(5), on_done=done.append)
    pools.submit_write(lambda: 1 // 0)
    threading.Timer(0.05, gate.set).start()
    pools.shutdown()
    assert done == [True]
    assert isinstance(stray_errors.pop(), ZeroDivisionError)
    with pytest.raises(RuntimeError):
        pools.submit_read(lambda: None)


def test_idle_is_said_once_all_is_delivered(qtbot, tasks: Tasks) -> None:
    done: list[int] = []
    with qtbot.waitSignal(tasks.idle):
        tasks.submit_read(lambda: 1, on_done=done.append)
    assert done == [1]
    assert not tasks.busy


def test_database_is_refused_on_the_ui_thread(qtbot, tasks: Tasks) -> None:
    with pytest.raises(AssertionError):
        assert_not_ui_thread()
    passed: list[None] = []
    tasks.submit_read(assert_not_ui_thread, on_done=passed.append)
    qtbot.waitUntil(lambda: passed == [None])


def test_closed_window_drops_its_results(qtbot, tasks: Tasks) -> None:
    page, called = QWidget(), []
    gate = threading.Event()
    tasks.submit_read(gate.wait, owner=page, on_done=called.append)
    page.deleteLater()
    qtbot.wait(1)
    gate.set()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert called == []
