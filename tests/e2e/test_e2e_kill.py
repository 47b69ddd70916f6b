"""The plug is pulled: while somebody types, and while a letter is being put up."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from e2e_case import log_in
from e2e_clerk import Clerk
from e2e_office import PLACE, Papers, ago, employee, inspect, make_office, person, staff, typed, verified
from e2e_screen import Screen

from cases.model.letter import Letter, LetterStatus
from cases.model.listing import ListQuery
from cases.model.report import Channel, Source
from cases.model.steps import StepKey, SummonsFacts
from cases.model.user import Actor
from cases.services import case_files, letters, reports, steps
from cases.services.case_files import OpeningForm
from cases.services.reports import ReportForm
from desktop.wiring import RECOVERED, OpenOffice

pytestmark = pytest.mark.e2e

PLACE_TYPED = "Lapangan Tirta Hulu"
STORY = " ".join(f"Kalimat {number} menceritakan apa yang dilihat pelapor di lapangan." for number in range(1, 400))
LOST_AT_MOST = 5.0
"""Seconds of typing that may be lost: the longest pause between two drafts is three, the rest is a slow machine's."""
ACCUSED = ("Siti Darmawan", "Lestari Mulya", "Hesti Hartawan", "Bagus Prayitno", "Arif Utami")


def test_what_is_typed_survives_the_plug(screen: Screen, tmp_path: Path) -> None:
    papers = Papers(tmp_path)
    make_office(papers)
    with log_in(screen, papers) as clerk:
        clerk.key("ctrl+n")
        clerk.on("report")
        clerk.enter({"Tanggal kejadian": typed(ago(3)), "Tempat": PLACE_TYPED})
        clerk.go_to("Uraian kejadian")
        seen = pull_while_typing(clerk)
    before = [length for at, length in seen if at < seen[-1][0] - LOST_AT_MOST]
    with log_in(screen, papers) as clerk:
        clerk.see("Ada isian yang belum disimpan")
        clerk.see("Laporan baru")
        clerk.press("Pulihkan")
        clerk.on("report")
        clerk.see("Isian tanggal ", begins=True)
        assert clerk.go_to("Tanggal kejadian")["value"] == typed(ago(3))
        assert clerk.go_to("Tempat")["value"] == PLACE_TYPED
        story = clerk.go_to("Uraian kejadian")["value"]
        clerk.close()
    with log_in(screen, papers) as clerk:
        clerk.settle()
        assert not clerk.sees("Ada isian yang belum disimpan"), "it was closed in order"
        clerk.close()
    assert STORY.startswith(story)
    assert len(story) >= max(before, default=0)
    assert story, "nothing of the story was kept"
    verified(papers)


def pull_while_typing(clerk: Clerk) -> list[tuple[float, int]]:
    """Type word after word without a pause, and pull the plug between two; give when how many letters stood there."""
    began = time.monotonic()
    seen: list[tuple[float, int]] = []
    for word in STORY.split(" "):
        clerk.add(f"{word} ")
        seen.append((time.monotonic(), len(clerk.look()["focus"]["value"])))
        if seen[-1][0] > began + LOST_AT_MOST + 1:
            break
    clerk.kill()
    assert 0 < seen[-1][1] < len(STORY), "it was killed in the middle"
    return seen


