from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import shiboken6
from every_format import every_format
from evidence_desk import FORM, PDF, paper, picture, words
from PIL import Image, ImageDraw
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QPushButton, QScrollArea

from cases.model.report import Report
from cases.model.user import Role
from cases.services import evidence, reports
from cases.services.evidence import EvidenceForm
from desktop.desk import Desk
from desktop.evidence.queue import EvidenceQueue
from desktop.pages.evidence_panel import EvidencePanel
from desktop.tasks import Tasks
from desktop.widgets.evidence_files import PREVIEW, files_in, look_at
from desktop.wiring import OpenOffice

POST = {"platform": "Facebook", "account": "ratna.k", "url": "https://contoh.invalid/1"}


@pytest.fixture
def report(do) -> Report:
    return do(reports.register_report, FORM)


@pytest.fixture
def shown(qtbot, desk: Desk, tasks: Tasks, report: Report) -> Iterator[Callable[..., EvidencePanel]]:
    def make(at: Desk = desk) -> EvidencePanel:
        panel = EvidencePanel(at, report.id)
        qtbot.addWidget(panel)
        at.changed.connect(panel.on_changes)
        panel.resize(1110, 510)
        panel.show()
        qtbot.waitUntil(lambda: not tasks.busy)
        return panel

    yield make
    qtbot.waitUntil(lambda: not tasks.busy)


@pytest.fixture
def panel(shown: Callable[..., EvidencePanel]) -> EvidencePanel:
    return shown()


@pytest.fixture
def add(report: Report, do) -> Callable[..., evidence.Evidence]:
    def put(data: bytes, name: str = "layar.png", **parts: object) -> evidence.Evidence:
        return do(evidence.add_evidence, report.id, data, EvidenceForm(file_name=name, **parts))

    return put


def confirm(qtbot, panel: EvidencePanel, tasks: Tasks) -> None:
    assert panel.adding.confirm is not None
    panel.adding.confirm.form.submit()
    qtbot.waitUntil(lambda: not panel.adding.importer.runs and not tasks.busy)


def test_files_are_shown_before_they_go_in(qtbot, panel, tasks, tmp_path: Path, report, ask) -> None:
    file = picture(tmp_path / "unggahan.png")
    panel.adding.take_files([file])
    qtbot.waitUntil(lambda: panel.adding.confirm is not None and panel.adding.confirm.isVisible())
    assert panel.adding.confirm.picture.isVisible()
    assert ask(evidence.evidence_of_report, report.id) == (), "nothing is stored before it was confirmed"
    assert (panel.adding.confirm.fields.platform.value(), panel.adding.confirm.fields.account.value()) == (
        "Facebook",
        "ratna.k",
    )
    panel.adding.confirm.rows[0].title.setText("Unggahan foto")
    qtbot.keyClicks(panel.adding.confirm.fields.posted_on.edit, "30/4/26")
    qtbot.keyClicks(panel.adding.confirm.fields.posted_time.edit, "19.42")
    confirm(qtbot, panel, tasks)
    (item,) = ask(evidence.evidence_of_report, report.id)
    assert (item.title, item.platform, item.url) == ("Unggahan foto", "Facebook", "https://contoh.invalid/1")
    assert item.posted_at == datetime(2026, 4, 30, 12, 42, tzinfo=UTC), "19.42 at the office is WIB"
    assert item.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    assert panel.notice.words == "1 bukti ditambahkan."
    assert panel.detail.item == item


