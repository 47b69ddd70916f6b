from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import msgspec
import pytest
from office_desk import ADMIN, CLERK, LEADER, START, OfficeAtWork
from test_calendar_service import summoned as summoned_today

import resources
from cases.errors import InvalidInput, NotAllowed, NotFound, RegulationError
from cases.model.case import CaseFile
from cases.model.deadline import Holiday
from cases.model.regulation import OfficePack, PackState
from cases.model.steps import StepKey, SummonsFacts
from cases.regulations import Law
from cases.regulations.packs import LARGEST_BYTES, decode_pack
from cases.regulations.writing import write_pack
from cases.services import (
    board,
    calendar,
    case_files,
    lawbook,
    log_in,
    regulation_drafts,
    regulation_use,
    regulations,
    steps,
)
from cases.services import (
    office as office_services,
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


# -- reading and marks


def test_every_shipped_pack_is_listed_and_read(office: OfficeAtWork, law: Law):
    lines = office.ask(regulations.pack_lines)
    assert {line.key for line in lines} == {pack.key for pack in law.packs}
    assert {line.state for line in lines} == {regulations.SHIPPED}
    assert all(line.verified == 0 for line in lines)
    sheet = office.ask(regulations.pack_sheet, DISCIPLINE)
    assert sum(len(group.entries) for group in sheet.groups) == sheet.line.entries > 100
    with pytest.raises(NotFound, match="muat ulang"):
        office.ask(regulations.pack_sheet, "pp-1-1900@1")


def test_a_mark_shows_everywhere_at_once_and_is_taken_back(office: OfficeAtWork):
    office.clock.set_today(START)
    office.do_as(ADMIN, regulations.mark_verified, DISCIPLINE, ["violation:n.2"], START, "Salinan JDIH")
    choice = next(one for one in office.ask(lawbook.violation_choices) if one.code == "n.2")
    assert (choice.verified, choice.verified_by, choice.verified_on) == (True, ADMIN.name, START)
    sheet = office.ask(regulations.pack_sheet, DISCIPLINE)
    assert sheet.mark_notes == {"violation:n.2": "Salinan JDIH"}
    assert (sheet.line.verified, sheet.line.verified_by) == (1, "")
    assert office.do_as(ADMIN, regulations.take_back, DISCIPLINE, ["violation:n.2"]) == 1
    choice = next(one for one in office.ask(lawbook.violation_choices) if one.code == "n.2")
    assert (choice.verified, choice.verified_by, choice.verified_on) == (False, "", None)


def test_marking_every_entry_marks_the_pack_until_one_is_taken_back(office: OfficeAtWork):
    sheet = office.ask(regulations.pack_sheet, "se-137-2018@1")
    addresses = [entry.address for group in sheet.groups for entry in group.entries]
    office.do_as(ADMIN, regulations.mark_verified, "se-137-2018@1", addresses[:1], START)
    assert line_of(office, "se-137-2018@1").verified_by == ""
    office.do_as(ADMIN, regulations.mark_verified, "se-137-2018@1", (), START)
    line = line_of(office, "se-137-2018@1")
    assert (line.verified, line.verified_by, line.verified_on) == (line.entries, ADMIN.name, START)
    office.do_as(ADMIN, regulations.take_back, "se-137-2018@1", addresses[:1])
    line = line_of(office, "se-137-2018@1")
    assert (line.verified, line.verified_by) == (line.entries - 1, "")
    assert office.do_as(ADMIN, regulations.take_back, "se-137-2018@1", ()) == line.entries - 1


def unreadable(office: OfficeAtWork, pack: OfficePack) -> None:
    """A newer program no longer knows a field that an office's pack has."""
    later = pack.changed_at + timedelta(seconds=1)
    with office.database.write() as work:
        work.log_as(ADMIN, "tests.break")
        work.packs.save(replace(pack, text=f"{pack.text}\n[[gone]]\nkey = 'x'\n", changed_at=later))


def test_a_pack_in_use_that_cannot_be_read_is_told_and_can_be_retired(office: OfficeAtWork):
    """Nothing is judged by half a law, but nobody is locked out: the list opens, and the pack is taken out of use."""
    old = office.case()
    pack = used(office, copied(office))
    young = office.case(report=office.report(office.accused(2)))
    assert pack.key in young.case.regulations
    unreadable(office, pack)

    with office.database.write() as work:
        attempt = log_in.begin(work, "admin")
        assert log_in.end(work, attempt, right=True) is not None
    for ask in (
        lambda: office.ask(steps.case_view, old.case.id),
        lambda: office.ask(case_files.check_opening, young.report.id, (), OPENING),
        lambda: office.do_as(ADMIN, regulation_use.activate, copied(office).id),
    ):
        with pytest.raises(RegulationError, match=rf"{pack.key} tidak dapat dibaca, baris \d+ \(\[gone.*Pengaturan"):
            ask()
    office.ask(board.board)
    line = line_of(office, pack.key)
    assert "isian gone tidak dikenal" in line.fault
    assert (line.short, line.version, line.valid_from, line.state) == ("pp-94-2021", 2, None, "dipakai")
    assert line_of(office, DISCIPLINE).fault == ""
    office.ask(regulations.pack_sheet, DISCIPLINE)

    office.do_as(ADMIN, regulation_use.retire, pack.id)
    assert line_of(office, pack.key).state == "tidak dipakai"
    assert office.ask(steps.case_view, old.case.id).next_steps
    with pytest.raises(RegulationError, match=rf"{pack.key} tidak ada"):
        office.ask(steps.case_view, young.case.id)


def test_a_case_that_waits_for_a_pack_stops_no_other_work(office: OfficeAtWork):
    """The calendar, the office's targets and other packs change though one case remembers what cannot be read."""
    pack = used(office, copied(office))
    waiting = summoned_today(office)
    assert waiting.deadlines
    unreadable(office, pack)
    office.do_as(ADMIN, regulation_use.retire, pack.id)
    days = tuple(Holiday(on=date(2026, 5, day), name="Libur", kind="nasional", source="") for day in range(4, 29))
    office.do_as(ADMIN, calendar.replace_holidays, 2026, days)
    profile = office.ask(office_services.current_office)
    office.do_as(ADMIN, office_services.change_office, replace(profile, targets={"decision-light": 5}))
    next_pack = copied(office)
    assert next_pack.key == "pp-94-2021@3"
    assert used(office, next_pack).state is PackState.ACTIVE
    with office.database.read() as work:
        assert work.deadlines.of_case(waiting.case.id) == waiting.deadlines


def test_a_draft_that_cannot_be_read_is_thrown_away(office: OfficeAtWork):
    draft = copied(office)
    unreadable(office, draft)
    assert line_of(office, draft.key).fault
    assert office.ask(steps.case_view, office.case().case.id).next_steps
    office.do_as(ADMIN, regulation_drafts.throw_away, draft.id, "Uji.")
    assert draft.key not in {line.key for line in office.ask(regulations.pack_lines)}


def test_marks_are_refused_where_they_would_say_nothing(office: OfficeAtWork):
    mark = regulations.mark_verified
    with pytest.raises(InvalidInput, match="belum terjadi"):
        office.do_as(ADMIN, mark, DISCIPLINE, ["violation:n.2"], START + timedelta(days=1))
    with pytest.raises(InvalidInput, match=r"violation:z\.9 tidak ada"):
        office.do_as(ADMIN, mark, DISCIPLINE, ["violation:z.9"], START)
    with pytest.raises(InvalidInput, match="Konsep masih dapat berubah"):
        office.do_as(ADMIN, mark, copied(office).key, [], START)


def test_only_who_manages_the_office_changes_its_law(office: OfficeAtWork):
    for service, *args in (
        (regulations.mark_verified, DISCIPLINE, (), START),
        (regulations.take_back, DISCIPLINE, ()),
        (regulation_drafts.copy_pack, DISCIPLINE),
        (regulation_drafts.import_pack, b"", "x.toml"),
        (regulation_use.activate, "x"),
        (regulation_use.retire, "x"),
    ):
        for actor in (CLERK, LEADER):
            with pytest.raises(NotAllowed):
                office.do_as(actor, service, *args)


# -- drafts


def test_a_copy_is_a_draft_of_the_next_version_that_judges_nobody(office: OfficeAtWork):
    office.do_as(ADMIN, regulations.mark_verified, DISCIPLINE, ["violation:n.2"], START)
    draft = copied(office)
    assert (draft.key, draft.state, draft.based_on) == ("pp-94-2021@2", PackState.DRAFT, DISCIPLINE)
    assert "verified" not in draft.text.replace("diverifikasi", "")
    assert office.ask(regulations.compare_packs, DISCIPLINE, draft.key)[0].group == "Kepala paket"
    assert len(office.ask(regulations.compare_packs, DISCIPLINE, draft.key)) == 1
    assert office.case().case.regulations.count(DISCIPLINE) == 1
    assert copied(office).key == "pp-94-2021@3"
    assert line_of(office, draft.key).draft


def test_an_entry_of_a_draft_is_changed_added_moved_and_removed(office: OfficeAtWork):
    draft = copied(office)
    place, values = entry_of(draft, "violation", "n.2")
    draft = office.do_as(ADMIN, regulation_drafts.save_entry, draft.id, "violation", place, values | {"level": "berat"})
    assert entry_of(draft, "violation", "n.2")[1]["level"] == "berat"
    new = {"code": "n.9", "text": "bunyi baru", "article": "Pasal 5 huruf n angka 9"}
    draft = office.do_as(ADMIN, regulation_drafts.save_entry, draft.id, "violation", None, new)
    last, values = entry_of(draft, "violation", "n.9")
    draft = office.do_as(ADMIN, regulation_drafts.move_entry, draft.id, "violation", last, 0)
    assert entry_of(draft, "violation", "n.9")[0] == 0
    draft = office.do_as(ADMIN, regulation_drafts.remove_entry, draft.id, "violation", 0)
    with pytest.raises(AssertionError):
        entry_of(draft, "violation", "n.9")
    found = office.ask(regulations.compare_packs, DISCIPLINE, draft.key)
    assert [(each.group, each.heading) for each in found[1:]] == [
        ("Bentuk pelanggaran", "n.2 Peserta kampanye dengan atribut")
    ]


def test_what_an_entry_cannot_hold_is_refused_at_its_field(office: OfficeAtWork):
    draft = copied(office)
    place, values = entry_of(draft, "deadline", "handover")
    save = regulation_drafts.save_entry
    with pytest.raises(InvalidInput, match="seharusnya bilangan bulat") as refused:
        office.do_as(ADMIN, save, draft.id, "deadline", place, values | {"days": "empat belas"})
    assert refused.value.field == "days"
    with pytest.raises(InvalidInput, match="hari kalender") as refused:
        office.do_as(ADMIN, save, draft.id, "deadline", place, values | {"unit": "pekan"})
    assert refused.value.field == "unit"
    with pytest.raises(InvalidInput, match="isian title belum ada"):
        office.do_as(ADMIN, save, draft.id, "deadline", None, {"key": "baru"})
    with pytest.raises(InvalidInput, match="muat ulang"):
        office.do_as(ADMIN, save, draft.id, "deadline", 999, values)
    with pytest.raises(InvalidInput, match="Tabel hukum tidak dikenal"):
        office.do_as(ADMIN, save, draft.id, "hukum", None, values)
    assert office.ask(regulations.pack_sheet, draft.key).text == draft.text


def test_a_text_that_cannot_be_read_leaves_the_draft_as_it_was(office: OfficeAtWork):
    draft = copied(office)
    with pytest.raises(RegulationError, match="baris 3") as refused:
        retyped(office, draft, ('family = "disiplin-pns"', "family = disiplin"))
    assert refused.value.line == 3
    with pytest.raises(RegulationError, match=r"pp-94-2021@1 sudah ada, baris 4 .*seharusnya 3"):
        retyped(office, draft, ("version = 2", "version = 1"))
    with pytest.raises(RegulationError, match="UTF-8"):
        retyped(office, draft, ('short = "PP 94/2021"', 'short = "\ud800"'))
    assert office.ask(regulations.pack_sheet, draft.key).text == draft.text


def test_a_draft_cannot_call_itself_verified(office: OfficeAtWork):
    draft = copied(office)
    verified = retyped(
        office,
        draft,
        ('source = "', 'verified_by = "Bupati"\nverified_on = 2026-01-01\nsource = "'),
        ('[[level]]\nkey = "ringan"', '[[level]]\nverified = true\nkey = "ringan"'),
    )
    assert verified.text == draft.text


def test_a_head_is_changed_field_by_field(office: OfficeAtWork):
    draft = copied(office)
    changed = office.do_as(ADMIN, regulation_drafts.save_head, draft.id, {"valid_from": date(2027, 1, 1)})
    assert "valid_from = 2027-01-01" in changed.text
    with pytest.raises(InvalidInput, match="seharusnya tanggal") as refused:
        office.do_as(ADMIN, regulation_drafts.save_head, draft.id, {"valid_from": "besok"})
    assert refused.value.field == "valid_from"
    renamed = office.do_as(ADMIN, regulation_drafts.save_head, draft.id, {"id": "pp-1-2027", "version": 1})
    assert renamed.key == "pp-1-2027@1"


def test_a_draft_is_thrown_away_and_a_used_pack_never(office: OfficeAtWork):
    office.do_as(ADMIN, regulation_drafts.throw_away, copied(office).id, "Uji.")
    assert len([line for line in office.ask(regulations.pack_lines) if line.draft]) == 0
    draft = used(office, copied(office))
    for service, *args in (
        (regulation_drafts.throw_away, "Uji."),
        (regulation_drafts.save_text, "x"),
        (regulation_drafts.remove_entry, "violation", 0),
    ):
        with pytest.raises(InvalidInput, match="salin menjadi konsep"):
            office.do_as(ADMIN, service, draft.id, *args)
    office.do_as(ADMIN, regulation_use.retire, draft.id)
    with pytest.raises(InvalidInput, match="salin menjadi konsep"):
        office.do_as(ADMIN, regulation_drafts.throw_away, draft.id, "Uji.")


# -- files


def test_a_pack_travels_to_another_office_as_a_draft_without_its_marks(office: OfficeAtWork):
    office.do_as(ADMIN, regulations.mark_verified, "skb-2022@1", (), START)
    exported = office.ask(regulations.export_pack, "skb-2022@1")
    assert exported.name == "skb-2022@1.toml"
    assert b"verified" not in exported.data
    taken = office.do_as(ADMIN, regulation_drafts.import_pack, exported.data, exported.name)
    assert (taken.draft.key, taken.version_in_file, taken.claimed) == ("skb-2022@2", 1, False)
    assert taken.draft.state is PackState.DRAFT
    assert line_of(office, "skb-2022@2").verified == 0
    with pytest.raises(RegulationError, match="sudah ada di kantor ini"):
        office.do_as(ADMIN, regulation_drafts.import_pack, taken.draft.text.encode(), "lagi.toml")


def test_the_verification_of_another_office_does_not_hold_here(office: OfficeAtWork, law: Law):
    pack = law.pack("skb-2022")
    head = msgspec.structs.replace(pack.head, id="skb-lain", verified_by="Kantor lain", verified_on=date(2026, 1, 1))
    data = write_pack(msgspec.structs.replace(pack, head=head)).encode()
    taken = office.do_as(ADMIN, regulation_drafts.import_pack, data, "lain.toml")
    assert taken.claimed
    assert "Kantor lain" not in taken.draft.text


def test_comments_of_an_imported_file_stay(office: OfficeAtWork):
    text = "# kata pembuka\n" + resources.read_text("regulations/arsip.toml").replace(
        'id = "arsip"', 'id = "arsip-kami"'
    )
    taken = office.do_as(ADMIN, regulation_drafts.import_pack, text.replace("\n", "\r\n").encode(), "arsip.toml")
    assert taken.draft.text == text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "isian pack belum ada"),
        (b"PK\x03\x04", "baris 1"),
        (b"\xff\xfe[\x00", "UTF-8"),
        (b"[pack]\nid = 1\n", "baris 2"),
        (b"#" * (LARGEST_BYTES + 1), "paling besar"),
    ],
)
def test_a_file_that_is_no_pack_is_refused_and_nothing_is_written(office: OfficeAtWork, data: bytes, said: str):
    before = len(office.ask(regulations.pack_lines))
    with pytest.raises(RegulationError, match=said):
        office.do_as(ADMIN, regulation_drafts.import_pack, data, "surat.toml")
    assert len(office.ask(regulations.pack_lines)) == before


