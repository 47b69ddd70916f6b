"""Sheets of the steps up to the decision, and of what happens beside them."""

from __future__ import annotations

from cases.model.steps import (
    AbsenceFacts,
    AuthorityReportFacts,
    CriminalFacts,
    FollowUpFacts,
    ProposalFacts,
    RecommendationFacts,
    StatementFacts,
    StepFacts,
    StoppedFacts,
    SuspensionFacts,
)
from desktop.pages.step_forms import proposals
from desktop.pages.step_forms.plain import Ask, Sheet

COURSE: dict[type[StepFacts], Sheet] = {
    AbsenceFacts: Sheet(
        day="missed_on",
        asks=(
            Ask(
                key="missed_on", title="Tidak hadir pada", kind="day", heading="Ketidakhadiran", starts=proposals.missed
            ),
            Ask(
                key="reason",
                title="Keterangan",
                kind="line",
                help_text="Alasan yang disampaikan terlapor, atau bahwa tidak ada keterangan.",
                starts=lambda _body: "tidak hadir tanpa keterangan",
            ),
            Ask(
                key="witnesses",
                title="Saksi",
                kind="people",
                required=False,
                heading="Saksi",
                sentence="Mereka ikut menandatangani berita acara ketidakhadiran.",
                words="Tambah saksi",
                starts=proposals.witnesses,
            ),
        ),
    ),
    StoppedFacts: Sheet(
        heading="Penghentian",
        asks=(
            Ask(
                key="reason_key",
                title="Sebab",
                kind="choice",
                choices=proposals.reasons,
                starts=proposals.stop_reason,
                told=proposals.stop_place,
                shown=lambda body: bool(body.scene.law.stop_reasons),
            ),
            Ask(
                key="reason",
                title="Alasan",
                kind="text",
                help_text="Dengan kata Anda sendiri.",
                starts=proposals.stop_words,
            ),
        ),
    ),
    RecommendationFacts: Sheet(
        day="received_on",
        asks=(
            Ask(key="letter_on", title="Tanggal surat", kind="day", heading="Surat rekomendasi"),
            Ask(key="number", title="Nomor surat", kind="line", beside=True),
            Ask(key="body", title="Lembaga", kind="choice", choices=proposals.bodies, told=proposals.body_place),
            Ask(key="received_on", title="Diterima pada", kind="day", starts=proposals.today, heading="Penerimaan"),
            Ask(key="content", title="Isi rekomendasi", kind="text"),
            Ask(
                key="level",
                title="Tingkat yang direkomendasikan",
                kind="choice",
                required=False,
                choices=proposals.levels,
            ),
        ),
    ),
    FollowUpFacts: Sheet(
        asks=(
            Ask(
                key="body",
                title="Kepada",
                kind="choice",
                heading="Tindak lanjut",
                choices=proposals.bodies,
                starts=proposals.recommended_by,
                told=proposals.body_place,
            ),
            Ask(key="done", title="Yang sudah dilakukan", kind="text", starts=proposals.done),
            Ask(
                key="signer",
                title="Ditandatangani oleh",
                kind="person",
                starts=lambda body: body.scene.law.office.head if body.scene.law.office.head.name else None,
            ),
        ),
    ),
    CriminalFacts: Sheet(
        day="known_on",
        asks=(
            Ask(
                key="known_on",
                title="Diketahui pada",
                kind="day",
                heading="Proses pidana",
                sentence="Data pribadi yang bersifat spesifik: catat seperlunya.",
                starts=proposals.today,
            ),
            Ask(
                key="authority",
                title="Instansi penegak hukum",
                kind="line",
                words="mis. Sentra Gakkumdu, Polres",
            ),
            Ask(key="number", title="Nomor perkara", kind="line", required=False, beside=True),
            Ask(key="note", title="Catatan", kind="text", required=False),
        ),
    ),
    SuspensionFacts: Sheet(
        asks=(
            Ask(
                key="begins_on",
                title="Dibebaskan dari tugas mulai",
                kind="day",
                heading="Pembebasan sementara",
                sentence="Sampai keputusan ditetapkan; terlapor tetap masuk kerja.",
                starts=proposals.today,
            ),
            Ask(key="reason", title="Alasan", kind="text"),
            Ask(
                key="substitute",
                title="Pelaksana harian (Plh.)",
                kind="person",
                heading="Selama dibebaskan",
            ),
            Ask(
                key="signer",
                title="Ditandatangani oleh",
                kind="person",
                heading="Penanda tangan",
                starts=proposals.superior,
            ),
        ),
    ),
    StatementFacts: Sheet(
        day="given_on",
        wide=True,
        asks=(
            Ask(key="given_on", title="Tanggal", kind="day", heading="Pelaksanaan", starts=proposals.today),
            Ask(key="given_at", title="Pukul", kind="clock", beside=True, starts=lambda _body: "09.00"),
            Ask(key="place", title="Tempat", kind="line", starts=proposals.place),
            Ask(key="witness", title="Pemberi keterangan", kind="person", heading="Orang"),
            Ask(key="examiners", title="Pemeriksa", kind="team", words="Tambah pemeriksa", starts=proposals.team),
            Ask(
                key="questions",
                title="",
                kind="questions",
                heading="Tanya jawab",
                sentence="Dicetak dalam berita acara dengan urutan ini.",
            ),
            Ask(
                key="refused_to_sign",
                title="Pemberi keterangan menolak menandatangani",
                kind="check",
                required=False,
                heading="Tanda tangan",
            ),
        ),
    ),
    AuthorityReportFacts: Sheet(
        asks=(
            Ask(
                key="addressed_to",
                title="Kepada",
                kind="person",
                heading="Laporan kewenangan",
                starts=proposals.official,
            ),
            Ask(
                key="addressed_post",
                title="Jabatan dalam surat",
                kind="line",
                starts=lambda body: body.scene.case.official_post or body.scene.law.office.head_title,
            ),
            Ask(
                key="reason",
                title="Pertimbangan",
                kind="text",
                required=False,
                help_text="Mengapa hukumannya di luar kewenangan atasan langsung.",
            ),
            Ask(key="signer", title="Ditandatangani oleh", kind="person", starts=proposals.superior),
        ),
    ),
    ProposalFacts: Sheet(
        day="received_on",
        asks=(
            Ask(key="proposed_by", title="Diusulkan oleh", kind="person", heading="Usul", starts=proposals.superior),
            Ask(
                key="addressed_post",
                title="Kepada",
                kind="line",
                starts=lambda body: body.scene.case.official_post or body.scene.law.office.head_title,
            ),
            Ask(
                key="received_on",
                title="Diterima pejabat yang memutus pada",
                kind="day",
                help_text="Batas waktu keputusan dihitung dari tanggal ini.",
                starts=proposals.today,
            ),
            Ask(key="reason", title="Alasan", kind="text", required=False),
        ),
    ),
}
