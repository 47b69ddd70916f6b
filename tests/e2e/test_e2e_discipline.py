"""Discipline beside and after the main road: several accused, a correction, an objection, the end, and opened again."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from e2e_case import answers, begin, find_case, log_in, put_up_and_sign, record
from e2e_clerk import Clerk
from e2e_office import PLACE, Papers, ago, employee, inspect, make_office, open_cases, person, typed, verified, walker
from e2e_screen import Screen

from cases.model.case import CaseFile, CaseStatus
from cases.model.employee import Employee
from cases.model.letter import LetterStatus
from cases.model.listing import ListQuery
from cases.model.person import Examiner, TeamDuty, TeamElement
from cases.model.steps import (
    DecisionFacts,
    ExaminationFacts,
    ExaminationMode,
    FindingsFacts,
    HandoverFacts,
    HandoverManner,
    Question,
    StepKey,
    SummonsFacts,
    TeamFacts,
)
from cases.model.user import Actor
from cases.rules.dates import add_months
from cases.services import case_files
from cases.services.office import current_office
from desktop.sample.walk import Walk
from desktop.wiring import RECOVERED, OpenOffice

pytestmark = pytest.mark.e2e

ACCUSED, SECOND = employee("Siti Darmawan"), employee("Hesti Hartawan")
SUPERIOR, SUBSTITUTE = employee("Putri Wibowo"), employee("Lestari Mulya")
ACT = "mengunggah foto bersama calon dengan simbol keberpihakan"
REASON = "Sudah diperiksa petugas; dicatat atas petunjuk pimpinan."
RIGHT_PLACE = "Aula Inspektorat Daerah"


def test_two_accused_up_to_the_examination(screen: Screen, tmp_path: Path) -> None:
    papers = Papers(tmp_path)
    make_office(papers, two_cases)
    with log_in(screen, papers, walk="disiplin-berdua") as clerk:
        find_case(clerk, ACCUSED.name, number(1))
        call_both(clerk)
        suspend(clerk)
        hear_a_witness(clerk)
        clerk.close()
    first, second = inspect(papers, the_cases)
    assert [str(step.key) for step in first.steps] == ["opened", "team", "summons-1", "suspension", "statement"]
    assert [str(step.key) for step in second.steps] == ["opened", "team", "summons-1"]
    assert [letter.status for letter in first.letters] == [LetterStatus.SIGNED] * 4
    assert [letter.status for letter in second.letters] == [LetterStatus.SIGNED, LetterStatus.DRAFT]
    assert verified(papers)["letters"] == 5, "a draft has no bytes yet"


def test_corrected_objected_served_closed_and_opened_again(screen: Screen, tmp_path: Path) -> None:
    papers = Papers(tmp_path)
    make_office(papers, one_case_decided)
    with log_in(screen, papers, walk="disiplin-lanjut") as clerk:
        find_case(clerk, ACCUSED.name, number(1))
        correct(clerk)
        replace_the_letter(clerk)
        object_and_lighten(clerk)
        serve_and_close(clerk)
        open_again(clerk)
        clerk.close()
    verified(papers)
    (file,) = inspect(papers, the_cases)
    records = [letter for letter in file.letters if letter.kind == "examination-record"]
    assert [letter.status for letter in records] == [LetterStatus.VOID, LetterStatus.SIGNED]
    assert records[1].replaces == records[0].id
    examined = [step for step in file.steps if step.key is StepKey.EXAMINATION]
    assert [step.facts.place for step in examined if isinstance(step.facts, ExaminationFacts)] == [RIGHT_PLACE]
    assert [step.facts.place for step in file.past_steps if isinstance(step.facts, ExaminationFacts)] == [PLACE]
    summary = file.case.summary
    assert (str(summary.level), summary.status) == ("sedang", CaseStatus.SANCTIONED)
    assert [str(step.key) for step in file.steps][-5:] == ["in-force", "served", "documented", "closed", "reopened"]


def number(ordinal: int) -> str:
    return f"{ago(429).year}/{ordinal:03d}"


# -- what is there before


def two_cases(office: OpenOffice, admin: Actor) -> None:
    """One report about two, each with a case and a team."""
    for file in begun(office, admin, (ACCUSED, SECOND)):
        appoint(walker(office, admin, ago(424)), file)


def one_case_decided(office: OpenOffice, admin: Actor) -> None:
    """One case, whose examination names the wrong place, decided and handed over."""
    (file,) = begun(office, admin, (ACCUSED,))
    walk, case_id = walker(office, admin, ago(424)), file.case.id
    team = appoint(walk, file)
    superior, head = team[0].person, walk.ask(current_office).head
    walk.day = ago(420)
    called = SummonsFacts(examine_on=ago(412), examine_at="09.00", place=PLACE, report_to=superior, signer=superior)
    walk.take(case_id, StepKey.SUMMONS_1, called)
    walk.day = ago(412)
    asked = ExaminationFacts(
        examined_on=walk.day,
        examined_at="09.00",
        place=PLACE,
        mode=ExaminationMode.IN_PERSON,
        examiners=team,
        questions=(Question(question="Benarkah itu foto Saudara?", answer="Benar, itu saya."),),
    )
    walk.take(case_id, StepKey.EXAMINATION, asked)
    walk.day = ago(405)
    sanction = walk.office.law.sanctions("berat", walk.ask(current_office).moderate_set, file.case.respondent.status)[0]
    found = FindingsFacts(
        proven=True,
        violation_codes=file.case.violation_codes,
        form=ACT,
        time="malam hari",
        place="media sosial",
        aggravating="",
        mitigating="",
        impact="",
        level="berat",
        sanction_key=sanction.key,
        authority=head,
        signer=superior,
    )
    walk.take(case_id, StepKey.FINDINGS, found)
    walk.day = ago(398)
    decided = DecisionFacts(
        sanction_key=sanction.key,
        level="berat",
        violation_codes=file.case.violation_codes,
        act=ACT,
        official=head,
        official_post=walk.ask(current_office).head_title,
        begins_on=ago(390),
        ends_on=add_months(ago(390), 12) - timedelta(days=1),
        new_position="Pengelola Layanan Operasional",
    )
    walk.take(case_id, StepKey.DECISION, decided)
    walk.day = ago(393)
    handed = HandoverFacts(
        received_on=walk.day, manner=HandoverManner.IN_PERSON, receiver=ACCUSED.name, handed_by=superior
    )
    walk.take(case_id, StepKey.HANDOVER, handed)


def begun(office: OpenOffice, admin: Actor, accused: tuple[Employee, ...]) -> tuple[CaseFile, ...]:
    return open_cases(office, admin, accused, SUPERIOR, ago(430), "D7", narrative="Foto bersama calon di akun sendiri.")


def appoint(walk: Walk, file: CaseFile) -> tuple[Examiner, ...]:
    """Appoint the team that a severe breach needs."""
    members = (
        Examiner(person=person(walk.office, walk.actor, SUPERIOR), duty=TeamDuty.CHAIR, element=TeamElement.SUPERIOR),
        Examiner(person=person(walk.office, walk.actor, employee("Sari Suryana")), element=TeamElement.SUPERVISION),
        Examiner(
            person=person(walk.office, walk.actor, employee("Hesti Rahayu")),
            duty=TeamDuty.SECRETARY,
            element=TeamElement.PERSONNEL,
        ),
    )
    walk.take(file.case.id, StepKey.TEAM, TeamFacts(members=members, appointed_by=walk.ask(current_office).head))
    return members


# -- two accused


def call_both(clerk: Clerk) -> None:
    """The same summons for both in one step; the second one's letter waits on his own page."""
    begin(clerk, "Terbitkan panggilan I")
    clerk.enter({"Tanggal surat": typed(ago(420)), "Tanggal pemeriksaan": typed(ago(412)), "Tempat": PLACE})
    clerk.press(SECOND.name)
    clerk.picture("panggilan-berdua")
    record(clerk, "Terbitkan panggilan I", REASON)
    clerk.see("Panggilan I dicatat untuk 2 orang, 2 konsep surat dibuat")
    clerk.picture("konsep-berdua")
    clerk.press("Ajukan surat")
    clerk.enter({"Tanggal surat": typed(ago(420))})
    put_up_and_sign(clerk)