def test_no_number_is_lost_or_double_when_the_plug_is_pulled(screen: Screen, tmp_path: Path) -> None:
    papers = Papers(tmp_path)
    make_office(papers, draft_summonses)
    vault, wal = papers.home / "vault", papers.home / "office.db-wal"

    def changed(*files: Path) -> Callable[[], bool]:
        """Whether anything is written, or written again: a plug pulled before may have left the same bytes."""
        before = stamps(*files)
        return lambda: stamps(*files) != before

    moments: tuple[Callable[[Clerk], Callable[[], bool]], ...] = (
        lambda _clerk: lambda: True,
        lambda _clerk: changed(vault, *vault.iterdir()),
        lambda _clerk: changed(wal),
        lambda clerk: lambda: clerk.sees("Tanggal tanda tangan"),
    )
    held = 0
    for moment in moments:
        with log_in(screen, papers) as clerk:
            button = open_a_draft(clerk)
            now = moment(clerk)
            clerk.strike(button)
            clerk.until(now, "the moment to pull the plug", every=0)
            clerk.kill()
        held = numbers_are_sound(papers, at_least=held)
    assert held >= 1, "the last one was put up before the plug was pulled"
    with log_in(screen, papers) as clerk:
        assert clerk.see("Surat")
        clerk.point(open_a_draft(clerk))
        clerk.see("Tanggal tanda tangan")
        clerk.close()
    assert numbers_are_sound(papers, at_least=held) == held + 1
    assert verified(papers)["letters"] == held + 1


def stamps(*files: Path) -> list[tuple[int, int]]:
    """Size and time of files and folders, as the system has them at this moment."""
    return [(file.stat().st_size, file.stat().st_mtime_ns) for file in files]


def open_a_draft(clerk: Clerk) -> dict[str, object]:
    """Open the first draft of the list of letters; give the button that puts it up."""
    clerk.key("alt+5")
    clerk.on("letters")
    clerk.press("Konsep", begins=True)
    clerk.settle()
    clerk.press("Tanpa nomor", kind="row", begins=True)
    clerk.key("Return")
    clerk.on("letter")
    return clerk.find("Ajukan untuk ditandatangani")


def numbers_are_sound(papers: Papers, *, at_least: int) -> int:
    """Every letter is a draft without a number or put up with the next one and its bytes; give how many are."""
    found = inspect(papers, read_letters)
    held = [letter for letter in found if letter.status is LetterStatus.PUT_UP]
    drafts = [letter for letter in found if letter.status is LetterStatus.DRAFT]
    assert len(held) + len(drafts) == len(ACCUSED)
    assert all(not letter.number for letter in drafts)
    assert sorted(letter.number_ordinal or 0 for letter in held) == list(range(1, len(held) + 1))
    assert len({letter.number for letter in held}) == len(held)
    assert len(held) >= at_least, "a number that was given is not taken back"
    return len(held)


def read_letters(office: OpenOffice) -> list[Letter]:
    """Every letter, and that the bytes of each can be read."""
    found: list[Letter] = []
    for line in office.read(case_files.case_page, RECOVERED, ListQuery(sort="number")).rows:
        found += office.read(case_files.case_file, RECOVERED, line.id).letters
    for letter in found:
        assert office.read(letters.letter_bytes, RECOVERED, letter.id).startswith(b"%PDF")
    return found


def draft_summonses(office: OpenOffice, admin: Actor) -> None:
    """One report with several accused, each with a case whose first summons is drafted."""
    staff(office, admin)
    today = office.clock.today()
    superior = person(office, admin, employee("Putri Wibowo"))
    form = ReportForm(
        received_on=ago(3),
        source=Source.BAWASLU,
        channel=Channel.ACTIVITY,
        narrative="Hadir dalam kampanye dengan seragam dinas.",
        respondents=tuple(person(office, admin, employee(name)) for name in ACCUSED),
        event_on=ago(4),
    )
    report, _ = office.write(reports.register_report, admin, form)
    office.write(letters.allow_unverified, admin, StepKey.SUMMONS_1)
    for respondent in report.respondents:
        opening = OpeningForm(
            violation_codes=("n.2",), verification="Cocok.", opened_on=ago(2), superior=superior, official=superior
        )
        file, _ = office.write(case_files.open_case, admin, report.id, respondent.id, opening)
        facts = SummonsFacts(
            examine_on=today + timedelta(days=7), examine_at="09.00", place=PLACE, report_to=superior, signer=superior
        )
        office.write(steps.take_step, admin, file.case.id, steps.StepForm(key=StepKey.SUMMONS_1, facts=facts, on=today))
