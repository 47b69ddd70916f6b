"""Lists of names: taken in whole, matched, decided by a person and by nobody else, and made reports of."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from fakes import FakePictures
from office_desk import CLERK, LEADER, OfficeAtWork
from samples import make_employee, nip_of

from cases.errors import InvalidInput, NotAllowed, NotFound
from cases.model.employee import Employee
from cases.model.evidence import Capture
from cases.model.name_list import Hit, ListRow, Matched
from cases.model.name_review import Decision, NameList, RowState
from cases.model.report import Channel, Source
from cases.model.user import Actor, Role
from cases.services import (
    discarding,
    evidence,
    merging,
    name_lists,
    name_reports,
    name_review,
    restrictions,
    sheet_columns,
    undoing,
)
from cases.services.name_lists import ListForm
from reports.headed_sheet import HeadedSheet

DATA = b"daftar rekaan"
FORM = ListForm(
    title="Anggota Partai Rekaan",
    source=Source.BAWASLU,
    file_name="anggota.xlsx",
    party="Partai Rekaan",
    handed_by="Bawaslu Tirta Kencana",
    listed_on=date(2026, 4, 1),
)


SHEET = HeadedSheet(
    headers=("NO", "NAMA ANGGOTA", "KTP-EL", "TTL"),
    rows=(
        (5, ("1", "Ratna Kusumawardani", "3403015203850001", "Melati, 12-03-1985")),
        (6, ("2", "", "3403015203850002", "Melati, 1 Mei 1980")),
        (7, ("3", "Sri Wahyuni", "34030152", "kapan-kapan")),
    ),
)


WITH_NIK = ListRow(number=5, name="Ratna Kusumawardani", nik="3403015203850001", role="Bendahara")
BORN = ListRow(number=6, name="Drs. Moh. Sutrisno", born_on=date(1970, 3, 12))
BARE = ListRow(number=7, name="Sri Wahyuni")
REASONS = ("nama mirip", "tanggal lahir sama")


@pytest.fixture
def people(office: OfficeAtWork) -> tuple[Employee, ...]:
    names = ("Ratna Kusumawardhani", "Muhammad Sutrisno", "Sri Wahyuni", "Sri Wahyuningsih")
    made = tuple(make_employee(name=name, nip=nip_of(500 + place)) for place, name in enumerate(names))
    office.add_employees(*made)
    return made


def take(office: OfficeAtWork, data: bytes = DATA, *rows: ListRow, **parts: Any) -> NameList:
    return office.do(name_lists.add_list, replace(FORM, **parts), data, rows or (WITH_NIK, BORN, BARE))


def match(office: OfficeAtWork, listed: NameList, *pairs: tuple[int, Employee, int]) -> None:
    given = office.ask(name_lists.to_match, listed.id)
    hits = tuple(Hit(row=row, employee_id=person.id, score=score, reasons=REASONS) for row, person, score in pairs)
    office.do(name_lists.keep_hits, given, Matched(hits=hits, cut=()))


@pytest.fixture
def listed(office: OfficeAtWork, people: tuple[Employee, ...]) -> NameList:
    made = take(office)
    match(office, made, (5, people[0], 96), (6, people[1], 90), (7, people[2], 88), (7, people[3], 71))
    return made


def hit_of(office: OfficeAtWork, listed: NameList, row: int, place: int = 0) -> str:
    return office.ask(name_review.row_review, listed.id, row).candidates[place].hit.id


def decide(office: OfficeAtWork, listed: NameList, row: int, decision: Decision, place: int = 0) -> str:
    return office.do(name_review.decide, hit_of(office, listed, row, place), decision).id


def report(office: OfficeAtWork, hit_id: str, **parts: Any) -> Any:
    card = evidence.stage(office.vault, FakePictures(), f"%PDF kartu {hit_id}".encode(), "kartu.pdf")
    return office.do(name_reports.report_hit, hit_id, card, **parts)


# -- taking in


def test_the_file_stays_as_the_origin_with_its_fingerprint(office: OfficeAtWork) -> None:
    listed = take(office)
    assert office.vault.get(listed.blob) == DATA
    assert listed.sha256 == listed.blob
    with office.database.read() as work:
        assert work.name_lists.rows_of(listed.id) == (WITH_NIK, BORN, BARE)
        assert work.audit.verify(None).problems == ()
    collected: list[frozenset[str]] = []
    office.database.tidy(collected.append)
    assert listed.blob in collected[0]


def test_a_changed_file_in_the_vault_is_named_by_the_check(office: OfficeAtWork) -> None:
    listed = take(office)
    office.vault.blobs[listed.blob] = b"lain"
    with office.database.read() as work:
        assert any(listed.title in problem for problem in work.audit.verify(None).problems)


@pytest.mark.parametrize(
    ("parts", "rows", "words"),
    [
        ({"title": "  "}, (BARE,), "Isi nama daftarnya"),
        ({"listed_on": date(2027, 1, 1)}, (BARE,), "sesudah hari ini"),
        ({}, (), "Tidak ada satu baris pun"),
    ],
)
def test_what_cannot_be_taken_leaves_nothing(office: OfficeAtWork, parts: Any, rows: Any, words: str) -> None:
    with pytest.raises(InvalidInput, match=words):
        office.do(name_lists.add_list, replace(FORM, **parts), DATA, rows)
    assert office.ask(name_lists.name_lists) == ()


def test_the_same_file_is_told_and_taken_again_only_when_wanted(office: OfficeAtWork) -> None:
    listed = take(office)
    review = office.ask(name_lists.review_sheet, SHEET, listed.sha256)
    assert "Anggota Partai Rekaan" in review.twice
    with pytest.raises(InvalidInput, match="sama persis sudah diimpor"):
        take(office)
    again = office.do(name_lists.add_list, FORM, DATA, (BARE,), again=True)
    assert again.blob == listed.blob


def test_a_sheet_is_looked_at_before_anything_is_kept(office: OfficeAtWork) -> None:
    review = office.ask(name_lists.review_sheet, SHEET, "")
    assert review.plan is not None
    assert [row.number for row in review.plan.rows] == [5, 7]
    assert [fault.cell for fault in review.plan.faulty] == ["B6"]
    assert office.ask(name_lists.name_lists) == ()


def test_columns_that_a_person_chose_are_known_for_the_next_list(office: OfficeAtWork) -> None:
    chosen = {"name": 1, "nik": 2, "birth": 3}
    review = office.ask(name_lists.review_sheet, SHEET, "", chosen)
    assert review.plan is not None
    assert review.plan.rows[0].nik == "3403015203850001"
    office.do(sheet_columns.keep_columns, "name_list", SHEET.headers, chosen)
    again = office.ask(name_lists.review_sheet, SHEET, "")
    assert again.columns == chosen
    wrong = office.ask(name_lists.review_sheet, SHEET, "", {"nik": 2})
    assert wrong.plan is None
    assert "Nama" in wrong.faults[0]


def test_matching_asks_for_employees(office: OfficeAtWork) -> None:
    listed = take(office)
    with pytest.raises(InvalidInput, match="Data pegawai masih kosong"):
        office.ask(name_lists.to_match, listed.id)


def test_a_leader_reads_and_decides_nothing(office: OfficeAtWork, listed: NameList) -> None:
    office.do_as(LEADER, name_review.queue, listed.id)
    with pytest.raises(NotAllowed):
        office.do_as(LEADER, name_review.decide, hit_of(office, listed, 5), Decision.SAME)


# -- deciding


def test_nothing_is_decided_before_a_person_has(office: OfficeAtWork, listed: NameList) -> None:
    queue = office.ask(name_review.queue, listed.id)
    assert [(line.row, line.state, line.hits) for line in queue] == [
        (5, RowState.OPEN, 1), (6, RowState.OPEN, 1), (7, RowState.OPEN, 2),
    ]  # fmt: skip
    counts = office.ask(name_lists.name_list, listed.id).counts
    assert (counts.with_hits, counts.open, counts.same) == (3, 3, 0)


def test_a_decision_has_who_and_when_and_can_be_taken_back(office: OfficeAtWork, listed: NameList) -> None:
    decide(office, listed, 5, Decision.SAME)
    (candidate,) = office.ask(name_review.row_review, listed.id, 5).candidates
    assert (candidate.hit.decision, candidate.hit.decided_by) == (Decision.SAME, "Petugas Contoh")
    assert candidate.hit.decided_at == office.clock.now()
    decide(office, listed, 5, Decision.OPEN)
    (candidate,) = office.ask(name_review.row_review, listed.id, 5).candidates
    assert (candidate.hit.decision, candidate.hit.decided_by, candidate.hit.decided_at) == (Decision.OPEN, "", None)


def test_a_decision_is_undone_like_every_edit(office: OfficeAtWork, listed: NameList) -> None:
    changes = office.changes_of(name_review.decide, hit_of(office, listed, 5), Decision.OTHER)
    edit = office.ask(undoing.edit, changes.first, changes.last)
    assert edit is not None
    assert edit.why_not == ""
    office.do(undoing.undo, changes.first, changes.last)
    (candidate,) = office.ask(name_review.row_review, listed.id, 5).candidates
    assert candidate.hit.decision is Decision.OPEN


def test_a_row_is_one_person(office: OfficeAtWork, listed: NameList) -> None:
    decide(office, listed, 7, Decision.SAME)
    with pytest.raises(InvalidInput, match="Baris 7 sudah dinyatakan sama dengan Sri Wahyuni"):
        decide(office, listed, 7, Decision.SAME, place=1)
    line = next(line for line in office.ask(name_review.queue, listed.id) if line.row == 7)
    assert line.state is RowState.SAME


def test_matching_again_keeps_what_was_decided(office: OfficeAtWork, listed: NameList, people) -> None:
    decide(office, listed, 5, Decision.SAME)
    decide(office, listed, 7, Decision.OTHER)
    match(office, listed, (5, people[0], 50), (7, people[2], 60))
    (sure,) = office.ask(name_review.row_review, listed.id, 5).candidates
    assert (sure.hit.decision, sure.hit.score) == (Decision.SAME, 96)
    (other,) = office.ask(name_review.row_review, listed.id, 7).candidates
    assert other.hit.decision is Decision.OTHER
    assert office.ask(name_review.row_review, listed.id, 6).candidates == ()


# -- remembered for the next list


def test_the_next_list_proposes_and_a_person_confirms(office: OfficeAtWork, listed: NameList, people) -> None:
    decide(office, listed, 5, Decision.SAME)
    decide(office, listed, 6, Decision.OTHER)
    decide(office, listed, 7, Decision.OTHER)
    later = take(
        office, b"daftar kedua",
        replace(WITH_NIK, number=11, name="RATNA K."), replace(BORN, number=12, name="Muhammad Sutrisno"),
        replace(BARE, number=13), title="Anggota 2027",
    )  # fmt: skip
    match(office, later, (11, people[0], 80), (12, people[1], 80), (13, people[2], 80))
    counts = office.ask(name_lists.name_list, later.id).counts
    assert (counts.open, counts.earlier, counts.same) == (3, 2, 0)
    (known,) = office.ask(name_review.row_review, later.id, 11).candidates
    assert known.hit.decision is Decision.OPEN
    assert known.earlier is not None
    assert (known.earlier.decision, known.earlier.list_title) == (Decision.SAME, "Anggota Partai Rekaan")
    (nobody,) = office.ask(name_review.row_review, later.id, 13).candidates
    assert nobody.earlier is None  # a bare name is nobody in particular
    assert office.do(name_review.follow_earlier, later.id) == 2
    counts = office.ask(name_lists.name_list, later.id).counts
    assert (counts.open, counts.same, counts.other) == (1, 1, 1)


def test_a_list_in_the_trash_proposes_nothing(office: OfficeAtWork, listed: NameList, people) -> None:
    decide(office, listed, 5, Decision.OTHER)
    later = take(office, b"daftar kedua", replace(WITH_NIK, number=11))
    match(office, later, (11, people[0], 80))
    entry = office.do(discarding.discard, "name_list", listed.id, "Salah berkas.")
    (one,) = office.ask(name_review.row_review, later.id, 11).candidates
    assert one.earlier is None
    with pytest.raises(NotFound):
        office.ask(name_review.queue, listed.id)
    office.do(discarding.restore, entry.id)
    (one,) = office.ask(name_review.row_review, later.id, 11).candidates
    assert one.earlier is not None
    assert len(office.ask(name_review.queue, listed.id)) == 3


# -- reports


def test_a_confirmed_hit_becomes_a_report_with_the_row_as_evidence(office: OfficeAtWork, listed: NameList) -> None:
    hit_id = decide(office, listed, 5, Decision.SAME)
    assert [hit.id for hit in office.ask(name_reports.unreported, listed.id)] == [hit_id]
    made = report(office, hit_id)
    assert [one.person.name for one in made.respondents] == ["Ratna Kusumawardhani"]
    for words in ("baris 5", "Anggota Partai Rekaan", "sebagai Bendahara", "1 April 2026", listed.sha256):
        assert words in made.narrative
    assert made.source == Source.BAWASLU
    (item,) = office.ask(evidence.evidence_of_report, made.id)
    assert (item.capture, made.channel) == (Capture.LIST, Channel.UNKNOWN)
    assert listed.sha256 in item.description
    (candidate,) = office.ask(name_review.row_review, listed.id, 5).candidates
    assert candidate.report_number == made.number
    counts = office.ask(name_lists.name_list, listed.id).counts
    assert (counts.reported, counts.unreported) == (1, 0)
    with pytest.raises(InvalidInput, match=f"sudah menjadi laporan {made.number}"):
        report(office, hit_id)
    with pytest.raises(InvalidInput, match="buang laporannya dahulu"):
        decide(office, listed, 5, Decision.OTHER)


def test_what_is_refused_leaves_neither_report_nor_file(office: OfficeAtWork, listed: NameList) -> None:
    hit_id = hit_of(office, listed, 5)
    with pytest.raises(InvalidInput, match="belum dinyatakan sama"):
        report(office, hit_id)
    assert set(office.vault.blobs) == {listed.blob}
    with office.database.read() as work:
        assert work.reports.last_ordinal(2026) == 0


def test_a_person_with_a_report_from_another_row_is_told(office: OfficeAtWork, listed: NameList, people) -> None:
    first = report(office, decide(office, listed, 5, Decision.SAME))
    later = take(office, b"daftar kedua", replace(WITH_NIK, number=11), title="Anggota 2027")
    match(office, later, (11, people[0], 80))
    hit_id = decide(office, later, 11, Decision.SAME)
    (candidate,) = office.ask(name_review.row_review, later.id, 11).candidates
    assert candidate.others == (first.number,)
    with pytest.raises(InvalidInput, match=first.number):
        report(office, hit_id)
    assert report(office, hit_id, again=True).number != first.number


def test_a_discarded_report_counts_as_never_made(office: OfficeAtWork, listed: NameList) -> None:
    made = report(office, decide(office, listed, 5, Decision.SAME))
    office.do(discarding.discard, "report", made.id, "Tercatat keliru.")
    counts = office.ask(name_lists.name_list, listed.id).counts
    assert (counts.reported, counts.unreported) == (0, 1)
    assert len(office.ask(name_reports.unreported, listed.id)) == 1


def test_a_deleted_employee_is_said_and_never_reported(office: OfficeAtWork, listed: NameList, people) -> None:
    hit_id = decide(office, listed, 5, Decision.SAME)
    office.do(discarding.discard, "employee", people[0].id, "Tercatat dua kali.")
    (candidate,) = office.ask(name_review.row_review, listed.id, 5).candidates
    assert candidate.employee is None
    assert candidate.hit.name == people[0].name
    with pytest.raises(InvalidInput, match="tidak ada lagi dalam data pegawai"):
        report(office, hit_id)


def test_an_employee_who_was_merged_is_the_one_who_stayed(office: OfficeAtWork, listed: NameList, people) -> None:
    office.do(merging.merge_employees, people[3].id, people[2].id, people[3].nip, "Satu orang.")
    candidates = office.ask(name_review.row_review, listed.id, 7).candidates
    assert [one.employee.id for one in candidates if one.employee] == [min(people[2].id, people[3].id)]


def test_a_list_with_reports_is_not_discarded(office: OfficeAtWork, listed: NameList) -> None:
    report(office, decide(office, listed, 5, Decision.SAME))
    with pytest.raises(InvalidInput, match="sudah menjadi laporan"):
        office.do(discarding.discard, "name_list", listed.id, "Salah berkas.")


def test_a_hit_of_a_restricted_case_is_hidden_with_it(office: OfficeAtWork, listed: NameList, people) -> None:
    made = report(office, decide(office, listed, 5, Decision.SAME))
    case = office.case(report=made, event_on=date(2026, 4, 1)).case
    office.do(restrictions.restrict, case.id, ("u-1",), "Menyangkut pejabat.")
    other = Actor(name="lain", role=Role.LEADER)
    assert office.do_as(other, name_review.row_review, listed.id, 5).candidates == ()
    assert [line.row for line in office.do_as(other, name_review.queue, listed.id)] == [6, 7]
    assert len(office.do_as(CLERK, name_review.row_review, listed.id, 5).candidates) == 1
    clerk = Actor(name="lain", role=Role.CLERK)
    with pytest.raises(InvalidInput, match="asal catatan lain") as refused:  # and its origin stays
        office.do_as(clerk, discarding.discard, "name_list", listed.id, "Salah berkas.")
    assert "baris" not in refused.value.sentence


def test_the_result_has_every_row(office: OfficeAtWork, listed: NameList) -> None:
    decide(office, listed, 5, Decision.SAME)
    found = office.ask(name_review.result_of, listed.id)
    assert [(line.row.number, line.candidate.hit.score if line.candidate else None) for line in found.lines] == [
        (5, 96), (6, 90), (7, 88), (7, 71),
    ]  # fmt: skip
    assert found.made_at == datetime(2026, 5, 4, 2, 0, tzinfo=UTC)
