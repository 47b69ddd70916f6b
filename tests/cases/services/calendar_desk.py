"""A case with a due date and the days of a year, for tests of counting."""

from __future__ import annotations

from datetime import date

from office_desk import OfficeAtWork

from cases.model.case import CaseFile
from cases.model.deadline import Deadline, Holiday
from cases.model.steps import StepKey, SummonsFacts
from cases.services import calendar, case_files, steps

ANNIVERSARY = Holiday(on=date(2026, 5, 12), name="Hari Jadi Kabupaten", kind="daerah", source="SK Bupati")


def summoned(office: OfficeAtWork) -> CaseFile:
    """A case whose first summons is signed today, a Monday: the examination is due on the eighth working day."""
    file = office.case()
    day = office.ask(steps.propose_examination, file.case.id, StepKey.SUMMONS_1, office.clock.today())
    superior = office.person(1)
    facts = SummonsFacts(examine_on=day, examine_at="09.00", place="Aula", report_to=superior, signer=superior)
    return office.signed(file.case.id, StepKey.SUMMONS_1, facts)


def due(office: OfficeAtWork, case_id: str, key: str = "examination-1") -> Deadline:
    rows = office.ask(case_files.case_file, case_id).deadlines
    return next(row for row in rows if row.key == key)


def of_2026(office: OfficeAtWork, *more: Holiday) -> tuple[Holiday, ...]:
    return (*(day for day in office.ask(calendar.holidays) if day.on.year == 2026), *more)
