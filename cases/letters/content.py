"""What fills each letter: a case's file, the facts of the step and the office, as the placeholders of its template."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from cases.errors import LetterError
from cases.letters.templates import TemplateInfo, template_of
from cases.letters.wording import (
    Values,
    acts,
    basis,
    citations,
    clock,
    day_values,
    difference,
    grounds,
    kind_of,
    letter_values,
    marked,
    person_values,
    post_of,
    rank_of,
    title_case,
)
from cases.model.case import Case, CaseFile
from cases.model.letter import Letter, LetterContent, LetterStatus, Signature
from cases.model.office import Office
from cases.model.person import EmploymentStatus, Examiner, Person, TeamDuty
from cases.model.steps import (
    AbsenceFacts,
    DecisionFacts,
    ExaminationFacts,
    ExaminationMode,
    FindingsFacts,
    HandoverFacts,
    HandoverSummonsFacts,
    StepFacts,
    StepKey,
    SummonsFacts,
    TeamFacts,
)
from cases.regulations import Law, Sanction
from cases.rules.dates import long_date, weekday_name
from cases.rules.nip import show_nip

Rows = dict[str, list[dict[str, str]]]

_PLACEHOLDER = re.compile(r"\{([a-z0-9_.]+)\}")
# A condition of a template asks only whether a placeholder has a value.
_YES = "ya"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scene:
    """What every letter of a case draws on; ``on`` is the letter's day, None while it is left to the pen."""

    file: CaseFile
    office: Office
    law: Law
    info: TemplateInfo
    on: date | None

    @property
    def case(self) -> Case:
        return self.file.case

    def facts(self, *keys: StepKey) -> Any:  # noqa: ANN401 - the key says which facts they are
        """The facts of the last step of these keys, or None."""
        return next((step.facts for step in reversed(self.file.steps) if step.key in keys), None)

    def letter(self, kind: str) -> Letter | None:
        """The last letter of a kind that still holds."""
        letters = (one for one in reversed(self.file.letters) if one.kind == kind)
        return next((one for one in letters if one.status is not LetterStatus.VOID), None)


def content_for(
    kind: str, file: CaseFile, facts: StepFacts, office: Office, law: Law, on: date | None
) -> LetterContent:
    """Build the content of a letter of ``kind`` from the facts of the step that it belongs to.

    ``on`` is the letter's date, None when it will be written by hand. Raises LetterError for a kind that
    nothing fills or that has no template on that day.
    """
    if kind not in _BUILDERS:
        raise LetterError(f"Jenis surat “{kind}” tidak dikenal; pilih dari daftar surat perkara.")
    scene = _Scene(file=file, office=office, law=law, info=template_of(kind, on), on=on)
    values, rows, signatures = _BUILDERS[kind](scene, facts)
    everything = _case_values(scene) | values
    return LetterContent(values=everything, rows=rows, signatures=tuple(signatures), copies=_copies(scene, everything))


def classification(case: Case, law: Law) -> str:
    """The code of the archive classification under which a case's letters are numbered and filed."""
    return law.archive_code(case.track).code


# What every letter knows ------------------------------------------------------------------------------------------


def _case_values(scene: _Scene) -> Values:
    case, office = scene.case, scene.office
    return {
        "kantor.nama": office.name,
        "kantor.wilayah": office.region,
        "kantor.kepala": office.head_title,
        "kantor.lengkap": office.name if office.region in office.name else f"{office.name} {office.region}",
        "kop.instansi": "",
        "perkara.nomor": case.number,
        "peristiwa.hari": weekday_name(case.event_on),
        "peristiwa.tanggal": long_date(case.event_on),
        "pelanggaran.perbuatan": acts(scene.law, case.violation_codes),
        "pelanggaran.ketentuan": citations(scene.law, case.violation_codes),
        **person_values("terlapor", case.respondent),
        "terlapor.pegawai": kind_of(case.respondent),
    }


def _head_of_letter(person: Person, post: str, office: Office) -> Values:
    """Whose head a decision stands on: the head of region's, or that of the official's own agency."""
    is_head = person.status is EmploymentStatus.ELECTED or post.casefold() == office.head_title.casefold()
    return {
        "pejabat.jabatan": post,
        "kop.instansi": "" if is_head else person.work_unit or office.name,
    }


