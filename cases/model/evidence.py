"""Evidence: what was seen, where and when, and the fingerprint that proves it unchanged."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

from cases.model.marks import Mark

Source: TypeAlias = bytes | Path
"""What is taken in: a file, or bytes that are in memory already (a picture from the clipboard)."""


class Capture(StrEnum):
    """How an item came to the office."""

    UNKNOWN = ""
    SCREEN = "tangkapan layar komputer"
    PHONE = "tangkapan layar ponsel"
    CAMERA = "foto atau rekaman sendiri"
    HANDED_OVER = "diserahkan pelapor"
    UNIT = "diserahkan unit kerja"
    LIST = "dari daftar nama"
    SCAN = "pindaian"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """Where bytes lie in the vault, their fingerprint (SHA-256, hexadecimal) and their size."""

    blob: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Staged:
    """Bytes that are encrypted and synced, but not yet in the vault: taken in, or thrown away, by ``path``.

    ``blob``, ``sha256`` and ``size`` are what they will be there.
    """

    path: Path
    blob: str
    sha256: str
    size: int

    def discard(self) -> None:
        """Throw it away; what a disk does not let go of is collected later, as all that nobody took."""
        with contextlib.suppress(OSError):
            self.path.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One item of evidence. The original lies in the vault under ``blob`` and is never changed.

    ``ordinal`` counts within the report and shows as "B-01"; ``sha256`` is of the original bytes, 64 hexadecimal
    digits; ``size`` in bytes; the times are aware, in the zone that was stated for them (``posted_zone``,
    ``captured_zone``: "WIB" ...). ``concerns`` names the accused whom it concerns (NIP, else name), empty for all.
    ``file_time`` is the file's own time, ``told`` what its EXIF says of itself. ``derived_from`` is the original of
    a redacted copy and ``marks`` what was done to it. A check that failed stays (``failure``, ``failed_at``) until
    somebody has written an ``answer``.
    """

    id: str
    report_id: str
    ordinal: int
    title: str
    file_name: str
    media_type: str
    size: int
    sha256: str
    blob: str
    platform: str = ""
    account: str = ""
    url: str = ""
    posted_at: datetime | None = None
    captured_at: datetime | None = None
    captured_by: str = ""
    description: str = ""
    added_at: datetime
    added_by: str
    profile_name: str = ""
    posted_zone: str = ""
    captured_zone: str = ""
    capture: Capture = Capture.UNKNOWN
    concerns: tuple[str, ...] = ()
    file_time: datetime | None = None
    told: dict[str, str] = field(default_factory=dict)
    derived_from: str | None = None
    marks: tuple[Mark, ...] | None = None
    failure: str = ""
    failed_at: datetime | None = None
    answer: str = ""
    answered_at: datetime | None = None
    answered_by: str = ""

    @property
    def label(self) -> str:
        """The item's short name within its report."""
        return f"B-{self.ordinal:02d}"
