"""The card of one place of backups: where it is, how it stands there, and what may be done with the place."""

from __future__ import annotations

from PySide6.QtCore import Signal

from cases.model.backup import PlaceState
from desktop import theme
from desktop.widgets.basic import Card, Elided, Icon, button, label, row


class PlaceCard(Card):
    """``choose_wanted`` asks for another folder, ``open_wanted`` shows it, ``leave_wanted`` gives the place up."""

    choose_wanted = Signal()
    open_wanted = Signal()
    leave_wanted = Signal()

    def __init__(self, title: str, icon: str, about: str) -> None:
        super().__init__(padding=theme.space("m"))
        self._about = about
        self.path = Elided("", "strong")
        self.state = label("", "caption", wrap=True)
        self.warning = label("", "warn", wrap=True)
        self.open_button = button("Buka folder", "link", on_click=self.open_wanted.emit)
        self.choose_button = button("Ganti…", "link", on_click=self.choose_wanted.emit)
        self.leave_button = button("Lepas", "link", on_click=self.leave_wanted.emit)
        name = label(title, "section")
        head = (Icon(icon, "accentText", theme.size("iconSmall")), name, None)
        self.add(row(*head, self.open_button, self.choose_button, self.leave_button))
        for part in (self.path, self.state, self.warning):
            self.add(part)
        self.body.addStretch(1)
        self.show_none(may_choose=False)

    def show_none(self, *, may_choose: bool) -> None:
        """No place was chosen."""
        self.path.setText("Belum dipilih")
        self.state.setText(self._about)
        self.warning.hide()
        self.open_button.hide()
        self.leave_button.hide()
        self.choose_button.setText("Pilih folder…")
        self.choose_button.setVisible(may_choose)

    def show_place(self, place: PlaceState, words: str, *, may_choose: bool, may_leave: bool) -> None:
        """Show a place with how it stands."""
        self.path.setText(place.path)
        self.state.setText(words)
        self.warning.setText(place.warning)
        self.warning.setVisible(bool(place.warning))
        self.open_button.setVisible(place.there)
        self.choose_button.setText("Ganti…")
        self.choose_button.setVisible(may_choose)
        self.leave_button.setVisible(may_leave)
