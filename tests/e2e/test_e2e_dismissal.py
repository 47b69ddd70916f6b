"""A member of a political party: never came, proposed, dismissed, appealed in vain; in the window."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from e2e_case import begin, find_case, log_in, put_up_and_sign, record
from e2e_clerk import Clerk
from e2e_office import PLACE, Papers, ago, employee, inspect, make_office, open_cases, the_case, typed, verified
from e2e_screen import Screen

from cases.model.case import CaseStatus
from cases.model.report import Channel
from cases.model.steps import Addressee, InForceFacts, RemedyDecisionFacts, RemedyFacts
from cases.model.user import Actor
from desktop.wiring import OpenOffice

pytestmark = pytest.mark.e2e

ACCUSED, SUPERIOR = employee("Ketut Utami"), employee("Nanang Lesmana")
MEMBER_SINCE = ago(80).replace(day=1) - timedelta(days=1)
NUMBER = f"{ago(68).year}/001"
LETTERS = [
    "summons-1",
    "absence-record",
    "summons-2",
    "absence-record",
    "findings-report",
    "dismissal-proposal",
    "dismissal-decision",
    "handover-receipt",
    "closing-note",
]
REASON = "Sudah diperiksa petugas; dicatat atas petunjuk pimpinan."


def test_a_dismissal_from_the_first_call_to_the_end(screen: Screen, tmp_path: Path) -> None:
    papers = Papers(tmp_path)
    make_office(papers, one_case)
    with log_in(screen, papers, walk="pemberhentian") as clerk:
        find_case(clerk, ACCUSED.name, NUMBER)
        clerk.see("Pemberhentian")
        call_twice(clerk)
        find_and_propose(clerk)
        dismiss(clerk)
        appeal(clerk)
        end(clerk)
        clerk.close()
    assert verified(papers)["letters"] == len(LETTERS)
    file = inspect(papers, the_case)
    assert file.case.summary.status is CaseStatus.SANCTIONED
    assert [letter.kind for letter in file.letters] == LETTERS
    facts = {type(step.facts): step.facts for step in file.steps}
    filed, answered, in_force = facts[RemedyFacts], facts[RemedyDecisionFacts], facts[InForceFacts]
    assert isinstance(filed, RemedyFacts)
    assert filed.addressee is Addressee.BPASN
    assert isinstance(answered, RemedyDecisionFacts)
    assert answered.outcome == "memperkuat"
    assert isinstance(in_force, InForceFacts)
    assert file.case.summary.effective_on == in_force.effective_on == ago(5)


def one_case(office: OpenOffice, admin: Actor) -> None:
    """A case for membership of a party, just opened."""
    open_cases(
        office,
        admin,
        (ACCUSED,),
        SUPERIOR,
        ago(70),
        "D5",
        channel=Channel.OFFICIAL_ACT,
        narrative="Namanya tercantum sebagai pengurus partai politik.",
    )


def call_twice(clerk: Clerk) -> None:
    for summons, called, due in (("Terbitkan panggilan I", 64, 55), ("Terbitkan panggilan II", 53, 45)):
        begin(clerk, summons)
        clerk.enter({"Tanggal surat": typed(ago(called)), "Tanggal pemeriksaan": typed(ago(due)), "Tempat": PLACE})
        record(clerk, summons)
        put_up_and_sign(clerk)
        begin(clerk, "Catat ketidakhadiran")
        clerk.picture("tidak-hadir")
        record(clerk, "Catat ketidakhadiran", REASON)
        put_up_and_sign(clerk)


def find_and_propose(clerk: Clerk) -> None:
    begin(clerk, "Susun LHP")
    clerk.enter({"Tanggal LHP": typed(ago(42))})
    clerk.choose("Pelanggaran", "Terbukti")
    clerk.choose("Pemberhentian yang diusulkan", "Pemberhentian tidak dengan hormat")
    clerk.picture("lhp")
    record(clerk, "Susun LHP", REASON)
    put_up_and_sign(clerk)

    begin(clerk, "Catat usul pemberhentian")
    clerk.enter({"Diterima pejabat yang memutus pada": typed(ago(40))})
    clerk.picture("usul")
    record(clerk, "Catat usul pemberhentian", REASON)
    put_up_and_sign(clerk, "surat-usul")


def dismiss(clerk: Clerk) -> None:
    begin(clerk, "Siapkan keputusan pemberhentian")
    clerk.enter({"Tanggal keputusan": typed(ago(35)), "Terhitung mulai": typed(MEMBER_SINCE)})
    clerk.picture("keputusan")
    record(clerk, "Siapkan keputusan pemberhentian", REASON)
    put_up_and_sign(clerk, "surat-keputusan")
    clerk.picture("perkara-diputus")

    begin(clerk, "Catat penyampaian keputusan")
    clerk.enter({"Diterima pada": typed(ago(30))})
    record(clerk, "Catat penyampaian keputusan", REASON)
    put_up_and_sign(clerk)


def appeal(clerk: Clerk) -> None:
    begin(clerk, "Catat banding administratif")
    clerk.enter({"Diajukan pada": typed(ago(24)), "Nomor surat": "01/BANDING/2026"})
    clerk.enter({"Tembusan diterima pejabat pada": typed(ago(23))})
    clerk.enter({"Alasan yang diajukan": "Sudah mengundurkan diri dari partai politik."})
    clerk.picture("banding")
    record(clerk, "Catat banding administratif", REASON)
    clerk.on("case")
    clerk.see("Catat tanggapan PPK atas banding")
    clerk.picture("banding-diajukan")

    begin(clerk, "Catat tanggapan PPK atas banding")
    clerk.enter(
        {"Tanggal tanggapan": typed(ago(18)), "Isi tanggapan": "Keputusan sudah sesuai dengan hasil pemeriksaan."}
    )
    record(clerk, "Catat tanggapan PPK atas banding", REASON)

    begin(clerk, "Catat putusan BPASN")
    clerk.enter({"Tanggal putusan": typed(ago(6)), "Nomor": "27/BPASN/2026"})
    clerk.choose("Hasil", "Memperkuat")
    clerk.picture("putusan-bpasn")
    record(clerk, "Catat putusan BPASN", REASON)

    begin(clerk, "Catat pemberhentian berlaku")
    clerk.enter({"Berlaku mulai": typed(ago(5))})
    if clerk.sees("Alasan tanggal lain"):
        clerk.enter({"Alasan tanggal lain": "Menurut putusan BPASN."})
    clerk.picture("berlaku")
    record(clerk, "Catat pemberhentian berlaku", REASON)


def end(clerk: Clerk) -> None:
    begin(clerk, "Catat unggahan ke I'DIS, SIASN atau SBT")
    clerk.enter({"Diunggah pada": typed(ago(3))})
    record(clerk, "Catat unggahan ke I'DIS, SIASN atau SBT")

    begin(clerk, "Tutup perkara")
    clerk.enter({"Tanggal": typed(ago(1))})
    record(clerk, "Tutup perkara", REASON)
    put_up_and_sign(clerk)
    clerk.see("Perkara ini sudah berakhir")
    clerk.picture("perkara-selesai")
