"""Made-up cases of every track from their opening to their end, and requests for each of their letters."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from datetime import date
from typing import Any

import msgspec
from samples import NOW, make_office, make_person, make_report, make_signatory

from cases.letters.asks import person_text
from cases.letters.content import REPORT_KINDS, REQUEST_KINDS, content_for, report_content_for, request_content
from cases.letters.templates import SHIPPED
from cases.model.case import Case, CaseFile, CaseStatus, CaseSummary, Level, Track
from cases.model.identity import new_id
from cases.model.letter import Letter, LetterContent, LetterProfile, LetterRequest, LetterStatus
from cases.model.office import Office, Paper
from cases.model.person import EmploymentStatus, Examiner, Person, TeamDuty, TeamElement
from cases.model.report import Report, Respondent, Verification, VerificationOutcome
from cases.model.steps import (
    AbsenceFacts,
    Addressee,
    ArchivedFacts,
    AuthorityReportFacts,
    CaseStep,
    ClosedFacts,
    DecisionFacts,
    DeclarationFacts,
    DeclarationManner,
    DocumentedFacts,
    ExaminationFacts,
    ExaminationMode,
    FindingsFacts,
    FollowUpFacts,
    HandoverFacts,
    HandoverManner,
    HandoverSummonsFacts,
    InForceFacts,
    ProposalFacts,
    Question,
    RecommendationFacts,
    RecordSystem,
    RemedyDecisionFacts,
    RemedyFacts,
    ServedFacts,
    StatementFacts,
    StepFacts,
    StepKey,
    StoppedFacts,
    SummonsFacts,
    SuspensionFacts,
    TeamFacts,
)
from cases.regulations import Law
from resources import read_bytes

_PLACEHOLDER = re.compile(r"\{([a-z0-9_.]+)\}")
_CONDITIONS = ("when", "unless", "forms")
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
KINDS: tuple[str, ...] = (*FACTS, *REPORT_KINDS, *REQUEST_KINDS)
_ROADS: dict[Track, dict[str, StepKey]] = {
    Track.DISCIPLINE: {
        "team-order": StepKey.TEAM,
        "summons-1": StepKey.SUMMONS_1,
        "absence-record": StepKey.ABSENCE_1,
        "summons-2": StepKey.SUMMONS_2,
        "examination-record": StepKey.EXAMINATION,
        "findings-report": StepKey.FINDINGS,
        "decision": StepKey.DECISION,
    },
    Track.ETHICS: {
        "ethics-council-order": StepKey.TEAM,
        "ethics-summons-1": StepKey.SUMMONS_1,
        "absence-record": StepKey.ABSENCE_1,
        "ethics-summons-2": StepKey.SUMMONS_2,
        "ethics-hearing-record": StepKey.EXAMINATION,
        "ethics-ruling": StepKey.FINDINGS,
        "moral-decision": StepKey.DECISION,
    },
    Track.DISMISSAL: {
        "team-order": StepKey.TEAM,
        "summons-1": StepKey.SUMMONS_1,
        "absence-record": StepKey.ABSENCE_1,
        "summons-2": StepKey.SUMMONS_2,
        "examination-record": StepKey.EXAMINATION,
        "findings-report": StepKey.FINDINGS,
        "dismissal-proposal": StepKey.PROPOSAL,
        "dismissal-decision": StepKey.DECISION,
    },
}
_AFTER_ABSENCE = {"absence-record", "summons-2", "ethics-summons-2"}
_EXAMINED = {"examination-record", "ethics-hearing-record"}
_FACTS_OF_TRACK: dict[Track, dict[str, StepFacts]] = {
    Track.DISMISSAL: {
        "findings-report": replace(FINDINGS, violation_codes=("D5",), level="pemberhentian", sanction_key=DISMISSAL_KEY)
    },
}
NUMBERS = {
    "team-order": "800.1.6.2/187/BKPPD/2024",
    "summons-1": "800.1.6.2/211/BKPPD/X/2024",
    "summons-2": "800.1.6.2/219/BKPPD/X/2024",
    "findings-report": "800.1.6.2/224/BKPPD/XI/2024",
    "decision": "800.1.6.2/231/BKPPD/2024",
    "handover-summons": "800.1.6.2/240/BKPPD/XII/2024",
    "suspension-order": "800.1.6.2/213/BKPPD/2024",
    "authority-report": "800.1.6.2/225/BKPPD/XI/2024",
    "ethics-council-order": "800.1.6.1/41/BKPPD/2024",
    "ethics-summons-1": "800.1.6.1/44/BKPPD/X/2024",
    "ethics-summons-2": "800.1.6.1/46/BKPPD/X/2024",
    "ethics-ruling": "800.1.6.1/51/BKPPD/XI/2024",
    "moral-decision": "800.1.6.1/53/BKPPD/2024",
    "dismissal-proposal": "800.1.6.2/228/BKPPD/XI/2024",
    "dismissal-decision": "800.1.6.2/232/BKPPD/2024",
    "stop-notice": "800.1.6.2/229/BKPPD/XI/2024",
    "follow-up-letter": "800.1.6.2/244/BKPPD/XII/2024",
    "refusal-reply": "800.1.6.2/201/BKPPD/X/2024",
    "forwarding-letter": "800.1.6.2/202/BKPPD/X/2024",
    "clarification-request": "800.1.6.2/199/BKPPD/X/2024",
    "track-memo": "800.1.6.2/205/BKPPD/X/2024",
    "statement-request": "800.1.6.2/216/BKPPD/X/2024",
    "acting-order": "800.1.6.2/214/BKPPD/X/2024",
    "team-assignment": "800.1.6.2/188/BKPPD/X/2024",
    "work-permission": "800.1.6.2/248/BKPPD/2024",
    "ruling-cover": "800.1.6.1/52/BKPPD/XI/2024",
    "decision-dispatch": "800.1.6.2/242/BKPPD/XII/2024",
    "pay-notice": "800.1.6.2/12/BKPPD/I/2025",
    "implementation-report": "800.1.6.2/13/BKPPD/I/2025",
    "stop-report": "800.1.6.2/230/BKPPD/XI/2024",
    "reporter-notice": "800.1.6.2/14/BKPPD/I/2025",
    "objection-reply": "800.1.6.2/246/BKPPD/XII/2024",
    "objection-ruling": "800.1.6.2/9/BKPPD/2025",
    "objection-refusal": "800.1.6.2/9/BKPPD/2025",
    "appeal-reply": "800.1.6.2/247/BKPPD/XII/2024",
    "appeal-execution": "800.1.6.2/31/BKPPD/2025",
    "rehabilitation-order": "800.1.6.2/17/BKPPD/2025",
    "disposal-proposal": "800.1.6.2/5/BKPPD/IV/2031",
    "recap-cover": "800.1.6.2/190/BKPPD/X/2024",
    "watch-request": "800.1.6.2/195/BKPPD/X/2024",
    "watch-reminder": "800.1.6.2/207/BKPPD/X/2024",
}
VERIFICATION = Verification(
    verified_on=date(2024, 10, 10),
    outcome=VerificationOutcome.REFUSED,
    jurisdiction=True,
    identity=True,
    evidence=False,
    reason="tidak disertai bukti yang menunjukkan perbuatan terlapor",
    verified_by="Budi Hartanto",
)


_MEETING = {"temu.tanggal": "2024-10-21", "temu.jam": "10.00", "temu.tempat": f"Ruang Rapat {AGENCY}"}
_ANSWER = (
    "Keberatan tidak memuat bukti baru atas perbuatan yang telah diakui dalam pemeriksaan.\n"
    "Pemeriksaan dilakukan menurut tata cara yang berlaku."
)
_WATCHED = {
    "pantau.kepada": "Kepala Dinas Pendidikan Kabupaten Tirta Kencana",
    "pantau.tempat": "Tirta Kencana",
    "pantau.ronde": "2024/P-002",
    "pantau.masa": "1 Oktober 2024 sampai dengan 31 Oktober 2024",
    "batas.tanggal": "2024-11-01",
}
ENTRIES: dict[str, dict[str, str]] = {
    "report-receipt": {
        "terima.penyerah": "Budi Raharjo",
        "terima.berkas": "Tangkapan layar, 2 lembar\nRekaman video, 1 keping",
    },
    "disposition-sheet": {"disposisi.perihal": "Dugaan pelanggaran netralitas Pegawai Aparatur Sipil Negara"},
    "clarification-request": {"diminta": person_text(WITNESS), **_MEETING, "temu.kepada": CLERK.name},
    "clarification-record": {
        "klarifikasi.tanggal": "2024-10-10",
        "klarifikasi.jam": "09.30",
        "klarifikasi.tempat": f"Kantor {AGENCY}",
        "pemberi": person_text(WITNESS),
        "petugas": person_text(CLERK),
        "klarifikasi.isi": "Terlapor hadir di lapangan.\nTidak diketahui siapa yang mengundangnya.",
    },
    "track-memo": {
        "nota.kepada": "Bupati Tirta Kencana",
        "nota.fakta": "Terlapor belum pernah dijatuhi hukuman disiplin.",
        "nota.analisis": "Perbuatannya sesudah penetapan calon, sehingga merupakan pelanggaran disiplin.",
    },
    "statement-request": {"diminta": person_text(WITNESS), **_MEETING},
    "recording-consent": {"rekam.cara": "virtual"},
    "record-receipt": {"salinan.tanggal": "2024-10-28", "penyerah": person_text(CHAIR)},
    "acting-order": {},
    "team-assignment": {},
    "ruling-cover": {},
    "pledge": {"mengetahui": person_text(CHAIR), "saksi": person_text(CLERK)},
    "apology": {"maaf.cara": "terbuka", "maaf.sarana": "upacara bendera", "saksi": person_text(CLERK)},
    "handover-record": {"saksi1": person_text(AUDITOR), "saksi2": person_text(CLERK)},
    "decision-dispatch": {
        "kirim.alamat": "Jalan Kenanga Nomor 7\nKelurahan Sukamaju, Tirta Kencana",
        "kirim.sarana": "pos tercatat",
        "kirim.sebab": "Saudara tidak hadir memenuhi panggilan untuk menerima keputusan tersebut",
    },
    "pay-notice": {"gaji.kepada": "Kepala Badan Keuangan dan Aset Daerah Kabupaten Tirta Kencana"},
    "implementation-report": {"lapor.kepada": "Kepala Badan Kepegawaian Negara"},
    "stop-report": {"lapor.kepada": "Kepala Badan Kepegawaian Negara"},
    "reporter-notice": {},
    "objection-reply": {"tanggapan.kepada": "Bupati Tirta Kencana", "tanggapan.isi": _ANSWER},
    "remedy-receipt": {"terima.penyerah": ACCUSED.name, "penerima": person_text(CLERK)},
    "work-permission": {
        "izin.putusan": "diberikan",
        "izin.alasan": "tenaga yang bersangkutan masih diperlukan pada unit kerjanya",
    },
    "objection-ruling": {
        "amar": "memperkuat",
        "pertimbangan": "alasan keberatan tidak didukung bukti baru\nhukuman yang dijatuhkan telah setimpal",
    },
    "objection-refusal": {"tolak.sebab": "diajukan melewati jangka waktu yang ditentukan"},
    "appeal-reply": {"tanggapan.isi": _ANSWER},
    "appeal-execution": {"ganti.hukuman": "penurunan jabatan setingkat lebih rendah selama 12 (dua belas) bulan"},
    "rehabilitation-order": {"pulih.hak": "Kenaikan gaji berkala yang tertunda\nNama baik dalam berkas kepegawaian"},
    "archive-list": {},
    "disposal-proposal": {"arsip.kepada": "Kepala Dinas Perpustakaan dan Kearsipan Kabupaten Tirta Kencana"},
    "recap-cover": {
        "rekap.kepada": "Kepala Kantor Regional Badan Kepegawaian Negara",
        "rekap.tempat": "Kota Banyu Biru",
        "rekap.nama": "Rekapitulasi penanganan pelanggaran netralitas Aparatur Sipil Negara",
        "rekap.masa": "Januari sampai dengan September 2024",
        "rekap.jumlah": "1 (satu) berkas",
        "rekap.keterangan": "Disampaikan dengan hormat untuk dipergunakan sebagaimana mestinya",
        "rekap.permintaan": "Nomor 12/R/IX/2024 tanggal 30 September 2024",
    },
    "intake-form": {},
    "watch-request": {
        **_WATCHED,
        "pantau.cari": "Unggahan yang mendukung bakal calon\nFoto bersama dengan simbol keberpihakan",
        "pantau.cara": "surat elektronik dinas",
        "pantau.dasar": "Surat Edaran Bupati Tirta Kencana Nomor 5 Tahun 2024",
    },
    "watch-reminder": {
        **_WATCHED,
        "pantau.surat": "Nomor 800.1.6.2/195/BKPPD/X/2024 tanggal 1 Oktober 2024",
        "pantau.susulan": "2024-11-08",
    },
}
"""What somebody would enter for the letters that no step makes."""


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


def track_of(kind: str) -> Track:
    """The track whose letter it is; a letter of several is shown on the disciplinary one."""
    roads = (track for track in (Track.ETHICS, Track.DISMISSAL) if kind in _ROADS[track])
    own = {"moral-declaration": Track.ETHICS}
    info = SHIPPED.of(kind, None)
    if info.tracks:
        return Track(info.tracks[0])
    return own.get(kind, Track.DISCIPLINE if kind in _ROADS[Track.DISCIPLINE] else next(roads, Track.DISCIPLINE))


def track_case(track: Track, **parts: Any) -> Case:
    """A case of a track: the ethics council in the place of the team, the track's own violation."""
    own: dict[Track, dict[str, Any]] = {
        Track.DISCIPLINE: {},
        Track.ETHICS: {"violation_codes": ("E2",), "suspected_level": Level.MORAL, "examiners": COUNCIL},
        Track.DISMISSAL: {"violation_codes": ("D5",), "suspected_level": Level.DISMISSAL},
    }
    return letter_case(**({"track": track} | own[track] | parts))


