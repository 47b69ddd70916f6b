from __future__ import annotations

from datetime import date
from typing import Any, Literal, get_args, get_origin

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import resources
from cases.regulations import Pack
from cases.regulations.entries import with_defaults
from cases.regulations.packs import decode_pack, parse_pack
from cases.regulations.writing import write_pack

SHIPPED = resources.names("regulations", ".toml")
TEXTS = st.text(st.characters(blacklist_categories=["Cs"]), max_size=12)
DAYS = st.dates(date(1945, 8, 17), date(2100, 12, 31))


def of(kind: Any) -> st.SearchStrategy:
    """Anything that a field of this kind can hold."""
    known = {str: TEXTS, int: st.integers(-(10**6), 10**6), bool: st.booleans(), date: DAYS, type(None): st.none()}
    inside = get_args(kind)
    if get_origin(kind) is Literal:
        found = st.sampled_from(inside)
    elif get_origin(kind) is tuple:
        found = st.lists(of(inside[0]), max_size=2).map(tuple)
    elif get_origin(kind) is dict:
        found = st.dictionaries(TEXTS, of(inside[1]), max_size=2)
    elif inside:
        found = st.one_of(*(of(each) for each in inside))
    elif issubclass(kind, msgspec.Struct):
        found = records(kind)
    else:
        found = known[kind] if kind in known else st.sampled_from(list(kind))
    return found


def records(kind: type[msgspec.Struct]) -> st.SearchStrategy:
    fields = msgspec.structs.fields(kind)
    required = {field.name: of(field.type) for field in fields if field.required}
    optional = {field.name: of(field.type) for field in fields if not field.required}
    return st.fixed_dictionaries(required, optional=optional).map(lambda values: kind(**values))


def packs() -> st.SearchStrategy[Pack]:
    named = {"id": st.from_regex(r"\A[a-z0-9]{1,6}(-[a-z0-9]{1,3})?\Z"), "version": st.integers(1, 99)}
    heads = records(next(field.type for field in msgspec.structs.fields(Pack) if field.name == "head"))
    named_heads = st.builds(
        lambda head, values: msgspec.structs.replace(head, **values), heads, st.fixed_dictionaries(named)
    )
    tables = [field for field in msgspec.structs.fields(Pack) if field.name != "head"]
    some = st.lists(st.sampled_from(tables), max_size=3, unique_by=lambda field: field.name)
    filled = some.flatmap(lambda fields: st.fixed_dictionaries({field.name: of(field.type) for field in fields}))
    return st.builds(lambda head, entries: Pack(head=head, **entries), named_heads, filled)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(packs())
def test_what_is_written_is_read_back_the_same(pack: Pack):
    whole = with_defaults(pack)
    text = write_pack(whole)
    assert parse_pack(text, "x") == whole
    assert write_pack(parse_pack(text, "x")) == text


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(packs())
def test_what_was_left_out_stays_left_out_until_the_head_says_otherwise(pack: Pack):
    assert with_defaults(decode_pack(write_pack(pack), "x")) == with_defaults(pack)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_pack_is_written_and_read_back_the_same(name: str):
    pack = parse_pack(resources.read_text(f"regulations/{name}"), name)
    text = write_pack(pack)
    assert parse_pack(text, name) == pack
    assert max(map(len, text.splitlines())) < 1000
    assert text.count("entry_note") <= 1


def test_a_pack_is_written_as_a_person_would():

    text = '[[check]]\ngiven = { authority = "pelaksana", sanction = "x" }\nexpect = ["a", "b"]\n'
    head = '[pack]\nid = "u"\nfamily = "u"\nversion = 1\ntitle = "t"\nshort = "s"\nvalid_from = 2020-01-01\n'
    head += 'selected_by = "event"\nsource = "b"\n\n'
    assert write_pack(parse_pack(head + text, "x")) == head + text
