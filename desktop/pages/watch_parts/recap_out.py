"""The recap of a round as what is saved."""

from __future__ import annotations

from cases.model.watch import Round
from cases.services import watch_recap
from desktop.pages.recap_saving import SavedRecap


def recap_of(found: Round) -> SavedRecap:
    """The round as it stands."""
    return SavedRecap(
        "rekap ronde",
        f"Rekap pemantauan {found.number}",
        lambda work, actor, _paper: watch_recap.round_recap(work, actor, found.id),
    )
