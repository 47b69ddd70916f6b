"""How the office's own settings are discarded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from cases.errors import InvalidInput
from cases.model.election import Election
from cases.model.electronic import TrustedFile
from cases.model.office import Signatory
from cases.model.recap import SavedRecap
from cases.model.regulation import OfficePack, PackState, RuleMark
from cases.model.user import Right
from cases.model.wording import OfficeTemplate, WordingState
from cases.ports import UnitOfWork
from cases.services.discard_kind import Kind, always
from cases.services.settling import the_office


def _signatory_refusal(work: UnitOfWork, signatory: Signatory) -> str:
    if signatory.id in the_office(work).initials:
        return f"{signatory.person.name} masih tercantum sebagai pemaraf; keluarkan dahulu di bagian Kertas dan kop."
    return ""


def _named(find: Callable[[UnitOfWork, Any], Any], what: Callable[[Any], str]) -> Callable[[UnitOfWork, Any], Any]:
    """Refuse the return of a record whose name somebody else bears by now."""

    def back(work: UnitOfWork, record: Any) -> Any:  # noqa: ANN401 - whatever the kind's record is
        if find(work, record) is not None:
            raise InvalidInput(f"{what(record)} sudah ada lagi; ganti nama yang ada itu, atau biarkan ini di Sampah.")
        return record

    return back


def _same_mark(work: UnitOfWork, mark: RuleMark) -> RuleMark | None:
    found = (one for one in work.marks.all() if (one.pack_key, one.entry) == (mark.pack_key, mark.entry))
    return next(found, None)


def _same_trust(work: UnitOfWork, file: TrustedFile) -> TrustedFile | None:
    return next((one for one in work.trust.all() if one.sha256 == file.sha256), None)


OF_SETTINGS: Final[dict[str, Kind]] = {
    "election": Kind(
        words="Pemilihan",
        right=Right.MANAGE_OFFICE,
        type=Election,
        store=lambda work: work.elections,
        title=lambda election: election.name,
        place=always("Pengaturan, Pemilihan"),
        back=_named(lambda work, one: work.elections.by_name(one.name), lambda one: one.name),
    ),
    "signatory": Kind(
        words="Penanda tangan",
        right=Right.MANAGE_OFFICE,
        type=Signatory,
        store=lambda work: work.signatories,
        title=lambda signatory: signatory.person.name,
        place=always("Pengaturan, Penanda tangan"),
        refusal=_signatory_refusal,
    ),
    "trust": Kind(
        words="Sertifikat tepercaya",
        right=Right.MANAGE_OFFICE,
        type=TrustedFile,
        store=lambda work: work.trust,
        title=lambda file: file.title,
        place=always("Pengaturan, Sertifikat tepercaya"),
        back=_named(_same_trust, lambda file: f"Sertifikat {file.title}"),
    ),
    "pack": Kind(
        words="Konsep peraturan",
        right=Right.MANAGE_RULES,
        type=OfficePack,
        store=lambda work: work.packs,
        title=lambda pack: f"Konsep {pack.key}",
        place=always("Pengaturan, Peraturan"),
        refusal=lambda _work, pack: (
            ""
            if pack.state is PackState.DRAFT
            else f"Versi {pack.key} pernah dipakai, jadi tidak dibuang; akhiri pemakaiannya bila tidak berlaku lagi."
        ),
        back=_named(lambda work, one: work.packs.by_key(one.key), lambda one: f"Versi {one.key}"),
    ),
    "mark": Kind(
        words="Tanda verifikasi",
        right=Right.MANAGE_RULES,
        type=RuleMark,
        store=lambda work: work.marks,
        title=lambda mark: f"Tanda verifikasi {mark.pack_key}",
        place=always("Pengaturan, Peraturan"),
        back=_named(_same_mark, lambda mark: f"Tanda verifikasi {mark.entry or mark.pack_key}"),
    ),
    "template": Kind(
        words="Konsep naskah surat",
        right=Right.MANAGE_RULES,
        type=OfficeTemplate,
        store=lambda work: work.templates,
        title=lambda template: f"Naskah {template.name}",
        place=always("Pengaturan, Naskah surat"),
        refusal=lambda _work, template: (
            ""
            if template.state is WordingState.DRAFT
            else f"Naskah {template.name} pernah dipakai, jadi tidak dibuang; kembali ke naskah bawaan bila salah."
        ),
        back=_named(lambda work, one: work.templates.by_name(one.name), lambda one: f"Naskah {one.name}"),
    ),
    "recap": Kind(
        words="Rekap tersimpan",
        right=Right.RECAP,
        type=SavedRecap,
        store=lambda work: work.recaps,
        title=lambda recap: f"Rekap “{recap.name}”",
        place=always("Rekap"),
        back=_named(lambda work, one: work.recaps.by_name(one.name), lambda one: f"Rekap “{one.name}”"),
    ),
}
"""What the office keeps for itself."""
