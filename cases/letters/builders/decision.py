"""The decision that imposes a sanction."""

from __future__ import annotations

from datetime import timedelta

from cases.letters.scene import (
    REPORTS,
    YES,
    Builder,
    Built,
    Scene,
    absence_values,
    considered,
    head_of_letter,
    sanction_title,
    team_values,
)
from cases.letters.wording import (
    Values,
    basis,
    citations,
    day_values,
    difference,
    grounds,
    in_rupiah,
    letter_values,
    long_day,
    marked,
    post_of,
    title_case,
)
from cases.model.letter import Signature
from cases.model.person import EmploymentStatus
from cases.model.steps import DecisionFacts, ExaminationFacts, ProposalFacts, StepKey
from cases.regulations import Sanction
from cases.rules.dates import long_date


def _decision(scene: Scene, facts: DecisionFacts) -> Built:
    examination: ExaminationFacts | None = scene.facts(StepKey.EXAMINATION)
    members = examination.examiners if examination else scene.case.examiners
    sanction = scene.law.sanction(facts.sanction_key)
    post = facts.official_post or post_of(facts.official, scene.office)
    title = facts.dismissal_wording or sanction_title(scene, facts.sanction_key)
    otherwise = sanction.other_words and sanction.other_words in title.casefold()
    article = sanction.other_article if otherwise else sanction.article
    ends = facts.ends_on
    values = {
        **head_of_letter(facts.official, post, scene.office),
        **day_values("periksa", examination.examined_on if examination else None),
        **team_values(scene, members),
        **absence_values(scene, examination),
        "pelanggaran.ketentuan": citations(scene.law, facts.violation_codes),
        "pelanggaran.dasar": grounds(scene.law, facts.violation_codes),
        "putusan.perbuatan": facts.act,
        **letter_values("laporan_hasil", scene.letter(*REPORTS)),
        **_proposed(scene),
        "sanksi.bentuk": sanction.dictum,
        "sanksi.nama": title,
        "sanksi.judul": title_case(title),
        "sanksi.tingkat": sanction.level,
        "sanksi.dasar": basis(scene.law, article, sanction.regulation),
        "sanksi.administratif": facts.administrative.rstrip(".;"),
        "masa.mulai": long_date(facts.begins_on) if facts.begins_on else "",
        "masa.sampai": long_date(ends) if ends else "",
        "masa.kembali": long_date(ends + timedelta(days=1)) if ends else "",
        "jabatan.baru": facts.new_position,
        "kontrak.sejak": _contract_ends(scene, sanction),
        "jabatan.kelas": YES if _by_class(scene, sanction) else "",
        "tunjangan.semula": in_rupiah(facts.allowance_from),
        "tunjangan.potongan": in_rupiah(difference(facts.allowance_from, facts.allowance_to)),
        "tunjangan.menjadi": in_rupiah(facts.allowance_to),
    }
    rows = {"dasar": considered(scene, facts.sanction_key)}
    return values, rows, [Signature(post_line=marked(facts.official, post), person=facts.official)]


def _proposed(scene: Scene) -> Values:
    """Who proposed to dismiss, and by which letter."""
    facts: ProposalFacts | None = scene.facts(StepKey.PROPOSAL)
    return {
        "usul.oleh": marked(facts.proposed_by, post_of(facts.proposed_by, scene.office)) if facts else "",
        **letter_values("usul", scene.letter("dismissal-proposal")),
    }


def _contract_ends(scene: Scene, sanction: Sanction) -> str:
    """Since when a PPPK's contract is ended: since the findings declared him guilty; empty for any other decision."""
    ends = sanction.dictum == "dismissal" and scene.case.respondent.status is EmploymentStatus.PPPK
    found = (step.on for step in reversed(scene.file.steps) if step.key is StepKey.FINDINGS)
    return long_day(next(found, None)) if ends else ""


def _by_class(scene: Scene, sanction: Sanction) -> bool:
    """Whether the person's post has a wording of its own for the sanction: his class is lowered, not his post."""
    return sanction_title(scene, sanction.key) != sanction.title


BUILDERS: dict[str, Builder] = {
    "decision": _decision,
    "moral-decision": _decision,
    "dismissal-decision": _decision,
}