def test_bad_files_are_named_and_the_good_ones_go_in(qtbot, panel, tasks, tmp_path: Path, report, ask) -> None:
    folder = tmp_path / "berkas"
    folder.mkdir()
    (folder / "kosong.png").write_bytes(b"")
    (folder / "palsu.jpg").write_bytes(b"bukan gambar")
    (folder / "surat.pdf").write_bytes(PDF)
    picture(folder / "baik.png")
    panel.adding.take_files([folder])
    qtbot.waitUntil(lambda: panel.adding.confirm is not None and panel.adding.confirm.isVisible())
    assert len(panel.adding.confirm.problems) == 2
    confirm(qtbot, panel, tasks)
    assert [item.file_name for item in ask(evidence.evidence_of_report, report.id)] == ["baik.png", "surat.pdf"]
    said = panel.notice.words.split("\n")
    assert said[0] == "2 bukti ditambahkan."
    assert any("kosong.png kosong" in one for one in said)
    assert any("palsu.jpg bukan gambar" in one for one in said)


def test_only_bad_files_never_reach_the_form(qtbot, panel, tmp_path: Path) -> None:
    (tmp_path / "kosong.png").write_bytes(b"")
    panel.adding.take_files([tmp_path / "kosong.png", tmp_path / "hilang.png"])
    qtbot.waitUntil(lambda: "kosong" in panel.notice.words)
    assert "hilang.png tidak dapat dibaca" in panel.notice.words
    assert panel.adding.confirm is None


def test_a_file_that_the_report_holds_already_never_reaches_the_form(qtbot, panel, add, tmp_path: Path) -> None:
    file = picture(tmp_path / "sama.png")
    add(file.read_bytes(), "dulu.png")
    panel.adding.take_files([file])
    qtbot.waitUntil(lambda: "sama.png" in panel.notice.words)
    assert panel.notice.words == "sama.png: sudah ada dalam laporan ini sebagai B-01; tidak ditambahkan lagi."
    assert panel.adding.confirm is None


def test_what_changed_after_its_preview_stays_out(qtbot, panel, tasks, tmp_path: Path, report, ask) -> None:
    file = picture(tmp_path / "layar.png")
    panel.adding.take_files([file])
    qtbot.waitUntil(lambda: panel.adding.confirm is not None and panel.adding.confirm.isVisible())
    picture(file, hue=200)
    confirm(qtbot, panel, tasks)
    assert "berubah sejak dipratinjau" in panel.notice.words
    assert ask(evidence.evidence_of_report, report.id) == ()


def test_times_need_their_day_and_may_not_lie_ahead(qtbot, panel, tmp_path: Path, office: OpenOffice) -> None:
    panel.adding.take_files([picture(tmp_path / "layar.png")])
    qtbot.waitUntil(lambda: panel.adding.confirm is not None and panel.adding.confirm.isVisible())
    page = panel.adding.confirm
    qtbot.keyClicks(page.fields.posted_on.edit, "30/4/26")
    page.form.submit()
    assert "jam diunggah" in page.form.box("posted_on").error
    page.fields.posted_on.restore("")
    page.fields.posted_on.changed.emit()
    qtbot.keyClicks(page.fields.captured_time.edit, "08.00")
    page.form.submit()
    assert "tanggal ditangkap" in page.form.box("captured_on").error
    page.fields.captured_on.set_date(date(office.clock.today().year + 1, 1, 1))
    page.fields.captured_on.changed.emit()
    page.form.submit()
    assert "belum terjadi" in page.form.box("captured_on").error
    assert page.isVisible()


def test_the_file_dialog_takes_several(qtbot, panel, tmp_path: Path) -> None:
    panel.adding.add_files()
    dialog = panel.findChild(QFileDialog)
    assert dialog.fileMode() == QFileDialog.FileMode.ExistingFiles
    names = [str(picture(tmp_path / f"{n}.png", hue=n * 90)) for n in range(2)]
    dialog.filesSelected.emit(names)
    dialog.close()
    qtbot.waitUntil(lambda: panel.adding.confirm is not None and len(panel.adding.confirm.rows) == 2)


def test_nothing_is_added_when_it_is_left(qtbot, panel, tasks, tmp_path: Path, report, ask) -> None:
    panel.adding.take_files([picture(tmp_path / "layar.png")])
    qtbot.waitUntil(lambda: panel.adding.confirm is not None and panel.adding.confirm.isVisible())
    panel.adding.confirm.rows[0].removed.emit()
    assert not panel.adding.confirm.isVisible()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert ask(evidence.evidence_of_report, report.id) == ()


