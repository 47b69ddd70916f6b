"""Real encrypted offices of any size, made for one run: founded as the program does it, then filled in bulk.

The rows are what the program's own stores would write; only the log of these made-up records is left out, and indexes
and search are built at the end, which is what makes it fast.
"""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import sqlalchemy as sa

from cases.model.identity import new_id
from cases.model.office import Office
from cases.model.person import EmploymentStatus, Person
from cases.model.report import Progress, Report
from cases.model.user import Actor
from cases.regulations import load_law
from cases.rules.report_state import traits_of
from cases.services.office import FirstUser
from cases.services.users import actor_of
from db.audit import Log
from db.engine import keyed_engine
from db.name_words import NameWords
from db.search import Search, Words
from db.secrets import SecretStore
from db.sight import Sight
from db.store import Desk, Store, names_of
from db.stores.cases import CaseStore, StepStore
from db.stores.employees import EmployeeStore
from db.stores.letters import LetterStore
from db.stores.reports import ReportStore
from db.tables import Base, DeadlineRow, SearchRow, TraitRow, table_of
from desktop.wiring import OpenOffice, found, open_office
from desktop.world import OfficeClock
from tests.bench.people import DAYS, RUNS_FOR, Entry, employees, entries

EMPLOYEES, CASES = 50_000, 100_000
FEWER_EMPLOYEES, FEWER_CASES = 10_000, 10_000
SMALL_EMPLOYEES, SMALL_CASES = 200, 200
BUSY_EMPLOYEES, BUSY_CASES = 500, 5_000
USER = FirstUser(username="admin", full_name="Admin Uji", password="kata-sandi-uji")
_BATCH = 5_000
_CACHE = 256 * 1024 * 1024
_FTS_TRIGGERS = ("search_insert", "search_delete", "search_update")

Rows = list[dict[str, Any]]


def say(words: str) -> None:
    """Tell how far the run is; the table alone goes to standard output."""
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()


@dataclass(frozen=True, slots=True)
class Made:
    """An office on disk: its folder, the text of its recovery key, and its admin."""

    home: Path
    recovery_text: str
    actor: Actor

    @property
    def key_file(self) -> Path:
        """The recovery key as a file, for a program that is started."""
        return self.home.with_name(f"{self.home.name}.key")

    def open(self) -> OpenOffice:
        """Open it; whoever asks closes it."""
        return open_office(self.home, self.recovery_text, secrets=SecretStore(None))


class _Kept(NamedTuple):
    """What a later run must know of an office that is there."""

    recovery_text: str
    actor: Actor


