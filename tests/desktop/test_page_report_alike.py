"""Beside a form: what may be the same; on a report's page: what it lacks, sendings, splitting, an old link."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from page_trail import PEOPLE, Trail, import_people
from PySide6.QtCore import QCoreApplication
from shown_dialog import shown_dialog

from cases.errors import InvalidInput
from cases.model.listing import ListQuery
from cases.model.report import Channel, Progress, Report, Source, Way
from cases.model.user import Right
from cases.services import merging, reports, search, splitting
from cases.services.reports import ReportForm
from cases.services.splitting import SplitForm
from desktop.desk import Desk
from desktop.dialogs.merge import MergeDialog
from desktop.dialogs.sent import SentDialog
from desktop.dialogs.split import SplitDialog
from desktop.intake import late_index
from desktop.intake.late_index import LateIndex
from desktop.pages.report import ReportPage
from desktop.pages.report_parts.alike import SimilarCard
from desktop.tasks import Tasks

ON = date(2026, 5, 1)
FORM = ReportForm(
    received_on=date(2026, 5, 4), source=Source.LAPOR, narrative="Memasang foto.", channel=Channel.SOCIAL_MEDIA,
    respondents=(PEOPLE[0].snapshot(ON, "Penata"),), event_on=ON, url="https://www.kabar.example/x/",
    agency_number="LP-77",
)  # fmt: skip


@pytest.fixture
def trail() -> Trail:
    return Trail()


@pytest.fixture
def page(qtbot, desk: Desk, tasks: Tasks, trail: Trail) -> ReportPage:
    made = ReportPage(desk, trail)
    qtbot.addWidget(made)
    desk.changed.connect(made.on_changes)
    made.resize(1158, 640)
    made.show()
    return made


def show(qtbot, page: ReportPage, tasks: Tasks, report_id: str = "") -> None:
    page.on_shown(report_id=report_id)
    qtbot.waitUntil(lambda: not tasks.busy)


def test_what_is_typed_is_compared_at_once(qtbot, page: ReportPage, tasks: Tasks, trail: Trail, do, ask) -> None:
    import_people(do)
    first = do(reports.register_report, FORM)
    show(qtbot, page, tasks)
    entry = page.entry
    assert entry is not None
    assert not entry.alike.see.isVisible()
    assert not entry.agency_number.isVisible()
    entry.source.restore(Source.LAPOR)
    entry.source.changed.emit()
    assert entry.box("agency_number").title == "Nomor LAPOR!"
    qtbot.keyClicks(entry.agency_number.edit, "lp 77")
    qtbot.waitUntil(entry.alike.see.isVisible)
    assert first.number in entry.box("agency_number")._help.text()
    qtbot.keyClicks(entry.narrative.edit, "Lihat http://m.kabar.example/x?utm_id=1 ya.")
    side = page.side
    assert side is not None

    def cards() -> list[SimilarCard]:
        return side.findChildren(SimilarCard)

    qtbot.waitUntil(lambda: len(cards()[0].found.reasons) == 2)
    entry.alike.see.click()
    assert side.isVisible()
    (card,) = cards()
    card.look.click()
    qtbot.waitUntil(lambda: "Tutup" in card.look.text())
    assert "Memasang foto." in " ".join(one.text() for one in card.findChildren(type(entry.box("url")._help)))
    card.opened.emit(first.id)
    assert trail.opened[-1] == ("report", {"report_id": first.id})
    assert entry.narrative.value().startswith("Lihat "), "nothing typed is lost"
    entry.received_on.set_date(date(2026, 5, 4))
    entry.channel.restore(Channel.ACTIVITY)
    card.merge_wanted.emit(first.id, card.found.title)
    asked = shown_dialog(qtbot, MergeDialog)
    asked.reason.restore("Perbuatan yang sama.")
    qtbot.waitUntil(lambda: asked.said.text().startswith("Tetap"))
    asked.form.submit()
    qtbot.waitUntil(lambda: ask(reports.report_page, ListQuery(sort="number")).total == 1)
    assert ask(reports.report_page, ListQuery(sort="number")).rows[0].number == first.number


def test_a_report_says_what_it_lacks_and_leads_there(qtbot, page: ReportPage, tasks: Tasks, do) -> None:
    report = do(reports.register_report, replace(FORM, respondents=(), event_on=None, agency_number=""))
    show(qtbot, page, tasks, report.id)
    links = page.shown.summary.missing.links
    assert list(links) == ["respondents", "event_on", "violation_codes", "evidence", "agency_number"]
    assert "Nomor LAPOR!" in links["agency_number"].text()
    links["respondents"].click()
    assert page.shown.accused._picker is not None
    links["event_on"].click()
    assert page.entry is not None
    entry = page.entry
    qtbot.waitUntil(lambda: page.focusWidget() is entry.event_on.edit)


def test_on_a_narrow_screen_nothing_of_a_report_is_out_of_reach(qtbot, page: ReportPage, tasks: Tasks, do) -> None:
    made: Report = do(reports.register_report, FORM)
    page.resize(702, 400)
    show(qtbot, page, tasks, made.id)
    left, right = page.shown.summary._areas

    def reached() -> bool:
        inner = left.widget()
        return inner is not None and left.viewport().width() + left.horizontalScrollBar().maximum() >= inner.width()

    qtbot.waitUntil(reached, timeout=10_000)
    assert left.isAncestorOf(page.shown.accused)
    assert not right.isVisible()
    page.resize(1150, 400)
    qtbot.waitUntil(right.isVisible, timeout=10_000)
    assert right.isAncestorOf(page.shown.accused)


def test_the_same_person_is_pointed_out_on_the_page(qtbot, page: ReportPage, tasks: Tasks, do) -> None:
    first = do(reports.register_report, FORM)
    second = do(reports.register_report, replace(FORM, url="", agency_number=""))
    show(qtbot, page, tasks, second.id)
    qtbot.waitUntil(page.shown.alike_line.isVisible)
    assert [card.found.report_id for card in page.shown.summary.alike.list.cards] == [first.id]


def test_a_sending_is_written_down_and_taken_out(qtbot, page: ReportPage, tasks: Tasks, do, ask) -> None:
    report = do(reports.register_report, FORM)
    show(qtbot, page, tasks, report.id)
    page.shown.summary.sent.wanted.emit(str(Way.FORWARDED))
    asked = shown_dialog(qtbot, SentDialog)
    asked.to.restore("BKD Provinsi")
    asked.on.set_date(date(2026, 5, 4))
    asked.form.submit()
    qtbot.waitUntil(lambda: bool(asked.form.box("number").error))
    qtbot.waitUntil(lambda: asked.height() >= asked.heightForWidth(asked.width()))  # nothing of it is cut off
    asked.number.restore("800/12")
    asked.form.submit()
    qtbot.waitUntil(lambda: bool(ask(reports.report, report.id).sent))
    qtbot.waitUntil(lambda: not tasks.busy)
    page.shown.summary.sent.removed.emit(0)
    qtbot.waitUntil(lambda: not ask(reports.report, report.id).sent)


def test_how_far_the_sendings_are_makes_their_card_no_wider(qtbot, page: ReportPage, tasks: Tasks, do, ask) -> None:
    report = do(reports.register_report, FORM)
    show(qtbot, page, tasks, report.id)
    view = ask(reports.report_view, report.id)
    card, widths = page.shown.summary.sent, set()
    for forwarding, answering in ((Progress.NONE, Progress.NONE), (Progress.DRAFTED, Progress.DUE)):
        card.show_view(replace(view, state=replace(view.state, forwarding=forwarding, answering=answering)))
        QCoreApplication.processEvents()  # what was put into the card is shown by a queued call
        widths.add(card.minimumSizeHint().width())
    assert len(widths) == 1, "the column would be scrolled sideways"


def test_a_part_is_split_off_and_both_point_at_each_other(
    qtbot, page: ReportPage, tasks: Tasks, trail: Trail, do, ask
) -> None:
    two = (PEOPLE[0].snapshot(ON, "Penata"), PEOPLE[1].snapshot(ON, "Penata"))
    report: Report = do(reports.register_report, replace(FORM, respondents=two))
    show(qtbot, page, tasks, report.id)
    page.acts.split()
    asked = shown_dialog(qtbot, SplitDialog)
    placed = asked.size()
    qtbot.waitUntil(lambda: bool(asked._people))
    assert asked.minimumSizeHint().height() <= placed.height() < page.window().height(), "it would grow off the screen"
    asked.reason.restore("Perbuatan lain.")
    asked.form.submit()
    first, second = asked._people
    qtbot.waitUntil(lambda: bool(asked.form.box(f"p-{first}").error))
    asked._people[second].restore("pindah")
    asked.form.submit()
    qtbot.waitUntil(lambda: bool(trail.opened))
    made = ask(reports.report_view, trail.opened[-1][1]["report_id"])
    assert (made.report.split_from, [one.id for one in made.report.respondents]) == (report.id, [second])
    qtbot.waitUntil(page.shown.kin.isVisible)


def test_an_old_link_shows_the_report_that_stayed(qtbot, page: ReportPage, tasks: Tasks, trail: Trail, do) -> None:
    first, second = do(reports.register_report, FORM), do(reports.register_report, FORM)
    do(merging.merge_reports, first.id, second.id, "Sama.")
    page.on_shown(report_id=second.id)
    qtbot.waitUntil(lambda: page.header._title.text() == f"Laporan {first.number}")
    assert trail.said == [f"Laporan itu digabung ke laporan {first.number}."]


def test_the_index_of_older_reports_ends(qtbot, desk: Desk, do) -> None:
    made = do(reports.register_report, FORM)
    do(splitting.split_report, made.id, SplitForm(reason="Lain.", shared=(made.respondents[0].id,)))
    index = LateIndex(desk, later=0)
    qtbot.waitUntil(lambda: index.over)
    assert do(search.learn_sounds) == 0


def test_a_kind_that_fails_does_not_keep_the_later_ones_from_their_turn(qtbot, desk: Desk, monkeypatch) -> None:
    ran: list[str] = []

    def fails(_work: object, _actor: object) -> int:
        ran.append("fails")
        raise InvalidInput("Gagal.")

    def works(_work: object, _actor: object) -> int:
        ran.append("works")
        return 2 - len(ran)

    monkeypatch.setattr(late_index, "_KINDS", ((Right.READ, fails), (Right.READ, works)))
    index = LateIndex(desk, later=0)
    qtbot.waitUntil(lambda: index.over)
    assert ran == ["fails", "works"]
