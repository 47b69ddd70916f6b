"""Made-up employees and cases in any number, the same ones in every run."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from cases.model.case import Case, CaseStatus, CaseSummary, Level, Track
from cases.model.deadline import Deadline
from cases.model.employee import Employee
from cases.model.identity import new_id
from cases.model.letter import Letter, LetterContent, LetterStatus, Signature
from cases.model.office import Paper
from cases.model.person import EmploymentStatus, Person
from cases.model.report import Channel, Report, ReportStatus, Respondent, Source
from cases.model.steps import CaseStep, OpenedFacts, StepKey
from cases.regulations import Law
from cases.rules.numbering import register_number

_FIRST = (
    *("Agus", "Ayu", "Bagas", "Bima", "Citra", "Darma", "Dewi", "Eka", "Fajar", "Galih", "Gita", "Hana", "Hendra"),
    *("Indah", "Intan", "Joko", "Kartika", "Laras", "Lestari", "Mega", "Nanda", "Nirmala", "Oka", "Putri", "Raden"),
    *("Rahma", "Rani", "Ratna", "Reza", "Rini", "Salma", "Satria", "Sekar", "Tirta", "Utami", "Wahyu", "Wulan", "Yoga"),
)
_MIDDLE = (
    *("", "", "Adi", "Anggun", "Budi", "Cahya", "Dian", "Endah", "Gema", "Hadi", "Jaya", "Kusuma", "Mulya", "Nur"),
    *("Panca", "Puspa", "Rangga", "Sari", "Tri", "Widya"),
)
_LAST = (
    *("Anggraini", "Baskara", "Cakrawala", "Darmawan", "Firmansyah", "Gunawan", "Hartanto", "Hidayat", "Iskandar"),
    *("Kusumawardhani", "Laksana", "Maheswari", "Nugraha", "Pamungkas", "Permata", "Prasetyo", "Rahmadani", "Saputra"),
    *("Sastrodiharjo", "Setiawan", "Sulistyo", "Suryani", "Utama", "Wibisono", "Wicaksono", "Widodo", "Wijaya"),
)
_UNITS = tuple(
    f"{kind} {name}"
    for kind, names in (
        ("Dinas", ("Pendidikan", "Kesehatan", "Perhubungan", "Sosial", "Kebudayaan", "Perikanan", "Pertanian")),
        ("Badan", ("Keuangan Daerah", "Perencanaan Pembangunan", "Penanggulangan Bencana")),
        ("Kecamatan", ("Tirta Hulu", "Tirta Hilir", "Sukamaju", "Melati", "Merpati", "Cendana", "Kenanga")),
        ("Kelurahan", tuple(f"Wana {number}" for number in range(1, 24))),
    )
    for name in names
)
_POSTS = (
    ("Struktural", "Kepala Seksi Pelayanan"),
    ("Struktural", "Sekretaris"),
    ("Fungsional", "Guru Ahli Pertama"),
    ("Fungsional", "Perawat Ahli Muda"),
    ("Fungsional", "Analis Kebijakan"),
    ("Pelaksana", "Pengelola Arsip"),
    ("Pelaksana", "Pengadministrasi Umum"),
)
_GRADES = ("II/c", "II/d", "III/a", "III/b", "III/c", "III/d", "IV/a", "IV/b")
_ACTS = (
    *("memasang foto bersama bakal calon di beranda media sosial", "menghadiri kampanye dengan seragam dinas"),
    *("mengajak rekan kerja memilih salah satu pasangan", "membagikan siaran langsung deklarasi dukungan"),
    *("ikut mengantar pendaftaran bakal calon", "memakai kendaraan dinas untuk rapat tim pemenangan"),
)
_WHERE = ("lapangan", "balai desa", "kantor kecamatan", "halaman sekolah", "rumah warga", "grup percakapan")
DAYS = 7 * 365
"""The cases are spread evenly over the last seven years, each runs for five months: one in seventeen still does."""
RUNS_FOR = 150
_STAGES = (
    (StepKey.OPENED, 20),
    (StepKey.SUMMONS_1, 45),
    (StepKey.EXAMINATION, 70),
    (StepKey.FINDINGS, 100),
    (StepKey.DECISION, RUNS_FOR),
)
_NOW = datetime(2026, 1, 1, 2, 0, tzinfo=UTC)
_CLERK = "petugas"


@dataclass(frozen=True, slots=True)
class Entry:
    """A case with all that lies around it."""

    report: Report
    case: Case
    step: CaseStep
    letter: Letter
    deadlines: tuple[Deadline, ...]


def employees(count: int) -> Iterator[Employee]:
    """Yield employees with NIPs of the right structure, no two alike (up to some 300,000)."""
    dice = random.Random(50_000)  # noqa: S311 - made-up people, no secrets
    for ordinal in range(count):
        born = date(1966, 1, 1) + timedelta(days=ordinal * 7919 % 12_000)
        joined = max(born.year + 20 + ordinal % 12, 1990)
        kind, post = dice.choice(_POSTS)
        sex, serial = 1 + ordinal % 2, ordinal // 12_000 * 30 + ordinal % 30
        yield Employee(
            id=new_id(),
            nip=f"{born:%Y%m%d}{joined}{1 + ordinal % 12:02d}{sex}{serial % 1000:03d}",
            name=" ".join(filter(None, (dice.choice(_FIRST), dice.choice(_MIDDLE), dice.choice(_LAST)))),
            status=EmploymentStatus.PNS,
            grade=dice.choice(_GRADES),
            position_kind=kind,
            position=post,
            position_since=date(joined + 2, 1 + ordinal % 12, 1),
            unit_1=dice.choice(_UNITS),
            unit_2="Bidang Umum",
        )


def entries(count: int, staff: list[Employee], law: Law, today: date, days: int = DAYS) -> Iterator[Entry]:
    """Yield cases of the last days from the oldest to the newest, each from a report of its own, against ``staff``."""
    dice = random.Random(100_000)  # noqa: S311 - the same
    words = {rule.key: rule.short or rule.title for rule in law.steps(Track.DISCIPLINE)}
    ordinals: dict[int, int] = {}
    for turn in range(count):
        received = today - timedelta(days=days - turn * days // count)
        ordinal = ordinals[received.year] = ordinals.get(received.year, 0) + 1
        accused, superior = (
            dice.choice(staff).snapshot(received, "Penata"),
            dice.choice(staff).snapshot(received, "Pembina"),
        )
        summary = _summary(received, today, words, dice)
        yield _entry(received, ordinal, accused, superior, summary, dice)


def _summary(received: date, today: date, words: dict[str, str], dice: random.Random) -> CaseSummary:
    age = (today - received).days
    if age > RUNS_FOR:
        if dice.random() < 0.2:
            return CaseSummary(stage="stopped", stage_title=words["stopped"], status=CaseStatus.NOT_PROVEN)
        decided = received + timedelta(days=110)
        return CaseSummary(
            stage="in-force",
            stage_title=words["in-force"],
            status=CaseStatus.SANCTIONED,
            level="sedang",
            sanction_key="penundaan-kgb",
            sanction_title="Penundaan kenaikan gaji berkala",
            decision_number=f"800.1.6.2/{age}/BKPSDM/{decided.year}",
            decision_on=decided,
            received_decision_on=decided + timedelta(days=10),
            effective_on=decided + timedelta(days=26),
        )
    stage = next(key for key, until in _STAGES if age <= until)
    waits = stage is StepKey.FINDINGS
    return CaseSummary(
        stage=stage,
        stage_title=words[stage],
        status=CaseStatus.WAITING_PPK if waits else CaseStatus.RUNNING,
        next_title="Keputusan" if waits else "Panggilan I",
        due_on=None if waits else today + timedelta(days=dice.randrange(-20, 60)),
        due_title="" if waits else "Pemeriksaan atas panggilan I",
        waiting_since=received + timedelta(days=70) if waits else None,
    )


def _entry(
    received: date, ordinal: int, accused: Person, superior: Person, summary: CaseSummary, dice: random.Random
) -> Entry:
    case_id, year = new_id(), received.year
    report = Report(
        id=new_id(),
        number=register_number(year, ordinal, "L"),
        year=year,
        ordinal=ordinal,
        received_on=received,
        source=dice.choice(tuple(Source)),
        narrative=f"Terlapor diduga {dice.choice(_ACTS)} di {dice.choice(_WHERE)}, terlihat {dice.randrange(2, 99)} "
        "orang saksi; tangkapan layar dan nama saksi terlampir bersama surat pengantar pelapor.",
        channel=Channel.SOCIAL_MEDIA,
        event_on=received - timedelta(days=3),
        event_place=accused.work_unit,
        platform="Facebook",
        account=f"akun.{ordinal}",
        violation_codes=("n.2",),
        respondents=(Respondent(id=new_id(), person=accused, case_id=case_id),),
        status=ReportStatus.OPENED,
        recorded_at=_NOW,
        recorded_by=_CLERK,
    )
    case = Case(
        id=case_id,
        number=register_number(year, ordinal),
        year=year,
        ordinal=ordinal,
        report_id=report.id,
        report_number=report.number,
        respondent=accused,
        track=Track.DISCIPLINE,
        violation_codes=report.violation_codes,
        suspected_level=Level.MODERATE,
        source=report.source,
        election="",
        received_on=received,
        event_on=received - timedelta(days=3),
        opened_on=received,
        superior=superior,
        regulations=("pp-94-2021@1",),
        summary=summary,
    )
    return Entry(report, case, _step(case), _letter(case, superior), tuple(_deadlines(case)))


def _step(case: Case) -> CaseStep:
    return CaseStep(
        id=new_id(),
        case_id=case.id,
        key=StepKey.OPENED,
        on=case.opened_on,
        letter_id=None,
        facts=OpenedFacts(verification="Pegawai kabupaten ini, ada bukti, belum pernah diproses."),
        regulations=case.regulations,
        recorded_at=_NOW,
        recorded_by=_CLERK,
    )


def _letter(case: Case, signer: Person) -> Letter:
    return Letter(
        id=new_id(),
        case_id=case.id,
        kind="summons-1",
        title="Surat Panggilan I",
        status=LetterStatus.DELIVERED,
        template="summons-1@1",
        content=LetterContent(
            values={"terlapor.nama": case.respondent.name, "terlapor.nip": case.respondent.nip},
            signatures=(Signature(post_line=signer.position, person=signer),),
        ),
        paper=Paper.F4,
        classification="800.1.6.2",
        numbered=True,
        number=f"800.1.6.2/{case.ordinal}/BKPSDM/{case.year}",
        number_year=case.year,
        number_ordinal=case.ordinal,
        letter_on=case.opened_on,
        short_code=f"TK-{case.year}-{case.ordinal:05d}-P1",
        signed_on=case.opened_on,
        delivered_on=case.opened_on,
        made_at=_NOW,
        made_by=_CLERK,
    )


def _deadlines(case: Case) -> Iterator[Deadline]:
    """The one that the summary shows, or the one that was met long ago."""
    summary = case.summary
    if summary.waiting_since is not None:
        return
    yield Deadline(
        id=f"{case.id}:examination-1",
        case_id=case.id,
        key="examination-1",
        title="Pemeriksaan atas panggilan I",
        starts_on=case.opened_on,
        due_on=summary.due_on or case.opened_on + timedelta(days=12),
        done_on=None if summary.due_on else case.opened_on + timedelta(days=9),
        article="Pasal 26 ayat (2)",
        regulation="PP 94/2021",
        strength="soft",
        verified=False,
    )
