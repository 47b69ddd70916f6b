"""A letter on its page, for tests of what the page does with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from case_desk import OPENED, SUPERIOR, House, open_case
from PySide6.QtWidgets import QLabel

from cases.model.case import CaseFile
from cases.model.person import Person
from cases.model.steps import StepKey, SummonsFacts
from cases.services import steps
from cases.services.steps import StepForm
from desktop.pages.letter import LetterPage


def summons(do, head: Person, signer: Person = SUPERIOR) -> CaseFile:
    """A case with a summons as a draft."""
    case_id = open_case(do, head, code="n.2").case.id
    facts = SummonsFacts(
        examine_on=OPENED + timedelta(days=10), examine_at="09.00", place="Aula", report_to=SUPERIOR, signer=signer
    )
    form = StepForm(key=StepKey.SUMMONS_1, facts=facts, on=OPENED)
    if signer is not SUPERIOR:
        form = replace(form, overrides=tuple(steps.Override(guard=guard, reason="Diwakilkan.") for guard in WARNED))
    return do(steps.take_step, case_id, form)


WARNED = ("summons-signer", "examination-day")


def shown(house: House, file: CaseFile, **args) -> LetterPage:
    house.open_page("letter", letter_id=file.letters[0].id, **args)
    house.settle()
    return house.letter


def words_of(widget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel) if one.text() and not one.isHidden()]