def letter_file(
    case: Case | None = None, *, absent: bool = False, facts: dict[str, StepFacts] | None = None
) -> CaseFile:
    """The whole file; ``absent`` puts two missed summonses in the place of the examination."""
    case = case or letter_case()
    used = FACTS | _FACTS_OF_TRACK.get(case.track, {}) | (facts or {})
    road = _ROADS[case.track]
    keys = [kind for kind in road if kind not in (_EXAMINED if absent else _AFTER_ABSENCE)]
    steps = [_step(case, road[kind], used[kind]) for kind in keys]
    if absent:
        steps.insert(4, _step(case, StepKey.ABSENCE_2, AbsenceFacts(missed_on=date(2024, 11, 6))))
    letters = tuple(_letter(case, kind) for kind in keys)
    return CaseFile(case=case, report=make_report(), steps=tuple(steps), letters=letters)


def with_steps(file: CaseFile, *steps: tuple[StepKey, StepFacts]) -> CaseFile:
    """The file with further steps at its end."""
    return replace(file, steps=(*file.steps, *(_step(file.case, key, facts) for key, facts in steps)))


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
_ENDED: tuple[tuple[StepKey, StepFacts], ...] = (
    (StepKey.SERVED, ServedFacts(ended_on=date(2026, 2, 28))),
    (StepKey.DOCUMENTED, DocumentedFacts(system=RecordSystem.IDIS, uploaded_on=date(2025, 1, 15))),
    (StepKey.CLOSED, ClosedFacts()),
    (
        StepKey.ARCHIVED,
        ArchivedFacts(
            code="800.1.6.2",
            shelf="Lemari 2, boks 14",
            active_until=date(2028, 3, 1),
            inactive_until=date(2031, 3, 1),
        ),
    ),
)


