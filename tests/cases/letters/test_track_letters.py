"""What fills the letters beside the disciplinary main road: ethics, dismissal, suspension, notices."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from letter_facts import (
    ACCUSED,
    AUDITOR,
    CHAIR,
    CLERK,
    COUNCIL,
    DISMISSAL_KEY,
    FACTS,
    FINDINGS,
    HEAD,
    LETTER_ON,
    MORAL_DECISION,
    MORAL_FINDINGS,
    RECOMMENDATION,
    SECRETARY,
    WITNESS,
)
from letter_samples import letter_case, letter_content, letter_file, letter_office, track_case, with_steps
from samples import make_signatory

from cases.letters.content import content_for
from cases.model.case import Track
from cases.model.letter import LetterContent
from cases.model.person import EmploymentStatus, Person, TeamDuty
from cases.model.steps import (
    AuthorityReportFacts,
    ClosedFacts,
    DeclarationFacts,
    DeclarationManner,
    DocumentedFacts,
    ExaminationFacts,
    FollowUpFacts,
    InForceFacts,
    RecordSystem,
    RemedyDecisionFacts,
    ServedFacts,
    StatementFacts,
    StepKey,
    StoppedFacts,
)
from cases.regulations import load_law

LAW = load_law()
ETHICS = track_case(Track.ETHICS)
PPPK = replace(ACCUSED, status=EmploymentStatus.PPPK, rank="", grade="IX", nip="199003122024212009")


def signers(content: LetterContent) -> list[tuple[str, str]]:
    return [(signature.post_line, signature.person.name) for signature in content.signatures]


def declared(**parts: object) -> LetterContent:
    facts = FACTS["moral-declaration"]
    assert isinstance(facts, DeclarationFacts)
    return letter_content("moral-declaration", LAW, facts=replace(facts, **parts))


# Ethics -----------------------------------------------------------------------------------------------------------


def test_the_council_is_called_so_and_its_heads_are_members_too() -> None:
    content = letter_content("ethics-hearing-record", LAW)
    assert [row["kedudukan"] for row in content.rows["pemeriksa"]] == [
        "Ketua merangkap Anggota",
        "Sekretaris merangkap Anggota",
        "Anggota",
        "Anggota",
        "Anggota",
    ]
    assert [row["nama"] for row in content.rows["paraf"]][:3] == ["Yang diperiksa", "Ketua", "Sekretaris"]
    assert signers(content)[:2] == [("Yang diperiksa", ACCUSED.name), ("Ketua Majelis Kode Etik", SECRETARY.name)]


@pytest.mark.parametrize("kind", ["ethics-summons-1", "ethics-summons-2"])
def test_a_member_of_the_council_summons_as_such_and_another_by_his_post(kind: str) -> None:
    assert signers(letter_content(kind, LAW)) == [("Ketua Majelis Kode Etik", SECRETARY.name)]
    facts = replace(FACTS[kind], signer=CHAIR)
    assert signers(letter_content(kind, LAW, facts=facts)) == [("Sekretaris Majelis Kode Etik", CHAIR.name)]
    facts = replace(FACTS[kind], signer=CLERK)
    assert signers(letter_content(kind, LAW, facts=facts)) == [(CLERK.position, CLERK.name)]


def test_the_record_of_an_absence_names_the_councils_summons() -> None:
    content = letter_content("absence-record", LAW, file=letter_file(ETHICS, absent=True))
    assert content.values["panggilan.nomor"] == "800.1.6.1/46/BKPPD/X/2024"
    assert content.signatures[0].post_line == "Ketua Majelis Kode Etik"


def test_the_ruling_is_every_members_and_rests_on_their_appointment() -> None:
    content = letter_content("ethics-ruling", LAW)
    assert len(content.signatures) == len(COUNCIL)
    assert content.values["tim.surat.nomor"] == "800.1.6.1/41/BKPPD/2024"
    assert content.values["lhp.hukuman"] == LAW.sanction("moral-terbuka").title
    assert content.values["lhp.administratif"] == MORAL_FINDINGS.administrative


def test_a_moral_decision_rests_on_the_ruling_and_names_the_breach() -> None:
    values = letter_content("moral-decision", LAW).values
    assert (values["laporan_hasil.nomor"], values["laporan_hasil.tanggal"]) == (
        "800.1.6.1/51/BKPPD/XI/2024",
        "15 Oktober 2024",
    )
    assert values["pelanggaran.ketentuan"].startswith(LAW.violation("E2").article)
    assert values["sanksi.dasar"].startswith(LAW.sanction("moral-terbuka").article)


def test_a_declaration_speaks_of_the_decision_and_is_confidential_only_in_a_closed_room() -> None:
    values = declared().values
    assert values["keputusan.nomor"] == "800.1.6.1/53/BKPPD/2024"
    assert values["putusan.perbuatan"] == MORAL_DECISION.act
    assert values["nyata.tertutup"] == ""
    assert declared(manner=DeclarationManner.CLOSED).values["nyata.tertutup"]


def test_who_states_the_sanction_signs_once_though_it_be_the_person_himself() -> None:
    assert signers(declared())[:2] == [
        ("Yang membuat pernyataan", ACCUSED.name),
        ("Bupati Tirta Kencana", HEAD.name),
    ]
    assert signers(declared(stated_by=ACCUSED, witnesses=(CLERK,))) == [
        ("Yang membuat pernyataan", ACCUSED.name),
        ("Saksi", CLERK.name),
    ]


def test_what_a_decision_of_another_track_is_about() -> None:
    facts = FACTS["handover-summons"]
    ethics = letter_content("handover-summons", LAW, file=letter_file(ETHICS), facts=facts).values
    assert ethics["keputusan.tentang"] == "Penjatuhan Sanksi Moral berupa Pernyataan Secara Terbuka"
    assert ethics["keputusan.nomor"] == "800.1.6.1/53/BKPPD/2024"
    dismissed = letter_content("handover-summons", LAW, file=letter_file(track_case(Track.DISMISSAL)), facts=facts)
    assert dismissed.values["keputusan.tentang"].casefold() == LAW.sanction(DISMISSAL_KEY).title.casefold()
    assert letter_content("handover-summons", LAW).values["keputusan.tentang"].startswith("Penjatuhan Hukuman Disiplin")


@pytest.mark.parametrize(
    ("track", "words"),
    [
        (Track.DISCIPLINE, "pelanggaran disiplin"),
        (Track.ETHICS, "pelanggaran kode etik"),
        (Track.DISMISSAL, "pelanggaran netralitas"),
    ],
)
def test_each_track_calls_its_breach_by_its_name(track: Track, words: str) -> None:
    values = letter_content("stop-notice", LAW, file=letter_file(track_case(track))).values
    assert values["pelanggaran.jenis"] == words


# Witnesses, recordings, suspension --------------------------------------------------------------------------------


def test_a_witness_signs_before_those_who_asked_him() -> None:
    content = letter_content("witness-statement", LAW)
    assert signers(content)[0] == ("Yang memberi keterangan", WITNESS.name)
    assert content.rows["paraf"][0] == {"nama": "Yang memberi keterangan"}
    assert content.values["saksi.nama"] == WITNESS.name
    facts = FACTS["witness-statement"]
    assert isinstance(facts, StatementFacts)
    outsider = letter_content("witness-statement", LAW, facts=replace(facts, witness=Person(name="Pak Karto")))
    assert (outsider.values["saksi.nip"], outsider.values["saksi.pangkat"]) == ("", "")


def test_a_recording_is_told_with_the_day_of_consent() -> None:
    facts = FACTS["examination-record"]
    assert isinstance(facts, ExaminationFacts)
    taped = replace(facts, recorded=True, consent_on=date(2024, 10, 25))
    values = letter_content("examination-record", LAW, facts=taped).values
    assert (values["rekam.ada"], values["rekam.tanggal"]) == ("ya", "25 Oktober 2024")
    assert not letter_content("examination-record", LAW).values["rekam.ada"]


def test_a_suspension_names_who_stands_in_and_stands_on_the_superiors_own_head() -> None:
    content = letter_content("suspension-order", LAW)
    assert signers(content) == [(CHAIR.position, CHAIR.name)]
    assert content.values["plh.nama"] == CLERK.name
    assert content.values["kop.instansi"] == CHAIR.work_unit
    assert content.values["bebas.mulai"] == "25 Oktober 2024"
    assert content.rows["dasar"]


def test_a_report_upward_says_what_was_found_or_what_is_suspected() -> None:
    facts = FACTS["authority-report"]
    assert isinstance(facts, AuthorityReportFacts)
    found = letter_content("authority-report", LAW).values
    assert found["lhp.hukuman"] == LAW.sanction(FINDINGS.sanction_key).title
    assert found["laporan_hasil.nomor"] == "800.1.6.2/224/BKPPD/XI/2024"
    assert found["lapor.kepada"] == "Bupati Tirta Kencana"
    early = replace(letter_file(), steps=letter_file().steps[:3], letters=())
    values = letter_content("authority-report", LAW, file=early).values
    assert (values["lhp.hukuman"], values["laporan_hasil.nomor"]) == ("", "")
    assert values["lhp.pelanggaran"] == found["lhp.pelanggaran"]
    unnamed = replace(facts, addressed_post="")
    assert letter_content("authority-report", LAW, facts=unnamed).values["lapor.kepada"] == "Bupati Tirta Kencana"


# Dismissal --------------------------------------------------------------------------------------------------------


def test_a_pppk_is_not_dismissed_but_his_contract_is_ended() -> None:
    file = letter_file(track_case(Track.DISMISSAL, respondent=PPPK))
    values = letter_content("dismissal-proposal", LAW, file=file).values
    assert values["berhenti.sebutan"] == "pemutusan hubungan perjanjian kerja"
    assert (values["terlapor.nip"], values["terlapor.nipppk"]) == ("", "19900312 202421 2 009")
    assert letter_content("dismissal-proposal", LAW).values["berhenti.sebutan"] == "pemberhentian"


def test_a_dismissal_names_who_proposed_it() -> None:
    values = letter_content("dismissal-decision", LAW).values
    assert (values["usul.oleh"], values["usul.nomor"]) == (SECRETARY.position, "800.1.6.2/228/BKPPD/XI/2024")
    assert values["masa.mulai"] == "31 Oktober 2024"
    alone = letter_file(track_case(Track.DISMISSAL))
    alone = replace(alone, steps=tuple(step for step in alone.steps if step.key is not StepKey.PROPOSAL), letters=())
    assert letter_content("dismissal-decision", LAW, file=alone).values["usul.oleh"] == ""


def test_findings_recommend_a_sanction_or_a_dismissal() -> None:
    discipline = letter_content("findings-report", LAW).values
    assert (discipline["lhp.disiplin"], discipline["lhp.berhenti"]) == ("ya", "")
    file = letter_file(track_case(Track.DISMISSAL))
    dismissal = letter_content("findings-report", LAW, file=file).values
    assert (dismissal["lhp.disiplin"], dismissal["lhp.berhenti"]) == ("", "ya")
    cleared = letter_content("findings-report", LAW, file=file, facts=replace(FINDINGS, proven=False)).values
    assert (cleared["lhp.disiplin"], cleared["lhp.berhenti"], cleared["lhp.hukuman"]) == ("", "", "")


# Notices ----------------------------------------------------------------------------------------------------------


def test_a_stop_gives_the_reason_of_the_law_and_the_clerks_words_beside_it() -> None:
    rule = next(one for one in LAW.stop_reasons("disiplin") if one.key == "tidak-terbukti")
    values = letter_content("stop-notice", LAW).values
    assert values["henti.sebab"].casefold() == rule.title.casefold()
    assert values["henti.dasar"].startswith(rule.article)
    assert values["henti.alasan"] == ""
    told = letter_content("stop-notice", LAW, facts=StoppedFacts(reason="Saksi berbeda.", reason_key=rule.key)).values
    assert told["henti.alasan"] == "Saksi berbeda"
    free = letter_content("stop-notice", LAW, facts=StoppedFacts(reason="Laporan dicabut.")).values
    assert (free["henti.sebab"], free["henti.dasar"], free["henti.alasan"]) == ("laporan dicabut", "", "")


def test_a_stop_goes_to_the_superior_or_to_the_head_of_the_unit() -> None:
    assert letter_content("stop-notice", LAW).values["henti.kepada"] == CHAIR.position
    alone = letter_content("stop-notice", LAW, file=letter_file(letter_case(superior=None)))
    assert alone.values["henti.kepada"] == f"Kepala {ACCUSED.work_unit}"
    assert alone.copies[0] == f"Sdr. {ACCUSED.name}"


def test_nobody_writes_to_an_accused_who_died() -> None:
    died = letter_content("stop-notice", LAW, facts=StoppedFacts(reason="", reason_key="meninggal-dunia"))
    assert not any(ACCUSED.name in line for line in died.copies)
    assert any(line.startswith("Inspektur") for line in died.copies)
    retired = letter_content("stop-notice", LAW, facts=StoppedFacts(reason="", reason_key="pensiun"))
    assert retired.copies == (f"Sdr. {ACCUSED.name}", *died.copies)


def test_a_closing_note_tells_how_the_case_ended() -> None:
    outcome = LAW.outcomes("objection-decision")[0]
    remedy = RemedyDecisionFacts(decided_on=date(2025, 1, 20), outcome=outcome.key, number="7", decided_by="PPK")
    file = with_steps(
        letter_file(),
        (StepKey.OBJECTION_DECISION, remedy),
        (StepKey.IN_FORCE, InForceFacts(effective_on=date(2025, 1, 10), computed_on=date(2025, 1, 10))),
        (StepKey.SERVED, ServedFacts(ended_on=date(2026, 2, 28))),
        (StepKey.DOCUMENTED, DocumentedFacts(system=RecordSystem.IDIS, uploaded_on=date(2025, 1, 15))),
        (StepKey.DOCUMENTED, DocumentedFacts(system=RecordSystem.SIASN, uploaded_on=date(2025, 1, 16))),
    )
    values = letter_content("closing-note", LAW, file=file, facts=ClosedFacts()).values
    assert values["upaya.hasil"] == f"{outcome.title}, Nomor 7, 20 Januari 2025"
    assert values["berlaku.tanggal"] == "10 Januari 2025"
    assert values["jalani.tanggal"] == "28 Februari 2026"
    assert values["catat.sistem"] == "I'DIS (15 Januari 2025); SIASN (16 Januari 2025)"
    assert values["putusan.ada"]
    stopped = replace(letter_file(), letters=())
    stopped = with_steps(stopped, (StepKey.STOPPED, StoppedFacts(reason="", reason_key="meninggal-dunia")))
    values = letter_content("closing-note", LAW, file=stopped).values
    assert (values["putusan.ada"], values["henti.sebab"]) == ("", "terlapor meninggal dunia")


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("kasn", ""),
        ("bkn", "Badan Kepegawaian Negara"),
        ("lain", ""),
        ("Dewan Pengawas Netralitas", "Dewan Pengawas Netralitas"),
    ],
)
def test_the_recommending_body_is_whoever_the_facts_name(body: str, name: str) -> None:
    file = with_steps(letter_file(), (StepKey.RECOMMENDATION, replace(RECOMMENDATION, body=body)))
    facts = FollowUpFacts(body=body, done="telah diperiksa.", signer=CHAIR)
    values = content_for("follow-up-letter", file, facts, letter_office(), LAW, LETTER_ON).values
    assert values["rekomendasi.badan"] == name
    assert values["rekomendasi.nomor"] == RECOMMENDATION.number
    assert values["tindak.isi"] == "telah diperiksa"


def test_a_body_is_named_as_long_as_there_is_one() -> None:
    told = replace(RECOMMENDATION, body="kasn", letter_on=date(2024, 5, 6), received_on=date(2024, 5, 8))
    file = with_steps(letter_file(), (StepKey.RECOMMENDATION, told))
    facts = FollowUpFacts(body="kasn", done="telah diperiksa.", signer=CHAIR)
    for on, name in ((date(2024, 8, 24), "Komisi Aparatur Sipil Negara"), (date(2024, 8, 25), "")):
        content = content_for("follow-up-letter", file, facts, letter_office(), LAW, on)
        assert content.values["rekomendasi.badan"] == name


def test_a_follow_up_answers_the_recommendation_of_its_own_body() -> None:
    other = replace(RECOMMENDATION, body="bawaslu", number="12/PM")
    file = with_steps(letter_file(), (StepKey.RECOMMENDATION, RECOMMENDATION), (StepKey.RECOMMENDATION, other))
    facts = FollowUpFacts(body="bkn", done="-", signer=CHAIR)
    values = content_for("follow-up-letter", file, facts, letter_office(), LAW, LETTER_ON).values
    assert values["rekomendasi.nomor"] == RECOMMENDATION.number


def test_where_the_facts_name_no_signer_the_head_of_the_agency_signs_or_the_pen() -> None:
    def signed(*people: Person) -> list[tuple[str, str]]:
        signatories = [make_signatory(person=person) for person in people]
        content = content_for(
            "stop-notice", letter_file(), FACTS["stop-notice"], letter_office(), LAW, LETTER_ON, signatories=signatories
        )
        return signers(content)

    assert signed() == [(f"Kepala {letter_office().name}", "")]
    assert signed(AUDITOR) == [(AUDITOR.position, AUDITOR.name)]
    assert signed(AUDITOR, CHAIR) == [(CHAIR.position, CHAIR.name)]


def test_a_single_examiner_is_no_council() -> None:
    alone = (replace(COUNCIL[0], duty=TeamDuty.MEMBER),)
    hearing = replace(FACTS["ethics-hearing-record"], examiners=alone)
    file = letter_file(track_case(Track.ETHICS, examiners=alone), facts={"ethics-hearing-record": hearing})
    assert len(letter_content("ethics-ruling", LAW, file=file).signatures) == 1
