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
_IN_USE = "open.lock"
_PLACES = 64
"""So many programs share a lock on Windows, which has none to share: each takes one byte, who is alone takes all."""

_USED = "Kantor ini sedang dipakai jendela atau tugas Netralitas lain; tutup dahulu, lalu ulangi."
_CHANGING = "Kunci atau isi kantor ini sedang diganti; tunggu sebentar, lalu ulangi."


class FileLock:
    """Held from its making on, alone or with all others who share it; the file is made when it is not there.

    Raises BlockingIOError where another program holds it, OSError where there can be no such file.
    """

    def __init__(self, path: Path, *, shared: bool = False) -> None:
        self._file = path.open("a+b")
        try:
            self._lock(shared=shared)
        except OSError as error:
            self._file.close()
            raise BlockingIOError(*error.args) from error

    def _lock(self, *, shared: bool) -> None:
        if sys.platform == "win32":
            for place in range(_PLACES if shared else 1):
                self._file.seek(place)
                try:
                    msvcrt.locking(self._file.fileno(), msvcrt.LK_NBLCK, 1 if shared else _PLACES)
                except OSError:
                    continue
                return
            raise BlockingIOError
        fcntl.flock(self._file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)

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


class UseLock:
    """Held by every program that has the office open, together; alone by what puts other files in their place.

    Raises DatabaseBusy, StorageError.
    """

    def __init__(self, home: Path, *, alone: bool = False) -> None:
        try:
            self._held = FileLock(home / _IN_USE, shared=not alone)
        except BlockingIOError as error:
            raise DatabaseBusy(_USED if alone else _CHANGING, str(error)) from error
        except OSError as error:
            raise storage_error(error) from error

    def release(self) -> None:
        """Hold it no longer."""
        self._held.release()

    def __enter__(self) -> UseLock:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()
