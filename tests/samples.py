"""Made-up records for tests: every one complete, each part replaceable by name."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from cases.model.case import Case, CaseStatus, CaseSummary, Level, Track
from cases.model.deadline import Deadline
from cases.model.employee import Employee
from cases.model.evidence import Evidence
from cases.model.identity import new_id
from cases.model.letter import Letter, LetterContent, LetterStatus, RegisterEntry, Signature
from cases.model.office import Office, Paper, Signatory
from cases.model.person import EmploymentStatus, Examiner, Person, TeamDuty, TeamElement
from cases.model.report import Channel, Report, Respondent, Source
from cases.model.steps import CaseStep, DecisionFacts, FindingsFacts, OpenedFacts, Override, StepKey
from cases.model.user import Actor, Role, User

NOW = datetime(2026, 5, 4, 2, 0, tzinfo=UTC)
ADMIN = Actor(name="admin", role=Role.ADMIN)


def nip_of(ordinal: int) -> str:
    """A made-up NIP of 18 digits, another one for each ordinal up to 300,000."""
    rest, serial = divmod(ordinal, 1000)
    years, month = divmod(rest, 12)
    return f"{1965 + years}0312{2010 + years % 10}{month + 1:02d}1{serial:03d}"


def make_person(**parts: Any) -> Person:
    person = Person(
        name="Ratna Kusumawardhani",
        nip="198503122010011005",
        status=EmploymentStatus.PNS,
        grade="III/d",
        rank="Penata Tingkat I",
        position="Analis Kebijakan",
        position_kind="Fungsional",
        work_unit="Dinas Kebudayaan",
        unit="Bidang Sejarah",
        taken_on=date(2026, 5, 4),
    )
    return replace(person, **parts)


def make_office(**parts: Any) -> Office:
    office = Office(
        id=new_id(),
        name="Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
        short_name="BKPSDM",
        government="Pemerintah Kabupaten Tirta Kencana",
        region="Kabupaten Tirta Kencana",
        head_title="Bupati Tirta Kencana",
        head=Person(name="Wiratama Sastrodiharjo", status=EmploymentStatus.ELECTED, position="Bupati"),
        address="Jalan Merpati Nomor 1",
        place="Tirta Kencana",
    )
    return replace(office, **parts)


def make_user(**parts: Any) -> User:
    user = User(id=new_id(), username="petugas", full_name="Budi Hartanto", role=Role.CLERK, password_hash="plain:x")
    return replace(user, **parts)


def make_signatory(**parts: Any) -> Signatory:
    return replace(Signatory(id=new_id(), person=make_person(), post_line="Kepala BKPSDM"), **parts)


def make_employee(**parts: Any) -> Employee:
    employee = Employee(
        id=new_id(),
        nip="198503122010011005",
        name="Ratna Kusumawardhani",
        status=EmploymentStatus.PNS,
        grade="III/d",
        position_kind="Fungsional",
        position="Analis Kebijakan",
        position_since=date(2020, 1, 2),
        unit_1="Dinas Kebudayaan",
        unit_2="Bidang Sejarah",
    )
    return replace(employee, **parts)


def make_report(ordinal: int = 1, **parts: Any) -> Report:
    report = Report(
        id=new_id(),
        number=f"2026/L-{ordinal:03d}",
        year=2026,
        ordinal=ordinal,
        received_on=date(2026, 5, 4),
        source=Source.BAWASLU,
        narrative="Memasang foto bersama calon bupati di beranda media sosialnya.",
        channel=Channel.SOCIAL_MEDIA,
        event_on=date(2026, 4, 30),
        event_at="19.42",
        platform="Facebook",
        account="ratna.k",
        url="https://contoh.invalid/ratna.k/1",
        reporter_name="Pelapor Rahasia",
        violation_codes=("D6",),
        respondents=(Respondent(id=new_id(), person=make_person()),),
        recorded_at=NOW,
        recorded_by="petugas",
    )
    return replace(report, **parts)


def make_case(report: Report, ordinal: int = 1, **parts: Any) -> Case:
    case = Case(
        id=new_id(),
        number=f"2026/{ordinal:03d}",
        year=2026,
        ordinal=ordinal,
        report_id=report.id,
        report_number=report.number,
        respondent=make_person(),
        track=Track.DISCIPLINE,
        violation_codes=("D6",),
        suspected_level=Level.MODERATE,
        source=report.source,
        election="Pilkada 2026",
        received_on=report.received_on,
        event_on=date(2026, 4, 30),
        opened_on=date(2026, 5, 5),
        superior=make_person(name="Satria Nugraha", nip="197001011995031002"),
        examiners=(
            Examiner(person=make_person(name="Lestari Widodo"), duty=TeamDuty.CHAIR, element=TeamElement.PERSONNEL),
        ),
        official_post="Bupati",
        regulations=("pp-94-2021@1",),
        summary=make_summary(),
    )
    return replace(case, **parts)


def make_summary(**parts: Any) -> CaseSummary:
    summary = CaseSummary(
        stage="opened",
        stage_title="Perkara dibuka",
        status=CaseStatus.RUNNING,
        next_title="Bentuk tim pemeriksa",
        due_on=date(2026, 5, 12),
        due_title="Panggilan I",
    )
    return replace(summary, **parts)


def make_step(case: Case, **parts: Any) -> CaseStep:
    step = CaseStep(
        id=new_id(),
        case_id=case.id,
        key=StepKey.OPENED,
        on=date(2026, 5, 5),
        letter_id=None,
        facts=OpenedFacts(verification="Benar pegawai kantor ini."),
        overrides=(Override(guard="late", reason="Cuti bersama."),),
        regulations=("pp-94-2021@1",),
        recorded_at=NOW,
        recorded_by="petugas",
    )
    return replace(step, **parts)


def make_findings(signer: Person, /, **parts: Any) -> FindingsFacts:
    """Findings of a proven breach of the middle level."""
    facts = FindingsFacts(
        proven=True,
        violation_codes=("n.2",),
        form="hadir pada kampanye dengan atribut",
        time="4 Mei 2026",
        place="Lapangan",
        aggravating="",
        mitigating="",
        impact="",
        level="sedang",
        sanction_key="penundaan-kgb",
        authority=None,
        signer=signer,
    )
    return replace(facts, **parts)


def make_decision(official: Person, /, **parts: Any) -> DecisionFacts:
    """The decision on those findings."""
    facts = DecisionFacts(
        sanction_key="penundaan-kgb",
        level="sedang",
        violation_codes=("n.2",),
        act="hadir pada kampanye dengan atribut",
        official=official,
        official_post="Bupati Tirta Kencana",
    )
    return replace(facts, **parts)


def make_letter(case: Case, **parts: Any) -> Letter:
    letter = Letter(
        id=new_id(),
        case_id=case.id,
        kind="summons-1",
        title="Surat Panggilan I",
        status=LetterStatus.DRAFT,
        template="surat-panggilan@1",
        content=LetterContent(
            values={"nama": "Ratna <Kusumawardhani>"},
            rows={"tim": [{"nama": "Lestari Widodo"}]},
            signatures=(Signature(post_line="Kepala Dinas", person=make_person()),),
            copies=("Arsip",),
        ),
        paper=Paper.F4,
        classification="800.1.6.2",
        numbered=True,
        made_at=NOW,
        made_by="petugas",
    )
    return replace(letter, **parts)


def make_entry(letter: Letter, ordinal: int = 1, **parts: Any) -> RegisterEntry:
    entry = RegisterEntry(
        id=new_id(),
        classification=letter.classification,
        counter=letter.classification,
        year=2026,
        ordinal=ordinal,
        text=f"{letter.classification}/{ordinal:03d}/BKPSDM/V/2026",
        letter_id=letter.id,
        taken_at=NOW,
    )
    return replace(entry, **parts)


def make_evidence(report: Report, ordinal: int = 1, **parts: Any) -> Evidence:
    evidence = Evidence(
        id=new_id(),
        report_id=report.id,
        ordinal=ordinal,
        title="Tangkapan layar",
        file_name="layar.png",
        media_type="image/png",
        size=3,
        sha256="0" * 64,
        blob="0" * 64,
        posted_at=NOW,
        added_at=NOW,
        added_by="petugas",
    )
    return replace(evidence, **parts)


def make_deadline(case: Case, key: str = "summons", **parts: Any) -> Deadline:
    deadline = Deadline(
        id=f"{case.id}:{key}",
        case_id=case.id,
        key=key,
        title="Panggil terlapor",
        starts_on=date(2026, 5, 5),
        due_on=date(2026, 5, 12),
        done_on=None,
        article="Pasal 26 ayat (2)",
        regulation="PP 94/2021",
        strength="soft",
        verified=False,
    )
    return replace(deadline, **parts)
