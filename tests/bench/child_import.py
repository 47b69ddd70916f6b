"""Started as a program: opens an office and takes files in as the window does after they were confirmed.

Prints a line of JSON: milliseconds of each run and of its floor (hash, encryption, durable write) for 200 pictures and
for one large video, of checking the pictures and its floor (decryption, hash), and how many MiB the process grew.
"""

import hashlib
import itertools
import json
import os
import random
import struct
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pyrage
from PIL import Image
from PySide6.QtCore import QCoreApplication, QEventLoop

from cases.model.listing import ListQuery
from cases.services import integrity, reports
from cases.services.evidence import EvidenceForm
from db.files import sync_folder
from db.secrets import SecretStore
from desktop.desk import Desk
from desktop.tasks import Tasks
from desktop.widgets.evidence_files import look_at
from desktop.widgets.evidence_import import EvidenceImport
from desktop.wiring import OpenOffice, open_office

_PICTURES, _RUNS, _VIDEO_RUNS, _CHECKS = 200, 3, 3, 3
_EDGES = (600, 700, 800, 900, 980)
"""Of pictures of noise: 1 to 3 MB as PNG."""
_VIDEO = 500 * 2**20
_END = 12
"""Bytes of a PNG's last chunk."""
_PIECE = 2**20


def pictures(folder: Path) -> list[Path]:
    """Write 200 pictures of 1 to 3 MB that nobody has seen before."""
    dice = random.Random(4)  # noqa: S311 - noise for pictures
    bases = []
    for edge in _EDGES:
        target = BytesIO()
        Image.frombytes("RGB", (edge, edge), dice.randbytes(edge * edge * 3)).save(target, "PNG", compress_level=1)
        bases.append(target.getvalue())
    paths = []
    for number, whole in zip(range(_PICTURES), itertools.cycle(bases)):
        kind, note = b"tEXt", f"Comment\0{os.urandom(8).hex()}".encode("ascii")
        chunk = struct.pack(">I", len(note)) + kind + note + struct.pack(">I", zlib.crc32(kind + note))
        paths.append(folder / f"gambar-{number:03d}.png")
        paths[-1].write_bytes(whole[:-_END] + chunk + whole[-_END:])
    return paths


