"""Reads the words in pictures with the program Tesseract, where the computer has it; nothing is written to the disk.

The program is given grey pixels that were decoded here. It must never see a file's own bytes: what it does not know as
a picture it takes for a list of files to open.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import IO, Final

from cases.errors import OfficeError
from cases.model.marks import Place, SeenWord

WANTED: Final = ("ind", "eng")
"""The languages that are used, the best first; else the first that is there."""
_NO_LANGUAGE: Final = frozenset({"osd", "equ", "snum"})
MOST_SECONDS: Final = 120.0
_ASK_SECONDS: Final = 10.0
_STEP_SECONDS: Final = 0.1
_LOW_PRIORITY: Final = 10
_SURE: Final = 30.0
"""Of 100: what the program is less sure of is mostly foliage and faces."""
_COLUMNS: Final = 12
_WORD: Final = "5"


class ReadingFailed(OfficeError):
    """The program could not read a picture: it ended with a failure or took too long."""


class ReadingStopped(Exception):
    """Nobody waits for the reading any more."""


@dataclass(frozen=True, slots=True)
class Grey:
    """A picture in grey, a byte for each point, line by line."""

    width: int
    height: int
    points: bytes


@dataclass(frozen=True, slots=True)
class _Box:
    """A word as the program found it, in points of the picture."""

    line: tuple[int, ...]
    left: int
    top: int
    width: int
    height: int
    words: str


def _go_on() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Tesseract:
    """The program that was found, its version, and the language that it reads."""

    program: Path
    version: str
    language: str

    @property
    def name(self) -> str:
        """What read a text ("tesseract 5.3.0 ind")."""
        return f"tesseract {self.version} {self.language}"

    @property
    def at_its_best(self) -> bool:
        """Whether it reads Indonesian."""
        return self.language == WANTED[0]

    def read(self, picture: Grey, page: int = 0, stop: Callable[[], bool] = _go_on) -> tuple[SeenWord, ...]:
        """Return the words of a picture in reading order.

        Raises ReadingFailed, and ReadingStopped once ``stop`` says so, which is asked ten times a second.
        """
        command = _command(self.program, "stdin", "stdout", "-l", self.language, "--psm", "11", "tsv")
        head = f"P5 {picture.width} {picture.height} 255\n".encode()
        printed = _run(command, head + picture.points, MOST_SECONDS, stop)
        return words_of(printed.decode("utf-8", "replace"), picture.width, picture.height, page)


def find_tesseract(places: Iterator[Path] | None = None) -> Tesseract | None:
    """Return the first program that answers and knows a language, None where there is none."""
    for program in places_of(os.environ, sys.executable, sys.platform) if places is None else places:
        if not program.is_file() or not os.access(program, os.X_OK):
            continue
        with suppress(ReadingFailed):
            version = version_of(_asked(program, "--version"))
            language = language_of(_asked(program, "--list-langs"))
            if version and language:
                return Tesseract(program, version, language)
    return None


def places_of(environ: Mapping[str, str], executable: str, system: str) -> Iterator[Path]:
    """Where the program may lie: beside ours (Windows), in PATH, where its Windows installer puts it.

    Only whole paths of PATH are believed: a program in whatever folder happens to be the current one is not run.
    """
    windows = system == "win32"
    name = "tesseract.exe" if windows else "tesseract"
    if windows:
        yield Path(executable).parent / "tesseract" / name
    for folder in environ.get("PATH", "").split(";" if windows else ":"):
        if Path(folder).is_absolute() or (windows and re.match(r"[A-Za-z]:[\\/]", folder)):
            yield Path(folder) / name
    if windows:
        for variable, under in (("ProgramFiles", ""), ("ProgramFiles(x86)", ""), ("LOCALAPPDATA", "Programs")):
            if environ.get(variable):
                yield Path(environ[variable], under, "Tesseract-OCR", name)


def version_of(printed: str) -> str:
    """Return the version ("5.3.0") out of what ``--version`` prints, "" for another program's words."""
    found = re.match(r"tesseract v?(\d+(?:\.\d+)*)", printed)
    return found.group(1) if found else ""


def language_of(printed: str) -> str:
    """Return the language to read, out of what ``--list-langs`` prints; "" for none."""
    lines = [line.strip() for line in printed.splitlines()]
    known = [line for line in lines if re.fullmatch(r"[A-Za-z][\w/]*", line) and line not in _NO_LANGUAGE]
    return next((language for language in (*WANTED, *known) if language in known), "")