def test_every_example_comes_in_as_a_draft_that_could_be_used(office: OfficeAtWork):
    shown = office.ask(regulation_drafts.examples)
    assert shown
    for example in shown:
        taken = office.do_as(ADMIN, regulation_drafts.import_example, example.name)
        assert taken.draft.state is PackState.DRAFT
        found = office.ask(regulation_use.problems, taken.draft.id)
        assert all("bertumpang tindih" in each.words for each in found), [each.sentence for each in found]
    with pytest.raises(InvalidInput, match="pilih dari daftar"):
        office.do_as(ADMIN, regulation_drafts.import_example, "../pp-94-2021.toml")


# -- use


def summoned(office: OfficeAtWork, case: CaseFile, day: date) -> CaseFile:
    """The case with a further step."""
    office.clock.set_today(day)
    facts = SummonsFacts(
        examine_on=day + timedelta(days=14), examine_at="09.00", place="Aula", report_to=office.person(1),
        signer=office.person(1),
    )  # fmt: skip
    return office.take(case.case.id, StepKey.SUMMONS_1, facts)


def later(office: OfficeAtWork, begins: date, *changes: tuple[str, str]) -> OfficePack:
    """A draft of the disciplinary law that begins later, without rules of transition."""
    draft = copied(office)
    bare = re.sub(r"\[\[transition\]\]\n(.+\n)+\n", "", draft.text)
    assert bare != draft.text
    draft = office.do_as(ADMIN, regulation_drafts.save_text, draft.id, bare)
    return retyped(office, draft, ("valid_from = 2021-08-31", f"valid_from = {begins}"), *changes)


