"""The only message boxes: one sentence that says what happened and what to do, details behind a button."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QWidget

from cases.errors import OfficeError
from desktop import icons, theme
from desktop.guard import clipboard

_EDGE = 32
_INFORM = ("info", "accentText")
_UNEXPECTED = (
    "Terjadi kesalahan yang tidak terduga; pekerjaan terakhir mungkin belum tersimpan. "
    "Ulangi, dan bila terjadi lagi kirimkan rinciannya kepada admin."
)


def show_error(parent: QWidget | None, error: BaseException) -> QMessageBox:
    """Tell the user of a failure, without waiting for him; give the box.

    An OfficeError says its own sentence. Of anything else only the kind of error is shown, never its text, which may
    hold what a field holds.
    """
    known = isinstance(error, OfficeError)
    sentence = error.sentence if isinstance(error, OfficeError) else _UNEXPECTED
    detail = error.detail if isinstance(error, OfficeError) else type(error).__name__
    return _show(parent, ("warning", "amberFg") if known else ("warning-octagon", "redFg"), sentence, detail)


def show_sentence(parent: QWidget | None, sentence: str, detail: str = "") -> QMessageBox:
    """Tell the user something that needs no answer but must not be missed."""
    return _show(parent, _INFORM, sentence, detail)


def show_report(parent: QWidget | None, sentence: str, report: str) -> QMessageBox:
    """Show a technical report that the user may copy and hand on."""
    box = _box(parent, _INFORM, sentence)
    box.setDetailedText(report)
    copy = box.addButton("Salin rincian", QMessageBox.ButtonRole.ActionRole)
    copy.clicked.connect(lambda _down: clipboard.put_text(report))
    box.addButton("Tutup", QMessageBox.ButtonRole.AcceptRole)
    box.open()
    return box


def ask(
    parent: QWidget | None,
    sentence: str,
    verb: str,
    on_yes: Callable[[], object],
    *,
    refuse: str = "Batal",
    danger: bool = False,
    on_no: Callable[[], object] | None = None,
) -> QMessageBox:
    """Ask before something is done: a verb as the button ("Batalkan surat"), never Yes and No. Escape refuses."""
    box = _box(parent, ("question", "accentText"), sentence)
    go = box.addButton(verb, QMessageBox.ButtonRole.AcceptRole)
    stay = box.addButton(refuse, QMessageBox.ButtonRole.RejectRole)
    theme.set_role(go, "danger" if danger else "primary")
    box.setDefaultButton(stay if danger else go)
    box.setEscapeButton(stay)

    def answered(_code: int) -> None:
        if box.clickedButton() is go:
            on_yes()
        elif on_no is not None:
            on_no()

    box.finished.connect(answered)
    box.open()
    return box


def choose(
    parent: QWidget | None, sentence: str, ways: Sequence[tuple[str, Callable[[], object]]], *, refuse: str = "Batal"
) -> QMessageBox:
    """Ask which of several things is done, the first being the usual one. Escape refuses."""
    box = _box(parent, ("question", "accentText"), sentence)
    acts: dict[QAbstractButton, Callable[[], object]] = {}
    for verb, act in ways:
        made = box.addButton(verb, QMessageBox.ButtonRole.ActionRole)
        theme.set_role(made, "secondary" if acts else "primary")
        acts[made] = act
    stay = box.addButton(refuse, QMessageBox.ButtonRole.RejectRole)
    box.setEscapeButton(stay)

    def answered(_code: int) -> None:
        act = acts.get(box.clickedButton())
        if act is not None:
            act()

    box.finished.connect(answered)
    box.open()
    return box


def _show(parent: QWidget | None, icon: tuple[str, str], sentence: str, detail: str) -> QMessageBox:
    box = _box(parent, icon, sentence)
    if detail:
        box.setDetailedText(detail)  # Qt adds the button that shows it
    close = box.addButton("Tutup", QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(close)
    box.setEscapeButton(close)
    box.open()
    return box


def _box(parent: QWidget | None, icon: tuple[str, str], sentence: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle("Netralitas")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIconPixmap(icons.icon(*icon).pixmap(_EDGE, _EDGE))
    box.setText(sentence)
    return box