def _copies(scene: _Scene, values: Values) -> tuple[str, ...]:
    level, form = values.get("sanksi.tingkat", ""), values.get("sanksi.bentuk", "")
    return tuple(
        _PLACEHOLDER.sub(lambda match: values[match[1]], line.text)
        for line in scene.info.copies
        if (not line.levels or level in line.levels) and (not line.forms or form in line.forms)
    )


def _is_chair(scene: _Scene, person: Person) -> bool:
    """Whether the person leads the team; a single examiner is none."""
    members = scene.case.examiners
    return len(members) > 1 and any(one.person == person and one.duty is TeamDuty.CHAIR for one in members)


def _team_rows(members: Sequence[Examiner]) -> list[dict[str, str]]:
    return [
        {
            "nama": member.person.name,
            "nomor": show_nip(member.person.nip),
            "pangkat": rank_of(member.person),
            "jabatan": marked(member.person, member.person.position),
            "unsur": member.element.value,
            "kedudukan": member.duty.value if len(members) > 1 else "Pemeriksa",
        }
        for member in members
    ]


def _team_values(scene: _Scene, members: Sequence[Examiner]) -> Values:
    order = scene.letter("team-order")
    facts: TeamFacts | None = scene.facts(StepKey.TEAM)
    by_team = len(members) > 1
    return {
        "tim.ada": _YES if by_team else "",
        "tim.pejabat": post_of(facts.appointed_by, scene.office) if facts and by_team else "",
        "pemeriksa.sebutan": "Tim Pemeriksa" if by_team else "atasan langsung",
        **letter_values("tim.surat", order if by_team else None),
    }


# One builder a letter ---------------------------------------------------------------------------------------------

_Built = tuple[Values, Rows, Sequence[Signature]]


def _team_order(scene: _Scene, facts: TeamFacts) -> _Built:
    official = facts.appointed_by
    post = post_of(official, scene.office)
    values = _head_of_letter(official, post, scene.office)
    rows = {"tim": _team_rows(facts.members), "dasar": _considered(scene, None)}
    return values, rows, [Signature(post_line=marked(official, post), person=official)]


def _considered(scene: _Scene, sanction_key: str | None) -> list[dict[str, str]]:
    known = [step.on for step in scene.file.steps if step.on is not None]
    on = scene.on or max([*known, scene.case.opened_on])
    return [{"teks": text.rstrip(".;") + ";"} for text in scene.law.considered(on, sanction_key)]


def _summons(scene: _Scene, facts: SummonsFacts) -> _Built:
    values = {
        **person_values("menghadap", facts.report_to),
        **day_values("periksa", facts.examine_on),
        "periksa.jam": clock(facts.examine_at, scene.office),
        "periksa.tempat": facts.place,
        "panggilan1.nomor": facts.first_number,
        "panggilan1.tanggal": long_date(facts.first_on) if facts.first_on else "",
    }
    # The law gives the summons to the direct superior; he signs as such even where he leads the team.
    as_chair = facts.signer != scene.case.superior and _is_chair(scene, facts.signer)
    post = "Ketua Tim Pemeriksa" if as_chair else "Atasan Langsung"
    return values, {}, [Signature(post_line=post, person=facts.signer)]


def _absence(scene: _Scene, facts: AbsenceFacts) -> _Built:
    summons: SummonsFacts | None = scene.facts(StepKey.SUMMONS_1, StepKey.SUMMONS_2)
    second = scene.facts(StepKey.SUMMONS_2) is not None
    members = scene.case.examiners or _superior_alone(scene.case)
    values = {
        **day_values("ba", facts.missed_on),
        **_team_values(scene, members),
        **letter_values("panggilan", scene.letter("summons-2" if second else "summons-1")),
        "panggilan.ke": "II" if second else "I",
        "periksa.jam": clock(summons.examine_at, scene.office) if summons else "",
        "periksa.tempat": summons.place if summons else "",
        "absen.alasan": facts.reason,
        "saksi.ada": _YES if facts.witnesses else "",
    }
    witnesses = [_witness_row(person) for person in facts.witnesses]
    signatures = [
        *(Signature(post_line=_duty_line(member, members), person=member.person) for member in members),
        *(
            Signature(post_line=f"Saksi {i}" if len(witnesses) > 1 else "Saksi", person=person)
            for i, person in enumerate(facts.witnesses, 1)
        ),
    ]
    return values, {"pemeriksa": _team_rows(members), "saksi": witnesses}, signatures