def suspend(clerk: Clerk) -> None:
    begin(clerk, "Bebaskan sementara dari tugas", beside=True)
    clerk.enter({"Tanggal surat": typed(ago(418)), "Dibebaskan dari tugas mulai": typed(ago(417))})
    clerk.enter({"Alasan": "Memperlancar pemeriksaan."})
    clerk.pick("Pelaksana harian (Plh.)", SUBSTITUTE.nip, SUBSTITUTE.name)
    clerk.picture("bebas-sementara")
    record(clerk, "Bebaskan sementara dari tugas", REASON)
    put_up_and_sign(clerk, "surat-bebas-sementara")


def hear_a_witness(clerk: Clerk) -> None:
    begin(clerk, "Catat keterangan saksi atau pihak lain", beside=True)
    clerk.enter({"Tanggal": typed(ago(415))})
    clerk.pick("Pemberi keterangan", SUBSTITUTE.nip, SUBSTITUTE.name)
    answers(clerk, "Apakah Saudara melihat unggahan itu?", "Ya, pada malam itu juga.")
    clerk.picture("keterangan-saksi")
    record(clerk, "Catat keterangan saksi atau pihak lain", REASON)
    put_up_and_sign(clerk)
    clerk.tab("Riwayat")
    clerk.picture("riwayat")


