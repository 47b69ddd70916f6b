"""Between the log-in and the window: a password of one's own in the place of the one that the admin gave."""

from __future__ import annotations

from PySide6.QtCore import Signal

from cases.errors import InvalidInput, OfficeError
from desktop import theme
from desktop.pages.entry.frame import EntryPage
from desktop.widgets.basic import label
from desktop.widgets.form import Form
from desktop.widgets.user_form import add_new_password, new_password

_WHY = "Kata sandi yang Anda terima diketahui orang lain. Pilih kata sandi yang hanya Anda ketahui."
_HOW = "Beberapa kata yang tidak berhubungan kuat dan mudah diingat. Jangan memakai nama Anda atau nama kantor."


class OwnPasswordPage(EntryPage):
    """Asks twice. ``chosen`` carries the new password, ``left`` goes back to the log-in."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self, full_name: str, names: tuple[str, ...]) -> None:
        super().__init__(width=560)
        self.lines.addWidget(label("Pilih kata sandi Anda sendiri", "title", wrap=True))
        self.say(f"{full_name}, {_WHY[0].lower()}{_WHY[1:]}")
        self.say(_HOW, "caption")
        self.lines.addSpacing(theme.space("s"))
        self.form = Form(width=496)
        add_new_password(self.form, "Kata sandi baru", lambda: names)
        self.form.buttons("Simpan dan masuk", cancel=self.left.emit)
        self.form.submitted.connect(self._submit)
        self.lines.addWidget(self.form)

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        self.form.focus_first()

    def refuse(self, error: OfficeError) -> None:
        """Say under the field what will not do."""
        self.form.set_busy(busy=False)
        self.form.show_failure(error)

    def _submit(self) -> None:
        try:
            password = new_password(self.form)
        except InvalidInput as error:
            self.form.show_failure(error)
            return
        self.form.set_busy(busy=True)
        self.chosen.emit(password)
