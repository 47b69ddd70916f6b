"""The list of evidence and its cards in the window: chosen, looked at, saved, printed; and as part of a packet."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from case_desk import OPENED, House, open_case, put_up, stand_still
from PIL import Image
from pypdf import PdfReader
from PySide6.QtCore import QMarginsF, Qt
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrinter

from cases.model.case import CaseFile
from cases.model.evidence import Evidence
from cases.model.evidence_paper import PaperOrder
from cases.model.steps import StepKey, SummonsFacts
from cases.services import evidence, office, steps
from cases.services.evidence import EvidenceForm
from cases.services.steps import StepForm
from desktop.desk import Desk
from desktop.evidence.printing import PREVIEWED, MadePapers, Wanted, of_document, previewed, printed
from desktop.pages.evidence_panel import EvidencePanel
from desktop.pages.evidence_parts.papers import PapersPage
from desktop.preferences import Preferences
from reports.evidence.pictures import Room


def screenshot(hue: int, size: tuple[int, int] = (540, 1200)) -> bytes:
    target = io.BytesIO()
    Image.new("HSV", size, (hue % 256, 120, 220)).convert("RGB").save(target, "PNG")
    return target.getvalue()


def document(path: Path, pages: int = 3) -> bytes:
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    painter = QPainter(writer)
    for page in range(pages):
        if page:
            writer.newPage()
        painter.drawText(400, 400, f"Halaman {page + 1}")
    painter.end()
    return path.read_bytes()


@pytest.fixture
def house(qtbot, desk, tasks, tmp_path: Path, monkeypatch) -> House:
    stand_still(desk, monkeypatch, OPENED)
    return House(qtbot, desk, tasks, Preferences(tmp_path / "tampilan.ini"))


@pytest.fixture
def file(do, ask, house) -> CaseFile:
    return open_case(do, ask(office.current_office).head, code="n.2")


@pytest.fixture
def add(file, do) -> Callable[..., Evidence]:
    def put(data: bytes, name: str = "layar.png", **parts: object) -> Evidence:
        return do(evidence.add_evidence, file.report.id, data, EvidenceForm(file_name=name, **parts))

    return put


@pytest.fixture
def shown(house, file, add, tmp_path: Path) -> Iterator[EvidencePanel]:
    add(screenshot(10), title="Unggahan foto")
    add(screenshot(90, (1280, 720)), title="Komentar")
    add(document(tmp_path / "surat.pdf"), "surat.pdf", title="Undangan")
    house.open_page("case", case_id=file.case.id, tab="evidence")
    house.settle()
    assert house.case.evidence is not None
    yield house.case.evidence
    house.settle()


def settled(qtbot, house: House, page: PapersPage) -> None:
    """Until the preview of the last choice is there."""
    qtbot.waitUntil(lambda: not page._pause.isActive() and not page._desk.tasks.busy)
    house.settle()


@pytest.fixture
def page(qtbot, house, shown) -> PapersPage:
    shown.acts["list"].trigger()
    qtbot.waitUntil(lambda: shown.papers.page is not None)
    made = shown.papers.page
    assert made is not None
    settled(qtbot, house, made)
    return made


def texts(data: bytes) -> list[str]:
    return [" ".join(one.extract_text().split()) for one in PdfReader(io.BytesIO(data)).pages]


def acts(ask, item: str) -> list[str]:
    return [line.action for line in ask(evidence.custody_of, item)]


def test_the_list_opens_with_everything_of_the_case_and_is_shown_as_it_will_be(page, file) -> None:
    assert page.isVisible()
    assert [item.label for item in page.choices.chosen] == ["B-01", "B-02", "B-03"]
    assert page.view.words.startswith("Pratinjau, halaman 1 dari")
    assert page._shown is not None
    found = texts(page._shown.pdf)
    assert f"Perkara : {file.case.number}" in found[0]
    assert file.case.respondent.name in found[0]


def test_a_preview_opens_each_original_once_whatever_is_chosen_then(qtbot, house, page, ask) -> None:
    ids = [item.id for item in page.choices.chosen]
    before = [acts(ask, one).count("open") for one in ids]
    assert before == [1, 1, 1]
    page.choices.listing.box.click()
    settled(qtbot, house, page)
    page.choices.per_page.choose("4")
    settled(qtbot, house, page)
    page.choices.per_page.choose("2")
    settled(qtbot, house, page)
    assert [acts(ask, one).count("open") for one in ids] == [2, 2, 2], "once more for the smaller pictures, then kept"
    assert all("print" not in acts(ask, one) for one in ids)


def test_what_is_saved_is_read_once_as_printed(qtbot, house, page, ask, tmp_path: Path) -> None:
    ids = [item.id for item in page.choices.chosen]
    target = tmp_path / "bukti.pdf"
    page.save_to(target)
    qtbot.waitUntil(lambda: "Tersimpan" in page.notice.words)
    assert [acts(ask, one).count("print") for one in ids] == [1, 1, 1]
    found = texts(target.read_bytes())
    assert page.notice.words == f"Tersimpan: bukti.pdf, {len(found)} halaman."
    assert "dicetak 1 kali" in " ".join(found), "the paper tells of itself"


def test_only_what_is_chosen_is_printed(qtbot, house, page, ask, tmp_path: Path) -> None:
    page.choices.items.item(0).setCheckState(Qt.CheckState.Unchecked)
    page.choices.listing.box.click()
    settled(qtbot, house, page)
    page.save_to(tmp_path / "bukti.pdf")
    qtbot.waitUntil(lambda: "Tersimpan" in page.notice.words)
    text = " ".join(texts((tmp_path / "bukti.pdf").read_bytes()))
    assert "DAFTAR BUKTI" not in text
    assert "B-01" not in text
    assert "B-02" in text


def test_nothing_chosen_is_said_and_nothing_can_be_saved(page) -> None:
    page.choices._check_all(checked=False)
    assert page.choices.order is None
    assert not page.save.isEnabled()
    assert not page.print.isEnabled()
    assert "paling sedikit satu" in page.choices._count.text()


def test_the_card_of_one_item_has_a_page_to_itself(qtbot, house, shown) -> None:
    shown.papers.open_card(shown.items[1].id)
    page = shown.papers.page
    assert page is not None
    settled(qtbot, house, page)
    order = page.choices.order
    assert order is not None
    assert (order.ids, order.listing, order.per_page) == ((shown.items[1].id,), False, 1)
    assert page._shown is not None
    assert page._shown.pages == 1
    assert "B-02 Komentar" in texts(page._shown.pdf)[0]
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert shown.at_home


def test_every_page_of_a_document_can_be_wanted(qtbot, house, shown) -> None:
    shown.papers.open_card(shown.items[2].id)
    page = shown.papers.page
    assert page is not None
    settled(qtbot, house, page)
    assert page.choices.every_page.isVisible()
    page.choices.every_page.box.click()
    settled(qtbot, house, page)
    assert page._shown is not None
    assert page._shown.pages == 3
    assert "(halaman 3 dari 3)" in texts(page._shown.pdf)[2]


def test_it_prints_at_true_size(qtbot, house, page, ask, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "cetak.pdf"))
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))
    page.print_on(printer)
    qtbot.waitUntil(lambda: "dikirim" in page.notice.words)
    box = PdfReader(str(tmp_path / "cetak.pdf")).pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (609, 935), "F4"
    assert [acts(ask, item.id).count("print") for item in page.choices.chosen] == [1, 1, 1]


def test_a_place_that_cannot_be_written_is_one_sentence(qtbot, page, tmp_path: Path) -> None:
    page.save_to(tmp_path / "tiada" / "bukti.pdf")
    qtbot.waitUntil(lambda: "Folder itu tidak ada lagi" in page.notice.words)
    assert page.save.isEnabled()


def spoil(desk: Desk, item: Evidence) -> None:
    path = desk.office.vault._file(item.blob)
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(bytes(data))


def test_a_damaged_original_is_said_on_paper_and_the_others_are_there(qtbot, desk, shown, tmp_path: Path) -> None:
    spoil(desk, shown.items[0])
    made = run(desk, lambda: printed(desk.office, desk.actor, Wanted(report_id=shown.report_id, order=PaperOrder())))
    assert made is not None
    text = " ".join(texts(made.pdf))
    assert "Pemeriksaan keutuhan B-01 gagal dan belum ditindaklanjuti" in text
    assert text.count("PEMERIKSAAN GAGAL") == 2, "in the list and on the card"
    qtbot.waitUntil(lambda: not desk.tasks.busy)


def test_a_failed_check_is_said_beside_what_was_saved(qtbot, desk, page, tmp_path: Path) -> None:
    spoil(desk, page.choices.chosen[1])
    page.save_to(tmp_path / "bukti.pdf")
    qtbot.waitUntil(lambda: "Tersimpan" in page.notice.words)
    assert "Pemeriksaan B-02 gagal" in page.notice.words


def run(desk: Desk, work: Callable[[], MadePapers | None]) -> MadePapers | None:
    """Run in a worker, as the window does."""
    return desk.tasks._free.submit(work).result(timeout=20)


def test_a_preview_shows_the_first_cards_alone_and_stops_when_told(desk, shown, add, ask) -> None:
    items = [add(screenshot(n, (40 + n, 40)), f"{n}.png") for n in range(PREVIEWED)]
    wanted = Wanted(report_id=shown.report_id, order=PaperOrder())
    made = run(desk, lambda: previewed(desk.office, desk.actor, wanted, {}))
    assert made is not None
    assert len(made.papers.carded) == PREVIEWED
    assert len(made.papers.items) == PREVIEWED + 3
    assert "open" not in acts(ask, items[-1].id)
    assert run(desk, lambda: printed(desk.office, desk.actor, wanted, stop=lambda: True)) is None
    assert "print" not in acts(ask, items[0].id)


def test_a_broken_pdf_is_told_on_its_card() -> None:
    assert of_document(b"%PDF-1.4\n% rusak\n%%EOF", Room(1)).problem
    assert of_document(b"%PDF-1.4\n% rusak\n%%EOF", Room(1)).pages == ()


def test_the_letters_of_a_case_lead_to_its_attachment(qtbot, house, shown) -> None:
    house.case.tabs.choose("letters")
    house.case.attachment.click()
    qtbot.waitUntil(lambda: shown.papers.page is not None and shown.papers.page.isVisible())
    assert house.case.tabs.current == "evidence"
    settled(qtbot, house, shown.papers.page)


def test_a_packet_may_hold_the_papers_of_evidence(qtbot, house, shown, file, do, ask, tmp_path: Path) -> None:
    person = file.case.superior
    facts = SummonsFacts(
        examine_on=OPENED + timedelta(days=10), examine_at="09.00", place="Aula", report_to=person, signer=person
    )
    made = do(steps.take_step, file.case.id, StepForm(key=StepKey.SUMMONS_1, facts=facts, on=OPENED))
    put_up(do, made.letters[0].id, OPENED)
    house.case.on_shown(case_id=file.case.id, tab="letters")
    house.settle()
    packet = house.case.packet
    assert packet.menu().actions()[-1].text() == "Surat yang terbit dan lampiran bukti (1 + 3)"
    target = tmp_path / "paket.pdf"
    with qtbot.waitSignal(packet.saved):
        packet.save_to(target, evidence=True)
    house.settle()
    found = texts(target.read_bytes())
    assert "1 surat dan lampiran bukti" in found[0]
    assert "Daftar dan Kartu Bukti" in found[0]
    assert any("DAFTAR BUKTI" in one for one in found)
    titles = [one.title for one in PdfReader(str(target)).outline if not isinstance(one, list)]
    assert titles[-1] == "Daftar dan Kartu Bukti"
    assert [acts(ask, item.id).count("print") for item in shown.items] == [1, 1, 1]
