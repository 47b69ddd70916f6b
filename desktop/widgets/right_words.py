"""The single rights in words: what each lets somebody do, and what is said where an act is not offered."""

from __future__ import annotations

from typing import Final

from cases.model.user import Right

MEANINGS: Final[dict[Right, tuple[str, str]]] = {
    Right.SEE_REPORTER: ("Melihat identitas pelapor", "Nama dan kontak orang yang melapor"),
    Right.DECIDE: ("Mencatat keputusan", "Sanksi, penghentian, keputusan keberatan dan banding"),
    Right.ISSUE: ("Menerbitkan surat", "Memberi nomor, mengajukan, mencatat tanda tangan"),
    Right.VOID: ("Membatalkan surat dan nomor", "Surat yang sudah diajukan dan nomor yang sudah dipakai"),
    Right.EXPORT: ("Mengekspor data", "Rekap, paket unggahan, dan bukti ke luar program"),
    Right.RESTRICT: ("Membatasi perkara", "Menentukan siapa saja yang melihat suatu perkara"),
    Right.DISCARD: ("Membuang dan memulihkan", "Catatan yang salah masuk ke Sampah dan kembali"),
    Right.MANAGE_RULES: ("Mengatur peraturan", "Paket aturan, tanda verifikasi, naskah surat, hari libur"),
    Right.MANAGE_USERS: ("Mengatur pengguna", "Akun, hak, dan akun komputer"),
    Right.BACK_UP: ("Mencadangkan", "Membuat dan mengatur cadangan"),
    Right.RESTORE: ("Memulihkan cadangan", "Mengganti data kantor dengan isi cadangan"),
    Right.READ_LOG: ("Membaca catatan perubahan", "Siapa melakukan apa dan kapan"),
    Right.READ_LOG_VALUES: ("Membaca isi catatan", "Nilai lama dan baru setiap perubahan"),
}
"""Title and meaning of each single right, in the order in which they are shown; a test holds it to ``SINGLE``."""


def lacking(right: Right) -> str:
    """What is said where an act would stand that the account may not do."""
    return f"Akun Anda tidak berhak {right}; mintalah bantuan yang berhak."
