"""Evidence taken in: the real service with vault, database and log, beside hash, encryption and a durable write."""

from __future__ import annotations

import hashlib
import io
import os
import random
import struct
import zlib
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

import pyrage
from PIL import Image

from cases.model.listing import ListQuery
from cases.services import evidence, reports
from cases.services.evidence import EvidenceForm, Seen
from db.files import sync_folder
from desktop.wiring import OpenOffice
from tests.bench.filling import Made, Offices
from tests.bench.measure import Bound, Result, Timing, in_turns

_BOUND = Bound(ratio=1.5, plus_ms=5)
"""Taking a picture in is a file and an audited change; what the change may cost (5 ms) weighs only on small files."""
_SIZES = {"50 KB": 50_000, "400 KB": 400_000, "5 MB": 5_000_000}
_RUNS = 31
_WARM = 2
_EACH = 10
"""So many items go into one report, as a clerk would."""
_END = 12
"""Bytes of a PNG's last chunk."""


def pictures(offices: Offices) -> list[Result]:
    """PNG pictures of three sizes."""
    made = offices.full
    office = made.open()
    try:
        return [_take_in(office, made, offices.folder, name, size) for name, size in _SIZES.items()]
    finally:
        office.close()


def _take_in(office: OpenOffice, made: Made, folder: Path, name: str, size: int) -> Timing:
    lines = office.read(reports.report_page, made.actor, ListQuery(sort="number", limit=100)).rows
    ours_of, floor_of, turn = iter(_looked_at(size)), _copies(size), count()
    recipient = pyrage.x25519.Identity.generate().to_public()
    target = folder / "lantai"
    target.mkdir(exist_ok=True)
    offset = list(_SIZES).index(name) * 10

    def ours() -> None:
        report_id = lines[offset + next(turn) // _EACH].id
        data, seen = next(ours_of)
        staged = office.stage(data, "layar.png", seen)
        office.write(evidence.add_evidence, made.actor, report_id, staged, EvidenceForm(file_name="layar.png"))

    def floor() -> None:
        data = next(floor_of)
        with (target / hashlib.sha256(data).hexdigest()).open("wb") as file:
            file.write(pyrage.encrypt(data, [recipient]))
            file.flush()
            os.fsync(file.fileno())
        sync_folder(target)  # without it the new file's name may be lost

    taken = in_turns(ours, floor, runs=_RUNS, warm=_WARM)
    return Timing(area="evidence", name=f"picture of {name} taken in", ours=taken[0], floor=taken[1], bound=_BOUND)


def _looked_at(size: int) -> list[tuple[bytes, Seen]]:
    """Pictures that were looked at, as the window has done when somebody confirms them."""
    copies = islice(_copies(size), _RUNS + _WARM)
    return [(data, Seen(media_type="image/png", sha256=hashlib.sha256(data).hexdigest())) for data in copies]


def _copies(size: int) -> Iterator[bytes]:
    """Yield a PNG picture of about ``size`` bytes again and again, each with a note of its own in it."""
    dice = random.Random(size)  # noqa: S311 - noise for a picture
    edge = int((size / 3) ** 0.5)
    target = io.BytesIO()
    Image.frombytes("RGB", (edge, edge), dice.randbytes(edge * edge * 3)).save(target, "PNG")
    whole = target.getvalue()
    for number in count():
        kind, note = b"tEXt", f"Comment\0{number} {os.urandom(8).hex()}".encode("ascii")
        chunk = struct.pack(">I", len(note)) + kind + note + struct.pack(">I", zlib.crc32(kind + note))
        yield whole[:-_END] + chunk + whole[-_END:]
