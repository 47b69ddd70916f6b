"""From a letter's bytes to paper or a file: what the printer cannot, and how the file is called."""

from __future__ import annotations

from typing import Final

from PySide6.QtPrintSupport import QPrinterInfo

from cases.model.letter import Letter
from cases.model.office import Paper
from desktop.pages.letter_parts.checks import PAPER_SIZES
from desktop.saving import safe_name
from desktop.widgets.printing import true_size

_CLOSE: Final = 3.0


def paper_warning(paper: Paper, printer_name: str) -> str:
    """A sentence when the printer (the default one for "") does not know the letter's paper, else "".

    A printer that takes sizes of its own needs no warning, and of one that tells no sizes nothing can be said.
    """
    info = QPrinterInfo.printerInfo(printer_name) if printer_name else QPrinterInfo.defaultPrinter()
    if info.isNull():
        return ""
    sizes = [true_size(page) for page in info.supportedPageSizes()]
    return sizes_warning(paper, info.printerName(), sizes, custom=info.supportsCustomPageSizes())


def sizes_warning(paper: Paper, name: str, sizes: list[tuple[float, float]], *, custom: bool) -> str:
    """The same from what a printer says of itself: its sizes in millimetres, and whether it takes others."""
    width, height = PAPER_SIZES[paper]
    known = any(abs(w - width) <= _CLOSE and abs(h - height) <= _CLOSE for w, h in sizes)
    if known or custom or not sizes:
        return ""
    return (
        f"Pencetak {name} tidak mengenal kertas {paper} ({width:g} × {height:g} mm); "
        "surat dapat terpotong. Pilih pencetak lain, atau tambahkan ukuran itu pada pencetak."
    )


def paper_of(width: float, height: float) -> Paper | None:
    """The paper of letters that has these sides in millimetres, upright or across; None for another."""
    sides = sorted((width, height))
    for paper, known in PAPER_SIZES.items():
        if all(abs(side - own) <= _CLOSE for side, own in zip(sides, known, strict=True)):
            return paper
    return None


def file_name(letter: Letter, whose: str, respondent: str, ending: str = "pdf") -> str:
    """A name for the letter's file that every system takes; ``whose`` is the number of its case or report, or ""."""
    words = " - ".join(part for part in (letter.title, whose, respondent) if part)
    return safe_name(words, ending)
