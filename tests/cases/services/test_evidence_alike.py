"""Pictures that look alike over all reports, and the queue by which they become known."""

from __future__ import annotations

from dataclasses import replace

from office_desk import OfficeAtWork

from cases.model.evidence import Evidence
from cases.services import evidence, evidence_alike
from cases.services.evidence import EvidenceForm


def picture(office: OfficeAtWork, report_id: str, look: int, name: str = "layar.png") -> Evidence:
    data = b"\x89PNG" + name.encode() + look.to_bytes(8, "big")
    return office.do(evidence.add_evidence, report_id, data, EvidenceForm(file_name=name))


def test_the_nearest_come_first_and_far_ones_not_at_all(office: OfficeAtWork) -> None:
    first, second = office.report(), office.report()
    own = picture(office, first.id, 0b1111)
    near = picture(office, second.id, 0b1110)
    same = picture(office, second.id, 0b1111)
    picture(office, second.id, (1 << 40) - 1)
    while waiting := office.ask(evidence.underived):
        office.do(evidence.derive, waiting[0])
    found = office.ask(evidence_alike.alike, own.id)
    assert [(one.item.id, one.bits, one.same_bytes) for one in found] == [(same.id, 0, True), (near.id, 1, False)]
    assert {one.report_number for one in found} == {second.number}


def test_the_queue_goes_on_where_it_stood_and_ends(office: OfficeAtWork) -> None:
    report = office.report()
    items = [picture(office, report.id, n, f"{n}.png") for n in range(3)]
    paper = office.do(evidence.add_evidence, report.id, b"%PDF-1.7 surat", EvidenceForm(file_name="surat.pdf"))
    seen = []
    while waiting := office.ask(evidence.underived):
        seen.append(waiting[0])
        office.do(evidence.derive, waiting[0])
    assert sorted(seen) == sorted(one.id for one in (*items, paper))
    assert office.ask(evidence.thumbnail, items[0].id) is not None
    assert office.ask(evidence_alike.alike, paper.id) == ()


def test_what_is_read_for_it_is_on_record(office: OfficeAtWork) -> None:
    item = picture(office, office.report().id, 7)
    office.do(evidence.derive, item.id)
    acts = office.ask(evidence.custody_of, item.id)
    assert [(one.action, one.failure) for one in acts] == [("take", ""), ("add", ""), ("derive", "")]
    assert replace(acts[-1], at=acts[0].at).operation == "evidence.derive"