def _step(case: Case, key: StepKey, facts: StepFacts) -> CaseStep:
    return CaseStep(
        id=new_id(), case_id=case.id, key=key, on=LETTER_ON, letter_id=None, facts=facts,
        recorded_at=NOW, recorded_by="petugas",
    )  # fmt: skip


def _letter(case: Case, kind: str) -> Letter:
    info = SHIPPED.of(kind, None)
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
        margins=office.margins,
        typeface=office.typeface,
        government=office.government,
        agency=office.name,
        address=office.address,
        head_lines=office.head_lines,
        head_title=office.head_title,
        region=office.region,
        place=office.place,
        logo=read_bytes("images/sample-region.png"),
        second_logo=None,
        head_emblem=read_bytes("images/sample-head.png"),
        footer_shown=True,
    )
    return replace(profile, **parts)


def letter_content(
    kind: str, law: Law, *, file: CaseFile | None = None, facts: StepFacts | None = None
) -> LetterContent:
    if kind in REPORT_KINDS:
        return report_content(kind, law)
    if kind in REQUEST_KINDS:
        return asked_content(kind, law, file=file)
    absent = kind in _AFTER_ABSENCE
    file = file or letter_file(track_case(track_of(kind)), absent=absent)
    if kind == "follow-up-letter":
        file = with_steps(file, (StepKey.RECOMMENDATION, RECOMMENDATION))
    return content_for(kind, file, facts or FACTS[kind], letter_office(), law, LETTER_ON)


