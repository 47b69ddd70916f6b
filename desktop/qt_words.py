"""Qt's own words in Indonesian: the few that its standard parts show and that no translation of Qt covers."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, QTranslator

WORDS: Final[dict[str, str]] = {
    "OK": "Oke",
    "&OK": "&Oke",
    "Cancel": "Batal",
    "&Cancel": "&Batal",
    "Close": "Tutup",
    "Save": "Simpan",
    "&Save": "&Simpan",
    "Open": "Buka",
    "&Open": "&Buka",
    "&Choose": "&Pilih",
    "Print": "Cetak",
    "&Print": "&Cetak",
    "Show Details...": "Rincian",
    "Hide Details...": "Tutup rincian",
    "&Undo": "&Urungkan",
    "&Redo": "U&langi",
    "Cu&t": "Po&tong",
    "&Copy": "&Salin",
    "&Paste": "&Tempel",
    "Delete": "Hapus",
    "Select All": "Pilih semua",
    "Copy &Link Location": "Salin a&lamat tautan",
    "Look in:": "Cari di:",
    "&Look in:": "&Cari di:",
    "File &name:": "&Nama berkas:",
    "Files of type:": "Jenis berkas:",
    "Files of &type:": "&Jenis berkas:",
    "Files": "Berkas",
    "Folder": "Folder",
    "Computer": "Komputer",
    "My Computer": "Komputer",
    "Back": "Kembali",
    "Go back": "Kembali ke folder sebelumnya",
    "Forward": "Maju",
    "Go forward": "Maju ke folder berikutnya",
    "Parent Directory": "Folder induk",
    "Go to the parent directory": "Ke folder induk",
    "Create a New Folder": "Buat folder baru",
    "List View": "Daftar",
    "Change to list view mode": "Tampilkan sebagai daftar",
    "Detail View": "Rincian",
    "Change to detail view mode": "Tampilkan dengan rincian",
    "Sidebar": "Tempat",
    "List of places and bookmarks": "Tempat dan penanda",
    "Directory:": "Folder:",
    "Directories": "Folder",
    "Name": "Nama",
    "Size": "Ukuran",
    "Type": "Jenis",
    "Date Modified": "Diubah",
    "All Files (*)": "Semua berkas (*)",
    "Create New Folder": "Buat folder baru",
    "%1 already exists.\nDo you want to replace it?": "%1 sudah ada.\nGanti dengan yang baru?",
    "&Yes": "&Ya",
    "&No": "&Tidak",
    "Printer": "Pencetak",
    "Copies": "Rangkap",
    "Options": "Pilihan",
    "Properties": "Sifat",
    "Print range": "Halaman yang dicetak",
    "Print all": "Cetak semua",
    "Pages from": "Halaman",
    "to": "sampai",
    "&Options >>": "&Pilihan >>",
    "&Options <<": "&Pilihan <<",
    "Print to File (PDF)": "Simpan sebagai berkas (PDF)",
}


class QtWords(QTranslator):
    """Translates by the words alone, whatever part of Qt asks."""

    def isEmpty(self) -> bool:
        """Never, or Qt would not install it."""
        return False

    def translate(
        self,
        context: str,
        sourceText: str,  # noqa: N803 - Qt's name
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str:
        """The Indonesian words, or Qt's own: an empty answer would count as a translation and blank them."""
        return WORDS.get(sourceText, sourceText)


def install(parent: QObject) -> None:
    """Speak Indonesian from now on."""
    QCoreApplication.installTranslator(QtWords(parent))
