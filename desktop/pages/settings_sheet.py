"""The card of the recovery sheet: which one opens the office, when it was last typed, and typing it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit

from cases.errors import OfficeError
from cases.rules.dates import long_date
from cases.services.office_keys import SHEET_DUE, SheetState, sheet_state
from desktop import theme
from desktop.desk import Desk
from desktop.widgets.basic import Card, button, label, row
from desktop.widgets.notice import Notice

_ABOUT = (
    "Lembar pemulihan tidak tersimpan di mana pun; program tidak dapat mencetaknya lagi. Periksa kedua amplop setiap "
    "tahun dan setiap pergantian penyimpannya."
)
_WRONG = (
    "Bukan lembar yang berlaku: yang diketik lembar {typed}, yang membuka kantor ini lembar {right}. Ambil amplop yang "
    "lain, atau ganti lembar pemulihan."
)
_DUE = (
    "Sudah lebih dari setahun sejak lembar ini dicocokkan. Ambil salah satu amplop, ketik isinya, lalu segel kembali."
)


class SheetCard(Card):
    """``new_wanted`` asks for another sheet; ``tell`` takes what goes wrong."""

    new_wanted = Signal()

    def __init__(self, desk: Desk, tell: Callable[[BaseException], object]) -> None:
        super().__init__("Lembar pemulihan")
        self._desk, self._tell = desk, tell
        self.code = label("", "strong", selectable=True)
        self.state = label("", "caption", wrap=True)
        self.due = label(SHEET_DUE, "warnBox", wrap=True)
        self.unsettled = label("", "warnBox", wrap=True)
        self.edit = QPlainTextEdit()
        self.edit.setPlaceholderText("1. ABCD EFGH J\n2. ...")
        self.edit.setAccessibleName("Ketujuh baris lembar pemulihan")
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(172)
        self.answer = Notice()
        self.check = button("Cocokkan lembar ...", on_click=self.begin)
        self.change = button("Ganti lembar pemulihan ...", on_click=self.new_wanted.emit)
        self.go = button("Cocokkan", "primary", on_click=self._compare)
        self.leave = button("Batal", on_click=self._fold)
        self.add(self.code)
        self.add(self.state)
        self.add(label(_ABOUT, "body", wrap=True))
        self.add(self.unsettled)
        self.add(self.due)
        self.add(self.answer)
        self.typed_label = label("Ketik ketujuh baris dari lembar di amplop", "label")
        self.add(self.typed_label)
        self.add(self.edit)
        self.add(row(self.check, self.change, self.go, self.leave, None))
        self._fold()

    def read(self, *, may_change: bool) -> None:
        """Show which sheet opens the office; who may, also learns when it was last typed."""
        office = self._desk.office
        self.code.setText(f"Lembar {office.sheet}, dibuat {long_date(office.sheet_made_on)}")
        self.unsettled.setText(f"Pergantian kunci basis data belum selesai. {office.unsettled}")
        self.unsettled.setVisible(bool(office.unsettled))
        self.state.hide()
        self.due.hide()
        self.check.setEnabled(may_change)
        self.change.setEnabled(may_change)
        if may_change:
            self._desk.ask(sheet_state, office.sheet_made_on).then(self, self._show)

    def _show(self, found: SheetState) -> None:
        if found.checked_at is None:
            words = "Belum pernah dicocokkan sejak dicetak."
        else:
            on = long_date(found.checked_at.date())
            words = f"Terakhir dicocokkan {on}: {'cocok' if found.right else 'tidak cocok'}."
        self.state.setText(words)
        self.state.show()
        self.due.setVisible(found.due)

    def begin(self) -> None:
        """Let the sheet be typed."""
        self._unfold(shown=True)
        self.answer.hide()
        self.edit.setFocus()

    def _fold(self) -> None:
        self.edit.clear()  # the key stays nowhere, not on the screen either
        self._unfold(shown=False)

    def _unfold(self, *, shown: bool) -> None:
        for each in (self.typed_label, self.edit, self.go, self.leave):
            each.setVisible(shown)
        for each in (self.check, self.change):
            each.setVisible(not shown)

    def _compare(self) -> None:
        desk, text = self._desk, self.edit.toPlainText()
        self.go.setEnabled(False)
        desk.tasks.submit_write(
            lambda: desk.office.check_sheet(desk.actor, text),
            owner=self,
            on_done=self._answered,
            on_error=self._refused,
        )

    def _answered(self, found: tuple[str, bool]) -> None:
        typed, right = found
        self.go.setEnabled(True)
        if right:
            self.answer.say("Cocok: lembar ini membuka kantor. Masukkan kembali ke amplop baru yang tertutup.")
            self._fold()
        else:
            self.answer.say(_WRONG.format(typed=typed, right=self._desk.office.sheet), role="errorBox")
        self.read(may_change=True)

    def _refused(self, error: BaseException) -> None:
        self.go.setEnabled(True)
        if isinstance(error, OfficeError):
            self.answer.say(error.sentence, role="errorBox")
            theme.repolish(self.edit)
        else:
            self._tell(error)