def test_the_next_item_starts_from_the_last(qtbot, panel, tmp_path: Path, add, tasks) -> None:
    seen = datetime(2026, 5, 1, 1, 15, tzinfo=UTC)
    add(PDF, "a.pdf", platform="TikTok", account="akun.lain", captured_at=seen, captured_by="Ani")
    panel.read()
    qtbot.waitUntil(lambda: len(panel.items) == 1 and not tasks.busy)
    panel.adding.take_files([picture(tmp_path / "layar.png")])
    qtbot.waitUntil(lambda: panel.adding.confirm is not None and panel.adding.confirm.isVisible())
    page = panel.adding.confirm
    assert (page.fields.platform.value(), page.fields.account.value(), page.fields.captured_by.value()) == (
        "TikTok",
        "akun.lain",
        "Ani",
    )
    assert (page.fields.captured_on.value(), f"{page.fields.captured_time.value():%H.%M}") == (
        date(2026, 5, 1),
        "08.15",
    )


def test_small_pictures_come_once_they_are_made(qtbot, panel, tasks, add, tmp_path: Path, desk: Desk) -> None:
    items = [add(picture(tmp_path / f"{n}.png", hue=n * 60).read_bytes(), f"{n}.png") for n in range(3)]
    panel.read()
    qtbot.waitUntil(lambda: len(panel.gallery.grid.looks) == 3 and not tasks.busy)
    assert panel.gallery.grid.looks[0].name == "B-01"
    assert panel.gallery.image(items[0].id) is None
    for item in items:
        desk.do(evidence.derive, item.id).then(panel, lambda _picture: None)
    qtbot.waitUntil(lambda: all(panel.gallery.image(item.id) is not None for item in items))
    qtbot.waitUntil(lambda: not tasks.busy)


def test_checking_tells_whole_from_damaged(qtbot, panel, tasks, add, tmp_path: Path, home: Path) -> None:
    whole = add(picture(tmp_path / "a.png").read_bytes(), "a.png", **POST)
    spoilt = add(picture(tmp_path / "b.png", hue=200).read_bytes(), "b.png", **POST)
    panel.read()
    qtbot.waitUntil(lambda: len(panel.gallery.grid.looks) == 2 and not tasks.busy)
    assert [look.state for look in panel.gallery.grid.looks] == ["Tercatat", "Tercatat"]
    blob = next(path for path in home.rglob("*") if path.is_file() and path.name.startswith(spoilt.blob))
    blob.chmod(0o600)
    data = bytearray(blob.read_bytes())
    data[-1] ^= 1
    blob.write_bytes(data)
    panel.acts["check-all"].trigger()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert [look.state for look in panel.gallery.grid.looks] == ["Utuh", "Rusak"]
    assert panel.notice.words.startswith("Bukti B-02 tidak lagi sama")
    panel.gallery.grid.choose(whole.id)
    qtbot.waitUntil(lambda: "Diperiksa, cocok" in words(panel))
    panel.gallery.grid.choose(spoilt.id)
    qtbot.waitUntil(lambda: panel.detail.failure.isVisibleTo(panel) and "Gagal: Bukti B-02" in words(panel))
    assert "Kegagalan dicatat" in words(panel)
    assert "Keterangan diubah" not in words(panel)
    panel.detail.answer.restore("Dipulihkan dari cadangan 3 Mei.")
    panel.detail.answer_button.click()
    qtbot.waitUntil(lambda: not panel.detail.failure.isVisibleTo(panel))
    qtbot.waitUntil(lambda: "Kegagalan ditindaklanjuti" in words(panel))
    qtbot.waitUntil(lambda: "Dipulihkan dari cadangan 3 Mei." in words(panel))


