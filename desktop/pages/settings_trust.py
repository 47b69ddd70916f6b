"""The settings of trust: whose certificates make an electronic signature known, and which were revoked."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from cases.errors import OfficeError
from cases.model.electronic import TrustedFile, TrustKind
from cases.rules.dates import long_date
from cases.services import trust
from desktop import messages, theme
from desktop.desk import Desk
from desktop.dialogs.discard import ask_reason
from desktop.files import read_file
from desktop.full_names import full_name
from desktop.navigation import Navigator
from desktop.pages.settings_section import Section
from desktop.preferences import Preferences
from desktop.widgets.basic import Card, Icon, button, column, label
from desktop.widgets.parting import clear

_NONE = (
    "Belum ada. Tanda tangan elektronik tetap diperiksa keutuhannya, tetapi sertifikatnya tampil sebagai "
    "“tidak dikenal”."
)
_ICONS = {TrustKind.CERTIFICATE: "seal-check", TrustKind.REVOCATIONS: "prohibit"}


class TrustSection(Section):
    """Certificates of issuers and lists of revoked ones, added from files."""

    title = "Sertifikat tepercaya"
    sentence = (
        "Penerbit sertifikat elektronik yang dipercaya kantor ini, dan daftar sertifikat yang sudah mereka cabut. "
        "Ambil berkasnya dari situs resmi penerbit; program ini tidak pernah mengambilnya sendiri."
    )
    nouns = ("trust",)

    def __init__(self, desk: Desk, window: Navigator) -> None:
        super().__init__(desk, window)
        self._preferences = Preferences()
        self.card = Card("")
        self.card.setMaximumWidth(720)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.space("s"))
        self.card.body.addLayout(self._rows)
        self.lines.addWidget(self.card)
        self.lines.addStretch(1)
        if self.may_change:
            self.buttons.addWidget(button("Tambah berkas…", "primary", icon="plus", on_click=self._ask_file))

    def read(self) -> None:
        """Ask for the list."""
        self.desk.ask(trust.trusted_files).then(self, self._show)

    def add(self, path: Path) -> None:
        """Trust what a file holds."""
        self.desk.tasks.submit_free(
            lambda: read_file(path, trust.LARGEST + 1), owner=self, on_done=self._add, on_error=self._tell
        )

    def _add(self, data: bytes) -> None:
        added = self.desk.do(trust.add_trusted, data)
        added.then(self, lambda files: self.saved(f"Ditambahkan: {', '.join(one.title for one in files)}"), self._tell)

    def _tell(self, error: BaseException) -> None:
        if not isinstance(error, OfficeError):
            raise error
        messages.show_error(self, error)

    def _show(self, files: tuple[TrustedFile, ...]) -> None:
        clear(self._rows)
        if not files:
            self._rows.addWidget(label(_NONE, "body", wrap=True))
        for one in files:
            self._rows.addWidget(self._row(one))

    def _row(self, one: TrustedFile) -> QWidget:
        made = QWidget()
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.space("s"))
        line.addWidget(Icon(_ICONS[one.kind], "accentText", 22), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(
            column(label(one.title, "event", wrap=True), label(self._about(one), "caption", wrap=True), gap=1), 1
        )
        if self.may_change:
            line.addWidget(button("Buang", "link", on_click=partial(self._ask_remove, one)))
        made.setAccessibleName(f"{one.title}, {self._about(one)}")
        return made

    def _about(self, one: TrustedFile) -> str:
        zone = self.desk.office.clock.time_zone.zone
        added = f"ditambahkan {full_name(one.added_by)}, {long_date(one.added_at.astimezone(zone).date())}"
        good = ""
        if one.good_until is not None:
            past = one.good_until < self.desk.office.clock.now()
            verb = {
                (TrustKind.CERTIFICATE, False): "berlaku sampai",
                (TrustKind.CERTIFICATE, True): "habis masa berlakunya",
                (TrustKind.REVOCATIONS, False): "daftar berikutnya terbit",
                (TrustKind.REVOCATIONS, True): "sudah ada daftar yang lebih baru sejak",
            }[one.kind, past]
            good = f"{verb} {long_date(one.good_until.astimezone(zone).date())}"
        return ", ".join(part for part in (str(one.kind).capitalize(), good, added) if part)

    def _ask_remove(self, one: TrustedFile) -> None:
        ask_reason(
            self.desk,
            self,
            self.window_,
            one.title,
            ("Tanda tangan dengan sertifikat darinya tidak lagi dikenal.",),
            lambda why: self.desk.do(trust.remove_trusted, one.id, why),
        )

    def _ask_file(self) -> None:
        kinds = "Sertifikat penerbit atau daftar pencabutan (*.crt *.cer *.pem *.der *.crl)"
        dialog = QFileDialog(self, "Pilih berkas", str(self._preferences.folder), kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.add(Path(name)))
        dialog.open()
