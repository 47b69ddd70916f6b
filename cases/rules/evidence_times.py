"""What the times of an item of evidence say against each other; told to whoever enters them, never corrected."""

from __future__ import annotations

from datetime import datetime

from cases.errors import InvalidInput


def contradictions(
    posted_at: datetime | None, captured_at: datetime | None, file_times: dict[str, datetime]
) -> tuple[str, ...]:
    """Return a sentence for each pair of times that cannot both be right; all are aware.

    ``file_times`` are the times of the files, by their names. A file older than the post cannot show it, and one older
    than the capture is not what was captured then; that it is younger means nothing: copies are.
    """
    found = []
    if posted_at is not None and captured_at is not None and captured_at < posted_at:
        found.append("Tangkapan mendahului unggahan; periksa tanggal, jam, dan zona waktunya.")
    for name, moment in file_times.items():
        if posted_at is not None and moment < posted_at:
            found.append(f"Menurut berkasnya, {name} dibuat sebelum waktu unggahan; periksa waktunya.")
        elif captured_at is not None and moment < captured_at.replace(second=0, microsecond=0):
            found.append(f"Menurut berkasnya, {name} dibuat sebelum waktu tangkapan; periksa waktunya.")
    return tuple(found)


def not_ahead(posted_at: datetime | None, captured_at: datetime | None, now: datetime) -> None:
    """Raise InvalidInput for a time that has not come."""
    for moment, words, key in ((posted_at, "unggahan", "posted_at"), (captured_at, "tangkapan", "captured_at")):
        if moment is not None and moment > now:
            raise InvalidInput(f"Waktu {words} belum terjadi; periksa tanggal dan jamnya.", field=key)
