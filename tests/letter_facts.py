"""People, and what is told of each step, for letters of every kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from samples import make_decision, make_findings, make_person

from cases.model.person import EmploymentStatus, Examiner, Person, TeamDuty, TeamElement
from cases.model.steps import (
    AbsenceFacts,
    Addressee,
    AuthorityReportFacts,
    ClosedFacts,
    DeclarationFacts,
    DeclarationManner,
    ExaminationFacts,
    ExaminationMode,
    FollowUpFacts,
    HandoverFacts,
    HandoverManner,
    HandoverSummonsFacts,
    InForceFacts,
    ProposalFacts,
    Question,
    RecommendationFacts,
    RemedyDecisionFacts,
    RemedyFacts,
    StatementFacts,
    StepFacts,
    StoppedFacts,
    SummonsFacts,
    SuspensionFacts,
    TeamFacts,
)

DISMISSAL_KEY = "ptdh-parpol"
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
SECRETARY = make_official(
    "Ir. Made Suwandi, M.T.", "196611231993031908", "Asisten Administrasi Umum", "Pembina Utama Muda", "IV/c"
)
HEALTH = make_official("drg. Kartika Wijayanti", "197004151998032907", "Kepala Dinas Kesehatan")
LAWYER = make_official("Yohanes Tanu, S.H., M.H.", "197309282001121905", "Kepala Bagian Hukum")
COUNCIL = (
    Examiner(person=SECRETARY, duty=TeamDuty.CHAIR),
    Examiner(person=CHAIR, duty=TeamDuty.SECRETARY, element=TeamElement.PERSONNEL),
    Examiner(person=AUDITOR, element=TeamElement.SUPERVISION),
    Examiner(person=HEALTH),
    Examiner(person=LAWYER),
)
WITNESS = make_person(name="Siti Nurhaliza Rahman", nip="198904232015042903", work_unit="Kecamatan Sukamaju", unit="")
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
FINDINGS = make_findings(
    CHAIR,
    form="Menjadi peserta kampanye dengan menggunakan atribut PNS",
    time="Sabtu, 5 Oktober 2024, pukul 15.30 WIB",
    place="Lapangan Sukamaju, Kecamatan Sukamaju",
    aggravating="Menduduki jabatan administrator",
    mitigating="Mengakui dan menyesali perbuatannya; belum pernah dihukum",
    impact="Menimbulkan pemberitaan yang merugikan instansi",
    authority=HEAD,
)
DECISION = make_decision(
    HEAD,
    act="menjadi peserta kampanye dengan menggunakan atribut Pegawai Negeri Sipil",
    begins_on=date(2025, 3, 1),
    ends_on=date(2026, 2, 28),
    new_position="Kepala Subbidang Data Aparatur",
    allowance_from="Rp4.800.000,00",
    allowance_to="Rp3.600.000,00",
)
MORAL_FINDINGS = replace(
    FINDINGS,
    violation_codes=("E2",),
    form="Menyebarkan ajakan mendukung bakal calon melalui media sosial",
    level="moral",
    sanction_key="moral-terbuka",
    signer=SECRETARY,
    administrative="mutasi ke unit kerja lain",
)
MORAL_DECISION = replace(
    DECISION,
    sanction_key="moral-terbuka",
    level="moral",
    violation_codes=("E2",),
    act="menyebarkan ajakan mendukung bakal calon melalui akun media sosialnya",
    begins_on=None,
    ends_on=None,
    administrative="mutasi ke unit kerja lain",
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
    "suspension-order": SuspensionFacts(
        begins_on=date(2024, 10, 25),
        substitute=CLERK,
        signer=CHAIR,
        reason="Sdr. Rudi Hartawan Saputra menangani data yang diperlukan dalam pemeriksaan",
    ),
    "witness-statement": StatementFacts(
        given_on=date(2024, 10, 28),
        given_at="13.30",
        place=f"Ruang Rapat {AGENCY}",
        witness=WITNESS,
        examiners=TEAM,
        questions=QUESTIONS[2:4],
    ),
    "authority-report": AuthorityReportFacts(
        addressed_to=HEAD, addressed_post="Bupati Tirta Kencana", signer=CHAIR, reason=""
    ),
    "ethics-council-order": TeamFacts(members=COUNCIL, appointed_by=HEAD),
    "ethics-summons-1": replace(SUMMONS_1, report_to=SECRETARY, signer=SECRETARY),
    "ethics-summons-2": replace(SUMMONS_2, report_to=SECRETARY, signer=SECRETARY),
    "ethics-hearing-record": replace(EXAMINATION, examiners=COUNCIL),
    "ethics-ruling": MORAL_FINDINGS,
    "moral-decision": MORAL_DECISION,
    "moral-declaration": DeclarationFacts(
        held_on=date(2024, 12, 2),
        manner=DeclarationManner.OPEN,
        medium="upacara bendera",
        place="halaman Kantor Bupati Tirta Kencana",
        stated_by=HEAD,
        witnesses=(CHAIR, AUDITOR),
    ),
    "dismissal-proposal": ProposalFacts(
        proposed_by=SECRETARY, addressed_post="Bupati Tirta Kencana", received_on=date(2024, 11, 18)
    ),
    "dismissal-decision": replace(
        DECISION,
        sanction_key=DISMISSAL_KEY,
        level="pemberhentian",
        violation_codes=("D5",),
        act="menjadi anggota partai politik",
        begins_on=date(2024, 10, 31),
        ends_on=None,
    ),
    "stop-notice": StoppedFacts(reason="", reason_key="tidak-terbukti"),
    "closing-note": ClosedFacts(note="Berkas lengkap."),
    "follow-up-letter": FollowUpFacts(
        body="bkn", done="yang bersangkutan telah diperiksa dan dijatuhi hukuman disiplin.", signer=CHAIR
    ),
}
RECOMMENDATION = RecommendationFacts(
    body="bkn",
    number="R-118/BKN/2024",
    letter_on=date(2024, 11, 20),
    received_on=date(2024, 11, 25),
    content="Menjatuhkan hukuman disiplin.",
)
OBJECTION = RemedyFacts(
    filed_on=date(2024, 12, 20),
    received_on=date(2024, 12, 23),
    addressee=Addressee.PPK,
    number="",
    grounds="Hukuman tidak setimpal dengan perbuatannya.",
)
OBJECTION_DECISION = RemedyDecisionFacts(
    decided_on=date(2025, 1, 14), outcome="memperkuat", number="800.1.6.2/9/BKPPD/2025", decided_by="PPK"
)
APPEAL = RemedyFacts(
    filed_on=date(2024, 12, 20),
    received_on=date(2024, 12, 23),
    addressee=Addressee.BPASN,
    number="07/B/XII/2024",
    grounds="Pemberhentian tidak setimpal.",
)
APPEAL_DECISION = RemedyDecisionFacts(
    decided_on=date(2025, 3, 3),
    outcome="memperingan",
    number="15/KPTS/BPASN/2025",
    decided_by="BPASN",
    sanction_key="penurunan-jabatan",
    level="berat",
)
IN_FORCE = InForceFacts(effective_on=date(2025, 1, 10), computed_on=date(2025, 1, 10))