def _superior_alone(case: Case) -> tuple[Examiner, ...]:
    return (Examiner(person=case.superior),) if case.superior else ()


def _duty_line(member: Examiner, members: Sequence[Examiner]) -> str:
    if len(members) == 1:
        return "Atasan Langsung selaku Pemeriksa"
    return f"{member.duty.value} Tim Pemeriksa" if member.duty is TeamDuty.CHAIR else member.duty.value


def _witness_row(person: Person) -> dict[str, str]:
    post = ", ".join(filter(None, (marked(person, person.position), person.work_unit)))
    return {"nama": person.name, "nomor": show_nip(person.nip), "jabatan": post}


def _examination(scene: _Scene, facts: ExaminationFacts) -> _Built:
    virtual = facts.mode is ExaminationMode.VIRTUAL
    examinee = scene.case.respondent
    values = {
        **day_values("periksa", facts.examined_on),
        **_team_values(scene, facts.examiners),
        "periksa.jam": clock(facts.examined_at, scene.office),
        "periksa.tempat": facts.place,
        "periksa.cara": "secara tertutup melalui pertemuan virtual" if virtual else "secara tertutup",
        "penolakan.ada": _YES if facts.refused_to_sign else "",
        "penolakan.catatan": facts.refusal_note,
    }
    rows = {
        "pemeriksa": _team_rows(facts.examiners),
        "tanya_jawab": [{"tanya": one.question, "jawab": one.answer} for one in facts.questions],
        "paraf": [
            {"nama": "Yang diperiksa"},
            *({"nama": row["kedudukan"]} for row in _team_rows(facts.examiners)),
        ],
    }
    signatures = [
        Signature(post_line="Yang diperiksa", person=examinee),
        *(Signature(post_line=_duty_line(one, facts.examiners), person=one.person) for one in facts.examiners),
    ]
    return values, rows, signatures


