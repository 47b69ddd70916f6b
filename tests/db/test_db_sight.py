"""What is restricted to others is found by nobody else, whatever is asked, and the program itself still sees all."""

from __future__ import annotations

import ast
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import samples
import sqlalchemy as sa

from cases.errors import NotAllowed
from cases.model.letter import LetterStatus
from cases.model.listing import AgendaDays, ListQuery
from cases.model.report import Respondent
from cases.model.user import Actor, Role
from cases.ports import UnitOfWork
from db import sight
from db.tables import Base
from db.unit import OfficeDatabase

NAMED = Actor(name="dewi", role=Role.CLERK, user_id="u-named")
OTHER = Actor(name="budi", role=Role.CLERK, user_id="u-other")
ADMIN = Actor(name="admin", role=Role.ADMIN, user_id="u-admin")
WORD = "Tersembunyiwati"


@pytest.fixture
def restricted(office_db: OfficeDatabase) -> dict[str, str]:
    """Two reports with a case each; of one the case is restricted, and everything of it bears ``WORD``."""
    ids: dict[str, str] = {}
    with office_db.write() as work:
        work.log_as(NAMED, "test.add")
        for name, named_to in (("open", ()), ("closed", ("u-named",))):
            word = WORD if named_to else "Terbuka"
            person = samples.make_person(name=f"{word} Rekaan", nip=samples.nip_of(len(ids)))
            ordinal = 2 if named_to else 1
            accused = (Respondent(id=f"accused-{ordinal}", person=person),)
            report = samples.make_report(ordinal, narrative=f"uraian {word}", respondents=accused)
            case = samples.make_case(report, ordinal, respondent=person, restricted_to=named_to)
            letter = samples.make_letter(
                case, title=f"Panggilan {word}", short_code=f"K{ordinal}", sha256=name, status=LetterStatus.PUT_UP
            )
            entry = samples.make_entry(letter, ordinal, text=f"800/{ordinal}", subject=word, addressee=word)
            item = samples.make_evidence(report, title=f"Tangkapan {word}", sha256=name * 4)
            step = samples.make_step(case)
            work.reports.add(report)
            work.cases.add(case)
            work.steps.add(step)
            work.letters.add(letter)
            work.register.take(entry)
            work.evidence.add(item)
            work.evidence.set_thumbnail(item.id, word.encode())
            work.evidence.set_look(item.id, 5)
            work.deadlines.replace(case.id, [samples.make_deadline(case)])
            for what, record in {"report": report, "case": case, "letter": letter, "item": item}.items():
                ids[f"{name} {what}"] = record.id
            ids[f"{name} nip"] = person.nip
    return ids


def everything_asked(work: UnitOfWork, ids: dict[str, str]) -> str:
    """All that the stores give away of cases, as one text."""
    days = AgendaDays(today=date(2026, 5, 4), safe_from=date(2026, 5, 10), until=date(2027, 5, 4))
    pages = [
        work.cases.page(ListQuery(sort="number")),
        work.cases.page(ListQuery(sort="due_on", descending=True)),
        work.reports.page(ListQuery(sort="number")),
        work.letters.page(ListQuery(sort="number")),
        work.register.page(ListQuery(sort="order")),
        work.deadlines.agenda(ListQuery(sort="left"), days),
    ]
    for page in pages:
        assert page.total == len(page.rows)
    return repr(
        (
            pages,
            work.cases.of_nip(ids["closed nip"]),
            work.cases.of_report(ids["closed report"]),
            work.cases.restricted(),
            work.cases.counts(),
            [work.cases.find(one) for one in work.cases.open_ids()],
            work.steps.of_case(ids["closed case"]),
            work.letters.of_case(ids["closed case"]),
            work.register.of_year("", 2026),
            work.deadlines.of_case(ids["closed case"]),
            work.deadlines.due_between(date(2020, 1, 1), date(2030, 1, 1)),
            work.deadlines.running(),
            work.deadlines.agenda_units(days),
            work.evidence.of_report(ids["closed report"]),
            work.evidence.of_bytes(["closed" * 4]),
            work.evidence.thumbnails([ids["closed item"]]),
            work.evidence.searchable(ids["closed report"]),
            work.search.find(WORD, 20),
            work.search.find(ids["closed nip"], 20),
            work.audit.of_record(list(ids.values())),
        )
    )