def test_the_pane_tells_all_that_was_recorded(qtbot, panel, tasks, add) -> None:
    item = add(
        PDF,
        "surat.pdf",
        title="Surat Bawaslu",
        account="ratna.k",
        url="https://contoh.invalid/ratna/1",
        captured_at=datetime(2026, 5, 1, 1, 15, tzinfo=UTC),
        captured_by="Ani Firmansah",
    )
    panel.read()
    qtbot.waitUntil(lambda: panel.detail.item is not None)
    qtbot.waitUntil(lambda: "SHA-256" in words(panel))
    said = words(panel).replace("\u200b", "")
    assert "1 Mei 2026, 08.15 WIB" in said
    assert "https://contoh.invalid/ratna/1" in said
    assert f"{item.sha256[:8]} … {item.sha256[-8:]}" in said
    assert "Ani Firmansah" in said
    copies = [made for made in panel.detail.findChildren(QPushButton) if "Salin" in made.toolTip()]
    for made in copies:
        made.click()
    assert QGuiApplication.clipboard().text() == item.sha256


@pytest.mark.parametrize("name", ["Screenshot_20260910-194512_Lingkar.png", f"{'5c' * 32}.png"])
def test_a_long_name_does_not_widen_the_pane(qtbot, panel, add, name: str, tmp_path: Path) -> None:
    add(picture(tmp_path / "a.png").read_bytes(), name)
    panel.read()
    qtbot.waitUntil(lambda: panel.detail.item is not None)
    qtbot.waitUntil(lambda: name in words(panel).replace("\u200b", ""))
    within = panel.detail.findChild(QScrollArea)
    assert within.widget().minimumSizeHint().width() <= within.viewport().width()


def test_files_are_chosen_from_the_menu_of_all(panel, tasks) -> None:
    panel.acts["add"].trigger()
    dialog = panel.findChild(QFileDialog)
    assert dialog.fileMode() is QFileDialog.FileMode.ExistingFiles
    dialog.reject()


def test_enter_opens_and_escape_leaves(qtbot, panel, tasks, add, tmp_path: Path) -> None:
    add(picture(tmp_path / "a.png").read_bytes(), "a.png")
    add(paper(tmp_path / "surat.pdf"), "surat.pdf")
    add(b"isi berkas teks", "catatan.txt")
    panel.read()
    qtbot.waitUntil(lambda: len(panel.gallery.grid.looks) == 3 and not tasks.busy)
    qtbot.keyClick(panel.gallery.grid, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel.looking.viewer is not None and panel.looking.viewer.isVisible())
    viewer = panel.looking.viewer
    assert (viewer.first.shown, viewer.first.pages) == (viewer.first.canvas, 1)
    qtbot.keyClick(viewer, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: viewer.first.words.startswith("surat.pdf"))
    assert viewer.first.shown is viewer.first.canvas
    qtbot.keyClick(viewer, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: viewer.first.shown is viewer.first.text)
    assert viewer.first.text.toPlainText() == "isi berkas teks"
    qtbot.keyClick(viewer, Qt.Key.Key_Escape)
    assert not viewer.isVisible()
    assert panel.gallery.grid.target == panel.items[2].id
    assert panel.originals.of(panel.items[0].id) is not None, "what was opened was read whole"


def test_a_copy_is_the_original(qtbot, panel, tasks, add, tmp_path: Path) -> None:
    data = picture(tmp_path / "a.png").read_bytes()
    item = add(data, "a.png")
    panel.read()
    qtbot.waitUntil(lambda: panel.detail.item is not None)
    panel.detail.acts["copy"].trigger()
    dialog = panel.findChild(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "salinan.png"))
    dialog.close()
    qtbot.waitUntil(lambda: "disimpan sebagai salinan.png" in panel.notice.words)
    assert (tmp_path / "salinan.png").read_bytes() == data
    panel.looking.save_copy(item.id)
    again = panel.findChildren(QFileDialog)[-1]
    again.fileSelected.emit(str(tmp_path / "tidak ada" / "salinan.png"))
    again.close()
    qtbot.waitUntil(lambda: "Folder itu tidak ada lagi" in panel.notice.words)


