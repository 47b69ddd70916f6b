"""The form for an account of the program: who, and a new password typed twice."""

from __future__ import annotations

from typing import Final

from cases.errors import InvalidInput
from cases.services.office import FirstUser
from cases.services.users import SHORTEST_PASSWORD
from desktop.widgets.fields import PasswordField, TextField
from desktop.widgets.form import Form

_STRONG: Final = 16
_VARIED: Final = 8  # different characters


def password_words(password: str) -> str:
    """How good a password is, in words; "" before anything was typed."""
    if not password:
        return ""
    if len(password) < SHORTEST_PASSWORD:
        return f"Kurang {SHORTEST_PASSWORD - len(password)} huruf lagi."
    if len(set(password.lower())) < _VARIED:
        return "Cukup panjang, tetapi mudah ditebak karena hurufnya berulang."
    if len(password) < _STRONG:
        return "Cukup. Beberapa kata yang tidak berhubungan lebih kuat dan mudah diingat."
    return "Kuat."


class NewPasswordField(PasswordField):
    """A password to be; the line beneath says how good it is."""

    def __init__(self) -> None:
        super().__init__()
        self.edit.textChanged.connect(lambda text: self.note_changed.emit(password_words(text)))

    def value(self) -> str:
        """The password; raises InvalidInput when it is too short."""
        text = self.edit.text()
        if text and len(text) < SHORTEST_PASSWORD:
            raise InvalidInput(f"Kata sandi paling sedikit {SHORTEST_PASSWORD} huruf.", field="password")
        return text

    def blank(self) -> bool:
        """Whether nothing was typed."""
        return not self.edit.text()


def add_new_password(form: Form, title: str = "Kata sandi") -> None:
    """Add the two fields of a new password."""
    form.add(
        "password",
        title,
        NewPasswordField(),
        required=True,
        help_text=f"Paling sedikit {SHORTEST_PASSWORD} huruf; mudah Anda ingat, sulit ditebak.",
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
        add_new_password(self)

    def user(self) -> FirstUser:
        """Return what was typed; raises InvalidInput when the passwords differ."""
        return FirstUser(
            username=str(self.field("username").value()),
            full_name=str(self.field("full_name").value()),
            password=new_password(self),
        )