class Offices:
    """The offices of a folder, each made when it is first asked for and not there yet."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def empty(self) -> Made:
        """An office on its first day."""
        return self._make("kosong", 0, 0)

    @cached_property
    def small(self) -> Made:
        """An office with 200 cases."""
        return self._make("kecil", SMALL_EMPLOYEES, SMALL_CASES)

    @cached_property
    def fewer(self) -> Made:
        """An office with 10,000 cases."""
        return self._make("sedang", FEWER_EMPLOYEES, FEWER_CASES)

    @cached_property
    def full(self) -> Made:
        """An office with 100,000 cases."""
        return self._make("penuh", EMPLOYEES, CASES)

    @cached_property
    def busy(self) -> Made:
        """An office with 5,000 cases, all of them open."""
        return self._make("sibuk", BUSY_EMPLOYEES, BUSY_CASES, RUNS_FOR)

    @cached_property
    def crowd(self) -> Made:
        """An office with 50,000 employees and no case."""
        return self._make("orang", EMPLOYEES, 0)

    @cached_property
    def pictured(self) -> Made:
        """The same, for 100,000 pictures."""
        return self._make("bergambar", SMALL_EMPLOYEES, SMALL_CASES)

    def _make(self, name: str, staff: int, cases: int, days: int = DAYS) -> Made:
        began = time.perf_counter()
        kept = self.folder / f"{name}.json"
        if kept.exists():  # the folder outlived an earlier run: what is filled once need not be again
            return Made(self.folder / name, **msgspec.json.decode(kept.read_bytes(), type=_Kept)._asdict())
        shutil.rmtree(self.folder / name, ignore_errors=True)  # a run that was broken off left it half filled
        office = Office(
            id=new_id(),
            name="Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
            short_name="BKPSDM Tirta Kencana",
            government="Pemerintah Kabupaten Tirta Kencana",
            region="Kabupaten Tirta Kencana",
            head_title="Bupati Tirta Kencana",
            head=Person(name="Wiratama Sastrodiharjo", position="Bupati", status=EmploymentStatus.ELECTED),
            address="Jalan Melati Nomor 12, Tirta Kencana",
            place="Tirta Kencana",
        )
        founded = found(self.folder / name, office, USER, secrets=SecretStore(None))
        key, path = founded.office.keys.db_key, founded.office.home.database
        founded.office.close()
        made = Made(self.folder / name, "\n".join(founded.recovery_lines), actor_of(founded.user))
        made.key_file.write_text(made.recovery_text, encoding="utf-8")
        if staff:
            fill(path, key, staff, cases, days)
            seconds, size = time.perf_counter() - began, path.stat().st_size / 2**20
            say(f"{staff:,} employees and {cases:,} cases: {size:.0f} MiB, made in {seconds:.0f} s")
        kept.write_bytes(msgspec.json.encode(_Kept(made.recovery_text, made.actor)))
        return made


def fill(path: Path, key: bytes, staff: int, cases: int, days: int = DAYS) -> None:
    """Put made-up employees and cases of so many days into the database of an office that has none."""
    engine = keyed_engine(path, key, "BEGIN IMMEDIATE", cache=_CACHE)

    @sa.event.listens_for(engine, "connect")
    def _careless(connection: Any, _record: object) -> None:
        for pragma in ("journal_mode = OFF", "synchronous = OFF"):  # nothing is lost with what each run makes anew
            connection.execute(f"PRAGMA {pragma}").fetchall()

    try:
        with engine.begin() as connection, _bare_tables(connection):
            _fill(connection, staff, cases, days)
    finally:
        engine.dispose()


@contextmanager
def _bare_tables(connection: sa.Connection) -> Iterator[None]:
    """Take indexes and the triggers of search away, and make the very same again at the end."""
    everything = connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL").all()
    kept = [row for row in everything if row[0] == "index" or row[1] in _FTS_TRIGGERS]
    for kind, name, _sql in kept:
        connection.exec_driver_sql(f"DROP {kind} {name}")
    yield
    for _kind, _name, sql in kept:
        connection.exec_driver_sql(sql)
    connection.exec_driver_sql("INSERT INTO search (search) VALUES ('rebuild')")


def _fill(connection: sa.Connection, staff: int, cases: int, days: int) -> None:
    log = Log(connection, OfficeClock(), None, writable=True)  # type: ignore[arg-type]  # it logs nothing here
    sight = Sight(connection)
    desk = Desk(connection, log, Search(connection, sight), sight)
    reports, files, steps, letters = ReportStore(desk), CaseStore(desk), StepStore(desk), LetterStore(desk)
    people = EmployeeStore(desk)
    write = _Writer(connection)
    crowd = list(employees(staff))
    for some in _batches(crowd):
        write.records(people, some)
    NameWords(connection).learn(person.name for person in crowd)
    for batch in _batches(entries(cases, crowd, load_law(), date.today(), days)):  # noqa: DTZ011 - as the office's clock
        told = [entry.report for entry in batch]
        write.records(reports, told, words=[reports.words_of(one) for one in told], **_NOTHING)
        write.rows(TraitRow, [_trait(one, trait) for one in told for trait in sorted(traits_of(one))])
        write.records(files, [entry.case for entry in batch])
        write.records(steps, [entry.step for entry in batch], position=1)
        write.records(letters, [entry.letter for entry in batch], position=1, words=_letter_words(batch))
        write.rows(DeadlineRow, [_plain(deadline) for entry in batch for deadline in entry.deadlines])


_NOTHING = {"missing": "", "forwarding": Progress.NONE, "answering": Progress.NONE}
"""What is derived of a report that lacks nothing and was sent nowhere."""


def _trait(report: Report, trait: tuple[str, str]) -> dict[str, Any]:
    return {"kind": trait[0], "key": trait[1], "report_id": report.id}


class _Writer:
    """Writes many rows at a time through the driver, each value turned as SQLAlchemy's types turn it."""

    def __init__(self, connection: sa.Connection) -> None:
        self._dialect = connection.dialect
        self._driver: Any = connection.connection.driver_connection

    def records(
        self, store: Store[Any, Any], records: list[Any], *, words: list[Words] | None = None, **more: int | str
    ) -> None:
        """Write records as their store would, and what search shall know of them."""
        rows = [store.to_values(record) | store.repeated(record) | more for record in records]
        for table in store._tables():
            self._insert(table, rows)
        found = words if words is not None else [each for record in records if (each := store.words(record))]
        self.rows(SearchRow, [each._asdict() | {"id": None} for each in found])

    def rows(self, row: type[Base], values: Rows) -> None:
        """Write rows that are values by column already."""
        self._insert(table_of(row), values)

    def _insert(self, table: sa.Table, rows: Rows) -> None:
        columns = [(column.name, column.type.bind_processor(self._dialect)) for column in table.c]
        names = ", ".join(f'"{name}"' for name, _ in columns)
        marks = ", ".join("?" for _ in columns)
        self._driver.executemany(
            f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})',  # noqa: S608 - the program's own table
            [[row[name] if turn is None else turn(row[name]) for name, turn in columns] for row in rows],
        )


def _letter_words(batch: list[Entry]) -> list[Words]:
    """What ``LetterStore.words`` gives, without asking the database for each letter's case."""
    return [
        Words(
            noun="letter",
            record_id=entry.letter.id,
            title=entry.letter.title,
            subtitle=" · ".join((entry.letter.number, entry.case.number, entry.case.respondent.name)),
            codes=f"{entry.letter.number} {entry.letter.short_code}",
        )
        for entry in batch
    ]


def _plain(record: Any) -> dict[str, Any]:
    return {name: getattr(record, name) for name in names_of(type(record))}


def _batches(records: Iterable[Any]) -> Iterator[list[Any]]:
    """The records, some thousands at a time."""
    left = iter(records)
    while batch := list(islice(left, _BATCH)):
        yield batch
