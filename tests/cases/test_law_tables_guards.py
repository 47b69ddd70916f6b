"""Every row of the table of guards: which step it holds, how strictly, in which track."""

from __future__ import annotations

import pytest

from cases.model.case import Track
from cases.regulations import GuardRule, load_law

LAW = load_law()
EVERY = tuple(Track)
ONLY = (Track.DISCIPLINE,)

TABLE = [
    ("no decision without a record or two absences", "examined_or_twice_absent", "decision", "hard", EVERY),
    ("a severe sanction needs a team", "team_for_levels", "decision", "hard", ONLY),
    ("the decision names the violation", "violation_named", "decision", "hard", EVERY),
    ("who signs has the authority", "official_has_authority", "decision", "soft", EVERY),
    ("one who acts for another", "acting_within_levels", "decision", "soft", (Track.DISCIPLINE, Track.DISMISSAL)),
    ("one violation is punished once", "not_punished_before", "decision", "hard", EVERY),
    ("one act is punished once", "act_not_punished", "decision", "soft", EVERY),
    ("a repeat is heavier", "repeat_is_heavier", "decision", "soft", ONLY),
    ("several violations, the heaviest sanction", "heaviest_level", "decision", "soft", ONLY),
    ("attending a campaign alone has no sanction", "has_own_level", "findings", "soft", ONLY),
    ("cutting the allowance needs its regulation", "set_has_basis", "decision", "soft", ONLY),
    ("an examination is not late", "in_time", "examination", "soft", ONLY),
    ("the day called for is in time", "proposed_day_in_time", "summons-1", "soft", ONLY),
    ("a second summons is not late", "in_time", "summons-2", "soft", ONLY),
    ("the handover is not late", "in_time", "handover", "soft", ONLY),
    ("a dismissal is not late", "in_time", "decision", "soft", (Track.DISMISSAL,)),
    ("examiners are of equal post", "examiners_rank", "examination", "soft", (Track.DISCIPLINE, Track.DISMISSAL)),
    ("council members' post and rank", "council_not_below", "team", "soft", (Track.ETHICS,)),
    ("the council's composition", "council_complete", "team", "soft", (Track.ETHICS,)),
    ("the ruling reaches the official", "ruling_sent", "decision", "soft", (Track.ETHICS,)),
    ("administrative action only if recommended", "administrative_recommended", "decision", "hard", (Track.ETHICS,)),
    ("declared as decided", "declared_as_decided", "declaration", "hard", (Track.ETHICS,)),
    ("declared before a witness", "witnessed", "declaration", "soft", (Track.ETHICS,)),
    ("no examiner is the reporter", "examiner_not_reporter", "examination", "soft", EVERY),
    ("the sanction belongs to the level", "sanction_fits", "decision", "hard", EVERY),
    ("the stage of the election", "track_fits_stage", "opened", "soft", EVERY),
]
ROWS = [(test, step, strength, track) for _, test, step, strength, tracks in TABLE for track in tracks]


def guards_of(track: Track, test: str) -> list[GuardRule]:
    return [guard for guard in LAW.guards(track) if guard.test == test]


@pytest.mark.parametrize(("test", "step", "strength", "track"), ROWS)
def test_a_guard_stands_before_its_step(test: str, step: str, strength: str, track: Track):
    found = [guard for guard in guards_of(track, test) if step in guard.steps]
    assert found, f"{test} does not guard {step}"
    assert {guard.strength for guard in found} == {strength}
    for guard in found:
        assert guard.article
        assert guard.problem
        assert guard.remedy


@pytest.mark.parametrize("track", EVERY)
def test_dates_keep_their_order_at_every_step(track: Track):
    ordered = {step for guard in guards_of(track, "dates_in_order") for step in guard.steps}
    assert {guard.strength for guard in guards_of(track, "dates_in_order")} == {"hard"}
    assert ordered >= {rule.key for rule in LAW.steps(track) if rule.not_before}


@pytest.mark.parametrize("track", EVERY)
def test_what_is_recorded_has_happened(track: Track):
    happened = {step for guard in guards_of(track, "has_happened") for step in guard.steps}
    assert {guard.strength for guard in guards_of(track, "has_happened")} == {"hard"}
    assert happened >= {rule.key for rule in LAW.steps(track) if rule.dated_by == "event"} - {"corrected"}


@pytest.mark.parametrize("track", EVERY)
def test_a_step_waits_for_its_turn(track: Track):
    turned = {step for guard in guards_of(track, "in_turn") for step in guard.steps}
    assert {guard.strength for guard in guards_of(track, "in_turn")} == {"hard"}
    assert turned >= {rule.key for rule in LAW.steps(track)}


@pytest.mark.parametrize("track", EVERY)
def test_a_report_on_authority_is_never_demanded(track: Track):
    for rule in LAW.steps(track):
        words = {word for line in rule.after for word in line.split()}
        assert "authority-report" not in words, rule.key


def test_an_acting_official_may_sanction_lightly_only():
    (guard,) = guards_of(Track.DISCIPLINE, "acting_within_levels")
    assert guard.params.levels == ("ringan",)
    (guard,) = guards_of(Track.DISMISSAL, "acting_within_levels")
    assert guard.params.levels == ()


def test_only_the_severe_level_demands_a_team():
    (guard,) = guards_of(Track.DISCIPLINE, "team_for_levels")
    assert guard.params.levels == ("berat",)


def test_the_councils_numbers():
    (guard,) = guards_of(Track.ETHICS, "council_complete")
    assert (guard.params.least, guard.params.odd_above) == (3, 5)


@pytest.mark.parametrize(
    ("track", "key", "days", "unit"),
    [
        (Track.DISCIPLINE, "handover", 14, "hari kerja"),
        (Track.DISCIPLINE, "in-force", 15, "hari kerja"),
        (Track.DISCIPLINE, "objection-window", 14, "hari kerja"),
        (Track.DISCIPLINE, "objection-response", 6, "hari kerja"),
        (Track.DISCIPLINE, "objection-decision", 21, "hari kerja"),
        (Track.DISCIPLINE, "decision-dismissal", 21, "hari kerja"),
        (Track.DISCIPLINE, "decision-dismissal-pppk", 14, "hari kerja"),
        (Track.DISMISSAL, "appeal-window", 14, "hari kerja"),
        (Track.DISMISSAL, "appeal-response", 21, "hari kerja"),
        (Track.DISMISSAL, "appeal-decision", 65, "hari kerja"),
        (Track.DISMISSAL, "ptdh-decision", 21, "hari kerja"),
        (Track.DISMISSAL, "pdh-decision", 14, "hari kerja"),
        (Track.DISMISSAL, "phk-decision", 14, "hari kerja"),
    ],
)
def test_how_long_the_law_gives(track: Track, key: str, days: int, unit: str):
    (rule,) = [rule for rule in LAW.deadlines(track) if rule.key == key]
    assert (rule.days, rule.unit) == (days, unit)


def test_the_ethics_regulation_gives_no_time_at_all():
    own = LAW.pack("pp-42-2004").deadlines
    assert own
    for rule in own:
        assert rule.open_ended
        assert "target sendiri" in rule.note
