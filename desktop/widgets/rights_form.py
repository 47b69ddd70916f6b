"""The form of what an account may do, and the table of who may what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from cases.model.user import Right, Role, User
from cases.rules.rights import RIGHTS
from cases.services.users import rights_of
from desktop import theme
from desktop.widgets.basic import Icon, label
from desktop.widgets.fields import CheckField, ChoiceField
from desktop.widgets.form import Form
from desktop.widgets.right_words import MEANINGS

ROLES: Final = (
    (Role.CLERK.value, "Petugas: mencatat laporan, menangani perkara, membuat surat"),
    (Role.LEADER.value, "Pimpinan: membaca semuanya, membuat rekap"),
    (Role.ADMIN.value, "Admin: semuanya, termasuk pengaturan dan pengguna"),
)
ROLE_NAMES: Final = {role: words.partition(":")[0] for role, words in ROLES}
_ROLE: Final = "role"


def single_rights(user: User) -> str:
    """What an account may besides its role, and what it may not, "" where it has just those of the role."""
    given = ", ".join(MEANINGS[right][0].lower() for right in MEANINGS if right in user.more)
    taken = ", ".join(MEANINGS[right][0].lower() for right in MEANINGS if right in user.fewer)
    return " · ".join(
        words for words in (f"ditambah: {given}" if given else "", f"tanpa: {taken}" if taken else "") if words
    )


class RightsFields:
    """The fields of a role and its single rights in a form; another role puts all its own rights back."""

    def __init__(self, form: Form, user: User | None = None) -> None:
        self._form = form
        self.role = form.add(_ROLE, "Peran", ChoiceField(ROLES, blank=""), required=True)
        self.role.restore(user.role.value if user is not None else Role.CLERK.value)
        form.section("Hak satu per satu", "Centang menurut perannya; ubah bila orang ini memerlukan lebih atau kurang.")
        self.boxes: dict[Right, CheckField] = {}
        for number, (right, (title, meaning)) in enumerate(MEANINGS.items()):
            made = CheckField(title)
            form.add(f"right-{right.name.lower()}", "", made, help_text=meaning, beside=bool(number % 2))
            self.boxes[right] = made
        self._show(rights_of(user) if user is not None else RIGHTS[Role.CLERK])
        self.role.changed.connect(lambda: self._show(RIGHTS[self.chosen]))

    @property
    def chosen(self) -> Role:
        """The role that is chosen."""
        return Role(self.role.value())

    @property
    def more(self) -> tuple[Right, ...]:
        """What is checked beyond the role."""
        own = RIGHTS[self.chosen]
        return tuple(right for right, box in self.boxes.items() if box.value() and right not in own)

    @property
    def fewer(self) -> tuple[Right, ...]:
        """What the role has and is not checked."""
        own = RIGHTS[self.chosen]
        return tuple(right for right, box in self.boxes.items() if not box.value() and right in own)

    def _show(self, rights: frozenset[Right]) -> None:
        for right, box in self.boxes.items():
            box.restore(right in rights)


class WhoMayWhat(QWidget):
    """A line for each single right, a column for each active account; a sign and a word, never colour alone."""

    def __init__(self, users: Sequence[User]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(theme.space("m"))
        grid.setVerticalSpacing(theme.space("s"))
        self.cells: dict[tuple[Right, str], bool] = {}
        active = [user for user in users if user.active]
        for column, user in enumerate(active, start=1):
            grid.addWidget(_head(user), 0, column, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
        for row, (right, (title, meaning)) in enumerate(MEANINGS.items(), start=1):
            words = label(title, "body")
            words.setToolTip(meaning)
            grid.addWidget(words, row, 0)
            for column, user in enumerate(active, start=1):
                has = right in rights_of(user)
                self.cells[right, user.id] = has
                sign = Icon("check-circle" if has else "minus", "greenFg" if has else "muted", 18)
                said = f"{user.full_name}: {'boleh' if has else 'tidak boleh'} {title.lower()}"
                sign.setToolTip(said)
                sign.setAccessibleName(said)
                grid.addWidget(sign, row, column, Qt.AlignmentFlag.AlignHCenter)
        grid.setColumnStretch(len(active) + 1, 1)
        grid.setRowStretch(len(MEANINGS) + 1, 1)


def _head(user: User) -> QLabel:
    made = label(f"{user.username}\n{ROLE_NAMES.get(user.role.value, '')}", "label")
    made.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    made.setToolTip(user.full_name)
    return made