def test_a_correcting_version_judges_new_cases_and_leaves_old_ones_alone(office: OfficeAtWork):
    old = office.case()
    draft = retyped(office, copied(office), ('title = "Penyampaian keputusan"', 'title = "Penyerahan keputusan"'))
    plan = office.ask(regulation_use.use_plan, draft.id)
    assert (plan.problems, plan.touched, plan.replaces, plan.open_cases) == ((), (), (DISCIPLINE,), 1)
    assert plan.checks
    assert all(result.passed for result in plan.checks)
    assert used(office, draft).state is PackState.ACTIVE
    assert line_of(office, DISCIPLINE).replaced_by == draft.key
    new = office.case(report=office.report(office.accused(2)))
    assert draft.key in new.case.regulations
    assert DISCIPLINE not in new.case.regulations
    again = summoned(office, old, START)
    assert DISCIPLINE in again.case.regulations
    assert draft.key not in again.case.regulations
    assert DISCIPLINE in again.steps[-1].regulations


def test_a_later_version_waits_for_its_day_and_takes_no_case_over_without_a_rule(office: OfficeAtWork):
    old = office.case()
    draft = later(office, date(2026, 6, 1))
    assert office.ask(regulation_use.touched_cases, draft.id) == ()
    used(office, draft)
    waiting = office.case(report=office.report(office.accused(2)))
    assert DISCIPLINE in waiting.case.regulations
    assert DISCIPLINE in summoned(office, old, date(2026, 6, 2)).case.regulations
    begun = office.case(report=office.report(office.accused(3), event_on=date(2026, 6, 1)))
    assert draft.key in begun.case.regulations


