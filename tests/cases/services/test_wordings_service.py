"""The office's own wordings: begun, tried, used, brought back; the text of one letter; nothing on paper changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from office_desk import ADMIN, HEAD, LEADER, OfficeAtWork

from cases.errors import InvalidInput, LetterError, NotAllowed, NotFound
from cases.letters.templates import SHIPPED
from cases.model.case import CaseFile
from cases.model.letter import Letter, LetterStatus
from cases.model.listing import ListQuery
from cases.model.steps import StepKey, TeamFacts
from cases.model.wording import OfficeTemplate, WordingState
from cases.services import letter_wordings, letters, wording_drafts, wordings

NAME = "team-order@1"
WORD = "Keputusan ini mulai berlaku"
OTHER = "Keputusan kantor ini mulai berlaku"


def text_of(name: str = NAME) -> str:
    return SHIPPED.text(name)


def begin(office: OfficeAtWork, name: str = NAME) -> OfficeTemplate:
    return office.do_as(ADMIN, wording_drafts.start_draft, name)


def used(office: OfficeAtWork, text: str = "") -> OfficeTemplate:
    draft = begin(office)
    draft = office.do_as(ADMIN, wording_drafts.save_text, draft.id, text or draft.text.replace(WORD, OTHER))
    assert office.do_as(ADMIN, wording_drafts.try_out, draft.id).passed
    return office.do_as(ADMIN, wording_drafts.use, draft.id)


def drafted(office: OfficeAtWork) -> tuple[CaseFile, Letter]:
    file = office.case()
    file = office.take(file.case.id, StepKey.TEAM, TeamFacts(members=file.case.examiners, appointed_by=HEAD))
    return file, file.letters[-1]


def test_a_draft_is_changed_tried_used_and_brought_back(office: OfficeAtWork) -> None:
    draft = begin(office)
    assert (draft.name, draft.state, draft.made_by) == ("team-order@1.1", WordingState.DRAFT, "admin")
    assert WORD in draft.text
    with pytest.raises(InvalidInput, match="uji cetak"):
        office.do_as(ADMIN, wording_drafts.use, draft.id)
    office.do_as(ADMIN, wording_drafts.save_text, draft.id, draft.text.replace(WORD, OTHER))
    found = office.do_as(ADMIN, wording_drafts.try_out, draft.id)
    assert found.passed
    assert {(one.title, one.paper) for one in found.letters} == {
        (title, paper) for title in ("Contoh biasa", "Contoh terpanjang") for paper in ("F4", "A4")
    }
    made = office.do_as(ADMIN, wording_drafts.use, draft.id)
    assert made.used_by == "admin"
    line = next(one for one in office.ask(wordings.wording_lines) if one.kind == "team-order")
    assert line.current == "team-order@1.1"
    assert line.used is not None
    assert not line.used.behind
    with pytest.raises(InvalidInput, match="tidak diubah lagi"):
        office.do_as(ADMIN, wording_drafts.save_text, made.id, "x")
    office.do_as(ADMIN, wording_drafts.retire, made.id)
    line = next(one for one in office.ask(wordings.wording_lines) if one.kind == "team-order")
    assert line.current == NAME
    assert office.ask(wordings.wording_sheet, made.name).text == made.text


def test_a_changed_text_is_tried_again(office: OfficeAtWork) -> None:
    draft = begin(office)
    office.do_as(ADMIN, wording_drafts.try_out, draft.id)
    office.do_as(ADMIN, wording_drafts.save_text, draft.id, draft.text.replace(WORD, OTHER))
    with pytest.raises(InvalidInput, match="uji cetak"):
        office.do_as(ADMIN, wording_drafts.use, draft.id)


def test_a_broken_draft_is_kept_and_not_used(office: OfficeAtWork) -> None:
    draft = begin(office)
    text = draft.text.replace("{surat.tempat}", "{surat.tempt}")
    office.do_as(ADMIN, wording_drafts.save_text, draft.id, text)
    found = office.do_as(ADMIN, wording_drafts.try_out, draft.id)
    line = next(i for i, row in enumerate(text.split("\n"), 1) if "{surat.tempt}" in row)
    assert [one.line for one in found.problems] == [line]
    assert "mungkin maksudnya surat.tempat" in found.problems[0].sentence
    with pytest.raises(InvalidInput, match=f"Baris {line}"):
        office.do_as(ADMIN, wording_drafts.use, draft.id)
    assert office.ask(wordings.wording_sheet, draft.name).text == text


def test_what_is_on_paper_stays_and_drafts_follow(office: OfficeAtWork) -> None:
    _, first = drafted(office)
    put_up = office.put_up(first.id, office.clock.today())
    before = office.ask(letters.letter_bytes, put_up.id)
    _, second = drafted(office)
    edition = used(office)
    assert office.ask(letters.letter_bytes, put_up.id) == before
    assert office.ask(letters.letter, put_up.id).template == NAME
    assert office.ask(letters.letter, second.id).template == edition.name
    put_up_after = office.put_up(second.id, office.clock.today())
    after = office.ask(letters.letter_bytes, put_up_after.id)
    assert OTHER in office.renderer.requests[-1].text
    office.do_as(ADMIN, wording_drafts.retire, edition.id)
    assert office.ask(letters.letter_bytes, put_up_after.id) == after
    assert office.ask(letters.letter, put_up_after.id).template == edition.name


def test_a_second_edition_takes_the_place_of_the_first(office: OfficeAtWork) -> None:
    first = used(office)
    second = used(office, text_of().replace("version = 1", "version = 1\nedition = 2").replace(WORD, "Lain lagi"))
    assert second.name == "team-order@1.2"
    with office.database.read() as work:
        assert work.templates.get(first.id).state is WordingState.RETIRED
        assert work.shelf.of("team-order", None).template == second.name


def test_an_edition_for_some_days_leaves_the_other_in_use(office: OfficeAtWork) -> None:
    used(office)
    later = text_of().replace("version = 1", "version = 1\nedition = 2").replace("2021-08-31", "2027-01-01")
    used(office, later)
    with office.database.read() as work:
        assert work.shelf.of("team-order", date(2026, 12, 31)).template == "team-order@1.1"
        assert work.shelf.of("team-order", date(2027, 1, 1)).template == "team-order@1.2"


def test_one_letter_says_something_of_its_own(office: OfficeAtWork) -> None:
    file, letter = drafted(office)
    sheet = office.ask(letter_wordings.letter_wording, letter.id)
    assert sheet.editable
    text = sheet.text.replace(WORD, OTHER)
    own = office.do(letter_wordings.set_letter_wording, letter.id, text)
    assert own.wording == text
    lines = office.ask(letters.letter_page, ListQuery(sort="number")).rows
    assert [line.worded for line in lines if line.id == letter.id] == [True]
    used(office, sheet.text.replace("version = 1", "version = 1\nedition = 1").replace(WORD, "Naskah kantor"))
    put_up = office.put_up(letter.id, office.clock.today())
    assert (put_up.template, put_up.wording) == (NAME, text)
    assert office.renderer.requests[-1].text == text
    with pytest.raises(InvalidInput, match="tidak dapat diubah lagi"):
        office.do(letter_wordings.set_letter_wording, letter.id, sheet.text)
    with office.database.read() as work:
        entries = work.audit.of_record([letter.id])
        assert any(entry.operation == "letter_wordings.set_letter_wording" for entry in entries)
    assert file.case.id == put_up.case_id


def test_one_letter_follows_its_template_again(office: OfficeAtWork) -> None:
    _, letter = drafted(office)
    text = text_of().replace(WORD, OTHER)
    office.do(letter_wordings.set_letter_wording, letter.id, text)
    assert office.do(letter_wordings.drop_letter_wording, letter.id).wording == ""
    office.do(letter_wordings.set_letter_wording, letter.id, text)
    assert office.do(letter_wordings.set_letter_wording, letter.id, text_of()).wording == ""


def test_one_letters_tembusan_are_its_own(office: OfficeAtWork) -> None:
    _, letter = drafted(office)
    text = text_of().replace("[[block]]", 'access = "TERBATAS"\n\n[[block]]', 1)
    text = text.replace('access = "RAHASIA"\n', "", 1)
    head, sep, rest = text.partition("copies = [")
    text = f'{head}{sep}\n  {{ text = "Camat Tirta Hulu" }},{rest}'
    own = office.do(letter_wordings.set_letter_wording, letter.id, text)
    assert own.content.copies[0] == "Camat Tirta Hulu"
    put_up = office.put_up(letter.id, office.clock.today())
    assert put_up.content.copies[0] == "Camat Tirta Hulu"


def test_a_broken_text_of_one_letter_is_refused_with_its_line(office: OfficeAtWork) -> None:
    _, letter = drafted(office)
    with pytest.raises(InvalidInput, match=r"Baris \d+: isian title tidak dapat diubah"):
        office.do(letter_wordings.set_letter_wording, letter.id, text_of().replace('title = "', 'title = "Lain ', 1))
    assert office.ask(letters.letter, letter.id).wording == ""


def test_an_edition_that_was_retired_may_be_used_again(office: OfficeAtWork) -> None:
    edition = used(office)
    office.do_as(ADMIN, wording_drafts.retire, edition.id)
    with pytest.raises(InvalidInput, match="tidak sedang dipakai"):
        office.do_as(ADMIN, wording_drafts.retire, edition.id)
    assert office.do_as(ADMIN, wording_drafts.use, edition.id).state is WordingState.USED
    with pytest.raises(InvalidInput, match="sudah dipakai"):
        office.do_as(ADMIN, wording_drafts.use, edition.id)


def test_an_edition_begins_from_another_one(office: OfficeAtWork) -> None:
    first = used(office)
    second = begin(office, first.name)
    assert (second.name, second.note) == ("team-order@1.2", "dari edisi kantor 1")
    assert OTHER in second.text
    assert office.ask(wordings.preview, second.text, second.name).problems == ()


def test_a_lone_surrogate_and_an_endless_text_are_not_kept(office: OfficeAtWork) -> None:
    draft = begin(office)
    for text in ("\ud800", "x" * 300_000):
        with pytest.raises(InvalidInput):
            office.do_as(ADMIN, wording_drafts.save_text, draft.id, text)
    assert office.ask(wordings.wording_sheet, draft.name).text == draft.text


def test_only_an_admin_words_letters_anew_and_a_leader_changes_none(office: OfficeAtWork) -> None:
    _, letter = drafted(office)
    with pytest.raises(NotAllowed):
        office.do(wording_drafts.start_draft, NAME)
    with pytest.raises(NotAllowed):
        office.do_as(LEADER, letter_wordings.set_letter_wording, letter.id, text_of())


def test_a_file_goes_out_and_comes_in(office: OfficeAtWork) -> None:
    edition = used(office)
    file = office.ask(wordings.export_text, edition.name)
    assert file.name == "team-order@1.1.toml"
    taken = office.do_as(ADMIN, wording_drafts.import_text, file.data, file.name)
    assert (taken.name, taken.state) == ("team-order@1.2", WordingState.DRAFT)
    assert taken.text.replace("edition = 2", "edition = 1") == edition.text
    office.do_as(ADMIN, wording_drafts.throw_away, taken.id, "Uji.")
    with pytest.raises(NotFound):
        office.do_as(ADMIN, wording_drafts.throw_away, taken.id, "Uji.")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff\xfe", "baris 1: seharusnya teks UTF-8"),
        (b"[letter]\nkind = ", "baris 2"),
        (b"[pack]\nid = 'x'\n", "bukan naskah surat"),
        (b"[letter]\nkind = 'undangan-kondangan'\n", "bukan naskah surat"),
        (b"x = 1\n" * 40_000, "terlalu besar"),
    ],
)
def test_a_file_that_is_no_wording_is_refused(office: OfficeAtWork, data: bytes, said: str) -> None:
    with pytest.raises(LetterError, match=said):
        office.do_as(ADMIN, wording_drafts.import_text, data, "naskah.toml")
    assert office.ask(wordings.wording_lines)[0].editions == ()


def test_a_preview_shows_the_letter_of_the_case(office: OfficeAtWork) -> None:
    _, letter = drafted(office)
    shown = office.ask(wordings.preview, text_of(), NAME, letter_id=letter.id)
    assert shown.pdf is not None
    assert shown.values["perkara.nomor"] == letter.content.values["perkara.nomor"]
    broken = office.ask(wordings.preview, text_of() + "[[block]]\n", NAME, letter_id=letter.id)
    assert broken.pdf is None
    assert broken.problems
    assert office.ask(letters.letter, letter.id).status is LetterStatus.DRAFT


def test_an_edition_that_no_program_reads_holds_up_its_kind_alone(office: OfficeAtWork) -> None:
    edition = used(office)
    with office.database.write() as work:
        work.log_as(ADMIN, "tests.spoil")
        broken = edition.text.replace("family =", "keluarga =")
        work.templates.save(replace(edition, text=broken, changed_at=edition.changed_at + timedelta(days=1)))
    with office.database.read() as work:
        assert work.shelf.of("summons-1", None).template == "summons-1@1"
        with pytest.raises(LetterError, match="Pengaturan"):
            work.shelf.of("team-order", None)
    line = next(one for one in office.ask(wordings.wording_lines) if one.kind == "team-order")
    assert "Pengaturan" in line.fault
    office.do_as(ADMIN, wording_drafts.retire, edition.id)
    with office.database.read() as work:
        assert work.shelf.of("team-order", None).template == NAME


def test_every_kind_has_a_line(office: OfficeAtWork) -> None:
    kinds = {line.kind for line in office.ask(wordings.wording_lines)}
    assert kinds == {info.kind for info in SHIPPED.all()}
