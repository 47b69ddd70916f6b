"""The facts of a case that can be set right, and how each is told: as it was and as it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from cases.model.case import Case
from cases.model.letter import Letter
from cases.model.person import Person
from cases.model.steps import CorrectedField
from cases.rules.dates import long_date
from cases.rules.nip import show_nip

_OF_CASE: tuple[tuple[str, str, Callable[[Any], str]], ...] = (
    ("event_on", "Tanggal kejadian", long_date),
    ("received_on", "Tanggal laporan diterima", long_date),
    ("track", "Jalur", str),
    ("violation_codes", "Bentuk pelanggaran", ", ".join),
    ("suspected_level", "Dugaan tingkat", str),
    ("source", "Sumber laporan", str),
    ("election", "Pemilihan", str),
)
_OF_PERSON: tuple[tuple[str, str, Callable[[Any], str]], ...] = (
    ("name", "Nama terlapor", str),
    ("nip", "NIP terlapor", show_nip),
    ("status", "Status kepegawaian terlapor", str),
    ("rank", "Pangkat terlapor", str),
    ("grade", "Golongan ruang terlapor", str),
    ("position", "Jabatan terlapor", str),
    ("position_kind", "Jenis jabatan terlapor", str),
    ("unit", "Unit organisasi terlapor", str),
    ("work_unit", "Unit kerja terlapor", str),
)


_OF_LETTER: tuple[tuple[str, str, Callable[[Any], str]], ...] = (
    ("signed_on", "tanggal tanda tangan", long_date),
    ("delivered_on", "tanggal disampaikan", long_date),
    ("delivered_how", "cara penyampaian", str),
    ("delivered_to", "penerima", str),
)


def changed_days(before: Letter, after: Letter) -> tuple[CorrectedField, ...]:
    """Return what differs of a letter's life, with both texts."""
    found = _differences(before, after, _OF_LETTER)
    return tuple(replace(one, title=f"{before.title}, {one.title}") for one in found)


def changed_fields(before: Case, after: Case) -> tuple[CorrectedField, ...]:
    """Return the facts of a case that differ, with their titles and both texts."""
    return (
        *_differences(before, after, _OF_CASE),
        *_differences(before.respondent, after.respondent, _OF_PERSON),
    )


def _differences(
    before: Case | Person | Letter,
    after: Case | Person | Letter,
    told: tuple[tuple[str, str, Callable[[Any], str]], ...],
) -> tuple[CorrectedField, ...]:
    return tuple(
        CorrectedField(field=name, title=title, before=show(was), after=show(now))
        for name, title, show in told
        if (was := getattr(before, name)) != (now := getattr(after, name))
    )
