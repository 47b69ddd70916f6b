"""Pictures that look alike over all reports, and the queue by which they become known."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from office_desk import CLERK, OfficeAtWork

from cases.model.evidence import Evidence
from cases.services import evidence, evidence_alike, evidence_view
from cases.services.evidence import EvidenceForm
from db.stores.evidence import _is_near


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
    assert set(office.ask(evidence.thumbnails, [one.id for one in items])) == {one.id for one in items}
    assert office.ask(evidence_alike.alike, paper.id) == ()


def test_what_is_read_for_it_is_on_record(office: OfficeAtWork) -> None:
    item = picture(office, office.report().id, 7)
    office.do(evidence.derive, item.id)
    acts = office.ask(evidence.custody_of, item.id)
    assert [(one.action, one.failure) for one in acts] == [("take", ""), ("add", ""), ("derive", "")]
    assert replace(acts[-1], at=acts[0].at).operation == "evidence.derive"


def looked_at(office: OfficeAtWork) -> None:
    while waiting := office.ask(evidence.underived):
        office.do(evidence.derive, waiting[0])


def copy_of(office: OfficeAtWork, source: Evidence, look: int) -> Evidence:
    """A copy that the office made itself, as redaction does."""
    item = picture(office, source.report_id, look, f"salinan-{look}.png")
    with office.database.write() as work:
        work.log_as(CLERK, "test.derive")
        work.evidence.save(replace(item, derived_from=source.id))
    return replace(item, derived_from=source.id)


def test_own_copies_are_told_apart_and_come_last(office: OfficeAtWork) -> None:
    first, second = office.report(), office.report()
    own = picture(office, first.id, 0b1111)
    copy = copy_of(office, own, 0b1111)
    other = picture(office, second.id, 0b0001)
    looked_at(office)
    found = office.ask(evidence_alike.alike, own.id)
    assert [(one.item.id, one.copy) for one in found] == [(other.id, False), (copy.id, True)]
    again = copy_of(office, own, 0b0111)
    looked_at(office)
    siblings = {one.item.id: one.copy for one in office.ask(evidence_alike.alike, again.id)}
    assert siblings == {own.id: True, copy.id: True, other.id: False}


def test_the_same_file_is_found_whatever_its_kind(office: OfficeAtWork) -> None:
    first, second = office.report(), office.report()
    data = b"%PDF-1.7 surat yang sama"
    own = office.do(evidence.add_evidence, first.id, data, EvidenceForm(file_name="surat.pdf"))
    same = office.do(evidence.add_evidence, second.id, data, EvidenceForm(file_name="salinan.pdf"))
    found = office.ask(evidence_alike.alike, own.id)
    assert [(one.item.id, one.same_bytes, one.report_number) for one in found] == [(same.id, True, second.number)]


def test_within_a_report_the_later_one_names_the_earlier(office: OfficeAtWork) -> None:
    report = office.report()
    first = picture(office, report.id, 0b1111)
    far = picture(office, report.id, (1 << 40) - 1)
    copy = copy_of(office, first, 0b1111)
    near = picture(office, report.id, 0b0111, "dekat.png")
    looked_at(office)
    assert office.ask(evidence_view.view, report.id).earlier == {near.id: first.id}
    assert far.id != copy.id


def test_what_came_in_is_compared_with_other_reports_once_it_was_looked_at(office: OfficeAtWork) -> None:
    first, second = office.report(), office.report()
    old = picture(office, first.id, 0b1111)
    new, lone = picture(office, second.id, 0b1110), picture(office, second.id, (1 << 50) - 1)
    assert office.ask(evidence_alike.alike_elsewhere, [new.id]) == {}
    picture(office, second.id, 0b1100, "di laporan yang sama.png")
    looked_at(office)
    found = office.ask(evidence_alike.alike_elsewhere, [new.id, lone.id])
    assert {key: [one.item.id for one in others] for key, others in found.items()} == {new.id: [old.id], lone.id: []}


@given(st.sets(st.integers(0, (1 << 64) - 1), max_size=6), st.integers(0, (1 << 64) - 1), st.integers(0, 64))
def test_near_is_what_differs_in_so_many_bits(looks: set[int], look: int, most: int) -> None:
    signed = look - (1 << 64) if look >> 63 else look
    expected = any((one ^ look).bit_count() <= most for one in looks)
    assert _is_near(tuple(looks), most)(signed) == expected
