"""What every letter of a case draws on: its file, the office, the law, and the values that letters share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from cases.letters.templates import TemplateInfo, template_of
from cases.letters.wording import Values, letter_values, marked, post_of, rank_of, title_case
from cases.model.case import Case, CaseFile
from cases.model.letter import Letter, LetterStatus, Signature
from cases.model.office import Office
from cases.model.person import EmploymentStatus, Examiner, Person, TeamDuty
from cases.model.steps import DecisionFacts, ExaminationFacts, StepKey, TeamFacts
from cases.regulations import Law
from cases.rules.nip import show_nip

Rows = dict[str, list[dict[str, str]]]
Built: TypeAlias = tuple[Values, Rows, Sequence[Signature]]
"""What a builder makes of a step's facts: values by placeholder, rows, signatures."""

YES = "ya"
"""What a condition holds when it does: a template asks only whether a placeholder has a value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What every letter of a case draws on; ``on`` is the letter's day, None while it is left to the pen."""

    file: CaseFile
    office: Office
    law: Law
    info: TemplateInfo
    on: date | None

    @property
    def case(self) -> Case:
        """The case itself."""
        return self.file.case

    def facts(self, *keys: StepKey) -> Any:  # noqa: ANN401 - the key says which facts they are
        """The facts of the last step of these keys, or None."""
        return next((step.facts for step in reversed(self.file.steps) if step.key in keys), None)

    def letter(self, kind: str) -> Letter | None:
        """The last letter of a kind that still holds."""
        letters = (one for one in reversed(self.file.letters) if one.kind == kind)
        return next((one for one in letters if one.status is not LetterStatus.VOID), None)


def head_of_letter(person: Person, post: str, office: Office) -> Values:
    """Whose head a decision stands on: the head of region's, or that of the official's own agency."""
    is_head = person.status is EmploymentStatus.ELECTED or post.casefold() == office.head_title.casefold()
    return {
        "pejabat.jabatan": post,
        "kop.instansi": "" if is_head else person.work_unit or office.name,
    }


def is_chair(scene: Scene, person: Person) -> bool:
    """Whether the person leads the team; a single examiner is none."""
    members = scene.case.examiners
    return len(members) > 1 and any(one.person == person and one.duty is TeamDuty.CHAIR for one in members)


def team_rows(members: Sequence[Examiner]) -> list[dict[str, str]]:
    """A table's rows of those who examine."""
    return [
        {
            "nama": member.person.name,
            "nomor": show_nip(member.person.nip),
            "pangkat": rank_of(member.person),
            "jabatan": marked(member.person, member.person.position),
            "unsur": member.element.value,
            "kedudukan": member.duty.value if len(members) > 1 else "Pemeriksa",
        }
        for member in members
    ]


def team_values(scene: Scene, members: Sequence[Examiner]) -> Values:
    """Who examines, and the decision that appointed them."""
    order = scene.letter("team-order")
    facts: TeamFacts | None = scene.facts(StepKey.TEAM)
    by_team = len(members) > 1
    return {
        "tim.ada": YES if by_team else "",
        "tim.pejabat": post_of(facts.appointed_by, scene.office) if facts and by_team else "",
        "pemeriksa.sebutan": "Tim Pemeriksa" if by_team else "atasan langsung",
        **letter_values("tim.surat", order if by_team else None),
    }


def considered(scene: Scene, sanction_key: str | None) -> list[dict[str, str]]:
    """The lines of "Mengingat"."""
    known = [step.on for step in scene.file.steps if step.on is not None]
    on = scene.on or max([*known, scene.case.opened_on])
    return [{"teks": text.rstrip(".;") + ";"} for text in scene.law.considered(on, sanction_key)]


def duty_line(member: Examiner, members: Sequence[Examiner]) -> str:
    """The line above an examiner's signature."""
    if len(members) == 1:
        return "Atasan Langsung selaku Pemeriksa"
    return f"{member.duty.value} Tim Pemeriksa" if member.duty is TeamDuty.CHAIR else member.duty.value


def absence_values(scene: Scene, examination: ExaminationFacts | None) -> Values:
    """The two summonses that were not followed, when there was no examination."""
    absent = examination is None and scene.facts(StepKey.ABSENCE_2) is not None
    return {
        "periksa.ada": "" if examination is None else YES,
        "absen.dua_kali": YES if absent else "",
        **letter_values("panggilan1", scene.letter("summons-1") if absent else None),
        **letter_values("panggilan2", scene.letter("summons-2") if absent else None),
    }


def sanction_title(scene: Scene, sanction_key: str) -> str:
    """The sanction as a decision words it for this person."""
    sanction = scene.law.sanction(sanction_key)
    kind = scene.case.respondent.position_kind
    return template_of("decision", None).sanction_title(sanction.title, sanction.dictum, kind)


def decided(scene: Scene) -> Values:
    """The decision that a later letter speaks of."""
    facts: DecisionFacts | None = scene.facts(StepKey.DECISION)
    post, title = scene.case.official_post, ""
    if facts:
        post = facts.official_post or post_of(facts.official, scene.office)
        title = facts.dismissal_wording or sanction_title(scene, facts.sanction_key)
    return {
        "keputusan.pejabat": post,
        "keputusan.hukuman": title_case(title),
        **letter_values("keputusan", scene.letter("decision")),
    }


Builder: TypeAlias = Callable[[Scene, Any], Built]
"""Makes the values, rows and signatures of one kind of letter."""
