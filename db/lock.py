"""One window per office: a lock on a file beside the database, which the system drops when the program dies."""

from __future__ import annotations

import sys
from pathlib import Path
from types import TracebackType

from cases.errors import DatabaseBusy
from db.files import storage_error

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_NAME = "window.lock"


class FileLock:
    """Held from its making on; the file is made when it is not there.

    Raises BlockingIOError where another program holds it, OSError where there can be no such file.
    """

    def __init__(self, path: Path) -> None:
        self._file = path.open("a+b")
        try:
            self._lock()
        except OSError as error:
            self._file.close()
            raise BlockingIOError(*error.args) from error

    def _lock(self) -> None:
        if sys.platform == "win32":
            self._file.seek(0)
            msvcrt.locking(self._file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def release(self) -> None:
        """Let another in; closing the file drops the lock."""
        self._file.close()


class WindowLock:
    """Held by the window for as long as it is open; commands of the command line work beside it and need none."""

    def __init__(self, home: Path) -> None:
        try:
            self._held = FileLock(home / _NAME)
        except BlockingIOError as error:
            raise DatabaseBusy(
                "Kantor ini sudah terbuka di jendela Netralitas lain; pakai atau tutup jendela itu lebih dahulu.",
                str(error),
            ) from error
        except OSError as error:
            raise storage_error(error) from error

    def release(self) -> None:
        """Let another window in."""
        self._held.release()

    def __enter__(self) -> WindowLock:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()
