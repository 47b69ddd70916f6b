"""Words of a case's page: where a report came from, how a letter stands, what a row of the log did."""

from __future__ import annotations

from datetime import date, datetime, tzinfo

from cases.model.case import Track
from cases.model.letter import Letter, LetterStatus
from cases.model.person import Person
from cases.rules.dates import long_date, short_date, weekday_name
from desktop.widgets.pill import PillLook

TRACKS: dict[Track, str] = {
    Track.ETHICS: "Kode etik",
    Track.DISCIPLINE: "Disiplin",
    Track.DISMISSAL: "Pemberhentian",
}

_LETTER_LOOKS: dict[LetterStatus, tuple[str, str]] = {
    LetterStatus.DRAFT: ("grey", "pencil-simple"),
    LetterStatus.PUT_UP: ("amber", "paper-plane-tilt"),
    LetterStatus.SIGNED: ("green", "check-circle"),
    LetterStatus.DELIVERED: ("green", "check-circle"),
    LetterStatus.VOID: ("red", "x-circle"),
}

OPERATIONS: dict[str, str] = {
    "reports.register_report": "Mencatat laporan",
    "old_cases.record_old_case": "Mencatat perkara arsip",
    "old_case_import.import_old_cases": "Mengimpor perkara arsip",
    "old_case_import.plan_old_cases": "Memeriksa impor perkara arsip",
    "old_cases.change_old_case": "Mengubah perkara arsip",
    "reports.change_report": "Mengubah laporan",
    "reports.add_respondent": "Menambah terlapor",
    "reports.identify_respondent": "Mencocokkan terlapor",
    "evidence.add_evidence": "Menambah bukti",
    "evidence.add_several": "Menambah beberapa bukti",
    "evidence.derive": "Membuat turunan bukti",
    "evidence.original": "Membaca bukti untuk gambar kecil",
    "evidence.keep_derived": "Menyimpan gambar kecil bukti",
    "evidence.answer_failure": "Menjawab pemeriksaan bukti",
    "evidence_facts.change_facts": "Mengubah keterangan bukti",
    "evidence_redaction.add_redacted": "Membuat salinan tersunting",
    "evidence_text.index_missing": "Memasukkan bukti lama ke pencarian",
    "evidence_text.keep_text": "Menyimpan teks yang terbaca dalam bukti",
    "evidence_text.original": "Membaca teks dalam bukti",
    "evidence_redaction.redaction_source": "Membaca bukti untuk disunting",
    "evidence_restore.restore": "Memulihkan bukti dari salinan yang utuh",
    "export_all.note_export_all": "Mengekspor semua data",
    "accounts.add_account": "Mencatat akun pegawai",
    "accounts.change_account": "Mengubah akun pegawai",
    "accounts.judge_account": "Memastikan akun pegawai",
    "accounts.import_accounts": "Mengimpor akun pegawai",
    "watch_forms.prepare_forms": "Membuat formulir pemantauan",
    "watch_reading.take_forms": "Menerima formulir terisi",
    "watch_findings.make_reports": "Membuat laporan dari temuan",
    "watch_findings.set_aside": "Mengesampingkan temuan",
    "watch_rounds.start_round": "Membuat ronde pemantauan",
    "watch_rounds.change_round": "Mengubah ronde pemantauan",
    "watch_rounds.set_state": "Menutup atau membuka ronde",
    "watch_letters.draft_round_letters": "Membuat konsep surat ronde",
    "looking.note_list": "Menyimpan daftar",
    "looking.note_view": "Membuka halaman",
    "recap.note_recap": "Menyimpan atau mencetak rekap",
    "restores.note_drill": "Latihan pemulihan",
    "restores.note_restore": "Memulihkan dari cadangan",
    "office_keys.note_change": "Mengganti kunci kantor",
    "office_keys.note_enrolment": "Mendaftarkan akun komputer",
    "office_keys.note_recovery": "Memakai kunci pemulihan",
    "office_keys.note_sheet": "Mencocokkan lembar pemulihan",
    "backups.note_removed": "Membuang cadangan lama",
    "backups.note_removed_by_hand": "Menghapus cadangan",
    "backups.note_plan": "Mengatur cadangan",
    "verification.verify": "Memverifikasi terlapor",
    "verification.draft_sheet": "Membuat lembar verifikasi",
    "case_files.open_case": "Membuka perkara",
    "case_files.open_cases": "Membuka perkara",
    "case_files.name_officials": "Menunjuk pejabat",
    "restrictions.restrict": "Membatasi perkara",
    "restrictions.lift": "Membuka batasan perkara",
    "steps.take_step": "Mencatat tahap",
    "steps.take_step_for": "Mencatat tahap untuk beberapa terlapor",
    "letter_requests.request": "Membuat surat",
    "letter_requests.receipt": "Membuat tanda terima laporan",
    "letter_requests.change_entries": "Mengubah isian surat",
    "letters.put_up": "Mengajukan surat",
    "letters.sign": "Mencatat tanda tangan",
    "letters.deliver": "Mencatat penyampaian surat",
    "letters.void_letter": "Membatalkan surat",
    "letters.replace_letter": "Mengganti surat",
    "letters.choose_paper": "Mengganti kertas surat",
    "letter_signing.sign_electronically": "Menandatangani elektronik",
    "letter_signing.file_signed": "Menyimpan PDF bertanda tangan",
    "letters.set_initials": "Mengubah daftar paraf",
    "letters.give_initial": "Mencatat paraf",
    "letters.take_back_initial": "Membatalkan paraf",
    "letter_filing.attach_final": "Menyimpan pindaian surat",
    "letter_filing.attach_receipt": "Menyimpan tanda terima",
    "letter_filing.note_print": "Mencetak surat",
    "letter_filing.note_export": "Menyimpan salinan surat",
    "idis_pack.note_pack": "Menyimpan paket I'DIS",
    "idis_pack.take_pack_back": "Membatalkan paket I'DIS",
    "letter_packet.note_packet": "Menyimpan paket surat",
    "letter_wordings.set_letter_wording": "Mengubah naskah surat",
    "letter_wordings.drop_letter_wording": "Mengembalikan naskah surat",
    "wording_drafts.use": "Memakai naskah surat kantor",
    "wording_drafts.retire": "Kembali ke naskah surat bawaan",
    "letters.allow_unverified": "Mengizinkan ketentuan belum diverifikasi",
    "corrections.correct_step": "Mengoreksi tahap",
    "corrections.withdraw_step": "Membatalkan pencatatan tahap",
    "corrections.correct_case": "Mengoreksi data perkara",
    "corrections.correct_letter": "Mengoreksi tanggal surat",
    "calendar.replace_holidays": "Mengubah hari libur",
    "calendar.import_holidays": "Mengimpor hari libur",
    "work_units.set_head": "Menetapkan kepala unit",
    "suspects.set_apart": "Mencatat dua orang berbeda",
    "suspects.suspect_again": "Menduga lagi satu orang",
    "elections.save_election": "Mengubah pemilihan",
    "elections.remove_election": "Membuang pemilihan",
    "discarding.discard": "Membuang ke Sampah",
    "discarding.discard_respondent": "Membuang terlapor",
    "discarding.restore": "Memulihkan dari Sampah",
    "reports_alike.index_missing": "Menyiapkan laporan lama untuk pencarian yang serupa",
    "sending.record_sent": "Mencatat penerusan atau jawaban laporan",
    "sending.remove_sent": "Menghapus catatan penerusan atau jawaban",
    "splitting.split_report": "Memisahkan laporan",
    "merging.merge_reports": "Menggabungkan laporan",
    "merging.merge_employees": "Menggabungkan pegawai",
    "merging.take_apart": "Membatalkan penggabungan",
    "undoing.undo": "Mengurungkan",
    "undoing.redo": "Mengulangi yang diurungkan",
    "elections.load_shipped": "Memuat pemilihan bawaan",
    "regulation_use.activate": "Memakai versi aturan",
    "regulation_use.retire": "Mengakhiri versi aturan",
    "office.change_office": "Mengubah data kantor",
    "register.enter_by_hand": "Mencatat nomor di luar program",
    "register.import_numbers": "Mengimpor nomor",
    "register.void_number": "Membatalkan nomor",
    "employees.import_employees": "Mengimpor pegawai",
    "employee_imports.undo_import": "Mengurungkan impor pegawai",
    "sheet_columns.keep_columns": "Mengingat pilihan kolom",
    "idis_pack.pack_part": "Menyiapkan paket I'DIS",
    "evidence_handover.hand_over": "Menyerahkan bukti",
    "evidence_handover.copy_evidence": "Menyalin bukti ke luar",
    "disposal.dispose": "Memusnahkan arsip",
    "integrity.note_check": "Memeriksa keutuhan",
    "integrity.check_part": "Memeriksa bukti",
    "name_lists.add_list": "Mengimpor daftar nama",
    "name_lists.keep_hits": "Mencocokkan daftar nama",
    "name_review.decide": "Memutuskan kecocokan nama",
    "name_review.follow_earlier": "Mengikuti keputusan daftar terdahulu",
    "name_reports.report_hit": "Membuat laporan dari daftar nama",
    "office.found_office": "Mendirikan kantor",
    "office.keep_signatory": "Mengubah penandatangan",
    "office.discard_signatory": "Membuang penandatangan",
    "office.retire_signatory": "Mengakhiri penandatangan",
    "regulation_drafts.copy_pack": "Menyalin paket peraturan",
    "regulation_drafts.import_example": "Mengambil contoh paket peraturan",
    "regulation_drafts.import_pack": "Mengimpor paket peraturan",
    "regulation_drafts.move_entry": "Memindahkan ketentuan dalam rancangan",
    "regulation_drafts.remove_entry": "Menghapus ketentuan dari rancangan",
    "regulation_drafts.save_entry": "Mengubah ketentuan dalam rancangan",
    "regulation_drafts.save_head": "Mengubah kepala rancangan peraturan",
    "regulation_drafts.save_text": "Mengubah naskah rancangan peraturan",
    "regulation_drafts.throw_away": "Membuang rancangan peraturan",
    "regulations.mark_verified": "Menandai ketentuan diverifikasi",
    "regulations.take_back": "Menarik tanda verifikasi ketentuan",
    "trust.add_trusted": "Memercayai penerbit sertifikat",
    "trust.remove_trusted": "Mencabut kepercayaan sertifikat",
    "users.add_user": "Menambah pengguna",
    "users.set_active": "Mengaktifkan atau menonaktifkan pengguna",
    "users.set_password": "Mengganti kata sandi pengguna",
    "users.change_own_password": "Mengganti kata sandi sendiri",
    "users.set_role": "Mengubah peran pengguna",
    "users.set_rights": "Mengubah hak pengguna",
    "log_in.end": "Masuk ke program",
    "log_in.left": "Mengunci atau keluar",
    "log_in.prove": "Menyebut kata sandi lama",
    "wording_drafts.import_text": "Mengimpor naskah surat",
    "wording_drafts.save_text": "Mengubah rancangan naskah surat",
    "wording_drafts.start_draft": "Memulai rancangan naskah surat",
    "wording_drafts.throw_away": "Membuang rancangan naskah surat",
}
"""What an operation of the log is called; others show their own name."""


