"""The result of a list as it leaves the office."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
from office_desk import OfficeAtWork
from pypdf import PdfReader
from samples import make_employee, nip_of

from cases.errors import NotFound
from cases.model.name_list import Hit, ListRow, Matched
from cases.model.name_review import Decision, NameList
from cases.model.recap import RecapData
from cases.model.report import Source
from cases.services import name_lists, name_result, name_review
from cases.services.name_lists import ListForm
from reports.recap import make_recap
from reports.recap.paper import recap_pdf


@pytest.fixture
def listed(office: OfficeAtWork) -> NameList:
    people = tuple(make_employee(name=name, nip=nip_of(600 + n)) for n, name in enumerate(("Ratna Sari", "Sri Utami")))
    office.add_employees(*people)
    form = ListForm(title="Anggota", source=Source.BAWASLU, file_name="a.xlsx", listed_on=date(2026, 4, 1), left_out=2)
    rows = (
        ListRow(number=5, name="=Ratna Sary", nik="3403015203850001", party="Partai Rekaan", role="Bendahara"),
        ListRow(number=6, name="Sri Oetami"),
        ListRow(number=7, name="Orang Lain"),
    )
    made = office.do(name_lists.add_list, form, b"rekaan", rows)
    hits = (
        Hit(row=5, employee_id=people[0].id, score=97, reasons=("nama mirip", "tanggal lahir sama")),
        Hit(row=6, employee_id=people[0].id, score=75, reasons=("nama mirip",)),
        Hit(row=6, employee_id=people[1].id, score=86, reasons=("nama sama",)),
    )
    office.do(name_lists.keep_hits, office.ask(name_lists.to_match, made.id), Matched(hits=hits, cut=()))
    sure = office.ask(name_review.row_review, made.id, 5).candidates[0].hit
    office.do(name_review.decide, sure.id, Decision.SAME)
    return made


def table(recap: RecapData) -> list[dict[str, object]]:
    keys = [column.key for column in recap.columns]
    return [dict(zip(keys, line.values, strict=True)) for line in recap.lines]


def test_every_candidate_is_a_line_and_the_totals_are_of_the_list(office: OfficeAtWork, listed: NameList) -> None:
    recap = office.ask(name_result.result_recap, listed.id)
    lines = table(recap)
    assert [(line["row"], line["employee"], line["decision"]) for line in lines] == [
        (5, "Ratna Sari", "Sama"),
        (6, "Sri Utami", "Belum diputuskan"),
        (6, "Ratna Sari", "Belum diputuskan"),
    ]
    assert lines[0]["role"] == "Partai Rekaan; Bendahara"
    assert lines[0]["reasons"] == "nama mirip; tanggal lahir sama"
    rows, candidates = (dict(total.counts) for total in recap.totals)
    assert rows["Tanpa calon"] + rows["Dinyatakan sama"] + rows["Belum diputuskan"] == listed.rows
    assert rows["Tidak terbaca dan tidak diambil"] == 2
    assert sum(candidates.values()) == len(lines)
    assert "“Anggota” tertanggal 1 Apr 2026" in recap.filter_text


def test_what_was_said_chooses_the_lines_and_is_told(office: OfficeAtWork, listed: NameList) -> None:
    recap = office.ask(name_result.result_recap, listed.id, (Decision.SAME, Decision.UNSURE))
    assert [line["row"] for line in table(recap)] == [5]
    assert recap.filter_text.endswith("Hanya yang sama dan ragu.")


def test_paper_has_the_same_words_in_fewer_columns(office: OfficeAtWork, listed: NameList) -> None:
    whole, paper = (office.ask(name_result.result_recap, listed.id, for_paper=one) for one in (False, True))
    assert len(paper.lines) == len(whole.lines)
    first = table(paper)[0]
    assert first["listed"] == "=Ratna Sary\nNIK 3403015203850001\nPartai Rekaan; Bendahara"
    assert str(first["said"]).startswith("Sama\n")
    assert (paper.totals, paper.filter_text) == (whole.totals, whole.filter_text)


def test_the_workbook_and_the_paper_are_made_of_it(office: OfficeAtWork, listed: NameList) -> None:
    book = openpyxl.load_workbook(io.BytesIO(make_recap(office.ask(name_result.result_recap, listed.id))))
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value is not None]
    assert {"3403015203850001", nip_of(600)} <= {cell.value for cell in cells}
    assert [cell.data_type for cell in cells if cell.value == "=Ratna Sary"] == ["s"]
    pages = PdfReader(io.BytesIO(recap_pdf(office.ask(name_result.result_recap, listed.id, for_paper=True)))).pages
    assert "3403015203850001" in "".join(page.extract_text() for page in pages)


def test_a_list_that_is_not_there_has_no_result(office: OfficeAtWork) -> None:
    with pytest.raises(NotFound):
        office.ask(name_result.result_recap, "tidak-ada")


def test_once_a_row_is_somebody_its_other_candidates_are_not_open(office: OfficeAtWork, listed: NameList) -> None:
    sri = next(
        one.hit for one in office.ask(name_review.row_review, listed.id, 6).candidates if one.hit.name == "Sri Utami"
    )
    office.do(name_review.decide, sri.id, Decision.SAME)
    recap = office.ask(name_result.result_recap, listed.id)
    assert [(line["employee"], line["decision"]) for line in table(recap)][1:] == [
        ("Sri Utami", "Sama"),
        ("Ratna Sari", "Baris ini orang lain"),
    ]
    assert dict(recap.totals[1].counts)["Belum diputuskan"] == 0
    assert not office.ask(name_result.result_recap, listed.id, (Decision.OPEN,)).lines
