"""The log of a case speaks Indonesian of everything that may stand in it."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import fields
from typing import get_args

import pytest

import cases.services
from cases.changes import Action, Noun
from cases.model.case import Case
from cases.model.evidence import Evidence
from cases.model.letter import Letter, RegisterEntry
from cases.model.log import KINDS as KINDS_OF_ACTIONS
from cases.model.old_case import OldCase
from cases.model.report import Report
from cases.model.steps import CaseStep
from cases.model.user import Right
from cases.services.access import RIGHT_OF
from desktop.pages.case_tabs.words import FIELDS, OPERATIONS
from desktop.pages.log_words import ACTIONS, KINDS, NOUNS

LOOKING_RIGHTS = {Right.READ, Right.RECAP, Right.READ_LOG, Right.READ_LOG_VALUES}
LOOKING = {
    "accounts.account_columns", "accounts.plan_account_import",
    "restores.drill_is_due",
    "disposal.due_files", "disposal.plan",
    "calendar.plan_import", "calendar.preview_holidays", "calendar.preview_office", "corrections.preview",
    "employee_imports.review_import", "employee_imports.remembered_columns", "employee_imports.import_history",
    "evidence_handover.plan_handover",
    "export_all.export_all", "ics.export_ics", "integrity.check_is_due", "integrity.due_run", "integrity.last_run",
    "integrity.verify",
    "old_case_import.old_case_columns",
    "name_lists.review_sheet", "name_review.result", "name_result.result_recap",
    "log_reading.export_log", "office_keys.sheet_state", "register.plan_by_hand", "register.plan_import",
    "restrictions.readers", "restrictions.restrictions", "users.users", "users.last_log_ins",
    "wording_drafts.try_out",
}  # fmt: skip
"""They ask for a right to change and only look."""
BEFORE_THE_GATE = {"log_in.end", "log_in.left", "log_in.prove"}
"""They write what somebody did who has not come in, or is on his way out."""


def services() -> dict[str, tuple[Right, ...]]:
    names = {one.name for one in pkgutil.iter_modules(cases.services.__path__)}
    for name in names:
        importlib.import_module(f"cases.services.{name}")
    return {name: rights for name, rights in RIGHT_OF.items() if name.partition(".")[0] in names}


def test_every_operation_on_a_case_has_its_words() -> None:
    found = services()
    changing = {name for name, rights in found.items() if not LOOKING_RIGHTS.issuperset(rights)}
    noting = {name for name in found if name.partition(".")[2].startswith("note_")}
    assert (changing | noting) - LOOKING - OPERATIONS.keys() == set()
    assert OPERATIONS.keys() - found.keys() == BEFORE_THE_GATE


@pytest.mark.parametrize("record", [Case, CaseStep, Evidence, Letter, RegisterEntry, Report, OldCase])
def test_every_field_of_a_record_has_its_word(record: type) -> None:
    assert {field.name for field in fields(record)} - FIELDS.keys() == {"id"}


def test_every_noun_and_action_of_the_log_has_its_words() -> None:
    assert set(get_args(Noun)) == NOUNS.keys()
    assert {*get_args(Action), "add", "save", "discard", "recover"} == ACTIONS.keys()
    assert {action for actions in KINDS_OF_ACTIONS.values() for action in actions} == ACTIONS.keys()
    assert KINDS.keys() == KINDS_OF_ACTIONS.keys()
