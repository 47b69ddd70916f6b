"""Old cases: gaps stay gaps, no number is taken, nothing runs, one record a matter, and every act can be undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from office_desk import ADMIN, CLERK, OfficeAtWork
from samples import make_employee, nip_of

from cases.errors import BadFile, InvalidInput, NotFound
from cases.model.figures import FigureQuery, PeriodBy
from cases.model.listing import ListQuery
from cases.model.old_case import OldCaseForm, OldOutcome
from cases.model.person import Person
from cases.model.sheet_row import RowState
from cases.rules.figures import measures
from cases.services import board, discarding, merging, old_case_import, old_cases, recap, search, undoing
from reports.headed_sheet import HeadedSheet

BARE = OldCaseForm(respondent=Person(name="Sutarno Rekaan"), outcome=OldOutcome.CLOSED)
FULL = OldCaseForm(
    respondent=Person(name="Sutarno Rekaan", nip="197003121995031002", work_unit="Dinas Rekaan"),
    number="800/12/2018",
    outcome=OldOutcome.SANCTIONED,
    sanction_title="Penundaan kenaikan gaji berkala selama 1 tahun",
    level="ringan",
    decision_number="188/45/KEP/2018",
    decision_on=date(2018, 11, 5),
    event_on=date(2018, 6, 2),
)


def test_gaps_stay_and_no_number_is_taken(office: OfficeAtWork) -> None:
    before = office.ask(board.board).counts
    old = office.do(old_cases.record_old_case, BARE)
    again = office.ask(old_cases.old_case, old.id)
    assert (again.number, again.year, again.event_on, again.decision_on) == ("", 0, None, None)
    assert office.ask(board.board).counts == before
    with office.database.read() as work:
        assert work.cases.years() is None


def test_the_year_is_that_of_the_earliest_day(office: OfficeAtWork) -> None:
    assert office.do(old_cases.record_old_case, FULL).year == 2018


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"respondent": Person(name=" ")}, "respondent"),
        ({"respondent": Person(name="A", nip="1970031219950")}, "nip"),
        ({"decision_on": date(2018, 1, 1)}, "decision_on"),
        ({"year": 2999}, "year"),
        ({"closed_on": date(2999, 1, 1)}, "closed_on"),
        ({"outcome": OldOutcome.NOT_PROVEN}, "level"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(office: OfficeAtWork, change: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        office.do(old_cases.record_old_case, replace(FULL, **change))
    assert refused.value.field == field
    assert office.ask(old_cases.old_case_page, ListQuery(sort="number")).total == 0


def test_the_same_matter_is_written_down_once(office: OfficeAtWork) -> None:
    first = office.do(old_cases.record_old_case, FULL)
    spaced = replace(FULL, number="800 / 12 / 2018", decision_number="")
    with pytest.raises(InvalidInput, match="sudah tercatat"):
        office.do(old_cases.record_old_case, spaced)
    other = office.do(old_cases.record_old_case, replace(FULL, respondent=Person(name="Orang Lain")))
    assert other.id != first.id  # one decision may punish several
    assert office.ask(old_cases.old_cases_of_person, FULL.respondent.nip) == (first,)


def test_it_is_found_changed_undone_and_discarded(office: OfficeAtWork) -> None:
    old = office.do(old_cases.record_old_case, FULL)
    assert [hit.noun for hit in office.ask(search.find, "Sutarno")] == ["old_case"]
    changes = office.changes_of(old_cases.change_old_case, old.id, replace(FULL, note="Berkas di gudang."))
    office.do_as(CLERK, undoing.undo, changes.first, changes.last)
    assert office.ask(old_cases.old_case, old.id) == old
    office.do(discarding.discard, "old_case", old.id, "Tercatat keliru.")
    with pytest.raises(NotFound):
        office.ask(old_cases.old_case, old.id)
    office.do(discarding.restore, office.ask(discarding.trash)[0].id)
    assert office.ask(old_cases.old_case, old.id) == old


# -- a sheet


HEADERS = ("NAMA TERLAPOR", "NIP", "NOMOR SK", "TGL SK", "HASIL", "HUKUMAN")
GOOD = ("Sutarno Rekaan", "197003121995031002", "188/45/2018", "5/11/2018", "Dihukum", "Teguran")
ROWS = (
    (5, GOOD),
    (6, ("Sutarni Rekaan", "", "", "Maret 2017", "", "")),
    (7, ("Sutarno Rekaan", "", "188/45/2018", "", "", "Teguran")),
    (8, ("Orang Satu", "1970", "", "", "", "")),
    (9, ("Orang Dua", "", "", "5/11/2999", "", "")),
    (10, ("", "", "1/2", "", "", "")),
    (11, ("Orang Tiga", "", "", "", "Tidak terbukti", "Teguran")),
)


def test_a_sheet_is_looked_at_then_taken_as_one_step_that_is_undone_and_redone(office: OfficeAtWork) -> None:
    sheet = HeadedSheet(HEADERS, ROWS)
    plan = office.ask(old_case_import.plan_old_cases, sheet, "lama.xlsx")
    assert [(row.row, str(row.state), row.cell) for row in plan.rows] == [
        (5, "baru", ""),
        (6, "baru", ""),
        (7, "bermasalah", "A7"),
        (8, "bermasalah", "B8"),
        (9, "bermasalah", "D9"),
        (10, "bermasalah", "A10"),
        (11, "bermasalah", "F11"),
    ]
    assert all(row.problem.endswith(".") for row in plan.of(RowState.FAULTY))
    assert office.ask(old_cases.old_case_page, ListQuery(sort="number")).total == 0
    changes = office.changes_of(old_case_import.import_old_cases, sheet, "lama.xlsx")
    edit = office.ask(undoing.edit, changes.first, changes.last)
    assert edit is not None
    assert (edit.title, edit.why_not) == ("2 perkara arsip", "")
    (old,) = office.ask(old_cases.old_cases_of_person, GOOD[1])
    assert (old.taken_from, old.decision_on, old.year) == ("lama.xlsx, baris 5", date(2018, 11, 5), 2018)
    again = office.ask(old_case_import.plan_old_cases, HeadedSheet(HEADERS, ROWS[:2]), "lama.xlsx")
    assert [str(row.state) for row in again.rows] == ["sama", "sama"]
    other = HeadedSheet(HEADERS, ((5, (*GOOD[:5], "Penurunan jabatan")),))
    (differs,) = office.ask(old_case_import.plan_old_cases, other, "lama.xlsx").rows
    assert "hukuman" in differs.problem

    def count() -> int:
        return office.ask(old_cases.old_case_page, ListQuery(sort="number")).total

    for expected in (0, 2, 0):
        with office.database.write() as work:
            (undoing.redo if expected else undoing.undo)(work, CLERK, changes.first, changes.last)
            changes = work.changes()
        assert count() == expected
    (entry,) = office.ask(discarding.trash)
    assert "1 lainnya" in entry.title


def test_a_sheet_of_nothing_is_refused(office: OfficeAtWork) -> None:
    for sheet in (HeadedSheet(HEADERS, ()), HeadedSheet(("BARANG", "JUMLAH"), ROWS)):
        with pytest.raises(BadFile):
            office.ask(old_case_import.plan_old_cases, sheet, "lain.xlsx")


# -- what counts them


def test_only_their_own_figures_and_their_own_recap_count_them(office: OfficeAtWork) -> None:
    before = office.do_as(ADMIN, recap.recap, "ministry", FigureQuery())
    office.do(old_cases.record_old_case, FULL)
    office.do(old_cases.record_old_case, BARE)
    assert office.do_as(ADMIN, recap.recap, "ministry", FigureQuery()).lines == before.lines
    found = office.do_as(ADMIN, recap.recap, "archive", FigureQuery())
    keys = [column.key for column in found.columns]
    told = [dict(zip(keys, line.values, strict=True)) for line in found.lines]
    assert [(one["case_number"], one["status"], one["level"], one["received_on"]) for one in told] == [
        ("", "Selesai", "", None),
        ("800/12/2018", "Dihukum", "Ringan", None),
    ]
    assert {line.noun for line in found.lines} == {"old_case"}
    assert dict(found.totals[0].counts) == {"Dihukum": 1, "Selesai": 1}
    with office.database.read() as work:
        counts = work.figures.counts(FigureQuery(), tuple(measures()), office.clock.today())
    assert {key: count for key, count in counts.items() if count} == {"archive": 2, "archive-sanctioned": 1}
    year = FigureQuery(by=PeriodBy.DECIDED, first=date(2018, 1, 1), last=date(2018, 12, 31))
    assert len(office.do_as(ADMIN, recap.recap, "archive", year).lines) == 1
    only = FigureQuery(filters={"status": ("dihukum",)})
    assert len(office.do_as(ADMIN, recap.recap, "archive", only).lines) == 1


def test_they_follow_a_person_whose_number_is_put_right_and_go_back(office: OfficeAtWork) -> None:
    wrong, right = make_employee(nip=FULL.respondent.nip, name="Sutarno"), make_employee(nip=nip_of(7), name="Sutarno")
    office.add_employees(replace(wrong, id="wrong"), replace(right, id="right"))
    old = office.do(old_cases.record_old_case, FULL)
    with office.database.write() as work:
        merging.merge_employees(work, CLERK, "wrong", "right", right.nip, "Orang yang sama.")
        changes = work.changes()
    assert [one.id for one in office.ask(old_cases.old_cases_of_person, right.nip)] == [old.id]
    office.do(undoing.undo, changes.first, changes.last)
    assert office.ask(old_cases.old_cases_of_person, FULL.respondent.nip) == (old,)