def video(folder: Path) -> list[Path]:
    """Write one film of 500 MB that nobody has seen before."""
    path = folder / "rekaman.mp4"
    noise = os.urandom(_PIECE)
    with path.open("wb") as file:
        file.write(struct.pack(">I4s", 24, b"ftyp") + b"mp42\0\0\0\0mp42isom" + struct.pack(">I4s", 8, b"moov"))
        file.write(struct.pack(">I4s", 8 + 8 + _VIDEO, b"mdat") + os.urandom(8))
        for _ in range(_VIDEO // _PIECE):
            file.write(noise)
    return [path]


def floor(paths: list[Path], target: Path) -> None:
    """Hash, encrypt, write, sync: one file after the other, a piece at a time, and nothing else."""
    recipient = pyrage.x25519.Identity.generate().to_public()
    for path in paths:
        found = hashlib.sha256()
        with path.open("rb") as source:
            while piece := source.read(_PIECE):
                found.update(piece)
        with path.open("rb") as source, (target / found.hexdigest()).open("wb") as sealed:
            pyrage.encrypt_io(source, sealed, [recipient])
            sealed.flush()
            os.fsync(sealed.fileno())
        sync_folder(target)


def emptied(folder: Path) -> None:
    """Take a floor's files away again; not measured."""
    for path in folder.iterdir():
        path.unlink()


def clocked(work: Callable[[], object]) -> float:
    """Milliseconds of some work."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


class Window:
    """What the window has of an office while files go in."""

    def __init__(self, office: OpenOffice, desk: Desk, tasks: Tasks) -> None:
        self.office, self.desk, self.tasks = office, desk, tasks
        lines = self.ask(lambda: office.read(reports.report_page, desk.actor, ListQuery(sort="number", limit=20))).rows
        self.reports: Iterator[str] = iter(line.id for line in lines)

    def ask(self, work: Callable[[], "object"]) -> "object":
        """Do something off this thread, as an office wants it."""
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(work).result()

    def taking_in(self, paths: list[Path]) -> Callable[[], None]:
        """Look at files, as they are shown before they are confirmed; return what happens then."""
        candidates = self.ask(lambda: look_at(paths, lambda *_: None, lambda: False))
        if problems := [one.problem for one in candidates if one.problem]:
            raise RuntimeError(problems[0])
        importer = EvidenceImport(self.desk, next(self.reports), self.desk)
        found: list[tuple[list[object], list[str]]] = []
        importer.finished.connect(lambda *told: found.append(told))

        def run() -> None:
            importer.begin([(one, EvidenceForm(file_name=one.name)) for one in candidates])
            while not found:
                QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            added, problems = found[0][0], found[0][1]
            if problems or len(added) != len(paths):
                raise RuntimeError(f"{len(added)} of {len(paths)} went in: {problems}")

        return run

    def check(self) -> None:
        """Check all evidence, part by part."""
        run = None
        while run is None or run.ended is None:
            run = self.ask(lambda before=run: self.office.read(integrity.check_part, self.desk.actor, before))

    def check_floor(self) -> None:
        """Decrypt and hash every file of the vault, and nothing else."""
        identity = self.office.vault._identity
        for path in sorted(self.office.home.vault.glob("*.age")):
            hashlib.sha256(pyrage.decrypt(path.read_bytes(), [identity])).hexdigest()


def in_turns(ours: Callable[[], float], floor: Callable[[], float], runs: int) -> list[list[float]]:
    """Run both in turns, each the first every other time."""
    taken: list[list[float]] = [[], []]
    for turn in range(runs):
        for which in (0, 1) if turn % 2 else (1, 0):
            taken[which].append((ours, floor)[which]())
    return taken


def grown(work: Callable[[], object]) -> float | None:
    """Do some work and return how many MiB the process was larger meanwhile; None where Linux is not there to ask."""
    reset, status = Path("/proc/self/clear_refs"), Path("/proc/self/status")
    try:
        reset.write_text("5", encoding="ascii")  # the highest so far is forgotten
        before = _line(status, "VmHWM")
    except OSError:
        work()
        return None
    work()
    return (_line(status, "VmHWM") - before) / 1024


def _line(status: Path, name: str) -> int:
    line = next(one for one in status.read_text(encoding="ascii").splitlines() if one.startswith(name))
    return int(line.split()[1])


def main(home: str, key_file: str, username: str, password: str, scratch: str) -> None:
    """Walk in, and measure."""
    QCoreApplication(sys.argv[:1])
    source, target = Path(scratch, "asal"), Path(scratch, "lantai")
    source.mkdir(parents=True, exist_ok=True)
    target.mkdir(exist_ok=True)
    with ThreadPoolExecutor(1) as pool:
        key = Path(key_file).read_text(encoding="utf-8")
        office = pool.submit(lambda: open_office(Path(home), key, secrets=SecretStore(None))).result()
        actor = pool.submit(lambda: office.log_in(username, password)).result()
    errors: list[BaseException] = []
    tasks = Tasks(errors.append)
    window = Window(office, Desk(office, actor, tasks, errors.append), tasks)
    memory: dict[str, float | None] = {}

    def both(name: str, make: Callable[[Path], list[Path]], runs: int) -> list[list[float]]:
        paths: list[Path] = []

        def ours() -> float:
            run = window.taking_in(paths)
            taken: list[float] = []
            memory[name] = grown(lambda: taken.append(clocked(run)))
            return taken[0]

        def least() -> float:
            taken = clocked(lambda: floor(paths, target))
            emptied(target)
            return taken

        found: list[list[float]] = [[], []]
        for turn in range(runs):
            paths[:] = make(source)
            for which in (0, 1) if turn % 2 else (1, 0):
                found[which].append((ours, least)[which]())
        return found

    answer: dict[str, object] = {"pictures": both("pictures", pictures, _RUNS)}
    answer["check"] = in_turns(lambda: clocked(window.check), lambda: clocked(window.check_floor), _CHECKS)
    answer["video"] = both("video", video, _VIDEO_RUNS)
    answer["memory"] = memory
    if errors:
        raise errors[0]
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()
    os._exit(0)


main(*sys.argv[1:])
