"""Gives birth to offices at work that a test kills: for each line on standard input one that works until it dies.

Everything is real, vault, letters and anchor included, and imported once; a worker is a fork, so that fifty of them
cost little. It tells the test the count of the log after each commit.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

from cases.model.identity import new_id
from cases.model.office import WorkWeek
from cases.model.person import Person
from cases.model.report import Channel, Source
from cases.model.steps import StepKey, SummonsFacts
from cases.model.user import Actor, Role
from cases.rules.working_days import add_working_days
from cases.services import case_files, employees, evidence, letters, reports, steps
from cases.services.calendar import shipped_calendar
from db.secrets import SecretStore
from desktop.sample.office import employees_workbook, make_employees
from desktop.sample.pictures import make_screenshots
from desktop.wiring import open_office
from desktop.world import OfficeClock
from reports.employee_sheet import read_employee_sheet
from reports.letters import LetterPdf

ACTOR = Actor(name="admin", role=Role.ADMIN, full_name="Admin Uji")
PEOPLE: tuple[Person, ...] = tuple(
    Person(name=one.name, nip=one.nip, position=one.position, grade=one.grade, work_unit=one.unit_1)
    for one in make_employees(40)
)
CHIEF, *OTHERS = PEOPLE
_NAME, _PICTURE = make_screenshots()[0]
_SHEETS = tuple(read_employee_sheet(employees_workbook(15, seed=seed), "pegawai.xlsx") for seed in range(5))
Do = Callable[..., Any]


def summons(do: Do, turn: int) -> None:
    """A report with a picture, its case, and a summons that is drafted, put up for signature and signed."""
    today = OfficeClock().today()
    accused = OTHERS[turn % len(OTHERS)]
    report = do(
        reports.register_report,
        reports.ReportForm(
            received_on=today,
            source=Source.BAWASLU,
            channel=Channel.SOCIAL_MEDIA,
            narrative=f"Uraian kejadian ke-{turn}.",
            respondents=(accused,),
            event_on=today - timedelta(days=2),
        ),
    )
    picture = _PICTURE + f"{turn}".encode()  # another blob each time
    do(evidence.add_evidence, report.id, picture, evidence.EvidenceForm(file_name=_NAME))
    form = case_files.OpeningForm(
        violation_codes=("n.2",), verification="Terlapor pegawai kabupaten ini.", opened_on=today, superior=CHIEF,
    )  # fmt: skip
    file = do(case_files.open_case, report.id, report.respondents[0].id, form)
    facts = SummonsFacts(
        examine_on=add_working_days(today, 6, shipped_calendar(WorkWeek.FIVE)),  # in time on whatever day this runs
        examine_at="09.00",
        place="Ruang Rapat",
        report_to=CHIEF,
        signer=CHIEF,
    )
    file = do(steps.take_step, file.case.id, steps.StepForm(key=StepKey.SUMMONS_1, facts=facts, on=today))
    letter = file.letters[-1]
    do(letters.allow_unverified, letter.kind)
    do(letters.put_up, letter.id, today)
    do(letters.sign, letter.id, today)


def imported(do: Do, turn: int) -> None:
    """An import of fifteen employees."""
    do(employees.import_employees, _SHEETS[turn % len(_SHEETS)])


def work_until_killed(home: Path, key: str) -> None:
    office = open_office(home, key, secrets=SecretStore(None))

    def do(service: Any, *args: Any) -> Any:
        result, _ = office.write(service, ACTOR, *args)
        with office.database.read() as work:
            print(work.audit.head().count, flush=True)  # noqa: T201 - told to the test
        return result

    first = int(new_id().replace("-", "")[-6:], 16)
    for turn in count(first):
        (imported if turn % 4 == 3 else summons)(do, turn)


def main() -> None:
    home, key = Path(sys.argv[1]), Path(sys.argv[2]).read_text(encoding="utf-8")
    LetterPdf()  # its fonts are loaded before the first fork
    for _line in sys.stdin:
        child = os.fork()
        if child == 0:
            try:
                work_until_killed(home, key)
            finally:
                os._exit(1)  # an error of its own is no death
        print("born", child, flush=True)  # noqa: T201 - told to the test
        _, status = os.waitpid(child, 0)
        print("dead" if os.WIFSIGNALED(status) else "failed", flush=True)  # noqa: T201 - the same


if __name__ == "__main__":
    main()
