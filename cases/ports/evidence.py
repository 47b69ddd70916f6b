"""Evidence and the vault that its originals lie in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import IO, Protocol

from cases.changes import Action
from cases.model.check_run import CheckRun
from cases.model.evidence import Evidence, Source, Staged, Stored
from cases.model.marks import SeenText
from cases.ports.base import Store


class EvidenceStore(Store[Evidence], Protocol):
    """Evidence records; the originals lie in the vault."""

    def of_report(self, report_id: str) -> tuple[Evidence, ...]:
        """The evidence of a report in the order of entry."""

    def set_thumbnail(self, evidence_id: str, picture: bytes) -> None:
        """Keep the small picture inside the database; not logged."""

    def set_look(self, evidence_id: str, look: int | None) -> None:
        """Keep how an item looks (64 bits), None for one that shows nothing; not logged."""

    def looks_of(self, evidence_ids: Collection[str]) -> dict[str, int | None]:
        """How these items look, None for one that shows nothing; one that was not looked at yet is left out."""

    def looks_near(self, looks: Collection[int], most_bits: int) -> dict[str, int]:
        """How those items look that differ from any of these looks in so many bits at most, by identifier."""

    def unseen(self, limit: int) -> tuple[Evidence, ...]:
        """The items that have yet to be looked at, the oldest first."""

    def thumbnails(self, evidence_ids: Collection[str]) -> dict[str, bytes]:
        """The small pictures (PNG or JPEG bytes) of those of these items that have one, by identifier."""

    def text(self, evidence_id: str) -> SeenText | None:
        """What was read in an item, None while it waits."""

    def set_text(self, evidence_id: str, seen: SeenText) -> None:
        """Keep what was read in an item, for the search too; not logged."""

    def unread(self, limit: int, *, pictures: bool = True) -> tuple[Evidence, ...]:
        """The pictures and PDFs in which nobody has looked for text yet, the oldest first.

        Without ``pictures`` only those that no reader of pictures is needed for.
        """

    def count_unread(self) -> tuple[int, int]:
        """How many items wait for a reader of pictures, and how many only for their turn."""

    def searchable(self, report_id: str) -> dict[str, str]:
        """All that search knows of each item of a report, by identifier."""

    def index_missing(self, limit: int) -> int:
        """Tell the search of items that it does not know yet; return of how many."""

    def count(self) -> int:
        """How many items there are."""

    def failing(self, report_id: str = "") -> tuple[Evidence, ...]:
        """The items whose failed check nobody has answered yet, of one report or of all."""

    def of_bytes(self, sha256s: Collection[str]) -> tuple[Evidence, ...]:
        """The items of any report that have one of these fingerprints."""


class EvidenceVault(Protocol):
    """Encrypted, content-addressed files. A blob named by no record when the unit of work ends is collected later."""

    def put(self, data: bytes, sha256: str = "") -> str:
        """Encrypt, write and fsync; return the blob's name. The same bytes give the same name.

        ``sha256`` is the fingerprint of ``data`` (hexadecimal) where the caller has it, which spares another pass.
        """

    def get(self, blob: str) -> bytes:
        """Decrypt and check against the name; raises DatabaseDamaged when a byte differs, NotFound when it is gone."""

    def stage(self, source: Source, heard: Callable[[int], object] | None = None) -> Staged:
        """Encrypt what is read once from a file, fingerprinted on the way, without putting it into the vault yet.

        ``heard`` is told how many bytes have been read; what it raises ends the reading. Raises StorageError, and then
        nothing is left.
        """

    def take(self, staged: Staged) -> Stored:
        """Give what was staged its place; raises StorageError. Evidence is taken in through ``Custody`` alone."""

    def sync(self) -> None:
        """Make the places of what was taken last over a power cut: once for all of them, before the commit."""

    def swap(self, staged: Staged) -> str:
        """Give what was staged the place of a damaged blob, which is kept under the name that is returned."""

    def copy(self, blob: str, target: IO[bytes]) -> str:
        """Decrypt a blob into a file and return the fingerprint; raises as ``get``."""

    def check(self, blob: str) -> str:
        """The fingerprint of a blob's bytes as they are, empty for one that is gone or cannot be decrypted."""


class Custody(Protocol):
    """Originals of evidence: every taking in, reading and checking leaves its row in the chained log."""

    def take(self, evidence_id: str, staged: Staged) -> Stored:
        """Take in what was staged; raises StorageError, and then nothing was stored."""

    def copy(self, item: Evidence, target: IO[bytes], action: Action, details: Mapping[str, str] = ...) -> None:
        """Write an original into a file; raises DatabaseDamaged, NotFound, StorageError: throw the file away then.

        ``details`` stand in its row besides (where a copy went).
        """

    def read(self, item: Evidence, action: Action) -> bytes:
        """Return an original, held in memory; raises DatabaseDamaged, NotFound, StorageError."""

    def check(self, item: Evidence) -> str:
        """Read an original again and compare; return a sentence of what is wrong, empty for nothing.

        A failure stays on the item until somebody has answered it.
        """

    def check_part(self, run: CheckRun, go_on: Callable[[CheckRun], bool]) -> CheckRun:
        """Read the next originals of a run over all again, until ``go_on`` says no or the part has taken its time."""

    def restore(self, item: Evidence, staged: Staged, details: Mapping[str, str]) -> None:
        """Put a healthy copy in the place of a damaged original, which is kept beside it; raises StorageError."""


class PictureReader(Protocol):
    """Looks at files from outside without trusting them."""

    def inspect(self, source: Source, file_name: str) -> str:
        """Return the media type ("image/png", "application/pdf" ...).

        Raises BadPicture for a picture that is none by its bytes or too large to open, BadFile for an empty file.
        """

    def told(self, source: Source) -> dict[str, str]:
        """What a picture says of itself (EXIF), by Indonesian names; empty for other files and what cannot be read."""

    def thumbnail(self, data: bytes) -> bytes | None:
        """A small JPEG of at most 344 x 236 pixels, or None when the bytes are no picture."""

    def look(self, data: bytes) -> int | None:
        """How a picture looks, as 64 bits of which few differ between copies of it; None when it is none."""

    def pages(self, data: bytes) -> int:
        """How many pages a PDF or a picture has; raises BadFile for a PDF that nobody can open without a password."""
