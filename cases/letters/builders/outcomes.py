"""What an office tells others once a case has come to something: the paymaster, supervising bodies, the reporter."""

from __future__ import annotations

from datetime import timedelta

from cases.letters.builders.notices import documented_words, recommender_name, remedy_words, stopped_values
from cases.letters.builders.reports import reply_to, told_values
from cases.letters.scene import YES, Builder, Built, Scene, agency_signature, decided, sanction_title, standing_sanction
from cases.letters.wording import Values, acts, day_values, in_rupiah, letter_values
from cases.model.steps import (
    DecisionFacts,
    DeclarationFacts,
    HandoverFacts,
    InForceFacts,
    RecommendationFacts,
    RemedyDecisionFacts,
    ServedFacts,
    StepKey,
    StoppedFacts,
)
from cases.rules.dates import long_date

_PAY = {"allowance": "gaji.tunjangan", "period": "gaji.masa", "position": "gaji.jabatan", "release": "gaji.jabatan"}
"""What of the pay changes, by the kind of dictum that the sanction has."""
_ENDED, _UNCHANGED = "gaji.henti", "gaji.tetap"


def _pay(scene: Scene, _facts: None) -> Built:
    sanction = standing_sanction(scene)
    dictum = scene.law.sanction(sanction.key).dictum if sanction else ""
    change = _ENDED if dictum == "dismissal" else _PAY.get(dictum, _UNCHANGED)
    decision: DecisionFacts | None = scene.facts(StepKey.DECISION)
    values = {
        **decided(scene),
        **_course(scene),
        **dict.fromkeys((*_PAY.values(), _ENDED, _UNCHANGED), ""),
        change: YES if sanction else "",
        "ganti.ada": YES if sanction and sanction.by_remedy else "",
        "sanksi.nama": sanction_title(scene, sanction.key) if sanction else "",
        "masa.mulai": long_date(sanction.begins_on) if sanction and sanction.begins_on else "",
        "masa.sampai": long_date(sanction.ends_on) if sanction and sanction.ends_on else "",
        "masa.kembali": long_date(sanction.ends_on + timedelta(days=1)) if sanction and sanction.ends_on else "",
        "jabatan.baru": sanction.new_position if sanction else "",
        "tunjangan.semula": in_rupiah(decision.allowance_from) if decision else "",
        "tunjangan.menjadi": in_rupiah(decision.allowance_to) if decision else "",
    }
    return values, {}, [agency_signature(scene.office, scene.signatories)]


def _course(scene: Scene) -> Values:
    """What became of the decision: received, contested, in force, stated, served, entered."""
    handover: HandoverFacts | None = scene.facts(StepKey.HANDOVER)
    in_force: InForceFacts | None = scene.facts(StepKey.IN_FORCE)
    stated: DeclarationFacts | None = scene.facts(StepKey.DECLARATION)
    served: ServedFacts | None = scene.facts(StepKey.SERVED)
    remedy: RemedyDecisionFacts | None = scene.facts(StepKey.OBJECTION_DECISION, StepKey.APPEAL_DECISION)
    sanction = standing_sanction(scene)
    timed = sanction and sanction.begins_on and sanction.ends_on
    return {
        **day_values("terima", handover.received_on if handover else None),
        "berlaku.tanggal": long_date(in_force.effective_on) if in_force else "",
        "nyata.ringkas": f"secara {stated.manner.value}, {long_date(stated.held_on)}" if stated else "",
        "jalani.tanggal": long_date(served.ended_on) if served else "",
        "masa.ringkas": (
            f"{long_date(sanction.begins_on)} sampai dengan {long_date(sanction.ends_on)}"
            if sanction and timed and sanction.begins_on and sanction.ends_on
            else ""
        ),
        "upaya.hasil": remedy_words(scene, remedy),
        "catat.sistem": documented_words(scene),
    }


def _recommended(scene: Scene) -> Values:
    """The recommendation that a report answers; a body that is no more by the letter's day is not named."""
    told: RecommendationFacts | None = scene.facts(StepKey.RECOMMENDATION)
    body = recommender_name(scene, told.body) if told else ""
    return {
        "rekomendasi.ada": YES if body else "",
        "rekomendasi.badan": body,
        "rekomendasi.nomor": told.number if told and body else "",
        "rekomendasi.tanggal": long_date(told.letter_on) if told and body else "",
    }


def _implementation(scene: Scene, _facts: None) -> Built:
    decision: DecisionFacts | None = scene.facts(StepKey.DECISION)
    values = {
        **decided(scene),
        **_course(scene),
        **_recommended(scene),
        "putusan.perbuatan": decision.act if decision else acts(scene.law, scene.case.violation_codes),
    }
    return values, {}, [agency_signature(scene.office, scene.signatories)]


def _stop_report(scene: Scene, _facts: None) -> Built:
    facts: StoppedFacts | None = scene.facts(StepKey.STOPPED)
    letter = letter_values("henti", scene.letter("stop-notice"))
    values = {
        **stopped_values(scene, facts),
        **_recommended(scene),
        "henti.nomor": letter["henti.nomor"],
        "henti.surat_tanggal": letter["henti.tanggal"],
        "henti.tanggal": _day_of(scene, StepKey.STOPPED),
    }
    return values, {}, [agency_signature(scene.office, scene.signatories)]


def _day_of(scene: Scene, key: StepKey) -> str:
    days = (step.on for step in reversed(scene.file.steps) if step.key is key)
    day = next(days, None)
    return long_date(day) if day else ""


def _to_reporter(scene: Scene, _facts: None) -> Built:
    """It says how the report was handled, never the sanction: that is nobody's but the person's own."""
    stopped: StoppedFacts | None = scene.facts(StepKey.STOPPED)
    punished = stopped is None and scene.facts(StepKey.IN_FORCE, StepKey.DECLARATION) is not None
    values = {
        **told_values(scene.file.report, scene.office, scene.law),
        **scene.shared,
        **stopped_values(scene, stopped),
        "balas.kepada": reply_to(scene.file.report, scene.office),
        "hasil.henti": YES if stopped else "",
        "hasil.dihukum": YES if punished else "",
        "hasil.berjalan": "" if stopped or punished else YES,
    }
    return values, {}, [agency_signature(scene.office, scene.signatories)]


BUILDERS: dict[str, Builder] = {
    "pay-notice": _pay,
    "implementation-report": _implementation,
    "stop-report": _stop_report,
    "reporter-notice": _to_reporter,
}
"""Letters that somebody asks for."""
