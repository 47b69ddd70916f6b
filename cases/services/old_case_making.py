"""What an old case is made of: a form as typed or as a row of a sheet says it, checked, and no second of the same."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Any, Final

from cases.errors import InvalidInput
from cases.model.identity import new_id
from cases.model.old_case import OldCase, OldCaseForm
from cases.model.person import Person
from cases.model.user import Actor
from cases.ports import UnitOfWork
from cases.rules.dates import long_date
from cases.rules.nip import read_nip
from cases.rules.old_cases import keys_of, same_people, with_year

_PAST: Final = ("received_on", "event_on", "decision_on", "effective_on", "closed_on")
_ORDER: Final = (
    ("event_on", "received_on", "Kejadian tidak mungkin sesudah laporannya diterima; periksa kedua tanggal."),
    ("event_on", "decision_on", "Kejadian tidak mungkin sesudah keputusannya; periksa kedua tanggal."),
    ("received_on", "decision_on", "Laporan tidak mungkin diterima sesudah keputusannya; periksa kedua tanggal."),
    ("effective_on", "ends_on", "Hukuman tidak mungkin berakhir sebelum berlaku; periksa kedua tanggal."),
)
_OF_SANCTION: Final = ("level", "sanction_key", "sanction_title", "effective_on", "ends_on")


def made(work: UnitOfWork, actor: Actor, form: OldCaseForm) -> OldCase:
    """Return the old case of a form; raises InvalidInput with the field's name for what cannot be."""
    values: dict[str, Any] = {
        name.name: value.strip() if isinstance(value := getattr(form, name.name), str) else value
        for name in fields(OldCaseForm)
    }
    values["outcome"] = form.outcome
    values["respondent"] = _clean(form.respondent)
    old = OldCase(id=new_id(), recorded_at=work.clock.now(), recorded_by=actor.name, **values)
    if not old.sanctioned:
        told = next((name for name in _OF_SANCTION if getattr(old, name)), "")
        if told:
            raise InvalidInput("Hukuman hanya diisi bila hasilnya dihukum; pilih hasil itu atau kosongkan.", field=told)
    _check_days(old, work.clock.today())
    for code in old.violation_codes:
        work.law.violation(code)
    if old.sanction_key:
        sanction = work.law.sanction(old.sanction_key)
        old = replace(old, level=sanction.level, sanction_title=old.sanction_title or sanction.title)
    return with_year(old)


def refuse_second(work: UnitOfWork, old: OldCase) -> None:
    """Raise InvalidInput where another record is the same matter."""
    mine = keys_of(old)
    for other in work.old_cases.alike(old.respondent.nip, old.respondent.name):
        if other.id != old.id and same_people(other, old) and not mine.isdisjoint(keys_of(other)):
            what = f"nomor {other.number}" if other.number else "tanpa nomor"
            raise InvalidInput(
                f"Perkara arsip {other.respondent.name} ({what}) sudah tercatat; ubah catatan yang ada itu.",
                field="number" if old.number else "decision_number",
            )


def _clean(person: Person) -> Person:
    name = " ".join(person.name.split())
    if not name:
        raise InvalidInput("Isi nama terlapor.", field="respondent")
    return replace(person, name=name, nip=read_nip(person.nip).nip if person.nip.strip() else "")


def _check_days(old: OldCase, today: date) -> None:
    if old.year > today.year or old.year < 0:
        raise InvalidInput(f"Tahun {old.year} belum terjadi; periksa tahunnya.", field="year")
    for name in _PAST:
        day = getattr(old, name)
        if day is not None and day > today:
            raise InvalidInput(f"Tanggal {long_date(day)} belum terjadi; periksa tahunnya.", field=name)
    for first, last, sentence in _ORDER:
        before, after = getattr(old, first), getattr(old, last)
        if before is not None and after is not None and before > after:
            raise InvalidInput(sentence, field=last)
