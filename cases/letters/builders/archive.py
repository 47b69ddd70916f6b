"""A file that is put away: what it holds, and the proposal to dispose of it."""

from __future__ import annotations

from datetime import date

from cases.letters.scene import Builder, Built, Scene, agency_signature
from cases.letters.wording import Values, counted, long_day
from cases.model.letter import LetterStatus
from cases.model.steps import ArchivedFacts, StepKey


def _list(scene: Scene, _facts: None) -> Built:
    return _archive_values(scene), {"arsip": _items(scene)}, [agency_signature(scene.office, scene.signatories)]


def _proposal(scene: Scene, _facts: None) -> Built:
    return _archive_values(scene), {}, [agency_signature(scene.office, scene.signatories)]


def _archive_values(scene: Scene) -> Values:
    """Under which code the file lies, where, until when, and what becomes of it then."""
    filed: ArchivedFacts | None = scene.facts(StepKey.ARCHIVED)
    own = scene.law.archive_code(scene.case.track)
    code = next((one for one in scene.law.archive_codes() if filed and one.code == filed.code), own)
    return {
        "arsip.kode": filed.code if filed else code.code,
        "arsip.judul": code.title,
        "arsip.rak": filed.shelf if filed else "",
        "arsip.aktif": long_day(filed.active_until if filed else None),
        "arsip.inaktif": long_day(filed.inactive_until if filed else None),
        "arsip.nasib": code.final,
        "arsip.jumlah": counted(len(_items(scene)), "berkas"),
    }


def _items(scene: Scene) -> list[dict[str, str]]:
    """The letters that hold, by their day, then the evidence."""
    kept = [letter for letter in scene.file.letters if letter.status is not LetterStatus.VOID]
    letters = sorted(kept, key=lambda letter: letter.letter_on or date.max)
    rows = [
        {
            "uraian": letter.title,
            "nomor": letter.number or "-",
            "tanggal": long_day(letter.letter_on),
            "jumlah": f"{letter.pages} lembar" if letter.pages else "-",
        }
        for letter in letters
    ]
    proofs = (
        {
            "uraian": f"Bukti {item.label}: {item.title}",
            "nomor": "-",
            "tanggal": long_day(scene.office.time_zone.day(item.added_at)),
            "jumlah": "1 berkas",
        }
        for item in scene.file.evidence
    )
    return [*rows, *proofs]


BUILDERS: dict[str, Builder] = {"archive-list": _list, "disposal-proposal": _proposal}
"""Letters that somebody asks for."""