RULE = """[[transition]]
key = "belum-diputus"
text = "Perkara yang belum diputus mengikuti peraturan ini."
decision = "not-before"
article = "Pasal 60"

[[level]]"""


def test_a_transition_rule_takes_open_cases_over_and_says_so_beforehand(office: OfficeAtWork):
    case = office.case()
    draft = later(office, date(2026, 6, 1), ("[[level]]", RULE))
    (touched,) = office.ask(regulation_use.touched_cases, draft.id)
    assert (touched.number, touched.old, touched.new) == (case.case.number, (DISCIPLINE,), (draft.key,))
    used(office, draft)
    assert DISCIPLINE in summoned(office, case, START).case.regulations
    again = office.case(report=office.report(office.accused(2)))
    passed = summoned(office, again, date(2026, 6, 2))
    assert draft.key in passed.case.regulations
    assert DISCIPLINE not in passed.case.regulations
    assert DISCIPLINE in passed.steps[0].regulations


def test_a_case_keeps_a_version_that_is_taken_out_of_use(office: OfficeAtWork):
    draft = used(office, copied(office))
    case = office.case()
    assert draft.key in case.case.regulations
    retired = office.do_as(ADMIN, regulation_use.retire, draft.id)
    assert retired.state is PackState.RETIRED
    assert draft.key in summoned(office, case, START).case.regulations
    assert DISCIPLINE in office.case(report=office.report(office.accused(2))).case.regulations
    with pytest.raises(InvalidInput, match="tidak sedang dipakai"):
        office.do_as(ADMIN, regulation_use.retire, draft.id)
    assert used(office, draft).state is PackState.ACTIVE


