"""Words of the log: what its rows are about and what was done, for a case and for the whole log."""

from __future__ import annotations

from typing import Final

from cases.model.listing import LogEntry
from desktop.pages.case_tabs.words import FIELDS, OPERATIONS

NOUNS: Final[dict[str, str]] = {
    "case": "Perkara",
    "old_case": "Perkara arsip",
    "report": "Laporan",
    "step": "Tahap",
    "letter": "Surat",
    "evidence": "Bukti",
    "register": "Nomor surat",
    "employee": "Pegawai",
    "import": "Impor pegawai",
    "mapping": "Pilihan kolom",
    "deadline": "Tenggat",
    "recap": "Rekap",
    "user": "Pengguna",
    "signatory": "Penandatangan",
    "office": "Kantor",
    "holiday": "Hari libur",
    "election": "Pemilihan",
    "pack": "Peraturan",
    "mark": "Tanda verifikasi",
    "template": "Naskah surat",
    "trust": "Sertifikat tepercaya",
    "key": "Kunci kantor",
    "backup": "Cadangan",
    "name_list": "Daftar nama",
    "name_hit": "Kecocokan nama",
    "trash": "Sampah",
    "account": "Akun pegawai",
    "round": "Ronde pemantauan",
    "watch_form": "Formulir pemantauan",
    "watch_filled": "Formulir terisi",
    "finding": "Temuan pemantauan",
    "unit": "Kepala unit",
}
ACTIONS: Final[dict[str, str]] = {
    "add": "dibuat",
    "save": "diubah",
    "discard": "dibuang",
    "recover": "dipulihkan dari Sampah",
    "remove": "dihapus dari daftar",
    "enter": "masuk",
    "refuse": "ditolak masuk",
    "leave": "dikunci atau ditinggalkan",
    "change": "diganti",
    "print": "dicetak",
    "export": "disalin ke luar",
    "refile": "berkasnya diganti",
    "explain": "diberi alasan",
    "take": "diambil",
    "open": "dibaca",
    "check": "diperiksa",
    "derive": "diturunkan",
    "restore": "dipulihkan",
    "view": "dilihat",
    "dispose": "dimusnahkan",
}
KINDS: Final[dict[str, str]] = {
    "change": "Perubahan",
    "session": "Masuk dan keluar",
    "view": "Melihat",
    "print": "Mencetak",
    "export": "Mengekspor",
    "check": "Memeriksa",
    "dispose": "Memusnahkan",
}
"""What the reader narrows by; the actions of each are in ``cases.model.log``."""


def operation_words(entry: LogEntry) -> str:
    """What was done, in the words of the window."""
    return OPERATIONS.get(entry.operation, entry.operation)


def field_words(name: str) -> str:
    """What a field is called."""
    return FIELDS.get(name, name)


def fields_words(entry: LogEntry) -> str:
    """The fields that a row is about."""
    return ", ".join(map(field_words, entry.fields))


def changes_words(entry: LogEntry) -> tuple[str, ...]:
    """A line for each value that the reader may see, old and new."""
    return tuple(f"{field_words(name)}: {old or '–'}  →  {new or '–'}" for name, (old, new) in entry.changes.items())
