"""Files that pass through without lying in memory: hashed on the way, and each side's trouble kept apart."""

from __future__ import annotations

import hashlib
import io
from typing import IO

from cases.model.evidence import Source


class Counted(io.RawIOBase):
    """One end of a copy: passes bytes on to ``file``, counts and fingerprints them, and keeps what went wrong here.

    The library that encrypts tells of an error on either side only as text of its own.
    """

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__()
        self._file = file
        self._hash = hashlib.sha256()
        self.size = 0
        self.trouble: OSError | None = None

    @property
    def sha256(self) -> str:
        """The fingerprint of what has passed so far, hexadecimal."""
        return self._hash.hexdigest()

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
        except OSError as error:
            self.trouble = error
            raise
        self._pass(data)
        return data

    def write(self, data: bytes) -> int:  # type: ignore[override] # what the library hands over is bytes
        """Write on, whole."""
        try:
            self._file.write(data)
        except OSError as error:
            self.trouble = error
            raise
        self._pass(data)
        return len(data)

    def _pass(self, data: bytes) -> None:
        self._hash.update(data)
        self.size += len(data)


def opened(source: Source) -> IO[bytes]:
    """Open what is to be taken in: a file, or bytes that are in memory already."""
    return io.BytesIO(source) if isinstance(source, bytes) else source.open("rb", buffering=0)


def nowhere() -> IO[bytes]:
    """A target that keeps nothing: a check needs only the fingerprint."""
    return _Nowhere()


class _Nowhere(io.BytesIO):
    def write(self, data: bytes) -> int:  # type: ignore[override] # what comes is bytes
        return len(data)
