"""What the list of evidence and its cards say, and which acts of custody they leave."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest
from office_desk import ADMIN, CLERK, OfficeAtWork

from cases.errors import DatabaseDamaged, InvalidInput
from cases.model.evidence import Capture, Evidence
from cases.model.evidence_paper import PaperOrder
from cases.model.marks import Mark, MarkKind, Place
from cases.model.office import Paper
from cases.model.report import Report, Source
from cases.services import evidence, evidence_papers, integrity
from cases.services.evidence import EvidenceForm

SEEN = datetime(2026, 4, 30, 12, 42, tzinfo=UTC)


def put(office: OfficeAtWork, report: Report, name: str = "layar.png", **parts: Any) -> Evidence:
    data = b"\x89PNG" + name.encode()
    return office.do(evidence.add_evidence, report.id, data, EvidenceForm(file_name=name, **parts))


def told(office: OfficeAtWork, report: Report, **order: Any) -> Any:
    return office.ask(evidence_papers.papers, report.id, PaperOrder(**order))


def acts(office: OfficeAtWork, item: Evidence) -> list[str]:
    return [line.action for line in office.ask(evidence.custody_of, item.id)]


def test_everything_that_was_said_of_an_item_is_on_its_card(office: OfficeAtWork) -> None:
    report = office.report()
    accused = report.respondents[0].person
    put(
        office,
        report,
        title="Unggahan",
        platform="Facebook",
        account="ratna.k",
        profile_name="Ratna",
        url="https://contoh.invalid/1",
        posted_at=SEEN,
        posted_zone="WITA",
        captured_at=SEEN + timedelta(hours=2),
        captured_by="A. Firmansah",
        capture=Capture.PHONE,
        concerns=(accused.nip,),
        description="Foto bersama calon.",
    )
    (item,) = told(office, report).items
    assert (item.label, item.kind, item.posted) == ("B-01", "Gambar PNG", "30 April 2026, 20.42 WITA")
    assert item.captured == "30 April 2026, 21.42 WIB", "no zone was stated: the office's"
    assert (item.captured_by, item.capture, item.concerns) == ("A. Firmansah", "tangkapan layar ponsel", accused.name)
    assert item.custody[0].startswith("Diterima dan disidik")
    assert item.custody[0].endswith("oleh Petugas Contoh")
    assert item.custody[1] == "Belum pernah diperiksa ulang"


def test_the_papers_are_a_snapshot_of_case_office_and_order(office: OfficeAtWork) -> None:
    file = office.case()
    put(office, file.report)
    made = told(office, file.report, paper=Paper.A4, per_page=4)
    assert made.case_number == file.case.number
    assert made.respondents == ((file.case.respondent.name, file.case.respondent.nip),)
    assert made.profile.paper is Paper.A4
    assert made.made_by.person.name == CLERK.full_name
    assert made.log_head
    assert made == told(office, file.report, paper=Paper.A4, per_page=4)
    msgspec.json.encode(made.items)


def test_a_report_that_is_no_case_yet_names_its_accused(office: OfficeAtWork) -> None:
    report = office.report(office.accused(1), office.accused(2))
    put(office, report)
    made = told(office, report)
    assert (made.case_number, len(made.respondents)) == ("", 2)


def test_whoever_reported_appears_nowhere(office: OfficeAtWork) -> None:
    report = office.report(source=Source.PUBLIC, reporter_name="Siti  Rahmawati", reporter_contact="0812-3456-7890")
    put(
        office,
        report,
        "Siti Rahmawati.png",
        title="Kiriman siti rahmawati",
        captured_by="SITI RAHMAWATI",
        profile_name="Siti Rahmawati",
        description="Dikirim Siti\nRahmawati lewat 0812-3456-7890.",
    )
    words = msgspec.json.encode(told(office, report).items).decode().casefold()
    assert "rahmawati" not in words
    assert "0812" not in words
    assert "kiriman pelapor" in words
    assert "dikirim pelapor lewat pelapor." in words


def test_a_contact_that_says_nobody_covers_nothing(office: OfficeAtWork) -> None:
    report = office.report(reporter_name="", reporter_contact="-")
    put(office, report, description="Foto - dua orang.")
    assert told(office, report).items[0].description == "Foto - dua orang."


def test_a_preview_opens_and_a_print_prints_once(office: OfficeAtWork) -> None:
    report = office.report()
    item = put(office, report)
    told(office, report)
    assert acts(office, item) == ["take", "add"], "telling alone reads no original"
    assert office.ask(evidence_papers.preview_original, item.id) == b"\x89PNGlayar.png"
    assert office.ask(evidence_papers.print_original, item.id) == b"\x89PNGlayar.png"
    assert acts(office, item) == ["take", "add", "open", "print"]
    assert told(office, report).items[0].custody[-1].startswith("Dibuka 1 kali dan dicetak 1 kali, terakhir")


def test_a_check_is_told_with_its_outcome(office: OfficeAtWork) -> None:
    report = office.report()
    item = put(office, report)
    office.do(evidence.check_evidence, item.id)
    assert told(office, report).items[0].custody[1].endswith("cocok")
    office.vault.blobs[item.blob] = b"lain"
    with pytest.raises(DatabaseDamaged):
        office.ask(evidence_papers.print_original, item.id)
    shown = told(office, report).items[0]
    assert "tidak lagi sama" in shown.failure or "rusak" in shown.failure
    assert not any("dicetak" in line for line in shown.custody), "what failed did not leave"
    office.do(evidence.check_evidence, item.id)
    assert told(office, report).items[0].custody[1].endswith("GAGAL")
    office.do(evidence.answer_failure, item.id, "Dipulihkan dari cadangan Jumat.")
    answered = told(office, report).items[0]
    assert answered.failure == ""
    assert "Dipulihkan dari cadangan Jumat." in answered.answered


def test_a_check_of_everything_counts_for_each_item_that_it_read(office: OfficeAtWork) -> None:
    report = office.report()
    put(office, report)
    office.do_as(ADMIN, integrity.check_part)
    later = put(office, report, "baru.png")
    first, second = told(office, report).items
    assert first.custody[1].endswith("bersama semua bukti: cocok")
    assert second.custody[1] == "Belum pernah diperiksa ulang"
    office.clock.advance(hours=1)
    office.vault.blobs[later.blob] = b"lain"
    office.do_as(ADMIN, integrity.check_part)
    assert told(office, report).items[1].custody[1].endswith("GAGAL")


def test_a_redacted_copy_names_its_original_and_takes_its_place_on_cards(office: OfficeAtWork) -> None:
    file = office.case()
    first, other = put(office, file.report), put(office, file.report, "lain.png")
    place = Place(page=0, left=0.1, top=0.1, width=0.2, height=0.2)
    copy = put(office, file.report, "tersunting.png")
    with office.database.write() as work:
        work.log_as(CLERK, "tests.redact")
        marks = (Mark(kind=MarkKind.BOX, place=place), Mark(kind=MarkKind.BOX, place=place))
        work.evidence.save(replace(copy, derived_from=first.id, marks=marks))
    order = office.ask(evidence_papers.attachment, file.case.id)
    assert order.ids == (first.id, other.id, copy.id)
    assert order.carded == (other.id, copy.id)
    made = office.ask(evidence_papers.papers, file.report.id, order, file.case.id)
    assert [item.label for item in made.carded] == ["B-02", "B-03"]
    shown = made.items[2]
    assert (shown.made_from, shown.made_from_sha256, shown.marks) == ("B-01", first.sha256, "2 kotak hitam")


def test_what_concerns_another_accused_stays_away_from_a_case(office: OfficeAtWork) -> None:
    report = office.report(office.accused(1), office.accused(2))
    file = office.case(report=report)
    other = report.respondents[1].person
    put(office, report, "milik-lain.png", concerns=(other.nip,))
    assert office.ask(evidence_papers.attachment, file.case.id) is None
    both = put(office, report, "bersama.png")
    order = office.ask(evidence_papers.attachment, file.case.id)
    assert order.ids == (both.id,)


@pytest.mark.parametrize("order", [{"per_page": 3}, {"listing": False, "cards": False}, {"ids": ("tiada",)}])
def test_what_cannot_be_printed_is_refused(office: OfficeAtWork, order: dict[str, Any]) -> None:
    report = office.report()
    put(office, report)
    with pytest.raises(InvalidInput):
        told(office, report, **order)


def test_without_evidence_there_is_nothing_to_print(office: OfficeAtWork) -> None:
    with pytest.raises(InvalidInput):
        told(office, office.report())


def test_a_file_is_called_by_what_it_is(office: OfficeAtWork) -> None:
    report = office.report()
    item = put(office, report)
    with office.database.write() as work:
        work.log_as(CLERK, "tests.kind")
        work.evidence.save(replace(item, file_name="siaran.mp4", media_type="video/mp4"))
    assert told(office, report).items[0].kind == "Video MP4"
