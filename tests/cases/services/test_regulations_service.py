from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from calendar_desk import summoned as summoned_today
from office_desk import ADMIN, CLERK, LEADER, START, OfficeAtWork
from pack_desk import DISCIPLINE, OPENING, copied, line_of, used

from cases.errors import InvalidInput, NotAllowed, NotFound, RegulationError
from cases.model.deadline import Holiday
from cases.model.regulation import OfficePack, PackState
from cases.regulations import Law
from cases.services import (
    board,
    calendar,
    case_files,
    lawbook,
    log_in,
    regulation_drafts,
    regulation_use,
    regulations,
    steps,
)
from cases.services import (
    office as office_services,
)


def test_every_shipped_pack_is_listed_and_read(office: OfficeAtWork, law: Law):
    lines = office.ask(regulations.pack_lines)
    assert {line.key for line in lines} == {pack.key for pack in law.packs}
    assert {line.state for line in lines} == {regulations.SHIPPED}
    assert all(line.verified == 0 for line in lines)
    sheet = office.ask(regulations.pack_sheet, DISCIPLINE)
    assert sum(len(group.entries) for group in sheet.groups) == sheet.line.entries > 100
    with pytest.raises(NotFound, match="muat ulang"):
        office.ask(regulations.pack_sheet, "pp-1-1900@1")


def test_a_mark_shows_everywhere_at_once_and_is_taken_back(office: OfficeAtWork):
    office.clock.set_today(START)
    office.do_as(ADMIN, regulations.mark_verified, DISCIPLINE, ["violation:n.2"], START, "Salinan JDIH")
    choice = next(one for one in office.ask(lawbook.violation_choices) if one.code == "n.2")
    assert (choice.verified, choice.verified_by, choice.verified_on) == (True, ADMIN.name, START)
    sheet = office.ask(regulations.pack_sheet, DISCIPLINE)
    assert sheet.mark_notes == {"violation:n.2": "Salinan JDIH"}
    assert (sheet.line.verified, sheet.line.verified_by) == (1, "")
    assert office.do_as(ADMIN, regulations.take_back, DISCIPLINE, ["violation:n.2"]) == 1
    choice = next(one for one in office.ask(lawbook.violation_choices) if one.code == "n.2")
    assert (choice.verified, choice.verified_by, choice.verified_on) == (False, "", None)


def test_marking_every_entry_marks_the_pack_until_one_is_taken_back(office: OfficeAtWork):
    sheet = office.ask(regulations.pack_sheet, "se-137-2018@1")
    addresses = [entry.address for group in sheet.groups for entry in group.entries]
    office.do_as(ADMIN, regulations.mark_verified, "se-137-2018@1", addresses[:1], START)
    assert line_of(office, "se-137-2018@1").verified_by == ""
    office.do_as(ADMIN, regulations.mark_verified, "se-137-2018@1", (), START)
    line = line_of(office, "se-137-2018@1")
    assert (line.verified, line.verified_by, line.verified_on) == (line.entries, ADMIN.name, START)
    office.do_as(ADMIN, regulations.take_back, "se-137-2018@1", addresses[:1])
    line = line_of(office, "se-137-2018@1")
    assert (line.verified, line.verified_by) == (line.entries - 1, "")
    assert office.do_as(ADMIN, regulations.take_back, "se-137-2018@1", ()) == line.entries - 1


def unreadable(office: OfficeAtWork, pack: OfficePack) -> None:
    """A newer program no longer knows a field that an office's pack has."""
    later = pack.changed_at + timedelta(seconds=1)
    with office.database.write() as work:
        work.log_as(ADMIN, "tests.break")
        work.packs.save(replace(pack, text=f"{pack.text}\n[[gone]]\nkey = 'x'\n", changed_at=later))