def test_segments_narrow_and_count(qtbot, panel, tasks, add, tmp_path: Path) -> None:
    add(picture(tmp_path / "a.png").read_bytes(), "a.png")
    add(PDF, "surat.pdf")
    with qtbot.waitSignal(panel.counted) as counted:
        panel.read()
    assert counted.args == [2]
    assert len(panel.gallery.grid.looks) == 2
    panel.gallery.segments.choose("document")
    assert [look.title for look in panel.gallery.grid.looks] == ["surat"]


def test_a_leader_looks_and_adds_nothing(desk_of, qtbot, shown, desk, tasks, stray_errors, add, tmp_path: Path) -> None:
    add(picture(tmp_path / "a.png").read_bytes(), "a.png")
    panel = shown(desk_of(Role.LEADER))
    qtbot.waitUntil(lambda: len(panel.gallery.grid.looks) == 1 and not tasks.busy)
    assert panel.gallery.grid.model().rowCount() == 1, "no place for files"
    assert not panel.acceptDrops()
    panel.adding.take_picture(QImage(2, 2, QImage.Format.Format_RGB32))
    panel.adding.take_files([tmp_path / "a.png"])
    panel.adding.add_files()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert panel.adding.confirm is None
    assert panel.findChild(QFileDialog) is None
    assert stray_errors == [], "no picture is drawn without the right to"


def test_files_in_folders_and_too_many(tmp_path: Path) -> None:
    (tmp_path / "dalam").mkdir()
    (tmp_path / "dalam" / "b.txt").write_text("b")
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / ".tersembunyi").write_text("x")
    assert [path.name for path in files_in([tmp_path])] == ["a.txt", "b.txt"]
    many = tmp_path / "banyak"
    many.mkdir()
    for n in range(201):
        (many / f"{n}").touch()
    with pytest.raises(Exception, match="paling banyak 200"):
        files_in([many])


def test_looking_can_be_stopped_and_previews_are_small(tmp_path: Path) -> None:
    files = [picture(tmp_path / f"{n}.png", width=3000, height=2000) for n in range(3)]
    told: list[float] = []
    seen = look_at(files, lambda fraction, _words: told.append(fraction), lambda: len(told) == 4)
    assert len(seen) == 2
    assert told == pytest.approx([0.0, 1 / 3, 1 / 3, 2 / 3])
    assert QImage.fromData(seen[0].preview).width() == PREVIEW.width()


# -- what is derived afterwards


@pytest.fixture
def queue(desk: Desk) -> Iterator[EvidenceQueue]:
    """Ends in this thread: a desk of the tests has no parent and may be collected in any."""
    made = EvidenceQueue(desk, lambda: None)
    yield made
    shiboken6.delete(made)


def test_everything_is_looked_at_once_nobody_waits(qtbot, queue, add, tmp_path: Path, ask) -> None:
    items = [add(picture(tmp_path / f"{n}.png", hue=n * 60).read_bytes(), f"{n}.png") for n in range(3)]
    queue.look()
    qtbot.waitUntil(lambda: not queue.runs and ask(evidence.underived) == ())
    assert ask(evidence.thumbnails, [item.id for item in items]).keys() == {item.id for item in items}


def test_a_paper_and_a_photograph_of_a_phone_have_their_small_pictures_too(qtbot, queue, add, ask) -> None:
    items = [add(every_format()[name][0], name) for name in ("surat.pdf", "contoh.heic", "contoh.mp4", "arsip.zip")]
    queue.look()
    qtbot.waitUntil(lambda: not queue.runs and ask(evidence.underived) == ())
    small = ask(evidence.thumbnails, [item.id for item in items])
    paper, photograph, film, archive = (small.get(item.id) for item in items)
    assert (film, archive) == (None, None)
    assert QImage.fromData(photograph).size() == QImage.fromData(paper).size() == QSize(344, 236)
    ink = QImage.fromData(paper)
    dark = [x for x in range(344) for y in range(0, 236, 2) if ink.pixelColor(x, y).lightness() < 128]
    assert dark, "the words of the page"
    assert ink.pixelColor(2, 2).lightness() > 240


