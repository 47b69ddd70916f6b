"""The records of an examination or hearing, and of a witness's statement."""

from __future__ import annotations

from collections.abc import Sequence

from cases.letters.scene import YES, Builder, Built, Rows, Scene, duty_line, team_rows, team_values
from cases.letters.wording import clock, day_values, person_values
from cases.model.letter import Signature
from cases.model.person import Examiner, Person
from cases.model.steps import ExaminationFacts, ExaminationMode, Question, StatementFacts

_EXAMINEE, _WITNESS = "Yang diperiksa", "Yang memberi keterangan"


def _examination(scene: Scene, facts: ExaminationFacts) -> Built:
    virtual = facts.mode is ExaminationMode.VIRTUAL
    values = {
        **day_values("periksa", facts.examined_on),
        **team_values(scene, facts.examiners),
        "periksa.jam": clock(facts.examined_at, scene.office),
        "periksa.tempat": facts.place,
        "periksa.cara": "secara tertutup melalui pertemuan virtual" if virtual else "secara tertutup",
        **_recorded(facts),
        "penolakan.ada": YES if facts.refused_to_sign else "",
        "penolakan.catatan": facts.refusal_note,
    }
    rows = _rows(scene, facts.examiners, facts.questions, _EXAMINEE)
    return values, rows, _signatures(scene, facts.examiners, _EXAMINEE, scene.case.respondent)


def _recorded(facts: ExaminationFacts) -> dict[str, str]:
    """Whether the examination was taped, and since when the examinee agreed to it."""
    agreed = day_values("rekam", facts.consent_on if facts.recorded else None)
    return {"rekam.ada": YES if facts.recorded else "", "rekam.tanggal": agreed["rekam.tanggal"]}


def _statement(scene: Scene, facts: StatementFacts) -> Built:
    values = {
        **day_values("periksa", facts.given_on),
        **team_values(scene, facts.examiners),
        **person_values("saksi", facts.witness),
        "periksa.jam": clock(facts.given_at, scene.office),
        "periksa.tempat": facts.place,
        "penolakan.ada": YES if facts.refused_to_sign else "",
    }
    rows = _rows(scene, facts.examiners, facts.questions, _WITNESS)
    return values, rows, _signatures(scene, facts.examiners, _WITNESS, facts.witness)


def _rows(scene: Scene, examiners: Sequence[Examiner], questions: Sequence[Question], asked: str) -> Rows:
    people = team_rows(scene, examiners)
    return {
        "pemeriksa": people,
        "tanya_jawab": [{"tanya": one.question, "jawab": one.answer} for one in questions],
        "paraf": [{"nama": asked}, *({"nama": row["peran"]} for row in people)],
    }


def _signatures(scene: Scene, examiners: Sequence[Examiner], asked: str, person: Person) -> list[Signature]:
    return [
        Signature(post_line=asked, person=person),
        *(Signature(post_line=duty_line(scene, one, examiners), person=one.person) for one in examiners),
    ]


BUILDERS: dict[str, Builder] = {
    "examination-record": _examination,
    "ethics-hearing-record": _examination,
    "witness-statement": _statement,
}
