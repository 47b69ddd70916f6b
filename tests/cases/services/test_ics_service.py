"""Due dates as a calendar file, read back by a strict reader."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from calendar_desk import ANNIVERSARY, due, of_2026, summoned
from hypothesis import given
from hypothesis import strategies as st
from ics_check import Component, read_ics
from office_desk import ADMIN, SCHEDULE, OfficeAtWork
from samples import make_deadline

from cases.errors import NotFound
from cases.services import calendar, ics
from cases.services.ics import IcsForm


def events(office: OfficeAtWork, form: IcsForm) -> list[Component]:
    made = office.ask(ics.export_ics, form)
    found = read_ics(made.data).inside
    assert len(found) == made.count
    return found


def test_each_open_due_date_is_an_event_of_a_whole_day_without_a_name(office: OfficeAtWork) -> None:
    file, other = summoned(office), summoned(office)
    found = events(office, IcsForm())
    assert {event.day("DTSTART") for event in found} == {due(office, one.case.id).due_on for one in (file, other)}
    whole = office.ask(ics.export_ics, IcsForm()).data.decode().replace("\r\n ", "")
    for part in (file.case.respondent.name, file.case.respondent.nip, file.case.respondent.work_unit):
        assert part not in whole
    assert found[0].text("SUMMARY").startswith(f"Perkara {file.case.number}: ")
    assert not found[0].inside


def test_names_and_alarms_are_there_only_when_asked_for(office: OfficeAtWork) -> None:
    file = summoned(office)
    ((event, *_),) = [events(office, IcsForm(names=True, alarm_days=1))]
    assert file.case.respondent.name in event.text("SUMMARY")
    (alarm,) = event.inside
    assert alarm.values["TRIGGER"][0][0] == "-PT16H"
    assert file.case.respondent.name not in alarm.text("DESCRIPTION")
    (same_day,) = events(office, IcsForm(alarm_days=0))[0].inside
    assert same_day.values["TRIGGER"][0][0] == "PT8H"


def test_one_case_by_its_identifier_or_number(office: OfficeAtWork) -> None:
    file, _ = summoned(office), summoned(office)
    for form in (IcsForm(case_id=file.case.id), IcsForm(case_number=file.case.number)):
        made = office.ask(ics.export_ics, form)
        assert made.name == f"tenggat-{file.case.number.replace('/', '-')}.ics"
        assert {event.text("SUMMARY").split(":")[0] for event in read_ics(made.data).inside} == {
            f"Perkara {file.case.number}"
        }
    with pytest.raises(NotFound):
        office.ask(ics.export_ics, IcsForm(case_number="2020/001"))


def test_an_event_keeps_its_identifier_when_its_day_moves(office: OfficeAtWork) -> None:
    summoned(office)
    before = {event.text("UID"): event.day("DTSTART") for event in events(office, IcsForm())}
    office.do_as(ADMIN, calendar.replace_holidays, 2026, of_2026(office, ANNIVERSARY))
    after = {event.text("UID"): event.day("DTSTART") for event in events(office, IcsForm())}
    assert before.keys() == after.keys()
    assert before != after


def test_an_empty_office_gives_a_file_without_events(office: OfficeAtWork) -> None:
    assert events(office, IcsForm()) == []


def test_what_others_have_to_do_is_named_so_and_never_rings(office: OfficeAtWork) -> None:
    file = office.case()
    with office.database.write() as work:
        work.log_as(ADMIN, "tests.add")
        work.deadlines.replace(file.case.id, [make_deadline(file.case, "k", title="Keberatan", party="terlapor")])
    (event,) = events(office, IcsForm(alarm_days=1))
    assert "Batas pihak lain: Keberatan" in event.text("SUMMARY")
    assert not event.inside


def test_the_schedule_may_write_it(office: OfficeAtWork) -> None:
    summoned(office)
    assert office.do_as(SCHEDULE, ics.export_ics, IcsForm()).count


@given(words=st.text(st.characters(exclude_categories=["Cs"]), max_size=120))
def test_any_words_survive_folding_and_escaping(words: str) -> None:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "BEGIN:VEVENT", "UID:1", "DTSTAMP:20260504T020000Z"]
    day = date(2026, 5, 4)
    lines += [f"DTSTART;VALUE=DATE:{day:%Y%m%d}", f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"]
    lines += [f"SUMMARY:x{ics._text(words)}", "END:VEVENT", "END:VCALENDAR"]
    (event,) = read_ics(b"".join(map(ics._folded, lines))).inside
    kept = "".join(letter for letter in words if letter == "\n" or (ord(letter) >= 32 and letter != "\x7f"))
    assert event.text("SUMMARY") == f"x{kept}"
