"""What a person states himself: the moral sanction carried out, an apology, a promise."""

from __future__ import annotations

from cases.letters.entered import person_of
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
        "putusan.perbuatan": _act(scene, decision),
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


def _pledge(scene: Scene, _facts: None) -> Built:
    decision: DecisionFacts | None = scene.facts(StepKey.DECISION)
    knows, witness = (person_of(scene.entries, key) for key in ("mengetahui", "saksi"))
    signatures = [Signature(post_line="Yang membuat pernyataan", person=scene.case.respondent)]
    if knows is not None:
        post = "Atasan Langsung" if knows == scene.case.superior else marked(knows, post_of(knows, scene.office))
        signatures.append(Signature(post_line=f"Mengetahui,\n{post}", person=knows))
    if witness is not None:
        signatures.append(Signature(post_line="Saksi", person=witness))
    return {"putusan.perbuatan": _act(scene, decision)}, {}, signatures


def _apology(scene: Scene, _facts: None) -> Built:
    decision: DecisionFacts | None = scene.facts(StepKey.DECISION)
    manner = scene.entries.get("maaf.cara", "")
    values = {
        **decided(scene),
        "putusan.perbuatan": _act(scene, decision),
        "maaf.terbuka": YES if manner == DeclarationManner.OPEN else "",
        "maaf.tertutup": "" if manner == DeclarationManner.OPEN else YES,
    }
    witness = person_of(scene.entries, "saksi")
    signatures = [Signature(post_line="Yang memohon maaf", person=scene.case.respondent)]
    if witness is not None:
        signatures.append(Signature(post_line="Saksi", person=witness))
    return values, {}, signatures


def _act(scene: Scene, decision: DecisionFacts | None) -> str:
    return decision.act if decision else acts(scene.law, punished_codes(scene))


BUILDERS: dict[str, Builder] = {"moral-declaration": _declaration}
ASKED: dict[str, Builder] = {"pledge": _pledge, "apology": _apology}
"""Letters that somebody asks for."""
