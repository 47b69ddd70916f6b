"""The pages of the way in, one by one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

from cases.errors import (
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseNewer,
    InvalidInput,
    NetworkDrive,
    RegulationError,
    StorageError,
)
from cases.model.office import Paper
from desktop import theme
from desktop.pages.entry.first_start import FirstStartPage
from desktop.pages.entry.log_in import LogInPage
from desktop.pages.entry.new_office import NewOfficePage
from desktop.pages.entry.recovery import RecoveryPage
from desktop.pages.entry.sheet_step import SheetStep, plain
from desktop.pages.entry.trouble import TroublePage
from desktop.preferences import Preferences
from desktop.widgets.office_form import OfficeForm, propose_from_region
from desktop.widgets.picture_field import PictureField
from desktop.widgets.user_form import UserForm
from desktop.wiring import make_keys, recovery_pdf


@pytest.fixture
def log_in(qtbot) -> LogInPage:
    page = LogInPage()
    qtbot.addWidget(page)
    page.show()
    return page


def test_enter_goes_on_and_then_submits(qtbot, log_in: LogInPage) -> None:
    sent: list[tuple[str, str]] = []
    log_in.submitted.connect(lambda name, password: sent.append((name, password)))
    qtbot.keyClicks(log_in.username, "dewi")
    qtbot.keyClick(log_in.username, Qt.Key.Key_Return)
    qtbot.keyClick(log_in.password, Qt.Key.Key_Return)
    assert sent == []
    assert "kata sandi" in log_in.problem.text()
    qtbot.keyClicks(log_in.password, "rahasia")
    qtbot.keyClick(log_in.password, Qt.Key.Key_Return)
    assert sent == [("dewi", "rahasia")]


def test_after_a_refusal_enter_waits(qtbot, log_in: LogInPage) -> None:
    sent: list[str] = []
    log_in.submitted.connect(lambda name, _password: sent.append(name))
    qtbot.keyClicks(log_in.username, "dewi")
    qtbot.keyClicks(log_in.password, "salah")
    log_in.refuse("Nama pengguna atau kata sandi salah.", 2)
    assert log_in.wait.left == 2
    assert not log_in.go.isEnabled()
    qtbot.keyClick(log_in.password, Qt.Key.Key_Return)
    assert sent == []
    log_in.wait.tick()
    assert log_in.problem.isVisible()
    log_in.wait.tick()
    assert log_in.go.isEnabled()
    assert not log_in.problem.isVisible(), "nothing says to wait once one may try"
    qtbot.keyClick(log_in.password, Qt.Key.Key_Return)
    assert sent == ["dewi"]
    log_in.refuse("Nama pengguna atau kata sandi salah.")
    assert log_in.wait.left == 0, "the office counts, the page only shows"
    log_in.refuse("Nama pengguna atau kata sandi salah.", 30)
    assert not log_in.go.isEnabled()
    log_in.refuse("Terlalu sering salah. Coba lagi dalam 30 detik.", 30)
    log_in.wait.tick()
    assert "29 detik" in log_in.problem.text()
    log_in.username.setText("sari")  # another name does not wait
    assert log_in.go.isEnabled()


def test_the_passwords_of_a_sample_stay_in_sight_behind_a_lock(log_in: LogInPage) -> None:
    log_in.show_office("BKPPD", "Data contoh: admin / sepeda hujan")
    log_in.set_busy("Memeriksa ...")
    log_in.succeed()
    log_in.lock("admin", "Admin Contoh")
    assert log_in.hint.isVisible()
    assert "sepeda hujan" in log_in.hint.text()
    assert "terkunci" in log_in.state.text()
    log_in.show_office("BKPPD Tirta")
    assert not log_in.hint.isVisible()


@pytest.mark.parametrize(
    ("text", "modifier", "caps"),
    [
        ("A", Qt.KeyboardModifier.NoModifier, True),
        ("a", Qt.KeyboardModifier.NoModifier, False),
        ("A", Qt.KeyboardModifier.ShiftModifier, False),
        ("a", Qt.KeyboardModifier.ShiftModifier, True),
    ],
)
def test_caps_lock_is_told_from_what_arrives(log_in: LogInPage, text: str, modifier: Any, caps: object) -> None:
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, modifier, text)
    QApplication.sendEvent(log_in.password, key)
    assert log_in.caps.isVisible() is caps


@pytest.mark.parametrize(
    ("error", "title"),
    [
        (DatabaseBusy("s"), "sudah terbuka"),
        (DatabaseNewer("s"), "terlalu lama"),
        (DatabaseDamaged("s"), "tidak terbaca"),
        (NetworkDrive("s"), "jaringan"),
        (StorageError("s"), "tidak dapat dipakai"),
        (RegulationError("s"), "aturan"),
        (ValueError("an NIP"), "tidak terduga"),
    ],
)
def test_each_trouble_has_its_title_and_keeps_values_to_itself(qtbot, error: Exception, title: str) -> None:
    page = TroublePage(error, place="/kantor", report="ValueError at somewhere")
    qtbot.addWidget(page)
    page.show()
    shown = [words.text() for words in page.findChildren(type(page.sentence))]
    assert any(title in words for words in shown), shown
    assert not any("an NIP" in words for words in (*shown, page.detail))
    assert not page._detail.isVisible()
    page._more.click()
    assert page._detail.isVisible()
    with qtbot.waitSignal(page.again):
        page.again_button.click()


def test_a_key_comes_from_a_file(qtbot, tasks, tmp_path: Path) -> None:
    page = RecoveryPage(tasks, "", may_ask=False)
    qtbot.addWidget(page)
    page.show()
    assert not page.ask.isVisible()
    sent: list[str] = []
    page.submitted.connect(sent.append)
    page.go.click()
    assert "Ketik kunci" in page.problem.text()
    page.take_file(tmp_path / "tak-ada.txt")
    qtbot.waitUntil(lambda: "tak-ada.txt tidak ada" in page.problem.text())
    (tmp_path / "besar.txt").write_bytes(bytes(200_000))
    page.take_file(tmp_path / "besar.txt")
    qtbot.waitUntil(lambda: "terlalu besar" in page.problem.text())
    (tmp_path / "kunci.txt").write_text("baris satu", encoding="utf-8")
    page.take_file(tmp_path / "kunci.txt")
    qtbot.waitUntil(lambda: sent == ["baris satu"])
    assert not page.go.isEnabled()


def test_a_refused_sample_can_be_tried_again(qtbot) -> None:
    page = FirstStartPage("/kantor", has_sample=False)
    qtbot.addWidget(page)
    page.show()
    task = page.begin_sample()
    assert page.strip.isVisible()
    assert not page.new.isEnabled()
    task.report(0.5, "Surat 3")
    page.refuse("Penyimpanan penuh.")
    assert page.sample.isEnabled()
    assert page.problem.text() == "Penyimpanan penuh."


@pytest.mark.parametrize(
    ("region", "head", "place"),
    [
        ("Kabupaten Tirta Kencana", "Bupati Tirta Kencana", "Tirta Kencana"),
        ("kota  Bandar", "Wali Kota Bandar", "Bandar"),
        ("Provinsi Nusa Raya", "Gubernur Nusa Raya", "Nusa Raya"),
    ],
)
def test_what_follows_from_the_region_is_proposed(region: str, head: str, place: str) -> None:
    proposed = propose_from_region(region)
    assert (proposed["head_title"], proposed["place"]) == (head, place)
    assert propose_from_region("Tirta Kencana") == {}
    assert propose_from_region("Kota") == {}


def test_a_proposal_never_takes_what_was_typed(qtbot, tasks) -> None:
    form = OfficeForm(tasks)
    qtbot.addWidget(form)
    qtbot.keyClicks(form.field("place").focus_target(), "Karangjati")
    qtbot.keyClicks(form.region.edit, "Kota Satu Dua")
    assert form.field("place").draft() == "Karangjati"
    assert form.field("head_title").draft() == "Wali Kota Satu Dua"
    assert form.office().head.position == "Wali Kota Satu Dua"


def test_a_picture_is_taken_dropped_and_given_back_unchanged(qtbot, tasks) -> None:
    field = PictureField(tasks)
    qtbot.addWidget(field)
    file = Path("resources/images/sample-region.png").resolve()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    with qtbot.waitSignal(field.changed):
        field.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))
        with pytest.raises(InvalidInput, match="masih dibaca"):
            field.value()
    assert field.value() == file.read_bytes()
    field._take_away()
    assert field.value() == b""


def test_a_huge_picture_is_refused_by_its_header(qtbot, tasks, tmp_path: Path) -> None:
    head = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + (40_000).to_bytes(4, "big") * 2 + b"\x08\x06\x00\x00\x00"
    (tmp_path / "besar.png").write_bytes(head + bytes(200))
    field = PictureField(tasks)
    qtbot.addWidget(field)
    field.take_file(tmp_path / "besar.png")
    qtbot.waitUntil(lambda: bool(field.trouble))
    assert field.blank()


def test_a_short_password_is_said_under_it(qtbot) -> None:
    form = UserForm()
    qtbot.addWidget(form)
    form.set_values({"full_name": "A", "username": "a1"})
    qtbot.keyClicks(form.field("password").focus_target(), "pendek")
    qtbot.keyClicks(form.field("again").focus_target(), "pendek")
    assert not form.check()
    assert "10 huruf" in form.box("password").error


def test_what_will_not_do_is_said_once(qtbot) -> None:
    form = UserForm()
    qtbot.addWidget(form)
    form.show()
    box = form.box("password")
    box.field.edit.setText("12345")
    assert box._note.isVisible()
    form.check()
    assert box.error
    assert not box._note.isVisible()
    box.field.edit.clear()
    qtbot.keyClicks(box.field.edit, "1234")
    assert box._note.isVisible()
    assert not box.error


def test_the_line_typed_back_may_be_written_any_way(qtbot, tmp_path: Path, office) -> None:
    step = SheetStep()
    qtbot.addWidget(step)
    today = office.clock.today()
    lines = make_keys(today).recovery_lines
    step.show_sheet("BKPSDM", lines, recovery_pdf("BKPSDM", lines, today, Paper.A4))
    asked = lines[step.asked]
    assert f"ke-{step.asked + 1}" in step.question.text()
    step.typed.restore(lines[(step.asked + 1) % 7])
    step._compare()
    assert not step.is_matched
    assert step.form.box("line").error
    step.typed.restore(asked.lower().replace(" ", "-"))
    step._compare()
    assert step.is_matched
    assert plain("o1l i") == "0111"
    step.save(tmp_path / "lembar.pdf")
    assert (tmp_path / "lembar.pdf").read_bytes().startswith(b"%PDF")
    assert "hapus" in step.note.text()
    step.save(tmp_path / "tak-ada" / "lembar.pdf")
    assert "pilih folder lain" in step.note.text()


def test_a_half_typed_signatory_is_not_lost(qtbot, tasks) -> None:
    page = NewOfficePage(tasks)
    qtbot.addWidget(page)
    page._go(1)
    step = page.signatories
    step.edit(None)
    assert step.form is not None
    step.form.set_values({"name": "Dra. Contoh"})
    assert not step.finish_typing(), "a post is missing"
    step.form.set_values({"position": "Sekretaris Daerah"})
    assert step.finish_typing()
    assert [one.post_line for one in step.signatories()] == ["Sekretaris Daerah"]
    step.edit(None)
    assert step.finish_typing(), "an empty form is let go"
    assert len(step.signatories()) == 1


def test_preferences_survive_and_bear_an_edited_file(tmp_path: Path) -> None:
    kept = Preferences(tmp_path / "tampilan.ini")
    kept.look = "dark"
    kept.keep_widths("cases", {"number": 90})
    kept._kept.sync()
    again = Preferences(tmp_path / "tampilan.ini")
    assert again.look == theme.Mode.DARK
    assert again.widths("cases") == {"number": 90}
    assert again.widths("letters") == {}
    (tmp_path / "tampilan.ini").write_text("[General]\nlook=pink\n[widths]\ncases=nonsense\n")
    spoilt = Preferences(tmp_path / "tampilan.ini")
    spoilt._kept.sync()
    assert spoilt.look == "system"
    assert spoilt.widths("cases") == {}
