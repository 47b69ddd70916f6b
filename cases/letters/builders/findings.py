"""What an examination found: the findings report, the council's ruling, the report to the official above."""

from __future__ import annotations

from cases.letters.scene import (
    REPORTS,
    Builder,
    Built,
    Scene,
    absence_values,
    duty_line,
    found_values,
    is_chair,
    own_head,
    team_values,
)
from cases.letters.wording import day_values, letter_values, marked, post_of, sentence
from cases.model.letter import Signature
from cases.model.steps import AuthorityReportFacts, ExaminationFacts, FindingsFacts, StepKey


def _findings(scene: Scene, facts: FindingsFacts) -> Built:
    examination: ExaminationFacts | None = scene.facts(StepKey.EXAMINATION)
    members = examination.examiners if examination else scene.case.examiners
    authority = marked(facts.authority, post_of(facts.authority, scene.office)) if facts.authority else ""
    signed_by = f"Ketua {scene.body}" if is_chair(scene, facts.signer) else "Atasan Langsung"
    values = {
        **found_values(scene, facts),
        **day_values("periksa", examination.examined_on if examination else None),
        **team_values(scene, members),
        **absence_values(scene, examination),
        "pelapor.sebutan": scene.body if len(members) > 1 else "saya",
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


def _ruling(scene: Scene, facts: FindingsFacts) -> Built:
    """The ruling is the council's: every member signs it, the one who was named alone where there is no council."""
    values, rows, signed = _findings(scene, facts)
    examination: ExaminationFacts | None = scene.facts(StepKey.EXAMINATION)
    members = examination.examiners if examination else scene.case.examiners
    if len(members) > 1:
        signed = [Signature(post_line=duty_line(scene, one, members), person=one.person) for one in members]
    return values, rows, signed


def _authority_report(scene: Scene, facts: AuthorityReportFacts) -> Built:
    examination: ExaminationFacts | None = scene.facts(StepKey.EXAMINATION)
    findings: FindingsFacts | None = scene.facts(StepKey.FINDINGS)
    post = facts.addressed_post or post_of(facts.addressed_to, scene.office)
    values = {
        **found_values(scene, findings),
        **day_values("periksa", examination.examined_on if examination else None),
        **absence_values(scene, examination),
        **letter_values("laporan_hasil", scene.letter(*REPORTS)),
        "lapor.kepada": marked(facts.addressed_to, post),
        **own_head(facts.signer, scene.office),
        "lapor.alasan": sentence(facts.reason),
    }
    return values, {}, [Signature(post_line="Atasan Langsung", person=facts.signer)]


BUILDERS: dict[str, Builder] = {
    "findings-report": _findings,
    "ethics-ruling": _ruling,
    "authority-report": _authority_report,
}
