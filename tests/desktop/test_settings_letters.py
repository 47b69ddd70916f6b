"""The settings of letters: their page, numbers and signatories."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from settings_desk import Window, open_section, rows, shown

from cases.model.office import NumberCounter, Paper
from cases.model.person import ActingMark, Person
from cases.rules.numbering import roman
from cases.services.office import current_office, keep_signatory, signatories
from desktop.desk import Desk
from desktop.pages.settings import SettingsPage
from desktop.pages.settings_paper import PaperSection
from desktop.pages.settings_people import SignatoriesSection


@pytest.fixture
def window() -> Window:
    return Window()


@pytest.fixture
def page(qtbot, desk: Desk, window: Window) -> Iterator[SettingsPage]:
    with shown(qtbot, desk, window) as made:
        yield made


def test_the_page_of_letters_is_saved_with_its_pictures(qtbot, page, desk, ask, window) -> None:
    section: PaperSection = open_section(qtbot, page, desk, "paper")
    form = section.form
    with qtbot.waitSignal(form.second_logo.changed):
        form.second_logo.take_file(Path("resources/images/sample-region.png").resolve())
    form.field("margin_left").restore("25")
    form.field("paper").restore("A4")
    form.field("head_lines").restore("Bidang Disiplin\n\nLaman bkpsdm.example.go.id")
    form.field("qr_shown").restore(draft=False)
    form.submit()
    qtbot.waitUntil(lambda: bool(window.said))
    saved = ask(current_office)
    assert (saved.paper, saved.margins.left, saved.qr_shown) == (Paper.A4, 25, False)
    assert saved.head_lines == ("Bidang Disiplin", "Laman bkpsdm.example.go.id")
    assert saved.second_logo_blob
    assert not saved.logo_blob
    form.second_logo._clear.click()
    form.submit()
    qtbot.waitUntil(lambda: not ask(current_office).second_logo_blob)


def test_a_letter_beside_the_form_follows_what_is_typed(qtbot, page, desk) -> None:
    section: PaperSection = open_section(qtbot, page, desk, "paper")

    def settled() -> bool:
        return not section._pause.isActive() and not desk.tasks.busy

    qtbot.waitUntil(settled)
    assert section.preview.document.pagePointSize(0).height() == pytest.approx(330 / 25.4 * 72, abs=1)
    box = section.form.field("paper").box
    box.setCurrentIndex(box.findData("A4"))
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(settled)
    qtbot.waitUntil(lambda: section.preview.document.pagePointSize(0).height() < 850)
    edit = section.form.field("margin_left").edit
    edit.clear()
    qtbot.keyClicks(edit, "5")
    qtbot.waitUntil(lambda: "batas kiri" in section.trouble.text())
    assert section.form.box("number_pattern")._help.text() == "Nomor berikut: 800.1.6.2/1/BKPSDM/" + this_month(desk)
    page.resize(880, 480)
    qtbot.waitUntil(lambda: not section.preview.isVisible())


def this_month(desk: Desk) -> str:
    today = desk.office.clock.today()
    return f"{roman(today.month)}/{today.year}."


def test_what_is_wrong_with_the_page_is_said_under_its_field(qtbot, page, desk, window) -> None:
    section: PaperSection = open_section(qtbot, page, desk, "paper")
    for key, typed in (("margin_top", "3"), ("margin_bottom", "dua"), ("number_pattern", "{urut}/{unit}")):
        before = section.form.field(key).draft()
        section.form.field(key).restore(typed)
        section.form.submit()
        qtbot.waitUntil(lambda key=key: bool(section.form.box(key).error))
        section.form.field(key).restore(before)
    assert window.said == []


def test_parafs_are_picked_in_an_order(qtbot, page, desk, ask, do, window) -> None:
    people = [
        do(keep_signatory, Person(name=name, position="Kepala Bidang"), "Kepala Bidang")
        for name in ("Rara Rekaan", "Sari Rekaan")
    ]
    section: PaperSection = open_section(qtbot, page, desk, "paper")
    pick = section.form.initials
    for one in people:
        pick.add_box.restore(one.id)
        pick.add_box.changed.emit()
    assert pick.value() == tuple(one.id for one in people)
    assert pick.add_box.isHidden()
    next(part for part in pick.findChildren(QWidget) if part.accessibleName().startswith("Naikkan: Sari")).click()
    assert pick.value() == (people[1].id, people[0].id)
    section.form.submit()
    qtbot.waitUntil(lambda: bool(window.said))
    assert ask(current_office).initials == (people[1].id, people[0].id)


def test_a_logo_that_is_none_is_refused_in_words(qtbot, page, desk, tmp_path: Path) -> None:
    section: PaperSection = open_section(qtbot, page, desk, "paper")
    bad = tmp_path / "logo.png"
    bad.write_bytes(b"GIF89a not a picture")
    section.form.logo.take_file(bad)
    qtbot.waitUntil(lambda: "PNG" in section.form.logo.trouble)
    assert section.form.logo.blank()


def test_number_patterns_show_what_they_give_and_refuse_what_would_double(qtbot, page, desk, ask, window) -> None:
    section: PaperSection = open_section(qtbot, page, desk, "paper")
    section.form.number.edit.clear()
    qtbot.keyClicks(section.form.number.edit, "{klasifikasi}/{unit}/{tahun}")
    section.form.submit()
    qtbot.waitUntil(lambda: bool(section.form.box("number_pattern").error))
    section.form.number.edit.clear()
    qtbot.keyClicks(section.form.number.edit, "{urut:3}/{unit}")
    assert "Nomor berikut: 001/BKPSDM. Tanpa {tahun}" in section.form.box("number_pattern")._help.text()
    section.form.field("number_counter").restore(NumberCounter.ONE.value)
    section.form.submit()
    qtbot.waitUntil(lambda: bool(window.said))
    assert ask(current_office).number_pattern == "{urut:3}/{unit}"


def test_a_signatory_is_added_changed_and_retired(qtbot, page, desk, ask, window) -> None:
    section: SignatoriesSection = open_section(qtbot, page, desk, "signatories")
    section._edit(None)
    form = section.pages.form
    assert form is not None
    form.set_values({"name": "Dra. Contoh", "position": "Kepala BKPSDM", "nip": "123"})
    form.submit()
    assert form.box("nip").error
    form.field("nip").restore("19700101 199503 1 901")
    form.submit()
    qtbot.waitUntil(lambda: len(rows(section)) == 1)
    kept = ask(signatories)[0]
    assert kept.person.nip == "197001011995031901"
    assert kept.post_line == "Kepala BKPSDM"
    section._edit(kept)
    form = section.pages.form
    assert form is not None
    form.field("post_line").restore(" a.n. Bupati Tirta Kencana\n\nSekretaris  Daerah,\nu.b. Kepala BKPSDM,")
    form.submit()
    lines = "a.n. Bupati Tirta Kencana\nSekretaris Daerah,\nu.b. Kepala BKPSDM,"
    qtbot.waitUntil(lambda: section.pages.form is None and rows(section)[0].post_line == lines)
    assert section.table.model.columns[1].text(rows(section)[0]) == lines.replace("\n", " ")
    section._edit(rows(section)[0])
    assert section.pages.form is not None
    assert section.pages.form.field("post_line").draft() == lines
    section.pages.close_form()
    section.retire.click()
    qtbot.waitUntil(lambda: not ask(signatories)[0].active)


def test_one_who_acts_in_a_post_signs_with_his_mark(do) -> None:
    person = Person(name="Rara Rekaan", position="Kepala BKPSDM", acting=ActingMark.PLT)
    assert do(keep_signatory, person, "Kepala BKPSDM").post_line == "Plt. Kepala BKPSDM"
    line = "a.n. Bupati,\nPlt. Sekretaris Daerah"
    assert do(keep_signatory, person, line).post_line == line
