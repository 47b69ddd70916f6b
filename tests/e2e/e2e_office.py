"""What the walk is about: people, days, files; and how an office on disk is looked at when no window has it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, TypeVar

from e2e_clerk import ROOT, environment
from pypdf import PdfReader

from cases.model.case import CaseFile
from cases.model.employee import Employee
from cases.model.listing import ListQuery
from cases.model.office import WorkWeek
from cases.model.person import Person
from cases.model.report import Channel, Report, Source
from cases.model.steps import Override
from cases.model.user import Actor
from cases.rules.working_days import add_working_days
from cases.services import case_files, employees, evidence, reports
from cases.services.calendar import shipped_calendar
from cases.services.office import FirstUser, current_office
from cases.services.reports import ReportForm
from cases.services.users import actor_of
from desktop.sample.office import (
    employees_workbook,
    make_employees,
    make_screenshots,
    sample_emblem,
    sample_logo,
    sample_office,
    sample_signatories,
)
from desktop.sample.walk import Walk
from desktop.wiring import RECOVERED, OpenOffice, SecretStore, found, open_office
from desktop.world import OfficeClock
from reports.employee_sheet import read_employee_sheet

T = TypeVar("T")
EMPLOYEES = 60
PLACE = "Ruang Rapat BKPPD, Jalan Melati Nomor 12"


ADMIN = FirstUser(username="admin", full_name="Admin Uji", password="kata-sandi-uji")


def off_the_ui_thread(work: Callable[[], T]) -> T:
    """Do something with a database, which refuses the thread of a window, also of another test's."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()


@dataclass(frozen=True)
class Papers:
    """Files that lie on the clerk's disk, and where the office will be."""

    folder: Path
    home: Path = field(init=False)
    logo: Path = field(init=False)
    emblem: Path = field(init=False)
    workbook: Path = field(init=False)
    pictures: tuple[Path, ...] = field(init=False)
    sheet: Path = field(init=False)
    key: Path = field(init=False)

    def __post_init__(self) -> None:
        names = {
            "home": "kantor",
            "logo": "lambang.png",
            "emblem": "garuda.png",
            "workbook": "pegawai.xlsx",
            "sheet": "lembar.pdf",
            "key": "kunci.txt",
        }
        for name, file in names.items():
            object.__setattr__(self, name, self.folder / file)
        self.logo.write_bytes(sample_logo())
        self.emblem.write_bytes(sample_emblem())
        self.workbook.write_bytes(employees_workbook(EMPLOYEES))
        pictures = []
        for name, data in make_screenshots():
            pictures.append(self.folder / name)
            pictures[-1].write_bytes(data)
        object.__setattr__(self, "pictures", tuple(pictures))

    def key_lines(self) -> list[str]:
        """The recovery key as somebody would copy it from the printed sheet."""
        words = PdfReader(self.sheet).pages[0].extract_text()
        return ["".join(line.split()) for line in re.findall(r"^\d\.\n((?:[A-Z0-9]\n){9})", words, re.MULTILINE)]


def employee(name: str) -> Employee:
    """One of the made-up employees."""
    return next(one for one in make_employees(EMPLOYEES) if one.name.startswith(name))


def ago(working_days: int) -> date:
    """So many working days before today, by the calendar that an office has at first."""
    return add_working_days(OfficeClock().today(), -working_days, shipped_calendar(WorkWeek.FIVE))


def typed(day: date) -> str:
    """A date as a clerk types it."""
    return f"{day.day}/{day.month}/{day.year}"


def staff(office: OpenOffice, admin: Actor) -> None:
    """Put the made-up employees into an office."""
    sheet = read_employee_sheet(employees_workbook(EMPLOYEES), "pegawai.xlsx")
    office.write(employees.import_employees, admin, sheet)


def person(office: OpenOffice, admin: Actor, known: Employee) -> Person:
    """An employee of the office as cases name him."""
    found = office.read(employees.person_by_nip, admin, known.nip)
    assert found is not None
    return found