def asked_file(kind: str, case: Case | None = None) -> CaseFile:
    """The file of a case in which everything has happened that a letter asked for speaks of."""
    case = case or track_case(track_of(kind))
    stopped = kind == "stop-report"
    file = letter_file(case)
    if stopped:
        file = replace(file, steps=file.steps[:-1], letters=file.letters[:-1])
        return with_steps(file, (StepKey.RECOMMENDATION, RECOMMENDATION), (StepKey.STOPPED, FACTS["stop-notice"]))
    disciplined = case.track is Track.DISCIPLINE
    handover = (StepKey.HANDOVER, FACTS["handover-receipt"])
    after: dict[str, tuple[tuple[StepKey, StepFacts], ...]] = {
        "acting-order": ((StepKey.SUSPENSION, FACTS["suspension-order"]),),
        **dict.fromkeys(("appeal-reply", "remedy-receipt", "work-permission"), (handover, (StepKey.APPEAL, APPEAL))),
        "appeal-execution": (handover, (StepKey.APPEAL, APPEAL), (StepKey.APPEAL_DECISION, APPEAL_DECISION)),
        "rehabilitation-order": (
            handover,
            (StepKey.OBJECTION, OBJECTION),
            (StepKey.OBJECTION_DECISION, replace(OBJECTION_DECISION, outcome="membatalkan")),
        ),
        **dict.fromkeys(
            ("objection-reply", "objection-ruling", "objection-refusal"), (handover, (StepKey.OBJECTION, OBJECTION))
        ),
    }
    if kind == "acting-order":
        file = replace(file, letters=(*file.letters, _letter(case, "suspension-order")))
    usual = (handover, (StepKey.IN_FORCE, IN_FORCE), (StepKey.RECOMMENDATION, RECOMMENDATION), *_ENDED)
    ethics = ((StepKey.DECLARATION, FACTS["moral-declaration"]), (StepKey.RECOMMENDATION, RECOMMENDATION), *_ENDED[1:])
    return with_steps(file, *after.get(kind, usual if disciplined else ethics))


