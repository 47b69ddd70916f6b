from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pypdf
import pytest
from recap_samples import breakdown_of

from cases.model.office import Paper
from cases.model.recap import RecapColumn, RecapData, RecapLine
from cases.rules.dates import long_date
from reports.letters.looks import PAPER
from reports.recap.paper import recap_pdf

COLUMNS = (
    RecapColumn(key="number", title="No.", width=12, kind="number", definition="Nomor urut."),
    RecapColumn(key="unit", title="Unit kerja", width=80, kind="text", definition="Unit kerja tingkat pertama."),
    RecapColumn(key="came_on", title="Diterima", width=28, kind="date", definition="Hari formulir diterima."),
    RecapColumn(key="found", title="Temuan", width=24, kind="number", definition="Temuan pada formulir."),
)


def recap_of_units(count: int, **changes: Any) -> RecapData:
    lines = tuple(RecapLine(values=(number, f"Dinas <{number}> & Lain", None, 1200)) for number in range(1, count + 1))
    made = replace(breakdown_of("month", {}), columns=COLUMNS, lines=lines, sums=(None, None, None, 1200 * count))
    return replace(made, **changes)


def pages(data: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(data)).pages]


@pytest.mark.parametrize("paper", list(Paper))
def test_a_recap_lies_on_the_offices_paper_with_all_that_it_says(paper: Paper) -> None:
    recap = recap_of_units(3, paper=paper)
    data = recap_pdf(recap)
    (text,) = pages(data)
    told = (recap.title.upper(), recap.filter_text, "RAHASIA", recap.log_head, long_date(recap.as_of.date()), "3.600")
    assert [word for word in told if " ".join(word.split()) not in text] == []
    assert [column.definition for column in COLUMNS if column.definition not in text] == []
    box = pypdf.PdfReader(io.BytesIO(data)).pages[0].mediabox
    assert (float(box.height), float(box.width)) == pytest.approx(PAPER[paper], abs=0.1)


def test_every_page_has_the_titles_and_says_how_many_there_are() -> None:
    recap = recap_of_units(90)
    shown = pages(recap_pdf(recap))
    assert len(shown) > 2
    for number, text in enumerate(shown, 1):
        assert f"Halaman {number} dari {len(shown)}" in text
    whole = " ".join(shown)
    assert [n for n in range(1, 91) if f"Dinas <{n}> & Lain" not in whole] == []
    assert all("Unit kerja" in text for text in shown if "Dinas <" in text)


def test_equal_recaps_are_equal_bytes_and_what_no_face_has_is_a_question_mark() -> None:
    assert recap_pdf(recap_of_units(2)) == recap_pdf(recap_of_units(2))
    assert "Rekap ? ini" in " ".join(pages(recap_pdf(recap_of_units(1, filter_text="Rekap 漢 ini"))))
