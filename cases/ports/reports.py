"""The register of reports."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Protocol

from cases.model.listing import ListQuery, Page, ReportLine
from cases.model.report import Report
from cases.ports.base import Store
from cases.rules.report_state import ReportState


class ReportStore(Store[Report], Protocol):
    """The register of reports."""

    def last_ordinal(self, year: int) -> int:
        """The highest ordinal of a year, 0 when there is none."""

    def page(self, query: ListQuery) -> Page[ReportLine]:
        """One page; sort columns: number, received_on, source, status.

        Filters: those and respondents, narrative, agency_number, missing, forwarding, answering, circular_points, and
        lacks ("kurang" or "lengkap" for a report that waits, "" for every other).
        """

    def state(self, report: Report) -> ReportState:
        """What the report lacks, and how far forwarding and answering are."""

    def sharing(
        self,
        traits: Collection[tuple[str, str]],
        limit: int,
        dated: Collection[tuple[str, str]] = (),
        days: tuple[date, date] | None = None,
    ) -> dict[str, frozenset[tuple[str, str]]]:
        """Which of these traits (``cases.rules.report_state``) reports have, by identifier; so many of each trait.

        Of ``dated`` traits, with ``days``, only of events on one of them, or on a day that is not known.
        """

    def reindex(self, report_id: str) -> None:
        """Write anew all that is derived from a report: another one went into it, or came out."""

    def index_missing(self, limit: int) -> int:
        """Give traits and state to reports that were written by other rules; return to how many."""

    def split_off(self, report_id: str) -> tuple[Report, ...]:
        """The reports that were split off a report, in the order of their numbers."""

    def is_taken(self, number: str) -> bool:
        """Whether a report bears that number, also one that the actor does not see."""

    def reporters(self, bodies: Collection[str]) -> frozenset[str]:
        """The names and contacts of all people who ever reported, but not of ``bodies``; hidden reports included."""

    def of_election(self, name: str) -> tuple[Report, ...]:
        """The reports that name this election, in any case of letters."""
