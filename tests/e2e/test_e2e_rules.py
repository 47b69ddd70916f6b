"""What an office does around its cases: a report refused, who waits for a decision, days counted, rules changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from e2e_case import log_in, put_up_and_sign
from e2e_clerk import Clerk
from e2e_office import (
    PLACE,
    Papers,
    ago,
    employee,
    inspect,
    make_office,
    open_cases,
    person,
    report_on,
    typed,
    verified,
    walker,
)
from e2e_screen import Screen

from cases.model.letter import Letter, LetterStatus
from cases.model.listing import ListQuery
from cases.model.office import WorkWeek
from cases.model.person import Examiner, TeamDuty, TeamElement
from cases.model.report import Report, ReportStatus
from cases.model.steps import (
    ExaminationFacts,
    ExaminationMode,
    FindingsFacts,
    Question,
    StepKey,
    SummonsFacts,
)
from cases.model.user import Actor
from cases.rules.dates import long_date, weekday_name
from cases.rules.working_days import add_working_days
from cases.services import calendar, regulations, reports, verification
from cases.services.calendar import shipped_calendar
from cases.services.office import current_office
from desktop.wiring import RECOVERED, OpenOffice

pytestmark = pytest.mark.e2e

PROVEN, CALLED, STRANGER = employee("Siti Darmawan"), employee("Hesti Hartawan"), employee("Dian Bayu")
SUPERIOR = employee("Putri Wibowo")
COPY = "pp-94-2021@2"


def test_refused_waiting_counted_and_moved(screen: Screen, tmp_path: Path) -> None:
    papers = Papers(tmp_path)
    make_office(papers, an_office_at_work)
    with log_in(screen, papers, walk="kantor") as clerk:
        clerk.picture("hari-ini")
        refuse(clerk)
        look_who_waits(clerk)
        count(clerk)
        take_a_day_off(clerk)
        clerk.close()
    verified(papers)
    found, replies, days = inspect(papers, what_became)
    assert found.status is ReportStatus.REFUSED
    assert [letter.kind for letter in replies] == ["refusal-reply"]
    assert [letter.status for letter in replies] == [LetterStatus.SIGNED]
    assert day_off() in days


def test_a_rule_is_copied_changed_checked_and_used(screen: Screen, tmp_path: Path) -> None:
    papers = Papers(tmp_path)
    make_office(papers, an_office_at_work)
    with log_in(screen, papers, walk="peraturan") as clerk:
        copy(clerk)
        change_a_number(clerk, "14", "7")
        see_the_checks_fail(clerk)
        change_a_number(clerk, "7", "14")
        begin_later(clerk)
        compare(clerk)
        use(clerk)
        clerk.close()
    assert [state for key, state in inspect(papers, packs) if key == COPY] == ["dipakai"]


def an_office_at_work(office: OpenOffice, admin: Actor) -> None:
    """One case that waits for its decision, one whose accused was called, and a report that nobody looked at."""
    first, second = open_cases(
        office,
        admin,
        (PROVEN, CALLED),
        SUPERIOR,
        ago(30),
        "n.2",
        narrative="Hadir dalam kampanye berseragam dinas.",
    )
    walk, superior = walker(office, admin, ago(26)), person(office, admin, SUPERIOR)

    def call(case_id: str, on: date) -> None:
        facts = SummonsFacts(examine_on=on, examine_at="09.00", place=PLACE, report_to=superior, signer=superior)
        walk.take(case_id, StepKey.SUMMONS_1, facts)

    call(first.case.id, ago(20))
    walk.day = ago(20)
    asked = ExaminationFacts(
        examined_on=walk.day,
        examined_at="09.00",
        place=PLACE,
        mode=ExaminationMode.IN_PERSON,
        examiners=(Examiner(person=superior, duty=TeamDuty.CHAIR, element=TeamElement.SUPERIOR),),
        questions=(Question(question="Benarkah Saudara hadir?", answer="Benar."),),
    )
    walk.take(first.case.id, StepKey.EXAMINATION, asked)
    walk.day = ago(15)
    found = FindingsFacts(
        proven=True,
        violation_codes=first.case.violation_codes,
        form="menjadi peserta kampanye dengan menggunakan atribut Pegawai Negeri Sipil",
        time="malam hari",
        place="Lapangan Tirta Hulu",
        aggravating="",
        mitigating="",
        impact="",
        level="sedang",
        sanction_key=office.law.sanctions("sedang", walk.ask(current_office).moderate_set, PROVEN.status)[0].key,
        authority=walk.ask(current_office).head,
        signer=superior,
    )
    walk.take(first.case.id, StepKey.FINDINGS, found)
    walk.day = ago(2)
    call(second.case.id, ahead(5))
    report_on(office, admin, (STRANGER,), ago(4), "n.2", narrative="Diduga hadir dalam kampanye.")


def ahead(working_days: int) -> date:
    return add_working_days(ago(0), working_days, shipped_calendar(WorkWeek.FIVE))


def day_off() -> date:
    """A working day before the next due date."""
    return ahead(2)


# -- a report


def refuse(clerk: Clerk) -> None:
    clerk.key("alt+2")
    clerk.on("reports")
    clerk.key("Return")
    clerk.on("report")
    clerk.see(STRANGER.name)
    clerk.press("Verifikasi")
    clerk.on("verify")
    clerk.choose("Hasil verifikasi", "Tidak memenuhi")
    clerk.enter({"Alasan": "foto yang dikirim tidak memperlihatkan terlapor"})
    clerk.picture("verifikasi-ditolak")
    clerk.press("Simpan verifikasi")
    clerk.on("report")
    clerk.picture("laporan-ditolak")
    clerk.press("Surat Jawaban", begins=True)
    put_up_and_sign(clerk, "surat-jawaban", back="report")


# -- lists and days


def look_who_waits(clerk: Clerk) -> None:
    clerk.key("alt+7")
    clerk.on("waiting")
    clerk.see(f"{ago(30).year}/001", begins=True)
    clerk.picture("menunggu-ppk")


def count(clerk: Clerk) -> None:
    """The calendar of the month, and from it the calculator."""
    clerk.key("alt+8")
    clerk.on("calendar")
    clerk.picture("kalender")
    clerk.press("Hitung tenggat")
    clerk.on("what-if")
    clerk.choose("Jalur", "Disiplin")
    clerk.choose("Tenggat", "Penyampaian keputusan")
    start = ago(3)
    clerk.enter({"Tanggal awal": typed(start)})
    clerk.settle()
    due = add_working_days(start, 14, shipped_calendar(WorkWeek.FIVE))
    clerk.see(f"{weekday_name(due)}, {long_date(due)}")
    clerk.picture("hitung-tenggat")


def take_a_day_off(clerk: Clerk) -> None:
    settings(clerk, "Hari libur")
    clerk.press("Tambah hari")
    clerk.enter({"Tanggal": typed(day_off()), "Nama": "Hari jadi kabupaten"})
    clerk.key("ctrl+Return")
    clerk.see("Dengan hari libur itu: ", begins=True)
    clerk.picture("tenggat-bergeser")
    clerk.press("Simpan")
    clerk.see(f"{long_date(day_off())} dicatat sebagai hari libur")
    clerk.picture("hari-libur")


def settings(clerk: Clerk, section: str) -> None:
    clerk.press("Pengaturan")
    clerk.on("settings")
    clerk.press(section)
    clerk.settle()


# -- rules


def copy(clerk: Clerk) -> None:
    settings(clerk, "Peraturan")
    clerk.picture("daftar")
    clerk.press("PP 79/2021", kind="row", begins=True)
    clerk.key("Down", "Return")
    clerk.on("regulation")
    clerk.settle()
    clerk.picture("isi")
    clerk.press("Salin menjadi konsep")
    clerk.see("PP 94/2021, versi 2")
    clerk.settle()
    clerk.picture("konsep")


def change_a_number(clerk: Clerk, before: str, days: str) -> None:
    """How many days there are to hand a decision over."""
    clerk.tab("Isi")
    clerk.key("ctrl+f")
    clerk.write(f"penyampaian keputusan jumlah {before}")
    clerk.key("Return")
    clerk.settle()
    clerk.picture("cari")
    clerk.press("Ubah", kind="link")
    clerk.enter({"Jumlah": days})
    clerk.picture("ubah")
    clerk.press("Simpan")
    clerk.see("Konsep disimpan")
    clerk.settle()


def see_the_checks_fail(clerk: Clerk) -> None:
    clerk.tab("Uji")
    clerk.see("2 tidak lulus")
    clerk.picture("uji-gagal")
    clerk.tab("Pemakaian")
    clerk.see("Yang harus diperbaiki", begins=True)
    clerk.picture("harus-diperbaiki")


def begin_later(clerk: Clerk) -> None:
    clerk.tab("Isi")
    clerk.key("ctrl+f", "ctrl+a", "Delete", "Return")
    clerk.settle()
    clerk.press("Ubah kepala paket", kind="link")
    clerk.enter({"Berlaku sejak": typed(ahead(10))})
    clerk.press("Simpan")
    clerk.see("Konsep disimpan")
    clerk.settle()
    clerk.tab("Uji")
    clerk.see("Semua lulus")
    clerk.picture("uji-lulus")


def compare(clerk: Clerk) -> None:
    clerk.tab("Bandingkan")
    clerk.see("1 berubah")
    clerk.picture("bandingkan")


def use(clerk: Clerk) -> None:
    clerk.tab("Pemakaian")
    clerk.see("Tidak ada masalah; ", begins=True)
    clerk.see("2 perkara tersentuh")
    clerk.picture("pemakaian")
    clerk.press("Pakai versi ini")
    clerk.see(f"{COPY} dipakai")
    clerk.settle()
    clerk.picture("dipakai")


# -- looking into the office


def what_became(office: OpenOffice) -> tuple[Report, list[Letter], list[date]]:
    lines = office.read(reports.report_page, RECOVERED, ListQuery(sort="number")).rows
    refused = office.read(reports.report, RECOVERED, lines[-1].id)
    replies = [letter for _who, letter in office.read(verification.letters_of_report, RECOVERED, refused.id)]
    return refused, replies, [one.on for one in office.read(calendar.holidays, RECOVERED)]


def packs(office: OpenOffice) -> list[tuple[str, str]]:
    return [(line.key, str(line.state)) for line in office.read(regulations.pack_lines, RECOVERED)]
