from __future__ import annotations

from dataclasses import fields
from typing import Literal, get_args, get_origin

import msgspec

from cases.letters.templates import shipped
from cases.model.steps import FACTS_OF
from cases.regulations import load_law
from cases.regulations.entries import CheckGiven, GuardParams, Pack, PackHead
from cases.regulations.reading import article_order, in_words, read_out, titles_of
from cases.regulations.soundness import FACT_WORDS, FIRST_DATES, law_faults
from cases.regulations.vocabulary import vocabulary
from cases.rules.guards import TESTS

LAW = load_law()
WORDS = vocabulary()
PLAIN = {"hari kerja", "hari kalender", "bulan", "tahun", "bakal", "calon", "kapan saja", "PNS", "PPPK"}
"""Choices that are Indonesian already."""


def tables() -> dict[str, type[msgspec.Struct]]:
    found = {"pack": PackHead}
    for field in msgspec.structs.fields(Pack):
        if field.name != "head":
            found[field.encode_name] = get_args(field.type)[0]
    return found


def named_fields(table: str, kind: type[msgspec.Struct]):
    for field in msgspec.structs.fields(kind):
        if field.type is GuardParams or field.type is CheckGiven:
            for inner in msgspec.structs.fields(field.type):
                yield f"{field.encode_name}.{inner.encode_name}", inner
        else:
            yield field.encode_name, field


def test_every_table_and_field_has_its_words():
    missing = [table for table in tables() if table != "pack" and table not in WORDS.table]
    for table, kind in tables().items():
        for name, _ in named_fields(table, kind):
            if f"{table}.{name}" not in WORDS.field and name not in WORDS.field:
                missing.append(f"{table}.{name}")
    assert missing == []


def test_every_choice_has_its_word():
    missing = []
    for table, kind in tables().items():
        for name, field in named_fields(table, kind):
            if get_origin(field.type) is Literal:
                known = WORDS.choice.get(name, {})
                missing += [
                    f"{table}.{name}={each}"
                    for each in get_args(field.type)
                    if each not in known | dict.fromkeys(PLAIN)
                ]
    assert missing == []


def test_every_word_of_a_condition_and_every_date_has_its_words():
    assert set(WORDS.word) >= FACT_WORDS
    assert set(WORDS.date) >= FIRST_DATES
    facts = {
        field.name for kind in FACTS_OF.values() for field in fields(kind) if field.name.endswith(("_on", "_until"))
    }
    assert set(WORDS.date_of) >= facts | {"date", "signed_on"}


def test_no_word_is_of_a_table_or_field_that_is_gone():
    known = tables()
    assert set(WORDS.table) | {"pack"} == set(known)
    names = {name for table, kind in known.items() for name, _ in named_fields(table, kind)}
    whole = {f"{table}.{name}" for table, kind in known.items() for name, _ in named_fields(table, kind)}
    assert {name for name in WORDS.field if name not in names | whole} == set()
    for table, words in WORDS.table.items():
        assert {*words.name, *words.text} <= {field.encode_name for field in msgspec.structs.fields(known[table])}


def test_every_shipped_entry_is_read_out_in_words():
    for pack in LAW.packs:
        groups = read_out(pack, titles_of(pack, LAW, {}))
        told = [entry for group in groups for entry in group.entries]
        count = sum(
            len(getattr(pack, field.name)) for field in msgspec.structs.fields(Pack)[1:] if field.name != "checks"
        )
        assert len(told) == count
        assert len({entry.address for entry in told}) == count, pack.key
        assert all(entry.heading or entry.text for entry in told)


def test_a_step_is_told_without_keys():
    pack = LAW.pack("pp-94-2021")
    titles = titles_of(pack, LAW, {"decision": "Keputusan hukuman"})
    (steps,) = (group for group in read_out(pack, titles) if group.table == "step")
    decision = next(entry for entry in steps.entries if entry.address == "step:decision")
    facts = dict(decision.facts)
    assert "LHP dan terbukti" in facts["Sesudah"]
    assert facts["Surat yang dibuat"] == "Keputusan hukuman"
    assert facts["Bertanggal menurut"] == "tanggal suratnya"
    assert "tanda tangan surat" in facts["Tidak boleh sebelum"]
    assert "examination" not in decision.words.replace("step:decision", "")


def test_violations_stand_in_the_order_of_their_articles():
    pack = LAW.pack("pp-94-2021")
    groups = {group.table: group for group in read_out(pack, titles_of(pack, LAW, {}))}
    places = [article_order(entry.where) for entry in groups["violation"].entries]
    assert places == sorted(places)
    assert groups["violation"].entries[0].where.startswith("Pasal 3")
    assert groups["sanction"].entries[0].address == "sanction:teguran-lisan"
    assert article_order("Pasal 10 huruf a") > article_order("Pasal 9 huruf b")
    assert article_order("") > article_order("Pasal 99")


def test_values_in_words():
    steps = {"findings": "LHP", "decision": "Keputusan"}
    assert in_words("step", "after", ("findings !decision", "!level:berat"), {"step": steps}) == (
        "LHP dan belum Keputusan; atau bukan tingkat berat"
    )
    assert in_words("deadline", "days_by", {"bersih7": 8}, {}) == "tujuh hari kerja penuh: 8"
    assert in_words("guard", "standing", LAW.moderate_sets()[0].default, {}) == "ya"
    assert in_words("status", "when", "status:PPPK level:", {}) == "terlapor PPPK dan tingkat belum diketahui"


def test_the_shipped_packs_fit_together():
    letters = {info.kind for info in shipped()}
    assert [f"{pack.key} {fault.words}" for pack, fault in law_faults(LAW, TESTS, letters)] == []