def test_nothing_of_a_restricted_case_is_found_by_others(office_db: OfficeDatabase, restricted: dict[str, str]) -> None:
    for actor, seen in ((NAMED, True), (OTHER, False), (ADMIN, False)):
        with office_db.read() as work:
            work.log_as(actor, "test.read")
            told = everything_asked(work, restricted)
            assert (WORD in told) is seen
            assert "Terbuka" in told
            assert work.hidden_cases() == (0 if seen else 1)
            assert bool(work.evidence.looks_near([5], 0).keys() & {restricted["closed item"]}) is seen


def test_opening_one_says_in_one_sentence_why_not(office_db: OfficeDatabase, restricted: dict[str, str]) -> None:
    with office_db.read() as work:
        work.log_as(OTHER, "test.read")
        for ask in (
            lambda: work.cases.get(restricted["closed case"]),
            lambda: work.reports.get(restricted["closed report"]),
            lambda: work.letters.get(restricted["closed letter"]),
            lambda: work.evidence.get(restricted["closed item"]),
            lambda: work.letters.by_short_code("K2"),
            lambda: work.letters.by_fingerprint("closed"),
        ):
            with pytest.raises(NotAllowed, match="dibatasi"):
                ask()
        assert work.letters.by_short_code("K1") is not None
        assert work.letters.by_short_code("K3") is None


def test_the_other_cases_of_the_same_report_are_hidden_with_it(
    office_db: OfficeDatabase, restricted: dict[str, str]
) -> None:
    with office_db.write() as work:
        work.log_as(NAMED, "test.add")
        first = work.cases.get(restricted["closed case"])
        work.cases.add(replace(first, id="sibling", number="2026/009", ordinal=9, restricted_to=()))
    with office_db.read() as work:
        work.log_as(OTHER, "test.read")
        assert work.cases.find("sibling") is None
        assert work.hidden_cases() == 2


def test_the_book_of_numbers_has_no_holes_and_tells_nothing(
    office_db: OfficeDatabase, restricted: dict[str, str]
) -> None:
    with office_db.read() as work:
        work.log_as(OTHER, "test.read")
        rows = work.register.page(ListQuery(sort="order")).rows
    assert [row.text for row in rows] == ["800/1", "800/2"]
    hidden = rows[1]
    assert (hidden.subject, hidden.addressee, hidden.case_number, hidden.status) == (
        sight.COVERED,
        sight.COVERED,
        "",
        "dibatasi",
    )


def test_numbers_and_the_end_of_the_log_count_what_is_hidden(
    office_db: OfficeDatabase, restricted: dict[str, str]
) -> None:
    with office_db.read() as work:
        whole = (work.cases.last_ordinal(2026), work.reports.last_ordinal(2026), work.audit.head())
        work.log_as(OTHER, "test.read")
        assert (work.cases.last_ordinal(2026), work.reports.last_ordinal(2026), work.audit.head()) == whole
        assert work.register.last_ordinal("", 2026) == 2


def test_who_writes_while_something_is_hidden_keeps_the_chain_whole(
    office_db: OfficeDatabase, restricted: dict[str, str]
) -> None:
    with office_db.write() as work:
        work.log_as(OTHER, "test.write")
        work.reports.save(replace(work.reports.get(restricted["open report"]), narrative="uraian baru"))
        with pytest.raises(NotAllowed):
            work.cases.save(samples.make_case(samples.make_report(), id=restricted["closed case"]))
    with office_db.read() as work:
        work.log_as(OTHER, "test.read")
        with work.as_program():
            assert work.audit.verify().problems == ()
            assert WORD in everything_asked(work, restricted)
        assert WORD not in everything_asked(work, restricted)


