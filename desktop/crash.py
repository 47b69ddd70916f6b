"""What happens when the program itself fails: a log without field values, a report to copy, a trace that outlives it.

The trace file is opened by ``faulthandler`` at start and removed at a clean end, so that its presence at the next
start means that the program was killed or crashed.
"""

from __future__ import annotations

import faulthandler
import logging
import logging.handlers
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Final, TextIO

LOG_NAME: Final = "netralitas.log"
TRACE_NAME: Final = "berjalan.txt"
_LOG_BYTES: Final = 1_000_000
_LOG_FILES: Final = 3
_log = logging.getLogger("netralitas")


def report_text(version: str, error: BaseException) -> str:
    """Return what happened and where: kinds of errors, files, lines; no message and no value of a field."""
    lines = [f"Netralitas {version}", f"{platform.system()} {platform.release()}, Python {platform.python_version()}"]
    seen: BaseException | None = error
    while seen is not None:
        lines.append(type(seen).__name__)
        frames = traceback.extract_tb(seen.__traceback__)
        lines.extend(f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames)
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return "\n".join(lines)


class CrashGuard:
    """Installs the hooks for one run.

    ``folder`` is the office's ``logs``; ``on_crash`` gets each report and may be called in any thread.
    """

    def __init__(self, folder: Path, version: str, on_crash: Callable[[str], None]) -> None:
        self._trace_path = folder / TRACE_NAME
        self._version = version
        self._on_crash = on_crash
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._last_trace = self._read_last()
        self._trace: TextIO = self._trace_path.open("w", encoding="utf-8")
        self._handler = logging.handlers.RotatingFileHandler(
            folder / LOG_NAME, maxBytes=_LOG_BYTES, backupCount=_LOG_FILES, encoding="utf-8"
        )
        self._handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
        self._before = sys.excepthook, threading.excepthook

    def install(self) -> None:
        """From now on every error that nobody took is logged and reported."""
        _log.addHandler(self._handler)
        _log.setLevel(logging.INFO)
        if self._last_trace is not None:
            _log.error("the run before did not end cleanly\n%s", self._last_trace)
        faulthandler.enable(self._trace)
        sys.excepthook = self._unhandled
        threading.excepthook = self._unhandled_in_thread

    def remove(self) -> None:
        """End cleanly: put the hooks back and take the trace away."""
        sys.excepthook, threading.excepthook = self._before
        faulthandler.disable()
        self._trace.close()
        self._trace_path.unlink(missing_ok=True)
        _log.removeHandler(self._handler)
        self._handler.close()

    def _read_last(self) -> str | None:
        if not self._trace_path.exists():
            return None
        return self._trace_path.read_text(encoding="utf-8", errors="replace")

    def _unhandled(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before[0](kind, error, trace)
            return
        self.take(error)

    def _unhandled_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.take(args.exc_value)

    def take(self, error: BaseException) -> None:
        """Log an error and hand its report on."""
        report = report_text(self._version, error)
        _log.error("unexpected error\n%s", report)
        self._on_crash(report)
