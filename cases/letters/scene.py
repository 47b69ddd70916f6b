"""What every letter of a case draws on: its file, the office, the law, and the values that letters share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias

from cases.letters.templates import SHIPPED, Shelf, TemplateInfo
from cases.letters.wording import (
    Values,
    acts,
    citations,
    kind_of,
    letter_values,
    marked,
    person_values,
    post_of,
    rank_of,
    title_case,
)
from cases.model.case import Case, CaseFile, Track
from cases.model.letter import Letter, LetterStatus, Signature
from cases.model.office import Office, Signatory
from cases.model.person import EmploymentStatus, Examiner, Person, TeamDuty
from cases.model.steps import (
    DecisionFacts,
    ExaminationFacts,
    FindingsFacts,
    RemedyDecisionFacts,
    StepKey,
    StoppedFacts,
    TeamFacts,
)
from cases.regulations import ConsideredLaw, Law, StopReason
from cases.rules.dates import long_date, weekday_name
from cases.rules.nip import show_nip

Rows = dict[str, list[dict[str, str]]]
Built: TypeAlias = tuple[Values, Rows, Sequence[Signature]]
"""What a builder makes of a step's facts: values by placeholder, rows, signatures."""

YES = "ya"
"""What a condition holds when it does: a template asks only whether a placeholder has a value."""

TEAM_ORDERS = ("team-order", "ethics-council-order")
FIRST_SUMMONSES = ("summons-1", "ethics-summons-1")
SECOND_SUMMONSES = ("summons-2", "ethics-summons-2")
REPORTS = ("findings-report", "ethics-ruling")
DECISIONS = ("decision", "moral-decision", "dismissal-decision")
"""Kinds of letters that are the same step in the one track and the other."""

