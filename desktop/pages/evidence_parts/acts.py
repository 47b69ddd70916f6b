"""What can be done with evidence: the tables of acts for one item and for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cases.model.user import Right
from desktop.evidence.opened_copies import may_be_opened
from desktop.widgets.evidence_act import Act

if TYPE_CHECKING:
    from desktop.pages.evidence_panel import EvidencePanel


def item_acts(panel: EvidencePanel) -> tuple[Act, ...]:
    """What can be done with one item; the first two are buttons, the others a menu."""
    return (
        Act("open", "Buka", "corners-out", panel.open_item, "Buka (Enter)"),
        Act(
            "redact",
            "Salinan tersunting",
            "eraser",
            panel.redacting.open,
            "Tutup wajah, nama, atau nomor dalam salinan; aslinya tetap utuh",
            panel.redacting.shown,
            panel.redacting.called,
        ),
        Act(
            "check",
            "Periksa ulang",
            "shield-check",
            panel.check_item,
            "Baca lagi aslinya dari brankas dan bandingkan dengan SHA-256 saat dicatat",
        ),
        Act(
            "play",
            "Buka dengan program komputer",
            "arrow-square-out",
            panel.looking.play,
            "Membuka salinan di program komputer; dihapus saat Netralitas ditutup",
            shown=may_be_opened,
        ),
        Act(
            "facts",
            "Ubah keterangan…",
            "pencil-simple",
            panel.correcting.open,
            "Betulkan akun, waktu, atau keterangan lain; berkasnya tetap",
            lambda _item: panel.may_add,
        ),
        Act(
            "form",
            "Lihat jawaban formulir",
            "binoculars",
            panel.watch_form.open,
            "Jawaban formulir pemantauan ini dan tindak lanjutnya",
            panel.watch_form.shown,
        ),
        Act("card", "Kartu bukti…", "identification-card", panel.papers.open_card, "Kartu bukti ini sebagai PDF"),
        Act(
            "copy",
            "Simpan salinan…",
            "download-simple",
            panel.looking.save_copy,
            shown=lambda _item: panel.desk.may(Right.EXPORT),
        ),
        Act(
            "restore",
            "Pulihkan aslinya…",
            "first-aid-kit",
            panel.keeping.ask,
            "Ganti asli yang rusak dengan salinan yang sidiknya persis sama",
            panel.keeping.may_restore,
        ),
        Act(
            "discard",
            "Buang…",
            "trash",
            panel.discard_wanted.emit,
            "Keluarkan bukti yang masuk karena keliru, ke Sampah; aslinya tetap tersimpan",
            lambda _item: panel.desk.may(Right.DISCARD),
        ),
    )


def list_acts(panel: EvidencePanel) -> tuple[Act, ...]:
    """What can be done with all items."""
    adding = Act(
        "add", "Tambah bukti…", "plus", lambda _all: panel.adding.add_files(), "Pilih berkas untuk ditambahkan"
    )
    exporting = Act(
        "export",
        "Ekspor…",
        "export",
        panel.handing.ask,
        "Folder berisi aslinya, daftar, dan petunjuk memeriksanya dengan certutil",
    )
    return (
        *([adding] if panel.may_add else []),
        Act(
            "find",
            "Cari dalam bukti…",
            "magnifying-glass",
            lambda _all: panel.gallery.narrowing.open_line(),
            "Hanya tampilkan bukti yang judul, akun, atau teksnya memuat kata tertentu (Ctrl+F)",
        ),
        Act(
            "check-all",
            "Periksa semua",
            "shield-check",
            panel.keeping.check_all,
            "Baca lagi semua bukti dari brankas dan bandingkan dengan SHA-256 saat dicatat",
        ),
        Act("list", "Daftar bukti…", "printer", panel.papers.open_list, "Daftar dan kartu bukti sebagai PDF"),
        *([exporting] if panel.desk.may(Right.EXPORT) else []),
        Act(
            "restore-all",
            "Pulihkan dari cadangan…",
            "first-aid-kit",
            panel.keeping.ask_all,
            "Ganti semua asli yang rusak dengan salinan utuh dari satu folder",
        ),
    )
