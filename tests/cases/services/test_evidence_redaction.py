"""Redacted copies beside their originals: linked, told of in the custody record, never made of what is damaged."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from fakes import FakePictures
from office_desk import LEADER, OfficeAtWork

from cases.errors import DatabaseDamaged, InvalidInput, NotAllowed
from cases.model.evidence import Capture, Evidence
from cases.model.marks import Mark, MarkKind, Place
from cases.services import evidence, evidence_redaction
from cases.services.evidence import EvidenceForm, StagedFile

BOX = Mark(kind=MarkKind.BOX, place=Place(page=0, left=0.1, top=0.2, width=0.3, height=0.1))
BLUR = Mark(kind=MarkKind.BLUR, place=Place(page=0, left=0.5, top=0.5, width=0.2, height=0.2))
REASON = "Wajah warga dan nomor telepon ditutup."
FACTS = EvidenceForm(
    file_name="layar.png",
    title="Unggahan foto",
    platform="Facebook",
    account="ratna.k",
    url="https://contoh.invalid/1",
    posted_at=datetime(2026, 4, 30, 12, 42, tzinfo=UTC),
    captured_at=datetime(2026, 5, 1, 2, 0, tzinfo=UTC),
    captured_by="Petugas Contoh",
    description="Foto bersama calon.",
    profile_name="Ratna K.",
    posted_zone="WIB",
    captured_zone="WITA",
    capture=Capture.SCREEN,
    concerns=("198001012005011001",),
)


@pytest.fixture
def original(office: OfficeAtWork) -> Evidence:
    return office.do(evidence.add_evidence, office.report().id, b"\x89PNG asli", FACTS)


def staged(office: OfficeAtWork, data: bytes = b"\x89PNG tersunting") -> StagedFile:
    return evidence.stage(office.vault, FakePictures(), data, "B-01 tersunting.png")


def redact(office: OfficeAtWork, item: Evidence, *marks: Mark, **parts: str) -> Evidence:
    data = b"\x89PNG " + repr(marks).encode()
    told = {"title": "", "reason": REASON} | parts
    return office.do(evidence_redaction.add_redacted, item.id, staged(office, data), marks, **told)


def test_a_copy_is_an_item_with_its_original_its_marks_and_its_facts(office: OfficeAtWork, original: Evidence) -> None:
    copy = redact(office, original, BOX)
    assert (copy.label, copy.derived_from, copy.marks) == ("B-02", original.id, (BOX,))
    assert copy.sha256 != original.sha256
    assert (copy.title, copy.description) == ("Unggahan foto (tersunting)", REASON)
    same = (
        "report_id", "platform", "account", "url", "posted_at", "captured_at", "captured_by", "profile_name",
        "posted_zone", "captured_zone", "capture", "concerns",
    )  # fmt: skip
    assert [getattr(copy, name) for name in same] == [getattr(original, name) for name in same]
    assert office.ask(evidence.evidence_of_report, original.report_id) == (original, copy)
    assert office.ask(evidence.evidence_bytes, original.id) == b"\x89PNG asli"


def test_the_custody_record_of_the_original_names_the_copy(office: OfficeAtWork, original: Evidence) -> None:
    source = office.do(evidence_redaction.redaction_source, original.id)
    assert (source.original, source.data, source.marks) == (original, b"\x89PNG asli", ())
    copy = redact(office, original, BOX)
    lines = office.ask(evidence.custody_of, original.id)
    assert [line.action for line in lines] == ["take", "add", "derive", "check", "derive"]
    assert lines[-1].operation == "evidence_redaction.add_redacted"
    assert (lines[-1].reason, lines[-1].actor) == (copy.label, "Petugas Contoh")
    with office.database.read() as work:
        row = work.audit.of_record([original.id])[0]
    assert row.changes["sha256 salinan"][1] == copy.sha256


def test_redacting_again_starts_from_the_marks_on_the_original(office: OfficeAtWork, original: Evidence) -> None:
    copy = redact(office, original, BOX)
    source = office.do(evidence_redaction.redaction_source, copy.id)
    assert (source.original, source.data, source.marks) == (original, b"\x89PNG asli", (BOX,))


def test_a_copy_of_a_copy_is_linked_to_the_original_and_uncovers_nothing(
    office: OfficeAtWork, original: Evidence
) -> None:
    first = redact(office, original, BOX)
    second = redact(office, first, BLUR, title="Tanpa wajah")
    assert (second.derived_from, second.title) == (original.id, "Tanpa wajah")
    assert second.marks == (BOX, BLUR)


@pytest.mark.parametrize(
    ("marks", "parts", "words"),
    [
        ((), {}, "Belum ada yang ditutup"),
        ((BOX,), {"reason": "  "}, "Tulis apa yang ditutup"),
        ((Mark(kind=MarkKind.TEXT, place=BOX.place, words=" "),), {}, "Teks di halaman 1 masih kosong"),
        ((Mark(kind=MarkKind.BOX, place=Place(page=0, left=float("nan"), top=0, width=1, height=1)),), {}, "tidak ter"),
        ((Mark(kind=MarkKind.BOX, place=Place(page=-1, left=0, top=0, width=1, height=1)),), {}, "tidak terletak"),
        ((BOX, *(Mark(kind=MarkKind.TEXT, place=BOX.place, words=str(n)) for n in range(1000))), {}, "paling banyak"),
    ],
)
def test_what_would_come_to_nothing_is_refused(office, original, marks, parts, words) -> None:
    with pytest.raises(InvalidInput, match=words):
        redact(office, original, *marks, **parts)
    assert len(office.ask(evidence.evidence_of_report, original.report_id)) == 1


def test_no_copy_is_made_of_an_original_that_changed(office: OfficeAtWork, original: Evidence) -> None:
    office.vault.blobs[original.blob] = b"\x89PNG lain"
    with pytest.raises(DatabaseDamaged):
        office.do(evidence_redaction.redaction_source, original.id)
    with pytest.raises(DatabaseDamaged):
        redact(office, original, BOX)
    (item,) = office.ask(evidence.evidence_of_report, original.report_id)
    assert item.failure, "and what was found stays on the item"


def test_only_pictures_and_pdfs_have_redacted_copies(office: OfficeAtWork) -> None:
    report = office.report()
    paper = office.do(evidence.add_evidence, report.id, b"%PDF-1.7 surat", EvidenceForm(file_name="surat.pdf"))
    assert evidence_redaction.may_be_redacted(paper)
    sound = StagedFile(
        staged=office.vault.stage(b"suara"), name="suara.mp3", media_type="audio/mpeg", told={}, file_time=None
    )
    other = office.do(evidence.add_evidence, report.id, sound, EvidenceForm(file_name="suara.mp3"))
    assert not evidence_redaction.may_be_redacted(other)
    assert not evidence_redaction.may_be_redacted(replace(paper, media_type="image/svg+xml"))
    with pytest.raises(InvalidInput, match="B-02 bukan gambar atau PDF"):
        office.do(evidence_redaction.redaction_source, other.id)
    with pytest.raises(InvalidInput, match="B-02 bukan gambar atau PDF"):
        redact(office, other, BOX)


def test_a_leader_only_looks(office: OfficeAtWork, original: Evidence) -> None:
    with pytest.raises(NotAllowed):
        office.do_as(LEADER, evidence_redaction.redaction_source, original.id)
