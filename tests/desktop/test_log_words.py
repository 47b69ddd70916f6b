"""The log of a case speaks Indonesian of everything that may stand in it."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import StrEnum
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast, get_args, get_origin, get_type_hints

from hypothesis import given
from hypothesis import strategies as st

import cases.services
import db.stores
from cases.changes import Action, Change, Noun
from cases.model.employee_import import UsedColumn
from cases.model.listing import LogEntry
from cases.model.log import KINDS as KINDS_OF_ACTIONS
from cases.model.log import LogLine
from cases.model.office import TimeZone
from cases.model.person import EmploymentStatus, Examiner, Person, TeamDuty
from cases.model.report import Respondent
from cases.model.steps import Override, StoppedFacts, TeamFacts
from cases.model.user import Right
from cases.regulations import load_law
from cases.services.access import RIGHT_OF
from db.audit import as_text
from db.store import Store
from desktop.pages.case_tabs.words import OPERATIONS
from desktop.pages.log_fields import FIELDS
from desktop.pages.log_nested import COMPOSED, INNER, UNSAID, apart, inner_words
from desktop.pages.log_words import ACTIONS, KINDS, NOUNS, Values, fields_words, name_words, noun_words

if TYPE_CHECKING:
    from desktop.wiring import OpenOffice

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
    named: dict[str, set[str]] = {}
    for noun, record in records():
        named.setdefault(noun, set()).update(field.name for field in fields(record))
    assert {"case", "report", "employee", "office", "finding"} <= named.keys()
    assert [name for names in named.values() for name in names - FIELDS.keys() - {"id"}] == []
    owned = {name.partition(".")[::2] for name in FIELDS if "." in name}
    assert {(noun, name) for noun, name in owned if name not in named[noun]} == set()


def records() -> Iterator[tuple[str, type[Any]]]:
    for module in pkgutil.iter_modules(db.stores.__path__):
        importlib.import_module(f"db.stores.{module.name}")
    for store in kinds_of(Store):
        if hasattr(store, "record"):
            yield store.noun, store.record


def kinds_of(store: type[Store[Any, Any]]) -> Iterator[type[Store[Any, Any]]]:
    for kind in store.__subclasses__():
        yield kind
        yield from kinds_of(kind)


def entry(**changes: tuple[str, str]) -> LogEntry:
    return LogEntry(
        sequence=1, at="", actor="", operation="", action="save", noun="case", record_id="", fields=tuple(changes),
        changes=changes,
    )  # fmt: skip


WORDS = st.text(st.characters(exclude_characters='{}[]"\\', exclude_categories=("C", "Z")), min_size=1)
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


def parts_of(kind: Any) -> Iterator[Any]:
    yield kind
    for part in get_args(kind):
        yield from parts_of(part)


def holds_more(kind: Any) -> bool:
    return any(is_dataclass(part) or get_origin(part) in {tuple, dict, list} for part in parts_of(kind))


SPREAD = {("case", "summary")}
"""Its fields are columns of their own."""


def composed() -> dict[tuple[str, str], Any]:
    kinds = {(noun, name): kind for noun, record in records() for name, kind in get_type_hints(record).items()}
    return {where: kind for where, kind in kinds.items() if holds_more(kind) and where not in SPREAD}


def test_what_holds_more_than_one_thing_is_known_by_its_field() -> None:
    assert {(noun, name) for noun, names in COMPOSED.items() for name in names} == composed().keys()


def test_every_field_inside_a_value_has_its_word() -> None:
    waiting = list(composed().values())
    seen: set[Any] = set()
    named: set[str] = set()
    while waiting:
        for part in set(parts_of(waiting.pop())) - seen:
            seen.add(part)
            if is_dataclass(part):
                hints = get_type_hints(part)
                named |= hints.keys()
                waiting += hints.values()
    linked = {"account_id", "case_id", "employee_id", "letter_id"}
    assert {name for name in named if inner_words(name) == name} - UNSAID - linked <= {"platform", "status"}
    assert INNER.keys() - named == set()


def test_people_and_facts_are_said_in_words() -> None:
    one = Person(name="Sri Contoh", status=EmploymentStatus.PNS, employee_id="a" * 32)
    two = replace(one, name="Budi Contoh", nip="197001011990011001", taken_on=date(2026, 1, 2))
    team = TeamFacts(
        members=(Examiner(person=one, duty=TeamDuty.CHAIR), Examiner(person=two)), appointed_by=two
    )  # fmt: skip
    say = Values(TimeZone.WIB.zone, {}, {"reason_key": {"mati": "Meninggal dunia"}})

    def told(noun: Any, **values: Any) -> str:
        changes = {name: ("", as_text(value)) for name, value in values.items()}
        return say.words(replace(entry(**changes), noun=noun))

    assert told("report", respondents=(Respondent(id="b" * 32, person=two, case_id="c" * 32),)) == (
        "terlapor: –  →  1 orang: (Budi Contoh (NIP 197001011990011001, PNS); perkaranya dibuka)"
    )
    assert told("step", facts=team) == (
        "isian: –  →  anggota: 2 orang: (Sri Contoh (PNS); Ketua; pejabat lain), "
        "(Budi Contoh (NIP 197001011990011001, PNS); Anggota; pejabat lain); "
        "ditetapkan oleh: Budi Contoh (NIP 197001011990011001, PNS)"
    )
    assert told("step", facts=StoppedFacts(reason="Sakit", reason_key="mati")) == (
        "isian: –  →  alasan: Sakit; jenis alasan: Meninggal dunia"
    )
    assert told("case", restricted_to=("d" * 32, "e" * 32)) == "dibatasi untuk: –  →  2 catatan"
    assert told("case", violation_codes=()) == "bentuk pelanggaran: –  →  –"


def test_of_people_and_entries_only_what_differs_is_said() -> None:
    one, two, three = ({"name": name, "nip": "", "work_unit": ""} for name in ("Sri", "Budi", "Tono"))
    people = replace(entry(respondents=(as_text((one, two)), as_text((one, three)))), noun="report")
    assert VALUES.lines(people) == ("terlapor: 1 orang: Budi  →  1 orang: Tono",)
    turned = replace(entry(respondents=(as_text((one, two)), as_text((two, one)))), noun="report")
    assert VALUES.lines(turned) == ("terlapor: 2 orang: Sri, Budi  →  2 orang: Budi, Sri",)
    facts = replace(entry(facts=(as_text({"place": "Aula", "note": "A"}), as_text({"place": "Aula"}))), noun="step")
    assert VALUES.lines(facts) == ("isian: catatan: A  →  –",)


@given(old=st.dictionaries(WORDS, WORDS), new=st.dictionaries(WORDS, WORDS))
def test_every_difference_is_said_once(old: dict[str, str], new: dict[str, str]) -> None:
    left, right = apart(old, new)
    assert {**{name: one for name, one in old.items() if name not in left}, **right} == {
        **new,
        **{name: None for name in right if name not in new},
    }
    assert left.keys() == right.keys() == {name for name in old | new if old.get(name) != new.get(name)}


def test_what_somebody_typed_is_not_taken_apart() -> None:
    assert VALUES.lines(entry(summary=("", "[1]"))) == ("ringkasan: –  →  [1]",)
    assert VALUES.lines(entry(violation_codes=("", "[tidak selesai"))) == ("bentuk pelanggaran: –  →  [tidak selesai",)


INSIDE = st.recursive(
    st.none() | st.booleans() | st.integers() | WORDS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(sorted(INNER.keys() | FIELDS.keys() | UNSAID | {"name", "nip"})), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@given(inside=st.lists(INSIDE) | st.dictionaries(WORDS, INSIDE))
def test_json_never_shows(inside: Any) -> None:
    told = VALUES.words(replace(entry(facts=("", as_text(inside))), noun="step"))
    assert not set(told) & set('{}[]"')
    assert told.startswith("isian: –  →  ")


@given(
    st.lists(WORDS.filter(lambda word: VALUES.lines(entry(kind=("", word))) == (f"jenis: –  →  {word}",)), min_size=1)
)
def test_every_value_of_a_list_is_shown(values: list[str]) -> None:
    (told,) = VALUES.lines(entry(violation_codes=("", as_text(tuple(values)))))
    assert told == f"bentuk pelanggaran: –  →  {', '.join(values)}"


def enums_in(kind: Any) -> Iterator[type[StrEnum]]:
    waiting, seen = [kind], set[Any]()
    while waiting:
        for part in set(parts_of(waiting.pop())) - seen:
            seen.add(part)
            if is_dataclass(part):
                waiting += get_type_hints(part).values()
            elif isinstance(part, type) and issubclass(part, StrEnum):
                yield part


def as_the_office_says() -> Values:
    office = SimpleNamespace(law=load_law(), clock=SimpleNamespace(time_zone=TimeZone.WIB))
    return Values.of(cast("OpenOffice", office))


KEY = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)+")


def test_no_key_of_the_program_stands_in_the_log() -> None:
    say = as_the_office_says()
    plain = [
        (noun, name, str(value))
        for noun, record in records()
        for name, kind in get_type_hints(record).items()
        if (noun, name) not in composed() and (noun, name) not in SPREAD
        for enum in enums_in(kind)
        for value in enum
        if value
    ]
    assert ("report", "source", "sp4n-lapor") in plain
    told = {where: say.lines(replace(entry(**{where[1]: ("", where[2])}), noun=where[0])) for where in plain}
    assert [where for where, (line,) in told.items() if KEY.fullmatch(line.partition("→  ")[2])] == []


def test_keys_of_the_law_and_of_letters_are_said_by_their_titles() -> None:
    say = as_the_office_says()

    def told(noun: Any, **values: Any) -> tuple[str, ...]:
        return say.lines(replace(entry(**{name: ("", as_text(value)) for name, value in values.items()}), noun=noun))

    (guard,) = told("step", overrides=(Override(guard="superior-involved", reason="Sudah diganti."),))
    (kind,) = told("letter", kind="absence-record")
    (chosen,) = told("import", columns=(UsedColumn(key="born_on", letters="D", header="TGL LAHIR"),))
    (own,) = told("office", targets={next(rule.key for rule in load_law().deadlines("disiplin")): 5})
    assert [KEY.search(line) for line in (guard, kind, chosen, own)] == [None] * 4
    assert told("letter", entries={"pantau.masa": "Mei", "terlapor.nip": "-"}) == (
        "isian surat: –  →  Masa pemantauan: Mei; NIP terlapor: -",
    )


def test_another_record_is_not_named_by_its_digits() -> None:
    assert VALUES.lines(entry(report_id=("", "a" * 32))) == ("laporan: –  →  tercatat",)
    assert VALUES.lines(entry(report_id=("a" * 32, "b" * 32))) == ("laporan: yang lama  →  yang baru",)
    assert VALUES.lines(entry(report_id=("a" * 32, ""))) == ("laporan: tercatat  →  –",)
