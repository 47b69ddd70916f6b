"""Opens a file from outside for reading, and only what is a plain file."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from cases.model.evidence import Source


@contextmanager
def opened(source: Source) -> Iterator[tuple[IO[bytes], int]]:
    """Open a file, or bytes in memory, and tell its size; raises OSError.

    Of a pipe or a device the end might never come: it is refused, and not waited for.
    """
    if isinstance(source, bytes):
        yield io.BytesIO(source), len(source)
        return
    with open(source, "rb", opener=_plain) as file:
        yield file, os.fstat(file.fileno()).st_size


def _plain(name: str, flags: int) -> int:
    descriptor = os.open(name, flags | getattr(os, "O_NONBLOCK", 0))
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(f"not a plain file: {name}")
    return descriptor
