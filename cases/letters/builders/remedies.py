"""Letters of objections and appeals: what the official answers, what is decided, and what follows from it."""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

from cases.letters.entered import lines_of, person_of
from cases.letters.scene import (
    YES,
    Builder,
    Built,
    Rows,
    Scene,
    absence_values,
    considered,
    decided,
    head_of_letter,
    own_head,
    sanction_title,
)
from cases.letters.wording import Values, day_values, long_day, lowered, marked, post_of, sentence
from cases.model.letter import Signature
from cases.model.person import Person
from cases.model.steps import (
    Addressee,
    CourtFacts,
    DecisionFacts,
    ExaminationFacts,
    HandoverFacts,
    RehabilitationFacts,
    RemedyDecisionFacts,
    RemedyFacts,
    ResponseFacts,
    StepKey,
)
from cases.regulations import Outcome

_FAMILY = "upaya-administratif"
_EFFECTS = {"stands": "amar.tetap", "changed": "amar.ubah", "annulled": "amar.hapus"}
_NOBODY = Person(name="")
_BOARD = "Badan Pertimbangan Aparatur Sipil Negara"
_GRANTED = "diberikan"
_Ruling: TypeAlias = tuple[str, str, date | None]
"""What something that ruled is called, its outcome, its day."""


def _filed(scene: Scene, key: StepKey, prefix: str) -> Values:
    """The objection or appeal itself."""
    facts: RemedyFacts | None = scene.facts(key)
    return {
        f"{prefix}.nomor": facts.number if facts else "",
        f"{prefix}.tanggal": long_day(facts.filed_on if facts else None),
        f"{prefix}.diterima": long_day(facts.received_on if facts else None),
        f"{prefix}.alasan": lowered(sentence(facts.grounds)) if facts else "",
    }


def _decider(scene: Scene) -> Person:
    """Who decides an objection: whom somebody named, else the head of region where it was filed with him."""
    filed: RemedyFacts | None = scene.facts(StepKey.OBJECTION)
    to_head = filed is not None and filed.addressee is Addressee.PPK
    return person_of(scene.entries, "pejabat") or (scene.office.head if to_head else _NOBODY)


def _head(scene: Scene, official: Person) -> Values:
    return head_of_letter(official, _post(scene, official), scene.office)


def _post(scene: Scene, official: Person) -> str:
    return post_of(official, scene.office)


def _signed(scene: Scene, official: Person) -> list[Signature]:
    return [Signature(post_line=marked(official, _post(scene, official)), person=official)]


def _grounds(scene: Scene) -> list[dict[str, str]]:
    """Mengingat: the laws of the case's decision, and the one on remedies that is in force."""
    facts: DecisionFacts | None = scene.facts(StepKey.DECISION)
    on = scene.on or scene.latest
    rows = considered(scene, facts.sanction_key if facts else None)
    remedies = (pack for pack in scene.law.packs if pack.head.family == _FAMILY and scene.law.speaks(pack, on))
    return [*rows, *({"teks": f"{pack.head.title};"} for pack in remedies)]


# Answers ----------------------------------------------------------------------------------------------------------


def _objection_reply(scene: Scene, _facts: None) -> Built:
    decision: DecisionFacts | None = scene.facts(StepKey.DECISION)
    held: ExaminationFacts | None = scene.facts(StepKey.EXAMINATION)
    official = decision.official if decision else _NOBODY
    post = (decision.official_post if decision else "") or _post(scene, official)
    values = {
        **decided(scene),
        **_filed(scene, StepKey.OBJECTION, "keberatan"),
        **absence_values(scene, held),
        **own_head(official, scene.office),
    }
    return (
        values,
        _answer(scene, StepKey.OBJECTION_RESPONSE),
        [Signature(post_line=marked(official, post), person=official)],
    )


def _appeal_reply(scene: Scene, _facts: None) -> Built:
    values = {**decided(scene), **_filed(scene, StepKey.APPEAL, "banding")}
    return values, _answer(scene, StepKey.APPEAL_RESPONSE), _signed(scene, scene.office.head)


