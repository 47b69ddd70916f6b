"""What an office tells others of a case: that it ended, that it is closed, what was done upon a recommendation."""

from __future__ import annotations

from cases.letters.scene import DECISIONS, Builder, Built, Scene, agency_signature, decided, own_head, stop_reason
from cases.letters.wording import Values, basis, letter_values, lowered, marked, post_of, sentence
from cases.model.letter import Signature
from cases.model.steps import (
    ClosedFacts,
    DocumentedFacts,
    FollowUpFacts,
    InForceFacts,
    RecommendationFacts,
    RemedyDecisionFacts,
    ServedFacts,
    StepKey,
    StoppedFacts,
)
from cases.rules.dates import long_date


def _stop(scene: Scene, facts: StoppedFacts) -> Built:
    superior = scene.case.superior
    values = {
        **stopped_values(scene, facts),
        "henti.kepada": marked(superior, superior.position)
        if superior
        else f"Kepala {scene.case.respondent.work_unit}",
    }
    return values, {}, [agency_signature(scene.office, scene.signatories)]


def stopped_values(scene: Scene, facts: StoppedFacts | None) -> Values:
    """Why a case ended without a sanction, and where the law says so."""
    rule = stop_reason(scene, facts)
    reason = sentence(facts.reason) if facts else ""
    return {
        "henti.sebab": lowered(rule.title if rule else reason),
        "henti.dasar": basis(scene.law, rule.article, rule.regulation) if rule and rule.article else "",
        "henti.wafat": "ya" if rule and rule.died else "",
        "henti.alasan": reason if rule and reason.casefold() != rule.title.casefold() else "",
    }


def _closing(scene: Scene, facts: ClosedFacts) -> Built:
    in_force: InForceFacts | None = scene.facts(StepKey.IN_FORCE)
    served: ServedFacts | None = scene.facts(StepKey.SERVED)
    remedy: RemedyDecisionFacts | None = scene.facts(StepKey.OBJECTION_DECISION, StepKey.APPEAL_DECISION)
    values = {
        **decided(scene),
        **stopped_values(scene, scene.facts(StepKey.STOPPED)),
        "putusan.ada": "" if scene.letter(*DECISIONS) is None else "ya",
        "perkara.diterima": long_date(scene.case.received_on),
        "perkara.dibuka": long_date(scene.case.opened_on),
        "berlaku.tanggal": long_date(in_force.effective_on) if in_force else "",
        "jalani.tanggal": long_date(served.ended_on) if served else "",
        "upaya.hasil": remedy_words(scene, remedy),
        "catat.sistem": documented_words(scene),
        "tutup.catatan": sentence(facts.note),
    }
    return values, {}, [agency_signature(scene.office, scene.signatories)]


def remedy_words(scene: Scene, remedy: RemedyDecisionFacts | None) -> str:
    """How a remedy ended, with number and day; empty where there was none."""
    if remedy is None:
        return ""
    outcome = scene.law.outcome(remedy.outcome)
    words = (outcome.title if outcome else remedy.outcome, f"Nomor {remedy.number}" if remedy.number else "")
    return ", ".join(filter(None, (*words, long_date(remedy.decided_on))))


def documented_words(scene: Scene) -> str:
    """The national systems into which the decision was entered, with the day."""
    entered = [step.facts for step in scene.file.steps if isinstance(step.facts, DocumentedFacts)]
    return "; ".join(f"{one.system.value} ({long_date(one.uploaded_on)})" for one in entered)


def recommender_name(scene: Scene, key: str) -> str:
    """The recommending body's name.

    One that no law names ("instansi lain"), or that is no more on the letter's day, is left to the pen.
    """
    known = scene.law.recommender(key)
    if known is None:
        return key
    gone = known.valid_to is not None and (scene.on or scene.latest) > known.valid_to
    return known.title if known.article and not gone else ""


def _follow_up(scene: Scene, facts: FollowUpFacts) -> Built:
    recommended = [step.facts for step in scene.file.steps if isinstance(step.facts, RecommendationFacts)]
    own = [one for one in recommended if one.body == facts.body] or recommended
    told = own[-1] if own else None
    values = {
        **decided(scene),
        "rekomendasi.badan": recommender_name(scene, facts.body),
        "rekomendasi.nomor": told.number if told else "",
        "rekomendasi.tanggal": long_date(told.letter_on) if told else "",
        "rekomendasi.isi": told.content if told else "",
        "tindak.isi": sentence(facts.done),
        **own_head(facts.signer, scene.office),
        **letter_values("keputusan", scene.letter(*DECISIONS)),
    }
    signer = facts.signer
    return values, {}, [Signature(post_line=marked(signer, post_of(signer, scene.office)), person=signer)]


BUILDERS: dict[str, Builder] = {
    "stop-notice": _stop,
    "closing-note": _closing,
    "follow-up-letter": _follow_up,
}
