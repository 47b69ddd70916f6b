"""The chart of the tracks in ``docs/states.md`` is what the packs say."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from cases.model.case import Track
from cases.regulations import Law, load_law
from cases.regulations.chart import state_chart

DOCS = Path(__file__).parents[3] / "docs" / "states.md"


def test_the_chart_in_the_docs_is_not_stale():
    assert DOCS.read_text(encoding="utf-8") == state_chart(load_law()), "run: python3 dev.py states"


@pytest.mark.parametrize("track", list(Track))
def test_every_step_of_a_track_has_its_row(track: Track):
    section = state_chart(load_law()).partition(f"## {track.value}\n")[2].partition("\n## ")[0]
    for rule in load_law().steps(track):
        assert f"| `{rule.key}`" in section
        assert rule.place in section
        assert rule.verified or rule.note in section


def test_a_changed_step_changes_the_chart():
    pack = load_law().pack("pp-94-2021")
    steps = tuple(
        msgspec.structs.replace(step, after=("opened",)) if step.key == "decision" else step for step in pack.steps
    )
    law = Law([msgspec.structs.replace(pack, steps=steps)])
    assert "opened --> decision" in state_chart(law)
    assert "opened --> decision" not in state_chart(load_law())


def test_the_road_begins_with_opening_and_ends_with_closing():
    chart = state_chart(load_law())
    assert chart.count("[*] --> opened") == len(Track)
    assert chart.count("closed --> [*]") == len(Track)
    assert "stopped --> [*]" not in chart
    assert "appeal_decision --> rehabilitation : annulled" in chart
