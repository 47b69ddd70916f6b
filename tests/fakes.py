"""Small true stand-ins for what the services need of the world: no mocks, they do what they promise, in memory."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import IO

import msgspec

from cases.errors import BadFile, BadPicture, DatabaseDamaged, NotFound
from cases.model.evidence import Source, Staged, Stored
from cases.model.letter import LetterRequest, RenderedLetter

WIB = timezone(timedelta(hours=7))


class FakeClock:
    """A clock that stands still until it is told to move; the office lies in WIB."""

    def __init__(self, moment: datetime = datetime(2026, 5, 4, 2, 0, tzinfo=UTC)) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    def today(self) -> date:
        return self.moment.astimezone(WIB).date()

    def advance(self, **parts: float) -> None:
        self.moment += timedelta(**parts)

    def set_today(self, day: date) -> None:
        """Stand at nine in the morning of a day at the office."""
        self.moment = datetime(day.year, day.month, day.day, 9, 0, tzinfo=WIB).astimezone(UTC)


class FakeVault:
    """A content-addressed store in memory; ``blobs`` may be spoilt by a test, and ``get`` notices."""

    def __init__(self) -> None:
        self.blobs: dict[str, bytes] = {}
        self.staged: dict[str, bytes] = {}
        self.synced: frozenset[str] = frozenset()

    def put(self, data: bytes, sha256: str = "") -> str:
        name = sha256 or hashlib.sha256(data).hexdigest()
        self.blobs.setdefault(name, data)
        return name

    def get(self, blob: str) -> bytes:
        if blob not in self.blobs:
            raise NotFound("Berkas bukti tidak ada di brankas. Pulihkan dari cadangan.")
        data = self.blobs[blob]
        if hashlib.sha256(data).hexdigest() != blob:
            raise DatabaseDamaged("Berkas bukti rusak. Pulihkan dari cadangan.")
        return data

    def stage(self, source: Source, heard: Callable[[int], object] | None = None) -> Staged:
        data = source if isinstance(source, bytes) else source.read_bytes()
        if heard is not None:
            heard(len(data))
        name = hashlib.sha256(data).hexdigest()
        self.staged[name] = data
        return Staged(path=Path("staged") / name, blob=name, sha256=name, size=len(data))

    def take(self, staged: Staged) -> Stored:
        self.blobs.setdefault(staged.blob, self.staged.pop(staged.blob))
        return Stored(blob=staged.blob, sha256=staged.sha256, size=staged.size)

    def sync(self) -> None:
        self.synced = frozenset(self.blobs)

    def copy(self, blob: str, target: IO[bytes]) -> str:
        data = self.get(blob)
        target.write(data)
        return hashlib.sha256(data).hexdigest()

    def swap(self, staged: Staged) -> str:
        aside = f"{staged.blob}.rusak" if staged.blob in self.blobs else ""
        self.blobs[staged.blob] = self.staged.pop(staged.blob)
        return aside

    def check(self, blob: str) -> str:
        return hashlib.sha256(self.blobs[blob]).hexdigest() if blob in self.blobs else ""


class FakeRenderer:
    """Renders a letter as a line of text that depends on the whole request; remembers the requests."""

    def __init__(self) -> None:
        self.requests: list[LetterRequest] = []

    def render(self, request: LetterRequest) -> RenderedLetter:
        self.requests.append(request)
        digest = hashlib.sha256(msgspec.json.encode(request)).hexdigest()
        return RenderedLetter(pdf=f"%PDF-fake {request.kind} {request.number} {digest}".encode(), pages=1)


class PlainHasher:
    """Marks a password as hashed without the cost of argon2id."""

    def hash(self, password: str) -> str:
        return "plain:" + password

    def verify(self, password_hash: str, password: str) -> bool:
        return password_hash in {"plain:" + password, "old:" + password}

    def outdated(self, password_hash: str) -> bool:
        return password_hash.startswith("old:")


class FakePictures:
    """Knows a PNG and a PDF by their first bytes; a thumbnail is the first bytes of the picture."""

    def inspect(self, source: Source, file_name: str) -> str:
        data = source if isinstance(source, bytes) else source.read_bytes()
        if not data:
            raise BadFile(f"Berkas {file_name} kosong.")
        if data.startswith(b"%PDF"):
            return "application/pdf"
        if data.startswith(b"\x89PNG"):
            return "image/png"
        raise BadPicture(f"Berkas {file_name} bukan gambar.")

    def told(self, source: Source) -> dict[str, str]:
        del source
        return {}

    def look(self, data: bytes) -> int | None:
        return int.from_bytes(data[-8:], "big") if data.startswith(b"\x89PNG") else None

    def thumbnail(self, data: bytes) -> bytes | None:
        return data[:16] if data.startswith(b"\x89PNG") else None

    def pages(self, data: bytes) -> int:
        """A PDF opens when its end is there; each "/Page " in it is a page, and a picture is one."""
        if not data.startswith(b"%PDF"):
            return 1
        if b"%%EOF" not in data:
            raise BadFile("PDF ini rusak atau terpotong; pindai lagi.")
        return data.count(b"/Page ")
