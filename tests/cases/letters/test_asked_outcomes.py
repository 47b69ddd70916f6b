"""Letters that tell how a case ended: objections, rehabilitations, the paymaster, the reporter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from asked_words import LAW, decided, entries, in_force, words
from letter_entries import ENTRIES
from letter_facts import (
    CHAIR,
    DECISION,
    FACTS,
    HEAD,
    OBJECTION,
    OBJECTION_DECISION,
    SECRETARY,
)
from letter_samples import (
    asked_content,
    asked_file,
    letter_file,
    sample_report,
    with_steps,
)

from cases.letters.asks import person_text
from cases.letters.templates import SHIPPED
from cases.model.case import CaseFile, Track
from cases.model.report import Source
from cases.model.steps import (
    Addressee,
    CourtFacts,
    InForceFacts,
    RehabilitationFacts,
    ResponseFacts,
    StepFacts,
    StepKey,
)


@pytest.mark.parametrize(
    ("outcome", "said", "unsaid"),
    [
        ("memperkuat", ("Memperkuat Keputusan", "mengajukan gugatan"), ("menjadi teguran", "dipulihkan")),
        ("memperingan", ("Memperingan hukuman", "menjadi teguran tertulis"), ("dipulihkan",)),
        ("memperberat", ("Memperberat hukuman", "menjadi teguran tertulis"), ("dipulihkan",)),
        ("mengubah", ("Mengubah hukuman", "menjadi teguran tertulis"), ("dipulihkan",)),
        ("mencabut", ("Mencabut Keputusan", "nama baik dan hak-hak"), ("menjadi teguran", "mengajukan gugatan")),
        ("membatalkan", ("Membatalkan Keputusan", "nama baik dan hak-hak"), ("menjadi teguran", "mengajukan gugatan")),
    ],
)
def test_an_objection_ends_as_the_entry_or_the_step_says(
    outcome: str, said: tuple[str, ...], unsaid: tuple[str, ...]
) -> None:
    entered = entries("objection-ruling", amar=outcome, ganti_hukuman="teguran tertulis")
    recorded = with_steps(
        asked_file("objection-ruling"),
        (StepKey.OBJECTION_DECISION, replace(OBJECTION_DECISION, outcome=outcome, sanction_key="teguran-tertulis")),
    )
    without = {key: value for key, value in ENTRIES["objection-ruling"].items() if key != "amar"}
    for text in (words("objection-ruling", entries=entered), words("objection-ruling", file=recorded, entries=without)):
        assert [phrase for phrase in said if phrase not in text] == []
        assert [phrase for phrase in unsaid if phrase in text] == []


def test_every_outcome_that_a_case_may_have_can_be_chosen() -> None:
    (amar,) = [entry for entry in SHIPPED.of("objection-ruling", None).entries if entry.key == "amar"]
    effects = {"stands", "changed", "annulled"}
    assert set(amar.choices) == {one.key for one in LAW.outcomes("objection-decision") if one.effect in effects}


def test_an_objection_to_the_head_is_decided_by_him_and_one_to_the_superior_by_whom_somebody_names() -> None:
    head = asked_content("objection-ruling", LAW)
    assert (head.values["pejabat.jabatan"], head.signatures[0].person) == ("Bupati Tirta Kencana", HEAD)
    upward = with_steps(letter_file(), (StepKey.OBJECTION, replace(OBJECTION, addressee=Addressee.HIGHER_OFFICIAL)))
    unnamed = asked_content("objection-ruling", LAW, file=upward)
    assert (unnamed.values["pejabat.jabatan"], unnamed.signatures[0].person.name) == ("", "")
    chosen = entries("objection-ruling", pejabat=person_text(SECRETARY))
    named = asked_content("objection-ruling", LAW, file=upward, entries=chosen)
    assert (named.values["pejabat.jabatan"], named.signatures[0].person) == (SECRETARY.position, SECRETARY)


@pytest.mark.parametrize(
    ("file", "because", "how"),
    [
        (decided("membatalkan"), "Keputusan atas Keberatan Nomor 800.1.6.2/9/BKPPD/2025 tanggal 14 Januari", "batal"),
        (decided("mencabut"), "Keputusan atas Keberatan", "dicabut"),
        (
            decided("membatalkan", key=StepKey.APPEAL_DECISION),
            "Putusan Badan Pertimbangan Aparatur Sipil Negara Nomor 15/KPTS/BPASN/2025 tanggal 3 Maret 2025",
            "batal",
        ),
        (
            with_steps(
                decided("memperkuat"),
                (
                    StepKey.COURT,
                    CourtFacts(
                        court="PTUN Banyu Biru", filed_on=date(2025, 2, 3), number="4/G/2025",
                        decided_on=date(2025, 6, 2), outcome="gugatan-dikabulkan",
                    ),
                ),
            ),
            "Putusan PTUN Banyu Biru Nomor 4/G/2025 tanggal 2 Juni 2025",
            "batal",
        ),
    ],
)  # fmt: skip
def test_a_rehabilitation_says_what_annulled_the_decision(file: CaseFile, because: str, how: str) -> None:
    text = words("rehabilitation-order", file=file)
    assert f"bahwa berdasarkan {because}" in text
    assert f"keputusan tersebut dinyatakan {how};" in text
    assert "kenaikan gaji berkala yang tertunda" in text


def test_a_rehabilitation_claims_nothing_that_no_ruling_says() -> None:
    for file in (letter_file(), decided("memperkuat"), decided("memperingan", key=StepKey.APPEAL_DECISION)):
        values = asked_content("rehabilitation-order", LAW, file=file).values
        assert (values["pulih.sebab"], values["pulih.amar"]) == ("", "")


def test_what_a_step_recorded_stands_where_nothing_was_entered() -> None:
    restored = (StepKey.REHABILITATION, RehabilitationFacts(restored_on=date(2025, 2, 3), restored="Gaji berkala."))
    file = with_steps(decided("membatalkan"), restored)
    assert "Hak-hak yang dipulihkan: gaji berkala." in words("rehabilitation-order", file=file, entries={})
    assert "seperti semula" in words("rehabilitation-order", file=decided("membatalkan"), entries={})
    answered = ResponseFacts(responded_on=date(2024, 12, 27), official=CHAIR, content="Sudah setimpal.\nTetap.")
    file = with_steps(asked_file("objection-reply"), (StepKey.OBJECTION_RESPONSE, answered))
    assert asked_content("objection-reply", LAW, file=file, entries={}).rows["tanggapan.isi"] == [
        {"teks": "Sudah setimpal."},
        {"teks": "Tetap."},
    ]


@pytest.mark.parametrize("sanction", LAW.every_sanction(), ids=lambda sanction: sanction.key)
def test_the_paymaster_is_told_one_thing_for_each_sanction(sanction: Any) -> None:
    if sanction.track == Track.ETHICS:
        return
    facts = replace(DECISION, sanction_key=sanction.key, level=sanction.level)
    in_force = (StepKey.IN_FORCE, InForceFacts(effective_on=date(2025, 1, 10), computed_on=date(2025, 1, 10)))
    file = with_steps(letter_file(facts={"decision": facts}), in_force)
    text = words("pay-notice", file=file)
    said = {
        "none": "tidak mengubah gaji pokok",
        "period": "disesuaikan dengan keputusan itu terhitung mulai tanggal 1 Maret 2025",
        "allowance": "Rp3.600.000,00 (tiga juta enam ratus ribu rupiah) terhitung mulai tanggal 1 Maret 2025",
        "position": "tunjangan jabatan yang bersangkutan disesuaikan",
        "release": "tunjangan jabatan yang bersangkutan disesuaikan",
        "dismissal": "dihentikan",
    }
    assert said[sanction.dictum] in text
    assert sum(phrase in text for phrase in set(said.values())) == 1


def test_the_paymaster_is_told_the_sanction_that_a_remedy_left() -> None:
    file = decided("memperingan", sanction_key="teguran-tertulis", level="ringan", effective_on=date(2025, 1, 14))
    text = words("pay-notice", file=file)
    assert "telah ditetapkan teguran tertulis" in text
    assert "menurut putusan upaya administratif" in text
    assert "tidak mengubah gaji pokok" in text
    assert "menurut putusan upaya administratif" not in words("pay-notice")


def test_the_reporter_learns_how_it_went_and_never_the_sanction() -> None:
    report = sample_report(source=Source.PUBLIC, reporter_name="Budi Raharjo")
    states: list[tuple[tuple[tuple[StepKey, StepFacts], ...], str]] = [
        ((), "sedang ditangani"),
        (((StepKey.STOPPED, FACTS["stop-notice"]),), "dihentikan karena"),
        ((in_force(),), "telah dijatuhi sanksi"),
    ]
    for steps, said in states:
        text = words("reporter-notice", file=replace(with_steps(letter_file(), *steps), report=report))
        assert said in text
        assert "Sdr. Budi Raharjo" in text
        assert "kenaikan gaji" not in text
        assert sum(phrase in text for _, phrase in states) == 1
