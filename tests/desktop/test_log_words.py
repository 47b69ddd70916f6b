"""The log of a case speaks Indonesian of everything that may stand in it."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import fields

import pytest

import cases.services
from cases.model.case import Case
from cases.model.evidence import Evidence
from cases.model.letter import Letter, RegisterEntry
from cases.model.report import Report
from cases.model.steps import CaseStep
from cases.model.user import Right
from cases.services.access import RIGHT_OF
from desktop.pages.case_tabs.words import FIELDS, OPERATIONS

CHANGING = {
    Right.REGISTER_REPORT,
    Right.MANAGE_EVIDENCE,
    Right.HANDLE_CASE,
    Right.MANAGE_LETTERS,
    Right.ISSUE,
    Right.VOID,
}
LOOKING = {"corrections.preview", "register.plan_by_hand", "register.plan_import"}
"""They ask for a right to change and only look."""


def services() -> dict[str, tuple[Right, ...]]:
    names = {one.name for one in pkgutil.iter_modules(cases.services.__path__)}
    for name in names:
        importlib.import_module(f"cases.services.{name}")
    return {name: rights for name, rights in RIGHT_OF.items() if name.partition(".")[0] in names}


def test_every_operation_on_a_case_has_its_words() -> None:
    found = services()
    changing = {name for name, rights in found.items() if CHANGING.intersection(rights)}
    noting = {name for name in found if name.partition(".")[2].startswith("note_")}
    assert (changing | noting) - LOOKING - OPERATIONS.keys() == set()
    assert OPERATIONS.keys() - found.keys() == set()


@pytest.mark.parametrize("record", [Case, CaseStep, Evidence, Letter, RegisterEntry, Report])
def test_every_field_of_a_record_has_its_word(record: type) -> None:
    assert {field.name for field in fields(record)} - FIELDS.keys() == {"id"}