def test_words_of_hidden_records_leave_room_for_others_in_the_search(office_db: OfficeDatabase) -> None:
    with office_db.write() as work:
        work.log_as(NAMED, "test.add")
        work.employees.add(samples.make_employee(name="Sama Nama"))
        for ordinal in range(1, 40):
            report = samples.make_report(ordinal)
            work.reports.add(report)
            person = samples.make_person(name="Sama Nama")
            work.cases.add(samples.make_case(report, ordinal, respondent=person, restricted_to=("u-named",)))
    with office_db.read() as work:
        work.log_as(OTHER, "test.read")
        assert [hit.noun for hit in work.search.find("Sama Nama", 3)] == ["employee"]


def test_sql_text_is_refused_while_something_is_hidden(office_db: OfficeDatabase, restricted: dict[str, str]) -> None:
    with office_db.read() as work:
        work.log_as(OTHER, "test.read")
        with pytest.raises(RuntimeError, match="looked into"):
            work.cases.connection.execute(sa.text('SELECT * FROM "case"'))  # type: ignore[attr-defined]


def test_nothing_is_rewritten_where_nothing_is_hidden(office_db: OfficeDatabase, restricted: dict[str, str]) -> None:
    with office_db.read() as work:
        work.log_as(NAMED, "test.read")
        assert not work.sight.limited  # type: ignore[attr-defined]
        asked = str(work.cases.connection.execute(sa.select(sight._case.c.id)).context.statement)  # type: ignore[attr-defined]
        assert "NOT IN" not in asked


def test_whether_something_is_hidden_is_asked_of_the_index_of_restricted_cases(office_db: OfficeDatabase) -> None:
    with office_db.read() as work:
        connection = work.cases.connection  # type: ignore[attr-defined]
        asked = sight._ANY.params(named="u-other").compile(connection, compile_kwargs={"literal_binds": True})
        plan = " ".join(row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}"))
    assert "ix_case_restricted" in plan


def test_every_table_says_how_it_is_seen() -> None:
    """A new table belongs into ``VIEWS`` when it holds anything of a case, else into ``OPEN`` with the reason."""
    assert {table.name for table in sight.VIEWS} | sight.OPEN.keys() == set(Base.metadata.tables)
    assert not {table.name for table in sight.VIEWS} & sight.OPEN.keys()


def test_what_is_asked_for_the_program_itself_is_known() -> None:
    """Each use of ``whole`` and ``as_program`` is listed here and in ``docs/trust.md``; a new one needs a reason."""
    root = Path(sight.__file__).parents[1]
    found = set()
    for path in [*root.glob("db/**/*.py"), *root.glob("cases/**/*.py"), *root.glob("desktop/**/*.py")]:
        source = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(source)) if "whole(" in source or "as_program(" in source else ():
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if name in {"whole", "as_program"} and path.name not in {"sight.py", "unit.py"}:
                    found.add(f"{path.parent.name}/{path.stem}")
    assert found == {
        "db/audit",  # the end of the log, which the next row is chained to
        "stores/reports",  # who reported, to be covered everywhere; whether a number from Sampah is taken
        "stores/name_lists",  # what somebody decided about a name stays decided when a list is matched again
        "stores/employee_imports",  # nobody is taken back whom a hidden record names; he is told without a name
        "db/store",  # the next number
        "db/log_pages",  # the names of those who stand in the log
        "services/elections",  # a new name of an election reaches every case
        "services/discard_intake",  # a list stays while a hidden report was made of it, which is told without a number
        "services/merging",  # who was merged is so in hidden cases and reports too, and when he is taken apart
        "services/integrity",  # the check of the log and of all evidence
        "services/recount",  # due dates move with the calendar
        "services/regulation_use",  # and with the law
        "stores/watch",  # how many lines of a form are answered, of each round
        "services/watch_rounds",  # how many lines of a form are answered shows no gap where something is hidden
        "services/restrictions",  # an admin may lift, and sees numbers alone
    }