def asked_content(
    kind: str,
    law: Law,
    *,
    file: CaseFile | None = None,
    report: Report | None = None,
    entries: dict[str, str] | None = None,
    **parts: Any,
) -> LetterContent:
    """What a letter that somebody asked for says; ``parts`` go to ``request_content``."""
    made = SHIPPED.of(kind, None).made
    accused = Respondent(id=new_id(), person=ACCUSED)
    own: dict[str, Any] = {"office": letter_office(), "signatories": [make_signatory(person=CHAIR)], "on": LETTER_ON}
    return request_content(
        kind,
        file=(file or asked_file(kind)) if made == "case" else None,
        report=(report or sample_report(respondents=(accused,))) if made == "report" else None,
        law=law,
        entries=ENTRIES[kind] if entries is None else entries,
        **(own | parts),
    )


def sample_report(**parts: Any) -> Report:
    """The report of the sample case."""
    own: dict[str, Any] = {"received_on": date(2024, 10, 7), "event_on": date(2024, 10, 5), "number": "2024/L-012"}
    return make_report(**(own | parts))


def report_content(
    kind: str, law: Law, *, report: Report | None = None, person: Person = ACCUSED, **verified: Any
) -> LetterContent:
    """What a letter of a report says of one accused; ``verified`` are parts of his verification."""
    own = {"outcome": VerificationOutcome.FORWARDED, "forwarded_to": "Kepala Dinas Pendidikan Provinsi Banyu Biru"}
    verification = replace(VERIFICATION, **((own if kind == "forwarding-letter" else {}) | verified))
    report = report or sample_report()
    respondent = Respondent(id=new_id(), person=person)
    return report_content_for(kind, report, respondent, verification, letter_office(), law, LETTER_ON)


def words_of(kind: str, content: LetterContent) -> str:
    """All that a letter prints but its layout: its blocks as they are shown, filled, one after the other."""
    blocks = msgspec.toml.decode(SHIPPED.text(SHIPPED.of(kind, None).template))["block"]
    signed = [f"{one.post_line} {one.person.name}" for one in content.signatures]
    return " ".join([*_said(blocks, content), *signed, *content.copies])


def _said(part: Any, content: LetterContent) -> list[str]:
    if isinstance(part, str):
        return [_PLACEHOLDER.sub(lambda found: content.values.get(found[1], ""), part)]
    if isinstance(part, list):
        return [text for inner in part for text in _said(inner, content)]
    if not isinstance(part, dict):
        return []
    when, unless = (content.values.get(part.get(key, ""), "") for key in ("when", "unless"))
    form = content.values.get("sanksi.bentuk", "")
    if ("when" in part and not when) or ("unless" in part and unless) or form not in part.get("forms", [form]):
        return []
    rows = content.rows.get(part["rows"], []) if isinstance(part.get("rows"), str) else []
    own = [text for key, inner in part.items() if key not in _CONDITIONS for text in _said(inner, content)]
    return [*own, *(text for row in rows for text in row.values())]


