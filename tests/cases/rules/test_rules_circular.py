from __future__ import annotations

from casework import LAW

from cases.rules.circular import categories, point_choices, point_words

POINTS = LAW.circular_points()


def test_every_box_has_words_and_a_category() -> None:
    values = [choice.value for choice in point_choices(POINTS)]
    assert len(values) == len(set(values))
    assert {value.partition(".")[0] for value in values} == {str(point.number) for point in POINTS}
    assert set(values) < set(point_words(POINTS))
    assert set(point_words(POINTS)) == set(categories(POINTS))
    assert (point_words(POINTS)["8.1"], categories(POINTS)["8.1"]) == ("8. SARA", "SARA")


def test_what_older_reports_hold_still_has_its_words() -> None:
    assert point_words(POINTS)["8"] == "8. Ujaran kebencian, SARA"
    assert categories(POINTS)["1"] == "Netralitas"
