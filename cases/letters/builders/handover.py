"""The call to receive a decision, and its receipt."""

from __future__ import annotations

from cases.letters.scene import YES, Builder, Built, Scene, decided
from cases.letters.wording import clock, day_values, marked, person_values
from cases.model.letter import Signature
from cases.model.person import Person
from cases.model.steps import HandoverFacts, HandoverSummonsFacts


def _handover_summons(scene: Scene, facts: HandoverSummonsFacts) -> Built:
    values = {
        **decided(scene),
        **person_values("menghadap", facts.report_to),
        **day_values("temu", facts.meet_on),
        "temu.jam": clock(facts.meet_at, scene.office),
        "temu.tempat": facts.place,
    }
    signer = facts.signer
    return values, {}, [Signature(post_line=marked(signer, signer.position), person=signer)]


def _receipt(scene: Scene, facts: HandoverFacts) -> Built:
    respondent = scene.case.respondent
    own = facts.receiver.strip().casefold() in {"", respondent.name.casefold()}
    receiver = respondent if own else Person(name=facts.receiver.strip())
    values = {
        **decided(scene),
        **person_values("penyerah", facts.handed_by),
        **person_values("penerima", receiver),
        **day_values("terima", facts.received_on),
        "terima.cara": facts.manner.value,
        "terima.wakil": "" if own else YES,
        "penolakan.ada": YES if facts.refused else "",
        "terima.catatan": facts.note,
    }
    signatures = [
        Signature(post_line="Yang menerima", person=receiver),
        Signature(post_line="Yang menyerahkan", person=facts.handed_by),
    ]
    return values, {}, signatures


BUILDERS: dict[str, Builder] = {
    "handover-summons": _handover_summons,
    "handover-receipt": _receipt,
}
