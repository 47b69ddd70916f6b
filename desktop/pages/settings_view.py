"""The settings of one's own: light or dark, the password; and throwing a sample office away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cases.errors import InvalidInput, LoginRefused
from cases.model.user import Right
from desktop import messages
from desktop.desk import Desk
from desktop.navigation import Navigator
from desktop.pages.settings_section import Section
from desktop.widgets.basic import Card, button, label
from desktop.widgets.countdown import Countdown
from desktop.widgets.fields import ChoiceField, PasswordField
from desktop.widgets.form import Form
from desktop.widgets.user_form import add_new_password, new_password

if TYPE_CHECKING:
    from desktop.assembly import Run

COPIES: Final = (
    ("30", "Sesudah 30 detik"),
    ("60", "Sesudah 1 menit"),
    ("300", "Sesudah 5 menit"),
    ("0", "Hanya saat dikunci atau ditutup"),
)
LOCKS: Final = tuple((str(minutes), f"Sesudah {minutes} menit") for minutes in (1, 3, 5, 10, 15, 20, 30, 45, 60))
LOOKS: Final = (("system", "Mengikuti komputer"), ("light", "Terang"), ("dark", "Gelap"))


class ViewSection(Section):
    """What each user sets for himself."""

    title = "Tampilan dan kata sandi"
    right = Right.READ

    def __init__(self, desk: Desk, window: Navigator) -> None:
        super().__init__(desk, window)
        self._run: Run | None = None
        self.look = ChoiceField(LOOKS, blank="")
        self.look.setMaximumWidth(280)
        look = Card("Tampilan")
        look.add(label("Terang atau gelap; hanya untuk akun komputer ini.", "caption"))
        look.add(self.look)
        self.look.changed.connect(self._choose_look)
        self.copies = ChoiceField(COPIES, blank="")
        self.copies.setMaximumWidth(280)
        self.copies.changed.connect(self._choose_copies)
        copied = Card("Salinan di papan klip")
        copied.add(
            label(
                "NIP, nama, dan tabel yang disalin dari Netralitas dihapus dari papan klip, dan tidak masuk riwayat "
                "papan klip Windows. Yang disalin dari program lain tidak tersentuh.",
                "caption",
                wrap=True,
            )
        )
        copied.add(self.copies)
        self.lock_after = ChoiceField(LOCKS, blank="")
        self.lock_after.setMaximumWidth(280)
        self.lock_after.changed.connect(self._choose_lock)
        locked = Card("Kunci layar")
        locked.add(
            label(
                "Tanpa ketikan atau gerakan tetikus selama ini, layar dikunci; juga begitu komputer dikunci. Isian "
                "yang terbuka tetap ada di balik kunci. Ctrl+L mengunci sekarang.",
                "caption",
                wrap=True,
            )
        )
        locked.add(self.lock_after)
        self.password = Form(width=560)
        self.old = self.password.add("old", "Kata sandi sekarang", PasswordField(), required=True)
        add_new_password(self.password, "Kata sandi baru")
        self.password.buttons("Ganti kata sandi")
        self.password.submitted.connect(self._change_password)
        self.wait = Countdown(self)
        self.wait.told.connect(self.password.box("old").show_error)
        self.wait.over.connect(self.password.box("old").clear_error)
        own = Card("Kata sandi Anda")
        own.add(self.password)
        self.sample = Card("Data contoh")
        self.sample.add(
            label("Kantor ini rekaan. Setelah dihapus, Anda dapat menyiapkan kantor sungguhan.", "body", wrap=True)
        )
        self.delete_button = button("Hapus data contoh", "danger", icon="trash", on_click=self._delete_sample)
        self.sample.add(self.delete_button)
        for card in (look, locked, copied, own, self.sample):
            card.setMaximumWidth(620)
            self.lines.addWidget(card)
        self.lines.addStretch(1)

    def serve(self, run: Run) -> None:
        """Know the program that runs."""
        self._run = run
        self.look.restore(run.look)
        self.copies.restore(str(run.clipboard_seconds))
        self._show_lock(run.lock_minutes)

    def read(self) -> None:
        """Show the choices of now, and the sample's card where there is one."""
        if self._run is not None:
            self.look.restore(self._run.look)
            self._show_lock(self._run.lock_minutes)
            self.copies.restore(str(self._run.clipboard_seconds))
        for field in (self.look, self.copies):
            field.setEnabled(self._run is not None)
        self.sample.setVisible(self.desk.office.sample and self._run is not None and self.desk.may(Right.MANAGE_OFFICE))

    def _choose_lock(self) -> None:
        if self._run is not None:
            self._run.set_lock_minutes(int(self.lock_after.value()))
            self.saved("Waktu kunci layar disimpan")

    def _show_lock(self, minutes: int) -> None:
        if str(minutes) not in dict(LOCKS):  # a file that somebody edited
            self.lock_after.set_choices((*LOCKS, (str(minutes), f"Sesudah {minutes} menit")))
        self.lock_after.restore(str(minutes))

    def _choose_look(self) -> None:
        if self._run is not None:
            self._run.set_look(self.look.value())

    def _choose_copies(self) -> None:
        if self._run is not None:
            self._run.set_clipboard_seconds(int(self.copies.value()))

    def _change_password(self) -> None:
        try:
            new = new_password(self.password)
        except InvalidInput as error:
            self.password.show_failure(error)
            return
        self.password.set_busy(busy=True)
        office, actor, old = self.desk.office, self.desk.actor, str(self.old.value())
        self.desk.tasks.submit_write(
            lambda: office.change_password(actor, old, new),
            owner=self,
            on_done=self._changed,
            on_error=self._refused,
        )

    def _changed(self, _actor: object) -> None:
        self.password.set_busy(busy=False)
        self.wait.stop()
        for key in ("old", "password", "again"):
            self.password.field(key).restore("")
        self.saved("Kata sandi Anda diganti")

    def _refused(self, error: BaseException) -> None:
        self.password.set_busy(busy=False)
        if isinstance(error, LoginRefused):
            self.password.show_error("old", error.sentence)
            if error.wait:
                self.wait.start(error.sentence, error.wait)
        elif not self.password.show_failure(error):
            messages.show_error(self, error)

    def _delete_sample(self) -> None:
        if self._run is not None:
            messages.ask(
                self,
                "Hapus kantor contoh beserta semua isinya? Kantor sungguhan tidak tersentuh.",
                "Hapus data contoh",
                self._run.delete_sample,
                danger=True,
            )