def test_a_case_keeps_a_family_of_its_own_that_is_taken_out_of_use(office: OfficeAtWork):
    draft = office.do_as(ADMIN, regulation_drafts.import_pack, OWN.encode(), "kami.toml").draft
    used(office, draft)
    case = office.case()
    assert draft.key in case.case.regulations
    office.do_as(ADMIN, regulation_use.retire, draft.id)
    kept = summoned(office, case, START)
    assert draft.key in kept.case.regulations
    with office.database.read() as work:
        assert draft.key in {pack.key for pack in work.law.as_judged(kept.case.regulations).current}


OWN = """[pack]
id = "perbup-kami"
family = "perbup"
version = 1
title = "Peraturan Bupati tentang Uji"
short = "Perbup Uji"
valid_from = 2024-01-01
selected_by = "receipt"
source = "buatan"
track = "disiplin"

[[provision]]
key = "satu"
text = "Ketentuan buatan."
article = "Pasal 1"
"""


def test_marks_of_what_stayed_word_for_word_hold_for_the_new_version(office: OfficeAtWork):
    office.do_as(ADMIN, regulations.mark_verified, DISCIPLINE, ["violation:n.2", "violation:n.3"], START)
    draft = copied(office)
    place, values = entry_of(draft, "violation", "n.2")
    draft = office.do_as(
        ADMIN, regulation_drafts.save_entry, draft.id, "violation", place, values | {"short": "Judul baru"}
    )
    used(office, draft)
    sheet = office.ask(regulations.pack_sheet, draft.key)
    marked = [entry.address for group in sheet.groups for entry in group.entries if entry.verified]
    assert marked == ["violation:n.3"]


