"""Charts begin at nought, write their figures, and say where their bars lie."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from reportlab.graphics.shapes import Rect, String

from cases.model.leader import Bar, ChartData
from reports.charts import DARK, LIGHT, PAPER, chart_pdf, drawing
from reports.charts.bars import scale
from reports.letters.fonts import text_width

MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")


def months(*figures: tuple[int, int]) -> ChartData:
    bars = tuple(Bar(word=word, figures=pair) for word, pair in zip(MONTHS, figures, strict=False))
    return ChartData(key="month", title="Perkara", note="", series=("2025", "2026"), bars=bars)


def lying(**figures: int) -> ChartData:
    bars = tuple(Bar(word=word, figures=(figure,)) for word, figure in figures.items())
    return ChartData(key="violation", title="Bentuk", note="", series=("Perkara",), bars=bars, lying=True)


@given(st.integers(0, 10**6))
def test_a_scale_holds_its_figures_in_few_round_steps(most: int) -> None:
    end, step = scale(most)
    assert end >= max(most, 1)
    assert end % step == 0
    assert 1 <= end // step <= 5
    assert int(str(step)[0]) in (1, 2, 5)
    assert not str(step)[1:].strip("0")


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400)), min_size=1, max_size=12))
def test_bars_are_as_high_as_their_figures(figures: list[tuple[int, int]]) -> None:
    drawn, regions = drawing(months(*figures), 500, 200, PAPER)
    bars = [part for part in drawn.contents if isinstance(part, Rect)][2:]  # the first two are the key
    shown = [figure for pair in figures for figure in pair if figure]
    assert len(bars) == len(shown)
    for one, other in zip(bars, shown, strict=True):
        assert one.height / other == pytest.approx(bars[0].height / shown[0])
        assert one.y == pytest.approx(bars[0].y), "every bar begins at nought"
        assert 0 <= one.x <= one.x + one.width <= 500.01
        assert one.y + one.height <= 200
    assert [region.bar for region in regions] == list(range(len(figures)))


def test_a_chart_says_its_words_and_figures() -> None:
    data, regions = chart_pdf(lying(**{"Foto bersama": 12, "Kampanye": 3}), 400, 120, LIGHT)
    text = PdfReader(io.BytesIO(data)).pages[0].extract_text()
    for word in ("Foto bersama", "12", "Kampanye", "3"):
        assert word in text
    assert len(regions) == 2
    with pikepdf.open(io.BytesIO(data)) as document:
        assert [float(side) for side in document.pages[0].mediabox] == [0, 0, 400, 120]


def test_nothing_to_show_is_said() -> None:
    chart = replace(lying(), note="tidak ada perkara")
    data, regions = chart_pdf(chart, 300, 100, DARK)
    assert "tidak ada perkara" in PdfReader(io.BytesIO(data)).pages[0].extract_text()
    assert regions == ()


def test_long_and_foreign_words_stay_in_their_room() -> None:
    drawn, _ = drawing(lying(**{"Unggahan " * 30: 5, "字 tanpa huruf": 0}), 300, 100, PAPER)
    assert drawn.width == 300
    data, _ = chart_pdf(lying(**{"Unggahan " * 30: 5, "字 tanpa huruf": 0}), 300, 100, PAPER)
    text = PdfReader(io.BytesIO(data)).pages[0].extract_text()
    assert "…" in text
    assert "? tanpa huruf" in text


def test_equal_charts_give_equal_bytes() -> None:
    assert chart_pdf(months((1, 2)), 300, 100, LIGHT) == chart_pdf(months((1, 2)), 300, 100, LIGHT)


@pytest.mark.parametrize("count", [1, 12, 60, 100])
def test_words_under_many_bars_do_not_meet(count: int) -> None:
    bars = tuple(Bar(word=f"{MONTHS[n % 12]}uari {2020 + n // 12}", figures=(n, n + 1, 1000)) for n in range(count))
    chart = ChartData(key="year", title="Tahun", note="", series=("Lapor", "Terbukti", "Dihukum"), bars=bars, unit="")
    drawn, regions = drawing(chart, 800, 300, DARK)
    assert len(regions) == count
    words = [part for part in drawn.contents if isinstance(part, String) and "uari" in part.text]
    ends = [
        (part.x - text_width(part.text, part.fontName, part.fontSize) / 2) + side
        for part in words
        for side in (0.0, text_width(part.text, part.fontName, part.fontSize))
    ]
    assert words
    assert ends == sorted(ends)
    assert 0 <= ends[0] <= ends[-1] <= 800
