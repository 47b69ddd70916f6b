"""The findings report."""

from __future__ import annotations

from cases.letters.scene import YES, Builder, Built, Scene, absence_values, is_chair, sanction_title, team_values
from cases.letters.wording import acts, citations, day_values, marked, post_of
from cases.model.letter import Signature
from cases.model.steps import ExaminationFacts, FindingsFacts, StepKey


def _findings(scene: Scene, facts: FindingsFacts) -> Built:
    examination: ExaminationFacts | None = scene.facts(StepKey.EXAMINATION)
    members = examination.examiners if examination else scene.case.examiners
    sanction = sanction_title(scene, facts.sanction_key) if facts.proven and facts.sanction_key else ""
    authority = marked(facts.authority, post_of(facts.authority, scene.office)) if facts.authority else ""
    signed_by = "Ketua Tim Pemeriksa" if is_chair(scene, facts.signer) else "Atasan Langsung"
    values = {
        **day_values("periksa", examination.examined_on if examination else None),
        **team_values(scene, members),
        **absence_values(scene, examination),
        "pelapor.sebutan": "Tim Pemeriksa" if len(members) > 1 else "saya",
        "lhp.terbukti": YES if facts.proven else "",
        "lhp.pelanggaran": acts(scene.law, facts.violation_codes),
        "lhp.ketentuan": citations(scene.law, facts.violation_codes),
        "lhp.tingkat": facts.level,
        "lhp.hukuman": sanction,
        "lhp.kewenangan": authority or scene.case.official_post,
        "lhp.lampiran": "Berita Acara Pemeriksaan terhadap" if examination else "Berita Acara Ketidakhadiran",
        "lhp.kepada": scene.case.official_post or authority,
    }
    temuan = {
        "bentuk": facts.form,
        "waktu": facts.time,
        "tempat": facts.place,
        "memberatkan": facts.aggravating or "-",
        "meringankan": facts.mitigating or "-",
        "dampak": facts.impact or "-",
    }
    return values, {"temuan": [temuan]}, [Signature(post_line=signed_by, person=facts.signer)]


BUILDERS: dict[str, Builder] = {
    "findings-report": _findings,
}
