"""Every step of every track has a form, and each form gives back the facts that it was filled from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from case_desk import AUDITOR, CLERK, SUPERIOR, TEAM, TODAY, open_case, stand_still

from cases.model.case import Track
from cases.model.person import ActingMark
from cases.model.steps import (
    FACTS_OF,
    AbsenceFacts,
    Addressee,
    ArchivedFacts,
    AuthorityReportFacts,
    ClosedFacts,
    CorrectedFacts,
    CourtFacts,
    CriminalFacts,
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
    OpenedFacts,
    ProposalFacts,
    Question,
    RecommendationFacts,
    RecordSystem,
    RehabilitationFacts,
    RemedyDecisionFacts,
    RemedyFacts,
    ReopenedFacts,
    ResponseFacts,
    ServedFacts,
    StatementFacts,
    StepFacts,
    StepKey,
    StoppedFacts,
    SummonsFacts,
    SuspensionFacts,
    TeamFacts,
)
from cases.regulations import Law, load_law
from cases.rules.lifecycle import NextStep
from cases.services import lawbook, office
from cases.services.lawbook import CaseLaw
from desktop.pages.step_forms import Scene, StepBody, form_of, has_form
from desktop.pages.step_forms.body import draft_of

DAY, LATER, END = date(2026, 7, 14), date(2026, 8, 3), date(2027, 8, 2)


@pytest.fixture(scope="module")
def every_law() -> Law:
    return load_law()


def code_of(law: Law, track: Track) -> str:
    """A form of violation of the track."""
    return next(one.code for one in law.violations(track) if one.level or track is not Track.DISCIPLINE)


@pytest.fixture
def scene_of(do, ask, every_law: Law) -> Callable[[Track, StepKey], Scene]:
    opened: dict[Track, Any] = {}

    def scene(track: Track, key: StepKey) -> Scene:
        if track not in opened:
            head = ask(office.current_office).head
            file = open_case(do, head, code=code_of(every_law, track))
            assert file.case.track == track
            opened[track] = ask(lawbook.case_scene, file.case.id)
        view, law = opened[track]
        rule = law.steps[key]
        step = NextStep(
            key=key,
            title=rule.title,
            action=rule.action,
            why=rule.why,
            article=rule.article,
            regulation=rule.regulation,
            verified=rule.verified,
        )
        return Scene(view=view, law=law, step=step, today=TODAY)

    return scene


def remedy(key: StepKey, law: CaseLaw) -> RemedyDecisionFacts:
    """Another sanction in the place of the decided one."""
    changed = next(one for one in law.outcomes[key] if one.effect == "changed")
    level, types = next((level, types) for level, types in reversed(law.sanctions.items()) if types)
    chosen = types[0]
    return RemedyDecisionFacts(
        decided_on=DAY,
        outcome=changed.key,
        number="7/K/2026",
        decided_by="Bupati Tirta Kencana",
        effective_on=LATER,
        level=level,
        sanction_key=chosen.key,
        begins_on=LATER if chosen.months else None,
        ends_on=END if chosen.months else None,
        new_position="Analis" if "new_position" in chosen.needs else "",
        note="Dibacakan.",
    )


def decided(law: CaseLaw) -> DecisionFacts:
    level, types = next((level, types) for level, types in reversed(law.sanctions.items()) if types)
    chosen = types[0]
    needs = {*chosen.needs, *(("begins_on", "ends_on") if chosen.months else ())}
    values: dict[str, Any] = {
        "begins_on": LATER,
        "ends_on": END,
        "new_position": "Analis",
        "allowance_from": "Rp4.000.000",
        "allowance_to": "Rp3.000.000",
        "dismissal_wording": "diberhentikan",
    }
    return DecisionFacts(
        sanction_key=chosen.key,
        level=level,
        violation_codes=(law.choices[0].code,),
        act="berfoto bersama calon",
        official=replace(SUPERIOR, acting=ActingMark.PLT),
        official_post="Plt. Kepala Dinas Perhubungan",
        administrative="mutasi" if level == "moral" else "",
        **{key: value for key, value in values.items() if key in needs},
    )


def found(law: CaseLaw) -> FindingsFacts:
    level, types = next((level, types) for level, types in law.sanctions.items() if types)
    return FindingsFacts(
        proven=True,
        violation_codes=(law.choices[0].code,),
        form="berfoto",
        time="Rabu",
        place="lapangan",
        aggravating="jabatan",
        mitigating="jujur",
        impact="instansi",
        level=level,
        sanction_key=types[-1].key,
        authority=AUDITOR,
        signer=CLERK,
        administrative="pembinaan" if level == "moral" else "",
    )


QUESTIONS = (Question(question="Sehat?", answer="Sehat."), Question(question="Benar?", answer="Benar."))
SAMPLES: dict[type[StepFacts], Callable[[StepKey, CaseLaw], StepFacts]] = {
    TeamFacts: lambda _key, _law: TeamFacts(members=TEAM, appointed_by=AUDITOR),
    SummonsFacts: lambda _key, _law: SummonsFacts(
        examine_on=LATER,
        examine_at="10.30",
        place="Aula",
        report_to=AUDITOR,
        signer=SUPERIOR,
        first_number="800/1/BKPSDM/VII/2026",
        first_on=DAY,
    ),
    AbsenceFacts: lambda _key, _law: AbsenceFacts(missed_on=DAY, reason="sakit", witnesses=(AUDITOR, CLERK)),
    ExaminationFacts: lambda _key, _law: ExaminationFacts(
        examined_on=DAY,
        examined_at="09.00",
        place="Aula",
        mode=ExaminationMode.VIRTUAL,
        examiners=TEAM,
        questions=QUESTIONS,
        refused_to_sign=True,
        refusal_note="tidak setuju",
        recorded=True,
        consent_on=DAY,
    ),
    FindingsFacts: lambda _key, law: found(law),
    StoppedFacts: lambda _key, law: StoppedFacts(
        reason="Sudah pensiun.", reason_key=law.stop_reasons[-1].key if law.stop_reasons else ""
    ),
    DecisionFacts: lambda _key, law: decided(law),
    HandoverSummonsFacts: lambda _key, _law: HandoverSummonsFacts(
        meet_on=DAY, meet_at="13.30", place="Aula", report_to=AUDITOR, signer=CLERK
    ),
    HandoverFacts: lambda _key, _law: HandoverFacts(
        received_on=DAY,
        manner=HandoverManner.SENT,
        receiver="Keluarga",
        handed_by=CLERK,
        refused=True,
        note="Resi 12.",
    ),
    InForceFacts: lambda _key, _law: InForceFacts(effective_on=LATER, computed_on=DAY, manual_reason="Putusan."),
    RecommendationFacts: lambda _key, law: RecommendationFacts(
        body=law.recommenders[-1].key,
        number="R-1/2026",
        letter_on=DAY,
        received_on=LATER,
        content="Jatuhkan hukuman.",
        level=next(iter(law.sanctions)),
    ),
    FollowUpFacts: lambda _key, law: FollowUpFacts(body=law.recommenders[-1].key, done="Selesai.", signer=CLERK),
    CriminalFacts: lambda _key, _law: CriminalFacts(known_on=DAY, authority="Polres", number="LP/1", note="disidik"),
    SuspensionFacts: lambda _key, _law: SuspensionFacts(
        begins_on=DAY, substitute=AUDITOR, signer=SUPERIOR, reason="Kemungkinan berat."
    ),
    StatementFacts: lambda _key, _law: StatementFacts(
        given_on=DAY,
        given_at="08.15",
        place="Aula",
        witness=AUDITOR,
        examiners=TEAM,
        questions=QUESTIONS,
        refused_to_sign=True,
    ),
    AuthorityReportFacts: lambda _key, _law: AuthorityReportFacts(
        addressed_to=AUDITOR, addressed_post="Sekretaris Daerah", signer=SUPERIOR, reason="Di atas kewenangan."
    ),
    ProposalFacts: lambda _key, _law: ProposalFacts(
        proposed_by=CLERK, addressed_post="Bupati", received_on=DAY, reason="Usul."
    ),
    DeclarationFacts: lambda _key, _law: DeclarationFacts(
        held_on=DAY,
        manner=DeclarationManner.OPEN,
        medium="upacara bendera",
        place="Halaman kantor",
        stated_by=SUPERIOR,
        witnesses=(AUDITOR,),
        note="Khidmat.",
    ),
    RemedyFacts: lambda key, _law: RemedyFacts(
        filed_on=DAY,
        received_on=LATER,
        addressee=Addressee.BPASN if key is StepKey.APPEAL else Addressee.HIGHER_OFFICIAL,
        number="1/KB",
        grounds="Tidak adil.",
        copy_on=LATER,
    ),
    ResponseFacts: lambda _key, _law: ResponseFacts(
        responded_on=DAY, official=SUPERIOR, content="Sudah tepat.", number="2/T"
    ),
    RemedyDecisionFacts: remedy,
    CourtFacts: lambda key, law: CourtFacts(
        court="PTUN",
        filed_on=DAY,
        number="3/G",
        decided_on=LATER,
        outcome=law.outcomes[key][0].key if key in law.outcomes else "",
    ),
    RehabilitationFacts: lambda _key, _law: RehabilitationFacts(restored_on=DAY, restored="Nama baik.", number="4"),
    ServedFacts: lambda _key, _law: ServedFacts(ended_on=DAY, note="Selesai."),
    DocumentedFacts: lambda _key, _law: DocumentedFacts(
        system=RecordSystem.SIASN, uploaded_on=DAY, reference="tiket 9"
    ),
    ClosedFacts: lambda _key, _law: ClosedFacts(note="Selesai."),
    ReopenedFacts: lambda _key, _law: ReopenedFacts(reason="Bukti baru."),
    ArchivedFacts: lambda _key, law: ArchivedFacts(
        code=law.archive_codes[0].code,
        shelf="Rak 3",
        active_until=LATER,
        inactive_until=END,
        moved_on=DAY,
        disposed_on=LATER,
    ),
}


def test_every_class_of_facts_has_a_form_but_opening_and_correcting() -> None:
    assert {FACTS_OF[key] for key in FACTS_OF if not has_form(key)} == {OpenedFacts, CorrectedFacts}
    assert set(SAMPLES) == set(FACTS_OF.values()) - {OpenedFacts, CorrectedFacts}


def test_every_step_belongs_to_a_track(every_law: Law) -> None:
    of_tracks = {rule.key for track in Track for rule in every_law.steps(track)}
    assert {str(key) for key in StepKey if has_form(key)} <= of_tracks


@pytest.mark.parametrize("track", list(Track))
def test_a_form_gives_back_the_facts_it_was_filled_from(
    qtbot, desk, scene_of, every_law: Law, monkeypatch, track: Track
) -> None:
    stand_still(desk, monkeypatch)
    for rule in every_law.steps(track):
        key = StepKey(rule.key)
        if not has_form(key):
            continue
        scene = scene_of(track, key)
        body = made(qtbot, desk, scene)
        facts = SAMPLES[FACTS_OF[key]](key, scene.law)
        body.restore_facts(facts, DAY)
        assert body.facts() == facts, key
        again = made(qtbot, desk, scene)
        again.set_values(body.values())
        again.drafts(facts)
        assert again.facts() == facts, f"{key} as a draft"
        assert draft_of(body.on())


def made(qtbot, desk, scene: Scene) -> StepBody:
    body = form_of(desk, scene)
    qtbot.addWidget(body)
    return body


def test_titles_and_words_are_the_tracks(qtbot, desk, scene_of) -> None:
    body = made(qtbot, desk, scene_of(Track.ETHICS, StepKey.FINDINGS))
    assert body.has("administrative")
    assert body.box("level").isHidden()
    assert body.text("level") == "moral"
    body = made(qtbot, desk, scene_of(Track.DISCIPLINE, StepKey.FINDINGS))
    assert not body.has("administrative")
    assert not body.box("level").isHidden()
