"""The columns of a list of backups."""

from __future__ import annotations

from cases.model.backup import BackupSet, BackupState
from cases.model.office import TimeZone
from cases.sizes import size_words
from desktop.backups.words import STATES, files_words, moment_words, short_check
from desktop.models.table import Column, still
from desktop.widgets.pill import PillLook


def columns(zone: TimeZone) -> tuple[Column[BackupSet], ...]:
    """How a set stands, when and why it was made, what it holds, what opens it and what its check found."""
    return still(
        Column(key="state", title="Keadaan", width=150, text=lambda one: STATES[one.state][0], pill=_pill),
        Column(
            key="made",
            title="Dibuat",
            width=156,
            text=lambda one: moment_words(one.made_at, zone),
            second=lambda one: str(one.reason),
            face="tableStrong",
        ),
        Column(key="size", title="Isi", width=104, text=lambda one: size_words(one.size), second=files_words),
        Column(
            key="sheet",
            title="Lembar",
            width=92,
            text=lambda one: one.sheet or "–",
            tip=lambda _one: "Lembar pemulihannya",
        ),
        Column(
            key="check",
            title="Diperiksa",
            width=220,
            text=lambda one: short_check(one, zone)[0],
            second=lambda one: short_check(one, zone)[1],
            tip=lambda one: "\n".join(one.check.problems) if one.check is not None else "",
            hue=lambda one: "red" if one.state is BackupState.BAD else "",
            stretch=True,
        ),
    )


def _pill(one: BackupSet) -> PillLook:
    words, hue, icon = STATES[one.state]
    return PillLook(words, hue, icon)