def _answer(scene: Scene, key: StepKey) -> Rows:
    """The answer as entered, else as the step recorded it."""
    recorded: ResponseFacts | None = scene.facts(key)
    lines = lines_of(scene.entries, "tanggapan.isi") or (recorded.content.splitlines() if recorded else [])
    return {"tanggapan.isi": [{"teks": line} for line in lines]}


def _receipt(scene: Scene, _facts: None) -> Built:
    """The last objection or appeal as it came in, with whoever brought it and took it."""
    filed: RemedyFacts | None = scene.facts(StepKey.OBJECTION, StepKey.APPEAL)
    to_board = filed is not None and filed.addressee is Addressee.BPASN
    receiver = person_of(scene.entries, "penerima") or _NOBODY
    values = {
        **decided(scene),
        **_filed(scene, StepKey.APPEAL if to_board else StepKey.OBJECTION, "upaya"),
        "upaya.surat": "Tembusan Banding Administratif" if to_board else "Surat Keberatan",
        "upaya.kepada": _addressee(scene, filed.addressee) if filed else "",
    }
    signatures = [
        Signature(post_line="Yang menyerahkan", person=Person(name=scene.entries.get("terima.penyerah", "").strip())),
        Signature(post_line="Yang menerima", person=receiver),
    ]
    return values, {}, signatures


def _addressee(scene: Scene, addressee: Addressee) -> str:
    own = {Addressee.PPK: scene.office.head_title, Addressee.BPASN: _BOARD}
    return own.get(addressee, "Atasan pejabat yang menetapkan keputusan")


# Decisions --------------------------------------------------------------------------------------------------------


def _objection_ruling(scene: Scene, _facts: None) -> Built:
    recorded: RemedyDecisionFacts | None = scene.facts(StepKey.OBJECTION_DECISION)
    outcome = scene.law.outcome(scene.entries.get("amar", "") or (recorded.outcome if recorded else ""))
    official = _decider(scene)
    weighed = [lowered(sentence(line)).removeprefix("bahwa ") for line in lines_of(scene.entries, "pertimbangan")]
    values = {
        **decided(scene),
        **_filed(scene, StepKey.OBJECTION, "keberatan"),
        **_outcome(outcome),
        **_other_sanction(scene, recorded, outcome),
        **_head(scene, official),
        "pertimbangan": "; bahwa ".join(weighed),
    }
    return values, {"dasar": _grounds(scene)}, _signed(scene, official)


def _outcome(outcome: Outcome | None) -> Values:
    flags = dict.fromkeys(_EFFECTS.values(), "")
    if outcome is None:
        return {"amar": "", "amar.kata": "", **flags}
    word = outcome.title
    return {"amar": word, "amar.kata": word[:1].upper() + word[1:], **flags, _EFFECTS.get(outcome.effect, "amar"): word}


def _other_sanction(scene: Scene, recorded: RemedyDecisionFacts | None, outcome: Outcome | None) -> Values:
    """The sanction in the place of the first one, as entered, else as the step recorded it."""
    if outcome is None or outcome.effect != "changed":
        return {"ganti.hukuman": "", "ganti.mulai": "", "ganti.sampai": ""}
    values: Values = {}
    if not scene.entries.get("ganti.hukuman"):
        values["ganti.hukuman"] = (
            sanction_title(scene, recorded.sanction_key) if recorded and recorded.sanction_key else ""
        )
    if not scene.entries.get("ganti.mulai"):
        values["ganti.mulai"] = long_day(recorded.begins_on if recorded else None)
    if not scene.entries.get("ganti.sampai"):
        values["ganti.sampai"] = long_day(recorded.ends_on if recorded else None)
    return values


def _refusal(scene: Scene, _facts: None) -> Built:
    received: HandoverFacts | None = scene.facts(StepKey.HANDOVER)
    official = _decider(scene)
    values = {
        **decided(scene),
        **_filed(scene, StepKey.OBJECTION, "keberatan"),
        **day_values("terima", received.received_on if received else None),
        **_head(scene, official),
        "tolak.sebab": lowered(sentence(scene.entries.get("tolak.sebab", ""))),
    }
    return values, {"dasar": _grounds(scene)}, _signed(scene, official)


