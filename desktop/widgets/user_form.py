"""The form for an account of the program: who, and a new password typed twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from cases.errors import InvalidInput
from cases.rules.log_in import log_in_rules
from cases.rules.passwords import judge
from cases.services.office import FirstUser
from desktop.widgets.fields import PasswordField, TextField
from desktop.widgets.form import Form


class NewPasswordField(PasswordField):
    """A password to be; the line beneath says how good it is. ``names`` gives those it should not hold."""

    def __init__(self, names: Callable[[], Iterable[str]] = tuple) -> None:
        super().__init__()
        self._names = names
        self.edit.textChanged.connect(self._judge)

    def _judge(self, text: str) -> None:
        judged = judge(text, self._names())
        self.note_role = "good" if judged.good else "amber"
        self.note_changed.emit(judged.words)

    def value(self) -> str:
        """The password; raises InvalidInput when it is easy to guess."""
        text = self.edit.text()
        judged = judge(text, self._names())
        if text and not judged.good:
            raise InvalidInput(judged.words, field="password")
        return text

    def blank(self) -> bool:
        """Whether nothing was typed."""
        return not self.edit.text()


def add_new_password(form: Form, title: str = "Kata sandi", names: Callable[[], Iterable[str]] = tuple) -> None:
    """Add the two fields of a new password, which should not hold any of the names."""
    form.add(
        "password",
        title,
        NewPasswordField(names),
        required=True,
        help_text=f"Paling sedikit {log_in_rules().password.shortest} huruf; mudah Anda ingat, sulit ditebak.",
    )
    form.add("again", "Ulangi kata sandi", PasswordField(), required=True, beside=True)


def new_password(form: Form) -> str:
    """Return the password of the two fields; raises InvalidInput when they differ."""
    password = str(form.field("password").value())
    if password != form.field("again").value():
        raise InvalidInput("Kedua kata sandi berbeda; ketik ulang.", field="again")
    return password


class UserForm(Form):
    """A new account."""

    def __init__(self, *, width: int = 560) -> None:
        super().__init__(width=width)
        self.add("full_name", "Nama lengkap", TextField(), required=True)
        self.add(
            "username",
            "Nama pengguna",
            TextField(limit=32, placeholder="mis. dewi.k"),
            required=True,
            help_text="Huruf kecil, angka, titik, atau garis; tanpa spasi.",
        )
        add_new_password(self, names=self._names)

    def _names(self) -> tuple[str, ...]:
        return tuple(str(self.field(name).draft() or "") for name in ("username", "full_name"))

    def user(self) -> FirstUser:
        """Return what was typed; raises InvalidInput when the passwords differ."""
        return FirstUser(
            username=str(self.field("username").value()),
            full_name=str(self.field("full_name").value()),
            password=new_password(self),
        )
