"""Forms that a sheet makes: what is offered, proposed and shown follows from what is typed above it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from case_desk import CLERK, SUPERIOR, TODAY, fill, open_case, stand_still

from cases.errors import InvalidInput
from cases.model.steps import ArchivedFacts, RemedyDecisionFacts, StepKey
from cases.rules.lifecycle import NextStep
from cases.services import lawbook, office
from desktop.pages.step_forms import Scene, form_of
from desktop.pages.step_forms.plain import PlainBody
from desktop.widgets.fields import ChoiceField


@pytest.fixture
def form(qtbot, desk, do, ask, monkeypatch) -> Callable[[StepKey], PlainBody]:
    stand_still(desk, monkeypatch)
    view, law = ask(lawbook.case_scene, open_case(do, ask(office.current_office).head).case.id)

    def made(key: StepKey) -> PlainBody:
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
        body = form_of(desk, Scene(view=view, law=law, step=step, today=TODAY))
        assert isinstance(body, PlainBody)
        qtbot.addWidget(body)
        return body

    return made


def offered(body: PlainBody, key: str) -> list[str]:
    field = body.field(key)
    assert isinstance(field, ChoiceField)
    return [field.box.itemData(place) for place in range(field.box.count()) if field.box.itemData(place)]


def test_who_recommends_follows_the_day_of_the_letter(form) -> None:
    body = form(StepKey.RECOMMENDATION)
    fill(body.field, {"letter_on": date(2024, 3, 1)})
    assert "kasn" in offered(body, "body")
    assert "bkn" not in offered(body, "body")
    fill(body.field, {"letter_on": date(2026, 3, 1)})
    assert "bkn" in offered(body, "body")
    assert "kasn" not in offered(body, "body")
    fill(body.field, {"body": "bkn"})
    assert "belum diverifikasi" in body.box("body")._help.text()


def test_another_sanction_is_asked_only_where_the_outcome_changes_it(form) -> None:
    body = form(StepKey.OBJECTION_DECISION)
    asked = ("level", "sanction_key", "begins_on", "ends_on", "new_position")
    fill(body.field, {"decided_on": date(2026, 9, 1), "number": "1", "outcome": "memperkuat"})
    assert all(body.box(key).isHidden() for key in asked)
    facts = body.facts()
    assert isinstance(facts, RemedyDecisionFacts)
    assert (facts.level, facts.sanction_key, facts.begins_on) == ("", "", None)
    fill(body.field, {"outcome": "memperingan"})
    assert [key for key in asked if not body.box(key).isHidden()] == ["level", "sanction_key"]
    fill(body.field, {"level": "sedang", "sanction_key": "penundaan-kgb", "begins_on": date(2026, 10, 1)})
    assert [key for key in asked if not body.box(key).isHidden()] == ["level", "sanction_key", "begins_on", "ends_on"]
    assert body.day("ends_on") == date(2027, 9, 30)
    fill(body.field, {"level": "berat", "sanction_key": "penurunan-jabatan"})
    assert not body.box("new_position").isHidden()


def test_what_is_missing_is_one_sentence_under_its_field(form) -> None:
    body = form(StepKey.OBJECTION_DECISION)
    with pytest.raises(InvalidInput, match="Isi tanggalnya"):
        body.facts()
    assert not body.check()
    assert body.box("outcome").error


def test_an_objection_goes_to_who_may_decide_it(form) -> None:
    assert offered(form(StepKey.OBJECTION), "addressee") == ["PPK", "atasan pejabat"]
    assert offered(form(StepKey.APPEAL), "addressee") == ["BPASN"]


def test_a_proposal_gives_way_to_what_was_typed(form) -> None:
    body = form(StepKey.ARCHIVED)
    assert body.text("code") == "800.1.6.2"
    fill(body.field, {"on": date(2026, 10, 1), "shelf": "Rak 1"})
    assert body.day("active_until") == date(2028, 10, 1)
    fill(body.field, {"active_until": date(2029, 1, 1)})
    assert body.day("inactive_until") == date(2032, 1, 1)
    fill(body.field, {"on": date(2026, 11, 1)})
    facts = body.facts()
    assert isinstance(facts, ArchivedFacts)
    assert (facts.active_until, facts.inactive_until) == (date(2029, 1, 1), date(2032, 1, 1))


def test_a_draft_of_the_program_follows_on_and_one_of_the_clerk_stays(form) -> None:
    body = form(StepKey.ARCHIVED)
    fill(body.field, {"on": date(2026, 10, 1), "inactive_until": date(2040, 1, 1)})
    again = form(StepKey.ARCHIVED)
    again.set_values(body.values())
    fill(again.field, {"on": date(2026, 12, 1)})
    assert again.day("active_until") == date(2028, 12, 1)
    assert again.day("inactive_until") == date(2040, 1, 1)


def test_the_law_s_reason_to_stop_brings_its_words(form) -> None:
    body = form(StepKey.STOPPED)
    assert "tidak-terbukti" not in offered(body, "reason_key")
    fill(body.field, {"reason_key": "meninggal-dunia"})
    assert body.text("reason") == "Terlapor meninggal dunia"
    fill(body.field, {"reason": "Meninggal 3 Juli 2026."})
    fill(body.field, {"reason_key": "pensiun"})
    assert body.text("reason") == "Meninggal 3 Juli 2026."


def test_a_suspension_names_who_acts_meanwhile(form) -> None:
    body = form(StepKey.SUSPENSION)
    assert body.person("signer") == SUPERIOR
    fill(body.field, {"reason": "Kemungkinan berat."})
    with pytest.raises(InvalidInput):
        body.facts()
    body.field("substitute").set_person(CLERK)
    assert body.facts().substitute == CLERK