def test_a_damaged_original_does_not_hold_the_others_up(qtbot, queue, add, tmp_path: Path, home: Path, ask) -> None:
    spoilt = add(picture(tmp_path / "a.png").read_bytes(), "a.png")
    whole = add(picture(tmp_path / "b.png", hue=200).read_bytes(), "b.png")
    next(path for path in home.rglob("*") if path.name.startswith(spoilt.blob)).unlink()
    queue.look()
    qtbot.waitUntil(lambda: not queue.runs and whole.id in ask(evidence.thumbnails, [whole.id]))
    assert ask(evidence.underived, 9) == (spoilt.id,)


def test_what_looks_alike_is_named_and_why(qtbot, panel, add, report, tmp_path: Path, do) -> None:
    drawn = Image.linear_gradient("L").resize((200, 300))
    ImageDraw.Draw(drawn).rectangle((40, 40, 120, 200), fill=250)
    drawn.save(tmp_path / "a.png")
    drawn.resize((120, 180)).save(tmp_path / "b.jpg", quality=60)
    first = add((tmp_path / "a.png").read_bytes(), "a.png")
    second = add((tmp_path / "b.jpg").read_bytes(), "b.jpg")
    for item in (first, second):
        do(evidence.derive, item.id)
    panel.read()
    qtbot.waitUntil(lambda: panel.detail.item is not None)
    panel.gallery.grid.choose(first.id)

    def links(words: str) -> list[QPushButton]:
        shown = [one for one in panel.detail.findChildren(QPushButton) if one.isVisibleTo(panel.detail)]
        return [one for one in shown if one.text().strip() == words]

    qtbot.waitUntil(lambda: len(links("Buka laporannya")) == 1)
    assert f"B-02, laporan {report.number}: hampir sama, beda 2 dari 64 titik" in words(panel)
    assert "satu pelanggaran" in words(panel)
    with qtbot.waitSignal(panel.report_wanted) as told:
        links("Buka laporannya")[0].click()
    assert told.args == [report.id]
    qtbot.waitUntil(lambda: [look.state for look in panel.gallery.grid.looks][1] in {"Mirip B-01", "Akun kosong"})
    links("Sandingkan")[0].click()
    qtbot.waitUntil(lambda: panel.looking.viewer is not None and panel.looking.viewer.compares)


def test_what_came_in_and_looks_like_another_report_is_said(
    qtbot, panel, tasks, add, do, desk: Desk, tmp_path: Path
) -> None:
    drawn = Image.linear_gradient("L").resize((200, 300))
    ImageDraw.Draw(drawn).rectangle((40, 40, 120, 200), fill=250)
    drawn.save(tmp_path / "a.png")
    drawn.resize((120, 180)).save(tmp_path / "b.jpg", quality=60)
    other = do(reports.register_report, FORM)
    form = EvidenceForm(file_name="a.png")
    old = do(evidence.add_evidence, other.id, (tmp_path / "a.png").read_bytes(), form)
    do(evidence.derive, old.id)
    panel.adding.take_files([tmp_path / "b.jpg"])
    qtbot.waitUntil(lambda: panel.adding.confirm is not None and panel.adding.confirm.isVisible())
    confirm(qtbot, panel, tasks)
    qtbot.waitUntil(lambda: len(panel.items) == 1 and not tasks.busy)
    assert "mirip" not in panel.notice.words
    desk.do(evidence.derive, panel.items[0].id).then(panel, lambda _picture: None)
    qtbot.waitUntil(lambda: f"B-01 mirip B-01 dalam laporan {other.number}." in panel.notice.words)
    assert "satu pelanggaran hanya dijatuhi satu hukuman" in panel.notice.words
