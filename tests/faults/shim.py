"""The fault shim from Python's side: built by the tests, loaded before a program, armed inside it; and its log."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import IntEnum, IntFlag
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).with_name("shim.c")
_HEAD = 17


class Op(IntFlag):
    """What counts; each is a call of the C library on something below the watched folder."""

    WRITE = 1
    SYNC = 2
    RENAME = 4
    CREATE = 8
    TRUNCATE = 16
    REMOVE = 32
    READ = 64


CHANGES = Op.WRITE | Op.SYNC | Op.RENAME | Op.CREATE | Op.TRUNCATE | Op.REMOVE
GROWS = Op.WRITE | Op.CREATE | Op.TRUNCATE
"""What needs room on the disk."""


class Kind(IntEnum):
    """What happens besides an error number: a write of half, that and a full disk after it, the end, both."""

    SHORT = -1
    TORN = -2
    KILL = -3
    TORN_KILL = -4


@dataclass(frozen=True, slots=True)
class Fault:
    """The act after ``passing`` others of ``ops`` fails with ``what`` (an errno or a Kind), and all later ones too."""

    ops: int = 0
    passing: int = -1
    what: int = 0
    lasting: bool = False

    def plain(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log. ``kind``: C create, D folder, W write, T truncate, S sync, R rename, U remove, M mark."""

    kind: str
    path: str
    other: str
    at: int
    data: bytes


def missing() -> str:
    """Why there can be no shim here, "" when there can."""
    if not sys.platform.startswith("linux"):
        return "LD_PRELOAD is Linux's"
    return "" if shutil.which("gcc") else "no gcc to build the fault shim with (Debian: apt-get install gcc libc6-dev)"


def build(folder: Path) -> Path:
    """Compile the shim; raises CalledProcessError with what the compiler said."""
    library = folder / "shim.so"
    options = ["-shared", "-fPIC", "-O2", "-Wall", "-Wextra", "-Werror"]
    subprocess.run(["gcc", *options, "-o", library, SOURCE, "-ldl", "-lpthread"], check=True)  # noqa: S603, S607
    return library


class Shim:
    """The shim of this process, which was started with it."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(None)
        self._library.fault_count.restype = ctypes.c_long

    def arm(self, root: Path | str, fault: Fault, book: Path | str = "") -> None:
        """Watch what lies below ``root``; "" watches nothing."""
        self._library.fault_arm(
            str(root).encode(), fault.ops, ctypes.c_long(fault.passing), fault.what, fault.lasting, str(book).encode()
        )

    def mark(self, number: int) -> None:
        """Write into the log that the program has told somebody so."""
        self._library.fault_mark(ctypes.c_int64(number))

    @property
    def seen(self) -> dict[str, int]:
        """How many acts of each kind have counted since it was armed."""
        return {str(op.name): int(self._library.fault_count(place)) for place, op in enumerate(Op)}

    @property
    def fired(self) -> bool:
        """Whether the fault has come."""
        return bool(self._library.fault_fired())


def read_book(book: Path) -> Iterator[Entry]:
    """The log that an armed shim wrote."""
    data, at = book.read_bytes(), 0

    def number(start: int, size: int, *, signed: bool = False) -> int:
        return int.from_bytes(data[start : start + size], "little", signed=signed)

    while at < len(data):
        kind = chr(data[at])
        first, second, size = number(at + 1, 2), number(at + 3, 2), number(at + 13, 4)
        where = number(at + 5, 8, signed=True)
        at += _HEAD
        path, other = data[at : at + first].decode(), data[at + first : at + first + second].decode()
        at += first + second
        yield Entry(kind, path, other, where, data[at : at + size])
        at += size