@pytest.mark.parametrize(
    ("old", "new", "line", "expected"),
    [
        ("valid_from = 2021-08-31", "valid_from = 2020-08-31", 7, "seharusnya 31 Agu 2021 atau sesudahnya"),
        ("valid_from = 2021-08-31", "valid_from = 2021-08-31\nvalid_to = 2020-01-01", 8, "atau sesudahnya"),
        ('test = "in_turn"', 'test = "in_trn"', 0, "mungkin maksudnya in_turn"),
        ('makes = ["decision"]', 'makes = ["decisions"]', 0, "mungkin maksudnya decision"),
        ('after = ["findings proven"]', 'after = ["findings provn"]', 0, "mungkin maksudnya proven"),
        ('impacts = ["unit-kerja"', 'impacts = ["unit-krja"', 0, "mungkin maksudnya unit-kerja"),
        ('official = "presiden"', 'official = "president"', 0, "mungkin maksudnya presiden"),
        ('violation = "n.2" }\nexpect = "sedang"', 'violation = "n.2" }\nexpect = "ringan"', 0, "seharusnya ringan"),
    ],
)
def test_what_is_wrong_is_refused_with_the_line_and_what_was_expected(
    office: OfficeAtWork, old: str, new: str, line: int, expected: str
):
    draft = retyped(office, copied(office), (old, new))
    line = line or draft.text[: draft.text.index(new)].count("\n") + 1 + new.count("\n")
    (found, *_) = office.ask(regulation_use.problems, draft.id)
    assert expected in found.sentence
    with pytest.raises(RegulationError) as refused:
        used(office, draft)
    assert expected in refused.value.sentence
    assert f"baris {refused.value.line} " in refused.value.sentence
    assert abs(refused.value.line - line) <= 1
    assert line_of(office, draft.key).draft
    assert DISCIPLINE in office.case().case.regulations


def test_two_regulations_of_a_family_cannot_hold_at_once_until_the_old_one_is_closed(office: OfficeAtWork):
    new = later(
        office, date(2027, 6, 1), ('id = "pp-94-2021"', 'id = "pp-1-2027"'), ('short = "PP 94/2021"', 'short = "PP 1"')
    )
    with pytest.raises(RegulationError, match=r"bertumpang tindih dengan PP 94/2021 versi 1 .*valid_to") as refused:
        used(office, new)
    assert refused.value.line == 7
    closed = retyped(
        office, copied(office), ("valid_from = 2021-08-31", "valid_from = 2021-08-31\nvalid_to = 2027-05-31")
    )
    used(office, closed)
    assert used(office, new).state is PackState.ACTIVE
    with office.database.read() as work:
        assert work.law.in_force("disiplin-pns", date(2027, 5, 31)).key == closed.key
        assert work.law.in_force("disiplin-pns", date(2027, 6, 1)).key == new.key
    assert closed.key in office.case().case.regulations


