"""The sample office's story: one report, two respondents, two decisions; through the same services as the window.

The dates lie before today, as an office enters them that catches up; nothing in the log is back-dated. All people,
accounts and letters are made up.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import cycle, islice

from cases.model.case import CaseFile
from cases.model.person import Examiner, Person, TeamDuty, TeamElement
from cases.model.report import Channel, Report, Source
from cases.model.steps import (
    AbsenceFacts,
    DecisionFacts,
    ExaminationFacts,
    ExaminationMode,
    FindingsFacts,
    HandoverFacts,
    HandoverManner,
    HandoverSummonsFacts,
    InForceFacts,
    Question,
    StepKey,
    SummonsFacts,
    TeamFacts,
)
from cases.model.user import Actor, Role
from cases.rules.dates import long_date
from cases.rules.working_days import Calendar, add_working_days
from cases.services import calendar, case_files, employees, evidence, office, reports, steps, users
from cases.services.office import FirstUser
from desktop.sample.intake import take_in
from desktop.sample.office import employees_workbook, make_screenshots
from desktop.sample.walk import Keep, Walk, everyone, picked
from desktop.wiring import OpenOffice
from reports.employee_sheet import read_employee_sheet

Story = Generator[None, None, None]
Turn = tuple[Walk, Iterator[None]]

EMPLOYEES = 200
LEAD = 95
"""Working days before today on which the sample report came in: room for two summonses and the days after."""
ONGOING_LEAD = 22
"""The same for the cases that are still under way."""
ADMIN = FirstUser(username="admin", full_name="Admin Contoh", password="sepeda hujan mangga")  # noqa: S106 - made up
CLERK = FirstUser(username="petugas", full_name="Dewi Kartikasari", password="jendela kopi pantai")  # noqa: S106
_OVER = object()
_HEADS = ("Kepala Dinas", "Kepala Badan", "Camat")


def build(opened: OpenOffice, admin: Actor, keep: Keep, *, ongoing: bool = False) -> None:
    """Fill a founded office with employees, one report with three screenshots and two cases, each to its end.

    One respondent comes to his examination, the other is absent twice. With ``ongoing`` a second report has four cases
    that stand where an ordinary week finds them, and the office watches accounts, reviews a list and has old cases.
    """
    walk = _begin(opened, admin, keep)
    accused = _accused(walk)
    report = _report(walk, (next(accused), next(accused)))
    later = replace(walk)
    _go_on([(walk, _attends(walk, report, 0)), (later, _stays_away(later, report, 1))])
    if ongoing:
        walk.day = opened.clock.today()
        walk.wait(-ONGOING_LEAD)
        report = _report(walk, tuple(islice(accused, len(_STANDS) + 1)))  # the last one's case is still to be opened
        stories: list[Turn] = []
        for index, (story, length) in enumerate(_STANDS):
            own = replace(walk)
            stories.append((own, islice(story(own, report, index), length)))
        _go_on(stories)
        take_in(walk)


def _begin(opened: OpenOffice, admin: Actor, keep: Keep) -> Walk:
    """The clerk's account and the employees; the story begins so many working days ago."""
    week = opened.read(office.current_office, admin).work_week
    walk = Walk(
        office=opened,
        actor=admin,
        calendar=Calendar.of(opened.read(calendar.holidays, admin), week),
        day=opened.clock.today(),
        keep=keep,
    )
    walk.wait(-LEAD)
    user = walk.do(users.add_user, CLERK.username, CLERK.full_name, Role.CLERK, CLERK.password)
    walk.actor = users.actor_of(user)
    walk.do(employees.import_employees, read_employee_sheet(employees_workbook(EMPLOYEES), "employees.xlsx"))
    walk.people = everyone(walk)
    return walk


def _go_on(stories: list[Turn]) -> None:
    """Let cases go on in the order of their days, so that letter numbers follow the dates."""
    while stories:
        turn = min(stories, key=lambda pair: pair[0].day)
        if next(turn[1], _OVER) is _OVER:
            stories.remove(turn)


def _accused(walk: Walk) -> Iterator[Person]:
    """People below the head of their own work unit, each of another unit; the second is the one of the pictures."""
    units = {person.work_unit for person in walk.people if person.position.startswith(_HEADS)}
    for word in cycle(("Kepala Seksi", "Kepala Bidang", "Kepala Subbagian", "Analis")):
        for person in walk.people:
            if person.position.startswith(word) and person.work_unit in units:
                units.discard(person.work_unit)
                yield person
                break