def _appeal_execution(scene: Scene, _facts: None) -> Built:
    recorded: RemedyDecisionFacts | None = scene.facts(StepKey.APPEAL_DECISION)
    outcome = scene.law.outcome(recorded.outcome) if recorded else None
    official = person_of(scene.entries, "pejabat") or scene.office.head
    values = {
        **decided(scene),
        **_outcome(outcome),
        **_other_sanction(scene, recorded, outcome),
        **_head(scene, official),
        "putusan_banding.nomor": recorded.number if recorded else "",
        "putusan_banding.tanggal": long_day(recorded.decided_on if recorded else None),
    }
    return values, {"dasar": _grounds(scene)}, _signed(scene, official)


def _work_permission(scene: Scene, _facts: None) -> Built:
    official = person_of(scene.entries, "pejabat") or scene.office.head
    weighed = [lowered(sentence(line)).removeprefix("bahwa ") for line in lines_of(scene.entries, "izin.alasan")]
    values = {
        **decided(scene),
        **_filed(scene, StepKey.APPEAL, "banding"),
        **_head(scene, official),
        "izin.ada": YES if scene.entries.get("izin.putusan", "") == _GRANTED else "",
        "izin.pertimbangan": "; bahwa ".join(weighed),
    }
    return values, {"dasar": _grounds(scene)}, _signed(scene, official)


def _rehabilitation(scene: Scene, _facts: None) -> Built:
    recorded: RehabilitationFacts | None = scene.facts(StepKey.REHABILITATION)
    decision: DecisionFacts | None = scene.facts(StepKey.DECISION)
    official = person_of(scene.entries, "pejabat") or (decision.official if decision else scene.office.head)
    rights = [sentence(line) for line in lines_of(scene.entries, "pulih.hak")]
    restored = "; ".join(rights) or (sentence(recorded.restored) if recorded else "")
    values = {
        **decided(scene),
        **_head(scene, official),
        **_annulled_by(scene),
        "pulih.hak": restored,
        "pulih.hak_ringkas": lowered(restored),
    }
    return values, {"dasar": _grounds(scene)}, _signed(scene, official)


def _annulled_by(scene: Scene) -> Values:
    """What annulled the decision, the last first: a court, the appeal, the objection; blank while nothing did."""
    for words, outcome, day in (*_judged(scene), *_remedied(scene)):
        known = scene.law.outcome(outcome)
        if known is not None and known.effect == "annulled":
            withdrawn = "dicabut" if known.title.startswith("mencabut") else "batal"
            return {"pulih.sebab": f"{words} tanggal {long_day(day)}", "pulih.amar": withdrawn}
    return {"pulih.sebab": "", "pulih.amar": ""}


def _judged(scene: Scene) -> list[_Ruling]:
    facts: CourtFacts | None = scene.facts(StepKey.COURT)
    return [(_numbered(f"Putusan {facts.court}", facts.number), facts.outcome, facts.decided_on)] if facts else []


def _remedied(scene: Scene) -> list[_Ruling]:
    names = {StepKey.APPEAL_DECISION: f"Putusan {_BOARD}", StepKey.OBJECTION_DECISION: "Keputusan atas Keberatan"}
    found: list[tuple[str, RemedyDecisionFacts | None]] = [(name, scene.facts(key)) for key, name in names.items()]
    return [(_numbered(name, facts.number), facts.outcome, facts.decided_on) for name, facts in found if facts]


def _numbered(words: str, number: str) -> str:
    return f"{words} Nomor {number}" if number else words


BUILDERS: dict[str, Builder] = {
    "remedy-receipt": _receipt,
    "objection-reply": _objection_reply,
    "objection-ruling": _objection_ruling,
    "objection-refusal": _refusal,
    "appeal-reply": _appeal_reply,
    "work-permission": _work_permission,
    "appeal-execution": _appeal_execution,
    "rehabilitation-order": _rehabilitation,
}
"""Letters that somebody asks for."""
