"""The proposal to dismiss; the dismissal itself is a decision."""

from __future__ import annotations

from cases.letters.scene import REPORTS, Builder, Built, Scene, found_codes, own_head, sanction_title
from cases.letters.wording import acts, citations, day_values, letter_values, lowered, marked, post_of, sentence
from cases.model.letter import Signature
from cases.model.steps import ExaminationFacts, FindingsFacts, ProposalFacts, StepKey


def _proposal(scene: Scene, facts: ProposalFacts) -> Built:
    examination: ExaminationFacts | None = scene.facts(StepKey.EXAMINATION)
    findings: FindingsFacts | None = scene.facts(StepKey.FINDINGS)
    codes = found_codes(scene)
    proposer = facts.proposed_by
    values = {
        **own_head(proposer, scene.office),
        **day_values("periksa", examination.examined_on if examination else None),
        **letter_values("laporan_hasil", scene.letter(*REPORTS)),
        "lhp.pelanggaran": acts(scene.law, codes),
        "lhp.ketentuan": citations(scene.law, codes),
        "usul.kepada": facts.addressed_post or scene.case.official_post,
        "usul.hukuman": sanction_title(scene, findings.sanction_key) if findings and findings.sanction_key else "",
        "usul.alasan": lowered(sentence(facts.reason)),
    }
    post = marked(proposer, post_of(proposer, scene.office))
    return values, {}, [Signature(post_line=post, person=proposer)]


BUILDERS: dict[str, Builder] = {"dismissal-proposal": _proposal}
