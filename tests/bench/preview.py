"""A letter beside its words: how long until the page that is looked at is there again, also of a record of 60 pages."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from itertools import count

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from letter_samples import letter_content, letter_request
from PySide6.QtGui import QGuiApplication

from cases.letters.templates import SHIPPED
from cases.model.letter import LetterRequest
from cases.regulations import Law, load_law
from desktop.pages.wording_parts.preview import draw
from reports.letters import LetterPdf
from reports.letters.template import Template
from tests.bench.filling import Offices
from tests.bench.measure import Bound, Result, Timing, in_turns
from tests.bench.plain_letter import PlainLetter

_BOUND = Bound(most_ms=100)
_RUNS = 21
_WIDTH = 760
"""Pixels of a page beside the words on a screen of 1366."""
_PAGES, _LOOKED_AT = 60, 30
_CODE = "a summons of the floor"
_QUESTION = "Apakah Saudara mengetahui bahwa pegawai dilarang mengenakan atribut pegawai pada kegiatan kampanye?"
_ANSWER = "Saya mengetahuinya dari sosialisasi di kantor, tetapi saat itu saya hadir sebagai warga di lapangan itu. "


def preview(_offices: Offices) -> list[Result]:
    """The real renderer and the real drawing, each time after a word was changed; the floor sets plain flowables."""
    app = QGuiApplication.instance() or QGuiApplication([])
    law, renderer = load_law(), LetterPdf()
    short, long = letter_request("summons-1", letter_content("summons-1", law)), _record(law, renderer)
    stored = renderer.render(long).pdf
    floor = _plain(short)
    turns = count()

    def changed(request: LetterRequest, page: int) -> Callable[[], object]:
        """Set a page again after somebody typed a letter."""

        def work() -> object:
            text = request.text.replace('\ntext = "', f'\ntext = "{"x" * (next(turns) % 40)} ', 1)
            return draw(renderer.render(replace(request, text=text, only=(page,))).pdf, (page,), _WIDTH)

        return work

    works: list[tuple[str, Callable[[], object]]] = [
        ("the page of a summons, a word changed", changed(short, 0)),
        (f"page {_LOOKED_AT} of a record of {_PAGES}, as stored", lambda: draw(stored, (_LOOKED_AT,), _WIDTH)),
        (f"page {_LOOKED_AT} of a record of {_PAGES}, a word changed", changed(long, _LOOKED_AT)),
    ]
    results: list[Result] = []
    for name, work in works:
        ours, plain = in_turns(work, floor, runs=_RUNS, warm=2)
        results.append(Timing(area="preview", name=name, ours=ours, floor=plain, bound=_BOUND))
    del app
    return results


def _record(law: Law, renderer: LetterPdf) -> LetterRequest:
    """A record of an examination with so many questions that it has its sixty pages."""
    content = letter_content("examination-record", law)
    for questions in range(200, 600, 10):
        rows = [{"tanya": f"{_QUESTION} ({n})", "jawab": f"Jawaban {n}: {_ANSWER * 4}"} for n in range(questions)]
        request = letter_request("examination-record", replace(content, rows=content.rows | {"tanya_jawab": rows}))
        if renderer.render(request).pages >= _PAGES:
            return request
    raise RuntimeError(f"no record of {_PAGES} pages")


def _plain(request: LetterRequest) -> Callable[[], object]:
    """A plain summons of the same words, drawn as large."""
    source = Template(SHIPPED.text(request.template), request.template)
    return lambda: draw(PlainLetter(source, request).render(_CODE), (0,), _WIDTH)
