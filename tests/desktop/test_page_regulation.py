"""The page of one regulation pack, on a real office: read, marked, copied, changed, checked, compared, used."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from page_trail import Trail
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QMessageBox, QPlainTextEdit

from cases.model.user import Role
from cases.regulations import Law, load_law
from cases.regulations.entries import Pack, PackHead
from cases.services import lawbook, regulation_drafts, regulations
from desktop import theme
from desktop.desk import Desk
from desktop.dialogs.discard import ReasonDialog
from desktop.pages.regulation import RegulationPage
from desktop.pages.regulation_parts.entry_form import EntryForm, kind_of
from desktop.pages.regulation_parts.fields import NumberField, TableField

DISCIPLINE = "pp-94-2021@1"


@pytest.fixture(scope="module")
def law() -> Law:
    return load_law()


@pytest.fixture
def trail() -> Trail:
    return Trail()


@pytest.fixture
def page(qtbot, desk: Desk, trail: Trail) -> Iterator[RegulationPage]:
    made = RegulationPage(desk, trail)
    qtbot.addWidget(made)
    made.resize(1110, 640)
    desk.changed.connect(made.on_changes)
    made.show()
    yield made
    qtbot.waitUntil(lambda: not desk.tasks.busy)


@pytest.fixture
def shown(qtbot, page: RegulationPage, desk: Desk) -> Callable[..., RegulationPage]:
    def show(key: str = DISCIPLINE, tab: str = "") -> RegulationPage:
        page.on_shown(pack=key, tab=tab)
        qtbot.waitUntil(lambda: page._sheet is not None and page._sheet.line.key == key and not desk.tasks.busy)
        return page

    return show


@pytest.fixture
def draft(do, shown) -> RegulationPage:
    return shown(do(regulation_drafts.copy_pack, DISCIPLINE).key)


def link(page: RegulationPage, verb: str, table: str = "", name: str = "") -> None:
    """Press a link of the document."""
    place = page.document._links.index((verb, table, name))
    page.document.browser.anchorClicked.emit(QUrl(str(place)))


def answer(qtbot, page: RegulationPage, word: str) -> None:
    box = page.findChild(QMessageBox)
    yes = next(each for each in box.buttons() if word in each.text())
    qtbot.mouseClick(yes, Qt.MouseButton.LeftButton)


def place_of(page: RegulationPage, table: str, address: str) -> int:
    groups = (group for group in page._sheet.groups if group.table == table)
    return next(entry.place for group in groups for entry in group.entries if entry.address == address)


def marked_lines(editor: QPlainTextEdit) -> list[int]:
    return [mark.cursor.blockNumber() + 1 for mark in editor.extraSelections()]


def settled(qtbot, desk: Desk) -> None:
    qtbot.waitUntil(lambda: not desk.tasks.busy)


# -- reading


def test_a_pack_is_read_as_a_document_with_its_articles_and_doubts(shown) -> None:
    page = shown()
    words = page.document.words
    for said in ("Disiplin Pegawai Negeri Sipil", "sejak 31 Agu 2021", "tanggal keputusan", "Pasal 5 huruf n angka 2"):
        assert said in words
    for said in ("n.2 Peserta kampanye", "belum diverifikasi", "Catatan: ", "Sesudah: LHP dan terbukti"):
        assert said in words
    assert words.index("Pasal 5 huruf n angka 1") < words.index("Pasal 5 huruf n angka 2")
    listed = [page.document.contents.item(row).text() for row in range(page.document.contents.count())]
    assert listed[0] == "Kepala paket"
    assert any(title.startswith("Bentuk pelanggaran (") for title in listed)


def test_what_is_searched_for_is_found_and_nothing_else(qtbot, shown) -> None:
    page = shown()
    page.document.search.setText("fasilitas NEGARA")
    page.document.search.returnPressed.emit()
    assert "n.4 Menggunakan fasilitas negara" in page.document.words
    assert "n.2" not in page.document.words
    assert "entri cocok" in page.document.found.text()
    page.document.search.setText("tidak-ada-kata-ini")
    qtbot.waitUntil(lambda: "Tidak ada entri" in page.document.words)
    page.document.search.clear()
    qtbot.waitUntil(lambda: "n.2" in page.document.words)


def test_a_group_is_gone_to_and_another_look_keeps_the_place(shown) -> None:
    page = shown()
    rows = range(page.document.contents.count())
    steps = next(page.document.contents.item(row) for row in rows if "Tahap" in page.document.contents.item(row).text())
    page.document.contents.itemClicked.emit(steps)
    place = page.document.browser.verticalScrollBar().value()
    assert place > 0
    light = page.document.browser.toHtml()
    theme.set_mode(theme.Mode.DARK)
    assert page.document.browser.verticalScrollBar().value() == place
    assert page.document.browser.toHtml() != light


def test_a_clerk_reads_and_changes_nothing(qtbot, tasks, desk_of, trail) -> None:
    desk = desk_of(Role.CLERK)
    page = RegulationPage(desk, trail)
    qtbot.addWidget(page)
    page.show()
    page.on_shown(pack=DISCIPLINE)
    qtbot.waitUntil(lambda: "n.2" in page.document.words and not tasks.busy)
    assert page.document._links == []
    assert [name for name, made in page._actions.items() if made.isVisible()] == ["export"]
    assert page.text.editor.isReadOnly()


# -- marks


def test_an_entry_is_marked_and_its_mark_taken_back(qtbot, shown, desk, ask, trail) -> None:
    page = shown()
    link(page, "mark", "violation", "violation:n.2")
    assert page.marks.isVisible()
    assert "n.2 Peserta kampanye dengan atribut" in page.marks.title.text()
    page.marks.note.restore("Salinan JDIH")
    page.marks.note.edit.returnPressed.emit()
    qtbot.waitUntil(lambda: "diverifikasi oleh Admin Uji" in page.document.words)
    assert "Salinan JDIH" in page.document.words
    assert trail.said == ["1 entri ditandai diverifikasi"]
    assert not page.marks.isVisible()
    assert next(one for one in ask(lawbook.violation_choices) if one.code == "n.2").verified
    link(page, "unmark", "violation", "violation:n.2")
    qtbot.waitUntil(lambda: "diverifikasi oleh" not in page.document.words)
    settled(qtbot, desk)


def test_a_table_then_the_whole_pack_is_marked(qtbot, shown, desk) -> None:
    page = shown()
    link(page, "mark", "level")
    assert page.marks.title.text().startswith("Tingkat: 3 entri")
    page.marks.go.click()
    qtbot.waitUntil(lambda: page._sheet.line.verified == 3 and not desk.tasks.busy)
    link(page, "mark")
    page.marks.go.click()
    qtbot.waitUntil(lambda: bool(page._sheet.line.verified_by) and not desk.tasks.busy)
    assert page._sheet.line.verified == page._sheet.line.entries
    assert not any(verb == "mark" for verb, _, _ in page.document._links)
    link(page, "unmark")
    answer(qtbot, page, "Batalkan tanda")
    qtbot.waitUntil(lambda: page._sheet.line.verified == 0 and not desk.tasks.busy)


def test_a_day_to_come_is_refused_in_words(qtbot, shown, desk) -> None:
    page = shown()
    link(page, "mark", "level", "level:ringan")
    page.marks.on.edit.setText("1/1/2099")
    page.marks.go.click()
    qtbot.waitUntil(lambda: "belum terjadi" in page.marks._on_box.error)
    page.marks.on.edit.setText("kemarin lusa sekali")
    page.marks.go.click()
    assert page.marks._on_box.error
    settled(qtbot, desk)


# -- drafts


def test_a_copy_opens_as_a_draft(qtbot, shown, desk, trail) -> None:
    page = shown()
    page._actions["copy"].click()
    qtbot.waitUntil(lambda: bool(trail.opened))
    assert trail.opened == [("regulation", {"pack": "pp-94-2021@2"})]
    shown("pp-94-2021@2")
    assert [name for name, made in page._actions.items() if made.isVisible()] == ["export", "throw", "use"]


def test_an_entry_is_changed_by_its_form(qtbot, draft, desk, trail) -> None:
    page = draft
    link(page, "edit", "deadline", str(place_of(page, "deadline", "deadline:handover")))
    form = page.editor.form
    assert isinstance(form, EntryForm)
    assert form.field("days").value() == 14
    form.field("days").restore("banyak")
    form.submit()
    assert "bilangan bulat" in form.box("days").error
    form.field("days").restore(10)
    form.submit()
    qtbot.waitUntil(lambda: page.editor.form is None and "days = 10" in page._sheet.text and not desk.tasks.busy)
    assert trail.said == ["Konsep disimpan"]
    page.tabs.choose("compare")
    qtbot.waitUntil(lambda: "Jumlah: 14" in page.compare.browser.toPlainText())
    assert "10" in page.compare.browser.toPlainText()
    assert page.compare.count.text() == "2 berubah"


def test_what_the_service_refuses_stands_under_its_field(qtbot, draft, desk) -> None:
    page = draft
    link(page, "add", "violation")
    form = page.editor.form
    form.submit()
    assert form.box("code").error
    assert form.box("text").error
    form.field("code").restore("n.99")
    form.field("text").restore("bunyi baru")
    form.submit()
    qtbot.waitUntil(lambda: page.editor.form is None and not desk.tasks.busy)
    assert any(entry.address == "violation:n.99" for group in page._sheet.groups for entry in group.entries)


def test_what_is_typed_into_a_form_comes_back_and_a_cancel_forgets_it(qtbot, draft, desk) -> None:
    page = draft
    place = place_of(page, "violation", "violation:n.2")
    page.edit("violation", place)
    settled(qtbot, desk)
    page.editor.form.field("short").restore("Setengah jadi")
    page.editor.form.changed.emit()
    assert page.may_leave()
    settled(qtbot, desk)
    page.editor.close_form()
    page.edit("violation", place)
    qtbot.waitUntil(lambda: page.editor.form.field("short").value() == "Setengah jadi")
    page.editor.cancel()
    settled(qtbot, desk)
    page.edit("violation", place)
    settled(qtbot, desk)
    assert page.editor.form.field("short").value() == "Peserta kampanye dengan atribut"
    page.editor.cancel()


def test_an_entry_is_moved_and_removed(qtbot, draft, desk) -> None:
    page = draft
    link(page, "down", "sanction", "0")
    first = lambda: next(group for group in page._sheet.groups if group.table == "sanction").entries[0].address  # noqa: E731 - asked again
    qtbot.waitUntil(lambda: first() == "sanction:teguran-tertulis" and not desk.tasks.busy)
    link(page, "remove", "sanction", "0")
    answer(qtbot, page, "Hapus")
    qtbot.waitUntil(lambda: first() == "sanction:teguran-lisan" and not desk.tasks.busy)


def test_the_head_is_changed_and_the_page_follows_its_new_name(qtbot, draft, desk, trail) -> None:
    page = draft
    link(page, "edit", "pack")
    page.editor.form.field("id").restore("pp-1-2027")
    page.editor.form.field("version").restore(1)
    page.editor.form.field("valid_from").edit.setText("1/6/2027")
    page.editor.form.field("entry_note").restore("")
    page.editor.form.submit()
    qtbot.waitUntil(lambda: trail.opened == [("regulation", {"pack": "pp-1-2027@1", "tab": "read"})])
    page.on_shown(pack="pp-1-2027@1", tab="read")
    qtbot.waitUntil(lambda: page._sheet is not None and not desk.tasks.busy)
    assert "valid_from = 2027-06-01" in page._sheet.text
    assert "entry_note" not in page._sheet.text


@pytest.mark.parametrize("field", msgspec.structs.fields(Pack)[1:], ids=lambda field: field.encode_name)
def test_every_shipped_entry_goes_through_its_form_unchanged(qtbot, law: Law, field) -> None:
    table = field.encode_name
    entries = [(pack, entry) for pack in law.packs for entry in getattr(pack, field.name)]
    for _pack, entry in entries[:: max(1, len(entries) // 12)]:
        form = (EntryForm)(table, entry, {}, lambda: None, lambda: None)
        qtbot.addWidget(form)
        again = msgspec.convert(form.given(), type=kind_of(table))
        assert again == entry


def test_a_check_asks_only_what_its_question_needs(qtbot, draft, desk) -> None:
    page = draft
    page.tabs.choose("checks")
    settled(qtbot, desk)
    count = len(page.checks.table.model.rows)
    page.checks.add_button.click()
    form = page.editor.form
    assert form.box("given.deadline").isHidden()
    form.field("question").restore("violation")
    form.field("question").changed.emit()
    assert not form.box("given.violation").isHidden()
    assert form.box("given.deadline").isHidden()
    form.field("given.violation").restore("n.2")
    form.field("expect").restore("berat")
    form.submit()
    qtbot.waitUntil(lambda: len(page.checks.table.model.rows) == count + 1 and not desk.tasks.busy)
    line = page.checks.table.model.rows[-1]
    assert (line.expected, line.found, line.passed) == ("Berat", "Sedang", False)
    page.tabs.choose("use")
    qtbot.waitUntil(lambda: page.use.problems.isVisible() and not desk.tasks.busy)
    assert not page.use.use_button.isEnabled()
    page.tabs.choose("checks")
    page.checks.table.choose(count)
    page.checks.edit_button.click()
    assert page.editor.form.field("question").value() == "violation"
    page.editor.form.field("expect").restore("sedang")
    page.editor.form.submit()
    qtbot.waitUntil(lambda: page.checks.table.model.rows[-1].passed and not desk.tasks.busy)
    page.checks.table.choose(count)
    page.checks.remove_button.click()
    answer(qtbot, page, "Hapus")
    qtbot.waitUntil(lambda: len(page.checks.table.model.rows) == count and not desk.tasks.busy)


# -- text


def test_a_text_is_saved_or_refused_at_its_line(qtbot, draft, desk) -> None:
    page = draft
    page.tabs.choose("text")
    editor = page.text.editor
    assert not page.text.save_button.isEnabled()
    good = editor.toPlainText()
    editor.setPlainText(good.replace("version = 2", "version = dua"))
    assert page.text.save_button.isEnabled()
    page.text.save_button.click()
    qtbot.waitUntil(lambda: not page.text.trouble.isHidden())
    assert "baris 4" in page.text.trouble.text()
    assert marked_lines(editor) == [4]
    editor.setPlainText(good.replace("days = 14", "days = 10", 1))
    page.text.save_button.click()
    qtbot.waitUntil(lambda: "days = 10" in page._sheet.text and not desk.tasks.busy)
    assert page.text.trouble.isHidden()
    assert marked_lines(editor) == []
    assert not page.text.unsaved


def test_a_text_that_is_not_saved_is_not_lost_and_does_not_hide_other_changes(qtbot, draft, desk, do, shown) -> None:
    page = draft
    key, record_id = page._sheet.line.key, page._sheet.line.record_id
    page.text.editor.setPlainText("# belum selesai\n" + page._sheet.text)
    page.may_leave()
    settled(qtbot, desk)
    shown()
    shown(key)
    qtbot.waitUntil(lambda: page.text.editor.toPlainText().startswith("# belum selesai"))
    do(regulation_drafts.remove_entry, record_id, "check", 0)
    page._read()
    qtbot.waitUntil(lambda: "sudah diubah di tempat lain" in page.text.trouble.text())
    page.text.undo_button.click()
    assert page.text.editor.toPlainText() == page._sheet.text


# -- use


def test_what_is_wrong_is_listed_with_the_way_to_mend_it(qtbot, draft, desk, do) -> None:
    page = draft
    sheet = page._sheet
    bad = sheet.text.replace('after = ["findings proven"]', 'after = ["findings provn"]', 1)
    do(regulation_drafts.save_text, sheet.line.record_id, bad)
    page._read()
    page.tabs.choose("use")
    qtbot.waitUntil(lambda: page.use.problems.isVisible() and not desk.tasks.busy)
    assert page.use.problems.title.text() == "Yang harus diperbaiki (1)"
    assert not page.use.use_button.isEnabled()
    lines = bad[: bad.index("findings provn")].count("\n") + 1
    page.use.line_chosen.emit(lines)
    assert page.tabs.current == "text"
    assert marked_lines(page.text.editor) == [lines]
    page.use.entry_chosen.emit("step", 0)
    assert page.editor.form is not None
    page.editor.cancel()


def test_a_draft_is_taken_into_use_and_out_of_it(qtbot, draft, desk, ask, trail) -> None:
    page = draft
    page._actions["use"].click()
    qtbot.waitUntil(lambda: page.use.good.isVisible() and not desk.tasks.busy)
    assert "Menggantikan pp-94-2021@1" in page.use._effect.text()
    assert "Tidak ada perkara berjalan yang tersentuh" in page.use._effect.text()
    page.use.use_button.click()
    qtbot.waitUntil(lambda: page._actions["retire"].isVisible() and not desk.tasks.busy)
    assert trail.said[-1] == "pp-94-2021@2 dipakai"
    assert "sedang dipakai" in page.use.good.text()
    states = {line.key: (line.state, line.replaced_by) for line in ask(regulations.pack_lines)}
    assert states["pp-94-2021@2"][0] == "dipakai"
    assert states[DISCIPLINE][1] == "pp-94-2021@2"
    page._actions["retire"].click()
    answer(qtbot, page, "Nonaktifkan")
    qtbot.waitUntil(lambda: page.use.use_button.text().strip() == "Pakai lagi" and not desk.tasks.busy)
    assert page.use.use_button.isEnabled()


def test_a_draft_is_thrown_away_and_its_page_left(qtbot, draft, desk, trail) -> None:
    page = draft
    page._actions["throw"].click()
    (dialog,) = page.findChildren(ReasonDialog)
    dialog.reason.restore("Salah paket.")
    dialog.form.submit()
    qtbot.waitUntil(lambda: ("settings", {"section": "regulations"}) in trail.opened)
    settled(qtbot, desk)


def test_a_pack_is_exported_as_it_can_be_imported(qtbot, shown, desk, ask, trail, tmp_path: Path) -> None:
    page = shown()
    exported = ask(regulations.export_pack, DISCIPLINE)
    page._write(tmp_path / exported.name, exported)
    qtbot.waitUntil(lambda: bool(trail.said))
    assert (tmp_path / "pp-94-2021@1.toml").read_bytes() == exported.data
    assert "tanda verifikasi tidak ikut" in trail.said[0]


# -- fields


def test_numbers_and_tables_are_typed_as_they_are_read(qtbot) -> None:
    number, table, lists = NumberField(), TableField(lists=False), TableField(lists=True)
    for field in (number, table, lists):
        qtbot.addWidget(field)
    number.restore(None)
    assert (number.value(), number.blank()) == (None, True)
    table.restore({"bersih7": 8, "hari_ke_7": 7})
    assert table.value() == {"bersih7": 8, "hari_ke_7": 7}
    lists.restore({"provinsi": ("Kepala Dinas", "Kepala Badan")})
    assert lists.value() == {"provinsi": ("Kepala Dinas", "Kepala Badan")}
    for field, text in ((table, "bersih7"), (table, "bersih7 = delapan"), (table, "= 8"), (lists, "provinsi")):
        field.restore(text)
        with pytest.raises(Exception, match="Tulis tiap baris"):
            field.value()


def test_a_head_has_a_form_of_its_own() -> None:
    assert kind_of("pack") is PackHead
    assert kind_of("check").__name__ == "Check"
