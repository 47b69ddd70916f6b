"""The decision that appoints the examination team."""

from __future__ import annotations

from cases.letters.scene import Builder, Built, Scene, considered, head_of_letter, team_rows
from cases.letters.wording import marked, post_of
from cases.model.letter import Signature
from cases.model.steps import TeamFacts


def _team_order(scene: Scene, facts: TeamFacts) -> Built:
    official = facts.appointed_by
    post = post_of(official, scene.office)
    values = head_of_letter(official, post, scene.office)
    rows = {"tim": team_rows(facts.members), "dasar": considered(scene, None)}
    return values, rows, [Signature(post_line=marked(official, post), person=official)]


BUILDERS: dict[str, Builder] = {
    "team-order": _team_order,
}
