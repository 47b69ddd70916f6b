"""An office at work for tests of services: a real encrypted database, the shipped law, a clock that moves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import sqlalchemy as sa
from fakes import FakeClock, FakePictures, FakeRenderer, FakeVault, PlainHasher
from samples import make_employee, make_office, nip_of

from cases.changes import ChangeSet
from cases.errors import ConfirmationNeeded
from cases.model.case import CaseFile
from cases.model.employee import Employee
from cases.model.letter import Letter, LetterStatus
from cases.model.person import EmploymentStatus, Examiner, Person, TeamDuty, TeamElement
from cases.model.report import Channel, Report, Source
from cases.model.steps import Override, StepFacts, StepKey
from cases.model.user import Actor, Role
from cases.ports import UnitOfWork
from cases.regulations import Law
from cases.services import case_files, letters, reports, steps
from cases.services.office import FOUNDER, FirstUser, found_office
from db.engine import open_engines
from db.tables import UserRow, table_of
from db.unit import OfficeDatabase
from db.upgrade import create_database
from desktop.world import LateSigner

P = ParamSpec("P")
R = TypeVar("R")
Service = Callable[Concatenate[UnitOfWork, Actor, P], R]

KEY = bytes(range(32))
CLERK = Actor(name="petugas", role=Role.CLERK, user_id="u-1", full_name="Petugas Contoh")
LEADER = Actor(name="pimpinan", role=Role.LEADER)
ADMIN = Actor(name="admin", role=Role.ADMIN)
SCHEDULE = Actor(name="terjadwal", role=Role.SCHEDULE)
START = date(2026, 5, 4)

HEAD = Person(name="Wiratama Sastrodiharjo", status=EmploymentStatus.ELECTED, position="Bupati Tirta Kencana")
HEAD_TITLE = "Bupati Tirta Kencana"


@dataclass
class OfficeAtWork:
    """Runs services as the window does, and knows the shortest way to each stage of a case."""

    database: OfficeDatabase
    clock: FakeClock
    vault: FakeVault
    renderer: Any
    law: Law

    def do(self, service: Service[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        return self.do_as(CLERK, service, *args, **kwargs)

    def do_as(self, actor: Actor, service: Service[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        with self.database.write() as work:
            return service(work, actor, *args, **kwargs)

    def changes_of(self, service: Service[P, R], *args: P.args, **kwargs: P.kwargs) -> ChangeSet:
        with self.database.write() as work:
            service(work, CLERK, *args, **kwargs)
            return work.changes()

    def ask(self, service: Service[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        with self.database.read() as work:
            return service(work, CLERK, *args, **kwargs)

    def add_employees(self, *employees: Employee) -> None:
        with self.database.write() as work:
            work.log_as(ADMIN, "tests.add")
            for employee in employees:
                work.employees.add(employee)

    def person(self, ordinal: int, **parts: Any) -> Person:
        """A made-up official with an NIP of his own."""
        values = {
            "name": f"Pejabat Rekaan {ordinal}",
            "nip": nip_of(ordinal),
            "status": EmploymentStatus.PNS,
            "grade": "IV/b",
            "rank": self.law.rank_of("IV/b"),
            "position": "Kepala Dinas Perhubungan",
            "position_kind": "Struktural",
            "work_unit": "Dinas Perhubungan",
        }
        return Person(**(values | parts))

    def accused(self, ordinal: int = 1, **parts: Any) -> Person:
        """A made-up head of a section."""
        values = {
            "name": f"Terlapor Rekaan {ordinal}",
            "nip": nip_of(100 + ordinal),
            "grade": "III/c",
            "rank": self.law.rank_of("III/c"),
            "position": "Kepala Seksi Angkutan",
        }
        return self.person(ordinal, **(values | parts))

    def report(self, *people: Person, **parts: Any) -> Report:
        values: dict[str, Any] = {
            "received_on": self.clock.today(),
            "source": Source.BAWASLU,
            "narrative": "Terlapor hadir pada kampanye dengan seragam dinas.",
            "channel": Channel.ACTIVITY,
            "respondents": people or (self.accused(),),
            "event_on": START,
            "event_place": "Lapangan Tirta Hulu",
        }
        return self.do(reports.register_report, reports.ReportForm(**(values | parts)))

    def case(self, code: str = "n.2", report: Report | None = None, index: int = 0, **parts: Any) -> CaseFile:
        """Open a case with everyone named who may have to sign."""
        report = report or self.report()
        superior = self.person(1)
        values: dict[str, Any] = {
            "violation_codes": (code,),
            "verification": "Pegawai kabupaten ini, ada bukti, belum pernah diproses.",
            "opened_on": self.clock.today(),
            "superior": superior,
            "examiners": (
                Examiner(person=superior, duty=TeamDuty.CHAIR, element=TeamElement.SUPERIOR),
                Examiner(person=self.person(2, position="Inspektur"), element=TeamElement.SUPERVISION),
                Examiner(person=self.person(3, position="Kepala BKPSDM"), element=TeamElement.PERSONNEL),
            ),
            "official": HEAD,
            "official_post": HEAD_TITLE,
        }
        form = case_files.OpeningForm(**(values | parts))
        return self.do(case_files.open_case, report.id, report.respondents[index].id, form)

    def take(self, case_id: str, key: StepKey, facts: StepFacts, on: date | None = None) -> CaseFile:
        """Take a step with a reason for each warning; its letters stay drafts."""
        form = steps.StepForm(key=key, facts=facts, on=on)
        warned = [
            Override(guard=finding.guard, reason="Alasan tertulis untuk uji.")
            for finding in self.ask(steps.check_step, case_id, form)
            if finding.strength == "soft" and not finding.satisfied
        ]
        return self.do(steps.take_step, case_id, steps.StepForm(key=key, facts=facts, on=on, overrides=tuple(warned)))

    def put_up(self, letter_id: str, on: date) -> Letter:
        """Put a letter up; that it prints articles nobody has verified yet is allowed, as a clerk would."""
        try:
            return self.do(letters.put_up, letter_id, on)
        except ConfirmationNeeded as asked:
            self.do(letters.allow_unverified, asked.topic)
            return self.do(letters.put_up, letter_id, on)

    def sign_all(self, file: CaseFile, on: date | None = None) -> CaseFile:
        """Put up and sign every draft of the case."""
        day = on or self.clock.today()
        for letter in file.letters:
            if letter.status is LetterStatus.DRAFT:
                self.put_up(letter.id, day)
                self.do(letters.sign, letter.id, day)
        return self.ask(case_files.case_file, file.case.id)

    def signed(self, case_id: str, key: StepKey, facts: StepFacts, on: date | None = None) -> CaseFile:
        """Take a step and sign its letters today."""
        return self.sign_all(self.take(case_id, key, facts, on))


@contextmanager
def office_at_work(folder: Path, law: Law, template: Path, renderer: Any = None) -> Iterator[OfficeAtWork]:
    """Open a founded office in a folder; ``template`` is the database to copy."""
    path = folder / "office.db"
    path.write_bytes(template.read_bytes())
    with _opened(path, law, renderer) as work:
        yield work


@contextmanager
def _opened(path: Path, law: Law, renderer: Any = None) -> Iterator[OfficeAtWork]:
    clock, vault, renderer = FakeClock(), FakeVault(), renderer or FakeRenderer()
    clock.set_today(START)
    database = OfficeDatabase(
        path,
        KEY,
        vault=vault,
        renderer=renderer,
        law=law,
        clock=clock,
        passwords=PlainHasher(),
        pictures=FakePictures(),
        signer=LateSigner(),
    )
    try:
        yield OfficeAtWork(database, clock, vault, renderer, law)
    finally:
        database.close()


def make_template(folder: Path, law: Law) -> Path:
    """Make the database of a founded office, which every test's office is copied from."""
    path = folder / "template.db"
    create_database(path, KEY)
    add_account(path, CLERK)
    user = FirstUser(username="admin", full_name="Admin Contoh", password="rahasia-sekali")
    with _opened(path, law) as work:
        work.do_as(FOUNDER, found_office, make_office(head=HEAD, head_title=HEAD_TITLE), user)
    return path


def add_account(path: Path, actor: Actor) -> None:
    """Give an actor of the tests the account that the gate looks for; nobody can log in with it."""
    account = {"id": actor.user_id, "username": actor.name, "full_name": actor.full_name, "role": actor.role}
    engines = open_engines(path, KEY)
    with engines.writer.begin() as connection:
        connection.execute(sa.insert(table_of(UserRow)), {**account, "password_hash": "", "active": True})
    engines.dispose()


def some_employee(ordinal: int, **parts: Any) -> Employee:
    return make_employee(nip=nip_of(ordinal), **parts)
