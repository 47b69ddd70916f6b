"""The arithmetic of the log's chain: what is hashed, and how."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import msgspec
import sqlalchemy as sa

START = "0" * 64
"""What stands as the previous hash of the first row."""
HASHED = ("sequence", "at", "actor", "operation", "action", "noun", "record_id", "fields", "values_hash", "previous")
"""The columns that a row's hash covers, in their order."""


def hash_of_row(row: Mapping[str, object] | sa.RowMapping) -> str:
    """Return the chain's hash of a row: SHA-256 over the JSON list of every column but the hash, in table order."""
    return hashlib.sha256(msgspec.json.encode([row[name] for name in HASHED])).hexdigest()


def hash_of_values(salt: bytes, changes: str) -> str:
    """Return the salted hash of the values' JSON text."""
    return hashlib.sha256(salt + changes.encode()).hexdigest()
