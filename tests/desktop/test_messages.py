from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from cases.errors import StorageError
from desktop import messages


def pressed(box: QMessageBox, words: str) -> QPushButton:
    return next(part for part in box.findChildren(QPushButton) if part.text() == words)


@pytest.fixture
def window(qtbot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def test_failure_says_its_sentence_and_keeps_the_details_behind_a_button(qtbot, window: QWidget) -> None:
    box = messages.show_error(window, StorageError("Disk penuh; kosongkan ruang.", "errno 28"))
    assert box.text() == "Disk penuh; kosongkan ruang."
    assert box.textFormat() is Qt.TextFormat.PlainText
    assert box.detailedText() == "errno 28"
    assert pressed(box, "Rincian").isVisible()
    qtbot.mouseClick(pressed(box, "Tutup"), Qt.MouseButton.LeftButton)


def test_unexpected_failure_never_shows_what_a_field_held(qtbot, window: QWidget) -> None:
    box = messages.show_error(window, ValueError("NIP 198503122010011001"))
    assert "1985" not in box.text() + box.detailedText()
    assert box.detailedText() == "ValueError"
    box.close()


def test_question_has_a_verb_and_escape_refuses(qtbot, window: QWidget) -> None:
    done: list[str] = []

    def asked() -> QMessageBox:
        return messages.ask(
            window,
            "Batalkan surat ini?",
            "Batalkan surat",
            lambda: done.append("yes"),
            refuse="Biarkan",
            danger=True,
            on_no=lambda: done.append("no"),
        )

    first = asked()
    assert first.defaultButton().text() == "Biarkan", "Enter does no harm"
    qtbot.mouseClick(pressed(first, "Batalkan surat"), Qt.MouseButton.LeftButton)
    second = asked()
    qtbot.keyClick(second, Qt.Key.Key_Escape)
    assert done == ["yes", "no"]


def test_report_can_be_copied(qtbot, window: QWidget) -> None:
    box = messages.show_report(window, "Program berhenti.", "ValueError\n  a.py:1 f")
    qtbot.mouseClick(pressed(box, "Salin rincian"), Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "ValueError\n  a.py:1 f"


def test_sentence_is_shown(qtbot, window: QWidget) -> None:
    box = messages.show_sentence(window, "Cadangan selesai.")
    assert box.text() == "Cadangan selesai."
    box.close()


def test_qt_speaks_indonesian_and_keeps_what_is_not_in_the_table(qapp) -> None:
    assert QCoreApplication.translate("QMessageBox", "Show Details...") == "Rincian"
    assert QCoreApplication.translate("QLineEdit", "&Copy") == "&Salin"
    assert QCoreApplication.translate("QTgaFile", "Image type not supported") == "Image type not supported"
