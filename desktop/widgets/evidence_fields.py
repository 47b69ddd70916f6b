"""The fields of what is said of evidence: where it came from, when, by whom; for new items and for corrections."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSizePolicy

from cases.model.evidence import Capture
from cases.model.office import TimeZone
from desktop.widgets.basic import button, column, snug
from desktop.widgets.checks_field import ChecksField
from desktop.widgets.date_fields import DateField, TimeField
from desktop.widgets.evidence_said import FIELDS, Said
from desktop.widgets.fields import ChoiceField, Field, LongTextField, TextField
from desktop.widgets.form import Form
from desktop.widgets.special_fields import PlatformField, TodayField

_CLOCK, _ZONE = 84, 88
_HELP: Final = {"concerns": "Kosongkan bila semua terlapor."}
_DIFFER: Final = "berbeda-beda"


class EvidenceFields(QObject):
    """Puts its fields into a form. ``changed`` names the one that somebody changed.

    ``camera_wanted`` and ``file_wanted`` follow the buttons that take over a time; they stay hidden until ``offer``.
    """

    changed = Signal(str)
    camera_wanted = Signal()
    file_wanted = Signal()

    def __init__(self, form: Form, today: Callable[[], date]) -> None:
        super().__init__(form)
        self._form = form
        self.platform = form.add("platform", "Media sosial", PlatformField())
        self.account = form.add("account", "Akun", TextField(limit=200), beside=True)
        self.url = form.add("url", "Alamat unggahan (URL)", TextField(placeholder="https://", limit=2000))
        self.profile_name = form.add("profile_name", "Nama profil", TextField(limit=200))
        zones = [(str(zone), str(zone)) for zone in TimeZone]
        self.posted_on = form.add("posted_on", "Tanggal diunggah", DateField(today))
        self.posted_time = form.add("posted_time", "Pukul", TimeField(placeholder="mis. 19.42"), beside=True)
        self.posted_zone = form.add("posted_zone", "Zona", ChoiceField(zones, blank=""), beside=True)
        self.captured_on = form.add("captured_on", "Tanggal ditangkap", TodayField(today))
        self.captured_time = form.add("captured_time", "Pukul", TimeField(placeholder="mis. 08.15"), beside=True)
        self.captured_zone = form.add("captured_zone", "Zona", ChoiceField(zones, blank=""), beside=True)
        for moment in ("posted", "captured"):
            form.box(f"{moment}_time").setFixedWidth(_CLOCK)
            form.box(f"{moment}_zone").setFixedWidth(_ZONE)
        tip = "Isi tanggal dan jam ditangkap dengan waktu ini"
        self.camera = button("", "link", icon="camera", on_click=self.camera_wanted.emit, tip=tip)
        self.file = button("", "link", icon="file", on_click=self.file_wanted.emit, tip=tip)
        self._times = column(self.camera, self.file)
        form.add_widget(self._times)
        self.offer("", "")
        self._doubts = snug("", "warnBox")
        fitting = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        fitting.setHeightForWidth(True)  # no higher than the words are at this width
        self._doubts.setSizePolicy(fitting)
        self._doubts.hide()
        form.add_widget(self._doubts)
        self.captured_by = form.add("captured_by", "Ditangkap oleh", TextField(limit=200))
        ways = [(str(way), str(way).capitalize()) for way in Capture if way]
        self.capture = form.add("capture", "Cara memperoleh", ChoiceField(ways, blank="Tidak dicatat"), beside=True)
        self.concerns = form.add("concerns", "Menyangkut", ChecksField(), help_text=_HELP["concerns"])
        self.description = form.add("description", "Keterangan", LongTextField(rows=2, most_rows=5))
        for key in FIELDS:
            self._field(key).changed.connect(partial(self.changed.emit, key))

    def _field(self, key: str) -> Field:
        return self._form.field(key)

    def ask_concerns(self, accused: Sequence[tuple[str, str]], stated: Iterable[str] = ()) -> None:
        """Offer the accused as (key, name); ``stated`` are keys that must stay even when nobody has them any more."""
        known = {key for key, _ in accused}
        choices = [*accused, *((key, key) for key in stated if key not in known)]
        self.concerns.set_choices(choices)
        self._form.box("concerns").setVisible(len(choices) > 1)

    def show_said(self, said: Said, differing: frozenset[str] = frozenset()) -> None:
        """Show what is said; a field in which files differ says so."""
        self._form.clear_errors()
        for key in FIELDS:
            self._field(key).restore(said[key])
            self._form.box(key).set_help(_DIFFER if key in differing else _HELP.get(key, ""))

    def agree(self, key: str) -> None:
        """A field no longer differs."""
        self._form.box(key).set_help(_HELP.get(key, ""))

    def said(self) -> Said:
        """What the fields hold."""
        return {key: self._field(key).draft() for key in FIELDS}

    def offer(self, camera: str, file: str) -> None:
        """Offer the times of camera and file to be taken over, in these words; none for ""."""
        for made, words in ((self.camera, camera), (self.file, file)):
            made.setText(f"\u2009{words}")
            made.setVisible(bool(words))
        self._times.setVisible(bool(camera or file))

    def show_doubts(self, found: Sequence[str]) -> None:
        """Say which times cannot both be right."""
        self._doubts.setText("\n".join(found))
        self._doubts.setVisible(bool(found))

    @property
    def doubts(self) -> str:
        """What is said of the times, "" for nothing."""
        return "" if self._doubts.isHidden() else self._doubts.text()
