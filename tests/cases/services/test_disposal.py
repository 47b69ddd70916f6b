"""Disposal by the archive schedule: only what is due goes, nothing of it is left, and the chain stays whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from office_desk import ADMIN, CLERK, OfficeAtWork

from cases.errors import InvalidInput, NotAllowed, OfficeError
from cases.model.case import CaseFile, Track
from cases.model.disposal import DisposalOrder
from cases.model.identity import new_id
from cases.model.listing import ListQuery
from cases.model.steps import CaseStep, ClosedFacts, ReopenedFacts, StepKey
from cases.model.user import Role
from cases.services import discarding, disposal, drafts, evidence, merging, restrictions
from cases.services.evidence import EvidenceForm
from cases.services.users import actor_of, add_user

ORDER = DisposalOrder(number="000.5/7/2032", on=date(2032, 3, 1), approval="Persetujuan Bupati 000.5/6/2032")
PNG = b"\x89PNG\r\n\x1a\n"
TOLD = "Hartono Pradipta Rahasia"


def closed(office: OfficeAtWork, on: date = date(2026, 6, 1), **parts: Any) -> CaseFile:
    """A case with evidence, letters and words that nobody may find afterwards, closed on a day."""
    file = office.case(**parts)
    office.do(evidence.add_evidence, file.report.id, PNG + file.case.id.encode(), EvidenceForm(file_name="a.png"))
    record(office, file, StepKey.CLOSED, on)
    return file


def record(office: OfficeAtWork, file: CaseFile, key: StepKey, on: date) -> None:
    """Write a step as it stands years later; how it came there is no matter of disposal."""
    told = f"{TOLD} {file.case.number}"
    facts = ClosedFacts(note=told) if key is StepKey.CLOSED else ReopenedFacts(reason=told)
    with office.database.write() as work:
        work.log_as(CLERK, "steps.take_step")
        work.steps.add(
            CaseStep(
                id=new_id(), case_id=file.case.id, key=key, on=on, letter_id=None, facts=facts,
                recorded_at=work.clock.now(), recorded_by="petugas",
            )
        )  # fmt: skip


def later(office: OfficeAtWork, year: int = 2032) -> None:
    office.clock.set_today(date(year, 3, 2))


def lines(office: OfficeAtWork) -> list[tuple[str, str]]:
    return [(line.number, line.refusal) for line in office.do_as(ADMIN, disposal.due_files)]


def dispose(office: OfficeAtWork, *files: CaseFile, order: DisposalOrder = ORDER) -> disposal.Disposal:
    return office.do_as(ADMIN, disposal.dispose, tuple(file.case.id for file in files), order)


def test_a_file_is_due_when_its_years_are_over_and_not_a_day_before(office: OfficeAtWork) -> None:
    file = closed(office)
    office.clock.set_today(date(2031, 6, 1))
    assert lines(office) == []
    office.clock.set_today(date(2031, 6, 2))
    assert lines(office) == [(file.case.number, "")]
    record(office, file, StepKey.REOPENED, date(2030, 1, 1))
    assert lines(office) == []


def test_what_is_permanent_stays_and_says_so(office: OfficeAtWork) -> None:
    file = closed(office)
    with office.database.write() as work:
        work.log_as(ADMIN, "case_files.open_case")
        case = work.cases.get(file.case.id)
        work.cases.save(replace(case, track=Track.ETHICS))
    later(office)
    ((_, refusal),) = lines(office)
    assert "permanen" in refusal
    with pytest.raises(InvalidInput, match="permanen"):
        dispose(office, file)


def test_a_report_goes_whole_or_not_at_all(office: OfficeAtWork) -> None:
    report = office.report(office.accused(1), office.accused(2))
    first = closed(office, report=report)
    second = office.case(report=report, index=1)
    later(office)
    ((_, refusal),) = lines(office)
    assert second.case.number in refusal
    with pytest.raises(InvalidInput, match=second.case.number):
        dispose(office, first)
    record(office, second, StepKey.CLOSED, date(2026, 6, 1))
    assert [why for _, why in lines(office)] == ["", ""]
    made = dispose(office, first)
    assert {stub.number for stub in made.stubs} == {first.case.number, second.case.number}


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"number": " "}, "number"),
        ({"on": None}, "on"),
        ({"on": date(2032, 3, 3)}, "on"),
        ({"on": date(2031, 6, 1)}, "on"),
        ({"approval": ""}, "approval"),
    ],
)
def test_an_order_that_is_not_whole_destroys_nothing(office: OfficeAtWork, changed: dict[str, Any], field: str) -> None:
    file = closed(office)
    later(office)
    with pytest.raises(InvalidInput) as caught:
        dispose(office, file, order=replace(ORDER, **changed))
    assert caught.value.field == field
    with office.database.read() as work:
        assert work.cases.get(file.case.id).number == file.case.number


def test_only_who_may_destroy_does(office: OfficeAtWork) -> None:
    file = closed(office)
    later(office)
    with pytest.raises(NotAllowed):
        office.do(disposal.dispose, (file.case.id,), ORDER)


def test_nothing_of_it_is_left_but_the_stub_and_the_chain(office: OfficeAtWork) -> None:
    file = closed(office)
    kept = closed(office, on=date(2030, 1, 1), report=office.report(office.accused(7)))
    later(office)
    words = (file.case.respondent.name, f"{TOLD} {file.case.number}")
    item = office.ask(evidence.evidence_of_report, file.report.id)[0]
    typed = f"Ketikan {TOLD}"
    words = (*words, typed)
    for key in (f"evidence-facts:{item.id}", f"redaction:{item.id}", f"step:{file.case.id}:closed"):
        office.do_as(ADMIN, drafts.keep_draft, key, f'{{"words": "{typed}"}}')
    whole = text_of_everything(office)
    assert all(any(word in text for text in whole) for word in words)
    with office.database.read() as work:
        letters, items = work.letters.of_case(file.case.id), work.evidence.of_report(file.report.id)
        known = {*(item.blob for item in items), *(letter.blob for letter in letters if letter.blob)}
    made = dispose(office, file)
    assert set(made.blobs) == known
    left = text_of_everything(office)
    told = [text for text in left for word in words if word in text]
    assert told == []
    assert any(kept.case.respondent.name in text for text in left)
    with office.database.read() as work:
        assert (work.cases.find(file.case.id), work.reports.find(file.report.id)) == (None, None)
        assert work.cases.page(ListQuery(sort="number")).total == 1
        assert work.search.find(file.case.number, 5) == ()
        assert work.audit.verify(work.audit.head()).problems == ()
        rows = work.audit.of_record([file.case.id, file.report.id])
        assert {row.action for row in rows if row.changes} == {"dispose"}
    (stub,) = office.ask(disposal.disposed)
    assert (stub.number, stub.closed_on, stub.order_number) == (file.case.number, date(2026, 6, 1), ORDER.number)
    assert stub.words == "dimusnahkan berdasarkan Berita Acara 000.5/7/2032"
    assert file.case.respondent.name not in str(stub)


def doubled_twice(office: OfficeAtWork) -> CaseFile:
    """A closed case whose report took in another, which had taken in a third, each with something in Sampah."""
    file = closed(office)
    told = [office.report(office.accused(7), narrative=f"{TOLD} {place}") for place in range(2)]
    for report, name in zip(told, ("b.png", "c.png"), strict=True):
        item = office.do(
            evidence.add_evidence, report.id, PNG + name.encode(), EvidenceForm(file_name=f"{TOLD} {name}")
        )
        office.do(discarding.discard, "evidence", item.id, "Keliru.")
    office.do(merging.merge_reports, told[0].id, told[1].id, "Tercatat dua kali.")
    office.do(merging.merge_reports, file.report.id, told[0].id, "Tercatat dua kali.")
    with office.database.write() as work:  # the accused who came along is done with as well
        work.log_as(CLERK, "test.keep")
        report = work.reports.get(file.report.id)
        work.reports.save(replace(report, respondents=tuple(one for one in report.respondents if one.case_id)))
    return file


def test_what_was_merged_into_it_goes_too_over_any_number_of_merges(office: OfficeAtWork) -> None:
    file = doubled_twice(office)
    later(office)
    made = dispose(office, file)
    assert [text for text in text_of_everything(office) if TOLD in text] == []
    assert len(made.blobs) >= 3
    with office.database.read() as work:
        assert work.audit.verify(work.audit.head()).problems == ()


def test_what_was_merged_into_a_restricted_file_is_hidden_with_it(office: OfficeAtWork) -> None:
    file = doubled_twice(office)
    named = actor_of(office.do_as(ADMIN, add_user, "dewi", "Dewi", Role.ADMIN, "kata sandi panjang"))
    assert named.user_id is not None
    assert len(office.do_as(CLERK, discarding.trash)) == 4
    office.do_as(named, restrictions.restrict, file.case.id, (named.user_id,), "Perkara pimpinan.")
    assert office.do_as(CLERK, discarding.trash) == ()
    assert len(office.do_as(named, discarding.trash)) == 4


def test_the_search_keeps_no_word_of_it(office: OfficeAtWork) -> None:
    word = "qwertyunik"
    file = closed(office, report=office.report(narrative=f"Menurut saksi, {word}."))
    later(office)
    assert word in words_of_search(office)
    dispose(office, file)
    assert word not in words_of_search(office)


def words_of_search(office: OfficeAtWork) -> str:
    """The pages of the index itself, in which a deleted word can outlive its row."""
    with office.database._engines.readers.connect() as connection:
        pages = connection.exec_driver_sql("SELECT block FROM search_data").scalars().all()
    return b"".join(pages).decode("latin-1")


def test_numbers_stay_taken(office: OfficeAtWork) -> None:
    file = closed(office)
    later(office)
    dispose(office, file)
    with office.database.read() as work:
        assert work.cases.last_ordinal(file.case.year) == file.case.ordinal
        assert work.reports.last_ordinal(file.report.year) == file.report.ordinal


def text_of_everything(office: OfficeAtWork) -> list[str]:
    """Every row of every table as text."""
    with office.database._engines.readers.connect() as connection:
        names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
        return [
            f"{name} {tuple(row)}"
            for name in names
            if not name.startswith("search_") or name == "search_entry"
            for row in connection.exec_driver_sql(f'SELECT * FROM "{name}"')  # noqa: S608 - our own tables
        ]


def test_a_restricted_file_is_disposed_of_by_those_alone_who_see_it(office: OfficeAtWork) -> None:
    file, hidden = closed(office), closed(office, report=office.report(office.accused(7)))
    named = actor_of(office.do_as(ADMIN, add_user, "dewi", "Dewi", Role.ADMIN, "kata sandi panjang"))
    assert named.user_id is not None
    office.do_as(named, restrictions.restrict, hidden.case.id, (named.user_id,), "Perkara pimpinan.")
    later(office)
    assert lines(office) == [(file.case.number, "")]
    with pytest.raises(OfficeError):
        dispose(office, hidden)
    dispose(office, file)
    assert [line.number for line in office.do_as(named, disposal.due_files)] == [hidden.case.number]
    with office.database.read() as work:
        assert work.audit.verify(work.audit.head()).problems == ()
