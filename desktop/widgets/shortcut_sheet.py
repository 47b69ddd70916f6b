"""F1: every shortcut on one sheet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.basic import button, label, row

GENERAL: tuple[tuple[str, str], ...] = (
    ("Ctrl+K", "Cari orang, NIP, nomor perkara atau surat, dan kata"),
    ("Ctrl+F", "Saring daftar yang tampak"),
    ("Enter", "Buka baris, atau lanjut ke isian berikutnya"),
    ("Ctrl+Enter", "Simpan isian yang sedang dibuka"),
    ("Ctrl+C", "Salin baris terpilih ke Excel"),
    ("Ctrl+V", "Tempel tangkapan layar sebagai bukti laporan atau perkara yang tampak"),
    ("Alt+←", "Kembali ke halaman sebelumnya"),
    ("Ctrl+S", "Simpan sekarang"),
    ("Ctrl+L", "Kunci layar"),
    ("F8", "Mode privasi: tutup nama dan NIP di layar"),
    ("F1", "Lembar pintasan ini"),
)


class ShortcutSheet(QDialog):
    """Lists (keys, what they do)."""

    def __init__(self, entries: Sequence[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Pintasan papan ketik")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(24, 20, 24, 20)
        lines.setSpacing(theme.space("l"))
        lines.addWidget(label("Pintasan papan ketik", "section"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.space("l"))
        grid.setVerticalSpacing(theme.space("s"))
        for place, (keys, words) in enumerate(entries):
            grid.addWidget(label(keys, "key"), place, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(label(words), place, 1)
        grid.setColumnStretch(1, 1)
        lines.addLayout(grid)
        close = button("Tutup", "primary", on_click=self.accept)
        close.setDefault(True)
        lines.addWidget(row(None, close))
