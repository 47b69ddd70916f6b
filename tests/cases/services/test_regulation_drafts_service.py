from __future__ import annotations

from datetime import date

import msgspec
import pytest
from office_desk import ADMIN, START, OfficeAtWork
from pack_desk import DISCIPLINE, copied, entry_of, line_of, retyped, used

import resources
from cases.errors import InvalidInput, RegulationError
from cases.model.regulation import PackState
from cases.regulations import Law
from cases.regulations.packs import LARGEST_BYTES
from cases.regulations.writing import write_pack
from cases.services import (
    regulation_drafts,
    regulation_use,
    regulations,
)


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
        found = office.ask(regulation_use.use_plan, taken.draft.id).problems
        assert all("bertumpang tindih" in each.words for each in found), [each.sentence for each in found]
    with pytest.raises(InvalidInput, match="pilih dari daftar"):
        office.do_as(ADMIN, regulation_drafts.import_example, "../pp-94-2021.toml")
