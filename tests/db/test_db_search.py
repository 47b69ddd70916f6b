"""Search finds what a clerk types: words, beginnings, NIPs with spaces, numbers; and follows every change."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import samples
from hypothesis import given, settings
from hypothesis import strategies as st
from open_db import KEY
from samples import ADMIN

from cases.model.identity import new_ids
from cases.model.report import Respondent
from cases.model.staff import Staff
from db.engine import connect
from db.search import match_expression
from db.unit import OfficeDatabase


@pytest.fixture
def filled(office_db: OfficeDatabase) -> OfficeDatabase:
    ratna = samples.make_person(name="Ratna Kusumawardhani", nip="198503122010011005")
    report = samples.make_report(
        12,
        narrative="Membagikan spanduk di Café Merdeka.",
        account="@ratna.k",
        respondents=(Respondent(id="r1", person=ratna),),
    )
    case = samples.make_case(report, 37, respondent=ratna)
    people = [
        ("Budi Hartanto", "197001011995031002"),
        ("Budiman Santoso", "199912312022032001"),
        ("I Gusti Ngurah O'Brien", "198001012005011009"),
    ]
    with office_db.write() as work:
        work.log_as(ADMIN, "test.add")
        several = [samples.make_employee(name=name, nip=nip) for name, nip in people]
        work.employees.import_all(Staff.of(several), Staff(), "d")
        work.reports.add(report)
        work.cases.add(case)
        work.letters.add(samples.make_letter(case, number="800.1.6.2/012/BKPSDM/V/2026"))
    return office_db


def titles(database: OfficeDatabase, text: str, noun: str = "") -> list[str]:
    with database.read() as work:
        return [hit.title for hit in work.search.find(text, 20, noun)]


CASE = "2026/037 · Ratna Kusumawardhani"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("budi", {"Budi Hartanto", "Budiman Santoso"}),
        ("HARTANTO budi", {"Budi Hartanto"}),
        ("budi santoso", set()),
        ("197001011995031002", {"Budi Hartanto"}),
        ("19700101 199503 1 002", {"Budi Hartanto"}),
        ("19700101 1995", {"Budi Hartanto"}),
        ("hartanto 19700101 199503", {"Budi Hartanto"}),
        ("2026/037", {CASE}),
        ("037", {CASE}),
        ("L-012", {"2026/L-012"}),
        ("cafe", {"2026/L-012"}),
        ("CAFÉ merd", {"2026/L-012"}),
        ("@ratna.k", {CASE, "2026/L-012"}),
        ("@ratna.k merdeka", {"2026/L-012"}),
        ("19850312 2010", {CASE, "2026/L-012"}),
        ("800.1.6.2/012", {"Surat Panggilan I"}),
        ("panggil", {"Surat Panggilan I"}),
        ("o'brien", {"I Gusti Ngurah O'Brien"}),
        ("Pelapor Rahasia", set()),
        ("employee", set()),
        ("", set()),
        ('" * ( ) -', set()),
        ("budi OR ratna", set()),
        ('budi"', {"Budi Hartanto", "Budiman Santoso"}),
    ],
)
def test_what_a_clerk_types(filled: OfficeDatabase, text: str, found: set[str]) -> None:
    assert set(titles(filled, text)) == found


def test_names_and_numbers_come_before_running_text(filled: OfficeDatabase) -> None:
    assert titles(filled, "ratna") == [CASE, "2026/L-012"]
    assert titles(filled, "ratna", "report") == ["2026/L-012"]
    assert titles(filled, "ratna", "employee") == []


def test_a_hit_shows_its_words(filled: OfficeDatabase) -> None:
    with filled.read() as work:
        (report,) = work.search.find("spanduk", 5)
        (letter,) = work.search.find("panggilan", 5)
        (employee,) = work.search.find("hartanto", 5)
    assert (report.noun, report.title) == ("report", "2026/L-012")
    assert "Membagikan spanduk" in report.snippet
    assert letter.subtitle == f"800.1.6.2/012/BKPSDM/V/2026 · {CASE}"
    assert employee.subtitle == "Analis Kebijakan · Dinas Kebudayaan"
    with filled.read() as work:
        assert work.employees.get(employee.id).name == "Budi Hartanto"


def test_the_limit_is_shared_by_the_nouns(filled: OfficeDatabase) -> None:
    with filled.write() as work:
        work.log_as(ADMIN, "test.import")
        ids = enumerate(new_ids(30))
        new = [samples.make_employee(id=one, name=f"Ratna {n}", nip=samples.nip_of(n)) for n, one in ids]
        work.employees.import_all(Staff.of(new), Staff(), "d")
        hits = work.search.find("ratna", 10)
    assert [hit.noun for hit in hits[:3]] == ["employee", "case", "employee"]
    assert len(hits) == 10
    assert hits[0].title == "Ratna 29"


def test_search_follows_changes(filled: OfficeDatabase) -> None:
    with filled.write() as work:
        work.log_as(ADMIN, "test.save")
        employee = work.employees.by_nip("197001011995031002")
        assert employee is not None
        work.employees.save(replace(employee, name="Slamet Riyadi"))
    assert titles(filled, "hartanto") == []
    assert titles(filled, "slamet") == ["Slamet Riyadi"]
    with filled.write() as work:
        work.log_as(ADMIN, "test.import")
        work.employees.import_all(Staff(), Staff.of([replace(employee, name="Endang Rahayu")]), "d")
    assert titles(filled, "slamet") == []
    assert titles(filled, "endang") == ["Endang Rahayu"]


def test_a_save_that_changes_no_words_leaves_the_index_alone(filled: OfficeDatabase, office_path: Path) -> None:
    def size() -> int:
        connection = connect(office_path, KEY)
        try:
            return int(connection.execute("SELECT sum(length(block)) FROM search_data").fetchone()[0])
        finally:
            connection.close()

    before = size()
    for turn in range(20):
        with filled.write() as work:
            work.log_as(ADMIN, "test.save")
            case = work.cases.get(work.search.find("2026/037", 1)[0].id)
            work.cases.save(replace(case, note=f"Catatan {turn}"))
    assert size() == before


def test_many_come_and_go_in_a_few_statements(office_db: OfficeDatabase, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("db.search._TOGETHER", 4)
    names = [f"Ratna {sign}" for sign in ("1e5", "null", '"', "\\", "\x00", "\x7f", "😀", "é", "'", "{}")]
    people = [
        samples.make_employee(id=one, name=name, nip=samples.nip_of(n))
        for n, (name, one) in enumerate(zip(names, new_ids(len(names)), strict=True))
    ]
    with office_db.write() as work:
        work.log_as(ADMIN, "test.import")
        work.employees.import_all(Staff.of(people), Staff(), "d")
    assert titles(office_db, "ratna", "employee") == names[::-1]
    with office_db.write() as work:
        work.log_as(ADMIN, "test.undo")
        work.employees.take_back([one.id for one in people[1:]], [])
    assert titles(office_db, "ratna", "employee") == names[:1]


def test_the_index_is_sound(filled: OfficeDatabase, office_path: Path) -> None:
    connection = connect(office_path, KEY)
    connection.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    connection.close()


@given(st.text())
def test_no_text_breaks_the_expression(text: str) -> None:
    expression = match_expression(text)
    assert bool(expression) == any(letter.isalnum() for letter in text)
    assert "\x00" not in expression
    assert expression.count('"') % 2 == 0


def test_no_text_breaks_the_search(filled: OfficeDatabase) -> None:
    with filled.read() as work:

        @settings(deadline=None, max_examples=50)
        @given(st.text(alphabet=st.characters() | st.sampled_from('"*()^-+:{}.\\\x00 aA1')))
        def find(text: str) -> None:
            work.search.find(text, 5)

        find()
