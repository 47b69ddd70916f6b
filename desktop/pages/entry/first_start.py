"""The first start: a new office, or a look around in a made-up one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop import theme
from desktop.pages.entry.frame import EntryPage
from desktop.tasks import Task
from desktop.widgets.basic import Icon, button, label, row
from desktop.widgets.feedback import ProgressStrip


class FirstStartPage(EntryPage):
    """``new_wanted``, ``sample_wanted`` and ``restore_wanted`` say what was chosen."""

    new_wanted = Signal()
    sample_wanted = Signal()
    restore_wanted = Signal()

    def __init__(self, place: str, *, has_sample: bool) -> None:
        super().__init__(width=620)
        self.lines.addWidget(label("Selamat datang di Netralitas", "title"))
        self.say(
            "Menangani dugaan pelanggaran netralitas ASN dari laporan sampai keputusan. Semua data tetap di komputer "
            "ini, terenkripsi."
        )
        self.lines.addSpacing(theme.space("s"))
        self.new = button("Siapkan kantor baru", "primary", on_click=self.new_wanted.emit)
        self.sample = button(
            "Buka data contoh" if has_sample else "Coba dengan data contoh", on_click=self.sample_wanted.emit
        )
        self.lines.addWidget(
            _choice(
                "buildings",
                "Kantor baru",
                "Sekitar lima menit: data kantor, penanda tangan, pengguna pertama, dan lembar pemulihan. "
                "Siapkan pencetak dan gambar lambang daerah.",
                self.new,
            )
        )
        self.lines.addWidget(
            _choice(
                "flask",
                "Data contoh",
                "Kantor rekaan dengan 200 pegawai, dua perkara yang sudah diputus, dan empat yang berjalan. Tidak "
                "menyentuh kantor Anda dan dapat dihapus kapan saja dari Pengaturan.",
                self.sample,
            )
        )
        self.restore = button("Pulihkan dari cadangan ...", "link", on_click=self.restore_wanted.emit)
        self.lines.addWidget(row(label("Komputer baru, atau kantor hilang?", "body"), self.restore, None))
        self.problem = label("", "errorBox", wrap=True)
        self.problem.hide()
        self.lines.addWidget(self.problem)
        self.strip = ProgressStrip()
        self.strip.hide()
        self.lines.addWidget(self.strip)
        self.under_card(label(f"Folder kantor: {place}", "small"))

    def focus_first(self) -> None:
        """Enter begins a new office."""
        self.new.setFocus()

    def begin_sample(self) -> Task:
        """Show how far the sample is; give the task to report to."""
        self.problem.hide()
        self._set_enabled(enabled=False)
        return self.strip.start("Menyiapkan kantor contoh ...")

    def refuse(self, sentence: str) -> None:
        """Say why it did not work."""
        self.strip.hide()
        self._set_enabled(enabled=True)
        self.problem.setText(sentence)
        self.problem.show()

    def _set_enabled(self, *, enabled: bool) -> None:
        self.new.setEnabled(enabled)
        self.sample.setEnabled(enabled)
        self.restore.setEnabled(enabled)


def _choice(icon: str, title: str, sentence: str, action: QWidget) -> QFrame:
    made = QFrame()
    made.setProperty("role", "inset")
    lines = QVBoxLayout(made)
    lines.setContentsMargins(16, 14, 16, 14)
    lines.setSpacing(theme.space("xs"))
    lines.addWidget(Icon(icon, "accentText", 22), 0, Qt.AlignmentFlag.AlignLeft)
    lines.addWidget(label(title, "subsection"))
    lines.addWidget(label(sentence, "body", wrap=True))
    lines.addSpacing(theme.space("xs"))
    lines.addWidget(action, 0, Qt.AlignmentFlag.AlignLeft)
    return made
