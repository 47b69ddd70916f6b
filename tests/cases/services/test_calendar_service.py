"""The calendar and what hangs on it: previews tell what a change moves, and saving moves just that."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from calendar_desk import ANNIVERSARY, due, of_2026, summoned
from office_desk import ADMIN, CLERK, OfficeAtWork
from samples import make_deadline

from cases.errors import InvalidInput, NotAllowed
from cases.model.office import SummonsCount, WorkWeek
from cases.model.steps import RecommendationFacts, StepKey
from cases.rules.agenda import Group
from cases.services import board, calendar, case_files, waiting
from cases.services import office as office_services
from cases.services.recount import Moved
from reports.headed_sheet import HeadedSheet


def days(moves: tuple[Moved, ...], key: str) -> list[tuple[date | None, date | None]]:
    return [(one.before, one.after) for one in moves if one.title == key]


def test_a_preview_tells_what_saving_then_does(office: OfficeAtWork) -> None:
    file = summoned(office)
    before = due(office, file.case.id)
    moves = office.do_as(ADMIN, calendar.preview_holidays, 2026, of_2026(office, ANNIVERSARY))
    told = next(one for one in moves if one.title == before.title)
    assert (told.case_number, told.name, told.before) == (file.case.number, file.case.respondent.name, before.due_on)
    assert due(office, file.case.id) == before
    office.do_as(ADMIN, calendar.replace_holidays, 2026, of_2026(office, ANNIVERSARY))
    after = due(office, file.case.id)
    assert after.due_on == told.after
    assert after.due_on > before.due_on
    assert office.ask(case_files.case_file, file.case.id).case.summary.due_on == after.due_on
    assert office.do_as(ADMIN, calendar.preview_holidays, 2026, of_2026(office)) == ()


def test_every_due_date_of_a_preview_is_the_one_that_saving_gives(office: OfficeAtWork) -> None:
    files = [summoned(office) for _ in range(3)]
    wanted = replace(office.ask(office_services.current_office), work_week=WorkWeek.SIX)
    told = {(one.case_id, one.title): one.after for one in office.do_as(ADMIN, calendar.preview_office, wanted)}
    before = {row.id: row.due_on for file in files for row in office.ask(case_files.case_file, file.case.id).deadlines}
    office.do_as(ADMIN, office_services.change_office, wanted)
    for file in files:
        for row in office.ask(case_files.case_file, file.case.id).deadlines:
            assert row.due_on == told.get((row.case_id, row.title), before[row.id])
    assert told


def test_the_count_of_summonses_moves_what_hangs_on_it(office: OfficeAtWork) -> None:
    file = summoned(office)
    before = due(office, file.case.id).due_on
    wanted = replace(office.ask(office_services.current_office), summons_count=SummonsCount.SEVENTH_DAY)
    ((told_before, told_after),) = days(
        office.do_as(ADMIN, calendar.preview_office, wanted), "Pemeriksaan atas panggilan I"
    )
    office.do_as(ADMIN, office_services.change_office, wanted)
    assert (told_before, told_after) == (before, due(office, file.case.id).due_on)
    assert told_after < before


def test_a_target_makes_a_due_date_and_taking_it_away_ends_it(office: OfficeAtWork) -> None:
    file = summoned(office)
    today = office.clock.today()
    facts = RecommendationFacts(
        body="bkn", number="12/2026", letter_on=today, received_on=today, content="Tindak lanjuti."
    )
    office.take(file.case.id, StepKey.RECOMMENDATION, facts, today)
    rule = next(rule for rule in office.ask(calendar.open_ended) if rule.key == "follow-up")
    current = office.ask(office_services.current_office)
    wanted = replace(current, targets={rule.key: 5})
    moves = office.do_as(ADMIN, calendar.preview_office, wanted)
    assert [(one.title, one.before) for one in moves] == [(rule.title, None)]
    office.do_as(ADMIN, office_services.change_office, wanted)
    assert due(office, file.case.id, rule.key).due_on == moves[0].after
    later = office.do_as(ADMIN, calendar.preview_office, replace(current, targets={rule.key: 6}))
    assert [one.before for one in later] == [moves[0].after]
    gone = office.do_as(ADMIN, calendar.preview_office, current)
    assert [(one.before, one.after) for one in gone] == [(moves[0].after, None)]
    office.do_as(ADMIN, office_services.change_office, current)
    rows = office.ask(case_files.case_file, file.case.id).deadlines
    assert rule.key not in {row.key for row in rows}


@pytest.mark.parametrize("count", [0, -1, 1000])
def test_a_target_that_is_no_count_is_refused(office: OfficeAtWork, count: int) -> None:
    current = office.ask(office_services.current_office)
    with pytest.raises(InvalidInput, match="target"):
        office.do_as(ADMIN, office_services.change_office, replace(current, targets={"x": count}))


def test_a_day_of_another_year_or_twice_is_refused_before_anything_is_written(office: OfficeAtWork) -> None:
    for wrong in ((replace(ANNIVERSARY, on=date(2027, 5, 12)),), (ANNIVERSARY, ANNIVERSARY)):
        for service in (calendar.preview_holidays, calendar.replace_holidays):
            with pytest.raises(InvalidInput, match="tercatat dua kali"):
                office.do_as(ADMIN, service, 2026, wrong)
    assert of_2026(office)


def test_only_who_manages_the_office_changes_its_calendar(office: OfficeAtWork) -> None:
    with pytest.raises(NotAllowed):
        office.do_as(CLERK, calendar.replace_holidays, 2026, ())


def test_an_import_adds_what_is_new_and_leaves_the_rest(office: OfficeAtWork) -> None:
    file = summoned(office)
    rows = (
        (2, ("12 Mei 2026", "Hari Jadi Kabupaten")),
        (3, ("1 Januari 2026", "Tahun Baru")),
        (4, ("1 Januari 2028", "Tahun Baru")),
        (5, ("besok", "Libur")),
    )
    before = office.ask(calendar.holidays)
    sheet = HeadedSheet(headers=("Tanggal", "Keterangan"), rows=rows)
    review = office.do_as(ADMIN, calendar.plan_import, sheet, 2026)
    assert [row.state for row in review.rows] == ["baru", "sama", "baru", "bermasalah"]
    assert office.ask(calendar.holidays) == before
    office.do_as(ADMIN, calendar.import_holidays, sheet, 2026)
    added = set(office.ask(calendar.holidays)) - set(before)
    assert {day.on for day in added} == {date(2026, 5, 12), date(2028, 1, 1)}
    assert {day.kind for day in added} == {"daerah", "libur nasional"}
    assert [one.after for one in review.moves] == [due(office, file.case.id).due_on]


def test_a_month_shows_whole_weeks_with_days_off_and_what_is_due(office: OfficeAtWork) -> None:
    file = summoned(office)
    on = due(office, file.case.id).due_on
    month = office.ask(calendar.month, date(2026, 5, 1))
    assert (month.days[0].on, month.days[-1].on, len(month.days)) == (date(2026, 4, 27), date(2026, 5, 31), 35)
    by_day = {day.on: day for day in month.days}
    assert [line.line.case_id for line in by_day[on].lines] == [file.case.id]
    assert by_day[date(2026, 5, 1)].holidays[0].name
    assert not by_day[date(2026, 5, 1)].works
    assert not by_day[date(2026, 5, 9)].works
    current = office.ask(office_services.current_office)
    office.do_as(ADMIN, office_services.change_office, replace(current, work_week=WorkWeek.SIX))
    assert {day.on: day.works for day in office.ask(calendar.month, date(2026, 5, 1)).days}[date(2026, 5, 9)]


@pytest.mark.parametrize("first", [date(2026, 2, 1), date(2027, 2, 1), date(2026, 12, 1), date(2028, 2, 1)])
def test_every_month_is_whole(office: OfficeAtWork, first: date) -> None:
    found = [day.on for day in office.ask(calendar.month, first).days]
    assert found[0].weekday() == 0
    assert found[-1].weekday() == 6
    assert found == [found[0] + timedelta(days=place) for place in range(len(found))]
    assert {day for day in found if day.month == first.month} == {
        first + timedelta(days=place) for place in range(31) if (first + timedelta(days=place)).month == first.month
    }


def test_the_months_at_both_ends_of_time(office: OfficeAtWork) -> None:
    assert office.ask(calendar.month, date.min).days[0].on == date.min
    assert office.ask(calendar.month, date(9999, 11, 1)).days[-1].on > date(9999, 11, 30)
    with pytest.raises(InvalidInput, match="terlalu jauh"):
        office.ask(calendar.month, date(9999, 12, 1))


def test_what_another_party_has_to_do_is_never_ours(office: OfficeAtWork) -> None:
    file = office.case()
    with office.database.write() as work:
        work.log_as(ADMIN, "tests.add")
        theirs = make_deadline(file.case, "keberatan", due_on=date(2026, 4, 1), party="terlapor")
        work.deadlines.replace(file.case.id, [theirs])
    assert office.ask(board.board).counts == {Group.OTHERS: 1, Group.UNDATED: 1}
    assert office.ask(case_files.case_file, file.case.id).case.summary.due_on is None


def test_nobody_waits_in_an_office_without_findings(office: OfficeAtWork) -> None:
    office.case()
    found = office.ask(waiting.waiting)
    assert (found.cases, found.units) == ((), ())
