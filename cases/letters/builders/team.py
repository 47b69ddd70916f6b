"""The decisions that appoint an examination team or an ethics council, and that release a person meanwhile."""

from __future__ import annotations

from cases.letters.scene import Builder, Built, Scene, considered, head_of_letter, team_rows
from cases.letters.wording import lowered, marked, person_values, post_of, sentence
from cases.model.letter import Signature
from cases.model.steps import SuspensionFacts, TeamFacts
from cases.rules.dates import long_date


def _team_order(scene: Scene, facts: TeamFacts) -> Built:
    official = facts.appointed_by
    post = post_of(official, scene.office)
    values = head_of_letter(official, post, scene.office)
    rows = {"tim": team_rows(scene, facts.members), "dasar": considered(scene, None)}
    return values, rows, [Signature(post_line=marked(official, post), person=official)]


def _suspension(scene: Scene, facts: SuspensionFacts) -> Built:
    signer = facts.signer
    post = post_of(signer, scene.office)
    values = {
        **head_of_letter(signer, post, scene.office),
        **person_values("plh", facts.substitute),
        "bebas.mulai": long_date(facts.begins_on),
        "bebas.alasan": lowered(sentence(facts.reason)),
    }
    return values, {"dasar": considered(scene, None)}, [Signature(post_line=marked(signer, post), person=signer)]


BUILDERS: dict[str, Builder] = {
    "team-order": _team_order,
    "ethics-council-order": _team_order,
    "suspension-order": _suspension,
}
