"""The log's last head kept outside the database, so that a tail that was cut off shows.

Two places: ``anchor.json`` beside the database, written after every commit without fsync, and an entry of the account's
keyring, at most once a minute and on closing. Both hold a count and a hash and nothing of a case, under an HMAC by a
key derived from the database key. A database that is ahead of its anchor is normal (a crash came between commit and
anchor); one that is behind it has lost its tail.
"""

from __future__ import annotations

import hmac
import logging
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from cases.errors import KeyUnavailable, StorageError
from cases.model.listing import LogHead
from db.files import storage_error, write_whole
from db.secrets import SecretStore

KEYRING_EVERY = 60.0  # seconds
SLOT = 512
"""Bytes of each of the file's two lines, a sector: they are written by turns in their place, so that a power cut may
take the newer one but never both, as it would if the file were made anew without fsync."""
_TURNS = (1, 0)
"""Whose turn it is after each line."""
_log = logging.getLogger("netralitas.anchor")


class _Kept(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    count: int
    hash: str
    mac: str
    after: int = 0


class Anchor:
    """Remembers the head of one office's log; ``clock`` is monotonic, in seconds.

    ``after`` is the number of the last restore that the log tells of, 0 before any: a head that was kept before it
    belongs to the office that was replaced.
    """

    def __init__(
        self, file: Path, db_key: bytes, secrets: SecretStore, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._file = file
        self._secrets = secrets
        self._clock = clock
        self._key = hmac.digest(db_key, b"netralitas anchor 1", "sha256")
        self._entry = "jangkar-" + hmac.digest(self._key, b"entry", "sha256").hex()[:16]
        self._unsaved: LogHead | None = None
        self._saved_at: float | None = None
        self._held = False
        self.after = 0
        self._turn: int | None = None

    def hold(self) -> None:
        """Remember nothing more: the log no longer holds the kept head, and that must go on showing."""
        self._held = True

    def remember(self, head: LogHead) -> None:
        """Keep the head after a commit. Never fails: the commit stands, a place that cannot be written is logged."""
        if self._held:
            return
        try:
            self._write(self._pack(head).ljust(SLOT - 1) + b"\n")
        except StorageError as error:
            _log.warning("anchor file not written: %s", error.detail)
        self._unsaved = head
        if self._saved_at is None or self._clock() - self._saved_at >= KEYRING_EVERY:
            self._save()

    def close(self) -> None:
        """Bring the keyring up to the last head."""
        self._save()

    def last(self) -> LogHead | None:
        """The furthest head that is kept under this office's key, None when there is none."""
        kept = self._furthest()
        return None if kept is None else LogHead(count=kept.count, hash=kept.hash)

    def last_after(self) -> int:
        """The number of the last restore that the log told of when that head was kept."""
        kept = self._furthest()
        return 0 if kept is None else kept.after

    def _furthest(self) -> _Kept | None:
        kept = [each for texts in self._places() for each in map(self._unpack, texts) if each is not None]
        return max(kept, key=lambda each: (each.after, each.count), default=None)

    def problems(self) -> tuple[str, ...]:
        """A sentence for each place in which nothing carries this office's mark; empty when there is none such."""
        return tuple(
            "Catatan ujung log di luar basis data tidak sah: jalankan pemeriksaan dengan kode dari surat terakhir."
            for texts in self._places()
            if all(self._unpack(text) is None for text in texts)
        )

    def _write(self, line: bytes) -> None:
        """Put a line in the place of the older one; a file that is none of this office's is made anew, durably."""
        if self._turn is None:
            known = [self._unpack(text) for text in self._lines()]
            if not any(known) or len(known) != len(_TURNS):
                write_whole(self._file, line * len(_TURNS))
                self._turn = 0
                return
            ages = [(-1, -1) if kept is None else (kept.after, kept.count) for kept in known]
            self._turn = ages.index(min(ages))
        try:
            with self._file.open("r+b") as file:
                file.seek(self._turn * SLOT)
                file.write(line)
        except FileNotFoundError:
            write_whole(self._file, line * len(_TURNS))
        except OSError as error:
            raise storage_error(error) from error
        self._turn = _TURNS[self._turn]

    def _save(self) -> None:
        if self._unsaved is None or not self._secrets.usable:
            return
        try:
            self._secrets.put(self._entry, self._pack(self._unsaved).decode())
        except KeyUnavailable as error:
            _log.warning("anchor not kept in the keyring: %s", error.detail)
        else:
            self._unsaved = None
        self._saved_at = self._clock()

    def _lines(self) -> list[bytes]:
        """What the file holds, a line as one text; of an earlier version there is one."""
        try:
            data = self._file.read_bytes()
        except FileNotFoundError:
            return []
        except OSError as error:
            raise storage_error(error) from error
        return [data[:SLOT], data[SLOT:]] if len(data) == len(_TURNS) * SLOT else [data]

    def _places(self) -> list[list[bytes]]:
        """The texts of each place that is there."""
        lines = self._lines()
        texts = [lines] if lines else []
        if self._secrets.usable:
            try:
                kept = self._secrets.get(self._entry)
            except KeyUnavailable as error:
                _log.warning("anchor not read from the keyring: %s", error.detail)
            else:
                texts += [[kept.encode()]] if kept is not None else []
        return texts

    def _pack(self, head: LogHead) -> bytes:
        kept = _Kept(count=head.count, hash=head.hash, mac="", after=self.after)
        kept.mac = self._mac(kept)
        return msgspec.json.encode(kept)

    def _unpack(self, text: bytes) -> _Kept | None:
        try:
            kept = msgspec.json.decode(text, type=_Kept)
        except (msgspec.DecodeError, UnicodeDecodeError):  # the latter inside a text, where msgspec lets it through
            return None
        return kept if hmac.compare_digest(kept.mac.encode(), self._mac(kept).encode()) else None

    def _mac(self, kept: _Kept) -> str:
        after = f" {kept.after}" if kept.after else ""
        return hmac.digest(self._key, f"{kept.count} {kept.hash}{after}".encode(), "sha256").hex()
