"""The result of a list as what is saved."""

from __future__ import annotations

from cases.model.name_review import Decision, NameList
from cases.services import name_result
from desktop.pages.recap_saving import SavedRecap


def result_of(listed: NameList) -> SavedRecap:
    """What was decided of the rows of a list."""
    return SavedRecap(
        "hasil pencocokan",
        f"Hasil pencocokan {listed.title}",
        lambda work, actor, paper: name_result.result_recap(work, actor, listed.id, tuple(Decision), for_paper=paper),
    )
