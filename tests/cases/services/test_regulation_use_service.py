from __future__ import annotations

import re
from datetime import date, timedelta

import msgspec
import pytest
from office_desk import ADMIN, START, OfficeAtWork
from own_pack import OWN_PACK
from pack_desk import DISCIPLINE, copied, entry_of, line_of, retyped, used

from cases.errors import InvalidInput, RegulationError
from cases.model.case import CaseFile
from cases.model.regulation import OfficePack, PackState
from cases.model.steps import StepKey, SummonsFacts
from cases.regulations import Law
from cases.regulations.packs import decode_pack
from cases.regulations.writing import write_pack
from cases.services import (
    regulation_drafts,
    regulation_use,
    regulations,
)


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
    assert office.ask(regulation_use.use_plan, draft.id).touched == ()
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
    (touched,) = office.ask(regulation_use.use_plan, draft.id).touched
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
    draft = office.do_as(ADMIN, regulation_drafts.import_pack, OWN_PACK.encode(), "kami.toml").draft
    used(office, draft)
    case = office.case()
    assert draft.key in case.case.regulations
    office.do_as(ADMIN, regulation_use.retire, draft.id)
    kept = summoned(office, case, START)
    assert draft.key in kept.case.regulations
    with office.database.read() as work:
        assert draft.key in {pack.key for pack in work.law.as_judged(kept.case.regulations).current}


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
    (found, *_) = office.ask(regulation_use.use_plan, draft.id).problems
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
    found = office.ask(regulation_use.use_plan, draft.id).problems
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
    found = office.ask(regulation_use.use_plan, draft.id).problems
    assert any(each.line == 0 and each.where == "Paket pp-42-2004@1" for each in found), found


def test_a_name_of_another_pack_is_refused(office: OfficeAtWork):
    text = OWN_PACK + '\n[[violation]]\ncode = "n.2"\ntext = "t"\narticle = "Pasal 2"\n'
    draft = office.do_as(ADMIN, regulation_drafts.import_pack, text.encode(), "kami.toml").draft
    with pytest.raises(RegulationError, match=r"baris 17 .*violation n\.2 sudah ada dalam paket pp-94-2021@1"):
        used(office, draft)


def test_a_pack_that_others_need_is_not_taken_out_of_use(office: OfficeAtWork):
    base = OWN_PACK + '\n[[post]]\nkey = "pejabat-kami"\ntitle = "Pejabat"\nstarts = ["Pejabat kami"]\n'
    base = office.do_as(ADMIN, regulation_drafts.import_pack, base.encode(), "satu.toml").draft
    used(office, base)
    needing = OWN_PACK.replace("perbup-kami", "perbup-dua").replace('"perbup"', '"perbup-dua"')
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