def test_an_entry_that_others_need_cannot_be_left_out(office: OfficeAtWork):
    draft = copied(office)
    place, _ = entry_of(draft, "step", "decision")
    draft = office.do_as(ADMIN, regulation_drafts.remove_entry, draft.id, "step", place)
    found = office.ask(regulation_use.problems, draft.id)
    assert any(each.table == "guard" and "menyebut decision" in each.words and each.line for each in found)
    with pytest.raises(RegulationError, match=r"baris \d+ .*Masih ada \d+ hal lain"):
        used(office, draft)


def test_what_another_pack_needs_cannot_be_left_out(office: OfficeAtWork, law: Law):
    named = {key for rule in law.pack("pp-42-2004").authorities for key in (rule.official, *rule.subjects)}
    posts = law.pack("pp-94-2021").posts
    draft = copied(office)
    pack = decode_pack(draft.text, draft.key)
    kept = tuple(post for post in posts if post.key.startswith("ppk"))
    assert named > {post.key for post in kept}
    text = write_pack(msgspec.structs.replace(pack, posts=kept, authorities=(), checks=()))
    draft = office.do_as(ADMIN, regulation_drafts.save_text, draft.id, text)
    found = office.ask(regulation_use.problems, draft.id)
    assert any(each.line == 0 and each.where == "Paket pp-42-2004@1" for each in found), found


def test_a_name_of_another_pack_is_refused(office: OfficeAtWork):
    text = OWN + '\n[[violation]]\ncode = "n.2"\ntext = "t"\narticle = "Pasal 2"\n'
    draft = office.do_as(ADMIN, regulation_drafts.import_pack, text.encode(), "kami.toml").draft
    with pytest.raises(RegulationError, match=r"baris 17 .*violation n\.2 sudah ada dalam paket pp-94-2021@1"):
        used(office, draft)


def test_a_pack_that_others_need_is_not_taken_out_of_use(office: OfficeAtWork):
    base = OWN + '\n[[post]]\nkey = "pejabat-kami"\ntitle = "Pejabat"\nstarts = ["Pejabat kami"]\n'
    base = office.do_as(ADMIN, regulation_drafts.import_pack, base.encode(), "satu.toml").draft
    used(office, base)
    needing = OWN.replace("perbup-kami", "perbup-dua").replace('"perbup"', '"perbup-dua"')
    needing += '\n[[authority]]\nofficial = "pejabat-kami"\nofficial_title = "t"\nlevels = ["ringan"]\n'
    used(office, office.do_as(ADMIN, regulation_drafts.import_pack, needing.encode(), "dua.toml").draft)
    with pytest.raises(RegulationError, match="masih diperlukan paket perbup-dua@1"):
        office.do_as(ADMIN, regulation_use.retire, base.id)


def test_checks_can_be_added_and_are_asked(office: OfficeAtWork):
    draft = copied(office)
    given = {"deadline": "handover", "from": date(2026, 8, 14)}
    draft = office.do_as(
        ADMIN, regulation_drafts.save_entry, draft.id, "check", None, {"given": given, "due": date(2026, 8, 15)}
    )
    *_, last = office.ask(regulation_use.check_results, draft.key)
    assert not last.passed
    assert (last.expected, last.found) == ("15 Agustus 2026", "7 September 2026")
    assert last.question.startswith("Tenggat: Penyampaian keputusan; Dihitung dari tanggal: 14 Agustus 2026")
    draft = office.do_as(
        ADMIN, regulation_drafts.save_entry, draft.id, "check", last.place, {"given": given, "due": date(2026, 9, 7)}
    )
    assert all(result.passed for result in office.ask(regulation_use.check_results, draft.key))
    used(office, draft)


def test_everything_is_logged(office: OfficeAtWork):
    draft = used(office, copied(office))
    office.do_as(ADMIN, regulations.mark_verified, draft.key, ["violation:n.2"], START)
    with office.database.read() as work:
        rows = work.audit.of_record([draft.id])
    assert [row.operation for row in rows] == ["regulation_use.activate", "regulation_drafts.copy_pack"]
