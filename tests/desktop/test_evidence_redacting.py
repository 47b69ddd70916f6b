"""Redacted copies made in the window: from an item to its copy beside it, and what stops on the way."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pikepdf
import pytest
from PIL import Image
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMessageBox
from reportlab.pdfgen.canvas import Canvas
from samples import make_person

from cases.errors import BadFile, Stopped
from cases.model.evidence import Evidence
from cases.model.marks import Mark, MarkKind, Place, SeenText, SeenWord
from cases.model.report import Channel, Report, Source
from cases.model.user import Role
from cases.services import drafts, evidence, evidence_text, reports
from cases.services.evidence import EvidenceForm
from cases.services.reports import ReportForm
from desktop.desk import Desk
from desktop.pages.evidence_panel import EvidencePanel
from desktop.tasks import Tasks
from desktop.widgets import redaction_pages
from desktop.widgets.redaction_editor import RedactionEditor
from desktop.widgets.redaction_pages import Pages, image_of
from reports import redaction
from reports.redaction import PDF

SECRET = (11, 222, 33)
REASON = "Nomor telepon warga ditutup."
FORM = ReportForm(
    received_on=date(2026, 5, 4),
    source=Source.BAWASLU,
    channel=Channel.SOCIAL_MEDIA,
    narrative="Memasang foto bersama calon.",
    respondents=(make_person(),),
)


def picture(kind: str = "PNG", **parts: object) -> bytes:
    made = Image.new("RGB", (400, 300), (230, 230, 240))
    made.paste(SECRET, (100, 75, 200, 150))
    target = io.BytesIO()
    made.save(target, kind, **parts)
    return target.getvalue()


def paper(pages: int = 2, **parts: object) -> bytes:
    target = io.BytesIO()
    sheet = Canvas(target, pagesize=(300, 400), **parts)
    for page in range(pages):
        sheet.drawString(30, 350, f"KataRahasia{page}")
        sheet.showPage()
    sheet.save()
    return target.getvalue()


def box(page: int = 0) -> Mark:
    return Mark(kind=MarkKind.BOX, place=Place(page=page, left=0.2, top=0.2, width=0.4, height=0.4))


@pytest.fixture
def report(do) -> Report:
    return do(reports.register_report, FORM)


@pytest.fixture
def add(report: Report, do) -> Callable[..., Evidence]:
    def put(data: bytes, name: str = "layar.png", **parts: object) -> Evidence:
        return do(evidence.add_evidence, report.id, data, EvidenceForm(file_name=name, **parts))

    return put


@pytest.fixture
def shown(qtbot, desk: Desk, tasks: Tasks, report: Report) -> Iterator[Callable[..., EvidencePanel]]:
    def make(at: Desk = desk) -> EvidencePanel:
        panel = EvidencePanel(at, report.id)
        qtbot.addWidget(panel)
        at.changed.connect(panel.on_changes)
        panel.resize(1110, 560)
        panel.show()
        qtbot.waitUntil(lambda: not tasks.busy)
        return panel

    yield make
    qtbot.waitUntil(lambda: not tasks.busy)


def open_editor(qtbot, panel: EvidencePanel, tasks: Tasks, item: Evidence) -> RedactionEditor:
    panel.gallery.grid.choose(item.id)
    panel.detail.acts["redact"].trigger()
    qtbot.waitUntil(lambda: not panel.at_home and not tasks.busy)
    assert panel.redacting.editor is not None
    return panel.redacting.editor


def save(qtbot, panel: EvidencePanel, tasks: Tasks, editor: RedactionEditor, reason: str = REASON) -> None:
    editor.panel.reason.restore(reason)
    editor.panel.save.click()
    qtbot.waitUntil(lambda: panel.at_home and not tasks.busy)


def words(panel: EvidencePanel) -> str:
    return "\n".join(made.text() for made in panel.detail.findChildren(QLabel) if made.isVisibleTo(panel.detail))


def test_a_copy_of_a_picture_is_made_and_chosen(qtbot, shown, tasks, add, ask, report) -> None:
    original = add(picture(), title="Unggahan foto", platform="Facebook")
    panel = shown()
    editor = open_editor(qtbot, panel, tasks, original)
    assert editor.panel.copy_title.value() == "Unggahan foto (tersunting)"
    editor.sheet.add("tambah kotak hitam", box())
    save(qtbot, panel, tasks, editor)
    _, copy = ask(evidence.evidence_of_report, report.id)
    assert panel.detail.item == copy
    assert (copy.derived_from, copy.marks, copy.description) == (original.id, (box(),), REASON)
    assert (copy.file_name, copy.media_type, copy.platform) == ("B-01 tersunting.png", "image/png", "Facebook")
    with Image.open(io.BytesIO(ask(evidence.evidence_bytes, copy.id))) as made:
        assert made.size == (400, 300)
        assert made.crop((80, 60, 240, 180)).getcolors() == [(160 * 120, (0, 0, 0))]
    assert panel.notice.words == "Salinan tersunting B-02 dibuat dari B-01; aslinya tetap utuh."
    panel.gallery.grid.choose(original.id)
    assert panel.detail.acts["redact"].text() == "Salinan tersunting"
    qtbot.waitUntil(lambda: "Salinan tersunting dibuat: B-02" in words(panel))
    assert "Dibaca untuk salinan tersunting" in words(panel)


def test_redacting_again_begins_with_the_marks_and_works_on_the_original(qtbot, shown, tasks, add, ask, report) -> None:
    original = add(picture(), title="Unggahan foto")
    panel = shown()
    editor = open_editor(qtbot, panel, tasks, original)
    editor.sheet.add("tambah kotak hitam", box())
    save(qtbot, panel, tasks, editor)
    _, copy = ask(evidence.evidence_of_report, report.id)
    assert panel.detail.acts["redact"].text() == "Sunting lagi"
    editor = open_editor(qtbot, panel, tasks, copy)
    assert editor.sheet.marks == (box(),)
    assert editor.original == original
    assert (editor.panel.copy_title.value(), editor.panel.reason.value()) == (copy.title, REASON)
    editor.sheet.choose(0)
    smaller = replace(box(), place=replace(box().place, width=0.1))
    editor.sheet.put("ubah ukuran kotak hitam", smaller)
    save(qtbot, panel, tasks, editor)
    *_, again = ask(evidence.evidence_of_report, report.id)
    assert (again.label, again.derived_from, again.marks) == ("B-03", original.id, (smaller,))
    with Image.open(io.BytesIO(ask(evidence.evidence_bytes, again.id))) as made:
        assert made.getpixel((150, 100)) == SECRET, "it was made of the original"


def test_a_pdf_becomes_pages_of_pictures(qtbot, shown, tasks, add, ask, report) -> None:
    original = add(paper(), "surat.pdf")
    panel = shown()
    editor = open_editor(qtbot, panel, tasks, original)
    assert editor.pages == 2
    QTest.keyClick(editor.canvas, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: editor.canvas.page == 1 and not tasks.busy)
    editor.sheet.add("tambah kotak hitam", box(page=1))
    editor.preview.setChecked(True)
    qtbot.waitUntil(lambda: not tasks.busy)
    save(qtbot, panel, tasks, editor)
    _, copy = ask(evidence.evidence_of_report, report.id)
    assert (copy.file_name, copy.media_type) == ("B-01 tersunting.pdf", PDF)
    made = PdfReader(io.BytesIO(ask(evidence.evidence_bytes, copy.id)))
    assert [page.extract_text() for page in made.pages] == ["", ""]
    assert [tuple(map(float, page.mediabox[2:])) for page in made.pages] == [(300, 400), (300, 400)]
    first, second = (page.images[0].image.convert("L") for page in made.pages)
    assert first.size == (833, 1111)
    assert first.crop((80, 100, 420, 160)).getextrema()[0] < 60, "what was not covered is read as before"
    assert second.crop((167, 223, 499, 666)).getextrema() == (0, 0)


def test_a_scan_of_several_pages_is_turned_and_becomes_a_pdf(qtbot, shown, tasks, add, ask, report) -> None:
    original = add(picture("TIFF", save_all=True, append_images=[Image.new("RGB", (300, 400), SECRET)]), "pindai.tif")
    panel = shown()
    editor = open_editor(qtbot, panel, tasks, original)
    assert editor.pages == 2
    editor.later.click()
    qtbot.waitUntil(lambda: editor.canvas.page == 1 and not tasks.busy)
    assert editor.canvas.size_of_page.toTuple() == (300, 400)
    editor.sheet.add("tambah kotak hitam", box(page=1))
    save(qtbot, panel, tasks, editor)
    _, copy = ask(evidence.evidence_of_report, report.id)
    assert (copy.file_name, copy.media_type) == ("B-01 tersunting.pdf", PDF)
    made = PdfReader(io.BytesIO(ask(evidence.evidence_bytes, copy.id)))
    assert made.pages[1].images[0].image.crop((60, 80, 180, 240)).getextrema() == ((0, 0), (0, 0), (0, 0))


def test_leaving_makes_nothing_and_comes_back_to_the_item(qtbot, shown, tasks, add, ask, report) -> None:
    original = add(picture())
    panel = shown()
    editor = open_editor(qtbot, panel, tasks, original)
    QTest.keyClick(editor.canvas, Qt.Key.Key_Escape)
    assert panel.at_home
    assert panel.detail.item is not None
    assert panel.detail.item.id == original.id
    assert len(ask(evidence.evidence_of_report, report.id)) == 1


def test_marks_that_were_not_saved_are_there_again(qtbot, shown, tasks, add, ask) -> None:
    original = add(picture())
    panel = shown()
    editor = open_editor(qtbot, panel, tasks, original)
    editor.sheet.add("tambah kotak hitam", box())
    editor.panel.reason.edit.setPlainText(REASON)
    qtbot.waitUntil(lambda: f"redaction:{original.id}" in ask(drafts.my_drafts) and not tasks.busy)
    again = open_editor(qtbot, shown(), tasks, original)  # as after a program that died
    assert (again.sheet.marks, again.panel.reason.value()) == ((box(),), REASON)
    assert "dipulihkan" in again.notice.words
    assert again.sheet.undo_words == "pulihkan tanda"
    QTest.keyClick(again.canvas, Qt.Key.Key_Escape)
    (question,) = again.findChildren(QMessageBox)
    next(one for one in question.buttons() if one.text() == "Buang tanda").click()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert ask(drafts.my_drafts) == {}


def test_what_was_saved_is_no_draft_and_neither_is_nothing(qtbot, shown, tasks, add, ask) -> None:
    original = add(picture())
    panel = shown()
    editor = open_editor(qtbot, panel, tasks, original)
    editor.sheet.add("tambah kotak hitam", box())
    qtbot.waitUntil(lambda: ask(drafts.my_drafts) != {} and not tasks.busy)
    editor.sheet.undo()
    qtbot.waitUntil(lambda: ask(drafts.my_drafts) == {} and not tasks.busy)
    editor.sheet.redo()
    qtbot.waitUntil(lambda: ask(drafts.my_drafts) != {} and not tasks.busy)
    save(qtbot, panel, tasks, editor)
    assert ask(drafts.my_drafts) == {}


def test_all_places_of_words_that_were_read_are_covered(qtbot, shown, tasks, add, do) -> None:
    original = add(picture())
    panel = shown()
    editor = open_editor(qtbot, panel, tasks, original)
    assert not editor.panel.words.isVisible(), "nothing was read in it"
    QTest.keyClick(editor.canvas, Qt.Key.Key_Escape)
    places = [Place(page=0, left=left, top=0.5, width=0.1, height=0.05) for left in (0.1, 0.3, 0.6)]
    seen = [SeenWord(words=text, place=place) for text, place in zip(("Ratna", "dan", "ratna"), places, strict=True)]
    do(evidence_text.keep_text, original.id, SeenText(reader="uji", pages=(tuple(seen),)))
    editor = open_editor(qtbot, panel, tasks, original)
    assert editor.panel.words.isVisible()
    QTest.keyClicks(editor.panel.words.edit, "Ratna")
    editor.panel.cover.click()
    qtbot.waitUntil(lambda: bool(editor.sheet.marks) and not tasks.busy)
    assert [round(one.place.left + one.place.width / 2, 2) for one in editor.sheet.marks] == [0.15, 0.65]
    assert "2 tempat" in editor.notice.words


def test_the_same_copy_twice_is_named_and_the_marks_stay(qtbot, shown, tasks, add, ask, report) -> None:
    original = add(picture())
    panel = shown()
    for _ in range(2):
        editor = open_editor(qtbot, panel, tasks, original)
        editor.sheet.add("tambah kotak hitam", box())
        editor.panel.reason.restore(REASON)
        editor.panel.save.click()
        qtbot.waitUntil(lambda: not tasks.busy)
    assert "sebagai B-02" in editor.notice.words
    assert editor.sheet.marks == (box(),)
    assert editor.canvas.isEnabled()
    assert len(ask(evidence.evidence_of_report, report.id)) == 2


def test_a_cancelled_copy_leaves_nothing_behind(
    qtbot, shown, tasks, add, ask, report, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = add(picture())
    panel = shown()
    editor = open_editor(qtbot, panel, tasks, original)
    editor.sheet.add("tambah kotak hitam", box())
    editor.panel.reason.restore(REASON)
    before = sorted(path.name for path in desk.office.home.path.rglob("*"))
    stage = type(desk.office).stage

    def late(self: object, *args: object) -> object:
        made = stage(self, *args)  # type: ignore[arg-type]
        editor.progress.task.cancel()
        return made

    monkeypatch.setattr(type(desk.office), "stage", late)
    editor.panel.save.click()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert sorted(path.name for path in desk.office.home.path.rglob("*")) == before
    assert len(ask(evidence.evidence_of_report, report.id)) == 1
    editor.progress.cancel()
    assert editor.canvas.isEnabled()


def test_an_original_that_changed_is_not_opened(qtbot, shown, tasks, add, desk: Desk) -> None:
    original = add(picture())
    panel = shown()
    (file,) = desk.office.home.path.rglob(f"{original.blob}.age")
    file.write_bytes(file.read_bytes()[:-1])
    panel.redacting.open(original.id)
    qtbot.waitUntil(lambda: bool(panel.notice.words) and not tasks.busy)
    assert "brankas" in panel.notice.words
    assert panel.at_home
    assert panel.redacting.editor is None


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"%PDF-1.4\n% rusak, tetapi tetap bukti\n%%EOF", "surat.pdf", "tidak dapat dibuka sebagai PDF"),
        (picture("GIF", save_all=True, append_images=[Image.new("RGB", (400, 300))]), "gerak.gif", "Gambar bergerak"),
        (paper(encrypt="sandi"), "kunci.pdf", "berkata sandi"),
    ],
)
def test_what_cannot_be_redacted_is_told_in_a_sentence(qtbot, shown, tasks, add, data, name, sentence) -> None:
    original = add(data, name)
    panel = shown()
    panel.redacting.open(original.id)
    qtbot.waitUntil(lambda: sentence in panel.notice.words and not tasks.busy)
    assert panel.at_home
    assert not panel.progress.isVisible()


def test_it_is_offered_for_pictures_and_pdfs_to_those_who_may(shown, add, desk_of) -> None:
    seen, page, other = add(picture()), add(paper(), "surat.pdf"), add(b"Catatan", "catatan.txt")
    panel = shown()
    offered = {}
    for item in (seen, page, other):
        panel.gallery.grid.choose(item.id)
        offered[item.id] = panel.detail.acts["redact"].isVisible()
    assert offered == {seen.id: True, page.id: True, other.id: False}
    panel = shown(desk_of(Role.LEADER))
    panel.gallery.grid.choose(seen.id)
    assert not panel.detail.acts["redact"].isVisible()


def test_stamps_and_filled_fields_are_seen_and_can_be_covered() -> None:
    target = io.BytesIO()
    sheet = Canvas(target, pagesize=(300, 400))
    sheet.acroForm.textfield(name="nama", x=30, y=250, width=200, height=30, value="ISIAN", borderWidth=0)
    sheet.showPage()
    sheet.save()
    with pikepdf.open(target) as found:
        look = pikepdf.Stream(found, b"1 0 0 rg 0 0 200 40 re f", BBox=[0, 0, 200, 40], Type=pikepdf.Name.XObject)
        look.Subtype = pikepdf.Name.Form
        stamp = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Stamp, Rect=[30, 50, 230, 90], F=4)
        stamp.AP = pikepdf.Dictionary(N=look)
        found.pages[0].Annots.append(found.make_indirect(stamp))
        whole = io.BytesIO()
        found.save(whole)
    seen = Image.frombytes("RGB", (833, 1111), Pages(whole.getvalue(), PDF).page(0).rgb, "raw", "RGB", 2500)
    assert seen.getpixel((300, 920)) == (255, 0, 0)
    assert seen.crop((84, 334, 640, 416)).convert("L").getextrema()[0] < 60, "what was filled in is there"
    mark = Mark(kind=MarkKind.BOX, place=Place(page=0, left=0, top=0, width=1, height=1))
    copy = Pages(whole.getvalue(), PDF).redacted([mark], lambda _share: None, lambda: False)
    assert PdfReader(io.BytesIO(copy)).pages[0].images[0].image.getextrema() == (0, 0)
    assert b"ISIAN" not in copy


def test_a_document_of_too_many_pages_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redaction, "MOST_PAGES", 2)
    with pytest.raises(BadFile, match="Berkas ini 3 halaman"):
        Pages(paper(3), PDF)


def test_a_large_page_is_drawn_within_reason_and_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redaction_pages, "_MOST_PIXELS", 100_000)
    pages = Pages(paper(3), PDF)
    shown = pages.page(2)
    assert shown.size[0] * shown.size[1] <= 101_000
    assert image_of(shown).pixelColor(0, 0).name() == "#ffffff"
    told: list[float] = []
    with pytest.raises(Stopped):
        pages.redacted([box()], told.append, lambda: bool(told))
    assert told == [pytest.approx(1 / 3)]
