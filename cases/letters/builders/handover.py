"""The call to receive a decision, and its receipt."""

from __future__ import annotations

from cases.letters.entered import lines_of, person_of
from cases.letters.scene import YES, Builder, Built, Scene, agency_signature, decided, own_head
from cases.letters.wording import clock, day_values, lowered, marked, person_values, sentence
from cases.model.letter import Signature
from cases.model.person import Person
from cases.model.steps import HandoverFacts, HandoverManner, HandoverSummonsFacts, StepKey

_NOBODY = Person(name="")


def _handover_summons(scene: Scene, facts: HandoverSummonsFacts) -> Built:
    values = {
        **decided(scene),
        **own_head(facts.signer, scene.office),
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


def _record(scene: Scene, _facts: None) -> Built:
    """The record of a handover, which says what its receipt cannot."""
    facts: HandoverFacts | None = scene.facts(StepKey.HANDOVER)
    if facts is None:
        facts = HandoverFacts(received_on=scene.latest, manner=HandoverManner.IN_PERSON, receiver="", handed_by=_NOBODY)
    values, rows, signatures = _receipt(scene, facts)
    named = [person_of(scene.entries, key) for key in ("saksi1", "saksi2")]
    witnesses = [person for person in named if person is not None]
    many = len(witnesses) > 1
    return (
        values,
        rows,
        [
            *signatures,
            *(Signature(post_line=f"Saksi {i}" if many else "Saksi", person=one) for i, one in enumerate(witnesses, 1)),
        ],
    )


def _dispatch(scene: Scene, _facts: None) -> Built:
    because = lowered(sentence(scene.entries.get("kirim.sebab", "")))
    address = "\n".join(lines_of(scene.entries, "kirim.alamat"))
    values = {**decided(scene), "kirim.alamat": address, "kirim.sebab": _as_addressed(because)}
    return values, {}, [agency_signature(scene.office, scene.signatories)]


def _as_addressed(text: str) -> str:
    """Keep the capital of "Saudara" within a sentence."""
    return text[:1].upper() + text[1:] if text.startswith("saudara") else text


BUILDERS: dict[str, Builder] = {
    "handover-summons": _handover_summons,
    "handover-receipt": _receipt,
}
ASKED: dict[str, Builder] = {"handover-record": _record, "decision-dispatch": _dispatch}
"""Letters that somebody asks for."""
