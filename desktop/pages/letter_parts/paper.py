"""From a letter's bytes to paper or a file: the printer is warned of, the file is written whole or not at all."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path
from typing import Final

from PySide6.QtPrintSupport import QPrinterInfo

from cases.errors import StorageError
from cases.model.letter import Letter
from cases.model.office import Paper
from desktop.pages.letter_parts.checks import PAPER_SIZES

_CLOSE: Final = 3.0
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def paper_warning(paper: Paper, printer_name: str) -> str:
    """A sentence when the printer (the default one for "") does not know the letter's paper, else "".

    A printer that takes sizes of its own needs no warning, and of one that tells no sizes nothing can be said.
    """
    info = QPrinterInfo.printerInfo(printer_name) if printer_name else QPrinterInfo.defaultPrinter()
    if info.isNull():
        return ""
    sizes = [page.size(page.Unit.Millimeter) for page in info.supportedPageSizes()]
    return sizes_warning(
        paper,
        info.printerName(),
        [(size.width(), size.height()) for size in sizes],
        custom=info.supportsCustomPageSizes(),
    )


def sizes_warning(paper: Paper, name: str, sizes: list[tuple[float, float]], *, custom: bool) -> str:
    """The same from what a printer says of itself: its sizes in millimetres, and whether it takes others."""
    width, height = PAPER_SIZES[paper]
    known = any(abs(w - width) <= _CLOSE and abs(h - height) <= _CLOSE for w, h in sizes)
    if known or custom or not sizes:
        return ""
    return (
        f"Pencetak {name} tidak mengenal kertas {paper} ({width:g} × {height:g} mm); "
        "surat dapat terpotong. Tambahkan ukuran itu pada pencetak, atau pilih pencetak lain."
    )


def file_name(letter: Letter, case_number: str, respondent: str) -> str:
    """A name for the letter's file that every system takes."""
    words = f"{letter.title} - {case_number} - {respondent}"
    return f"{_UNSAFE.sub('-', words).strip(' .')}.pdf"


def write_file(path: Path, data: bytes) -> Path:
    """Write a file whole or leave the old one; raises StorageError with what to do."""
    part: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as written:
            part = Path(written.name)
            written.write(data)
        part.replace(path)
    except OSError as error:
        if part is not None:
            part.unlink(missing_ok=True)
        raise StorageError(
            f"Berkas {path.name} tidak dapat disimpan di folder itu; pilih folder lain atau kosongkan ruang.",
            detail=os.strerror(error.errno) if error.errno else type(error).__name__,
        ) from error
    return path
