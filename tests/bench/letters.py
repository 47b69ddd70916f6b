"""A letter rendered, fingerprinted and written, beside a plain reportlab letter of the same words and faces.

Both draw a square code that no run shares with another, embed the same faces and carry the same archival marks. Ours
sets every line anew, as for words that nobody has printed before: ``batch`` and ``preview`` show what is kept.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections import Counter
from dataclasses import replace
from itertools import count
from pathlib import Path

from letter_facts import AGENCY
from letter_samples import letter_content, letter_request
from pypdf import PdfReader

from cases.letters.check_code import code_of, qr_text
from cases.letters.templates import SHIPPED
from cases.model.letter import LetterRequest
from cases.regulations import load_law
from reports.letters import LetterPdf, tables, text
from reports.letters.template import Template
from tests.bench.filling import Offices
from tests.bench.measure import Bound, Result, Timing, in_turns
from tests.bench.plain_letter import PlainLetter

_BOUND = Bound(ratio=1.3)
KINDS = ("summons-1", "examination-record", "findings-report", "decision")
_RUNS = 41
_ALIKE = 0.96
"""Texts read back from two files never agree whole: a stretched line may part a word."""


def letters(offices: Offices) -> list[Result]:
    """Letters of one page and of several, tables, questions and a decision among them."""
    law, renderer, results = load_law(), LetterPdf(), []
    target = offices.folder / "surat.pdf"
    codes = (qr_text(agency=AGENCY, number="800.1.6.2/211/BKPPD/X/2024", code=code_of(str(i))) for i in count())
    for kind in KINDS:
        request = letter_request(kind, letter_content(kind, law), qr=next(codes))
        template = Template(SHIPPED.text(request.template), request.template)
        plain = PlainLetter(template, request)
        pages = compare(renderer.render(request).pdf, plain.render(next(codes)), kind)
        ours, floor = in_turns(
            lambda request=request: _keep(target, _anew(renderer, replace(request, qr=next(codes)))),  # type: ignore[misc]  # bound now
            lambda plain=plain: _keep(target, plain.render(next(codes))),  # type: ignore[misc]  # the same
            runs=_RUNS,
            warm=3,
        )
        name = f"{template.info.title}, {pages} {'page' if pages == 1 else 'pages'}"
        results.append(Timing(area="letter", name=name, ours=ours, floor=floor, bound=_BOUND))
    return list(results)


def _anew(renderer: LetterPdf, request: LetterRequest) -> bytes:
    text._set.cache_clear()
    tables._row.cache_clear()
    return renderer.render(request).pdf


def _keep(target: Path, pdf: bytes) -> str:
    target.write_bytes(pdf)
    return hashlib.sha256(pdf).hexdigest()


def compare(ours: bytes, plain: bytes, kind: str) -> int:
    """Return our letter's count of pages; raises RuntimeError unless both say nearly the same words."""
    words, others = _words(ours), _words(plain)
    shared = (words & others).total() * 2 / (words.total() + others.total())
    if shared < _ALIKE:
        raise RuntimeError(f"the plain {kind} lacks {words - others} and has {others - words} besides")
    pages = [len(PdfReader(io.BytesIO(pdf)).pages) for pdf in (ours, plain)]
    if pages[0] != pages[1]:
        raise RuntimeError(f"{kind} has {pages[0]} pages, its plain sister {pages[1]}")
    return pages[0]


def _words(pdf: bytes) -> Counter[str]:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return Counter(word for page in pages for word in re.findall(r"\w+", page.extract_text()))
