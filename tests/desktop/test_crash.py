from __future__ import annotations

import logging
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from desktop.crash import LOG_NAME, TRACE_NAME, CrashGuard, report_text


@pytest.fixture
def reports() -> list[str]:
    return []


@pytest.fixture
def guard(tmp_path: Path, reports: list[str]):
    before = sys.excepthook, threading.excepthook
    made = CrashGuard(tmp_path / "logs", "0.1.0", reports.append)
    made.install()
    yield made
    made.remove()
    assert (sys.excepthook, threading.excepthook) == before


def fail(secret: str) -> None:
    if secret:
        message = f"bad value {secret}"
        raise ValueError(message)


def test_report_names_places_and_never_values() -> None:
    try:
        try:
            fail("198503122010011001")
        except ValueError as error:
            raise RuntimeError("Ani Contoh") from error
    except RuntimeError as error:
        report = report_text("0.1.0", error)
    assert "Netralitas 0.1.0" in report
    assert "RuntimeError" in report
    assert "ValueError" in report
    assert "test_crash.py:" in report
    assert "fail" in report
    assert "1985" not in report
    assert "Ani" not in report


def test_error_that_nobody_took_is_reported_and_logged(guard: CrashGuard, reports: list[str], tmp_path: Path) -> None:
    try:
        fail("rahasia")
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    assert "ValueError" in reports[0]
    log = (tmp_path / "logs" / LOG_NAME).read_text(encoding="utf-8")
    assert "ValueError" in log
    assert "rahasia" not in log


def test_error_in_a_thread_is_reported(guard: CrashGuard, reports: list[str]) -> None:
    thread = threading.Thread(target=fail, args=("x",))
    thread.start()
    thread.join()
    assert "ValueError" in reports[0]


def test_interrupt_is_no_crash(tmp_path: Path, reports: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    passed: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, _error, _trace: passed.append(kind))
    guard = CrashGuard(tmp_path, "0.1.0", reports.append)
    guard.install()
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    guard.remove()
    assert (passed, reports) == ([KeyboardInterrupt], [])


def test_clean_end_leaves_no_trace(tmp_path: Path, reports: list[str]) -> None:
    first = CrashGuard(tmp_path, "0.1.0", reports.append)
    first.install()
    first.remove()
    assert not (tmp_path / TRACE_NAME).exists()
    second = CrashGuard(tmp_path, "0.1.0", reports.append)
    second.install()
    second.remove()
    assert (tmp_path / LOG_NAME).read_text(encoding="utf-8") == ""
    assert logging.getLogger("netralitas").handlers == []


def test_the_trace_of_a_killed_program_is_in_the_log_after_the_next_start(tmp_path: Path, reports: list[str]) -> None:
    program = (
        "import ctypes, sys; from pathlib import Path; from desktop.crash import CrashGuard; "
        "CrashGuard(Path(sys.argv[1]), '0.1.0', print).install(); ctypes.string_at(0)"
    )
    ended = subprocess.run([sys.executable, "-c", program, str(tmp_path)], capture_output=True, check=False)  # noqa: S603
    assert ended.returncode != 0
    guard = CrashGuard(tmp_path, "0.1.0", reports.append)
    guard.install()
    guard.remove()
    log = (tmp_path / LOG_NAME).read_text(encoding="utf-8")
    assert "did not end cleanly" in log
    assert "Current thread" in log
