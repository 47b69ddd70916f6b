"""The forms of a round: which lines each has, under which codes, and what it prints."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace

from cases.errors import InvalidInput
from cases.handed_names import handed_name
from cases.model.account import Account, AccountState
from cases.model.employee import Employee
from cases.model.identity import new_id
from cases.model.office import Office
from cases.model.user import Actor, Right
from cases.model.watch import FormLine, FormSheet, Round, RoundScope, RoundState, WatchForm
from cases.ports import UnitOfWork
from cases.services.access import service
from cases.services.settling import the_office
from cases.watch_codes import form_code, new_code, office_mark

MOST_LINES = 9_999
"""Of one form: a line's number has four digits, and nobody fills more."""


@service(Right.REGISTER_REPORT, Right.EXPORT)
def prepare_forms(
    work: UnitOfWork, actor: Actor, round_id: str, units: Sequence[str] | None = None
) -> tuple[FormSheet, ...]:
    """Bring the forms of a round, or of some of its units, up to date; return what each prints, by unit.

    A form that prints the same as before keeps its edition, any other gets the next one; lines keep their codes. The
    round runs from now on. Raises InvalidInput for a closed round, or one of which nobody would stand in a form.
    """
    watch, office = work.rounds.get(round_id), the_office(work)
    if watch.state is RoundState.CLOSED:
        raise InvalidInput(f"Ronde {watch.number} sudah ditutup; buka lagi sebelum membuat formulir.")
    wanted = [unit for unit in watch.units if units is None or unit in units]
    people: dict[str, list[Employee]] = defaultdict(list)
    for employee in work.employees.of_units(wanted, with_account=watch.scope is RoundScope.WITH_ACCOUNT):
        if employee.id not in watch.left_out:
            people[employee.unit_1].append(employee)
    accounts: dict[str, list[Account]] = defaultdict(list)
    for account in work.accounts.of_units(wanted):
        if account.state is not AccountState.NOT_HIS:
            accounts[account.employee_id].append(account)
    stored = {form.unit: form for form in work.forms.of_round(round_id)}
    sheets = []
    for unit in sorted(wanted, key=str.casefold):
        lines = _lines(watch, people[unit], accounts, stored.get(unit))
        if any(not line.gone for line in lines):
            sheets.append(_sheet(office, watch, _kept(work, actor, watch, unit, lines, stored.get(unit))))
    if not sheets:
        raise InvalidInput(f"Tidak ada pegawai untuk formulir ronde {watch.number}; periksa unit dan cakupannya.")
    if watch.state is RoundState.DRAFT:
        work.rounds.save(replace(watch, state=RoundState.RUNNING))
    work.audit.note("export", "round", watch.id, {"formulir": ", ".join(sheet.code for sheet in sheets)})
    return _named(sheets)


def _lines(
    watch: Round, people: Iterable[Employee], accounts: dict[str, list[Account]], before: WatchForm | None
) -> tuple[FormLine, ...]:
    """The lines of now in the order of names, under the ordinals that they had; those that are gone stay, marked."""
    old = before.lines if before is not None else ()
    had = {(line.employee_id, line.account_id): line.ordinal for line in old}
    last, lines = max((line.ordinal for line in old), default=0), list[FormLine]()
    for employee in people:
        own: Sequence[Account | None] = accounts.get(employee.id, ())
        if not own and watch.scope is RoundScope.WITH_ACCOUNT:
            continue
        for account in own or (None,):
            ordinal = had.get((employee.id, account.id if account else None), 0)
            if not ordinal:
                last += 1
                ordinal = last
            lines.append(_line(employee, account, ordinal))
    if len(lines) > MOST_LINES:
        raise InvalidInput(f"Formulir unit itu memuat lebih dari {MOST_LINES} baris; kurangi pegawai dalam ronde ini.")
    kept = {line.ordinal for line in lines}
    return (*lines, *(replace(line, gone=True) for line in old if line.ordinal not in kept))


def _line(employee: Employee, account: Account | None, ordinal: int) -> FormLine:
    line = FormLine(
        ordinal=ordinal, employee_id=employee.id, name=employee.name, nip=employee.nip, position=employee.position
    )
    if account is None:
        return line
    return replace(
        line,
        account_id=account.id,
        platform=account.platform,
        handle=account.handle,
        url=account.url,
    )


def _kept(
    work: UnitOfWork, actor: Actor, watch: Round, unit: str, lines: tuple[FormLine, ...], before: WatchForm | None
) -> WatchForm:
    printed = _print_of(watch, unit, lines)
    if before is not None and before.print_of == printed:
        return before
    now = work.clock.now()
    if before is not None:
        form = replace(
            before, lines=lines, print_of=printed, edition=before.edition + 1, made_at=now, made_by=actor.name
        )
        work.forms.save(form)
        return form
    code = new_code()
    while work.forms.by_code(code) is not None:
        code = new_code()
    form = WatchForm(
        id=new_id(),
        round_id=watch.id,
        unit=unit,
        code=code,
        edition=1,
        print_of=printed,
        lines=lines,
        made_at=now,
        made_by=actor.name,
    )
    work.forms.add(form)
    return form


def _print_of(watch: Round, unit: str, lines: Iterable[FormLine]) -> str:
    """A fingerprint of all that a form prints."""
    told = (
        *(watch.number, watch.title, unit, watch.looks),
        *(day.isoformat() for day in (watch.first_on, watch.last_on, watch.due_on)),
        [asdict(line) for line in lines if not line.gone],
    )
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _sheet(office: Office, watch: Round, form: WatchForm) -> FormSheet:
    code = form_code(office_mark(office.id), form.code, form.edition)
    return FormSheet(
        form_id=form.id,
        unit=form.unit,
        office=office.name,
        code=code,
        form_code=form.code,
        number=watch.number,
        title=watch.title,
        first_on=watch.first_on,
        last_on=watch.last_on,
        due_on=watch.due_on,
        looks=watch.looks,
        lines=tuple(line for line in form.lines if not line.gone),
        paper=office.paper.value,
        file_name=handed_name(f"Pemantauan {watch.number.replace('/', '-')}", form.unit, ".xlsx"),
        made_at=form.made_at,
    )


def _named(sheets: Iterable[FormSheet]) -> tuple[FormSheet, ...]:
    """The sheets with names that differ on every disk."""
    taken: set[str] = set()
    found = []
    for sheet in sheets:
        name = sheet.file_name
        if name.casefold() in taken:
            name = f"{name.removesuffix('.xlsx')} {sheet.form_code}.xlsx"
        taken.add(name.casefold())
        found.append(replace(sheet, file_name=name))
    return tuple(found)