def _findings(scene: _Scene, facts: FindingsFacts) -> _Built:
    examination: ExaminationFacts | None = scene.facts(StepKey.EXAMINATION)
    members = examination.examiners if examination else scene.case.examiners
    sanction = _sanction_title(scene, facts.sanction_key) if facts.proven and facts.sanction_key else ""
    authority = marked(facts.authority, post_of(facts.authority, scene.office)) if facts.authority else ""
    signed_by = "Ketua Tim Pemeriksa" if _is_chair(scene, facts.signer) else "Atasan Langsung"
    values = {
        **day_values("periksa", examination.examined_on if examination else None),
        **_team_values(scene, members),
        **_absence_values(scene, examination),
        "pelapor.sebutan": "Tim Pemeriksa" if len(members) > 1 else "saya",
        "lhp.terbukti": _YES if facts.proven else "",
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


def _absence_values(scene: _Scene, examination: ExaminationFacts | None) -> Values:
    """The two summonses that were not followed, when there was no examination."""
    absent = examination is None and scene.facts(StepKey.ABSENCE_2) is not None
    return {
        "periksa.ada": "" if examination is None else _YES,
        "absen.dua_kali": _YES if absent else "",
        **letter_values("panggilan1", scene.letter("summons-1") if absent else None),
        **letter_values("panggilan2", scene.letter("summons-2") if absent else None),
    }


def _decision(scene: _Scene, facts: DecisionFacts) -> _Built:
    examination: ExaminationFacts | None = scene.facts(StepKey.EXAMINATION)
    members = examination.examiners if examination else scene.case.examiners
    sanction = scene.law.sanction(facts.sanction_key)
    post = facts.official_post or post_of(facts.official, scene.office)
    title = facts.dismissal_wording or _sanction_title(scene, facts.sanction_key)
    otherwise = sanction.other_words and sanction.other_words in title.casefold()
    article = sanction.other_article if otherwise else sanction.article
    ends = facts.ends_on
    values = {
        **_head_of_letter(facts.official, post, scene.office),
        **day_values("periksa", examination.examined_on if examination else None),
        **_team_values(scene, members),
        **_absence_values(scene, examination),
        "pelanggaran.ketentuan": citations(scene.law, facts.violation_codes),
        "pelanggaran.dasar": grounds(scene.law, facts.violation_codes),
        "putusan.perbuatan": facts.act,
        "sanksi.bentuk": sanction.dictum,
        "sanksi.nama": title,
        "sanksi.judul": title_case(title),
        "sanksi.tingkat": sanction.level,
        "sanksi.dasar": basis(scene.law, article, sanction.regulation),
        "masa.mulai": long_date(facts.begins_on) if facts.begins_on else "",
        "masa.sampai": long_date(ends) if ends else "",
        "masa.kembali": long_date(ends + timedelta(days=1)) if ends else "",
        "jabatan.baru": facts.new_position,
        "jabatan.kelas": _YES if _by_class(scene, sanction) else "",
        "tunjangan.semula": facts.allowance_from,
        "tunjangan.potongan": difference(facts.allowance_from, facts.allowance_to),
        "tunjangan.menjadi": facts.allowance_to,
    }
    rows = {"dasar": _considered(scene, facts.sanction_key)}
    return values, rows, [Signature(post_line=marked(facts.official, post), person=facts.official)]


def _sanction_title(scene: _Scene, sanction_key: str) -> str:
    """The sanction as a decision words it for this person."""
    sanction = scene.law.sanction(sanction_key)
    kind = scene.case.respondent.position_kind
    return template_of("decision", None).sanction_title(sanction.title, sanction.dictum, kind)


def _by_class(scene: _Scene, sanction: Sanction) -> bool:
    """Whether the person's post has a wording of its own for the sanction: his class is lowered, not his post."""
    return _sanction_title(scene, sanction.key) != sanction.title


def _decided(scene: _Scene) -> Values:
    """The decision that a later letter speaks of."""
    facts: DecisionFacts | None = scene.facts(StepKey.DECISION)
    post, title = scene.case.official_post, ""
    if facts:
        post = facts.official_post or post_of(facts.official, scene.office)
        title = facts.dismissal_wording or _sanction_title(scene, facts.sanction_key)
    return {
        "keputusan.pejabat": post,
        "keputusan.hukuman": title_case(title),
        **letter_values("keputusan", scene.letter("decision")),
    }


def _handover_summons(scene: _Scene, facts: HandoverSummonsFacts) -> _Built:
    values = {
        **_decided(scene),
        **person_values("menghadap", facts.report_to),
        **day_values("temu", facts.meet_on),
        "temu.jam": clock(facts.meet_at, scene.office),
        "temu.tempat": facts.place,
    }
    signer = facts.signer
    return values, {}, [Signature(post_line=marked(signer, signer.position), person=signer)]


def _receipt(scene: _Scene, facts: HandoverFacts) -> _Built:
    respondent = scene.case.respondent
    own = facts.receiver.strip().casefold() in {"", respondent.name.casefold()}
    receiver = respondent if own else Person(name=facts.receiver.strip())
    values = {
        **_decided(scene),
        **person_values("penyerah", facts.handed_by),
        **person_values("penerima", receiver),
        **day_values("terima", facts.received_on),
        "terima.cara": facts.manner.value,
        "terima.wakil": "" if own else _YES,
        "penolakan.ada": _YES if facts.refused else "",
        "terima.catatan": facts.note,
    }
    signatures = [
        Signature(post_line="Yang menerima", person=receiver),
        Signature(post_line="Yang menyerahkan", person=facts.handed_by),
    ]
    return values, {}, signatures


_BUILDERS: dict[str, Callable[[_Scene, Any], _Built]] = {
    "team-order": _team_order,
    "summons-1": _summons,
    "summons-2": _summons,
    "absence-record": _absence,
    "examination-record": _examination,
    "findings-report": _findings,
    "decision": _decision,
    "handover-summons": _handover_summons,
    "handover-receipt": _receipt,
}

LETTER_KINDS: tuple[str, ...] = tuple(_BUILDERS)
