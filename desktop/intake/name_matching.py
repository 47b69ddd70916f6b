"""Matching a list with the employees, and reports of who was confirmed: what the window and the command line share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from cases.changes import ChangeSet
from cases.errors import Stopped
from cases.model.name_list import Matched
from cases.model.name_review import MatchInput
from cases.model.report import Report
from cases.model.user import Actor
from cases.services import name_lists, name_reports

if TYPE_CHECKING:
    from desktop.wiring import OpenOffice

STOPPED: Final = "Pencocokan dibatalkan; tidak ada yang disimpan."


def find_hits(
    office: OpenOffice,
    actor: Actor,
    list_id: str,
    tick: Callable[[float, str], object] = lambda _done, _words: None,
    stop: Callable[[], bool] = lambda: False,
) -> tuple[MatchInput, Matched]:
    """Compare a list with the master, off the database; what was found is kept by ``name_lists.keep_hits``.

    Raises Stopped, InvalidInput while there are no employees, NotFound.
    """
    from reports.matching import RapidMatcher  # noqa: PLC0415 - rapidfuzz, which the start need not wait for

    given = office.read(name_lists.to_match, actor, list_id)
    total = len(given.rows)

    def heard(done: int) -> None:
        if stop():
            raise Stopped(STOPPED)
        tick(done / max(total, 1), f"Mencocokkan {done} dari {total} baris")

    heard(0)
    return given, RapidMatcher().match(given.rows, given.people, heard)


def make_report(office: OpenOffice, actor: Actor, hit_id: str, *, again: bool = False) -> tuple[Report, ChangeSet]:
    """Make a confirmed hit a report with its card as evidence; raises as ``name_reports.report_hit``."""
    from reports.name_card import name_card  # noqa: PLC0415 - reportlab, for the same reason

    told = office.read(name_reports.card, actor, hit_id)
    data = name_card(told, office.clock.time_zone.zone)
    staged = office.stage(data, f"Baris {told.row.number} {told.list.title}.pdf")
    return office.write(name_reports.report_hit, actor, hit_id, staged, again=again)
