"""The record of an examination."""

from __future__ import annotations

from cases.letters.scene import YES, Builder, Built, Scene, duty_line, team_rows, team_values
from cases.letters.wording import clock, day_values
from cases.model.letter import Signature
from cases.model.steps import ExaminationFacts, ExaminationMode


def _examination(scene: Scene, facts: ExaminationFacts) -> Built:
    virtual = facts.mode is ExaminationMode.VIRTUAL
    examinee = scene.case.respondent
    values = {
        **day_values("periksa", facts.examined_on),
        **team_values(scene, facts.examiners),
        "periksa.jam": clock(facts.examined_at, scene.office),
        "periksa.tempat": facts.place,
        "periksa.cara": "secara tertutup melalui pertemuan virtual" if virtual else "secara tertutup",
        "penolakan.ada": YES if facts.refused_to_sign else "",
        "penolakan.catatan": facts.refusal_note,
    }
    rows = {
        "pemeriksa": team_rows(facts.examiners),
        "tanya_jawab": [{"tanya": one.question, "jawab": one.answer} for one in facts.questions],
        "paraf": [
            {"nama": "Yang diperiksa"},
            *({"nama": row["kedudukan"]} for row in team_rows(facts.examiners)),
        ],
    }
    signatures = [
        Signature(post_line="Yang diperiksa", person=examinee),
        *(Signature(post_line=duty_line(one, facts.examiners), person=one.person) for one in facts.examiners),
    ]
    return values, rows, signatures


BUILDERS: dict[str, Builder] = {
    "examination-record": _examination,
}
