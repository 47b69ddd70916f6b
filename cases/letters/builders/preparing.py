"""Letters around an examination: why this track, whom to ask, consent, who stands in, what goes to the official."""

from __future__ import annotations

from cases.letters.builders.reports import told_values
from cases.letters.entered import lines_of, person_of
from cases.letters.scene import (
    REPORTS,
    TEAM_ORDERS,
    Builder,
    Built,
    Scene,
    absence_values,
    agency_signature,
    found_values,
    head_of_letter,
    is_chair,
    own_head,
    team_rows,
    team_values,
)
from cases.letters.wording import Values, clock, day_values, letter_values, marked, person_values, post_of
from cases.model.case import Track
from cases.model.letter import Signature
from cases.model.person import Person, TeamDuty
from cases.model.steps import ExaminationFacts, FindingsFacts, StepKey, SummonsFacts, SuspensionFacts, TeamFacts
from cases.rules.dates import long_date

_TRACKS = {
    Track.DISCIPLINE: ("disiplin", "pemanggilan dan pemeriksaan yang bersangkutan"),
    Track.ETHICS: ("kode etik", "pembentukan Majelis Kode Etik dan pemanggilan yang bersangkutan"),
    Track.DISMISSAL: ("pemberhentian", "pemanggilan, pemeriksaan, dan pengusulan kepada pejabat yang berwenang"),
}
_NOBODY = Person(name="")


def _memo(scene: Scene, _facts: None) -> Built:
    signature = agency_signature(scene.office, scene.signatories)
    track, next_steps = _TRACKS[scene.case.track]
    values = {
        **told_values(scene.file.report, scene.office, scene.law),
        **scene.shared,
        "nota.dari": signature.post_line,
        "telaah.jalur": track,
        "telaah.tingkat": scene.case.suspected_level.value if scene.case.track is Track.DISCIPLINE else "",
        "telaah.langkah": next_steps,
    }
    analysis = lines_of(scene.entries, "nota.analisis")
    if scene.shared["pelanggaran.ketentuan"]:
        analysis.append(f"Perbuatan tersebut diduga melanggar ketentuan {scene.shared['pelanggaran.ketentuan']}.")
    rows = {"fakta": _texts(_facts_of(scene)), "analisis": _texts(analysis)}
    return values, rows, [signature]


def _facts_of(scene: Scene) -> list[str]:
    """What the case itself knows, then what somebody added."""
    case = scene.case
    about = scene.shared["pelanggaran.perbuatan"]
    known = [
        f"Peristiwanya terjadi pada tanggal {long_date(case.event_on)}, yaitu {about}.",
        f"Peristiwa tersebut berkaitan dengan {case.election}." if case.election else "",
        f"Bukti yang tercatat: {len(scene.file.evidence)} butir." if scene.file.evidence else "",
    ]
    return [*filter(None, known), *lines_of(scene.entries, "nota.fakta")]


def _texts(lines: list[str]) -> list[dict[str, str]]:
    return [{"teks": line} for line in lines]


def _statement_request(scene: Scene, _facts: None) -> Built:
    signer = person_of(scene.entries, "penanda") or _lead(scene)
    values = {
        **team_values(scene, scene.case.examiners),
        **(own_head(signer, scene.office) if signer and not is_chair(scene, signer) else {}),
    }
    return values, {}, [_as_examiner(scene, signer)]


def _lead(scene: Scene) -> Person | None:
    """Who asks in the name of those who examine: their head, else the direct superior."""
    chairs = (one.person for one in scene.case.examiners if one.duty is TeamDuty.CHAIR)
    return next(chairs, None) or scene.case.superior


def _as_examiner(scene: Scene, person: Person | None) -> Signature:
    """Whoever signs for those who examine, as their head, as the superior, or by his post."""
    if person is None:
        return agency_signature(scene.office, scene.signatories)
    if is_chair(scene, person):
        return Signature(post_line=f"Ketua {scene.body}", person=person)
    own = "Atasan Langsung" if person == scene.case.superior else marked(person, post_of(person, scene.office))
    return Signature(post_line=own, person=person)


def _consent(scene: Scene, _facts: None) -> Built:
    held: ExaminationFacts | None = scene.facts(StepKey.EXAMINATION)
    called: SummonsFacts | None = scene.facts(StepKey.SUMMONS_1, StepKey.SUMMONS_2)
    day = held.examined_on if held else called.examine_on if called else None
    at = held.examined_at if held else called.examine_at if called else ""
    values = {
        **team_values(scene, scene.case.examiners),
        **day_values("periksa", day),
        "periksa.jam": clock(at, scene.office),
    }
    examiner = _as_examiner(scene, _lead(scene))
    return values, {}, [Signature(post_line="Yang menyetujui", person=scene.case.respondent), examiner]


def _copy_receipt(scene: Scene, _facts: None) -> Built:
    held: ExaminationFacts | None = scene.facts(StepKey.EXAMINATION)
    values = day_values("periksa", held.examined_on if held else None)
    signatures = [
        Signature(post_line="Yang menerima", person=scene.case.respondent),
        Signature(post_line="Yang menyerahkan", person=person_of(scene.entries, "penyerah") or _NOBODY),
    ]
    return values, {}, signatures


def _acting(scene: Scene, _facts: None) -> Built:
    facts: SuspensionFacts | None = scene.facts(StepKey.SUSPENSION)
    if facts is None:
        blank: Values = {"pejabat.jabatan": "", "bebas.mulai": "", **letter_values("bebas", None)}
        return blank | person_values("plh", _NOBODY), {}, [agency_signature(scene.office, scene.signatories)]
    signer = facts.signer
    post = post_of(signer, scene.office)
    values = {
        **head_of_letter(signer, post, scene.office),
        **person_values("plh", facts.substitute),
        **letter_values("bebas", scene.letter("suspension-order")),
        "bebas.mulai": long_date(facts.begins_on),
    }
    return values, {}, [Signature(post_line=marked(signer, post), person=signer)]


def _assignment(scene: Scene, _facts: None) -> Built:
    facts: TeamFacts | None = scene.facts(StepKey.TEAM)
    members = facts.members if facts else scene.case.examiners
    official = facts.appointed_by if facts else _NOBODY
    post = post_of(official, scene.office)
    values = {
        **head_of_letter(official, post, scene.office),
        **letter_values("tim.surat", scene.letter(*TEAM_ORDERS)),
    }
    signature = Signature(post_line=marked(official, post), person=official)
    return values, {"tim": team_rows(scene, members)}, [signature]


def _ruling_cover(scene: Scene, _facts: None) -> Built:
    findings: FindingsFacts | None = scene.facts(StepKey.FINDINGS)
    held: ExaminationFacts | None = scene.facts(StepKey.EXAMINATION)
    lead = _lead(scene)
    values = {
        **found_values(scene, findings),
        **absence_values(scene, held),
        **letter_values("laporan_hasil", scene.letter(*REPORTS)),
        "lhp.kepada": scene.case.official_post or scene.office.head_title,
    }
    return values, {}, [_as_examiner(scene, lead)]


BUILDERS: dict[str, Builder] = {
    "track-memo": _memo,
    "statement-request": _statement_request,
    "recording-consent": _consent,
    "record-receipt": _copy_receipt,
    "acting-order": _acting,
    "team-assignment": _assignment,
    "ruling-cover": _ruling_cover,
}
"""Letters that somebody asks for: they have no step of their own and take the case as it stands."""