_BREACHES = {
    Track.DISCIPLINE: "pelanggaran disiplin",
    Track.ETHICS: "pelanggaran kode etik",
    Track.DISMISSAL: "pelanggaran netralitas",
}
_BODIES = {Track.ETHICS: "Majelis Kode Etik"}
_BODY = "Tim Pemeriksa"
_ABOUT = {
    Track.DISCIPLINE: "Penjatuhan Hukuman Disiplin",
    Track.ETHICS: "Penjatuhan Sanksi Moral berupa",
    Track.DISMISSAL: "",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What every letter of a case draws on.

    ``on`` is the letter's day, None while it is left to the pen; ``signatories`` are the officials of whom one signs
    where the facts name nobody. ``entries`` are what somebody entered for a letter that no step makes.
    """

    file: CaseFile
    office: Office
    law: Law
    info: TemplateInfo
    on: date | None
    signatories: tuple[Signatory, ...] = ()
    shelf: Shelf = SHIPPED
    entries: Mapping[str, str] = field(default_factory=dict)

    @property
    def shared(self) -> Values:
        """What every letter of the case knows of it."""
        case, person = self.case, self.case.respondent
        pppk = person.status is EmploymentStatus.PPPK
        return {
            "perkara.nomor": case.number,
            "peristiwa.hari": weekday_name(case.event_on),
            "peristiwa.tanggal": long_date(case.event_on),
            "pelanggaran.jenis": _BREACHES[case.track],
            "pelanggaran.jenis_judul": title_case(_BREACHES[case.track]),
            "pelanggaran.perbuatan": acts(self.law, case.violation_codes),
            "pelanggaran.ketentuan": citations(self.law, case.violation_codes),
            **person_values("terlapor", person),
            "terlapor.opd": person.work_unit,
            "terlapor.pegawai": kind_of(person),
            "berhenti.sebutan": "pemutusan hubungan perjanjian kerja" if pppk else "pemberhentian",
        }

    @property
    def case(self) -> Case:
        """The case itself."""
        return self.file.case

    def facts(self, *keys: StepKey) -> Any:  # noqa: ANN401 - the key says which facts they are
        """The facts of the last step of these keys, or None."""
        return next((step.facts for step in reversed(self.file.steps) if step.key in keys), None)

    def letter(self, *kinds: str) -> Letter | None:
        """The last letter of these kinds that still holds."""
        letters = (one for one in reversed(self.file.letters) if one.kind in kinds)
        return next((one for one in letters if one.status is not LetterStatus.VOID), None)

    @property
    def latest(self) -> date:
        """As far as the case has come: its last dated step."""
        known = [step.on for step in self.file.steps if step.on is not None]
        return max([*known, self.case.opened_on])

    @property
    def body(self) -> str:
        """What those who examine together are called."""
        return _BODIES.get(self.case.track, _BODY)


def punished_codes(scene: Scene, facts: object = None) -> tuple[str, ...]:
    """The violations that a decision punishes: of these facts or of the case's decision, else those suspected."""
    decision = facts if isinstance(facts, DecisionFacts) else scene.facts(StepKey.DECISION)
    return decision.violation_codes if decision else scene.case.violation_codes


def found_codes(scene: Scene, facts: object = None) -> tuple[str, ...]:
    """The violations that an examination found: of these facts or of the case's findings, else those suspected."""
    findings = facts if isinstance(facts, FindingsFacts) else scene.facts(StepKey.FINDINGS)
    return findings.violation_codes if findings else scene.case.violation_codes


def stop_reason(scene: Scene, facts: StoppedFacts | None) -> StopReason | None:
    """The rule by which a case ended without a sanction, None where its key names none."""
    reasons = {one.key: one for one in scene.law.stop_reasons(scene.case.track)}
    return reasons.get(facts.reason_key) if facts else None


def head_of_letter(person: Person, post: str, office: Office) -> Values:
    """Whose head a decision stands on: the head of region's, or that of the official's own agency."""
    is_head = person.status is EmploymentStatus.ELECTED or post.casefold() == office.head_title.casefold()
    return {
        "pejabat.jabatan": post,
        "kop.instansi": "" if is_head else person.work_unit or office.name,
    }


def own_head(signer: Person, office: Office) -> Values:
    """The head of the signer's own agency; the office's where he is of it, or of none that is known."""
    ours = office.name.casefold() in f"{signer.work_unit} {signer.position}".casefold()
    ours = ours or signer.work_unit.casefold() == office.short_name.casefold()
    return {"kop.instansi": "" if ours else signer.work_unit}


def is_chair(scene: Scene, person: Person) -> bool:
    """Whether the person leads the team; a single examiner is none."""
    members = scene.case.examiners
    return len(members) > 1 and any(one.person == person and one.duty is TeamDuty.CHAIR for one in members)


def team_rows(scene: Scene, members: Sequence[Examiner]) -> list[dict[str, str]]:
    """A table's rows of those who examine; ``peran`` is the duty alone, for the foot of a page."""
    heads = (TeamDuty.CHAIR, TeamDuty.SECRETARY)
    also = " merangkap Anggota" if scene.case.track is Track.ETHICS else ""
    return [
        {
            "nama": member.person.name,
            "nomor": show_nip(member.person.nip),
            "pangkat": rank_of(member.person),
            "jabatan": marked(member.person, member.person.position),
            "unsur": member.element.value,
            "kedudukan": _duty(member, members) + (also if member.duty in heads else ""),
            "peran": _duty(member, members),
        }
        for member in members
    ]


def _duty(member: Examiner, members: Sequence[Examiner]) -> str:
    return member.duty.value if len(members) > 1 else "Pemeriksa"


def team_values(scene: Scene, members: Sequence[Examiner]) -> Values:
    """Who examines, and the decision that appointed them."""
    order = scene.letter(*TEAM_ORDERS)
    facts: TeamFacts | None = scene.facts(StepKey.TEAM)
    by_team = len(members) > 1
    return {
        "tim.ada": YES if by_team else "",
        "tim.pejabat": post_of(facts.appointed_by, scene.office) if facts and by_team else "",
        "pemeriksa.sebutan": scene.body if by_team else "atasan langsung",
        **letter_values("tim.surat", order if by_team else None),
    }


def considered(scene: Scene, sanction_key: str | None) -> list[dict[str, str]]:
    """The rows of "Mengingat"."""
    return [{"teks": entry.text.rstrip(".;") + ";"} for entry in considered_laws(scene, sanction_key)]


def considered_laws(scene: Scene, sanction_key: str | None) -> tuple[ConsideredLaw, ...]:
    """The laws of "Mengingat" on the letter's day, or as far as the case has come."""
    on = scene.on or scene.latest
    status = scene.case.respondent.status
    known_status = "" if status is EmploymentStatus.UNKNOWN else status.value
    return scene.law.considered_laws(on, sanction_key, track=scene.case.track, status=known_status)


def duty_line(scene: Scene, member: Examiner, members: Sequence[Examiner]) -> str:
    """The line above an examiner's signature."""
    if len(members) == 1:
        return "Atasan Langsung selaku Pemeriksa"
    return f"{member.duty.value} {scene.body}" if member.duty is TeamDuty.CHAIR else member.duty.value


def absence_values(scene: Scene, examination: ExaminationFacts | None) -> Values:
    """The two summonses that were not followed, when there was no examination."""
    absent = examination is None and scene.facts(StepKey.ABSENCE_2) is not None
    return {
        "periksa.ada": "" if examination is None else YES,
        "absen.dua_kali": YES if absent else "",
        **letter_values("panggilan1", scene.letter(*FIRST_SUMMONSES) if absent else None),
        **letter_values("panggilan2", scene.letter(*SECOND_SUMMONSES) if absent else None),
    }


def found_values(scene: Scene, facts: FindingsFacts | None) -> Values:
    """What was found and is recommended; before there are findings, what the person is suspected of."""
    codes = found_codes(scene, facts)
    proven = facts is not None and facts.proven
    dismissal = scene.case.track is Track.DISMISSAL
    return {
        "lhp.terbukti": YES if proven else "",
        "lhp.pelanggaran": acts(scene.law, codes),
        "lhp.ketentuan": citations(scene.law, codes),
        "lhp.disiplin": YES if proven and not dismissal else "",
        "lhp.berhenti": YES if proven and dismissal else "",
        "lhp.tingkat": facts.level if facts else "",
        "lhp.hukuman": sanction_title(scene, facts.sanction_key) if facts and proven and facts.sanction_key else "",
        "lhp.administratif": facts.administrative if facts else "",
    }


def sanction_title(scene: Scene, sanction_key: str) -> str:
    """The sanction as a decision words it for this person."""
    sanction = scene.law.sanction(sanction_key)
    kind = scene.case.respondent.position_kind
    return scene.shelf.of("decision", None).sanction_title(sanction.title, sanction.dictum, kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingSanction:
    """The sanction that stands: the decision's, or the one that a remedy put in its place."""

    key: str
    begins_on: date | None
    ends_on: date | None
    new_position: str
    by_remedy: bool


def standing_sanction(scene: Scene) -> StandingSanction | None:
    """The sanction that a decision's addressee serves; None while nothing was decided."""
    changed = (
        step.facts
        for step in reversed(scene.file.steps)
        if isinstance(step.facts, RemedyDecisionFacts) and step.facts.sanction_key
    )
    facts: RemedyDecisionFacts | DecisionFacts | None = next(changed, None) or scene.facts(StepKey.DECISION)
    if facts is None:
        return None
    return StandingSanction(
        key=facts.sanction_key,
        begins_on=facts.begins_on,
        ends_on=facts.ends_on,
        new_position=facts.new_position,
        by_remedy=isinstance(facts, RemedyDecisionFacts),
    )


def decided(scene: Scene) -> Values:
    """The decision that a later letter speaks of."""
    facts: DecisionFacts | None = scene.facts(StepKey.DECISION)
    post, title = scene.case.official_post, ""
    if facts:
        post = facts.official_post or post_of(facts.official, scene.office)
        title = facts.dismissal_wording or sanction_title(scene, facts.sanction_key)
    about = _ABOUT[scene.case.track]
    return {
        "keputusan.pejabat": post,
        "keputusan.hukuman": title_case(title),
        "keputusan.tentang": " ".join(filter(None, (about, title_case(title)))),
        **letter_values("keputusan", scene.letter(*DECISIONS)),
    }


def agency_signature(office: Office, signatories: Sequence[Signatory]) -> Signature:
    """Who signs for the agency: its head among the office's signatories, else the first, else whoever holds the pen."""
    active = [signatory.person for signatory in signatories if signatory.active]
    heads = (person for person in active if office.name.casefold() in person.position.casefold())
    person = next(heads, active[0] if active else None)
    if person is None:
        return Signature(post_line=f"Kepala {office.name}", person=Person(name=""))
    return Signature(post_line=marked(person, person.position), person=person)


Builder: TypeAlias = Callable[[Scene, Any], Built]
"""Makes the values, rows and signatures of one kind of letter."""
