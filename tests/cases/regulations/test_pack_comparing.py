from __future__ import annotations

import msgspec

from cases.regulations import Pack, load_law
from cases.regulations.comparing import Change, compare
from cases.regulations.reading import titles_of

LAW = load_law()
OLD = LAW.pack("pp-94-2021")
TITLES = titles_of(OLD, LAW, {})


def changed(**tables) -> Pack:
    return msgspec.structs.replace(OLD, **tables)


def test_a_pack_does_not_differ_from_itself_nor_from_its_marked_self():
    assert compare(OLD, OLD, TITLES) == ()
    marked = [msgspec.structs.replace(entry, verified=True, verified_by="A") for entry in OLD.violations]
    assert compare(OLD, changed(violations=tuple(marked)), TITLES) == ()


def test_fields_are_told_before_and_after():
    first, *rest = OLD.violations
    assert first.code == "n.1"
    (found,) = compare(OLD, changed(violations=(msgspec.structs.replace(first, level="berat"), *rest)), TITLES)
    assert (found.change, found.group, found.where) == (Change.CHANGED, "Bentuk pelanggaran", first.place)
    assert [(field.label, field.old, field.new) for field in found.fields] == [("Tingkat", "", "Berat")]


def test_new_and_gone_entries_are_told():
    extra = msgspec.structs.replace(OLD.violations[0], code="n.99", short="Baru")
    (found,) = compare(OLD, changed(violations=(*OLD.violations, extra)), TITLES)
    assert (found.change, found.heading) == (Change.NEW, "n.99 Baru")
    assert all(not field.old and field.new for field in found.fields)
    (found,) = compare(OLD, changed(violations=OLD.violations[1:]), TITLES)
    assert (found.change, found.heading) == (Change.GONE, "n.1 Ikut kampanye")


def test_entries_without_a_name_are_told_as_the_lists_run():
    rights = OLD.authorities
    (found,) = compare(OLD, changed(authorities=rights[1:]), TITLES)
    assert (found.change, found.heading) == (Change.GONE, rights[0].official_title)
    other = msgspec.structs.replace(rights[3], official_title="Pejabat lain")
    (found,) = compare(OLD, changed(authorities=(*rights[:3], other, *rights[4:])), TITLES)
    assert found.change is Change.CHANGED
    assert [field.label for field in found.fields] == ["Pejabat yang berwenang"]


def test_another_order_is_told():
    one, two, *rest = OLD.sanctions
    (found,) = compare(OLD, changed(sanctions=(two, one, *rest)), TITLES)
    assert found.heading == "Urutan"
    assert found.fields[0].old.startswith("Teguran lisan, Teguran tertulis")
    assert found.fields[0].new.startswith("Teguran tertulis, Teguran lisan")


def test_checks_and_parameters_are_told_field_by_field():
    guard = next(each for each in OLD.guards if each.params.levels)
    params = msgspec.structs.replace(guard.params, levels=("sedang",))
    guards = tuple(msgspec.structs.replace(each, params=params) if each is guard else each for each in OLD.guards)
    (found,) = compare(OLD, changed(guards=guards), TITLES)
    assert [(field.label, field.new) for field in found.fields] == [("Tingkat yang diperiksa", "Sedang")]
    (found,) = compare(OLD, changed(checks=OLD.checks[1:]), TITLES)
    assert (found.change, found.group) == (Change.GONE, "Uji")


def test_the_head_is_told_first():
    head = msgspec.structs.replace(OLD.head, version=2, source="lain")
    found = compare(OLD, changed(head=head, violations=OLD.violations[1:]), TITLES)
    assert (found[0].group, len(found)) == ("Kepala paket", 2)
    assert ("Versi", "1", "2") in [(field.label, field.old, field.new) for field in found[0].fields]
