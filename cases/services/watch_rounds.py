"""Rounds of the watch: what is looked for, in which units, until when, and how their forms stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from cases.errors import InvalidInput
from cases.model.identity import new_id
from cases.model.user import Actor, Right
from cases.model.watch import (
    FilledForm,
    Finding,
    FormLine,
    Round,
    RoundCounts,
    RoundLine,
    RoundScope,
    RoundState,
    RoundView,
    UnitLine,
    WatchForm,
    WatchUnit,
)
from cases.ports import UnitOfWork
from cases.rules.circular import point_choices
from cases.rules.numbering import register_number
from cases.rules.watch_answers import Said, is_answered
from cases.rules.watch_copies import counted as what_counts
from cases.services.access import service


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundForm:
    """What somebody enters of a round; see ``cases.model.watch.Round`` for the fields."""

    title: str
    first_on: date
    last_on: date
    due_on: date
    units: tuple[str, ...]
    looks: tuple[str, ...]
    scope: RoundScope = RoundScope.ALL
    left_out: tuple[str, ...] = ()
    note: str = ""


@service(Right.READ)
def watch_units(work: UnitOfWork, actor: Actor) -> tuple[WatchUnit, ...]:
    """Return the units that a round may ask, by name."""
    counted = work.rounds.units()
    units = (WatchUnit(unit=unit, employees=people, accounts=known) for unit, (people, known) in counted.items())
    return tuple(sorted(units, key=lambda one: one.unit.casefold()))


@service(Right.READ)
def suggested_looks(work: UnitOfWork, actor: Actor) -> tuple[str, ...]:
    """Return what a round may look for by the points of the circular on social media, in its words."""
    return tuple(dict.fromkeys(choice.category for choice in point_choices(work.law.circular_points())))


@service(Right.READ)
def rounds(work: UnitOfWork, actor: Actor) -> tuple[RoundLine, ...]:
    """Return every round with how it stands, the newest first."""
    counts = work.rounds.counts()
    return tuple(_line(work, watch, counts.get(watch.id, RoundCounts())) for watch in work.rounds.all())


@service(Right.READ)
def round_view(work: UnitOfWork, actor: Actor, round_id: str) -> RoundView:
    """Return a round and how the form of each unit stands; raises NotFound."""
    watch = work.rounds.get(round_id)
    return RoundView(round=watch, units=unit_lines(work, watch))


@service(Right.READ)
def round_by_number(work: UnitOfWork, actor: Actor, number: str) -> Round:
    """Return the round of a number ("2026/P-003"); raises InvalidInput."""
    found = work.rounds.by_number(number.strip())
    if found is None:
        raise InvalidInput(f"Tidak ada ronde {number.strip()}; lihat nomornya di halaman Pemantauan.", field="number")
    return found


@service(Right.REGISTER_REPORT)
def start_round(work: UnitOfWork, actor: Actor, form: RoundForm) -> Round:
    """Enter a round under the next number of its year; raises InvalidInput with the form's field."""
    form = _checked(work, form)
    today = work.clock.today()
    ordinal = work.rounds.last_ordinal(today.year) + 1
    watch = Round(
        id=new_id(),
        number=register_number(today.year, ordinal, "P"),
        year=today.year,
        ordinal=ordinal,
        title=form.title,
        first_on=form.first_on,
        last_on=form.last_on,
        due_on=form.due_on,
        units=form.units,
        looks=form.looks,
        scope=form.scope,
        left_out=form.left_out,
        note=form.note,
        made_at=work.clock.now(),
        made_by=actor.name,
    )
    work.rounds.add(watch)
    return watch


@service(Right.REGISTER_REPORT)
def change_round(work: UnitOfWork, actor: Actor, round_id: str, form: RoundForm) -> Round:
    """Change a round that is not closed; forms that were made have to be made again where they change.

    Raises InvalidInput, also for a unit taken out whose form has come back.
    """
    stored = work.rounds.get(round_id)
    if stored.state is RoundState.CLOSED:
        raise InvalidInput(f"Ronde {stored.number} sudah ditutup; buka lagi sebelum mengubahnya.")
    form = _checked(work, form)
    kept = {one.form_id for one in work.filled.of_round(round_id)}
    for sheet in work.forms.of_round(round_id):
        if sheet.id in kept and sheet.unit not in form.units:
            raise InvalidInput(f"{sheet.unit} sudah mengembalikan formulirnya, jadi tetap dalam ronde.", field="units")
    changed = replace(stored, **{name: getattr(form, name) for name in RoundForm.__dataclass_fields__})
    work.rounds.save(changed)
    return changed


@service(Right.REGISTER_REPORT)
def set_state(work: UnitOfWork, actor: Actor, round_id: str, state: RoundState) -> Round:
    """Close a round, or open it again."""
    stored = work.rounds.get(round_id)
    closed_on = work.clock.today() if state is RoundState.CLOSED else None
    if state is not stored.state:
        stored = replace(stored, state=state, closed_on=closed_on)
        work.rounds.save(stored)
    return stored


