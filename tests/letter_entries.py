"""What a clerk enters for letters that are asked for, and numbers that letters carry."""

from __future__ import annotations

from datetime import date

from letter_facts import ACCUSED, AGENCY, AUDITOR, CHAIR, CLERK, WITNESS

from cases.letters.asks import person_text
from cases.model.report import Verification, VerificationOutcome

NUMBERS = {
    "team-order": "800.1.6.2/187/BKPPD/2024",
    "summons-1": "800.1.6.2/211/BKPPD/X/2024",
    "summons-2": "800.1.6.2/219/BKPPD/X/2024",
    "findings-report": "800.1.6.2/224/BKPPD/XI/2024",
    "decision": "800.1.6.2/231/BKPPD/2024",
    "handover-summons": "800.1.6.2/240/BKPPD/XII/2024",
    "suspension-order": "800.1.6.2/213/BKPPD/2024",
    "authority-report": "800.1.6.2/225/BKPPD/XI/2024",
    "ethics-council-order": "800.1.6.1/41/BKPPD/2024",
    "ethics-summons-1": "800.1.6.1/44/BKPPD/X/2024",
    "ethics-summons-2": "800.1.6.1/46/BKPPD/X/2024",
    "ethics-ruling": "800.1.6.1/51/BKPPD/XI/2024",
    "moral-decision": "800.1.6.1/53/BKPPD/2024",
    "dismissal-proposal": "800.1.6.2/228/BKPPD/XI/2024",
    "dismissal-decision": "800.1.6.2/232/BKPPD/2024",
    "stop-notice": "800.1.6.2/229/BKPPD/XI/2024",
    "follow-up-letter": "800.1.6.2/244/BKPPD/XII/2024",
    "refusal-reply": "800.1.6.2/201/BKPPD/X/2024",
    "forwarding-letter": "800.1.6.2/202/BKPPD/X/2024",
    "clarification-request": "800.1.6.2/199/BKPPD/X/2024",
    "track-memo": "800.1.6.2/205/BKPPD/X/2024",
    "statement-request": "800.1.6.2/216/BKPPD/X/2024",
    "acting-order": "800.1.6.2/214/BKPPD/X/2024",
    "team-assignment": "800.1.6.2/188/BKPPD/X/2024",
    "work-permission": "800.1.6.2/248/BKPPD/2024",
    "ruling-cover": "800.1.6.1/52/BKPPD/XI/2024",
    "decision-dispatch": "800.1.6.2/242/BKPPD/XII/2024",
    "pay-notice": "800.1.6.2/12/BKPPD/I/2025",
    "implementation-report": "800.1.6.2/13/BKPPD/I/2025",
    "stop-report": "800.1.6.2/230/BKPPD/XI/2024",
    "reporter-notice": "800.1.6.2/14/BKPPD/I/2025",
    "objection-reply": "800.1.6.2/246/BKPPD/XII/2024",
    "objection-ruling": "800.1.6.2/9/BKPPD/2025",
    "objection-refusal": "800.1.6.2/9/BKPPD/2025",
    "appeal-reply": "800.1.6.2/247/BKPPD/XII/2024",
    "appeal-execution": "800.1.6.2/31/BKPPD/2025",
    "rehabilitation-order": "800.1.6.2/17/BKPPD/2025",
    "disposal-proposal": "800.1.6.2/5/BKPPD/IV/2031",
    "recap-cover": "800.1.6.2/190/BKPPD/X/2024",
    "watch-request": "800.1.6.2/195/BKPPD/X/2024",
    "watch-reminder": "800.1.6.2/207/BKPPD/X/2024",
}
VERIFICATION = Verification(
    verified_on=date(2024, 10, 10),
    outcome=VerificationOutcome.REFUSED,
    jurisdiction=True,
    identity=True,
    evidence=False,
    reason="tidak disertai bukti yang menunjukkan perbuatan terlapor",
    verified_by="Budi Hartanto",
)
_MEETING = {"temu.tanggal": "2024-10-21", "temu.jam": "10.00", "temu.tempat": f"Ruang Rapat {AGENCY}"}
_ANSWER = (
    "Keberatan tidak memuat bukti baru atas perbuatan yang telah diakui dalam pemeriksaan.\n"
    "Pemeriksaan dilakukan menurut tata cara yang berlaku."
)
_WATCHED = {
    "pantau.kepada": "Kepala Dinas Pendidikan Kabupaten Tirta Kencana",
    "pantau.tempat": "Tirta Kencana",
    "pantau.ronde": "2024/P-002",
    "pantau.masa": "1 Oktober 2024 sampai dengan 31 Oktober 2024",
    "batas.tanggal": "2024-11-01",
}
ENTRIES: dict[str, dict[str, str]] = {
    "report-receipt": {
        "terima.penyerah": "Budi Raharjo",
        "terima.berkas": "Tangkapan layar, 2 lembar\nRekaman video, 1 keping",
    },
    "disposition-sheet": {"disposisi.perihal": "Dugaan pelanggaran netralitas Pegawai Aparatur Sipil Negara"},
    "clarification-request": {"diminta": person_text(WITNESS), **_MEETING, "temu.kepada": CLERK.name},
    "clarification-record": {
        "klarifikasi.tanggal": "2024-10-10",
        "klarifikasi.jam": "09.30",
        "klarifikasi.tempat": f"Kantor {AGENCY}",
        "pemberi": person_text(WITNESS),
        "petugas": person_text(CLERK),
        "klarifikasi.isi": "Terlapor hadir di lapangan.\nTidak diketahui siapa yang mengundangnya.",
    },
    "track-memo": {
        "nota.kepada": "Bupati Tirta Kencana",
        "nota.fakta": "Terlapor belum pernah dijatuhi hukuman disiplin.",
        "nota.analisis": "Perbuatannya sesudah penetapan calon, sehingga merupakan pelanggaran disiplin.",
    },
    "statement-request": {"diminta": person_text(WITNESS), **_MEETING},
    "recording-consent": {"rekam.cara": "virtual"},
    "record-receipt": {"salinan.tanggal": "2024-10-28", "penyerah": person_text(CHAIR)},
    "acting-order": {},
    "team-assignment": {},
    "ruling-cover": {},
    "pledge": {"mengetahui": person_text(CHAIR), "saksi": person_text(CLERK)},
    "apology": {"maaf.cara": "terbuka", "maaf.sarana": "upacara bendera", "saksi": person_text(CLERK)},
    "handover-record": {"saksi1": person_text(AUDITOR), "saksi2": person_text(CLERK)},
    "decision-dispatch": {
        "kirim.alamat": "Jalan Kenanga Nomor 7\nKelurahan Sukamaju, Tirta Kencana",
        "kirim.sarana": "pos tercatat",
        "kirim.sebab": "Saudara tidak hadir memenuhi panggilan untuk menerima keputusan tersebut",
    },
    "pay-notice": {"gaji.kepada": "Kepala Badan Keuangan dan Aset Daerah Kabupaten Tirta Kencana"},
    "implementation-report": {"lapor.kepada": "Kepala Badan Kepegawaian Negara"},
    "stop-report": {"lapor.kepada": "Kepala Badan Kepegawaian Negara"},
    "reporter-notice": {},
    "objection-reply": {"tanggapan.kepada": "Bupati Tirta Kencana", "tanggapan.isi": _ANSWER},
    "remedy-receipt": {"terima.penyerah": ACCUSED.name, "penerima": person_text(CLERK)},
    "work-permission": {
        "izin.putusan": "diberikan",
        "izin.alasan": "tenaga yang bersangkutan masih diperlukan pada unit kerjanya",
    },
    "objection-ruling": {
        "amar": "memperkuat",
        "pertimbangan": "alasan keberatan tidak didukung bukti baru\nhukuman yang dijatuhkan telah setimpal",
    },
    "objection-refusal": {"tolak.sebab": "diajukan melewati jangka waktu yang ditentukan"},
    "appeal-reply": {"tanggapan.isi": _ANSWER},
    "appeal-execution": {"ganti.hukuman": "penurunan jabatan setingkat lebih rendah selama 12 (dua belas) bulan"},
    "rehabilitation-order": {"pulih.hak": "Kenaikan gaji berkala yang tertunda\nNama baik dalam berkas kepegawaian"},
    "archive-list": {},
    "disposal-proposal": {"arsip.kepada": "Kepala Dinas Perpustakaan dan Kearsipan Kabupaten Tirta Kencana"},
    "recap-cover": {
        "rekap.kepada": "Kepala Kantor Regional Badan Kepegawaian Negara",
        "rekap.tempat": "Kota Banyu Biru",
        "rekap.nama": "Rekapitulasi penanganan pelanggaran netralitas Aparatur Sipil Negara",
        "rekap.masa": "Januari sampai dengan September 2024",
        "rekap.jumlah": "1 (satu) berkas",
        "rekap.keterangan": "Disampaikan dengan hormat untuk dipergunakan sebagaimana mestinya",
        "rekap.permintaan": "Nomor 12/R/IX/2024 tanggal 30 September 2024",
    },
    "intake-form": {},
    "watch-request": {
        **_WATCHED,
        "pantau.cari": "Unggahan yang mendukung bakal calon\nFoto bersama dengan simbol keberpihakan",
        "pantau.cara": "surat elektronik dinas",
        "pantau.dasar": "Surat Edaran Bupati Tirta Kencana Nomor 5 Tahun 2024",
    },
    "watch-reminder": {
        **_WATCHED,
        "pantau.surat": "Nomor 800.1.6.2/195/BKPPD/X/2024 tanggal 1 Oktober 2024",
        "pantau.susulan": "2024-11-08",
    },
}
"""What somebody would enter for the letters that no step makes."""