def report_on(
    office: OpenOffice,
    admin: Actor,
    accused: tuple[Employee, ...],
    received_on: date,
    code: str,
    *,
    narrative: str,
    channel: Channel = Channel.ACTIVITY,
) -> Report:
    """Enter a report that came in two days after what it tells, with the first of the pictures as its evidence."""
    event_on = received_on - timedelta(days=2)
    form = ReportForm(
        received_on=received_on,
        source=Source.BAWASLU,
        channel=channel,
        narrative=narrative,
        respondents=tuple(person(office, admin, one) for one in accused),
        event_on=event_on,
        event_at="19.42",
        event_place="Lapangan Tirta Hulu",
        reporter_name="Warga Contoh",
        violation_codes=(code,),
    )
    report, _ = office.write(reports.register_report, admin, form)
    name, data = make_screenshots()[0]
    taken = datetime.combine(event_on, time(20), office.clock.time_zone.zone)
    shown = evidence.EvidenceForm(file_name=name, title="Foto kegiatan", posted_at=taken, captured_at=taken)
    office.write(evidence.add_evidence, admin, report.id, data, shown)
    return report


def open_cases(
    office: OpenOffice,
    admin: Actor,
    accused: tuple[Employee, ...],
    superior: Employee,
    received_on: date,
    code: str,
    *,
    narrative: str,
    channel: Channel = Channel.ACTIVITY,
) -> tuple[CaseFile, ...]:
    """Enter employees and a report, and open the cases of all its accused on the next day."""
    staff(office, admin)
    report = report_on(office, admin, accused, received_on, code, narrative=narrative, channel=channel)
    at = office.read(current_office, admin)
    form = case_files.OpeningForm(
        violation_codes=(code,),
        verification="Benar pegawai kabupaten ini; bukti cocok; belum pernah diproses.",
        opened_on=received_on + timedelta(days=1),
        superior=person(office, admin, superior),
        official=at.head,
        official_post=at.head_title,
    )
    ids = tuple(one.id for one in report.respondents)
    found = office.read(case_files.check_opening, admin, report.id, ids, form)
    warned = [one.guard for one in found if one.strength == "soft" and not one.satisfied]
    reasons = tuple(Override(guard=guard, reason="Sudah diperiksa petugas.") for guard in warned)
    files, _ = office.write(case_files.open_cases, admin, report.id, ids, replace(form, overrides=reasons))
    return files


def walker(office: OpenOffice, admin: Actor, day: date) -> Walk:
    """Somebody who takes the steps of a case on a day of the past, and has their letters signed."""
    return Walk(
        office=office, actor=admin, calendar=shipped_calendar(WorkWeek.FIVE), day=day, keep=lambda *_letter: None
    )


def the_case(office: OpenOffice) -> CaseFile:
    """The file of the office's only case."""
    (line,) = office.read(case_files.case_page, RECOVERED, ListQuery(sort="number")).rows
    return office.read(case_files.case_file, RECOVERED, line.id)


def make_office(papers: Papers, fill: Callable[[OpenOffice, Actor], None] | None = None) -> None:
    """Make an office without a window, with its recovery key in a file; ``fill`` puts something into it."""

    def work() -> None:
        founded = found(
            papers.home,
            sample_office(),
            ADMIN,
            sample_signatories(),
            logo=papers.logo.read_bytes(),
            head_emblem=papers.emblem.read_bytes(),
            secrets=SecretStore(None),
        )
        papers.key.write_text("\n".join(founded.recovery_lines))
        try:
            if fill is not None:
                fill(founded.office, actor_of(founded.user))
        finally:
            founded.office.close()

    off_the_ui_thread(work)


def inspect(papers: Papers, look: Callable[[OpenOffice], T]) -> T:
    """Open the office with its recovery key, look, and close it again."""

    def work() -> T:
        office = open_office(papers.home, papers.key.read_text(), secrets=SecretStore(None))
        try:
            return look(office)
        finally:
            office.close()

    return off_the_ui_thread(work)


def command(papers: Papers, *arguments: str | Path) -> str:
    """Run a command of the program on the office; give what it prints."""
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-P", "-m", "desktop", "--home", papers.home, "--recovery-key-file", papers.key, *arguments],
        env=environment(papers.folder),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{arguments}: {done.stdout}{done.stderr}"
    return done.stdout


def verified(papers: Papers) -> dict[str, Any]:
    """What ``netralitas verify`` finds; it finds nothing wrong."""
    told: dict[str, Any] = json.loads(command(papers, "verify", "--json"))
    assert told["problems"] == []
    return told