def unit_lines(work: UnitOfWork, watch: Round) -> tuple[UnitLine, ...]:
    """How each unit of a round stands, by name."""
    counted = work.rounds.units()
    forms = {form.unit: form for form in work.forms.of_round(watch.id)}
    copies = work.filled.of_round(watch.id)
    seen = work.findings.of_round(watch.id)
    open_ids = frozenset(one.id for one in open_ones(work, seen))
    with work.as_program():  # how much was answered must not show a gap where something is hidden
        findings = work.findings.of_round(watch.id)
    seen_ids = frozenset(one.id for one in seen)
    return tuple(
        _unit_line(unit, counted.get(unit, (0, 0)), forms.get(unit), copies, findings, seen_ids, open_ids)
        for unit in sorted(watch.units, key=str.casefold)
    )


def open_ones(work: UnitOfWork, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those that count and are neither a report nor set aside; one whose report was discarded is open again."""
    waiting = [one for one in findings if one.standing and not one.set_aside]
    made = {one.report_id for one in waiting if one.report_id is not None}
    gone = made - {report.id for report in work.reports.of_ids(made)}
    entries = (work.trash.of_record("report", report_id) for report_id in gone)
    again = {entry.record_id for entry in entries if entry is not None and not entry.into}
    return tuple(one for one in waiting if one.report_id is None or one.report_id in again)


def _unit_line(
    unit: str,
    counted: tuple[int, int],
    form: WatchForm | None,
    copies: Sequence[FilledForm],
    findings: Sequence[Finding],
    seen_ids: frozenset[str],
    open_ids: frozenset[str],
) -> UnitLine:
    people, known = counted
    if form is None:
        return UnitLine(unit=unit, employees=people, accounts=known)
    mine = [one for one in copies if one.form_id == form.id]
    standing = next((one for one in mine if one.standing), None)
    found = [one for one in findings if one.form_id == form.id and one.standing]
    destroyed = standing.found - sum(1 for one in findings if one.filled_id == standing.id) if standing else 0
    lines = {line.ordinal: line for line in form.lines if not line.gone}
    return UnitLine(
        unit=unit,
        employees=people,
        accounts=known,
        form_id=form.id,
        code=form.code,
        edition=form.edition,
        made_at=form.made_at,
        lines=len(lines),
        answered=min(len(lines), _answered(lines, what_counts(mine, found)) + destroyed),
        found=sum(1 for one in found if one.id in seen_ids) + destroyed,
        open_findings=sum(1 for one in found if one.id in open_ids),
        copies=len(mine),
        filled_id=standing.id if standing is not None else None,
        filled_by=standing.filled_by if standing is not None else "",
        filled_on=standing.filled_on if standing is not None else None,
        read_at=standing.read_at if standing is not None else None,
    )


def _answered(lines: Mapping[int, FormLine], told: Mapping[int, Said]) -> int:
    return sum(1 for ordinal, one in told.items() if ordinal in lines and is_answered(lines[ordinal], one))


def _line(work: UnitOfWork, watch: Round, counts: RoundCounts) -> RoundLine:
    late = watch.state is RoundState.RUNNING and work.clock.today() > watch.due_on
    seen = work.findings.of_round(watch.id)
    return RoundLine(
        round=watch,
        forms=counts.forms,
        answered=counts.answered,
        found=sum(one.standing for one in seen) + counts.destroyed,
        open_findings=len(open_ones(work, seen)),
        overdue=late and counts.answered < len(watch.units),
    )


def _checked(work: UnitOfWork, form: RoundForm) -> RoundForm:
    title = " ".join(form.title.split())
    looks = tuple(dict.fromkeys(filter(None, (" ".join(look.split()) for look in form.looks))))
    if not title:
        raise InvalidInput("Beri judul ronde ini, misalnya “Pemantauan masa tenang”.", field="title")
    if form.last_on < form.first_on:
        raise InvalidInput("Hari terakhir masa yang dipantau mendahului hari pertamanya.", field="last_on")
    if form.due_on < form.first_on:
        raise InvalidInput("Batas jawaban mendahului masa yang dipantau; pilih tanggal sesudahnya.", field="due_on")
    if not form.units:
        raise InvalidInput("Pilih sedikitnya satu unit kerja.", field="units")
    if not looks:
        raise InvalidInput("Tulis sedikitnya satu hal yang dipantau.", field="looks")
    known = work.rounds.units()
    if unknown := [unit for unit in form.units if unit not in known]:
        raise InvalidInput(f"Tidak ada pegawai aktif di unit “{unknown[0]}”; pilih dari daftar.", field="units")
    return replace(form, title=title, looks=looks, units=tuple(dict.fromkeys(form.units)), note=form.note.strip())
