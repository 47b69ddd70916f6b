"""A letter as it is printed: its words page by page, its paper."""

from __future__ import annotations

import io
import re

import pikepdf
import pypdf
import pytest
from letter_ink import pieces, unembedded
from letter_renders import LAW, PDF
from letter_renders import rendered as sample
from letter_samples import letter_content, letter_request

from cases.model.letter import RenderedLetter
from cases.model.office import Paper

MM = 72 / 25.4
SIZES = {Paper.F4: (215, 330), Paper.A4: (210, 297)}


def render(kind: str, **parts: object) -> RenderedLetter:
    return PDF.render(letter_request(kind, letter_content(kind, LAW), **parts)) if parts else sample(kind)


FURNITURE = re.compile(
    r"- \d+ -|Halaman \d+ dari \d+|KONSEP|Kode untuk memeriksa surat ini [^.]*\.|Kode surat \S+"
    r"|\|?\s*Kepala rantai log \S+|Paraf .*"
)


def whole_text(rendered: RenderedLetter) -> str:
    """Everything on every page, with single spaces."""
    return " ".join(" ".join(page_texts(rendered)).split())


def text_of(rendered: RenderedLetter) -> str:
    """The letter's own words, with single spaces: no page numbers, footers and initials."""
    return " ".join(FURNITURE.sub("", "\n".join(page_texts(rendered))).split())


def page_texts(rendered: RenderedLetter) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(rendered.pdf)).pages]


def check_paper(rendered: RenderedLetter, paper: Paper) -> None:
    """Page size, embedded fonts, sizes of type and margins."""
    width, height = (millimetres * MM for millimetres in SIZES[paper])
    with pikepdf.open(io.BytesIO(rendered.pdf)) as document:
        assert len(document.pages) == rendered.pages
        for page in document.pages:
            assert [float(edge) for edge in page.mediabox] == pytest.approx([0, 0, width, height], abs=0.01)
    assert unembedded(rendered.pdf) == []
    for piece in pieces(rendered.pdf):
        footer = piece.baseline < 14 * MM
        assert piece.size == 8 if footer else piece.size >= 11
        assert piece.left >= 30 * MM - 0.1
        assert piece.right <= width - 20 * MM + 0.1
        assert piece.baseline <= height - 12 * MM - 8
        assert footer or piece.baseline >= 25 * MM
