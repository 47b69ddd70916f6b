"""The form of the plan: how often backups are made, when to remind, and how long they are kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from cases.errors import InvalidInput
from cases.model.backup import BackupPlan
from desktop.widgets.fields import TextField
from desktop.widgets.form import Form

_MOST: Final = 999
_COUNTS: Final = (
    ("every_minutes", "Selama dikerjakan, setiap (menit)", 5),
    ("stale_days", "Ingatkan bila tak ada yang baik (hari)", 1),
    ("second_days", "Ingatkan bila tak tersalin (hari)", 1),
)
_KEPT: Final = (
    ("recent", "Yang terbaru, sebanyak", 1),
    ("daily", "Satu sehari, selama (hari)", 0),
    ("weekly", "Satu seminggu, selama (minggu)", 0),
    ("monthly", "Satu sebulan, selama (bulan)", 0),
)
"""Counts of the plan, of what is kept: the field, its words and the least."""


class PlanForm(Form):
    """The counts of a plan, each typed as a number."""

    marks_optional = False

    def __init__(self, plan: BackupPlan, cancel: Callable[[], object]) -> None:
        super().__init__()
        self._plan = plan
        self._counts: dict[str, TextField] = {}
        self.section("Kapan", "Juga saat menutup program dan sebelum langkah berisiko; hanya bila ada yang berubah.")
        for number, (key, words, _least) in enumerate(_COUNTS):
            self._count(key, words, getattr(plan, key), beside=number == len(_COUNTS) - 1)
        self.section("Berapa lama disimpan", "Cadangan baik yang terakhir tidak pernah dibuang.")
        for number, (key, words, _least) in enumerate(_KEPT):
            self._count(key, words, getattr(plan.keep, key), beside=bool(number % 2))
        self.buttons("Simpan", cancel=cancel)

    def _count(self, key: str, words: str, count: int, *, beside: bool) -> None:
        self._counts[key] = self.add(key, words, TextField(limit=3), required=True, beside=beside)
        self._counts[key].restore(str(count))

    def plan(self) -> BackupPlan:
        """Return the plan with what is typed; raises InvalidInput that names the field."""
        counts = {key: self._typed(key, least) for key, _words, least in _COUNTS}
        kept = {key: self._typed(key, least) for key, _words, least in _KEPT}
        return replace(self._plan, keep=replace(self._plan.keep, **kept), **counts)  # type: ignore[arg-type] # the counts of the plan

    def _typed(self, key: str, least: int) -> int:
        typed = self._counts[key].value()
        if not typed.isdecimal() or not least <= int(typed) <= _MOST:
            raise InvalidInput(f"Isi dengan bilangan {least} sampai {_MOST}.", field=key)
        return int(typed)
