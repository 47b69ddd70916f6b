"""The settings: each section on a real office, changed as an admin changes it, read as others may."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from own_pack import OWN_PACK
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from settings_desk import Running, Window, open_section, rows, shown

from cases.errors import InvalidInput
from cases.model.user import Actor, Role
from cases.ports import UnitOfWork
from cases.regulations import load_law
from cases.services import lawbook, regulation_drafts, regulation_use
from cases.services.calendar import holidays, replace_holidays
from cases.services.office import current_office
from cases.services.users import add_user
from desktop.desk import Desk
from desktop.pages.settings import SECTIONS, SettingsPage
from desktop.pages.settings_holidays import HolidaysSection
from desktop.pages.settings_integrity import IntegritySection
from desktop.pages.settings_office import OfficeSection
from desktop.pages.settings_regulations import RegulationsSection
from desktop.pages.settings_view import ViewSection
from desktop.wiring import delete_sample


@pytest.fixture
def window() -> Window:
    return Window()


@pytest.fixture
def page(qtbot, desk: Desk, window: Window) -> Iterator[SettingsPage]:
    with shown(qtbot, desk, window) as made:
        yield made


def test_every_section_opens_for_an_admin(qtbot, page, desk) -> None:
    for key, _, kind in SECTIONS:
        section = open_section(qtbot, page, desk, key)
        assert isinstance(section, kind)
        assert section.isVisible()


def test_every_section_can_be_read_by_a_clerk_and_changed_by_none(qtbot, window, desk_of) -> None:
    desk = desk_of(Role.CLERK)
    page = SettingsPage(desk, window)
    qtbot.addWidget(page)
    page.show()
    for key, _, _ in SECTIONS:
        open_section(qtbot, page, desk, key)
    form = page.section("office").form
    assert not form.field("name").focus_target().isEnabled()
    form.submit()
    assert window.said == []


def test_the_profile_is_saved_and_its_letters_stay(qtbot, page, desk, ask, window) -> None:
    before = ask(current_office)
    section: OfficeSection = open_section(qtbot, page, desk, "office")
    assert section.form.field("short_name").draft() == "BKPSDM Tirta Kencana"
    section.form.field("phone").restore("(0999) 77")
    section.form.submit()
    qtbot.waitUntil(lambda: bool(window.said))
    assert ask(current_office) == replace(before, phone="(0999) 77")


def test_an_empty_line_of_the_profile_is_named(qtbot, page, desk, window) -> None:
    section: OfficeSection = open_section(qtbot, page, desk, "office")
    section.form.field("address").restore("")
    section.form.submit()
    assert section.form.box("address").error
    assert window.said == []


def test_a_day_off_is_added_taken_away_and_brought_back(qtbot, page, desk, ask, window) -> None:
    section: HolidaysSection = open_section(qtbot, page, desk, "holidays")
    year = section.shown_year
    before = len(rows(section))
    section._add()
    form = section.pages.form
    assert form is not None
    form.set_values({"on": f"17/6/{year}", "name": "Hari jadi daerah", "kind": "daerah"})
    form.submit()
    qtbot.waitUntil(lambda: len(rows(section)) == before + 1)
    assert date(year, 6, 17) in [day.on for day in ask(holidays)]
    place = next(n for n, day in enumerate(rows(section)) if day.name == "Hari jadi daerah")
    section.table.choose(place)
    section._remove()
    qtbot.waitUntil(lambda: len(rows(section)) == before)
    assert window.undo is not None
    window.undo()
    qtbot.waitUntil(lambda: len(rows(section)) == before + 1)


def test_a_year_without_a_list_warns(qtbot, page, desk, do) -> None:
    section: HolidaysSection = open_section(qtbot, page, desk, "holidays")
    do(replace_holidays, section.shown_year, ())
    section.read()
    qtbot.waitUntil(lambda: str(section.shown_year) in section.warning.text() and section.warning.isVisible())
    assert "belum ada SKB".lower() in section.warning.text().lower()


def test_the_working_week_is_changed_here_too(qtbot, page, desk, ask) -> None:
    section: HolidaysSection = open_section(qtbot, page, desk, "holidays")
    section.week.restore("6")
    section.week.changed.emit()
    qtbot.waitUntil(lambda: ask(current_office).work_week.value == "6")


def test_every_pack_is_listed_and_opens_on_its_page(qtbot, page, desk, window) -> None:
    section: RegulationsSection = open_section(qtbot, page, desk, "regulations")
    packs = rows(section)
    assert {line.key for line in packs} == {pack.key for pack in load_law().packs}
    section.open_pack(packs[0])
    assert window.opened == ["regulation"]


def test_a_pack_of_another_office_comes_in_as_a_draft_or_is_refused(
    qtbot, page, desk, window, tmp_path: Path, stray_errors
) -> None:
    section: RegulationsSection = open_section(qtbot, page, desk, "regulations")
    before = len(rows(section))
    good = tmp_path / "kami.toml"
    good.write_bytes(OWN_PACK.encode("utf-8-sig").replace(b"\n", b"\r\n"))
    section.take_file(good)
    qtbot.waitUntil(lambda: window.opened == ["regulation"])
    assert window.said[-1].startswith("perbup-kami@1 masuk sebagai konsep")
    qtbot.waitUntil(lambda: len(rows(section)) == before + 1)
    first = rows(section)[0]
    assert (first.key, first.draft) == ("perbup-kami@1", True)
    for name, data in (("bukan.toml", b"[pack\n"), ("besar.toml", b"#" * 1_000_001), ("surat.toml", b"\xff\xfe")):
        (tmp_path / name).write_bytes(data)
        section.take_file(tmp_path / name)
        qtbot.waitUntil(lambda: len(stray_errors) == 1)
        assert name in stray_errors.pop().sentence
    section.read()
    qtbot.waitUntil(lambda: not desk.tasks.busy)
    assert len(rows(section)) == before + 1


def test_a_pack_that_cannot_be_read_is_listed_and_taken_out_of_use(qtbot, page, desk, do, ask, window) -> None:
    """After a new version of the program no longer knows a field of it, say."""
    pack = do(regulation_use.activate, do(regulation_drafts.copy_pack, "pp-94-2021@1").id)
    later = pack.changed_at + timedelta(seconds=1)

    def broken(work: UnitOfWork, actor: Actor) -> None:
        work.log_as(actor, "tests.break")
        work.packs.save(replace(pack, text=f"{pack.text}\n[gone]\n", changed_at=later))

    do(broken)
    section: RegulationsSection = open_section(qtbot, page, desk, "regulations")
    (line,) = (line for line in rows(section) if line.fault)
    assert (line.key, line.state) == (pack.key, "dipakai")
    section.open_pack(line)
    box = section.findChild(QMessageBox)
    assert "isian gone tidak dikenal" in box.text()
    qtbot.mouseClick(next(one for one in box.buttons() if one.text() == "Nonaktifkan"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.said[-1:] == [f"{pack.key} tidak dipakai lagi"])
    qtbot.waitUntil(lambda: [line.state for line in rows(section) if line.fault] == ["tidak dipakai"])
    assert ask(lawbook.violation_choices)


def test_an_example_is_taken_from_the_list(qtbot, page, desk, window) -> None:
    section: RegulationsSection = open_section(qtbot, page, desk, "regulations")
    section.choose_example()
    qtbot.waitUntil(lambda: section.pages.form is not None)
    form = section.pages.form
    form.submit()
    assert form.box("example").error
    form.field("example").box.setCurrentIndex(1)
    form.submit()
    qtbot.waitUntil(lambda: window.opened == ["regulation"])
    assert section.pages.form is None


def test_the_check_says_that_all_is_sound_and_what_a_foreign_code_means(qtbot, page, desk) -> None:
    section: IntegritySection = open_section(qtbot, page, desk, "integrity")
    section.check()
    qtbot.waitUntil(section.result.isVisible)
    assert section.verdict.text() == "Semua utuh."
    section.code.restore("3-00000000-00000000")
    section.check()
    qtbot.waitUntil(lambda: section.result.isVisible() and "masalah" in section.verdict.text())
    assert "kepala rantainya berbeda" in section.problems.text()
    section.code.restore("bukan kode")
    section.check()
    assert section.form.box("code").error


def test_a_changed_row_shows(qtbot, page, desk, office, do) -> None:
    do(add_user, "dewi", "Dewi K", Role.CLERK, "kopi-pagi-hujan")
    with office.database._engines.writer.begin() as connection:  # as one does who has the key and means ill
        names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars().all()
        for name in names:
            connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
        connection.exec_driver_sql("UPDATE log SET actor = 'orang lain' WHERE sequence = 2")
    section: IntegritySection = open_section(qtbot, page, desk, "integrity")
    section.check()
    qtbot.waitUntil(section.result.isVisible)
    assert "baris 2" in section.problems.text()


def test_a_sample_is_thrown_away_only_after_a_yes(qtbot, page, desk, office) -> None:
    office.sample = True
    section: ViewSection = open_section(qtbot, page, desk, "view")
    running = Running()
    page.serve(running)
    section.read()
    assert section.sample.isVisible()
    section.delete_button.click()
    box = section.findChild(QMessageBox)
    assert box is not None
    assert running.deleted == 0
    yes = next(each for each in box.buttons() if "Hapus" in each.text())
    qtbot.mouseClick(yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: running.deleted == 1)


def test_a_real_office_is_never_deleted(office, admin: Actor) -> None:
    with pytest.raises(InvalidInput, match="bukan kantor contoh"):
        delete_sample(office, admin)
    assert office.home.database.exists()
