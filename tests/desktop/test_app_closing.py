"""Closing the window: what is still written or read, and copies that other programs hold."""

from __future__ import annotations

import io
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import pytest
from fake_tesseract import fake_tesseract
from ink import screen
from program_start import Start, log_in
from PySide6.QtWidgets import QMessageBox
from samples import make_report

from cases.model.evidence import Evidence
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.services import evidence
from cases.services.access import service
from cases.services.evidence import EvidenceForm
from cases.services.office import current_office
from db.secrets import SecretStore
from desktop.app import Program
from desktop.evidence import opened_copies
from desktop.evidence.opened_copies import OpenedCopies
from desktop.wiring import open_office

VIDEO = Evidence(
    id="e-1",
    report_id="r-1",
    ordinal=5,
    title="Video",
    file_name="video.mp4",
    media_type="video/mp4",
    size=11,
    sha256="0" * 64,
    blob="1" * 64,
    added_at=datetime(2026, 5, 4, tzinfo=UTC),
    added_by="admin",
)


def test_closing_waits_for_what_is_being_written(qtbot, start: Start, home, recovery_key, password) -> None:
    program = start(home, key=recovery_key)
    log_in(qtbot, program, password)
    assert program.session is not None
    desk = program.session.desk
    begun, go_on = Event(), Event()

    @service(Right.MANAGE_OFFICE)
    def slow_change(work: UnitOfWork, actor: Actor) -> None:
        begun.set()
        go_on.wait(20)
        office = work.office.current()
        assert office is not None
        work.office.save(replace(office, phone="(0999) 5"))

    desk.do(slow_change).then(None, lambda _none: None)
    qtbot.waitUntil(begun.is_set)
    program.shell.close()
    assert program.shell.isVisible(), "the window waits"
    with qtbot.waitSignal(program.ended):
        go_on.set()
    assert not program.shell.isVisible()
    with ThreadPoolExecutor(1) as pool:
        opened = pool.submit(lambda: open_office(home, recovery_key, secrets=SecretStore(None))).result()
        assert pool.submit(lambda: opened.read(current_office, desk.actor)).result().phone == "(0999) 5"
        pool.submit(opened.close).result()


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
def test_closing_gives_up_what_is_being_read(
    qtbot, start: Start, home, recovery_key, password, tmp_path: Path, monkeypatch
) -> None:
    fake_tesseract(tmp_path / "alat", "open(sys.argv[0] + '.pid', 'w').write(str(os.getpid())); time.sleep(60)")
    monkeypatch.setenv("PATH", str(tmp_path / "alat"))
    program = start(home, key=recovery_key)
    log_in(qtbot, program, password)
    assert program.session is not None
    data = io.BytesIO()
    screen(400).save(data, "PNG")

    @service(Right.MANAGE_EVIDENCE)
    def take_in(work: UnitOfWork, actor: Actor) -> None:
        report = make_report()
        work.reports.add(report)
        evidence.enter(work, actor, report.id, data.getvalue(), EvidenceForm(file_name="layar.png"))

    program.session.desk.do(take_in).then(None, lambda _none: None)
    note = tmp_path / "alat" / "tesseract.pid"
    qtbot.waitUntil(lambda: note.exists() and bool(note.read_text("utf-8")))
    with qtbot.waitSignal(program.ended):
        program.shell.close()
    with pytest.raises(ProcessLookupError):
        os.kill(int(note.read_text("utf-8")), 0)


def held_copy(program: Program, root: Path) -> Path:
    """Open a copy of a video as the viewer does."""
    if program.copies is None or program.copies.root != root:
        program.copies = OpenedCopies(root)
    with program.copies.writing(VIDEO) as (path, file):
        file.write(b"isi rekaman")
    return path


def keep(_folder: Path, *, ignore_errors: bool) -> None:
    """Remove nothing, as Windows does with what a player has open."""
    assert ignore_errors


def test_copies_for_other_programs_go_with_the_session_and_with_the_window(
    qtbot, start: Start, home, recovery_key, password, tmp_path
) -> None:
    program = start(home, key=recovery_key)
    log_in(qtbot, program, password)
    path = held_copy(program, tmp_path / "dibuka")
    program._leave_session()
    qtbot.waitUntil(lambda: not path.exists())
    again = held_copy(program, tmp_path / "dibuka")
    with qtbot.waitSignal(program.ended):
        program.shell.close()
    assert not again.exists()


def test_a_copy_that_a_player_holds_is_asked_about_before_the_window_goes(
    qtbot, start: Start, home, recovery_key, password, tmp_path, monkeypatch
) -> None:
    program = start(home, key=recovery_key)
    log_in(qtbot, program, password)
    path = held_copy(program, tmp_path / "dibuka")
    rmtree = opened_copies.shutil.rmtree
    monkeypatch.setattr(opened_copies.shutil, "rmtree", keep)
    program.shell.close()
    qtbot.waitUntil(lambda: bool(program.shell.findChildren(QMessageBox)))
    box = program.shell.findChildren(QMessageBox)[-1]
    assert path.name in box.text()
    monkeypatch.setattr(opened_copies.shutil, "rmtree", rmtree)
    with qtbot.waitSignal(program.ended):
        next(made for made in box.buttons() if made.text() == "Hapus lagi").click()
    assert not path.exists()


def test_a_copy_left_by_a_run_before_is_wiped_at_the_start_or_said(
    qtbot, start: Start, home, tmp_path, monkeypatch
) -> None:
    program = start(home)
    path = held_copy(program, tmp_path / "dibuka")
    assert program.copies is not None
    monkeypatch.setattr(opened_copies.shutil, "rmtree", keep)
    program.copies.close()
    later = Program(program.opener, preferences=program.preferences)
    later.copies = OpenedCopies(tmp_path / "dibuka")
    later._tell_held(later.copies.wipe_left())
    box = later.shell.findChildren(QMessageBox)[-1]
    assert path.name in box.text()
    box.close()
    monkeypatch.undo()
    assert later.copies.wipe_left() == ()
    assert not path.exists()
    later.shell.deleteLater()
