"""An office database opened with stand-ins for what surrounds it."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from fakes import FakeClock, FakePictures, FakeRenderer, FakeVault, PlainHasher

from cases.regulations import Law
from db.unit import OfficeDatabase

KEY = bytes(range(32))


def open_office(path: Path, key: bytes = KEY, **parts: Any) -> OfficeDatabase:
    """Open a database with stand-ins; the law is handed on untouched, so any object does."""
    world: dict[str, Any] = {
        "vault": FakeVault(),
        "renderer": FakeRenderer(),
        "law": cast("Law", SimpleNamespace()),
        "clock": FakeClock(),
        "passwords": PlainHasher(),
        "pictures": FakePictures(),
        "signer": SimpleNamespace(),
    }
    return OfficeDatabase(path, key, **(world | parts))