def entitled(title: str, *, own: bool) -> str:
    """A letter's title, with the mark that its text is its own."""
    return f"{title} · naskah diubah" if own else title


def letter_pill(status: LetterStatus, outdated: str = "") -> PillLook:
    """How a letter's status looks; one that a correction made wrong says so."""
    if outdated:
        return PillLook("Perlu diganti", "amber", "warning")
    hue, icon = _LETTER_LOOKS[status]
    return PillLook(str(status).capitalize(), hue, icon)


def letter_line(letter: Letter) -> str:
    """What a letter has come to, in one line."""
    parts = [f"Nomor {letter.number}"] if letter.number else []
    if letter.status is LetterStatus.DRAFT:
        parts.append("masih konsep")
    elif letter.status is LetterStatus.PUT_UP:
        parts.append("diajukan untuk ditandatangani")
    if letter.signed_on:
        parts.append(f"ditandatangani {short_date(letter.signed_on)}")
    if letter.delivered_on:
        parts.append(f"disampaikan {short_date(letter.delivered_on)}")
    words = ", ".join(parts)
    return words[:1].upper() + words[1:]


def full_day(day: date) -> str:
    """A day with its weekday ("Rabu, 30 Oktober 2024")."""
    return f"{weekday_name(day)}, {long_date(day)}"


def moment(at: datetime, zone: tzinfo) -> str:
    """A moment at the office ("4 Okt 2026, 10.42")."""
    local = at.astimezone(zone)
    return f"{short_date(local.date())}, {local:%H.%M}"


def about(person: Person) -> str:
    """Rank, post and unit of a person, as they were."""
    rank = f"{person.rank} ({person.grade})" if person.rank and person.grade else person.rank or person.grade
    unit = person.work_unit or person.unit
    return "  ·  ".join(part for part in (rank, person.position, unit) if part)
