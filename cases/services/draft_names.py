"""What the draft of a form is called: the form, and the case, report or letter that it belongs to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from cases.model.letter import Letter
from cases.ports import UnitOfWork

_ALONE: Final = "Isian yang belum disimpan"
_SETTINGS: Final = {"office": "Data kantor", "letters": "Hitungan dan pelapor", "paper": "Kertas dan nomor surat"}


def name_of(work: UnitOfWork, key: str) -> str:
    """Return the name of a draft by its key ("step:<case>:<step>"); a form whose record is gone has a general one."""
    kind, *ids = key.split(":")
    named = NAMES.get(kind, NAMES["letter"] if kind.startswith("letter-") else None)
    return (named(work, ids) if named is not None and ids else "") or _ALONE


def _report(work: UnitOfWork, ids: list[str]) -> str:
    if ids[0] == "new":
        return "Laporan baru"
    report = work.reports.find(ids[0])
    return f"Perubahan laporan {report.number}" if report is not None else ""


def _old_case(work: UnitOfWork, ids: list[str]) -> str:
    if ids[0] == "new":
        return "Perkara arsip baru"
    old = work.old_cases.find(ids[0])
    return f"Perubahan perkara arsip {old.respondent.name}" if old is not None else ""


def _of_report(words: str) -> Callable[[UnitOfWork, list[str]], str]:
    def named(work: UnitOfWork, ids: list[str]) -> str:
        report = work.reports.find(ids[0])
        return f"{words} laporan {report.number}" if report is not None else ""

    return named


def _of_case(words: str) -> Callable[[UnitOfWork, list[str]], str]:
    def named(work: UnitOfWork, ids: list[str]) -> str:
        case = work.cases.find(ids[0])
        return f"{words} perkara {case.number}, {case.respondent.name}" if case is not None else ""

    return named


def _letter(work: UnitOfWork, ids: list[str]) -> str:
    letter = work.letters.find(ids[0])
    return _letter_words(work, letter) if letter is not None else ""


def _letter_words(work: UnitOfWork, letter: Letter) -> str:
    case = work.cases.find(letter.case_id) if letter.case_id else None
    return f"Surat {letter.title}" + (f", perkara {case.number}" if case is not None else "")


def _request(work: UnitOfWork, ids: list[str]) -> str:
    case, report = work.cases.find(ids[1]), work.reports.find(ids[1])
    whose = f" untuk perkara {case.number}" if case is not None else ""
    whose = f" untuk laporan {report.number}" if report is not None else whose
    return f"Permintaan surat{whose}"


def _evidence(work: UnitOfWork, ids: list[str]) -> str:
    item = work.evidence.find(ids[0])
    return f"Keterangan bukti {item.label}: {item.title}" if item is not None else ""


def _pack(work: UnitOfWork, ids: list[str]) -> str:
    pack = work.packs.find(ids[0])
    return f"Konsep peraturan {pack.key}" if pack is not None else ""


def _wording(work: UnitOfWork, ids: list[str]) -> str:
    letter = work.letters.find(ids[-1]) if ids[0] == "letter" else None
    if letter is not None:
        return f"Naskah {_letter_words(work, letter).lower()}"
    edition = work.templates.find(ids[0])
    return f"Naskah surat {edition.name if edition is not None else ids[0]}"


NAMES: Final[dict[str, Callable[[UnitOfWork, list[str]], str]]] = {
    "report": _report,
    "old-case": _old_case,
    "quick-entry": lambda _work, _ids: "Formulir kertas yang sedang diketik",
    "verify": _of_report("Verifikasi"),
    "open-case": _of_report("Pembukaan perkara dari"),
    "step": _of_case("Tahap"),
    "officials": _of_case("Pejabat"),
    "correction": _of_case("Koreksi"),
    "letter": _letter,
    "letter-request": _request,
    "evidence-facts": _evidence,
    "redaction": _evidence,
    "evidence": _of_report("Bukti baru"),
    "pack": _pack,
    "pack-text": _pack,
    "wording": _wording,
    "settings": lambda _work, ids: f"Pengaturan: {_SETTINGS.get(ids[0], ids[0])}",
    "signatory": lambda _work, _ids: "Penanda tangan",
    "election": lambda _work, _ids: "Pemilihan",
    "account": lambda _work, _ids: "Akun baru",
    "round": lambda _work, _ids: "Ronde pemantauan baru",
}
"""By the first word of the key."""
