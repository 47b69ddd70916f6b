"""Which operations can be undone, what each is called in the menu, and the right way where one cannot."""

from __future__ import annotations

from typing import Final

UNDOABLE: Final = {
    "reports.change_report": "ubah laporan",
    "reports.add_respondent": "tambah terlapor",
    "reports.identify_respondent": "cocokkan terlapor",
    "old_cases.record_old_case": "catat perkara arsip",
    "old_case_import.import_old_cases": "impor perkara arsip",
    "old_cases.change_old_case": "ubah perkara arsip",
    "sending.record_sent": "catat penerusan atau jawaban",
    "sending.remove_sent": "hapus catatan penerusan atau jawaban",
    "case_files.name_officials": "tunjuk pejabat",
    "evidence_facts.change_facts": "ubah keterangan bukti",
    "letter_requests.change_entries": "ubah isian surat",
    "letters.choose_paper": "ganti kertas surat",
    "letters.set_initials": "ubah daftar paraf",
    "office.change_office": "ubah data kantor",
    "office.keep_signatory": "ubah penanda tangan",
    "office.retire_signatory": "nonaktifkan penanda tangan",
    "office.discard_signatory": "buang penanda tangan",
    "work_units.set_head": "tetapkan kepala unit",
    "suspects.set_apart": "catat dua orang berbeda",
    "suspects.suspect_again": "duga lagi satu orang",
    "elections.save_election": "ubah pemilihan",
    "elections.load_shipped": "muat pemilihan bawaan",
    "elections.remove_election": "buang pemilihan",
    "calendar.replace_holidays": "ubah hari libur",
    "calendar.import_holidays": "impor hari libur",
    "saved_recaps.save_recap": "simpan rekap",
    "saved_recaps.remove_recap": "buang rekap",
    "accounts.change_account": "ubah akun pegawai",
    "accounts.judge_account": "ubah kepastian akun",
    "accounts.add_account": "tambah akun pegawai",
    "watch_rounds.change_round": "ubah ronde pemantauan",
    "watch_rounds.set_state": "ubah keadaan ronde",
    "trust.remove_trusted": "buang sertifikat",
    "regulation_drafts.save_text": "ubah teks konsep peraturan",
    "regulation_drafts.save_head": "ubah kepala konsep peraturan",
    "regulation_drafts.save_entry": "ubah isi konsep peraturan",
    "regulation_drafts.remove_entry": "hapus isi konsep peraturan",
    "regulation_drafts.move_entry": "pindahkan isi konsep peraturan",
    "wording_drafts.save_text": "ubah konsep naskah",
    "regulation_drafts.throw_away": "buang konsep peraturan",
    "wording_drafts.throw_away": "buang konsep naskah",
    "name_review.decide": "putuskan kecocokan nama",
    "discarding.discard": "buang",
    "discarding.discard_respondent": "buang terlapor",
    "discarding.restore": "pulihkan dari Sampah",
    "merging.merge_reports": "gabungkan laporan",
    "merging.merge_employees": "gabungkan pegawai",
    "merging.take_apart": "batalkan penggabungan",
    "undoing.undo": "urungkan",
    "undoing.redo": "ulangi",
}
"""By operation; its right is asked for again when it is undone."""

_STEP = (
    "Tahap perkara tidak diurungkan; koreksi atau batalkan pencatatannya dengan alasan di Riwayat tahap perkara itu."
)
_LETTER = "Surat dan nomornya tidak diurungkan; batalkan suratnya dengan alasan, nomornya tetap tercatat."
_EVIDENCE = "Bukti yang sudah dicatat tidak diurungkan; buang dengan alasan dari menu buktinya."
_REGULATION = "Peraturan tidak diurungkan di sini; ubah atau buang konsepnya, atau akhiri pemakaiannya, di Pengaturan."
WAYS: Final = {
    "steps": _STEP,
    "corrections": _STEP,
    "letters": _LETTER,
    "letter": _LETTER,
    "evidence": _EVIDENCE,
    "splitting": "Laporan yang dipisah tidak diurungkan; gabungkan lagi kedua laporan, nomor yang lebih lama tetap.",
    "reports.register_report": "Laporan yang sudah bernomor tidak diurungkan; buang dengan alasan di halaman laporan.",
    "case_files": "Perkara yang sudah bernomor tidak diurungkan; hentikan perkaranya dengan alasan.",
    "verification": "Hasil verifikasi tidak diurungkan; verifikasi ulang terlapornya, hasil lama tetap tercatat.",
    "accounts": "Impor akun tidak diurungkan; buang akun yang salah dengan alasan di daftar akun.",
    "watch": "Ronde dan jawabannya tidak diurungkan; ubah rondenya, atau buang dengan alasan bila belum dijawab.",
    "register": "Nomor yang sudah tercatat tidak diurungkan; batalkan nomornya dengan alasan di buku agenda.",
    "users": "Akun tidak diurungkan; ubah akunnya di Pengaturan, bagian Pengguna.",
    "name_lists": "Daftar nama tidak diurungkan; buang daftarnya dengan alasan di halaman Pencocokan daftar.",
    "name_review": "Ubah kembali keputusannya pada baris itu.",
    "name_reports": "Laporan yang sudah bernomor tidak diurungkan; buang dengan alasan di halaman laporan.",
    "employees": "Impor pegawai tidak diurungkan di sini; impor berkas yang benar, selisihnya diperbarui.",
    "regulation": _REGULATION,
    "regulations": _REGULATION,
    "wording": "Naskah surat tidak diurungkan di sini; ubah konsepnya, atau kembali ke naskah bawaan, di Pengaturan.",
    "": "Tindakan ini tidak dapat diurungkan; ubah kembali di halamannya.",
}
"""By operation, else by its module, else by the first word of its module."""


def way_of(operation: str) -> str:
    """Return the sentence that says what to do instead of undoing an operation."""
    module = operation.partition(".")[0]
    for key in (operation, module, module.partition("_")[0], ""):
        if key in WAYS:
            return WAYS[key]
    raise LookupError(operation)
