"""How rounds of the watch and lists of names are discarded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from cases.changes import Noun
from cases.model.name_review import ListCounts, NameList
from cases.model.watch import Round, WatchForm
from cases.ports import UnitOfWork
from cases.rules.numbering import register_number
from cases.services.discard_kind import Kind, always
from cases.services.watch_letters import letters_by_unit


def _round_refusal(work: UnitOfWork, watch: Round) -> str:
    if work.filled.of_round(watch.id):
        return f"Ronde {watch.number} sudah punya formulir terisi yang disimpan sebagai bukti; tutup saja rondenya."
    if any(letters.request or letters.reminders for letters in letters_by_unit(work, watch).values()):
        return f"Ronde {watch.number} sudah punya surat; batalkan suratnya lalu tutup rondenya."
    return ""


def _round_along(work: UnitOfWork, watch: Round) -> Iterable[tuple[Noun, str]]:
    return (("watch_form", form.id) for form in work.forms.of_round(watch.id))


def _round_back(work: UnitOfWork, watch: Round) -> Round:
    if work.rounds.by_number(watch.number) is None:
        return watch
    ordinal = work.rounds.last_ordinal(watch.year) + 1
    return replace(watch, ordinal=ordinal, number=register_number(watch.year, ordinal, "P"))


def _reported(work: UnitOfWork, listed: NameList) -> int:
    return work.name_lists.counts(listed.id).get(listed.id, ListCounts()).reported


def _name_list_refusal(work: UnitOfWork, listed: NameList) -> str:
    reported = _reported(work, listed)
    with work.as_program():
        hidden = not reported and bool(_reported(work, listed))
    if hidden:
        return (
            f"Daftar “{listed.title}” sudah menjadi asal catatan lain, jadi daftarnya tetap ada; mintalah bantuan "
            "admin kantor Anda bila daftarnya keliru."
        )
    if reported:
        return (
            f"{reported} baris daftar “{listed.title}” sudah menjadi laporan, jadi daftarnya tetap ada sebagai asal "
            "buktinya; buang laporannya dahulu bila daftarnya keliru."
        )
    return ""


OF_INTAKE: Final[dict[str, Kind]] = {
    "round": Kind(
        words="Ronde pemantauan",
        type=Round,
        store=lambda work: work.rounds,
        title=lambda watch: f"Ronde {watch.number}",
        place=always("Pemantauan akun"),
        refusal=_round_refusal,
        along=_round_along,
        back=_round_back,
    ),
    "watch_form": Kind(
        words="Formulir pemantauan",
        type=WatchForm,
        store=lambda work: work.forms,
        title=lambda form: f"Formulir {form.unit}",
        place=always("Pemantauan akun"),
        refusal=lambda _work, form: f"Formulir {form.unit} dibuang bersama rondenya; buang rondenya.",
    ),
    "name_list": Kind(
        words="Daftar nama",
        type=NameList,
        store=lambda work: work.name_lists,
        title=lambda listed: f"Daftar “{listed.title}”",
        place=always("Pencocokan daftar"),
        refusal=_name_list_refusal,
    ),
}
"""Where reports come from."""
