"""The moral sanction carried out: the person's own statement."""

from __future__ import annotations

from cases.letters.scene import YES, Builder, Built, Scene, decided, punished_codes
from cases.letters.wording import acts, citations, day_values, marked, post_of
from cases.model.letter import Signature
from cases.model.steps import DecisionFacts, DeclarationFacts, DeclarationManner, StepKey
from cases.rules.posts import same_person


def _declaration(scene: Scene, facts: DeclarationFacts) -> Built:
    decision: DecisionFacts | None = scene.facts(StepKey.DECISION)
    codes = punished_codes(scene)
    respondent, official = scene.case.respondent, facts.stated_by
    by_other = not same_person(official, respondent)
    values = {
        **decided(scene),
        **day_values("nyata", facts.held_on),
        "nyata.cara": facts.manner.value,
        "nyata.tertutup": YES if facts.manner is DeclarationManner.CLOSED else "",
        "nyata.sarana": facts.medium,
        "nyata.tempat": facts.place,
        "nyata.catatan": facts.note,
        "putusan.perbuatan": decision.act if decision else acts(scene.law, codes),
        "pelanggaran.ketentuan": citations(scene.law, codes),
        "saksi.ada": YES if facts.witnesses else "",
    }
    signatures = [Signature(post_line="Yang membuat pernyataan", person=respondent)]
    if by_other:
        post = marked(official, post_of(official, scene.office))
        signatures.append(Signature(post_line=post, person=official))
    many = len(facts.witnesses) > 1
    for i, person in enumerate(facts.witnesses, 1):
        signatures.append(Signature(post_line=f"Saksi {i}" if many else "Saksi", person=person))
    return values, {}, signatures


BUILDERS: dict[str, Builder] = {"moral-declaration": _declaration}
