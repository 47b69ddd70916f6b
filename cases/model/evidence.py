"""Evidence: what was seen, where and when, and the fingerprint that proves it unchanged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One item of evidence. The original lies in the vault under ``blob`` and is never changed.

    ``ordinal`` counts within the report and shows as "B-01"; ``sha256`` is of the original bytes, 64 hexadecimal
    digits; ``size`` in bytes; the times are aware.
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

    @property
    def label(self) -> str:
        """The item's short name within its report."""
        return f"B-{self.ordinal:02d}"
