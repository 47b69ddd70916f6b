"""What was said of an item is set right with a reason and leaves its bytes alone; same bytes are found everywhere."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta

import pytest
from office_desk import LEADER, OfficeAtWork

from cases.errors import InvalidInput, NotAllowed
from cases.model.evidence import Capture, Evidence
from cases.services import evidence, evidence_facts
from cases.services.evidence import EvidenceForm

SAID = EvidenceForm(
    file_name="layar.png",
    title="Unggahan",
    platform="Facebook",
    account="akun.lama",
    posted_at=datetime(2026, 4, 30, 12, 42, tzinfo=UTC),
    posted_zone="WIB",
)
OF_THE_FILE = {"id", "report_id", "ordinal", "file_name", "media_type", "size", "sha256", "blob", "added_at"}


@pytest.fixture
def item(office: OfficeAtWork) -> Evidence:
    return office.do(evidence.add_evidence, office.report().id, b"\x89PNG satu", SAID)


def test_every_fact_that_is_stated_can_be_set_right_and_no_other(office: OfficeAtWork, item: Evidence) -> None:
    said = EvidenceForm(
        file_name="nama-lain.png",
        title=" Komentar ",
        platform="TikTok",
        account="akun.baru",
        url="https://contoh.invalid/2",
        posted_at=datetime(2026, 5, 1, 12, 42, tzinfo=UTC),
        captured_at=datetime(2026, 5, 1, 13, 0, tzinfo=UTC),
        captured_by="Ani",
        description="Dari gawai pelapor.",
        profile_name="Nama Profil",
        posted_zone="WITA",
        captured_zone="WIB",
        capture=Capture.PHONE,
        concerns=("199001012015011001",),
    )
    changed = office.do(evidence_facts.change_facts, item.id, said, "Salah ketik akun.")
    assert changed == office.ask(evidence.evidence_of_report, item.report_id)[0]
    assert (changed.title, changed.account, changed.capture) == ("Komentar", "akun.baru", Capture.PHONE)
    differing = {one.name for one in fields(Evidence) if getattr(changed, one.name) != getattr(item, one.name)}
    assert differing == {one.name for one in fields(EvidenceForm)} - {"file_name"}
    assert not differing & OF_THE_FILE


def test_custody_and_log_tell_the_change_and_why(office: OfficeAtWork, item: Evidence) -> None:
    said = replace(SAID, account="akun.baru")
    office.do(evidence_facts.change_facts, item.id, said, " Salah ketik akun. ")
    act = office.ask(evidence.custody_of, item.id)[-1]
    assert (act.action, act.operation) == ("save", "evidence_facts.change_facts")
    assert (act.reason, act.actor) == ("Salah ketik akun.", "Petugas Contoh")
    with office.database.read() as work:
        rows = work.audit.of_record([item.id])
    assert rows[1].changes == {"account": ("akun.lama", "akun.baru")}


def test_no_reason_no_change_and_no_future(office: OfficeAtWork, item: Evidence) -> None:
    with pytest.raises(InvalidInput, match="alasan"):
        office.do(evidence_facts.change_facts, item.id, replace(SAID, account="lain"), "  ")
    with pytest.raises(InvalidInput, match="Tidak ada yang berubah"):
        office.do(evidence_facts.change_facts, item.id, SAID, "Iseng")
    ahead = office.clock.now() + timedelta(minutes=1)
    for said in (replace(SAID, posted_at=ahead), replace(SAID, captured_at=ahead)):
        with pytest.raises(InvalidInput, match="belum terjadi"):
            office.do(evidence_facts.change_facts, item.id, said, "Salah")
    assert office.ask(evidence.evidence_of_report, item.report_id) == (item,)


def test_a_title_never_becomes_empty(office: OfficeAtWork, item: Evidence) -> None:
    changed = office.do(evidence_facts.change_facts, item.id, replace(SAID, title=" ", account="b"), "Salah")
    assert changed.title == item.title


def test_only_who_manages_evidence(office: OfficeAtWork, item: Evidence) -> None:
    with pytest.raises(NotAllowed):
        office.do_as(LEADER, evidence_facts.change_facts, item.id, replace(SAID, account="b"), "Salah")


def test_same_bytes_are_found_in_every_report(office: OfficeAtWork, item: Evidence) -> None:
    other = office.report()
    again = office.do(evidence.add_evidence, other.id, b"\x89PNG satu", SAID)
    office.do(evidence.add_evidence, other.id, b"\x89PNG dua", SAID)
    found = office.ask(evidence_facts.same_bytes, [item.sha256, "0" * 64])
    assert [one.item.id for one in found] == [item.id, again.id]
    assert found[1].report_number == other.number
    assert office.ask(evidence_facts.same_bytes, []) == ()
