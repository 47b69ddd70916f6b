"""The office's own recaps: columns of a recap of cases, chosen and ordered, kept by name."""

from __future__ import annotations

from dataclasses import replace

from cases.errors import InvalidInput
from cases.model.discarded import Discarded
from cases.model.identity import new_id
from cases.model.recap import SavedRecap
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.rules.recap_form import columns, recap_form, recap_forms
from cases.services.access import service
from cases.services.discarding import put_away


@service(Right.RECAP)
def saved_recaps(work: UnitOfWork, actor: Actor) -> tuple[SavedRecap, ...]:
    """Return every one, by name."""
    return work.recaps.all()


@service(Right.RECAP)
def save_recap(work: UnitOfWork, actor: Actor, name: str, recap: str, keys: tuple[str, ...]) -> SavedRecap:
    """Keep the columns of a recap of cases under a name; one of that name gets the new ones.

    Raises InvalidInput for no name, one of the program's own, a recap without columns to choose, no or unknown columns.
    """
    title = " ".join(name.split())
    if not title:
        raise InvalidInput("Beri nama rekap ini, misalnya “Rekap Bawaslu”.", field="name")
    if title.casefold() in {words.casefold() for form in recap_forms() for words in (form.name, form.short)}:
        raise InvalidInput(f"“{title}” adalah nama rekap bawaan; pilih nama lain.", field="name")
    if not recap_form(recap).lines:
        raise InvalidInput("Kolom rekap ini tetap; pilih rekap yang barisnya perkara.", field="recap")
    if not keys:
        raise InvalidInput("Pilih sedikitnya satu kolom.", field="columns")
    if unknown := [key for key in keys if key not in columns()]:
        raise InvalidInput(f"Tidak ada kolom rekap “{unknown[0]}”; pilih dari daftar kolom.", field="columns")
    chosen, now = tuple(dict.fromkeys(keys)), work.clock.now()
    before = work.recaps.by_name(title)
    if before is not None:
        saved = replace(before, recap=recap, columns=chosen, saved_at=now, saved_by=actor.name)
        work.recaps.save(saved)
        return saved
    saved = SavedRecap(id=new_id(), name=title, recap=recap, columns=chosen, saved_at=now, saved_by=actor.name)
    work.recaps.add(saved)
    return saved


@service(Right.RECAP)
def remove_recap(work: UnitOfWork, actor: Actor, saved_id: str, reason: str) -> Discarded:
    """Put one into Sampah; the recap that it was made of stays. Raises InvalidInput, NotFound."""
    return put_away(work, actor, "recap", (saved_id,), reason)