def _report(walk: Walk, respondents: tuple[Person, ...]) -> Report:
    event = walk.day - timedelta(days=6)
    report = walk.do(
        reports.register_report,
        reports.ReportForm(
            received_on=walk.day,
            source=Source.BAWASLU,
            channel=Channel.SOCIAL_MEDIA,
            narrative=(
                "Bawaslu meneruskan laporan tentang dua pegawai yang hadir pada kampanye pasangan calon nomor 2 di "
                "Lapangan Tirta Hulu. Seorang mengenakan batik Korpri di barisan depan; seorang lagi mengunggah foto "
                "bersama calon dengan tanda keberpihakan pada akun pribadinya."
            ),
            respondents=respondents,
            event_on=event,
            event_at="19.42",
            event_place="Lapangan Tirta Hulu, Kecamatan Tirta Hulu",
            platform="Lingkar (jejaring rekaan)",
            account="bagus.prayitno.contoh",
            url="https://contoh.invalid/unggahan/1120078841",
            election=f"Pemilihan Bupati dan Wakil Bupati Tirta Kencana Tahun {event.year}",
            origin_number=f"052/PM.01.02/K.TK/{event.year}",
            origin_on=walk.day - timedelta(days=1),
            reporter_name="Warga Contoh",
            reporter_contact="0812-0000-0000",
            violation_codes=("n.2", "D7"),
        ),
    )
    zone = walk.office.clock.time_zone.zone
    for index, (name, data) in enumerate(make_screenshots(), start=1):
        walk.do(
            evidence.add_evidence,
            report.id,
            data,
            evidence.EvidenceForm(
                file_name=name,
                title=_TITLES[index - 1],
                platform="Lingkar (jejaring rekaan)",
                account="bagus.prayitno.contoh",
                url=f"https://contoh.invalid/unggahan/112007884{index}",
                posted_at=datetime.combine(event, time(19, 40 + index), zone),
                captured_at=datetime.combine(event + timedelta(days=1), time(8, 10 + index), zone),
                captured_by="Ani Firmansah (Bawaslu, contoh)",
            ),
        )
    for item in walk.ask(evidence.evidence_of_report, report.id):
        walk.do(evidence.derive, item.id)
    return report


def _head_of_region(walk: Walk) -> tuple[Person, str]:
    current = walk.ask(office.current_office)
    return current.head, current.head_title


def _open(walk: Walk, report: Report, index: int, code: str, examiners: tuple[Examiner, ...]) -> CaseFile:
    respondent = report.respondents[index]
    superior = picked(walk, *_HEADS, among=respondent.person.work_unit)
    chair = Examiner(person=superior, duty=TeamDuty.CHAIR, element=TeamElement.SUPERIOR)
    official, post = _head_of_region(walk)
    form = case_files.OpeningForm(
        violation_codes=(code,),
        verification="Terlapor pegawai kabupaten ini menurut SIASN; tiga tangkapan layar cocok; belum pernah diproses.",
        opened_on=walk.day,
        superior=superior,
        examiners=(chair, *examiners),
        official=official,
        official_post=post,
    )
    return walk.do(case_files.open_case, report.id, respondent.id, form)


def _summons(walk: Walk, file: CaseFile, key: StepKey) -> Generator[None, None, date]:
    """Call the respondent before his superior on the proposed day; return that day."""
    yield
    superior = file.case.superior or file.case.respondent
    meet = walk.ask(steps.propose_examination, file.case.id, key, walk.day) or walk.day
    facts = SummonsFacts(
        examine_on=meet,
        examine_at="09.00",
        place="Ruang Rapat BKPPD, Jalan Melati Nomor 12, Tirta Kencana",
        report_to=superior,
        signer=superior,
    )
    walk.take(file.case.id, key, facts)
    return meet


def _attends(walk: Walk, report: Report, index: int) -> Story:
    """Moderate: examined by his superior, found guilty, sanctioned, in force."""
    walk.wait(3)
    yield
    file = _open(walk, report, index, "n.2", ())
    case = file.case
    walk.wait(4)
    yield
    walk.day = yield from _summons(walk, file, StepKey.SUMMONS_1)
    yield
    walk.take(
        case.id,
        StepKey.EXAMINATION,
        ExaminationFacts(
            examined_on=walk.day,
            examined_at="09.00",
            place="Ruang Rapat BKPPD",
            mode=ExaminationMode.IN_PERSON,
            examiners=case.examiners,
            questions=_QUESTIONS,
        ),
        on=walk.day,
    )
    walk.wait(3)
    yield
    yield from _conclude(walk, file, "sedang", _FORM_ATTENDS, after=12)


def _stays_away(walk: Walk, report: Report, index: int) -> Story:
    """Severe: a team, absent twice, decided on the evidence at hand."""
    walk.wait(3)
    yield
    members = (
        Examiner(person=picked(walk, "Inspektur", "Auditor"), element=TeamElement.SUPERVISION),
        Examiner(
            person=picked(walk, "Analis SDM", "Kepala Bidang", "Sekretaris", among="Kepegawaian"),
            duty=TeamDuty.SECRETARY,
            element=TeamElement.PERSONNEL,
        ),
    )
    file = _open(walk, report, index, "D7", members)
    case = file.case
    walk.wait(2)
    yield
    head, _ = _head_of_region(walk)
    walk.take(case.id, StepKey.TEAM, TeamFacts(members=case.examiners, appointed_by=head))
    walk.wait(2)
    yield
    for summons, absence in ((StepKey.SUMMONS_1, StepKey.ABSENCE_1), (StepKey.SUMMONS_2, StepKey.ABSENCE_2)):
        walk.day = yield from _summons(walk, file, summons)
        yield
        facts = AbsenceFacts(
            missed_on=walk.day,
            reason="tidak hadir tanpa keterangan",
            witnesses=_colleagues(walk, file),
        )
        walk.take(case.id, absence, facts, on=walk.day)
    walk.wait(3)
    yield
    yield from _conclude(walk, file, "berat", _FORM_AWAY, after=9)


