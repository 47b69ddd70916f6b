"""The sample letters on paper, each rendered once for all the tests that look at it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from letter_extremes import extreme_request
from letter_facts import AGENCY
from letter_samples import letter_content, letter_request

from cases.letters.check_code import code_of, qr_text
from cases.model.letter import LetterRequest, RenderedLetter
from cases.model.office import Paper, Typeface
from cases.regulations import load_law
from reports.letters import LetterPdf

LAW = load_law()
PDF = LetterPdf()
QR = qr_text(agency=AGENCY, number="800.1.6.2/211/BKPPD/X/2024", code=code_of("1"))


def request_for(
    kind: str, *, extreme: bool = False, paper: Paper = Paper.F4, face: Typeface = Typeface.BY_FAMILY
) -> LetterRequest:
    """A letter of ordinary or of extreme data; the latter has a square code."""
    return _printed(kind, extreme=extreme, paper=paper, face=face)[0]


def rendered(
    kind: str, *, extreme: bool = False, paper: Paper = Paper.F4, face: Typeface = Typeface.BY_FAMILY
) -> RenderedLetter:
    """That letter as PDF."""
    return _printed(kind, extreme=extreme, paper=paper, face=face)[1]


@cache
def _printed(kind: str, *, extreme: bool, paper: Paper, face: Typeface) -> tuple[LetterRequest, RenderedLetter]:
    base = extreme_request(kind, LAW) if extreme else letter_request(kind, letter_content(kind, LAW))
    request = replace(base, profile=replace(base.profile, paper=paper, typeface=face), qr=QR if extreme else "")
    return request, PDF.render(request)
