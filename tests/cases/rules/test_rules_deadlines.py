from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from casework import FIVE, LAW, SIX, Casework
from samples import make_office

from cases.model.case import Track
from cases.model.deadline import Urgency
from cases.model.office import SummonsCount
from cases.model.steps import StepKey
from cases.regulations import Law
from cases.rules import deadlines, lifecycle

OFFICE = make_office()


def rows(case: Casework) -> dict[str, tuple[date, date, date | None]]:
    found = deadlines.compute(case.file, case.law, FIVE, case.office)
    return {row.key: (row.starts_on, row.due_on, row.done_on) for row in found}


def test_nothing_is_due_before_a_letter_is_signed():
    assert rows(Casework().opened().summons_1(on=None)) == {}


def test_due_dates_of_the_way_with_two_absences():
    case = Casework().opened().summons_1(date(2026, 5, 7)).absence_1(date(2026, 5, 20))
    assert rows(case) == {
        "examination-1": (date(2026, 5, 7), date(2026, 5, 21), date(2026, 5, 20)),
        "summons-2": (date(2026, 5, 20), date(2026, 6, 4), None),
    }
    case.summons_2(date(2026, 5, 20))
    assert rows(case)["summons-2"][2] == date(2026, 5, 20)
    assert rows(case)["examination-2"] == (date(2026, 5, 20), date(2026, 6, 4), None)
    case.absence_2(date(2026, 6, 4))
    assert rows(case)["examination-2"][2] == date(2026, 6, 4)


def test_due_dates_after_the_decision():
    case = Casework().opened().summons_1().examined().found().decided(date(2026, 8, 14))
    assert rows(case)["handover"] == (date(2026, 8, 14), date(2026, 9, 7), None)
    case = Casework().opened().summons_1().examined().found().decided().handed_over(date(2026, 7, 14))
    assert rows(case)["in-force"] == (date(2026, 7, 14), date(2026, 8, 4), None)
    case.in_force()
    assert rows(case)["in-force"][2] == date(2026, 8, 4)


def test_oral_reprimand_is_over_on_the_day_that_it_comes_into_force():
    case = Casework().opened().summons_1().examined().found()
    case.decided(sanction_key="teguran-lisan", level="ringan").handed_over(date(2026, 7, 14))
    assert rows(case)["in-force"] == (date(2026, 7, 14), date(2026, 8, 4), None)
    case.in_force(date(2026, 8, 4))
    assert lifecycle.summarise(case.file, LAW).ends_on == date(2026, 8, 4)


def test_rows_say_where_they_stand_and_keep_their_identity():
    case = Casework().opened().summons_1()
    (row,) = deadlines.compute(case.file, case.law, FIVE, case.office)
    assert row.id == f"{case.file.case.id}:examination-1"
    assert (row.article, row.regulation, row.strength) == ("Pasal 26 ayat (2)", "PP 94/2021", "soft")
    assert not row.verified
    assert deadlines.compute(case.file, case.law, FIVE, case.office) == (row,)


def test_week_and_setting_move_the_day():
    case = Casework().opened().summons_1(date(2026, 5, 7))
    six = deadlines.compute(case.file, case.law, SIX, case.office)[0].due_on
    seventh = replace(case.office, summons_count=SummonsCount.SEVENTH_DAY)
    assert six == date(2026, 5, 19)
    assert deadlines.compute(case.file, case.law, FIVE, seventh)[0].due_on == date(2026, 5, 20)


def test_proposals_follow_the_worked_example():
    propose = deadlines.propose_examination
    assert propose(date(2022, 10, 5), LAW, FIVE, OFFICE) == date(2022, 10, 17)
    assert propose(date(2022, 10, 17), LAW, FIVE, OFFICE, StepKey.SUMMONS_2) == date(2022, 10, 27)
    assert propose(date(2022, 10, 5), LAW, FIVE, OFFICE, StepKey.FINDINGS) is None
    assert propose(date(2022, 10, 5), LAW, FIVE, OFFICE, track=Track.ETHICS) is None
    targets = replace(OFFICE, targets={"dismissal-examination-1": 2})
    assert propose(date(2022, 10, 5), LAW, FIVE, targets, track=Track.DISMISSAL) == date(2022, 10, 7)


def test_day_in_force():
    file = Casework().opened().summons_1().examined().found().decided().file
    assert deadlines.effective_on(date(2026, 7, 14), file, LAW, FIVE) == date(2026, 8, 4)
    assert deadlines.effective_on(date(2022, 2, 8), file, LAW, FIVE) == date(2022, 3, 2)
    assert deadlines.effective_on(date(2026, 7, 14), Casework().file, Law(()), FIVE) is None


@pytest.mark.parametrize(
    ("due", "today", "urgency", "words"),
    [
        (date(2026, 7, 14), date(2026, 7, 14), Urgency.SOON, "hari ini"),
        (date(2026, 7, 17), date(2026, 7, 14), Urgency.SOON, "3 hari kerja lagi"),
        (date(2026, 7, 20), date(2026, 7, 14), Urgency.SAFE, "4 hari kerja lagi"),
        (date(2026, 7, 18), date(2026, 7, 17), Urgency.SOON, "Sabtu, 18 Jul 2026"),
        (date(2026, 7, 10), date(2026, 7, 14), Urgency.LATE, "lewat 2 hari kerja"),
        (date(2026, 7, 10), date(2026, 7, 11), Urgency.LATE, "lewat sejak 10 Jul 2026"),
    ],
)
def test_how_a_due_date_stands(due: date, today: date, urgency: Urgency, words: str):
    assert deadlines.urgency(due, date(2026, 1, 1), today, FIVE) == (urgency, words)


def test_waiting_and_nothing():
    assert deadlines.urgency(None, date(2026, 7, 10), date(2026, 7, 14), FIVE) == (
        Urgency.WAITING,
        "menunggu 2 hari kerja",
    )
    assert deadlines.urgency(None, None, date(2026, 7, 14), FIVE) == (Urgency.NONE, "")


def test_the_counts_of_a_setting_are_the_laws() -> None:
    assert deadlines.counts_of("summons_count", Casework().law) == {"bersih7": 8, "hari_ke_7": 7}
    assert deadlines.counts_of("yang-lain", Casework().law) == {}
