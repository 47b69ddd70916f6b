"""Packs of the law on the desk of an office, for tests of their services."""

from __future__ import annotations

import msgspec
from office_desk import ADMIN, START, OfficeAtWork

from cases.model.regulation import OfficePack
from cases.regulations.packs import decode_pack
from cases.services import (
    case_files,
    regulation_drafts,
    regulation_use,
    regulations,
)

DISCIPLINE = "pp-94-2021@1"
OPENING = case_files.OpeningForm(violation_codes=("n.2",), opened_on=START)


def line_of(office: OfficeAtWork, key: str) -> regulations.PackLine:
    return next(line for line in office.ask(regulations.pack_lines) if line.key == key)


def copied(office: OfficeAtWork, key: str = DISCIPLINE) -> OfficePack:
    return office.do_as(ADMIN, regulation_drafts.copy_pack, key)


def retyped(office: OfficeAtWork, draft: OfficePack, *changes: tuple[str, str]) -> OfficePack:
    text = draft.text
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return office.do_as(ADMIN, regulation_drafts.save_text, draft.id, text)


def used(office: OfficeAtWork, draft: OfficePack) -> OfficePack:
    return office.do_as(ADMIN, regulation_use.activate, draft.id)


def entry_of(draft: OfficePack, table: str, address: str) -> tuple[int, dict]:
    """The place and the fields of an entry in a draft's file."""
    pack = decode_pack(draft.text, draft.key)
    field = next(each.name for each in msgspec.structs.fields(type(pack)) if each.encode_name == table)
    for place, entry in enumerate(getattr(pack, field)):
        values = {
            each.encode_name: getattr(entry, each.name)
            for each in msgspec.structs.fields(type(entry))
            if getattr(entry, each.name) is not None
        }
        if address in {values.get("key"), values.get("code")}:
            return place, values
    raise AssertionError(address)
