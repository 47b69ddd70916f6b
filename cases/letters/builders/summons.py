"""The summonses and the record that one was not followed."""

from __future__ import annotations

from cases.letters.scene import (
    FIRST_SUMMONSES,
    SECOND_SUMMONSES,
    YES,
    Builder,
    Built,
    Scene,
    duty_line,
    is_chair,
    own_head,
    team_rows,
    team_values,
)
from cases.letters.wording import clock, day_values, letter_values, marked, person_values
from cases.model.case import Case, Track
from cases.model.letter import Signature
from cases.model.person import Examiner, Person
from cases.model.steps import AbsenceFacts, StepKey, SummonsFacts
from cases.rules.dates import long_date
from cases.rules.nip import show_nip

_SUPERIOR = "Atasan Langsung"


def _summons(scene: Scene, facts: SummonsFacts) -> Built:
    line = _summoner(scene, facts.signer)
    values = {
        **(own_head(facts.signer, scene.office) if line == _SUPERIOR else {}),
        **person_values("menghadap", facts.report_to),
        **day_values("periksa", facts.examine_on),
        "periksa.jam": clock(facts.examine_at, scene.office),
        "periksa.tempat": facts.place,
        "panggilan1.nomor": facts.first_number,
        "panggilan1.tanggal": long_date(facts.first_on) if facts.first_on else "",
    }
    return values, {}, [Signature(post_line=line, person=facts.signer)]


def _summoner(scene: Scene, signer: Person) -> str:
    """As whom somebody summons: a member of the ethics council as such, else the direct superior.

    The law of discipline gives the summons to the superior; he signs as such even where he leads the team.
    """
    if scene.case.track is Track.ETHICS:
        duties = (one.duty for one in scene.case.examiners if one.person == signer)
        duty = next(duties, None)
        return f"{duty.value} {scene.body}" if duty else marked(signer, signer.position)
    as_chair = signer != scene.case.superior and is_chair(scene, signer)
    return f"Ketua {scene.body}" if as_chair else _SUPERIOR


def _absence(scene: Scene, facts: AbsenceFacts) -> Built:
    summons: SummonsFacts | None = scene.facts(StepKey.SUMMONS_1, StepKey.SUMMONS_2)
    second = scene.facts(StepKey.SUMMONS_2) is not None
    members = scene.case.examiners or _superior_alone(scene.case)
    values = {
        **day_values("ba", facts.missed_on),
        **team_values(scene, members),
        **letter_values("panggilan", scene.letter(*(SECOND_SUMMONSES if second else FIRST_SUMMONSES))),
        "panggilan.ke": "II" if second else "I",
        "periksa.jam": clock(summons.examine_at, scene.office) if summons else "",
        "periksa.tempat": summons.place if summons else "",
        "absen.alasan": facts.reason,
        "saksi.ada": YES if facts.witnesses else "",
    }
    witnesses = [_witness_row(person) for person in facts.witnesses]
    signatures = [
        *(Signature(post_line=duty_line(scene, member, members), person=member.person) for member in members),
        *(
            Signature(post_line=f"Saksi {i}" if len(witnesses) > 1 else "Saksi", person=person)
            for i, person in enumerate(facts.witnesses, 1)
        ),
    ]
    return values, {"pemeriksa": team_rows(scene, members), "saksi": witnesses}, signatures


def _superior_alone(case: Case) -> tuple[Examiner, ...]:
    return (Examiner(person=case.superior),) if case.superior else ()


def _witness_row(person: Person) -> dict[str, str]:
    post = ", ".join(filter(None, (marked(person, person.position), person.work_unit)))
    return {"nama": person.name, "nomor": show_nip(person.nip), "jabatan": post}


BUILDERS: dict[str, Builder] = {
    "summons-1": _summons,
    "summons-2": _summons,
    "ethics-summons-1": _summons,
    "ethics-summons-2": _summons,
    "absence-record": _absence,
}
