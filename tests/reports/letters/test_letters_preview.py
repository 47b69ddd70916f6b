"""A preview sets the whole letter but draws only what is looked at, and sets no paragraph twice."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache

from letter_samples import letter_content, letter_request
from pypdf import PdfReader

from cases.model.letter import LetterRequest
from cases.regulations import load_law
from reports.letters import LetterPdf
from reports.letters.fonts import SANS
from reports.letters.text import Style, set_text

BODY = Style(SANS, 12, 15.5)


@cache
def record() -> LetterRequest:
    """A record of an examination of several pages."""
    content = letter_content("examination-record", load_law())
    rows = [{"tanya": f"Pertanyaan nomor {n}?", "jawab": f"Jawaban nomor {n}. " * 12} for n in range(40)]
    return letter_request("examination-record", replace(content, rows=content.rows | {"tanya_jawab": rows}))


def texts(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def test_pages_that_are_not_looked_at_are_there_but_empty() -> None:
    whole = LetterPdf().render(record())
    some = LetterPdf().render(replace(record(), only=(1, 2)))
    assert some.pages == whole.pages > 3
    expected = [text if n in (1, 2) else "" for n, text in enumerate(texts(whole.pdf))]
    assert texts(some.pdf) == expected
    sizes = {tuple(page.mediabox) for page in PdfReader(io.BytesIO(some.pdf)).pages}
    assert len(sizes) == 1


def test_lines_that_are_kept_are_nobodys_to_change() -> None:
    first = set_text([("Surat ini dibuat untuk diuji.", False)], BODY, 80.0)
    second = set_text([("Surat ini dibuat untuk diuji.", False)], BODY, 80.0)
    assert first == second
    assert len(first) > 1
    first.clear()
    assert set_text([("Surat ini dibuat untuk diuji.", False)], BODY, 80.0) == second
    assert set_text([("Surat ini dibuat untuk diuji.", True)], BODY, 80.0) != second
    assert set_text([("Surat ini dibuat untuk diuji.", False)], BODY, 120.0) != second
