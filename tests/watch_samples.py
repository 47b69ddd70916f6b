"""Rounds of the watch as tests put them into an office."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from cases.model.identity import new_id
from cases.model.user import Actor
from cases.model.watch import FilledForm, Finding, FormLine, Round, RoundState, WatchForm
from cases.ports import UnitOfWork

UNITS = ("Dinas Kesehatan", "Dinas Pendidikan", "Kecamatan Sukamaju")


def put_round(work: UnitOfWork, actor: Actor, units: tuple[str, ...] = UNITS, **parts: Any) -> Round:
    """Put a round with a form for each unit into the office; called as a service is."""
    work.log_as(actor, "tests.add")
    now = work.clock.now()
    ordinal = work.rounds.last_ordinal(2026) + 1
    own: dict[str, Any] = {
        "number": f"2026/P-{ordinal:03}",
        "title": "Menjelang penetapan calon",
        "first_on": date(2026, 4, 1),
        "last_on": date(2026, 4, 30),
        "due_on": date(2026, 5, 11),
        "looks": ("Unggahan yang mendukung bakal calon", "Foto bersama dengan simbol keberpihakan"),
        "state": RoundState.RUNNING,
    }
    made = Round(id=new_id(), year=2026, ordinal=ordinal, units=units, made_at=now, made_by=actor.name, **(own | parts))
    work.rounds.add(made)
    for place, unit in enumerate(units, 1):
        work.forms.add(
            WatchForm(
                id=new_id(),
                round_id=made.id,
                unit=unit,
                code=f"P{ordinal:03}-{place:03}",
                edition=1,
                print_of="",
                lines=(
                    FormLine(
                        ordinal=1,
                        employee_id=new_id(),
                        name="Sri Rahayu",
                        nip="198501012010012001",
                        position="Guru",
                        platform="Instagram",
                        handle="sri.r",
                    ),
                ),
                made_at=now,
                made_by=actor.name,
            )
        )
    return made


def put_answer(work: UnitOfWork, actor: Actor, round_id: str, unit: str, **parts: Any) -> FilledForm:
    """Put the filled form of a unit into the office, in which nothing was found; called as a service is."""
    work.log_as(actor, "tests.add")
    form = next(one for one in work.forms.of_round(round_id) if one.unit == unit)
    made = FilledForm(
        id=new_id(),
        round_id=round_id,
        form_id=form.id,
        edition=form.edition,
        file_name="formulir.xlsx",
        media_type="",
        sha256="",
        blob="",
        size=0,
        filled_by="",
        filled_nip="",
        filled_on=None,
        answers=(),
        accounts=(),
        found=0,
        read_at=work.clock.now(),
        read_by=actor.name,
    )
    made = replace(made, **parts)
    work.filled.add(made)
    return made


def put_finding(work: UnitOfWork, actor: Actor, filled: FilledForm, nip: str, **parts: Any) -> Finding:
    """Put a finding of a filled form into the office; called as a service is."""
    work.log_as(actor, "tests.add")
    own: dict[str, Any] = {
        "employee_id": new_id(),
        "name": "Sri Rahayu",
        "ordinal": 1,
        "cell": "H8",
        "platform": "Instagram",
        "handle": "sri.r",
        "account_url": "",
        "owned": "Ya",
        "urls": ("https://contoh.test/unggahan",),
        "seen_on": None,
        "note": "",
    }
    made = Finding(
        id=new_id(), round_id=filled.round_id, form_id=filled.form_id, filled_id=filled.id, nip=nip, **(own | parts)
    )
    work.findings.add(made)
    return made