def test_a_pack_in_use_that_cannot_be_read_is_told_and_can_be_retired(office: OfficeAtWork):
    """Nothing is judged by half a law, but nobody is locked out: the list opens, and the pack is taken out of use."""
    old = office.case()
    pack = used(office, copied(office))
    young = office.case(report=office.report(office.accused(2)))
    assert pack.key in young.case.regulations
    unreadable(office, pack)

    with office.database.write() as work:
        attempt = log_in.begin(work, "admin")
        assert log_in.end(work, attempt, right=True) is not None
    for ask in (
        lambda: office.ask(steps.case_view, old.case.id),
        lambda: office.ask(case_files.check_opening, young.report.id, (), OPENING),
        lambda: office.do_as(ADMIN, regulation_use.activate, copied(office).id),
    ):
        with pytest.raises(RegulationError, match=rf"{pack.key} tidak dapat dibaca, baris \d+ \(\[gone.*Pengaturan"):
            ask()
    office.ask(board.board)
    line = line_of(office, pack.key)
    assert "isian gone tidak dikenal" in line.fault
    assert (line.short, line.version, line.valid_from, line.state) == ("pp-94-2021", 2, None, "dipakai")
    assert line_of(office, DISCIPLINE).fault == ""
    office.ask(regulations.pack_sheet, DISCIPLINE)

    office.do_as(ADMIN, regulation_use.retire, pack.id)
    assert line_of(office, pack.key).state == "tidak dipakai"
    assert office.ask(steps.case_view, old.case.id).next_steps
    with pytest.raises(RegulationError, match=rf"{pack.key} tidak ada"):
        office.ask(steps.case_view, young.case.id)


def test_a_case_that_waits_for_a_pack_stops_no_other_work(office: OfficeAtWork):
    """The calendar, the office's targets and other packs change though one case remembers what cannot be read."""
    pack = used(office, copied(office))
    waiting = summoned_today(office)
    assert waiting.deadlines
    unreadable(office, pack)
    office.do_as(ADMIN, regulation_use.retire, pack.id)
    days = tuple(Holiday(on=date(2026, 5, day), name="Libur", kind="nasional", source="") for day in range(4, 29))
    office.do_as(ADMIN, calendar.replace_holidays, 2026, days)
    profile = office.ask(office_services.current_office)
    office.do_as(ADMIN, office_services.change_office, replace(profile, targets={"decision-light": 5}))
    next_pack = copied(office)
    assert next_pack.key == "pp-94-2021@3"
    assert used(office, next_pack).state is PackState.ACTIVE
    with office.database.read() as work:
        assert work.deadlines.of_case(waiting.case.id) == waiting.deadlines


def test_a_draft_that_cannot_be_read_is_thrown_away(office: OfficeAtWork):
    draft = copied(office)
    unreadable(office, draft)
    assert line_of(office, draft.key).fault
    assert office.ask(steps.case_view, office.case().case.id).next_steps
    office.do_as(ADMIN, regulation_drafts.throw_away, draft.id, "Uji.")
    assert draft.key not in {line.key for line in office.ask(regulations.pack_lines)}


def test_marks_are_refused_where_they_would_say_nothing(office: OfficeAtWork):
    mark = regulations.mark_verified
    with pytest.raises(InvalidInput, match="belum terjadi"):
        office.do_as(ADMIN, mark, DISCIPLINE, ["violation:n.2"], START + timedelta(days=1))
    with pytest.raises(InvalidInput, match=r"violation:z\.9 tidak ada"):
        office.do_as(ADMIN, mark, DISCIPLINE, ["violation:z.9"], START)
    with pytest.raises(InvalidInput, match="Konsep masih dapat berubah"):
        office.do_as(ADMIN, mark, copied(office).key, [], START)


def test_only_who_manages_the_office_changes_its_law(office: OfficeAtWork):
    for service, *args in (
        (regulations.mark_verified, DISCIPLINE, (), START),
        (regulations.take_back, DISCIPLINE, ()),
        (regulation_drafts.copy_pack, DISCIPLINE),
        (regulation_drafts.import_pack, b"", "x.toml"),
        (regulation_use.activate, "x"),
        (regulation_use.retire, "x"),
    ):
        for actor in (CLERK, LEADER):
            with pytest.raises(NotAllowed):
                office.do_as(actor, service, *args)
