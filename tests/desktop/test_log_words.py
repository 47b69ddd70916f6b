"""The log of a case speaks Indonesian of everything that may stand in it."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any, get_args

import cases.services
import db.stores
from cases.changes import Action, Change, Noun
from cases.model.listing import LogEntry
from cases.model.log import KINDS as KINDS_OF_ACTIONS
from cases.model.log import LogLine
from cases.model.office import TimeZone
from cases.model.user import Right
from cases.services.access import RIGHT_OF
from db.store import Store
from desktop.pages.case_tabs.words import OPERATIONS
from desktop.pages.log_fields import FIELDS
from desktop.pages.log_words import ACTIONS, KINDS, NOUNS, Values, fields_words, name_words, noun_words

LOOKING_RIGHTS = {Right.READ, Right.RECAP, Right.READ_LOG, Right.READ_LOG_VALUES}
LOOKING = {
    "accounts.plan_account_import",
    "restores.drill_is_due",
    "disposal.due_files", "disposal.plan",
    "calendar.plan_import", "calendar.preview_holidays", "calendar.preview_office", "corrections.preview",
    "employee_imports.review_import", "employee_imports.import_history",
    "evidence_handover.plan_handover",
    "export_all.export_all", "ics.export_ics", "integrity.check_is_due", "integrity.due_run", "integrity.last_run",
    "integrity.verify",
    "name_lists.review_sheet", "name_result.result_recap",
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


def test_every_field_of_a_record_has_its_word() -> None:
    for module in pkgutil.iter_modules(db.stores.__path__):
        importlib.import_module(f"db.stores.{module.name}")
    named: dict[str, set[str]] = {}
    for store in kinds_of(Store):
        if hasattr(store, "record"):
            named.setdefault(store.noun, set()).update(field.name for field in fields(store.record))
    assert {"case", "report", "employee", "office", "finding"} <= named.keys()
    assert [name for names in named.values() for name in names - FIELDS.keys() - {"id"}] == []
    owned = {name.partition(".")[::2] for name in FIELDS if "." in name}
    assert {(noun, name) for noun, name in owned if name not in named[noun]} == set()


def kinds_of(store: type[Store[Any, Any]]) -> Iterator[type[Store[Any, Any]]]:
    for kind in store.__subclasses__():
        yield kind
        yield from kinds_of(kind)


def entry(**changes: tuple[str, str]) -> LogEntry:
    return LogEntry(
        sequence=1, at="", actor="", operation="", action="save", noun="case", record_id="", fields=tuple(changes),
        changes=changes,
    )  # fmt: skip


VALUES = Values(TimeZone.WIB.zone, {"stopped": "Dihentikan", "closed": "Selesai"})


def test_values_are_said_as_the_office_reads_them() -> None:
    told = VALUES.lines(
        entry(
            stage=("stopped", "closed"),
            recorded_at=("", "2026-11-22T20:58:39.371000Z"),
            opened_on=("2026-11-22", ""),
            withdrawn=("false", "true"),
            summary=("", "2026-11-22 rapat"),
        )
    )
    assert told == (
        "tahap: Dihentikan  →  Selesai",
        "waktu dicatat: –  →  23 Nov 2026, 03.58",
        "tanggal dibuka: 22 Nov 2026  →  –",
        "dibatalkan: tidak  →  ya",
        "ringkasan: –  →  2026-11-22 rapat",
    )


def test_a_stage_is_told_once() -> None:
    both = entry(stage=("stopped", "closed"), stage_title=("Dihentikan", "Ditutup"))
    assert fields_words(both) == "tahap"
    assert VALUES.lines(both) == ("tahap: Dihentikan  →  Ditutup",)


def test_what_has_no_values_is_told_from_what_lost_them() -> None:
    assert VALUES.words(entry()) == "Baris ini tidak memuat nilai."
    gone = replace(entry(stage=("stopped", "closed")), changes={})
    assert VALUES.words(gone) == "Nilainya sudah dimusnahkan menurut jadwal retensi."


def test_a_list_that_left_is_not_the_office() -> None:
    known = LogLine(entry=replace(entry(ekspor=("", "catatan perubahan")), action="export", noun="office"))
    covered = replace(known, entry=replace(known.entry, changes={}))
    assert (name_words(known), noun_words(known.entry)) == ("Catatan perubahan", "Daftar")
    assert (name_words(covered), noun_words(covered.entry)) == ("", "Daftar")


def test_every_noun_and_action_of_the_log_has_its_words() -> None:
    assert set(get_args(Noun)) == NOUNS.keys()
    assert {*get_args(Action), *get_args(Change)} == ACTIONS.keys()
    assert {action for actions in KINDS_OF_ACTIONS.values() for action in actions} == ACTIONS.keys()
    assert KINDS.keys() == KINDS_OF_ACTIONS.keys()
