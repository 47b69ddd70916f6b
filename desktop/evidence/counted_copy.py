"""A file that says how much of it is written, and writes no more once somebody has had enough."""

from __future__ import annotations

import errno
import io
import time
from typing import IO, Final

from desktop.tasks import Task

_TOLD_SECONDS: Final = 0.1


class CountedCopy(io.BytesIO):
    """Passes bytes on to ``file`` and tells ``task`` how many of ``size`` there are; OSError when it is cancelled."""

    def __init__(self, file: IO[bytes], size: int, task: Task) -> None:
        super().__init__()
        self._file, self._size, self._task = file, size, task
        self._written, self._told = 0, 0.0

    def write(self, data: bytes) -> int:  # type: ignore[override] # what comes is bytes
        """Write on, whole."""
        if self._task.cancelled:
            raise OSError(errno.ECANCELED, "cancelled")
        self._file.write(data)
        self._written += len(data)
        now = time.monotonic()
        if now - self._told > _TOLD_SECONDS:
            self._told = now
            self._task.report(min(self._written / max(self._size, 1), 1.0))
        return len(data)