LONG = Person(
    name="Prof. Dr. Ir. Raden Mas Haryo Pangestu Wirasanjaya Kartadipura Sastranegara, S.T., M.T., M.M., Ph.D., IPU",
    nip="196503121990031001",
    status=EmploymentStatus.PNS,
    grade="IV/e",
    rank="Pembina Utama",
    position="Kepala Subbagian Perencanaan, Evaluasi, Pelaporan, Keuangan, Kepegawaian, dan Tata Usaha",
    position_kind="Struktural",
    unit="Unit Pelaksana Teknis Dinas Pengelolaan Persampahan dan Limbah Bahan Berbahaya dan Beracun Wilayah IV",
    work_unit="Dinas Perumahan Rakyat, Kawasan Permukiman, Pertanahan, dan Lingkungan Hidup",
)
_LONG_TEXT = (
    "Telah disampaikan keterangan yang panjang mengenai rangkaian perbuatan tersebut, termasuk waktu, tempat, dan "
    "pihak-pihak yang hadir, sebagaimana tercantum dalam berita acara dan bukti yang dilampirkan. "
) * 4
_FREE_TEXTS = {
    "reason", "note", "done", "act", "form", "aggravating", "mitigating", "impact", "administrative", "medium",
}  # fmt: skip


def extreme_request(kind: str, law: Law) -> LetterRequest:
    """A letter with the longest names, titles of four degrees, a dozen witnesses and texts of many lines."""
    if kind in REPORT_KINDS:
        report = make_report(narrative=_LONG_TEXT * 4, event_place=LONG.unit, reporter_name=LONG.name)
        content = report_content(kind, law, report=report, person=LONG, reason=_LONG_TEXT, forwarded_to=LONG.position)
        return letter_request(kind, content)
    track = track_of(kind)
    members = tuple(Examiner(person=replace(LONG, name=f"{LONG.name} {i}"), duty=TeamDuty.MEMBER) for i in range(7))
    case = track_case(track, respondent=LONG, superior=LONG, examiners=members)
    if kind in REQUEST_KINDS:
        long = _long_entries(kind)
        report = sample_report(
            narrative=_LONG_TEXT * 4,
            event_place=LONG.unit,
            respondents=tuple(Respondent(id=new_id(), person=LONG) for _ in range(4)),
        )
        return letter_request(kind, asked_content(kind, law, file=asked_file(kind, case), report=report, entries=long))
    file = letter_file(case, absent=kind in _AFTER_ABSENCE)
    return letter_request(kind, letter_content(kind, law, file=file, facts=_stretched(FACTS[kind], members)))


def _long_entries(kind: str) -> dict[str, str]:
    """Entries with long people and texts of many lines; days, times and choices as they are."""
    usual = ENTRIES[kind]
    made: dict[str, str] = {}
    for entry in SHIPPED.of(kind, None).entries:
        match entry.kind:
            case "person":
                made[entry.key] = person_text(LONG)
            case "lines":
                made[entry.key] = "\n".join([_LONG_TEXT.strip()] * 8)
            case "text":
                made[entry.key] = _LONG_TEXT.strip()
            case _:
                made[entry.key] = usual.get(entry.key, "2024-11-01" if entry.kind == "date" else "")
    return made


def _stretched(facts: StepFacts, members: tuple[Examiner, ...]) -> StepFacts:
    """The facts with long people, many of them, and long texts."""
    long: dict[str, Any] = {}
    for field in fields(facts):
        value = getattr(facts, field.name)
        if isinstance(value, Person):
            long[field.name] = LONG
        elif field.name in {"members", "examiners"}:
            long[field.name] = members
        elif field.name == "witnesses":
            long[field.name] = (LONG,) * 12
        elif field.name in _FREE_TEXTS:
            long[field.name] = _LONG_TEXT
    return replace(facts, **long)


def letter_request(kind: str, content: LetterContent, **parts: Any) -> LetterRequest:
    request = LetterRequest(
        kind=kind,
        template=SHIPPED.of(kind, None).template,
        text=SHIPPED.text(SHIPPED.of(kind, None).template),
        content=content,
        profile=letter_profile(),
        number=NUMBERS.get(kind, ""),
        letter_on=LETTER_ON,
        short_code="TK-2024-035-P1-7F3A",
        log_head="1204-9FKX-3453-DW4C-4H0HD",
        draft=False,
    )
    return replace(request, **parts)
