"""Files that pass through without lying in memory: hashed on the way, and each side's trouble kept apart."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from typing import IO, TypeAlias

from cases.errors import StorageError

Heard: TypeAlias = Callable[[int], object]
"""Is told how many bytes have passed so far; what it raises ends the copy."""

CHANGING = "Berkas ini sedang diubah program lain: tutup program itu, lalu tambahkan sekali lagi."


class Watched(io.RawIOBase):
    """One end of a copy: passes bytes on to or from ``file``, and keeps what went wrong here.

    The library that encrypts tells of an error on either side only as text of its own.
    """

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__()
        self._file = file
        self.trouble: Exception | None = None

    def readable(self) -> bool:
        """Reading is asked of a source."""
        return True

    def writable(self) -> bool:
        """Writing is asked of a target."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Read on."""
        try:
            data = self._file.read(size)
            self._pass(data)
        except Exception as error:
            self.trouble = error
            raise
        return data

    def write(self, data: bytes) -> int:  # type: ignore[override] # what the library hands over is bytes
        """Write on, whole."""
        try:
            self._file.write(data)
            self._pass(data)
        except Exception as error:
            self.trouble = error
            raise
        return len(data)

    def _pass(self, data: bytes) -> None:
        """Look at what passes."""


class Counted(Watched):
    """The end at which the bytes themselves pass: counts and fingerprints them.

    More than ``most`` are refused, so that a file that grows does not go on for ever; ``heard`` is told of each piece.
    """

    def __init__(self, file: IO[bytes], most: int | None = None, heard: Heard | None = None) -> None:
        super().__init__(file)
        self._hash = hashlib.sha256()
        self._most = most
        self._heard = heard
        self.size = 0

    @property
    def sha256(self) -> str:
        """The fingerprint of what has passed so far, hexadecimal."""
        return self._hash.hexdigest()

    def _pass(self, data: bytes) -> None:
        self._hash.update(data)
        self.size += len(data)
        if self._most is not None and self.size > self._most:
            raise StorageError(CHANGING, detail=f"more than {self._most} bytes")
        if self._heard is not None:
            self._heard(self.size)


def nowhere() -> IO[bytes]:
    """A target that keeps nothing: a check needs only the fingerprint."""
    return _Nowhere()


class _Nowhere(io.BytesIO):
    def write(self, data: bytes) -> int:  # type: ignore[override] # what comes is bytes
        return len(data)