def words_of(printed: str, width: int, height: int, page: int = 0) -> tuple[SeenWord, ...]:
    """Return the words of the program's table, line by line from above; lines that are no words are passed over."""
    boxes = [box for line in printed.splitlines() if (box := _box_of(line)) is not None]
    lines = [list(run) for _, run in groupby(boxes, key=attrgetter("line"))]
    lines.sort(key=lambda line: (line[0].top, line[0].left))
    found = (_seen(box, width, height, page) for line in lines for box in line)
    return tuple(word for word in found if word is not None)


def _box_of(line: str) -> _Box | None:
    cells = line.split("\t", _COLUMNS - 1)
    if len(cells) < _COLUMNS or cells[0] != _WORD or not any(letter.isalnum() for letter in cells[-1]):
        return None
    try:
        numbers = [int(cell) for cell in cells[1:10]]
        sure = float(cells[10])
    except ValueError:
        return None
    if not sure >= _SURE:  # also when it is no number at all
        return None
    left, top, width, height = numbers[5:]
    words = "".join(letter if letter.isprintable() else " " for letter in cells[-1])
    return _Box(tuple(numbers[:4]), left, top, width, height, " ".join(words.split()))


def _seen(box: _Box, width: int, height: int, page: int) -> SeenWord | None:
    """A word with its place as parts of the picture, None for one that lies outside it."""
    left, top = max(box.left, 0), max(box.top, 0)
    right, bottom = min(box.left + box.width, width), min(box.top + box.height, height)
    if right <= left or bottom <= top:
        return None
    place = Place(
        page=page,
        left=round(left / width, 5),
        top=round(top / height, 5),
        width=round((right - left) / width, 5),
        height=round((bottom - top) / height, 5),
    )
    return SeenWord(words=box.words, place=place)


def _command(program: Path, *arguments: str) -> list[str]:
    """The command line; what knows its languages beside itself is told so, whatever the environment says."""
    beside = program.parent / "tessdata"
    return [str(program), *arguments[:2], *(("--tessdata-dir", str(beside)) if beside.is_dir() else ()), *arguments[2:]]


def _asked(program: Path, question: str) -> str:
    """What the program answers to a question."""
    beside = program.parent / "tessdata"
    where = ("--tessdata-dir", str(beside)) if beside.is_dir() and question == "--list-langs" else ()
    return _run([str(program), question, *where], b"", _ASK_SECONDS, _go_on).decode("utf-8", "replace")


def _run(command: list[str], fed: bytes, seconds: float, stop: Callable[[], bool]) -> bytes:
    """Start a program without a window and with low priority, feed it, and return what it prints; it never outlives us.

    Raises ReadingFailed, ReadingStopped.
    """
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW | subprocess.BELOW_NORMAL_PRIORITY_CLASS
    try:
        process = subprocess.Popen(  # noqa: S603 - a program of the computer's owner, no shell
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            creationflags=flags,
        )
    except OSError as error:
        raise ReadingFailed("Tesseract tidak dapat dijalankan; pasang ulang program itu.", detail=str(error)) from error
    with process:
        try:
            if sys.platform != "win32":
                with suppress(OSError):  # it has ended already
                    os.setpriority(os.PRIO_PROCESS, process.pid, _LOW_PRIORITY)
            printed, told = _talk(process, fed, time.monotonic() + seconds, stop)
        except BaseException:
            process.kill()  # which also ends the feeding
            raise
    if process.returncode != 0:
        detail = told.decode("utf-8", "replace")[-500:]
        raise ReadingFailed("Tesseract gagal membaca gambar ini.", detail=detail)
    return printed


def _talk(process: subprocess.Popen[bytes], fed: bytes, end: float, stop: Callable[[], bool]) -> tuple[bytes, bytes]:
    """Feed a program in a thread of its own, for ``communicate`` does not go on feeding once it timed out."""
    stdin, process.stdin = process.stdin, None
    threading.Thread(target=_feed, args=(stdin, fed), name="feeder", daemon=True).start()
    while True:
        if stop():
            raise ReadingStopped
        if time.monotonic() > end:
            raise ReadingFailed("Tesseract terlalu lama membaca gambar ini.")
        with suppress(subprocess.TimeoutExpired):
            return process.communicate(timeout=_STEP_SECONDS)


def _feed(stdin: IO[bytes], fed: bytes) -> None:
    """Give a program everything, or as much as it takes."""
    with suppress(OSError, ValueError):  # it wants no more, or was ended
        stdin.write(fed)
    with suppress(OSError, ValueError):
        stdin.close()
