"""Whether a letter is ready to be put up: read from the bytes that will be printed, nothing is taken for granted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Protocol

from PySide6.QtPdf import QPdfDocument

from cases.model.letter import FinalKind
from cases.model.office import Paper
from cases.services.letter_forms import HeldForm
from cases.services.letter_view import LetterView

_MILLIMETRE: Final = 72 / 25.4
_CLOSE: Final = 1.0
PAPER_SIZES: Final = {Paper.F4: (215.0, 330.0), Paper.A4: (210.0, 297.0)}
"""Width and height in millimetres."""
_DESCRIPTOR = re.compile(rb"/Type\s*/FontDescriptor")
_EMBEDDED = re.compile(rb"/FontFile[23]?\s")


@dataclass(frozen=True, slots=True)
class Ready:
    """One check: whether it holds, its sentence, and the few words that stand for it among others that hold."""

    holds: bool
    sentence: str
    words: str = ""


def ready_checks(view: LetterView, form: HeldForm, document: QPdfDocument, data: bytes) -> tuple[Ready, ...]:
    """Check a letter as it stands: people, paper, fonts, access mark; of a scan whether it has all pages."""
    if form is not HeldForm.PUT_UP:
        return _scan(view, form, document)
    checks = [Ready(holds=False, sentence=sentence) for sentence in view.lacks] or [
        Ready(holds=True, sentence="Penanda tangan dan NIP 18 angka terisi")
    ]
    checks.append(_paper(view.letter.paper, document))
    checks.append(_fonts(data))
    if view.template.access:
        words = view.template.access.capitalize()
        found = document.pageCount() > 0 and view.template.access.casefold() in document.getAllText(0).text().casefold()
        checks.append(Ready(found, f"Sifat: {words} tercantum" if found else f"Sifat: {words} belum tercantum"))
    return tuple(checks)


class ArchiveFindings(Protocol):
    """What speaks against keeping a PDF in an archive, and the sentence of what was not looked at."""

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""

    @property
    def problems(self) -> tuple[str, ...]:
        """A sentence each."""

    @property
    def unchecked(self) -> str:
        """What nobody looked at."""


def archive_findings(data: bytes) -> ArchiveFindings:
    """Look a PDF over for the archive; not on the UI thread."""
    from reports.letters import archival  # noqa: PLC0415 - pikepdf, which the page need not wait for

    return archival.check(data)


def _scan(view: LetterView, form: HeldForm, document: QPdfDocument) -> tuple[Ready, ...]:
    letter, pages = view.letter, document.pageCount()
    kept = Ready(holds=True, sentence="Sama dengan saat disimpan", words="sama dengan saat disimpan")
    if form is HeldForm.RECEIPT or letter.final_kind is FinalKind.ELECTRONIC:
        return (kept,)
    whole = pages >= letter.pages
    words = f"Pindaian {pages} halaman" if whole else f"Pindaian {pages} halaman, suratnya {letter.pages} halaman"
    return (Ready(whole, words, words), kept)


def _paper(paper: Paper, document: QPdfDocument) -> Ready:
    width, height = PAPER_SIZES[paper]
    sizes = (document.pagePointSize(page) for page in range(document.pageCount()))
    fits = all(
        abs(size.width() / _MILLIMETRE - width) < _CLOSE and abs(size.height() / _MILLIMETRE - height) < _CLOSE
        for size in sizes
    )
    pages = f"{document.pageCount()} halaman"
    words = f"{paper}, {pages}"
    return Ready(fits, words if fits else f"Ukuran halaman bukan {paper}", words)


def _fonts(data: bytes) -> Ready:
    """Every font that the PDF describes must bring its file; the built-in faces describe none."""
    described, embedded = len(_DESCRIPTOR.findall(data)), len(_EMBEDDED.findall(data))
    holds = described > 0 and embedded >= described
    sentence = "Huruf tertanam dalam berkas" if holds else "Ada huruf yang tidak tertanam"
    return Ready(holds, sentence, "huruf tertanam")