# -- corrected, objected, closed


def correct(clerk: Clerk) -> None:
    """The record of the examination names another place than it was, as is seen after the decision."""
    clerk.tab("Riwayat")
    clerk.press("Koreksi…", after="Berita Acara Pemeriksaan")
    clerk.on("correction")
    clerk.see("Koreksi: Pemeriksaan")
    clerk.enter({"Tempat": RIGHT_PLACE})
    clerk.enter({"Alasan koreksi": "Tempatnya salah tulis; menurut daftar hadir di aula."})
    clerk.settle()
    clerk.see("Berita Acara Pemeriksaan")
    clerk.picture("koreksi")
    record(clerk, "Simpan koreksi", REASON)
    clerk.on("case")
    clerk.picture("riwayat-dikoreksi")


def replace_the_letter(clerk: Clerk) -> None:
    clerk.tab("Surat")
    clerk.see("Berita Acara Pemeriksaan tidak sesuai lagi", begins=True)
    clerk.picture("surat-perlu-diganti")
    clerk.press("Ganti surat")
    clerk.on("letter")
    clerk.enter({"Alasan": "Tempat pemeriksaan salah tulis."})
    clerk.picture("ganti-surat")
    clerk.press("Ganti surat", after="Alasan")
    clerk.see("Ajukan untuk ditandatangani")
    put_up_and_sign(clerk, "surat-pengganti")


def object_and_lighten(clerk: Clerk) -> None:
    clerk.tab("Ringkasan")
    begin(clerk, "Catat keberatan")
    clerk.enter({"Diajukan pada": typed(ago(388)), "Alasan yang diajukan": "Hukumannya terlalu berat."})
    clerk.picture("keberatan")
    record(clerk, "Catat keberatan", REASON)

    begin(clerk, "Catat putusan atas keberatan")
    clerk.enter({"Tanggal putusan": typed(ago(375)), "Nomor": "800/12/KPTS"})
    clerk.choose("Hasil", "Memperingan")
    clerk.choose("Tingkat menjadi", "Sedang")
    clerk.choose("Hukuman menjadi", "Penundaan kenaikan gaji")
    clerk.enter({"Terhitung mulai": typed(ago(350)), "Berlaku pada": typed(ago(370))})
    clerk.picture("putusan-keberatan")
    record(clerk, "Catat putusan atas keberatan", REASON)

    begin(clerk, "Catat keputusan berlaku")
    clerk.picture("berlaku")
    record(clerk, "Catat keputusan berlaku", REASON)


def serve_and_close(clerk: Clerk) -> None:
    begin(clerk, "Catat hukuman selesai dijalani")
    clerk.picture("dijalani")
    record(clerk, "Catat hukuman selesai dijalani", REASON)
    begin(clerk, "Catat unggahan ke I'DIS, SIASN atau SBT")
    clerk.enter({"Diunggah pada": typed(ago(5))})
    record(clerk, "Catat unggahan ke I'DIS, SIASN atau SBT", REASON)
    begin(clerk, "Tutup perkara")
    clerk.enter({"Tanggal": typed(ago(3))})
    record(clerk, "Tutup perkara", REASON)
    put_up_and_sign(clerk)
    clerk.see("Perkara ini sudah berakhir")
    clerk.picture("selesai")


def open_again(clerk: Clerk) -> None:
    begin(clerk, "Buka kembali perkara", beside=True)
    clerk.enter({"Alasan": "Bukti baru diserahkan Bawaslu."})
    clerk.picture("buka-kembali")
    record(clerk, "Buka kembali perkara", REASON)
    clerk.on("case")
    clerk.see("Tutup perkara")
    clerk.picture("dibuka-kembali")


def the_cases(office: OpenOffice) -> tuple[CaseFile, ...]:
    lines = office.read(case_files.case_page, RECOVERED, ListQuery(sort="number")).rows
    return tuple(office.read(case_files.case_file, RECOVERED, line.id) for line in lines)