def _colleagues(walk: Walk, file: CaseFile) -> tuple[Person, ...]:
    """Two of the respondent's work unit who are neither he nor an examiner."""
    involved = {file.case.respondent.nip, *(examiner.person.nip for examiner in file.case.examiners)}
    unit = file.case.respondent.work_unit
    others = (person for person in walk.people if person.work_unit == unit and person.nip not in involved)
    return tuple(islice(others, 2))


def _conclude(walk: Walk, file: CaseFile, level: str, form: str, *, after: int) -> Story:
    """Findings, decision, the call to receive it, handover, in force."""
    case = file.case
    superior = case.superior or case.respondent
    official, post = _head_of_region(walk)
    current = walk.ask(office.current_office)
    sanction = walk.office.law.sanctions(level, current.moderate_set, case.respondent.status)[0]
    walk.take(
        case.id,
        StepKey.FINDINGS,
        FindingsFacts(
            proven=True,
            violation_codes=case.violation_codes,
            form=form,
            time=f"{long_date(case.event_on)}, pukul 19.42",
            place=file.report.event_place,
            aggravating="Dilakukan di muka umum",
            mitigating="Belum pernah dijatuhi hukuman disiplin",
            impact="Menimbulkan keraguan masyarakat atas netralitas perangkat daerah",
            level=level,
            sanction_key=sanction.key,
            authority=official,
            signer=superior,
        ),
    )
    walk.wait(after)
    yield
    begins = (walk.day.replace(day=1) + timedelta(days=62)).replace(day=1)
    walk.take(
        case.id,
        StepKey.DECISION,
        DecisionFacts(
            sanction_key=sanction.key,
            level=level,
            violation_codes=case.violation_codes,
            act=form,
            official=official,
            official_post=post,
            begins_on=begins,
            ends_on=begins.replace(year=begins.year + 1) - timedelta(days=1),
            new_position="Analis Kebijakan Ahli Muda" if level == "berat" else "",
        ),
    )
    walk.wait(2)
    yield
    meet = add_working_days(walk.day, 3, walk.calendar)
    walk.take(
        case.id,
        StepKey.HANDOVER_SUMMONS,
        HandoverSummonsFacts(
            meet_on=meet, meet_at="10.00", place="Ruang Kepala BKPPD", report_to=superior, signer=superior
        ),
    )
    walk.day = meet
    yield
    walk.take(
        case.id,
        StepKey.HANDOVER,
        HandoverFacts(
            received_on=meet,
            manner=HandoverManner.IN_PERSON,
            receiver=case.respondent.name,
            handed_by=superior,
        ),
        on=meet,
    )
    effective = walk.ask(steps.propose_effective, case.id, meet) or meet
    walk.day = effective
    yield
    walk.take(case.id, StepKey.IN_FORCE, InForceFacts(effective_on=effective, computed_on=effective), on=effective)


_TITLES = ("Unggahan foto", "Komentar", "Percakapan grup")
_FORM_ATTENDS = "menjadi peserta kampanye dengan menggunakan atribut Pegawai Negeri Sipil"
_FORM_AWAY = "mengunggah foto bersama calon dengan simbol keberpihakan pada media sosial"
_QUESTIONS = (
    Question(
        question="Apakah Saudara dalam keadaan sehat dan bersedia diperiksa?",
        answer="Ya, saya sehat dan bersedia diperiksa.",
    ),
    Question(
        question="Di mana Saudara berada pada malam kejadian?",
        answer="Saya berada di Lapangan Tirta Hulu. Saya datang bersama tetangga.",
    ),
    Question(
        question="Pakaian apa yang Saudara kenakan?",
        answer="Batik Korpri. Saya baru pulang dari kegiatan kantor dan tidak sempat berganti pakaian.",
    ),
    Question(
        question="Kepada Saudara diperlihatkan foto pada bukti B-02. Apakah orang di barisan depan itu Saudara?",
        answer="Benar, orang itu saya.",
    ),
    Question(
        question="Apakah Saudara mengetahui larangan itu?",
        answer="Ya, saya mengetahui larangan itu dan saya menyesal.",
    ),
)
_STANDS: tuple[tuple[Callable[[Walk, Report, int], Story], int], ...] = (
    (_attends, 2),  # opened
    (_stays_away, 5),  # summoned, and the day of the examination is over
    (_attends, 6),  # found guilty, waiting for the decision
    (_stays_away, 6),  # absent once
)
"""How far each case of the second report goes: so many turns of a story."""
