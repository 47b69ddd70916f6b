from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from office_desk import ADMIN, LEADER, START, OfficeAtWork
from samples import make_employee

from cases.model.account import AccountKnown
from cases.model.employee import Employee
from cases.model.employee_import import EmployeeBefore, EmployeeImport, RowState
from cases.rules.names import SplitName
from cases.services import accounts, employee_view, merging, restrictions, suspects, work_units

NIP = "198503122010011005"
RATNA = make_employee(
    nip=NIP, name="Dra. Ratna Kusumawardhani, M.M.", position="Kepala Dinas Arsip", unit_1="Dinas Arsip", unit_2=""
)


@pytest.fixture
def filled(office: OfficeAtWork) -> OfficeAtWork:
    office.add_employees(RATNA)
    return office


def view(office: OfficeAtWork, one: Employee = RATNA) -> employee_view.EmployeeView:
    return office.ask(employee_view.employee_view, one.id)


def test_who_he_is(filled: OfficeAtWork) -> None:
    seen = view(filled)
    assert seen.name == SplitName("Dra.", "Ratna Kusumawardhani", "M.M.")
    assert seen.reading.birth is not None
    assert [path.name for path in seen.heads] == ["Dinas Arsip"]
    assert (seen.cases, seen.reports, seen.accounts, seen.merged, seen.suspects, seen.sanctions) == ((),) * 5 + (0,)
    assert seen.findings == ()
    assert [(post.position, post.until) for post in seen.posts] == [("Kepala Dinas Arsip", None)]


def test_cases_reports_and_accounts_of_his(filled: OfficeAtWork) -> None:
    accused = filled.accused(nip=NIP, name=RATNA.name, employee_id=RATNA.id)
    file = filled.case(report=filled.report(accused))
    filled.do(
        accounts.add_account,
        RATNA.id,
        accounts.AccountForm(platform="Instagram", handle="ratna", known=AccountKnown.LOOKED),
    )
    seen = view(filled)
    assert [case.id for case in seen.cases] == [file.case.id]
    assert [report.id for report in seen.reports] == [file.case.report_id]
    assert [kept.account.handle for kept in seen.accounts] == ["ratna"]


def test_what_is_restricted_is_not_on_the_page(filled: OfficeAtWork) -> None:
    file = filled.case(report=filled.report(filled.accused(nip=NIP, name=RATNA.name)))
    filled.do(restrictions.restrict, file.case.id, ("u-1",), "Uji.")
    assert [case.id for case in view(filled).cases] == [file.case.id]
    other = filled.do_as(LEADER, employee_view.employee_view, RATNA.id)
    assert (other.cases, other.reports) == ((), ())


def test_suspects_are_suggested_with_the_reason_and_merged_with_all_that_is_theirs(filled: OfficeAtWork) -> None:
    twice = make_employee(nip="198503122010011006", name="RATNA KUSUMAWARDHANI")
    neighbour = make_employee(nip="198503122010011007", name="Budi Hartanto")
    filled.add_employees(twice, neighbour)
    filled.do(accounts.add_account, twice.id, accounts.AccountForm(platform="Facebook", handle="ratna.k"))
    filled.do(work_units.set_head, work_units.UnitPath("Dinas Arsip"), twice.nip)
    found = filled.ask(suspects.suspects_of, RATNA.id)
    assert [one.employee.id for one in found] == [twice.id]
    assert found[0].reasons[0] == "Nama dan tanggal lahir sama"
    seen = filled.ask(merging.preview_employees, RATNA.id, twice.id, NIP)
    assert any("1 akun pindah" in line for line in seen.moves)
    assert any("1 unit yang dikepalainya pindah: Dinas Arsip" in line for line in seen.moves)
    entry = filled.do(merging.merge_employees, RATNA.id, twice.id, NIP, "Tercatat dua kali.")
    merged = view(filled, replace(RATNA, id=entry.into))
    assert [kept.account.handle for kept in merged.accounts] == ["ratna.k"]
    assert [path.name for path in merged.heads] == ["Dinas Arsip"]
    assert [one.id for one in merged.merged] == [entry.id]
    assert merged.suspects == ()
    filled.do_as(ADMIN, merging.take_apart, entry.id)
    assert view(filled, twice).accounts[0].account.handle == "ratna.k"


def test_posts_follow_from_what_imports_changed(filled: OfficeAtWork) -> None:
    with filled.database.write() as work:
        work.log_as(ADMIN, "tests.add")
        run = EmployeeImport(
            id="impor-1",
            file_name="siasn.xlsx",
            sha256="0" * 64,
            columns=(),
            whole=False,
            new=0,
            changed=1,
            same=0,
            left_out=0,
            gone=0,
            back=0,
            at=work.clock.now(),
            by="petugas",
            log_row=0,
        )
        work.imports.add(run)
        before = {"position": "Sekretaris", "position_since": "2018-03-01", "grade": "III/c"}
        work.imports.keep(
            [EmployeeBefore(import_id=run.id, employee_id=RATNA.id, row=2, state=RowState.CHANGED, before=before)]
        )
    now, earlier = view(filled).posts
    assert (now.position, now.until) == ("Kepala Dinas Arsip", None)
    assert (earlier.position, earlier.grade, earlier.path.unit_1) == ("Sekretaris", "III/c", "Dinas Arsip")
    assert (earlier.since, earlier.until, earlier.source) == (date(2018, 3, 1), START, "siasn.xlsx")
