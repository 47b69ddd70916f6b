"""The desk over a real encrypted office: what every page's test stands on."""

from __future__ import annotations

from dataclasses import replace

from cases.changes import ChangeSet
from cases.model.user import Right
from cases.services.office import change_office, current_office
from desktop.desk import Desk
from desktop.tasks import Tasks


def test_a_read_and_a_write_come_back_on_the_ui_thread(qtbot, desk: Desk) -> None:
    seen: list[object] = []
    announced: list[ChangeSet] = []
    desk.changed.connect(announced.append)

    def rename(office) -> None:
        desk.do(change_office, replace(office, phone="(0999) 1")).then(None, seen.append)

    desk.ask(current_office).then(None, rename)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0].phone == "(0999) 1"
    assert announced[0].concerns("office")
    assert desk.may(Right.MANAGE_OFFICE)


def test_do_and_ask_run_as_a_worker_does(desk: Desk, do, ask) -> None:
    office = ask(current_office)
    assert do(change_office, replace(office, phone="2")).phone == "2"


def test_asking_again_while_the_window_closes_is_nothing(desk: Desk, tasks: Tasks) -> None:
    tasks.shutdown()
    assert desk.ask(current_office).then(None, lambda _office: None).cancelled
