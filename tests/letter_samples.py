"""A made-up case from its opening to its handover, and requests for each of its letters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from samples import NOW, make_office, make_report

from cases.letters.content import content_for
from cases.letters.templates import template_of
from cases.model.case import Case, CaseFile, CaseStatus, CaseSummary, Level, Track
from cases.model.identity import new_id
from cases.model.letter import Letter, LetterContent, LetterProfile, LetterRequest, LetterStatus
from cases.model.office import Office, Paper
from cases.model.person import EmploymentStatus, Examiner, Person, TeamDuty, TeamElement
from cases.model.steps import (
    AbsenceFacts,
    CaseStep,
    DecisionFacts,
    ExaminationFacts,
    ExaminationMode,
    FindingsFacts,
    HandoverFacts,
    HandoverManner,
    HandoverSummonsFacts,
    Question,
    StepFacts,
    StepKey,
    SummonsFacts,
    TeamFacts,
)
from cases.regulations import Law
from resources import read_bytes

AGENCY = "Badan Kepegawaian, Pendidikan dan Pelatihan Daerah"
LETTER_ON = date(2024, 10, 15)


def make_official(name: str, nip: str, position: str, rank: str = "Pembina Tingkat I", grade: str = "IV/b") -> Person:
    return Person(
        name=name, nip=nip, status=EmploymentStatus.PNS, grade=grade, rank=rank, position=position, work_unit=AGENCY
    )


HEAD = Person(name="Arief Budiman Setyawan", status=EmploymentStatus.ELECTED, position="Bupati")
CHAIR = make_official(
    "Dra. Endang Purwaningsih, M.Si.", "196809211994032904", f"Kepala {AGENCY}", "Pembina Utama Muda", "IV/c"
)
AUDITOR = make_official("Drs. Bambang Sulistyo, M.M.", "197102081997031905", "Inspektur Pembantu Khusus")
CLERK = make_official("Sri Rahayu Wulandari, S.H.", "197605112002122906", "Sekretaris BKPPD")
ACCUSED = Person(
    name="Rudi Hartawan Saputra, S.Sos., M.A.P.",
    nip="197803172005031903",
    status=EmploymentStatus.PNS,
    grade="IV/a",
    rank="Pembina",
    position="Kepala Bidang Pengembangan Kompetensi Aparatur",
    position_kind="Struktural",
    work_unit=f"{AGENCY} Kabupaten Tirta Kencana",
)
TEAM = (
    Examiner(person=CHAIR, duty=TeamDuty.CHAIR, element=TeamElement.SUPERIOR),
    Examiner(person=AUDITOR, duty=TeamDuty.SECRETARY, element=TeamElement.SUPERVISION),
    Examiner(person=CLERK, duty=TeamDuty.MEMBER, element=TeamElement.PERSONNEL),
)
QUESTIONS = (
    Question(question="Apakah Saudara dalam keadaan sehat dan bersedia diperiksa?", answer="Ya, saya sehat."),
    Question(
        question="Di mana Saudara berada pada hari Sabtu, 5 Oktober 2024, pukul 15.30 WIB?",
        answer="Saya berada di Lapangan Sukamaju, Kecamatan Sukamaju. Saya datang bersama tetangga.",
    ),
    Question(question="Kegiatan apa yang berlangsung di tempat itu?", answer="Kampanye pasangan calon."),
    Question(
        question="Pakaian apa yang Saudara kenakan?",
        answer="Baju batik Korpri. Saya baru pulang dari kegiatan kantor dan tidak sempat berganti pakaian.",
    ),
    Question(
        question="Kepada Saudara diperlihatkan foto pada bukti B-02. Apakah orang di barisan depan itu Saudara?",
        answer="Benar, orang itu saya. Foto itu diambil ketika acara berlangsung.",
    ),
    Question(question="Apakah Saudara mengetahui larangan itu?", answer="Ya, saya mengetahuinya dan menyesal."),
)

SUMMONS_1 = SummonsFacts(
    examine_on=date(2024, 10, 25),
    examine_at="09.00",
    place=f"Ruang Rapat {AGENCY}, Jalan Melati Nomor 12, Tirta Kencana",
    report_to=replace(CHAIR, position=f"Kepala {AGENCY} selaku Ketua Tim Pemeriksa"),
    signer=CHAIR,
)
SUMMONS_2 = replace(
    SUMMONS_1,
    examine_on=date(2024, 11, 6),
    first_number="800.1.6.2/211/BKPPD/X/2024",
    first_on=LETTER_ON,
)
EXAMINATION = ExaminationFacts(
    examined_on=date(2024, 10, 25),
    examined_at="09.00",
    place=f"Ruang Rapat {AGENCY}",
    mode=ExaminationMode.IN_PERSON,
    examiners=TEAM,
    questions=QUESTIONS,
)
FINDINGS = FindingsFacts(
    proven=True,
    violation_codes=("n.2",),
    form="Menjadi peserta kampanye dengan menggunakan atribut PNS",
    time="Sabtu, 5 Oktober 2024, pukul 15.30 WIB",
    place="Lapangan Sukamaju, Kecamatan Sukamaju",
    aggravating="Menduduki jabatan administrator",
    mitigating="Mengakui dan menyesali perbuatannya; belum pernah dihukum",
    impact="Menimbulkan pemberitaan yang merugikan instansi",
    level="sedang",
    sanction_key="penundaan-kgb",
    authority=HEAD,
    signer=CHAIR,
)
DECISION = DecisionFacts(
    sanction_key="penundaan-kgb",
    level="sedang",
    violation_codes=("n.2",),
    act="menjadi peserta kampanye dengan menggunakan atribut Pegawai Negeri Sipil",
    official=HEAD,
    official_post="Bupati Tirta Kencana",
    begins_on=date(2025, 3, 1),
    ends_on=date(2026, 2, 28),
    new_position="Kepala Subbidang Data Aparatur",
    allowance_from="Rp4.800.000,00",
    allowance_to="Rp3.600.000,00",
)
FACTS: dict[str, StepFacts] = {
    "team-order": TeamFacts(members=TEAM, appointed_by=HEAD),
    "summons-1": SUMMONS_1,
    "summons-2": SUMMONS_2,
    "absence-record": AbsenceFacts(missed_on=date(2024, 10, 25), witnesses=(AUDITOR, CLERK)),
    "examination-record": EXAMINATION,
    "findings-report": FINDINGS,
    "decision": DECISION,
    "handover-summons": HandoverSummonsFacts(
        meet_on=date(2024, 12, 16), meet_at="10.00", place=f"Ruang Kepala {AGENCY}", report_to=CHAIR, signer=CHAIR
    ),
    "handover-receipt": HandoverFacts(
        received_on=date(2024, 12, 16),
        manner=HandoverManner.IN_PERSON,
        receiver=ACCUSED.name,
        handed_by=CHAIR,
    ),
}
_STEP_OF = {
    "team-order": StepKey.TEAM,
    "summons-1": StepKey.SUMMONS_1,
    "absence-record": StepKey.ABSENCE_1,
    "summons-2": StepKey.SUMMONS_2,
    "examination-record": StepKey.EXAMINATION,
    "findings-report": StepKey.FINDINGS,
    "decision": StepKey.DECISION,
}
NUMBERS = {
    "team-order": "800.1.6.2/187/BKPPD/2024",
    "summons-1": "800.1.6.2/211/BKPPD/X/2024",
    "summons-2": "800.1.6.2/219/BKPPD/X/2024",
    "findings-report": "800.1.6.2/224/BKPPD/XI/2024",
    "decision": "800.1.6.2/231/BKPPD/2024",
    "handover-summons": "800.1.6.2/240/BKPPD/XII/2024",
}


def letter_office(**parts: Any) -> Office:
    office = make_office(
        name=AGENCY,
        short_name="BKPPD",
        head=HEAD,
        address="Jalan Melati Nomor 12, Tirta Kencana 98765, Telepon (0999) 123456",
        unit_code="BKPPD",
    )
    return replace(office, **parts)


def letter_case(**parts: Any) -> Case:
    case = Case(
        id=new_id(),
        number="2024/035",
        year=2024,
        ordinal=35,
        report_id=new_id(),
        report_number="2024/L-012",
        respondent=ACCUSED,
        track=Track.DISCIPLINE,
        violation_codes=("n.2",),
        suspected_level=Level.MODERATE,
        source="bawaslu",
        election="Pilkada 2024",
        received_on=date(2024, 10, 7),
        event_on=date(2024, 10, 5),
        opened_on=date(2024, 10, 8),
        superior=CHAIR,
        examiners=TEAM,
        official=HEAD,
        official_post="Bupati Tirta Kencana",
        summary=CaseSummary(stage="opened", stage_title="Diterima", status=CaseStatus.RUNNING),
    )
    return replace(case, **parts)


def letter_file(
    case: Case | None = None, *, absent: bool = False, facts: dict[str, StepFacts] | None = None
) -> CaseFile:
    """The whole file; ``absent`` puts two missed summonses in the place of the examination."""
    case = case or letter_case()
    used = FACTS | (facts or {})
    keys = [kind for kind in _STEP_OF if absent or kind not in {"absence-record", "summons-2"}]
    if absent:
        keys.remove("examination-record")
    steps = [_step(case, _STEP_OF[kind], used[kind]) for kind in keys]
    if absent:
        steps.insert(4, _step(case, StepKey.ABSENCE_2, AbsenceFacts(missed_on=date(2024, 11, 6))))
    letters = tuple(_letter(case, kind) for kind in keys)
    return CaseFile(case=case, report=make_report(), steps=tuple(steps), letters=letters)


def _step(case: Case, key: StepKey, facts: StepFacts) -> CaseStep:
    return CaseStep(
        id=new_id(), case_id=case.id, key=key, on=LETTER_ON, letter_id=None, facts=facts,
        recorded_at=NOW, recorded_by="petugas",
    )  # fmt: skip


def _letter(case: Case, kind: str) -> Letter:
    info = template_of(kind, None)
    return Letter(
        id=new_id(),
        case_id=case.id,
        kind=kind,
        title=info.title,
        status=LetterStatus.SIGNED,
        template=info.template,
        content=LetterContent(),
        paper=Paper.F4,
        classification="800.1.6.2",
        numbered=info.numbered,
        number=NUMBERS.get(kind, ""),
        letter_on=LETTER_ON,
        made_at=NOW,
        made_by="petugas",
    )


def letter_profile(**parts: Any) -> LetterProfile:
    office = letter_office()
    profile = LetterProfile(
        paper=Paper.F4,
        government=office.government,
        agency=office.name,
        address=office.address,
        head_title=office.head_title,
        region=office.region,
        place=office.place,
        logo=read_bytes("images/sample-region.png"),
        head_emblem=read_bytes("images/sample-head.png"),
        footer_shown=True,
    )
    return replace(profile, **parts)


def letter_content(
    kind: str, law: Law, *, file: CaseFile | None = None, facts: StepFacts | None = None
) -> LetterContent:
    absent = kind in {"absence-record", "summons-2"}
    file = file or letter_file(absent=absent)
    return content_for(kind, file, facts or FACTS[kind], letter_office(), law, LETTER_ON)


def letter_request(kind: str, content: LetterContent, **parts: Any) -> LetterRequest:
    request = LetterRequest(
        kind=kind,
        template=template_of(kind, None).template,
        content=content,
        profile=letter_profile(),
        number=NUMBERS.get(kind, ""),
        letter_on=LETTER_ON,
        short_code="TK-2024-035-P1-7F3A",
        log_head="1204-9c41e07b-52d81fa6",
        draft=False,
    )
    return replace(request, **parts)
